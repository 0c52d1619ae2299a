#include "ingest/reconcile_entities.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "ingest/identity/team.hpp"
#include "model/source_traits.hpp"

namespace cs2::ingest {
namespace {

template <class T>
void adopt(std::optional<T>& kept, const std::optional<T>& stated, bool leading) {
  if (stated && (leading || !kept)) kept = stated;
}

Team updated(Team kept, const Team& stated, bool leading) {
  if (leading && !stated.name.empty()) kept.name = stated.name;
  adopt(kept.acronym, stated.acronym, leading);
  adopt(kept.country, stated.country, leading);
  adopt(kept.region, stated.region, leading);
  adopt(kept.logo_url, stated.logo_url, leading);
  // Most sources do not say that a team is no more, and none that it lives.
  kept.disbanded = kept.disbanded || stated.disbanded;
  return kept;
}

Player updated(Player kept, const Player& stated, bool leading) {
  if (leading && !stated.nickname.empty()) kept.nickname = stated.nickname;
  adopt(kept.first_name, stated.first_name, leading);
  adopt(kept.last_name, stated.last_name, leading);
  adopt(kept.nationality, stated.nationality, leading);
  adopt(kept.image_url, stated.image_url, leading);
  return kept;
}

// Stages of one event are told apart by the source but not by us, so what differs between them must not flap:
// the best tier counts, and the rest stays as first said.
Tournament updated(Tournament kept, const Tournament& stated, bool leading) {
  if (leading && !stated.name.empty()) kept.name = stated.name;
  if (stated.tier && (!kept.tier || *stated.tier < *kept.tier)) kept.tier = stated.tier;
  adopt(kept.region, stated.region, false);
  adopt(kept.country, stated.country, false);
  adopt(kept.city, stated.city, false);
  adopt(kept.organizer, stated.organizer, false);
  adopt(kept.venue, stated.venue, false);
  adopt(kept.prize, stated.prize, false);
  adopt(kept.starts_at, stated.starts_at, leading);
  adopt(kept.ends_at, stated.ends_at, leading);
  adopt(kept.logo_url, stated.logo_url, leading);
  return kept;
}

// What is stored of the entities that the report may mean, by our id.
template <class Entity>
std::map<decltype(Entity::id), const Entity*> by_id(const store::EntitySnapshot<Entity>& known) {
  std::map<decltype(Entity::id), const Entity*> entities;
  for (const auto& [external_id, entity] : known.by_external_id) entities.emplace(entity.id, &entity);
  for (const auto& [foreign, entity] : known.by_reference) entities.emplace(entity.id, &entity);
  for (const auto& [name, bearers] : known.by_name) {
    for (const auto& entity : bearers) entities.emplace(entity.id, &entity);
  }
  return entities;
}

// Which member of a report, and of the row to write, is the thing itself.
template <class Report, class Entity, class Write>
struct Members {
  Entity Report::* stated;
  Entity Write::* written;
};

// A source may know one of ours under two ids: then both speak of one row, one after the other.
template <class Report, class Entity, class Write, class Id>
void write(const std::vector<Report>& reports, const store::EntitySnapshot<Entity>& known,
           const std::map<Id, const Entity*>& stored_by_id, const Ours<Id>& ours,
           Members<Report, Entity, Write> members, const auto& is_leading, std::vector<Write>& rows) {
  std::map<Id, std::size_t> places;
  for (const auto& report : reports) {
    const auto id = ours.at(report.external_id);
    const auto place = places.find(id);
    auto* begun = place == places.end() ? nullptr : &rows[place->second];
    const auto found = stored_by_id.find(id);
    const auto* stored = begun                         ? &(begun->*members.written)
                         : found != stored_by_id.end() ? found->second
                                                       : nullptr;
    const auto& stated = report.*members.stated;
    auto entity = stored ? updated(*stored, stated, is_leading(report.external_id)) : stated;
    entity.id = id;
    auto cross_references = unknown_of(report.cross_references, known.by_reference);
    const bool named = known.by_external_id.contains(report.external_id) && cross_references.empty();
    if (stored && entity == *stored && named) continue;
    if (!begun) {
      places.emplace(id, rows.size());
      begun = &rows.emplace_back();
    }
    begun->*members.written = std::move(entity);
    begun->external_ids.push_back(report.external_id);
    std::ranges::move(cross_references, std::back_inserter(begun->cross_references));
    if constexpr (requires { begun->aliases; })
      begun->aliases.insert(begun->aliases.end(), report.aliases.begin(), report.aliases.end());
  }
}

// Only links of a wiki named it so far: any real name is better.
bool is_provisional(TeamId id, const store::StoreSnapshot& known) {
  const auto traits = known.teams.traits.find(id);
  return traits != known.teams.traits.end() && !traits->second.ids.empty() &&
         std::ranges::all_of(traits->second.ids, is_template);
}

}  // namespace

void reconcile_entities(const Report& report, const store::StoreSnapshot& known, const Identities& ours,
                        Batch& batch) {
  const bool leads = traits_of(report.provider).leads_names;
  const auto is_leading = [&](const std::string&) { return leads; };
  const auto names_team = [&](const std::string& external_id) {
    return leads || (is_provisional(ours.teams.at(external_id), known) &&
                     !is_template({report.provider, external_id}));
  };

  write(report.teams, known.teams, by_id(known.teams), ours.teams,
        Members{&TeamReport::team, &TeamWrite::team}, names_team, batch.teams);
  write(report.players, known.players, by_id(known.players), ours.players,
        Members{&PlayerReport::player, &PlayerWrite::player}, is_leading, batch.players);
  auto tournaments = by_id(known.tournaments);
  for (const auto& [id, home] : known.tournaments.of_matches) tournaments.emplace(id, &home);
  write(report.tournaments, known.tournaments, tournaments, ours.tournaments,
        Members{&TournamentReport::tournament, &TournamentWrite::tournament}, is_leading, batch.tournaments);
}

}  // namespace cs2::ingest
