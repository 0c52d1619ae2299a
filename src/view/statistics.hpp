// What teams and players did, in numbers; docs/statistics.md defines each.
//
// A statistic is shown as a card, as text in a code block, or as a file. Where scores are hidden it says
// nothing but that, and of a team's form only whom it played.
#pragma once

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <span>

#include "discord/types.hpp"
#include "model/profile.hpp"
#include "stats/filter.hpp"
#include "stats/prediction_record.hpp"
#include "stats/rating.hpp"
#include "view/question.hpp"
#include "view/reader.hpp"

namespace cs2::view {

// What was counted, and how it is to be shown.
struct Counted {
  std::span<const PlayedMatch* const> matches;  // that pass the filter, the latest first
  stats::Filter filter;
  std::optional<std::chrono::sys_days> since;  // instead of the filter's days
  Format format = Format::card;
  bool is_loading = false;                              // so that none is not yet a fact
  std::map<TeamId, stats::Estimate> ratings = {};       // now, of the teams that it is about
  std::map<MatchId, stats::RatingChange> changes = {};  // of the matches of a form
};

// All keep Discord's limits whatever the sources say. No buttons: they belong to who asks.
discord::Message team_stats(const Team& team, const Counted& counted, const Reader& reader);
discord::Message map_pool(const Team& team, const Counted& counted, const Reader& reader);
// Two teams against each other, as the first sees it.
discord::Message comparison(const std::array<Team, 2>& teams, const Counted& counted, const Reader& reader);
// The last matches; a card shows one page of them.
struct Page {
  int page = 0;  // from 0
  int pages = 1;
};
discord::Message form(const Team& team, const Counted& counted, Page page, const Reader& reader);
discord::Message player_stats(const Player& player, const Counted& counted, const Reader& reader);

// Who is likely to win a match.
struct Forecast {
  std::optional<double> probability;  // of the first side; nothing where too little is known
  bool is_uncertain = false;
  std::optional<Timestamp> made_at;  // when the match began; before that it follows the ratings
  std::array<std::optional<stats::Estimate>, 2> ratings = {};
};
discord::Message prediction_card(const MatchDetails& details, const Forecast& forecast, const Reader& reader);
// How good those were that were made before their matches.
discord::Message prediction_record_card(const stats::PredictionRecord& record, const Reader& reader);

// "Last 90 days · LAN · vs top 20"
std::string filter_text(const stats::Filter& filter, std::optional<std::chrono::sys_days> since,
                        const locale::Language& language);

// Instead of a statistic of nothing: which part of the filter to give up, from the least restrictive wish.
std::string nothing_found(std::span<const PlayedMatch> matches, const Counted& counted,
                          const locale::Language& language);

}  // namespace cs2::view
