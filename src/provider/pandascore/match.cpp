#include "provider/pandascore/match.hpp"

#include <algorithm>
#include <functional>

#include "base/enum_names.hpp"
#include "base/text.hpp"

namespace cs2::provider::pandascore {
namespace {

constexpr std::size_t streams_max = 50;

struct Oddity {
  std::string rule;  // see Skipped
  std::string reason;
};

struct Parsed {
  MatchReport match;
  std::vector<Oddity> odd;  // parts that were left out, or taken otherwise than written
  std::vector<TeamReport> teams;
  std::optional<TournamentReport> event;
  OpponentIds ids;
};

constexpr auto match_statuses = names_of<MatchStatus>({{MatchStatus::scheduled, "not_started"},
                                                       {MatchStatus::live, "running"},
                                                       {MatchStatus::finished, "finished"},
                                                       {MatchStatus::cancelled, "canceled"},
                                                       {MatchStatus::postponed, "postponed"}});
constexpr auto game_statuses = names_of<MapStatus>({{MapStatus::scheduled, "not_started"},
                                                    {MapStatus::live, "running"},
                                                    {MapStatus::finished, "finished"},
                                                    {MapStatus::not_played, "not_played"}});

std::string stage_of(const std::string& stage, const std::string& label) {
  if (stage.empty() || label.starts_with(stage)) return label.empty() ? stage : label;
  return label.empty() ? stage : stage + " – " + label;
}

void parse_opponents(const JsonFields& fields, Parsed& parsed) {
  const auto* opponents = fields.list("opponents");
  if (!opponents) return;  // undecided
  if (opponents->size() > 2) return fields.add_error("more than two opponents");

  std::size_t slot = 0;
  for (const auto& element : *opponents) {
    const auto* object = element.if_object();
    if (!object) return fields.add_error("an opponent is not an object");
    std::string complaint;
    const JsonFields entry{*object, complaint};
    if (entry.text("type").value_or("Team") != "Team") return fields.add_error("an opponent is not a team");
    const auto opponent = entry.object("opponent");
    const auto id = opponent ? opponent->integer("id") : std::nullopt;
    if (auto team = opponent ? parse_team(*opponent) : std::nullopt; team && id) {
      if (parsed.ids.slot_of(*id)) return fields.add_error("a team against itself");
      parsed.ids.of_slot[slot] = id;
      parsed.match.opponents[slot] = {.team = team->external_id, .name = team->team.name, .line_up = {}};
      parsed.teams.push_back(std::move(*team));
    }
    if (!complaint.empty()) return fields.add_error(complaint);
    ++slot;
  }
}

void parse_times(const JsonFields& fields, MatchReport& match) {
  match.scheduled_at = fields.time("scheduled_at");
  const auto begun_at = fields.time("begin_at");
  // Before the start begin_at only repeats the plan.
  if (match.status == MatchStatus::live || match.status == MatchStatus::finished)
    match.started_at = begun_at;
  else if (!match.scheduled_at)
    match.scheduled_at = begun_at;
  if (match.status == MatchStatus::finished) match.ended_at = fields.time("end_at");
  const auto original = fields.time("original_scheduled_at");
  if (original != match.scheduled_at) match.original_scheduled_at = original;
}

void parse_tournament(const JsonFields& fields, const PandascoreStage* below, Parsed& parsed) {
  const auto stage = fields.object("tournament");
  const auto stage_name = stage ? stage->text("name") : std::nullopt;
  parsed.match.stage =
      stage_of(stage_name.value_or(below ? below->name : ""), label_of(fields.text("name").value_or("")));
  parsed.event = parse_event(fields.object("league"), fields.object("serie"), stage);
  if (!parsed.event && below) parsed.event = below->event;
  if (parsed.event) parsed.match.tournament = parsed.event->external_id;
}

void parse_best_of(const JsonFields& fields, MatchReport& match) {
  const auto games = small(fields.integer("number_of_games"), games_max).value_or(0);
  const auto type = fields.text("match_type").value_or("best_of");
  if (games == 0) return;
  if (type == "best_of") match.best_of = games;
  if (type == "first_to" && games * 2 - 1 <= games_max) match.best_of = games * 2 - 1;
}

void parse_games(const JsonFields& fields, Parsed& parsed) {
  const auto* games = fields.list("games");
  if (!games) return;
  if (games->size() > static_cast<std::size_t>(games_max)) return fields.add_error("too many games");

  std::vector<MapResult> maps;
  for (const auto& element : *games) {
    const auto* object = element.if_object();
    if (!object) return fields.add_error("a game is not an object");
    std::string complaint;
    if (const auto map = parse_game({*object, complaint}, parsed.ids)) maps.push_back(*map);
    if (!complaint.empty()) return fields.add_error("a game: " + complaint);
  }
  std::ranges::sort(maps, {}, &MapResult::number);
  const auto twice = std::ranges::adjacent_find(maps, {}, &MapResult::number);
  if (twice != maps.end()) return fields.add_error("two games of the same position");
  parsed.match.maps = std::move(maps);
}

// A side that begins one map ahead: the winner of the upper bracket in some grand finals.
void parse_advantage(const JsonFields& fields, Parsed& parsed) {
  const auto id = fields.integer("game_advantage");
  const auto slot = id ? parsed.ids.slot_of(*id) : std::nullopt;
  if (id && !slot) return fields.add_error("an advantage of a team that is not an opponent");
  if (slot) parsed.match.advantage = *slot == 0 ? Score{1, 0} : Score{0, 1};
}

void parse_result(const JsonFields& fields, Parsed& parsed) {
  auto& match = parsed.match;
  // A walkover is seen as a finished match with only its games forfeited.
  if (match.status == MatchStatus::finished && !match.maps.empty())
    match.forfeit = std::ranges::all_of(match.maps, &MapResult::forfeit);
  match.draw = fields.truth("draw");
  match.forfeit = match.forfeit || fields.truth("forfeit");
  if (const auto id = fields.integer("winner_id")) {
    match.winner = parsed.ids.slot_of(*id);
    if (!match.winner) fields.add_error("the winner is not an opponent");
  }
  std::array<std::optional<int>, 2> won;
  if (const auto* results = fields.list("results")) {
    for (const auto& element : *results) {
      const auto* object = element.if_object();
      if (!object) return fields.add_error("a result is not an object");
      std::string complaint;
      const JsonFields result{*object, complaint};
      const auto team = result.integer("team_id");
      const auto score = result.integer("score");
      if (!complaint.empty()) return fields.add_error("a result: " + complaint);
      if (!team || !score) continue;
      const auto slot = parsed.ids.slot_of(*team);
      if (!slot) return fields.add_error("a result of a team that is not an opponent");
      if (*score < 0 || *score > games_max) return fields.add_error("an impossible score");
      won[static_cast<std::size_t>(*slot)] = static_cast<int>(*score);
    }
  }
  // Documented form of a forfeit: canceled, with a winner. For us that is a result.
  if (match.status == MatchStatus::cancelled && match.forfeit && match.winner)
    match.status = MatchStatus::finished;
  // Without a winner it is not known yet whose it was.
  if (!match.winner) match.forfeit = false;
  if (won[0] && won[1]) match.score = Score{*won[0], *won[1]};
}

// Streams decorate a match: one that cannot be read is left out alone.
void parse_streams(const JsonFields& fields, MatchReport& match) {
  const auto* streams = fields.list("streams_list");
  if (!streams) return;
  for (const auto& element : *streams) {
    const auto* object = element.if_object();
    if (!object || match.streams.size() == streams_max) continue;
    std::string complaint;
    const JsonFields entry{*object, complaint};
    const auto url = web_address(entry.text("raw_url"));
    Stream stream{.url = url.value_or(""), .main = entry.truth("main")};
    stream.official = entry.truth("official") || stream.main;
    if (const auto language = entry.text("language"); language && language->size() == 2)
      stream.language = lower(*language);
    if (!url || !complaint.empty()) continue;
    // Main and official ones first, otherwise in their order.
    const auto rank = [](const Stream& one) { return std::pair{one.main, one.official}; };
    const auto place = std::ranges::upper_bound(match.streams, rank(stream), std::greater{}, rank);
    match.streams.insert(place, std::move(stream));
  }
}

// What the other fields prove of a match whose status we do not know.
MatchStatus proven_status(const JsonFields& fields) {
  std::string ignored;
  const auto apart = fields.apart(ignored);
  if (apart.integer("winner_id")) return MatchStatus::finished;
  const auto* games = apart.list("games");
  const auto has_begun = [](const json::value& element) {
    const auto* game = element.if_object();
    const auto* value = game ? game->if_contains("status") : nullptr;
    const auto* text = value ? value->if_string() : nullptr;
    return text && (*text == "running" || *text == "finished");
  };
  const bool begun = games && std::ranges::any_of(*games, has_begun);
  return begun ? MatchStatus::live : MatchStatus::scheduled;
}

void parse_status(const JsonFields& fields, Parsed& parsed) {
  const auto written = fields.text("status").value_or("");
  const auto status = find_in(match_statuses, written);
  parsed.match.status = status ? *status : proven_status(fields);
  if (!status)
    parsed.odd.push_back({"status", fmt::format("unknown status \"{}\", taken as {}", shorten(written, 40),
                                                name(parsed.match.status))});
}

// A part that cannot be read is left out alone: the match stays as it was before.
template <class Read>
void parse_part(const JsonFields& fields, Parsed& parsed, Read read) {
  std::string complaint;
  auto before = parsed.match;
  read(fields.apart(complaint));
  if (complaint.empty()) return;
  parsed.match = std::move(before);
  parsed.odd.push_back({"shape", std::move(complaint)});
}

void parse_facts(const JsonFields& fields, const PandascoreStage* stage, Parsed& parsed) {
  auto& match = parsed.match;
  parse_status(fields, parsed);
  parse_opponents(fields, parsed);
  parse_part(fields, parsed, [&](const JsonFields& part) { parse_times(part, match); });
  parse_part(fields, parsed, [&](const JsonFields& part) { parse_tournament(part, stage, parsed); });
  parse_part(fields, parsed, [&](const JsonFields& part) { parse_best_of(part, match); });
  parse_part(fields, parsed, [&](const JsonFields& part) { parse_games(part, parsed); });
  parse_part(fields, parsed, [&](const JsonFields& part) { parse_advantage(part, parsed); });
  parse_streams(fields, match);
  // Of what is over the result is what counts: better none of it than one without.
  if (match.status == MatchStatus::finished) return parse_result(fields, parsed);
  parse_part(fields, parsed, [&](const JsonFields& part) { parse_result(part, parsed); });
}

}  // namespace

// "Grand final: TBD vs TBD" has a label too.
std::string label_of(const std::string& match_name) {
  const auto colon = match_name.find(": ");
  if (colon == std::string::npos || !match_name.substr(colon).contains(" vs ")) return {};
  return std::string{trim(std::string_view{match_name}.substr(0, colon))};
}

// Their order of results, games and winners is never relied upon.
std::optional<Slot> OpponentIds::slot_of(std::int64_t team) const {
  for (const Slot slot : {0, 1}) {
    if (of_slot[static_cast<std::size_t>(slot)] == team) return slot;
  }
  return std::nullopt;
}

std::optional<MapResult> parse_game(const JsonFields& fields, const OpponentIds& ids) {
  const auto number = small(fields.integer("position"), games_max);
  const auto written = fields.text("status").value_or("");
  const auto status = find_in(game_statuses, written);
  if (!number || *number < 1) fields.add_error("no position");
  if (!status) fields.add_error(fmt::format("unknown status \"{}\"", shorten(written, 40)));
  if (!number || !status) return std::nullopt;

  MapResult map{.number = *number, .status = *status};
  map.forfeit = fields.truth("forfeit");
  if (map.status == MapStatus::live || map.status == MapStatus::finished)
    map.started_at = fields.time("begin_at");
  if (map.status == MapStatus::finished) {
    map.ended_at = fields.time("end_at");
    if (const auto length = small(fields.integer("length"), 24 * 3600)) map.duration = seconds{*length};
    if (const auto winner = fields.object("winner")) {
      if (const auto id = winner->integer("id")) map.winner = ids.slot_of(*id);
    }
  }
  return map;
}

void read_match(const JsonFields& fields, std::int64_t id, Findings& found, const PandascoreStage* stage) {
  // Nested in a tournament or a serie a match names no opponents at all: that says nothing of who plays, and
  // must not take from it what is known.
  if (!fields.list("opponents")) {
    if (fields.is_understood()) found.skip(fmt::format("match {}", id), "nested, without its opponents");
    return;
  }
  Parsed parsed;
  parsed.match.external_id = std::to_string(id);
  parsed.match.modified_at = fields.time("modified_at");
  parse_facts(fields, stage, parsed);
  static_cast<MatchFacts&>(parsed.match) = normalized(parsed.match);
  for (auto& [rule, reason] : parsed.odd)
    found.skip("match " + parsed.match.external_id, std::move(reason), std::move(rule));
  for (auto& team : parsed.teams) found.add(std::move(team));
  if (parsed.event) found.add(std::move(*parsed.event));
  found.add(std::move(parsed.match));
}

}  // namespace cs2::provider::pandascore
