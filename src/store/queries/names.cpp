#include "store/queries/names.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <set>

#include "base/limits/store.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/external_ids.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/identity/identities.hpp"

namespace cs2::store {
namespace {

// ---- Weights

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

using OptionalText = std::optional<std::string>;

double weight_of_tier(const OptionalText& tier_name) {
  return weight_of(tier_name ? parse_tier(*tier_name).value_or(Tier::unranked) : Tier::unranked);
}

// In SQL, because a year has tens of thousands of matches and a thousand teams.
void add_matches(NameWeights& weights, Sql& sql, Timestamp now) {
  constexpr double long_ago = 0.1;
  const auto add = [&](NameKind kind, std::string_view column) {
    for (const auto& [id, tier, recent, count] : sql.select<Row<std::int64_t, OptionalText, int, int>>(
             fmt::format(R"(
        SELECT played.id, tournament.tier, played.recent, COUNT(*) FROM (
               SELECT {} AS id, tournament_id, CASE WHEN calendar_at >= :recent THEN 1 ELSE 0 END AS recent
               FROM match WHERE calendar_at BETWEEN :from AND :to AND retired_at IS NULL) AS played
        LEFT JOIN tournament ON tournament.id = played.tournament_id WHERE played.id IS NOT NULL
        GROUP BY played.id, tournament.tier, played.recent)",
                         column),
             now - days{limits::names_recent_days}, now - days{limits::names_remembered_days},
             now + days{limits::names_recent_days})) {
      weights[{kind, id}] += count * weight_of_tier(tier) * (recent == 1 ? 1 : long_ago);
    }
  };
  add(NameKind::team, "first_team_id");
  add(NameKind::team, "second_team_id");
  add(NameKind::tournament, "tournament_id");
}

// The best team of the world weighs as much as one that played five matches of tier S this month.
void add_rankings(NameWeights& weights, Sql& sql) {
  constexpr double points_per_weight = 50;
  std::map<std::int64_t, double> best;
  for (const auto& [team, points] : sql.select<Row<std::int64_t, double>>(R"(
        SELECT ranking_row.team_id, CAST(ranking_row.points AS DOUBLE PRECISION) FROM ranking_row
        JOIN ranking ON ranking.id = ranking_row.ranking_id
        WHERE ranking_row.points IS NOT NULL AND ranking.published =
              (SELECT MAX(newest.published) FROM ranking newest WHERE newest.system = ranking.system))")) {
    best[team] = std::max(best[team], points);
  }
  for (const auto& [team, points] : best) weights[{NameKind::team, team}] += points / points_per_weight;
}

// An event is asked for while it is on, and remembered the better the later it was.
void add_events(NameWeights& weights, Sql& sql, Timestamp now) {
  for (const auto& [id, tier, at] : sql.select<Row<std::int64_t, OptionalText, Timestamp>>(R"(
        SELECT id, tier, COALESCE(ends_at, starts_at) FROM tournament
        WHERE retired_at IS NULL AND COALESCE(ends_at, starts_at) IS NOT NULL)")) {
    const auto apart = std::chrono::duration<double, std::chrono::years::period>(now - at).count();
    weights[{NameKind::tournament, id}] += weight_of_tier(tier) / (1 + std::abs(apart));
  }
}

NameWeights load_weights(Sql& sql, Timestamp now) {
  NameWeights weights;
  add_matches(weights, sql, now);
  add_rankings(weights, sql);
  add_events(weights, sql, now);
  return weights;
}

// ---- Names

// Which things of one kind are read: all, or only these.
class Wanted {
 public:
  Wanted() = default;
  explicit Wanted(std::vector<std::int64_t> ids) : ids_(std::move(ids)) {}

  // `text` ends in a condition; `column` is what the ids are.
  template <class RowType, class OnRow>
  void select(Sql& sql, std::string_view text, std::string_view column, OnRow on_row) const {
    if (!ids_) {
      for (auto& row : sql.select<RowType>(text)) on_row(row);
      return;
    }
    const auto narrowed = fmt::format("{} AND {} IN NUMBERS(:ids)", text, column);
    for_each_chunk(*ids_, limits::rows_per_statement, [&](const std::vector<std::int64_t>& chunk) {
      for (auto& row : sql.select<RowType>(narrowed, chunk)) on_row(row);
    });
  }

