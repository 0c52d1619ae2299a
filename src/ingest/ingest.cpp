#include "ingest/ingest.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/digest.hpp"
#include "base/limits/ingest.hpp"
#include "base/limits/store.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "ingest/absorb.hpp"
#include "store/leases.hpp"
#include "store/matches.hpp"
#include "store/subjects.hpp"

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
      return "the key is missing or wrong: check this source's token in the settings";
    case ErrorKind::forbidden:
      return "the source refuses this request: the key's plan may not include it";
    case ErrorKind::blocked:
      return "the source refuses us as a client: check HTTP_CONTACT, and that nothing else uses this address";
    case ErrorKind::drift:
      return "the source has changed its answers: look for a newer version";
    default:
      return {};
  }
}

}  // namespace

std::string budget_key(ProviderName provider) {
  return fmt::format("budget.{}", name(provider));
}

struct Ingest::Source {
  explicit Source(std::unique_ptr<provider::Provider> reached) : provider(std::move(reached)) {
    for (const auto& feed : provider->feeds())
      states.emplace(feed.name, store::FeedState{.provider = provider->name(),
                                                 .feed = feed.name,
                                                 .lists_matches = feed.lists_matches && !feed.about});
  }

  std::unique_ptr<provider::Provider> provider;
  std::map<std::string, store::FeedState> states;
  std::set<std::string> unfinished = {};  // feeds that ask by name, with more to ask about
  Breaker breaker;
  bool remembered = false;  // budget and states were read from the store since we own it
};

Ingest::Ingest(io::Loop& loop, io::Blocking& blocking, store::Store& store,
               std::vector<std::unique_ptr<provider::Provider>> providers, const Clock& clock,
               Metrics& metrics)
    : loop_(loop),
      blocking_(blocking),
      store_(store),
      clock_(clock),
      metrics_(metrics),
      owner_(hex(random_bits())) {
  for (auto& provider : providers) sources_.push_back(std::make_unique<Source>(std::move(provider)));
}

Ingest::~Ingest() {
  if (!owns()) return;
  try {
    store::release_lease(store_, lease_name, owner_);
  } catch (const std::exception& broken) {
    log::error("ingest: the lease could not be given back; it runs out by itself", broken);
  }
}

bool Ingest::owns() const {
  return clock_.now() < owned_until_;
}

Task<void> Ingest::run() {
  for (auto& source : sources_) {
    const auto role = fmt::format("ingest {}", name(source->provider->name()));
    loop_.spawn(role, read_source(*source));
  }
  co_await keep_lease();
}

// Waits in real time, because another process's death has nothing to do with an accelerated clock.
Task<void> Ingest::keep_lease() {
  const auto duration = on_clock(clock_, limits::ingest_lease);
  while (true) {
    const auto asked_at = clock_.now();
    const bool owned = owns();
    try {
      const auto acquire = [this, duration] {
        return store::acquire_lease(store_, lease_name, owner_, duration);
      };
      owned_until_ = co_await blocking_.run(acquire) ? asked_at + duration : Timestamp{};
    } catch (const std::exception& broken) {
      // What we hold stays ours until it runs out.
      log::error("ingest: the lease could not be renewed", broken);
    }
    metrics_.set("cs2results_ingest_owner", {}, owns() ? 1 : 0);
    if (!owned && owns()) log::info("ingest: this process reads the sources");
    if (owned && !owns()) log::warning("ingest: another process reads the sources now");
    co_await loop_.sleep(owns() ? limits::ingest_lease_renewal : limits::ingest_standby);
  }
}

Task<void> Ingest::wait(milliseconds duration) {
  const auto bounded = std::clamp<milliseconds>(duration, limits::ingest_wake_min, limits::ingest_wake_max);
  co_await loop_.sleep(std::max(clock_.real(bounded), milliseconds{1}));
}

