#include <algorithm>
#include <ranges>

#include "base/limits/answers.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/player_rows.hpp"
#include "store/queries/internal/profile_queries.hpp"
#include "store/queries/profiles.hpp"

namespace cs2::store {
namespace {

constexpr std::size_t stays_searched = 3;  // the last ones, for matches whose line-up nobody told

struct Played {
  MatchId match;
  Timestamp at;

  auto operator<=>(const Played&) const = default;
};

void append(std::vector<Played>& to, const std::vector<Row<MatchId, Timestamp>>& rows) {
  for (const auto& [match, at] : rows) to.push_back({.match = match, .at = at});
}

std::vector<Row<MatchId, Timestamp>> load_played_in(Sql& sql, const RosterEntry& stay, Timestamp now) {
  return sql.select<Row<MatchId, Timestamp>>(R"(
        SELECT id, calendar_at FROM match
        WHERE (first_team_id = :team_1 OR second_team_id = :team_2) AND COALESCE(status, '') = 'finished'
              AND calendar_at >= :since AND calendar_at < :until AND retired_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM line_up WHERE match_id = match.id
                              AND slot = CASE WHEN match.first_team_id = :team_3 THEN 0 ELSE 1 END)
        ORDER BY calendar_at DESC, id DESC LIMIT :count)",
                                             stay.team, stay.team, stay.since.value_or(Timestamp{}),
                                             stay.until.value_or(now), stay.team, limits::profile_last);
}

// Those whose line-up names the player, and those that a team played while the player was in it and whose
// line-up nobody told. The latest first.
std::vector<MatchId> load_last_matches(Sql& sql, PlayerId player, const std::vector<TeamStay>& stays,
                                       Timestamp now) {
  std::vector<Played> played;
  append(played, sql.select<Row<MatchId, Timestamp>>(R"(
        SELECT match.id, match.calendar_at FROM line_up JOIN match ON match.id = line_up.match_id
        WHERE line_up.player_id = :player AND match.status = 'finished' AND match.calendar_at IS NOT NULL
              AND match.retired_at IS NULL
        ORDER BY match.calendar_at DESC, match.id DESC LIMIT :count)",
                                                     player, limits::profile_last));
  for (const auto& stay : stays | std::views::take(stays_searched)) {
    if (plays(stay.stay.role)) append(played, load_played_in(sql, stay.stay, now));
  }
  std::ranges::sort(played, std::ranges::greater{},
                    [](const Played& each) { return std::pair{each.at, each.match}; });
  const auto doubles = std::ranges::unique(played);
  played.erase(doubles.begin(), doubles.end());
  std::vector<MatchId> ids;
  for (const auto& each : played | std::views::take(limits::profile_last)) ids.push_back(each.match);
  return ids;
}

// ---- figures

struct TotalsRow {
  std::string version;
  PlayerTotals totals;
  auto columns() {
    auto& t = totals;
    return std::tie(version, t.maps, t.kills.maps, t.kills.sum, t.deaths.maps, t.deaths.sum, t.headshots.maps,
                    t.headshots.sum, t.adr.maps, t.adr.sum, t.kast.maps, t.kast.sum, t.rating.maps,
                    t.rating.sum);
  }
};

void add(PlayerTotals::Sum& to, const PlayerTotals::Sum& more) {
  to.sum += more.sum;
  to.maps += more.maps;
}

PlayerTotals load_totals(Sql& sql, PlayerId player, Timestamp since) {
  PlayerTotals all;
  for (auto& [version, part] : sql.select<TotalsRow>(R"(
        SELECT rating_version, COUNT(*),
               COUNT(kills), CAST(COALESCE(SUM(kills), 0) AS DOUBLE PRECISION),
               COUNT(deaths), CAST(COALESCE(SUM(deaths), 0) AS DOUBLE PRECISION),
               COUNT(headshots), CAST(COALESCE(SUM(headshots), 0) AS DOUBLE PRECISION),
               COUNT(adr), COALESCE(SUM(adr), 0.0), COUNT(kast), COALESCE(SUM(kast), 0.0),
               COUNT(rating), COALESCE(SUM(rating), 0.0)
        FROM player_map_stats JOIN match ON match.id = player_map_stats.match_id
        WHERE player_map_stats.player_id = :player AND match.calendar_at >= :since AND match.retired_at IS NULL
        GROUP BY rating_version ORDER BY COUNT(*) DESC, rating_version)",
                                                     player, since)) {
    all.maps += part.maps;
    add(all.kills, part.kills);
    add(all.deaths, part.deaths);
    add(all.headshots, part.headshots);
    add(all.adr, part.adr);
    add(all.kast, part.kast);
    if (part.rating.maps <= all.rating.maps) continue;
    all.rating = part.rating;
    all.rating_version = std::move(version);
  }
  return all;
}

std::optional<PlayerProfile> load_profile(Store& store, PlayerId asked, Timestamp now) {
  Reading reading{store};
  auto& sql = reading.sql();
  const auto survivor = find_survivor(sql, EntityKind::player, asked.value);
  if (!survivor) return std::nullopt;
  const PlayerId id{survivor->id};
  PlayerProfile profile;
  profile.player = load_players(sql, {id}).at(id);
  profile.is_retired = survivor->is_retired;
  profile.aliases = load_other_names(sql, EntityKind::player, id.value, profile.player.nickname);
  profile.stays = load_team_stays(sql, id);
  const auto present = std::ranges::find_if(
      profile.stays, [](const TeamStay& stay) { return !stay.stay.until && plays(stay.stay.role); });
  if (profile.stays.empty()) profile.last_team = load_last_team(sql, profile.player, now);
  const auto* team = present != profile.stays.end() ? &present->team
                     : profile.last_team            ? &profile.last_team->team
                                                    : nullptr;
  if (team) profile.matches = load_matches_around(sql, {.team = team->id}, now, limits::profile_next, 0);
  profile.matches.last = load_details(sql, load_last_matches(sql, id, profile.stays, now));
  profile.totals = load_totals(sql, id, now - limits::figures_days);
  profile.pages = load_pages(sql, EntityKind::player, id.value);
  return profile;
}

}  // namespace

std::optional<PlayerProfile> find_player_profile(Store& store, PlayerId player, Timestamp now) {
  return remember_profile<std::optional<PlayerProfile>>(
      store, fmt::format("player/{}/{}", player.value, unix_seconds(now)),
      [&] { return load_profile(store, player, now); });
}

}  // namespace cs2::store
