#include "ingest/identity/team.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "ingest/identity/match_resemblance.hpp"
#include "ingest/identity/weights.hpp"
#include "model/team_name.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;

constexpr milliseconds same_minute = 15min;  // plans differ by that much, and nobody plays two matches in it
constexpr std::ptrdiff_t core = 3;           // that many in common are a roster, in the game's own rules
constexpr std::size_t line_up = 4;           // fewer known players say nothing by their absence

std::set<std::string> squads_of_all(const TeamCase& team) {
  auto squads = squads_of(team.name);
  for (const auto& alias : team.aliases) squads.merge(squads_of(alias));
  return squads;
}

std::set<std::string> all_names(const TeamCase& team) {
  std::set<std::string> names{comparable_name(team.name)};
  for (const auto& alias : team.aliases) names.insert(comparable_name(alias));
  names.erase("");
  return names;
}

bool names_meet(const std::set<std::string>& one, const std::set<std::string>& other) {
  return std::ranges::any_of(one, [&](const std::string& a) {
    return std::ranges::any_of(other, [&](const std::string& b) { return is_spelled_alike(a, b); });
  });
}

bool has_hint(const TeamCase& one, const TeamCase& other) {
  const auto names = all_names(one);
  const auto others = all_names(other);
  if (!one.acronym.empty() && (one.acronym == other.acronym || others.contains(comparable_name(one.acronym))))
    return true;
  if (!other.acronym.empty() && names.contains(comparable_name(other.acronym))) return true;
  return std::ranges::any_of(names, [&](const std::string& a) {
    return std::ranges::any_of(others, [&](const std::string& b) { return is_part_of(a, b); });
  });
}

void add_names(const TeamCase& one, const TeamCase& other, bool shared, Resemblance& resemblance) {
  const auto first = comparable_name(one.name);
  const bool equal = !first.empty() && is_spelled_alike(first, comparable_name(other.name));
  const bool alias = !equal && names_meet(all_names(one), all_names(other));
  if (equal) add(resemblance, weights::name_equal);
  if (alias) add(resemblance, weights::alias_equal);
  if ((equal || alias) && shared) add(resemblance, weights::name_shared);
  if (!equal && !alias && has_hint(one, other)) add(resemblance, weights::name_part);
}

void add_players(const TeamCase& one, const TeamCase& other, Resemblance& resemblance) {
  const auto common = std::ranges::count_if(
      one.players, [&](const std::string& player) { return other.players.contains(player); });
  if (common >= core) add(resemblance, weights::roster_equal);
  if (common == 0 && one.players.size() >= line_up && other.players.size() >= line_up)
    add(resemblance, weights::roster_differs);
}

// A wiki knows one team by its page and by a template; that tells nothing apart.
bool one_source_knows_both(const TeamCase& one, const TeamCase& other) {
  return std::ranges::any_of(one.ids, [&](const CrossReference& a) {
    return !is_template(a) && std::ranges::any_of(other.ids, [&](const CrossReference& b) {
      return !is_template(b) && a.provider == b.provider && a.external_id != b.external_id;
    });
  });
}

bool ids_meet(const TeamCase& one, const TeamCase& other) {
  return std::ranges::any_of(one.ids, [&](const CrossReference& id) { return other.ids.contains(id); });
}

}  // namespace

bool is_template(const CrossReference& id) {
  return id.external_id.starts_with("template:");
}

TeamCase case_of(const Report& report, const TeamReport& team) {
  TeamCase reported{.name = fold(team.team.name),
                    .aliases = {},
                    .acronym = fold(team.team.acronym.value_or("")),
                    .country = team.team.country,
                    .ids = {{report.provider, team.external_id}},
                    .players = {}};
  for (const auto& alias : team.aliases) reported.aliases.insert(fold(alias));
  reported.ids.insert(team.cross_references.begin(), team.cross_references.end());
  std::set<std::string> members;
  for (const auto& roster : report.rosters) {
    if (roster.team != team.external_id) continue;
    for (const auto& stay : roster.stays) {
      if (!stay.until && plays(stay.role)) members.insert(stay.player);
    }
  }
  for (const auto& match : report.matches) {
    for (const auto& side : match.opponents) {
      if (side.team == team.external_id) members.insert(side.line_up.begin(), side.line_up.end());
    }
  }
  for (const auto& player : report.players) {
    if (members.contains(player.external_id)) reported.players.insert(fold(player.player.nickname));
  }
  return reported;
}

