// What happens to every request, in Discord's order: blocked address, client check, route, authorization,
// limits, body.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/log.hpp"
#include "base/text.hpp"
#include "sim/discord/internal/rest_api/multipart.hpp"
#include "sim/discord/internal/state.hpp"

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view api_prefix = "/api/v10";
constexpr std::size_t file_bytes_max = 10 * 1024 * 1024;
constexpr std::size_t requests_logged = 10'000;

enum class Access {
  open,       // no token
  bot,        // counted against the global limit
  path_token  // interactions and webhooks: the token stands in the path, the global limit does not apply
};

struct Route {
  std::string_view method;
  std::string_view pattern;  // a star captures one segment
  RouteHandler handler;
  Access access = Access::bot;
  Bucket bucket = {};            // limit 0: none
  std::string_view schema = {};  // of the body; "*" when it depends on the body
  bool each = false;             // of an array: of every element
};

// Discord documents no numbers; these are what bots see.
constexpr Bucket commands_bucket{"2b6c0d0e1a3f", 5, 20s};
constexpr Bucket command_bucket{"9f1a77c0b4e2", 5, 20s};
constexpr Bucket create_message_bucket{"80c17d2f203122d936070c88c8d10f33", 5, 5s};
constexpr Bucket edit_message_bucket{"c94ad48a7a6a3f1e", 5, 5s};
constexpr Bucket delete_message_bucket{"d1f2aa0e57c39b64", 5, 1s};
constexpr Bucket read_messages_bucket{"f9e0c9ae63a1c0de", 5, 5s};
constexpr Bucket webhook_bucket{"5b1f3a9de06c7742", 5, 2s};
constexpr Bucket direct_bucket{"41f9cd5d28af77da", 10, 10s};
constexpr Bucket crosspost_bucket{"e6f1a0c75d2b9348", 10, 60min};
constexpr Bucket thread_bucket{"7b20e4f95ac1836d", 50, 300s};
constexpr Bucket edit_channel_bucket{"3c9d51be08f7a264", 2, 600s};
constexpr Bucket events_bucket{"a84be07d31c5926f", 5, 10s};
constexpr Bucket event_bucket{"52d97f0e6ab318c4", 5, 10s};

constexpr std::string_view answer_body = "IncomingWebhookUpdateRequestPartial";

constexpr std::array routes{
    Route{"POST", "/interactions/*/*/callback", route::callback, Access::path_token, {}, "*"},
    Route{"POST", "/webhooks/*/*", route::follow_up, Access::path_token, webhook_bucket,
          "IncomingWebhookRequestPartial"},
    Route{"GET", "/webhooks/*/*/messages/*", route::get_answer, Access::path_token, webhook_bucket},
    Route{"PATCH", "/webhooks/*/*/messages/*", route::edit_answer, Access::path_token, webhook_bucket,
          answer_body},
    Route{"DELETE", "/webhooks/*/*/messages/*", route::delete_answer, Access::path_token, webhook_bucket},
    Route{"POST", "/channels/*/messages", route::create_message, Access::bot, create_message_bucket,
          "MessageCreateRequest"},
    Route{"PATCH", "/channels/*/messages/*", route::edit_message, Access::bot, edit_message_bucket,
          "MessageEditRequestPartial"},
    Route{"DELETE", "/channels/*/messages/*", route::delete_message, Access::bot, delete_message_bucket},
    Route{"GET", "/channels/*/messages", route::list_messages, Access::bot, read_messages_bucket},
    Route{"GET", "/channels/*/messages/*", route::get_message, Access::bot, read_messages_bucket},
    Route{"POST", "/channels/*/messages/*/crosspost", route::crosspost, Access::bot, crosspost_bucket},
    Route{"POST", "/channels/*/messages/*/threads", route::start_thread, Access::bot, thread_bucket,
          "CreateTextThreadWithMessageRequest"},
    Route{"POST", "/channels/*/threads", route::create_thread, Access::bot, thread_bucket, "*"},
    Route{"GET", "/channels/*", route::get_channel},
    Route{"PATCH", "/channels/*", route::edit_channel, Access::bot, edit_channel_bucket},
    Route{"GET", "/gateway", route::gateway, Access::open},
    Route{"GET", "/gateway/bot", route::gateway_bot},
    Route{"GET", "/applications/@me", route::application},
    Route{"PATCH", "/applications/@me", route::edit_application, Access::bot, {}, "ApplicationFormPartial"},
    Route{"GET", "/oauth2/applications/@me", route::application},
    Route{"GET", "/users/@me", route::current_user},
    Route{"POST", "/users/@me/channels", route::open_direct, Access::bot, direct_bucket,
          "CreatePrivateChannelRequest"},
    Route{"GET", "/guilds/*", route::get_guild},
    Route{"GET", "/guilds/*/channels", route::get_channels},
    Route{"GET", "/guilds/*/threads/active", route::list_threads},
    Route{"GET", "/guilds/*/scheduled-events", route::list_events, Access::bot, events_bucket},
    Route{"POST", "/guilds/*/scheduled-events", route::create_event, Access::bot, events_bucket,
          "ExternalScheduledEventCreateRequest"},
    Route{"GET", "/guilds/*/scheduled-events/*", route::get_event, Access::bot, event_bucket},
    Route{"PATCH", "/guilds/*/scheduled-events/*", route::edit_event, Access::bot, event_bucket,
          "ExternalScheduledEventPatchRequestPartial"},
    Route{"DELETE", "/guilds/*/scheduled-events/*", route::delete_event, Access::bot, event_bucket},
    Route{"GET", "/applications/*/commands", route::list_commands, Access::bot, commands_bucket},
    Route{"PUT", "/applications/*/commands", route::overwrite_commands, Access::bot, commands_bucket,
          "ApplicationCommandUpdateRequest", true},
    Route{"POST", "/applications/*/commands", route::create_command, Access::bot, commands_bucket,
          "ApplicationCommandCreateRequest"},
    Route{"GET", "/applications/*/commands/*", route::get_command, Access::bot, command_bucket},
    Route{"PATCH", "/applications/*/commands/*", route::edit_command, Access::bot, command_bucket,
          "ApplicationCommandPatchRequestPartial"},
    Route{"DELETE", "/applications/*/commands/*", route::delete_command, Access::bot, command_bucket},
};

