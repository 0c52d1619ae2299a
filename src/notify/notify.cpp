#include "notify/notify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "base/digest.hpp"
#include "base/enum_names.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "io/backoff.hpp"
#include "notify/compose.hpp"
#include "notify/load.hpp"
#include "notify/managers.hpp"
#include "notify/plan.hpp"
#include "notify/sender.hpp"
#include "store/notify/outbox.hpp"

namespace cs2::notify {
namespace {

using Outcome = store::DeliveryResult::Outcome;

std::string_view name(Outcome outcome) {
  static constexpr auto names = names_of<Outcome>({{Outcome::sent, "sent"},
                                                   {Outcome::later, "later"},
                                                   {Outcome::held, "held"},
                                                   {Outcome::blocked, "blocked"},
                                                   {Outcome::dropped, "dropped"},
                                                   {Outcome::dead, "dead"}});
  return name_in(names, outcome);
}

}  // namespace

struct Notify::State : std::enable_shared_from_this<Notify::State> {
  State(io::Loop& loop, io::Blocking& blocking, store::Store& store, discord::Rest& rest,
        const locale::Catalogue& catalogue, const Clock& clock, Metrics& metrics, NotifySettings settings)
      : loop(loop),
        blocking(blocking),
        store(store),
        rest(rest),
        catalogue(catalogue),
        clock(clock),
        metrics(metrics),
        settings(settings),
        owner(hex(random_bits())),
        sender(rest, clock, real),
        managers(blocking, store, rest, catalogue),
        work(loop),
        done(loop) {
    // From the start, so that the first of them is an increase.
    for (const auto& kind : notice_traits)
      metrics.count("cs2results_deliveries_total", {{"kind", kind.name}, {"outcome", "dead"}}, 0);
  }

  // ---- Planning

  Task<void> plan() {
    io::Backoff pause{limits::plan_every, limits::discord_pause_max};
    while (true) {
      bool more = false;
      try {
        const auto step = [this] { return plan_changes(store); };
        const auto planned = co_await blocking.run(step);
        if (planned.deliveries > 0) work.set();
        pause.reset();
        more = planned.changes == limits::changes_planned_at_once;
      } catch (const std::exception& broken) {
        log::error("notify: planning changes failed, retrying", broken);
        metrics.count("cs2results_task_failures_total", {{"task", "plan"}});
      }
      if (!more) co_await loop.sleep(pause.next());
    }
  }

  Task<void> remind() {
    auto reminded = std::make_shared<ReminderCache>();
    while (true) {
      try {
        const auto step = [this, reminded] { return plan_reminders(store, *reminded); };
        const auto planned = co_await blocking.run(step);
        if (planned.deliveries > 0) work.set();
      } catch (const std::exception& broken) {
        log::error("notify: planning reminders failed, retrying", broken);
        metrics.count("cs2results_task_failures_total", {{"task", "reminders"}});
      }
      co_await loop.sleep(std::max(clock.real(limits::remind_every), limits::remind_every_min));
    }
  }

  // What follows its match is changed with it; and events are made ahead of the matches.
  Task<void> refresh() {
    const store::EditPauses pauses{.usual = on_clock(limits::edit_pause_min),
                                   .published = on_clock(limits::published_edit_pause_min)};
    Timestamp events_looked;
    while (true) {
      try {
        const auto since = clock.now() - events_looked;
        const bool look = since >= limits::events_look_every || since < milliseconds{0};  // it was set back
        const auto step = [this, pauses, look] {
          const auto moved = store::requeue_moved(store, pauses);
          return moved + (look ? plan_events(store).deliveries : 0);
        };
        if (co_await blocking.run(step) > 0) work.set();
        if (look) events_looked = clock.now();
      } catch (const std::exception& broken) {
        log::error("notify: updating messages failed, retrying", broken);
        metrics.count("cs2results_task_failures_total", {{"task", "updates"}});
      }
      co_await loop.sleep(std::max(clock.real(limits::refresh_every), limits::remind_every_min));
    }
  }

  Task<void> digest() {
    auto digested = std::make_shared<DigestCache>();
    while (true) {
      try {
        const auto step = [this, digested] { return plan_digests(store, *digested); };
        const auto planned = co_await blocking.run(step);
        if (planned.deliveries > 0) work.set();
      } catch (const std::exception& broken) {
        log::error("notify: planning digests failed, retrying", broken);
        metrics.count("cs2results_task_failures_total", {{"task", "digests"}});
      }
      co_await loop.sleep(std::max(clock.real(limits::digests_look_every), limits::remind_every_min));
    }
  }

