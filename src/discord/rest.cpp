#include "discord/rest.hpp"

#include <unordered_map>

#include "base/limits/discord.hpp"
#include "base/limits/http.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "base/version.hpp"
#include "discord/invalid_requests.hpp"
#include "discord/json.hpp"
#include "discord/json_reader.hpp"
#include "discord/multipart.hpp"
#include "discord/rate_limits.hpp"
#include "discord/rest_error.hpp"

namespace cs2::discord {
namespace {

// Who vouches for a call: the bot's token, or the interaction's in the path. Interactions have no share in
// the global limit, and each has buckets of its own that a few calls cannot use up.
enum class Access { bot, interaction };

struct Body {
  std::string content_type;
  std::string bytes;
};

struct Call {
  std::string_view method;
  Route route;
  std::string path;
  Access access = Access::bot;
  Body body = {};
  milliseconds timeout = limits::http_total_max;
  milliseconds wait_max = limits::rest_wait_max;
};

Body json_body(std::string json) {
  return {.content_type = "application/json", .bytes = std::move(json)};
}

Body body_of(std::string json, const std::vector<File>& files) {
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

std::unexpected<RestError> error(ErrorKind kind, std::string detail,
                                 std::optional<milliseconds> retry_after = {}) {
  return std::unexpected(RestError{.error = {kind, std::move(detail), retry_after}});
}

std::string_view outcome(const RestError& failure) {
  return failure.refusal ? name(failure.refusal->kind) : name(failure.error.kind);
}

// Both ends that Discord counts against the address; a shared limit is another's doing.
bool is_invalid_request(int status, std::optional<TooMany> too_many) {
  if (too_many) return too_many->scope != TooMany::Scope::shared;
  return status == 401 || status == 403;
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
  });
  return application;
}

RestResult<std::vector<RegisteredCommand>> read_commands(const RestResult<std::string>& answer) {
  if (!answer) return std::unexpected(answer.error());
  auto commands = parse_commands(*answer);
  if (!commands) return std::unexpected(RestError{.error = commands.error()});
  return std::move(*commands);
}

Snowflake parse_id(std::string_view text) {
  Snowflake id;
  JsonReader json{text};
  json.read_object([&](std::string_view key) {
    if (key != "id") return;
    json.read(id.value);
    json.stop();
  });
  return id;
}

RestResult<void> without_value(const RestResult<std::string>& answer) {
  if (!answer) return std::unexpected(answer.error());
  return {};
}

std::unexpected<RestError> unexpected_shape(std::string_view what) {
  return error(ErrorKind::drift, fmt::format("discord: an answer without {}", what));
}

}  // namespace

struct Rest::State : std::enable_shared_from_this<State> {
  State(io::Loop& on, io::Http& over, const Clock& by, Metrics& to, RestSettings with);

  Task<RestResult<std::string>> send(Call call);
  Task<RestResult<std::string>> send_in_turn(const Call& call, RateLimits::Ticket ticket);
  Task<RestResult<std::string>> send_freely(const Call& call);
  Task<std::optional<RestError>> await_turn(RateLimits::Ticket ticket);
  Task<Result<io::HttpResponse>> exchange(const Call& call);

  std::optional<RestError> refuse(const Call& call);
  RestResult<std::string> settle(const Call& call, io::HttpResponse response);
  TooMany note_too_many(const Call& call, const io::HttpResponse& response);
  void note_invalid();
  int count_invalid(Timestamp now);
  void wake(RateLimits::Ticket ticket);

  io::Loop& loop;
  io::Http& http;
  const Clock& clock;
  Metrics& metrics;
  std::string base_url;
  std::string authorization;
  std::string user_agent;

  RateLimits rate_limits;
  std::unordered_map<RateLimits::Ticket, io::Signal*> sleepers;
  InvalidRequests invalid_requests;
  int invalid_shown = 0;
  bool alarmed = false;
  bool token_refused = false;
  Timestamp blocked_until{};  // by Cloudflare
};

namespace {

// A ticket that leaves the line even when the loop stops meanwhile.
class InLine {
 public:
  InLine(RateLimits& limits, RateLimits::Ticket ticket) : limits_(limits), ticket_(ticket) {}
  ~InLine() {
    if (ticket_ != 0) limits_.leave(ticket_);
  }
  InLine(const InLine&) = delete;
  InLine& operator=(const InLine&) = delete;

  void finish(const BucketHeaders& headers, Timestamp now) {
    limits_.finish(std::exchange(ticket_, 0), headers, now);
  }

 private:
  RateLimits& limits_;
  RateLimits::Ticket ticket_;
};

}  // namespace

Rest::State::State(io::Loop& on, io::Http& over, const Clock& by, Metrics& to, RestSettings with)
    : loop(on),
      http(over),
      clock(by),
      metrics(to),
      base_url(std::move(with.base_url)),
      authorization("Bot " + with.token),
      user_agent(fmt::format("DiscordBot ({}, {})", project_url, version)),
      rate_limits([this](RateLimits::Ticket ticket) { wake(ticket); }) {
  log::register_secret(with.token);
  while (base_url.ends_with('/')) base_url.pop_back();
}