bool fits(std::string_view pattern, std::string_view path, std::vector<std::string_view>& captured) {
  captured.clear();
  while (!pattern.empty() && !path.empty()) {
    // Both begin with a slash.
    const auto pattern_end = std::min(pattern.find('/', 1), pattern.size());
    const auto path_end = std::min(path.find('/', 1), path.size());
    const auto segment = path.substr(1, path_end - 1);
    if (pattern.substr(1, pattern_end - 1) == "*") {
      if (segment.empty()) return false;
      captured.push_back(segment);
    } else if (pattern.substr(1, pattern_end - 1) != segment) {
      return false;
    }
    pattern.remove_prefix(pattern_end);
    path.remove_prefix(path_end);
  }
  return pattern.empty() && path.empty();
}

struct Found {
  const Route* route = nullptr;
  bool other_method = false;
};

Found find_route(std::string_view method, std::string_view path, std::vector<std::string_view>& captured) {
  Found found;
  for (const auto& each : routes) {
    if (!fits(each.pattern, path, captured)) continue;
    if (each.method == method) return {&each, false};
    found.other_method = true;
  }
  return found;
}

// The top-level resource of the path: a channel, a guild, or a webhook with its token.
std::uint64_t major_of(const Route& route, const Call& call) {
  if (call.captured.empty()) return 0;
  if (route.pattern.starts_with("/webhooks/")) return std::hash<std::string_view>{}(call.captured[1]);
  const auto id = discord::parse_snowflake(call.captured[0]);
  return id ? id->value : 0;
}

// The documentation's shape is `DiscordBot ($url, $version)`, with more text allowed behind.
bool is_bot_client(std::string_view user_agent) {
  return user_agent.starts_with("DiscordBot (");
}

// `code` where Discord gives one: the limit is of a kind of its own.
io::ServerResponse rate_limited(milliseconds wait, bool global, std::string_view scope, int code = 0) {
  const double after = static_cast<double>(wait.count()) / 1000.0;
  json::object body{{"message", global ? "You are being blocked from accessing our API temporarily due to "
                                         "exceeding our rate limits frequently."
                                       : "You are being rate limited."},
                    {"retry_after", after},
                    {"global", global}};
  if (code != 0) body["code"] = code;
  auto response = reply(429, std::move(body));
  response.headers.emplace_back("Retry-After", std::to_string((wait.count() + 999) / 1000));
  response.headers.emplace_back("X-RateLimit-Scope", scope);
  if (global) response.headers.emplace_back("X-RateLimit-Global", "true");
  return response;
}

void set_header(io::Headers& headers, std::string_view name, std::string_view value) {
  for (auto& [each, text] : headers) {
    if (each == name) text = value;
  }
}

