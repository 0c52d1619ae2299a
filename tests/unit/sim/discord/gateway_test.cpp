// The simulated gateway, as a bot meets it.
#include <gtest/gtest.h>
#include <zlib.h>

#include "unit/sim/discord/simulated_guild.hpp"

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;

json::object resume(SimulatedGuild& server, const json::object& ready, std::int64_t sequence) {
  return {{"op", 6},
          {"d", json::object{{"token", server.discord->token()},
                             {"session_id", ready.at("d").at("session_id")},
                             {"seq", sequence}}}};
}

TEST(DiscordGateway, greets_and_fills_in_the_guilds) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await Wire::open(here);
    const auto hello = co_await wire.next();
    co_await wire.send(Wire::identification(here));
    const auto ready = co_await wire.next("READY");
    const auto guild = co_await wire.next("GUILD_CREATE");

    EXPECT_EQ(hello.at("op"), 10);
    EXPECT_EQ(ready.at("d").at("guilds").at(0).at("unavailable"), true);
    EXPECT_EQ(guild.at("d").at("name"), "Town");
    EXPECT_EQ(guild.at("d").at("channels").at(0).at("name"), "general");
  });
}

TEST(DiscordGateway, sends_guilds_of_realistic_size) {
  SimulatedGuild server({.guild_bytes = 18 * 1024});
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await Wire::open(here);
    co_await wire.identify(here);
    const auto guild = co_await wire.next("GUILD_CREATE");

    const auto bytes = json::serialize(guild).size();
    EXPECT_GT(bytes, 16U * 1024);
    EXPECT_LT(bytes, 19U * 1024);
  });
}

TEST(DiscordGateway, hides_what_the_bot_cannot_see) {
  SimulatedGuild server;
  server.discord->add_channel(server.guild, "secret", 0);
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await Wire::open(here);
    co_await wire.identify(here);
    const auto guild = co_await wire.next("GUILD_CREATE");

    const auto& hidden = guild.at("d").at("channels").at(1);
    EXPECT_EQ(hidden.at("name"), "___hidden___");
    EXPECT_EQ(hidden.at("flags"), 1 << 17);
  });
}

// One inflate context for the life of a connection.
class Inflater {
 public:
  Inflater() { inflateInit(&stream_); }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  std::string run(std::string packed) {
    std::string text(256 * 1024, '\0');
    stream_.next_in = reinterpret_cast<Bytef*>(packed.data());
    stream_.avail_in = static_cast<uInt>(packed.size());
    stream_.next_out = reinterpret_cast<Bytef*>(text.data());
    stream_.avail_out = static_cast<uInt>(text.size());
    inflate(&stream_, Z_SYNC_FLUSH);
    text.resize(text.size() - stream_.avail_out);
    return text;
  }

 private:
  z_stream stream_ = {};
};

TEST(DiscordGateway, compresses_the_whole_connection_when_asked) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    Inflater inflater;
    auto wire = co_await Wire::open(here, "", "v=10&encoding=json&compress=zlib-stream");
    const auto hello = co_await wire.next_binary();
    co_await wire.send(Wire::identification(here));
    const auto ready = co_await wire.next_binary();

    EXPECT_TRUE(hello.ends_with(std::string("\0\0\xff\xff", 4)));
    EXPECT_EQ(json::parse(inflater.run(hello)).at("op"), 10);
    EXPECT_EQ(json::parse(inflater.run(ready)).at("t"), "READY");
  });
}

TEST(DiscordGateway, gives_up_a_client_that_stops_its_heartbeats) {
  SimulatedGuild server({.heartbeat_interval = 10ms});
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await Wire::open(here);

    EXPECT_EQ(co_await wire.end(), 4009);
    EXPECT_EQ(here.discord->statistics().heartbeats_missed, 1);
  });
}

TEST(DiscordGateway, stays_silent_about_heartbeats_on_demand) {
  SimulatedGuild server;
  server.discord->acknowledge_heartbeats(false);
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await Wire::open(here);
    co_await wire.next();
    co_await wire.send(json::object{{"op", 1}, {"d", nullptr}});
    co_await wire.send(Wire::identification(here));

    EXPECT_EQ((co_await wire.next()).at("t"), "READY") << "nothing came before it";
    EXPECT_EQ(here.discord->statistics().heartbeats, 1);
  });
}

