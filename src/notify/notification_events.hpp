// From a change to the notifications that it may cause.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "model/change.hpp"
#include "model/ranking_page.hpp"
#include "store/notify/audience.hpp"
#include "store/notify/outbox.hpp"

namespace cs2::notify {

// Of a change of a match; `audience` as the match is now. Empty where there is nothing to send, as of a
// match whose opponents nobody knows.
std::vector<store::NotificationEvent> events_of(const Change& change, const store::MatchAudience& audience);

// Of a change in a team's roster.
std::vector<store::NotificationEvent> events_of_roster(const Change& change);

// Of a new ranking: for the teams whose place in it differs from before, and whoever follows all.
std::vector<store::NotificationEvent> events_of_ranking(const Change& change, const RankingPage& page);

// Of a match, when its time comes rather than after a change: its reminders, its scheduled event.
store::NotificationEvent event_of(NoticeKind kind, const store::MatchAudience& audience, Timestamp now);

// Of a local day, for those who chose this minute of it.
store::NotificationEvent digest_of(const std::chrono::year_month_day& day, int minute, Timestamp at);

}  // namespace cs2::notify
