// /sim/…: drives the simulated Discord from outside the process. For benchmarks, for tests of the whole
// binary, and for clients in other languages. POST with a JSON object, or GET with the same names in the
// address:
//
// - guilds (count, name, locale, permissions): adds guilds
// - type (line, user, channel): what is typed at the prompt; gives the outcome
// - press (message, custom_id, values): a button or a choice; gives the outcome
// - burst (lines, count, at_once): many commands, the lines in turn; tells how long they took
// - gateway (action, code): close, drop, reconnect, invalidate, heartbeat, silence, speak, ignore (resumes,
//   identifies: so many get no answer)
// - channels (guild, name, type, permissions, requires_tag): adds a channel
// - change (channel, permissions, slow_mode, archived, locked, or guild or user and what of them): what a
//   guild's people change
// - remove (channel, message, guild, event): what they delete
// - faults (fault, count, only): what the next requests run into
// - chaos (shares, only, seed): what they run into by chance
// - statistics, messages, requests, events: what happened
// - posted (after, count, channel): every message that was ever posted
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "sim/client/prompt.hpp"
#include "sim/client/transcript.hpp"
#include "sim/discord/internal/state.hpp"
#include "support/simulation/control.hpp"

namespace cs2::sim {
namespace {

using discord::to_string;
using State = std::shared_ptr<DiscordState>;

io::ServerResponse wrong(std::string_view reason, int status = 400) {
  return reply(status, json::object{{"error", reason}});
}

int status_of(const Error& error) {
  return error.kind == ErrorKind::not_found ? 404 : error.kind == ErrorKind::unavailable ? 503 : 400;
}

Snowflake id_at(const json::object& body, std::string_view key) {
  const auto* text = text_at(body, key);
  return text ? discord::parse_snowflake(*text).value_or(Snowflake{}) : Snowflake{};
}

int count_at(const json::object& body, std::string_view key, int fallback) {
  if (const auto number = integer_at(body, key)) return static_cast<int>(*number);
  const auto* text = text_at(body, key);  // from the address
  const auto number = text ? discord::parse_snowflake(*text) : std::nullopt;
  return number ? static_cast<int>(number->value) : fallback;
}

std::string text_or(const json::object& body, std::string_view key, std::string_view fallback) {
  const auto* text = text_at(body, key);
  return text ? std::string(*text) : std::string(fallback);
}

std::optional<std::uint64_t> permissions_at(const json::object& body) {
  const auto* text = text_at(body, "permissions");
  const auto bits = text ? discord::parse_snowflake(*text) : std::nullopt;
  if (!bits) return std::nullopt;
  return bits->value;
}

// Whoever names no place acts as a visitor in the first channel of the first guild.
Location place_of(DiscordState& state, const json::object& body) {
  Location place{.user = id_at(body, "user"), .channel = id_at(body, "channel")};
  auto& community = state.community;
  if (!place.channel && !community.guilds().empty()) {
    place.channel = community.find_guild(community.guilds().front())->channels.front();
  }
  if (!place.user) {
    if (!state.visitor) {
      state.visitor =
          community.add_user("visitor", "en-US", usual_bot_permissions | discord::permission::manage_guild)
              .id;
    }
    place.user = state.visitor;
  }
  return place;
}

json::object describe(const Outcome& outcome) {
  constexpr std::array names{"waiting", "thinking", "answered", "failed"};
  json::object object{{"state", names[static_cast<std::size_t>(outcome.state)]},
                      {"type", outcome.answer_type},
                      {"ephemeral", outcome.ephemeral},
                      {"answered_after_us", outcome.answered_after.count()},
                      {"settled_after_us", outcome.settled_after.count()}};
  if (!outcome.json.empty()) object["message"] = json::parse(outcome.json);
  json::array choices;
  for (const auto& choice : outcome.choices) choices.push_back(json::string(choice.name.text));
  object["choices"] = std::move(choices);
  return object;
}

Task<io::ServerResponse> answer_outcome(State state, Result<Snowflake> interaction) {
  if (!interaction) co_return wrong(interaction.error().detail, status_of(interaction.error()));
  if (auto* pending = state->interactions.find(*interaction); pending && !pending->settled) {
    const auto settled = std::make_shared<io::Signal>(state->loop);
    pending->when_settled = [settled] { settled->set(); };
    co_await settled->wait(minutes{1});
  }
  co_return reply(200, describe(outcome_of(*state, *interaction)));
}

// {"count": 1000, "name": "Guild"}
Task<io::ServerResponse> add_guilds(State state, json::object body) {
  json::array ids;
  for (int i = 0; i < count_at(body, "count", 1); ++i) {
    auto& community = state->community;
    auto& guild = community.add_guild(
        fmt::format("{} {}", text_or(body, "name", "Guild"), community.guilds().size() + 1),
        text_or(body, "locale", "en-US"));
    guild.bot_permissions = permissions_at(body).value_or(usual_bot_permissions);
    const auto& channel = community.add_channel(guild, "general", 0, guild.bot_permissions);
    state->join(guild.id);
    ids.push_back(json::object{{"id", to_string(guild.id)}, {"channel", to_string(channel.id)}});
  }
  co_return reply(200, json::object{{"guilds", std::move(ids)}});
}

// {"line": "/match spirit"}, as typed at the prompt; a line that ends in "?" asks for suggestions.
Task<io::ServerResponse> type_line(State state, json::object body) {
  std::vector<discord::CommandSpec> offered;
  for (const auto& command : state->commands.all()) offered.push_back(command.spec);
  const auto typed = parse_prompt(text_or(body, "line", ""), offered);
  if (!typed) co_return wrong(typed.error().detail);
  const auto place = place_of(*state, body);
  if (const auto* call = std::get_if<TypedCommand>(&*typed)) {
    const auto type =
        call->suggest ? discord::InteractionType::autocomplete : discord::InteractionType::command;
    co_return co_await answer_outcome(state, state->slash(place, call->command, call->options, type));
  }
  co_return wrong("only commands can be typed here; see /sim/press");
}

// {"message": "…", "custom_id": "…", "values": ["…"]}; without a message the newest that the user sees.
Task<io::ServerResponse> press(State state, json::object body) {
  const auto place = place_of(*state, body);
  auto message = id_at(body, "message");
  if (!message) {
    const auto seen = seen_messages(*state, place.channel, place.user);
    if (!seen.empty()) message = seen.back().id;
  }
  std::vector<std::string> values;
  if (const auto* given = array_at(body, "values")) {
    for (const auto& value : *given) values.emplace_back(std::string_view(value.as_string()));
  }
  co_return co_await answer_outcome(state,
                                    state->choose(place, message, text_or(body, "custom_id", ""), values));
}

json::value percentile(const std::vector<std::chrono::microseconds>& ascending, double share) {
  if (ascending.empty()) return nullptr;
  const auto last = static_cast<double>(ascending.size() - 1);
  return ascending[static_cast<std::size_t>(last * share)].count();
}

// {"lines": ["/live", "/match spirit?"], "count": 10000, "at_once": 64}
Task<io::ServerResponse> burst(State state, json::object body) {
  std::vector<discord::CommandSpec> offered;
  for (const auto& command : state->commands.all()) offered.push_back(command.spec);
  std::vector<TypedCommand> lines;
  if (const auto* given = array_at(body, "lines")) {
    for (const auto& line : *given) {
      const auto typed = parse_prompt(std::string_view(line.as_string()), offered);
      if (!typed) co_return wrong(typed.error().detail);
      const auto* call = std::get_if<TypedCommand>(&*typed);
      if (!call) co_return wrong("a burst is of commands");
      lines.push_back(*call);
    }
  }
  if (lines.empty()) co_return wrong("a burst needs lines");
  const auto report = co_await send_burst(state, {.lines = std::move(lines),
                                                  .count = count_at(body, "count", 1),
                                                  .at_once = count_at(body, "at_once", 1)});
  const auto took = static_cast<double>(report.took.count()) / 1e6;
  co_return reply(200, json::object{{"answered", report.answered},
                                    {"failed", report.failed},
                                    {"seconds", took},
                                    {"per_second", took > 0 ? report.answered / took : 0.0},
                                    {"p50_us", percentile(report.latencies, 0.5)},
                                    {"p95_us", percentile(report.latencies, 0.95)},
                                    {"p99_us", percentile(report.latencies, 0.99)},
                                    {"max_us", percentile(report.latencies, 1)}});
}

// {"action": "close", "code": 4000}, or drop, reconnect, invalidate, invalidate_resumable, heartbeat,
// silence, speak, ignore (resumes, identifies).
Task<io::ServerResponse> trouble_gateway(State state, json::object body) {
  auto& gateway = *state->gateway;
  const auto action = text_or(body, "action", "");
  if (action == "close") {
    gateway.close_all(count_at(body, "code", 4000));
  } else if (action == "drop") {
    gateway.drop_all();
  } else if (action == "reconnect") {
    gateway.ask_to_reconnect();
  } else if (action == "invalidate" || action == "invalidate_resumable") {
    gateway.invalidate(action == "invalidate_resumable");
  } else if (action == "heartbeat") {
    gateway.ask_for_heartbeat();
  } else if (action == "silence" || action == "speak") {
    gateway.acknowledge_heartbeats(action == "speak");
  } else if (action == "ignore") {
    gateway.leave_unanswered(count_at(body, "resumes", 0), count_at(body, "identifies", 0));
  } else {
    co_return wrong("no such action");
  }
  co_return no_content();
}

// {"fault": "bad_gateway", "count": 3, "only": "/channels/"}
Task<io::ServerResponse> add_faults(State state, json::object body) {
  const auto fault = parse_fault(text_or(body, "fault", ""));
  if (!fault) co_return wrong("no such fault");
  state->faults.order(*fault, count_at(body, "count", 1), text_or(body, "only", ""));
  co_return no_content();
}

// {"shares": {"bad_gateway": 0.01, "lost_after_accept": 0.02}, "only": "/channels/", "seed": 7}
Task<io::ServerResponse> set_chaos(State state, json::object body) {
  Chaos chaos{.only = text_or(body, "only", ""),
              .seed = static_cast<std::uint64_t>(count_at(body, "seed", 1))};
  const auto* shares = object_at(body, "shares");
  for (const auto& [name, share] : shares ? *shares : json::object{}) {
    const auto fault = parse_fault(name);
    if (!fault || !share.is_number()) co_return wrong("shares: names of faults with numbers from 0 to 1");
    chaos.shares.emplace_back(*fault, share.to_number<double>());
  }
  state->faults.set_chaos(std::move(chaos));
  co_return no_content();
}

// {"guild": "…", "name": "news", "type": 5}
Task<io::ServerResponse> add_channel(State state, json::object body) {
  if (!state->community.find_guild(id_at(body, "guild"))) co_return wrong("no such guild", 404);
  const auto& channel = state->add_channel(
      id_at(body, "guild"), {.name = text_or(body, "name", "channel"),
                             .type = static_cast<discord::ChannelType>(count_at(body, "type", 0)),
                             .bot_permissions = permissions_at(body).value_or(usual_bot_permissions),
                             .requires_tag = flag_at(body, "requires_tag")});
  co_return reply(200, json::object{{"id", to_string(channel.id)}});
}

// {"channel": "…", "permissions": "1024"}
Task<io::ServerResponse> change(State state, json::object body) {
  auto& community = state->community;
  const auto permissions = permissions_at(body);
  if (auto* guild = community.find_guild(id_at(body, "guild")); guild && permissions)
    guild->bot_permissions = *permissions;
  if (auto* user = community.find_user(id_at(body, "user")))
    user->refuses_direct = flag_at(body, "refuses_direct");
  auto* channel = community.find_channel(id_at(body, "channel"));
  if (!channel) co_return body.contains("channel") ? wrong("no such channel", 404) : no_content();
  if (permissions) channel->bot_permissions = *permissions;
  channel->slow_mode = seconds{count_at(body, "slow_mode", static_cast<int>(channel->slow_mode.count()))};
  if (body.contains("archived")) channel->archived = flag_at(body, "archived");
  if (body.contains("locked")) channel->locked = flag_at(body, "locked");
  state->announce_change(*channel);
  co_return no_content();
}

// {"channel": "…"}, with "message" only that; {"guild": "…"}, with "event" only that.
Task<io::ServerResponse> remove(State state, json::object body) {
  const auto channel = id_at(body, "channel");
  const auto guild = id_at(body, "guild");
  if (const auto message = id_at(body, "message")) {
    state->community.remove_message(channel, message);
  } else if (const auto event = id_at(body, "event")) {
    auto* of = state->community.find_guild(guild);
    if (of) std::erase_if(of->events, [&](const Event& each) { return each.id == event; });
  } else if (channel) {
    state->remove_channel(channel);
  } else if (guild) {
    state->remove_guild(guild);
  }
  co_return no_content();
}

// {"after": 0, "count": 1000}: a page of the log, from that position on.
Task<io::ServerResponse> show_posted(State state, json::object body) {
  const auto& log = state->posted;
  const auto dropped = log.dropped();
  const auto end = dropped + log.messages().size();
  constexpr int page = 10'000;
  const auto only = id_at(body, "channel");
  auto position = std::max(dropped, static_cast<std::size_t>(std::max(0, count_at(body, "after", 0))));
  const auto count = static_cast<std::size_t>(std::clamp(count_at(body, "count", 1000), 1, page));
  json::array posted;
  for (; position < end && posted.size() < count; ++position) {
    const auto& each = log.messages()[position - dropped];
    if (only && each.channel != only) continue;
    posted.push_back(json::object{{"channel", to_string(each.channel)},
                                  {"id", to_string(each.id)},
                                  {"at", to_iso8601(each.at)},
                                  {"at_ms", unix_milliseconds(each.at)},
                                  {"nonce", each.nonce},
                                  {"digest", std::to_string(each.digest)},
                                  {"contents", each.contents}});
  }
  co_return reply(
      200,
      json::object{{"posted", std::move(posted)}, {"next", position}, {"total", end}, {"dropped", dropped}});
}

Task<io::ServerResponse> show_events(State state, json::object body) {
  auto* guild = state->community.find_guild(id_at(body, "guild"));
  if (!guild) co_return wrong("no such guild", 404);
  state->community.pass_time(*guild);
  json::array events;
  for (const auto& event : guild->events) events.push_back(to_json(event, guild->id));
  co_return reply(200, json::object{{"events", std::move(events)}});
}

Task<io::ServerResponse> show_statistics(State state, json::object) {
  const auto seen = statistics_of(*state);
  json::array violations;
  for (const auto& each : state->violations) violations.push_back(json::string(each));
  co_return reply(200, json::object{{"guilds", state->community.guilds().size()},
                                    {"commands", state->commands.all().size()},
                                    {"connected", state->gateway->connected()},
                                    {"requests", seen.requests},
                                    {"interactions", seen.interactions},
                                    {"failed_interactions", seen.failed_interactions},
                                    {"messages", seen.messages},
                                    {"refused", seen.refused},
                                    {"rate_limited", seen.rate_limited},
                                    {"invalid", seen.invalid},
                                    {"faults", seen.faults},
                                    {"repeats", seen.repeats},
                                    {"edits", seen.edits},
                                    {"crossposts", seen.crossposts},
                                    {"events", seen.events},
                                    {"identified", seen.gateway_identified},
                                    {"resumed", seen.gateway_resumed},
                                    {"gateway_faults", seen.gateway_faults},
                                    {"last_gateway_fault", seen.last_gateway_fault},
                                    {"heartbeats", seen.heartbeats},
                                    {"heartbeats_missed", seen.heartbeats_missed},
                                    {"violations", std::move(violations)}});
}

// What a user sees of a channel, as JSON and as text.
Task<io::ServerResponse> show_messages(State state, json::object body) {
  const auto place = place_of(*state, body);
  json::array messages;
  for (const auto& seen : seen_messages(*state, place.channel, place.user)) {
    messages.push_back(json::object{{"id", to_string(seen.id)},
                                    {"question", seen.question},
                                    {"asked_by", seen.asked_by},
                                    {"edits", seen.edits},
                                    {"message", json::parse(seen.json)},
                                    {"text", render_transcript(seen.json, {})}});
  }
  co_return reply(200, json::object{{"messages", std::move(messages)}});
}

Task<io::ServerResponse> show_requests(State state, json::object) {
  json::array requests;
  for (const auto& each : state->requests) {
    requests.push_back(json::object{
        {"method", each.method}, {"path", each.path}, {"body", each.body}, {"status", each.status}});
  }
  co_return reply(200, json::object{{"requests", std::move(requests)}});
}

struct ControlRoute {
  std::string_view path;
  Task<io::ServerResponse> (*handler)(State, json::object);
};

constexpr std::array control_routes{
    ControlRoute{"/sim/guilds", add_guilds},
    ControlRoute{"/sim/type", type_line},
    ControlRoute{"/sim/press", press},
    ControlRoute{"/sim/burst", burst},
    ControlRoute{"/sim/gateway", trouble_gateway},
    ControlRoute{"/sim/channels", add_channel},
    ControlRoute{"/sim/change", change},
    ControlRoute{"/sim/remove", remove},
    ControlRoute{"/sim/faults", add_faults},
    ControlRoute{"/sim/chaos", set_chaos},
    ControlRoute{"/sim/posted", show_posted},
    ControlRoute{"/sim/events", show_events},
    ControlRoute{"/sim/statistics", show_statistics},
    ControlRoute{"/sim/messages", show_messages},
    ControlRoute{"/sim/requests", show_requests},
};

}  // namespace

Task<io::ServerResponse> answer_control(std::shared_ptr<DiscordState> state, io::ServerRequest request) {
  const auto query = parse_query(request.target);
  const auto route = std::ranges::find(control_routes, query.path, &ControlRoute::path);
  if (route == control_routes.end()) co_return wrong("nothing is here", 404);
  json::object body;
  if (!request.body.empty()) {
    boost::system::error_code error;
    const auto parsed = json::parse(request.body, error);
    if (error || !parsed.is_object()) co_return wrong("the body is no JSON object");
    body = parsed.get_object();
  }
  // In the address as well, for those who ask by hand.
  for (const auto& [key, value] : query.parameters) body[key] = value;
  co_return co_await route->handler(std::move(state), std::move(body));
}

}  // namespace cs2::sim
