#include <algorithm>

#include "base/limits/providers.hpp"
#include "provider/pandascore/tournament.hpp"

namespace cs2::provider {
namespace pandascore {
namespace {

// Their winner may be a single player; ours is a team.
std::optional<std::string> winner_of(const JsonFields& fields) {
  const auto id = fields.integer("winner_id");
  if (!id || *id < 1 || fields.text("winner_type").value_or("Team") != "Team") return std::nullopt;
  return std::to_string(*id);
}

// Calls `read` for the objects of a list; what they complain of, the whole complains of.
template <class Read>
void for_each_object(const JsonFields& fields, std::string_view key, Read read) {
  const auto* list = fields.list(key);
  if (!list) return;
  if (list->size() > limits::provider_rows_max) return fields.add_error(fmt::format("too many {}", key));
  for (const auto& element : *list) {
    const auto* object = element.if_object();
    if (!object) return fields.add_error(fmt::format("{}: an element is not an object", key));
    std::string complaint;
    read(JsonFields{*object, complaint});
    if (!complaint.empty()) return fields.add_error(fmt::format("{}: {}", key, complaint));
  }
}

// Where the event is over with this stage, who won it won the event. Earlier stages have winners too.
bool decides(const JsonFields& stage, const TournamentReport& event) {
  const auto ends_at = stage.time("end_at");
  return stage.truth("has_bracket") && ends_at && event.tournament.ends_at &&
         std::chrono::floor<days>(*ends_at) >= std::chrono::floor<days>(*event.tournament.ends_at);
}

}  // namespace

std::optional<PandascoreStage> read_tournament(const JsonFields& fields, Findings& found) {
  const auto id = fields.integer("id");
  const auto serie = fields.object("serie");
  auto event = parse_event(fields.object("league"), serie, fields);
  if (!id || !event) {
    fields.add_error("no serie with a name");
    return std::nullopt;
  }
  event->winner = serie ? winner_of(*serie) : std::nullopt;
  const bool last = decides(fields, *event);
  if (!event->winner && last) event->winner = winner_of(fields);
  PandascoreStage stage{.id = std::to_string(*id),
                        .name = fields.text("name").value_or(""),
                        .event = *event,
                        .has_bracket = fields.truth("has_bracket"),
                        .decides = last,
                        .starts_at = fields.time("begin_at"),
                        .ends_at = fields.time("end_at"),
                        .line_ups = {}};
  for_each_object(fields, "teams", [&](const JsonFields& each) {
    if (auto team = parse_team(each)) found.add(std::move(*team));
  });
  for_each_object(fields, "expected_roster", [&](const JsonFields& each) {
    const auto object = each.object("team");
    auto team = object ? parse_team(*object) : std::nullopt;
    if (!team) return;
    auto players = read_players(each, found);
    if (!players.empty()) stage.line_ups.insert_or_assign(team->external_id, std::move(players));
    found.add(std::move(*team));
  });
  found.add(std::move(*event));
  return stage;
}

void read_serie(const JsonFields& fields, Findings& found, const std::optional<JsonFields>& league) {
  const auto own = fields.object("league");
  auto event = parse_event(own ? own : league, fields, std::nullopt);
  if (!event) return fields.add_error("no name");
  event->winner = winner_of(fields);
  for_each_object(fields, "tournaments", [&](const JsonFields& each) {
    if (const auto stage = parse_event(own ? own : league, fields, each)) merge_event(*event, *stage);
  });
  found.add(std::move(*event));
}

}  // namespace pandascore

namespace {

using namespace pandascore;

// One team's row. A bracket's says only the rank.
void read_standing(const JsonFields& fields, Findings& found, StandingsReport& standings) {
  constexpr std::int64_t matches_max = 10'000;
  const auto object = fields.object("team");
  auto team = object ? parse_team(*object) : std::nullopt;
  const auto rank = small(fields.integer("rank"), limits::provider_rows_max);
  if (!team || !rank || *rank < 1) return fields.add_error("a row without team or rank");

  StandingsReport::Row row{.team = team->external_id, .standing = {.position = *rank}};
  row.standing.wins = small(fields.integer("wins"), matches_max);
  row.standing.draws = small(fields.integer("ties"), matches_max);
  row.standing.losses = small(fields.integer("losses"), matches_max);
  const auto position = [](const StandingsReport::Row& one) { return one.standing.position; };
  const auto place = std::ranges::upper_bound(standings.rows, *rank, {}, position);
  standings.rows.insert(place, std::move(row));
  found.add(std::move(*team));
}

// The last stage's ranks are the event's, once its first is the champion. Ranks may have gaps behind those
// that are shared, or none.
void read_placements(const PandascoreStage& stage, const std::vector<StandingsReport::Row>& rows,
                     Findings& found) {
  if (!stage.decides || rows.empty() || stage.event.winner != rows.front().team) return;
  std::size_t first = 0;
  while (first < rows.size()) {
    auto last = first;
    while (last + 1 < rows.size() && rows[last + 1].standing.position == rows[first].standing.position)
      ++last;
    for (auto i = first; i <= last; ++i) {
      found.add(PlacementReport{.tournament = stage.event.external_id,
                                .team = rows[i].team,
                                .best = static_cast<int>(first) + 1,
                                .worst = static_cast<int>(last) + 1,
                                .prize = {}});
    }
    first = last + 1;
  }
}

// {"type": "Team", "rosters": […]}: teams, each with its players.
Result<PandascorePage> parse_teams_of(std::string_view text, Timestamp observed_at, std::string_view type,
                                      std::string_view key) {
  const auto value = parse_json(text);
  if (!value) return failed(value);
  const auto* object = value->if_object();
  const auto* list = object ? object->if_contains(key) : nullptr;
  if (!list || !list->is_array()) return fail(ErrorKind::drift, "no {}", key);
  if (list->get_array().size() > limits::provider_rows_max)
    return fail(ErrorKind::too_large, "{} rows in one answer", list->get_array().size());
  std::string complaint;
  if (const auto of = JsonFields{*object, complaint}.text(type); of && *of != "Team") {
    PandascorePage page;
    page.report = Findings{observed_at}.take();
    page.report.skipped.push_back({std::string{key}, "not of teams but of: " + *of});
    return page;
  }
  PandascoreLineUps line_ups;
  const auto read = [&](const JsonFields& fields, std::int64_t, Findings& found) {
    auto team = parse_team(fields);
    if (!team) return;
    auto players = read_players(fields, found);
    if (!players.empty() && fields.is_understood())
      line_ups.insert_or_assign(team->external_id, std::move(players));
    found.add(std::move(*team));
  };
  auto page = read_rows(list->get_array(), observed_at, "team", read);
  if (page) page->line_ups = std::move(line_ups);
  return page;
}

}  // namespace

Result<PandascorePage> parse_pandascore_tournaments(std::string_view text, Timestamp observed_at) {
  const auto rows = parse_list(text, "tournaments");
  if (!rows) return failed(rows);
  std::vector<PandascoreStage> stages;
  const auto read = [&](const JsonFields& fields, std::int64_t, Findings& found) {
    auto stage = read_tournament(fields, found);
    if (stage && fields.is_understood()) stages.push_back(std::move(*stage));
  };
  auto page = read_rows(*rows, observed_at, "tournament", read);
  if (page) page->stages = std::move(stages);
  return page;
}

Result<PandascorePage> parse_pandascore_series(std::string_view text, Timestamp observed_at) {
  const auto rows = parse_list(text, "series");
  if (!rows) return failed(rows);
  return read_rows(*rows, observed_at, "serie", [](const JsonFields& fields, std::int64_t, Findings& found) {
    read_serie(fields, found);
  });
}

Result<PandascorePage> parse_pandascore_leagues(std::string_view text, Timestamp observed_at) {
  const auto rows = parse_list(text, "leagues");
  if (!rows) return failed(rows);
  return read_rows(*rows, observed_at, "league", [](const JsonFields& fields, std::int64_t, Findings& found) {
    for_each_object(fields, "series", [&](const JsonFields& serie) { read_serie(serie, found, fields); });
  });
}

Result<PandascorePage> parse_pandascore_standings(std::string_view text, Timestamp observed_at,
                                                  const PandascoreStage& stage) {
  const auto rows = parse_list(text, "standings");
  if (!rows) return failed(rows);
  PandascorePage page;
  page.rows = rows->size();
  Findings found{observed_at};
  StandingsReport standings{.tournament = stage.event.external_id, .stage = stage.name, .rows = {}};
  for (const auto& element : *rows) {
    const auto* object = element.if_object();
    std::string complaint = object ? "" : "it is not an object";
    if (object) read_standing({*object, complaint}, found, standings);
    if (!complaint.empty()) found.skip("a row of standings", complaint);
  }
  if (page.rows > 0 && standings.rows.empty())
    return fail(ErrorKind::drift, "not one of {} rows of standings can be read", page.rows);
  found.add(stage.event);
  read_placements(stage, standings.rows, found);
  if (!standings.rows.empty()) found.add(std::move(standings));
  page.report = found.take();
  return page;
}

Result<PandascorePage> parse_pandascore_rosters(std::string_view text, Timestamp observed_at) {
  return parse_teams_of(text, observed_at, "type", "rosters");
}

Result<PandascorePage> parse_pandascore_opponents(std::string_view text, Timestamp observed_at) {
  return parse_teams_of(text, observed_at, "opponent_type", "opponents");
}

}  // namespace cs2::provider
