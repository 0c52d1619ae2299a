#include "store/identity/internal/identity_references.hpp"

#include <array>

namespace cs2::store {
namespace {

constexpr std::string_view external_key = "provider || ' ' || external";
// The same stay as far as days are known: nobody is in a team twice at once.
constexpr std::string_view stay_key =
    "role || ' ' || COALESCE(CAST(since AS TEXT), '') || ' ' || COALESCE(CAST(until AS TEXT), '')";
constexpr std::string_view next_revision = ", revision = revision + 1";

constexpr IdentityReference external_id(EntityKind entity, std::string_view only) {
  return {.entity = entity,
          .table = "external_id",
          .column = "ours",
          .number_key = "0",
          .text_key = external_key,
          .only = only};
}

constexpr IdentityReference alias(EntityKind entity, std::string_view only) {
  return {.entity = entity,
          .table = "alias",
          .column = "ours",
          .number_key = "0",
          .text_key = "folded",
          .only = only,
          .collision = "other.kind = alias.kind AND other.folded = alias.folded"};
}

constexpr IdentityReference guild_alias(EntityKind entity, std::string_view only) {
  return {.entity = entity,
          .table = "guild_alias",
          .column = "ours",
          .number_key = "guild_id",
          .text_key = "folded",
          .only = only};
}

constexpr IdentityReference match_column(EntityKind entity, std::string_view column) {
  return {.entity = entity,
          .table = "match",
          .column = column,
          .number_key = "id",
          .text_key = "''",
          .also = next_revision};
}

constexpr IdentityReference by_id(EntityKind entity, std::string_view table, std::string_view column) {
  return {.entity = entity, .table = table, .column = column, .number_key = "id", .text_key = "''"};
}

constexpr IdentityReference subscription(EntityKind entity, std::string_view only) {
  return {.entity = entity,
          .table = "subscription",
          .column = "subject_id",
          .number_key = "id",
          .text_key = "''",
          .only = only};
}

constexpr std::array references{
    external_id(EntityKind::team, "kind = 'team'"),
    alias(EntityKind::team, "kind = 'team'"),
    guild_alias(EntityKind::team, "kind = 'team'"),
    match_column(EntityKind::team, "first_team_id"),
    match_column(EntityKind::team, "second_team_id"),
    IdentityReference{.entity = EntityKind::team,
                      .table = "roster_entry",
                      .column = "team_id",
                      .number_key = "player_id",
                      .text_key = stay_key,
                      .collision = "other.player_id = roster_entry.player_id AND "
                                   "((other.until IS NULL AND roster_entry.until IS NULL) OR "
                                   "COALESCE(other.since, 0) = COALESCE(roster_entry.since, 0))"},
    IdentityReference{.entity = EntityKind::team,
                      .table = "ranking_row",
                      .column = "team_id",
                      .number_key = "ranking_id",
                      .text_key = "line_up",
                      .collision = "other.ranking_id = ranking_row.ranking_id AND "
                                   "other.line_up = ranking_row.line_up"},
    IdentityReference{
        .entity = EntityKind::team,
        .table = "standing",
        .column = "team_id",
        .number_key = "tournament_id",
        .text_key = "stage",
        .collision = "other.tournament_id = standing.tournament_id AND other.stage = standing.stage"},
    IdentityReference{.entity = EntityKind::team,
                      .table = "placement",
                      .column = "team_id",
                      .number_key = "tournament_id",
                      .text_key = "''",
                      .collision = "other.tournament_id = placement.tournament_id"},
    by_id(EntityKind::team, "change", "team_id"),
    IdentityReference{.entity = EntityKind::team,
                      .table = "prediction",
                      .column = "first_team_id",
                      .number_key = "match_id",
                      .text_key = "''"},
    by_id(EntityKind::team, "team", "merged_into"),
    subscription(EntityKind::team, "subject = 'team'"),

    external_id(EntityKind::player, "kind = 'player'"),
    alias(EntityKind::player, "kind = 'player'"),
    guild_alias(EntityKind::player, "kind = 'player'"),
    IdentityReference{.entity = EntityKind::player,
                      .table = "roster_entry",
                      .column = "player_id",
                      .number_key = "team_id",
                      .text_key = stay_key,
                      .collision = "other.team_id = roster_entry.team_id AND "
                                   "((other.until IS NULL AND roster_entry.until IS NULL) OR "
                                   "COALESCE(other.since, 0) = COALESCE(roster_entry.since, 0))"},
    IdentityReference{.entity = EntityKind::player,
                      .table = "line_up",
                      .column = "player_id",
                      .number_key = "match_id",
                      .text_key = "CAST(slot AS TEXT)",
                      .collision = "other.match_id = line_up.match_id"},
    IdentityReference{
        .entity = EntityKind::player,
        .table = "player_map_stats",
        .column = "player_id",
        .number_key = "match_id",
        .text_key = "CAST(map AS TEXT)",
        .collision = "other.match_id = player_map_stats.match_id AND other.map = player_map_stats.map"},
    by_id(EntityKind::player, "change", "player_id"),
    by_id(EntityKind::player, "player", "merged_into"),
    subscription(EntityKind::player, "subject = 'player'"),

    external_id(EntityKind::tournament, "kind = 'tournament'"),
    alias(EntityKind::tournament, "kind = 'tournament'"),
    guild_alias(EntityKind::tournament, "kind = 'tournament'"),
    match_column(EntityKind::tournament, "tournament_id"),
    // A stage's standings are a whole: they move together or not at all.
    IdentityReference{.entity = EntityKind::tournament,
                      .table = "standing",
                      .column = "tournament_id",
                      .number_key = "team_id",
                      .text_key = "stage",
                      .collision = "other.stage = standing.stage"},
    IdentityReference{.entity = EntityKind::tournament,
                      .table = "placement",
                      .column = "tournament_id",
                      .number_key = "team_id",
                      .text_key = "''",
                      .collision = "other.team_id = placement.team_id"},
    by_id(EntityKind::tournament, "tournament", "merged_into"),
    subscription(EntityKind::tournament, "subject = 'tournament'"),

    external_id(EntityKind::match, "kind = 'match'"),
    IdentityReference{.entity = EntityKind::match,
                      .table = "sighting",
                      .column = "match_id",
                      .number_key = "0",
                      .text_key = "provider || ' ' || external_id"},
    IdentityReference{.entity = EntityKind::match,
                      .table = "line_up",
                      .column = "match_id",
                      .number_key = "player_id",
                      .text_key = "CAST(slot AS TEXT)",
                      .collision = "other.slot = line_up.slot OR other.player_id = line_up.player_id",
                      .follows_sides = true},
    IdentityReference{.entity = EntityKind::match,
                      .table = "player_map_stats",
                      .column = "match_id",
                      .number_key = "player_id",
                      .text_key = "CAST(map AS TEXT)",
                      .collision = "other.map = player_map_stats.map",
                      .follows_sides = true},
    IdentityReference{.entity = EntityKind::match,
                      .table = "fact_override",
                      .column = "ours",
                      .number_key = "id",
                      .text_key = "''",
                      .only = "kind = 'match'",
                      .collision = "other.kind = 'match' AND other.fact = fact_override.fact "
                                   "AND other.withdrawn_at IS NULL AND fact_override.withdrawn_at IS NULL"},
    by_id(EntityKind::team, "fact_override", "first_team_id"),
    by_id(EntityKind::match, "match", "merged_into"),
    by_id(EntityKind::match, "delivery", "match_id"),
};

}  // namespace

std::span<const IdentityReference> identity_references() {
  return references;
}

}  // namespace cs2::store