  Task<void> tidy() {
    while (true) {
      try {
        const auto step = [this] {
          return std::pair{store::tidy_outbox(store), store::find_outbox_state(store)};
        };
        const auto [cleaned_up, outbox] = co_await blocking.run(step);
        if (cleaned_up.probed > 0) work.set();
        co_await managers.report();
        if (cleaned_up.expired > 0)
          metrics.count("cs2results_deliveries_total", {{"kind", "any"}, {"outcome", "expired"}},
                        static_cast<double>(cleaned_up.expired));
        show(outbox);
      } catch (const std::exception& broken) {
        log::error("notify: cleaning up the outbox failed, retrying", broken);
        metrics.count("cs2results_task_failures_total", {{"task", "cleanup"}});
      }
      co_await loop.sleep(std::max(clock.real(limits::tidy_every), limits::remind_every_min));
    }
  }

  Task<void> keep_retention() {
    while (true) {
      try {
        const auto step = [this] { return store::purge_deliveries(store); };
        co_await blocking.run(step);
      } catch (const std::exception& broken) {
        log::error("notify: deleting old records failed, retrying", broken);
        metrics.count("cs2results_task_failures_total", {{"task", "retention"}});
      }
      co_await loop.sleep(limits::purge_look_every);
    }
  }

  void show(const store::OutboxState& outbox) const {
    const auto seconds_since = [now = clock.now()](std::optional<Timestamp> due) {
      return due ? std::chrono::duration<double>(std::max(milliseconds{0}, now - *due)).count() : 0.0;
    };
    metrics.set("cs2results_outbox_waiting", {}, static_cast<double>(outbox.waiting));
    metrics.set("cs2results_outbox_blocked", {}, static_cast<double>(outbox.blocked));
    metrics.set("cs2results_outbox_oldest_seconds", {}, seconds_since(outbox.oldest_due));
    metrics.set("cs2results_outbox_update_oldest_seconds", {}, seconds_since(outbox.oldest_update_due));
    metrics.set("cs2results_targets_blocked", {}, static_cast<double>(outbox.blocked_targets));
  }

  // ---- Delivering

  // Until the loop stops. Then nothing more is claimed, so that here is the place to leave nothing behind.
  Task<void> deliver() {
    bool stopped = false;
    while (!stopped) {
      try {
        co_await deliver_some();
      } catch (const io::Stopped&) {
        stopped = true;
      }
    }
    co_await leave();
  }

  Task<void> deliver_some() {
    work.clear();
    int claimed = 0;
    bool failed = false;
    try {
      claimed = co_await claim_some();
      claim_pause.reset();
    } catch (const std::exception& broken) {
      log::error("notify: claiming deliveries failed, retrying", broken);
      metrics.count("cs2results_task_failures_total", {{"task", "claim"}});
      failed = true;
    }
    if (failed) co_await loop.sleep(claim_pause.next());
    if (!failed && claimed == 0) co_await work.wait(limits::claim_every_max);
  }

  // What was sent is written down, because after a long pause Discord would not know the nonces any more.
  // Requests under way end while the first is written, which makes a second round.
  Task<void> leave() {
    bool again = true;
    while (again) {
      const auto count = results.size();
      const auto last = [this, batch = results] { end_leases(batch); };
      try {
        co_await blocking.run(last);
        again = results.size() > count;
      } catch (const io::Stopped&) {
        // The stop emptied the pool's queue after we had seen it; it does so once.
      } catch (const std::exception& broken) {
        log::error("notify: saving the last deliveries failed", broken);
        again = false;
      }
    }
  }

  Task<int> claim_some() {
    const int in_line = starting + static_cast<int>(rest.waiting());
    const int free = std::min(settings.at_once - under_way, settings.in_line - in_line);
    if (free <= 0) co_return 0;
    const auto step = [this, free, lease = on_clock(settings.lease)] {
      return compose(load(store, claim(lease, free)), catalogue);
    };
    auto notifications = co_await blocking.run(step);
    const auto count = static_cast<int>(notifications.size());
    under_way += count;
    starting += count;
    for (auto& one : notifications)
      loop.spawn("notify: delivery", deliver_one(shared_from_this(), std::move(one)));
    co_return count;
  }

  // On a thread of the pool, where it may still go on when we are stopped: what is claimed after the leases
  // were ended would be kept from the others until it runs out.
  std::vector<store::Delivery> claim(milliseconds lease, int count) {
    const std::lock_guard lock{claiming};
    if (leaving) return {};
    return store::claim(store, {.owner = owner, .lease = lease, .count = count});
  }
  void end_leases(const std::vector<store::DeliveryResult>& last) {
    const std::lock_guard lock{claiming};
    leaving = true;
    store::settle(store, owner, last);
    store::release_targets(store, owner);
  }

