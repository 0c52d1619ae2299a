#include "provider/pandascore_parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <string>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "provider/json_fields.hpp"

namespace cs2::provider {
namespace {

namespace json = boost::json;

constexpr std::int64_t games_max = 9;
constexpr std::size_t streams_max = 50;

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

// "SE" or "se" → "SE"; everything else, the empty text that they send included, is no country.
std::optional<std::string> country_of(const std::optional<std::string>& text) {
  if (!text || text->size() != 2) return std::nullopt;
  std::string code;
  for (const char letter : *text) {
    const char upper = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
    if (upper < 'A' || upper > 'Z') return std::nullopt;
    code += upper;
  }
  return code;
}

std::optional<std::string> web_address(const std::optional<std::string>& text) {
  if (text && (text->starts_with("https://") || text->starts_with("http://"))) return text;
  return std::nullopt;
}

std::optional<int> small(std::optional<std::int64_t> number, std::int64_t most) {
  if (!number || *number < 0 || *number > most) return std::nullopt;
  return static_cast<int>(*number);
}

// The slot of an opponent by its id: their order of results, games and winners is never relied upon.
struct Ids {
  std::array<std::optional<std::int64_t>, 2> of_slot;

  std::optional<Slot> slot_of(std::int64_t team) const {
    for (const Slot slot : {0, 1}) {
      if (of_slot[static_cast<std::size_t>(slot)] == team) return slot;
    }
    return std::nullopt;
  }
};

std::optional<MatchStatus> parse_status(std::string_view text) {
  if (text == "not_started") return MatchStatus::scheduled;
  if (text == "running") return MatchStatus::live;
  if (text == "finished") return MatchStatus::finished;
  if (text == "canceled") return MatchStatus::cancelled;
  if (text == "postponed") return MatchStatus::postponed;
  return std::nullopt;
}

std::optional<MapStatus> parse_game_status(std::string_view text) {
  if (text == "not_started") return MapStatus::scheduled;
  if (text == "running") return MapStatus::live;
  if (text == "finished") return MapStatus::finished;
  if (text == "not_played") return MapStatus::not_played;
  return std::nullopt;
}

std::optional<Venue> parse_type(std::string_view text) {
  if (text == "online") return Venue::online;
  if (text == "offline") return Venue::lan;
  if (text == "online/offline") return Venue::mixed;
  return std::nullopt;
}

// "Semifinal 2: LDP vs IMP" says more than the stage; "LDP vs IMP" does not. "Grand final: TBD vs TBD" has a
// label too.
std::string label_of(const std::string& match_name) {
  const auto colon = match_name.find(": ");
  if (colon == std::string::npos || !match_name.substr(colon).contains(" vs ")) return {};
  return std::string{trim(std::string_view{match_name}.substr(0, colon))};
}

std::string stage_of(const std::string& stage, const std::string& label) {
  if (stage.empty() || label.starts_with(stage)) return label.empty() ? stage : label;
  return label.empty() ? stage : stage + " – " + label;
}

class PageParser {
 public:
  explicit PageParser(Timestamp observed_at) {
    page_.report.provider = ProviderName::pandascore;
    page_.report.observed_at = observed_at;
  }

  void add(const json::value& element) {
    ++page_.rows;
    const auto* object = element.if_object();
    if (!object) return skip("an element", "it is not an object");

    std::string complaint;
    const JsonFields fields{*object, complaint};
    const auto id = fields.integer("id");
    if (!id || *id < 1) return skip("a match", complaint.empty() ? "no id" : complaint);
    if (const auto game = fields.object("videogame");
        game && game->text("slug").value_or("cs-go") != "cs-go") {
      other_games_ = true;
      return skip(*id, "another game: " + *game->text("slug"));
    }

    Parsed parsed;
    parsed.match.external_id = std::to_string(*id);
    parse_facts(fields, parsed);
    if (!complaint.empty()) return skip(*id, complaint);
    keep(std::move(parsed), fields);
  }

  Result<PandascorePage> take() {
    if (page_.rows > 0 && page_.report.matches.empty() && !other_games_)
      return fail(ErrorKind::drift, "not one of {} elements is a match that we can read; the first: {}",
                  page_.rows, page_.report.skipped.front().reason);
    for (auto& [id, team] : teams_) page_.report.teams.push_back(std::move(team));
    for (auto& [id, tournament] : tournaments_) page_.report.tournaments.push_back(std::move(tournament));
    return std::move(page_);
  }

 private:
  struct Parsed {
    MatchReport match;
    std::vector<TeamReport> teams;
    std::optional<TournamentReport> tournament;
    Ids ids;
  };

  void skip(std::string what, std::string reason) {
    page_.report.skipped.push_back({std::move(what), std::move(reason)});
  }
  void skip(std::int64_t id, std::string reason) { skip(fmt::format("match {}", id), std::move(reason)); }

