// A team's card, and who played together in it before.
#include <algorithm>

#include "base/limits/answers.hpp"
#include "bot/answer/controls.hpp"
#include "bot/answer_registry.hpp"
#include "store/queries/players.hpp"
#include "store/queries/profiles.hpp"
#include "view/team_card.hpp"

namespace cs2::bot {
namespace {

Reply say_gone(const Call& call) {
  return call.say("answer.gone", {{"command", call.mention("team")}});
}

// The page of the ranking on which the team stands.
Question ranking_of(const RankingPlace& place) {
  return {.kind = Question::Kind::ranking,
          .system = place.system,
          .page = (place.position - 1) / static_cast<int>(limits::ranking_per_page)};
}

std::vector<discord::Row> controls(const Question& question, const TeamProfile& profile, const Call& call) {
  Controls controls{question, call};
  if (!profile.rankings.empty()) {
    const auto& place = profile.rankings.front();
    controls.add_button("button.ranking", ranking_of(place));
    controls.add_button("button.history",
                        {.kind = Question::Kind::ranking, .team = profile.team.id, .system = place.system});
  }
  controls.add_button("button.stats", {.kind = Question::Kind::team_stats, .team = profile.team.id});
  if (profile.has_former_members)
    controls.add_button("button.line_ups", {.kind = Question::Kind::line_ups, .team = profile.team.id});
  if (view::hides_result(profile, reader_of(question, call))) controls.add_reveal();
  for (const auto& member : profile.roster) controls.add_player(member.player, member.stay.role);
  for (const auto& player : profile.line_up ? profile.line_up->players : std::vector<Player>{}) {
    if (player.id) controls.add_player(player);
  }
  controls.add_matches(profile.matches.live);
  controls.add_matches(profile.matches.next);
  controls.add_matches(profile.matches.last);
  for (const auto& event : profile.events) controls.add_event(event);
  return controls.take();
}

}  // namespace

Reply answer_team(const Question& question, const Call& call) {
  const auto profile = store::find_team_profile(call.store(), question.team, this_hour(call));
  if (!profile) return say_gone(call);
  Reply reply{.message = view::team_card(*profile, reader_of(question, call))};
  reply.message.rows = controls(question, *profile, call);
  return reply;
}

Reply answer_line_ups(Question question, const Call& call) {
  const auto profile = store::find_team_profile(call.store(), question.team, this_hour(call));
  if (!profile) return say_gone(call);
  const auto line_ups = stats::compute_line_ups(store::list_members(call.store(), profile->team.id));
  const auto total = static_cast<int>(line_ups.size());
  const auto pages = count_pages(total, limits::line_ups_per_page);
  question.page = clamp_page(question.page, pages);
  const auto first = static_cast<std::size_t>(question.page) * limits::line_ups_per_page;
  const auto shown =
      std::span{line_ups}.subspan(first, std::min(limits::line_ups_per_page, line_ups.size() - first));

  Reply reply{
      .message = view::line_up_list(
          {.profile = *profile, .line_ups = shown, .page = question.page, .pages = pages, .total = total},
          reader_of(question, call))};
  Controls controls{question, call};
  controls.add_pages(question.page, pages);
  for (const auto& line_up : shown) {
    for (const auto& member : line_up.members) controls.add_player(member.player);
  }
  reply.message.rows = controls.take();
  return reply;
}

}  // namespace cs2::bot
