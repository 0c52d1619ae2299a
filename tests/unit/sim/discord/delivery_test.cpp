// What stands in the way of a delivery, as the simulated Discord has it: limits, permissions, threads,
// forums, direct messages, announcements, and trouble on the way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "unit/sim/discord/simulated_guild.hpp"

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;
using discord::ChannelType;
using discord::to_string;
using testing::ElementsAre;
using testing::HasSubstr;

std::string path_of(Snowflake channel, std::string_view rest = "/messages") {
  return "/channels/" + to_string(channel) + std::string(rest);
}

Snowflake id_of(const io::HttpResponse& response) {
  return *discord::parse_snowflake(object_of(response).at("id").as_string());
}

Task<Snowflake> post(SimulatedGuild& server, Snowflake channel, std::string body = R"({"content":"x"})") {
  const auto posted = co_await server.ask("POST", path_of(channel), std::move(body));
  EXPECT_EQ(posted.status, 200) << posted.body;
  co_return posted.status == 200 ? id_of(posted) : Snowflake{};
}

TEST(Delivery, has_one_author_for_all_nonces) {
  SimulatedGuild server;
  const auto elsewhere = server.discord->add_channel(server.guild, "elsewhere");
  server.run([&](SimulatedGuild& here) -> Task<void> {
    constexpr auto body = R"({"content":"x","nonce":"job-1","enforce_nonce":true})";

    const auto first = co_await post(here, here.channel, body);
    const auto second = co_await post(here, elsewhere, body);

    EXPECT_EQ(first, second);
    EXPECT_EQ(here.discord->posted().size(), 1U);
    EXPECT_EQ(here.discord->statistics().repeats, 1);
  });
}

TEST(Delivery, remembers_a_nonce_when_the_message_is_not_among_the_newest) {
  SimulatedGuild server({.messages_kept = 1});
  server.run([](SimulatedGuild& here) -> Task<void> {
    constexpr auto body = R"({"content":"x","nonce":"job-1","enforce_nonce":true})";
    const auto first = co_await post(here, here.channel, body);
    co_await post(here, here.channel);

    EXPECT_EQ(co_await post(here, here.channel, body), first);
  });
}

TEST(Delivery, is_logged_whatever_becomes_of_the_message) {
  SimulatedGuild server({.messages_kept = 1});
  server.run([](SimulatedGuild& here) -> Task<void> {
    const auto first = co_await post(here, here.channel, R"({"content":"one","nonce":"n1"})");
    here.clock.advance(1s);
    const auto second = co_await post(here, here.channel, R"({"content":"two"})");
    here.discord->remove_message(here.channel, second);

    const auto& posted = here.discord->posted();
    EXPECT_EQ(posted.size(), 2U);
    EXPECT_EQ(posted.at(0).id, first);
    EXPECT_EQ(posted.at(0).nonce, "n1");
    EXPECT_THAT(posted.at(0).contents, HasSubstr("one"));
    EXPECT_EQ(posted.at(1).at - posted.at(0).at, 1s);
    EXPECT_NE(posted.at(0).digest, posted.at(1).digest);
    const auto page = co_await here.send({.url = here.discord->control_url() + "/posted?after=1"});
    EXPECT_EQ(object_of(page).at("posted").as_array().size(), 1U);
    EXPECT_EQ(object_of(page).at("total"), 2);
  });
}

TEST(Delivery, keeps_a_bounded_log_without_what_was_said_if_so_wished) {
  SimulatedGuild server({.messages_logged = 2, .log_contents = false});
  server.run([](SimulatedGuild& here) -> Task<void> {
    for (int i = 0; i < 3; ++i) co_await post(here, here.channel);

    EXPECT_EQ(here.discord->posted().size(), 2U);
    EXPECT_EQ(here.discord->posted().front().contents, "");
    EXPECT_NE(here.discord->posted().front().digest, 0U);
  });
}

