// Routes by which a bot answers an interaction.
#include <boost/json/array.hpp>

#include "base/limits/discord.hpp"
#include "sim/discord/internal/state.hpp"

namespace cs2::sim {
namespace {

using discord::InteractionType;
using discord::to_string;

namespace answer {
constexpr std::int64_t message = 4, later = 5, update_later = 6, update = 7, choices = 8, modal = 9;
}

constexpr std::string_view original = "@original";

bool fits(InteractionType asked, std::int64_t answered) {
  switch (answered) {
    case answer::message:
    case answer::later:
      return asked == InteractionType::command || asked == InteractionType::component ||
             asked == InteractionType::modal;
    case answer::update_later:
    case answer::update:
      return asked == InteractionType::component || asked == InteractionType::modal;
    case answer::choices:
      return asked == InteractionType::autocomplete;
    case answer::modal:
      return asked == InteractionType::command || asked == InteractionType::component;
    default:
      return false;
  }
}

Refusal wrong_type() {
  FormErrors errors;
  errors.add("type", "INTERACTION_RESPONSE_TYPE_INVALID",
             "This type of answer does not fit the interaction.");
  return *errors.refusal();
}

json::object callback_answer(DiscordState& state, const PendingInteraction& pending, const Message* message) {
  json::object interaction{{"id", to_string(pending.id)}, {"type", static_cast<int>(pending.type)}};
  json::object resource{{"type", pending.answer_type}};
  if (message) {
    interaction["response_message_id"] = to_string(message->id);
    interaction["response_message_loading"] = (message->flags & flag::loading) != 0;
    interaction["response_message_ephemeral"] = pending.ephemeral;
    resource["message"] = to_json(*message, state.community.bot());
  }
  return {{"interaction", std::move(interaction)}, {"resource", std::move(resource)}};
}

// The body's `data`; large answers are moved, not copied.
json::object take_data(Call& call) {
  auto* data = call.body.get_object().if_contains("data");
  return data && data->is_object() ? std::move(data->get_object()) : json::object{};
}

// Carries out the first answer; the message that it made or changed, if any.
std::expected<Message*, Refusal> carry_out(DiscordState& state, PendingInteraction& pending, Channel& channel,
                                           std::int64_t type, json::object data, Call& call) {
  if (type == answer::choices) {
    if (const auto refused = check_choices(data)) return std::unexpected(*refused);
    pending.choices = read_choices(data);
    return nullptr;
  }
  if (type == answer::modal) {
    if (const auto refused = check_modal(data)) return std::unexpected(*refused);
    pending.modal = std::move(data);
    return nullptr;
  }
  if (type == answer::later) {
    const auto flags = integer_at(data, "flags").value_or(0) & flag::ephemeral;
    auto& thinking = state.post_answer(channel, pending, {{"flags", flags | flag::loading}}, call);
    return &thinking;
  }
  if (type == answer::message) {
    if (const auto refused = check_message(data, MessageUse::answer, call.files.size()))
      return std::unexpected(*refused);
    return &state.post_answer(channel, pending, std::move(data), call);
  }
  auto* source = state.community.find_message(channel.id, pending.on_message);
  if (!source) return std::unexpected(refusals::unknown_message());
  if (type == answer::update) {
    Call edit{.request = call.request, .query = {}, .captured = {}, .body = data, .files = call.files};
    edit.file_bytes = call.file_bytes;
    if (const auto refused = apply_edit(state, *source, edit, MessageUse::answer_edit))
      return std::unexpected(*refused);
  }
  return source;
}

// The interaction whose token stands in the path, or why not.
std::expected<PendingInteraction*, Refusal> find_answered(DiscordState& state, const Call& call) {
  if (call.captured[0] != to_string(state.application)) return std::unexpected(refusals::unknown_webhook());
  auto* pending = state.interactions.find_by_token(call.captured[1]);
  if (!pending) return std::unexpected(refusals::invalid_webhook_token());
  // Before the first answer there is no webhook to speak of.
  if (pending->answer_type == 0) return std::unexpected(refusals::unknown_webhook());
  return pending;
}

Message* find_answer(DiscordState& state, const PendingInteraction& pending, const Call& call) {
  if (call.captured[2] == original) return state.community.find_message(pending.channel, pending.message);
  const auto id = discord::parse_snowflake(call.captured[2]);
  return id ? state.community.find_message(pending.channel, *id) : nullptr;
}

}  // namespace

io::ServerResponse route::callback(DiscordState& state, Call& call) {
  const auto id = discord::parse_snowflake(call.captured[0]);
  auto* pending = id ? state.interactions.find(*id) : nullptr;
  if (!pending || pending->token != call.captured[1]) return refuse(refusals::unknown_interaction());
  if (pending->answer_type != 0) return refuse(refusals::already_acknowledged());
  if (pending->failed || pending->sent_at + limits::interaction_answer_max < state.clock.now()) {
    return refuse(refusals::unknown_interaction());
  }
  const auto* body = call.body.if_object();
  const auto type = body ? integer_at(*body, "type").value_or(0) : 0;
  if (!body || !fits(pending->type, type)) return refuse(wrong_type());

  auto* channel = state.community.find_channel(pending->channel);
  if (!channel) return refuse(refusals::unknown_channel());
  auto message = carry_out(state, *pending, *channel, type, take_data(call), call);
  if (!message) return refuse(message.error());

  pending->answer_type = static_cast<int>(type);
  const auto passed = std::chrono::steady_clock::now() - pending->sent;
  pending->answered_after = std::chrono::duration_cast<std::chrono::microseconds>(passed);
  if (*message) {
    pending->message = (*message)->id;
    pending->ephemeral = static_cast<bool>((*message)->only_for);
  }
  const bool with_response = call.query.is_true("with_response");
  auto response = with_response ? reply(200, callback_answer(state, *pending, *message)) : no_content();
  // A bot that acknowledged a button without more has done its duty; "thinking" has still to become an
  // answer.
  if (type != answer::later) pending->settle();
  return response;
}

io::ServerResponse route::follow_up(DiscordState& state, Call& call) {
  const auto pending = find_answered(state, call);
  if (!pending) return refuse(pending.error());
  const auto* body = call.body.if_object();
  auto* channel = state.community.find_channel((*pending)->channel);
  if (!body) return refuse(refusals::invalid_json());
  if (!channel) return refuse(refusals::unknown_channel());
  if (const auto refused = check_message(*body, MessageUse::follow_up, call.files.size()))
    return refuse(*refused);
  const auto& message = state.post_answer(*channel, **pending, *body, call);
  return reply(200, to_json(message, state.community.bot()));
}

io::ServerResponse route::get_answer(DiscordState& state, Call& call) {
  const auto pending = find_answered(state, call);
  if (!pending) return refuse(pending.error());
  const auto* message = find_answer(state, **pending, call);
  if (!message) return refuse(refusals::unknown_message());
  return reply(200, to_json(*message, state.community.bot()));
}

io::ServerResponse route::edit_answer(DiscordState& state, Call& call) {
  const auto pending = find_answered(state, call);
  if (!pending) return refuse(pending.error());
  auto* message = find_answer(state, **pending, call);
  if (!message) return refuse(refusals::unknown_message());
  const bool thinking = (message->flags & flag::loading) != 0;
  if (const auto refused = apply_edit(state, *message, call, MessageUse::answer_edit))
    return refuse(*refused);
  if (thinking) message->edits = 0;  // the first thing that it says is no correction
  auto response = reply(200, to_json(*message, state.community.bot()));
  (*pending)->settle();
  return response;
}

io::ServerResponse route::delete_answer(DiscordState& state, Call& call) {
  const auto pending = find_answered(state, call);
  if (!pending) return refuse(pending.error());
  const auto* message = find_answer(state, **pending, call);
  if (!message) return refuse(refusals::unknown_message());
  state.community.remove_message(message->channel, message->id);
  (*pending)->settle();
  return no_content();
}

}  // namespace cs2::sim
