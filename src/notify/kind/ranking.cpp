// A new ranking: the places of the teams that are followed here, or its top where everything is followed.
#include <algorithm>

#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "notify/sample.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const NoticeFacts& facts, const view::Reader& reader) {
  if (!facts.ranking) return Dropped{"withdrawn"};
  std::vector<RankedTeam> shown;
  for (const auto& ranked : facts.ranking->teams) {
    const auto follows = [&ranked](const Subscription& subscription) {
      return subscription.subject == subject_of(ranked.team.id);
    };
    if (std::ranges::any_of(facts.subscribers, follows)) shown.push_back(ranked);
  }
  return view::ranking_notice(*facts.ranking, shown, reader);
}

void make_sample(NoticeFacts& sample, const locale::Language& /*language*/) {
  add_change(sample, RankingPublished{});
  RankingPage page{.published = std::chrono::floor<days>(sample.now)};
  int position = 0;
  for (const auto& team : sample.match->teams) {
    page.teams.push_back(
        {.team = *team, .row = {.team = team->id, .position = ++position}, .position_before = {}});
  }
  sample.ranking = std::move(page);
}

}  // namespace

Kind ranking_kind() {
  return {.urgency = 4,
          .life = limits::news_life,
          .depends_on_subscribers = true,
          .render = render,
          .make_sample = make_sample};
}

}  // namespace cs2::notify
