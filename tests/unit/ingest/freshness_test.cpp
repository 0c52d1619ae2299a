// How old live facts are when they reach us, over whole days of many matches, and what that costs.
#include "unit/ingest/freshness.hpp"

namespace cs2::ingest {
namespace {

TEST(Freshness, of_pandascore_is_seconds_on_a_busy_day_within_eight_hundred_an_hour) {
  const auto day = invented_busy_day();
  Pandascore pandascore{day, day.begins_at};

  const auto ages = live_through(day, pandascore, "PandaScore");

  EXPECT_LE(ages.p95(), 12s);
  EXPECT_LE(ages.oldest(), 3min);
}

TEST(Freshness, of_pandascore_needs_no_incidents) {
  const auto day = invented_busy_day();
  Pandascore pandascore{day, day.begins_at, false};

  const auto ages = live_through(day, pandascore, "PandaScore without incidents");

  EXPECT_LE(ages.p95(), 12s);
  EXPECT_LE(ages.oldest(), 3min);
}

TEST(Freshness, of_liquipedia_is_what_one_parsed_page_in_half_a_minute_allows) {
  const auto day = invented_busy_day();
  Liquipedia liquipedia{day, day.begins_at};

  const auto ages = live_through(day, liquipedia, "Liquipedia");

  EXPECT_LE(ages.p95(), 35s);
  EXPECT_LE(ages.oldest(), 3min);
}

TEST(Freshness, of_lpdb_shares_its_sixty_an_hour_with_what_is_asked_by_name) {
  const auto day = invented_busy_day();
  Lpdb lpdb{day, day.begins_at};

  const auto ages = live_through(day, lpdb, "LPDB");

  EXPECT_LE(ages.p95(), 150s);
  EXPECT_GT(lpdb.simulation.readings().at("squad"), 10);
}

TEST(Freshness, of_pandascore_holds_on_the_busiest_day_of_a_year) {
  const auto day = busiest_day(test::read_valve_matches(), test::read_start_times());
  ASSERT_GT(day.matches.size(), 100U);
  Pandascore pandascore{day, day.begins_at};

  const auto ages = live_through(day, pandascore, "PandaScore, busiest day");

  EXPECT_LE(ages.p95(), 12s);
}

TEST(Freshness, of_liquipedia_holds_on_the_busiest_day_of_a_year) {
  const auto day = busiest_day(test::read_valve_matches(), test::read_start_times());
  ASSERT_GT(day.matches.size(), 100U);
  Liquipedia liquipedia{day, day.begins_at};

  const auto ages = live_through(day, liquipedia, "Liquipedia, busiest day");

  EXPECT_LE(ages.p95(), 35s);
}

// An evening with an hour of trouble in it, and a restart in the middle of that.
constexpr auto evening = 16h;
constexpr auto trouble_from = 17h;
constexpr auto trouble_to = 18h;
constexpr auto evening_ends = 22h;

template <class World>
void live_through_trouble(const Day& day, World& world, const io::HttpResponse& answer,
                          milliseconds recovered_within) {
  auto& simulation = world.simulation;
  const auto from = day.begins_at + trouble_from;
  const auto to = day.begins_at + trouble_to;
  simulation.fault = [&](Timestamp now) -> std::optional<Result<io::HttpResponse>> {
    if (now < from || now >= to) return std::nullopt;
    return answer;
  };
  simulation.run_until(from + 30min);
  simulation.restart();
  simulation.run_until(day.begins_at + evening_ends);

  EXPECT_THAT(simulation.door().breaches, testing::IsEmpty());
  EXPECT_LE(simulation.ages(day.begins_at + evening + 5min, from - 3min).oldest(), 3min);
  EXPECT_LE(simulation.ages(from, to).oldest(), to - from + recovered_within);
  EXPECT_LE(simulation.ages(to + recovered_within, day.begins_at + evening_ends - 5min).oldest(), 3min);
}

TEST(Freshness, comes_back_with_the_next_hour_after_an_hour_of_refusals_by_pandascore) {
  const auto day = invented_busy_day();
  Pandascore pandascore{day, day.begins_at + evening};

  live_through_trouble(day, pandascore, {.status = 429, .headers = {}, .body = "{}"}, 5min);
}

TEST(Freshness, comes_back_within_minutes_after_an_hour_of_errors_by_pandascore) {
  const auto day = invented_busy_day();
  Pandascore pandascore{day, day.begins_at + evening};

  live_through_trouble(day, pandascore, {.status = 500, .headers = {}, .body = "<html>"}, 5min);
}

TEST(Freshness, comes_back_within_an_hour_after_an_hour_of_refusals_by_liquipedia) {
  const auto day = invented_busy_day();
  Liquipedia liquipedia{day, day.begins_at + evening};

  live_through_trouble(day, liquipedia, {.status = 429, .headers = {}, .body = ""}, 1h);
}

TEST(Freshness, comes_back_within_minutes_after_an_hour_of_errors_by_liquipedia) {
  const auto day = invented_busy_day();
  Liquipedia liquipedia{day, day.begins_at + evening};

  live_through_trouble(day, liquipedia, {.status = 500, .headers = {}, .body = "<html>"}, 5min);
}

// A process that dies every minute asks no more than one that lives.
template <class World>
void live_through_restarts(const Day& day, World& world) {
  auto& simulation = world.simulation;
  for (auto at = day.begins_at + evening; at < day.begins_at + evening + 90min; at += 1min) {
    simulation.restart();
    simulation.run_until(at + 1min);
  }
  EXPECT_THAT(simulation.door().breaches, testing::IsEmpty());
  EXPECT_GT(simulation.door().requests.size(), 50U);
}

TEST(Freshness, costs_no_more_when_the_process_restarts_every_minute) {
  const auto day = invented_busy_day();
  Pandascore pandascore{day, day.begins_at + evening};
  Liquipedia liquipedia{day, day.begins_at + evening};
  Lpdb lpdb{day, day.begins_at + evening};

  live_through_restarts(day, pandascore);
  live_through_restarts(day, liquipedia);
  live_through_restarts(day, lpdb);
}

}  // namespace
}  // namespace cs2::ingest