void Rest::State::wake(RateLimits::Ticket ticket) {
  if (const auto found = sleepers.find(ticket); found != sleepers.end()) found->second->set();
}

// What must not even be tried.
std::optional<RestError> Rest::State::refuse(const Call& call) {
  const auto now = clock.now();
  if (call.access == Access::bot && token_refused) {
    return RestError{
        .error = {ErrorKind::unauthorized, "discord refused the bot's token; nothing is sent with it"}};
  }
  if (now < blocked_until) {
    return RestError{
        .error = {ErrorKind::blocked, "cloudflare has blocked this address", blocked_until - now}};
  }
  if (count_invalid(now) >= limits::invalid_requests_stop) {
    return RestError{.error = {ErrorKind::blocked,
                               "too many refused requests: stopped before discord blocks this address",
                               milliseconds{minutes{1}}}};
  }
  if (call.access == Access::bot && rate_limits.waiting() >= limits::rest_waiting_max) {
    return RestError{
        .error = {ErrorKind::rate_limited, "too many requests wait for discord", milliseconds{seconds{1}}}};
  }
  return std::nullopt;
}

Task<RestResult<std::string>> Rest::State::send(Call call) {
  const auto keep = shared_from_this();
  const auto begun = clock.now();
  RestResult<std::string> result;
  if (auto refused = refuse(call)) {
    result = std::unexpected(std::move(*refused));
  } else if (call.access == Access::interaction) {
    result = co_await send_freely(call);
  } else {
    result = co_await send_in_turn(call, rate_limits.join(call.route, begun));
  }

  const std::chrono::duration<double> took = clock.now() - begun;
  metrics.count("cs2results_discord_requests_total",
                {{"route", call.route.name}, {"outcome", result ? "ok" : outcome(result.error())}});
  metrics.observe("cs2results_discord_request_duration_seconds", {{"route", call.route.name}}, took.count());
  co_return result;
}

Task<RestResult<std::string>> Rest::State::send_in_turn(const Call& call, RateLimits::Ticket ticket) {
  InLine place{rate_limits, ticket};
  for (int resends = 0;; ++resends) {
    if (auto gave_up = co_await await_turn(ticket)) co_return std::unexpected(std::move(*gave_up));
    if (auto refused = refuse(call)) co_return std::unexpected(std::move(*refused));

    auto response = co_await exchange(call);
    if (!response) co_return std::unexpected(RestError{.error = response.error()});
    const auto headers = parse_bucket_headers(response->headers);
    if (response->status != 429) {
      place.finish(headers, clock.now());
      co_return settle(call, std::move(*response));
    }

    const auto too_many = note_too_many(call, *response);
    const auto wait = too_many.wait + milliseconds{static_cast<std::int64_t>(random_share() * 100)};
    const bool own_bucket =
        too_many.scope == TooMany::Scope::bucket || too_many.scope == TooMany::Scope::shared;
    if (too_many.scope == TooMany::Scope::global) rate_limits.pause_all(clock.now() + wait);
    rate_limits.refused(ticket, headers, own_bucket ? wait : milliseconds{0}, clock.now());
    if (resends >= limits::rest_resends_max || too_many.scope == TooMany::Scope::cloudflare) {
      co_return settle(call, std::move(*response));
    }
  }
}

// Until the ticket may go; the error when that would take too long.
Task<std::optional<RestError>> Rest::State::await_turn(RateLimits::Ticket ticket) {
  const auto begun = clock.now();
  auto turn = rate_limits.turn(ticket, begun);
  if (turn.verdict == RateLimits::Turn::Verdict::go) co_return std::nullopt;

  io::Signal woken{loop};
  sleepers[ticket] = &woken;
  const auto forget = [this, ticket](void*) { sleepers.erase(ticket); };
  const std::unique_ptr<void, decltype(forget)> sleeping{this, forget};
  while (turn.verdict == RateLimits::Turn::Verdict::wait) {
    static_cast<void>(co_await woken.wait(std::max(milliseconds{1}, clock.real(turn.wait))));
    woken.clear();
    turn = rate_limits.turn(ticket, clock.now());
  }

  const std::chrono::duration<double> waited = clock.now() - begun;
  metrics.observe("cs2results_discord_rate_limit_wait_seconds", {}, waited.count());
  if (turn.verdict == RateLimits::Turn::Verdict::go) co_return std::nullopt;
  co_return RestError{
      .error = {ErrorKind::rate_limited, "discord's rate limit would have to be waited for", turn.wait}};
}

