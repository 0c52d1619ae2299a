// /stats — what a team or a player did, in numbers.
#include "bot/command_definition.hpp"
#include "bot/lookup/lookup.hpp"
#include "bot/lookup/statistic_options.hpp"

namespace cs2::bot {
namespace {

constexpr TextOption team_named{.name = "team", .required = true, .suggest = suggest_teams};
constexpr TextOption player_named{.name = "player", .required = true, .suggest = suggest_players};

Reply run_team(const Call& call) {
  auto question = start_question(Question::Kind::team_stats, call);
  if (auto refusal = take_statistic_options(question, call)) return std::move(*refusal);
  return answer_by_name(question, team_named, store::NameKind::team, call);
}

Reply run_player(const Call& call) {
  auto question = start_question(Question::Kind::player_stats, call);
  if (auto refusal = take_statistic_options(question, call)) return std::move(*refusal);
  return answer_by_name(question, player_named, store::NameKind::player, call);
}

// Of a player nobody asks for the core of a team.
std::vector<Option> player_options() {
  auto options = with_statistic_options({player_named});
  std::erase_if(options, [](const Option& option) { return name(option) == core_option.name; });
  return options;
}

}  // namespace

Command stats_command() {
  return {.name = "stats",
          .subcommands = {{.name = "team", .options = with_statistic_options({team_named}), .run = run_team},
                          {.name = "player", .options = player_options(), .run = run_player}}};
}

}  // namespace cs2::bot
