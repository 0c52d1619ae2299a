// What HLTV's pages have in common. For their parsers' own files.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/report.hpp"
#include "provider/shared/html.hpp"

namespace cs2::provider::hltv {

inline constexpr std::string_view site = "https://www.hltv.org";

// blocked: a shield's page in place of HLTV's. drift and too_large as HtmlPage says.
Result<HtmlPage> open(std::string_view html);

// A page names its own address: drift where it is about another thing than the one that was asked for.
Result<void> check_subject(const HtmlElement& root, std::string_view kind, std::string_view id);

// The number in "/matches/2393192/alliance-vs-oxuji", kind "matches"; also of a whole address, as browsers
// save it.
std::optional<std::string> id_in(std::string_view href, std::string_view kind);
// Of the first link to such a thing within.
std::optional<std::string> linked_id(const HtmlElement& element, std::string_view kind);

// An attribute of Unix milliseconds. The hours that are shown are the reader's own and never read.
std::optional<Timestamp> time_in(const HtmlElement& element, std::string_view attribute);
// "bo3" → 3
std::optional<int> best_of(std::string_view text);
// The flag's file is named after the country: ".../30x20/DK.gif".
std::optional<std::string> country_in(const HtmlElement& element);
std::string text_of(const std::optional<HtmlElement>& element);
std::string text_in(const HtmlElement& element, std::string_view class_token);

// The things a report speaks of, each named once. Pages that show a name without its number get an id of that
// name: "name:Dignitas".
class Names {
 public:
  // Each gives the external id.
  std::string team(const std::optional<std::string>& id, const std::string& name);
  std::string player(const std::string& id, const std::string& nickname);
  std::string tournament(const std::optional<std::string>& id, const std::string& name);
  TeamReport& team_report(const std::string& external_id) { return teams_.at(external_id); }
  PlayerReport& player_report(const std::string& external_id) { return players_.at(external_id); }
  TournamentReport& tournament_report(const std::string& external_id) { return tournaments_.at(external_id); }
  void move_to(Report& report);

 private:
  std::map<std::string, TeamReport> teams_;
  std::map<std::string, PlayerReport> players_;
  std::map<std::string, TournamentReport> tournaments_;
};

}  // namespace cs2::provider::hltv
