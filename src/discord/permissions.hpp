// What somebody may do in a channel, computed as Discord does.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "discord/types.hpp"

namespace cs2::discord {

// Sets for a role or a member what differs in one channel.
struct Overwrite {
  Snowflake id;  // of the role or of the member
  bool member = false;
  std::uint64_t allow = 0;
  std::uint64_t deny = 0;
};

struct Role {
  Snowflake id;
  std::uint64_t permissions = 0;
};

struct Membership {
  Snowflake guild;  // also the id of its role @everyone
  Snowflake member;
  std::vector<Snowflake> roles;  // the member's, without @everyone
  bool owner = false;            // of the guild
};

// In a channel with these overwrites; of a thread those of its parent count. `roles` are the guild's.
// What Discord's implicit rules take away (no message without a view) is not taken away here, so that what is
// missing is what somebody has to grant.
std::uint64_t compute_permissions(const Membership& membership, std::span<const Role> roles,
                                  std::span<const Overwrite> overwrites);

// Which of the needed ones are not granted in a channel of that type. In threads "send messages in threads"
// stands for "send messages".
std::uint64_t missing_permissions(std::uint64_t needed, std::uint64_t granted, ChannelType type);

}  // namespace cs2::discord