// An answer to an interaction: nothing is counted beforehand, and a 429 is waited out while the user still
// waits.
Task<RestResult<std::string>> Rest::State::send_freely(const Call& call) {
  auto patience = call.wait_max;
  for (int resends = 0;; ++resends) {
    auto response = co_await exchange(call);
    if (!response) co_return std::unexpected(RestError{.error = response.error()});
    if (response->status != 429) co_return settle(call, std::move(*response));

    const auto too_many = note_too_many(call, *response);
    patience -= too_many.wait;
    const bool hopeless = patience < milliseconds{0} || too_many.scope == TooMany::Scope::cloudflare;
    if (hopeless || resends >= limits::rest_resends_max) co_return settle(call, std::move(*response));
    co_await loop.sleep(clock.real(too_many.wait));
  }
}

Task<Result<io::HttpResponse>> Rest::State::exchange(const Call& call) {
  io::HttpRequest request{.method = std::string{call.method},
                          .url = base_url + call.path,
                          .headers = {{"User-Agent", user_agent}},
                          .body = call.body.bytes,
                          .timeout = call.timeout,
                          .body_bytes_max = limits::rest_body_bytes_max};
  if (call.access == Access::bot) request.headers.emplace_back("Authorization", authorization);
  if (!call.body.bytes.empty()) request.headers.emplace_back("Content-Type", call.body.content_type);
  co_return co_await http.send(std::move(request));
}

RestResult<std::string> Rest::State::settle(const Call& call, io::HttpResponse response) {
  if (response.status >= 200 && response.status < 300) return std::move(response.body);
  auto failure = parse_refusal(response);
  if (response.status != 429 && is_invalid_request(response.status, std::nullopt)) note_invalid();

  // Of an interaction the path's token was refused, not ours.
  const bool ours = call.access == Access::bot && failure.refusal->kind == RefusalKind::invalid_token;
  if (ours && !token_refused) {
    token_refused = true;
    log::error("discord refused the bot's token: nothing more is sent with it", {{"route", call.route.name}});
  }
  if (failure.refusal->kind == RefusalKind::invalid_form) {
    log::error("discord does not like what we sent", failure.error, {{"route", call.route.name}});
  }
  return std::unexpected(std::move(failure));
}

TooMany Rest::State::note_too_many(const Call& call, const io::HttpResponse& response) {
  const auto too_many = parse_too_many(response);
  metrics.count("cs2results_discord_rate_limited_total", {{"scope", name(too_many.scope)}});
  if (is_invalid_request(response.status, too_many)) note_invalid();
  if (too_many.scope == TooMany::Scope::cloudflare) blocked_until = clock.now() + too_many.wait;
  log::warning(
      "discord answered 429",
      {{"route", call.route.name}, {"scope", name(too_many.scope)}, {"wait_ms", too_many.wait.count()}});
  return too_many;
}

void Rest::State::note_invalid() {
  invalid_requests.add(clock.now());
  const bool alarm = count_invalid(clock.now()) >= limits::invalid_requests_alarm;
  if (alarm && !alarmed) {
    log::error(
        "many of our requests to discord are refused; at 10,000 in ten minutes it blocks this address");
  }
  alarmed = alarm;
}

// The gauge falls too, as the window passes.
int Rest::State::count_invalid(Timestamp now) {
  const int count = invalid_requests.count(now);
  if (count != std::exchange(invalid_shown, count)) {
    metrics.set("cs2results_discord_invalid_requests", {}, count);
  }
  return count;
}

Rest::Rest(io::Loop& loop, io::Http& http, const Clock& clock, Metrics& metrics, RestSettings settings)
    : state_(std::make_shared<State>(loop, http, clock, metrics, std::move(settings))) {}
Rest::~Rest() = default;

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

Task<RestResult<Snowflake>> Rest::create_message(Snowflake channel, Message message) {
  const auto answer =
      co_await state_->send({.method = "POST",
                             .route = {"POST /channels/{channel}/messages", channel.value},
                             .path = fmt::format("/channels/{}/messages", channel.value),
                             .body = body_of(message_to_json(message, MessageUse::create), message.files)});
  if (!answer) co_return std::unexpected(answer.error());
  const auto id = parse_id(*answer);
  if (!id) co_return unexpected_shape("the message's id");
  co_return id;
}

Task<RestResult<void>> Rest::edit_message(Snowflake channel, Snowflake id, Message message) {
  Call call{.method = "PATCH",
            .route = {"PATCH /channels/{channel}/messages/{message}", channel.value},
            .path = fmt::format("/channels/{}/messages/{}", channel.value, id.value),
            .body = body_of(message_to_json(message, MessageUse::edit), message.files)};
  co_return without_value(co_await state_->send(std::move(call)));
}

Task<RestResult<void>> Rest::delete_message(Snowflake channel, Snowflake id) {
  Call call{.method = "DELETE",
            .route = {"DELETE /channels/{channel}/messages/{message}", channel.value},
            .path = fmt::format("/channels/{}/messages/{}", channel.value, id.value)};
  co_return without_value(co_await state_->send(std::move(call)));
}

}  // namespace cs2::discord