  // Leases are about processes and so about real time; the store counts in the story's.
  milliseconds on_clock(milliseconds length) const {
    const auto real_hour = std::max<milliseconds>(clock.real(hours{1}), milliseconds{1});
    return length * milliseconds{hours{1}}.count() / real_hour.count();
  }

  static Task<void> deliver_one(std::shared_ptr<State> state, Notification notification) {
    --state->starting;  // it stands in line before anybody else's turn comes
    auto result = co_await state->sender.send(notification);
    state->note(notification, result);
    state->results.push_back(std::move(result));
    state->done.set();
  }

  void note(const Notification& notification, const store::DeliveryResult& result) const {
    const auto kind = cs2::name(notification.delivery.kind);
    metrics.count("cs2results_deliveries_total", {{"kind", kind}, {"outcome", name(result.outcome)}});
    if (result.outcome == Outcome::sent) {
      if (!result.reason.empty())
        log::warning("notify: message sent, but its thread or publishing failed",
                     {{"delivery", notification.delivery.id.value}, {"reason", result.reason}});
      if (notification.existing_message) return;  // it was sent before
      if (const auto doubles = notification.subscribers - 1 + std::ssize(notification.merged_with);
          doubles > 0)
        metrics.count("cs2results_duplicates_suppressed_total", {}, static_cast<double>(doubles));
      if (notification.happened_at == Timestamp{}) return;  // a test
      const auto taken = clock.now() - notification.happened_at;
      metrics.observe("cs2results_delivery_seconds", {{"kind", kind}},
                      std::chrono::duration<double>(taken).count());
      return;
    }
    const log::Fields fields{{"delivery", notification.delivery.id.value},
                             {"kind", kind},
                             {"target", notification.delivery.destination.id},
                             {"reason", result.reason}};
    if (result.outcome == Outcome::dead) log::error("notify: message rejected by Discord", fields);
    if (result.outcome == Outcome::blocked) log::warning("notify: channel unavailable", fields);
  }

  // ---- Settling

  Task<void> settle() {
    while (true) {
      if (results.empty()) {
        done.clear();
        co_await done.wait(limits::settle_wait_max);
      } else {
        co_await settle_some();
      }
    }
  }

  Task<void> settle_some() {
    const auto batch = std::make_shared<const std::vector<store::DeliveryResult>>(results);
    bool written = false;
    try {
      const auto step = [this, batch] { store::settle(store, owner, *batch); };
      co_await blocking.run(step);
      written = true;
    } catch (const std::exception& broken) {
      log::error("notify: saving deliveries failed, retrying", broken);
      metrics.count("cs2results_task_failures_total", {{"task", "save"}});
    }
    if (!written) {
      co_await loop.sleep(settle_pause.next());
      co_return;
    }
    settle_pause.reset();
    results.erase(results.begin(), results.begin() + std::ssize(*batch));
    under_way -= static_cast<int>(batch->size());
    work.set();
  }

  io::Loop& loop;
  io::Blocking& blocking;
  store::Store& store;
  discord::Rest& rest;
  const locale::Catalogue& catalogue;
  const Clock& clock;
  Metrics& metrics;
  const NotifySettings settings;
  const std::string owner;
  const SystemClock real;
  Sender sender;
  Managers managers;

  io::Signal work;  // something may be claimed
  io::Signal done;  // something may be settled
  io::Backoff claim_pause{limits::claim_every_max, limits::discord_pause_max};
  io::Backoff settle_pause{limits::plan_every, limits::settle_pause_max};
  int under_way = 0;  // claimed and not settled
  std::mutex claiming;
  bool leaving = false;  // nothing is claimed any more
  int starting = 0;      // claimed and not begun
  std::vector<store::DeliveryResult> results;
};

Notify::Notify(io::Loop& loop, io::Blocking& blocking, store::Store& store, discord::Rest& rest,
               const locale::Catalogue& catalogue, const Clock& story, Metrics& metrics,
               NotifySettings settings)
    : state_(std::make_shared<State>(loop, blocking, store, rest, catalogue, story, metrics, settings)) {}
Notify::~Notify() = default;

Task<void> Notify::run() {
  log::info("notify: started", {{"owner", state_->owner}});  // as leases name it
  auto& state = *state_;
  state.loop.spawn("notify: plan", state.plan());
  state.loop.spawn("notify: reminders", state.remind());
  state.loop.spawn("notify: refresh", state.refresh());
  state.loop.spawn("notify: digests", state.digest());
  state.loop.spawn("notify: tidy", state.tidy());
  state.loop.spawn("notify: retention", state.keep_retention());
  state.loop.spawn("notify: settle", state.settle());
  co_await state.deliver();
}

}  // namespace cs2::notify