TEST(Delivery, publishes_in_announcement_channels_only_and_once) {
  SimulatedGuild server;
  const auto news =
      server.discord->add_channel(server.guild, {.name = "news", .type = ChannelType::announcement});
  server.run([&](SimulatedGuild& here) -> Task<void> {
    const auto plain = co_await post(here, here.channel);
    const auto message = co_await post(here, news);
    const auto publish = [&](Snowflake channel, Snowflake of) {
      return here.ask("POST", path_of(channel, "/messages/" + to_string(of) + "/crosspost"));
    };

    const auto published = co_await publish(news, message);

    EXPECT_EQ(published.status, 200) << published.body;
    EXPECT_EQ(object_of(published).at("flags"), 1);
    EXPECT_EQ(code_of(co_await publish(news, message)), 40033);
    EXPECT_EQ(code_of(co_await publish(here.channel, plain)), 50024);
    EXPECT_EQ(code_of(co_await publish(news, Snowflake{5})), 10008);
    here.discord->set_bot_permissions(news, discord::permission::view_channel);
    EXPECT_EQ(code_of(co_await publish(news, message)), 50013);
  });
}

TEST(Delivery, publishes_ten_messages_an_hour_and_edits_them_seldom) {
  SimulatedGuild server;
  const auto news =
      server.discord->add_channel(server.guild, {.name = "news", .type = ChannelType::announcement});
  server.run([&](SimulatedGuild& here) -> Task<void> {
    std::vector<int> statuses;
    Snowflake last;
    for (int i = 0; i < 11; ++i) {
      last = co_await post(here, news);
      const auto published =
          co_await here.ask("POST", path_of(news, "/messages/" + to_string(last) + "/crosspost"));
      statuses.push_back(published.status);
      here.clock.advance(5s);
    }
    const auto first = *discord::parse_snowflake(
        json::parse(here.discord->messages(news, here.user).front().json).at("id").as_string());
    io::HttpResponse edited;
    for (int i = 0; i < 4; ++i) {
      edited =
          co_await here.ask("PATCH", path_of(news, "/messages/" + to_string(first)), R"({"content":"y"})");
    }

    EXPECT_EQ(std::ranges::count(statuses, 200), 10);
    EXPECT_EQ(statuses.back(), 429);
    EXPECT_EQ(edited.status, 429);
    EXPECT_EQ(code_of(edited), 20022);
    EXPECT_GT(object_of(edited).at("retry_after").as_double(), 600);
    EXPECT_EQ(io::header(edited.headers, "Retry-After"), "1") << "it is known to lie here";
  });
}

TEST(Delivery, edits_old_messages_three_times_in_six_seconds) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    const auto message = co_await post(here, here.channel);
    const auto edit = [&] {
      return here.ask("PATCH", path_of(here.channel, "/messages/" + to_string(message)),
                      R"({"content":"y"})");
    };
    here.clock.advance(61min);
    for (int i = 0; i < 3; ++i) EXPECT_EQ((co_await edit()).status, 200);

    const auto refused = co_await edit();
    here.clock.advance(6s);
    const auto later = co_await edit();

    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(code_of(refused), 30046);
    EXPECT_EQ(later.status, 200);
    EXPECT_EQ(here.discord->statistics().edits, 4);
  });
}

TEST(Delivery, waits_for_slow_mode_where_a_guild_wants_it_of_bots) {
  SimulatedGuild server;
  server.discord->set_slow_mode(server.channel, 30s);
  server.run([](SimulatedGuild& here) -> Task<void> {
    co_await post(here, here.channel);
    here.clock.advance(10s);
    const auto refused = co_await here.ask("POST", here.messages_path(), R"({"content":"x"})");
    here.clock.advance(20s);

    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(code_of(refused), 20016);
    EXPECT_DOUBLE_EQ(object_of(refused).at("retry_after").as_double(), 20);
    co_await post(here, here.channel);
  });
}

TEST(Delivery, is_refused_when_a_permission_is_taken_away_and_taken_when_it_is_back) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    const auto code_with = [&](std::uint64_t permissions) -> Task<std::int64_t> {
      here.discord->set_bot_permissions(here.channel, permissions);
      const auto refused = co_await here.ask("POST", here.messages_path(), R"({"embeds":[{"title":"x"}]})");
      co_return refused.status == 200 ? 0 : code_of(refused);
    };

    EXPECT_EQ(co_await code_with(usual_bot_permissions & ~discord::permission::view_channel), 50001);
    EXPECT_EQ(co_await code_with(usual_bot_permissions & ~discord::permission::send_messages), 50013);
    EXPECT_EQ(co_await code_with(usual_bot_permissions & ~discord::permission::embed_links), 50013);
    EXPECT_EQ(co_await code_with(usual_bot_permissions), 0);
  });
}

