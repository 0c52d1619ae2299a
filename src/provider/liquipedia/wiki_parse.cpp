#include "provider/liquipedia/wiki_parse.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include <algorithm>
#include <array>

#include "base/limits/providers.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "provider/liquipedia/wiki_match_parse.hpp"
#include "provider/liquipedia/wikitext.hpp"
#include "provider/shared/country.hpp"
#include "provider/shared/json_text.hpp"
#include "provider/shared/wiki_page.hpp"

namespace cs2::provider {
namespace {

namespace json = boost::json;

constexpr int players_max = 10;
constexpr std::size_t squad_max = 100;

std::optional<std::string> nonempty(std::string text) {
  if (text.empty()) return std::nullopt;
  return text;
}

// The first of these that is given.
std::string first_of(const WikiTemplate& call, std::initializer_list<std::string_view> keys) {
  for (const auto key : keys) {
    if (auto text = wiki_plain(call.argument(key)); !text.empty()) return text;
  }
  return {};
}

std::optional<Timestamp> day_of(std::string_view value) {
  const auto date = parse_wiki_date(value);
  if (!date) return std::nullopt;
  return std::chrono::floor<days>(date->at);
}

const WikiTemplate* find_infobox(const std::vector<WikiNode>& nodes,
                                 std::initializer_list<std::string_view> names) {
  for (const auto& node : nodes) {
    if (std::ranges::find(names, std::string_view{node.call.name}) != names.end()) return &node.call;
  }
  return nullptr;
}

std::optional<Tier> tier_of(std::string_view text) {
  constexpr std::array tiers{Tier::s, Tier::a, Tier::b, Tier::c, Tier::d};
  if (text.size() == 1 && text[0] >= '1' && text[0] <= '5')
    return tiers.at(static_cast<std::size_t>(text[0] - '1'));
  auto word = fold(text);
  if (word.ends_with(" tier")) word.resize(word.size() - 5);
  if (word == "misc" || word == "show match") return Tier::unranked;
  return parse_tier(word);
}

std::optional<Venue> venue_of(std::string_view text) {
  const auto word = fold(text);
  const bool online = word.contains("online");
  const bool offline = word.contains("offline") || word.contains("lan");
  if (online && offline) return Venue::mixed;
  if (online) return Venue::online;
  return offline ? std::optional{Venue::lan} : std::nullopt;
}

Tournament read_league(const WikiTemplate& box, const std::string& id) {
  Tournament tournament{.id = {}, .name = first_of(box, {"name"})};
  if (tournament.name.empty()) tournament.name = page_title(id);
  tournament.tier = tier_of(first_of(box, {"liquipediatier"}));
  tournament.venue = venue_of(first_of(box, {"type"}));
  tournament.organizer = nonempty(first_of(box, {"organizer", "organizer1"}));
  tournament.region = nonempty(first_of(box, {"region"}));
  if (tournament.venue != Venue::online) {
    tournament.country = find_country(first_of(box, {"country", "country1"}));
    auto city = first_of(box, {"city", "city1"});
    if (const auto venue = first_of(box, {"venue", "venue1"}); !venue.empty())
      city = city.empty() ? venue : venue + ", " + city;
    tournament.city = nonempty(city);
  }
  if (const auto usd = first_of(box, {"prizepoolusd"}); !usd.empty())
    tournament.prize = usd.starts_with('$') ? usd : "$" + usd;
  else if (const auto prize = first_of(box, {"prizepool"}); !prize.empty())
    tournament.prize = std::string{trim(prize + " " + first_of(box, {"localcurrency"}))};
  tournament.starts_at = day_of(first_of(box, {"sdate", "date"}));
  // The last day belongs to it.
  if (const auto last = day_of(first_of(box, {"edate", "date"})))
    tournament.ends_at = *last + days{1} - seconds{1};
  return tournament;
}

std::optional<std::string> add_player(Report& report, std::string_view page, std::string_view nickname,
                                      std::string_view country) {
  auto id = page_id(page.empty() ? nickname : page);
  if (id.empty() || fold(nickname) == "tbd" || fold(nickname) == "tba") return std::nullopt;
  auto known = std::ranges::find(report.players, id, &PlayerReport::external_id);
  if (known == report.players.end()) {
    PlayerReport player{.external_id = id,
                        .player = {.id = {}, .nickname = std::string{nickname}},
                        .aliases = {},
                        .url = page_url(id)};
    if (nickname.empty()) player.player.nickname = plain_title(page_title(id));
    report.players.push_back(std::move(player));
    known = report.players.end() - 1;
  }
  if (!known->player.nationality) known->player.nationality = find_country(country);
  return id;
}

// {{TeamCard|team=9z Team|p1=max|p1flag=uy|p1link=Max|c=BIT}}: who plays for a team at this tournament.
struct Participant {
  std::string page;
  std::string name;
  std::vector<std::string> line_up;
};

std::optional<Participant> read_participant(const WikiTemplate& card, Report& report) {
  auto name = first_of(card, {"team"});
  auto link = first_of(card, {"link"});
  if (link.empty()) link = wiki_link(card.argument("team"));
  const auto page = page_id(link.empty() ? name : link);
  if (page.empty() || fold(name) == "tbd") return std::nullopt;
  Participant participant{.page = page, .name = std::move(name), .line_up = {}};
  for (int number = 1; number <= players_max; ++number) {
    const auto key = fmt::format("p{}", number);
    const auto nickname = wiki_plain(card.argument(key));
    if (nickname.empty()) continue;
    if (const auto id =
            add_player(report, first_of(card, {key + "link"}), nickname, first_of(card, {key + "flag"})))
      participant.line_up.push_back(*id);
  }
  return participant;
}

// "3-4" → {3, 4}.
std::optional<std::pair<int, int>> parse_places(std::string_view text) {
  const auto dash = text.find('-');
  const auto best = parse_number<int>(trim(text.substr(0, dash)));
  const auto worst = dash == std::string_view::npos ? best : parse_number<int>(trim(text.substr(dash + 1)));
  if (!best || !worst || *best < 1 || *worst < *best || *worst > 1'000) return std::nullopt;
  return std::pair{*best, *worst};
}

// {{Slot|place=3-4|usdprize=5000|{{Opponent|saw}}|{{Opponent|}}}}; without a place they follow one another.
void read_prize_pool(const WikiTemplate& pool, const std::string& tournament, WikiMatches& matches,
                     Report& report) {
  int next = 1;
  for (const auto& [key, value] : pool.arguments) {
    for (const auto& slot : list_templates(value)) {
      if (slot.name != "slot") continue;
      const auto count = std::clamp(parse_number<int>(first_of(slot, {"count"})).value_or(1), 1, 256);
      const auto places = parse_places(first_of(slot, {"place"})).value_or(std::pair{next, next + count - 1});
      next = places.second + 1;
      std::optional<std::string> prize;
      if (const auto usd = first_of(slot, {"usdprize"}); !usd.empty() && usd != "0") prize = "$" + usd;
      for (const auto& [position, argument] : slot.arguments) {
        for (const auto& opponent : list_templates(argument)) {
          const auto name = wiki_plain(opponent.argument("1"));
          if (!opponent.name.ends_with("opponent") || name.empty() || fold(name) == "tbd") continue;
          if (opponent.name == "literalopponent") continue;
          const auto team = matches.add_team(name);
          if (!team) continue;
          report.placements.push_back({.tournament = tournament,
                                       .team = *team,
                                       .best = places.first,
                                       .worst = places.second,
                                       .prize = prize});
        }
      }
    }
  }
}

void read_tournament_nodes(const std::vector<WikiNode>& nodes, const std::string& id, WikiMatches& matches,
                           const std::vector<Participant>& participants, Report& report) {
  const auto first_match = report.matches.size();
  std::string section;
  for (const auto& node : nodes) {
    if (node.level > 0) section = node.heading;
    if (node.call.name.ends_with("prizepool")) read_prize_pool(node.call, id, matches, report);
    if (WikiMatches::holds_matches(node.call)) matches.add(node.call, section);
  }
  for (auto i = first_match; i < report.matches.size(); ++i) {
    for (auto& opponent : report.matches[i].opponents) {
      const auto participant =
          std::ranges::find(participants, opponent.team.value_or(""), &Participant::page);
      if (participant != participants.end()) opponent.line_up = participant->line_up;
    }
  }
}

RosterRole role_of(const WikiTemplate& person, bool benched, bool staff) {
  const auto words = fold(first_of(person, {"role"}) + " " + first_of(person, {"position"}));
  const bool is_captain = !person.argument("captain").empty() || words.contains("captain");
  if (words.contains("coach")) return RosterRole::coach;
  if (staff) return RosterRole::staff;
  if (benched || words.contains("inactive") || words.contains("bench")) return RosterRole::benched;
  if (words.contains("stand in") || words.contains("standin") || words.starts_with("sub"))
    return RosterRole::stand_in;
  return is_captain ? RosterRole::captain : RosterRole::player;
}

// A table of a squad and what its name or argument says of it.
struct Squad {
  bool former = false;
  bool benched = false;
  bool staff = false;
};

std::optional<Squad> squad_of(const WikiTemplate& call) {
  if (!call.name.contains("squad") || call.name.contains("squad player") ||
      call.name.contains("squadplayer") || call.name.contains("auto"))
    return std::nullopt;
  const auto words =
      call.name + " " + fold(first_of(call, {"status"})) + " " + fold(first_of(call, {"type"}));
  return Squad{.former = words.contains("former"),
               .benched = words.contains("inactive") || words.contains("bench"),
               .staff = words.contains("staff") || words.contains("organization") || words.contains("coach")};
}

void add_stay(const WikiTemplate& person, const Squad& squad, RosterReport& roster, Report& report) {
  const auto nickname = first_of(person, {"id", "1"});
  if (nickname.empty()) return;
  const auto what = fmt::format("{} in {}", nickname, roster.team);
  const auto player = add_player(report, first_of(person, {"link"}), nickname, first_of(person, {"flag"}));
  if (!player || roster.stays.size() == squad_max) {
    report.skipped.push_back({what, player ? "the squad is too large" : "no player"});
    return;
  }
  RosterReport::Stay stay{.player = *player,
                          .role = role_of(person, squad.benched, squad.staff),
                          .since = day_of(person.argument("joindate")),
                          .until = day_of(person.argument("leavedate"))};
  if (squad.former && !stay.until) {
    report.skipped.push_back({what, "left on an unknown day"});
    return;
  }
  roster.stays.push_back(std::move(stay));
}

RosterReport read_squads(const std::vector<WikiNode>& nodes, const std::string& team, Report& report) {
  RosterReport roster{.team = team, .stays = {}, .is_complete = false, .url = page_url(team)};
  const auto skipped = report.skipped.size();
  bool has_active = false;
  bool computed = false;
  for (const auto& node : nodes) {
    computed = computed || (node.call.name.contains("squad") && node.call.name.contains("auto"));
    const auto squad = squad_of(node.call);
    if (!squad) continue;
    has_active = has_active || (!squad->former && !squad->benched && !squad->staff);
    for (const auto& [key, value] : node.call.arguments) {
      for (const auto& person : list_templates(value)) add_stay(person, *squad, roster, report);
    }
  }
  if (computed) report.skipped.push_back({"roster of " + team, "the wiki computes it from its database"});
  roster.is_complete = has_active && !computed && report.skipped.size() == skipped && !roster.stays.empty();
  return roster;
}

// "2016-05-14 — 2018-02-03" or "2018-02-03 — '''Present'''"; unknown days ("2016-??-??") are nothing.
std::pair<std::optional<Timestamp>, std::optional<Timestamp>> parse_span(std::string_view value) {
  const auto plain = wiki_plain(value);
  constexpr std::size_t day_length = 10;
  std::vector<std::optional<Timestamp>> found;
  for (std::size_t at = 0; at + day_length <= plain.size() && found.size() < 2; ++at) {
    const auto part = plain.substr(at, day_length);
    if (part[4] != '-' || part[7] != '-') continue;
    found.push_back(day_of(part));
    at += day_length - 1;
  }
  found.resize(2);
  return {found[0], found[1]};
}

// {{TH|2016-05-14 — 2018-02-03|[[Breakers]]}}, the second argument being a page or a link to it.
void read_history(std::string_view history, const std::string& player, Report& report) {
  for (const auto& call : list_templates(history)) {
    if (call.name != "th" && call.name != "team history") continue;
    auto page = wiki_link(call.argument("2"));
    if (page.empty()) page = wiki_plain(call.argument("2"));
    const auto team = page_id(page);
    const auto [since, until] = parse_span(call.argument("1"));
    const bool present = fold(wiki_plain(call.argument("1"))).contains("present");
    const bool known = !team.empty() && (since || until) && (until || present);
    if (!known) {
      report.skipped.push_back({fmt::format("{} in {}", player, page), "a team or a day is unknown"});
      continue;
    }
    if (std::ranges::find(report.teams, team, &TeamReport::external_id) == report.teams.end())
      report.teams.push_back({.external_id = team,
                              .team = {.id = {}, .name = plain_title(page_title(team))},
                              .aliases = {},
                              .url = page_url(team)});
    const auto role =
        role_of({.name = {}, .arguments = {{"role", std::string{call.argument("3")}}}}, false, false);
    report.rosters.push_back({.team = team,
                              .stays = {{.player = player, .role = role, .since = since, .until = until}},
                              .is_complete = false,
                              .url = page_url(player)});
  }
}

const json::value* at(const json::value* value, std::string_view key) {
  const auto* object = value ? value->if_object() : nullptr;
  return object ? object->if_contains(key) : nullptr;
}

std::string text_of(const json::value* value) {
  const auto* text = value ? value->if_string() : nullptr;
  return text ? std::string{text->data(), text->size()} : std::string{};
}

const json::value* first_revision(const json::value& page) {
  const auto* revisions = at(&page, "revisions");
  const auto* list = revisions ? revisions->if_array() : nullptr;
  return list && !list->empty() ? &list->front() : nullptr;
}

}  // namespace

void TeamNames::learn(const Report& report) {
  for (const auto& team : report.teams) {
    if (team.external_id.starts_with("template:")) continue;
    learn_name(team.team.name, team);
    learn_name(page_title(team.external_id), team);
    for (const auto& alias : team.aliases) learn_name(alias, team);
  }
}

void TeamNames::learn_name(const std::string& name, const TeamReport& team) {
  const auto folded = fold(name);
  if (folded.empty() || known_.size() >= limits::wiki_names_max) return;
  const auto [known, added] = known_.try_emplace(folded, Known{team.external_id, team.team.name});
  if (!added && known->second.page != team.external_id) known->second.page.clear();
}

const TeamNames::Known* TeamNames::find(std::string_view name_of_template) const {
  const auto folded = fold(name_of_template);
  auto known = known_.find(folded);
  const auto space = folded.rfind(' ');
  if (known == known_.end() && space != std::string::npos && folded.size() == space + 5 &&
      parse_number<int>(folded.substr(space + 1)))
    known = known_.find(folded.substr(0, space));
  return known == known_.end() || known->second.page.empty() ? nullptr : &known->second;
}

Result<void> parse_wiki_tournament(const WikiText& page, const TeamNames& teams, Timestamp now,
                                   Report& report) {
  const auto nodes = parse_wikitext(page.text);
  if (!nodes) return failed(nodes);
  const auto id = page_id(page.title);
  const auto* box = find_infobox(*nodes, {"infobox league", "infobox tournament"});
  if (!box || id.empty()) return fail(ErrorKind::drift, "{}: no infobox of a tournament", page.title);
  report.tournaments.push_back({.external_id = id,
                                .tournament = read_league(*box, id),
                                .url = page_url(id),
                                .cross_references = {},
                                .winner = {}});

  // The cards of participants name pages, so they tell some of the templates too.
  auto names = teams;
  std::vector<Participant> participants;
  for (const auto& node : *nodes) {
    if (node.call.name != "teamcard") continue;
    auto participant = read_participant(node.call, report);
    if (!participant) continue;
    const TeamReport team{.external_id = participant->page,
                          .team = {.id = {}, .name = participant->name},
                          .aliases = {},
                          .url = page_url(participant->page)};
    Report one;
    one.teams.push_back(team);
    names.learn(one);
    if (std::ranges::find(report.teams, team.external_id, &TeamReport::external_id) == report.teams.end())
      report.teams.push_back(team);
    participants.push_back(std::move(*participant));
  }
  WikiMatches matches{id, names, now, report};
  read_tournament_nodes(*nodes, id, matches, participants, report);
  for (const auto& placement : report.placements) {
    if (placement.tournament == id && placement.worst == 1) report.tournaments.back().winner = placement.team;
  }
  return {};
}

Result<void> parse_wiki_team(const WikiText& page, Timestamp now, Report& report) {
  (void)now;
  const auto nodes = parse_wikitext(page.text);
  if (!nodes) return failed(nodes);
  const auto id = page_id(page.title);
  const auto* box = find_infobox(*nodes, {"infobox team"});
  if (!box || id.empty()) return fail(ErrorKind::drift, "{}: no infobox of a team", page.title);
  TeamReport team{.external_id = id,
                  .team = {.id = {}, .name = first_of(*box, {"name"})},
                  .aliases = {},
                  .url = page_url(id)};
  if (team.team.name.empty()) team.team.name = plain_title(page_title(id));
  team.team.country = find_country(first_of(*box, {"location", "location1", "country"}));
  team.team.region = nonempty(first_of(*box, {"region"}));
  team.team.disbanded = !first_of(*box, {"disbanded"}).empty();
  const auto known = std::ranges::find(report.teams, id, &TeamReport::external_id);
  if (known == report.teams.end())
    report.teams.push_back(std::move(team));
  else
    *known = std::move(team);
  auto roster = read_squads(*nodes, id, report);
  if (!roster.stays.empty()) report.rosters.push_back(std::move(roster));
  return {};
}

Result<void> parse_wiki_player(const WikiText& page, Timestamp now, Report& report) {
  (void)now;
  const auto nodes = parse_wikitext(page.text);
  if (!nodes) return failed(nodes);
  const auto id = page_id(page.title);
  const auto* box = find_infobox(*nodes, {"infobox player", "infobox person"});
  if (!box || id.empty()) return fail(ErrorKind::drift, "{}: no infobox of a player", page.title);
  add_player(report, id, first_of(*box, {"id"}), first_of(*box, {"country", "nationality"}));
  const auto player = std::ranges::find(report.players, id, &PlayerReport::external_id);
  if (player == report.players.end()) return fail(ErrorKind::drift, "{}: no nickname", page.title);
  auto name = first_of(*box, {"romanized_name"});
  if (name.empty()) name = first_of(*box, {"name"});
  const auto space = name.rfind(' ');
  player->player.first_name = nonempty(name.substr(0, space));
  if (space != std::string::npos) player->player.last_name = name.substr(space + 1);
  const auto others = first_of(*box, {"ids"});
  for (const auto other : split(others, ',')) {
    if (const auto alias = trim(other); !alias.empty()) player->aliases.emplace_back(alias);
  }
  read_history(box->argument("history"), id, report);
  read_history(box->argument("team_history"), id, report);
  return {};
}

Result<WikiAnswer> parse_wiki_answer(std::string_view text) {
  const auto value = parse_json_text(text);
  if (!value) return failed(value);
  if (const auto* refusal = at(&*value, "error"))
    return fail(ErrorKind::unavailable, "the wiki answered with the error {}",
                sanitize(text_of(at(refusal, "code"))));

  WikiAnswer answer;
  if (const auto* parsed = at(&*value, "parse")) {
    const auto* wikitext = at(parsed, "wikitext");
    if (const auto* wrapped = at(wikitext, "*")) wikitext = wrapped;
    if (!wikitext || !wikitext->is_string()) return fail(ErrorKind::drift, "the answer has no wikitext");
    answer.pages.push_back(
        {.text = {sanitize(text_of(at(parsed, "title"))), text_of(wikitext)}, .revision = 0});
    return answer;
  }
  const auto* pages = at(at(&*value, "query"), "pages");
  const auto* list = pages ? pages->if_array() : nullptr;
  if (!list) return fail(ErrorKind::drift, "the answer has no list of pages");
  if (list->size() > limits::provider_rows_max) return fail(ErrorKind::too_large, "{} pages", list->size());
  for (const auto& page : *list) {
    const auto title = sanitize(text_of(at(&page, "title")));
    const auto* revision = first_revision(page);
    const auto* content = at(at(at(revision, "slots"), "main"), "content");
    const auto* id = at(revision, "revid");
    if (!revision || !id || !id->is_int64()) {
      answer.skipped.push_back({"page " + title, at(&page, "missing") ? "it does not exist" : "no revision"});
      continue;
    }
    answer.pages.push_back({.text = {title, text_of(content)}, .revision = id->get_int64()});
  }
  return answer;
}

}  // namespace cs2::provider
