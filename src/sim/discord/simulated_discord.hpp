// A simulated Discord: REST and gateway on one port, strict where the real one is.
//
// It accepts one application, refuses what Discord's documentation says is refused, enforces rate limits, and
// lets a test or the demo act as its users. Nothing is known here of matches. Everything runs on the loop it
// was started on.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "discord/types.hpp"
#include "io/loop.hpp"
#include "io/task.hpp"

namespace cs2::io {
struct ServerRequest;
struct ServerResponse;
}  // namespace cs2::io

namespace cs2::sim {

using discord::Snowflake;

// Of the shape of a real one, made when called: a token in a file would alarm every scanner.
std::string make_bot_token(Snowflake application);

enum class Fault {
  server_error,          // 500
  bad_gateway,           // 502, not JSON
  rate_limited,          // 429 with a body, a limit shared with others
  reset,                 // the connection is cut before anything happens, in the middle of an answer
  lost_after_accept,     // it happens, but the answer is cut
  hung_up,               // the connection ends without a byte, nothing has happened
  hung_up_after_accept,  // the same, but it has happened
  unauthorized,          // 401, though the token is right
  invalid_form,          // 400, whatever the request says
};

std::optional<Fault> parse_fault(std::string_view name);
std::string_view name(Fault fault);

// Trouble by chance.
struct Chaos {
  std::vector<std::pair<Fault, double>> shares = {};  // of all requests, 0 to 1 each
  std::string only = {};                              // meets addresses that contain this: "/channels/"
  std::uint64_t seed = 1;
};

// What a description of Discord's API says against a request's body, as JSON; nothing when all is well.
// Discord itself ignores keys that it does not know; ours should send none.
struct CheckedBody {
  std::string_view schema;  // "MessageCreateRequest"
  std::string_view json;
  bool each = false;  // of the array that the body is
  bool unknown_keys_are_wrong = true;
};
using BodyCheck = std::function<std::optional<std::string>(const CheckedBody& body)>;

// The inside of a simulated Discord, for those who drive it from another process.
struct DiscordState;
using Control = Task<io::ServerResponse> (*)(std::shared_ptr<DiscordState> state, io::ServerRequest request);

struct DiscordSettings {
  std::string address = "127.0.0.1:0";
  std::string token = {};     // what the bot must present; empty: make_bot_token
  BodyCheck check_body = {};  // besides the simulation's own rules
  Control control = nullptr;  // what answers below /sim/; null: nothing is there
  int requests_per_second = 50;
  int invalid_requests_max = 10'000;
  milliseconds heartbeat_interval{41'250};
  int session_starts = 1000;
  int max_concurrency = 1;
  std::size_t guilds_per_shard_max = 2500;
  std::size_t guild_bytes = 18 * 1024;      // of one GUILD_CREATE
  std::size_t messages_kept = 100;          // per channel
  bool log_requests = true;                 // a benchmark has no use for it
  std::size_t messages_logged = 5'000'000;  // of all channels, for `posted`; about 150 bytes each
  bool log_contents = true;                 // with what they said; without, a digest stays
  minutes nonce_window{5};                  // "the past few minutes", says the documentation
  std::size_t active_threads_max = 1000;    // per guild
  Chaos chaos = {};
  seconds clock_ahead{0};  // of its Date header, before the story's time: a host with a wrong clock
};

// What the bot may do in a channel unless a test says otherwise: view, send, embed, attach, read history.
inline constexpr std::uint64_t usual_bot_permissions =
    discord::permission::view_channel | discord::permission::send_messages |
    discord::permission::embed_links | discord::permission::attach_files |
    discord::permission::read_message_history;

// What an invitation with every permission asks for: also threads and events.
inline constexpr std::uint64_t full_bot_permissions =
    usual_bot_permissions | discord::permission::create_public_threads |
    discord::permission::send_messages_in_threads | discord::permission::create_events;

struct NewUser {
  std::string name;
  std::string locale = "en-US";
  std::uint64_t permissions = discord::permission::view_channel | discord::permission::send_messages;
  bool refuses_direct = false;  // messages from apps
};

struct NewGuild {
  std::string name;
  std::string locale = "en-US";
  std::uint64_t bot_permissions = usual_bot_permissions;  // of the guild and in its first channel, "general"
  bool has_bot = true;  // else only people who installed the bot for themselves use it there
};

struct NewChannel {
  std::string name;
  discord::ChannelType type = discord::ChannelType::text;
  std::uint64_t bot_permissions = usual_bot_permissions;
  std::vector<discord::ForumTag> tags = {};  // of a forum
  bool requires_tag = false;
};

// Where somebody does something.
struct Location {
  Snowflake user;
  Snowflake channel;
};

// What became of an interaction.
struct Outcome {
  enum class State {
    waiting,   // no answer yet
    thinking,  // acknowledged, the answer is still to come
    answered,
    failed,  // three seconds, or the token's fifteen minutes, passed without an answer
  };
  State state = State::waiting;
  int answer_type = 0;  // Discord's number of the first answer's kind
  bool ephemeral = false;
  Snowflake message;  // that shows the answer
  std::string json;   // that message, as Discord would give it; empty when there is none
  std::vector<discord::CommandChoice> choices = {};  // of an autocomplete
  std::string modal = {};                            // that is asked instead, as JSON
  std::chrono::microseconds answered_after = {};
  std::chrono::microseconds settled_after = {};
};

struct RegisteredCommand {
  Snowflake id;
  discord::CommandSpec spec;
};

// A message as a viewer sees it.
struct SeenMessage {
  Snowflake id;
  std::string json;
  std::string question;  // "/match spirit" above an answer
  std::string asked_by;
  Timestamp sent_at;
  int edits = 0;
};

// A message that was posted, whatever became of it.
struct PostedMessage {
  Snowflake channel;
  Snowflake id;
  Timestamp at;
  std::string nonce;
  std::size_t digest = 0;  // of what it said
  std::string contents = {};
};

struct LoggedRequest {
  std::string method;
  std::string path;  // without tokens
  std::string body;
  int status = 0;
};

struct Statistics {
  std::int64_t requests = 0;
  std::int64_t interactions = 0;
  std::int64_t failed_interactions = 0;
  std::int64_t messages = 0;
  int refused = 0;       // answers of 400 and above, 429 not counted
  int rate_limited = 0;  // answers of 429
  int invalid = 0;       // answers of 401, 403 and 429
  int faults = 0;        // requests that ran into trouble, ordered or by chance
  int repeats = 0;       // messages that a nonce kept from being posted again
  int edits = 0;
  int crossposts = 0;
  int events = 0;  // scheduled ones that were made
  int gateway_identified = 0;
  int gateway_resumed = 0;
  int gateway_faults = 0;  // closed for what the client did
  int last_gateway_fault = 0;
  int heartbeats = 0;
  int heartbeats_missed = 0;
};

class Discord {
 public:
  // unavailable: the address is taken.
  static Result<std::unique_ptr<Discord>> start(io::Loop& loop, const Clock& clock, DiscordSettings settings);
  ~Discord();
  Discord(const Discord&) = delete;
  Discord& operator=(const Discord&) = delete;

