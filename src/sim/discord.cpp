#include "sim/discord.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <cassert>

#include "base/digest.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "sim/discord_state.hpp"

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;
using discord::InteractionType;
using discord::to_string;

constexpr milliseconds sweep_interval = 100ms;

std::string base64url(std::string_view bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char byte : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(byte);
    for (count += 8; count >= 6; count -= 6) text += alphabet[(bits >> (count - 6)) & 0x3F];
  }
  if (count > 0) text += alphabet[(bits << (6 - count)) & 0x3F];
  return text;
}

// Ends interactions that nobody answered in time.
Task<void> sweep(std::weak_ptr<DiscordState> watched, io::Loop& loop) {
  while (true) {
    co_await loop.sleep(sweep_interval);
    const auto state = watched.lock();
    if (!state || state->stopped) co_return;
    state->interactions.sweep();
  }
}

Task<io::ServerResponse> answer(std::shared_ptr<DiscordState> state, io::ServerRequest request) {
  if (request.target.starts_with("/sim/")) return answer_control(std::move(state), std::move(request));
  return answer_api(std::move(state), std::move(request));
}

// Keeps the state alive as long as the connection.
Task<void> serve_gateway(std::shared_ptr<DiscordState> state, io::ServerRequest request,
                         std::unique_ptr<io::WebSocket> socket) {
  co_await state->gateway->serve(std::move(request), std::move(socket));
}

const json::object* find_component(const json::array& components, std::string_view custom_id) {
  for (const auto& each : components) {
    const auto* component = each.if_object();
    if (!component) continue;
    const auto* id = text_at(*component, "custom_id");
    if (id && *id == custom_id) return component;
    if (const auto* nested = array_at(*component, "components")) {
      if (const auto* found = find_component(*nested, custom_id)) return found;
    }
    if (const auto* accessory = object_at(*component, "accessory")) {
      const auto* accessory_id = text_at(*accessory, "custom_id");
      if (accessory_id && *accessory_id == custom_id) return accessory;
    }
  }
  return nullptr;
}

std::string question_text(std::string_view command, const std::vector<discord::GivenOption>& options) {
  auto text = fmt::format("/{}", command);
  for (const auto& option : options) {
    text += fmt::format(" {}:", option.name);
    std::visit(
        [&]<class T>(const T& value) {
          if constexpr (std::is_same_v<T, Snowflake>) {
            text += to_string(value);
          } else {
            text += fmt::format("{}", value);
          }
        },
        option.value);
  }
  return text;
}

}  // namespace

std::string make_bot_token(Snowflake application) {
  const auto noise = hex(random_bits()) + hex(random_bits()) + hex(random_bits());
  return base64url(to_string(application)) + '.' + base64url(noise.substr(0, 4)) + '.' +
         base64url(noise).substr(0, 38);
}

DiscordState::DiscordState(io::Loop& event_loop, const Clock& time, DiscordSettings wishes)
    : loop(event_loop),
      clock(time),
      settings(std::move(wishes)),
      application(discord::snowflake_at(time.now() - days{100})),
      // Guilds are a year old, so that the ids of what happens now never meet theirs.
      community(time, time.now() - days{365}, settings.messages_kept),
      commands(application, [this] { return community.new_id(); }),
      interactions(time),
      limits(settings.requests_per_second, settings.invalid_requests_max),
      trouble(settings.chaos),
      posted(settings.messages_logged, settings.log_contents),
      nonces(settings.nonce_window) {
  community.set_bot({.id = application, .name = "CS2ResultsBot"});
}

Channel& DiscordState::add_channel(Snowflake id, NewChannel wish) {
  auto* guild = community.find_guild(id);
  assert(guild && "a guild that exists");
  auto& channel =
      community.add_channel(*guild, std::move(wish.name), static_cast<int>(wish.type), wish.bot_permissions);
  channel.tags = std::move(wish.tags);
  channel.requires_tag = wish.requires_tag;
  gateway->dispatch(id, "CHANNEL_CREATE", json::serialize(to_json(channel, community, clock.now())));
  return channel;
}

void DiscordState::tell_of_change(const Channel& channel) {
  gateway->dispatch(channel.guild, channel.is_thread() ? "THREAD_UPDATE" : "CHANNEL_UPDATE",
                    json::serialize(to_json(channel, community, clock.now())));
}

