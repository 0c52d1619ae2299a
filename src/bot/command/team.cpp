// /team — a team: players, ranking, form, matches, maps.
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"
#include "bot/lookup/lookup.hpp"

namespace cs2::bot {
namespace {

constexpr TextOption team_named{.name = "team", .required = true, .suggest = suggest_teams};

Reply run(const Call& call) {
  return answer_by_name(start_question(Question::Kind::team, call), team_named, store::NameKind::team, call);
}

}  // namespace

Command team_command() {
  return {.name = "team", .options = {team_named, spoilers_option}, .run = run};
}

}  // namespace cs2::bot
