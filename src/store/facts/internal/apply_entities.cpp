#include <algorithm>

#include "base/text.hpp"
#include "store/facts/internal/application.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/player_rows.hpp"
#include "store/facts/internal/without_overrides.hpp"

namespace cs2::store {
namespace {

// The three kinds of rows by one name.
auto load(Sql& sql, const std::vector<TeamId>& ids) {
  return load_teams(sql, ids);
}
auto load(Sql& sql, const std::vector<PlayerId>& ids) {
  return load_players(sql, ids);
}
auto load(Sql& sql, const std::vector<TournamentId>& ids) {
  return load_tournaments(sql, ids);
}
auto insert(Sql& sql, const Team& team) {
  return insert_team(sql, team);
}
auto insert(Sql& sql, const Player& player) {
  return insert_player(sql, player);
}
auto insert(Sql& sql, const Tournament& tournament) {
  return insert_tournament(sql, tournament);
}
void update(Sql& sql, const Team& team) {
  update_team(sql, team);
}
void update(Sql& sql, const Player& player) {
  update_player(sql, player);
}
void update(Sql& sql, const Tournament& tournament) {
  update_tournament(sql, tournament);
}

const std::string& shown_name(const Player& player) {
  return player.nickname;
}
const std::string& shown_name(const auto& entity) {
  return entity.name;
}

}  // namespace

template <class Write>
std::map<std::string, std::int64_t> Application::load_known(EntityKind kind,
                                                            const std::vector<Write>& writes) {
  std::vector<std::string> externals;
  for (const auto& write : writes)
    externals.insert(externals.end(), write.external_ids.begin(), write.external_ids.end());
  return load_external_ids(sql_, batch_.provider, kind, externals);
}
template std::map<std::string, std::int64_t> Application::load_known(EntityKind,
                                                                     const std::vector<MatchWrite>&);

std::int64_t Application::find_row(EntityKind kind, std::int64_t id,
                                   const std::vector<std::string>& externals,
                                   const std::map<std::string, std::int64_t>& known) {
  auto row = std::max<std::int64_t>(id, 0);
  for (const auto& external : externals) {
    const auto found = known.find(external);
    if (found == known.end()) continue;
    if (row != 0 && row != found->second)
      conflict(fmt::format("{} {} belongs to {}, not to {}", name(kind), external, found->second, row));
    row = found->second;
  }
  return row;
}

void Application::add_external_ids(EntityKind kind, std::int64_t ours,
                                   const std::vector<std::string>& externals,
                                   const std::map<std::string, std::int64_t>& known,
                                   const std::vector<CrossReference>& cross_references) {
  for (const auto& external : externals) {
    if (!known.contains(external))
      external_ids_.push_back(to_cells(name(batch_.provider), name(kind), external, ours));
  }
  for (const auto& [provider, external] : cross_references)
    claims_.push_back(to_cells(name(provider), name(kind), external, ours));
}

void Application::add_alias(EntityKind kind, std::int64_t ours, const std::string& alias) {
  const auto folded = fold(alias);
  if (folded.empty()) return;
  aliases_.push_back(to_cells(name(kind), ours, folded, alias, name(batch_.provider)));
  alias_bearers_.push_back(ours);
}

void Application::flush_names(EntityKind kind) {
  constexpr auto external_id = "INSERT INTO external_id (provider, kind, external, ours) VALUES";
  sql_.insert_all(external_id, external_ids_);
  sql_.insert_all(external_id, claims_, "ON CONFLICT DO NOTHING");
  const auto added = sql_.insert_all("INSERT INTO alias (kind, ours, folded, name, provider) VALUES",
                                     aliases_, "ON CONFLICT DO NOTHING");
  if (added > 0) {
    if (kind == EntityKind::player) writing_.touch(Topic::players);
    // Which of them were new is unknown, and to read a few names too many costs little.
    for (const auto bearer : alias_bearers_) writing_.rename(kind, bearer);
  }
  external_ids_.clear();
  claims_.clear();
  aliases_.clear();
  alias_bearers_.clear();
}

void Application::note_named(EntityKind kind, std::int64_t ours) {
  writing_.rename(kind, ours);
  // Teams and tournaments are in every answer about a match.
  writing_.touch(kind == EntityKind::player ? Topic::players : Topic::matches);
}

template <class Write, class Entity>
void Application::write_named(EntityKind kind, const std::vector<Write>& writes, Entity Write::* member,
                              Ids& ids, int& created) {
  using EntityId = decltype(Entity::id);
  const auto known = load_known(kind, writes);
  std::vector<EntityId> wanted;
  for (const auto& write : writes) {
    if ((write.*member).id.value > 0) wanted.push_back((write.*member).id);
  }
  const auto stored = load(sql_, wanted);
  std::vector<std::int64_t> numbers;
  numbers.reserve(wanted.size());
  for (const auto id : wanted) numbers.push_back(id.value);
  const auto by_hand = load_set_facts(sql_, kind, numbers);
  for (const auto& write : writes) {
    const Entity& entity = write.*member;
    EntityId id{find_row(kind, entity.id.value, write.external_ids, known)};
    if (!id) {
      id = insert(sql_, entity);
      ++created;
      note_named(kind, id.value);
    } else if (entity.id.value > 0) {
      const auto row = stored.find(id);
      if (row == stored.end()) conflict(fmt::format("{} {} is not there", name(kind), id.value));
      const auto shown = with_overrides(sql_, entity, by_hand);
      if (row->second != shown) {
        update(sql_, shown);
        note_named(kind, id.value);
      }
    }
    ids.emplace(entity.id.value, id.value);
    add_external_ids(kind, id.value, write.external_ids, known, write.cross_references);
    add_alias(kind, id.value, shown_name(entity));
    if constexpr (requires { write.aliases; }) {
      for (const auto& alias : write.aliases) add_alias(kind, id.value, alias);
    }
  }
  flush_names(kind);
}

void Application::write_teams() {
  write_named(EntityKind::team, batch_.teams, &TeamWrite::team, teams_, applied_.teams_created);
}

void Application::write_players() {
  write_named(EntityKind::player, batch_.players, &PlayerWrite::player, players_, applied_.players_created);
}

void Application::write_tournaments() {
  write_named(EntityKind::tournament, batch_.tournaments, &TournamentWrite::tournament, tournaments_,
              applied_.tournaments_created);
}

// No topic moves: pages are not remembered.
void Application::write_pages() {
  for (const auto kind : {EntityKind::team, EntityKind::player, EntityKind::tournament}) {
    std::map<std::string, std::string> urls;
    for (const auto& page : batch_.pages) {
      if (page.entity == kind) urls.emplace(page.external_id, page.url);
    }
    std::vector<std::string> externals;
    externals.reserve(urls.size());
    for (const auto& [external, url] : urls) externals.push_back(external);
    Cells rows;
    for (const auto& [external, ours] : load_external_ids(sql_, batch_.provider, kind, externals))
      rows.push_back(
          to_cells(name(batch_.provider), name(kind), external, ours, urls.at(external), batch_.observed_at));
    // What was seen earlier does not replace what was seen later.
    sql_.insert_all("INSERT INTO external_id (provider, kind, external, ours, url, seen_at) VALUES", rows, R"(
        ON CONFLICT (provider, kind, external) DO UPDATE SET url = excluded.url, seen_at = excluded.seen_at
        WHERE external_id.seen_at IS NULL OR external_id.seen_at <= excluded.seen_at)");
  }
}

}  // namespace cs2::store
