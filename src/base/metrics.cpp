#include "base/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <cassert>
#include <functional>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace cs2 {
namespace {

enum class Kind { counter, gauge, histogram };

struct Declaration {
  Kind kind;
  const char* name;
  const char* help;
  std::vector<double> buckets = {};
};

// Milliseconds matter in front of Discord's three seconds, minutes matter for sources.
const std::vector<double> short_seconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                        0.25,  0.5,    1,     1.5,  2.5,   5,    10};

const std::vector<double> long_seconds{0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200, 86'400};

const std::vector<Declaration>& declarations() {
  static const std::vector<Declaration> all{
      {Kind::gauge, "cs2results_build_info", "Constant 1, labeled with the version."},
      {Kind::gauge, "cs2results_start_time_seconds", "Start time of the process, Unix time."},
      {Kind::counter, "cs2results_task_failures_total",
       "Failed steps of background tasks by task; each is retried."},
      {Kind::gauge, "cs2results_backup_age_seconds",
       "Seconds since the last verified backup; absent before the first."},
      {Kind::gauge, "cs2results_http_waiting", "HTTP requests waiting for a connection to their host."},
      {Kind::counter, "cs2results_calendar_requests_total",
       "Calendar requests by outcome: served, unchanged, unknown."},
      {Kind::counter, "cs2results_database_failures_total", "Failed database calls by kind."},
      {Kind::counter, "cs2results_answers_read_total",
       "In-process cache misses by where the answer was read: redis, database."},
      {Kind::counter, "cs2results_redis_failures_total", "Failed or timed-out Redis calls."},
      {Kind::gauge, "cs2results_redis_reachable", "1 while Redis is reachable, else 0."},
      {Kind::histogram, "cs2results_apply_seconds", "Time to apply a batch by outcome.", short_seconds},
      {Kind::counter, "cs2results_changes_total", "Stored changes by kind."},
      {Kind::counter, "cs2results_discord_requests_total", "Discord REST requests by route and outcome."},
      {Kind::histogram, "cs2results_discord_request_duration_seconds",
       "Duration of Discord REST requests, including waits.", short_seconds},
      {Kind::histogram, "cs2results_discord_rate_limit_wait_seconds",
       "Waiting time of requests delayed by Discord's rate limits.", short_seconds},
      {Kind::counter, "cs2results_discord_rate_limited_total", "429 responses from Discord by scope."},
      {Kind::gauge, "cs2results_discord_invalid_requests",
       "401, 403 and 429 responses from Discord in ten minutes; blocked at 10,000."},
      {Kind::gauge, "cs2results_gateway_shard_ready", "1 while the shard has a session, else 0."},
      {Kind::counter, "cs2results_gateway_reconnects_total",
       "Closed gateway connections by shard and reason."},
      {Kind::counter, "cs2results_gateway_identifies_total", "New gateway sessions; limit 1,000 per day."},
      {Kind::gauge, "cs2results_gateway_sessions_remaining", "Gateway sessions left today."},
      {Kind::counter, "cs2results_gateway_events_total", "Handled gateway events by type."},
      {Kind::histogram, "cs2results_gateway_heartbeat_seconds", "Gateway heartbeat latency.", short_seconds},
      {Kind::histogram, "cs2results_command_duration_seconds",
       "Time from interaction to response by command and outcome.", short_seconds},
      {Kind::gauge, "cs2results_suggested_names", "Names in the autocomplete index."},
      {Kind::gauge, "cs2results_translation_reviewed_ratio",
       "Share of a language's texts that a native speaker has reviewed."},
      {Kind::counter, "cs2results_provider_requests_total", "Requests to a source by feed and outcome."},
      {Kind::counter, "cs2results_provider_skipped_total", "Unreadable elements in responses of a source."},
      {Kind::counter, "cs2results_merges_total", "Merged duplicates by kind of entity."},
      {Kind::counter, "cs2results_matches_disowned_total",
       "Match ids detached because the source uses them for another match."},
      {Kind::gauge, "cs2results_reviews_open", "Possible duplicates waiting for review."},
      {Kind::counter, "cs2results_issues_opened_total",
       "Opened data issues, quarantined or inconsistent, by rule."},
      {Kind::gauge, "cs2results_issues_open", "Open data issues by kind."},
      {Kind::counter, "cs2results_deliveries_total", "Delivery attempts by kind and outcome."},
      {Kind::histogram, "cs2results_delivery_seconds",
       "Time from change or due reminder to Discord's response by kind.", long_seconds},
      {Kind::counter, "cs2results_duplicates_suppressed_total",
       "Messages combined with another one for the same channel."},
      {Kind::gauge, "cs2results_outbox_waiting", "Waiting deliveries."},
      {Kind::gauge, "cs2results_outbox_blocked", "Deliveries to unavailable channels."},
      {Kind::gauge, "cs2results_outbox_oldest_seconds", "Age of the oldest due delivery."},
      {Kind::gauge, "cs2results_outbox_update_oldest_seconds",
       "Age of the oldest due update of a message that is already sent."},
      {Kind::gauge, "cs2results_targets_blocked", "Unavailable channels and users."},
      {Kind::counter, "cs2results_ingest_failures_total", "Failed feed reads by kind."},
      {Kind::gauge, "cs2results_source_age_seconds", "Seconds since the last successful read of a feed."},
      {Kind::gauge, "cs2results_source_failing_seconds",
       "Seconds since a feed's first failure after its last success; 0 while it succeeds."},
      {Kind::gauge, "cs2results_source_never_read", "1 for a list of matches that was never read, else 0."},
      {Kind::gauge, "cs2results_without_news", "Stale feeds or matches by concern and urgency."},
      {Kind::gauge, "cs2results_news_age_seconds", "Age of the oldest update by concern and urgency."},
      {Kind::gauge, "cs2results_predictions", "Predictions that were made before matches that are over."},
      {Kind::gauge, "cs2results_prediction_log_loss", "Mean log loss of these predictions."},
      {Kind::gauge, "cs2results_ingest_owner", "1 while this process reads the sources, else 0."},
  };
  return all;
}

prometheus::Labels owned(Metrics::Labels labels) {
  prometheus::Labels result;
  for (const auto& [name, value] : labels) result.emplace(name, value);
  return result;
}

// One kind's families by name, and their series by name and labels: the library finds a series by building
// its labels anew, and a histogram with them, each time.
template <class Metric>
class Families {
 public:
  using Family = prometheus::Family<Metric>;

  void add(const std::string& name, Family& family, std::vector<double> buckets = {}) {
    families_[name] = {&family, std::move(buckets)};
  }

  // Null when the family was not declared.
  Metric* find(std::string_view name, Metrics::Labels labels) {
    thread_local std::string key;
    key.assign(name);
    for (const auto& [label, value] : labels) key.append(1, '\0').append(label).append(1, '\0').append(value);
    {
      const std::shared_lock lock{mutex_};
      if (const auto known = series_.find(key); known != series_.end()) return known->second;
    }
    const auto found = families_.find(name);
    if (found == families_.end()) return nullptr;
    auto& series = make(found->second, owned(labels));
    const std::lock_guard lock{mutex_};
    series_.emplace(key, &series);
    return &series;
  }

 private:
  struct Declared {
    Family* family = nullptr;
    std::vector<double> buckets = {};
  };
  static Metric& make(const Declared& declared, const prometheus::Labels& labels) {
    if constexpr (std::is_same_v<Metric, prometheus::Histogram>)
      return declared.family->Add(labels, declared.buckets);
    else
      return declared.family->Add(labels);
  }

  std::map<std::string, Declared, std::less<>> families_;
  std::shared_mutex mutex_;
  std::unordered_map<std::string, Metric*> series_;
};

}  // namespace

