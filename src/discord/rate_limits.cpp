#include "discord/rate_limits.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/limits/discord.hpp"

namespace cs2::discord {
namespace {

constexpr std::chrono::microseconds slot_spacing{1'000'000 / limits::rest_requests_per_second};
// A slot that was not used in time is lost, or many late ones would go together.
constexpr milliseconds slot_life{100};
// Discord's clock decides; a request that comes a moment early costs a 429.
constexpr milliseconds reset_margin{10};
// Two reset times closer than this are the same window, seen through the network's jitter.
constexpr milliseconds window_tolerance{250};

template <class T>
std::optional<T> parse_header(std::string_view text) {
  T value{};
  const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || stopped != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

BucketHeaders parse_bucket_headers(const io::Headers& headers) {
  BucketHeaders parsed;
  parsed.bucket = io::header(headers, "X-RateLimit-Bucket");
  parsed.limit = parse_header<int>(io::header(headers, "X-RateLimit-Limit"));
  parsed.remaining = parse_header<int>(io::header(headers, "X-RateLimit-Remaining"));
  const auto reset_after = parse_header<double>(io::header(headers, "X-RateLimit-Reset-After"));
  constexpr double day = 24 * 60 * 60;
  if (reset_after && *reset_after >= 0 && *reset_after <= day) {
    parsed.reset_after = milliseconds{static_cast<std::int64_t>(std::ceil(*reset_after * 1000))};
  }
  return parsed;
}

RateLimits::RateLimits(std::function<void(Ticket)> wake) : wake_(std::move(wake)) {}

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
  auto& bucket = *request.bucket;
  const auto waited = now - request.joined_at;
  const auto patience = std::max(milliseconds{0}, request.wait_max - waited);

  const auto blocked = std::max({milliseconds{0}, bucket_wait(bucket, now), paused_until_ - now});
  if (blocked > patience) return {Turn::Verdict::give_up, blocked};
  const bool full = bucket.in_flight > 0 && (!bucket.limit || bucket.remaining <= 0);
  const bool behind = bucket.line.front() != ticket;
  const bool hopeless = waited > limits::rest_wait_max || ((full || behind) && patience == milliseconds{0});
  if (hopeless) return {Turn::Verdict::give_up, limits::rest_turn_retry};
  if (full || behind) return {Turn::Verdict::wait, patience};
  if (blocked > milliseconds{0}) return {Turn::Verdict::wait, blocked};
  if (const auto wait = global_wait(request, now); wait > milliseconds{0}) return {Turn::Verdict::wait, wait};

  bucket.line.pop_front();
  --waiting_;
  --bucket.remaining;
  ++bucket.in_flight;
  request.in_flight = true;
  bucket.used_at = now;
  wake_first(bucket);
  return {Turn::Verdict::go};
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

milliseconds RateLimits::global_wait(Request& request, Timestamp now) {
  const bool lost = request.slot && (*request.slot + slot_life < now || *request.slot < paused_until_);
  if (!request.slot || lost) {
    request.slot = std::max<Slot>({next_slot_, now, paused_until_});
    next_slot_ = *request.slot + slot_spacing;
  }
  return std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(*request.slot - now));
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
  request.slot.reset();
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
