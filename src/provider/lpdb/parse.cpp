#include "provider/lpdb/parse.hpp"

#include <algorithm>

#include "base/number.hpp"
#include "base/text.hpp"
#include "provider/lpdb/rows.hpp"
#include "provider/shared/country.hpp"
#include "provider/shared/wiki_moves.hpp"
#include "provider/shared/wiki_page.hpp"

namespace cs2::provider {
namespace {

constexpr std::size_t squad_max = 60;       // players and staff of one team
constexpr std::size_t ranking_max = 1'000;  // places of one ranking
constexpr std::size_t line_up_max = 10;
constexpr int place_max = 1'000;

// "3-4" → {3, 4}, "1" → {1, 1}.
std::optional<std::pair<int, int>> parse_places(std::string_view text) {
  const auto dash = text.find('-');
  const auto best = parse_digits(trim(text.substr(0, dash)), 1'000'000);
  const auto worst =
      dash == std::string_view::npos ? best : parse_digits(trim(text.substr(dash + 1)), 1'000'000);
  if (!best || !worst || *best < 1 || *worst < *best || *worst > place_max) return std::nullopt;
  return std::pair{*best, *worst};
}

// Whole dollars with separators: "$30,000".
std::optional<std::string> dollars(std::optional<std::int64_t> amount) {
  if (!amount || *amount <= 0) return std::nullopt;
  auto text = std::to_string(*amount);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), 1, ',');
  return "$" + text;
}

std::optional<std::string> nonempty(std::string text) {
  if (text.empty()) return std::nullopt;
  return text;
}

RosterRole role_of(const LpdbRecord& row) {
  const auto words = fold(row.text("role") + " " + row.text("position"));
  if (words.contains("coach")) return RosterRole::coach;
  if (row.text("type") == "staff") return RosterRole::staff;
  if (row.text("status") == "inactive" || words.contains("inactive") || words.contains("bench"))
    return RosterRole::benched;
  if (words.contains("stand in") || words.contains("standin") || words.contains("substitute") ||
      words.starts_with("sub"))
    return RosterRole::stand_in;
  return words.contains("captain") ? RosterRole::captain : RosterRole::player;
}

bool skip_row(LpdbReport& whole, std::string_view what, const LpdbRecord& row, std::string reason) {
  const auto page = row.text("pagename");
  whole.skip(fmt::format("{} {}", what, page.empty() ? row.text("objectname") : page), std::move(reason));
  return false;
}

bool read_tournament(const LpdbRecord& row, LpdbReport& whole) {
  const auto places = row.object("locations");
  Tournament tournament{.id = {}, .name = row.text("name")};
  tournament.tier = tier_of_lpdb(row.text("liquipediatier"));
  tournament.venue = venue_of_lpdb(row.text("type"));
  tournament.region = nonempty(places.text("region1"));
  if (tournament.venue != Venue::online) {
    tournament.country = find_country(places.text("country1"));
    auto city = places.text("city1");
    if (const auto venue = places.text("venue1"); !venue.empty())
      city = city.empty() ? venue : venue + ", " + city;
    tournament.city = nonempty(city);
  }
  // A text of JSON or an object: {"organizer1": "PGL"}.
  auto organizers = row.texts("organizers", 1);
  if (organizers.empty()) {
    const auto written = row.text("organizers");
    const auto inner = parse_json_text(written);
    const boost::json::value wrapped{{"organizers", inner ? *inner : boost::json::value{}}};
    organizers = LpdbRecord{&wrapped}.texts("organizers", 1);
  }
  if (!organizers.empty()) tournament.organizer = organizers.front().second;
  tournament.prize = dollars(row.integer("prizepool"));
  tournament.starts_at = row.time("startdate");
  // Days: the last one belongs to it.
  if (const auto last = row.time("enddate")) tournament.ends_at = *last + days{1} - seconds{1};

  const auto page = row.text("pagename");
  const auto id = whole.add_tournament(page, std::move(tournament));
  return id.has_value() || skip_row(whole, "tournament", row, "no page");
}

