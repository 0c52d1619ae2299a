// Discord's REST API, within its limits.
//
// Requests of one bucket (X-RateLimit-Bucket plus the top-level resource of the path) run one after the other
// while its limit is unknown or used up; all but the interaction endpoints share the global limit. A 429 is
// waited out by its body's retry_after and the request is sent again a bounded number of times; nothing else
// is ever retried here, since only the caller knows whether a thing may be done twice: see
// RestError::in_doubt. 401, 403 and 429 are counted against Discord's limit for invalid requests, and
// everything stops before it is reached. After a 401 Discord is asked once more who we are: only when that is
// refused too the token counts as refused, for good; otherwise the request just failed (unavailable).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/limits/discord.hpp"
#include "base/metrics.hpp"
#include "base/result.hpp"
#include "discord/json.hpp"
#include "discord/shared_limits.hpp"
#include "discord/types.hpp"
#include "io/http.hpp"
#include "io/loop.hpp"

namespace cs2::discord {

struct RestSettings {
  std::string token;  // without "Bot "
  std::string base_url = "https://discord.com/api/v10";
  int requests_per_second = limits::rest_requests_per_second;  // that Discord permits
  std::function<void()> on_token_refused = {};                 // called once, on the loop
};

// What became of a refused request, from the JSON error code and the status; see the table in rest_error.cpp.
enum class RefusalKind {
  unknown_channel,
  unknown_guild,
  unknown_message,
  unknown_role,
  unknown_user,
  unknown_webhook,
  unknown_interaction,
  unknown_command,
  unknown_event,
  missing_access,
  missing_permission,
  cannot_message_user,
  not_ours,
  invalid_token,
  invalid_form,
  wrong_channel,
  tag_required,  // a forum's post without one that we may set
  already_acknowledged,
  already_published,
  slow_mode,
  edit_limit,
  write_limit,
  rate_limited,
  daily_limit,
  too_many,
  too_large,
  files_refused,
  thread_exists,
  thread_archived,
  thread_locked,
  blocked_by_automod,
  overloaded,
  cloudflare,
  other
};

std::string_view name(RefusalKind kind);

struct Refusal {
  RefusalKind kind = RefusalKind::other;
  int status = 0;
  int code = 0;        // Discord's JSON error code, 0 when there was none
  std::string detail;  // for the log: "embeds[3].title: BASE_TYPE_MAX_LENGTH"
  std::optional<milliseconds> retry_after = {};
};

// An answer of Discord's, or why there is none: `error` for what happened on the way, `refusal` when Discord
// said no.
struct RestError {
  Error error;
  std::optional<Refusal> refusal = {};
  // It may have been done all the same: cut after it was sent, no answer in time, or an answer of 5xx. A
  // message is safe to send again with the same nonce, for some minutes. When false it surely was not done.
  bool in_doubt = false;
};
template <class T>
using RestResult = std::expected<T, RestError>;

// For the operator.
Error token_refused();

struct GatewayBot {
  std::string url;
  int shards = 1;
  int sessions_remaining = 1000;
  milliseconds sessions_reset_after = {};
  int max_concurrency = 1;
};

struct Application {
  Snowflake id;
  std::string name;
  std::uint64_t flags = 0;
  bool user_installs = false;  // people may install it for themselves
};

class Rest {
 public:
  // `shared` where other processes use the same token.
  Rest(io::Loop& loop, io::Http& http, const Clock& clock, Metrics& metrics, RestSettings settings,
       SharedLimits* shared = nullptr);
  ~Rest();

  // Requests that wait for their turn now, those of interactions not counted: they have none.
  std::size_t waiting() const;

  Task<RestResult<GatewayBot>> gateway_bot();
  Task<RestResult<Application>> current_application();
  // Lets servers and people install the application; `body` from install_settings_json.
  Task<RestResult<void>> edit_application(std::string body);
  // Whether Discord takes the token.
  Task<RestResult<void>> check_token();

