// An event: when, where and for what, its stages, what is played today, how teams stand and who won.
#pragma once

#include <span>
#include <vector>

#include "discord/types.hpp"
#include "model/profile.hpp"
#include "view/reader.hpp"

namespace cs2::view {

// All keep Discord's limits whatever the sources say. No buttons: they belong to who asks.
discord::Message event_card(const EventProfile& profile, Timestamp now, const Reader& reader);

// The table of one stage, a page.
discord::Message event_standings(const EventProfile& profile, int page, const Reader& reader);

struct BracketPage {
  const EventProfile& profile;
  std::span<const MatchDetails> matches;  // of this page
  int page = 0;                           // from 0
  int pages = 1;
  int total = 0;
};
// What is played for going on or out, under the names of its rounds.
discord::Message event_bracket(const BracketPage& page, const Reader& reader);

// Those of the card whose opponents it names: to a reader without scores not those of later rounds.
std::vector<MatchDetails> shown_matches(const EventProfile& profile, const Reader& reader);

// Whether these leave something out for a reader without scores: tables and brackets are results as a whole.
bool hides_result(const EventProfile& profile, const Reader& reader);

}  // namespace cs2::view
