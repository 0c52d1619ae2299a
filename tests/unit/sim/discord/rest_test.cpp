// The simulated Discord over HTTP, as a bot meets it.
#include <gtest/gtest.h>

#include "unit/sim/discord/simulated_guild.hpp"

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view live_command =
    R"([{"name":"live","description":"d"},{"name":"match","description":"d","options":[
        {"type":3,"name":"team","description":"d","required":true,"autocomplete":true}]}])";

// What a bot got through the gateway and answers.
struct Received {
  std::string id;
  std::string token;
  json::object data;
};

Received received(json::object dispatch) {
  auto& data = dispatch.at("d").as_object();
  return {.id = std::string(data.at("id").as_string()),
          .token = std::string(data.at("token").as_string()),
          .data = data};
}

std::string callback_path(const Received& interaction) {
  return "/interactions/" + interaction.id + "/" + interaction.token + "/callback";
}

std::string answer_path(const SimulatedGuild& server, const Received& interaction) {
  return "/webhooks/" + discord::to_string(server.discord->application_id()) + "/" + interaction.token +
         "/messages/@original";
}

// A connected bot with its commands registered; gives its gateway connection.
Task<Wire> settle(SimulatedGuild& server) {
  const auto registered = co_await server.ask("PUT", server.commands_path(), std::string(live_command));
  EXPECT_EQ(registered.status, 200) << registered.body;
  auto wire = co_await Wire::open(server);
  co_await wire.identify(server);
  co_return wire;
}

TEST(DiscordRest, refuses_a_client_that_does_not_say_who_it_is) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    const auto response = co_await here.send(
        {.url = here.discord->api_base_url() + "/gateway", .headers = {{"User-Agent", "curl/8"}}});

    EXPECT_EQ(response.status, 403);
    EXPECT_EQ(code_of(response), 40333);
  });
}

TEST(DiscordRest, wants_the_token_except_for_the_gateway_address) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    const auto open = co_await here.send({.url = here.discord->api_base_url() + "/gateway"});
    const auto closed = co_await here.send(
        {.url = here.discord->api_base_url() + "/gateway/bot", .headers = {{"Authorization", "Bot wrong"}}});

    EXPECT_EQ(open.status, 200);
    EXPECT_EQ(closed.status, 401);
    EXPECT_EQ(object_of(closed).at("message"), "401: Unauthorized");
  });
}

TEST(DiscordRest, recommends_a_shard_for_every_2500_guilds) {
  SimulatedGuild server({.guilds_per_shard_max = 2});
  server.discord->add_guild({.name = "Second"});
  server.discord->add_guild({.name = "Third"});
  server.run([](SimulatedGuild& here) -> Task<void> {
    const auto response = co_await here.ask("GET", "/gateway/bot");

    EXPECT_EQ(object_of(response).at("shards"), 2);
  });
}

TEST(DiscordRest, posts_and_edits_messages_that_users_see) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    const auto posted = co_await here.ask("POST", here.messages_path(), R"({"content":"one"})");
    const auto id = std::string(object_of(posted).at("id").as_string());
    const auto edited = co_await here.ask("PATCH", here.messages_path() + "/" + id, R"({"content":"two"})");

    EXPECT_EQ(edited.status, 200) << edited.body;
    const auto seen = here.discord->messages(here.channel, here.user);
    EXPECT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.at(0).edits, 1);
    EXPECT_EQ(json::parse(seen.at(0).json).at("content"), "two");
  });
}

TEST(DiscordRest, gives_the_same_message_for_an_enforced_nonce_within_minutes) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    constexpr auto body = R"({"content":"x","nonce":"job-1","enforce_nonce":true})";
    const auto first = co_await here.ask("POST", here.messages_path(), body);
    const auto again = co_await here.ask("POST", here.messages_path(), body);
    here.clock.advance(10min);
    const auto late = co_await here.ask("POST", here.messages_path(), body);

    EXPECT_EQ(object_of(first).at("id"), object_of(again).at("id"));
    EXPECT_NE(object_of(first).at("id"), object_of(late).at("id"));
  });
}

