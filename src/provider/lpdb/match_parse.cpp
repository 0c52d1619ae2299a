// LPDB's matches: the only rows with a shape of their own inside.
#include <algorithm>

#include "base/text.hpp"
#include "provider/lpdb/rows.hpp"
#include "provider/shared/wiki_page.hpp"

namespace cs2::provider {
namespace {

namespace json = boost::json;

constexpr auto forgotten_after = hours{12};  // no series lasts longer; beyond it nobody entered the result
constexpr int best_of_max = 9;
constexpr std::size_t games_max = 12;
constexpr std::size_t halves_max = 40;  // the longest map had eight overtimes
constexpr std::size_t players_max = 10;
constexpr std::size_t streams_max = 30;
constexpr std::size_t links_max = 30;
constexpr std::size_t veto_rows_max = 14;
constexpr std::int64_t rounds_max = 200;

std::optional<Slot> slot_of(std::string_view winner) {
  if (winner == "1") return 0;
  if (winner == "2") return 1;
  return std::nullopt;
}

std::optional<Side> side_of(std::string_view text) {
  if (text == "ct") return Side::ct;
  if (text == "t") return Side::t;
  return std::nullopt;
}

bool is_undecided(std::string_view name) {
  return name.empty() || name == "TBD" || name == "TBA";
}

std::optional<Score> score_of(const json::value* first, const json::value* second) {
  const auto a = lpdb_integer(first);
  const auto b = lpdb_integer(second);
  if (!a || !b || *a < 0 || *b < 0 || *a > rounds_max || *b > rounds_max) return std::nullopt;
  return Score{static_cast<int>(*a), static_cast<int>(*b)};
}

class MatchReader {
 public:
  MatchReader(const LpdbRecord& row, LpdbReport& whole) : row_(row), whole_(whole) {}

  // False: not understood.
  bool read() {
    match_.external_id = row_.text("match2id");
    if (match_.external_id.empty()) return leave_out("no match2id", false);
    const auto extra = row_.object("extradata");
    if (extra.truth("hidden")) return leave_out("hidden by the wiki's editors", true);
    const auto game = row_.text("game");
    if (!game.empty() && game != "cs2") return leave_out("another game: " + game, true);
    const auto sides = row_.list("match2opponents", 3);
    if (sides.size() != 2)
      return leave_out(fmt::format("{} opponents{}", sides.size(), sides.size() > 2 ? " or more" : ""),
                       false);

    read_time();
    read_status(extra);
    if (match_.status == MatchStatus::live && match_.scheduled_at &&
        whole_.now() - *match_.scheduled_at > forgotten_after)
      return leave_out("began half a day ago and has no end", true);
    for (std::size_t slot = 0; slot < 2; ++slot) read_opponent(slot, LpdbRecord{sides[slot]});
    if (match_.opponents[0].team && match_.opponents[0].team == match_.opponents[1].team)
      return leave_out("a team against itself", false);
    read_tournament();
    read_result(LpdbRecord{sides[0]}, LpdbRecord{sides[1]});
    read_games();
    read_veto(extra);
    read_streams();
    read_links();
    whole_.report().matches.push_back(std::move(match_));
    return true;
  }

 private:
  bool leave_out(std::string reason, bool understood) {
    whole_.skip(fmt::format("match {}", match_.external_id), std::move(reason), understood ? "" : "shape");
    return understood;
  }

  void read_time() {
    match_.scheduled_at = row_.time("date");
    match_.time_is_exact = row_.truth("dateexact");
    const auto best_of = row_.integer("bestof").value_or(0);
    if (best_of >= 1 && best_of <= best_of_max) match_.best_of = static_cast<int>(best_of);
  }

  void read_status(const LpdbRecord& extra) {
    const auto word = fold(extra.text("status"));
    if (row_.text("status") == "notplayed" || row_.text("resulttype") == "np") {
      match_.status = word == "postponed" ? MatchStatus::postponed : MatchStatus::cancelled;
    } else if (row_.truth("finished")) {
      match_.status = MatchStatus::finished;
    } else if (match_.time_is_exact && match_.scheduled_at && *match_.scheduled_at <= whole_.now()) {
      match_.status = MatchStatus::live;
    }
  }

