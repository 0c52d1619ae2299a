// Discord's JSON, both ways. Reading ignores unknown keys and keeps to bounds; writing gives what the documentation wants.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "discord/types.hpp"

namespace cs2::discord {

// The body of "create message" and of edits; files are parts of their own (see rest.cpp).
std::string message_to_json(const Message& message);
std::string answer_to_json(const Answer& answer);
// Canonical: the same commands always give the same bytes, so that a digest tells whether to register again.
std::string commands_to_json(const std::vector<CommandSpec>& commands);

Result<Interaction> parse_interaction(std::string_view json);

}  // namespace cs2::discord
