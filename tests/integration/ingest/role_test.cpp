#include <gmock/gmock.h>

#include "ingest/ingest.hpp"
#include "integration/ingest/fake_provider.hpp"
#include "integration/ingest/ingest_test.hpp"
#include "integration/ingest/reports.hpp"
#include "provider/liquipedia/client.hpp"
#include "provider/pandascore/client.hpp"
#include "store/database/leases.hpp"
#include "store/database/state.hpp"
#include "support/fake_http.hpp"
#include "support/liquipedia_cards.hpp"
#include "support/run_task.hpp"
#include "unit/provider/pandascore/rows.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

// Moved by the test; a wait of a second on it takes a millisecond.
class QuickClock : public ManualClock {
 public:
  using ManualClock::ManualClock;
  milliseconds real(milliseconds duration) const override { return duration / 1000; }
};

class IngestRole : public IngestTest {
 protected:
  // A process: its own loop and pool, and the role on them.
  struct Process {
    Process(store::Store& store, std::vector<std::unique_ptr<provider::Provider>> providers,
            const Clock& clock, Metrics& metrics)
        : ingest(loop, blocking, store, std::move(providers), clock, metrics) {}
    io::Loop loop;
    io::Blocking blocking{loop, 2, 100};
    Ingest ingest;
  };

  // Runs the role until `script` ends; it is given the clock to move.
  using Script = std::function<Task<void>(Process&)>;
  void run(std::unique_ptr<provider::Provider> provider, const Script& script) {
    std::vector<std::unique_ptr<provider::Provider>> providers;
    providers.push_back(std::move(provider));
    run(std::move(providers), script);
  }
  void run(std::vector<std::unique_ptr<provider::Provider>> providers, const Script& script) {
    Process process{*store_, std::move(providers), quick_, metrics_};
    process.loop.spawn("ingest", process.ingest.run());
    const auto stop_after = [&]() -> Task<void> {
      co_await script(process);
      process.loop.stop();
    };
    test::run_task(process.loop, stop_after());
  }

  // The clock moves by a second whenever the condition does not hold yet.
  Task<void> until(Process& process, std::function<bool()> holds) {
    while (!holds()) {
      quick_.advance(1s);
      co_await process.loop.sleep(1ms);
    }
  }

  Result<provider::Fetched> fetched(std::vector<MatchReport> matches) const {
    auto report = pandascore_report(quick_.now(), std::move(matches));
    report.provider = ProviderName::sample;
    return provider::Fetched{.report = std::move(report), .requests = 1, .raw_digest = "d"};
  }

  std::unique_ptr<FakeProvider> source(provider::Budget::Rules rules = {}) const {
    return std::make_unique<FakeProvider>(quick_, rules);
  }

  std::optional<store::FeedState> state_of(const std::string& feed) {
    for (const auto& state : store::list_feeds(*store_)) {
      if (state.feed == feed && state.tried_at) return state;
    }
    return std::nullopt;
  }

  QuickClock quick_{start};
};

TEST_F(IngestRole, stores_what_a_feed_says_and_when_it_was_read) {
  auto provider = source();
  provider->feed(feed_every("f", 1min), [this] { return fetched({pandascore_match("1", start + 1h)}); });

  run(std::move(provider),
      [&](Process& process) { return until(process, [&] { return state_of("f").has_value(); }); });

  EXPECT_THAT(matches(), SizeIs(1));
  EXPECT_TRUE(state_of("f")->succeeded_at);
  EXPECT_EQ(state_of("f")->failures, 0);
}

TEST_F(IngestRole, asks_by_name_about_the_teams_of_the_days_around) {
  auto provider = source();
  auto& asked = *provider;
  auto by_name = feed_every("teams", 5min);
  by_name.about = EntityKind::team;
  by_name.subjects_max = 5;
  provider->feed(feed_every("f", 1min), [this] { return fetched({pandascore_match("1", start + 1h)}); })
      .feed(by_name, [this] { return fetched({}); });

  std::vector<std::vector<std::string>> subjects;
  run(std::move(provider), [&](Process& process) {
    return until(process, [&] {
      subjects = asked.subjects("teams");
      return subjects.size() == 2;
    });
  });

  const std::vector<std::string> both{"71", "72"};
  EXPECT_THAT(subjects, ElementsAre(both, both));
  EXPECT_GE(quick_.now(), start + 5min);
  EXPECT_FALSE(state_of("teams")->lists_matches);
}

