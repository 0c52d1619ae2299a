// Two and a half years of real results, from two sources that know nothing of each other, become one history.
//
// Valve's table has a Los Angeles day, two teams and a winner; HLTV's has its own number, a day of another
// zone, scores and maps. Both are turned into the documented formats here and go the way of every import.
// What is the same match is decided by the test on its own: names equal letter by letter, Valve's day that of
// HLTV or the one before, the same winner.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "base/log.hpp"
#include "base/text.hpp"
#include "ingest/import.hpp"
#include "provider/valve_match.hpp"
#include "store/migrate.hpp"
#include "store/sql.hpp"
#include "support/recorded_history.hpp"
#include "support/temporary_database.hpp"

namespace cs2::ingest {
namespace {

namespace json = boost::json;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 8 / 1};

using test::hltv_file;
using test::hltv_lines;
using test::read_hltv;
using test::text_at;

const auto valve_file = test::recorded_history("vrs_matches_2024-02_to_2026-05.csv");

struct Played {
  std::string id;
  std::chrono::sys_days day;
  std::string first;
  std::string second;
  std::string winner;  // a name
};

std::string letters_of(std::string_view name) {
  std::string letters;
  for (const char each : fold(name)) {
    if (each != ' ') letters += each;
  }
  return letters;
}

std::chrono::sys_days day_of(std::string_view text) {
  return std::chrono::floor<days>(parse_iso8601(std::string{text} + "T00:00:00Z").value());
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char letter : line) {
    if (letter == '"') {
      quoted = !quoted;
    } else if (letter == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += letter;
    }
  }
  return cells;
}

std::vector<Played> read_valve() {
  std::vector<Played> all;
  std::ifstream in{valve_file};
  std::string line;
  for (std::getline(in, line); std::getline(in, line);) {
    const auto cells = cells_of(line);
    all.push_back({.id = cells[6] + "/" + cells[7],
                   .day = day_of(cells[0]),
                   .first = cells[1],
                   .second = cells[2],
                   .winner = cells[3] == "1" ? cells[1] : cells[2]});
  }
  return all;
}

// Our CSV; the day carries the offset of its place.
std::string valve_csv(const std::vector<Played>& all) {
  std::string csv = "id,date,team1,team2,winner\n";
  for (const auto& match : all) {
    const auto behind =
        std::chrono::floor<hours>(provider::los_angeles_noon(match.day) - match.day) - hours{12};
    const auto winner = match.winner == match.first ? 1 : 2;
    csv += fmt::format("{},{}-0{}:00,\"{}\",\"{}\",{}\n", match.id, to_iso8601(match.day).substr(0, 10),
                       behind.count(), match.first, match.second, winner);
  }
  return csv;
}

class History : public testing::TestWithParam<test::Database> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(valve_file) || !std::filesystem::exists(hltv_file))
      GTEST_SKIP() << "the recorded history is not here";
    if (const auto missing = test::missing_service({GetParam(), test::Caching::process})) FAIL() << *missing;
    log::configure(log::Format::text, log::Level::error);
    database_ = std::make_unique<test::TemporaryDatabase>(GetParam());
    auto opened = store::Store::open({.database_url = database_->url()}, clock_, metrics_);
    ASSERT_TRUE(opened) << opened.error().detail;
    store_ = std::move(*opened);
    ASSERT_TRUE(store::migrate(*store_));
  }

  store::ImportState import(const std::string& source, const std::string& text) {
    provider::HistoryParser parser{source, now};
    Import import{*store_, {.digest = source, .source = source, .begun_at = now}, metrics_};
    EXPECT_TRUE(parser.feed(text));
    EXPECT_TRUE(parser.finish());
    while (const auto part = parser.next()) {
      for (const auto& reject : part->rejects) rejects_.push_back(reject.reason);
      const auto taken = import.take(*part, now);
      EXPECT_TRUE(taken) << taken.error().detail;
    }
    import.end(now);
    return import.state();
  }

  // Our match, by "source:id".
  std::map<std::string, std::int64_t> matches_by_id() {
    std::map<std::string, std::int64_t> ours;
    for (const auto& [external, id] : store_->sql().read()->select<store::Row<std::string, std::int64_t>>(
             "SELECT external, ours FROM external_id WHERE kind = 'match'"))
      ours.emplace(external, id);
    return ours;
  }

  std::int64_t count(std::string_view text) {
    return std::get<0>(store_->sql().read()->select_one<store::Row<std::int64_t>>(text).value());
  }

  std::unique_ptr<test::TemporaryDatabase> database_;
  ManualClock clock_{now};
  Metrics metrics_;
  std::unique_ptr<store::Store> store_;
  std::vector<std::string> rejects_;
};

