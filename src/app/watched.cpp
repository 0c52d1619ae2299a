#include "app/watched.hpp"

#include <algorithm>

#include "base/limits/ops.hpp"
#include "base/limits/store.hpp"
#include "store/queries/matches.hpp"

namespace cs2::app {

std::vector<ops::Watched> watched_feeds(const std::vector<ingest::Ingest::Reading>& readings) {
  std::vector<ops::Watched> watched;
  for (const auto& [feed, state] : readings) {
    if (feed.about && state.failures == 0) continue;
    const bool is_list = !feed.about && feed.every_night <= limits::list_every_max;
    watched.push_back({.concern = fmt::format("{} {}", name(state.provider), is_list ? "lists" : "depth"),
                       .urgency = is_list ? ops::Urgency::soon : ops::Urgency::eventually,
                       .news_at = state.succeeded_at,
                       .every = std::max({feed.every_live, feed.every_idle, feed.every_night})});
  }
  return watched;
}

std::vector<ops::Watched> watched_matches(store::Store& store, Timestamp now) {
  const auto live =
      store::list_matches(store, {.statuses = {MatchStatus::live},
                                  .seen_since = std::chrono::floor<hours>(now) - limits::live_unseen_max,
                                  .count = limits::watchdog_matches_max});
  std::vector<ops::Watched> watched;
  for (const auto& details : live.matches) {
    std::optional<Timestamp> news_at;
    for (const auto& source : details.sources) news_at = std::max(news_at, std::optional{source.seen_at});
    watched.push_back({.concern = "live matches", .urgency = ops::Urgency::urgent, .news_at = news_at});
  }
  return watched;
}

std::string describe(const SourceStatus& source, Timestamp now) {
  const auto seconds_since = [now](Timestamp at) { return std::chrono::round<seconds>(now - at).count(); };
  auto text = source.read_at ? fmt::format("{} last read {} s ago", name(source.provider),
                                           seconds_since(*source.read_at))
                             : fmt::format("{} never read", name(source.provider));
  if (source.failing_since) text += fmt::format(", failing for {} s", seconds_since(*source.failing_since));
  return text;
}

}  // namespace cs2::app
