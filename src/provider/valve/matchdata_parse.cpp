#include "provider/valve/matchdata_parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "base/limits/providers.hpp"
#include "base/text.hpp"
#include "provider/shared/json_fields.hpp"
#include "provider/shared/json_text.hpp"
#include "provider/shared/map_name.hpp"
#include "provider/valve/match.hpp"

namespace cs2::provider {
namespace {

namespace json = boost::json;

constexpr std::size_t maps_max = 9;
constexpr std::int64_t rounds_max = 200;
constexpr std::size_t players_max = 10;

// Some write an id as a number, others as a text.
std::optional<std::string> id_at(const JsonFields& fields, const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (value && (value->is_int64() || value->is_uint64())) {
    const auto number = fields.integer(key);
    return number ? std::optional{std::to_string(*number)} : std::nullopt;
  }
  return fields.text(key);
}

std::optional<Timestamp> time_at(const JsonFields& fields, const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  if (!value || value->is_string()) return fields.time(key);
  constexpr std::int64_t seconds_max = 253'402'300'799;  // the last second of the year 9999
  const auto at = fields.integer(key);
  if (!at || *at <= 0 || *at > seconds_max) return std::nullopt;
  return from_unix_seconds(*at);
}

std::optional<std::string> country_of(const std::optional<std::string>& text) {
  if (!text || text->size() != 2) return std::nullopt;
  std::string code = *text;
  for (auto& letter : code) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 32);
    if (letter < 'A' || letter > 'Z') return std::nullopt;
  }
  return code;
}

class MatchdataParser {
 public:
  explicit MatchdataParser(Timestamp observed_at) {
    report_.provider = ProviderName::valve;
    report_.observed_at = observed_at;
  }

  void add_event(const json::value& element) {
    const auto* object = element.if_object();
    if (!object) return skip("an event", "it is not an object");
    std::string complaint;
    const JsonFields fields{*object, complaint};
    const auto id = id_at(fields, *object, "eventId");
    const auto name = fields.text("eventName");
    if (!id || !name) return skip("an event", "no id or no name");
    if (!events_.insert(*id).second) return;
    TournamentReport report;
    report.external_id = *id;
    report.tournament.name = *name;
    report.tournament.prize = fields.text("prizePool");
    if (object->contains("lan")) report.tournament.venue = fields.truth("lan") ? Venue::lan : Venue::online;
    report_.tournaments.push_back(std::move(report));
  }

  void add_match(const json::value& element) {
    ++rows_;
    const auto* object = element.if_object();
    if (!object) return skip("a match", "it is not an object");
    std::string complaint;
    const JsonFields fields{*object, complaint};
    const auto at = time_at(fields, *object, "matchStartTime");
    const std::array names{fields.text("team1Name"), fields.text("team2Name")};
    const auto what = fmt::format("match {} – {}", names[0].value_or("?"), names[1].value_or("?"));
    if (!at) return skip(what, complaint.empty() ? "no time" : complaint);
    if (!names[0] || !names[1]) return skip(what, "an opponent without a name");
    MatchReport match;
    match.status = MatchStatus::finished;
    match.scheduled_at = at;
    parse_result(fields, match);
    if (const auto event = id_at(fields, *object, "eventId"); event && events_.contains(*event))
      match.tournament = event;
    if (!complaint.empty()) return skip(what, complaint);
    for (std::size_t slot = 0; slot < 2; ++slot) {
      auto& opponent = match.opponents[slot];
      opponent.name = *names[slot];
      add_line_up(fields.list(slot == 0 ? "team1Players" : "team2Players"), opponent);
      opponent.team = team_of(opponent, id_at(fields, *object, slot == 0 ? "team1Id" : "team2Id"));
    }
    if (match.opponents[0].team == match.opponents[1].team) return skip(what, "a team against itself");
    report_.matches.push_back(std::move(match));
  }

  Result<Report> take() {
    if (rows_ > 0 && report_.matches.empty())
      return fail(ErrorKind::drift, "not one of {} matches can be read; the last failure: {}", rows_,
                  report_.skipped.back().reason);
    std::ranges::sort(report_.matches, std::greater{}, &MatchReport::scheduled_at);
    ValveMatchIds ids;
    for (auto& match : report_.matches) {
      const auto day = los_angeles_day(*match.scheduled_at);
      match.external_id = ids.next(day, *match.opponents[0].team, *match.opponents[1].team);
    }
    names_.move_to(report_);
    return std::move(report_);
  }

 private:
  void skip(std::string what, std::string reason) {
    report_.skipped.push_back({std::move(what), std::move(reason), "shape"});
  }