  void read_opponent(std::size_t slot, const LpdbRecord& side) {
    auto& opponent = match_.opponents[slot];
    const auto written = side.text("name");
    const auto shown = plain_title(page_title(written));
    const auto team = side.object("teamtemplate");
    if (side.text("type") == "literal" || (is_undecided(written) && team.text("page").empty())) {
      if (!is_undecided(shown)) opponent.name = shown;
      return;
    }
    auto name = team.text("name");
    if (name.empty()) name = shown;
    auto page = team.text("page");
    if (page.empty()) page = written;
    opponent.name = name;
    opponent.team = whole_.add_team(page, name, {team.text("shortname"), team.text("bracketname")});
    for (const auto* value : side.list("match2players", players_max)) {
      const LpdbRecord player{value};
      const auto id = whole_.add_player(player.text("name"), player.text("displayname"), player.text("flag"));
      if (id && std::ranges::find(opponent.line_up, *id) == opponent.line_up.end())
        opponent.line_up.push_back(*id);
    }
  }

  void read_tournament() {
    const auto page = row_.text("pagename");
    const auto parent = row_.text("parent");
    match_.stage = row_.text("section");
    match_.url = page.empty() ? "" : page_url(page_id(page), match_.stage);
    match_.tournament = whole_.add_tournament(parent.empty() ? page : parent,
                                              {.id = {},
                                               .name = row_.text("tournament"),
                                               .tier = tier_of_lpdb(row_.text("liquipediatier")),
                                               .venue = venue_of_lpdb(row_.text("type"))});
  }

  void read_result(const LpdbRecord& first, const LpdbRecord& second) {
    read_advantage(first, second);
    const bool begun = match_.status == MatchStatus::live || match_.status == MatchStatus::finished;
    if (!begun) return;
    if (match_.status == MatchStatus::finished) {
      read_forfeit(first.text("status"), second.text("status"));
      match_.winner = slot_of(row_.text("winner"));
      match_.draw = !match_.winner && !match_.forfeit &&
                    (row_.text("winner") == "0" || row_.text("resulttype") == "draw");
      if (!match_.winner && !match_.draw) return;
    }
    const auto won = std::array{first.integer("score"), second.integer("score")};
    if (match_.forfeit || !won[0] || !won[1] || *won[0] < 0 || *won[1] < 0) return;
    if (*won[0] > best_of_max || *won[1] > best_of_max) return;
    match_.score = Score{static_cast<int>(*won[0]), static_cast<int>(*won[1])};
  }

  // "W" against "FF" or "DQ"; where neither side appeared, both have one of these and nobody wins.
  void read_forfeit(std::string_view first, std::string_view second) {
    const auto walkover = fold(row_.text("walkover"));
    const auto is_either = [&](std::string_view status) { return first == status || second == status; };
    match_.disqualified = is_either("DQ") || walkover == "dq";
    match_.forfeit = match_.disqualified || is_either("W") || is_either("L") || is_either("FF") ||
                     walkover == "ff" || walkover == "l";
  }

  void read_advantage(const LpdbRecord& first, const LpdbRecord& second) {
    const auto ahead = [](const LpdbRecord& side) {
      return side.object("extradata").integer("advantage") == 1;
    };
    if (ahead(first) != ahead(second)) match_.advantage = ahead(first) ? Score{1, 0} : Score{0, 1};
  }

  void read_games() {
    int number = 0;
    for (const auto* value : row_.list("match2games", games_max)) {
      const LpdbRecord game{value};
      MapResult map{.number = ++number};
      if (const auto name = game.text("map"); !is_undecided(name)) map.name = name;
      read_game(game, map);
      if (const auto vod = game.text("vod"); vod.starts_with("https://")) add_link("vod", vod);
      match_.maps.push_back(std::move(map));
    }
    if (const auto vod = row_.text("vod"); vod.starts_with("https://")) add_link("vod", vod);
  }

  void read_game(const LpdbRecord& game, MapResult& map) {
    if (game.text("status") == "notplayed" || game.text("resulttype") == "np") {
      map.status = MapStatus::not_played;
      return;
    }
    const auto scores = game.list("scores", 2);
    if (scores.size() == 2) map.score = score_of(scores[0], scores[1]);
    map.winner = slot_of(game.text("winner"));
    map.forfeit = !fold(game.text("walkover")).empty();
    for (const auto* side : game.list("opponents", 2)) {
      const auto status = LpdbRecord{side}.text("status");
      map.forfeit = map.forfeit || status == "FF" || status == "W" || status == "L" || status == "DQ";
    }
    if (map.forfeit) map.score = std::nullopt;
    if (map.winner)
      map.status = MapStatus::finished;
    else if (map.score && match_.status == MatchStatus::live)
      map.status = MapStatus::live;
    else
      map.score = std::nullopt;  // nobody says who won it
    if (map.score) read_halves(game, map);
  }

