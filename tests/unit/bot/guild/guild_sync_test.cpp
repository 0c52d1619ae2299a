#include "bot/guild/guild_sync.hpp"

#include <gtest/gtest.h>

namespace cs2::bot {
namespace {

discord::GuildCreate guild(std::uint64_t id, std::string name, bool unavailable = false) {
  return {.id = {id}, .name = std::move(name), .preferred_locale = "", .unavailable = unavailable};
}

TEST(GuildSync, writes_a_guild_once_until_it_is_renamed) {
  GuildSync life;
  life.note(guild(1, "Den"));
  EXPECT_EQ(life.take(10).guilds.size(), 1U);

  life.note(guild(1, "Den"));
  EXPECT_FALSE(life.has_news());

  life.note(guild(1, "Lair"));
  EXPECT_EQ(life.take(10).guilds.at(0).name, "Lair");
}

TEST(GuildSync, does_not_take_an_outage_for_a_leave) {
  GuildSync life;
  life.note(discord::GuildDelete{.id = {1}, .unavailable = true});
  life.note(guild(2, "", true));

  EXPECT_FALSE(life.has_news());
}

TEST(GuildSync, retires_a_guild_that_removed_us_and_takes_it_back) {
  GuildSync life;
  life.note(guild(1, "Den"));
  life.take(10);

  life.note(discord::GuildDelete{.id = {1}, .unavailable = false});
  EXPECT_EQ(life.take(10).guilds.at(0).name, std::nullopt);

  life.note(guild(1, "Den"));
  EXPECT_EQ(life.take(10).guilds.at(0).name, "Den");
}

TEST(GuildSync, takes_batches) {
  GuildSync life;
  for (std::uint64_t id = 1; id <= 25; ++id) life.note(guild(id, "Den"));

  EXPECT_EQ(life.take(10).guilds.size(), 10U);
  EXPECT_EQ(life.take(10).guilds.size(), 10U);
  EXPECT_EQ(life.take(10).guilds.size(), 5U);
  EXPECT_TRUE(life.take(10).empty());
}

TEST(GuildSync, keeps_only_the_newest_list_of_a_shard) {
  GuildSync life;
  life.note({.shard = 0, .count = 2}, discord::Ready{.guilds = {{1}, {2}}});
  life.note({.shard = 1, .count = 2}, discord::Ready{.guilds = {{5}}});
  life.note({.shard = 0, .count = 2}, discord::Ready{.guilds = {{1}}});

  const auto batch = life.take(10);

  ASSERT_EQ(batch.present.size(), 2U);
  EXPECT_EQ(batch.present[1].guilds, std::vector<std::uint64_t>{1});
}

TEST(GuildSync, keeps_deleted_channels_until_they_are_written) {
  GuildSync life;
  life.note(discord::ChannelDelete{.id = {42}});
  EXPECT_TRUE(life.has_news());
  auto batch = life.take(10);
  EXPECT_FALSE(life.has_news());
  EXPECT_EQ(batch.deleted_channels, std::vector<std::uint64_t>{42});

  life.put_back(std::move(batch));
  EXPECT_EQ(life.take(10).deleted_channels, std::vector<std::uint64_t>{42});
}

TEST(GuildSync, puts_back_what_could_not_be_written_unless_something_newer_is_known) {
  GuildSync life;
  life.note({}, discord::Ready{.guilds = {{1}}});
  life.note(guild(1, "Den"));
  life.note(guild(2, "Lair"));
  auto batch = life.take(10);
  life.note(discord::GuildDelete{.id = {2}, .unavailable = false});

  life.put_back(std::move(batch));

  const auto again = life.take(10);
  EXPECT_EQ(again.present.size(), 1U);
  ASSERT_EQ(again.guilds.size(), 2U);
  for (const auto& one : again.guilds) EXPECT_EQ(one.name.has_value(), one.id == 1);
}

}  // namespace
}  // namespace cs2::bot