void add_limit_headers(const Bucket& bucket, const Allowance& allowance, io::Headers& headers) {
  headers.emplace_back("X-RateLimit-Limit", std::to_string(bucket.limit));
  headers.emplace_back("X-RateLimit-Remaining", std::to_string(allowance.remaining));
  headers.emplace_back(
      "X-RateLimit-Reset",
      fmt::format("{:.3f}", static_cast<double>(unix_milliseconds(allowance.reset_at)) / 1000.0));
  headers.emplace_back("X-RateLimit-Reset-After",
                       fmt::format("{:.3f}", static_cast<double>(allowance.reset_after.count()) / 1000.0));
  headers.emplace_back("X-RateLimit-Bucket", bucket.name);
}

std::optional<Refusal> parse_json(std::string_view text, json::value& body) {
  boost::system::error_code error;
  body = json::parse(text, error);
  if (error) return refusals::invalid_json();
  return std::nullopt;
}

std::optional<Refusal> parse_body(Call& call) {
  const auto type = io::header(call.request.headers, "Content-Type");
  if (call.request.body.empty()) {
    call.body = json::object{};
    return std::nullopt;
  }
  if (type.starts_with("application/json")) return parse_json(call.request.body, call.body);
  if (!type.starts_with("multipart/form-data")) {
    FormErrors errors;
    errors.add("", "CONTENT_TYPE_INVALID",
               "Expected \"Content-Type\" header to be one of {'application/json', 'multipart/form-data'}.");
    return errors.refusal();
  }
  const auto parts = parse_multipart(type, call.request.body);
  if (!parts) return refusals::invalid_json();
  call.body = json::object{};
  for (const auto& part : *parts) {
    if (part.name == "payload_json") {
      if (const auto refused = parse_json(part.contents, call.body)) return refused;
    } else if (!part.filename.empty()) {
      call.files.push_back(part.filename);
      call.file_bytes += part.contents.size();
      if (part.contents.size() > file_bytes_max) return Refusal{413, 40005, "Request entity too large"};
    }
  }
  return std::nullopt;
}

// "anyOf" of all callbacks would hide the reason: the body says by its type which one it is.
std::string_view callback_schema(const json::value& body) {
  const auto* object = body.if_object();
  switch (object ? integer_at(*object, "type").value_or(0) : 0) {
    case 1:
      return "PongInteractionCallbackRequest";
    case 6:
    case 7:
      return "UpdateMessageInteractionCallbackRequest";
    case 8:
      return "ApplicationCommandAutocompleteCallbackRequest";
    case 9:
      return "ModalInteractionCallbackRequest";
    case 12:
      return "LaunchActivityInteractionCallbackRequest";
    default:
      return "CreateMessageInteractionCallbackRequest";
  }
}

std::string_view schema_of(const Route& route, const json::value& body) {
  if (route.access == Access::path_token) return callback_schema(body);
  const auto* object = body.if_object();
  const bool forum = object && object->contains("message");
  return forum ? "CreateForumThreadRequest" : "CreateTextThreadWithoutMessageRequest";
}

std::optional<Refusal> check_body(DiscordState& state, const Route& route, const Call& call) {
  const auto& check = state.settings.check_body;
  if (!check || route.schema.empty() || call.request.body.empty()) return std::nullopt;
  const auto text = json::serialize(call.body);
  CheckedBody body{.schema = route.schema == "*" ? schema_of(route, call.body) : route.schema,
                   .json = text,
                   .each = route.each};
  const auto broken = check(body);
  if (!broken) return std::nullopt;
  state.violations.push_back(fmt::format("{} {}: {}", route.method, route.pattern, *broken));
  body.unknown_keys_are_wrong = false;
  const auto refused = check(body);
  if (!refused) return std::nullopt;
  FormErrors errors;
  errors.add("", "OPENAPI", *refused);
  return errors.refusal();
}

bool is_authorized(const DiscordState& state, const io::ServerRequest& request) {
  return io::header(request.headers, "Authorization") == "Bot " + state.settings.token;
}