 private:
  std::optional<std::vector<std::int64_t>> ids_;
};

using Aliases = std::multimap<std::int64_t, std::string>;

Aliases load_aliases(Sql& sql, EntityKind entity, const Wanted& wanted) {
  Aliases aliases;
  const auto text = fmt::format("SELECT ours, name FROM alias WHERE kind = '{}'", name(entity));
  wanted.select<Row<std::int64_t, std::string>>(
      sql, text, "ours", [&](auto& row) { aliases.emplace(std::get<0>(row), std::move(std::get<1>(row))); });
  return aliases;
}

// Other names than the one that is shown.
std::vector<std::string> others(const Aliases& aliases, std::int64_t id, const std::string& shown) {
  std::vector<std::string> names;
  const auto [begin, end] = aliases.equal_range(id);
  for (auto alias = begin; alias != end; ++alias) {
    if (alias->second != shown) names.push_back(alias->second);
  }
  std::ranges::sort(names);
  return names;
}

void append_teams(std::vector<Named>& all, Sql& sql, const Wanted& wanted) {
  const auto aliases = load_aliases(sql, EntityKind::team, wanted);
  wanted.select<Row<std::int64_t, std::string, OptionalText, OptionalText, OptionalText>>(
      sql, "SELECT id, name, acronym, country, region FROM team WHERE retired_at IS NULL", "id",
      [&](auto& row) {
        auto& [id, shown, acronym, country, region] = row;
        auto also = others(aliases, id, shown);
        if (acronym && *acronym != shown) also.push_back(std::move(*acronym));
        all.push_back({.kind = NameKind::team,
                       .id = id,
                       .name = std::move(shown),
                       .aliases = std::move(also),
                       .country = country.value_or(""),
                       .region = region.value_or("")});
      });
}

void append_tournaments(std::vector<Named>& all, Sql& sql, const Wanted& wanted) {
  const auto aliases = load_aliases(sql, EntityKind::tournament, wanted);
  using Line =
      Row<std::int64_t, std::string, OptionalText, OptionalText, OptionalText, std::optional<Timestamp>>;
  wanted.select<Line>(
      sql, "SELECT id, name, country, region, tier, starts_at FROM tournament WHERE retired_at IS NULL", "id",
      [&](auto& row) {
        auto& [id, shown, country, region, tier, starts_at] = row;
        auto also = others(aliases, id, shown);
        all.push_back({.kind = NameKind::tournament,
                       .id = id,
                       .name = std::move(shown),
                       .aliases = std::move(also),
                       .country = country.value_or(""),
                       .region = region.value_or(""),
                       .tier = tier ? parse_tier(*tier) : std::nullopt,
                       .starts_at = starts_at});
      });
}

// Who is in two teams is shown with the one that is asked for more.
std::map<std::int64_t, TeamId> load_present_teams(Sql& sql, const Wanted& wanted,
                                                  const NameWeights& weights) {
  const auto weight = [&](TeamId team) {
    const auto found = weights.find({NameKind::team, team.value});
    return found == weights.end() ? 0 : found->second;
  };
  std::map<std::int64_t, TeamId> present;
  wanted.select<Row<std::int64_t, TeamId>>(sql,
                                           "SELECT player_id, team_id FROM roster_entry WHERE until IS NULL",
                                           "player_id", [&](const auto& row) {
                                             const auto& [player, team] = row;
                                             const auto [known, added] = present.emplace(player, team);
                                             if (!added && weight(known->second) < weight(team))
                                               known->second = team;
                                           });
  return present;
}

void append_players(std::vector<Named>& all, Sql& sql, const Wanted& wanted, const NameWeights& weights) {
  const auto aliases = load_aliases(sql, EntityKind::player, wanted);
  const auto present = load_present_teams(sql, wanted, weights);
  wanted.select<Row<std::int64_t, std::string, OptionalText>>(
      sql, "SELECT id, nickname, nationality FROM player WHERE retired_at IS NULL", "id", [&](auto& row) {
        auto& [id, shown, nationality] = row;
        const auto team = present.find(id);
        auto also = others(aliases, id, shown);
        all.push_back({.kind = NameKind::player,
                       .id = id,
                       .name = std::move(shown),
                       .aliases = std::move(also),
                       .country = nationality.value_or(""),
                       .team = team == present.end() ? TeamId{} : team->second});
      });
}

std::int64_t load_generation(Sql& sql) {
  const auto row = sql.select_one<Row<std::int64_t>>("SELECT value FROM generation WHERE topic = :topic",
                                                     name(Topic::names));
  return row ? std::get<0>(*row) : 0;
}

std::map<NameKind, std::vector<std::int64_t>> load_changed(Sql& sql, std::int64_t after) {
  std::map<NameKind, std::vector<std::int64_t>> changed;
  for (const auto& [kind_name, ours] : sql.select<Row<std::string, std::int64_t>>(
           "SELECT kind, ours FROM name_change WHERE generation > :after ORDER BY kind, ours", after)) {
    const auto entity = parse_entity_kind(kind_name);
    if (const auto kind = entity ? kind_of(*entity) : std::nullopt) changed[*kind].push_back(ours);
  }
  return changed;
}

void append_changed(NameDelta& news, Sql& sql, std::int64_t after) {
  std::set<NameKey> missing;
  for (const auto& [kind, ids] : load_changed(sql, after)) {
    const Wanted wanted{ids};
    if (kind == NameKind::team) append_teams(news.named, sql, wanted);
    if (kind == NameKind::tournament) append_tournaments(news.named, sql, wanted);
    if (kind == NameKind::player) append_players(news.named, sql, wanted, news.weights);
    for (const auto id : ids) missing.emplace(kind, id);
  }
  for (const auto& named : news.named) missing.erase({named.kind, named.id});
  news.gone.assign(missing.begin(), missing.end());
}

}  // namespace

