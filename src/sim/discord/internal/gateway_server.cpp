#include "sim/discord/internal/gateway_server.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/digest.hpp"
#include "base/limits/discord.hpp"
#include "base/random.hpp"
#include "sim/discord/internal/rules/rules.hpp"
#include "sim/internal/query.hpp"

namespace cs2::sim {
namespace {

using discord::to_string;
using Steady = std::chrono::steady_clock;

constexpr int sends_per_minute = 120;
constexpr milliseconds identify_window{5'000};
constexpr minutes session_life{3};           // that a session without a connection can be resumed
constexpr std::size_t events_kept = 10'000;  // for a resume, guilds mostly
constexpr std::size_t event_bytes_kept = 4 * 1024 * 1024;
constexpr std::uint64_t privileged = (1ULL << 1) | (1ULL << 8) | (1ULL << 15);
constexpr std::uint64_t all_intents = (1ULL << 26) - 1;

enum Opcode : std::int64_t {
  dispatched = 0,
  heartbeat = 1,
  identifying = 2,
  presence = 3,
  voice_state = 4,
  resuming = 6,
  reconnect = 7,
  guild_members = 8,
  invalid_session = 9,
  hello = 10,
  heartbeat_acknowledged = 11,
  soundboard = 31,
  channel_info = 43,
};

namespace closing {
constexpr int unknown_opcode = 4001, decode_error = 4002, not_authenticated = 4003, wrong_token = 4004,
              already_authenticated = 4005, invalid_sequence = 4007, too_many_sends = 4008, timed_out = 4009,
              invalid_shard = 4010, sharding_required = 4011, invalid_version = 4012, invalid_intents = 4013,
              disallowed_intents = 4014;
}

std::string simple(Opcode op, std::string_view data) {
  return fmt::format(R"({{"t":null,"s":null,"op":{},"d":{}}})", static_cast<int>(op), data);
}

// One stream for the life of a connection; every message ends in 00 00 FF FF.
class Deflater {
 public:
  Deflater() { deflateInit(&stream_, Z_BEST_SPEED); }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  std::string run(std::string_view text) {
    std::string out;
    std::string input(text);
    stream_.next_in = reinterpret_cast<Bytef*>(input.data());
    stream_.avail_in = static_cast<uInt>(input.size());
    do {
      const auto used = out.size();
      out.resize(used + 16 * 1024);
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + used);
      stream_.avail_out = static_cast<uInt>(out.size() - used);
      deflate(&stream_, Z_SYNC_FLUSH);
      out.resize(out.size() - stream_.avail_out);
    } while (stream_.avail_out == 0);
    return out;
  }

 private:
  z_stream stream_ = {};
};

}  // namespace

struct GatewayServer::Dispatch {
  std::int64_t sequence = 0;
  std::string payload;  // whole; empty: a guild, rendered when it is sent
  Snowflake guild;
};

struct GatewayServer::Session {
  std::string id;
  int shard = 0;
  int shard_count = 1;
  std::int64_t sequence = 0;
  std::deque<std::shared_ptr<const Dispatch>> kept;
  std::size_t kept_bytes = 0;
  std::weak_ptr<Connection> connection;
  Timestamp left_at;  // when its connection ended

  void keep(std::shared_ptr<const Dispatch> dispatch) {
    kept_bytes += dispatch->payload.size();
    kept.push_back(std::move(dispatch));
    while (kept.size() > events_kept || kept_bytes > event_bytes_kept) {
      kept_bytes -= kept.front()->payload.size();
      kept.pop_front();
    }
  }

  bool covers(Snowflake guild) const {
    return static_cast<int>((guild.value >> 22) % static_cast<std::uint64_t>(shard_count)) == shard;
  }
};

struct GatewayServer::Connection {
  Connection(io::Loop& loop, std::unique_ptr<io::WebSocket> socket) : socket(std::move(socket)), wake(loop) {}

