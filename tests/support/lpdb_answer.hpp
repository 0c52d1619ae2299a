// Answers of LPDB v3 with its quirks: an empty object is [], a Lua list is an object with the keys "1", "2"
// …, and what is unknown is "", -1 or the year 0.
#pragma once

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/number.hpp"
#include "support/wiki_event.hpp"

namespace cs2::test {

inline std::string lpdb_answer(boost::json::array rows) {
  return boost::json::serialize(boost::json::object{{"result", std::move(rows)}});
}

inline boost::json::value or_empty_list(boost::json::object object) {
  if (object.empty()) return boost::json::array{};
  return object;
}

inline boost::json::value lua_list(const boost::json::array& elements) {
  boost::json::object list;
  for (const auto& element : elements) list[std::to_string(list.size() + 1)] = element;
  return or_empty_list(std::move(list));
}

inline std::string lpdb_time(std::optional<Timestamp> at) {
  return at ? fmt::format("{:%Y-%m-%d %H:%M:%S}", std::chrono::floor<seconds>(*at)) : "0000-01-01 00:00:00";
}
inline std::int64_t lpdb_timestamp(std::optional<Timestamp> at) {
  return at ? unix_seconds(*at) : -62'167'219'200;
}

class LpdbMatchRow {
 public:
  LpdbMatchRow(const WikiEvent& event, const WikiMatch& match, Timestamp now)
      : event_(event), match_(match), status_(match.status(now)), begun_(match.at && *match.at <= now) {}

