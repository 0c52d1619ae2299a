// The simulated gateway: sessions that outlive their connections. Only for sim's own files.
//
// A session numbers what it dispatches and keeps it, so that a resumed connection gets what it missed. Guilds
// are kept as ids and rendered when they are sent: five thousand of them would be 90 MB otherwise.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "io/loop.hpp"
#include "io/server.hpp"
#include "io/websocket.hpp"
#include "sim/discord/internal/community.hpp"

namespace cs2::sim {

struct GatewayRules {
  std::string token;
  Snowflake application;
  std::string resume_url;
  milliseconds heartbeat_interval;
  std::uint64_t privileged_intents = 0;  // those that are switched on
  std::size_t guilds_per_shard_max = 2500;
  int max_concurrency = 1;
  int session_starts = 1000;
  std::size_t guild_bytes = 0;
};

struct GatewayCounts {
  int identified = 0;
  int resumed = 0;
  int heartbeats = 0;
  int heartbeats_missed = 0;
  int closed_for_a_fault = 0;  // by a close code of ours that was not asked for by a test
  int last_fault = 0;          // that code
};

class GatewayServer : public std::enable_shared_from_this<GatewayServer> {
 public:
  GatewayServer(io::Loop& loop, const Clock& clock, Community& community, GatewayRules rules);
  ~GatewayServer();

  // One connection, until it ends.
  Task<void> serve(io::ServerRequest request, std::unique_ptr<io::WebSocket> socket);

  // To the sessions that have the guild's shard; without a guild to shard 0. False: there is none.
  bool dispatch(Snowflake guild, std::string_view event, std::string_view data);
  bool dispatch_guild_create(Snowflake guild);

  bool connected() const;
  int session_starts_left() const { return session_starts_left_; }
  const GatewayCounts& counts() const { return counts_; }

  // For tests of clients.
  void close_all(int code);
  void drop_all();
  void ask_to_reconnect();
  void invalidate(bool resumable);
  void ask_for_heartbeat();
  void acknowledge_heartbeats(bool acknowledge) { acknowledges_ = acknowledge; }
  // So many to come.
  void leave_unanswered(int resumes, int identifies) {
    unanswered_resumes_ = resumes;
    unanswered_identifies_ = identifies;
  }
  void set_heartbeat_interval(milliseconds interval) { rules_.heartbeat_interval = interval; }
  void set_resume_url(std::string url) { rules_.resume_url = std::move(url); }

 private:
  struct Dispatch;
  struct Session;
  struct Connection;
  using ConnectionPtr = std::shared_ptr<Connection>;

  Task<void> write(ConnectionPtr connection);
  Task<bool> receive(ConnectionPtr connection);
  void handle(const ConnectionPtr& connection, std::string_view payload);
  void identify(const ConnectionPtr& connection, const json::object& data);
  int refuse_identify(const json::object& data, int& shard, int& count);
  void resume(const ConnectionPtr& connection, const json::object& data);
  void send(const ConnectionPtr& connection, std::string payload);
  void send(const ConnectionPtr& connection, std::shared_ptr<const Dispatch> dispatch);
  void dispatch_to(Session& session, std::string_view event, std::string_view data);
  void dispatch_guild_to(Session& session, Snowflake guild);
  void fault(const ConnectionPtr& connection, int code);
  void end(const ConnectionPtr& connection, int code);
  bool is_too_soon(int shard);
  void forget_old_sessions();
  std::string render(const Dispatch& dispatch) const;
  std::string ready_payload(const Session& session) const;

  io::Loop& loop_;
  const Clock& clock_;
  Community& community_;
  GatewayRules rules_;
  GatewayCounts counts_;
  bool acknowledges_ = true;
  int unanswered_resumes_ = 0;
  int unanswered_identifies_ = 0;
  int session_starts_left_;
  std::uint64_t sessions_made_ = 0;
  std::vector<std::unique_ptr<Session>> sessions_;
  std::vector<ConnectionPtr> connections_;
  std::vector<std::deque<Timestamp>> identified_at_;  // by bucket of max_concurrency
};

}  // namespace cs2::sim
