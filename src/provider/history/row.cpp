#include "provider/history/row.hpp"

#include "base/number.hpp"
#include "provider/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits/history.hpp"
#include "base/text.hpp"
#include "model/team_name.hpp"
#include "model/validate.hpp"
#include "provider/shared/map_name.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;

constexpr int maps_won_max = 9;
constexpr int rounds_max = 200;
constexpr auto ahead_max = days{1};  // a day that has begun somewhere

constexpr std::array<std::pair<std::string_view, std::string HistoryRow::*>, 15> columns{
    {{"id", &HistoryRow::id},
     {"number", &HistoryRow::number},
     {"source", &HistoryRow::source},
     {"date", &HistoryRow::date},
     {"team1", &HistoryRow::team1},
     {"team2", &HistoryRow::team2},
     {"score1", &HistoryRow::score1},
     {"score2", &HistoryRow::score2},
     {"winner", &HistoryRow::winner},
     {"forfeit", &HistoryRow::forfeit},
     {"best_of", &HistoryRow::best_of},
     {"tournament", &HistoryRow::tournament},
     {"tier", &HistoryRow::tier},
     {"stage", &HistoryRow::stage},
     {"url", &HistoryRow::url}}};

std::string clean(std::string_view text, std::size_t characters = limits::history_name_characters) {
  return shorten(trim(sanitize(text)), characters);
}

// Names decide who is who, so what differs only in case and punctuation is one.
std::string id_of_name(const std::string& name) {
  auto folded = fold(name);
  return folded.empty() ? name : folded;
}

struct When {
  Timestamp at;
  bool is_exact = true;
};

// "2026-06-08", also with the offset of its place: "2026-06-08-07:00". The middle of that day, there.
std::optional<Timestamp> parse_day(std::string_view text) {
  if (text.size() < 10) return std::nullopt;
  auto zone = text.substr(10);
  if (zone.empty()) zone = "Z";
  return parse_iso8601(fmt::format("{}T12:00:00{}", text.substr(0, 10), zone));
}

std::optional<When> parse_when(std::string_view text) {
  if (const auto day = parse_day(text)) return When{.at = *day, .is_exact = false};
  if (const auto at = parse_iso8601(text)) return When{.at = *at};
  return std::nullopt;
}

// Nothing where nothing is written.
Result<std::optional<int>> parse_count(std::string_view column, const std::string& text, int least,
                                       int most) {
  const auto written = trim(text);
  if (written.empty()) return std::nullopt;
  const auto count = parse_number<int>(written);
  if (!count || *count < least || *count > most)
    return invalid("{} is not a number from {} to {}", column, least, most);
  return count;
}

Result<std::optional<Score>> parse_score(std::string_view what, const std::string& first,
                                         const std::string& second, int most) {
  const auto one = parse_count(what, first, 0, most);
  if (!one) return failed(one);
  const auto other = parse_count(what, second, 0, most);
  if (!other) return failed(other);
  if (one->has_value() != other->has_value()) return invalid("{} is missing for one side", what);
  return *one ? std::optional{Score{**one, **other}} : std::nullopt;
}

Result<std::optional<Slot>> parse_slot(std::string_view column, const std::string& text) {
  const auto number = parse_count(column, text, 1, 2);
  if (!number) return failed(number);
  return *number ? std::optional{**number - 1} : std::nullopt;
}

std::optional<Slot> ahead(Score score) {
  if (score.first == score.second) return std::nullopt;
  return score.first > score.second ? 0 : 1;
}

Result<bool> parse_truth(std::string_view column, const std::string& text) {
  const auto word = fold(text);
  if (word.empty() || word == "0" || word == "false" || word == "no") return false;
  if (word == "1" || word == "true" || word == "yes") return true;
  return invalid("{} must be true or false", column);
}

// What the veto left over.
constexpr std::string_view decider = "decider";

bool is_decider(const HistoryMap& stated) {
  return fold(stated.picked_by) == decider;
}

Result<MapResult> read_map(const HistoryMap& stated, int number) {
  MapResult map{.number = number, .name = {}, .status = MapStatus::finished};
  if (auto name = map_name(clean(stated.name)); !name.empty()) map.name = std::move(name);
  const auto score = parse_score("a map's score", stated.score1, stated.score2, rounds_max);
  if (!score) return failed(score);
  const auto winner = parse_slot("a map's winner", stated.winner);
  if (!winner) return failed(winner);
  const auto picked_by = parse_slot("picked_by", is_decider(stated) ? "" : stated.picked_by);
  if (!picked_by) return failed(picked_by);
  map.score = *score;
  map.winner = *winner ? *winner : *score ? ahead(**score) : std::nullopt;
  map.picked_by = *picked_by;
  return map;
}

