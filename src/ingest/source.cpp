#include "ingest/source.hpp"

#include <algorithm>

namespace cs2::ingest {

Result<provider::Fetched> judged(const provider::Feed& feed, Result<provider::Fetched> fetched) {
  if (fetched && fetched->requests > 0 && !feed.may_be_empty && fetched->report.matches.empty())
    return fail(ErrorKind::drift, "an empty answer where matches were expected");
  return fetched;
}

Source::Source(std::unique_ptr<provider::Provider> provider) : provider_(std::move(provider)) {
  for (const auto& feed : provider_->feeds()) states_.emplace(feed.name, state_of(feed));
}

store::FeedState Source::state_of(const provider::Feed& feed) const {
  const auto known = states_.find(feed.name);
  if (known != states_.end()) return known->second;
  return {.provider = name(),
          .feed = feed.name,
          .lists_matches = feed.lists_matches && !feed.about,
          .succeeded_at = {},
          .tried_at = {},
          .last_error = {}};
}

void Source::remember(const std::vector<store::FeedState>& states) {
  for (const auto& state : states) {
    if (state.provider == name()) states_.insert_or_assign(state.feed, state);
  }
}

Timestamp Source::due(const provider::Feed& feed, PollingRate tempo, Timestamp now) const {
  const Readings readings{.tried_at = state_of(feed).tried_at,
                          .paused_until = breaker_.paused_until(feed.name),
                          .is_unfinished = unfinished_.contains(feed.name)};
  return next_reading(feed, readings, provider_->budget(), tempo, now);
}

bool Source::would_delay(const provider::Feed& feed, Timestamp until, provider::Cost urgent,
                         Timestamp now) const {
  auto ahead = provider_->budget();
  ahead.spend(now, 1, feed.cost);
  return ahead.next(now, urgent) > until;
}

void Source::forget_future(Timestamp now) {
  for (auto& [feed, state] : states_) {
    if (state.tried_at) state.tried_at = std::min(*state.tried_at, now);
    if (state.succeeded_at) state.succeeded_at = std::min(*state.succeeded_at, now);
  }
  breaker_.forget_future(now);
  provider_->budget().forget_future(now);
}

Turn Source::next(PollingRate tempo, Timestamp now) {
  forget_future(now);
  Turn turn{.feed = {}, .at = Timestamp::max()};
  struct List {
    Timestamp due;
    provider::Cost cost;
  };
  std::vector<List> urgent;
  for (const auto& feed : provider_->feeds()) {
    const auto at = due(feed, tempo, now);
    const bool is_late = std::ranges::any_of(
        urgent, [&](const List& list) { return would_delay(feed, list.due, list.cost, now); });
    if (at <= now && !is_late) return {.feed = feed, .at = now};
    if (at > now) turn.at = std::min(turn.at, at);
    // A list that has to wait itself keeps nobody waiting.
    if (!feed.about && at > now) urgent.push_back({.due = at, .cost = feed.cost});
  }
  return turn;
}

void Source::tried(const provider::Feed& feed, std::ptrdiff_t subjects, Timestamp now) {
  states_.try_emplace(feed.name, state_of(feed)).first->second.tried_at = now;
  if (feed.about && subjects == feed.subjects_max)
    unfinished_.insert(feed.name);
  else
    unfinished_.erase(feed.name);
}

bool Source::succeeded(const std::string& feed, Timestamp now) {
  auto& state = states_.at(feed);
  state.succeeded_at = now;
  state.failures = 0;
  state.failing_since.reset();
  state.last_error.clear();
  return breaker_.succeeded(feed);
}

bool Source::failed(const std::string& feed, const Error& error, Timestamp now) {
  auto& state = states_.at(feed);
  ++state.failures;
  if (!state.failing_since) state.failing_since = now;
  state.last_error = fmt::format("{}: {}", cs2::name(error.kind), error.detail);
  return breaker_.failed(feed, error, now);
}

}  // namespace cs2::ingest
