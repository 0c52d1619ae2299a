// Events as Liquipedia's wiki knows them, read from tests/data/liquipedia. The writers of LPDB rows, rendered
// pages and wikitext start from these.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/number.hpp"
#include "model/match.hpp"
#include "model/validate.hpp"
#include "support/table.hpp"

namespace cs2::test {

struct WikiPlayer {
  std::string page;  // "Lucky_(French_player)"
  std::string nickname;
  std::string country;
  bool has_page = true;
};

struct WikiTeam {
  std::string template_name;  // "aurora gaming 2025"
  std::string page;           // "Edelweiss (Swiss team)"
  std::string name;
  std::string short_name;
  bool has_page = true;
  std::vector<WikiPlayer> players;
};

struct WikiMap {
  std::string name;
  bool skipped = false;
  std::vector<Half> halves;  // empty before it is played
  std::string stats;

  Score score() const {
    Score sum;
    for (const auto& half : halves) sum = {sum.first + half.rounds.first, sum.second + half.rounds.second};
    return sum;
  }
  std::optional<Slot> winner() const {
    const auto rounds = score();
    if (!is_final_map_score(rounds)) return std::nullopt;
    return rounds.first > rounds.second ? 0 : 1;
  }
};

// What the first and the second team did.
struct WikiVeto {
  std::string type;
  std::string first;
  std::string second;
};

struct WikiMatch {
  std::string id;       // "PoLaGroupA_0001" in a list, "PoLaPlay26_R01-M001" in a bracket
  std::string section;  // the heading it stands below
  std::string round;
  std::optional<Timestamp> at;
  bool exact = false;
  std::array<std::string, 2> opponents;  // template of a team, a description, or empty
  int best_of = 3;
  std::string result;  // "2:1", "W:FF" or a word; empty: as the maps have it
  std::string hltv;
  std::vector<std::string> streams;  // "twitch/Polar_League"
  std::string vod;
  std::vector<WikiMap> maps;
  std::vector<WikiVeto> vetoes;

  std::string bracket_id() const { return id.substr(0, id.find('_')); }
  std::string place() const { return id.substr(id.find('_') + 1); }
  bool in_bracket() const { return place().starts_with('R'); }

  // What is shown for each opponent: "2", "W", "FF".
  std::array<std::string, 2> score_texts() const {
    if (const auto colon = result.find(':'); colon != std::string::npos)
      return {result.substr(0, colon), result.substr(colon + 1)};
    Score won;
    for (const auto& map : maps) {
      if (map.winner() == 0) ++won.first;
      if (map.winner() == 1) ++won.second;
    }
    return {std::to_string(won.first), std::to_string(won.second)};
  }
  std::optional<Score> score() const {
    const auto first = parse_digits(score_texts()[0]);
    const auto second = parse_digits(score_texts()[1]);
    if (!first || !second) return std::nullopt;
    return Score{static_cast<int>(*first), static_cast<int>(*second)};
  }
  bool forfeit() const { return !score(); }
  std::optional<Slot> winner() const {
    if (forfeit()) return score_texts()[0] == "W" ? 0 : 1;
    const auto won = *score();
    if (std::max(won.first, won.second) <= best_of / 2) return std::nullopt;
    return won.first > won.second ? 0 : 1;
  }
  bool draw() const {
    return !forfeit() && score()->first == score()->second && 2 * score()->first == best_of;
  }
  MatchStatus status(Timestamp now) const {
    if (result == "cancelled") return MatchStatus::cancelled;
    if (result == "postponed") return MatchStatus::postponed;
    if (result == "unknown" || winner() || draw()) return MatchStatus::finished;
    return at && exact && *at <= now ? MatchStatus::live : MatchStatus::scheduled;
  }
};

struct WikiEvent {
  std::string page;
  std::string name;
  std::string organizer;
  std::string type;
  std::string country;
  std::string city;
  std::string venue;
  std::string tier;
  std::string starts;
  std::string ends;
  std::string prize;  // "50,000"
  std::string zone;   // "CEST"
  std::string offset;
  std::string zone_name;
  std::vector<WikiTeam> teams;
  std::vector<WikiMatch> matches;