TEST_F(IngestRole, asks_a_feed_again_after_its_interval) {
  auto provider = source();
  auto& asked = *provider;
  std::vector<Timestamp> times;
  provider->feed(feed_every("f", 1min), [&] {
    times.push_back(quick_.now());
    return fetched({pandascore_match("1", start + 1h)});
  });

  run(std::move(provider),
      [&](Process& process) { return until(process, [&] { return asked.asked("f") == 4; }); });

  for (std::size_t i = 1; i < times.size(); ++i) EXPECT_GE(times[i] - times[i - 1], 1min);
}

TEST_F(IngestRole, lets_a_feed_fail_alone) {
  auto provider = source();
  auto& asked = *provider;
  provider->feed(feed_every("bad", 1s), [] { return fail(ErrorKind::unauthorized, "no key"); });
  auto other = source();
  auto& good = *other;
  other->feed(feed_every("good", 1min), [this] { return fetched({pandascore_match("1", start + 1h)}); });
  std::vector<std::unique_ptr<provider::Provider>> providers;
  providers.push_back(std::move(provider));
  providers.push_back(std::move(other));

  run(std::move(providers), [&](Process& process) {
    return until(process, [&] { return good.asked("good") == 10 && asked.asked("bad") == 1; });
  });

  EXPECT_EQ(state_of("bad")->failures, 1);
  EXPECT_THAT(state_of("bad")->last_error, HasSubstr("no key"));
  EXPECT_THAT(matches(), SizeIs(1));
}

TEST_F(IngestRole, does_not_repeat_a_refused_request_within_the_hour) {
  auto provider = source();
  auto& asked = *provider;
  std::vector<Timestamp> times;
  provider->feed(feed_every("f", 1s), [&]() -> Result<provider::Fetched> {
    times.push_back(quick_.now());
    return fail(ErrorKind::forbidden, "not in your plan");
  });

  run(std::move(provider), [&](Process& process) -> Task<void> {
    co_await until(process, [&] { return asked.asked("f") == 1 && state_of("f"); });
    quick_.advance(50min);
    co_await until(process, [&] { return asked.asked("f") == 2; });
  });

  EXPECT_GE(times[1] - times[0], 1h);
}

TEST_F(IngestRole, takes_an_empty_answer_for_a_failure_where_matches_were_expected) {
  auto provider = source();
  auto feed = feed_every("f", 1min);
  feed.may_be_empty = false;
  provider->feed(feed, [this] { return fetched({}); });

  run(std::move(provider),
      [&](Process& process) { return until(process, [&] { return state_of("f").has_value(); }); });

  EXPECT_FALSE(state_of("f")->succeeded_at);
  EXPECT_EQ(state_of("f")->failures, 1);
  EXPECT_EQ(metrics_.value("cs2results_ingest_failures_total",
                           {{"provider", "sample"}, {"feed", "f"}, {"kind", "drift"}}),
            1);
}

TEST_F(IngestRole, takes_nothing_to_ask_neither_for_a_success_nor_for_a_failure) {
  auto provider = source();
  auto feed = feed_every("f", 1min);
  feed.may_be_empty = false;
  provider->feed(feed, [] { return provider::Fetched{}; });

  run(std::move(provider),
      [&](Process& process) { return until(process, [&] { return state_of("f").has_value(); }); });

  EXPECT_FALSE(state_of("f")->succeeded_at);
  EXPECT_EQ(state_of("f")->failures, 0);
}

TEST_F(IngestRole, says_from_the_start_which_sources_were_never_read) {
  auto provider = source({.gap = 1h, .heavy_gap = 1h});
  provider->feed(feed_every("f", 1min), [this] { return fetched({}); });

  run(std::move(provider), [&](Process& process) {
    return until(process, [&] { return !store::list_source_statuses(*store_).empty(); });
  });

  EXPECT_THAT(store::list_source_statuses(*store_),
              ElementsAre(SourceStatus{.provider = ProviderName::sample}));
}

TEST_F(IngestRole, says_since_when_a_feed_fails) {
  auto provider = source();
  auto& asked = *provider;
  provider->feed(feed_every("f", 1min), [&]() -> Result<provider::Fetched> {
    if (asked.asked("f") == 1) return fetched({});
    return fail(ErrorKind::unavailable, "status 503");
  });
  std::optional<store::FeedState> first;

  run(std::move(provider), [&](Process& process) -> Task<void> {
    co_await until(process, [&] { return state_of("f") && state_of("f")->failures == 1; });
    first = state_of("f");
    co_await until(process, [&] { return state_of("f")->failures == 3; });
  });

  EXPECT_TRUE(first->failing_since);
  EXPECT_EQ(state_of("f")->failing_since, first->failing_since);
  EXPECT_EQ(state_of("f")->succeeded_at, first->succeeded_at);
  EXPECT_GT(metrics_.value("cs2results_source_failing_seconds", {{"provider", "sample"}, {"feed", "f"}}), 0);
}