Task<void> Ingest::read_source(Source& source) {
  while (true) {
    if (!owns()) {
      source.remembered = false;  // whoever owns the sources now writes a newer budget
      co_await loop_.sleep(limits::ingest_wake_min);
      continue;
    }
    auto pause = limits::ingest_wake_max;
    try {
      if (!source.remembered) co_await remember(source);
      const auto tempo = tempo_of(co_await load_agenda(), clock_.now());
      auto next = Timestamp::max();
      for (const auto& feed : source.provider->feeds()) {
        const Readings readings{.tried_at = source.states.at(feed.name).tried_at,
                                .paused_until = source.breaker.paused_until(feed.name),
                                .is_unfinished = source.unfinished.contains(feed.name)};
        const auto at = next_reading(feed, readings, source.provider->budget(), tempo, clock_.now());
        if (at <= clock_.now() && owns()) co_await read_feed(source, feed, tempo);
        // One that was just read is looked at again with the others.
        next = std::min(next, at);
      }
      pause = std::min<milliseconds>(pause, next - clock_.now());
      show_ages(source);
    } catch (const std::exception& broken) {
      log::error("ingest: the step failed, trying again later", broken);
    }
    co_await wait(pause);
  }
}

// The budget of the last owner, and when it asked: a restart must not ask again before its time.
Task<void> Ingest::remember(Source& source) {
  struct Memory {
    std::optional<std::string> budget;
    std::vector<store::FeedState> feeds;
  };
  const auto key = budget_key(source.provider->name());
  const auto read = [this, key] {
    return Memory{.budget = store::find_state(store_, key), .feeds = store::list_feeds(store_)};
  };
  const auto memory = co_await blocking_.run(read);
  if (memory.budget) source.provider->budget().restore(*memory.budget);
  for (const auto& state : memory.feeds) {
    const auto ours = source.states.find(state.feed);
    if (state.provider == source.provider->name() && ours != source.states.end()) ours->second = state;
  }
  source.remembered = true;
}

Task<Agenda> Ingest::load_agenda() {
  const auto now = clock_.now();
  const auto load = [this, now] {
    Agenda agenda;
    const auto live =
        store::list_matches(store_, {.statuses = {MatchStatus::live},
                                     .seen_since = std::chrono::floor<hours>(now) - limits::live_unseen_max,
                                     .count = 1});
    agenda.any_live = live.total > 0;
    const auto next = store::list_matches(store_, {.statuses = {MatchStatus::scheduled},
                                                   .from = now - agenda_behind,
                                                   .to = now + agenda_ahead,
                                                   .count = 1});
    if (!next.matches.empty()) agenda.next_start = time_of(next.matches.front().match);
    return agenda;
  };
  co_return co_await blocking_.run(load);
}

Task<void> Ingest::read_feed(Source& source, const provider::Feed& feed, Tempo tempo) {
  provider::Request request{.feed = feed.name};
  if (feed.about) {
    request.subjects = co_await choose_subjects(source, feed, tempo);
    source.states.at(feed.name).tried_at = clock_.now();
    if (std::ssize(request.subjects) == feed.subjects_max)
      source.unfinished.insert(feed.name);
    else
      source.unfinished.erase(feed.name);
    if (request.subjects.empty()) co_return;  // nothing is asked, so nothing is written down
  }
  co_await ask(source, feed, std::move(request));
  co_await save(source, feed.name);
}

// Noted before they are asked about: one whose answer always fails must not be asked for ever.
Task<std::vector<std::string>> Ingest::choose_subjects(Source& source, const provider::Feed& feed,
                                                       Tempo tempo) {
  const store::SubjectQuery query{.provider = source.provider->name(),
                                  .feed = feed.name,
                                  .thing = *feed.about,
                                  .now = clock_.now(),
                                  .asked_before = clock_.now() - interval(feed, tempo),
                                  .count = feed.subjects_max};
  const auto choose = [this, query] {
    auto subjects = store::list_subjects(store_, query);
    if (!subjects.empty()) store::note_asked(store_, query.provider, query.feed, subjects, query.now);
    return subjects;
  };
  co_return co_await blocking_.run(choose);
}

