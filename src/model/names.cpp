// The stored names of every enumeration of the model, in one place.
#include <algorithm>

#include "base/enum_names.hpp"
#include "model/entity.hpp"
#include "model/issue.hpp"
#include "model/match.hpp"
#include "model/override.hpp"
#include "model/player.hpp"
#include "model/provider_name.hpp"
#include "model/ranking.hpp"
#include "model/source_traits.hpp"
#include "model/subscription.hpp"
#include "model/tournament.hpp"

namespace cs2 {
namespace {

constexpr auto entities = names_of<EntityKind>({{EntityKind::team, "team"},
                                                {EntityKind::player, "player"},
                                                {EntityKind::tournament, "tournament"},
                                                {EntityKind::match, "match"}});
constexpr auto tiers = names_of<Tier>({{Tier::s, "s"},
                                       {Tier::a, "a"},
                                       {Tier::b, "b"},
                                       {Tier::c, "c"},
                                       {Tier::d, "d"},
                                       {Tier::unranked, "unranked"}});
constexpr auto venues =
    names_of<Venue>({{Venue::lan, "lan"}, {Venue::online, "online"}, {Venue::mixed, "mixed"}});
constexpr auto match_statuses = names_of<MatchStatus>({{MatchStatus::scheduled, "scheduled"},
                                                       {MatchStatus::live, "live"},
                                                       {MatchStatus::finished, "finished"},
                                                       {MatchStatus::postponed, "postponed"},
                                                       {MatchStatus::cancelled, "cancelled"}});
constexpr auto sides = names_of<Side>({{Side::ct, "ct"}, {Side::t, "t"}});
constexpr auto map_statuses = names_of<MapStatus>({{MapStatus::scheduled, "scheduled"},
                                                   {MapStatus::live, "live"},
                                                   {MapStatus::finished, "finished"},
                                                   {MapStatus::not_played, "not_played"}});
constexpr auto veto_actions = names_of<VetoAction>(
    {{VetoAction::ban, "ban"}, {VetoAction::pick, "pick"}, {VetoAction::decider, "decider"}});
constexpr auto roster_roles = names_of<RosterRole>({{RosterRole::player, "player"},
                                                    {RosterRole::captain, "captain"},
                                                    {RosterRole::stand_in, "stand_in"},
                                                    {RosterRole::benched, "benched"},
                                                    {RosterRole::coach, "coach"},
                                                    {RosterRole::staff, "staff"}});
constexpr auto issue_kinds =
    names_of<IssueKind>({{IssueKind::quarantine, "quarantine"}, {IssueKind::inconsistency, "inconsistency"}});
constexpr auto overridden_facts = names_of<OverriddenFact>({{OverriddenFact::status, "status"},
                                                            {OverriddenFact::winner, "winner"},
                                                            {OverriddenFact::score, "score"},
                                                            {OverriddenFact::start, "start"},
                                                            {OverriddenFact::best_of, "best_of"},
                                                            {OverriddenFact::name, "name"},
                                                            {OverriddenFact::acronym, "acronym"},
                                                            {OverriddenFact::country, "country"},
                                                            {OverriddenFact::region, "region"},
                                                            {OverriddenFact::tier, "tier"},
                                                            {OverriddenFact::first_name, "first_name"},
                                                            {OverriddenFact::last_name, "last_name"}});
constexpr auto ranking_systems = names_of<RankingSystem>({{RankingSystem::valve_world, "valve_world"},
                                                          {RankingSystem::valve_europe, "valve_europe"},
                                                          {RankingSystem::valve_americas, "valve_americas"},
                                                          {RankingSystem::valve_asia, "valve_asia"},
                                                          {RankingSystem::hltv, "hltv"}});

constexpr auto subjects = names_of<Subject::Kind>({{Subject::Kind::team, "team"},
                                                   {Subject::Kind::player, "player"},
                                                   {Subject::Kind::tournament, "tournament"},
                                                   {Subject::Kind::tier, "tier"},
                                                   {Subject::Kind::everything, "everything"}});
constexpr auto destinations = names_of<Destination::Kind>({{Destination::Kind::channel, "channel"},
                                                           {Destination::Kind::direct, "direct"},
                                                           {Destination::Kind::announcement, "announcement"},
                                                           {Destination::Kind::forum, "forum"},
                                                           {Destination::Kind::guild, "guild"}});
constexpr auto spoiler_policies = names_of<SpoilerPolicy>(
    {{SpoilerPolicy::show, "show"}, {SpoilerPolicy::hide, "hide"}, {SpoilerPolicy::reveal, "reveal"}});
constexpr auto reasons_unwanted = names_of<RejectReason>({{RejectReason::other_subject, "other_subject"},
                                                          {RejectReason::other_kind, "other_kind"},
                                                          {RejectReason::opponent_rank, "opponent_rank"},
                                                          {RejectReason::not_lan, "not_lan"},
                                                          {RejectReason::best_of, "best_of"},
                                                          {RejectReason::region, "region"},
                                                          {RejectReason::stage, "stage"}});

}  // namespace

std::string_view name(ProviderName provider) {
  return traits_of(provider).name;
}
std::optional<ProviderName> parse_provider(std::string_view text) {
  const auto found = std::ranges::find(source_traits(), text, &SourceTraits::name);
  return found == source_traits().end() ? std::nullopt : std::optional{found->provider};
}
std::string_view import_source(std::string_view external_id) {
  const auto colon = external_id.find(':');
  return colon == std::string_view::npos ? std::string_view{} : external_id.substr(0, colon);
}
std::string_view name(EntityKind entity) {
  return name_in(entities, entity);
}
std::optional<EntityKind> parse_entity_kind(std::string_view text) {
  return find_in(entities, text);
}
std::string_view name(Tier tier) {
  return name_in(tiers, tier);
}
std::optional<Tier> parse_tier(std::string_view text) {
  return find_in(tiers, text);
}
std::string_view name(Venue venue) {
  return name_in(venues, venue);
}
std::optional<Venue> parse_venue(std::string_view text) {
  return find_in(venues, text);
}
std::string_view name(MatchStatus status) {
  return name_in(match_statuses, status);
}
std::optional<MatchStatus> parse_match_status(std::string_view text) {
  return find_in(match_statuses, text);
}
std::string_view name(Side side) {
  return name_in(sides, side);
}
std::optional<Side> parse_side(std::string_view text) {
  return find_in(sides, text);
}
std::string_view name(MapStatus status) {
  return name_in(map_statuses, status);
}
std::optional<MapStatus> parse_map_status(std::string_view text) {
  return find_in(map_statuses, text);
}
std::string_view name(VetoAction action) {
  return name_in(veto_actions, action);
}
std::optional<VetoAction> parse_veto_action(std::string_view text) {
  return find_in(veto_actions, text);
}
std::string_view name(RosterRole role) {
  return name_in(roster_roles, role);
}
std::optional<RosterRole> parse_roster_role(std::string_view text) {
  return find_in(roster_roles, text);
}
std::string_view name(OverriddenFact fact) {
  return name_in(overridden_facts, fact);
}
std::optional<OverriddenFact> parse_overridden_fact(std::string_view text) {
  return find_in(overridden_facts, text);
}
std::vector<std::string> provider_names() {
  std::vector<std::string> names;
  for (const auto& source : source_traits()) names.emplace_back(source.name);
  return names;
}
std::string_view name(IssueKind kind) {
  return name_in(issue_kinds, kind);
}
std::optional<IssueKind> parse_issue_kind(std::string_view text) {
  return find_in(issue_kinds, text);
}
std::string_view name(RankingSystem system) {
  return name_in(ranking_systems, system);
}
std::optional<RankingSystem> parse_ranking_system(std::string_view text) {
  return find_in(ranking_systems, text);
}

std::optional<NoticeKind> parse_notice_kind(std::string_view text) {
  const auto* found = std::ranges::find(notice_traits, text, &NoticeTraits::name);
  return found == notice_traits.end() ? std::nullopt : std::optional{found->kind};
}
std::string_view name(Subject::Kind kind) {
  return name_in(subjects, kind);
}
std::optional<Subject::Kind> parse_subject_kind(std::string_view text) {
  return find_in(subjects, text);
}
std::string_view name(Destination::Kind kind) {
  return name_in(destinations, kind);
}
std::optional<Destination::Kind> parse_destination_kind(std::string_view text) {
  return find_in(destinations, text);
}
std::string_view name(SpoilerPolicy policy) {
  return name_in(spoiler_policies, policy);
}
std::optional<SpoilerPolicy> parse_spoiler_policy(std::string_view text) {
  return find_in(spoiler_policies, text);
}
std::string_view name(RejectReason reason) {
  return name_in(reasons_unwanted, reason);
}

}  // namespace cs2
