// Calendars over HTTP: /calendar/<subscription>/<token>.ics.
//
// Every address that opens nothing is answered alike, so that nobody learns which subscriptions there are.
// What was rendered is kept for a minute, since a whole server may read one address; whether it still opens
// anything is looked up each time.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/metrics.hpp"
#include "io/server.hpp"
#include "locale/language.hpp"
#include "model/subscription.hpp"
#include "store/store.hpp"

namespace cs2::app {

inline constexpr std::string_view calendar_prefix = "/calendar/";

struct CalendarPath {
  SubscriptionId subscription;
  std::string_view token;  // of the path
};
std::optional<CalendarPath> parse_calendar_path(std::string_view path);

class Calendars {
 public:
  // Speaks to the store's clock. All of them outlive it.
  Calendars(store::Store& store, const locale::Catalogue& catalogue, Metrics& metrics)
      : store_(store), catalogue_(catalogue), metrics_(metrics) {}

  // GET and HEAD alike. Blocks; from several threads.
  io::ServerResponse answer(const io::ServerRequest& request);

 private:
  struct Rendered {
    Subscription subscription;  // as it was then
    std::string text;
    std::string etag;
    std::string language;
    Timestamp at;
  };

  std::shared_ptr<const Rendered> find(const Subscription& subscription, const std::string& language,
                                       Timestamp now);
  void keep(std::shared_ptr<const Rendered> rendered);

  store::Store& store_;
  const locale::Catalogue& catalogue_;
  Metrics& metrics_;
  std::mutex mutex_;
  std::map<SubscriptionId, std::shared_ptr<const Rendered>> kept_;
};

}  // namespace cs2::app
