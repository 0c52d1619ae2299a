#include "ingest/identity/player.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace cs2::ingest {
namespace {

using Namesake = store::Known::Namesake;

// The teams with which the report shows each player.
std::map<std::string, std::set<TeamId>> teams_of_players(const Report& report, const Ours<TeamId>& teams) {
  std::map<std::string, std::set<TeamId>> shown;
  const auto add = [&](const std::string& player, const std::string& team) {
    if (const auto found = teams.find(team); found != teams.end()) shown[player].insert(found->second);
  };
  for (const auto& roster : report.rosters) {
    for (const auto& stay : roster.stays) add(stay.player, roster.team);
  }
  for (const auto& match : report.matches) {
    for (const auto& side : match.opponents) {
      for (const auto& player : side.line_up) add(player, side.team.value_or(""));
    }
  }
  return shown;
}

enum class Fit { none, nationality, team };

Fit fit_of(const Player& said, const std::set<TeamId>& shown_with, const Namesake& ours) {
  const auto& stored = ours.player;
  if (ours.named_by_source) return Fit::none;
  if (said.last_name && stored.last_name && fold(*said.last_name) != fold(*stored.last_name))
    return Fit::none;
  if (std::ranges::any_of(shown_with, [&](TeamId team) { return ours.teams.contains(team); }))
    return Fit::team;
  return said.nationality && said.nationality == stored.nationality ? Fit::nationality : Fit::none;
}

// The one who fits best; none where two do.
std::optional<PlayerId> best_of(const std::map<PlayerId, Fit>& fits) {
  const auto best = std::ranges::max_element(fits, {}, [](const auto& each) { return each.second; });
  if (best == fits.end() || best->second == Fit::none) return std::nullopt;
  const auto equals =
      std::ranges::count_if(fits, [&](const auto& each) { return each.second == best->second; });
  return equals == 1 ? std::optional{best->first} : std::nullopt;
}

}  // namespace

Ours<PlayerId> identify_players(const Report& report, const store::Known& known, const Ours<TeamId>& teams,
                                NewIds& ids) {
  Ours<PlayerId> ours;
  std::set<PlayerId> claimed;
  const auto claim = [&](const std::string& external_id, PlayerId id) {
    if (ours.emplace(external_id, id).second) claimed.insert(id);
  };
  for (const auto& [external_id, player] : known.players) claim(external_id, player.id);
  for (const auto& player : report.players) {
    if (const auto id = only_one_known_as(known.players_known_as, player.known_as))
      claim(player.external_id, *id);
  }

  const auto shown_with = teams_of_players(report, teams);
  for (const auto& [external_id, said, aliases, url, known_as] : report.players) {
    if (ours.contains(external_id)) continue;
    const auto shown = shown_with.find(external_id);
    std::map<PlayerId, Fit> fits;
    auto names = aliases;
    names.push_back(said.nickname);
    for (const auto& name : names) {
      const auto namesakes = known.players_by_name.find(fold(name));
      if (namesakes == known.players_by_name.end()) continue;
      for (const auto& namesake : namesakes->second) {
        if (claimed.contains(namesake.player.id)) continue;
        fits[namesake.player.id] =
            fit_of(said, shown == shown_with.end() ? std::set<TeamId>{} : shown->second, namesake);
      }
    }
    claim(external_id, best_of(fits).value_or(PlayerId{ids.next()}));
  }
  return ours;
}

}  // namespace cs2::ingest
