// Notices that news has stopped coming, and says so once.
//
// A concern is one failure to a human, however many things it is made of: ten live matches of a source that
// is down are one line with the number in it, and one more when they have news again. How long a concern may
// be without news depends on how urgent it is; what went before the watch began does not count.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/metrics.hpp"

namespace cs2::ops {

enum class Urgency {
  urgent,      // minutes: a match runs, and people wait
  soon,        // half an hour: lists of matches and tournaments
  eventually,  // days: rosters, rankings and other depth
};
std::string_view name(Urgency urgency);

// One thing of which there should be news.
struct Watched {
  std::string concern;  // "live matches", "pandascore lists"
  Urgency urgency = Urgency::soon;
  std::optional<Timestamp> news_at = {};  // the last one; absent: never
  milliseconds every{};                   // how rarely news is to be expected even when all is well
};

class Watchdog {
 public:
  explicit Watchdog(Metrics& metrics);

  // All that is watched now; a concern of which nothing is left is over.
  void step(const std::vector<Watched>& watched, Timestamp now);
  // Somebody else watches; the next step begins anew.
  void forget();

 private:
  struct Found {
    Urgency urgency = Urgency::soon;
    int things = 0;
    int without_news = 0;
    milliseconds age{};  // of the oldest
  };
  void show(const std::string& concern, const Found& found);
  void report(const std::string& concern, const Found& found, Timestamp now);

  Metrics& metrics_;
  std::optional<Timestamp> since_;
  std::map<std::string, Found> known_;
  std::map<std::string, Timestamp> failing_;  // since when we say so
};

}  // namespace cs2::ops
