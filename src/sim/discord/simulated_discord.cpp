#include "sim/discord/simulated_discord.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cassert>

#include "base/digest.hpp"
#include "base/random.hpp"
#include "sim/discord/internal/state.hpp"

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
  if (const auto control = state->settings.control; control && request.target.starts_with("/sim/"))
    return control(std::move(state), std::move(request));
  return answer_api(std::move(state), std::move(request));
}

// Keeps the state alive as long as the connection.
Task<void> serve_gateway(std::shared_ptr<DiscordState> state, io::ServerRequest request,
                         std::unique_ptr<io::WebSocket> socket) {
  co_await state->gateway->serve(std::move(request), std::move(socket));
}

}  // namespace

std::string make_bot_token(Snowflake application) {
  const auto noise = hex(random_bits()) + hex(random_bits()) + hex(random_bits());
  return base64url(to_string(application)) + '.' + base64url(noise.substr(0, 4)) + '.' +
         base64url(noise).substr(0, 38);
}

struct Discord::Impl {
  std::shared_ptr<DiscordState> state;
  std::unique_ptr<io::Server> server;
};

Discord::Discord(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Discord::~Discord() {
  impl_->state->stopped = true;
  impl_->state->gateway->drop_all();
}

Result<std::unique_ptr<Discord>> Discord::start(io::Loop& loop, const Clock& clock,
                                                DiscordSettings settings) {
  auto state = std::make_shared<DiscordState>(loop, clock, std::move(settings));
  if (state->settings.token.empty()) state->settings.token = make_bot_token(state->application);
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
      new Discord(std::make_unique<Impl>(Impl{.state = std::move(state), .server = std::move(*server)})));
}

std::string Discord::api_base_url() const {
  return fmt::format("http://{}/api/v10", impl_->state->host);
}
std::string Discord::control_url() const {
  return fmt::format("http://{}/sim", impl_->state->host);
}
const std::shared_ptr<DiscordState>& Discord::state() const {
  return impl_->state;
}
const std::string& Discord::token() const {
  return impl_->state->settings.token;
}
Snowflake Discord::application_id() const {
  return impl_->state->application;
}

Snowflake Discord::add_user(NewUser user) {
  auto& added =
      impl_->state->community.add_user(std::move(user.name), std::move(user.locale), user.permissions);
  added.refuses_direct = user.refuses_direct;
  return added.id;
}

void Discord::give_role(Snowflake id, Snowflake role) {
  auto* user = impl_->state->community.find_user(id);
  assert(user && "a user that exists");
  user->roles.push_back(role);
}

Snowflake Discord::add_guild(NewGuild spec) {
  auto& community = impl_->state->community;
  auto& guild = community.add_guild(std::move(spec.name), std::move(spec.locale), spec.has_bot);
  guild.bot_permissions = spec.bot_permissions;
  community.add_channel(guild, "general", 0, spec.bot_permissions);
  if (spec.has_bot) impl_->state->join(guild.id);
  return guild.id;
}

Snowflake Discord::add_channel(Snowflake id, std::string name, std::uint64_t bot_permissions) {
  return add_channel(id, NewChannel{.name = std::move(name), .bot_permissions = bot_permissions});
}

Snowflake Discord::add_channel(Snowflake id, NewChannel spec) {
  return impl_->state->add_channel(id, std::move(spec)).id;
}

Snowflake Discord::open_direct(Snowflake user) {
  return impl_->state->community.open_direct(user).id;
}

Snowflake Discord::add_group(std::string name) {
  return impl_->state->community.add_group(std::move(name)).id;
}

void Discord::remove_channel(Snowflake id) {
  impl_->state->remove_channel(id);
}

void Discord::set_bot_permissions(Snowflake id, std::uint64_t permissions) {
  auto* channel = impl_->state->community.find_channel(id);
  assert(channel && "a channel that exists");
  channel->bot_permissions = permissions;
  impl_->state->announce_change(*channel);
}

void Discord::set_guild_permissions(Snowflake id, std::uint64_t permissions) {
  auto* guild = impl_->state->community.find_guild(id);
  assert(guild && "a guild that exists");
  guild->bot_permissions = permissions;
}

void Discord::set_refuses_direct(Snowflake id, bool refuses) {
  auto* user = impl_->state->community.find_user(id);
  assert(user && "a user that exists");
  user->refuses_direct = refuses;
}

bool Discord::set_locale(Snowflake id, std::string_view locale) {
  auto* user = impl_->state->community.find_user(id);
  assert(user && "a user that exists");
  if (!is_discord_locale(locale)) return false;
  user->locale = locale;
  return true;
}

void Discord::remove_user(Snowflake id) {
  impl_->state->community.remove_user(id);
}

void Discord::set_slow_mode(Snowflake id, seconds pause) {
  auto* channel = impl_->state->community.find_channel(id);
  assert(channel && "a channel that exists");
  channel->slow_mode = pause;
  impl_->state->announce_change(*channel);
}

void Discord::set_thread(Snowflake id, bool archived, bool locked) {
  auto* thread = impl_->state->community.find_channel(id);
  assert(thread && thread->is_thread() && "a thread that exists");
  thread->archived = archived;
  thread->locked = locked;
  if (!archived) thread->active_at = impl_->state->clock.now();
  impl_->state->announce_change(*thread);
}

