// What was recorded from the real sources: every name in it is one that people meet.
#pragma once

#include <string>
#include <vector>

#include "e2e/profiles/filled_store.hpp"
#include "provider/hltv/parse.hpp"
#include "provider/liquipedia/parse.hpp"
#include "provider/liquipedia/rendered_page.hpp"
#include "provider/lpdb/parse.hpp"
#include "provider/pandascore/parse.hpp"
#include "provider/valve/standings_parse.hpp"
#include "support/recorded_history.hpp"

namespace cs2::test {

inline void add_recorded_rankings(FilledStore& filled) {
  const std::string folder = "valve_regional_standings/live/";
  for (const auto* file : {"2025/standings_global_2025_06_02.md", "2026/standings_global_2026_01_05.md",
                           "2026/standings_global_2026_05_04.md"})
    filled.ingest_report(
        provider::parse_valve_standings(std::vector{read_recorded(folder + file)}, filled_at));
  std::vector<std::string> newest;
  for (const auto* part : {"global", "europe", "americas", "asia"})
    newest.push_back(read_recorded(folder + "2026/standings_" + part + "_2026_06_01.md"));
  filled.ingest_report(provider::parse_valve_standings(newest, filled_at));
}

inline void add_recorded_pages(FilledStore& filled) {
  using namespace provider;
  const auto read = read_recorded;
  const auto now = filled_at;
  filled.ingest_report(
      parse_pandascore_matches(read("pandascore/csgo_matches_upcoming_2026-07-12.json"), now));
  filled.ingest_report(
      parse_pandascore_matches(read("pandascore/csgo_matches_running_2025-03-08.json"), now));
  filled.ingest_report(
      parse_lpdb_matches(read("liquipedia/lpdb_v3_match_cs_pgl_masters_bucharest_2025_subset.json"), now));
  filled.ingest_report(parse_lpdb_matches(read("liquipedia/lpdb_v3_match_cs_placeholder_tbd.json"), now));
  const auto html = rendered_page(read("liquipedia/parse_envelope_constructed_matches.json"));
  filled.ingest_report(parse_liquipedia_matches(html.value(), now));
  filled.ingest_report(
      parse_liquipedia_matches(read("liquipedia/parse_liquipedia_matches_ticker_2026-08-21.html"), now));
  filled.ingest_report(parse_liquipedia_tournament(
      read("liquipedia/parse_tournament_betboom_rush_b_summit_2026_part_three_2026-04-23.html"),
      "BetBoom/RUSH_B!_Summit/2026/Part_Three", now));
  filled.ingest_report(parse_liquipedia_roster(read("liquipedia/parse_team_page_roster_table2_trimmed.html"),
                                               "FUT_Esports", now));
  filled.ingest_report(parse_hltv_matches(read("hltv/matches_page_2026-04-24_subset.html"), now));
  filled.ingest_report(parse_hltv_results(read("hltv/results_page_handtrimmed_2022.html"), now));
  filled.ingest_report(
      parse_hltv_match(read("hltv/match_page_finished_bo3_handtrimmed_2021.html"), "2346065", now));
  filled.ingest_report(parse_hltv_team(read("hltv/team_page_handtrimmed_2022.html"), "4608", now));
}

inline void fill_from_recorded(FilledStore& filled) {
  filled.import(recorded_series());
  filled.take_line_ups(recorded_newest_line_ups());
  add_recorded_rankings(filled);
  add_recorded_pages(filled);
}

}  // namespace cs2::test