TEST_F(IngestRole, honours_a_block_of_before_its_start) {
  provider::Budget blocked{{}, start};
  blocked.refused(start, std::nullopt);
  store::save_state(*store_, "budget.sample", blocked.save());
  auto provider = source();
  auto& asked = *provider;
  std::optional<Timestamp> first;
  provider->feed(feed_every("f", 1s), [&] {
    if (!first) first = quick_.now();
    return fetched({pandascore_match("1", start + 1h)});
  });

  run(std::move(provider), [&](Process& process) -> Task<void> {
    co_await until(process, [&] { return process.ingest.owns(); });
    co_await until(process, [&] { return asked.asked("f") == 1; });
  });

  EXPECT_GE(*first, start + 20min);
}

TEST_F(IngestRole, writes_a_request_down_before_it_is_sent) {
  const provider::Budget::Rules rules{.gap = 1s, .heavy_gap = 31s};
  auto provider = source(rules);
  auto& asked = *provider;
  auto feed = feed_every("f", 1min);
  feed.cost = provider::Cost::heavy;
  std::string noted;
  provider->feed(feed, [&] {
    noted = store::find_state(*store_, "budget.sample").value_or("");
    return fetched({pandascore_match("1", start + 1h)});
  });

  run(std::move(provider),
      [&](Process& process) { return until(process, [&] { return asked.asked("f") == 1; }); });

  provider::Budget restored{rules, start - 1h};
  restored.restore(noted);
  EXPECT_GT(restored.next(start, provider::Cost::heavy), start);
}

TEST_F(IngestRole, asks_once_however_often_it_is_restarted) {
  int asked = 0;

  for (int i = 0; i < 100; ++i) {
    auto provider = source();
    provider->feed(feed_every("f", days{1}), [&] {
      ++asked;
      return fetched({pandascore_match("1", start + 1h)});
    });
    run(std::move(provider), [&](Process& process) -> Task<void> {
      co_await until(process, [&] { return process.ingest.owns() && state_of("f"); });
    });
  }

  EXPECT_EQ(asked, 1);
  EXPECT_THAT(matches(), SizeIs(1));
}

TEST_F(IngestRole, leaves_the_sources_to_the_one_that_has_them) {
  const auto never = [this]() -> Result<provider::Fetched> {
    ADD_FAILURE() << "two processes ask";
    return fetched({});
  };
  auto first = source();
  auto& working = *first;
  first->feed(feed_every("f", 1s), [this] { return fetched({pandascore_match("1", start + 1h)}); });
  auto second = source();
  second->feed(feed_every("f", 1s), never);

  run(std::move(first), [&](Process& process) -> Task<void> {
    co_await until(process, [&] { return process.ingest.owns(); });
    std::vector<std::unique_ptr<provider::Provider>> providers;
    providers.push_back(std::move(second));
    Process other{*store_, std::move(providers), quick_, metrics_};
    other.loop.spawn("ingest", other.ingest.run());
    std::jthread beside{[&] { other.loop.run(); }};
    const int before = working.asked("f");
    co_await until(process, [&] { return working.asked("f") > before + 20; });
    other.loop.stop();
  });
}

TEST_F(IngestRole, takes_over_when_the_lease_has_run_out) {
  ASSERT_TRUE(store::acquire_lease(*store_, "ingest", "a process that was killed", 1min));
  clock_.advance(2min);  // the store's
  auto provider = source();
  auto& asked = *provider;
  provider->feed(feed_every("f", 1s), [this] { return fetched({pandascore_match("1", start + 1h)}); });

  run(std::move(provider),
      [&](Process& process) { return until(process, [&] { return asked.asked("f") > 0; }); });

  EXPECT_TRUE(store::acquire_lease(*store_, "ingest", "the next", 1min));  // given back at the end
}

TEST_F(IngestRole, counts_the_issues_that_were_open_before_it_began) {
  ingest_report(pandascore_report(start, {finished(pandascore_match("1", start - 2h), {3, 0})}));
  const auto shown = [&] { return metrics_.value("cs2results_issues_open", {{"kind", "quarantine"}}); };
  metrics_.set("cs2results_issues_open", {{"kind", "quarantine"}}, 0);  // as in another process

  run(source(), [&](Process& process) { return until(process, [&] { return shown() > 0; }); });

  EXPECT_EQ(shown(), 1);
}