void Discord::remove_message(Snowflake channel, Snowflake message) {
  impl_->state->community.remove_message(channel, message);
}

void Discord::remove_event(Snowflake id, Snowflake event) {
  auto* guild = impl_->state->community.find_guild(id);
  assert(guild && "a guild that exists");
  std::erase_if(guild->events, [&](const Event& each) { return each.id == event; });
}

void Discord::remove_guild(Snowflake guild) {
  impl_->state->remove_guild(guild);
}

void Discord::set_outage(Snowflake id, bool away) {
  auto* guild = impl_->state->community.find_guild(id);
  assert(guild && "a guild that exists");
  guild->unavailable = away;
  if (away) {
    impl_->state->gateway->dispatch(id, "GUILD_DELETE",
                                    fmt::format(R"({{"id":"{}","unavailable":true}})", id.value));
  } else {
    impl_->state->gateway->dispatch_guild_create(id);
  }
}

const std::vector<Snowflake>& Discord::guilds() const {
  return impl_->state->community.guilds();
}

std::vector<Snowflake> Discord::channels(Snowflake id) const {
  const auto* guild = impl_->state->community.find_guild(id);
  return guild ? guild->channels : std::vector<Snowflake>{};
}

Result<Snowflake> Discord::slash(Location place, std::string_view command,
                                 const std::vector<discord::GivenOption>& options) {
  return impl_->state->slash(place, command, options, InteractionType::command);
}

Result<Snowflake> Discord::autocomplete(Location place, std::string_view command,
                                        const std::vector<discord::GivenOption>& options) {
  return impl_->state->slash(place, command, options, InteractionType::autocomplete);
}

Result<Snowflake> Discord::press(Location place, Snowflake message, std::string_view custom_id) {
  return choose(place, message, custom_id, {});
}

Result<Snowflake> Discord::choose(Location place, Snowflake message, std::string_view custom_id,
                                  const std::vector<std::string>& values) {
  return impl_->state->choose(place, message, custom_id, values);
}

Result<Snowflake> Discord::submit(Location place, Snowflake interaction, std::string_view answers) {
  return impl_->state->submit(place, interaction, answers);
}

Task<Outcome> Discord::outcome(Snowflake interaction, milliseconds at_most) {
  const auto state = impl_->state;
  if (auto* pending = state->interactions.find(interaction); pending && !pending->settled) {
    const auto settled = std::make_shared<io::Signal>(state->loop);
    pending->when_settled = [settled] { settled->set(); };
    co_await settled->wait(at_most);
  }
  co_return outcome_of(*state, interaction);
}

Outcome Discord::outcome_now(Snowflake interaction) const {
  return outcome_of(*impl_->state, interaction);
}

std::vector<RegisteredCommand> Discord::commands() const {
  std::vector<RegisteredCommand> offered;
  for (const auto& command : impl_->state->commands.all()) offered.push_back({command.id, command.spec});
  return offered;
}

std::string Discord::commands_json() const {
  return json::serialize(impl_->state->commands.to_json());
}

std::vector<Snowflake> Discord::visible_channels(Snowflake guild, Snowflake viewer) const {
  return impl_->state->community.visible_channels(guild, viewer);
}

void Discord::watch(std::function<void(Snowflake)> watcher) {
  impl_->state->community.watch(std::move(watcher));
}

std::vector<SeenMessage> Discord::messages(Snowflake channel, Snowflake viewer) const {
  return seen_messages(*impl_->state, channel, viewer);
}

std::vector<discord::ListedEvent> Discord::events(Snowflake id) const {
  std::vector<discord::ListedEvent> listed;
  auto* guild = impl_->state->community.find_guild(id);
  if (!guild) return listed;
  impl_->state->community.pass_time(*guild);
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
  const auto& state = *impl_->state;
  const auto* channel = impl_->state->community.find_channel(id);
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
  return impl_->state->posted.messages();
}

void Discord::fail_next(Fault fault, int requests, std::string only) {
  impl_->state->faults.order(fault, requests, std::move(only));
}
void Discord::set_chaos(Chaos chaos) {
  impl_->state->faults.set_chaos(std::move(chaos));
}

void Discord::close_gateway(int code) {
  impl_->state->gateway->close_all(code);
}
void Discord::drop_gateway() {
  impl_->state->gateway->drop_all();
}
void Discord::ask_to_reconnect() {
  impl_->state->gateway->ask_to_reconnect();
}
void Discord::invalidate_sessions(bool resumable) {
  impl_->state->gateway->invalidate(resumable);
}
void Discord::ask_for_heartbeat() {
  impl_->state->gateway->ask_for_heartbeat();
}
void Discord::acknowledge_heartbeats(bool acknowledge) {
  impl_->state->gateway->acknowledge_heartbeats(acknowledge);
}
void Discord::leave_unanswered(int resumes, int identifies) {
  impl_->state->gateway->leave_unanswered(resumes, identifies);
}
void Discord::set_heartbeat_interval(milliseconds interval) {
  impl_->state->gateway->set_heartbeat_interval(interval);
}

bool Discord::connected() const {
  return impl_->state->gateway->connected();
}
Statistics Discord::statistics() const {
  return statistics_of(*impl_->state);
}
const std::vector<LoggedRequest>& Discord::requests() const {
  return impl_->state->requests;
}
const std::vector<std::string>& Discord::violations() const {
  return impl_->state->violations;
}

}  // namespace cs2::sim