  std::string api_base_url() const;  // http://127.0.0.1:PORT/api/v10
  std::string control_url() const;   // http://127.0.0.1:PORT/sim, where the settings' `control` answers
  const std::string& token() const;
  Snowflake application_id() const;

  // Who and what exists. A guild that is added is one that the bot was just added to.
  Snowflake add_user(NewUser user);
  void give_role(Snowflake user, Snowflake role);  // any id will do
  Snowflake add_guild(NewGuild guild);
  Snowflake add_channel(Snowflake guild, std::string name,
                        std::uint64_t bot_permissions = usual_bot_permissions);
  Snowflake add_channel(Snowflake guild, NewChannel channel);
  Snowflake open_direct(Snowflake user);  // with the bot
  Snowflake add_group(std::string name);  // of people without the bot; its channel
  void remove_channel(Snowflake channel);
  void set_bot_permissions(Snowflake channel, std::uint64_t permissions);
  void set_guild_permissions(Snowflake guild, std::uint64_t permissions);
  void set_refuses_direct(Snowflake user, bool refuses);
  bool set_locale(Snowflake user, std::string_view locale);  // false: none of Discord's
  void remove_user(Snowflake user);
  // Even for the bot, which Discord spares unless a guild's own rules say otherwise.
  void set_slow_mode(Snowflake channel, seconds pause);
  void set_thread(Snowflake thread, bool archived, bool locked);
  void remove_message(Snowflake channel, Snowflake message);  // by a moderator
  void remove_event(Snowflake guild, Snowflake event);
  void remove_guild(Snowflake guild);
  void set_outage(Snowflake guild, bool away);
  const std::vector<Snowflake>& guilds() const;
  std::vector<Snowflake> channels(Snowflake guild) const;