Task<void> Ingest::ask(Source& source, const provider::Feed& feed, provider::Request request) {
  // Written down before the request leaves: should we be killed in the middle, it counts.
  auto ahead = source.provider->budget();
  ahead.spend(clock_.now(), 1, feed.cost);
  const auto key = budget_key(source.provider->name());
  const auto note = [this, key, saved = ahead.save()] { store::save_state(store_, key, saved); };
  co_await blocking_.run(note);
  source.states.at(feed.name).tried_at = clock_.now();

  auto fetched = co_await source.provider->fetch(std::move(request));
  if (!fetched) {
    fail(source, feed, fetched.error());
  } else if (!feed.may_be_empty && fetched->report.matches.empty()) {
    fail(source, feed, {.kind = ErrorKind::drift, .detail = "an empty answer where matches were expected"});
  } else if (owns()) {
    const auto applied = co_await write(std::move(*fetched));
    if (applied) {
      succeed(source, feed);
      log::debug("ingest: a feed was read", {{"provider", name(source.provider->name())},
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
    explicit Turn(std::shared_ptr<bool> taken) : writing(std::move(taken)) { *writing = true; }
    ~Turn() { *writing = false; }
    std::shared_ptr<bool> writing;
  };
  const Turn turn{writing_};
  const auto job = [this, fetched = std::move(fetched), now = clock_.now()] {
    return absorb(store_, fetched.report, fetched.raw_digest, now, metrics_);
  };
  co_return co_await blocking_.run(job);
}

void Ingest::succeed(Source& source, const provider::Feed& feed) {
  auto& state = source.states.at(feed.name);
  if (source.breaker.succeeded(feed.name)) {
    log::info(
        "ingest: a feed is read again",
        {{"provider", name(source.provider->name())}, {"feed", feed.name}, {"failures", state.failures}});
  }
  state.succeeded_at = clock_.now();
  state.failures = 0;
  state.last_error.clear();
}

// Told once when it begins; the metrics count the rest.
void Ingest::fail(Source& source, const provider::Feed& feed, const Error& error) {
  if (error.kind == ErrorKind::cancelled) return;
  const auto provider = name(source.provider->name());
  metrics_.count("cs2results_ingest_failures_total",
                 {{"provider", provider}, {"feed", feed.name}, {"kind", name(error.kind)}});
  auto& state = source.states.at(feed.name);
  ++state.failures;
  state.last_error = fmt::format("{}: {}", name(error.kind), error.detail);
  if (!source.breaker.failed(feed.name, error, clock_.now())) return;

  const auto hint = advice(error);
  const log::Fields fields{{"provider", provider},
                           {"feed", feed.name},
                           {"advice", hint},
                           {"again_at", to_iso8601(source.breaker.paused_until(feed.name))}};
  if (error.kind == ErrorKind::unauthorized || error.kind == ErrorKind::forbidden)
    log::error("ingest: a feed cannot be read", error, fields);
  else
    log::warning("ingest: a feed cannot be read", error, fields);
}

Task<void> Ingest::save(Source& source, std::string feed) {
  const auto write = [this, key = budget_key(source.provider->name()),
                      budget = source.provider->budget().save(), state = source.states.at(feed)] {
    store::save_state(store_, key, budget);
    store::save_feed(store_, state);
  };
  co_await blocking_.run(write);
}

void Ingest::show_ages(const Source& source) const {
  for (const auto& [feed, state] : source.states) {
    if (!state.succeeded_at) continue;
    const auto age = std::chrono::duration<double>(clock_.now() - *state.succeeded_at).count();
    metrics_.set("cs2results_source_age_seconds", {{"provider", name(state.provider)}, {"feed", feed}}, age);
  }
}

}  // namespace cs2::ingest
