#include "ingest/upcoming.hpp"

#include "base/limits/store.hpp"
#include "store/queries/lookup_candidates.hpp"
#include "store/queries/matches.hpp"

namespace cs2::ingest {

Agenda load_agenda(store::Store& store, Timestamp now) {
  Agenda agenda;
  const auto live =
      store::list_matches(store, {.statuses = {MatchStatus::live},
                                  .seen_since = std::chrono::floor<hours>(now) - limits::live_unseen_max,
                                  .count = 1});
  agenda.any_live = live.total > 0;
  const auto next = store::list_matches(store, {.statuses = {MatchStatus::scheduled},
                                                .from = now - agenda_behind,
                                                .to = now + agenda_ahead,
                                                .count = 1});
  if (!next.matches.empty()) agenda.next_start = time_of(next.matches.front().match);
  return agenda;
}

std::vector<std::string> choose_subjects(store::Store& store, ProviderName provider,
                                         const provider::Feed& feed, Tempo tempo, Timestamp now) {
  auto subjects = store::list_subjects(store, {.provider = provider,
                                               .feed = feed.name,
                                               .thing = *feed.about,
                                               .now = now,
                                               .asked_before = now - interval(feed, tempo),
                                               .count = feed.subjects_max});
  if (!subjects.empty()) store::note_asked(store, provider, feed.name, subjects, now);
  return subjects;
}

}  // namespace cs2::ingest
