// Every source in turn answers with everything that can go wrong, while the others go on: the store must
// never hold a falsehood, and must be as if nothing had happened once the source is well again.
//
// The clients, parsers, budgets, the choice of what to read, and both databases are real; the network is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/limits/ingest.hpp"
#include "base/log.hpp"
#include "ingest/ingest_report.hpp"
#include "ingest/source.hpp"
#include "ingest/upcoming.hpp"
#include "provider/provider.hpp"
#include "store/database/migrate.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/rankings.hpp"
#include "support/fake_http.hpp"
#include "support/hltv_pages.hpp"
#include "support/run_now.hpp"
#include "support/temporary_database.hpp"
#include "unit/ingest/day_answers.hpp"
#include "unit/provider/valve/pages.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::SizeIs;

enum class Failure {
  server_error,
  too_many_requests,
  forbidden,
  timeout,
  cut,
  wrong_types,
  empty,
  yesterdays,
  swapped_sides,
};
constexpr std::array failures{
    Failure::server_error, Failure::too_many_requests, Failure::forbidden, Failure::timeout,
    Failure::cut,          Failure::wrong_types,       Failure::empty,     Failure::yesterdays,
    Failure::swapped_sides};

std::string_view name(Failure failure) {
  constexpr std::array names{"server error", "too many requests", "forbidden", "timeout",
                             "cut",          "wrong types",       "empty",     "yesterday's",
                             "swapped sides"};
  return names.at(static_cast<std::size_t>(failure));
}

// Numbers become texts, texts numbers, truths lists.
json::value wrongly_typed(const json::value& value) {
  if (const auto* object = value.if_object()) {
    json::object wrong;
    for (const auto& [key, member] : *object) wrong[key] = wrongly_typed(member);
    return wrong;
  }
  if (const auto* array = value.if_array()) {
    json::array wrong;
    for (const auto& element : *array) wrong.push_back(wrongly_typed(element));
    return wrong;
  }
  if (value.is_string()) return 7;
  if (value.is_bool()) return json::array{};
  return "seven";
}

std::string wrongly_typed(std::string body) {
  boost::system::error_code error;
  const auto value = json::parse(body, error);
  if (!error) return json::serialize(wrongly_typed(value));
  for (auto& c : body) {
    if (c >= '0' && c <= '9') c = 'x';
  }
  return body;
}

// HLTV's two lists, of a day on which nobody plays best-of-ones: those it tells in rounds.
class HltvDay {
 public:
  explicit HltvDay(const Day& day) : day_(day) {}

  bool swaps_sides = false;

  io::HttpResponse answer(std::string_view url, Timestamp now) const {
    if (url.ends_with("/matches")) return ok(matches(now));
    if (url.ends_with("/results")) return ok(results(now));
    if (url.ends_with("/ranking/teams")) return ok(provider::ranking_page());
    return {.status = 404, .headers = {}, .body = ""};
  }

 private:
  static std::string unix_ms(Timestamp at) { return std::to_string(unix_milliseconds(at)); }

