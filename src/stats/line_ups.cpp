#include "stats/line_ups.hpp"

#include <algorithm>
#include <ranges>
#include <set>

namespace cs2::stats {
namespace {

constexpr auto ever = Timestamp::min();
constexpr auto still = Timestamp::max();

Timestamp begin_of(const RosterEntry& stay) {
  return stay.since.value_or(ever);
}
Timestamp end_of(const RosterEntry& stay) {
  return stay.until.value_or(still);
}

std::vector<RosterMember> members_at(std::span<const RosterMember> stays, Timestamp at) {
  std::vector<RosterMember> members;
  for (const auto& member : stays) {
    const bool is_there = begin_of(member.stay) <= at && at < end_of(member.stay);
    const auto known = std::ranges::find(members, member.player.id,
                                         [](const RosterMember& other) { return other.player.id; });
    if (plays(member.stay.role) && is_there && known == members.end()) members.push_back(member);
  }
  std::ranges::sort(members, {}, [](const RosterMember& member) { return begin_of(member.stay); });
  return members;
}

bool are_the_same(const std::vector<RosterMember>& some, const std::vector<RosterMember>& others) {
  return std::ranges::is_permutation(
      some, others, {}, [](const auto& member) { return member.player.id; },
      [](const auto& member) { return member.player.id; });
}

}  // namespace

std::vector<LineUp> compute_line_ups(std::span<const RosterMember> stays) {
  std::set<Timestamp> moments;
  for (const auto& member : stays) moments.insert({begin_of(member.stay), end_of(member.stay)});
  moments.erase(still);

  std::vector<LineUp> line_ups;  // the earliest first
  for (const auto moment : moments) {
    auto members = members_at(stays, moment);
    const bool goes_on = !line_ups.empty() && !line_ups.back().until;
    if (goes_on && are_the_same(line_ups.back().members, members)) continue;
    if (goes_on) line_ups.back().until = moment;
    if (members.empty()) continue;
    line_ups.push_back({.since = moment == ever ? std::nullopt : std::optional{moment},
                        .until = std::nullopt,
                        .members = std::move(members)});
  }
  std::ranges::reverse(line_ups);
  return line_ups;
}

}  // namespace cs2::stats
