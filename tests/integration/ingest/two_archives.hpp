// Two archives of real results that know nothing of each other become one history.
//
// Valve's has a Los Angeles day, two teams and a winner; HLTV's has its own number, a day of another zone,
// scores and maps. Both are turned into the documented forms and go the way of every import. What is the same
// match is decided here on its own: names equal letter by letter, Valve's day that of HLTV or the one before,
// the same winner.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/log.hpp"
#include "base/text.hpp"
#include "ingest/import.hpp"
#include "store/database/internal/sql.hpp"
#include "store/database/migrate.hpp"
#include "support/history_files.hpp"
#include "support/measured.hpp"
#include "support/temporary_database.hpp"

namespace cs2::ingest {

class TwoArchives : public testing::TestWithParam<test::Database> {
 protected:
  static constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 8 / 1};

  void SetUp() override {
    if (const auto missing = test::missing_service({GetParam(), test::Caching::process})) FAIL() << *missing;
    log::configure(log::Format::text, log::Level::error);
    database_ = std::make_unique<test::TemporaryDatabase>(GetParam());
    auto opened = store::Store::open({.database_url = database_->url()}, clock_, metrics_);
    ASSERT_TRUE(opened) << opened.error().detail;
    store_ = std::move(*opened);
    ASSERT_TRUE(store::migrate(*store_));
  }

  void become_one(const std::vector<test::ValveMatch>& valve, const std::vector<test::Series>& hltv) {
    const auto first = import("vrs", test::csv(valve));
    const auto second = import("hltv", test::json_lines(hltv));
    const auto found = compare(valve, hltv);
    const auto precision = static_cast<double>(found.right) / found.merged;
    const auto recall = static_cast<double>(found.right) / found.same;
    test::measured(fmt::format(
        "two archives on {}: {} rows of Valve, {} of HLTV, {} rejected, {} matches; {} are in both, {} "
        "merged, {} "
        "rightly: precision {:.4f}, recall {:.4f}",
        test::name(GetParam()), first.rows_done, second.rows_done, rejects_.size(),
        count("SELECT COUNT(*) FROM match"), found.same, found.merged, found.right, precision, recall));

    EXPECT_GT(found.same, 900);
    EXPECT_GE(precision, 0.995);
    EXPECT_GE(recall, 0.995);
    EXPECT_EQ(found.contradicting, 0);
    EXPECT_LE(rejects_.size(), 10U);
    EXPECT_EQ(first.changed, 0) << "no two rows of Valve are one match";
    EXPECT_EQ(count("SELECT COUNT(*) FROM match"), first.created + second.created);
    EXPECT_EQ(count("SELECT COUNT(*) FROM change"), 0) << "nothing of it is news";
    EXPECT_EQ(second.created, second.rows_done - second.rejected - found.merged);
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

 protected:
  static std::string letters_of(std::string_view name) {
    std::string letters;
    for (const char each : fold(name)) {
      if (each != ' ') letters += each;
    }
    return letters;
  }
  template <class Played>
  static std::string winner_of(const Played& match) {
    return letters_of(match.teams.at(static_cast<std::size_t>(match.winner)));
  }

  // Valve's matches by both names, in one order.
  using Names = std::pair<std::string, std::string>;
  using ByNames = std::multimap<Names, const test::ValveMatch*>;
  template <class Played>
  static Names names_of(const Played& match) {
    return std::minmax(letters_of(match.teams[0]), letters_of(match.teams[1]));
  }

  static std::set<std::string> truly_same(const test::Series& hltv, const ByNames& valve) {
    const auto day = test::day_of(hltv.date);
    std::map<std::chrono::sys_days, std::set<std::string>> by_day;
    const auto [first, last] = valve.equal_range(names_of(hltv));
    for (auto found = first; found != last; ++found) {
      const auto& match = *found->second;
      const auto valve_day = test::day_of(match.date);
      if (winner_of(match) == winner_of(hltv) && (valve_day == day || valve_day == day - days{1}))
        by_day[valve_day].insert("vrs:" + match.id);
    }
    return by_day.empty() ? std::set<std::string>{} : by_day.rbegin()->second;
  }

  struct Found {
    int same = 0;  // are in both archives
    int merged = 0;
    int right = 0;
    int contradicting = 0;  // were merged although another team won
  };
  Found compare(const std::vector<test::ValveMatch>& valve, const std::vector<test::Series>& hltv) {
    ByNames by_names;
    std::map<std::string, const test::ValveMatch*> by_id;
    for (const auto& match : valve) {
      by_names.emplace(names_of(match), &match);
      by_id.emplace("vrs:" + match.id, &match);
    }
    const auto ours = matches_by_id();
    std::map<std::int64_t, std::string> valve_of;
    for (const auto& [external, id] : ours) {
      if (external.starts_with("vrs:"))
        EXPECT_TRUE(valve_of.emplace(id, external).second)
            << external << " shares its match with another row";
    }
    Found found;
    for (const auto& series : hltv) {
      const auto truth = truly_same(series, by_names);
      found.same += truth.empty() ? 0 : 1;
      const auto id = ours.find("hltv:" + series.id);
      const auto merged = id == ours.end() ? valve_of.end() : valve_of.find(id->second);
      if (merged == valve_of.end()) continue;
      ++found.merged;
      found.right += truth.contains(merged->second) ? 1 : 0;
      found.contradicting += winner_of(*by_id.at(merged->second)) == winner_of(series) ? 0 : 1;
    }
    return found;
  }

  std::unique_ptr<test::TemporaryDatabase> database_;
  ManualClock clock_{now};
  Metrics metrics_;
  std::unique_ptr<store::Store> store_;
  std::vector<std::string> rejects_;
};

}  // namespace cs2::ingest
