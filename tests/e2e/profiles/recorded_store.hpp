// A store that holds what was recorded from the real sources: every name in it is one that people meet.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "ingest/import.hpp"
#include "ingest/ingest_report.hpp"
#include "provider/history.hpp"
#include "provider/hltv/parse.hpp"
#include "provider/liquipedia/parse.hpp"
#include "provider/liquipedia/rendered_page.hpp"
#include "provider/lpdb/parse.hpp"
#include "provider/pandascore/parse.hpp"
#include "provider/valve/standings_parse.hpp"
#include "store/database/migrate.hpp"
#include "store/store.hpp"
#include "support/recorded_history.hpp"
#include "unit/provider/recorded.hpp"

namespace cs2::test {

// The last results of the archive are a few days old then.
inline const auto recorded_now = parse_iso8601("2026-06-09T12:00:00Z").value();

class RecordedStore {
 public:
  RecordedStore(const std::string& database_url, const Clock& clock, Metrics& metrics) : metrics_(metrics) {
    log::configure(log::Format::text, log::Level::error);
    auto opened = store::Store::open({.database_url = database_url}, clock, metrics);
    if (!opened) throw std::runtime_error(opened.error().detail);
    store_ = std::move(*opened);
    if (const auto migrated = store::migrate(*store_); !migrated)
      throw std::runtime_error(migrated.error().detail);
    add_archive();
    add_rankings();
    add_pages();
  }

  store::Store& store() { return *store_; }

 private:
  static std::string read(const std::string& name) { return provider::read_recorded(name); }

  template <class Parsed>
  void ingest_report(const Parsed& parsed) {
    if (!parsed) throw std::runtime_error(parsed.error().detail);
    if constexpr (requires { parsed->report; }) {
      take(parsed->report);
    } else {
      take(*parsed);
    }
  }

  void take(const Report& report) {
    const auto applied = ingest::ingest_report(*store_, report, "recorded", recorded_now, metrics_);
    if (!applied) throw std::runtime_error(applied.error().detail);
  }

  // A year of series with their maps, and the line-ups as they were last.
  void add_archive() {
    const auto all = read_hltv();
    provider::HistoryParser parser{"archive", recorded_now};
    ingest::Import import{
        *store_, {.digest = "archive", .source = "archive", .begun_at = recorded_now}, metrics_};
    if (const auto fed = parser.feed(hltv_lines(all)); !fed) throw std::runtime_error(fed.error().detail);
    if (const auto ended = parser.finish(); !ended) throw std::runtime_error(ended.error().detail);
    while (const auto part = parser.next()) {
      if (const auto taken = import.take(*part, recorded_now); !taken)
        throw std::runtime_error(taken.error().detail);
    }
    take(line_ups_of(all));
  }

  static Report line_ups_of(const json::array& all) {
    std::map<std::string, std::vector<std::string>> newest;
    for (const auto& match : all) {
      const auto* line_ups = match.as_object().if_contains("lineups");
      if (!line_ups || !line_ups->is_object()) continue;
      for (const auto* side : {"team1", "team2"}) {
        std::vector<std::string> players;
        for (const auto& player : line_ups->as_object().at(side).as_array())
          players.emplace_back(player.as_string());
        if (!players.empty()) newest[text_at(match, std::string{side} + "_name")] = std::move(players);
      }
    }
    Report report{.provider = ProviderName::hltv, .observed_at = recorded_now};
    std::set<std::string> named;
    for (const auto& [team, players] : newest) {
      report.teams.push_back({.external_id = team, .team = {.name = team}, .url = {}});
      RosterReport roster{.team = team, .url = {}};
      for (const auto& player : players) {
        roster.stays.push_back({.player = player});
        if (named.insert(player).second)
          report.players.push_back({.external_id = player, .player = {.nickname = player}, .url = {}});
      }
      report.rosters.push_back(std::move(roster));
    }
    return report;
  }

  void add_rankings() {
    const std::string folder = "valve_regional_standings/live/";
    for (const auto* file : {"2025/standings_global_2025_06_02.md", "2026/standings_global_2026_01_05.md",
                             "2026/standings_global_2026_05_04.md"})
      ingest_report(provider::parse_valve_standings(std::vector{read(folder + file)}, recorded_now));
    std::vector<std::string> newest;
    for (const auto* part : {"global", "europe", "americas", "asia"})
      newest.push_back(read(folder + "2026/standings_" + part + "_2026_06_01.md"));
    ingest_report(provider::parse_valve_standings(newest, recorded_now));
  }

  void add_pages() {
    using namespace provider;
    ingest_report(
        parse_pandascore_matches(read("pandascore/csgo_matches_upcoming_2026-07-12.json"), recorded_now));
    ingest_report(
        parse_pandascore_matches(read("pandascore/csgo_matches_running_2025-03-08.json"), recorded_now));
    ingest_report(parse_lpdb_matches(
        read("liquipedia/lpdb_v3_match_cs_pgl_masters_bucharest_2025_subset.json"), recorded_now));
    ingest_report(parse_lpdb_matches(read("liquipedia/lpdb_v3_match_cs_placeholder_tbd.json"), recorded_now));
    const auto html = rendered_page(read("liquipedia/parse_envelope_constructed_matches.json"));
    ingest_report(parse_liquipedia_matches(html.value(), recorded_now));
    ingest_report(parse_liquipedia_matches(read("liquipedia/parse_liquipedia_matches_ticker_2026-08-21.html"),
                                           recorded_now));
    ingest_report(parse_liquipedia_tournament(
        read("liquipedia/parse_tournament_betboom_rush_b_summit_2026_part_three_2026-04-23.html"),
        "BetBoom/RUSH_B!_Summit/2026/Part_Three", recorded_now));
    ingest_report(parse_liquipedia_roster(read("liquipedia/parse_team_page_roster_table2_trimmed.html"),
                                          "FUT_Esports", recorded_now));
    ingest_report(parse_hltv_matches(read("hltv/matches_page_2026-04-24_subset.html"), recorded_now));
    ingest_report(parse_hltv_results(read("hltv/results_page_handtrimmed_2022.html"), recorded_now));
    ingest_report(parse_hltv_match(read("hltv/match_page_finished_bo3_handtrimmed_2021.html"), "2346065",
                                   recorded_now));
    ingest_report(parse_hltv_team(read("hltv/team_page_handtrimmed_2022.html"), "4608", recorded_now));
  }

  Metrics& metrics_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace cs2::test

// All of it is recorded together.
#define CS2_NEEDS_RECORDED_STORE() \
  if (!std::filesystem::exists(cs2::test::hltv_file)) GTEST_SKIP() << "the recorded answers are not here"
