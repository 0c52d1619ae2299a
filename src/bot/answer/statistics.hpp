// What the answers with statistics share. Private to bot.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "bot/answer/controls.hpp"
#include "stats/filter.hpp"
#include "store/queries/played.hpp"
#include "view/statistics.hpp"

namespace cs2::bot {

store::PlayedPeriod period_of(const Question& question, const Call& call);

view::Counted counted_of(const Question& question, std::span<const PlayedMatch* const> matches,
                         const Call& call);

// All that two teams played against each other.
Question comparison_of(TeamId first, TeamId second);

// What is known of the ratings of these teams.
std::map<TeamId, stats::Estimate> ratings_of(const std::vector<TeamId>& teams, const Call& call);

// The buttons that ask for other periods.
void add_periods(Controls& controls, const Question& question);

// A file has no buttons: pressed, they would have to take it away.
bool has_controls(const discord::Message& message);

}  // namespace cs2::bot
