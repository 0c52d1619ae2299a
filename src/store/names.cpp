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

}  // namespace

std::vector<Named> list_names(Store& store) {
  Reading reading{store};
  auto& sql = reading.sql();
  const auto activity = load_activity(sql, store.clock().now());
  std::vector<Named> all;

  const auto team_aliases = load_aliases(sql, Thing::team);
  for (auto& [id, shown, acronym] : sql.select<Row<std::int64_t, std::string, std::optional<std::string>>>(
           "SELECT id, name, acronym FROM team WHERE retired_at IS NULL ORDER BY id")) {
    auto aliases = others(team_aliases, id, shown);
    if (acronym && *acronym != shown) aliases.push_back(std::move(*acronym));
    all.push_back({.kind = NameKind::team,
                   .id = id,
                   .name = std::move(shown),
                   .aliases = std::move(aliases),
                   .weight = weight_in(activity.teams, id)});
  }

  const auto tournament_aliases = load_aliases(sql, Thing::tournament);
  for (auto& [id, shown] : sql.select<Row<std::int64_t, std::string>>(
           "SELECT id, name FROM tournament WHERE retired_at IS NULL ORDER BY id")) {
    auto aliases = others(tournament_aliases, id, shown);
    all.push_back({.kind = NameKind::tournament,
                   .id = id,
                   .name = std::move(shown),
                   .aliases = std::move(aliases),
                   .weight = weight_in(activity.tournaments, id)});
  }
  return all;
}

std::int64_t names_revision(Store& store) {
  // The days count too: a name's weight fades although nothing is written. Both only grow, so the sum moves
  // with each.
  const auto today = std::chrono::floor<days>(store.clock().now()).time_since_epoch().count();
  return store.answers().generation(Topic::names) + today;
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
