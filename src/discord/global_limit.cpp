#include "discord/global_limit.hpp"

#include <algorithm>

#include "base/limits/discord.hpp"

namespace cs2::discord {
namespace {

using std::chrono::microseconds;
using Slot = GlobalLimit::Slot;

// Nobody is woken more often than once a millisecond, so what has become due meanwhile goes together.
constexpr milliseconds tick{3};
constexpr microseconds window = seconds{1} + limits::rest_window_margin;

milliseconds until(Slot slot, Timestamp now) {
  return std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(slot - now));
}

}  // namespace

GlobalLimit::GlobalLimit(int requests_per_second)
    : limit_(static_cast<std::size_t>(std::max(1, requests_per_second))), part_(limit_), taken_(limit_) {}

std::optional<milliseconds> GlobalLimit::wait(Timestamp now) {
  if (drawing_) {
    drop_lost(now);
    if (slots_.empty()) return std::nullopt;
    return until(slots_.front(), now);
  }
  auto allowed = next_;
  if (taken_count_ >= part_) {
    const auto before = taken_[(taken_count_ - part_) % limit_];
    allowed = std::max(allowed, before + window);
  }
  return until(allowed, now);
}

void GlobalLimit::take(Timestamp now) {
  if (drawing_ && !slots_.empty()) slots_.pop_front();
  taken_[taken_count_++ % limit_] = now;
  next_ = std::max<Slot>(next_, now - tick) + microseconds{500'000 / part_};
}

microseconds GlobalLimit::spacing() const {
  return microseconds{window.count() / static_cast<std::int64_t>(limit_)};
}

std::size_t GlobalLimit::slots(Timestamp now) {
  drop_lost(now);
  return slots_.size();
}

void GlobalLimit::add_slots(Slot first, microseconds spacing, int count) {
  for (int i = 0; i < count; ++i) slots_.push_back(first + i * spacing);
}

void GlobalLimit::go_alone(int processes) {
  drawing_ = false;
  slots_.clear();
  part_ = std::max<std::size_t>(1, limit_ / static_cast<std::size_t>(std::max(1, processes)));
}

void GlobalLimit::drop_lost(Timestamp now) {
  while (!slots_.empty() && slots_.front() + limits::rest_window_margin < now) slots_.pop_front();
}

}  // namespace cs2::discord
