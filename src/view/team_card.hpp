// A team: who it is, who plays for it, its ranking and form, what it played and plays next.
#pragma once

#include <span>

#include "discord/types.hpp"
#include "model/profile.hpp"
#include "stats/line_ups.hpp"
#include "view/reader.hpp"

namespace cs2::view {

// Both keep Discord's limits whatever the sources say. No buttons: they belong to who asks.
discord::Message team_card(const TeamProfile& profile, const Reader& reader);

struct LineUpList {
  const TeamProfile& profile;
  std::span<const stats::LineUp> line_ups;  // of this page, the latest first
  int page = 0;                             // from 0
  int pages = 1;
  int total = 0;
};
discord::Message line_up_list(const LineUpList& list, const Reader& reader);

// Whether the card leaves something out for a reader without scores.
bool hides_result(const TeamProfile& profile, const Reader& reader);

}  // namespace cs2::view
