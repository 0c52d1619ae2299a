#include "ingest/ingest.hpp"

#include <algorithm>
#include <new>
#include <utility>

#include "base/digest.hpp"
#include "base/limits/ingest.hpp"
#include "base/limits/statistics.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "ingest/ingest_report.hpp"
#include "ingest/ratings.hpp"
#include "ingest/upcoming.hpp"
#include "store/database/future.hpp"
#include "store/database/leases.hpp"

namespace cs2::ingest {
namespace {

const std::string lease_name = "ingest";

// Leases are about processes and so about real time; the store counts in the clock's, which may run faster.
milliseconds on_clock(const Clock& clock, milliseconds real) {
  const auto real_hour = std::max<milliseconds>(clock.real(hours{1}), milliseconds{1});
  return real * milliseconds{hours{1}}.count() / real_hour.count();
}

// Somebody has to change a setting; the log says which.
std::string_view advice(const Error& error) {
  switch (error.kind) {
    case ErrorKind::unauthorized:
      return "missing or invalid key: check this source's token in the settings";
    case ErrorKind::forbidden:
      return "request refused: the key's plan may not include it";
    case ErrorKind::blocked:
      return "client blocked: check HTTP_CONTACT, and that nothing else uses this address";
    case ErrorKind::drift:
      return "unexpected response format: check for a newer version of cs2results";
    default:
      return {};
  }
}

}  // namespace

std::string budget_key(ProviderName provider) {
  return fmt::format("budget.{}", name(provider));
}

Ingest::Ingest(io::Loop& loop, io::Blocking& blocking, store::Store& store,
               std::vector<std::unique_ptr<provider::Provider>> providers, const Clock& clock,
               Metrics& metrics)
    : loop_(loop),
      blocking_(blocking),
      store_(store),
      clock_(clock),
      metrics_(metrics),
      owner_(hex(random_bits())),
      renew_(loop) {
  for (auto& provider : providers) sources_.emplace_back(std::move(provider));
}

Ingest::~Ingest() {
  if (!owns()) return;
  try {
    store::release_lease(store_, lease_name, owner_);
  } catch (const std::exception& broken) {
    log::error("ingest: releasing the lease failed, it will expire", broken);
  }
}

bool Ingest::owns() const {
  return clock_.now() < owned_until_;
}

bool Ingest::was_set_back() {
  const auto now = clock_.now();
  return std::exchange(newest_, now) > now;
}

std::vector<Ingest::Reading> Ingest::readings() const {
  std::vector<Reading> readings;
  for (const auto& source : sources_) {
    for (auto& feed : source.provider().feeds()) {
      auto state = source.state_of(feed);
      readings.push_back({.feed = std::move(feed), .state = std::move(state)});
    }
  }
  return readings;
}

Task<void> Ingest::run() {
  for (auto& source : sources_) {
    loop_.spawn(fmt::format("ingest {}", name(source.name())), read_source(source));
  }
  loop_.spawn("ingest ratings", keep_ratings());
  co_await keep_lease();
}

Task<void> Ingest::keep_ratings() {
  const auto keeper = std::make_shared<RatingKeeper>(store_, metrics_);
  while (true) {
    co_await loop_.sleep(std::max<milliseconds>(clock_.real(limits::ratings_step), limits::ingest_wake_min));
    if (!owns()) continue;
    try {
      const auto step = [keeper, now = clock_.now()] { keeper->step(now); };
      co_await blocking_.run(step);
    } catch (const std::exception& broken) {
      log::error("ingest: ratings were not learned, retrying", broken);
    }
  }
}

// Waits in real time, because another process's death has nothing to do with an accelerated clock.
Task<void> Ingest::keep_lease() {
  const auto duration = on_clock(clock_, limits::ingest_lease);
  std::vector<store::FeedState> offered;
  for (const auto& [feed, state] : readings()) offered.push_back(state);
  while (true) {
    const auto asked_at = clock_.now();
    const bool owned = owns();
    try {
      const auto acquire = [this, duration, owned, &offered] {
        const bool acquired = store::acquire_lease(store_, lease_name, owner_, duration);
        if (acquired && !owned) {
          store::forget_future(store_);  // of the owner before us, or of our clock before it was set
          store::offer_feeds(store_, offered);
          show_open_issues(store_, metrics_);
        }
        return acquired;
      };
      owned_until_ = co_await blocking_.run(acquire) ? asked_at + duration : Timestamp{};
    } catch (const std::exception& broken) {
      // What we hold stays ours until it runs out.
      log::error("ingest: renewing the lease failed", broken);
      metrics_.count("cs2results_task_failures_total", {{"task", "lease"}});
    }
    metrics_.set("cs2results_ingest_owner", {}, owns() ? 1 : 0);
    if (!owned && owns()) log::info("ingest: this process reads the sources");
    if (owned && !owns()) log::warning("ingest: another process has taken over the sources");
    renew_.clear();
    co_await renew_.wait(owns() ? limits::ingest_lease_renewal : limits::ingest_standby);
  }
}

Task<void> Ingest::wait(milliseconds duration) {
  const auto bounded = std::clamp<milliseconds>(duration, limits::ingest_wake_min, limits::ingest_wake_max);
  co_await loop_.sleep(std::max(clock_.real(bounded), milliseconds{1}));
}

Task<void> Ingest::read_source(Source& source) {
  bool remembered = false;  // what was read when, since we own the sources
  while (true) {
    if (was_set_back()) owned_until_ = {};  // taken anew, and what was written down with it
    if (!owns()) {
      if (remembered) renew_.set();  // perhaps the clock was set
      remembered = false;            // whoever owns the sources now writes a newer budget
      co_await loop_.sleep(limits::ingest_wake_min);
      continue;
    }
    auto pause = limits::ingest_wake_max;
    try {
      if (!remembered) co_await remember(source);
      remembered = true;
      const auto load = [this, now = clock_.now()] { return load_agenda(store_, now); };
      const auto tempo = tempo_of(co_await blocking_.run(load), clock_.now());
      const auto turn = source.next(tempo, clock_.now());
      if (turn.feed && owns()) co_await read_feed(source, *turn.feed, tempo);
      pause = std::min<milliseconds>(pause, turn.at - clock_.now());
      show_ages(source);
    } catch (const std::exception& broken) {
      log::error("ingest: step failed, retrying", broken);
      metrics_.count("cs2results_task_failures_total", {{"task", "read"}});
    }
    co_await wait(pause);
  }
}

Task<void> Ingest::remember(Source& source) {
  struct Memory {
    std::optional<std::string> budget;
    std::vector<store::FeedState> feeds;
  };
  const auto key = budget_key(source.name());
  const auto read = [this, key, provider = source.name()] {
    store::note_reading(store_, provider);
    return Memory{.budget = store::find_state(store_, key), .feeds = store::list_feeds(store_)};
  };
  const auto memory = co_await blocking_.run(read);
  if (memory.budget) source.provider().budget().restore(*memory.budget);
  source.remember(memory.feeds);
}

Task<void> Ingest::read_feed(Source& source, const provider::Feed& feed, PollingRate tempo) {
  provider::Request request{.feed = feed.name};
  if (feed.about) {
    const auto choose = [this, provider = source.name(), feed, tempo, now = clock_.now()] {
      return pick_lookups(store_, provider, feed, tempo, now);
    };
    request.subjects = co_await blocking_.run(choose);
    source.tried(feed, std::ssize(request.subjects), clock_.now());
    if (request.subjects.empty()) co_return;  // nothing is asked, so nothing is written down
  }
  co_await ask(source, feed, std::move(request));
  co_await save(source, feed.name);
}

Task<void> Ingest::ask(Source& source, const provider::Feed& feed, provider::Request request) {
  // Written down before the request leaves: should we be killed in the middle, it counts.
  auto ahead = source.provider().budget();
  ahead.spend(clock_.now(), 1, feed.cost);
  const auto key = budget_key(source.name());
  const auto note = [this, key, saved = ahead.save()] { store::save_state(store_, key, saved); };
  co_await blocking_.run(note);
  source.tried(feed, std::ssize(request.subjects), clock_.now());

  auto fetched = judged(feed, co_await source.provider().fetch(std::move(request)));
  if (fetched && fetched->requests == 0) co_return;  // there was nothing to ask, so nothing was read
  if (!fetched) {
    fail(source, feed, fetched.error());
  } else if (owns()) {
    const auto applied = co_await write(std::move(*fetched));
    if (applied) {
      succeed(source, feed);
      log::debug("ingest: feed read", {{"provider", name(source.name())},
                                       {"feed", feed.name},
                                       {"new", applied->matches_created},
                                       {"changed", applied->matches_changed},
                                       {"changes", applied->changes.size()}});
    } else {
      fail(source, feed, applied.error());
    }
  }
}

// One report at a time: two sources that tell of the same new match at once would each create it.
Task<Result<store::Applied>> Ingest::write(provider::Fetched fetched) {
  while (*writing_) co_await loop_.sleep(limits::ingest_turn);
  struct Turn {
    explicit Turn(std::shared_ptr<bool> writing) : writing(std::move(writing)) { *this->writing = true; }
    ~Turn() { *writing = false; }
    std::shared_ptr<bool> writing;
  };
  const Turn turn{writing_};
  const auto job = [this, fetched = std::move(fetched), now = clock_.now()]() -> Result<store::Applied> {
    try {
      return ingest_report(store_, fetched.report, fetched.raw_digest, now, metrics_);
    } catch (const std::bad_alloc&) {
      return cs2::fail(ErrorKind::too_large, "no memory to write the report");
    }
  };
  co_return co_await blocking_.run(job);
}

void Ingest::succeed(Source& source, const provider::Feed& feed) {
  const int failures = source.states().at(feed.name).failures;
  if (!source.succeeded(feed.name, clock_.now())) return;
  log::info("ingest: feed recovered",
            {{"provider", name(source.name())}, {"feed", feed.name}, {"failures", failures}});
}

// Told once when it begins; the metrics count the rest.
void Ingest::fail(Source& source, const provider::Feed& feed, const Error& error) {
  if (error.kind == ErrorKind::cancelled) return;
  const auto provider = name(source.name());
  metrics_.count("cs2results_ingest_failures_total",
                 {{"provider", provider}, {"feed", feed.name}, {"kind", name(error.kind)}});
  if (!source.failed(feed.name, error, clock_.now())) return;

  const auto hint = advice(error);
  const log::Fields fields{{"provider", provider},
                           {"feed", feed.name},
                           {"advice", hint},
                           {"again_at", to_iso8601(source.paused_until(feed.name))}};
  if (error.kind == ErrorKind::unauthorized || error.kind == ErrorKind::forbidden)
    log::error("ingest: feed failed", error, fields);
  else
    log::warning("ingest: feed failed", error, fields);
}

Task<void> Ingest::save(Source& source, std::string feed) {
  const auto write = [this, key = budget_key(source.name()), budget = source.provider().budget().save(),
                      state = source.states().at(feed)] {
    store::save_state(store_, key, budget);
    store::save_feed(store_, state);
  };
  co_await blocking_.run(write);
}

void Ingest::show_ages(const Source& source) const {
  const auto age = [now = clock_.now()](std::optional<Timestamp> since) {
    return since ? std::chrono::duration<double>(now - *since).count() : 0.0;
  };
  for (const auto& [feed, state] : source.states()) {
    const Metrics::Labels labels{{"provider", name(state.provider)}, {"feed", feed}};
    metrics_.set("cs2results_source_failing_seconds", labels, age(state.failing_since));
    if (state.succeeded_at) metrics_.set("cs2results_source_age_seconds", labels, age(state.succeeded_at));
    if (state.lists_matches) metrics_.set("cs2results_source_never_read", labels, state.succeeded_at ? 0 : 1);
  }
}

}  // namespace cs2::ingest