TEST_F(IngestRole, stops_asking_at_once_when_its_lease_ran_out) {
  auto provider = source();
  int asked = 0;
  provider->feed(feed_every("f", 1s), [&] {
    ++asked;
    return fetched({pandascore_match("1", start + 1h)});
  });
  int before = 0;

  run(std::move(provider), [&](Process& process) -> Task<void> {
    co_await until(process, [&] { return asked > 2; });
    clock_.advance(days{1});  // the store's
    quick_.advance(days{1});
    EXPECT_FALSE(process.ingest.owns());
    EXPECT_TRUE(store::acquire_lease(*store_, "ingest", "another process", 8h));
    before = asked;
    for (int i = 0; i < 20; ++i) co_await process.loop.sleep(1ms);
  });

  EXPECT_LE(asked, before + 1);  // one may have been under way
}

// By how much a clock may be wrong, and then is right.
constexpr milliseconds moves[] = {1h, -1h, days{365}, -days{365}, -1h, 1h, -days{365}, days{365}};

TEST_F(IngestRole, goes_on_whenever_the_clock_is_set_while_it_runs) {
  auto provider = source({.requests_max = 1'000, .window = 1h, .gap = 1s});
  auto& asked = *provider;
  Timestamp planned;
  const auto is_stored = [&] { return !matches().empty() && matches()[0].match.scheduled_at == planned; };
  provider->feed(feed_every("f", 1min), [&] {
    planned = quick_.now() + 1h;
    return fetched({pandascore_match("1", planned)});
  });

  run(std::move(provider), [&](Process& process) -> Task<void> {
    co_await until(process, [&] { return asked.asked("f") >= 2; });
    for (const auto by : moves) {
      clock_.advance(by);  // the store's
      quick_.advance(by);
      const auto moved_at = quick_.now();
      const int before = asked.asked("f");
      co_await until(process, [&] { return asked.asked("f") >= before + 3; });
      EXPECT_LT(quick_.now() - moved_at, 50min) << by.count();
      EXPECT_GT(quick_.now() - moved_at, 1min) << "no more often than before";
      co_await until(process, is_stored);  // what is new is believed
    }
  });

  EXPECT_THAT(matches(), SizeIs(1));
}

TEST_F(IngestRole, goes_on_whenever_the_clock_was_set_between_two_runs) {
  Timestamp planned;
  const auto is_stored = [&] { return !matches().empty() && matches()[0].match.scheduled_at == planned; };
  for (const auto by : moves) {
    auto provider = source({.requests_max = 1'000, .window = 1h, .gap = 1s});
    auto& asked = *provider;
    provider->feed(feed_every("f", 1min), [&] {
      planned = quick_.now() + 1h;
      return fetched({pandascore_match("1", planned)});
    });
    const auto started_at = quick_.now();
    run(std::move(provider), [&](Process& process) {
      return until(process, [&] { return asked.asked("f") >= 3 && is_stored(); });
    });
    EXPECT_LT(quick_.now() - started_at, 50min) << by.count();
    clock_.advance(by);
    quick_.advance(by);
  }
}

// The real sources over a fake network.
TEST_F(IngestRole, brings_two_sources_together) {
  test::FakeHttp http;
  http.handle([](const io::HttpRequest& request) -> Result<io::HttpResponse> {
    using namespace provider;
    if (request.url.contains("api.php")) {
      const Card card{.at = parse_iso8601("2026-07-12T17:00:00Z"), .upper = "1:0"};
      return io::HttpResponse{.status = 200, .headers = {}, .body = answer_of(page_of({card}))};
    }
    if (request.url.contains("running"))
      return io::HttpResponse{.status = 200, .headers = {}, .body = list_of({running_row()})};
    return io::HttpResponse{.status = 502, .headers = {}, .body = "<html>Bad gateway</html>"};
  });
  std::vector<std::unique_ptr<provider::Provider>> providers;
  providers.push_back(std::make_unique<provider::Pandascore>("t", "https://a", http, quick_, metrics_));
  providers.push_back(std::make_unique<provider::Liquipedia>("https://b", "", http, quick_, metrics_));

  run(std::move(providers), [&](Process& process) {
    return until(process, [&] {
      const auto running = state_of("running");
      const auto ticker = state_of("matches");
      return running && running->succeeded_at && ticker && ticker->succeeded_at && state_of("past");
    });
  });

  const auto all = matches();
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].match.status, MatchStatus::live);
  EXPECT_EQ(all[0].match.score, (Score{1, 0}));
  EXPECT_THAT(all[0].sources, SizeIs(2));
  EXPECT_THAT(all[0].match.streams, SizeIs(2));
  EXPECT_GT(state_of("past")->failures, 0);
  EXPECT_GE(metrics_.value("cs2results_provider_requests_total",
                           {{"provider", "pandascore"}, {"feed", "past"}, {"outcome", "unavailable"}}),
            1);
}

}  // namespace
}  // namespace cs2::ingest
