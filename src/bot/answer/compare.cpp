// Two teams against each other.
#include <algorithm>

#include "base/limits/answers.hpp"
#include "bot/answer/statistics.hpp"
#include "bot/answer_registry.hpp"
#include "store/queries/names.hpp"

namespace cs2::bot {

Question comparison_of(TeamId first, TeamId second) {
  Question question{.kind = Question::Kind::compare, .team = first, .opponent = second};
  question.filter.days = 0;  // two teams meet seldom
  return question;
}

Reply answer_compare(const Question& question, const Call& call) {
  const auto first = store::find_team(call.store(), question.team);
  const auto second = store::find_team(call.store(), question.opponent);
  if (!first || !second) return call.say("answer.gone", {{"command", call.mention("compare")}});
  if (first->id == second->id) return call.say("answer.same_team");

  const auto history =
      store::find_team_history(call.store(), first->id, period_of(question, call), second->id);
  if (!history) return call.say("answer.gone", {{"command", call.mention("compare")}});
  const auto meetings = stats::select(history->matches, question.filter);
  auto counted = counted_of(question, meetings, call);
  counted.ratings = ratings_of({first->id, second->id}, call);
  Reply reply{.message = view::comparison({*first, *second}, counted, reader_of(question, call))};
  if (!has_controls(reply.message)) return reply;
  Controls controls{question, call};
  if (question.hide_scores && !meetings.empty()) controls.add_reveal();
  add_periods(controls, question);
  controls.add_team(*first);
  controls.add_team(*second);
  for (std::size_t i = 0; i < std::min<std::size_t>(meetings.size(), limits::profile_last); ++i)
    controls.add_match(meetings[i]->details);
  reply.message.rows = controls.take();
  return reply;
}

}  // namespace cs2::bot
