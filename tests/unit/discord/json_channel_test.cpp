#include <fmt/format.h>
#include <gtest/gtest.h>

#include "discord/json.hpp"

namespace cs2::discord {
namespace {

using namespace std::chrono_literals;

const ScheduledEvent grand_final{.name = "Northern Lights – Blue Harbour",
                                 .description = "Grand final",
                                 .location = "https://example.org/match/1",
                                 .starts_at = *parse_iso8601("2026-12-13T17:00:00Z"),
                                 .ends_at = *parse_iso8601("2026-12-13T21:00:00Z")};

TEST(ChannelJson, names_who_is_written_to) {
  EXPECT_EQ(direct_to_json({4}), R"({"recipient_id":"4"})");
}

TEST(ChannelJson, writes_a_thread) {
  EXPECT_EQ(thread_to_json({.name = "A – B"}), R"({"name":"A – B"})");
  EXPECT_EQ(thread_to_json({.name = "A", .archive_after = 1440min}),
            R"({"name":"A","auto_archive_duration":1440})");
}

TEST(ChannelJson, names_nothing_with_what_turns_or_hides_a_text) {
  EXPECT_EQ(thread_to_json({.name = "a\u202Eb\nc"}), R"({"name":"ab c"})");
  auto event = grand_final;
  event.name = "x\u200B";
  event.description = "discord.gg/a\u2066";
  event.location = "https://localhost/";
  const auto json = event_to_json(event);
  EXPECT_NE(json.find(R"("name":"x")"), std::string::npos) << json;
  EXPECT_EQ(json.find("localhost/"), std::string::npos) << json;
  EXPECT_EQ(json.find("\u2066"), std::string::npos) << json;
}

TEST(ChannelJson, writes_a_forum_post_with_its_first_message) {
  EXPECT_EQ(forum_post_to_json({.name = "A", .tags = {{8}}}, {.content = "x", .nonce = "n"}),
            R"({"name":"A","applied_tags":["8"],"message":{"content":"x","allowed_mentions":{"parse":[]}}})");
}

TEST(ChannelJson, writes_an_event_of_the_external_type) {
  EXPECT_EQ(event_to_json(grand_final),
            R"({"entity_type":3,"privacy_level":2,"name":"Northern Lights – Blue Harbour",)"
            R"("description":"Grand final","entity_metadata":{"location":"https://example.org/match/1"},)"
            R"("scheduled_start_time":"2026-12-13T17:00:00Z","scheduled_end_time":"2026-12-13T21:00:00Z"})");
}

TEST(ChannelJson, changes_only_what_is_named) {
  EXPECT_EQ(event_change_to_json({}), "{}");
  EXPECT_EQ(event_change_to_json({.ends_at = grand_final.ends_at}),
            R"({"scheduled_end_time":"2026-12-13T21:00:00Z"})");
  EXPECT_EQ(event_change_to_json({.location = "https://e.org", .status = EventStatus::canceled}),
            R"({"entity_metadata":{"location":"https://e.org"},"status":4})");
}

TEST(ChannelJson, reads_a_thread) {
  const auto thread = parse_channel(R"({"id":"5","type":11,"guild_id":"1","parent_id":"2","name":"A – B",
    "flags":0,"thread_metadata":{"archived":true,"archive_timestamp":null,"locked":true}})");

  ASSERT_TRUE(thread);
  EXPECT_EQ(*thread, (Channel{.id = {5},
                              .type = ChannelType::public_thread,
                              .guild = {1},
                              .parent = {2},
                              .name = "A – B",
                              .archived = true,
                              .locked = true}));
}

TEST(ChannelJson, reads_which_tags_of_a_forum_are_for_everybody) {
  const auto read = [](std::string_view tags) {
    return parse_channel(fmt::format(R"({{"id":"1","type":15,"flags":16,"available_tags":[{}]}})", tags))
        .value();
  };
  const auto forum = read(R"({"id":"11","name":"Staff","moderated":true},{"id":"12","name":"Results"})");

  EXPECT_TRUE(forum.requires_tag);
  EXPECT_EQ(find_tag(forum.tags), (ForumTag{.id = {12}}));
  EXPECT_EQ(find_tag(read(R"({"id":"11","moderated":true})").tags),
            (ForumTag{.id = {11}, .moderated = true}));
  EXPECT_EQ(find_tag(read("").tags), std::nullopt);
}

TEST(ChannelJson, reads_one_event) {
  const auto event = parse_scheduled_event(R"({"id":"31","creator_id":"9","name":"Final","status":4})");

  ASSERT_TRUE(event);
  EXPECT_EQ(event->status, EventStatus::canceled);
  EXPECT_TRUE(is_over(event->status));
  EXPECT_EQ(parse_scheduled_event("{}").error().kind, ErrorKind::drift);
}

TEST(ChannelJson, says_that_something_is_no_channel) {
  EXPECT_EQ(parse_channel("{}").error().kind, ErrorKind::drift);
  EXPECT_EQ(parse_channel("[]").error().kind, ErrorKind::drift);
  EXPECT_EQ(parse_channel(R"({"id":"5")").error().kind, ErrorKind::drift);
}

TEST(ChannelJson, reads_a_list_of_events) {
  const auto events = parse_events(R"([{"id":"31","guild_id":"1","creator_id":"9","name":"Final",
    "description":null,"scheduled_start_time":"2026-12-13T17:00:00+00:00",
    "scheduled_end_time":"2026-12-13T21:00:00+00:00","status":2,"entity_type":3,
    "entity_metadata":{"location":"https://example.org/match/1"}},{"id":"32","entity_metadata":null}])");