TEST(Delivery, tells_of_changed_channels_over_the_gateway) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await Wire::open(here);
    co_await wire.identify(here);

    here.discord->set_bot_permissions(here.channel, 0);
    const auto hidden = co_await wire.next("CHANNEL_UPDATE");
    here.discord->set_bot_permissions(here.channel, usual_bot_permissions);
    const auto shown = co_await wire.next("CHANNEL_UPDATE");

    EXPECT_EQ(hidden.at("d").at("name"), "___hidden___");
    EXPECT_EQ(hidden.at("d").at("flags"), 1 << 17);
    EXPECT_EQ(shown.at("d").at("name"), "general");
  });
}

TEST(Delivery, finds_no_channel_that_was_deleted_and_no_access_to_a_guild_that_removed_the_bot) {
  SimulatedGuild server;
  const auto deleted = server.discord->add_channel(server.guild, "deleted");
  server.discord->remove_channel(deleted);
  const auto left = server.discord->add_guild({.name = "Left"});
  const auto channel = server.discord->channels(left).front();
  server.discord->remove_guild(left);
  server.run([&](SimulatedGuild& here) -> Task<void> {
    EXPECT_EQ(code_of(co_await here.ask("POST", path_of(deleted), R"({"content":"x"})")), 10003);
    EXPECT_EQ(code_of(co_await here.ask("POST", path_of(channel), R"({"content":"x"})")), 50001);
    EXPECT_EQ(code_of(co_await here.ask("GET", path_of(deleted, ""))), 10003);
  });
}

TEST(Delivery, reaches_a_person_who_takes_messages_from_apps) {
  SimulatedGuild server;
  const auto shy = server.discord->add_user({.name = "shy", .refuses_direct = true});
  server.run([&](SimulatedGuild& here) -> Task<void> {
    const auto open = [&](Snowflake user) {
      return here.ask("POST", "/users/@me/channels", R"({"recipient_id":")" + to_string(user) + "\"}");
    };
    const auto first = id_of(co_await open(here.user));
    const auto again = id_of(co_await open(here.user));
    const auto closed = id_of(co_await open(shy));

    EXPECT_EQ(first, again);
    co_await post(here, first);
    EXPECT_EQ(code_of(co_await here.ask("POST", path_of(closed), R"({"content":"x"})")), 50007);
    EXPECT_EQ(code_of(co_await open(Snowflake{5})), 10013);
    for (int i = 0; i < 6; ++i) co_await open(here.user);
    EXPECT_EQ(code_of(co_await open(here.user)), 40003);
  });
}

TEST(Delivery, starts_one_thread_from_a_message) {
  SimulatedGuild server;
  const auto matches = server.discord->add_channel(server.guild, "matches", full_bot_permissions);
  server.run([&](SimulatedGuild& here) -> Task<void> {
    const auto message = co_await post(here, matches);
    const auto start = [&](std::string body) {
      return here.ask("POST", path_of(matches, "/messages/" + to_string(message) + "/threads"),
                      std::move(body));
    };

    EXPECT_EQ(code_of(co_await start(R"({"name":""})")), 50035);
    EXPECT_EQ(code_of(co_await start(R"({"name":"A","auto_archive_duration":61})")), 50035);
    const auto started = co_await start(R"({"name":"A – B","auto_archive_duration":60})");
    EXPECT_EQ(started.status, 201) << started.body;
    EXPECT_EQ(id_of(started), message);
    EXPECT_EQ(object_of(started).at("parent_id").as_string(), to_string(matches));
    EXPECT_EQ(code_of(co_await start(R"({"name":"again"})")), 160004);
    co_await post(here, message);
    here.discord->set_bot_permissions(matches, usual_bot_permissions);
    EXPECT_EQ(code_of(co_await here.ask("POST", path_of(message), R"({"content":"x"})")), 50013);
    const auto other = co_await post(here, matches);
    EXPECT_EQ(code_of(co_await here.ask(
                  "POST", path_of(matches, "/messages/" + to_string(other) + "/threads"), R"({"name":"A"})")),
              50013);
  });
}

