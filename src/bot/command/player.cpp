// /player — a player: team history, matches, stats.
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"
#include "bot/lookup/lookup.hpp"

namespace cs2::bot {
namespace {

constexpr TextOption player_named{.name = "player", .required = true, .suggest = suggest_players};

Reply run(const Call& call) {
  return answer_by_name(start_question(Question::Kind::player, call), player_named, store::NameKind::player,
                        call);
}

}  // namespace

Command player_command() {
  return {.name = "player", .options = {player_named, spoilers_option}, .run = run};
}

}  // namespace cs2::bot