EntityKind entity_of(NameKind kind) {
  switch (kind) {
    case NameKind::team:
      return EntityKind::team;
    case NameKind::tournament:
      return EntityKind::tournament;
    case NameKind::player:
      return EntityKind::player;
  }
  assert(false);
  return EntityKind::team;
}

std::optional<NameKind> kind_of(EntityKind entity) {
  for (const auto kind : {NameKind::team, NameKind::tournament, NameKind::player}) {
    if (entity_of(kind) == entity) return kind;
  }
  return std::nullopt;
}

NamesRevision names_revision(Store& store) {
  return {.generation = store.answers().generation(Topic::names),
          .day = std::chrono::floor<days>(store.clock().now()).time_since_epoch().count()};
}

NameDelta list_name_news(Store& store, std::optional<std::int64_t> after_generation) {
  Reading reading{store};
  auto& sql = reading.sql();
  NameDelta news{.generation = load_generation(sql), .weights = load_weights(sql, store.clock().now())};
  // A restored backup counts from an earlier number: nothing can be said about what changed since.
  if (after_generation && *after_generation <= news.generation) {
    append_changed(news, sql, *after_generation);
    return news;
  }
  news.whole = true;
  append_teams(news.named, sql, {});
  append_tournaments(news.named, sql, {});
  append_players(news.named, sql, {}, news.weights);
  return news;
}

double weight_of(const Named& named, const NameWeights& weights) {
  const auto key = named.kind == NameKind::player ? NameKey{NameKind::team, named.team.value}
                                                  : NameKey{named.kind, named.id};
  const auto found = weights.find(key);
  return found == weights.end() ? 0 : found->second;
}

std::vector<Named> list_names(Store& store) {
  auto news = list_name_news(store, std::nullopt);
  for (auto& named : news.named) named.weight = weight_of(named, news.weights);
  return std::move(news.named);
}

std::optional<Team> find_team(Store& store, TeamId id) {
  const TeamId survivor{survivor_of(store, EntityKind::team, id.value)};
  auto teams = load_teams(*store.sql().read(), {survivor});
  if (teams.empty()) return std::nullopt;
  return std::move(teams.begin()->second);
}

std::optional<Tournament> find_tournament(Store& store, TournamentId id) {
  const TournamentId survivor{survivor_of(store, EntityKind::tournament, id.value)};
  auto tournaments = load_tournaments(*store.sql().read(), {survivor});
  if (tournaments.empty()) return std::nullopt;
  return std::move(tournaments.begin()->second);
}

}  // namespace cs2::store