  std::string matches(Timestamp now) const {
    std::vector<provider::MatchBox> boxes;
    for (const auto& match : day_.matches) {
      const int step = match.step(now);
      if (match.is_over(step)) continue;
      provider::MatchBox box{.id = std::to_string(2'300'000 + match.number),
                             .team1 = std::to_string(9'000 + 2 * match.number),
                             .team2 = std::to_string(9'001 + 2 * match.number),
                             .name1 = team_name(2 * match.number),
                             .name2 = team_name(2 * match.number + 1),
                             .unix_ms = unix_ms(match.scheduled_at),
                             .live = step > 0};
      if (swaps_sides) {
        std::swap(box.team1, box.team2);
        std::swap(box.name1, box.name2);
      }
      boxes.push_back(std::move(box));
    }
    return provider::matches_page_of(boxes);
  }

  std::string results(Timestamp now) const {
    std::vector<provider::ResultRow> rows;
    for (const auto& match : day_.matches) {
      if (!match.is_over(match.step(now))) continue;
      const auto score = match.score(match.last_step());
      provider::ResultRow row{.id = std::to_string(2'300'000 + match.number),
                              .name1 = team_name(2 * match.number),
                              .name2 = team_name(2 * match.number + 1),
                              .score1 = score.first,
                              .score2 = score.second,
                              .unix_ms = unix_ms(match.map_ends.back())};
      if (swaps_sides) {
        std::swap(row.name1, row.name2);
        std::swap(row.score1, row.score2);
      }
      rows.insert(rows.begin(), std::move(row));
    }
    return provider::results_page_of(rows);
  }

  const Day& day_;
};

class ValveDay {
 public:
  static io::HttpResponse answer(std::string_view url) {
    if (url.contains("/contents/")) {
      return ok(R"([{"name":"standings_global_2026_07_06.md"},{"name":"standings_europe_2026_07_06.md"}])",
                {{"ETag", "\"one\""}});
    }
    if (url.contains("/details/")) return {.status = 404, .headers = {}, .body = ""};
    const auto first = team_name(0);
    const auto second = team_name(3);
    return ok(provider::standings_of({{1, 1500, first}, {2, 1400, second}},
                                     url.contains("europe") ? "Europe" : "", "2026_07_06"));
  }
};

Day chaotic_day() {
  std::vector<Timestamp> times;
  for (int i = 0; i < 16; ++i) times.push_back(invented_day + 9h + i * 12min);
  auto day = play(invented_day + 8h + 20min, std::move(times), 2, 99);
  std::erase_if(day.matches, [](const DayMatch& match) { return match.best_of == 1; });
  for (int number = 0; auto& match : day.matches) match.number = number++;
  return day;
}

constexpr milliseconds trouble_lasts = 6min;
constexpr milliseconds recovery_takes = 7min;

class Chaos : public testing::TestWithParam<test::Database> {
 protected:
  void SetUp() override {
    if (const auto missing = test::missing_service({.database = GetParam()})) FAIL() << *missing;
    log::configure(log::Format::text, log::Level::error);
    database_ = std::make_unique<test::TemporaryDatabase>(GetParam());
    auto opened = store::Store::open({.database_url = database_->url()}, clock_, metrics_);
    ASSERT_TRUE(opened) << opened.error().detail;
    store_ = std::move(*opened);
    ASSERT_TRUE(store::migrate(*store_));
    http_.handle([this](const io::HttpRequest& request) { return respond(request.url); });
    for (auto& provider : make_providers()) {
      const auto name = provider->name();
      sources_.emplace(name, std::make_unique<Source>(std::move(provider)));
    }
  }
  void TearDown() override { log::configure(log::Format::text, log::Level::info); }

  std::vector<std::unique_ptr<provider::Provider>> make_providers() {
    return provider::make_providers({.pandascore_token = "t",
                                     .pandascore_base_url = "https://pandascore",
                                     .liquipedia = true,
                                     .liquipedia_base_url = "https://liquipedia",
                                     .valve_base_url = "https://valve",
                                     .hltv_base_url = "https://hltv",
                                     .lpdb_key = "k",
                                     .lpdb_base_url = "https://lpdb",
                                     .contact = "admin@operator.example"},
                                    http_, clock_, metrics_);
  }

  // As after a restart that has lost its budget: nothing pauses any more.
  void begin_anew(ProviderName which) {
    for (auto& provider : make_providers()) {
      if (provider->name() == which) sources_.at(which) = std::make_unique<Source>(std::move(provider));
    }
  }

  void run_for(milliseconds duration) {
    const auto end = clock_.now() + duration;
    while (clock_.now() < end) {
      const auto tempo = tempo_of(load_agenda(*store_, clock_.now()), clock_.now());
      auto next = end;
      for (auto& [name, source] : sources_) {
        const auto turn = source->next(tempo, clock_.now());
        if (turn.feed) read(*source, *turn.feed, tempo);
        next = std::min(next, turn.at);
      }
      clock_.advance(std::clamp<milliseconds>(next - clock_.now(), 1s, limits::ingest_wake_max));
    }
  }

  void read(Source& source, const provider::Feed& feed, PollingRate tempo) {
    provider::Request request{.feed = feed.name};
    if (feed.about) request.subjects = pick_lookups(*store_, source.name(), feed, tempo, clock_.now());
    source.tried(feed, std::ssize(request.subjects), clock_.now());
    if (feed.about && request.subjects.empty()) return;
    const auto fetched = judged(feed, test::run_now(source.provider().fetch(std::move(request))));
    if (!fetched) return (void)source.failed(feed.name, fetched.error(), clock_.now());
    const auto applied = ingest_report(*store_, fetched->report, fetched->raw_digest, clock_.now(), metrics_);
    ASSERT_TRUE(applied) << applied.error().detail;
    source.succeeded(feed.name, clock_.now());
    for (const auto& change : applied->changes) {
      if (change.match) ++changes_[{change.match, std::string{cs2::name(change.what)}}];
    }
  }

  Result<io::HttpResponse> respond(const std::string& url) {
    const auto now = clock_.now();
    const bool troubled = failure_ && url.starts_with(fmt::format("https://{}", cs2::name(troubled_)));
    if (!troubled) return answer(url, now);
    switch (*failure_) {
      case Failure::server_error:
        return io::HttpResponse{.status = 500, .headers = {}, .body = "<html>Internal Server Error</html>"};
      case Failure::too_many_requests:
        return io::HttpResponse{.status = 429, .headers = {{"Retry-After", "60"}}, .body = ""};
      case Failure::forbidden:
        return io::HttpResponse{.status = 403, .headers = {}, .body = "{}"};
      case Failure::timeout:
        return fail(ErrorKind::timeout, "no answer");
      case Failure::cut: {
        auto response = answer(url, now);
        response.body.resize(response.body.size() / 2);
        return response;
      }
      case Failure::wrong_types: {
        auto response = answer(url, now);
        response.body = wrongly_typed(std::move(response.body));
        return response;
      }
      case Failure::empty:
        return empty(url);
      case Failure::yesterdays:
        return answer(url, now - 70min);
      case Failure::swapped_sides: {
        swap_sides(true);
        auto response = answer(url, now);
        swap_sides(false);
        return response;
      }
    }
    return answer(url, now);
  }

  void swap_sides(bool swapped) {
    pandascore_.swaps_sides = liquipedia_.swaps_sides = lpdb_.swaps_sides = hltv_.swaps_sides = swapped;
  }

  io::HttpResponse answer(const std::string& url, Timestamp now) {
    if (url.starts_with("https://pandascore")) return pandascore_.answer(url, now);
    if (url.starts_with("https://liquipedia")) return liquipedia_.answer(url, now);
    if (url.starts_with("https://lpdb")) return lpdb_.answer(url, now);
    if (url.starts_with("https://hltv")) return hltv_.answer(url, now);
    return ValveDay::answer(url);
  }

  static io::HttpResponse empty(const std::string& url) {
    if (url.starts_with("https://lpdb")) return ok(R"({"result": []})");
    if (url.starts_with("https://liquipedia")) return ok(provider::answer_of(provider::page_of({})));
    if (url.starts_with("https://hltv/matches")) return ok(provider::matches_page_of({}));
    if (url.starts_with("https://hltv")) return ok(provider::results_page_of({}));
    return ok("[]");
  }

  // What the store holds of the day's matches, by number; a match that is there twice fails the test.
  std::map<int, MatchDetails> stored() {
    std::map<std::string, int> team_of;
    for (int team = 0; team < static_cast<int>(2 * day_.matches.size()); ++team)
      team_of[team_name(team)] = team;
    std::map<int, MatchDetails> found;
    for (const auto& details : store::list_matches(*store_, {.count = 1'000}).matches) {
      const auto first = team_of.find(details.match.opponents[0].name);
      if (first == team_of.end()) continue;  // of another day
      const int number = first->second / 2;
      EXPECT_TRUE(found.emplace(number, details).second) << "match " << number << " is there twice:\n"
                                                         << describe(found.at(number)) << describe(details);
    }
    return found;
  }

  static std::string describe(const MatchDetails& details) {
    std::string text = to_iso8601(time_of(details.match).value_or(Timestamp{}));
    for (const auto& source : details.sources)
      text +=
          fmt::format(", {} {} at {}", cs2::name(source.provider), source.url, to_iso8601(source.seen_at));
    return text + "\n";
  }

  // In the order of the day's sides, whichever way round it is held.
  static MatchFacts turned(const Match& match, int number) {
    return match.opponents[0].name == team_name(2 * number) ? static_cast<MatchFacts>(match)
                                                            : swapped(static_cast<const MatchFacts&>(match));
  }

  // Old facts may stand, false ones not: no start, map or result that has not happened, and none undone that
  // was known for longer than every source needs.
  void expect_nothing_false(const std::string& when) {
    const auto now = clock_.now();
    const auto matches = stored();
    ASSERT_THAT(matches, SizeIs(day_.matches.size())) << when;
    for (const auto& [number, details] : matches) {
      const auto& match = day_.matches.at(static_cast<std::size_t>(number));
      const auto facts = turned(details.match, number);
      const auto what = fmt::format("{}: match {} at {}", when, number, to_iso8601(now));
      const int known = step_of(facts, match);
      EXPECT_LE(known, match.step(now)) << what;
      EXPECT_GE(known, match.step(now - trouble_lasts - 5min)) << what;
      EXPECT_EQ(facts.score.value_or(Score{}), match.score(std::max(known, 1))) << what;
      if (facts.status == MatchStatus::finished) EXPECT_EQ(facts.winner, match.winner()) << what;
    }
  }

  static int step_of(const MatchFacts& facts, const DayMatch& match) {
    if (facts.status == MatchStatus::finished) return match.last_step();
    if (facts.status == MatchStatus::scheduled) return 0;
    return 1 + (facts.score ? facts.score->first + facts.score->second : 0);
  }

  // As it is now, but for what has changed within the last minutes.
  void expect_truth(const std::string& when) {
    const auto now = clock_.now();
    expect_nothing_false(when);
    for (const auto& [number, details] : stored()) {
      const auto& match = day_.matches.at(static_cast<std::size_t>(number));
      EXPECT_GE(step_of(turned(details.match, number), match), match.step(now - 3min))
          << when << ": match " << number;
    }
    const auto ranking = store::find_ranking(*store_, RankingSystem::valve_world);
    ASSERT_TRUE(ranking) << when;
    EXPECT_EQ(ranking->teams.size(), 2U) << when;
    EXPECT_EQ(ranking->teams.at(0).team.name, team_name(0)) << when;
  }

  void live_through_all_trouble_of(ProviderName which) {
    run_for(90min);
    expect_truth("before");
    troubled_ = which;
    for (const auto failure : failures) {
      const auto what = fmt::format("{}: {}", cs2::name(which), name(failure));
      SCOPED_TRACE(what);
      const auto from = clock_.now();
      failure_ = failure;
      run_for(trouble_lasts);
      expect_nothing_false(what);
      expect_others_were_read(which, from);

      failure_.reset();
      begin_anew(which);
      run_for(recovery_takes);
      expect_truth("after " + what);
    }
    expect_told_once();
  }

  void expect_others_were_read(ProviderName troubled, Timestamp from) {
    const std::map<ProviderName, std::string> quick{{ProviderName::pandascore, "running"},
                                                    {ProviderName::liquipedia, "matches"},
                                                    {ProviderName::lpdb, "matches"}};
    for (const auto& [name, feed] : quick) {
      if (name == troubled) continue;
      const auto& state = sources_.at(name)->states().at(feed);
      EXPECT_TRUE(state.succeeded_at && *state.succeeded_at > from) << cs2::name(name) << " was not read";
    }
  }

  // A start or an end that is undone and happens again is told again.
  void expect_told_once() {
    const auto matches = stored();
    for (const auto& [number, details] : matches) {
      for (const auto* kind : {"match_started", "match_finished"}) {
        const auto reported = changes_.find({details.match.id, kind});
        EXPECT_LE(reported == changes_.end() ? 0 : reported->second, 1) << kind << " of match " << number;
      }
      for (const auto* kind : {"result_corrected", "match_withdrawn", "match_cancelled"})
        EXPECT_FALSE(changes_.contains({details.match.id, kind})) << kind << " of match " << number;
    }
  }

  const Day day_ = chaotic_day();
  ManualClock clock_{day_.begins_at};
  Metrics metrics_;
  std::unique_ptr<test::TemporaryDatabase> database_;
  std::unique_ptr<store::Store> store_;
  test::FakeHttp http_;
  PandascoreDay pandascore_{day_};
  LiquipediaDay liquipedia_{day_};
  LpdbDay lpdb_{day_};
  HltvDay hltv_{day_};
  std::map<ProviderName, std::unique_ptr<Source>> sources_;
  ProviderName troubled_ = ProviderName::sample;
  std::optional<Failure> failure_;
  std::map<std::pair<MatchId, std::string>, int> changes_;  // how often each was told
};

TEST_P(Chaos, of_pandascore_leaves_no_trace) {
  live_through_all_trouble_of(ProviderName::pandascore);
}
TEST_P(Chaos, of_liquipedia_leaves_no_trace) {
  live_through_all_trouble_of(ProviderName::liquipedia);
}
TEST_P(Chaos, of_lpdb_leaves_no_trace) {
  live_through_all_trouble_of(ProviderName::lpdb);
}
TEST_P(Chaos, of_valve_leaves_no_trace) {
  live_through_all_trouble_of(ProviderName::valve);
}
TEST_P(Chaos, of_hltv_leaves_no_trace) {
  live_through_all_trouble_of(ProviderName::hltv);
}

INSTANTIATE_TEST_SUITE_P(, Chaos, testing::Values(test::Database::sqlite, test::Database::postgres),
                         [](const auto& info) {
                           return info.param == test::Database::sqlite ? "sqlite" : "postgres";
                         });

}  // namespace
}  // namespace cs2::ingest