bool read_team(const LpdbRecord& row, LpdbReport& whole) {
  const auto id = whole.add_team(row.text("pagename"), row.text("name"), {row.text("template")});
  if (!id) return skip_row(whole, "team", row, "no page");
  auto& team = whole.find_team(*id)->team;
  const auto places = row.object("locations");
  team.region = nonempty(row.text("region"));
  team.country = find_country(places.text("country1"));
  if (!team.country) team.country = find_country(row.text("location"));
  team.disbanded = row.text("status") == "disbanded";
  return true;
}

bool read_player(const LpdbRecord& row, LpdbReport& whole) {
  const auto id = whole.add_player(row.text("pagename"), row.text("id"), row.text("nationality"));
  if (!id) return skip_row(whole, "player", row, "no page");
  auto* report = whole.find_player(*id);
  const auto extra = row.object("extradata");
  report->player.first_name = nonempty(extra.text("firstname"));
  report->player.last_name = nonempty(extra.text("lastname"));
  if (!report->player.first_name && !report->player.last_name) {
    const auto whole_name = row.text("name");
    const auto space = whole_name.rfind(' ');
    report->player.first_name = nonempty(whole_name.substr(0, space));
    if (space != std::string::npos) report->player.last_name = whole_name.substr(space + 1);
  }
  const auto others = row.text("alternateid");
  for (const auto other : split(others, ',')) {
    if (const auto name = trim(other); !name.empty()) report->aliases.emplace_back(name);
  }
  return true;
}

bool read_member(const LpdbRecord& row, LpdbReport& whole) {
  const auto team = whole.add_team(row.text("pagename"), {});
  if (!team) return skip_row(whole, "member of", row, "no team page");
  const auto player = whole.add_player(row.text("link"), row.text("id"), row.text("nationality"));
  if (!player) return skip_row(whole, "member of", row, "no player");
  auto* report = whole.find_player(*player);
  if (const auto name = row.text("name"); !name.empty() && !report->player.first_name) {
    const auto space = name.rfind(' ');
    report->player.first_name = name.substr(0, space);
    if (space != std::string::npos) report->player.last_name = name.substr(space + 1);
  }
  auto& roster = roster_of(whole.report(), *team, true);
  if (roster.stays.size() == squad_max) {
    roster.is_complete = false;
    return skip_row(whole, "member of", row, "the squad is too large");
  }
  RosterReport::Stay stay{.player = *player, .role = role_of(row), .since = row.time("joindate")};
  if (row.text("status") == "former") stay.until = row.time("leavedate");
  if (row.text("status") == "former" && !stay.until)
    return skip_row(whole, "member of", row, "left on an unknown day");
  roster.stays.push_back(std::move(stay));
  return true;
}

bool read_transfer(const LpdbRecord& row, LpdbReport& whole) {
  const auto date = row.time("date");
  if (!date) return skip_row(whole, "transfer", row, "no day");
  const auto player = whole.add_player(row.text("player"), {}, row.text("nationality"));
  if (!player) return skip_row(whole, "transfer", row, "no player");
  const auto from = whole.add_team(row.text("fromteam"), {}, {row.text("fromteamtemplate")});
  const auto to = whole.add_team(row.text("toteam"), {}, {row.text("toteamtemplate")});
  const bool moved = add_move(whole.report(), {.player = *player,
                                               .from = from.value_or(""),
                                               .to = to.value_or(""),
                                               .role_before = row.text("role1"),
                                               .role_after = row.text("role2"),
                                               .on = *date});
  return moved || skip_row(whole, "transfer", row, "from no team to no team");
}

bool read_placement(const LpdbRecord& row, LpdbReport& whole) {
  const auto type = row.text("opponenttype");
  const auto name = row.text("opponentname");
  const auto written = row.text("placement");
  if (!type.empty() && type != "team") {
    skip_row(whole, "placement", row, "of no team");
    return true;
  }
  if (name.empty() || fold(name) == "tbd" || written.empty()) {
    skip_row(whole, "placement", row, "undecided");
    return true;
  }
  const auto places = parse_places(written);
  if (!places) {
    skip_row(whole, "placement", row, fmt::format("\"{}\" is no place", written));
    return true;
  }
  const auto parent = row.text("parent");
  const auto tournament = whole.add_tournament(parent.empty() ? row.text("pagename") : parent,
                                               {.id = {}, .name = row.text("tournament")});
  const auto team = whole.add_team(name, {}, {row.text("opponenttemplate")});
  if (!tournament || !team) return skip_row(whole, "placement", row, "no tournament or no team");
  whole.report().placements.push_back({.tournament = *tournament,
                                       .team = *team,
                                       .best = places->first,
                                       .worst = places->second,
                                       .prize = dollars(row.integer("prizemoney"))});
  if (places->second == 1) whole.find_tournament(*tournament)->winner = *team;
  return true;
}

