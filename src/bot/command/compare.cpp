// /compare — how two teams did against each other.
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"
#include "bot/lookup/lookup.hpp"
#include "bot/lookup/pick.hpp"
#include "bot/lookup/statistic_options.hpp"

namespace cs2::bot {
namespace {

constexpr TextOption first_team{.name = "first", .required = true, .suggest = suggest_teams};
constexpr TextOption second_team{.name = "second", .required = true, .suggest = suggest_teams};

// What the option means, or the reply that asks for it.
std::expected<TeamId, Reply> find_team(const TextOption& option, const Call& call) {
  const auto meanings = find_meanings(call[option], store::NameKind::team, call);
  const auto reference =
      meanings.meant.size() == 1 ? parse_reference(meanings.meant.front().values.front()) : std::nullopt;
  const auto* team = reference ? std::get_if<TeamId>(&*reference) : nullptr;
  if (team) return *team;
  const Asked asked{.what = word_for(store::NameKind::team), .typed = call[option]};
  const auto& candidates = meanings.meant.empty() ? meanings.close : meanings.meant;
  auto reply =
      meanings.meant.empty() ? say_unknown(asked, !candidates.empty(), call) : say_which(asked, call);
  return std::unexpected(ask_to_pick(std::move(reply), option, candidates, call));
}

Reply run(const Call& call) {
  const auto first = find_team(first_team, call);
  if (!first) return first.error();
  const auto second = find_team(second_team, call);
  if (!second) return second.error();
  auto question = start_question(Question::Kind::compare, call);
  question.filter.days = 0;  // two teams meet seldom
  if (auto refusal = take_statistic_options(question, call)) return std::move(*refusal);
  question.team = *first;
  question.opponent = *second;
  return answer(std::move(question), call);
}

}  // namespace

Command compare_command() {
  return {.name = "compare",
          .options = with_statistic_options({first_team, second_team}),
          .run = run,
          .press = answer_pick};
}

}  // namespace cs2::bot
