// What all statistics have in common: how a record is said, and how the whole is shown. Private to view.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stats/record.hpp"
#include "view/statistics.hpp"
#include "view/statistics/sheet.hpp"

namespace cs2::view {

inline constexpr std::size_t statistic_name_characters = 64;

struct Statistic {
  std::string title;        // as a card shows it
  std::string subject;      // the same in files: whose it is
  std::string description;  // of the card
  std::vector<discord::EmbedField> fields = {};
  std::vector<discord::EmbedField> safe_fields = {};  // that hide scores themselves; below the others
  Sheet sheet;
  // Whether the card may be shown though scores are hidden, since it tells none then.
  bool tells_nothing = false;
};
discord::Message show(Statistic statistic, const Counted& counted, const Reader& reader);

// "**69–13** · 84% of 82 (95% CI 75–90%)"; counts alone where so few say too little.
std::string record_text(const stats::Record& record, const Reader& reader);
// Behind a heading such as statistics.line.maps; empty for a record of nothing.
std::string record_line(std::string_view heading, const stats::Record& record, const Reader& reader);

// In files: won, lost, drawn, n, rate, low, high; rates from limits::rated_from on.
std::vector<Cell> record_cells(const stats::Record& record);
// "67%"; empty of too few.
Cell rate_cell(const stats::Record& record);

int percent(double share);

// "Rating: **2085** ±66"; empty of a team without one.
std::string rating_line(TeamId team, const std::string& name, const Counted& counted, const Reader& reader);
// "Spirit **39%** – **61%** Vitality"
std::string chances_text(const std::array<std::string, 2>& names, double probability, const Reader& reader);

}  // namespace cs2::view