  ASSERT_TRUE(events);
  ASSERT_EQ(events->size(), 2U);
  EXPECT_EQ(events->at(0), (ListedEvent{.id = {31},
                                        .status = EventStatus::active,
                                        .creator = {9},
                                        .event = {.name = "Final",
                                                  .description = "",
                                                  .location = "https://example.org/match/1",
                                                  .starts_at = grand_final.starts_at,
                                                  .ends_at = grand_final.ends_at}}));
  EXPECT_EQ(parse_events("{}").error().kind, ErrorKind::drift);
}

TEST(ChannelJson, reads_the_threads_of_a_guild) {
  const auto threads = parse_threads(
      R"({"threads":[{"id":"5","type":11,"parent_id":"3","name":"Alpine vs Borealis",
          "thread_metadata":{"archived":false,"locked":true}},{"name":"no id"}],"members":[{"id":"5"}]})");
  ASSERT_TRUE(threads.has_value());
  ASSERT_EQ(threads->size(), 1u);
  EXPECT_EQ(threads->front().parent, Snowflake{3});
  EXPECT_EQ(threads->front().name, "Alpine vs Borealis");
  EXPECT_TRUE(threads->front().locked);
  EXPECT_EQ(parse_threads("[").error().kind, ErrorKind::drift);
}

TEST(ChannelJson, reads_the_messages_of_a_channel) {
  const auto messages = parse_messages(
      R"([{"id":"5","channel_id":"3","author":{"id":"9","username":"us","bot":true},"content":"**A** won"},
          {"id":"6","channel_id":"3","author":{"id":"8"},"content":"gg","embeds":[{"title":"x"}]},
          {"content":"no id"}])");
  ASSERT_TRUE(messages.has_value());
  ASSERT_EQ(messages->size(), 2u);
  EXPECT_EQ(messages->front(),
            (ListedMessage{.id = {5}, .channel = {3}, .by_bot = true, .content = "**A** won"}));
  EXPECT_FALSE(messages->back().by_bot);
  EXPECT_EQ(parse_messages("{}").error().kind, ErrorKind::drift);
}

TEST(ChannelJson, reads_whose_a_guild_is) {
  EXPECT_EQ(parse_owner(R"({"id":"1","owner_id":"77","name":"Friends"})"), Snowflake{77});
  EXPECT_EQ(parse_owner(R"({"id":"1"})").error().kind, ErrorKind::drift);
}

}  // namespace
}  // namespace cs2::discord
