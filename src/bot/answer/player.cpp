// A player's card.
#include "bot/answer/controls.hpp"
#include "bot/answer_registry.hpp"
#include "store/queries/profiles.hpp"
#include "view/player_card.hpp"

namespace cs2::bot {

Reply answer_player(const Question& question, const Call& call) {
  const auto profile = store::find_player_profile(call.store(), question.player, this_hour(call));
  if (!profile) return call.say("answer.gone", {{"command", call.mention("player")}});
  const auto reader = reader_of(question, call);
  Reply reply{.message = view::player_card(*profile, reader)};
  Controls controls{question, call};
  if (view::hides_result(*profile, reader)) controls.add_reveal();
  for (const auto& stay : profile->stays) controls.add_team(stay.team);
  if (profile->last_team) controls.add_team(profile->last_team->team);
  controls.add_matches(profile->matches.live);
  controls.add_matches(profile->matches.next);
  controls.add_matches(profile->matches.last);
  reply.message.rows = controls.take();
  return reply;
}

}  // namespace cs2::bot
