// Somebody who joined or left a team, or changed his role there.
#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "notify/sample.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const NoticeFacts& facts, const view::Reader& reader) {
  if (!facts.team || facts.moves.empty()) return Dropped{"withdrawn"};
  return view::roster_notice(facts.moves, *facts.team, reader);
}

void make_sample(NoticeFacts& sample, const locale::Language& language) {
  add_change(sample, PlayerJoined{});
  sample.team = sample.match->teams[0];
  sample.moves = {
      {.change = *sample.change, .player = {.id = {1}, .nickname = language.say("sample.player")}}};
}

}  // namespace

Kind roster_kind() {
  return {.urgency = 3, .life = limits::news_life, .render = render, .make_sample = make_sample};
}

}  // namespace cs2::notify