TEST(Delivery, opens_an_archived_thread_by_writing_but_not_by_editing) {
  SimulatedGuild server;
  const auto matches = server.discord->add_channel(server.guild, "matches", full_bot_permissions);
  server.run([&](SimulatedGuild& here) -> Task<void> {
    const auto thread = co_await post(here, matches);
    co_await here.ask("POST", path_of(matches, "/messages/" + to_string(thread) + "/threads"),
                      R"({"name":"A","auto_archive_duration":60})");
    const auto message = co_await post(here, thread);
    const auto edit = [&] {
      return here.ask("PATCH", path_of(thread, "/messages/" + to_string(message)), R"({"content":"y"})");
    };
    here.clock.advance(59min);
    EXPECT_EQ((co_await edit()).status, 200);
    here.clock.advance(1min);

    EXPECT_EQ(code_of(co_await edit()), 50083);
    EXPECT_TRUE(here.discord->find_channel(thread)->archived);
    co_await post(here, thread);
    EXPECT_FALSE(here.discord->find_channel(thread)->archived);
    here.discord->set_thread(thread, false, true);
    EXPECT_EQ(code_of(co_await here.ask("POST", path_of(thread), R"({"content":"x"})")), 160005);
  });
}

TEST(Delivery, bounds_the_active_threads_of_a_guild) {
  SimulatedGuild server({.active_threads_max = 1});
  const auto matches = server.discord->add_channel(server.guild, "matches", full_bot_permissions);
  server.run([&](SimulatedGuild& here) -> Task<void> {
    const auto start = [&](Snowflake message) {
      return here.ask("POST", path_of(matches, "/messages/" + to_string(message) + "/threads"),
                      R"({"name":"A"})");
    };
    EXPECT_EQ((co_await start(co_await post(here, matches))).status, 201);
    EXPECT_EQ(code_of(co_await start(co_await post(here, matches))), 160006);
  });
}

TEST(Delivery, posts_in_a_forum_as_threads_with_their_first_message) {
  SimulatedGuild server;
  const auto forum = server.discord->add_channel(
      server.guild, {.name = "forum",
                     .type = ChannelType::forum,
                     .tags = {{.id = {7000}, .moderated = true}, {.id = {7001}}, {.id = {7002}}},
                     .requires_tag = true});
  server.run([&](SimulatedGuild& here) -> Task<void> {
    const auto create = [&](std::string body) { return here.ask("POST", path_of(forum, "/threads"), body); };

    EXPECT_EQ(code_of(co_await here.ask("POST", path_of(forum), R"({"content":"x"})")), 40058);
    EXPECT_EQ(code_of(co_await create(R"({"name":"A","message":{"content":"x"}})")), 40067);
    EXPECT_EQ(code_of(co_await create(R"({"name":"A","applied_tags":["1"],"message":{"content":"x"}})")),
              10087);
    EXPECT_EQ(code_of(co_await create(R"({"name":"A","applied_tags":["7000"],"message":{"content":"x"}})")),
              50013)
        << "moderators set it";
    EXPECT_EQ(code_of(co_await create(R"({"name":"A","applied_tags":["7001"],"message":{}})")), 50006);
    const auto made = co_await create(R"({"name":"A","applied_tags":["7001"],"message":{"content":"x"}})");
    EXPECT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(object_of(made).at("message").at("id"), object_of(made).at("id"));
    EXPECT_EQ(here.discord->posted().back().channel, id_of(made));
  });
}