  boost::json::object row() const {
    const auto page = underscored(event_.page);
    return {{"pageid", 362'796},
            {"pagename", page},
            {"namespace", 0},
            {"objectname", "362796_" + match_.id},
            {"match2id", match_.id},
            {"match2bracketid", match_.bracket_id()},
            {"status", is_off() ? "notplayed" : ""},
            {"winner", winner()},
            {"walkover", walkover()},
            {"resulttype", is_off()          ? "np"
                           : match_.draw()   ? "draw"
                           : !match_.score() ? "default"
                                             : ""},
            {"finished", is_off() || status_ == MatchStatus::finished ? 1 : 0},
            {"mode", "team"},
            {"type", event_.type},
            {"section", match_.section},
            {"game", "cs2"},
            {"patch", ""},
            {"date", lpdb_time(match_.at)},
            {"dateexact", match_.exact ? 1 : 0},
            {"stream", streams()},
            {"links", links()},
            {"bestof", match_.best_of},
            {"vod", match_.vod.empty() ? "" : "https://youtu.be/" + match_.vod},
            {"tournament", event_.name},
            {"parent", page},
            {"tickername", ""},
            {"shortname", ""},
            {"series", ""},
            {"icon", "Event allmode.png"},
            {"iconurl", "https://liquipedia.net/commons/images/Event_allmode.png"},
            {"icondark", "Event allmode.png"},
            {"icondarkurl", "https://liquipedia.net/commons/images/Event_allmode.png"},
            {"liquipediatier", event_.tier},
            {"liquipediatiertype", ""},
            {"publishertier", "Tier 1"},
            {"extradata", extradata()},
            {"match2bracketdata", bracketdata()},
            {"match2opponents", boost::json::array{opponent(0), opponent(1)}},
            {"match2games", games()},
            {"wiki", "counterstrike"}};
  }

 private:
  bool is_off() const { return status_ == MatchStatus::cancelled || status_ == MatchStatus::postponed; }
  std::string winner() const {
    if (status_ != MatchStatus::finished) return "";
    if (match_.draw()) return "0";
    return match_.winner() ? std::to_string(*match_.winner() + 1) : "";
  }
  std::string walkover() const {
    const auto [first, second] = match_.score_texts();
    if (first == "FF" || second == "FF") return "ff";
    return first == "DQ" || second == "DQ" ? "dq" : "";
  }

  // Each stream comes twice: with its language and without.
  boost::json::value streams() const {
    boost::json::object streams;
    for (const std::string_view stream : match_.streams) {
      const std::string platform{stream.substr(0, stream.find('/'))};
      const auto channel = stream.substr(platform.size() + 1);
      streams[platform + "_en_1"] = channel;
      streams[platform] = channel;
    }
    return or_empty_list(std::move(streams));
  }

  // Each is [address, map]; map 0 is the whole match.
  boost::json::value links() const {
    boost::json::object links;
    boost::json::array stats;
    for (std::size_t i = 0; i < match_.maps.size(); ++i) {
      if (!match_.maps[i].stats.empty())
        stats.push_back(
            lua_list({"https://www.hltv.org/?pageid=188&matchid=" + match_.maps[i].stats, i + 1}));
    }
    if (!stats.empty()) links["stats"] = lua_list(stats);
    if (!match_.hltv.empty())
      links["hltv"] =
          lua_list({lua_list({fmt::format("https://www.hltv.org/matches/{}/match", match_.hltv), 0})});
    return or_empty_list(std::move(links));
  }

  boost::json::object extradata() const {
    boost::json::object extra{{"matchsection", match_.section},
                              {"overturned", false},
                              {"timestamp", lpdb_timestamp(match_.at)},
                              {"hidden", match_.result == "hidden"},
                              {"featured", true}};
    if (match_.exact) {
      extra["timezoneid"] = event_.zone;
      extra["timezoneoffset"] = event_.offset;
    }
    if (is_off()) extra["status"] = match_.result;
    boost::json::array vetoes;
    for (const auto& veto : match_.vetoes) {
      boost::json::object row{{"type", veto.type}};
      if (veto.type == "decider")
        row["decider"] = veto.first;
      else
        row.insert({{"team1", veto.first}, {"team2", veto.second}});
      if (vetoes.empty()) row["vetostart"] = "1";
      vetoes.emplace_back(std::move(row));
    }
    if (!vetoes.empty()) extra["mapveto"] = lua_list(vetoes);
    return extra;
  }

  boost::json::object bracketdata() const {
    if (match_.in_bracket())
      return {{"type", "bracket"},
              {"header", match_.round},
              {"coordinates", {{"roundIndex", 1}, {"matchIndexInRound", 1}}},
              {"lowerMatchIds", boost::json::array{}}};
    const auto number = parse_digits(match_.place()).value_or(1);
    boost::json::object data{{"type", "matchlist"},
                             {"matchIndex", number},
                             {"bracketindex", 0},
                             {"groupRoundIndex", 1},
                             {"inheritedheader", "Day 1"}};
    if (number == 1) data.insert({{"title", match_.round}, {"header", "Day 1"}});
    const auto next = fmt::format("{}_{:04}", match_.bracket_id(), number + 1);
    if (std::ranges::find(event_.matches, next, &WikiMatch::id) != event_.matches.end()) data["next"] = next;
    return data;
  }

  boost::json::object opponent(std::size_t slot) const {
    const auto* team = event_.find_team(match_.opponents[slot]);
    const auto written = match_.score_texts()[slot];
    const auto number = parse_digits(written);
    const bool counts = number && (begun_ || status_ == MatchStatus::finished) && !is_off();
    const bool over = status_ == MatchStatus::finished && match_.winner();
    boost::json::object side{{"id", slot + 1},
                             {"type", team ? "team" : "literal"},
                             {"name", team ? page_key(team->name) : match_.opponents[slot]},
                             {"template", team ? team->template_name : ""},
                             {"icon", ""},
                             {"score", counts ? *number : -1},
                             {"status", counts   ? "S"
                                        : number ? ""
                                                 : written},
                             {"placement", !over                                         ? -1
                                           : *match_.winner() == static_cast<Slot>(slot) ? 1
                                                                                         : 2},
                             {"match2players", boost::json::array{}},
                             {"extradata", boost::json::array{}}};
    if (!team) return side;
    auto& players = side["match2players"].as_array();
    for (const auto& player : team->players) {
      players.push_back({{"id", players.size() + 1},
                         {"opid", slot + 1},
                         {"name", player.page},
                         {"displayname", player.nickname},
                         {"flag", player.country},
                         {"extradata", boost::json::array{}}});
    }
    boost::json::object layout{{"template", team->template_name},
                               {"page", team->page},
                               {"name", team->name},
                               {"shortname", team->short_name},
                               {"bracketname", team->name}};
    for (const auto* picture : {"image", "imagedark", "legacyimage", "legacyimagedark"}) {
      layout[picture] = "Team allmode.png";
      layout[std::string{picture} + "url"] = "https://liquipedia.net/commons/images/Team_allmode.png";
    }
    side["teamtemplate"] = std::move(layout);
    return side;
  }

  boost::json::array games() const {
    boost::json::array games;
    for (const auto& map : match_.maps) {
      boost::json::array first;
      boost::json::array second;
      boost::json::array first_sides;
      boost::json::array second_sides;
      for (const auto& half : map.halves) {
        first.emplace_back(half.rounds.first);
        second.emplace_back(half.rounds.second);
        first_sides.emplace_back(half.first_side == Side::ct ? "ct" : "t");
        second_sides.emplace_back(half.first_side == Side::ct ? "t" : "ct");
      }
      const bool played = !map.halves.empty();
      const auto [left, right] = map.score();
      games.push_back({{"match2gameid", games.size() + 1},
                       {"map", map.name},
                       {"subgroup", ""},
                       {"scores", played ? boost::json::array{left, right} : boost::json::array{}},
                       {"participants", boost::json::array{}},
                       {"opponents", played ? boost::json::array{{{"status", "S"}, {"score", left}},
                                                                 {{"status", "S"}, {"score", right}}}
                                            : boost::json::array{boost::json::array{}, boost::json::array{}}},
                       {"status", map.skipped ? "notplayed" : ""},
                       {"winner", map.winner() ? std::to_string(*map.winner() + 1) : ""},
                       {"walkover", ""},
                       {"resulttype", map.skipped ? "np" : ""},
                       {"date", lpdb_time(match_.at)},
                       {"mode", "team"},
                       {"type", event_.type},
                       {"game", "cs2"},
                       {"patch", ""},
                       {"vod", ""},
                       {"length", ""},
                       {"extradata",
                        {{"dateexact", match_.exact},
                         {"timestamp", lpdb_timestamp(match_.at)},
                         {"t1halfs", lua_list(first)},
                         {"t2halfs", lua_list(second)},
                         {"t1sides", lua_list(first_sides)},
                         {"t2sides", lua_list(second_sides)}}}});
    }
    return games;
  }

  const WikiEvent& event_;
  const WikiMatch& match_;
  MatchStatus status_;
  bool begun_;
};

inline std::string lpdb_matches(const WikiEvent& event, Timestamp now) {
  boost::json::array rows;
  for (const auto& match : event.matches) rows.push_back(LpdbMatchRow{event, match, now}.row());
  return lpdb_answer(std::move(rows));
}

inline boost::json::object lpdb_tournament(const WikiEvent& event) {
  auto digits = event.prize;  // "50,000"
  std::erase(digits, ',');
  const auto prize = static_cast<double>(parse_digits(digits).value_or(0));
  return {{"pageid", 362'796},
          {"pagename", underscored(event.page)},
          {"namespace", 0},
          {"objectname", "362796_" + event.name},
          {"name", event.name},
          {"shortname", ""},
          {"tickername", ""},
          {"game", "cs2"},
          {"type", event.type},
          {"organizers", boost::json::serialize(boost::json::object{{"organizer1", event.organizer}})},
          {"startdate", event.starts},
          {"enddate", event.ends},
          {"locations", {{"country1", event.country}, {"city1", event.city}, {"venue1", event.venue}}},
          {"prizepool", prize},
          {"participantsnumber", event.teams.size()},
          {"liquipediatier", event.tier},
          {"liquipediatiertype", ""},
          {"publishertier", ""},
          {"status", ""},
          {"extradata", boost::json::array{}},
          {"wiki", "counterstrike"}};
}

inline boost::json::object lpdb_team(const WikiTeam& team, std::string_view region,
                                     std::string_view disbanded = "") {
  return {{"pageid", 100'223},
          {"pagename", page_key(team.page)},
          {"name", team.name},
          {"locations", boost::json::array{}},
          {"region", region},
          {"status", disbanded.empty() ? "active" : "disbanded"},
          {"createdate", "0000-01-01"},
          {"disbanddate", disbanded.empty() ? "0000-01-01" : disbanded},
          {"earnings", 0},
          {"earningsbyyear", boost::json::array{}},
          {"template", team.template_name},
          {"links", boost::json::array{}},
          {"wiki", "counterstrike"}};
}

inline boost::json::object lpdb_player(const WikiPlayer& player, std::string_view name = "") {
  return {{"pageid", 100'007},
          {"pagename", player.page},
          {"namespace", 0},
          {"objectname", "100007_player_" + player.page},
          {"id", player.nickname},
          {"alternateid", ""},
          {"name", name},
          {"type", "player"},
          {"nationality", player.country},
          {"nationality2", ""},
          {"nationality3", ""},
          {"birthdate", "0000-01-01"},
          {"deathdate", "0000-01-01"},
          {"status", "Active"},
          {"earnings", 0},
          {"earningsbyyear", boost::json::array{}},
          {"links", boost::json::array{}},
          {"extradata", boost::json::array{}},
          {"wiki", "counterstrike"}};
}

}  // namespace cs2::test