struct Metrics::State {
  prometheus::Registry registry;
  Families<prometheus::Counter> counters;
  Families<prometheus::Gauge> gauges;
  Families<prometheus::Histogram> histograms;
};

Metrics::Metrics() : state_(std::make_unique<State>()) {
  auto& registry = state_->registry;
  for (const auto& [kind, name, help, buckets] : declarations()) {
    switch (kind) {
      case Kind::counter:
        state_->counters.add(name, prometheus::BuildCounter().Name(name).Help(help).Register(registry));
        break;
      case Kind::gauge:
        state_->gauges.add(name, prometheus::BuildGauge().Name(name).Help(help).Register(registry));
        break;
      case Kind::histogram:
        state_->histograms.add(name, prometheus::BuildHistogram().Name(name).Help(help).Register(registry),
                               buckets);
        break;
    }
  }
}

Metrics::~Metrics() = default;

void Metrics::count(std::string_view counter, Labels labels, double by) {
  auto* const series = state_->counters.find(counter, labels);
  assert(series && "declare the counter in metrics.cpp");
  if (series) series->Increment(by);
}

void Metrics::set(std::string_view gauge, Labels labels, double value) {
  auto* const series = state_->gauges.find(gauge, labels);
  assert(series && "declare the gauge in metrics.cpp");
  if (series) series->Set(value);
}

void Metrics::observe(std::string_view histogram, Labels labels, double value) {
  auto* const series = state_->histograms.find(histogram, labels);
  assert(series && "declare the histogram in metrics.cpp");
  if (series) series->Observe(value);
}

double Metrics::value(std::string_view name, Labels labels) const {
  if (const auto* counter = state_->counters.find(name, labels)) return counter->Value();
  if (const auto* gauge = state_->gauges.find(name, labels)) return gauge->Value();
  return 0;
}

std::string Metrics::expose() const {
  return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

}  // namespace cs2
