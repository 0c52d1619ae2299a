#include "unit/bot/search/hit_rate_fixture.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <stdexcept>

#include "base/clock.hpp"
#include "base/text.hpp"
#include "support/facts.hpp"

namespace cs2::bot::finding {
namespace {

using store::Named;
using store::NameKind;

std::vector<std::string> trimmed_parts(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (const auto part : split(text, separator)) {
    if (!trim(part).empty()) parts.emplace_back(trim(part));
  }
  return parts;
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
    return parse_iso8601(std::string{date} + "T00:00:00Z").value();
  };
  return std::chrono::duration<double, days::period>(at(last_day) - at(day)).count();
}

// Like store/queries/names.cpp: much for a match of the last month, little for one of the last year.
constexpr double weight_of_month = 2;
constexpr double weight_of_year = 0.2;
double weight_of_match(std::string_view day) {
  const auto ago = days_before(day);
  return ago < 30 ? weight_of_month : ago < 365 ? weight_of_year : 0;
}

void add_ours(Names& names) {
  auto in = test::open_data("names/well_known.txt");
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

void add_played(Names& names, NameKind kind, const std::string& table) {
  for (const auto& played : test::read_played_names(table))
    names.named(kind, played.name).weight +=
        played.matches_month * weight_of_month + played.matches_year * weight_of_year;
}

void add_ranking(Names& names) {
  const auto rankings = test::read_valve_rankings();
  for (const auto& row : rankings.at({std::string{last_day}, "world"})) {
    names.named(NameKind::team, row.team).weight += row.points / 50.0;
    for (const auto& player : row.players) names.named(NameKind::player, player).weight += row.points / 50.0;
  }
}

void add_big_events(Names& names) {
  for (const auto& series : test::read_series())
    names.named(NameKind::tournament, series.event).weight +=
        (series.tier == 1 ? 4 : 2) * weight_of_match(series.date);
}

// Of a list whose groups have a heading: "[team typos]".
template <class OnLine>
void for_each_line(const std::string& list, OnLine on_line) {
  auto in = test::open_data(list);
  std::string group;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with("# ") || line == "#") continue;
    if (line.front() == '[')
      group = line.substr(1, line.find(']') - 1);
    else
      on_line(group, line);
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
  std::vector<Spelling> spellings;
  for_each_line("names/spellings.txt", [&](const std::string& group, const std::string& line) {
    const auto parts = trimmed_parts(line, '=');
    if (kind_called(group.substr(0, group.find(' '))) != kind) return;
    spellings.push_back(
        {.group = group, .kind = kind, .typed = parts.at(0), .meant = trimmed_parts(parts.at(1), '|')});
  });
  return spellings;
}

std::vector<Unknown> read_unknown(NameKind kind) {
  std::vector<Unknown> unknown;
  for_each_line("names/unknown.txt", [&](const std::string& group, const std::string& line) {
    const auto word = group.substr(0, group.find(' '));
    if (word == "any" || kind_called(word) == kind) unknown.push_back({.group = group, .typed = line});
  });
  return unknown;
}

std::vector<Named> make_names(NameKind kind) {
  Names names;
  add_ours(names);
  add_played(names, NameKind::team, "teams");
  add_played(names, NameKind::player, "players");
  add_ranking(names);
  add_played(names, NameKind::tournament, "events");
  add_big_events(names);
  auto all = names.take();
  std::erase_if(all, [kind](const Named& named) { return named.kind != kind; });
  if (kind == NameKind::tournament) age_events(all);
  return all;
}

std::vector<Named> make_names_without(NameKind kind, const std::vector<Unknown>& unknown) {
  const auto key = [](const std::string& name) {
    auto letters = fold(name);
    std::erase(letters, ' ');
    return letters;
  };
  std::set<std::string> absent;
  for (const auto& each : unknown) absent.insert(key(each.typed));
  auto names = make_names(kind);
  std::erase_if(names, [&](const Named& named) {
    const auto is_absent = [&](const std::string& name) { return absent.contains(key(name)); };
    return is_absent(named.name) || std::ranges::any_of(named.aliases, is_absent);
  });
  return names;
}

}  // namespace cs2::bot::finding
