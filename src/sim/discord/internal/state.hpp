// The inside of the simulated Discord. Only for sim's own files.
#pragma once

#include <boost/json/value.hpp>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/server.hpp"
#include "sim/discord/internal/command_book.hpp"
#include "sim/discord/internal/community.hpp"
#include "sim/discord/internal/fault_injector.hpp"
#include "sim/discord/internal/gateway_server.hpp"
#include "sim/discord/internal/interactions.hpp"
#include "sim/discord/internal/message_log.hpp"
#include "sim/discord/internal/nonces.hpp"
#include "sim/discord/internal/rest_api/rate_limits.hpp"
#include "sim/discord/internal/rules/rules.hpp"
#include "sim/discord/simulated_discord.hpp"
#include "sim/internal/query.hpp"

namespace cs2::sim {

struct Call;

// Requests that come in keep it alive, so it may outlive the Discord that started it.
struct DiscordState : std::enable_shared_from_this<DiscordState> {
  DiscordState(io::Loop& loop, const Clock& clock, const DiscordSettings& settings);

  io::Loop& loop;
  const Clock& clock;
  DiscordSettings settings;
  Snowflake application;
  bool user_installs = false;  // people may install the application
  std::string host;            // "127.0.0.1:PORT"
  Community community;
  CommandBook commands;
  Interactions interactions;
  RateLimits limits;
  std::shared_ptr<GatewayServer> gateway;
  FaultInjector faults;
  MessageLog posted;
  Nonces nonces;
  Statistics statistics;
  std::vector<LoggedRequest> requests;
  std::vector<std::string> violations;
  bool stopped = false;
  Snowflake visitor;  // who acts through /sim/ without saying who

  bool join(Snowflake guild);
  Channel& add_channel(Snowflake guild, NewChannel spec);
  void announce_change(const Channel& channel);
  void remove_channel(Snowflake channel);
  void remove_guild(Snowflake guild);
  // A message of the bot's: in the channel, in the log, in the statistics.
  Message& post(Channel& channel, Message message);
  Message& post_answer(Channel& channel, const PendingInteraction& interaction, json::object body,
                       const Call& call);
  // Sends one to the bot. unavailable: none is connected.
  Result<Snowflake> interact(Location place, PendingInteraction interaction, const std::string& data,
                             const Message* on_message);
  Result<Snowflake> slash(Location place, std::string_view command,
                          const std::vector<discord::GivenOption>& options, discord::InteractionType type);
  Result<Snowflake> choose(Location place, Snowflake message, std::string_view custom_id,
                           const std::vector<std::string>& values);
  Result<Snowflake> submit(Location place, Snowflake interaction, std::string_view answers);
};

// One request to the API, taken apart.
struct Call {
  const io::ServerRequest& request;
  Query query;
  std::vector<std::string_view> captured;  // what the stars of the route's pattern match
  json::value body;
  std::vector<std::string> files;  // names of uploads
  std::size_t file_bytes = 0;
};

// REST, in rest_api/api.cpp; one handler per route in its neighbours.
Task<io::ServerResponse> answer_api(std::shared_ptr<DiscordState> state, io::ServerRequest request);

using RouteHandler = io::ServerResponse (*)(DiscordState&, Call&);

io::ServerResponse refuse(const Refusal& refusal);
io::ServerResponse reply(int status, const json::value& body);
io::ServerResponse no_content();

namespace route {
io::ServerResponse gateway(DiscordState&, Call&);
io::ServerResponse gateway_bot(DiscordState&, Call&);
io::ServerResponse application(DiscordState&, Call&);
io::ServerResponse edit_application(DiscordState&, Call&);
io::ServerResponse current_user(DiscordState&, Call&);
io::ServerResponse open_direct(DiscordState&, Call&);
io::ServerResponse get_guild(DiscordState&, Call&);
io::ServerResponse get_channels(DiscordState&, Call&);

io::ServerResponse list_commands(DiscordState&, Call&);
io::ServerResponse overwrite_commands(DiscordState&, Call&);
io::ServerResponse create_command(DiscordState&, Call&);
io::ServerResponse get_command(DiscordState&, Call&);
io::ServerResponse edit_command(DiscordState&, Call&);
io::ServerResponse delete_command(DiscordState&, Call&);

io::ServerResponse callback(DiscordState&, Call&);
io::ServerResponse follow_up(DiscordState&, Call&);
io::ServerResponse get_answer(DiscordState&, Call&);
io::ServerResponse edit_answer(DiscordState&, Call&);
io::ServerResponse delete_answer(DiscordState&, Call&);

io::ServerResponse get_channel(DiscordState&, Call&);
io::ServerResponse start_thread(DiscordState&, Call&);
io::ServerResponse list_threads(DiscordState&, Call&);
io::ServerResponse create_thread(DiscordState&, Call&);
io::ServerResponse edit_channel(DiscordState&, Call&);

io::ServerResponse list_events(DiscordState&, Call&);
io::ServerResponse create_event(DiscordState&, Call&);
io::ServerResponse get_event(DiscordState&, Call&);
io::ServerResponse edit_event(DiscordState&, Call&);
io::ServerResponse delete_event(DiscordState&, Call&);
io::ServerResponse list_messages(DiscordState&, Call&);
io::ServerResponse create_message(DiscordState&, Call&);
io::ServerResponse get_message(DiscordState&, Call&);
io::ServerResponse edit_message(DiscordState&, Call&);
io::ServerResponse delete_message(DiscordState&, Call&);
io::ServerResponse crosspost(DiscordState&, Call&);
}  // namespace route

json::array attachments_of(const json::object& body, const json::array& before, const Call& call,
                           DiscordState& state);
// An edit: what is named replaces, null empties, the rest stays.
std::optional<Refusal> apply_edit(DiscordState& state, Message& message, const Call& call, MessageUse use);

// The channel that the path begins with, if the bot can see it.
std::expected<Channel*, Refusal> visible_channel(DiscordState& state, const Call& call);
bool may(DiscordState& state, const Channel& channel, std::uint64_t permission);
// Why the bot may not post that there, whatever it is.
std::optional<Refusal> check_posting(DiscordState& state, Channel& channel, const json::object& body,
                                     std::size_t files);
json::object to_json(const Channel& channel, Community& community, Timestamp now);
json::object to_json(const Event& event, Snowflake guild);

Statistics statistics_of(const DiscordState& state);
Outcome outcome_of(DiscordState& state, Snowflake interaction);
std::vector<SeenMessage> seen_messages(DiscordState& state, Snowflake channel, Snowflake viewer);

}  // namespace cs2::sim