TEST(DiscordRest, tells_what_is_wrong_with_a_body) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    const auto refused =
        co_await here.ask("POST", here.messages_path(), R"({"embeds":[{"fields":[{"name":"a"}]}]})");
    const auto broken = co_await here.ask("POST", here.messages_path(), "{");
    const auto untyped = co_await here.send(
        {.method = "POST",
         .url = here.discord->api_base_url() + here.messages_path(),
         .headers = {{"Authorization", "Bot " + here.discord->token()}, {"Content-Type", "text/plain"}},
         .body = "{}"});

    EXPECT_EQ(code_of(refused), 50035);
    EXPECT_NE(refused.body.find(R"("value":{"_errors":[{"code":"BASE_TYPE_REQUIRED")"), std::string::npos);
    EXPECT_EQ(code_of(broken), 50109);
    EXPECT_EQ(code_of(untyped), 50035);
  });
}

TEST(DiscordRest, refuses_what_the_bot_may_not_do) {
  SimulatedGuild server;
  const auto mute = server.discord->add_channel(server.guild, "mute", discord::permission::view_channel);
  const auto hidden = server.discord->add_channel(server.guild, "hidden", 0);
  server.run([&](SimulatedGuild& here) -> Task<void> {
    const auto to = [](Snowflake channel) {
      return "/channels/" + discord::to_string(channel) + "/messages";
    };

    EXPECT_EQ(code_of(co_await here.ask("POST", to(mute), R"({"content":"x"})")), 50013);
    EXPECT_EQ(code_of(co_await here.ask("POST", to(hidden), R"({"content":"x"})")), 50001);
    EXPECT_EQ(code_of(co_await here.ask("POST", to(Snowflake{1}), R"({"content":"x"})")), 10003);
    EXPECT_EQ(code_of(co_await here.ask("DELETE", here.messages_path() + "/1")), 10008);
    EXPECT_EQ((co_await here.ask("GET", "/nowhere")).status, 404);
    EXPECT_EQ((co_await here.ask("PUT", "/gateway")).status, 405);
  });
}

TEST(DiscordRest, limits_messages_per_channel_and_says_when_to_come_back) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    for (int i = 0; i < 5; ++i) co_await here.ask("POST", here.messages_path(), R"({"content":"x"})");
    const auto refused = co_await here.ask("POST", here.messages_path(), R"({"content":"x"})");
    here.clock.advance(5s);
    const auto later = co_await here.ask("POST", here.messages_path(), R"({"content":"x"})");

    EXPECT_EQ(refused.status, 429);
    EXPECT_DOUBLE_EQ(object_of(refused).at("retry_after").as_double(), 5.0);
    EXPECT_EQ(io::header(refused.headers, "X-RateLimit-Scope"), "user");
    EXPECT_EQ(io::header(refused.headers, "X-RateLimit-Remaining"), "0");
    EXPECT_EQ(later.status, 200);
    EXPECT_EQ(io::header(later.headers, "X-RateLimit-Remaining"), "4");
    EXPECT_EQ(here.discord->statistics().rate_limited, 1);
  });
}

TEST(DiscordRest, limits_all_requests_of_a_bot_together) {
  SimulatedGuild server({.requests_per_second = 2});
  server.run([](SimulatedGuild& here) -> Task<void> {
    co_await here.ask("GET", "/users/@me");
    co_await here.ask("GET", "/users/@me");
    const auto refused = co_await here.ask("GET", "/users/@me");

    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(object_of(refused).at("global"), true);
    EXPECT_EQ(io::header(refused.headers, "X-RateLimit-Global"), "true");
  });
}

TEST(DiscordRest, blocks_an_address_after_too_many_invalid_requests) {
  SimulatedGuild server({.invalid_requests_max = 2});
  server.run([](SimulatedGuild& here) -> Task<void> {
    const io::HttpRequest wrong{.url = here.discord->api_base_url() + "/users/@me"};
    co_await here.send(wrong);
    co_await here.send(wrong);
    const auto blocked = co_await here.ask("GET", "/users/@me");

    EXPECT_EQ(blocked.status, 429);
    EXPECT_EQ(io::header(blocked.headers, "Content-Type"), "text/html");
  });
}