  // Bulk overwrite of the global commands; `body` from commands_to_json.
  Task<RestResult<std::vector<RegisteredCommand>>> overwrite_commands(Snowflake application,
                                                                      std::string body);
  // The global commands with all their translations.
  Task<RestResult<std::vector<RegisteredCommand>>> list_commands(Snowflake application);

  // Interactions: exempt from the global limit, authorised by the token in the path.
  Task<RestResult<void>> answer(Snowflake interaction, std::string token, Answer answer);
  Task<RestResult<void>> edit_answer(Snowflake application, std::string token, Message message);
  Task<RestResult<void>> follow_up(Snowflake application, std::string token, Message message);

  Task<RestResult<Snowflake>> fetch_owner(Snowflake guild, milliseconds wait_max = limits::rest_wait_max);

  // Messages. `wait_max` bounds the wait for the channel's limit and for a pause that Discord has ordered: a
  // longer one is not begun, and the caller is told at once: rate_limited, with `retry_after`. The queue for
  // the global limit is not meant; it is short.
  Task<RestResult<SentMessage>> create_message(Snowflake channel, Message message,
                                               milliseconds wait_max = limits::rest_wait_max);
  Task<RestResult<void>> edit_message(Snowflake channel, Snowflake id, Message message,
                                      milliseconds wait_max = limits::rest_wait_max);
  Task<RestResult<void>> delete_message(Snowflake channel, Snowflake id);
  // Publishes a message of an announcement channel to its followers. already_published is as good as done.
  Task<RestResult<void>> crosspost(Snowflake channel, Snowflake message,
                                   milliseconds wait_max = limits::rest_wait_max);

  // Channels. A thread from a message has the message's id, and a message can have one only
  // (thread_exists); a forum's post is a thread that has its first message's id.
  Task<RestResult<Channel>> fetch_channel(Snowflake channel, milliseconds wait_max = limits::rest_wait_max);
  // The channel of direct messages with that person, a new one or the one that is there.
  Task<RestResult<Snowflake>> open_direct(Snowflake user, milliseconds wait_max = limits::rest_wait_max);
  Task<RestResult<Snowflake>> start_thread(Snowflake channel, Snowflake message, NewThread thread,
                                           milliseconds wait_max = limits::rest_wait_max);
  Task<RestResult<Snowflake>> create_forum_post(Snowflake channel, NewThread thread, Message message,
                                                milliseconds wait_max = limits::rest_wait_max);

  // The first hundred messages of a channel after this id. Without READ_MESSAGE_HISTORY there are none.
  Task<RestResult<std::vector<ListedMessage>>> list_messages(Snowflake channel, Snowflake after,
                                                             milliseconds wait_max = limits::rest_wait_max);

  // A guild's threads that are not archived. As for events below: nothing guards a post against being made
  // twice, and after a doubt it is found here.
  Task<RestResult<std::vector<Channel>>> list_threads(Snowflake guild,
                                                      milliseconds wait_max = limits::rest_wait_max);

  // A guild's scheduled events of the external type. Nothing guards a creation against being done twice:
  // after a doubt look for the event among those that are listed.
  Task<RestResult<Snowflake>> create_event(Snowflake guild, ScheduledEvent event,
                                           milliseconds wait_max = limits::rest_wait_max);
  Task<RestResult<ListedEvent>> fetch_event(Snowflake guild, Snowflake event,
                                            milliseconds wait_max = limits::rest_wait_max);
  Task<RestResult<void>> edit_event(Snowflake guild, Snowflake event, EventChange change,
                                    milliseconds wait_max = limits::rest_wait_max);
  Task<RestResult<std::vector<ListedEvent>>> list_events(Snowflake guild,
                                                         milliseconds wait_max = limits::rest_wait_max);

 private:
  struct State;
  std::shared_ptr<State> state_;  // coroutines that still wait keep it
};

}  // namespace cs2::discord
