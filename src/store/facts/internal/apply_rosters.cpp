#include <algorithm>
#include <set>

#include "store/facts/internal/application.hpp"
#include "store/facts/internal/player_rows.hpp"

namespace cs2::store {

// What is there already was written by the same batch before.
void Application::write_rosters() {
  if (batch_.rosters.empty()) return;
  std::set<TeamId> teams;
  for (const auto& write : batch_.rosters) teams.insert(resolved(write.entry.team));
  const auto stored = load_stays(sql_, std::vector<TeamId>{teams.begin(), teams.end()});
  // The same facts from another source are written where they replace its own: then that one answers for
  // them.
  const auto is_stored = [&](const RosterEntry& entry, bool by_us) {
    return std::ranges::any_of(stored, [&](const Sourced<RosterEntry>& stay) {
      return stay.facts == entry && (!by_us || stay.provider == batch_.provider);
    });
  };

  Stays created;
  std::vector<Change> changes;
  for (const auto& write : batch_.rosters) {
    auto entry = write.entry;
    entry.team = resolved(entry.team);
    entry.player = resolved(entry.player);
    if (is_stored(entry, write.before.has_value())) continue;
    const Sourced<RosterEntry> sourced{.facts = entry, .provider = batch_.provider, .url = write.url};
    if (!write.before)
      created.push_back(sourced);
    else if (!update_stay(sql_, *write.before, sourced))
      conflict(
          fmt::format("the stay of player {} in team {} has changed", entry.player.value, entry.team.value));
    ++applied_.stays_changed;
    writing_.rename(EntityKind::player, entry.player.value);  // whose team is shown
    std::ranges::copy(write.changes, std::back_inserter(changes));
  }
  insert_stays(sql_, created);
  add_changes(changes);
  if (applied_.stays_changed > 0) writing_.touch(Topic::players);
}

void Application::write_line_ups() {
  if (batch_.line_ups.empty()) return;
  std::vector<MatchId> matches;
  matches.reserve(batch_.line_ups.size());
  for (const auto& write : batch_.line_ups) matches.push_back(resolved(write.match));
  auto stored = load_line_ups(sql_, matches);
  for (const auto& write : batch_.line_ups) {
    const auto match = resolved(write.match);
    for (std::size_t slot = 0; slot < 2; ++slot) {
      Sourced<std::vector<PlayerId>> sourced{.facts = {}, .provider = batch_.provider, .url = {}};
      for (const auto player : write.players[slot]) sourced.facts.push_back(resolved(player));
      if (sourced.facts.empty() || sourced == stored[match][slot]) continue;
      replace_line_up(sql_, match, static_cast<Slot>(slot), sourced);
      writing_.touch(Topic::players);
    }
  }
}

void Application::write_player_stats() {
  if (batch_.player_stats.empty()) return;
  std::vector<MatchId> matches;
  matches.reserve(batch_.player_stats.size());
  for (const auto& write : batch_.player_stats) matches.push_back(resolved(write.match));
  const auto stored = load_player_stats(sql_, matches);
  for (const auto& write : batch_.player_stats) {
    const auto match = resolved(write.match);
    const auto before = stored.find(match);
    std::vector<Sourced<PlayerMapStats>> changed;
    for (const auto& stats : write.stats) {
      Sourced<PlayerMapStats> sourced{.facts = stats, .provider = batch_.provider, .url = {}};
      sourced.facts.player = resolved(stats.player);
      const bool same =
          before != stored.end() && std::ranges::find(before->second, sourced) != before->second.end();
      if (!same) changed.push_back(std::move(sourced));
    }
    if (changed.empty()) continue;
    upsert_player_stats(sql_, match, changed);
    writing_.touch(Topic::players);
  }
}

}  // namespace cs2::store
