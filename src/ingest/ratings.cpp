#include "ingest/ratings.hpp"

#include <cmath>
#include <set>
#include <vector>

#include "base/limits/statistics.hpp"
#include "base/log.hpp"
#include "stats/prediction_record.hpp"
#include "stats/probability.hpp"
#include "store/queries/ratings.hpp"

namespace cs2::ingest {
namespace {

std::array<stats::Side, 2> sides_of(const store::DecidedMatch& match) {
  return {stats::Side{.team = match.teams[0], .line_up = match.line_ups[0]},
          stats::Side{.team = match.teams[1], .line_up = match.line_ups[1]}};
}

}  // namespace

void RatingKeeper::step(Timestamp now) {
  if (is_due(now)) learn(now);
  predict(now);
}

bool RatingKeeper::is_due(Timestamp now) const {
  if (!learned_at_) return true;
  const auto passed = now - *learned_at_;
  const bool rests = passed >= milliseconds{} && passed < limits::ratings_pause;  // else the clock was set
  return !rests && store::facts_generation(store_) != learned_of_;
}

void RatingKeeper::learn(Timestamp now) {
  const auto generation = store::facts_generation(store_);
  stats::Ratings ratings;
  std::vector<store::MatchRating> matches;
  std::set<TeamId> teams;
  for (const auto& decided : store::list_decided(store_)) {
    const auto sides = sides_of(decided);
    store::MatchRating moved{.match = decided.id};
    const auto strength = [&](std::size_t slot) { return ratings.strength_of(sides[slot], decided.at).mean; };
    moved.before = {strength(0), strength(1)};
    ratings.learn({.id = decided.id, .at = decided.at, .sides = sides, .winner = decided.winner});
    moved.after = {strength(0), strength(1)};
    matches.push_back(moved);
    teams.insert(decided.teams.begin(), decided.teams.end());
  }
  std::vector<store::TeamRating> strengths;
  strengths.reserve(teams.size());
  for (const auto team : teams) {
    const auto [mean, variance] = ratings.strength_of({.team = team, .line_up = {}}, now);
    strengths.push_back({.team = team, .mean = mean, .variance = variance, .at = now});
  }
  store::replace_ratings(store_, strengths, matches);
  ratings_ = std::move(ratings);
  learned_at_ = now;
  learned_of_ = generation;
  show_record();
}

void RatingKeeper::predict(Timestamp now) {
  for (const auto& match : store::list_unpredicted(store_, now - limits::prediction_late_max)) {
    const auto difference = ratings_.difference(sides_of(match), match.at);
    const auto probability = stats::match_probability(difference, match.best_of);
    if (!probability) continue;
    store::add_prediction(store_, {.match = match.id,
                                   .at = now,
                                   .first = match.teams[0],
                                   .probability = *probability,
                                   .deviation = std::sqrt(difference.variance),
                                   .line_ups = match.line_ups,
                                   .version = stats::rating_version});
  }
}

void RatingKeeper::show_record() {
  std::vector<stats::Predicted> predictions;
  for (const auto& [probability, first_won, at] : store::list_settled_predictions(store_))
    predictions.push_back({.probability = probability, .first_won = first_won});
  const auto record = stats::compute_prediction_record(predictions);
  metrics_.set("cs2results_predictions", {}, record.count);
  if (record.count > 0) metrics_.set("cs2results_prediction_log_loss", {}, record.log_loss);
}

}  // namespace cs2::ingest