void DiscordState::remove_channel(Snowflake id) {
  const auto* channel = community.find_channel(id);
  if (!channel) return;
  const auto guild = channel->guild;
  const auto* what = channel->is_thread() ? "THREAD_DELETE" : "CHANNEL_DELETE";
  const auto data = json::serialize(to_json(*channel, community, clock.now()));
  community.remove_channel(id);
  gateway->dispatch(guild, what, data);
}

void DiscordState::remove_guild(Snowflake guild) {
  community.remove_guild(guild);
  gateway->dispatch(guild, "GUILD_DELETE", fmt::format(R"({{"id":"{}"}})", guild.value));
}

bool DiscordState::join(Snowflake guild) {
  return gateway->dispatch_guild_create(guild);
}

Message& DiscordState::post(Channel& channel, Message message) {
  ++statistics.messages;
  auto contents = json::serialize(message.body);
  auto& made = community.post(channel, std::move(message));
  posted.add({.channel = channel.id, .id = made.id, .at = made.sent_at, .nonce = made.nonce},
             std::move(contents));
  return made;
}

Message& DiscordState::post_answer(Channel& channel, const PendingInteraction& interaction, json::object body,
                                   const Call& call) {
  const auto flags = integer_at(body, "flags").value_or(0);
  auto attachments = attachments_of(body, {}, call, *this);
  body["attachments"] = std::move(attachments);
  ++statistics.messages;
  return community.post(channel, {.id = {},
                                  .channel = channel.id,
                                  .author = community.bot().id,
                                  .body = std::move(body),
                                  .flags = flags,
                                  .only_for = (flags & flag::ephemeral) != 0 ? interaction.user : Snowflake{},
                                  .asked_by = interaction.user,
                                  .question = interaction.question,
                                  .nonce = {}});
}

Result<Snowflake> DiscordState::interact(Place place, PendingInteraction interaction, const std::string& data,
                                         const Message* on_message) {
  const auto* user = community.find_user(place.user);
  const auto* channel = community.find_channel(place.channel);
  if (!user || !channel) return fail(ErrorKind::not_found, "no such user or channel");
  interaction.user = place.user;
  interaction.channel = place.channel;
  const auto& opened = interactions.open(community.new_id(), std::move(interaction));
  const auto message = on_message ? to_json(*on_message, community.bot()) : json::object{};
  const auto payload =
      interaction_payload(opened, application, *user, *channel, community.find_guild(channel->guild), data,
                          on_message ? &message : nullptr);
  ++statistics.interactions;
  if (!gateway->dispatch(channel->guild, "INTERACTION_CREATE", payload)) {
    return fail(ErrorKind::unavailable, "no bot is connected");
  }
  return opened.id;
}

Result<Snowflake> DiscordState::slash(Place place, std::string_view name,
                                      const std::vector<discord::GivenOption>& options,
                                      InteractionType type) {
  const auto space = std::min(name.find(' '), name.size());
  const auto* command = commands.find(name.substr(0, space));
  if (!command) return fail(ErrorKind::not_found, "no command is called {}", name);
  const auto data = command_data(*command, trim(name.substr(space)), options, community);
  if (!data) return failed(data);
  PendingInteraction interaction{.id = {}, .token = {}, .type = type};
  if (type == InteractionType::command) interaction.question = question_text(name, options);
  return interact(place, std::move(interaction), *data, nullptr);
}

Result<Snowflake> DiscordState::choose(Place place, Snowflake message_id, std::string_view custom_id,
                                       const std::vector<std::string>& values) {
  const auto* message = community.find_message(place.channel, message_id);
  if (!message || (message->only_for && message->only_for != place.user)) {
    return fail(ErrorKind::not_found, "this user sees no such message");
  }
  const auto* components = array_at(message->body, "components");
  const auto* component = components ? find_component(*components, custom_id) : nullptr;
  if (!component) return invalid("the message has no component {}", custom_id);
  if (flag_at(*component, "disabled")) return invalid("the component {} is disabled", custom_id);
  json::object data{{"custom_id", custom_id}, {"component_type", component->at("type")}};
  if (!values.empty()) data["values"] = json::array(values.begin(), values.end());
  PendingInteraction interaction{.id = {},
                                 .token = {},
                                 .type = InteractionType::component,
                                 .user = {},
                                 .channel = {},
                                 .on_message = message_id};
  return interact(place, std::move(interaction), json::serialize(data), message);
}