Result<void> read_maps(const HistoryRow& row, MatchReport& match) {
  if (row.maps.size() > limits::history_maps_max) return invalid("{} maps", row.maps.size());
  for (const auto& stated : row.maps) {
    auto map = read_map(stated, static_cast<int>(match.maps.size()) + 1);
    if (!map) return failed(map);
    if (is_decider(stated) && map->name)
      match.veto.push_back({.action = VetoAction::decider, .by = {}, .map = *map->name});
    match.maps.push_back(std::move(*map));
  }
  return {};
}

Score maps_won(const std::vector<MapResult>& maps) {
  Score won;
  for (const auto& map : maps) {
    if (map.winner) ++(map.winner == 0 ? won.first : won.second);
  }
  return won;
}

// "1", "2", "draw" or one of the two names.
Result<void> read_winner(const HistoryRow& row, MatchReport& match) {
  const auto word = clean(row.winner);
  if (word.empty()) return {};
  if (fold(word) == "draw") {
    match.draw = true;
    return {};
  }
  for (std::size_t slot = 0; slot < 2; ++slot) {
    const auto& name = match.opponents[slot].name;
    if (word == std::to_string(slot + 1) || word == name || (!fold(word).empty() && fold(word) == fold(name)))
      match.winner = static_cast<Slot>(slot);
  }
  return match.winner ? Result<void>{} : invalid("winner must be 1, 2, draw or one of the teams");
}

// In maps. A single map is often told in its rounds instead: they become its own.
Result<std::optional<Score>> read_score(const HistoryRow& row, MatchReport& match) {
  constexpr std::string_view what = "score1, score2 (maps won; rounds belong to maps)";
  const auto maps = parse_score(what, row.score1, row.score2, maps_won_max);
  const auto best_of = trim(row.best_of);
  const bool is_one_map = match.maps.size() < 2 && (best_of.empty() || best_of == "1");
  if (maps || !is_one_map) return maps;
  const auto rounds = parse_score(what, row.score1, row.score2, rounds_max);
  if (!rounds) return maps;
  if (match.maps.empty())
    match.maps.push_back(MapResult{.number = 1, .name = {}, .status = MapStatus::finished});
  auto& map = match.maps.front();
  if (!map.score) map.score = *rounds;
  if (!map.winner && map.score) map.winner = ahead(*map.score);
  return std::nullopt;
}

Result<void> read_result(const HistoryRow& row, MatchReport& match) {
  const auto score = read_score(row, match);
  if (!score) return failed(score);
  const auto forfeit = parse_truth("forfeit", row.forfeit);
  if (!forfeit) return failed(forfeit);
  match.score = *score;
  match.forfeit = *forfeit;
  if (const auto won = maps_won(match.maps); !match.score && won != Score{}) match.score = won;
  if (auto read = read_winner(row, match); !read) return read;
  if (match.winner || match.draw) return {};
  if (!match.score || *match.score == Score{}) return invalid("winner and score are missing");
  match.winner = ahead(*match.score);
  match.draw = !match.winner;
  return {};
}

Result<void> read_opponents(const HistoryRow& row, MatchReport& match) {
  for (std::size_t slot = 0; slot < 2; ++slot) {
    auto name = clean(slot == 0 ? row.team1 : row.team2);
    if (name.empty()) return invalid("team{} is empty", slot + 1);
    auto id = id_of_name(name);
    match.opponents[slot] = {.team = std::move(id), .name = std::move(name), .line_up = {}};
  }
  if (letters_of(*match.opponents[0].team) == letters_of(*match.opponents[1].team))
    return invalid("both teams are the same");
  return {};
}

// The date as far as it is known, both teams in a fixed order, and which of their matches at that time.
std::string made_id(const MatchReport& match, int number) {
  const auto at = to_iso8601(*match.scheduled_at).substr(0, match.time_is_exact ? 16 : 10);
  const auto& [one, other] = std::minmax(*match.opponents[0].team, *match.opponents[1].team);
  const auto which = number > 1 ? fmt::format("#{}", number) : std::string{};
  return fmt::format("{}/{},{}{}", at, one, other, which);
}

