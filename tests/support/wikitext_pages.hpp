// The wikitext of a tournament, a team and a player as editors of Liquipedia write it, and the API's answers
// around it.
#pragma once

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/number.hpp"
#include "support/squad.hpp"
#include "support/wiki_event.hpp"

namespace cs2::provider {

using test::SquadMember;
using test::WikiEvent;
using test::WikiMap;
using test::WikiMatch;
using test::WikiTeam;

// The answer of action=parse.
inline std::string wikitext_answer(std::string_view title, std::string_view text) {
  return boost::json::serialize(
      boost::json::object{{"parse", {{"title", title}, {"pageid", 368'756}, {"wikitext", {{"*", text}}}}}});
}

// The answer of action=query about several pages, of which one is missing.
inline std::string revisions_answer(const std::vector<std::pair<std::string, std::string>>& pages,
                                    std::string_view missing) {
  boost::json::array list;
  list.push_back({{"ns", 0}, {"title", missing}, {"missing", true}});
  for (const auto& [title, text] : pages) {
    list.push_back(
        {{"pageid", 368'756},
         {"ns", 0},
         {"title", title},
         {"revisions",
          {{{"revid", 3'363'528 + static_cast<std::int64_t>(list.size())},
            {"timestamp", "2026-07-12T17:00:00Z"},
            {"slots",
             {{"main",
               {{"contentmodel", "wikitext"}, {"contentformat", "text/x-wiki"}, {"content", text}}}}}}}}});
  }
  return boost::json::serialize(
      boost::json::object{{"batchcomplete", true}, {"query", {{"pages", std::move(list)}}}});
}

// In the time zone of the event; a day alone has none.
inline std::string wikitext_date(const WikiEvent& event, const WikiMatch& match) {
  if (!match.at) return " ";
  if (!match.exact) return fmt::format("{:%B %d, %Y}", std::chrono::floor<seconds>(*match.at));
  int east = 0;
  std::from_chars(event.offset.data() + 1, event.offset.data() + 3, east);
  const auto shown =
      std::chrono::floor<seconds>(*match.at) + hours{event.offset.starts_with('-') ? -east : east};
  return fmt::format("{:%B %d, %Y - %H:%M} {{{{Abbr/{}}}}}", shown, event.zone);
}

// Rounds per team and side; those of an overtime are prefixed with its number.
inline std::string wikitext_halves(const WikiMap& map) {
  if (map.halves.empty()) return "\t\t|t1firstside=|t1t=|t1ct=|t2t=|t2ct=\n";
  std::string text;
  for (std::size_t i = 0; i < map.halves.size(); i += 2) {
    const auto prefix = i == 0 ? std::string{} : fmt::format("o{}", i / 2);
    const bool ct = map.halves[i].first_side == Side::ct;
    const auto first = map.halves[i].rounds;
    const auto second = i + 1 < map.halves.size() ? map.halves[i + 1].rounds : Score{};
    text += fmt::format("\t\t|{0}t1firstside={1}|{0}t1t={2}|{0}t1ct={3}|{0}t2t={4}|{0}t2ct={5}\n", prefix,
                        ct ? "ct" : "t", ct ? second.first : first.first, ct ? first.first : second.first,
                        ct ? first.second : second.second, ct ? second.second : first.second);
  }
  return text;
}

inline std::string wikitext_map(const WikiMap& map, std::size_t number) {
  return fmt::format("\t|map{}={{{{Map|map={}|finished={}\n{}\t\t|stats={}|vod=}}}}\n", number, map.name,
                     map.skipped    ? "skip"
                     : map.winner() ? "true"
                                    : "",
                     wikitext_halves(map), map.stats);
}

inline std::string wikitext_opponent(const WikiEvent& event, const WikiMatch& match, std::size_t slot) {
  const auto& side = match.opponents[slot];
  if (side.empty()) return "{{TeamOpponent|}}";
  if (!event.find_team(side)) return fmt::format("{{{{LiteralOpponent|{}}}}}", side);
  if (!match.result.contains(':')) return fmt::format("{{{{TeamOpponent|{}}}}}", side);
  return fmt::format("{{{{TeamOpponent|{}|score={}}}}}", side, match.score_texts()[slot]);
}

inline std::string wikitext_veto(const WikiMatch& match) {
  if (match.vetoes.empty()) return "";
  std::string types;
  std::string maps;
  for (std::size_t i = 0; i < match.vetoes.size(); ++i) {
    const auto& veto = match.vetoes[i];
    types += (types.empty() ? "" : ",") + veto.type;
    if (veto.type == "decider")
      maps += "\t\t|decider=" + veto.first + "\n";
    else
      maps += fmt::format("\t\t|t1map{0}={1}|t2map{0}={2}\n", i + 1, veto.first, veto.second);
  }
  return fmt::format("\t|mapveto={{{{MapVeto|firstpick=1\n\t\t|types={}\n{}\t}}}}\n", types, maps);
}

// As the copied form has it: every argument is there, filled or not, and three maps of which nothing is
// known.
inline std::string wikitext_match(const WikiEvent& event, const WikiMatch& match, Timestamp now) {
  const auto status = match.status(now);
  auto text = fmt::format("{{{{Match\n\t|opponent1={}|opponent2={}\n\t|date={} |finished={}\n",
                          wikitext_opponent(event, match, 0), wikitext_opponent(event, match, 1),
                          wikitext_date(event, match),
                          status == MatchStatus::cancelled  ? "skip"
                          : status == MatchStatus::finished ? "true"
                                                            : "");
  const bool blank = match.opponents[0].empty() && match.opponents[1].empty() && match.best_of == 3;
  if (!blank) text += fmt::format("\t|bestof={}\n", match.best_of);
  text += "\t";
  for (const std::string_view stream : match.streams) {
    const auto platform = stream.substr(0, stream.find('/'));
    text += fmt::format("|{}={} ", platform, stream.substr(platform.size() + 1));
  }
  text += "\n";
  for (std::size_t i = 0; i < match.maps.size(); ++i) text += wikitext_map(match.maps[i], i + 1);
  for (std::size_t i = 0; blank && i < 3; ++i) text += wikitext_map({}, i + 1);
  return text + wikitext_veto(match) + fmt::format("\t|hltv={}\n    }}}}\n", match.hltv);
}

// "R01-M002" → "R1M2", as editors write it.
inline std::string bracket_key(const WikiMatch& match) {
  auto key = match.place();
  if (!key.contains('-')) return key;
  const auto round = parse_digits(key.substr(1, 2)).value_or(0);
  return fmt::format("R{}M{}", round, parse_digits(key.substr(5)).value_or(0));
}

inline std::string wikitext_list(const WikiEvent& event, const std::vector<const WikiMatch*>& matches,
                                 Timestamp now) {
  const auto& first = *matches.front();
  auto text =
      first.in_bracket()
          ? fmt::format("{{{{Bracket|Bracket/{}|id={}\n", matches.size(), first.bracket_id())
          : fmt::format(
                "{{{{Matchlist|id={}|width=400px|collapsed=true|attached=true|title={}\n|M1header=Day 1\n",
                first.bracket_id(), first.round);
  for (const auto* match : matches) {
    text += first.in_bracket() ? fmt::format("|{}=", bracket_key(*match)) : "|";
    text += wikitext_match(event, *match, now);
  }
  return text + "}}\n";
}

inline std::string wikitext_participant(const WikiTeam& team) {
  auto text = fmt::format("{{{{TeamCard\n|team={}|link={}\n", team.name, team.page);
  for (std::size_t i = 0; i < team.players.size(); ++i) {
    const auto& player = team.players[i];
    text += fmt::format("|p{0}={1}|p{0}flag={2}|p{0}link={3}\n", i + 1, player.nickname, player.country,
                        player.page);
  }
  return text + "|c=TBA\n}}\n";
}

inline std::string wikitext_tournament(const WikiEvent& event, Timestamp now) {
  auto text = fmt::format(
      "{{{{DISPLAYTITLE:{0}}}}}\n{{{{Infobox league\n|name={0}\n|organizer={1}\n|type={2}\n|country={3}\n"
      "|city={4}\n|venue={5}\n|prizepoolusd={6}\n|liquipediatier={7}\n|sdate={8}\n|edate={9}\n"
      "|team_number={10}\n}}}}\n",
      event.name, event.organizer, event.type, event.country, event.city, event.venue, event.prize,
      event.tier, event.starts, event.ends, event.teams.size());
  text += "==Participants==\n{{box|start|padding=2em}}\n";
  for (const auto& team : event.teams) text += wikitext_participant(team);
  text +=
      "{{box|end}}\n==Prize Pool==\n{{TeamPrizePool|{{Slot|place=1|usdprize=30,000|{{Opponent|}}}}|{{Slot|"
      "place=5-6|usdprize=0|{{Opponent|}}|{{Opponent|}}}}}}\n==Results==\n";
  std::string section = "Results";
  for (const auto& matches : event.lists()) {
    if (const auto& next = matches.front()->section; next != section) {
      const bool group = next.starts_with("Group");
      if (group) text += "===Group Stage===\n";
      text += group ? fmt::format("===={{{{HiddenSort|{}}}}}====\n", next) : fmt::format("==={}===\n", next);
      section = next;
    }
    text += wikitext_list(event, matches, now);
  }
  return text + "==References==\n{{reflist|2}}\n";
}

inline std::string wikitext_person(const SquadMember& member) {
  return fmt::format(
      "|{{{{Person|flag={}|id={}|link={}|name={}|position={}|role={}{}\n\t|joindate={}<ref "
      "name=\"{}\">{{{{cite "
      "web|url=https://polar.example/?a=b|title=Joins}}}}</"
      "ref>|inactivedate={}|leavedate={}|newteam={}}}}}\n",
      member.country, member.nickname, member.page, member.name, member.position,
      member.role == "Captain" ? "" : member.role, member.role == "Captain" ? "|captain=yes" : "",
      member.joined, member.nickname, member.benched, member.left, member.new_team);
}

inline std::string wikitext_team(std::string_view name, std::string_view country, std::string_view region,
                                 const std::vector<SquadMember>& squad) {
  auto text = fmt::format(
      "{{{{Infobox team\n|name={}\n|image=Team "
      "allmode.png\n|location={}\n|region={}\n|created=2023-02-01\n}}}}\n"
      "'''{}''' is a team.\n==Player Roster==\n",
      name, country, region, name);
  const auto part = [&](std::string_view heading, std::string_view head, std::string_view table) {
    text += fmt::format("==={}===\n{{{{Squad|{}\n", heading, head);
    for (const auto& member : squad) {
      if (member.table == table) text += wikitext_person(member);
    }
    text += "}}\n";
  };
  part("Active", "status=active", "active");
  part("Inactive", "status=inactive", "inactive");
  part("Former", "status=former", "former");
  part("Organization", "status=active|type=staff", "organization");
  return text + "==Results==\n{{Achievements Table|limit=10}}\n";
}

}  // namespace cs2::provider
