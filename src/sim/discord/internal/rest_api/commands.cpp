// Routes about application commands.
#include "sim/discord/internal/state.hpp"

namespace cs2::sim {
namespace {

bool is_ours(const DiscordState& state, const Call& call) {
  return call.captured[0] == discord::to_string(state.application);
}

Refusal not_ours() {
  return {403, 20012, "You are not authorized to perform this action on this application"};
}

// Lists are given without them unless asked for.
void leave_out_translations(json::value& value) {
  if (auto* array = value.if_array()) {
    for (auto& each : *array) leave_out_translations(each);
  } else if (auto* object = value.if_object()) {
    object->erase("name_localizations");
    object->erase("description_localizations");
    for (auto& [key, each] : *object) leave_out_translations(each);
  }
}

std::optional<Snowflake> command_id(const Call& call) {
  return discord::parse_snowflake(call.captured[1]);
}

}  // namespace

io::ServerResponse route::list_commands(DiscordState& state, Call& call) {
  if (!is_ours(state, call)) return refuse(not_ours());
  auto commands = state.commands.to_json();
  if (call.query.value("with_localizations") != "true") {
    for (auto& command : commands) leave_out_translations(command);
  }
  return reply(200, std::move(commands));
}

io::ServerResponse route::overwrite_commands(DiscordState& state, Call& call) {
  if (!is_ours(state, call)) return refuse(not_ours());
  const auto* commands = call.body.if_array();
  if (!commands) return refuse(refusals::invalid_json());
  if (const auto refused = state.commands.overwrite(*commands, state.clock.now())) return refuse(*refused);
  return reply(200, state.commands.to_json());
}

io::ServerResponse route::create_command(DiscordState& state, Call& call) {
  if (!is_ours(state, call)) return refuse(not_ours());
  const auto* command = call.body.if_object();
  if (!command) return refuse(refusals::invalid_json());
  const auto upserted = state.commands.upsert(*command, state.clock.now());
  if (!upserted) return refuse(upserted.error());
  return reply(upserted->created ? 201 : 200, upserted->command->body);
}

io::ServerResponse route::get_command(DiscordState& state, Call& call) {
  if (!is_ours(state, call)) return refuse(not_ours());
  const auto id = command_id(call);
  const auto* command = id ? state.commands.find(*id) : nullptr;
  if (!command) return refuse(refusals::unknown_command());
  return reply(200, command->body);
}

io::ServerResponse route::edit_command(DiscordState& state, Call& call) {
  if (!is_ours(state, call)) return refuse(not_ours());
  const auto id = command_id(call);
  const auto* changes = call.body.if_object();
  if (!changes) return refuse(refusals::invalid_json());
  if (!id) return refuse(refusals::unknown_command());
  const auto edited = state.commands.edit(*id, *changes);
  if (!edited) return refuse(edited.error());
  return reply(200, (*edited)->body);
}

io::ServerResponse route::delete_command(DiscordState& state, Call& call) {
  if (!is_ours(state, call)) return refuse(not_ours());
  const auto id = command_id(call);
  if (!id || !state.commands.remove(*id)) return refuse(refusals::unknown_command());
  return no_content();
}

}  // namespace cs2::sim