  // What users do; each gives the interaction's id. not_found: no such command, user, channel or message;
  // invalid: an option or component that is not there; unavailable: no bot is connected. A sub-command stands
  // behind its command: "follow team".
  Result<Snowflake> slash(Location place, std::string_view command,
                          const std::vector<discord::GivenOption>& options = {});
  // One option is `focused`.
  Result<Snowflake> autocomplete(Location place, std::string_view command,
                                 const std::vector<discord::GivenOption>& options);
  Result<Snowflake> press(Location place, Snowflake message, std::string_view custom_id);
  Result<Snowflake> choose(Location place, Snowflake message, std::string_view custom_id,
                           const std::vector<std::string>& values);
  // Fills in the modal that this user got as the answer to `interaction`, which is used up by it. `answers`
  // are the components of the submission, as JSON.
  Result<Snowflake> submit(Location place, Snowflake interaction, std::string_view answers);

  // Waits until a user sees the answer, or that there is none.
  Task<Outcome> outcome(Snowflake interaction, milliseconds at_most = milliseconds{10'000});
  Outcome outcome_now(Snowflake interaction) const;

  // What users see: the commands offered to them, and a channel's messages, oldest first. Ephemeral ones only
  // for their user.
  std::vector<RegisteredCommand> commands() const;
  std::string commands_json() const;  // as Discord lists them
  // Channels, open threads, and the direct messages with the bot.
  std::vector<Snowflake> visible_channels(Snowflake guild, Snowflake viewer) const;
  // Told of each channel that changes, or in which something does. It is called in the middle of things: note
  // the channel, look later.
  void watch(std::function<void(Snowflake channel)> watcher);
  std::vector<SeenMessage> messages(Snowflake channel, Snowflake viewer) const;
  // As the guild lists them now: those that are over are not among them.
  std::vector<discord::ListedEvent> events(Snowflake guild) const;
  std::optional<discord::Channel> find_channel(Snowflake channel) const;
  // Every message that was ever posted, oldest first; settings say how many are kept. Answers to interactions
  // are not among them.
  const std::deque<PostedMessage>& posted() const;

  // Trouble, on demand.
  // Of the addresses that contain `only`.
  void fail_next(Fault fault, int requests = 1, std::string only = {});
  void set_chaos(Chaos chaos);
  void close_gateway(int code);
  void drop_gateway();
  void ask_to_reconnect();                   // op 7
  void invalidate_sessions(bool resumable);  // op 9
  void ask_for_heartbeat();                  // op 1
  void acknowledge_heartbeats(bool acknowledge);
  // So many to come; heartbeats go on being acknowledged.
  void leave_unanswered(int resumes, int identifies);
  void set_heartbeat_interval(milliseconds interval);  // of connections to come

  bool connected() const;  // some session has a connection
  Statistics statistics() const;
  const std::vector<LoggedRequest>& requests() const;
  // What check_body said.
  const std::vector<std::string>& violations() const;
  const std::shared_ptr<DiscordState>& state() const;

 private:
  struct Impl;
  explicit Discord(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace cs2::sim