io::ServerResponse answer_request(DiscordState& state, const io::ServerRequest& request) {
  const auto now = state.clock.now();
  if (state.limits.is_blocked(now)) {
    // Cloudflare in front of the API: not JSON.
    return {.status = 429,
            .headers = {{"Retry-After", "600"}, {"Content-Type", "text/html"}},
            .body = "<html>error code: 1015</html>"};
  }
  if (!is_bot_client(io::header(request.headers, "User-Agent"))) return refuse(refusals::blocked_client());

  Call call{
      .request = request, .query = parse_query(request.target), .captured = {}, .body = {}, .files = {}};
  if (!call.query.path.starts_with(api_prefix)) return refuse(refusals::not_found());
  const auto path = std::string_view(call.query.path).substr(api_prefix.size());
  const auto [route, other_method] = find_route(request.method, path, call.captured);
  if (!route) return refuse(other_method ? refusals::wrong_method() : refusals::not_found());
  if (route->access == Access::bot) {
    if (!is_authorized(state, request)) return refuse(refusals::unauthorized());
    if (const auto wait = state.limits.take_global(now)) return rate_limited(*wait, true, "global");
  }
  Allowance allowance;
  if (route->bucket.limit > 0) {
    allowance = state.limits.take(route->bucket, major_of(*route, call), now);
    if (!allowance.allowed) {
      const int code = route->bucket.name == direct_bucket.name ? 40003 : 0;
      auto response = rate_limited(allowance.reset_after, false, "user", code);
      add_limit_headers(route->bucket, allowance, response.headers);
      return response;
    }
  }
  auto response = [&] {
    if (const auto refused = parse_body(call)) return refuse(*refused);
    if (const auto refused = check_body(state, *route, call)) return refuse(*refused);
    return route->handler(state, call);
  }();
  if (route->bucket.limit > 0) add_limit_headers(route->bucket, allowance, response.headers);
  return response;
}

io::ServerResponse answer_with_fault(DiscordState& state, const io::ServerRequest& request, Fault fault) {
  switch (fault) {
    case Fault::server_error:
      return reply(500, json::object{{"message", "500: Internal Server Error"}, {"code", 0}});
    case Fault::bad_gateway:
      return {
          .status = 502, .headers = {{"Content-Type", "text/html"}}, .body = "<html>502 Bad Gateway</html>"};
    case Fault::rate_limited:
      return rate_limited(1000ms, false, "shared");
    case Fault::reset:
      return {.body = std::string(1024, ' '), .cut = true};
    case Fault::lost_after_accept:
      answer_request(state, request);
      return {.body = std::string(1024, ' '), .cut = true};
    case Fault::hung_up:
      return {.hangs_up = true};
    case Fault::hung_up_after_accept:
      answer_request(state, request);
      return {.hangs_up = true};
    case Fault::unauthorized:
      return refuse(refusals::unauthorized());
    case Fault::invalid_form: {
      FormErrors errors;
      errors.add("", "ORDERED_BY_A_TEST", "This request was to be refused.");
      return refuse(*errors.refusal());
    }
  }
  return {};
}

void count(DiscordState& state, const io::ServerRequest& request, const io::ServerResponse& response) {
  auto& statistics = state.statistics;
  ++statistics.requests;
  const bool shared = io::header(response.headers, "X-RateLimit-Scope") == "shared";
  if (response.status == 429) {
    ++statistics.rate_limited;
  } else if (response.status >= 400) {
    ++statistics.refused;
    log::warning("sim: request refused", {{"method", request.method},
                                          {"path", request.target},
                                          {"status", response.status},
                                          {"answer", response.body}});
  }
  if (response.status == 401 || response.status == 403 || (response.status == 429 && !shared)) {
    ++statistics.invalid;
    state.limits.count_invalid(state.clock.now());
  }
  if (state.settings.log_requests && state.requests.size() < requests_logged) {
    state.requests.push_back({.method = request.method,
                              .path = log::redact(request.target.substr(0, request.target.find('?'))),
                              .body = request.body,
                              .status = response.cut || response.hangs_up ? 0 : response.status});
  }
}

}  // namespace

io::ServerResponse reply(int status, const json::value& body) {
  return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = json::serialize(body)};
}

io::ServerResponse refuse(const Refusal& refusal) {
  if (refusal.status == 429) {
    auto response = rate_limited(refusal.wait, false, "user", refusal.code);
    // The header is known to say too little here; the body is right.
    if (refusal.code == 20022) set_header(response.headers, "Retry-After", "1");
    return response;
  }
  return {
      .status = refusal.status, .headers = {{"Content-Type", "application/json"}}, .body = to_json(refusal)};
}

io::ServerResponse no_content() {
  return {.status = 204};
}

Task<io::ServerResponse> answer_api(std::shared_ptr<DiscordState> state, io::ServerRequest request) {
  const auto fault = state->faults.take(request.target);
  if (fault) ++state->statistics.faults;
  auto response = fault ? answer_with_fault(*state, request, *fault) : answer_request(*state, request);
  count(*state, request, response);
  response.headers.emplace_back("Date", to_http_date(state->clock.now() + state->settings.clock_ahead));
  co_return response;
}

}  // namespace cs2::sim
