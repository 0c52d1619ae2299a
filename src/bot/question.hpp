// Questions and references by the names that commands use. Views write them too: notices carry buttons.
#pragma once

#include "view/question.hpp"
#include "view/reference.hpp"

namespace cs2::bot {

using view::Action;
using view::audit_kinds;
using view::find_way_back;
using view::follow;
using view::Format;
using view::is_answerable;
using view::name;
using view::parse_custom_id;
using view::parse_reference;
using view::Pressed;
using view::Question;
using view::question_about;
using view::Reference;
using view::to_custom_id;
using view::to_string;

}  // namespace cs2::bot