TEST(DiscordGateway, acknowledges_heartbeats) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await Wire::open(here);
    co_await wire.next();
    co_await wire.send(json::object{{"op", 1}, {"d", nullptr}});

    EXPECT_EQ((co_await wire.next()).at("op"), 11);
  });
}

struct Fault {
  const char* name;
  json::value message;
  int code;
};

TEST(DiscordGateway, closes_with_the_code_of_the_fault) {
  SimulatedGuild server({.max_concurrency = 1});
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto sharded = Wire::identification(here);
    sharded["d"].as_object()["shard"] = json::array{1, 1};
    const std::vector<Fault> faults{
        {"before identify", json::object{{"op", 3}, {"d", json::object{}}}, 4003},
        {"wrong token", Wire::identification(here, 1, "wrong"), 4004},
        {"privileged intent", Wire::identification(here, 1 << 15), 4014},
        {"no such intent", Wire::identification(here, std::int64_t{1} << 40), 4013},
        {"shard beyond the count", sharded, 4010},
        {"unknown opcode", json::object{{"op", 99}, {"d", nullptr}}, 4001},
        {"no payload", json::object{{"op", 1}}, 4002},
    };
    for (const auto& fault : faults) {
      auto wire = co_await Wire::open(here);
      co_await wire.next();
      co_await wire.send(fault.message);
      EXPECT_EQ(co_await wire.end(), fault.code) << fault.name;
    }
  });
}

TEST(DiscordGateway, refuses_long_messages_other_versions_and_a_second_identify) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto old = co_await Wire::open(here, "", "v=9&encoding=json");
    EXPECT_EQ(co_await old.end(), 4012);

    auto wire = co_await Wire::open(here);
    co_await wire.identify(here);
    co_await wire.send(Wire::identification(here));
    EXPECT_EQ(co_await wire.end(), 4005);

    auto wordy = co_await Wire::open(here);
    co_await wordy.next();
    co_await wordy.send_text(R"({"op":1,"d":")" + std::string(4096, 'x') + "\"}");
    EXPECT_EQ(co_await wordy.end(), 4002);
  });
}

TEST(DiscordGateway, wants_more_shards_when_guilds_are_many) {
  SimulatedGuild server({.guilds_per_shard_max = 1});
  server.discord->add_guild({.name = "Second"});
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await Wire::open(here);
    co_await wire.next();
    co_await wire.send(Wire::identification(here));

    EXPECT_EQ(co_await wire.end(), 4011);
  });
}

TEST(DiscordGateway, closes_on_a_client_that_sends_too_much) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await Wire::open(here);
    co_await wire.next();
    for (int i = 0; i < 121; ++i) co_await wire.send(json::object{{"op", 1}, {"d", nullptr}});

    EXPECT_EQ(co_await wire.end(), 4008);
  });
}

TEST(DiscordGateway, lets_one_bot_identify_every_five_seconds) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto first = co_await Wire::open(here);
    co_await first.identify(here);
    auto hasty = co_await Wire::open(here);
    co_await hasty.next();
    co_await hasty.send(Wire::identification(here));
    const auto refused = co_await hasty.next();
    here.clock.advance(5s);
    co_await hasty.send(Wire::identification(here));
    const auto ready = co_await hasty.next("READY");

    EXPECT_EQ(refused.at("op"), 9);
    EXPECT_EQ(refused.at("d"), false);
    EXPECT_TRUE(ready.contains("d"));
  });
}

TEST(DiscordGateway, resets_the_token_when_sessions_are_used_up) {
  SimulatedGuild server({.session_starts = 1});
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto first = co_await Wire::open(here);
    co_await first.identify(here);
    here.clock.advance(5s);
    auto second = co_await Wire::open(here);
    co_await second.next();
    co_await second.send(Wire::identification(here));

    EXPECT_EQ(co_await second.end(), 4004);
    const auto limit = object_of(co_await here.ask("GET", "/gateway/bot")).at("session_start_limit");
    EXPECT_EQ(limit.at("remaining"), 0);
  });
}

