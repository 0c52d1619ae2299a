#include "discord/gateway.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/limits/discord.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "base/user_agent.hpp"
#include "discord/identify_buckets.hpp"
#include "discord/inflate.hpp"
#include "discord/reconnect_pause.hpp"
#include "discord/session.hpp"
#include "io/backoff.hpp"
#include "io/websocket.hpp"

namespace cs2::discord {
namespace {

constexpr int orderly_close = 1000;    // ends the session: the bot goes offline at once
constexpr int resumable_close = 4900;  // any code but 1000 and 1001 keeps it

// Intervals are measured on a clock that nobody sets.
Timestamp steady_now() {
  return Timestamp{std::chrono::floor<milliseconds>(std::chrono::steady_clock::now().time_since_epoch())};
}

// The same parameters for every connection, whatever the address came with.
std::string address_of(std::string url, bool compress) {
  url.erase(std::min(url.find('?'), url.size()));
  if (!url.ends_with('/')) url += '/';
  return url + "?v=10&encoding=json" + (compress ? "&compress=zlib-stream" : "");
}

std::string_view event_name(const GatewayEvent& event) {
  struct Name {
    std::string_view operator()(const Ready&) const { return "ready"; }
    std::string_view operator()(const Resumed&) const { return "resumed"; }
    std::string_view operator()(const GuildCreate&) const { return "guild_create"; }
    std::string_view operator()(const GuildDelete&) const { return "guild_delete"; }
    std::string_view operator()(const ChannelDelete&) const { return "channel_delete"; }
    std::string_view operator()(const Interaction&) const { return "interaction_create"; }
  };
  return std::visit(Name{}, event);
}

// One WebSocket with what lives as long as it does. Its reader and its heartbeat share it.
struct Connection {
  Connection(io::Loop& loop, std::unique_ptr<io::WebSocket> socket)
      : socket(std::move(socket)), invalidate_now(loop) {}

  std::unique_ptr<io::WebSocket> socket;
  Inflater inflater;
  io::Signal invalidate_now;     // the heartbeat is due at another time, or never again
  std::optional<Ending> ending;  // decided by us, before the socket says so
  bool over = false;
};

struct Shard {
  explicit Shard(SessionSettings settings) : place(settings.place), session(std::move(settings)) {}

  ShardPlace place;
  Session session;
  std::shared_ptr<Connection> connection;
  ReconnectPause pause;
  bool ready = false;
  bool holds_turn = false;  // to identify
};

}  // namespace

struct Gateway::State : std::enable_shared_from_this<State> {
  State(io::Loop& loop, Rest& rest, Metrics& metrics, GatewaySettings settings, Handler handler);

  Task<Result<void>> run();
  Task<Result<void>> find_gateway();
  void start(int wanted);
  Task<void> close_all();

  Task<void> run_shard(std::shared_ptr<State> keep, Shard& shard);
  Task<bool> await_identify(Shard& shard);
  Task<Ending> converse(Shard& shard);
  Task<Ending> read(Shard& shard, Connection& connection);
  Task<void> beat(std::shared_ptr<State> keep, Shard& shard, std::shared_ptr<Connection> connection);
  Task<void> take(Shard& shard, Connection& connection, Step step);
  Step decode(Shard& shard, Connection& connection, const io::Frame& frame);

  void give_turn_back(Shard& shard, bool identified);
  void note_event(Shard& shard, GatewayEvent event);
  void note_ready(Shard& shard, bool ready);
  void note_ending(Shard& shard, const Ending& ending, milliseconds pause);
  void refuse(Error error);

  io::Loop& loop;
  Rest& rest;
  Metrics& metrics;
  GatewaySettings settings;
  Handler handler;
  std::string user_agent;

  GatewayBot gateway;  // as of `gateway_at`
  std::optional<Timestamp> gateway_at;
  IdentifyBuckets buckets;
  std::vector<std::unique_ptr<Shard>> shards;
  int running = 0;
  io::Signal changed;  // a shard ended, or Discord refused
  io::Signal turns;    // a turn to identify was given back
  std::optional<Error> refusal;

