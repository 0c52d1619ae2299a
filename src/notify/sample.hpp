// A notice of made-up things, for trying the way to a channel.
#pragma once

#include "locale/language.hpp"
#include "notify/kind_definition.hpp"

namespace cs2::notify {

// Its names say that they are invented. What a kind needs is there, so that it has something to tell.
Notice make_sample(NoticeKind kind, const locale::Language& language, Timestamp now);

}  // namespace cs2::notify