TEST(DiscordGateway, replays_what_a_resumed_session_missed) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await Wire::open(here);
    const auto ready = co_await wire.identify(here);
    const auto before = co_await wire.next("GUILD_CREATE");
    here.discord->close_gateway(4000);
    EXPECT_EQ(co_await wire.end(), 4000);
    here.discord->add_guild({.name = "Missed"});
    auto again = co_await Wire::open(here, "/resume");
    co_await again.next();
    co_await again.send(resume(here, ready, before.at("s").as_int64()));
    const auto missed = co_await again.next("GUILD_CREATE");
    const auto resumed = co_await again.next("RESUMED");

    EXPECT_EQ(missed.at("d").at("name"), "Missed");
    EXPECT_EQ(resumed.at("s").as_int64(), missed.at("s").as_int64() + 1);
    EXPECT_EQ(here.discord->statistics().gateway_resumed, 1);
  });
}

TEST(DiscordGateway, forgets_a_session_that_said_goodbye) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await Wire::open(here);
    const auto ready = co_await wire.identify(here);
    wire.close(1000);
    co_await wire.end();
    auto again = co_await Wire::open(here, "/resume");
    co_await again.next();
    co_await again.send(resume(here, ready, 1));
    const auto refused = co_await again.next();

    EXPECT_EQ(refused.at("op"), 9);
    EXPECT_EQ(refused.at("d"), false);
  });
}

TEST(DiscordGateway, refuses_a_sequence_from_the_future) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await Wire::open(here);
    const auto ready = co_await wire.identify(here);
    wire.drop();
    auto again = co_await Wire::open(here, "/resume");
    co_await again.next();
    co_await again.send(resume(here, ready, 1'000));

    EXPECT_EQ(co_await again.end(), 4007);
  });
}

TEST(DiscordGateway, makes_trouble_on_demand) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await Wire::open(here);
    co_await wire.identify(here);
    co_await wire.next("GUILD_CREATE");
    here.discord->ask_to_reconnect();
    here.discord->ask_for_heartbeat();
    here.discord->invalidate_sessions(true);

    EXPECT_EQ((co_await wire.next()).at("op"), 7);
    EXPECT_EQ((co_await wire.next()).at("op"), 1);
    EXPECT_EQ((co_await wire.next()).at("op"), 9);
    here.discord->drop_gateway();
    EXPECT_NE(co_await wire.end(), 1000);
  });
}

TEST(DiscordGateway, tells_of_guilds_that_come_go_and_fail) {
  SimulatedGuild server;
  server.run([](SimulatedGuild& here) -> Task<void> {
    auto wire = co_await Wire::open(here);
    co_await wire.identify(here);
    co_await wire.next("GUILD_CREATE");
    here.discord->set_outage(here.guild, true);
    const auto outage = co_await wire.next("GUILD_DELETE");
    here.discord->set_outage(here.guild, false);
    const auto back = co_await wire.next("GUILD_CREATE");
    here.discord->remove_guild(here.guild);
    const auto left = co_await wire.next("GUILD_DELETE");

    EXPECT_EQ(outage.at("d").at("unavailable"), true);
    EXPECT_EQ(back.at("d").at("name"), "Town");
    EXPECT_FALSE(left.at("d").as_object().contains("unavailable"));
  });
}

TEST(DiscordGateway, gives_a_shard_its_own_guilds_only) {
  SimulatedGuild server({.max_concurrency = 2});
  for (int i = 0; i < 9; ++i) server.discord->add_guild({.name = "Another"});
  server.run([](SimulatedGuild& here) -> Task<void> {
    std::size_t guilds = 0;
    for (int shard = 0; shard < 2; ++shard) {
      auto identification = Wire::identification(here);
      identification["d"].as_object()["shard"] = json::array{shard, 2};
      auto wire = co_await Wire::open(here);
      co_await wire.next();
      co_await wire.send(identification);
      const auto ready = co_await wire.next("READY");
      for (const auto& guild : ready.at("d").at("guilds").as_array()) {
        const auto id = *discord::parse_snowflake(guild.at("id").as_string());
        EXPECT_EQ((id.value >> 22) % 2, static_cast<std::uint64_t>(shard));
        ++guilds;
      }
    }
    EXPECT_EQ(guilds, 10U);
  });
}

}  // namespace
}  // namespace cs2::sim