  std::atomic<int> count = 0;
  std::atomic<int> ready_count = 0;
};

Gateway::State::State(io::Loop& loop, Rest& rest, Metrics& metrics, GatewaySettings settings, Handler handler)
    : loop(loop),
      rest(rest),
      metrics(metrics),
      settings(std::move(settings)),
      handler(std::move(handler)),
      user_agent(discord_user_agent()),
      changed(loop),
      turns(loop) {
  log::register_secret(this->settings.token);
}

Task<Result<void>> Gateway::State::run() {
  const auto keep = shared_from_this();
  const int shards_set = settings.shard_count.value_or(1);
  if (shards_set < 1 || shards_set > limits::gateway_shards_max) {
    co_return invalid("DISCORD_SHARD_COUNT must be from 1 to {}.", limits::gateway_shards_max);
  }
  if (const auto found = co_await find_gateway(); !found) co_return found;
  start(settings.shard_count.value_or(gateway.shards));

  while (!refusal) {
    changed.clear();
    static_cast<void>(co_await changed.wait(hours{1}));
  }
  co_await close_all();
  co_return std::unexpected(*refusal);
}

void Gateway::State::start(int wanted) {
  buckets = IdentifyBuckets{gateway.max_concurrency};
  count = wanted;
  for (int i = 0; i < wanted; ++i) {
    shards.push_back(std::make_unique<Shard>(SessionSettings{.token = settings.token,
                                                             .intents = settings.intents,
                                                             .place = {.shard = i, .count = wanted},
                                                             .chance = random_share}));
    ++running;
    loop.spawn(fmt::format("gateway shard {}", i), run_shard(shared_from_this(), *shards.back()));
  }
}

// Asks Discord where the gateway is and how many sessions may be started, until it answers. Never kept for
// long: the number of sessions is what keeps a loop of crashes from costing the token.
Task<Result<void>> Gateway::State::find_gateway() {
  if (gateway_at && steady_now() - *gateway_at < limits::gateway_address_life) co_return Result<void>{};
  io::Backoff pause{limits::gateway_pause_min, limits::gateway_pause_max};
  while (true) {
    auto answer = co_await rest.gateway_bot();
    if (answer) {
      gateway = std::move(*answer);
      gateway_at = steady_now();
      metrics.set("cs2results_gateway_sessions_remaining", {}, gateway.sessions_remaining);
      co_return Result<void>{};
    }
    const auto& error = answer.error().error;
    if (error.kind == ErrorKind::unauthorized) {
      co_return std::unexpected(token_refused());
    }
    if (error.kind == ErrorKind::invalid) co_return std::unexpected(error);
    log::warning("gateway: cannot get the gateway address, retrying", error);
    if (gateway_at) co_return Result<void>{};  // the address of before will do
    co_await loop.sleep(std::max(pause.next(), error.retry_after.value_or(milliseconds{0})));
  }
}

Task<void> Gateway::State::close_all() {
  for (const auto& shard : shards) {
    if (shard->connection) shard->connection->socket->close(orderly_close);
  }
  while (running > 0) {
    changed.clear();
    if (!co_await changed.wait(limits::gateway_close_max)) break;  // a shard that pauses ends later by itself
  }
}

void Gateway::State::refuse(Error error) {
  if (!refusal) refusal = std::move(error);
  changed.set();
}

Task<void> Gateway::State::run_shard(std::shared_ptr<State>, Shard& shard) {
  while (!refusal && !loop.stopping()) {
    if (!shard.session.resumes() && !co_await await_identify(shard)) break;
    const auto ending = co_await converse(shard);
    if (ending.refusal) refuse(*ending.refusal);
    if (refusal || loop.stopping()) break;

    const auto pause = shard.pause.after(ending, steady_now());
    note_ending(shard, ending, pause);
    if (pause > milliseconds{0}) co_await loop.sleep(pause);
  }
  --running;
  changed.set();
}

// Until this shard may identify and the day's sessions allow it. False when Discord has refused for good.
Task<bool> Gateway::State::await_identify(Shard& shard) {
  while (const auto wait = buckets.take(shard.place.shard, steady_now())) {
    turns.clear();
    static_cast<void>(co_await turns.wait(*wait));
    if (refusal) co_return false;
  }
  shard.holds_turn = true;

  while (true) {
    if (const auto found = co_await find_gateway(); !found) {
      give_turn_back(shard, false);
      refuse(found.error());
      co_return false;
    }
    if (gateway.sessions_remaining > limits::gateway_sessions_reserve) break;
    const auto wait =
        std::clamp(gateway.sessions_reset_after, limits::gateway_pause_max, milliseconds{minutes{10}});
    log::error(
        "gateway: daily session starts nearly used up, waiting so that Discord does not reset the token",
        {{"remaining", gateway.sessions_remaining},
         {"reset_after_s", std::chrono::ceil<seconds>(gateway.sessions_reset_after).count()}});
    co_await loop.sleep(wait);
    gateway_at.reset();
  }
  --gateway.sessions_remaining;
  metrics.set("cs2results_gateway_sessions_remaining", {}, gateway.sessions_remaining);
  co_return true;
}

void Gateway::State::give_turn_back(Shard& shard, bool identified) {
  if (!std::exchange(shard.holds_turn, false)) return;
  if (identified) shard.pause.on_identify();
  buckets.give_back(shard.place.shard, identified, steady_now());
  if (identified) metrics.count("cs2results_gateway_identifies_total");
  turns.set();
}

// One connection from its opening to its end.
Task<Ending> Gateway::State::converse(Shard& shard) {
  const bool resuming = shard.session.resumes();
  const auto& url =
      resuming && !shard.session.resume_url().empty() ? shard.session.resume_url() : gateway.url;
  auto socket = co_await io::connect_websocket(loop, address_of(url, settings.compress), user_agent);
  if (!socket) {
    log::warning("gateway: connection failed", socket.error(), {{"shard", shard.place.shard}});
    give_turn_back(shard, false);
    if (resuming) shard.session.forget();
    co_return Ending{.reason = EndReason::dropped};
  }

  const auto connection = std::make_shared<Connection>(loop, std::move(*socket));
  shard.connection = connection;
  shard.session.connected(steady_now());
  loop.spawn(fmt::format("gateway heartbeat {}", shard.place.shard),
             beat(shared_from_this(), shard, connection));

  auto ending = co_await read(shard, *connection);
  if (shard.session.greeted()) shard.pause.on_hello();
  connection->over = true;
  connection->invalidate_now.set();
  shard.connection.reset();
  give_turn_back(shard, false);
  note_ready(shard, false);
  co_return ending;
}

Task<Ending> Gateway::State::read(Shard& shard, Connection& connection) {
  while (true) {
    const auto frame = co_await connection.socket->receive();
    if (connection.ending) co_return *connection.ending;
    if (!frame) {
      const bool stopping = frame.error().kind == ErrorKind::cancelled;
      if (!stopping) log::warning("gateway: payload dropped", frame.error(), {{"shard", shard.place.shard}});
      connection.socket->close(stopping ? orderly_close : resumable_close);
      co_return Ending{.reason = stopping ? EndReason::dropped : EndReason::garbled};
    }
    if (frame->kind == io::Frame::Kind::closed) co_return shard.session.ended(frame->close_code);

    const auto due = shard.session.due();
    auto step = decode(shard, connection, *frame);
    if (shard.session.due() != due) connection.invalidate_now.set();
    co_await take(shard, connection, std::move(step));
    if (connection.ending) co_return *connection.ending;
  }
}

Step Gateway::State::decode(Shard& shard, Connection& connection, const io::Frame& frame) {
  if (frame.kind == io::Frame::Kind::text) return shard.session.receive(frame.payload, steady_now());
  const auto payload = connection.inflater.push(frame.payload);
  if (!payload) {
    log::warning("gateway: payload cannot be decompressed", payload.error(), {{"shard", shard.place.shard}});
    return {.ending = Ending{.reason = EndReason::garbled}};
  }
  if (!*payload || (*payload)->empty()) return {};
  return shard.session.receive(**payload, steady_now());
}

Task<void> Gateway::State::beat(std::shared_ptr<State>, Shard& shard,
                                std::shared_ptr<Connection> connection) {
  while (!connection->over && !connection->ending) {
    const auto wait = std::max(milliseconds{1}, shard.session.due() - steady_now());
    connection->invalidate_now.clear();
    if (co_await connection->invalidate_now.wait(wait)) continue;
    if (connection->over || connection->ending) break;
    co_await take(shard, *connection, shard.session.tick(steady_now()));
  }
}

Task<void> Gateway::State::take(Shard& shard, Connection& connection, Step step) {
  if (step.heartbeat_took) {
    const std::chrono::duration<double> took = *step.heartbeat_took;
    metrics.observe("cs2results_gateway_heartbeat_seconds", {}, took.count());
  }
  if (step.event) note_event(shard, std::move(*step.event));
  if (step.send) {
    // What cannot be sent any more shows as a closed connection to the reader.
    static_cast<void>(co_await connection.socket->send(std::move(*step.send)));
    if (step.identifies) give_turn_back(shard, true);
  }
  if (!step.ending) co_return;
  connection.ending = std::move(step.ending);
  const auto reason = connection.ending->reason;
  if (reason == EndReason::unconfirmed)
    log::warning("gateway: no READY or RESUMED in time, starting a new session",
                 {{"shard", shard.place.shard}});
  const bool dead =
      reason == EndReason::zombie || reason == EndReason::silent || reason == EndReason::unconfirmed;
  if (dead) {
    connection.socket->drop();
  } else {
    connection.socket->close(resumable_close);
  }
}

void Gateway::State::note_event(Shard& shard, GatewayEvent event) {
  metrics.count("cs2results_gateway_events_total", {{"event", event_name(event)}});
  if (const auto* const ready = std::get_if<Ready>(&event)) {
    log::info(
        "gateway: shard ready",
        {{"shard", shard.place.shard}, {"shards", shard.place.count}, {"guilds", ready->guilds.size()}});
  } else if (std::holds_alternative<Resumed>(event)) {
    log::info("gateway: shard resumed", {{"shard", shard.place.shard}});
  }
  note_ready(shard, shard.session.ready());
  handler(shard.place, std::move(event));
}

void Gateway::State::note_ready(Shard& shard, bool ready) {
  if (ready == shard.ready) return;
  shard.ready = ready;
  if (ready) shard.pause.on_ready(steady_now());
  ready_count += ready ? 1 : -1;
  metrics.set("cs2results_gateway_shard_ready", {{"shard", std::to_string(shard.place.shard)}},
              ready ? 1 : 0);
}

void Gateway::State::note_ending(Shard& shard, const Ending& ending, milliseconds pause) {
  metrics.count("cs2results_gateway_reconnects_total",
                {{"shard", std::to_string(shard.place.shard)}, {"reason", name(ending.reason)}});
  log::info("gateway: connection closed", {{"shard", shard.place.shard},
                                           {"reason", name(ending.reason)},
                                           {"next", shard.session.resumes() ? "resume" : "identify"},
                                           {"pause_ms", pause.count()}});
}

Gateway::Gateway(io::Loop& loop, Rest& rest, Metrics& metrics, GatewaySettings settings, Handler handler)
    : state_(std::make_shared<State>(loop, rest, metrics, std::move(settings), std::move(handler))) {}
Gateway::~Gateway() = default;

Task<Result<void>> Gateway::run() {
  return state_->run();
}

bool Gateway::ready() const {
  const int shards = state_->count;
  return shards > 0 && state_->ready_count == shards;
}

int Gateway::shard_count() const {
  return state_->count;
}

}  // namespace cs2::discord
