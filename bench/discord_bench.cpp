// Decoding the gateway and writing messages: what a start with thousands of guilds and every command cost.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "discord/gateway_frame.hpp"
#include "discord/json.hpp"

namespace cs2::discord {
namespace {

std::string make_ready(int guilds) {
  std::string ids;
  for (int i = 0; i < guilds; ++i) {
    ids += fmt::format(R"({}{{"unavailable":true,"id":"{}"}})", i ? "," : "", 800000000000000000 + i);
  }
  return fmt::format(
      R"({{"t":"READY","s":1,"op":0,"d":{{"v":10,"user":{{"id":"1","username":"bot"}},"session_id":"abc",
    "resume_gateway_url":"wss://gateway.example","guilds":[{}],"application":{{"id":"2","flags":0}}}}}})",
      ids);
}

// About 18 KB, with the values that we keep in the middle, as Discord sends them.
std::string make_guild_create() {
  std::string channels;
  std::string roles;
  for (int i = 0; i < 40; ++i) {
    channels += fmt::format(R"({}{{"version":1700000000000,"type":0,"topic":"What to talk about here \"{}\"",
      "rate_limit_per_user":0,"position":{},"permission_overwrites":[{{"type":0,"id":"8","deny":"1024","allow":"0"}}],
      "parent_id":"80","name":"channel-{}","last_message_id":"1300000000000000000","id":"{}","flags":0}})",
                            i ? "," : "", i, i, i, 900 + i);
    roles += fmt::format(
        R"({}{{"version":1700000000000,"unicode_emoji":null,"position":{},"permissions":"2248473465835073",
      "name":"role {}","mentionable":false,"id":"{}","icon":null,"hoist":false,"flags":0,"color":0}})",
        i ? "," : "", i, i, 700 + i);
  }
  return fmt::format(R"({{"t":"GUILD_CREATE","s":2,"op":0,"d":{{"channels":[{}],"id":"800000000000000000",
    "name":"Fans of the game","roles":[{}],"preferred_locale":"en-US","unavailable":false,"member_count":1200}}}})",
                     channels, roles);
}

constexpr std::string_view interaction_create =
    R"({"t":"INTERACTION_CREATE","s":3,"op":0,"d":{"version":1,"type":2,
  "token":"0123456789012345678901234567890123456789012345678901234567890123456789","member":{"user":{"username":"fan",
  "public_flags":0,"id":"550000000000000000","global_name":"Fan","discriminator":"0","avatar":null},"roles":["700","701"],
  "premium_since":null,"permissions":"2248473465835073","pending":false,"nick":null,"mute":false,"joined_at":
  "2024-01-01T00:00:00.000000+00:00","flags":0,"deaf":false,"avatar":null},"locale":"en-GB","id":"1300000000000000001",
  "guild_locale":"en-US","guild_id":"800000000000000000","guild":{"locale":"en-US","id":"800000000000000000","features":[]},
  "entitlements":[],"data":{"type":1,"options":[{"value":"team:12","type":3,"name":"team"},{"value":3,"type":4,
  "name":"count"}],"name":"results","id":"600000000000000000"},"context":0,"channel_id":"900","channel":{"type":0,
  "permissions":"2248473465835073","name":"general","id":"900"},"authorizing_integration_owners":{"0":"800000000000000000"},
  "attachment_size_limit":10485760,"application_id":"2","app_permissions":"117760"}})";

Message match_card() {
  Message message{.embeds = {{.title = "Northern Lights 2–1 Blue Harbour",
                              .url = "https://example.org/match/1",
                              .description = "Grand final of the Winter Cup, best of three, <t:1790000000:R>",
                              .color = 0x2B6CB0,
                              .footer = "as of 14:13 from Liquipedia, CC-BY-SA 3.0"}}};
  for (const auto* const map : {"Mirage", "Inferno", "Nuke"}) {
    message.embeds[0].fields.push_back({.name = map, .value = "13–9 (CT 8–4, T 5–5)", .in_line = true});
  }
  message.rows = {{Button{.label = "Back", .custom_id = "p:1"}, Button{.label = "Next", .custom_id = "p:3"}}};
  return message;
}

void decode(benchmark::State& state, std::string_view payload) {
  for (auto _ : state) {
    const auto envelope = parse_envelope(payload);
    benchmark::DoNotOptimize(parse_event(envelope->type, envelope->data));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(payload.size()) * state.iterations());
}

void decode_ready_of_5000_guilds(benchmark::State& state) {
  const auto payload = make_ready(5000);
  decode(state, payload);
}
BENCHMARK(decode_ready_of_5000_guilds);

void decode_guild_create(benchmark::State& state) {
  const auto payload = make_guild_create();
  state.counters["payload_bytes"] = static_cast<double>(payload.size());
  decode(state, payload);
}
BENCHMARK(decode_guild_create);

void decode_unknown_event(benchmark::State& state) {
  auto payload = make_guild_create();
  payload.replace(payload.find("GUILD_CREATE"), 12, "GUILD_UPDATE");
  decode(state, payload);
}
BENCHMARK(decode_unknown_event);

void decode_interaction_create(benchmark::State& state) {
  decode(state, interaction_create);
}
BENCHMARK(decode_interaction_create);

void write_match_card(benchmark::State& state) {
  const Answer answer = AnswerMessage{match_card()};
  for (auto _ : state) benchmark::DoNotOptimize(answer_to_json(answer));
}
BENCHMARK(write_match_card);

void check_match_card(benchmark::State& state) {
  const auto message = match_card();
  for (auto _ : state) benchmark::DoNotOptimize(check(message));
}
BENCHMARK(check_match_card);

}  // namespace
}  // namespace cs2::discord