TEST(DiscordRest, fails_on_demand) {
  SimulatedGuild server;
  server.discord->fail_next(Fault::bad_gateway);
  server.discord->fail_next(Fault::reset);
  server.discord->fail_next(Fault::lost_after_accept);
  server.run([](SimulatedGuild& here) -> Task<void> {
    const auto gateway = co_await here.ask("POST", here.messages_path(), R"({"content":"a"})");
    const auto reset = co_await here.ask("POST", here.messages_path(), R"({"content":"b"})");
    const auto lost = co_await here.ask("POST", here.messages_path(), R"({"content":"c"})");

    EXPECT_EQ(gateway.status, 502);
    EXPECT_EQ(reset.status, 0);
    EXPECT_EQ(lost.status, 0);
    EXPECT_EQ(here.discord->messages(here.channel, here.user).size(), 1U) << "only the lost one happened";
  });
}

TEST(DiscordRest, shows_an_answer_to_whoever_asked) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await settle(here);
    const auto asked =
        here.discord->slash(here.place(), "match", {{.name = "team", .value = std::string("spirit")}});
    const auto got = received(co_await wire.next("INTERACTION_CREATE"));
    const auto answered =
        co_await here.ask("POST", callback_path(got), R"({"type":4,"data":{"content":"1:0","flags":64}})");
    const auto outcome = co_await here.discord->outcome(*asked);

    EXPECT_EQ(got.data.at("data").at("options").at(0).at("value"), "spirit");
    EXPECT_EQ(answered.status, 204) << answered.body;
    EXPECT_EQ(outcome.state, Outcome::State::answered);
    EXPECT_TRUE(outcome.ephemeral);
    const auto stranger = here.discord->add_user({.name = "eve"});
    EXPECT_EQ(here.discord->messages(here.channel, here.user).size(), 1U);
    EXPECT_EQ(here.discord->messages(here.channel, here.user).at(0).question, "/match team:spirit");
    EXPECT_TRUE(here.discord->messages(here.channel, stranger).empty());
  });
}

TEST(DiscordRest, takes_one_answer_only_and_in_time) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await settle(here);
    const auto answer = std::string(R"({"type":4,"data":{"content":"x"}})");
    here.discord->slash(here.place(), "live");
    const auto first = received(co_await wire.next("INTERACTION_CREATE"));
    co_await here.ask("POST", callback_path(first), answer);
    const auto second = co_await here.ask("POST", callback_path(first), answer);
    const auto late = here.discord->slash(here.place(), "live");
    const auto slow = received(co_await wire.next("INTERACTION_CREATE"));
    here.clock.advance(3001ms);
    const auto refused = co_await here.ask("POST", callback_path(slow), answer);
    const auto outcome = co_await here.discord->outcome(*late);

    EXPECT_EQ(code_of(second), 40060);
    EXPECT_EQ(code_of(refused), 10062);
    EXPECT_EQ(outcome.state, Outcome::State::failed);
    EXPECT_EQ(here.discord->statistics().failed_interactions, 1);
  });
}

TEST(DiscordRest, thinks_until_the_deferred_answer_comes) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await settle(here);
    const auto asked = here.discord->slash(here.place(), "live");
    const auto got = received(co_await wire.next("INTERACTION_CREATE"));
    const auto deferred = co_await here.ask("POST", callback_path(got) + "?with_response=true",
                                            R"({"type":5,"data":{"flags":64}})");
    const auto thinking = here.discord->outcome_now(*asked);
    here.clock.advance(10min);
    const auto edited = co_await here.ask("PATCH", answer_path(here, got), R"({"content":"done"})");
    const auto outcome = co_await here.discord->outcome(*asked);
    here.clock.advance(6min);
    const auto expired = co_await here.ask("PATCH", answer_path(here, got), R"({"content":"late"})");

    EXPECT_EQ(object_of(deferred).at("interaction").at("response_message_loading"), true);
    EXPECT_EQ(thinking.state, Outcome::State::thinking);
    EXPECT_EQ(edited.status, 200) << edited.body;
    EXPECT_EQ(outcome.state, Outcome::State::answered);
    EXPECT_EQ(json::parse(outcome.json).at("content"), "done");
    EXPECT_EQ(code_of(expired), 50027);
  });
}

