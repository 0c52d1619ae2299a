// What became of one piece of news for one subscription, in sentences. Private to the explaining*.cpp.
#pragma once

#include <string>
#include <string_view>

#include "bot/why/why.hpp"
#include "store/notify/audience.hpp"

namespace cs2::bot {

// "✅ sent today at 18:00, message"; `record` has the delivery that sent it, where it was merged.
std::string outcome_text(const store::DeliveryStatus& status, const Record& record, const Call& call);

// Why the subscription itself rejects a moment; empty where it would have been sent.
std::string reject_reason_text(const Subscription& subscription, NoticeKind kind, Timestamp at,
                               const store::MatchAudience& audience, const Call& call);

// "Spirit → #matches: " and the outcome.
std::string line_of(const Subscription& subscription, std::string_view outcome, const Call& call);

}  // namespace cs2::bot
