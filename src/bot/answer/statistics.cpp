// What a team or a player did, in numbers.
#include "bot/answer/statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/limits/statistics.hpp"
#include "bot/answer_registry.hpp"
#include "store/queries/ratings.hpp"
#include "view/color.hpp"

namespace cs2::bot {
namespace {

constexpr std::array<int, 5> periods_shown{30, 90, 180, 365, 0};  // in the order of length
static_assert(periods_shown.size() == stats::periods.size());

struct Sibling {
  Question::Kind kind;
  std::string_view button;
};
constexpr std::array<Sibling, 3> team_statistics{{{Question::Kind::team_stats, "button.stats"},
                                                  {Question::Kind::map_pool, "button.maps"},
                                                  {Question::Kind::form, "button.form"}}};

// The same matches, otherwise.
void add_siblings(Controls& controls, const Question& question) {
  for (const auto& [kind, button] : team_statistics) {
    auto other = question;
    other.kind = kind;
    other.page = 0;
    if (kind != question.kind) controls.add_button(button, std::move(other));
  }
}

Reply say_nothing(const Question& question, std::span<const PlayedMatch> matches, const Call& call) {
  const auto counted = counted_of(question, {}, call);
  // A button came from a card, and leads back to it.
  const bool is_pressed = call.interaction().type == discord::InteractionType::component;
  Reply reply;
  reply.message.embeds.push_back(
      {.description = view::nothing_found(matches, counted, call.language()), .color = view::color_neutral});
  reply.message.ephemeral = !is_pressed;
  Controls controls{question, call};
  add_periods(controls, question);
  reply.message.rows = controls.take();
  return reply;
}

std::map<MatchId, stats::RatingChange> changes_by(std::span<const PlayedMatch* const> matches,
                                                  const Call& call) {
  std::vector<MatchId> ids;
  for (const auto* played : matches) ids.push_back(played->details.match.id);
  std::map<MatchId, stats::RatingChange> changes;
  for (const auto& [match, rating] : store::find_match_ratings(call.store(), ids))
    changes[match] = {.before = rating.before, .after = rating.after};
  return changes;
}

discord::Message show(const Question& question, const Team& team, std::span<const PlayedMatch* const> matches,
                      int pages, const Call& call) {
  const auto reader = reader_of(question, call);
  auto counted = counted_of(question, matches, call);
  if (question.kind == Question::Kind::form) counted.changes = changes_by(matches, call);
  if (question.kind == Question::Kind::team_stats) counted.ratings = ratings_of({team.id}, call);
  switch (question.kind) {
    case Question::Kind::map_pool:
      return view::map_pool(team, counted, reader);
    case Question::Kind::form:
      return view::form(team, counted, {.page = question.page, .pages = pages}, reader);
    default:
      return view::team_stats(team, counted, reader);
  }
}

}  // namespace

store::PlayedPeriod period_of(const Question& question, const Call& call) {
  const auto to = this_hour(call) + hours{1};
  if (question.day) return {.from = *question.day, .to = to};
  if (question.filter.days == 0) return {.from = {}, .to = to};
  return {.from = std::chrono::floor<days>(call.now()) - days{question.filter.days}, .to = to};
}

view::Counted counted_of(const Question& question, std::span<const PlayedMatch* const> matches,
                         const Call& call) {
  return {.matches = matches,
          .filter = question.filter,
          .since = question.day,
          .format = question.format,
          .is_loading = data_note(call).is_loading};
}

std::map<TeamId, stats::Estimate> ratings_of(const std::vector<TeamId>& teams, const Call& call) {
  std::map<TeamId, stats::Estimate> ratings;
  for (const auto& [team, rating] : store::find_team_ratings(call.store(), teams))
    ratings[team] = {.mean = rating.mean, .variance = rating.variance};
  return ratings;
}

void add_periods(Controls& controls, const Question& question) {
  for (const auto period : periods_shown) {
    auto other = question;
    other.filter.days = period;
    other.day.reset();
    other.page = period == question.filter.days && !question.day ? question.page : 0;
    controls.add_switch(fmt::format("choice.period.{}", period), std::move(other));
  }
}

bool has_controls(const discord::Message& message) {
  return message.files.empty();
}

Reply answer_team_statistic(Question question, const Call& call) {
  const auto history = store::find_team_history(call.store(), question.team, period_of(question, call));
  if (!history) return call.say("answer.gone", {{"command", call.mention(name(question.kind))}});
  auto matches = stats::select(history->matches, question.filter);
  if (matches.empty()) return say_nothing(question, history->matches, call);
  const bool is_form = question.kind == Question::Kind::form;
  const bool is_card = question.format == Format::card;
  if (is_form && question.format <= Format::text && std::ssize(matches) > limits::form_matches)
    matches.resize(limits::form_matches);
  const auto pages =
      is_form && is_card ? count_pages(static_cast<int>(matches.size()), limits::form_per_page) : 1;
  question.page = clamp_page(question.page, pages);

  Reply reply{.message = show(question, history->team, matches, pages, call)};
  if (!has_controls(reply.message)) return reply;
  Controls controls{question, call};
  controls.add_pages(question.page, pages);
  if (question.hide_scores) controls.add_reveal();
  add_siblings(controls, question);
  add_periods(controls, question);
  controls.add_team(history->team);
  const auto first = static_cast<std::size_t>(question.page) * limits::form_per_page;
  for (auto i = first; is_form && i < std::min(first + limits::form_per_page, matches.size()); ++i)
    controls.add_match(matches[i]->details);
  reply.message.rows = controls.take();
  return reply;
}

Reply answer_player_stats(const Question& question, const Call& call) {
  const auto history = store::find_player_history(call.store(), question.player, period_of(question, call));
  if (!history) return call.say("answer.gone", {{"command", call.mention(name(question.kind))}});
  const auto matches = stats::select(history->matches, question.filter);
  if (matches.empty()) return say_nothing(question, history->matches, call);
  Reply reply{.message = view::player_stats(history->player, counted_of(question, matches, call),
                                            reader_of(question, call))};
  if (!has_controls(reply.message)) return reply;
  Controls controls{question, call};
  if (question.hide_scores) controls.add_reveal();
  add_periods(controls, question);
  controls.add_player(history->player);
  reply.message.rows = controls.take();
  return reply;
}

}  // namespace cs2::bot
