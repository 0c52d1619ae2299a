// Notices of nothing, which try the way to a channel or person: permissions, limits and the worker itself.
//
// A test is a delivery like any other, but of no subscription, change or match. It is sent although its
// target refused us before, and expires after limits::test_life.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "model/subscription.hpp"
#include "store/notify/match_timeline.hpp"
#include "store/notify/outbox.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct TestRequest {
  std::uint64_t guild = 0;  // 0: a person's own
  Destination destination;
  std::vector<NoticeKind> kinds;
  bool together = false;  // in one message, which shows how each kind reads
};
// One delivery of each kind, or of all together: their number. rate_limited: the last test there began less
// than limits::test_every ago, of whichever server.
Result<int> plan_test(Store& store, const TestRequest& request);

bool is_test(const Delivery& delivery);
bool is_test_of_all(const Delivery& delivery);  // of whatever kind the delivery is

// What became of the last test of a target, as far as it is the owner's.
std::vector<DeliveryStatus> list_last_test(Store& store, const Owner& owner, std::uint64_t target);

}  // namespace cs2::store