Result<std::string> read_id(const HistoryRow& row, std::string_view file_source, const MatchReport& match) {
  const auto written = clean(row.source);
  const std::string_view source = written.empty() ? file_source : std::string_view{written};
  if (!is_source_name(source)) return invalid("source may only contain letters, digits, '.', '_' and '-'");
  const auto number = parse_count("number", row.number, 1, 99);
  if (!number) return failed(number);
  const auto id = clean(row.id, limits::history_id_characters);
  return fmt::format("{}:{}", source, id.empty() ? made_id(match, number->value_or(1)) : id);
}

// What two archives call the same, each calls so for itself.
void name_source(MatchReport& match) {
  const auto source = import_source(match.external_id);
  const auto named = [&](const std::string& id) { return fmt::format("{}:{}", source, letters_of(id)); };
  for (auto& opponent : match.opponents) opponent.team = named(*opponent.team);
  if (match.tournament) match.tournament = named(*match.tournament);
}

Result<void> read_event(const HistoryRow& row, HistoryMatch& read) {
  const auto tier = fold(row.tier);
  const auto known = parse_tier(tier);
  if (!tier.empty() && !known) return invalid("tier must be s, a, b, c, d or unranked");
  read.match.stage = clean(row.stage);
  auto name = clean(row.tournament);
  if (name.empty()) return {};
  read.match.tournament = id_of_name(name);
  Tournament tournament;
  tournament.name = std::move(name);
  tournament.tier = known;
  read.tournament = std::move(tournament);
  return {};
}

Result<void> read_url(const HistoryRow& row, MatchReport& match) {
  match.url = clean(row.url, limits::history_id_characters * 2);
  if (match.url.empty() || match.url.starts_with("https://") || match.url.starts_with("http://")) return {};
  return invalid("url must be a web address");
}

}  // namespace

std::string* history_column(HistoryRow& row, std::string_view column) {
  const auto* const found =
      std::ranges::find(columns, column, &std::pair<std::string_view, std::string HistoryRow::*>::first);
  return found == columns.end() ? nullptr : &(row.*found->second);
}

bool is_history_column(std::string_view name) {
  HistoryRow row;
  return name == "maps" || history_column(row, name) != nullptr;
}

Result<std::vector<HistoryMap>> parse_history_maps(std::string_view cell) {
  std::vector<HistoryMap> maps;
  for (const auto part : split(cell, ';')) {
    auto rest = trim(part);
    if (rest.empty()) continue;
    if (maps.size() == limits::history_maps_max) return invalid("more than {} maps", maps.size());
    HistoryMap map;
    for (const std::string_view pick : {"pick1", "pick2", " decider"}) {
      if (!rest.ends_with(pick)) continue;
      map.picked_by = pick.starts_with("pick") ? pick.substr(4) : decider;
      rest = trim(rest.substr(0, rest.size() - pick.size()));
    }
    if (const auto colon = rest.rfind(':'); colon != std::string_view::npos) {
      const auto blank = rest.rfind(' ', colon);
      if (blank == std::string_view::npos) return invalid("map without a name: {}", rest);
      map.score1 = rest.substr(blank + 1, colon - blank - 1);
      map.score2 = rest.substr(colon + 1);
      rest = trim(rest.substr(0, blank));
    }
    map.name = rest;
    maps.push_back(std::move(map));
  }
  return maps;
}

bool is_source_name(std::string_view name) {
  const auto is_allowed = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '.' || letter == '_' || letter == '-';
  };
  return !name.empty() && name.size() <= limits::history_source_characters &&
         std::ranges::all_of(name, is_allowed);
}

Result<HistoryMatch> read_history_row(const HistoryRow& row, std::string_view source, Timestamp now) {
  HistoryMatch read;
  auto& match = read.match;
  match.status = MatchStatus::finished;
  const auto when = parse_when(trim(row.date));
  if (!when) return invalid("date must be a day, or a time with its time zone");
  if (when->at > now + ahead_max) return invalid("the match is in the future");
  match.scheduled_at = when->at;
  match.time_is_exact = when->is_exact;

  if (auto good = read_opponents(row, match); !good) return failed(good);
  if (auto good = read_maps(row, match); !good) return failed(good);
  if (auto good = read_result(row, match); !good) return failed(good);
  const auto best_of = parse_count("best_of", row.best_of, 1, 9);
  if (!best_of) return failed(best_of);
  match.best_of = *best_of;
  if (auto good = read_event(row, read); !good) return failed(good);
  if (auto good = read_url(row, match); !good) return failed(good);
  auto id = read_id(row, source, match);
  if (!id) return failed(id);
  match.external_id = std::move(*id);
  name_source(match);
  if (const auto violations = validate(match, now); !violations.empty())
    return invalid("{}: {}", violations.front().rule, violations.front().detail);
  return read;
}

}  // namespace cs2::provider