Outcome outcome_of(DiscordState& state, Snowflake id) {
  Outcome outcome;
  const auto* pending = state.interactions.find(id);
  if (!pending) {
    outcome.state = Outcome::State::failed;
    return outcome;
  }
  outcome.answer_type = pending->answer_type;
  outcome.ephemeral = pending->ephemeral;
  outcome.message = pending->message;
  outcome.choices = pending->choices;
  outcome.answered_after = pending->answered_after;
  outcome.settled_after = pending->settled_after;
  outcome.state = pending->failed             ? Outcome::State::failed
                  : pending->settled          ? Outcome::State::answered
                  : pending->answer_type != 0 ? Outcome::State::thinking
                                              : Outcome::State::waiting;
  if (const auto* message = state.community.find_message(pending->channel, pending->message)) {
    outcome.json = json::serialize(to_json(*message, state.community.bot()));
  }
  return outcome;
}

std::vector<SeenMessage> seen_messages(DiscordState& state, Snowflake id, Snowflake viewer) {
  std::vector<SeenMessage> seen;
  const auto* channel = state.community.find_channel(id);
  if (!channel) return seen;
  for (const auto& message : channel->messages) {
    if (message.only_for && message.only_for != viewer) continue;
    const auto* asker = state.community.find_user(message.asked_by);
    seen.push_back({.id = message.id,
                    .json = json::serialize(to_json(message, state.community.bot())),
                    .question = message.question,
                    .asked_by = asker ? asker->name : std::string(),
                    .sent_at = message.sent_at,
                    .edits = message.edits});
  }
  return seen;
}

struct Discord::Hold {
  std::shared_ptr<DiscordState> state;
  std::unique_ptr<io::Server> server;
};

Discord::Discord(std::unique_ptr<Hold> hold) : hold_(std::move(hold)) {}

Discord::~Discord() {
  hold_->state->stopped = true;
  hold_->state->gateway->drop_all();
}

Result<std::unique_ptr<Discord>> Discord::start(io::Loop& loop, const Clock& clock,
                                                DiscordSettings settings) {
  auto state = std::make_shared<DiscordState>(loop, clock, std::move(settings));
  if (state->settings.token.empty()) state->settings.token = make_bot_token(state->application);
  if (!state->settings.openapi_path.empty()) {
    auto schema = Schema::load(state->settings.openapi_path);
    if (!schema) return failed(schema);
    state->schema.emplace(std::move(*schema));
  }
  state->gateway = std::make_shared<GatewayServer>(
      loop, clock, state->community,
      GatewayRules{.token = state->settings.token,
                   .application = state->application,
                   .resume_url = {},
                   .heartbeat_interval = state->settings.heartbeat_interval,
                   .guilds_per_shard_max = state->settings.guilds_per_shard_max,
                   .max_concurrency = state->settings.max_concurrency,
                   .session_starts = state->settings.session_starts,
                   .guild_bytes = state->settings.guild_bytes});
  auto server = io::listen(
      loop, state->settings.address,
      [state](io::ServerRequest request) { return answer(state, std::move(request)); },
      [state](io::ServerRequest request, std::unique_ptr<io::WebSocket> socket) {
        return serve_gateway(state, std::move(request), std::move(socket));
      });
  if (!server) return failed(server);
  state->host = fmt::format("127.0.0.1:{}", (*server)->port());
  state->gateway->set_resume_url(fmt::format("ws://{}/resume", state->host));
  loop.spawn("sim: sweep", sweep(state, loop));
  return std::unique_ptr<Discord>(
      new Discord(std::make_unique<Hold>(Hold{.state = std::move(state), .server = std::move(*server)})));
}

std::string Discord::api_base_url() const {
  return fmt::format("http://{}/api/v10", hold_->state->host);
}
std::string Discord::control_url() const {
  return fmt::format("http://{}/sim", hold_->state->host);
}
const std::string& Discord::token() const {
  return hold_->state->settings.token;
}
Snowflake Discord::application_id() const {
  return hold_->state->application;
}

Snowflake Discord::add_user(NewUser user) {
  auto& added =
      hold_->state->community.add_user(std::move(user.name), std::move(user.locale), user.permissions);
  added.refuses_direct = user.refuses_direct;
  return added.id;
}

