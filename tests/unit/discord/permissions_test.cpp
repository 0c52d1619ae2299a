#include "discord/permissions.hpp"

#include <gtest/gtest.h>

namespace cs2::discord {
namespace {

using namespace permission;

constexpr Snowflake guild{1};
constexpr Snowflake bot{2};
constexpr Snowflake poster{3};
constexpr Snowflake reader{4};
constexpr Snowflake stranger{5};

const std::vector<Role> roles{{.id = guild, .permissions = view_channel},
                              {.id = poster, .permissions = send_messages | embed_links},
                              {.id = reader, .permissions = read_message_history},
                              {.id = stranger, .permissions = administrator}};

std::uint64_t of(std::vector<Snowflake> own_roles, std::vector<Overwrite> overwrites = {}) {
  return compute_permissions({.guild = guild, .member = bot, .roles = std::move(own_roles)}, roles,
                             overwrites);
}

TEST(Permissions, are_those_of_everyone_and_of_all_own_roles) {
  EXPECT_EQ(of({}), view_channel);
  EXPECT_EQ(of({poster, reader}), view_channel | send_messages | embed_links | read_message_history);
}

TEST(Permissions, of_owners_and_administrators_are_all_whatever_a_channel_says) {
  const std::vector<Overwrite> closed{{.id = guild, .deny = view_channel}};

  EXPECT_EQ(of({stranger}, closed), ~0ULL);
  EXPECT_EQ(compute_permissions({.guild = guild, .member = bot, .owner = true}, roles, closed), ~0ULL);
}

TEST(Permissions, follow_the_more_special_overwrite) {
  const Overwrite nobody{.id = guild, .deny = view_channel | send_messages};
  const Overwrite posters{.id = poster, .allow = view_channel | send_messages};
  const Overwrite itself{.id = bot, .member = true, .deny = send_messages};

  EXPECT_EQ(of({poster}, {nobody}), embed_links);
  EXPECT_EQ(of({poster}, {posters, nobody}), view_channel | send_messages | embed_links);
  EXPECT_EQ(of({poster}, {itself, posters, nobody}), view_channel | embed_links);
}

TEST(Permissions, that_one_role_allows_in_a_channel_no_other_role_denies) {
  const Overwrite first{.id = poster, .deny = attach_files};
  const Overwrite second{.id = reader, .allow = attach_files};

  EXPECT_NE(of({poster, reader}, {first, second}) & attach_files, 0U);
  EXPECT_NE(of({poster, reader}, {second, first}) & attach_files, 0U);
}

TEST(Permissions, of_others_do_not_count) {
  const Overwrite others{.id = stranger, .allow = send_messages};
  const Overwrite somebody{.id = {99}, .member = true, .allow = send_messages};

  EXPECT_EQ(of({}, {others, somebody}), view_channel);
}

TEST(MissingPermissions, are_those_that_somebody_has_to_grant) {
  const auto needed = view_channel | send_messages | embed_links;

  EXPECT_EQ(missing_permissions(needed, embed_links, ChannelType::text), view_channel | send_messages);
  EXPECT_EQ(missing_permissions(needed, needed, ChannelType::text), 0U);
  EXPECT_EQ(missing_permissions(needed, administrator, ChannelType::text), 0U);
}

TEST(MissingPermissions, in_a_thread_are_those_of_threads) {
  const auto needed = view_channel | send_messages;

  EXPECT_EQ(missing_permissions(needed, needed, ChannelType::public_thread), send_messages_in_threads);
  EXPECT_EQ(missing_permissions(needed, view_channel | send_messages_in_threads, ChannelType::public_thread),
            0U);
}

}  // namespace
}  // namespace cs2::discord