std::optional<bool> advances(const std::string& status) {
  if (status == "up" || status == "stayup") return true;
  if (status == "down" || status == "dq") return false;
  return std::nullopt;
}

Standing standing_of(const LpdbRecord& row, int position) {
  const auto board = row.object("scoreboard");
  const auto small = [](std::optional<std::int64_t> number) -> std::optional<int> {
    if (!number || *number < 0 || *number > 1'000) return std::nullopt;
    return static_cast<int>(*number);
  };
  const auto matches = board.object("match");
  const auto maps = board.object("game");
  return {.team = {},
          .position = position,
          .wins = small(matches.integer("w")),
          .draws = small(matches.integer("d")),
          .losses = small(matches.integer("l")),
          .map_wins = small(maps.integer("w")),
          .map_losses = small(maps.integer("l")),
          .points = small(board.integer("points")),
          .advances = advances(row.text("definitestatus"))};
}

// A table has a row for each of its rounds; the last round is how it stands.
class StandingsReader {
 public:
  explicit StandingsReader(const LpdbStages& stages) : stages_(stages) {}

  bool read(const LpdbRecord& row, LpdbReport& whole) {
    const auto parent = page_id(row.text("parent"));
    const auto position = parse_places(row.text("placement"));
    const auto name = row.text("opponentname");
    if (parent.empty()) return skip_row(whole, "standing", row, "no tournament");
    if (name.empty() || fold(name) == "tbd" || !position) {
      skip_row(whole, "standing", row, "undecided");
      return true;
    }
    const auto index = row.integer("standingsindex").value_or(0);
    const auto round = row.integer("roundindex").value_or(0);
    whole.add_tournament(parent, {.id = {}, .name = row.text("tournament")});
    auto& table = tables_[{parent, index}];
    if (round < table.round) return true;
    if (round > table.round) table = {.round = round, .rows = {}};
    if (const auto team = whole.add_team(name, {}, {row.text("opponenttemplate")}))
      table.rows.push_back({*team, standing_of(row, position->first)});
    return true;
  }

  void finish(Report& report) {
    for (auto& [key, table] : tables_) {
      std::ranges::sort(table.rows, {},
                        [](const auto& row) { return std::pair{row.standing.position, row.team}; });
      const auto stage = stages_.find(key);
      report.standings.push_back({.tournament = key.first,
                                  .stage = stage == stages_.end() ? "" : stage->second,
                                  .rows = std::move(table.rows)});
    }
  }

 private:
  struct Table {
    std::int64_t round = 0;
    std::vector<StandingsReport::Row> rows;
  };
  const LpdbStages& stages_;
  std::map<std::pair<std::string, std::int64_t>, Table> tables_;
};

RankingSystem system_of(std::string_view name) {
  const auto words = fold(name);
  if (words.contains("europe")) return RankingSystem::valve_europe;
  if (words.contains("americas")) return RankingSystem::valve_americas;
  if (words.contains("asia")) return RankingSystem::valve_asia;
  return RankingSystem::valve_world;
}

// The shape of the opponent is not written down anywhere, so its page is looked for under each of its names.
std::string team_page_of(const LpdbRecord& opponent) {
  for (const auto* key : {"page", "pagename", "name"}) {
    auto page = opponent.object("teamtemplate").text(key);
    if (page.empty()) page = opponent.text(key);
    if (!page.empty()) return page;
  }
  return {};
}

bool read_ranking(const LpdbRecord& row, LpdbReport& whole) {
  const auto date = row.time("date");
  if (!date) return skip_row(whole, "ranking", row, "no day");
  RankingReport ranking{.system = system_of(row.text("name")),
                        .published = std::chrono::floor<days>(*date),
                        .places = {},
                        .url = page_url(page_id(row.text("pagename")))};
  auto places = row.list("extradata", ranking_max);
  if (places.empty()) places = row.object("extradata").list("table", ranking_max);
  for (const auto* value : places) {
    const LpdbRecord place{value};
    const auto position = place.integer("place");
    const auto opponent = place.object("opponent");
    const auto team = whole.add_team(team_page_of(opponent), {}, {opponent.text("template")});
    if (!position || *position < 1 || *position > place_max || !team) {
      skip_row(whole, "place in the ranking", row, "no position or no team");
      continue;
    }
    RankingReport::Place kept{
        .team = *team, .position = static_cast<int>(*position), .points = {}, .line_up = {}};
    if (const auto points = place.integer("points"); points && *points >= 0 && *points < 100'000)
      kept.points = static_cast<int>(*points);
    for (const auto* element : opponent.list("players", line_up_max)) {
      const LpdbRecord player{element};
      auto nickname = player.text("displayName");
      if (nickname.empty()) nickname = player.text("displayname");
      if (!nickname.empty()) kept.line_up.push_back(nickname);
    }
    ranking.places.push_back(std::move(kept));
  }
  if (ranking.places.empty()) return skip_row(whole, "ranking", row, "no places");
  std::ranges::sort(ranking.places, {},
                    [](const auto& place) { return std::pair{place.position, place.team}; });
  whole.report().rankings.push_back(std::move(ranking));
  return true;
}

}  // namespace

Result<LpdbPage> parse_lpdb_tournaments(std::string_view text, Timestamp now) {
  return read_lpdb(text, now, "tournament", read_tournament);
}

Result<LpdbPage> parse_lpdb_teams(std::string_view text, Timestamp now) {
  return read_lpdb(text, now, "team", read_team);
}

Result<LpdbPage> parse_lpdb_players(std::string_view text, Timestamp now) {
  return read_lpdb(text, now, "player", read_player);
}

Result<LpdbPage> parse_lpdb_squads(std::string_view text, Timestamp now) {
  auto page = read_lpdb(text, now, "member", read_member);
  if (!page) return page;
  // Whoever could not be read has not left.
  for (auto& roster : page->report.rosters) {
    if (!page->report.skipped.empty()) roster.is_complete = false;
  }
  return page;
}

Result<LpdbPage> parse_lpdb_transfers(std::string_view text, Timestamp now) {
  return read_lpdb(text, now, "transfer", read_transfer);
}

Result<LpdbPage> parse_lpdb_placements(std::string_view text, Timestamp now) {
  return read_lpdb(text, now, "placement", read_placement);
}

Result<LpdbPage> parse_lpdb_rankings(std::string_view text, Timestamp now) {
  return read_lpdb(text, now, "ranking", read_ranking);
}

Result<LpdbStages> parse_lpdb_stages(std::string_view text) {
  const auto value = parse_json_text(text);
  if (!value) return failed(value);
  const auto rows = rows_of_lpdb(*value);
  if (!rows) return failed(rows);
  LpdbStages sections;
  LpdbStages titles;
  std::map<std::pair<std::string, std::string>, int> shared;
  for (const auto* element : *rows) {
    const LpdbRecord row{element};
    const std::pair key{page_id(row.text("parent")), row.integer("standingsindex").value_or(0)};
    if (!sections.try_emplace(key, row.text("section")).second) continue;
    titles[key] = row.text("title");
    ++shared[{key.first, sections[key]}];
  }
  // As on its matches, unless several tables stand in one section: then each has its own title.
  for (auto& [key, stage] : sections) {
    const auto& title = titles[key];
    if (!title.empty() && (stage.empty() || shared[{key.first, stage}] > 1)) stage = title;
  }
  return sections;
}

Result<LpdbPage> parse_lpdb_standings(std::string_view text, const LpdbStages& stages, Timestamp now) {
  StandingsReader reader{stages};
  auto page = read_lpdb(text, now, "standing",
                        [&](const LpdbRecord& row, LpdbReport& whole) { return reader.read(row, whole); });
  if (page) reader.finish(page->report);
  return page;
}

}  // namespace cs2::provider
