#include "ops/watchdog.hpp"

#include <algorithm>

#include "base/enum_names.hpp"
#include "base/limits/ops.hpp"
#include "base/log.hpp"

namespace cs2::ops {
namespace {

milliseconds patience(Urgency urgency) {
  switch (urgency) {
    case Urgency::urgent:
      return limits::no_news_urgent;
    case Urgency::soon:
      return limits::no_news_soon;
    case Urgency::eventually:
      return limits::no_news_eventually;
  }
  return limits::no_news_soon;
}

std::int64_t whole_seconds(milliseconds age) {
  return std::chrono::round<seconds>(age).count();
}

}  // namespace

std::string_view name(Urgency urgency) {
  static constexpr auto names = names_of<Urgency>(
      {{Urgency::urgent, "urgent"}, {Urgency::soon, "soon"}, {Urgency::eventually, "eventually"}});
  return name_in(names, urgency);
}

Watchdog::Watchdog(Metrics& metrics) : metrics_(metrics) {}

void Watchdog::step(const std::vector<Watched>& watched, Timestamp now) {
  if (!since_) since_ = now;
  // What was known and has nothing left to watch is shown once more, as nothing.
  for (auto& [concern, found] : known_) found = {.urgency = found.urgency};
  for (const auto& each : watched) {
    auto& found = known_[each.concern];
    found.urgency = each.urgency;
    ++found.things;
    const auto age = now - std::max(each.news_at.value_or(*since_), *since_);
    found.age = std::max(found.age, age);
    if (age > patience(each.urgency) + each.every) ++found.without_news;
  }
  for (const auto& [concern, found] : known_) {
    show(concern, found);
    report(concern, found, now);
  }
  std::erase_if(known_, [](const auto& entry) { return entry.second.things == 0; });
}

void Watchdog::forget() {
  for (const auto& [concern, found] : known_) show(concern, {.urgency = found.urgency});
  known_.clear();
  failing_.clear();
  since_.reset();
}

void Watchdog::show(const std::string& concern, const Found& found) {
  metrics_.set("cs2results_without_news", {{"concern", concern}, {"urgency", name(found.urgency)}},
               found.without_news);
  metrics_.set("cs2results_news_age_seconds", {{"concern", concern}, {"urgency", name(found.urgency)}},
               std::chrono::duration<double>(found.age).count());
}

void Watchdog::report(const std::string& concern, const Found& found, Timestamp now) {
  const auto failing = failing_.find(concern);
  if (found.without_news > 0 && failing == failing_.end()) {
    failing_.emplace(concern, now);
    const log::Fields fields{{"concern", concern},
                             {"urgency", name(found.urgency)},
                             {"without_news", found.without_news},
                             {"of", found.things},
                             {"seconds", whole_seconds(found.age)}};
    if (found.urgency == Urgency::urgent)
      log::error("watchdog: no updates", fields);
    else
      log::warning("watchdog: no updates", fields);
  }
  if (found.without_news == 0 && failing != failing_.end()) {
    log::info("watchdog: updates are back",
              {{"concern", concern}, {"after_seconds", whole_seconds(now - failing->second)}});
    failing_.erase(failing);
  }
}

}  // namespace cs2::ops
