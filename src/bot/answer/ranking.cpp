// A ranking, or how one team stood in it.
#include <algorithm>

#include "base/limits/answers.hpp"
#include "bot/answer/controls.hpp"
#include "bot/answer_registry.hpp"
#include "store/queries/names.hpp"
#include "store/queries/rankings.hpp"
#include "view/markdown.hpp"
#include "view/ranking_table.hpp"

namespace cs2::bot {
namespace {

RankingSystem system_of(const Question& question) {
  return question.system.value_or(RankingSystem::valve_world);
}

Reply answer_history(const Question& question, const Call& call) {
  const auto team = store::find_team(call.store(), question.team);
  if (!team) return call.say("answer.gone", {{"command", call.mention("ranking")}});
  const auto system = system_of(question);
  const auto places = store::list_ranking_history(call.store(), team->id, system, limits::ranking_history);
  if (places.empty())
    return call.say("answer.never_ranked",
                    {{"team", view::escape_markdown(team->name, limits::names_typed_max)}});
  Reply reply{.message = view::ranking_history({.team = *team, .system = system, .places = places},
                                               reader_of(question, call))};
  Controls controls{question, call};
  controls.add_button("button.ranking", {.kind = Question::Kind::ranking, .system = system});
  controls.add_team(*team);
  reply.message.rows = controls.take();
  return reply;
}

}  // namespace

Reply answer_ranking(Question question, const Call& call) {
  if (question.team) return answer_history(question, call);
  // The ranking of a day is the one that was valid when it ended.
  const auto at =
      question.day ? std::optional<Timestamp>{*question.day + days{1} - milliseconds{1}} : std::nullopt;
  const auto ranking = store::find_ranking(call.store(), system_of(question), at);
  if (!ranking) return call.say("answer.no_ranking");
  const auto& teams = ranking->teams;
  const auto pages = count_pages(static_cast<int>(teams.size()), limits::ranking_per_page);
  question.page = clamp_page(question.page, pages);
  const auto first = static_cast<std::size_t>(question.page) * limits::ranking_per_page;
  const auto shown =
      std::span{teams}.subspan(first, std::min(limits::ranking_per_page, teams.size() - first));
  Reply reply{.message = view::ranking_table(
                  {.ranking = *ranking, .teams = shown, .page = question.page, .pages = pages},
                  reader_of(question, call))};
  Controls controls{question, call};
  controls.add_pages(question.page, pages);
  for (const auto& ranked : shown) controls.add_team(ranked.team);
  reply.message.rows = controls.take();
  return reply;
}

}  // namespace cs2::bot
