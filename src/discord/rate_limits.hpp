// When a request may be sent.
//
// Discord counts requests in buckets: it names a bucket in its answers (X-RateLimit-Bucket), and the
// top-level resource of the path (a channel, a guild, a webhook) divides it further. Until the first answer a
// bucket is known only by its route, and one request at a time finds out; from then on up to `remaining` may
// be under way together, and when that is used up all wait for the reset. Above the buckets is the global
// limit of requests per second: a request past its bucket waits in one queue for it, and only the first of
// that queue is woken, so that a thousand waiting channels do not wake a thousand times.
//
// Requests of one bucket go in the order in which they came. Pure: given the time, it says go, wait or give
// up.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "base/limits/discord.hpp"
#include "discord/global_limit.hpp"
#include "discord/shared_limits.hpp"
#include "io/http.hpp"

namespace cs2::discord {

// "POST /channels/{channel}/messages" of channel 42. The name is a literal.
struct Route {
  std::string_view name;
  std::uint64_t resource = 0;
};

// What an answer's headers say of its bucket; each may be missing.
struct BucketHeaders {
  std::string bucket;
  std::optional<int> limit;
  std::optional<int> remaining;
  std::optional<milliseconds> reset_after;
};
BucketHeaders parse_bucket_headers(const io::Headers& headers);

class RateLimits {
 public:
  using Ticket = std::uint64_t;

  // `wake` is called for the ticket that should ask for its turn again.
  explicit RateLimits(std::function<void(Ticket)> wake,
                      int requests_per_second = limits::rest_requests_per_second);

  // Stands in line. Every ticket ends in `finish` or `leave`. `wait_max` bounds the wait for the bucket and
  // for pauses, not the one for the global limit.
  Ticket join(Route route, Timestamp now, milliseconds wait_max = limits::rest_wait_max);

  struct Turn {
    enum class Verdict { go, wait, give_up } verdict = Verdict::go;
    milliseconds wait = {};  // wait: at most this long, or until woken; give_up: it would be this long
  };
  Turn turn(Ticket ticket, Timestamp now);

  // It was answered, or will never be.
  void finish(Ticket ticket, const BucketHeaders& headers, Timestamp now);
  void leave(Ticket ticket);
  // A 429 for the bucket: nothing of it for `wait`, and the ticket is first in line again.
  void refused(Ticket ticket, const BucketHeaders& headers, milliseconds wait, Timestamp now);

  // Nothing at all until then.
  void pause_all(Timestamp until);

  // Slots of the global limit that should be drawn now, see global_limit.hpp; 0: none.
  int slots_wanted(Timestamp now);
  void add_slots(GlobalLimit::Slot first, std::chrono::microseconds spacing, int count);
  void draw_slots() { global_.draw(); }
  // Of so many processes.
  void go_alone(int processes);
  std::chrono::microseconds slot_spacing() const { return global_.spacing(); }

  // Buckets that were used up since the last time, and what others have reported of theirs.
  std::vector<FullBucket> take_full(Timestamp now);
  void note_full(const FullBucket& full, Timestamp now);

  std::size_t waiting() const { return waiting_; }
  std::size_t buckets() const { return buckets_.size(); }

 private:
  struct Bucket {
    std::optional<int> limit;
    int remaining = 1;
    Timestamp reset_at{};
    int in_flight = 0;
    std::deque<Ticket> line;
    Timestamp used_at{};
  };
  using Key =
      std::pair<std::string, std::uint64_t>;  // bucket hash, or the route's name while unknown; resource
  struct Request {
    Route route;
    std::shared_ptr<Bucket> bucket;
    Timestamp joined_at;
    milliseconds wait_max;
    bool ready = false;  // in the queue for the global limit
    bool in_flight = false;
  };

  Key key_of(const Route& route) const;
  std::shared_ptr<Bucket> find(const Route& route, Timestamp now);
  void learn(Request& request, const BucketHeaders& headers, Timestamp now);
  void note_used_up(const Request& request);
  void rename(Request& request, const std::string& bucket);
  void land(Request& request);
  milliseconds bucket_wait(Bucket& bucket, Timestamp now) const;
  std::optional<Turn> wait_for_bucket(Ticket ticket, Request& request, Timestamp now);
  void stand_back(Ticket ticket, Request& request);
  void wake_ready();
  void wake_first(const Bucket& bucket);
  void forget_idle(Timestamp now);

  std::function<void(Ticket)> wake_;
  std::unordered_map<std::string_view, std::string> hashes_;  // of a route's name, once known
  std::map<Key, std::shared_ptr<Bucket>> buckets_;
  std::unordered_map<Ticket, Request> requests_;
  Ticket last_ticket_ = 0;
  std::size_t waiting_ = 0;
  GlobalLimit global_;
  std::deque<Ticket> ready_;
  std::vector<Key> full_;
  Timestamp paused_until_{};
  Timestamp forgot_at_{};
};

}  // namespace cs2::discord
