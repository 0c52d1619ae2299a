#include <algorithm>

#include "base/limits/providers.hpp"
#include "provider/pandascore/tournament.hpp"

namespace cs2::provider {
namespace pandascore {
namespace {

RosterRole role_of(const JsonFields& player) {
  const auto role = lower(player.text("role").value_or(""));
  if (role == "coach") return RosterRole::coach;
  return player.answer("active").value_or(true) ? RosterRole::player : RosterRole::benched;
}

// Calls `read` with each player and the object that it was read from.
template <class Read>
void for_each_player(const JsonFields& fields, Read read) {
  const auto* players = fields.list("players");
  if (!players) return;
  if (players->size() > limits::provider_players_max) return fields.add_error("too many players");
  for (const auto& element : *players) {
    const auto* object = element.if_object();
    if (!object) return fields.add_error("a player is not an object");
    std::string complaint;
    const JsonFields entry{*object, complaint};
    auto player = parse_player(entry);
    if (player) read(std::move(*player), entry);
    if (!complaint.empty()) return fields.add_error("a player: " + complaint);
  }
}

}  // namespace

std::vector<std::string> read_players(const JsonFields& fields, Findings& found) {
  std::vector<std::string> ids;
  for_each_player(fields, [&](PlayerReport player, const JsonFields&) {
    if (std::ranges::find(ids, player.external_id) == ids.end()) ids.push_back(player.external_id);
    found.add(std::move(player));
  });
  return ids;
}

void read_team(const JsonFields& fields, Findings& found) {
  auto team = parse_team(fields);
  if (!team) return;
  RosterReport roster{.team = team->external_id, .stays = {}, .is_complete = true, .url = {}};
  for_each_player(fields, [&](PlayerReport player, const JsonFields& entry) {
    if (std::ranges::find(roster.stays, player.external_id, &RosterReport::Stay::player) ==
        roster.stays.end())
      roster.stays.push_back(
          {.player = player.external_id, .role = role_of(entry), .since = {}, .until = {}});
    found.add(std::move(player));
  });
  if (!roster.stays.empty()) found.add(std::move(roster));
  found.add(std::move(*team));
}

void read_player(const JsonFields& fields, Findings& found) {
  auto player = parse_player(fields);
  if (!player) return;
  const auto current = fields.object("current_team");
  if (auto team = current ? parse_team(*current) : std::nullopt) {
    RosterReport roster{.team = team->external_id, .stays = {}, .is_complete = false, .url = {}};
    roster.stays.push_back(
        {.player = player->external_id, .role = role_of(fields), .since = {}, .until = {}});
    found.add(std::move(roster));
    found.add(std::move(*team));
  }
  found.add(std::move(*player));
}

}  // namespace pandascore

using namespace pandascore;

Result<PandascorePage> parse_pandascore_teams(std::string_view text, Timestamp observed_at) {
  const auto rows = parse_list(text, "teams");
  if (!rows) return failed(rows);
  return read_rows(*rows, observed_at, "team",
                   [](const JsonFields& fields, std::int64_t, Findings& found) { read_team(fields, found); });
}

Result<PandascorePage> parse_pandascore_players(std::string_view text, Timestamp observed_at) {
  const auto rows = parse_list(text, "players");
  if (!rows) return failed(rows);
  return read_rows(*rows, observed_at, "player", [](const JsonFields& fields, std::int64_t, Findings& found) {
    read_player(fields, found);
  });
}

}  // namespace cs2::provider
