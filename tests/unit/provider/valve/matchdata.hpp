// The input of Valve's model, made from the table of a qualifier in tests/data/valve.
//
// Two forms of it are about. Valve's own has numbers for ids and seconds for times, and says of every match
// whether it was forfeited; files that others made from FACEIT's answers have texts for both, and no such
// key.
#pragma once

#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>
#include <map>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "support/table.hpp"

namespace cs2::provider {

enum class MatchdataForm { valve, faceit };

class Matchdata {
 public:
  const std::vector<test::Row> facts = test::read_table("valve/qualifier.tsv");

  // Amateurs call themselves like this; the players themselves are invented.
  static std::vector<std::string> nicknames(const std::string& team) {
    return {"RoDfps_ " + team, "--" + team, team + "-_-", "M__k " + team, team + "---"};
  }

  std::string text(MatchdataForm form) const {
    const bool ours = form == MatchdataForm::valve;
    boost::json::array matches;
    for (const auto& row : facts) {
      boost::json::object match{{"matchStartTime", time_in(row, form)},
                                {"team1Id", id_of(row["team1"], form)},
                                {"team2Id", id_of(row["team2"], form)},
                                {"team1Name", row["team1"]},
                                {"team2Name", row["team2"]},
                                {"team1Players", players(row["team1"], form)},
                                {"team2Players", players(row["team2"], form)},
                                {"eventId", id_of("event", form)},
                                {"maps", maps(row)},
                                {"winningTeam", row.number("winner")}};
      if (ours) {
        match["forfeited"] = row["maps"].empty();
        match["valveRanked"] = true;
      }
      matches.push_back(std::move(match));
    }
    const boost::json::object event{{"eventId", id_of("event", form)},
                                    {"eventName", "IEM Dallas 2025 - SA Qualifier"},
                                    {"prizePool", ours ? "$1,000" : ""},
                                    {"lan", false},
                                    {"finished", true},
                                    {"prizeDistribution", boost::json::array{}}};
    return boost::json::serialize(
        boost::json::object{{"matches", std::move(matches)}, {"events", boost::json::array{event}}});
  }

 private:
  static boost::json::value time_in(const test::Row& row, MatchdataForm form) {
    if (form == MatchdataForm::faceit) return boost::json::value(row["starts_at"]);
    return boost::json::value(unix_seconds(parse_iso8601(row["starts_at"]).value()));
  }

  static boost::json::value id_of(const std::string& name, MatchdataForm form) {
    static std::map<std::string, int> known;
    const auto number = known.try_emplace(name, static_cast<int>(known.size()) + 7'000).first->second;
    if (form == MatchdataForm::valve) return number;
    return boost::json::value(fmt::format("15828b8e-7791-4d83-8962-{:012}", number));
  }

  static boost::json::array players(const std::string& team, MatchdataForm form) {
    boost::json::array players;
    for (const auto& nickname : nicknames(team)) {
      const auto known = form == MatchdataForm::valve;
      players.push_back(boost::json::object{{"playerId", id_of(nickname, form)},
                                            {"nick", nickname},
                                            {"country", known ? "Brazil" : ""},
                                            {"countryIso", known ? "BR" : ""},
                                            {"steamIds", boost::json::array{}}});
    }
    return players;
  }

  // "inferno 13-6, nuke 13-6"
  static boost::json::array maps(const test::Row& row) {
    boost::json::array maps;
    for (const auto& written : row.list("maps")) {
      const auto words = split(written, ' ');
      const auto score = split(words.at(1), '-');
      maps.push_back(boost::json::object{{"mapName", fmt::format("de_{}", words[0])},
                                         {"team1Score", std::stoi(std::string{score.at(0)})},
                                         {"team2Score", std::stoi(std::string{score.at(1)})}});
    }
    return maps;
  }
};

}  // namespace cs2::provider
