// A page of matches: live ones, the next, or results.
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
  std::vector<std::string> filters;     // what was asked for: "Team Spirit", "2026-07-12"
  std::vector<MatchSource> sources;     // of everything known, for an empty page
  std::string loading;                  // stands on an empty page in place of "no matches"
  std::array<std::string, 2> mentions;  // how /upcoming and /results are written here, for the hints
};

// Keeps Discord's limits whatever the sources say. No buttons: they belong to who asks.
discord::Message match_list(const MatchList& list, const Reader& reader);

}  // namespace cs2::view