TEST(Delivery, sets_moderated_tags_only_for_those_who_manage_threads) {
  SimulatedGuild server;
  const auto forum = server.discord->add_channel(server.guild, {.name = "forum",
                                                                .type = ChannelType::forum,
                                                                .tags = {{.id = {7000}, .moderated = true}},
                                                                .requires_tag = true});
  server.run([&](SimulatedGuild& here) -> Task<void> {
    const auto create = [&](std::string tags) {
      return here.ask("POST", path_of(forum, "/threads"),
                      fmt::format(R"({{"name":"A","applied_tags":[{}],"message":{{"content":"x"}}}})", tags));
    };
    EXPECT_EQ(code_of(co_await create("")), 40066);
    here.discord->set_bot_permissions(forum, full_bot_permissions | discord::permission::manage_threads);
    EXPECT_EQ(code_of(co_await create("")), 40067);
    EXPECT_EQ((co_await create(R"("7000")")).status, 201);
  });
}

TEST(Delivery, runs_into_trouble_by_chance_and_the_same_for_the_same_seed) {
  const auto statuses = [](std::uint64_t seed) {
    SimulatedGuild server({.requests_per_second = 1000,
                           .chaos = {.shares = {{Fault::bad_gateway, 0.3}, {Fault::server_error, 0.3}},
                                     .only = "/users/",
                                     .seed = seed}});
    std::vector<int> seen;
    server.run([&](SimulatedGuild& here) -> Task<void> {
      EXPECT_EQ((co_await here.ask("GET", "/gateway/bot")).status, 200);
      for (int i = 0; i < 50; ++i) seen.push_back((co_await here.ask("GET", "/users/@me")).status);
      EXPECT_EQ(here.discord->statistics().faults, 50 - std::ranges::count(seen, 200));
      here.discord->set_chaos({});
      EXPECT_EQ((co_await here.ask("GET", "/users/@me")).status, 200);
    });
    return seen;
  };

  const auto seen = statuses(1);

  EXPECT_GT(std::ranges::count(seen, 502), 5);
  EXPECT_GT(std::ranges::count(seen, 500), 5);
  EXPECT_GT(std::ranges::count(seen, 200), 5);
  EXPECT_EQ(seen, statuses(1));
  EXPECT_NE(seen, statuses(2));
}

TEST(Delivery, may_happen_although_the_connection_ends_without_a_byte) {
  SimulatedGuild server;
  server.discord->fail_next(Fault::hung_up);
  server.discord->fail_next(Fault::hung_up_after_accept);
  server.run([](SimulatedGuild& here) -> Task<void> {
    // On connections of their own, because curl would send again by itself.
    const auto ask = [&](std::string body) {
      return here.send({.method = "POST",
                        .url = here.discord->api_base_url() + here.messages_path(),
                        .headers = {{"Authorization", "Bot " + here.discord->token()},
                                    {"Content-Type", "application/json"}},
                        .body = std::move(body),
                        .once = true});
    };

    EXPECT_EQ((co_await ask(R"({"content":"a"})")).status, 0);
    EXPECT_EQ((co_await ask(R"({"content":"b"})")).status, 0);

    EXPECT_EQ(here.discord->posted().size(), 1U);
    EXPECT_THAT(here.discord->posted().front().contents, HasSubstr("\"b\""));
  });
}

TEST(Delivery, is_disturbed_from_outside_the_process_too) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    const auto control = [&](std::string path, std::string body) {
      return here.send(
          {.method = "POST", .url = here.discord->control_url() + path, .body = std::move(body)});
    };
    const auto news =
        co_await control("/channels", R"({"guild":")" + to_string(here.guild) + R"(","type":5})");
    const auto channel = id_of(news);

    co_await control("/change", R"({"permissions":"1024","channel":")" + to_string(channel) + "\"}");
    EXPECT_EQ(code_of(co_await here.ask("POST", path_of(channel), R"({"content":"x"})")), 50013);
    co_await control("/remove", R"({"channel":")" + to_string(channel) + "\"}");
    EXPECT_EQ(code_of(co_await here.ask("POST", path_of(channel), R"({"content":"x"})")), 10003);
    const auto chaos = co_await control("/chaos", R"({"shares":{"bad_gateway":1}})");
    EXPECT_EQ(chaos.status, 204);
    EXPECT_EQ((co_await here.ask("GET", "/users/@me")).status, 502);
    EXPECT_EQ((co_await control("/chaos", R"({"shares":{"bad_weather":1}})")).status, 400);
  });
}

}  // namespace
}  // namespace cs2::sim
