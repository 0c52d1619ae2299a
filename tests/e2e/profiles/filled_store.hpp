// A store that is filled through the parsers and ingest, as a running bot's is.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "ingest/import.hpp"
#include "ingest/ingest_report.hpp"
#include "provider/history.hpp"
#include "store/database/migrate.hpp"
#include "store/store.hpp"
#include "support/history_files.hpp"

namespace cs2::test {

// The last results of the archive are a few days old then.
inline const auto filled_at = parse_iso8601("2026-06-09T12:00:00Z").value();

class FilledStore {
 public:
  using Fill = std::function<void(FilledStore&)>;

  FilledStore(const std::string& database_url, const Clock& clock, Metrics& metrics, const Fill& fill)
      : metrics_(metrics) {
    log::configure(log::Format::text, log::Level::error);
    auto opened = store::Store::open({.database_url = database_url}, clock, metrics);
    if (!opened) throw std::runtime_error(opened.error().detail);
    store_ = std::move(*opened);
    if (const auto migrated = store::migrate(*store_); !migrated)
      throw std::runtime_error(migrated.error().detail);
    fill(*this);
  }

  store::Store& store() { return *store_; }

  // Of a parser: a Report, or a page that has one.
  template <class Parsed>
  void ingest_report(const Result<Parsed>& parsed) {
    if (!parsed) throw std::runtime_error(parsed.error().detail);
    if constexpr (requires { parsed->report; }) {
      take(parsed->report);
    } else {
      take(*parsed);
    }
  }

  void take(const Report& report) {
    const auto applied = ingest::ingest_report(*store_, report, "filled", filled_at, metrics_);
    if (!applied) throw std::runtime_error(applied.error().detail);
  }

  void import(const std::vector<Series>& all) {
    provider::HistoryParser parser{"archive", filled_at};
    ingest::Import import{
        *store_, {.digest = "archive", .source = "archive", .begun_at = filled_at}, metrics_};
    if (const auto fed = parser.feed(json_lines(all)); !fed) throw std::runtime_error(fed.error().detail);
    if (const auto ended = parser.finish(); !ended) throw std::runtime_error(ended.error().detail);
    while (const auto part = parser.next()) {
      if (const auto taken = import.take(*part, filled_at); !taken)
        throw std::runtime_error(taken.error().detail);
    }
  }

  // By team.
  void take_line_ups(const std::map<std::string, std::vector<std::string>>& line_ups) {
    Report report{.provider = ProviderName::hltv, .observed_at = filled_at};
    std::set<std::string> named;
    for (const auto& [team, players] : line_ups) {
      report.teams.push_back({.external_id = team, .team = {.name = team}, .url = {}});
      RosterReport roster{.team = team, .url = {}};
      for (const auto& player : players) {
        roster.stays.push_back({.player = player});
        if (named.insert(player).second)
          report.players.push_back({.external_id = player, .player = {.nickname = player}, .url = {}});
      }
      report.rosters.push_back(std::move(roster));
    }
    take(report);
  }

 private:
  Metrics& metrics_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace cs2::test