void Discord::give_role(Snowflake id, Snowflake role) {
  auto* user = hold_->state->community.find_user(id);
  assert(user && "a user that exists");
  user->roles.push_back(role);
}

Snowflake Discord::add_guild(NewGuild wish) {
  auto& community = hold_->state->community;
  auto& guild = community.add_guild(std::move(wish.name), std::move(wish.locale), community.new_id());
  guild.bot_permissions = wish.bot_permissions;
  community.add_channel(guild, "general", 0, wish.bot_permissions);
  hold_->state->join(guild.id);
  return guild.id;
}

Snowflake Discord::add_channel(Snowflake id, std::string name, std::uint64_t bot_permissions) {
  return add_channel(id, NewChannel{.name = std::move(name), .bot_permissions = bot_permissions});
}

Snowflake Discord::add_channel(Snowflake id, NewChannel wish) {
  return hold_->state->add_channel(id, std::move(wish)).id;
}

void Discord::remove_channel(Snowflake id) {
  hold_->state->remove_channel(id);
}

void Discord::set_bot_permissions(Snowflake id, std::uint64_t permissions) {
  auto* channel = hold_->state->community.find_channel(id);
  assert(channel && "a channel that exists");
  channel->bot_permissions = permissions;
  hold_->state->tell_of_change(*channel);
}

void Discord::set_guild_permissions(Snowflake id, std::uint64_t permissions) {
  auto* guild = hold_->state->community.find_guild(id);
  assert(guild && "a guild that exists");
  guild->bot_permissions = permissions;
}

void Discord::set_refuses_direct(Snowflake id, bool refuses) {
  auto* user = hold_->state->community.find_user(id);
  assert(user && "a user that exists");
  user->refuses_direct = refuses;
}

void Discord::set_slow_mode(Snowflake id, seconds pause) {
  auto* channel = hold_->state->community.find_channel(id);
  assert(channel && "a channel that exists");
  channel->slow_mode = pause;
  hold_->state->tell_of_change(*channel);
}

void Discord::set_thread(Snowflake id, bool archived, bool locked) {
  auto* thread = hold_->state->community.find_channel(id);
  assert(thread && thread->is_thread() && "a thread that exists");
  thread->archived = archived;
  thread->locked = locked;
  if (!archived) thread->active_at = hold_->state->clock.now();
  hold_->state->tell_of_change(*thread);
}

void Discord::remove_message(Snowflake channel, Snowflake message) {
  hold_->state->community.remove_message(channel, message);
}

void Discord::remove_event(Snowflake id, Snowflake event) {
  auto* guild = hold_->state->community.find_guild(id);
  assert(guild && "a guild that exists");
  std::erase_if(guild->events, [&](const Event& each) { return each.id == event; });
}

void Discord::remove_guild(Snowflake guild) {
  hold_->state->remove_guild(guild);
}

void Discord::set_outage(Snowflake id, bool away) {
  auto* guild = hold_->state->community.find_guild(id);
  assert(guild && "a guild that exists");
  guild->unavailable = away;
  if (away) {
    hold_->state->gateway->dispatch(id, "GUILD_DELETE",
                                    fmt::format(R"({{"id":"{}","unavailable":true}})", id.value));
  } else {
    hold_->state->gateway->dispatch_guild_create(id);
  }
}

const std::vector<Snowflake>& Discord::guilds() const {
  return hold_->state->community.guilds();
}

std::vector<Snowflake> Discord::channels(Snowflake id) const {
  const auto* guild = hold_->state->community.find_guild(id);
  return guild ? guild->channels : std::vector<Snowflake>{};
}

Result<Snowflake> Discord::slash(Place place, std::string_view command,
                                 const std::vector<discord::GivenOption>& options) {
  return hold_->state->slash(place, command, options, InteractionType::command);
}

Result<Snowflake> Discord::autocomplete(Place place, std::string_view command,
                                        const std::vector<discord::GivenOption>& options) {
  return hold_->state->slash(place, command, options, InteractionType::autocomplete);
}

Result<Snowflake> Discord::press(Place place, Snowflake message, std::string_view custom_id) {
  return choose(place, message, custom_id, {});
}

Result<Snowflake> Discord::choose(Place place, Snowflake message, std::string_view custom_id,
                                  const std::vector<std::string>& values) {
  return hold_->state->choose(place, message, custom_id, values);
}