  // Ids are given by whoever sends the results in, so one team has several. They tell teams of one name apart
  // where nobody plays for both.
  struct Namesake {
    std::string external_id;
    std::set<std::string> ids;
    std::set<std::string> players;
  };

  std::string team_of(const OpponentReport& opponent, const std::optional<std::string>& id) {
    const auto name = names_.team(opponent.name);
    auto& namesakes = namesakes_[name];
    const auto is_meant = [&](const Namesake& each) {
      const bool says_nothing = !id || each.ids.empty() || each.players.empty() || opponent.line_up.empty();
      return says_nothing || each.ids.contains(*id) ||
             std::ranges::any_of(opponent.line_up,
                                 [&](const std::string& player) { return each.players.contains(player); });
    };
    auto found =
        std::ranges::find_if(namesakes, [&](const Namesake& each) { return id && each.ids.contains(*id); });
    if (found == namesakes.end()) found = std::ranges::find_if(namesakes, is_meant);
    if (found == namesakes.end()) {
      const auto external_id = namesakes.empty() ? name : names_.namesake(name, *id);
      found = namesakes.insert(namesakes.end(), {.external_id = external_id, .ids = {}, .players = {}});
    }
    if (id) found->ids.insert(*id);
    found->players.insert(opponent.line_up.begin(), opponent.line_up.end());
    return found->external_id;
  }

  static void parse_result(const JsonFields& fields, MatchReport& match) {
    const auto winner = fields.integer("winningTeam");
    if (winner == 1 || winner == 2) match.winner = static_cast<Slot>(*winner - 1);
    match.forfeit = fields.truth("forfeited");
    const auto* maps = fields.list("maps");
    if (!maps) return;
    if (maps->size() > maps_max) return fields.add_error("too many maps");
    for (const auto& element : *maps) {
      const auto* object = element.if_object();
      if (!object) return fields.add_error("a map is not an object");
      std::string complaint;
      match.maps.push_back(parse_map({*object, complaint}, static_cast<int>(match.maps.size()) + 1));
      if (!complaint.empty()) return fields.add_error("a map: " + complaint);
    }
    Score won;
    for (const auto& map : match.maps) {
      if (map.winner) ++(map.winner == 0 ? won.first : won.second);
    }
    if (won != Score{}) match.score = won;
  }

  static MapResult parse_map(const JsonFields& fields, int number) {
    MapResult map{.number = number, .name = {}, .status = MapStatus::not_played};
    if (const auto name = fields.text("mapName")) map.name = map_name(*name);
    const auto first = fields.integer("team1Score");
    const auto second = fields.integer("team2Score");
    if (!first || !second) return map;
    if (*first < 0 || *second < 0 || *first > rounds_max || *second > rounds_max) {
      fields.add_error("an impossible score");
      return map;
    }
    map.status = MapStatus::finished;
    map.score = Score{static_cast<int>(*first), static_cast<int>(*second)};
    if (*first != *second) map.winner = *first > *second ? 0 : 1;
    return map;
  }

  void add_line_up(const json::array* players, OpponentReport& opponent) {
    if (!players || players->size() > players_max) return;
    for (const auto& element : *players) {
      const auto* object = element.if_object();
      if (!object) continue;
      std::string complaint;
      const JsonFields fields{*object, complaint};
      const auto nickname = fields.text("nick");
      if (!nickname) continue;
      const auto id = names_.player(*nickname);
      auto& nationality = names_.player_report(id).player.nationality;
      if (!nationality) nationality = country_of(fields.text("countryIso"));
      opponent.line_up.push_back(id);
    }
  }

  Report report_;
  ValveNames names_;
  std::map<std::string, std::vector<Namesake>> namesakes_;  // by name
  std::set<std::string> events_;
  std::size_t rows_ = 0;
};

}  // namespace

Result<Report> parse_valve_matchdata(std::string_view text, Timestamp observed_at) {
  const auto value = parse_json_text(text, limits::valve_matchdata_values_max);
  if (!value) return failed(value);
  const auto* object = value->if_object();
  if (!object) return fail(ErrorKind::drift, "not an object");
  std::string complaint;
  const JsonFields fields{*object, complaint};
  const auto* matches = fields.list("matches");
  const auto* events = fields.list("events");
  if (!matches) return fail(ErrorKind::drift, "no list of matches");
  if (matches->size() > limits::valve_matchdata_rows_max ||
      (events && events->size() > matches->size() + 100))
    return fail(ErrorKind::too_large, "{} matches in one file", matches->size());

  MatchdataParser parser{observed_at};
  if (events) {
    for (const auto& event : *events) parser.add_event(event);
  }
  for (const auto& match : *matches) parser.add_match(match);
  return parser.take();
}

}  // namespace cs2::provider
