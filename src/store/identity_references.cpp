#include "store/identity_references.hpp"

#include <array>

namespace cs2::store {
namespace {

constexpr std::string_view external_key = "provider || ' ' || external";
// The same stay as far as days are known: nobody is in a team twice at once.
constexpr std::string_view stay_key =
    "role || ' ' || COALESCE(CAST(since AS TEXT), '') || ' ' || COALESCE(CAST(until AS TEXT), '')";
constexpr std::string_view next_revision = ", revision = revision + 1";

constexpr IdentityReference external_id(Thing thing, std::string_view only) {
  return {.thing = thing,
          .table = "external_id",
          .column = "ours",
          .number_key = "0",
          .text_key = external_key,
          .only = only};
}

constexpr IdentityReference alias(Thing thing, std::string_view only) {
  return {.thing = thing,
          .table = "alias",
          .column = "ours",
          .number_key = "0",
          .text_key = "folded",
          .only = only,
          .collision = "other.kind = alias.kind AND other.folded = alias.folded"};
}

constexpr IdentityReference guild_alias(Thing thing, std::string_view only) {
  return {.thing = thing,
          .table = "guild_alias",
          .column = "ours",
          .number_key = "guild_id",
          .text_key = "folded",
          .only = only};
}

constexpr IdentityReference match_column(Thing thing, std::string_view column) {
  return {.thing = thing,
          .table = "match",
          .column = column,
          .number_key = "id",
          .text_key = "''",
          .also = next_revision};
}

constexpr IdentityReference by_id(Thing thing, std::string_view table, std::string_view column) {
  return {.thing = thing, .table = table, .column = column, .number_key = "id", .text_key = "''"};
}

constexpr IdentityReference subscription(Thing thing, std::string_view only) {
  return {.thing = thing,
          .table = "subscription",
          .column = "subject_id",
          .number_key = "id",
          .text_key = "''",
          .only = only};
}

constexpr std::array references{
    external_id(Thing::team, "kind = 'team'"),
    alias(Thing::team, "kind = 'team'"),
    guild_alias(Thing::team, "kind = 'team'"),
    match_column(Thing::team, "first_team_id"),
    match_column(Thing::team, "second_team_id"),
    IdentityReference{.thing = Thing::team,
                      .table = "roster_entry",
                      .column = "team_id",
                      .number_key = "player_id",
                      .text_key = stay_key,
                      .collision = "other.player_id = roster_entry.player_id AND "
                                   "((other.until IS NULL AND roster_entry.until IS NULL) OR "
                                   "COALESCE(other.since, 0) = COALESCE(roster_entry.since, 0))"},
    IdentityReference{.thing = Thing::team,
                      .table = "ranking_row",
                      .column = "team_id",
                      .number_key = "ranking_id",
                      .text_key = "''",
                      .collision = "other.ranking_id = ranking_row.ranking_id"},
    IdentityReference{
        .thing = Thing::team,
        .table = "standing",
        .column = "team_id",
        .number_key = "tournament_id",
        .text_key = "stage",
        .collision = "other.tournament_id = standing.tournament_id AND other.stage = standing.stage"},
    IdentityReference{.thing = Thing::team,
                      .table = "placement",
                      .column = "team_id",
                      .number_key = "tournament_id",
                      .text_key = "''",
                      .collision = "other.tournament_id = placement.tournament_id"},
    by_id(Thing::team, "change", "team_id"),
    by_id(Thing::team, "team", "merged_into"),
    subscription(Thing::team, "subject = 'team'"),

    external_id(Thing::player, "kind = 'player'"),
    alias(Thing::player, "kind = 'player'"),
    guild_alias(Thing::player, "kind = 'player'"),
    IdentityReference{.thing = Thing::player,
                      .table = "roster_entry",
                      .column = "player_id",
                      .number_key = "team_id",
                      .text_key = stay_key,
                      .collision = "other.team_id = roster_entry.team_id AND "
                                   "((other.until IS NULL AND roster_entry.until IS NULL) OR "
                                   "COALESCE(other.since, 0) = COALESCE(roster_entry.since, 0))"},
    IdentityReference{.thing = Thing::player,
                      .table = "line_up",
                      .column = "player_id",
                      .number_key = "match_id",
                      .text_key = "CAST(slot AS TEXT)",
                      .collision = "other.match_id = line_up.match_id"},
    IdentityReference{
        .thing = Thing::player,
        .table = "player_map_stats",
        .column = "player_id",
        .number_key = "match_id",
        .text_key = "CAST(map AS TEXT)",
        .collision = "other.match_id = player_map_stats.match_id AND other.map = player_map_stats.map"},
    by_id(Thing::player, "change", "player_id"),
    by_id(Thing::player, "player", "merged_into"),
    subscription(Thing::player, "subject = 'player'"),

    external_id(Thing::tournament, "kind = 'tournament'"),
    alias(Thing::tournament, "kind = 'tournament'"),
    guild_alias(Thing::tournament, "kind = 'tournament'"),
    match_column(Thing::tournament, "tournament_id"),
    // A stage's standings are a whole: they move together or not at all.
    IdentityReference{.thing = Thing::tournament,
                      .table = "standing",
                      .column = "tournament_id",
                      .number_key = "team_id",
                      .text_key = "stage",
                      .collision = "other.stage = standing.stage"},
    IdentityReference{.thing = Thing::tournament,
                      .table = "placement",
                      .column = "tournament_id",
                      .number_key = "team_id",
                      .text_key = "''",
                      .collision = "other.team_id = placement.team_id"},
    by_id(Thing::tournament, "tournament", "merged_into"),
    subscription(Thing::tournament, "subject = 'tournament'"),

    external_id(Thing::match, "kind = 'match'"),
    IdentityReference{.thing = Thing::match,
                      .table = "sighting",
                      .column = "match_id",
                      .number_key = "0",
                      .text_key = "provider || ' ' || external_id"},
    IdentityReference{.thing = Thing::match,
                      .table = "line_up",
                      .column = "match_id",
                      .number_key = "player_id",
                      .text_key = "CAST(slot AS TEXT)",
                      .collision = "other.slot = line_up.slot OR other.player_id = line_up.player_id",
                      .follows_sides = true},
    IdentityReference{.thing = Thing::match,
                      .table = "player_map_stats",
                      .column = "match_id",
                      .number_key = "player_id",
                      .text_key = "CAST(map AS TEXT)",
                      .collision = "other.map = player_map_stats.map",
                      .follows_sides = true},
    IdentityReference{.thing = Thing::match,
                      .table = "fact_override",
                      .column = "ours",
                      .number_key = "id",
                      .text_key = "''",
                      .only = "kind = 'match'",
                      .collision = "other.kind = 'match' AND other.fact = fact_override.fact "
                                   "AND other.withdrawn_at IS NULL AND fact_override.withdrawn_at IS NULL"},
    by_id(Thing::team, "fact_override", "first_team_id"),
    by_id(Thing::match, "match", "merged_into"),
    by_id(Thing::match, "delivery", "match_id"),
};

}  // namespace

std::span<const IdentityReference> identity_references() {
  return references;
}

}  // namespace cs2::store
