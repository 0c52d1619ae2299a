// A page of matches: live ones, the next, or results. Days and events are headings, said once: the best event
// of a day first, and a line for each match.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "discord/types.hpp"
#include "model/match_details.hpp"
#include "view/reader.hpp"

namespace cs2::view {

enum class ListKind { live, upcoming, results };

std::string_view name(ListKind kind);  // "live", also the command's name

struct MatchList {
  ListKind kind = ListKind::live;
  std::span<const MatchDetails> matches;  // of this page
  int page = 0;                           // from 0
  int pages = 1;
  int total = 0;
  bool is_cut = false;                  // there are more, which no page shows
  bool is_of_one_event = false;         // named by the filters, so that no heading says it again
  std::string time_zone = "UTC";        // in which the days are
  std::vector<std::string> filters;     // what was asked for: "Team Spirit", "2026-07-12"
  std::vector<MatchSource> sources;     // of everything known, for an empty page
  std::string loading;                  // stands on an empty page in place of "no matches"
  std::string picture_url;              // of the team or event that is asked for; may be empty
  std::array<std::string, 2> mentions;  // how /upcoming and /results are written here, for the hints
};

// Keeps Discord's limits whatever the sources say. No buttons: they belong to who asks.
discord::Message match_list(const MatchList& list, const Reader& reader);

}  // namespace cs2::view