  std::unique_ptr<io::WebSocket> socket;
  io::Signal wake;
  std::deque<std::shared_ptr<const Dispatch>> outgoing = {};
  std::unique_ptr<Deflater> deflater = nullptr;  // when compression was asked for
  Session* session = nullptr;
  int close_code = 0;  // once everything is sent
  bool ended = false;
  Steady::time_point heard = Steady::now();
  std::deque<Timestamp> received = {};  // within a minute
};

GatewayServer::GatewayServer(io::Loop& loop, const Clock& clock, Community& community, GatewayRules rules)
    : loop_(loop),
      clock_(clock),
      community_(community),
      rules_(std::move(rules)),
      session_starts_left_(rules_.session_starts),
      identified_at_(static_cast<std::size_t>(rules_.max_concurrency)) {}

GatewayServer::~GatewayServer() = default;

Task<void> GatewayServer::serve(io::ServerRequest request, std::unique_ptr<io::WebSocket> socket) {
  const auto self = shared_from_this();
  const auto query = parse_query(request.target);
  auto connection = std::make_shared<Connection>(loop_, std::move(socket));
  connections_.push_back(connection);
  if (query.value("compress") == "zlib-stream") connection->deflater = std::make_unique<Deflater>();
  loop_.spawn("sim: gateway writer", write(connection));

  if (query.value("v") != "10") {
    fault(connection, closing::invalid_version);
  } else if (query.value("encoding") != "json" ||
             (!connection->deflater && !query.value("compress").empty())) {
    fault(connection, closing::decode_error);
  } else {
    send(connection, simple(hello, fmt::format(R"({{"heartbeat_interval":{},"_trace":["sim"]}})",
                                               rules_.heartbeat_interval.count())));
  }
  while (co_await receive(connection)) {
  }
  connection->ended = true;
  connection->wake.set();
  std::erase(connections_, connection);
}

// False when the connection has ended.
Task<bool> GatewayServer::receive(ConnectionPtr connection) {
  const auto frame = co_await connection->socket->receive();
  const bool closed = !frame || frame->kind == io::Frame::Kind::closed;
  if (!closed) {
    if (!connection->close_code) handle(connection, frame->payload);
    co_return true;
  }
  if (auto* session = std::exchange(connection->session, nullptr)) {
    session->left_at = clock_.now();
    session->connection.reset();
    // Saying goodbye ends the session; every other end leaves it to be resumed.
    const bool goodbye =
        frame && (frame->close_code == 1000 || frame->close_code == 1001) && !connection->close_code;
    if (goodbye) std::erase_if(sessions_, [&](const auto& each) { return each.get() == session; });
  }
  co_return false;
}

Task<void> GatewayServer::write(ConnectionPtr connection) {
  const auto self = shared_from_this();
  while (!connection->ended) {
    if (!connection->outgoing.empty()) {
      const auto next = std::move(connection->outgoing.front());
      connection->outgoing.pop_front();
      auto payload = render(*next);
      if (connection->deflater) payload = connection->deflater->run(payload);
      const bool binary = connection->deflater != nullptr;
      const auto sent = co_await connection->socket->send(std::move(payload), binary);
      if (!sent) co_return;
      continue;
    }
    if (connection->close_code) {
      connection->socket->close(connection->close_code);
      co_return;
    }
    connection->wake.clear();
    const bool woken = co_await connection->wake.wait(rules_.heartbeat_interval / 2);
    // Half an interval of grace for the network.
    if (!woken && !connection->ended &&
        Steady::now() - connection->heard > rules_.heartbeat_interval * 3 / 2) {
      ++counts_.heartbeats_missed;
      auto* session = std::exchange(connection->session, nullptr);
      if (session) std::erase_if(sessions_, [&](const auto& each) { return each.get() == session; });
      fault(connection, closing::timed_out);
    }
  }
}

void GatewayServer::send(const ConnectionPtr& connection, std::string payload) {
  send(connection,
       std::make_shared<const Dispatch>(Dispatch{.sequence = 0, .payload = std::move(payload), .guild = {}}));
}

void GatewayServer::send(const ConnectionPtr& connection, std::shared_ptr<const Dispatch> dispatch) {
  if (connection->ended || connection->close_code) return;
  connection->outgoing.push_back(std::move(dispatch));
  connection->wake.set();
}

std::string GatewayServer::render(const Dispatch& dispatch) const {
  if (!dispatch.payload.empty()) return dispatch.payload;
  const auto* guild = community_.find_guild(dispatch.guild);
  const auto event = guild ? "GUILD_CREATE" : "GUILD_DELETE";  // it may be gone since
  const auto data =
      guild && !guild->unavailable
          ? guild_create_payload(*guild, community_, rules_.guild_bytes)
          : fmt::format(R"({{"id":"{}"{}}})", dispatch.guild.value, guild ? R"(,"unavailable":true)" : "");
  return fmt::format(R"({{"t":"{}","s":{},"op":0,"d":{}}})", event, dispatch.sequence, data);
}

void GatewayServer::handle(const ConnectionPtr& connection, std::string_view payload) {
  const auto now = clock_.now();
  auto& received = connection->received;
  while (!received.empty() && received.front() + minutes{1} <= now) received.pop_front();
  received.push_back(now);
  if (received.size() > sends_per_minute) return fault(connection, closing::too_many_sends);
  if (payload.size() > limits::gateway_send_bytes) return fault(connection, closing::decode_error);

  boost::system::error_code error;
  const auto message = json::parse(payload, error);
  if (error || !message.is_object()) return fault(connection, closing::decode_error);
  const auto op = integer_at(message.get_object(), "op");
  const auto* data = message.get_object().if_contains("d");
  if (!op || !data) return fault(connection, closing::decode_error);

  connection->heard = Steady::now();
  if (*op == heartbeat) {
    ++counts_.heartbeats;
    if (acknowledges_) send(connection, simple(heartbeat_acknowledged, "null"));
    return;
  }
  static const json::object nothing;
  const auto& fields = data->is_object() ? data->get_object() : nothing;
  if (*op == identifying) {
    if (unanswered_identifies_ > 0) return static_cast<void>(--unanswered_identifies_);
    return identify(connection, fields);
  }
  if (*op == resuming) {
    if (unanswered_resumes_ > 0) return static_cast<void>(--unanswered_resumes_);
    return resume(connection, fields);
  }
  const bool known = *op == presence || *op == voice_state || *op == guild_members || *op == soundboard ||
                     *op == channel_info;
  if (!known) return fault(connection, closing::unknown_opcode);
  if (!connection->session) return fault(connection, closing::not_authenticated);
}

// 0, or the code to close with.
int GatewayServer::refuse_identify(const json::object& data, int& shard, int& count) {
  const auto* token = text_at(data, "token");
  if (!token || !object_at(data, "properties")) return closing::decode_error;
  if (*token != rules_.token || rules_.token.empty()) return closing::wrong_token;

  const auto intents = integer_at(data, "intents");
  if (!intents || *intents < 0 || (static_cast<std::uint64_t>(*intents) & ~all_intents) != 0) {
    return closing::invalid_intents;
  }
  if ((static_cast<std::uint64_t>(*intents) & privileged & ~rules_.privileged_intents) != 0) {
    return closing::disallowed_intents;
  }
  if (const auto* place = array_at(data, "shard")) {
    if (place->size() != 2 || !(*place)[0].is_int64() || !(*place)[1].is_int64())
      return closing::invalid_shard;
    shard = static_cast<int>((*place)[0].get_int64());
    count = static_cast<int>((*place)[1].get_int64());
  }
  if (count < 1 || shard < 0 || shard >= count) return closing::invalid_shard;
  if (community_.guilds().size() > rules_.guilds_per_shard_max * static_cast<std::size_t>(count)) {
    return closing::sharding_required;
  }
  return 0;
}

bool GatewayServer::is_too_soon(int shard) {
  auto& recent = identified_at_[static_cast<std::size_t>(shard % rules_.max_concurrency)];
  const auto now = clock_.now();
  while (!recent.empty() && recent.front() + identify_window <= now) recent.pop_front();
  if (!recent.empty()) return true;
  recent.push_back(now);
  return false;
}

void GatewayServer::identify(const ConnectionPtr& connection, const json::object& data) {
  if (connection->session) return fault(connection, closing::already_authenticated);
  int shard = 0;
  int count = 1;
  if (const int code = refuse_identify(data, shard, count)) return fault(connection, code);
  if (is_too_soon(shard)) return send(connection, simple(invalid_session, "false"));
  // Discord resets the token of a bot that starts too often.
  if (session_starts_left_ == 0) {
    rules_.token.clear();
    return fault(connection, closing::wrong_token);
  }
  --session_starts_left_;
  ++counts_.identified;
  forget_old_sessions();
  auto& session = *sessions_.emplace_back(std::make_unique<Session>());
  session.id = hex(random_bits()) + hex(++sessions_made_);
  session.shard = shard;
  session.shard_count = count;
  session.connection = connection;
  connection->session = &session;
  dispatch_to(session, "READY", ready_payload(session));
  for (const auto guild : community_.guilds()) {
    if (session.covers(guild) && !community_.find_guild(guild)->unavailable)
      dispatch_guild_to(session, guild);
  }
}

std::string GatewayServer::ready_payload(const Session& session) const {
  json::array guilds;
  for (const auto guild : community_.guilds()) {
    if (session.covers(guild))
      guilds.push_back(json::object{{"id", to_string(guild)}, {"unavailable", true}});
  }
  return json::serialize(
      json::object{{"v", 10},
                   {"user", to_json(community_.bot(), true)},
                   {"guilds", std::move(guilds)},
                   {"session_id", session.id},
                   {"session_type", "normal"},
                   {"resume_gateway_url", rules_.resume_url},
                   {"shard", json::array{session.shard, session.shard_count}},
                   {"application", json::object{{"id", to_string(rules_.application)}, {"flags", 8953856}}},
                   {"private_channels", json::array{}},
                   {"presences", json::array{}},
                   {"relationships", json::array{}},
                   {"user_settings", json::object{}},
                   {"_trace", json::array{"sim"}}});
}

void GatewayServer::resume(const ConnectionPtr& connection, const json::object& data) {
  if (connection->session) return fault(connection, closing::already_authenticated);
  const auto* token = text_at(data, "token");
  const auto* id = text_at(data, "session_id");
  const auto sequence = integer_at(data, "seq");
  if (!token || !id || !sequence) return fault(connection, closing::decode_error);
  if (*token != rules_.token || rules_.token.empty()) return fault(connection, closing::wrong_token);

  forget_old_sessions();
  const auto found = std::ranges::find_if(sessions_, [&](const auto& each) { return *id == each->id; });
  if (found == sessions_.end()) return send(connection, simple(invalid_session, "false"));
  auto& session = **found;
  if (*sequence > session.sequence) return fault(connection, closing::invalid_sequence);
  const bool too_old = !session.kept.empty() && *sequence + 1 < session.kept.front()->sequence;
  if (too_old) return send(connection, simple(invalid_session, "false"));

  // A connection that has not noticed its end yet gives way.
  if (const auto before = session.connection.lock()) {
    before->session = nullptr;
    before->socket->drop();
  }
  ++counts_.resumed;
  session.connection = connection;
  connection->session = &session;
  for (const auto& event : session.kept) {
    if (event->sequence > *sequence) send(connection, event);
  }
  dispatch_to(session, "RESUMED", R"({"_trace":["sim"]})");
}

void GatewayServer::forget_old_sessions() {
  std::erase_if(sessions_, [&](const auto& session) {
    return session->connection.expired() && session->left_at + session_life < clock_.now();
  });
}

void GatewayServer::dispatch_to(Session& session, std::string_view event, std::string_view data) {
  const auto sequence = ++session.sequence;
  auto entry = std::make_shared<const Dispatch>(
      Dispatch{.sequence = sequence,
               .payload = fmt::format(R"({{"t":"{}","s":{},"op":0,"d":{}}})", event, sequence, data),
               .guild = {}});
  session.keep(entry);
  if (const auto connection = session.connection.lock()) send(connection, std::move(entry));
}

void GatewayServer::dispatch_guild_to(Session& session, Snowflake guild) {
  auto entry = std::make_shared<const Dispatch>(
      Dispatch{.sequence = ++session.sequence, .payload = {}, .guild = guild});
  session.keep(entry);
  if (const auto connection = session.connection.lock()) send(connection, std::move(entry));
}

bool GatewayServer::dispatch(Snowflake guild, std::string_view event, std::string_view data) {
  bool any = false;
  for (const auto& session : sessions_) {
    if (!session->covers(guild)) continue;
    dispatch_to(*session, event, data);
    any = true;
  }
  return any;
}

bool GatewayServer::dispatch_guild_create(Snowflake guild) {
  bool any = false;
  for (const auto& session : sessions_) {
    if (!session->covers(guild)) continue;
    dispatch_guild_to(*session, guild);
    any = true;
  }
  return any;
}

bool GatewayServer::connected() const {
  return std::ranges::any_of(sessions_, [](const auto& session) { return !session->connection.expired(); });
}

void GatewayServer::fault(const ConnectionPtr& connection, int code) {
  ++counts_.closed_for_a_fault;
  counts_.last_fault = code;
  end(connection, code);
}

void GatewayServer::end(const ConnectionPtr& connection, int code) {
  connection->close_code = code;
  connection->wake.set();
}

void GatewayServer::close_all(int code) {
  for (const auto& connection : connections_) end(connection, code);
}

void GatewayServer::drop_all() {
  for (const auto& connection : connections_) connection->socket->drop();
}

void GatewayServer::ask_to_reconnect() {
  for (const auto& connection : connections_) send(connection, simple(reconnect, "null"));
}

void GatewayServer::invalidate(bool resumable) {
  for (const auto& connection : connections_) {
    send(connection, simple(invalid_session, resumable ? "true" : "false"));
    auto* session = connection->session;
    if (resumable || !session) continue;
    connection->session = nullptr;
    std::erase_if(sessions_, [&](const auto& each) { return each.get() == session; });
  }
}

void GatewayServer::ask_for_heartbeat() {
  for (const auto& connection : connections_) send(connection, simple(heartbeat, "null"));
}

}  // namespace cs2::sim
