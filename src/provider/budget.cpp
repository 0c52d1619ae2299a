#include "provider/budget.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <vector>

#include "base/number.hpp"
#include "base/text.hpp"

namespace cs2::provider {
namespace {

constexpr auto retry_after_min = minutes{1};
constexpr auto retry_after_max = minutes{60};
constexpr int refusals_max = 16;  // beyond it the pause has long reached its bound
constexpr std::size_t minutes_saved_max = 24 * 60;
constexpr int requests_saved_max = 1'000'000;  // of one minute
constexpr std::size_t denied_max = 16;
constexpr auto denied_for_max = days{7};

Timestamp minute_of(Timestamp at) {
  return std::chrono::floor<minutes>(at);
}

}  // namespace

Budget::Budget(Rules rules, Timestamp now) : rules_(rules), last_(now), last_heavy_(now) {}

Timestamp Budget::next(Timestamp now, Cost cost) const {
  auto at = std::max(now, last_ + rules_.gap);
  if (cost == Cost::heavy) at = std::max(at, last_heavy_ + rules_.heavy_gap);
  at = std::max(at, blocked_until_);
  at = std::max(at, room_at(now, &Spent::requests, rules_.requests_max));
  if (cost == Cost::deferrable) at = std::max(at, room_at(now, &Spent::deferrable, rules_.deferrable_max));
  return at;
}

bool Budget::allows(Timestamp now, Cost cost) const {
  return blocked_until_ <= now && has_room(now, &Spent::requests, rules_.requests_max) &&
         (cost != Cost::deferrable || has_room(now, &Spent::deferrable, rules_.deferrable_max));
}

bool Budget::has_room(Timestamp now, Count count, int most) const {
  return most == 0 || spent_since(now - rules_.window, count) < most;
}

// Where it is full: when enough of the oldest minutes have left the window.
Timestamp Budget::room_at(Timestamp now, Count count, int most) const {
  if (has_room(now, count, most)) return now;
  int left = spent_since(now - rules_.window, count);
  for (const auto& spent : spent_) {
    const auto leaves_at = spent.minute + minutes{1} + rules_.window;
    if (leaves_at <= now) continue;
    left -= spent.*count;
    if (left < most) return leaves_at;
  }
  return now + rules_.window;
}

// A minute counts as a whole until its last request may have left the window.
int Budget::spent_since(Timestamp from, Count count) const {
  int sum = 0;
  for (const auto& spent : spent_) {
    if (spent.minute + minutes{1} > from) sum += spent.*count;
  }
  return sum;
}

Budget::Spent& Budget::this_minute(Timestamp now) {
  if (spent_.empty() || spent_.back().minute < minute_of(now)) spent_.push_back({.minute = minute_of(now)});
  return spent_.back();
}

void Budget::spend(Timestamp now, int requests, Cost cost) {
  last_ = now;
  if (cost == Cost::heavy) last_heavy_ = now;
  if (rules_.requests_max == 0) return;

  while (!spent_.empty() && spent_.front().minute + minutes{1} <= now - rules_.window) spent_.pop_front();
  auto& spent = this_minute(now);
  spent.requests += requests;
  if (cost == Cost::deferrable) spent.deferrable += requests;
}

void Budget::answered(Timestamp now, Cost cost) {
  last_ = std::max(last_, now);
  if (cost == Cost::heavy) last_heavy_ = std::max(last_heavy_, now);
}

void Budget::learn_remaining(Timestamp now, int requests) {
  if (rules_.requests_max == 0) return;
  const int hoped = rules_.requests_max - spent_since(now - rules_.window, &Spent::requests);
  if (const int excess = hoped - std::max(0, requests); excess > 0) {
    const auto last = last_;
    spend(now, excess);
    last_ = last;  // nothing was sent
  }
}

void Budget::refused(Timestamp now, std::optional<milliseconds> retry_after) {
  milliseconds pause = rules_.block_min;
  if (retry_after) pause = std::clamp<milliseconds>(*retry_after, retry_after_min, retry_after_max);
  for (int i = 0; i < refusals_ && pause < rules_.block_max; ++i) pause *= 2;
  refusals_ = std::min(refusals_ + 1, refusals_max);
  block(now + std::min(pause, rules_.block_max));
}

void Budget::block(Timestamp until) {
  blocked_until_ = std::max(blocked_until_, until);
}

void Budget::deny(std::string part, Timestamp until) {
  if (denied_.size() < denied_max || denied_.contains(part)) denied_[std::move(part)] = until;
}

bool Budget::is_denied(std::string_view part, Timestamp now) const {
  const auto found = denied_.find(part);
  return found != denied_.end() && now < found->second;
}

void Budget::forget_future(Timestamp now) {
  last_ = std::min(last_, now);
  last_heavy_ = std::min(last_heavy_, now);
  blocked_until_ = std::min(blocked_until_, now + rules_.block_max);
  for (auto& [part, until] : denied_) until = std::min<Timestamp>(until, now + denied_for_max);

  Spent ahead;
  for (; !spent_.empty() && spent_.back().minute > now; spent_.pop_back()) {
    ahead.requests += spent_.back().requests;
    ahead.deferrable += spent_.back().deferrable;
  }
  if (ahead.requests == 0) return;
  auto& spent = this_minute(now);
  spent.requests += ahead.requests;
  spent.deferrable += ahead.deferrable;
}

// "1 last last_heavy blocked_until refusals [minute:requests[:deferrable] …] [part=until …]", times in Unix
// milliseconds.
std::string Budget::save() const {
  auto saved = fmt::format("1 {} {} {} {}", unix_milliseconds(last_), unix_milliseconds(last_heavy_),
                           unix_milliseconds(blocked_until_), refusals_);
  for (const auto& [minute, requests, deferrable] : spent_) {
    saved += fmt::format(" {}:{}", unix_milliseconds(minute), requests);
    if (deferrable > 0) saved += fmt::format(":{}", deferrable);
  }
  for (const auto& [part, until] : denied_) saved += fmt::format(" {}={}", part, unix_milliseconds(until));
  return saved;
}

void Budget::restore(std::string_view saved) {
  const auto parts = split(saved, ' ');
  if (parts.size() < 5 || parts.size() > 5 + minutes_saved_max + denied_max || parts[0] != "1") return;

  std::vector<std::int64_t> numbers;
  for (std::size_t i = 1; i < 5; ++i) {
    const auto number = parse_number<std::int64_t>(parts[i]);
    if (!number) return;
    numbers.push_back(*number);
  }
  std::deque<Spent> spent;
  std::map<std::string, Timestamp, std::less<>> denied;
  for (std::size_t i = 5; i < parts.size(); ++i) {
    if (const auto named = split(parts[i], '='); named.size() == 2) {
      const auto until = parse_number<std::int64_t>(named[1]);
      if (!until) return;
      denied[std::string{named[0]}] = from_unix_milliseconds(*until);
      continue;
    }
    const auto counts = split(parts[i], ':');
    if (counts.size() < 2 || counts.size() > 3) return;
    const auto minute = parse_number<std::int64_t>(counts[0]);
    const auto requests = parse_number<int>(counts[1]);
    const auto deferrable = counts.size() == 3 ? parse_number<int>(counts[2]) : 0;
    if (!minute || !requests || !deferrable) return;
    if (*deferrable < 0 || *deferrable > *requests || *requests > requests_saved_max) return;
    spent.push_back({from_unix_milliseconds(*minute), *requests, *deferrable});
  }

  last_ = from_unix_milliseconds(numbers[0]);
  last_heavy_ = from_unix_milliseconds(numbers[1]);
  blocked_until_ = from_unix_milliseconds(numbers[2]);
  refusals_ = static_cast<int>(std::clamp<std::int64_t>(numbers[3], 0, refusals_max));
  spent_ = std::move(spent);
  denied_ = std::move(denied);
}

}  // namespace cs2::provider
