#include "provider/valve/match.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "model/team_name.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

// From the second Sunday of March to the first of November, at two o'clock local time.
hours behind_utc(Timestamp at) {
  const auto year = year_month_day{floor<days>(at)}.year();
  const Timestamp begins = sys_days{year / March / Sunday[2]} + 10h;
  const Timestamp ends = sys_days{year / November / Sunday[1]} + 9h;
  return begins <= at && at < ends ? 7h : 8h;
}

}  // namespace

year_month_day los_angeles_day(Timestamp at) {
  return floor<days>(at - behind_utc(at));
}

Timestamp los_angeles_noon(year_month_day day) {
  const Timestamp noon = sys_days{day} + 12h;
  return noon + behind_utc(noon + 8h);
}

std::string ValveMatchIds::next(year_month_day day, const std::string& one, const std::string& other) {
  const auto& [first, second] = std::minmax(one, other);
  auto id = fmt::format("{}:{},{}", to_iso_date(day), first, second);
  const int copy = ++given_[id];
  return copy == 1 ? id : fmt::format("{}~{}", id, copy);
}

std::string ValveNames::team(const std::string& name) {
  const auto letters = letters_of(fold(name));
  const auto& id = team_ids_.try_emplace(letters.empty() ? name : letters, name).first->second;
  const auto [known, added] = teams_.try_emplace(id);
  if (added) {
    known->second.external_id = id;
    known->second.team.name = id;
  }
  return id;
}

std::string ValveNames::namesake(const std::string& name, const std::string& id) {
  auto external_id = fmt::format("{} [{}]", name, id);
  const auto [known, added] = teams_.try_emplace(external_id);
  if (added) {
    known->second.external_id = external_id;
    known->second.team.name = name;
  }
  return external_id;
}

std::string ValveNames::player(const std::string& nickname) {
  const auto [known, added] = players_.try_emplace(nickname);
  if (added) {
    known->second.external_id = nickname;
    known->second.player.nickname = nickname;
  }
  return nickname;
}

void ValveNames::move_to(Report& report) {
  for (auto& [id, team] : teams_) report.teams.push_back(std::move(team));
  for (auto& [id, player] : players_) report.players.push_back(std::move(player));
  teams_.clear();
  team_ids_.clear();
  players_.clear();
}

}  // namespace cs2::provider
