// Why a notification was sent here, or was not, in sentences.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bot/command_definition.hpp"
#include "model/subscription.hpp"
#include "store/notify/match_timeline.hpp"

namespace cs2::bot {

// Whose deliveries may be shown: the server's, or in direct messages the person's.
store::Owner owner_of(const Call& call);

// Deliveries, and the subscriptions that wanted them, those that are over too.
struct Record {
  std::vector<store::DeliveryStatus> statuses;
  std::map<SubscriptionId, Subscription> subscriptions;
};
Record make_record(std::vector<store::DeliveryStatus> statuses, const Call& call);

// "Spirit → #matches: ✅ sent today at 18:00, message"
std::string delivery_line(const store::DeliveryStatus& status, const Record& record, const Call& call);

// Everything that happened to a match, a page at a time; `heading` comes above.
Reply explain_match(MatchId match, int page, std::string heading, const Call& call);
// What a message of ours announced, and what else is known of its match.
Reply explain_message(std::uint64_t message, std::string_view typed, const Call& call);

// The buttons that turn pages. They carry the match and the page, and no right to see anything.
Reply answer_why_press(const Call& call, std::string_view what);

}  // namespace cs2::bot
