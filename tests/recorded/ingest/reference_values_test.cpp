// Records, head-to-heads, map pools and picks that were counted elsewhere, through import and query.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>

#include "ingest/import.hpp"
#include "stats/filter.hpp"
#include "stats/team_record.hpp"
#include "store/database/migrate.hpp"
#include "store/queries/names.hpp"
#include "store/queries/played.hpp"
#include "support/recorded_history.hpp"
#include "support/temporary_database.hpp"

namespace cs2::ingest {
namespace {

namespace json = boost::json;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 8 / 1};

Timestamp day(const std::string& date) {
  return parse_iso8601(date + "T00:00:00Z").value();
}

// One archive in a store of its own.
class Archive {
 public:
  Archive() {
    auto opened = store::Store::open({.database_url = database_.url()}, clock_, metrics_);
    if (!opened) throw std::runtime_error(opened.error().detail);
    store_ = std::move(*opened);
    if (const auto migrated = store::migrate(*store_); !migrated)
      throw std::runtime_error(migrated.error().detail);
  }

  void add(const json::object& row) { lines_ += json::serialize(row) + "\n"; }

  void read() {
    provider::HistoryParser parser{"archive", now};
    std::ptrdiff_t rejected = 0;
    Import import{*store_, {.digest = "archive", .source = "archive", .begun_at = now}, metrics_};
    if (!parser.feed(lines_) || !parser.finish()) throw std::runtime_error("no history");
    while (const auto part = parser.next()) {
      rejected += std::ssize(part->rejects);
      if (const auto taken = import.take(*part, now); !taken) throw std::runtime_error(taken.error().detail);
    }
    import.end(now);
    EXPECT_LE(rejected, 2) << "maps that were broken off after a few rounds";
  }

  TeamId team(const std::string& name) {
    for (const auto& named : store::list_names(*store_)) {
      if (named.kind == store::NameKind::team && named.name == name) return {named.id};
    }
    throw std::runtime_error("no team " + name);
  }

  // Days as people mean them: both of them count.
  struct Asked {
    std::string team;
    std::string from = "2000-01-01";
    std::string until = "2026-07-31";
    std::optional<std::string> opponent = {};
  };
  std::optional<TeamHistory> played(const Asked& asked) {
    std::optional<TeamId> opponent;
    if (asked.opponent) opponent = team(*asked.opponent);
    return store::find_team_history(*store_, team(asked.team),
                                    {.from = day(asked.from), .to = day(asked.until) + days{1}}, opponent);
  }