TEST(DiscordRest, lets_a_button_change_the_message_it_sits_on) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await settle(here);
    const auto posted =
        co_await here.ask("POST", here.messages_path(), R"({"content":"page 1","components":[{"type":1,
        "components":[{"type":2,"style":1,"label":"Next","custom_id":"next"}]}]})");
    const auto message = *discord::parse_snowflake(object_of(posted).at("id").as_string());
    const auto pressed = here.discord->press(here.place(), message, "next");
    const auto got = received(co_await wire.next("INTERACTION_CREATE"));
    co_await here.ask("POST", callback_path(got),
                      R"({"type":7,"data":{"content":"page 2","components":[]}})");
    const auto outcome = co_await here.discord->outcome(*pressed);

    EXPECT_EQ(got.data.at("message").at("content"), "page 1");
    EXPECT_EQ(outcome.message, message);
    EXPECT_EQ(json::parse(outcome.json).at("content"), "page 2");
    EXPECT_EQ(here.discord->press(here.place(), message, "next").error().kind, ErrorKind::invalid);
  });
}

TEST(DiscordRest, takes_choices_for_autocomplete_and_nothing_else) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await settle(here);
    const auto typed = here.discord->autocomplete(
        here.place(), "match", {{.name = "team", .value = std::string("spi"), .focused = true}});
    const auto got = received(co_await wire.next("INTERACTION_CREATE"));
    const auto wrong = co_await here.ask("POST", callback_path(got), R"({"type":4,"data":{"content":"x"}})");
    co_await here.ask("POST", callback_path(got),
                      R"({"type":8,"data":{"choices":[{"name":"Spirit","value":"1"}]}})");
    const auto outcome = co_await here.discord->outcome(*typed);

    EXPECT_EQ(wrong.status, 400);
    EXPECT_EQ(got.data.at("data").at("options").at(0).at("focused"), true);
    EXPECT_EQ(outcome.choices.at(0).name.text, "Spirit");
  });
}

TEST(DiscordRest, does_not_count_interactions_against_the_global_limit) {
  SimulatedGuild server({.requests_per_second = 3});
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await settle(here);
    for (int i = 0; i < 10; ++i) {
      here.discord->slash(here.place(), "live");
      const auto got = received(co_await wire.next("INTERACTION_CREATE"));
      const auto answered =
          co_await here.ask("POST", callback_path(got), R"({"type":4,"data":{"content":"x"}})");
      EXPECT_EQ(answered.status, 204);
    }
  });
}

TEST(DiscordRest, cannot_ask_a_bot_that_is_not_there) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    co_await here.ask("PUT", here.commands_path(), std::string(live_command));

    EXPECT_EQ(here.discord->slash(here.place(), "live").error().kind, ErrorKind::unavailable);
    EXPECT_EQ(here.discord->slash(here.place(), "dead").error().kind, ErrorKind::not_found);
  });
}

TEST(DiscordRest, is_driven_from_outside_the_process) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    const auto control = [&](std::string path, std::string body) {
      return here.send(
          {.method = "POST", .url = here.discord->control_url() + path, .body = std::move(body)});
    };
    const auto added = co_await control("/guilds", R"({"count":3})");
    const auto unknown = co_await control("/type", R"({"line":"/live"})");
    const auto statistics = co_await here.send({.url = here.discord->control_url() + "/statistics"});

    EXPECT_EQ(object_of(added).at("guilds").as_array().size(), 3U);
    EXPECT_EQ(unknown.status, 400);
    EXPECT_EQ(object_of(statistics).at("guilds"), 4);
  });
}

}  // namespace
}  // namespace cs2::sim
