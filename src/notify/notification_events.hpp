// From a change to what may be told about it.
#pragma once

#include <optional>
#include <vector>

#include "model/change.hpp"
#include "model/ranking_page.hpp"
#include "store/notify/audience.hpp"
#include "store/notify/outbox.hpp"

namespace cs2::notify {

// Of a change of a match; `concerns` as the match stands now. Empty where there is nothing to tell, as of a
// match whose opponents nobody knows.
std::vector<store::NotificationEvent> events_of(const Change& change,
                                                   const store::MatchAudience& audience);

// Of a change in a team's roster.
std::vector<store::NotificationEvent> events_of_roster(const Change& change);

// Of a new ranking: it concerns the teams whose place in it differs from before, and whoever follows all.
std::vector<store::NotificationEvent> events_of_ranking(const Change& change, const RankingPage& page);

// What plan_events asks: the scheduled event of a match.
store::NotificationEvent event_of(const store::MatchAudience& audience, Timestamp now);

// What plan_reminders asks: the reminders of a match.
store::NotificationEvent reminders_of(const store::MatchAudience& audience, Timestamp starts_at,
                                      Timestamp now);

}  // namespace cs2::notify
