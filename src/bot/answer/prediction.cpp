// Who is likely to win a match, and how good such predictions were.
#include "base/limits/answers.hpp"
#include "bot/answer/controls.hpp"
#include "bot/answer/statistics.hpp"
#include "bot/answer_registry.hpp"
#include "stats/probability.hpp"
#include "store/queries/ratings.hpp"
#include "view/markdown.hpp"
#include "view/statistics.hpp"

namespace cs2::bot {
namespace {

stats::Estimate difference_of(const std::array<std::optional<stats::Estimate>, 2>& ratings) {
  return {.mean = ratings[0]->mean - ratings[1]->mean,
          .variance = ratings[0]->variance + ratings[1]->variance};
}

// As it was when the match began, else as the ratings are now. Of a match that is over nothing is predicted
// any more.
view::Forecast find_forecast(const Match& match, const Call& call) {
  view::Forecast forecast;
  const std::array teams{match.opponents[0].team, match.opponents[1].team};
  if (!teams[0] || !teams[1]) return forecast;
  if (const auto made = store::find_prediction(call.store(), match.id)) {
    forecast.probability = made->first == teams[0] ? made->probability : 1 - made->probability;
    forecast.is_uncertain = stats::certainty_of({.mean = 0, .variance = made->deviation * made->deviation}) ==
                            stats::Certainty::low;
    forecast.made_at = made->at;
    return forecast;
  }
  if (match.status == MatchStatus::finished || match.status == MatchStatus::cancelled) return forecast;
  const auto ratings = store::find_team_ratings(call.store(), {teams[0], teams[1]});
  for (std::size_t side = 0; side < 2; ++side) {
    if (const auto known = ratings.find(teams.at(side)); known != ratings.end())
      forecast.ratings.at(side) =
          stats::Estimate{.mean = known->second.mean, .variance = known->second.variance};
  }
  if (!forecast.ratings[0] || !forecast.ratings[1]) return forecast;
  const auto difference = difference_of(forecast.ratings);
  forecast.probability = stats::match_probability(difference, match.best_of);
  forecast.is_uncertain = stats::certainty_of(difference) == stats::Certainty::low;
  return forecast;
}

}  // namespace

Reply answer_prediction(Question question, const Call& call) {
  const auto details = find_asked_match(question, call);
  if (!details && question.match)
    return call.say("answer.match_gone", {{"match", call.mention("predict match")}});
  if (!details)
    return call.say("answer.no_match",
                    {{"team", view::escape_markdown(team_name(question.team, call), limits::names_typed_max)},
                     {"upcoming", call.mention("upcoming")}});
  Reply reply{.message = view::prediction_card(*details, find_forecast(details->match, call),
                                               reader_of(question, call))};
  question.match = details->match.id;
  question.team = {};
  question.opponent = {};
  Controls controls{question, call};
  const auto& teams = details->teams;
  if (teams[0] && teams[1]) controls.add_button("button.compare", comparison_of(teams[0]->id, teams[1]->id));
  controls.add_match(*details);
  for (const auto& team : teams) {
    if (team) controls.add_team(*team);
  }
  reply.message.rows = controls.take();
  return reply;
}

Reply answer_prediction_record(const Question& question, const Call& call) {
  std::vector<stats::Predicted> predictions;
  for (const auto& settled : store::list_settled_predictions(call.store()))
    predictions.push_back({.probability = settled.probability, .first_won = settled.first_won});
  Reply reply{.message = view::prediction_record_card(stats::compute_prediction_record(predictions),
                                                      reader_of(question, call))};
  reply.message.rows = Controls{question, call}.take();
  return reply;
}

}  // namespace cs2::bot