 private:
  test::TemporaryDatabase database_{test::Database::sqlite};
  ManualClock clock_{now};
  Metrics metrics_;
  std::string lines_;
  std::unique_ptr<store::Store> store_;
};

stats::TeamRecord record_of(const TeamHistory& history) {
  const auto matches = stats::select(history.matches, {});
  return stats::compute_team_record(matches);
}

stats::MapFigures on_map(const TeamHistory& history, const std::string& map) {
  const auto matches = stats::select(history.matches, {});
  return stats::compute_team_record(matches, map).total;
}

std::vector<std::string> dates_of(const TeamHistory& history) {
  std::vector<std::string> dates;
  for (const auto& played : history.matches)
    dates.push_back(to_iso8601(*time_of(played.details.match)).substr(0, 10));
  return dates;
}

// ---- The archives

void read_valve(Archive& archive) {
  for (const auto& match : test::recorded_valve_matches()) {
    const auto is_of = [&](std::string_view team) {
      return match.teams[0] == team || match.teams[1] == team;
    };
    if (!is_of("Spirit") && !is_of("Vitality") && !is_of("Falcons")) continue;
    archive.add({{"id", match.id},
                 {"date", match.date},
                 {"team1", match.teams[0]},
                 {"team2", match.teams[1]},
                 {"winner", match.winner + 1}});
  }
  archive.read();
}

void read_series(Archive& archive) {
  for (const auto& row : test::read_recorded_archive()) {
    json::array maps;
    for (const auto& map : row.at("maps").as_array()) {
      json::object written{
          {"name", map.at("map_name")}, {"score1", map.at("score1")}, {"score2", map.at("score2")}};
      const auto winner = test::text_at(map, "winner_name");
      if (winner.empty()) continue;  // was not played
      written["winner"] = winner == test::text_at(row, "team1_name") ? 1 : 2;
      maps.push_back(std::move(written));
    }
    archive.add({{"id", row.at("match_id")},
                 {"date", row.at("match_date")},
                 {"team1", row.at("team1_name")},
                 {"team2", row.at("team2_name")},
                 {"winner", row.at("winner_name")},
                 {"best_of", row.at("best_of")},
                 {"maps", std::move(maps)}});
  }
  archive.read();
}

using Rows = std::vector<std::vector<std::string>>;

// A map a row: "", date, team, team, …, map, rounds, rounds.
void read_maps(Archive& archive, const Rows& rows) {
  for (const auto& cells : rows) {
    const auto is_of = [&](std::string_view team) { return cells.at(2) == team || cells.at(3) == team; };
    if (!is_of("Natus Vincere") && !is_of("Gambit")) continue;
    archive.add({{"id", cells.at(0)},
                 {"date", cells.at(1)},
                 {"team1", cells.at(2)},
                 {"team2", cells.at(3)},
                 {"best_of", 1},
                 {"maps", json::array{json::object{{"name", cells.at(6)},
                                                   {"score1", std::stoi(cells.at(7))},
                                                   {"score2", std::stoi(cells.at(8))}}}}});
  }
  archive.read();
}

// Rows of maps: id, date, map, order, picked by, team, team, ranks, winner.
void read_picks(Archive& archive) {
  std::map<std::string, Rows> by_match;
  for (const auto& cells : test::recorded_rows("history/bo3gg_map_picks_2025-03_to_2025-09.csv"))
    by_match[cells.at(0)].push_back(cells);
  for (auto& [id, rows] : by_match) {
    std::ranges::sort(rows, {}, [](const auto& cells) { return std::stoi(cells.at(3)); });
    const auto& first = rows.front();
    json::array maps;
    int won = 0;
    for (const auto& cells : rows) {
      const auto slot = [&](const std::string& name) { return name == first.at(5) ? 1 : 2; };
      maps.push_back(json::object{
          {"name", cells.at(2)},
          {"winner", slot(cells.at(9))},
          {"picked_by", cells.at(4) == "decider" ? json::value("decider") : json::value(slot(cells.at(4)))}});
      won += slot(cells.at(9)) == 1 ? 1 : -1;
    }
    json::object row{{"id", id},
                     {"date", first.at(1)},
                     {"team1", first.at(5)},
                     {"team2", first.at(6)},
                     {"maps", std::move(maps)}};
    row["winner"] = won == 0 ? json::value("draw") : json::value(won > 0 ? 1 : 2);
    archive.add(row);
  }
  archive.read();
}

// ---- The values

class ReferenceValues : public testing::Test {
 protected:
  static json::value value(std::string_view id) {
    const auto all = json::parse(test::read_recorded("stats/reference_values.json"));
    for (const auto& each : all.at("values").as_array()) {
      if (std::string_view{each.at("id").as_string()} == id) return each;
    }
    throw std::runtime_error("no value " + std::string{id});
  }
  static int number(const json::value& from, std::string_view key) {
    return static_cast<int>(from.at(key).as_int64());
  }
  static void expect_interval(const json::value& wanted, const stats::Record& record) {
    const auto interval = stats::wilson_interval(record.won, record.decided());
    EXPECT_NEAR(interval.low, wanted.at(0).to_number<double>(), 5e-5);
    EXPECT_NEAR(interval.high, wanted.at(1).to_number<double>(), 5e-5);
  }
  static void expect_dates(const json::value& wanted, std::vector<std::string> dates) {
    std::ranges::sort(dates);
    std::vector<std::string> sorted;
    for (const auto& date : wanted.as_array()) sorted.emplace_back(date.as_string());
    std::ranges::sort(sorted);
    EXPECT_EQ(dates, sorted);
  }
  static void expect_map(const json::value& wanted, const stats::MapFigures& figures) {
    EXPECT_EQ(figures.record, (stats::Record{.won = number(wanted, "won"), .lost = number(wanted, "lost")}));
    EXPECT_EQ(figures.rounds, (Score{number(wanted, "rounds_won"), number(wanted, "rounds_lost")}));
    EXPECT_NEAR(*stats::win_rate(figures.record), wanted.at("win_rate").to_number<double>(), 5e-5);
    expect_interval(wanted.at("wilson95"), figures.record);
    if (wanted.as_object().contains("overtimes")) EXPECT_EQ(figures.overtimes, number(wanted, "overtimes"));
  }
};

TEST_F(ReferenceValues, of_matches_are_counted_alike) {
  Archive archive;
  read_valve(archive);

  const auto meetings = [&](std::string_view id, const std::string& first, const std::string& second,
                            const std::string& from, const std::string& until) {
    const auto wanted = value(id);
    const auto history = archive.played({.team = first, .from = from, .until = until, .opponent = second});
    const auto record = record_of(*history).matches;
    EXPECT_EQ(record, (stats::Record{.won = number(wanted, "won_by_first"),
                                     .lost = number(wanted, "won_by_second")}));
    expect_interval(wanted.at("wilson95_first"), record);
    expect_dates(wanted.at("dates"), dates_of(*history));
  };
  meetings("h2h_spirit_vitality_2025", "Spirit", "Vitality", "2025-01-01", "2025-12-31");
  meetings("h2h_falcons_vitality", "Falcons", "Vitality", "2025-01-01", "2026-05-31");

  const auto year = value("record_vitality_2025");
  const auto vitality =
      record_of(*archive.played({.team = "Vitality", .from = "2025-01-01", .until = "2025-12-31"}));
  EXPECT_EQ(vitality.matches, (stats::Record{.won = number(year, "won"), .lost = number(year, "lost")}));
  expect_interval(year.at("wilson95"), vitality.matches);

  const auto streak = value("streak_vitality_2025-12-31");
  const auto until = record_of(*archive.played({.team = "Vitality", .until = "2025-12-31"}));
  EXPECT_EQ(until.longest_win_streak, number(streak, "longest_win_streak"));
  EXPECT_EQ(until.streak, (stats::Streak{.outcome = stats::Outcome::won, .length = 6}))
      << streak.at("current");

  const auto form = value("form10_spirit_2026-05-31");
  const auto spirit = archive.played({.team = "Spirit", .until = "2026-05-31"});
  std::string letters;
  std::vector<std::string> dates;
  for (const auto& played : std::span{spirit->matches}.first(10)) {
    letters += *played.details.match.winner == played.side ? 'W' : 'L';
    dates.push_back(to_iso8601(*time_of(played.details.match)).substr(0, 10));
  }
  EXPECT_EQ(letters, std::string_view{form.at("latest_first").as_string()});
  expect_dates(form.at("dates"), dates);
}

TEST_F(ReferenceValues, of_series_with_maps_are_counted_alike) {
  Archive archive;
  read_series(archive);

  // Two of the maps that this value takes for lost were not played: their winner is empty instead of null.
  const auto mirage = value("map_vitality_mirage");
  const auto figures = on_map(*archive.played({.team = "Vitality"}), "Mirage");
  EXPECT_EQ(figures.record,
            (stats::Record{.won = number(mirage, "won"), .lost = number(mirage, "lost") - 2}));
  EXPECT_EQ(figures.rounds, (Score{number(mirage, "rounds_won"), number(mirage, "rounds_lost")}));
  expect_map(value("map_spirit_nuke"), on_map(*archive.played({.team = "Spirit"}), "Nuke"));
  const auto wanted = value("h2h_maps_furia_vitality");
  const auto history = archive.played({.team = "FURIA", .opponent = "Vitality"});
  const auto record = record_of(*history);
  EXPECT_EQ(record.matches.decided(), number(wanted, "series"));
  EXPECT_EQ(record.matches.won, number(wanted, "won_by_first"));
  EXPECT_EQ(json::value({record.total.record.won, record.total.record.lost}), wanted.at("maps"));
  EXPECT_EQ(json::value({record.total.rounds.first, record.total.rounds.second}), wanted.at("rounds"));
  expect_dates(wanted.at("dates"), dates_of(*history));
}

TEST_F(ReferenceValues, of_longer_halves_are_counted_alike) {
  const auto rows = test::recorded_rows("history/hltv_map_results_2020-11_to_2021-11.csv");
  Archive archive;
  read_maps(archive, rows);

  expect_map(value("map_navi_mirage_2020_21"), on_map(*archive.played({.team = "Natus Vincere"}), "Mirage"));
  expect_map(value("map_gambit_dust2_2020_21"), on_map(*archive.played({.team = "Gambit"}), "Dust II"));
  const auto wanted = value("overtime_share_2020_21");
  const auto overtimes = std::ranges::count_if(rows, [](const auto& cells) {
    return stats::had_overtime({std::stoi(cells.at(7)), std::stoi(cells.at(8))}, day(cells.at(1)));
  });
  EXPECT_EQ(std::ssize(rows), number(wanted, "maps"));
  EXPECT_EQ(overtimes, number(wanted, "overtime"));
}

TEST_F(ReferenceValues, of_picks_and_deciders_are_counted_alike) {
  Archive archive;
  read_picks(archive);

  const auto wanted = value("own_pick_vitality");
  const auto total = record_of(*archive.played({.team = "Vitality"})).total;
  const auto record = [&](std::string_view count, std::string_view won) {
    return stats::Record{.won = number(wanted, won), .lost = number(wanted, count) - number(wanted, won)};
  };
  EXPECT_EQ(total.own_picks, record("own_picks", "won"));
  EXPECT_EQ(total.their_picks, record("their_picks", "won_theirs"));
  EXPECT_EQ(total.deciders, record("deciders", "won_deciders"));

  const auto pick = value("pick_spirit_dust2");
  const auto history = archive.played({.team = "Spirit"});
  const auto dust = on_map(*history, "Dust II");
  EXPECT_EQ(record_of(*history).vetoes, number(pick, "matches_with_veto"));
  EXPECT_EQ(dust.picked, number(pick, "picked"));
  EXPECT_EQ(dust.own_picks.won, number(pick, "won_of_picked"));
}

// Rounds of demos: no form of import holds them, so they become halves here.
TEST_F(ReferenceValues, of_sides_are_counted_alike) {
  std::map<std::string, std::string> maps;
  for (const auto& cells : test::recorded_rows("history/demo_tables/raw_matches.csv"))
    maps[cells.at(0)] = cells.at(8);
  constexpr std::string_view ct = "3";
  std::vector<PlayedMatch> matches;
  std::map<std::string, std::size_t> places;
  for (const auto& cells : test::recorded_rows("history/demo_tables/raw_rounds.csv")) {
    const auto& checksum = cells.back();
    if (maps[checksum] != "de_mirage") continue;
    const auto [place, is_new] = places.try_emplace(checksum, matches.size());
    if (is_new) {
      matches.emplace_back();
      matches.back().details.match.winner = 0;
      matches.back().details.match.maps = {{.name = "Mirage", .status = MapStatus::finished, .winner = 0}};
    }
    const auto first_side = cells.at(13) == ct ? Side::ct : Side::t;
    const bool first_won = cells.at(26) == cells.at(13);
    matches[place->second].details.match.maps[0].halves.push_back(
        {.rounds = first_won ? Score{1, 0} : Score{0, 1}, .first_side = first_side, .overtime = false});
  }
  stats::SideRounds sides;
  for (const auto slot : {0, 1}) {
    std::vector<const PlayedMatch*> seen;
    for (auto& match : matches) {
      match.side = slot;
      seen.push_back(&match);
    }
    const auto record = stats::compute_team_record(seen);
    sides.won += record.total.sides.ct.won;
    sides.played += record.total.sides.ct.played;
  }

  const auto wanted = value("ct_share_mirage");
  EXPECT_EQ(sides.played, number(wanted, "rounds"));
  EXPECT_EQ(sides.won, number(wanted, "ct_won"));
  EXPECT_NEAR(static_cast<double>(sides.won) / sides.played, wanted.at("ct_share").to_number<double>(), 5e-5);
}

}  // namespace
}  // namespace cs2::ingest
