// The role that keeps the store true: asks each source when it is due, and writes what it says.
//
// One process at a time owns the sources, by a lease in the store; the others stand by. Each source is read
// by its own coroutine, so that one that is slow or broken holds up no other. Budgets and the times of the
// last readings survive restarts, so restarting does not ask a source any more often.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "ingest/source.hpp"
#include "io/blocking.hpp"
#include "io/loop.hpp"
#include "provider/provider.hpp"
#include "store/database/state.hpp"
#include "store/facts/apply.hpp"
#include "store/store.hpp"

namespace cs2::ingest {

// Under which a source's budget is kept in the store's state.
std::string budget_key(ProviderName provider);

class Ingest {
 public:
  Ingest(io::Loop& loop, io::Blocking& blocking, store::Store& store,
         std::vector<std::unique_ptr<provider::Provider>> providers, const Clock& clock, Metrics& metrics);
  // Gives the lease back, so that another process takes over at once.
  ~Ingest();
  Ingest(const Ingest&) = delete;
  Ingest& operator=(const Ingest&) = delete;

  // Until the loop stops.
  Task<void> run();

  // Whether this process holds the lease now.
  bool owns() const;

  // Of every feed that is on offer now, for whoever watches over them. On the loop's thread.
  struct Reading {
    provider::Feed feed;
    store::FeedState state;
  };
  std::vector<Reading> readings() const;

 private:
  bool was_set_back();
  Task<void> keep_lease();
  Task<void> keep_ratings();
  Task<void> read_source(Source& source);
  Task<void> remember(Source& source);
  Task<void> read_feed(Source& source, const provider::Feed& feed, PollingRate tempo);
  Task<void> ask(Source& source, const provider::Feed& feed, provider::Request request);
  Task<Result<store::Applied>> write(provider::Fetched fetched);
  void succeed(Source& source, const provider::Feed& feed);
  void fail(Source& source, const provider::Feed& feed, const Error& error);
  Task<void> save(Source& source, std::string feed);
  void show_ages(const Source& source) const;
  Task<void> wait(milliseconds duration);

  io::Loop& loop_;
  io::Blocking& blocking_;
  store::Store& store_;
  const Clock& clock_;
  Metrics& metrics_;
  std::deque<Source> sources_;  // coroutines hold on to them
  std::string owner_;
  io::Signal renew_;  // what was ours is not, by our clock
  Timestamp owned_until_;
  Timestamp newest_;  // that the clock has shown
  // Shared with the coroutine that writes, which a late stop may destroy after us.
  std::shared_ptr<bool> writing_ = std::make_shared<bool>(false);
};

}  // namespace cs2::ingest
