// One match in full.
#include <algorithm>

#include "base/limits/answers.hpp"
#include "base/limits/store.hpp"
#include "bot/answer/controls.hpp"
#include "bot/answer/statistics.hpp"
#include "bot/answer_registry.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/profiles.hpp"
#include "view/markdown.hpp"
#include "view/match_card.hpp"
#include "view/match_text.hpp"

namespace cs2::bot {
namespace {

// Of one team, to find a match against a certain opponent.
constexpr int matches_searched = 100;

bool plays(const MatchDetails& details, TeamId team) {
  return details.match.opponents[0].team == team || details.match.opponents[1].team == team;
}

std::optional<MatchDetails> first_between(const Question& question, store::MatchQuery query,
                                          const Call& call) {
  query.team = question.team;
  query.count = question.opponent ? matches_searched : 1;
  auto found = store::list_matches(call.store(), query).matches;
  const auto wanted = std::ranges::find_if(
      found, [&](const auto& details) { return !question.opponent || plays(details, question.opponent); });
  return wanted == found.end() ? std::nullopt : std::optional{std::move(*wanted)};
}

std::string shown_team(TeamId id, const Call& call) {
  return view::escape_markdown(team_name(id, call), limits::names_typed_max);
}

Reply say_no_match(const Question& question, const Call& call) {
  if (data_note(call).is_loading) return call.say("data.loading");
  if (question.match) return call.say("answer.match_gone", {{"match", call.mention("match")}});
  if (question.opponent) {
    return call.say("answer.no_match_between", {{"team", shown_team(question.team, call)},
                                                {"opponent", shown_team(question.opponent, call)},
                                                {"match", call.mention("match")}});
  }
  return call.say("answer.no_match",
                  {{"team", shown_team(question.team, call)}, {"upcoming", call.mention("upcoming")}});
}

// What is revealed or come back to is this match, whatever comes next meanwhile.
Question shown_match(Question question, const MatchDetails& details) {
  question.match = details.match.id;
  question.team = {};
  question.opponent = {};
  return question;
}

}  // namespace

std::optional<MatchDetails> find_asked_match(const Question& question, const Call& call) {
  if (question.match) return store::find_match(call.store(), question.match);
  if (auto live = first_between(
          question,
          {.statuses = {MatchStatus::live}, .seen_since = this_hour(call) - limits::live_unseen_max}, call))
    return live;
  const auto since = this_hour(call) - limits::overdue_max;
  if (auto next = first_between(question, {.statuses = {MatchStatus::scheduled}, .from = since}, call))
    return next;
  // What was called off is the last that there is to say, too.
  return first_between(question,
                       {.statuses = {MatchStatus::finished, MatchStatus::postponed, MatchStatus::cancelled},
                        .order = store::MatchOrder::latest_first},
                       call);
}

Reply answer_match(Question question, const Call& call) {
  const auto details = find_asked_match(question, call);
  if (!details) return say_no_match(question, call);
  const auto reader = reader_of(question, call);
  Reply reply{.message = view::match_card(
                  *details, store::find_match_context(call.store(), *details, this_hour(call)), reader)};
  question = shown_match(question, *details);
  Controls controls{question, call};
  if (view::hides_result(details->match, reader)) controls.add_reveal();
  if (auto watch = view::watch_button(details->match, reader)) controls.add_link(std::move(*watch));
  const auto& teams = details->teams;
  if (teams[0] && teams[1]) controls.add_button("button.compare", comparison_of(teams[0]->id, teams[1]->id));
  for (const auto& team : teams) {
    if (team) controls.add_team(*team);
  }
  if (details->tournament) controls.add_event(*details->tournament);
  reply.message.rows = controls.take();
  return reply;
}

}  // namespace cs2::bot
