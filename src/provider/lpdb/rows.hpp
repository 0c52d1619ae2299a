// What the parsers of LPDB's types share. For their own files.
#pragma once

#include <fmt/format.h>

#include <map>
#include <string>

#include "provider/lpdb/parse.hpp"
#include "provider/lpdb/record.hpp"
#include "provider/shared/json_text.hpp"

namespace cs2::provider {

// The rows of an answer; drift when it is none. `value` must outlive them.
Result<std::vector<const boost::json::value*>> rows_of_lpdb(const boost::json::value& value);

// "1" → S, as the wiki ranks them; nothing for a tier that it does not know.
std::optional<Tier> tier_of_lpdb(std::string_view tier);
std::optional<Venue> venue_of_lpdb(std::string_view type);

// A report under construction, in which each team, player and tournament stands once.
class LpdbReport {
 public:
  explicit LpdbReport(Timestamp now) : now_(now) {
    page_.report.provider = ProviderName::lpdb;
    page_.report.observed_at = now;
  }

  // Empty ids are answered with nothing, otherwise the id is given back.
  std::optional<std::string> add_team(std::string_view page, std::string_view name,
                                      const std::vector<std::string>& aliases = {});
  std::optional<std::string> add_player(std::string_view page, std::string_view nickname,
                                        std::string_view country);
  std::optional<std::string> add_tournament(std::string_view page, Tournament tournament);
  void skip(std::string what, std::string reason, std::string rule = {}) {  // see Skipped
    page_.report.skipped.push_back({std::move(what), std::move(reason), std::move(rule)});
  }

  Report& report() { return page_.report; }
  Timestamp now() const { return now_; }
  TeamReport* find_team(const std::string& id);
  PlayerReport* find_player(const std::string& id);
  TournamentReport* find_tournament(const std::string& id);

  // `understood` rows of `rows`, those left out on purpose included.
  Result<LpdbPage> take(std::size_t rows, std::size_t understood, std::string_view what);

 private:
  Timestamp now_;
  LpdbPage page_;
  std::map<std::string, TeamReport> teams_;
  std::map<std::string, PlayerReport> players_;
  std::map<std::string, TournamentReport> tournaments_;
};

// Reads every row with `read`, which tells whether it was understood.
template <class Read>
Result<LpdbPage> read_lpdb(std::string_view text, Timestamp now, std::string_view what, Read read) {
  const auto value = parse_json_text(text);
  if (!value) return failed(value);
  const auto rows = rows_of_lpdb(*value);
  if (!rows) return failed(rows);
  LpdbReport report{now};
  std::size_t understood = 0;
  for (const auto* row : *rows) {
    if (!row->is_object())
      report.skip(fmt::format("a {}", what), "it is not an object", "shape");
    else if (read(LpdbRecord{row}, report))
      ++understood;
  }
  return report.take(rows->size(), understood, what);
}

}  // namespace cs2::provider