  void keep(Parsed parsed, const JsonFields& fields) {
    if (const auto at = fields.time("modified_at")) {
      parsed.match.modified_at = at;
      page_.modified_at = page_.modified_at ? std::min(*page_.modified_at, *at) : *at;
    }
    for (auto& team : parsed.teams) teams_.insert_or_assign(team.external_id, std::move(team));
    if (parsed.tournament) merge(std::move(*parsed.tournament));
    // Pages move while they are read, so the same match may come twice; the later page is newer.
    auto& matches = page_.report.matches;
    const auto [known, added] = places_.try_emplace(parsed.match.external_id, matches.size());
    if (added)
      matches.push_back(std::move(parsed.match));
    else
      matches[known->second] = std::move(parsed.match);
  }

  // Several stages of one event: the best tier counts, the rest is the same or is filled up.
  void merge(TournamentReport report) {
    const auto [known, added] = tournaments_.try_emplace(report.external_id, report);
    if (added) return;
    auto& kept = known->second.tournament;
    const auto& other = report.tournament;
    if (other.tier && (!kept.tier || *other.tier < *kept.tier)) kept.tier = other.tier;
    if (!kept.region) kept.region = other.region;
    if (!kept.country) kept.country = other.country;
    if (!kept.venue) kept.venue = other.venue;
    if (!kept.prize) kept.prize = other.prize;
  }

  static void parse_facts(const JsonFields& fields, Parsed& parsed) {
    auto& match = parsed.match;
    const auto written = fields.text("status").value_or("");
    const auto status = parse_status(written);
    if (!status) return fields.complain(fmt::format("unknown status \"{}\"", written));
    match.status = *status;

    parse_opponents(fields, parsed);
    parse_times(fields, match);
    parse_tournament(fields, parsed);
    parse_best_of(fields, match);
    parse_games(fields, parsed);
    parse_result(fields, parsed);
    parse_streams(fields, match);
  }

  static void parse_opponents(const JsonFields& fields, Parsed& parsed) {
    const auto* opponents = fields.list("opponents");
    if (!opponents) return;  // undecided
    if (opponents->size() > 2) return fields.complain("more than two opponents");

    std::size_t slot = 0;
    for (const auto& element : *opponents) {
      const auto* object = element.if_object();
      if (!object) return fields.complain("an opponent is not an object");
      std::string complaint;
      const JsonFields entry{*object, complaint};
      if (entry.text("type").value_or("Team") != "Team") return fields.complain("an opponent is not a team");
      const auto team = entry.object("opponent");
      if (team) {
        const auto id = team->integer("id");
        const auto name = team->text("name");
        if (!id || !name) return fields.complain(complaint.empty() ? "a team without id or name" : complaint);
        if (parsed.ids.slot_of(*id)) return fields.complain("a team against itself");
        parsed.ids.of_slot[slot] = *id;
        parsed.match.opponents[slot] = {.team = std::to_string(*id), .name = *name};
        parsed.teams.push_back(parse_team(*team, *id, *name));
      }
      if (!complaint.empty()) return fields.complain(complaint);
      ++slot;
    }
  }

  static TeamReport parse_team(const JsonFields& fields, std::int64_t id, const std::string& name) {
    TeamReport report{.external_id = std::to_string(id), .team = {.name = name}, .aliases = {}, .url = {}};
    report.team.acronym = fields.text("acronym");
    report.team.country = country_of(fields.text("location"));
    report.team.logo_url = web_address(fields.text("image_url"));
    return report;
  }

