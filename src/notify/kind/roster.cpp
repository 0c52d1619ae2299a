// Somebody who joined or left a team, or changed his role there.
#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "notify/sample.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const NoticeFacts& facts, const view::Reader& reader) {
  if (!facts.change || !facts.team || !facts.player) return Dropped{"withdrawn"};
  return view::roster_notice(*facts.change, *facts.team, *facts.player, reader);
}

std::string digest_line(const discord::Message& message) {
  return message.embeds.front().description;
}

void make_sample(NoticeFacts& sample, const locale::Language& language) {
  add_change(sample, PlayerJoined{});
  sample.team = sample.match->teams[0];
  sample.player = Player{.id = {1}, .nickname = language.say("sample.player")};
}

}  // namespace

Kind roster_kind() {
  return {.urgency = 3,
          .life = limits::news_life,
          .render = render,
          .digest_line = digest_line,
          .make_sample = make_sample};
}

}  // namespace cs2::notify
