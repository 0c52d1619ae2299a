#include "provider/budget.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/number.hpp"
#include "base/text.hpp"

namespace cs2::provider {
namespace {

constexpr auto retry_after_min = minutes{1};
constexpr auto retry_after_max = minutes{60};
constexpr int refusals_max = 16;  // beyond it the pause has long reached its bound
constexpr std::size_t minutes_saved_max = 24 * 60;
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
  if (rules_.requests_max == 0 || spent_since(now - rules_.window) < allowance(cost)) return at;

  // Full: wait until enough of the oldest minutes have left the window.
  int left = spent_since(now - rules_.window);
  for (const auto& [minute, requests] : spent_) {
    const auto leaves_at = minute + minutes{1} + rules_.window;
    if (leaves_at <= now) continue;
    left -= requests;
    if (left < allowance(cost)) return std::max(at, leaves_at);
  }
  return std::max(at, now + rules_.window);
}

bool Budget::allows(Timestamp now, Cost cost) const {
  if (blocked_until_ > now) return false;
  return rules_.requests_max == 0 || spent_since(now - rules_.window) < allowance(cost);
}

int Budget::allowance(Cost cost) const {
  return cost == Cost::deferrable ? rules_.requests_max - rules_.reserve : rules_.requests_max;
}

// A minute counts as a whole until its last request may have left the window.
int Budget::spent_since(Timestamp from) const {
  int sum = 0;
  for (const auto& [minute, requests] : spent_) {
    if (minute + minutes{1} > from) sum += requests;
  }
  return sum;
}

void Budget::spend(Timestamp now, int requests, Cost cost) {
  last_ = now;
  if (cost == Cost::heavy) last_heavy_ = now;
  if (rules_.requests_max == 0) return;

  while (!spent_.empty() && spent_.front().minute + minutes{1} <= now - rules_.window) spent_.pop_front();
  if (spent_.empty() || spent_.back().minute < minute_of(now)) spent_.push_back({minute_of(now), 0});
  spent_.back().requests += requests;
}

void Budget::answered(Timestamp now, Cost cost) {
  last_ = std::max(last_, now);
  if (cost == Cost::heavy) last_heavy_ = std::max(last_heavy_, now);
}

void Budget::learn_remaining(Timestamp now, int requests) {
  if (rules_.requests_max == 0) return;
  const int hoped = rules_.requests_max - spent_since(now - rules_.window);
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

  int ahead = 0;
  for (; !spent_.empty() && spent_.back().minute > now; spent_.pop_back()) ahead += spent_.back().requests;
  if (ahead == 0) return;
  if (spent_.empty() || spent_.back().minute < minute_of(now)) spent_.push_back({minute_of(now), 0});
  spent_.back().requests += ahead;
}

// "1 last last_heavy blocked_until refusals [minute:requests …] [part=until …]", times in Unix milliseconds.
std::string Budget::save() const {
  auto saved = fmt::format("1 {} {} {} {}", unix_milliseconds(last_), unix_milliseconds(last_heavy_),
                           unix_milliseconds(blocked_until_), refusals_);
  for (const auto& [minute, requests] : spent_)
    saved += fmt::format(" {}:{}", unix_milliseconds(minute), requests);
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
    const auto pair = split(parts[i], ':');
    if (pair.size() != 2) return;
    const auto minute = parse_number<std::int64_t>(pair[0]);
    const auto requests = parse_number<std::int64_t>(pair[1]);
    if (!minute || !requests || *requests < 0 || *requests > 1'000'000) return;
    spent.push_back({from_unix_milliseconds(*minute), static_cast<int>(*requests)});
  }

  last_ = from_unix_milliseconds(numbers[0]);
  last_heavy_ = from_unix_milliseconds(numbers[1]);
  blocked_until_ = from_unix_milliseconds(numbers[2]);
  refusals_ = static_cast<int>(std::clamp<std::int64_t>(numbers[3], 0, refusals_max));
  spent_ = std::move(spent);
  denied_ = std::move(denied);
}

}  // namespace cs2::provider