  static void parse_times(const JsonFields& fields, MatchReport& match) {
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

  // Our tournament is their serie: its stages (their tournaments) share one event.
  static void parse_tournament(const JsonFields& fields, Parsed& parsed) {
    const auto league = fields.object("league");
    const auto serie = fields.object("serie");
    const auto stage = fields.object("tournament");
    parsed.match.stage =
        stage_of(stage ? stage->text("name").value_or("") : "", label_of(fields.text("name").value_or("")));

    const auto id = serie ? serie->integer("id") : std::nullopt;
    if (!id) return;
    TournamentReport report{.external_id = std::to_string(*id), .tournament = {}, .url = {}};
    auto& tournament = report.tournament;
    const auto league_name = league ? league->text("name").value_or("") : "";
    const auto serie_name = serie->text("full_name").value_or(serie->text("name").value_or(""));
    tournament.name = trim(league_name + " " + serie_name);
    if (tournament.name.empty()) return;
    tournament.starts_at = serie->time("begin_at");
    tournament.ends_at = serie->time("end_at");
    if (league) tournament.logo_url = web_address(league->text("image_url"));
    if (stage) {
      tournament.tier = parse_tier(stage->text("tier").value_or(""));
      tournament.region = stage->text("region");
      tournament.country = country_of(stage->text("country"));
      tournament.venue = parse_type(stage->text("type").value_or(""));
      tournament.prize = stage->text("prizepool");
    }
    parsed.match.tournament = report.external_id;
    parsed.tournament = std::move(report);
  }

  static void parse_best_of(const JsonFields& fields, MatchReport& match) {
    const auto games = small(fields.integer("number_of_games"), games_max).value_or(0);
    const auto type = fields.text("match_type").value_or("best_of");
    if (games == 0) return;
    if (type == "best_of") match.best_of = games;
    if (type == "first_to" && games * 2 - 1 <= games_max) match.best_of = games * 2 - 1;
  }

  static void parse_games(const JsonFields& fields, Parsed& parsed) {
    const auto* games = fields.list("games");
    if (!games) return;
    if (games->size() > static_cast<std::size_t>(games_max)) return fields.complain("too many games");

    auto& match = parsed.match;
    for (const auto& element : *games) {
      const auto* object = element.if_object();
      if (!object) return fields.complain("a game is not an object");
      std::string complaint;
      if (const auto map = parse_game({*object, complaint}, parsed.ids)) match.maps.push_back(*map);
      if (!complaint.empty()) return fields.complain("a game: " + complaint);
    }
    std::ranges::sort(match.maps, {}, &MapResult::number);
    const auto twice = std::ranges::adjacent_find(match.maps, {}, &MapResult::number);
    if (twice != match.maps.end()) return fields.complain("two games of the same position");

    // A walkover is seen as a finished match with only its games forfeited.
    if (match.status == MatchStatus::finished && !match.maps.empty())
      match.forfeit = std::ranges::all_of(match.maps, &MapResult::forfeit);
  }

  static std::optional<MapResult> parse_game(const JsonFields& fields, const Ids& ids) {
    const auto number = small(fields.integer("position"), games_max);
    const auto written = fields.text("status").value_or("");
    const auto status = parse_game_status(written);
    if (!number || *number < 1) fields.complain("no position");
    if (!status) fields.complain(fmt::format("unknown status \"{}\"", written));
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

  static void parse_result(const JsonFields& fields, Parsed& parsed) {
    auto& match = parsed.match;
    match.draw = fields.truth("draw");
    match.forfeit = match.forfeit || fields.truth("forfeit");
    if (const auto id = fields.integer("winner_id")) {
      match.winner = parsed.ids.slot_of(*id);
      if (!match.winner) fields.complain("the winner is not an opponent");
    }
    // Documented form of a forfeit: canceled, with a winner. For us that is a result.
    if (match.status == MatchStatus::cancelled && match.forfeit && match.winner)
      match.status = MatchStatus::finished;

    std::array<std::optional<int>, 2> won;
    if (const auto* results = fields.list("results")) {
      for (const auto& element : *results) {
        const auto* object = element.if_object();
        if (!object) return fields.complain("a result is not an object");
        std::string complaint;
        const JsonFields result{*object, complaint};
        const auto team = result.integer("team_id");
        const auto score = result.integer("score");
        if (!complaint.empty()) return fields.complain("a result: " + complaint);
        if (!team || !score) continue;
        const auto slot = parsed.ids.slot_of(*team);
        if (!slot) return fields.complain("a result of a team that is not an opponent");
        if (*score < 0 || *score > games_max) return fields.complain("an impossible score");
        won[static_cast<std::size_t>(*slot)] = static_cast<int>(*score);
      }
    }
    const bool begun = match.status == MatchStatus::live || match.status == MatchStatus::finished;
    const bool nothing_won = won[0].value_or(0) == 0 && won[1].value_or(0) == 0;
    if (!won[0] || !won[1] || (!begun && nothing_won)) return;
    // A walkover's 0:0 is no score.
    if (match.forfeit && nothing_won) return;
    match.score = Score{*won[0], *won[1]};
  }

  // Streams decorate a match: one that cannot be read is left out alone.
  static void parse_streams(const JsonFields& fields, MatchReport& match) {
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

  PandascorePage page_;
  bool other_games_ = false;
  std::map<std::string, TeamReport> teams_;
  std::map<std::string, TournamentReport> tournaments_;
  std::map<std::string, std::size_t> places_;  // of a match in the report
};

}  // namespace

Result<PandascorePage> parse_pandascore_matches(std::string_view text, Timestamp observed_at) {
  boost::system::error_code error;
  const auto value = json::parse({text.data(), text.size()}, error);
  if (error) return fail(ErrorKind::drift, "not JSON: {}", error.message());
  if (const auto* object = value.if_object(); object && object->contains("error")) {
    std::string complaint;
    return fail(ErrorKind::drift, "the source answered with an error: {}",
                JsonFields{*object, complaint}.text("error").value_or("of no text"));
  }
  const auto* list = value.if_array();
  if (!list) return fail(ErrorKind::drift, "not a list of matches");
  if (list->size() > limits::provider_rows_max)
    return fail(ErrorKind::too_large, "{} rows in one answer", list->size());

  PageParser parser{observed_at};
  for (const auto& element : *list) parser.add(element);
  return parser.take();
}

}  // namespace cs2::provider
