#include "sim/discord/internal/state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cassert>

#include "base/text.hpp"

namespace cs2::sim {
namespace {

using discord::InteractionType;
using discord::to_string;

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

DiscordState::DiscordState(io::Loop& loop, const Clock& clock, const DiscordSettings& settings)
    : loop(loop),
      clock(clock),
      settings(settings),
      application(discord::snowflake_at(clock.now() - days{100})),
      // Guilds are a year old, so that the ids of what happens now never meet theirs.
      community(clock, clock.now() - days{365}, settings.messages_kept),
      commands(application, [this] { return community.new_id(); }),
      interactions(clock),
      limits(settings.requests_per_second, settings.invalid_requests_max),
      faults(settings.chaos),
      posted(settings.messages_logged, settings.log_contents),
      nonces(settings.nonce_window) {
  community.set_bot({.id = application, .name = "CS2ResultsBot"});
}

Channel& DiscordState::add_channel(Snowflake id, NewChannel spec) {
  auto* guild = community.find_guild(id);
  assert(guild && "a guild that exists");
  auto& channel =
      community.add_channel(*guild, std::move(spec.name), static_cast<int>(spec.type), spec.bot_permissions);
  channel.tags = std::move(spec.tags);
  channel.requires_tag = spec.requires_tag;
  gateway->dispatch(id, "CHANNEL_CREATE", json::serialize(to_json(channel, community, clock.now())));
  return channel;
}

void DiscordState::announce_change(const Channel& channel) {
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

Result<Snowflake> DiscordState::interact(Location place, PendingInteraction interaction,
                                         const std::string& data, const Message* on_message) {
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

Result<Snowflake> DiscordState::slash(Location place, std::string_view name,
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

Result<Snowflake> DiscordState::choose(Location place, Snowflake message_id, std::string_view custom_id,
                                       const std::vector<std::string>& values) {
  const auto* message = community.find_message(place.channel, message_id);
  if (!message || (message->only_for && message->only_for != place.user)) {
    return fail(ErrorKind::not_found, "this user sees no such message");
  }
  const auto* components = array_at(message->body, "components");
  const auto* component = components ? find_component(*components, custom_id) : nullptr;
  if (!component) return invalid("the message has no component {}", custom_id);
  if (flag_at(*component, "disabled")) return invalid("the component {} is disabled", custom_id);
  const auto* channel = community.find_channel(place.channel);
  const auto data =
      component_data(*component, custom_id, values, channel ? channel->guild : Snowflake{}, community);
  if (!data) return failed(data);
  PendingInteraction interaction{.id = {},
                                 .token = {},
                                 .type = InteractionType::component,
                                 .user = {},
                                 .channel = {},
                                 .on_message = message_id};
  return interact(place, std::move(interaction), *data, message);
}

Result<Snowflake> DiscordState::submit(Location place, Snowflake id, std::string_view answers) {
  auto* pending = interactions.find(id);
  if (!pending || pending->modal.empty() || pending->user != place.user || pending->channel != place.channel)
    return fail(ErrorKind::not_found, "this user sees no such modal");
  boost::system::error_code error;
  const auto given = json::parse(answers, error);
  if (error || !given.is_array()) return invalid("the answers are no JSON array");
  const auto* channel = community.find_channel(place.channel);
  const auto data =
      modal_data(pending->modal, given.get_array(), channel ? channel->guild : Snowflake{}, community);
  if (!data) return failed(data);
  pending->modal.clear();
  const auto on_message = pending->on_message;
  PendingInteraction interaction{.id = {},
                                 .token = {},
                                 .type = InteractionType::modal,
                                 .user = {},
                                 .channel = {},
                                 .on_message = on_message,
                                 .question = pending->question};
  return interact(place, std::move(interaction), *data, community.find_message(place.channel, on_message));
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
  if (!pending->modal.empty()) outcome.modal = json::serialize(pending->modal);
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