  void read_halves(const LpdbRecord& game, MapResult& map) {
    const auto extra = game.object("extradata");
    const auto first = extra.list("t1halfs", halves_max);
    const auto second = extra.list("t2halfs", halves_max);
    const auto sides = extra.list("t1sides", halves_max);
    Score sum;
    for (std::size_t half = 0; half < std::min(first.size(), second.size()); ++half) {
      const auto rounds = score_of(first[half], second[half]);
      if (!rounds) break;
      sum = {sum.first + rounds->first, sum.second + rounds->second};
      map.halves.push_back(
          {.rounds = *rounds,
           .first_side = half < sides.size() ? side_of(lpdb_text(sides[half])) : std::nullopt,
           .overtime = half >= 2});
    }
    if (map.halves.empty() || sum == *map.score) return;
    map.halves.clear();
    whole_.skip(fmt::format("halves of map {} of match {}", map.number, match_.external_id),
                "they do not add up to its score");
  }

  // One row of the table of bans and picks, which holds the step of both teams.
  void read_veto(const LpdbRecord& extra) {
    Slot first = 0;
    for (const auto* value : extra.list("mapveto", veto_rows_max)) {
      const LpdbRecord row{value};
      if (row.text("vetostart") == "2") first = 1;
      const auto type = fold(row.text("type"));
      if (type == "decider") {
        auto map = row.text("decider");
        if (map.empty()) map = row.text("team1");
        if (!map.empty()) match_.veto.push_back({.action = VetoAction::decider, .by = {}, .map = map});
        continue;
      }
      const auto action = parse_veto_action(type);
      if (!action) continue;
      for (const Slot slot : {first, 1 - first}) {
        const auto map = row.text(slot == 0 ? "team1" : "team2");
        if (!map.empty()) match_.veto.push_back({.action = *action, .by = slot, .map = map});
      }
    }
    for (const auto& step : match_.veto) {
      if (step.action != VetoAction::pick) continue;
      const auto map = std::ranges::find(match_.maps, std::optional{step.map}, &MapResult::name);
      if (map != match_.maps.end()) map->picked_by = step.by;
    }
  }

  // "twitch", "twitch_2", "twitch_en_1": a language may be named, and the same stream may come twice.
  void read_streams() {
    for (const auto& [key, value] : row_.texts("stream", streams_max)) {
      const auto parts = split(key, '_');
      if (!is_stream_platform(parts[0])) continue;
      const bool whole_address = value.starts_with("https://");
      Stream stream{.url = whole_address ? value : stream_url(parts[0], value), .language = {}};
      if (parts.size() > 1 && parts[1].size() == 2 && parts[1][0] >= 'a')
        stream.language = std::string{parts[1]};
      const auto known = std::ranges::find(match_.streams, stream.url, &Stream::url);
      if (known == match_.streams.end())
        match_.streams.push_back(std::move(stream));
      else if (!known->language)
        known->language = stream.language;
    }
    std::ranges::sort(match_.streams, {}, &Stream::url);
  }

  // Each link is [address, map], map 0 being the whole match.
  void read_links() {
    const auto links = row_.object("links");
    for (const auto* element : links.list("hltv", links_max)) {
      const auto url = address_of(element);
      add_link("hltv", url);
      const auto id = hltv_match_of(url);
      if (!id) continue;
      const CrossReference known{ProviderName::hltv, *id};
      if (std::ranges::find(match_.cross_references, known) == match_.cross_references.end())
        match_.cross_references.push_back(known);
    }
    for (const auto* element : links.list("stats", links_max)) add_link("hltv_map", address_of(element));
  }

  static std::string address_of(const json::value* element) {
    if (element->is_string()) return lpdb_text(element);
    const auto pair = lpdb_list(element, 2);
    return pair.empty() ? std::string{} : lpdb_text(pair[0]);
  }

  void add_link(std::string kind, std::string url) {
    if (!url.starts_with("https://") || match_.links.size() == links_max) return;
    if (std::ranges::find(match_.links, url, &Link::url) == match_.links.end())
      match_.links.push_back({std::move(kind), std::move(url)});
  }

  const LpdbRecord& row_;
  LpdbReport& whole_;
  MatchReport match_;
};

}  // namespace

Result<LpdbPage> parse_lpdb_matches(std::string_view text, Timestamp now) {
  auto page = read_lpdb(text, now, "match", [](const LpdbRecord& row, LpdbReport& whole) {
    return MatchReader{row, whole}.read();
  });
  if (!page) return page;
  // A match2id comes once; should it come twice, the later row counts.
  std::map<std::string, std::size_t> places;
  std::vector<MatchReport> once;
  for (auto& match : page->report.matches) {
    const auto [known, added] = places.try_emplace(match.external_id, once.size());
    if (added)
      once.push_back(std::move(match));
    else
      once[known->second] = std::move(match);
  }
  page->report.matches = std::move(once);
  return page;
}

}  // namespace cs2::provider
