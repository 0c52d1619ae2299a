#include "ingest/identity/player.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "ingest/identity/weights.hpp"
#include "model/source_traits.hpp"

namespace cs2::ingest {
namespace {

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
  // Rankings name no ids; those of their publisher are nicknames too.
  for (const auto& ranking : report.rankings) {
    for (const auto& place : ranking.places) {
      for (const auto& nickname : place.line_up) add(nickname, place.team);
    }
  }
  return shown;
}

PlayerCase case_of(const Player& player) {
  PlayerCase all{.last_name = {}, .nationality = player.nationality, .teams = {}, .ids = {}};
  if (player.last_name) all.last_name = fold(*player.last_name);
  return all;
}

bool share_a_team(const PlayerCase& one, const PlayerCase& other) {
  return std::ranges::any_of(one.teams, [&](TeamId team) { return other.teams.contains(team); });
}

bool one_source_knows_both(const PlayerCase& one, const PlayerCase& other) {
  return std::ranges::any_of(one.ids, [&](const CrossReference& id) {
    return std::ranges::any_of(other.ids, [&](const CrossReference& each) {
      return is_same_source(each, id) && !is_one_id(id.provider, each.external_id, id.external_id);
    });
  });
}

// The one who is the same, if anybody is.
std::optional<PlayerId> same_of(std::map<PlayerId, Resemblance> namesakes) {
  leave_one_same(namesakes);
  for (const auto& [id, resemblance] : namesakes) {
    if (resemblance.points() >= same_from) return id;
  }
  return std::nullopt;
}

}  // namespace

PlayerCase case_of(const Player& player, const store::PlayerSnapshot& known) {
  auto all = case_of(player);
  if (const auto traits = known.traits.find(player.id); traits != known.traits.end()) {
    all.teams = traits->second.teams;
    all.ids = traits->second.ids;
  }
  return all;
}

Resemblance compare_namesakes(const PlayerCase& one, const PlayerCase& other) {
  Resemblance resemblance;
  add(resemblance, weights::nickname_equal);
  if (share_a_team(one, other)) add(resemblance, weights::team_shared);
  if (one.nationality && other.nationality)
    add(resemblance,
        one.nationality == other.nationality ? weights::nationality_equal : weights::nationality_differs);
  if (one.last_name && other.last_name)
    add(resemblance,
        one.last_name == other.last_name ? weights::last_name_equal : weights::last_name_differs);
  if (one_source_knows_both(one, other)) add(resemblance, weights::reported_as_two);
  return resemblance;
}

void leave_one_same(std::map<PlayerId, Resemblance>& namesakes) {
  int best = 0;
  int equals = 0;
  for (const auto& [id, resemblance] : namesakes) {
    const auto points = resemblance.points();
    equals = points > best ? 1 : equals + (points == best ? 1 : 0);
    best = std::max(best, points);
  }
  for (auto& [id, resemblance] : namesakes) {
    const auto points = resemblance.points();
    const bool is_the_one = points == best && equals == 1;
    if (points >= same_from && !is_the_one) resemblance.add(weights::others_fit_too, same_from - 1 - points);
  }
}

Report without_doubtful_mentions(Report report, const store::StoreSnapshot& known) {
  Ours<TeamId> teams;
  for (const auto& [external_id, team] : known.teams.by_external_id) teams.emplace(external_id, team.id);
  const auto shown_with = teams_of_players(report, teams);
  std::set<std::string> mentioned;
  for (const auto& ranking : report.rankings) {
    for (const auto& place : ranking.places) mentioned.insert(place.line_up.begin(), place.line_up.end());
  }
  std::erase_if(report.players, [&](const PlayerReport& player) {
    if (!mentioned.contains(player.external_id) || known.players.by_external_id.contains(player.external_id))
      return false;
    const auto bearers = list_bearers(known.players.by_name, player.player.nickname, player.aliases);
    const auto shown = shown_with.find(player.external_id);
    return !bearers.empty() && std::ranges::none_of(bearers, [&](const auto& bearer) {
      const auto traits = known.players.traits.find(bearer.first);
      return shown != shown_with.end() && traits != known.players.traits.end() &&
             std::ranges::any_of(shown->second,
                                 [&](TeamId team) { return traits->second.teams.contains(team); });
    });
  });
  return report;
}

Ours<PlayerId> identify_players(const Report& report, const store::PlayerSnapshot& known,
                                const Ours<TeamId>& teams, NewIds& ids) {
  Ours<PlayerId> ours;
  std::set<PlayerId> claimed;
  const auto claim = [&](const std::string& external_id, PlayerId id) {
    if (ours.emplace(external_id, id).second) claimed.insert(id);
  };
  for (const auto& [external_id, player] : known.by_external_id) claim(external_id, player.id);
  for (const auto& player : report.players) {
    if (const auto id = only_one_known_as(known.by_reference, player.cross_references))
      claim(player.external_id, *id);
  }

  const auto shown_with = teams_of_players(report, teams);
  for (const auto& player : report.players) {
    if (ours.contains(player.external_id)) continue;
    auto reported = case_of(player.player);
    reported.ids.insert({report.provider, player.external_id});
    if (const auto shown = shown_with.find(player.external_id); shown != shown_with.end())
      reported.teams = shown->second;
    std::map<PlayerId, Resemblance> namesakes;
    for (const auto& [id, stored] : list_bearers(known.by_name, player.player.nickname, player.aliases)) {
      if (!claimed.contains(id)) namesakes.emplace(id, compare_namesakes(reported, case_of(stored, known)));
    }
    claim(player.external_id, same_of(std::move(namesakes)).value_or(PlayerId{ids.next()}));
  }
  return ours;
}

}  // namespace cs2::ingest