TeamCase case_of(const Team& team, const store::TeamSnapshot& known) {
  TeamCase stored{.name = fold(team.name),
                  .aliases = {},
                  .acronym = fold(team.acronym.value_or("")),
                  .country = team.country,
                  .ids = {},
                  .players = {}};
  if (const auto traits = known.traits.find(team.id); traits != known.traits.end()) {
    stored.aliases = traits->second.names;
    stored.ids = traits->second.ids;
    stored.players = traits->second.players;
  }
  for (const auto& [alias, bearers] : known.by_name) {
    if (std::ranges::find(bearers, team.id, &Team::id) != bearers.end()) stored.aliases.insert(alias);
  }
  return stored;
}

TeamCase joined(TeamCase stored, const TeamCase& reported) {
  stored.aliases.insert(reported.name);
  stored.aliases.insert(reported.aliases.begin(), reported.aliases.end());
  if (stored.acronym.empty()) stored.acronym = reported.acronym;
  if (!stored.country) stored.country = reported.country;
  stored.ids.insert(reported.ids.begin(), reported.ids.end());
  if (!reported.players.empty()) stored.players = reported.players;
  return stored;
}

Resemblance compare_teams(const TeamCase& one, const TeamCase& other, const TeamCircumstances& both) {
  Resemblance resemblance;
  add_names(one, other, both.name_is_shared, resemblance);
  add_players(one, other, resemblance);
  if (both.share_match) add(resemblance, weights::same_match);
  if (one.country && other.country)
    add(resemblance, one.country == other.country ? weights::country_equal : weights::country_differs);
  if (!ids_meet(one, other) && one_source_knows_both(one, other)) add(resemblance, weights::told_apart);
  if (squads_of_all(one) != squads_of_all(other)) add(resemblance, weights::other_squad);
  if (both.played_each_other) add(resemblance, weights::played_each_other);
  return resemblance;
}

std::map<std::string, std::set<TeamId>> list_stand_ins(const Report& report,
                                                       const store::MatchSnapshot& known,
                                                       const std::map<std::string, TeamId>& ours) {
  std::map<TeamId, std::vector<const Match*>> by_team;
  for (const auto& [id, row] : known.rows) {
    if (known.retired.contains(id)) continue;
    for (const auto& opponent : row.opponents) {
      if (opponent.team) by_team[opponent.team].push_back(&row);
    }
  }
  std::map<std::string, std::set<TeamId>> opponent_candidates;
  const auto look = [&](const MatchReport& match, std::size_t slot) {
    const auto& team = match.opponents[slot].team;
    const auto& rival = match.opponents[1 - slot].team;
    const auto known_rival = rival ? ours.find(*rival) : ours.end();
    if (!team || known_rival == ours.end()) return;
    const auto own = ours.find(*team);
    const auto rows = by_team.find(known_rival->second);
    if (rows == by_team.end()) return;
    for (const auto* row : rows->second) {
      const auto apart = time_between(match, *row);
      if (!apart || *apart > same_minute || !match.time_is_exact || !row->time_is_exact) continue;
      const bool rival_first = row->opponents[0].team == known_rival->second;
      const auto other = row->opponents[rival_first ? 1 : 0].team;
      if (other && (own == ours.end() || own->second != other)) opponent_candidates[*team].insert(other);
    }
  };
  for (const auto& match : report.matches) {
    look(match, 0);
    look(match, 1);
  }
  return opponent_candidates;
}

}  // namespace cs2::ingest
