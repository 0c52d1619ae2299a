#include "store/names.hpp"

#include <map>

#include "base/limits/store.hpp"
#include "store/external_ids.hpp"
#include "store/identities.hpp"
#include "store/rows.hpp"
#include "store/transaction.hpp"

namespace cs2::store {
namespace {

// A top event's matches are asked for more often than many small ones.
double weight_of(Tier tier) {
  switch (tier) {
    case Tier::s:
      return 8;
    case Tier::a:
      return 4;
    case Tier::b:
      return 2;
    case Tier::c:
    case Tier::d:
    case Tier::unranked:
      return 1;
  }
  return 1;
}

using Weights = std::map<std::int64_t, double>;

struct Activity {
  Weights teams;
  Weights tournaments;
};

Activity load_activity(Sql& sql, Timestamp now) {
  const auto from = now - days{limits::names_recent_days};
  const auto to = now + days{limits::names_recent_days};
  Activity activity;
  for (const auto& [first, second, tournament, tier_name] :
       sql.select<Row<TeamId, TeamId, TournamentId, std::optional<std::string>>>(
           R"(
        SELECT match.first_team_id, match.second_team_id, match.tournament_id, tournament.tier
        FROM match LEFT JOIN tournament ON tournament.id = match.tournament_id
        WHERE match.calendar_at BETWEEN :from AND :to AND match.retired_at IS NULL)",
           from, to)) {
    const auto tier = tier_name ? parse_tier(*tier_name) : std::nullopt;
    const auto weight = weight_of(tier.value_or(Tier::unranked));
    activity.teams[first.value] += weight;
    activity.teams[second.value] += weight;
    activity.tournaments[tournament.value] += weight;
  }
  return activity;
}

double weight_in(const Weights& weights, std::int64_t id) {
  const auto found = weights.find(id);
  return found == weights.end() ? 0 : found->second;
}

using Aliases = std::multimap<std::int64_t, std::string>;

Aliases load_aliases(Sql& sql, Thing thing) {
  Aliases aliases;
  for (auto& [ours, alias] : sql.select<Row<std::int64_t, std::string>>(
           "SELECT ours, name FROM alias WHERE kind = :kind ORDER BY ours, folded", name(thing))) {
    aliases.emplace(ours, std::move(alias));
  }
  return aliases;
}

// Other names than the one that is shown.
std::vector<std::string> others(const Aliases& aliases, std::int64_t id, const std::string& shown) {
  std::vector<std::string> names;
  const auto [begin, end] = aliases.equal_range(id);
  for (auto alias = begin; alias != end; ++alias) {
    if (alias->second != shown) names.push_back(alias->second);
  }
  return names;
}

using OptionalText = std::optional<std::string>;

void append_teams(std::vector<Named>& all, Sql& sql, const Weights& activity) {
  const auto aliases = load_aliases(sql, Thing::team);
  for (auto& [id, shown, acronym, country, region] :
       sql.select<Row<std::int64_t, std::string, OptionalText, OptionalText, OptionalText>>(
           "SELECT id, name, acronym, country, region FROM team WHERE retired_at IS NULL ORDER BY id")) {
    auto also = others(aliases, id, shown);
    if (acronym && *acronym != shown) also.push_back(std::move(*acronym));
    all.push_back({.kind = NameKind::team,
                   .id = id,
                   .name = std::move(shown),
                   .aliases = std::move(also),
                   .weight = weight_in(activity, id),
                   .country = country.value_or(""),
                   .region = region.value_or("")});
  }
}

void append_tournaments(std::vector<Named>& all, Sql& sql, const Weights& activity) {
  const auto aliases = load_aliases(sql, Thing::tournament);
  for (auto& [id, shown, country, region] :
       sql.select<Row<std::int64_t, std::string, OptionalText, OptionalText>>(
           "SELECT id, name, country, region FROM tournament WHERE retired_at IS NULL ORDER BY id")) {
    auto also = others(aliases, id, shown);
    all.push_back({.kind = NameKind::tournament,
                   .id = id,
                   .name = std::move(shown),
                   .aliases = std::move(also),
                   .weight = weight_in(activity, id),
                   .country = country.value_or(""),
                   .region = region.value_or("")});
  }
}

// Who is in two teams is shown with the one that is asked for more.
std::map<std::int64_t, TeamId> load_present_teams(Sql& sql, const Weights& activity) {
  std::map<std::int64_t, TeamId> present;
  for (const auto& [player, team] : sql.select<Row<std::int64_t, TeamId>>(R"(
        SELECT player_id, team_id FROM roster_entry WHERE until IS NULL ORDER BY player_id, team_id)")) {
    const auto [known, added] = present.emplace(player, team);
    if (!added && weight_in(activity, known->second.value) < weight_in(activity, team.value))
      known->second = team;
  }
  return present;
}

void append_players(std::vector<Named>& all, Sql& sql, const Weights& team_activity) {
  const auto aliases = load_aliases(sql, Thing::player);
  const auto present = load_present_teams(sql, team_activity);
  for (auto& [id, shown, nationality] : sql.select<Row<std::int64_t, std::string, OptionalText>>(
           "SELECT id, nickname, nationality FROM player WHERE retired_at IS NULL ORDER BY id")) {
    const auto team = present.find(id);
    auto also = others(aliases, id, shown);
    all.push_back({.kind = NameKind::player,
                   .id = id,
                   .name = std::move(shown),
                   .aliases = std::move(also),
                   .weight = team == present.end() ? 0 : weight_in(team_activity, team->second.value),
                   .country = nationality.value_or(""),
                   .team = team == present.end() ? TeamId{} : team->second});
  }
}

}  // namespace

std::vector<Named> list_names(Store& store) {
  Reading reading{store};
  auto& sql = reading.sql();
  const auto activity = load_activity(sql, store.clock().now());
  std::vector<Named> all;
  append_teams(all, sql, activity.teams);
  append_tournaments(all, sql, activity.tournaments);
  append_players(all, sql, activity.teams);
  return all;
}

std::int64_t names_revision(Store& store) {
  // The days count too: a name's weight fades although nothing is written. All only grow, so the sum moves
  // with each.
  const auto today = std::chrono::floor<days>(store.clock().now()).time_since_epoch().count();
  auto& answers = store.answers();
  return answers.generation(Topic::names) + answers.generation(Topic::players) + today;
}

std::optional<Team> find_team(Store& store, TeamId id) {
  const TeamId survivor{survivor_of(store, Thing::team, id.value)};
  auto teams = load_teams(*store.sql().read(), {survivor});
  if (teams.empty()) return std::nullopt;
  return std::move(teams.begin()->second);
}

std::optional<Tournament> find_tournament(Store& store, TournamentId id) {
  const TournamentId survivor{survivor_of(store, Thing::tournament, id.value)};
  auto tournaments = load_tournaments(*store.sql().read(), {survivor});
  if (tournaments.empty()) return std::nullopt;
  return std::move(tournaments.begin()->second);
}

}  // namespace cs2::store
