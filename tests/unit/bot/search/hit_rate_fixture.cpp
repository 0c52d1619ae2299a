#include "unit/bot/search/hit_rate_fixture.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>

#include "base/clock.hpp"
#include "base/text.hpp"
#include "support/paths.hpp"

namespace cs2::bot::finding {
namespace {

using store::Named;
using store::NameKind;

std::ifstream open(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw std::runtime_error("there is no " + file.string());
  return in;
}

std::filesystem::path ours(const std::string& name) {
  return std::filesystem::path{cs2::test::source_dir()} / "tests/unit/bot/finding" / name;
}

std::filesystem::path recorded(const std::string& name) {
  return std::filesystem::path{cs2::test::source_dir()} / "../shared/data/history" / name;
}

std::vector<std::string> trimmed_parts(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (const auto part : split(text, separator)) {
    if (!trim(part).empty()) parts.emplace_back(trim(part));
  }
  return parts;
}

// Quoted cells hold commas, never quotes.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells{""};
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

NameKind kind_called(std::string_view word) {
  if (word == "team") return NameKind::team;
  if (word == "player") return NameKind::player;
  if (word == "event") return NameKind::tournament;
  throw std::runtime_error("no kind is called " + std::string{word});
}

class Names {
 public:
  Named& named(NameKind kind, const std::string& name) {
    const auto [at, added] = places_.emplace(std::pair{kind, name}, all_.size());
    if (added)
      all_.push_back(
          {.kind = kind, .id = static_cast<std::int64_t>(all_.size() + 1), .name = name, .aliases = {}});
    return all_[at->second];
  }
  std::vector<Named> take() { return std::move(all_); }

 private:
  std::vector<Named> all_;
  std::map<std::pair<NameKind, std::string>, std::size_t> places_;
};

constexpr std::string_view last_day = "2026-06-01";

double days_before(std::string_view day) {
  const auto at = [](std::string_view date) {
    return parse_iso8601(std::string{date.substr(0, 10)} + "T00:00:00Z").value();
  };
  return std::chrono::duration<double, days::period>(at(last_day) - at(day)).count();
}

// Like store/queries/names.cpp: much for a match of the last month, little for one of the last year.
double weight_of_match(std::string_view day) {
  const auto ago = days_before(day);
  return ago < 30 ? 2 : ago < 365 ? 0.2 : 0;
}

void add_ours(Names& names) {
  auto in = open(ours("names.txt"));
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    const auto parts = trimmed_parts(line, '|');
    auto kind = parts.at(0).substr(0, parts[0].find(' '));
    auto name = parts[0].substr(kind.size() + 1);
    const bool is_big = kind == "event" && name.starts_with("s ");
    if (is_big) name.erase(0, 2);
    auto& named = names.named(kind_called(kind), name);
    if (is_big) named.weight += 8;
    if (parts.size() > 1) named.aliases = trimmed_parts(parts[1], ',');
  }
}

void add_matches(Names& names) {
  auto in = open(recorded("vrs_matches_2024-02_to_2026-05.csv"));
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const auto cells = cells_of(line);
    const auto weight = weight_of_match(cells.at(0));
    for (const std::size_t slot : {0U, 1U}) {
      names.named(NameKind::team, cells.at(1 + slot)).weight += weight;
      for (const auto& player : trimmed_parts(cells.at(4 + slot), ','))
        names.named(NameKind::player, player).weight += weight;
    }
  }
}

// "| 1 | 2024 | Vitality | …"
void add_ranking(Names& names) {
  auto in = open(recorded("../valve_regional_standings/live/2026/standings_global_2026_06_01.md"));
  for (std::string line; std::getline(in, line);) {
    const auto cells = trimmed_parts(line, '|');
    int points = 0;
    if (cells.size() < 4) continue;
    const auto [end, error] = std::from_chars(cells[1].data(), cells[1].data() + cells[1].size(), points);
    if (error != std::errc{}) continue;
    names.named(NameKind::team, cells[2]).weight += points / 50.0;
    for (const auto& player : trimmed_parts(cells[3], ','))
      names.named(NameKind::player, player).weight += points / 50.0;
  }
}

void add_events(Names& names, const std::string& file, std::size_t date_column, std::size_t event_column) {
  auto in = open(recorded(file));
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const auto cells = cells_of(line);
    names.named(NameKind::tournament, cells.at(event_column)).weight +=
        weight_of_match(cells.at(date_column));
  }
}

void add_big_events(Names& names) {
  auto in = open(recorded("hltv_cs2_matches_2025-06_to_2026-06.json"));
  const auto read = boost::json::parse(in);
  for (const auto& match : read.at("matches").as_array()) {
    const auto text = [&](std::string_view key) { return std::string{match.at(key).as_string()}; };
    const double tier = text("tier") == "tier_1" ? 4 : 2;
    names.named(NameKind::tournament, text("event_name")).weight +=
        tier * weight_of_match(text("match_date"));
  }
}

// An event is remembered the better the later it was; its year stands in its name.
void age_events(std::vector<Named>& events) {
  for (auto& named : events) {
    double years = 3;
    for (const auto word : split(named.name, ' ')) {
      int year = 0;
      const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), year);
      if (error == std::errc{} && year > 2000 && year < 2100) years = std::max(0, 2026 - year);
    }
    named.weight /= 1 + years;
  }
}

}  // namespace

std::vector<Spelling> read_spellings(NameKind kind) {
  auto in = open(ours("spellings.txt"));
  std::vector<Spelling> spellings;
  std::string group;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      group = line.substr(1, line.find(']') - 1);
      continue;
    }
    const auto parts = trimmed_parts(line, '=');
    if (kind_called(group.substr(0, group.find(' '))) != kind) continue;
    spellings.push_back(
        {.group = group, .kind = kind, .typed = parts.at(0), .meant = trimmed_parts(parts.at(1), '|')});
  }
  return spellings;
}

std::vector<Named> make_names(NameKind kind) {
  Names names;
  add_ours(names);
  if (std::filesystem::exists(recorded(""))) {
    add_matches(names);
    add_ranking(names);
    add_events(names, "hltv_series_stats_2024_to_2025-10.csv", 0, 1);
    add_events(names, "hltv_map_results_2020-11_to_2021-11.csv", 1, 9);
    add_big_events(names);
  }
  auto all = names.take();
  std::erase_if(all, [kind](const Named& named) { return named.kind != kind; });
  if (kind == NameKind::tournament) age_events(all);
  return all;
}

}  // namespace cs2::bot::finding
