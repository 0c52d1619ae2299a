// What Valve's repository holds, made from the tables in tests/data.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "support/table.hpp"
#include "unit/provider/valve/pages.hpp"

namespace cs2::provider {

// A standings file: the facts, and the text that says them.
struct StandingsFile {
  std::string date;    // "2026-06-01"
  std::string region;  // "world", "europe", …
  std::vector<test::Row> facts;
  std::string text;

  std::string name() const {
    return fmt::format("standings_{}_{}.md", region == "world" ? "global" : region, underscored(date));
  }

  static std::string underscored(std::string date) {
    std::ranges::replace(date, '-', '_');
    return date;
  }
};

// The page of one line-up.
struct PageFile {
  test::Row facts;
  std::vector<test::Row> matches;
  std::string text;
};

class ValveRepository {
 public:
  ValveRepository() {
    for (const auto& row : test::read_table("rankings/valve.tsv"))
      places_[{row["date"], row["region"]}].push_back(row);
    for (const auto& row : test::read_table("valve/results.tsv"))
      results_[{row["date"], row["place"]}].push_back(row);
    for (const auto& [key, rows] : places_) files_.push_back({key.first, key.second, rows, write(key, rows)});
    for (const auto& row : test::read_table("valve/pages.tsv")) {
      const auto& matches = results_.at({row["date"], row["place"]});
      pages_.push_back({row, matches, write(row, matches)});
    }
  }

  const std::vector<StandingsFile>& files() const { return files_; }
  const std::vector<PageFile>& pages() const { return pages_; }

  const StandingsFile& file(std::string_view date, std::string_view region) const {
    return *std::ranges::find_if(
        files_, [&](const StandingsFile& one) { return one.date == date && one.region == region; });
  }

 private:
  using Key = std::pair<std::string, std::string>;

  // In a region's file the link names the place in the world.
  int place_in_world(const test::Row& row) const {
    for (const auto& one : places_.at({row["date"], "world"})) {
      if (one["team"] == row["team"] && one["players"] == row["players"]) return one.number("place");
    }
    row.fail("is not in the world's standings");
  }

  std::string write(const Key& key, const std::vector<test::Row>& rows) const {
    static const std::map<std::string, std::string> titles{
        {"world", ""}, {"europe", "Europe"}, {"americas", "Americas"}, {"asia", "Asia"}};
    std::vector<StandingsRow> written;
    for (const auto& row : rows)
      written.push_back(
          {row.number("place"), row.number("points"), row["team"], row["players"], place_in_world(row)});
    const bool has_dashes = key.first == "2024-08-06";  // the first of their files
    return standings_of(written, titles.at(key.second),
                        has_dashes ? key.first : StandingsFile::underscored(key.first));
  }

  static std::string write(const test::Row& facts, const std::vector<test::Row>& matches) {
    DetailsPage page{.name = facts["team"],
                     .roster = facts["players"],
                     .date = StandingsFile::underscored(facts["date"]),
                     .value = facts["value"],
                     .place = facts.number("place"),
                     .regions = {},
                     .prizes = facts.number("prizes")};
    for (const auto& region : facts.list("regions")) {
      const auto words = split(region, ' ');
      page.regions.emplace_back(words.at(0), std::stoi(std::string{words.at(1)}));
    }
    std::vector<DetailsRow> rows;
    for (const auto& match : matches)
      rows.push_back({match.number("number"), match["day"], match["opponent"], match["result"],
                      match["players"].empty() ? facts["players"] : match["players"]});
    return details_page_of(page, rows);
  }

  std::map<Key, std::vector<test::Row>> places_;
  std::map<Key, std::vector<test::Row>> results_;
  std::vector<StandingsFile> files_;
  std::vector<PageFile> pages_;
};

}  // namespace cs2::provider