Task<Outcome> Discord::outcome(Snowflake interaction, milliseconds at_most) {
  const auto state = hold_->state;
  if (auto* pending = state->interactions.find(interaction); pending && !pending->settled) {
    const auto settled = std::make_shared<io::Signal>(state->loop);
    pending->when_settled = [settled] { settled->set(); };
    co_await settled->wait(at_most);
  }
  co_return outcome_of(*state, interaction);
}

Outcome Discord::outcome_now(Snowflake interaction) const {
  return outcome_of(*hold_->state, interaction);
}

Task<BurstReport> Discord::send(Burst burst) {
  return send_burst(hold_->state, std::move(burst));
}

std::vector<RegisteredCommand> Discord::commands() const {
  std::vector<RegisteredCommand> offered;
  for (const auto& command : hold_->state->commands.all()) offered.push_back({command.id, command.spec});
  return offered;
}

std::vector<SeenMessage> Discord::messages(Snowflake channel, Snowflake viewer) const {
  return seen_messages(*hold_->state, channel, viewer);
}

std::vector<discord::ListedEvent> Discord::events(Snowflake id) const {
  std::vector<discord::ListedEvent> listed;
  auto* guild = hold_->state->community.find_guild(id);
  if (!guild) return listed;
  hold_->state->community.pass_time(*guild);
  for (const auto& event : guild->events) {
    if (event.is_over()) continue;
    listed.push_back({.id = event.id,
                      .status = static_cast<discord::EventStatus>(event.status),
                      .creator = event.creator,
                      .event = {.name = event.name,
                                .description = event.description,
                                .location = event.location,
                                .starts_at = event.starts_at,
                                .ends_at = event.ends_at}});
  }
  return listed;
}

std::optional<discord::Channel> Discord::find_channel(Snowflake id) const {
  const auto& state = *hold_->state;
  const auto* channel = hold_->state->community.find_channel(id);
  if (!channel) return std::nullopt;
  return discord::Channel{.id = id,
                          .type = static_cast<discord::ChannelType>(channel->type),
                          .guild = channel->guild,
                          .parent = channel->parent,
                          .name = channel->name,
                          .tags = channel->tags,
                          .requires_tag = channel->requires_tag,
                          .archived = channel->is_archived(state.clock.now()),
                          .locked = channel->locked};
}

const std::deque<PostedMessage>& Discord::posted() const {
  return hold_->state->posted.messages();
}

void Discord::fail_next(Fault fault, int requests) {
  hold_->state->trouble.order(fault, requests);
}
void Discord::set_chaos(Chaos chaos) {
  hold_->state->trouble.set_chaos(std::move(chaos));
}

void Discord::close_gateway(int code) {
  hold_->state->gateway->close_all(code);
}
void Discord::drop_gateway() {
  hold_->state->gateway->drop_all();
}
void Discord::ask_to_reconnect() {
  hold_->state->gateway->ask_to_reconnect();
}
void Discord::invalidate_sessions(bool resumable) {
  hold_->state->gateway->invalidate(resumable);
}
void Discord::ask_for_heartbeat() {
  hold_->state->gateway->ask_for_heartbeat();
}
void Discord::acknowledge_heartbeats(bool acknowledge) {
  hold_->state->gateway->acknowledge_heartbeats(acknowledge);
}
void Discord::set_heartbeat_interval(milliseconds interval) {
  hold_->state->gateway->set_heartbeat_interval(interval);
}

bool Discord::connected() const {
  return hold_->state->gateway->connected();
}
Statistics Discord::statistics() const {
  return statistics_of(*hold_->state);
}
const std::vector<LoggedRequest>& Discord::requests() const {
  return hold_->state->requests;
}
const std::vector<std::string>& Discord::violations() const {
  return hold_->state->violations;
}

Statistics statistics_of(const DiscordState& state) {
  auto statistics = state.statistics;
  const auto& gateway = state.gateway->counts();
  statistics.gateway_identified = gateway.identified;
  statistics.gateway_resumed = gateway.resumed;
  statistics.gateway_faults = gateway.closed_for_a_fault;
  statistics.last_gateway_fault = gateway.last_fault;
  statistics.heartbeats = gateway.heartbeats;
  statistics.heartbeats_missed = gateway.heartbeats_missed;
  statistics.failed_interactions = state.interactions.failed();
  return statistics;
}

}  // namespace cs2::sim