// Valve's matches by both names, in one order.
using ByNames = std::multimap<std::pair<std::string, std::string>, const Played*>;

std::pair<std::string, std::string> names_of(std::string_view first, std::string_view second) {
  return std::minmax(letters_of(first), letters_of(second));
}

std::set<std::string> truly_same(const json::value& hltv, const ByNames& valve) {
  const auto day = day_of(text_at(hltv, "match_date"));
  std::map<std::chrono::sys_days, std::set<std::string>> by_day;
  const auto [first, last] =
      valve.equal_range(names_of(text_at(hltv, "team1_name"), text_at(hltv, "team2_name")));
  for (auto found = first; found != last; ++found) {
    const auto& match = *found->second;
    const bool same_winner = letters_of(match.winner) == letters_of(text_at(hltv, "winner_name"));
    if (same_winner && (match.day == day || match.day == day - days{1}))
      by_day[match.day].insert("vrs:" + match.id);
  }
  return by_day.empty() ? std::set<std::string>{} : by_day.rbegin()->second;
}

TEST_P(History, of_two_sources_becomes_one) {
  const auto valve = read_valve();
  const auto hltv = read_hltv();
  const auto first = import("vrs", valve_csv(valve));
  const auto second = import("hltv", hltv_lines(hltv));

  ByNames by_names;
  std::map<std::string, const Played*> by_id;
  for (const auto& match : valve) {
    by_names.emplace(names_of(match.first, match.second), &match);
    by_id.emplace("vrs:" + match.id, &match);
  }
  const auto ours = matches_by_id();
  std::map<std::int64_t, std::string> valve_of;
  for (const auto& [external, id] : ours) {
    if (external.starts_with("vrs:"))
      EXPECT_TRUE(valve_of.emplace(id, external).second) << external << " shares its match with another row";
  }
  int merged = 0, right = 0, same = 0, contradicting = 0;
  for (const auto& match : hltv) {
    const auto truth = truly_same(match, by_names);
    same += truth.empty() ? 0 : 1;
    const auto id = ours.find("hltv:" + text_at(match, "match_id"));
    const auto found = id == ours.end() ? valve_of.end() : valve_of.find(id->second);
    if (found == valve_of.end()) continue;
    ++merged;
    right += truth.contains(found->second) ? 1 : 0;
    contradicting +=
        letters_of(by_id.at(found->second)->winner) == letters_of(text_at(match, "winner_name")) ? 0 : 1;
  }
  const auto precision = static_cast<double>(right) / merged;
  const auto recall = static_cast<double>(right) / same;
  fmt::print(
      "{} rows of Valve, {} of HLTV, {} rejected, {} matches; {} are in both, {} merged, "
      "{} rightly: precision {:.4f}, recall {:.4f}\n",
      first.rows_done, second.rows_done, rejects_.size(), count("SELECT COUNT(*) FROM match"), same, merged,
      right, precision, recall);

  EXPECT_GE(precision, 0.995);
  EXPECT_GE(recall, 0.995);
  EXPECT_EQ(contradicting, 0);
  EXPECT_LE(rejects_.size(), 10U);
  EXPECT_EQ(first.changed, 0) << "no two rows of Valve are one match";
  EXPECT_EQ(count("SELECT COUNT(*) FROM match"), first.created + second.created);
  EXPECT_EQ(count("SELECT COUNT(*) FROM change"), 0) << "nothing of it is news";
  EXPECT_EQ(second.created, second.rows_done - second.rejected - merged);
}

INSTANTIATE_TEST_SUITE_P(, History, testing::Values(test::Database::sqlite, test::Database::postgres),
                         [](const testing::TestParamInfo<test::Database>& info) {
                           return info.param == test::Database::sqlite ? "sqlite" : "postgres";
                         });

}  // namespace
}  // namespace cs2::ingest
