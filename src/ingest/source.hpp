// One source under way: when it was asked for what, what became of it, and so what to ask it next.
//
// Plain: the role waits, asks and writes, and tells here what came of it; a test does the same on a moved
// clock. Feeds stand in the order of their urgency, as the provider lists them, and of those that are due the
// first one goes. One that comes after it must not make it late: where a source wants long gaps between
// requests, what is less urgent waits when a list would fall due within the gap.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "ingest/breaker.hpp"
#include "ingest/schedule.hpp"
#include "provider/provider.hpp"
#include "store/database/state.hpp"

namespace cs2::ingest {

// What to do next: read the feed now, or look again at that time.
struct Turn {
  std::optional<provider::Feed> feed;
  Timestamp at;
};

// An empty answer where matches were expected is a failure, not news.
Result<provider::Fetched> judged(const provider::Feed& feed, Result<provider::Fetched> fetched);

class Source {
 public:
  explicit Source(std::unique_ptr<provider::Provider> provider);

  provider::Provider& provider() const { return *provider_; }
  ProviderName name() const { return provider_->name(); }
  // Of every feed that it has ever offered, by name.
  const std::map<std::string, store::FeedState>& states() const { return states_; }
  // One that is offered for the first time was never read.
  store::FeedState state_of(const provider::Feed& feed) const;
  Timestamp paused_until(const std::string& feed) const { return breaker_.paused_until(feed); }

  // What the last owner left behind: a restart must not ask again before its time.
  void remember(const std::vector<store::FeedState>& states);

  // What stands in the future, because the clock was ahead, counts as now from here on.
  Turn next(PollingRate tempo, Timestamp now);

  // The role tells. A feed that asks by name and could not take all that wanted to be asked about is due
  // again at once.
  void tried(const provider::Feed& feed, std::ptrdiff_t subjects, Timestamp now);
  // True when it had failed before.
  bool succeeded(const std::string& feed, Timestamp now);
  // True when it is the first failure since it last succeeded.
  bool failed(const std::string& feed, const Error& error, Timestamp now);

 private:
  void forget_future(Timestamp now);
  Timestamp due(const provider::Feed& feed, PollingRate tempo, Timestamp now) const;
  bool would_delay(const provider::Feed& feed, Timestamp until, provider::Cost urgent, Timestamp now) const;

  std::unique_ptr<provider::Provider> provider_;
  std::map<std::string, store::FeedState> states_;
  std::set<std::string> unfinished_;
  Breaker breaker_;
};

}  // namespace cs2::ingest
