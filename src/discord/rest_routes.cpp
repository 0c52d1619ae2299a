// One function per route: what is asked, and what of the answer matters.
#include "discord/json.hpp"
#include "discord/json_reader.hpp"
#include "discord/multipart.hpp"
#include "discord/rest_state.hpp"

namespace cs2::discord {
namespace {

CallBody json_body(std::string json) {
  return {.content_type = "application/json", .bytes = std::move(json)};
}

CallBody body_of(std::string json, const std::vector<File>& files) {
  if (files.empty()) return json_body(std::move(json));
  const auto boundary = make_boundary();
  return {.content_type = "multipart/form-data; boundary=" + boundary,
          .bytes = to_multipart(json, files, boundary)};
}

const std::vector<File>& files_of(const Answer& answer) {
  static const std::vector<File> none;
  if (const auto* const message = std::get_if<AnswerMessage>(&answer)) return message->message.files;
  if (const auto* const update = std::get_if<AnswerUpdate>(&answer)) return update->message.files;
  return none;
}

GatewayBot parse_gateway_bot(std::string_view text) {
  GatewayBot gateway;
  std::int64_t shards = 1;
  std::int64_t remaining = gateway.sessions_remaining;
  std::int64_t reset_after = 0;
  std::int64_t concurrency = 1;
  JsonReader json{text};
  json.read_object([&](std::string_view key) {
    if (key == "url") return json.read(gateway.url);
    if (key == "shards") return json.read(shards);
    if (key != "session_start_limit") return;
    json.read_object([&](std::string_view part) {
      if (part == "remaining") return json.read(remaining);
      if (part == "reset_after") return json.read(reset_after);
      if (part == "max_concurrency") return json.read(concurrency);
    });
  });
  constexpr std::int64_t day = 24 * 60 * 60 * 1000;
  gateway.shards = static_cast<int>(std::clamp<std::int64_t>(shards, 1, limits::gateway_shards_max));
  gateway.sessions_remaining = static_cast<int>(std::clamp<std::int64_t>(remaining, 0, 1'000'000));
  gateway.sessions_reset_after = milliseconds{std::clamp<std::int64_t>(reset_after, 0, day)};
  gateway.max_concurrency =
      static_cast<int>(std::clamp<std::int64_t>(concurrency, 1, limits::gateway_shards_max));
  return gateway;
}

Application parse_application(std::string_view text) {
  Application application;
  JsonReader json{text};
  json.read_object([&](std::string_view key) {
    if (key == "id") return json.read(application.id.value);
    if (key == "name") return json.read(application.name);
    if (key == "flags") return json.read(application.flags);
    if (key != "integration_types_config") return;
    json.read_object([&](std::string_view kind) {
      if (kind == "1") application.user_installs = true;
    });
  });
  return application;
}

RestResult<std::vector<RegisteredCommand>> read_commands(const RestResult<std::string>& answer) {
  if (!answer) return std::unexpected(answer.error());
  auto commands = parse_commands(*answer);
  if (!commands) return std::unexpected(RestError{.error = commands.error()});
  return std::move(*commands);
}

SentMessage parse_sent(std::string_view text) {
  SentMessage sent;
  JsonReader json{text};
  json.read_object([&](std::string_view key) {
    if (key == "id") json.read(sent.id.value);
    if (key == "channel_id") json.read(sent.channel.value);
    if (sent.id && sent.channel) json.stop();
  });
  return sent;
}

RestResult<void> without_value(const RestResult<std::string>& answer) {
  if (!answer) return std::unexpected(answer.error());
  return {};
}

std::unexpected<RestError> unexpected_shape(std::string_view what) {
  return std::unexpected(
      RestError{.error = {ErrorKind::drift, fmt::format("discord: an answer without {}", what)}});
}

// Discord did it, and did not say what came of it.
std::unexpected<RestError> done_but_unknown(std::string_view what) {
  auto failure = unexpected_shape(what);
  failure.error().in_doubt = true;
  return failure;
}

RestResult<Snowflake> read_id(const RestResult<std::string>& answer, std::string_view what) {
  if (!answer) return std::unexpected(answer.error());
  const auto id = parse_sent(*answer).id;
  if (!id) return done_but_unknown(what);
  return id;
}

template <class T>
RestResult<T> read(Result<T> parsed) {
  if (!parsed) return std::unexpected(RestError{.error = parsed.error()});
  return std::move(*parsed);
}

}  // namespace

Rest::Rest(io::Loop& loop, io::Http& http, const Clock& clock, Metrics& metrics, RestSettings settings,
           SharedLimits* shared)
    : state_(std::make_shared<State>(loop, http, clock, metrics, std::move(settings), shared)) {}
Rest::~Rest() = default;

std::size_t Rest::waiting() const {
  return state_->rate_limits.waiting();
}

Task<RestResult<GatewayBot>> Rest::gateway_bot() {
  const auto answer =
      co_await state_->send({.method = "GET", .route = {"GET /gateway/bot"}, .path = "/gateway/bot"});
  if (!answer) co_return std::unexpected(answer.error());
  auto gateway = parse_gateway_bot(*answer);
  if (gateway.url.empty()) co_return unexpected_shape("the gateway's url");
  co_return gateway;
}

Task<RestResult<Application>> Rest::current_application() {
  const auto answer = co_await state_->send(
      {.method = "GET", .route = {"GET /applications/@me"}, .path = "/applications/@me"});
  if (!answer) co_return std::unexpected(answer.error());
  auto application = parse_application(*answer);
  if (!application.id) co_return unexpected_shape("the application's id");
  co_return application;
}

Task<RestResult<void>> Rest::edit_application(std::string body) {
  co_return without_value(co_await state_->send({.method = "PATCH",
                                                 .route = {"PATCH /applications/@me"},
                                                 .path = "/applications/@me",
                                                 .body = json_body(std::move(body))}));
}

Task<RestResult<void>> Rest::check_token() {
  co_return without_value(co_await state_->send(current_user_call()));
}

Task<RestResult<std::vector<RegisteredCommand>>> Rest::overwrite_commands(Snowflake application,
                                                                          std::string body) {
  const auto answer =
      co_await state_->send({.method = "PUT",
                             .route = {"PUT /applications/{application}/commands"},
                             .path = fmt::format("/applications/{}/commands", application.value),
                             .body = json_body(std::move(body))});
  co_return read_commands(answer);
}

Task<RestResult<std::vector<RegisteredCommand>>> Rest::list_commands(Snowflake application) {
  const auto answer = co_await state_->send(
      {.method = "GET",
       .route = {"GET /applications/{application}/commands"},
       .path = fmt::format("/applications/{}/commands?with_localizations=true", application.value)});
  co_return read_commands(answer);
}

Task<RestResult<void>> Rest::answer(Snowflake interaction, std::string token, Answer answer) {
  Call call{.method = "POST",
            .route = {"POST /interactions/{interaction}/{token}/callback"},
            .path = fmt::format("/interactions/{}/{}/callback", interaction.value, token),
            .access = Access::interaction,
            .body = body_of(answer_to_json(answer), files_of(answer)),
            .timeout = limits::interaction_answer_max,
            .wait_max = limits::rest_answer_wait_max};
  co_return without_value(co_await state_->send(std::move(call)));
}

Task<RestResult<void>> Rest::edit_answer(Snowflake application, std::string token, Message message) {
  Call call{.method = "PATCH",
            .route = {"PATCH /webhooks/{application}/{token}/messages/@original"},
            .path = fmt::format("/webhooks/{}/{}/messages/@original", application.value, token),
            .access = Access::interaction,
            .body = body_of(message_to_json(message, MessageUse::edit), message.files)};
  co_return without_value(co_await state_->send(std::move(call)));
}

Task<RestResult<void>> Rest::follow_up(Snowflake application, std::string token, Message message) {
  Call call{.method = "POST",
            .route = {"POST /webhooks/{application}/{token}"},
            .path = fmt::format("/webhooks/{}/{}", application.value, token),
            .access = Access::interaction,
            .body = body_of(message_to_json(message, MessageUse::answer), message.files)};
  co_return without_value(co_await state_->send(std::move(call)));
}

Task<RestResult<SentMessage>> Rest::create_message(Snowflake channel, Message message,
                                                   milliseconds wait_max) {
  const bool guarded = !message.nonce.empty();
  Call call{.method = "POST",
            .route = {"POST /channels/{channel}/messages", channel.value},
            .path = fmt::format("/channels/{}/messages", channel.value),
            .body = body_of(message_to_json(message, MessageUse::create), message.files),
            .wait_max = wait_max,
            .once = !guarded};
  const auto answer = co_await state_->send(std::move(call));
  if (!answer) co_return std::unexpected(answer.error());
  const auto sent = parse_sent(*answer);
  if (!sent.id) co_return done_but_unknown("the message's id");
  co_return SentMessage{.id = sent.id, .channel = sent.channel ? sent.channel : channel};
}

Task<RestResult<void>> Rest::edit_message(Snowflake channel, Snowflake id, Message message,
                                          milliseconds wait_max) {
  Call call{.method = "PATCH",
            .route = {"PATCH /channels/{channel}/messages/{message}", channel.value},
            .path = fmt::format("/channels/{}/messages/{}", channel.value, id.value),
            .body = body_of(message_to_json(message, MessageUse::edit), message.files),
            .wait_max = wait_max};
  co_return without_value(co_await state_->send(std::move(call)));
}

Task<RestResult<void>> Rest::delete_message(Snowflake channel, Snowflake id) {
  Call call{.method = "DELETE",
            .route = {"DELETE /channels/{channel}/messages/{message}", channel.value},
            .path = fmt::format("/channels/{}/messages/{}", channel.value, id.value)};
  co_return without_value(co_await state_->send(std::move(call)));
}

Task<RestResult<void>> Rest::crosspost(Snowflake channel, Snowflake message, milliseconds wait_max) {
  Call call{.method = "POST",
            .route = {"POST /channels/{channel}/messages/{message}/crosspost", channel.value},
            .path = fmt::format("/channels/{}/messages/{}/crosspost", channel.value, message.value),
            .wait_max = wait_max};
  co_return without_value(co_await state_->send(std::move(call)));
}

Task<RestResult<Channel>> Rest::fetch_channel(Snowflake channel, milliseconds wait_max) {
  const auto answer = co_await state_->send({.method = "GET",
                                             .route = {"GET /channels/{channel}", channel.value},
                                             .path = fmt::format("/channels/{}", channel.value),
                                             .wait_max = wait_max});
  if (!answer) co_return std::unexpected(answer.error());
  co_return read(parse_channel(*answer));
}

Task<RestResult<Snowflake>> Rest::fetch_owner(Snowflake guild, milliseconds wait_max) {
  const auto answer = co_await state_->send({.method = "GET",
                                             .route = {"GET /guilds/{guild}", guild.value},
                                             .path = fmt::format("/guilds/{}", guild.value),
                                             .wait_max = wait_max});
  if (!answer) co_return std::unexpected(answer.error());
  co_return read(parse_owner(*answer));
}

Task<RestResult<Snowflake>> Rest::open_direct(Snowflake user, milliseconds wait_max) {
  const auto answer = co_await state_->send({.method = "POST",
                                             .route = {"POST /users/@me/channels"},
                                             .path = "/users/@me/channels",
                                             .body = json_body(direct_to_json(user)),
                                             .wait_max = wait_max});
  co_return read_id(answer, "the channel's id");
}

Task<RestResult<Snowflake>> Rest::start_thread(Snowflake channel, Snowflake message, NewThread thread,
                                               milliseconds wait_max) {
  const auto answer = co_await state_->send(
      {.method = "POST",
       .route = {"POST /channels/{channel}/messages/{message}/threads", channel.value},
       .path = fmt::format("/channels/{}/messages/{}/threads", channel.value, message.value),
       .body = json_body(thread_to_json(thread)),
       .wait_max = wait_max});
  co_return read_id(answer, "the thread's id");
}

Task<RestResult<Snowflake>> Rest::create_forum_post(Snowflake channel, NewThread thread, Message message,
                                                    milliseconds wait_max) {
  Call call{.method = "POST",
            .route = {"POST /channels/{channel}/threads", channel.value},
            .path = fmt::format("/channels/{}/threads", channel.value),
            .body = body_of(forum_post_to_json(thread, message), message.files),
            .wait_max = wait_max,
            .once = true};
  co_return read_id(co_await state_->send(std::move(call)), "the thread's id");
}

Task<RestResult<std::vector<ListedMessage>>> Rest::list_messages(Snowflake channel, Snowflake after,
                                                                 milliseconds wait_max) {
  const auto answer =
      co_await state_->send({.method = "GET",
                             .route = {"GET /channels/{channel}/messages", channel.value},
                             .path = fmt::format("/channels/{}/messages?limit={}&after={}", channel.value,
                                                 limits::messages_listed, after.value),
                             .wait_max = wait_max});
  if (!answer) co_return std::unexpected(answer.error());
  co_return read(parse_messages(*answer));
}

Task<RestResult<std::vector<Channel>>> Rest::list_threads(Snowflake guild, milliseconds wait_max) {
  const auto answer = co_await state_->send({.method = "GET",
                                             .route = {"GET /guilds/{guild}/threads/active", guild.value},
                                             .path = fmt::format("/guilds/{}/threads/active", guild.value),
                                             .wait_max = wait_max});
  if (!answer) co_return std::unexpected(answer.error());
  co_return read(parse_threads(*answer));
}

Task<RestResult<Snowflake>> Rest::create_event(Snowflake guild, ScheduledEvent event, milliseconds wait_max) {
  Call call{.method = "POST",
            .route = {"POST /guilds/{guild}/scheduled-events", guild.value},
            .path = fmt::format("/guilds/{}/scheduled-events", guild.value),
            .body = json_body(event_to_json(event)),
            .wait_max = wait_max,
            .once = true};
  co_return read_id(co_await state_->send(std::move(call)), "the event's id");
}

Task<RestResult<ListedEvent>> Rest::fetch_event(Snowflake guild, Snowflake event, milliseconds wait_max) {
  const auto answer =
      co_await state_->send({.method = "GET",
                             .route = {"GET /guilds/{guild}/scheduled-events/{event}", guild.value},
                             .path = fmt::format("/guilds/{}/scheduled-events/{}", guild.value, event.value),
                             .wait_max = wait_max});
  if (!answer) co_return std::unexpected(answer.error());
  co_return read(parse_scheduled_event(*answer));
}

Task<RestResult<void>> Rest::edit_event(Snowflake guild, Snowflake event, EventChange change,
                                        milliseconds wait_max) {
  Call call{.method = "PATCH",
            .route = {"PATCH /guilds/{guild}/scheduled-events/{event}", guild.value},
            .path = fmt::format("/guilds/{}/scheduled-events/{}", guild.value, event.value),
            .body = json_body(event_change_to_json(change)),
            .wait_max = wait_max};
  co_return without_value(co_await state_->send(std::move(call)));
}

Task<RestResult<std::vector<ListedEvent>>> Rest::list_events(Snowflake guild, milliseconds wait_max) {
  const auto answer = co_await state_->send({.method = "GET",
                                             .route = {"GET /guilds/{guild}/scheduled-events", guild.value},
                                             .path = fmt::format("/guilds/{}/scheduled-events", guild.value),
                                             .wait_max = wait_max});
  if (!answer) co_return std::unexpected(answer.error());
  co_return read(parse_events(*answer));
}

}  // namespace cs2::discord
