// Events that run and events to come.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "discord/types.hpp"
#include "model/profile.hpp"
#include "view/reader.hpp"

namespace cs2::view {

struct EventList {
  std::span<const EventDates> events;  // of this page: who runs first
  int page = 0;                        // from 0
  int pages = 1;
  int total = 0;
  std::string filter;                // "A and above"; empty without
  std::vector<MatchSource> sources;  // of everything known
  std::string loading = {};          // stands on an empty page in place of "no events"
};

// Keeps Discord's limits whatever the sources say. No buttons: they belong to who asks.
discord::Message event_list(const EventList& list, Timestamp now, const Reader& reader);

}  // namespace cs2::view
