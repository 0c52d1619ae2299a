#include "discord/rate_limits.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/limits/discord.hpp"
#include "base/number.hpp"

namespace cs2::discord {
namespace {

// Discord's clock decides; a request that comes a moment early costs a 429.
constexpr milliseconds reset_margin{10};
constexpr std::chrono::microseconds slot_least{1};
// Two reset times closer than this are the same window, seen through the network's jitter.
constexpr milliseconds window_tolerance{250};

}  // namespace

BucketHeaders parse_bucket_headers(const io::Headers& headers) {
  BucketHeaders parsed;
  parsed.bucket = io::header(headers, "X-RateLimit-Bucket");
  parsed.limit = parse_number<int>(io::header(headers, "X-RateLimit-Limit"));
  parsed.remaining = parse_number<int>(io::header(headers, "X-RateLimit-Remaining"));
  const auto reset_after = parse_number<double>(io::header(headers, "X-RateLimit-Reset-After"));
  constexpr double day = 24 * 60 * 60;
  if (reset_after && *reset_after >= 0 && *reset_after <= day) {
    parsed.reset_after = milliseconds{static_cast<std::int64_t>(std::ceil(*reset_after * 1000))};
  }
  return parsed;
}

RateLimits::RateLimits(std::function<void(Ticket)> wake, int requests_per_second)
    : wake_(std::move(wake)), global_(requests_per_second) {}

RateLimits::Key RateLimits::key_of(const Route& route) const {
  const auto known = hashes_.find(route.name);
  return {known == hashes_.end() ? std::string{route.name} : known->second, route.resource};
}

std::shared_ptr<RateLimits::Bucket> RateLimits::find(const Route& route, Timestamp now) {
  auto& bucket = buckets_[key_of(route)];
  if (!bucket) bucket = std::make_shared<Bucket>();
  bucket->used_at = now;
  return bucket;
}

RateLimits::Ticket RateLimits::join(Route route, Timestamp now, milliseconds wait_max) {
  forget_idle(now);
  const auto ticket = ++last_ticket_;
  auto bucket = find(route, now);
  bucket->line.push_back(ticket);
  requests_.emplace(
      ticket, Request{.route = route, .bucket = std::move(bucket), .joined_at = now, .wait_max = wait_max});
  ++waiting_;
  return ticket;
}

RateLimits::Turn RateLimits::turn(Ticket ticket, Timestamp now) {
  auto& request = requests_.at(ticket);
  if (auto held = wait_for_bucket(ticket, request, now)) {
    stand_back(ticket, request);
    return *held;
  }
  if (!request.ready) {
    request.ready = true;
    ready_.push_back(ticket);
  }
  const auto longest = std::max(milliseconds{1}, limits::rest_wait_max - (now - request.joined_at));
  if (ready_.front() != ticket) return {Turn::Verdict::wait, longest};
  const auto wait = global_.wait(now);
  if (!wait || *wait > milliseconds{0}) return {Turn::Verdict::wait, wait.value_or(longest)};

  auto& bucket = *request.bucket;
  global_.take(now);
  stand_back(ticket, request);
  bucket.line.pop_front();
  --waiting_;
  --bucket.remaining;
  ++bucket.in_flight;
  request.in_flight = true;
  bucket.used_at = now;
  wake_first(bucket);
  return {Turn::Verdict::go};
}

std::optional<RateLimits::Turn> RateLimits::wait_for_bucket(Ticket ticket, Request& request, Timestamp now) {
  auto& bucket = *request.bucket;
  const auto waited = now - request.joined_at;
  const auto patience = std::max(milliseconds{0}, request.wait_max - waited);

  const auto blocked = std::max({milliseconds{0}, bucket_wait(bucket, now), paused_until_ - now});
  if (blocked > patience) return Turn{Turn::Verdict::give_up, blocked};
  const bool full = bucket.in_flight > 0 && (!bucket.limit || bucket.remaining <= 0);
  const bool behind = bucket.line.front() != ticket;
  const bool hopeless = waited >= limits::rest_wait_max || ((full || behind) && patience == milliseconds{0});
  if (hopeless) return Turn{Turn::Verdict::give_up, limits::rest_turn_retry};
  if (full || behind) return Turn{Turn::Verdict::wait, patience};
  if (blocked > milliseconds{0}) return Turn{Turn::Verdict::wait, blocked};
  return std::nullopt;
}

// Out of the queue for the global limit, because it goes or must wait for something else.
void RateLimits::stand_back(Ticket ticket, Request& request) {
  if (!std::exchange(request.ready, false)) return;
  const bool first = ready_.front() == ticket;
  if (first) {
    ready_.pop_front();
  } else {
    std::erase(ready_, ticket);
  }
  if (first) wake_ready();
}

void RateLimits::wake_ready() {
  if (!ready_.empty()) wake_(ready_.front());
}

int RateLimits::slots_wanted(Timestamp now) {
  const auto block = std::max<std::size_t>(
      1, static_cast<std::size_t>(limits::rest_block_length / std::max(global_.spacing(), slot_least)));
  const auto held = global_.slots(now);
  if (held >= block || ready_.size() <= held) return 0;
  return static_cast<int>(std::min(block, ready_.size() - held));
}

void RateLimits::add_slots(GlobalLimit::Slot first, std::chrono::microseconds spacing, int count) {
  global_.add_slots(first, spacing, count);
  wake_ready();
}

void RateLimits::go_alone(int processes) {
  global_.go_alone(processes);
  wake_ready();
}

std::vector<FullBucket> RateLimits::take_full(Timestamp now) {
  std::vector<FullBucket> full;
  if (paused_until_ > now) full.push_back({.wait = paused_until_ - now});
  for (const auto& key : std::exchange(full_, {})) {
    const auto found = buckets_.find(key);
    if (found == buckets_.end() || full.size() >= limits::rest_full_shared_max) continue;
    const auto wait = found->second->reset_at - now;
    if (wait > milliseconds{0}) full.push_back({.bucket = key.first, .resource = key.second, .wait = wait});
  }
  return full;
}

void RateLimits::note_full(const FullBucket& full, Timestamp now) {
  if (full.bucket.empty()) return pause_all(now + full.wait);
  const auto found = buckets_.find({full.bucket, full.resource});
  // Who has never asked there learns it from Discord's first answer.
  if (found == buckets_.end() || !found->second->limit) return;
  auto& bucket = *found->second;
  bucket.remaining = 0;
  bucket.reset_at = std::max(bucket.reset_at, now + full.wait);
}

// A window that has ended starts anew with the whole limit.
milliseconds RateLimits::bucket_wait(Bucket& bucket, Timestamp now) const {
  if (bucket.remaining > 0) return {};
  if (now < bucket.reset_at) return bucket.reset_at - now;
  if (bucket.in_flight == 0 || bucket.reset_at != Timestamp{}) {
    bucket.remaining = bucket.limit.value_or(1);
    bucket.reset_at = {};
  }
  return {};
}

void RateLimits::land(Request& request) {
  if (!request.in_flight) return;
  request.in_flight = false;
  --request.bucket->in_flight;
}

void RateLimits::finish(Ticket ticket, const BucketHeaders& headers, Timestamp now) {
  auto& request = requests_.at(ticket);
  land(request);
  learn(request, headers, now);
  const auto bucket = request.bucket;
  requests_.erase(ticket);
  wake_first(*bucket);
}

void RateLimits::leave(Ticket ticket) {
  auto& request = requests_.at(ticket);
  const auto bucket = request.bucket;
  if (request.in_flight) {
    land(request);
  } else {
    stand_back(ticket, request);
    std::erase(bucket->line, ticket);
    --waiting_;
  }
  requests_.erase(ticket);
  wake_first(*bucket);
}

void RateLimits::refused(Ticket ticket, const BucketHeaders& headers, milliseconds wait, Timestamp now) {
  auto& request = requests_.at(ticket);
  land(request);
  learn(request, headers, now);
  auto& bucket = *request.bucket;
  bucket.remaining = 0;
  bucket.reset_at = std::max(bucket.reset_at, now + wait);
  note_used_up(request);
  bucket.line.push_front(ticket);
  ++waiting_;
}

void RateLimits::learn(Request& request, const BucketHeaders& headers, Timestamp now) {
  if (!headers.bucket.empty()) rename(request, headers.bucket);
  auto& bucket = *request.bucket;
  bucket.used_at = now;
  if (!headers.limit || !headers.remaining || !headers.reset_after) {
    if (!bucket.limit) bucket.remaining = 1;  // still unknown: the next one may try
    return;
  }
  const auto reset_at = now + *headers.reset_after + reset_margin;
  const bool same_window = bucket.limit && reset_at <= bucket.reset_at + window_tolerance;
  // Those under way were not counted yet when Discord answered this one.
  const int left = std::max(0, *headers.remaining - bucket.in_flight);
  bucket.remaining = same_window ? std::min(bucket.remaining, *headers.remaining) : left;
  bucket.reset_at = std::max(bucket.reset_at, reset_at);
  bucket.limit = headers.limit;
  if (bucket.remaining <= 0) note_used_up(request);
}

void RateLimits::note_used_up(const Request& request) {
  if (full_.size() < limits::rest_full_shared_max) full_.push_back(key_of(request.route));
}

// The bucket's true name is known. Whoever waits for the same route follows into it.
void RateLimits::rename(Request& request, const std::string& bucket) {
  const auto old_key = key_of(request.route);
  if (old_key.first == bucket) return;
  const bool first_name = old_key.first == request.route.name;
  hashes_[request.route.name] = bucket;
  if (first_name) buckets_.erase(old_key);

  auto& target = buckets_[{bucket, request.route.resource}];
  if (!target && first_name) {
    target = request.bucket;
    return;
  }
  if (!target) target = std::make_shared<Bucket>();
  const auto left_behind = std::exchange(request.bucket, target);
  if (left_behind == target) return;
  std::erase_if(left_behind->line, [&](Ticket ticket) {
    auto& waiting = requests_.at(ticket);
    if (waiting.route.name != request.route.name) return false;
    waiting.bucket = target;
    target->line.push_back(ticket);
    return true;
  });
  wake_first(*left_behind);
}

void RateLimits::pause_all(Timestamp until) {
  paused_until_ = std::max(paused_until_, until);
}

void RateLimits::wake_first(const Bucket& bucket) {
  if (!bucket.line.empty()) wake_(bucket.line.front());
}

// A bucket is one channel; a bot sees very many. What has reset and rested long is as good as new.
void RateLimits::forget_idle(Timestamp now) {
  if (now < forgot_at_ + minutes{1}) return;
  forgot_at_ = now;
  std::erase_if(buckets_, [&](const auto& entry) {
    const auto& bucket = *entry.second;
    return bucket.line.empty() && bucket.in_flight == 0 && bucket.reset_at < now &&
           bucket.used_at + limits::rest_bucket_idle_max < now;
  });
}

}  // namespace cs2::discord
