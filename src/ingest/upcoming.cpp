#include "ingest/upcoming.hpp"

#include "base/limits/store.hpp"
#include "store/queries/lookup_candidates.hpp"
#include "store/queries/matches.hpp"

namespace cs2::ingest {

Upcoming load_agenda(store::Store& store, Timestamp now) {
  Upcoming upcoming;
  const auto live =
      store::list_matches(store, {.statuses = {MatchStatus::live},
                                  .seen_since = std::chrono::floor<hours>(now) - limits::live_unseen_max,
                                  .count = 1});
  upcoming.any_live = live.total > 0;
  const auto next = store::list_matches(store, {.statuses = {MatchStatus::scheduled},
                                                .from = now - agenda_behind,
                                                .to = now + agenda_ahead,
                                                .count = 1});
  if (!next.matches.empty()) upcoming.next_start = time_of(next.matches.front().match);
  return upcoming;
}

std::vector<std::string> pick_lookups(store::Store& store, ProviderName provider, const provider::Feed& feed,
                                      PollingRate tempo, Timestamp now) {
  auto subjects = store::list_subjects(store, {.provider = provider,
                                               .feed = feed.name,
                                               .entity = *feed.about,
                                               .now = now,
                                               .asked_before = now - interval(feed, tempo),
                                               .count = feed.subjects_max});
  if (!subjects.empty()) store::note_asked(store, provider, feed.name, subjects, now);
  return subjects;
}

}  // namespace cs2::ingest
