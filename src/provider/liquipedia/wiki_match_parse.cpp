#include "provider/liquipedia/wiki_match_parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/limits/providers.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "model/validate.hpp"

namespace cs2::provider {
namespace {

constexpr auto forgotten_after = hours{12};  // no series lasts longer; beyond it nobody entered the result
constexpr int maps_max = 9;
constexpr int overtimes_max = 20;
constexpr int rounds_max = 200;
constexpr std::size_t streams_max = 20;

bool is_true(std::string_view value) {
  const auto word = fold(value);
  return word == "true" || word == "1" || word == "yes" || word == "t";
}

bool is_skipped(std::string_view value) {
  const auto word = fold(value);
  return word == "skip" || word == "np" || word == "cancelled" || word == "canceled" || word == "notplayed";
}

std::optional<Side> side_of(std::string_view text) {
  const auto word = fold(text);
  if (word == "ct") return Side::ct;
  if (word == "t") return Side::t;
  return std::nullopt;
}

std::optional<Slot> slot_of(std::string_view text) {
  if (trim(text) == "1") return 0;
  if (trim(text) == "2") return 1;
  return std::nullopt;
}

// The two halves of regulation ("") or of an overtime ("o1"); nothing where no round is entered.
struct Part {
  Score rounds;
  std::vector<Half> halves;  // empty when nobody wrote which side came first
};

std::optional<Part> read_part(const WikiTemplate& call, const std::string& prefix) {
  const auto count = [&](std::string_view key) {
    return parse_digits<int>(trim(call.argument(prefix + std::string{key})));
  };
  const auto t1t = count("t1t");
  const auto t1ct = count("t1ct");
  const auto t2t = count("t2t");
  const auto t2ct = count("t2ct");
  if (!t1t && !t1ct && !t2t && !t2ct) return std::nullopt;
  const auto bounded = [](std::optional<int> number) { return std::min(number.value_or(0), rounds_max); };
  const Score first_on_ct{bounded(t1ct), bounded(t2t)};
  const Score first_on_t{bounded(t1t), bounded(t2ct)};
  Part part{.rounds = {first_on_ct.first + first_on_t.first, first_on_ct.second + first_on_t.second},
            .halves = {}};
  const auto side = side_of(call.argument(prefix + "t1firstside"));
  if (!side) return part;
  const Half ct{.rounds = first_on_ct, .first_side = Side::ct, .overtime = !prefix.empty()};
  const Half t{.rounds = first_on_t, .first_side = Side::t, .overtime = !prefix.empty()};
  part.halves = *side == Side::ct ? std::vector{ct, t} : std::vector{t, ct};
  return part;
}

void read_rounds(const WikiTemplate& call, MapResult& map) {
  Score sum;
  bool any = false;
  bool all_sides = true;
  for (int overtime = 0; overtime <= overtimes_max; ++overtime) {
    const auto part = read_part(call, overtime == 0 ? "" : fmt::format("o{}", overtime));
    if (!part) break;
    any = true;
    sum = {sum.first + part->rounds.first, sum.second + part->rounds.second};
    all_sides = all_sides && !part->halves.empty();
    map.halves.insert(map.halves.end(), part->halves.begin(), part->halves.end());
  }
  if (any) {
    map.score = sum;
    if (!all_sides) map.halves.clear();
    return;
  }
  const auto first = parse_digits<int>(trim(call.argument("score1")));
  const auto second = parse_digits<int>(trim(call.argument("score2")));
  if (first && second && *first <= rounds_max && *second <= rounds_max) map.score = Score{*first, *second};
}

MapResult read_map(const WikiTemplate& call, int number, bool match_is_over) {
  MapResult map{.number = number};
  if (const auto name = wiki_plain(call.argument("map")); !name.empty() && name != "TBD" && name != "TBA")
    map.name = name;
  if (is_skipped(call.argument("finished"))) {
    map.status = MapStatus::not_played;
    return map;
  }
  read_rounds(call, map);
  map.winner = slot_of(call.argument("winner"));
  map.forfeit = !call.argument("walkover").empty();
  const bool over = is_true(call.argument("finished")) || match_is_over || map.winner ||
                    (map.score && is_final_map_score(*map.score));
  if (!map.winner && over && map.score && map.score->first != map.score->second)
    map.winner = map.score->first > map.score->second ? 0 : 1;
  if (map.winner)
    map.status = MapStatus::finished;
  else if (map.score && map.score != Score{})
    map.status = MapStatus::live;
  if (map.status == MapStatus::scheduled) {
    map.score = std::nullopt;
    map.halves.clear();
  }
  return map;
}

std::optional<WikiTemplate> first_template(std::string_view value) {
  auto calls = list_templates(value);
  if (calls.empty()) return std::nullopt;
  return std::move(calls.front());
}

// What the editors wrote as the series score of one side.
struct Written {
  std::optional<int> number;
  bool wins = false;
  bool forfeits = false;
  bool disqualified = false;
};

Written written_score(const WikiTemplate& call, std::string_view key) {
  const auto opponent = first_template(call.argument(key));
  const auto text = opponent ? wiki_plain(opponent->argument("score")) : std::string{};
  return {.number = parse_digits<int>(trim(text)),
          .wins = text == "W",
          .forfeits = text == "FF" || text == "DQ" || text == "L",
          .disqualified = text == "DQ"};
}

void read_result(const WikiTemplate& call, MatchReport& match) {
  const auto first = written_score(call, "opponent1");
  const auto second = written_score(call, "opponent2");
  Score won;
  for (const auto& map : match.maps) {
    if (map.winner == 0) ++won.first;
    if (map.winner == 1) ++won.second;
  }
  match.forfeit =
      first.wins || second.wins || first.forfeits || second.forfeits || !call.argument("walkover").empty();
  match.disqualified = first.disqualified || second.disqualified;
  match.winner = slot_of(call.argument("winner"));
  if (!match.winner) match.winner = slot_of(call.argument("walkover"));
  if (!match.winner && (first.wins || second.forfeits)) match.winner = 0;
  if (!match.winner && (second.wins || first.forfeits)) match.winner = 1;
  if (first.forfeits && second.forfeits) match.winner = std::nullopt;

  const auto score = first.number && second.number ? Score{*first.number, *second.number} : won;
  const int needed = match.best_of.value_or(0) / 2 + 1;
  if (!match.winner && match.best_of && std::max(score.first, score.second) >= needed)
    match.winner = score.first > score.second ? 0 : 1;
  const bool over = is_true(call.argument("finished"));
  if (!match.winner && over && score.first != score.second) match.winner = score.first > score.second ? 0 : 1;
  match.draw = over && !match.winner && score.first == score.second && score.first > 0;
  if (match.winner || over) match.status = MatchStatus::finished;
  const bool begun = match.status == MatchStatus::live || match.winner || match.draw;
  if (begun && !match.forfeit) match.score = score;
}

void read_veto(const WikiTemplate& call, MatchReport& match) {
  const auto veto = first_template(call.argument("mapveto"));
  if (!veto || veto->name != "mapveto") return;
  const Slot first = trim(veto->argument("firstpick")) == "2" ? 1 : 0;
  const auto types = fold(veto->argument("types"));
  int row = 0;
  for (const auto type : split(types, ' ')) {
    const auto action = parse_veto_action(type);
    if (!action || ++row > maps_max) continue;
    if (action == VetoAction::decider) {
      if (const auto map = wiki_plain(veto->argument("decider")); !map.empty())
        match.veto.push_back({.action = *action, .by = {}, .map = map});
      continue;
    }
    for (const Slot slot : {first, 1 - first}) {
      const auto map = wiki_plain(veto->argument(fmt::format("t{}map{}", slot + 1, row)));
      if (!map.empty()) match.veto.push_back({.action = *action, .by = slot, .map = map});
    }
  }
  for (const auto& step : match.veto) {
    const auto map = std::ranges::find(match.maps, std::optional{step.map}, &MapResult::name);
    if (step.action == VetoAction::pick && map != match.maps.end()) map->picked_by = step.by;
  }
}

void read_links(const WikiTemplate& call, MatchReport& match) {
  for (const auto* key : {"hltv", "hltv2"}) {
    const auto id = wiki_plain(call.argument(key));
    if (!is_digits(id, 12)) continue;
    match.links.push_back({.kind = "hltv", .url = hltv_match_url(id)});
    match.cross_references.push_back({ProviderName::hltv, id});
  }
  for (const auto& [key, value] : call.arguments) {
    const auto platform = key.substr(0, key.find_first_of("_0123456789"));
    const auto stream = wiki_plain(value);
    if (stream.empty() || !is_stream_platform(platform) || match.streams.size() == streams_max) continue;
    const auto url = stream_url(platform, stream);
    if (std::ranges::find(match.streams, url, &Stream::url) == match.streams.end())
      match.streams.push_back({.url = url, .language = {}});
  }
}

void read_maps(const WikiTemplate& call, MatchReport& match) {
  const bool over = is_true(call.argument("finished"));
  for (int number = 1; number <= maps_max; ++number) {
    const auto map = first_template(call.argument(fmt::format("map{}", number)));
    if (!map) continue;
    match.maps.push_back(read_map(*map, number, over));
    if (const auto stats = wiki_plain(map->argument("stats")); is_digits(stats, 12))
      match.links.push_back({.kind = "hltv_map", .url = hltv_map_url(stats)});
    if (const auto vod = std::string{trim(map->argument("vod"))}; vod.starts_with("https://"))
      match.links.push_back({.kind = "vod", .url = vod});
  }
  const auto best_of = parse_digits<int>(trim(call.argument("bestof")));
  const auto count = best_of.value_or(static_cast<int>(match.maps.size()));
  if (count >= 1 && count <= maps_max) match.best_of = count;
}

// "R1M1" → "R01-M001", as LPDB writes it; "RxMTP" stays.
std::string bracket_place(std::string_view key) {
  const auto m = key.find('M');
  const auto round = parse_digits<int>(trim(key.substr(1, m - 1)));
  const auto place = parse_digits<int>(trim(key.substr(m + 1)));
  return round && place ? fmt::format("R{:02}-M{:03}", *round, *place) : std::string{key};
}

bool is_bracket_place(std::string_view key) {
  const auto m = key.find('M');
  if (!key.starts_with('R') || m == std::string_view::npos || m < 2) return false;
  const auto round = key.substr(1, m - 1);
  const auto place = key.substr(m + 1);
  return (round == "x" && (place == "TP" || place == "BR")) || (is_digits(round, 12) && is_digits(place, 12));
}

}  // namespace

bool WikiMatches::holds_matches(const WikiTemplate& call) {
  return call.name == "matchlist" || call.name == "bracket" || call.name == "singlematch" ||
         call.name == "match";
}

void WikiMatches::add(const WikiTemplate& call, const std::string& section) {
  if (call.name == "match") return add_match(call, section, {});
  const auto id = wiki_plain(call.argument("id"));
  int number = 0;
  for (const auto& [key, value] : call.arguments) {
    if (call.name == "bracket" && !is_bracket_place(key)) continue;
    for (const auto& match : list_templates(value)) {
      if (match.name != "match") continue;
      const auto place = call.name == "bracket" ? bracket_place(key) : fmt::format("{:04}", ++number);
      add_match(match, section, id.empty() ? "" : fmt::format("{}_{}", id, place));
    }
  }
}

void WikiMatches::add_match(const WikiTemplate& call, const std::string& section,
                            const std::string& match2id) {
  const auto what = fmt::format("match {} of {}", match2id, page_);
  if (report_.matches.size() >= limits::provider_rows_max) {
    report_.skipped.push_back({what, "too many matches"});
    return;
  }
  MatchReport match;
  match.tournament = page_;
  match.stage = section;
  match.url = page_url(page_, section);
  if (const auto date = parse_wiki_date(call.argument("date"))) {
    match.scheduled_at = date->at;
    match.time_is_exact = date->is_exact;
  } else {
    match.time_is_exact = false;
  }
  for (std::size_t slot = 0; slot < 2; ++slot) read_opponent(call, slot, match);
  if (match.opponents[0].team && match.opponents[0].team == match.opponents[1].team) {
    report_.skipped.push_back({what, "a team against itself"});
    return;
  }
  read_links(call, match);
  read_maps(call, match);
  if (match.time_is_exact && *match.scheduled_at <= now_) match.status = MatchStatus::live;
  if (is_skipped(call.argument("finished")) || is_skipped(call.argument("status")))
    match.status = MatchStatus::cancelled;
  else
    read_result(call, match);
  read_veto(call, match);
  if (match.status == MatchStatus::live && now_ - *match.scheduled_at > forgotten_after) {
    report_.skipped.push_back({what, "began half a day ago and has no end"});
    return;
  }

  const auto keys = std::array{key_of(match.opponents[0]), key_of(match.opponents[1])};
  match.id_is_derived = (keys[0] != "?" && keys[1] != "?") || match2id.empty();
  match.external_id =
      match.id_is_derived ? ids_.of(place_of(page_, section), keys, match.scheduled_at) : match2id;
  if (!match2id.empty()) match.cross_references.push_back({ProviderName::lpdb, match2id});
  if (!added_.insert(match.external_id).second) {
    report_.skipped.push_back({what, "its id stands twice on the page"});
    return;
  }
  report_.matches.push_back(std::move(match));
}

// Only a page counts for an id that the ticker would give too.
std::string WikiMatches::key_of(const OpponentReport& opponent) const {
  return opponent.team && !unknown_.contains(*opponent.team) ? *opponent.team : "?";
}

void WikiMatches::read_opponent(const WikiTemplate& call, std::size_t slot, MatchReport& match) {
  const auto written = first_template(call.argument(fmt::format("opponent{}", slot + 1)));
  if (!written) return;
  auto& opponent = match.opponents[slot];
  const auto name = wiki_plain(written->argument("1"));
  const auto word = fold(name);
  if (word.empty() || word == "tbd" || word == "tba" || word == "bye") return;
  if (written->name != "teamopponent") {
    opponent.name = name;  // "Winner of …"
    return;
  }
  opponent.team = add_team(name);
  const auto team = std::ranges::find(report_.teams, opponent.team.value_or(""), &TeamReport::external_id);
  opponent.name = team == report_.teams.end() ? name : team->team.name;
}

std::optional<std::string> WikiMatches::add_team(std::string_view name_of_template) {
  const std::string name{trim(name_of_template)};
  if (name.empty()) return std::nullopt;
  const auto* known = teams_.find(name);
  auto id = known ? known->page : fmt::format("template:{}", fold(name));
  if (!known) unknown_.insert(id);
  if (std::ranges::find(report_.teams, id, &TeamReport::external_id) == report_.teams.end()) {
    report_.teams.push_back({.external_id = id,
                             .team = {.name = known ? known->name : name},
                             .aliases = {},
                             .url = known ? page_url(id) : std::string{}});
  }
  return id;
}

}  // namespace cs2::provider
