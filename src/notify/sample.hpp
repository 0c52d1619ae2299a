// Examples of notices, for trying the way to a channel.
#pragma once

#include <string>

#include "locale/language.hpp"
#include "notify/kind_definition.hpp"

namespace cs2::notify {

// Its names say that they are invented. What a kind needs is there, so that it has something to say.
NoticeFacts make_sample(NoticeKind kind, const locale::Language& language, Timestamp now);

// A message that shows how each kind reads that posts one; those that would reveal a score only where scores
// are shown.
discord::Message render_all_samples(const view::Reader& reader, Timestamp now);

// For the kinds: what happened to the match of the sample just now.
void add_change(NoticeFacts& sample, What what);
void start_match(NoticeFacts& sample);
void finish_match(NoticeFacts& sample);
void finish_map(NoticeFacts& sample, std::string name, Score score);  // its first side won

}  // namespace cs2::notify
