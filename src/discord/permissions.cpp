#include "discord/permissions.hpp"

#include <algorithm>

namespace cs2::discord {
namespace {

constexpr std::uint64_t all = ~0ULL;

std::uint64_t apply(std::uint64_t granted, std::uint64_t allow, std::uint64_t deny) {
  return (granted & ~deny) | allow;
}

}  // namespace

std::uint64_t compute_permissions(const Membership& membership, std::span<const Role> roles,
                                  std::span<const Overwrite> overwrites) {
  const auto has = [&](Snowflake role) {
    return std::ranges::find(membership.roles, role) != membership.roles.end();
  };
  if (membership.owner) return all;
  std::uint64_t granted = 0;
  for (const auto& role : roles) {
    if (role.id == membership.guild || has(role.id)) granted |= role.permissions;
  }
  if ((granted & permission::administrator) != 0) return all;

  // First @everyone, then all roles together, whatever their position, then the member.
  Overwrite everyone;
  Overwrite by_role;
  Overwrite own;
  for (const auto& overwrite : overwrites) {
    auto* const step = overwrite.member ? (overwrite.id == membership.member ? &own : nullptr)
                       : overwrite.id == membership.guild ? &everyone
                       : has(overwrite.id)                ? &by_role
                                                          : nullptr;
    if (!step) continue;
    step->allow |= overwrite.allow;
    step->deny |= overwrite.deny;
  }
  for (const auto& step : {everyone, by_role, own}) granted = apply(granted, step.allow, step.deny);
  return granted;
}

std::uint64_t missing_permissions(std::uint64_t needed, std::uint64_t granted, ChannelType type) {
  if ((granted & permission::administrator) != 0) return 0;
  if (is_thread(type) && (needed & permission::send_messages) != 0) {
    needed = (needed & ~permission::send_messages) | permission::send_messages_in_threads;
  }
  return needed & ~granted;
}

}  // namespace cs2::discord