  const WikiTeam* find_team(std::string_view template_name) const {
    const auto found = std::ranges::find(teams, template_name, &WikiTeam::template_name);
    return found == teams.end() ? nullptr : &*found;
  }
  // The matches of each list and of each bracket.
  std::vector<std::vector<const WikiMatch*>> lists() const {
    std::vector<std::vector<const WikiMatch*>> lists;
    for (const auto& match : matches) {
      if (lists.empty() || lists.back().front()->bracket_id() != match.bracket_id()) lists.emplace_back();
      lists.back().push_back(&match);
    }
    return lists;
  }
  const WikiMatch& match(std::string_view id) const {
    const auto found = std::ranges::find(matches, id, &WikiMatch::id);
    if (found == matches.end()) throw std::runtime_error("no match " + std::string{id});
    return *found;
  }
};

inline Timestamp utc(std::string_view day, std::string_view clock = "00:00") {
  const auto at = parse_iso8601(std::string{day} + "T" + std::string{clock} + ":00Z");
  if (!at) throw std::runtime_error("no time: " + std::string{day} + " " + std::string{clock});
  return *at;
}

// "ct 6:6" → a half; `number` counts from 0.
inline Half read_half(const Row& row, std::string_view written, std::size_t number) {
  const auto space = written.find(' ');
  const auto colon = written.find(':');
  if (space == std::string_view::npos || colon == std::string_view::npos) row.fail("has no half");
  const auto side = written.substr(0, space);
  const auto first = parse_digits(written.substr(space + 1, colon - space - 1));
  const auto second = parse_digits(written.substr(colon + 1));
  if ((side != "ct" && side != "t") || !first || !second) row.fail("has no half");
  return {.rounds = {static_cast<int>(*first), static_cast<int>(*second)},
          .first_side = side == "ct" ? Side::ct : Side::t,
          .overtime = number >= 2};
}

inline WikiMap read_map(const Row& row) {
  WikiMap map{.name = row["map"], .skipped = row["halves"] == "-", .halves = {}, .stats = row["stats"]};
  if (map.skipped) return map;
  for (const auto& half : row.list("halves")) map.halves.push_back(read_half(row, half, map.halves.size()));
  return map;
}

inline WikiMatch read_match(const Row& row) {
  WikiMatch match{.id = row["match"],
                  .section = row["section"],
                  .round = row["round"],
                  .at = {},
                  .exact = row["at"].contains(' '),
                  .opponents = {row["first"], row["second"]},
                  .best_of = row.number("best_of"),
                  .result = row["result"],
                  .hltv = row["hltv"],
                  .streams = row.list("streams"),
                  .vod = row["vod"],
                  .maps = {},
                  .vetoes = {}};
  if (const std::string_view at = row["at"]; !at.empty())
    match.at = match.exact ? utc(at.substr(0, 10), at.substr(11)) : utc(at);
  return match;
}

// `key` as in the column "event".
inline WikiEvent read_wiki_event(std::string_view key) {
  const auto rows_of = [&](std::string_view table) {
    auto rows = read_table("liquipedia/" + std::string{table} + ".tsv");
    std::erase_if(rows, [&](const Row& row) { return row["event"] != key; });
    return rows;
  };
  const auto heads = rows_of("events");
  if (heads.size() != 1) throw std::runtime_error("no event " + std::string{key});
  const auto& head = heads.front();
  WikiEvent event{.page = head["page"],
                  .name = head["name"],
                  .organizer = head["organizer"],
                  .type = head["type"],
                  .country = head["country"],
                  .city = head["city"],
                  .venue = head["venue"],
                  .tier = head["tier"],
                  .starts = head["starts"],
                  .ends = head["ends"],
                  .prize = head["prize"],
                  .zone = head["zone"],
                  .offset = head["offset"],
                  .zone_name = head["zone_name"],
                  .teams = {},
                  .matches = {}};
  const auto players = rows_of("players");
  for (const auto& row : rows_of("teams")) {
    WikiTeam team{row["template"], row["page"], row["name"], row["short_name"], row["has_page"] == "yes", {}};
    for (const auto& player : players) {
      if (player["team"] == team.template_name)
        team.players.push_back(
            {player["page"], player["nickname"], player["country"], player["has_page"] == "yes"});
    }
    event.teams.push_back(std::move(team));
  }
  for (const auto& row : rows_of("matches")) event.matches.push_back(read_match(row));
  const auto match_of = [&](const Row& row) -> WikiMatch& {
    const auto found = std::ranges::find(event.matches, row["match"], &WikiMatch::id);
    if (found == event.matches.end()) row.fail("has no match " + row["match"]);
    return *found;
  };
  for (const auto& row : rows_of("maps")) match_of(row).maps.push_back(read_map(row));
  for (const auto& row : rows_of("vetoes"))
    match_of(row).vetoes.push_back({row["type"], row["first"], row["second"]});
  return event;
}

// "Team Alpine" → "Team_Alpine", as ids and addresses have it.
inline std::string underscored(std::string_view title) {
  std::string page{title};
  std::ranges::replace(page, ' ', '_');
  return page;
}
// With the capital that every page begins with.
inline std::string page_key(std::string_view title) {
  auto page = underscored(title);
  if (!page.empty() && page.front() >= 'a' && page.front() <= 'z')
    page.front() = static_cast<char>(page.front() - 'a' + 'A');
  return page;
}

}  // namespace cs2::test
