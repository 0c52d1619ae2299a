#include "discord/rest_error.hpp"

#include <algorithm>
#include <cmath>

#include "base/enum_names.hpp"
#include "base/limits/discord.hpp"
#include "base/number.hpp"
#include "discord/json_reader.hpp"

namespace cs2::discord {
namespace {

struct Row {
  int code;
  RefusalKind kind;
};

// Discord's JSON error codes that matter to this bot, by number.
constexpr Row rows[] = {
    {10003, RefusalKind::unknown_channel},
    {10004, RefusalKind::unknown_guild},
    {10007, RefusalKind::unknown_user},  // member
    {10008, RefusalKind::unknown_message},
    {10011, RefusalKind::unknown_role},
    {10013, RefusalKind::unknown_user},
    {10014, RefusalKind::invalid_form},  // emoji
    {10015, RefusalKind::unknown_webhook},
    {10062, RefusalKind::unknown_interaction},  // its three seconds have passed
    {10063, RefusalKind::unknown_command},
    {10070, RefusalKind::unknown_event},
    {10087, RefusalKind::tag_required},  // the tag is gone
    {20016, RefusalKind::slow_mode},
    {20022, RefusalKind::edit_limit},  // of announcements
    {20028, RefusalKind::write_limit},
    {20029, RefusalKind::write_limit},
    {30007, RefusalKind::too_many},      // webhooks in the channel
    {30015, RefusalKind::invalid_form},  // attachments
    {30032, RefusalKind::invalid_form},  // commands
    {30034, RefusalKind::daily_limit},
    {30038, RefusalKind::too_many},    // scheduled events
    {30046, RefusalKind::edit_limit},  // of messages older than an hour
    {30058, RefusalKind::too_many},    // webhooks in the guild
    {40001, RefusalKind::invalid_token},
    {40003, RefusalKind::rate_limited},  // opening direct messages too fast
    {40004, RefusalKind::overloaded},    // sending is disabled for a while
    {40005, RefusalKind::too_large},
    {40006, RefusalKind::overloaded},  // the feature is switched off for a while
    {40033, RefusalKind::already_published},
    {40041, RefusalKind::invalid_form},   // command name exists
    {40058, RefusalKind::wrong_channel},  // a forum takes threads only
    {40060, RefusalKind::already_acknowledged},
    {40062, RefusalKind::rate_limited},
    {40066, RefusalKind::tag_required},  // all its tags are for moderators
    {40067, RefusalKind::tag_required},
    {40094, RefusalKind::too_many},    // follow-ups
    {40333, RefusalKind::cloudflare},  // our User-Agent
    {50001, RefusalKind::missing_access},
    {50005, RefusalKind::not_ours},      // a message of another author
    {50006, RefusalKind::invalid_form},  // empty message
    {50007, RefusalKind::cannot_message_user},
    {50008, RefusalKind::wrong_channel},
    {50013, RefusalKind::missing_permission},
    {50014, RefusalKind::invalid_token},
    {50021, RefusalKind::not_ours},  // a system message
    {50024, RefusalKind::wrong_channel},
    {50027, RefusalKind::unknown_webhook},      // its token, or an interaction's after 15 minutes
    {50033, RefusalKind::cannot_message_user},  // invalid recipients
    {50035, RefusalKind::invalid_form},
    {50041, RefusalKind::invalid_form},  // API version
    {50045, RefusalKind::too_large},
    {50046, RefusalKind::too_large},
    {50083, RefusalKind::thread_archived},
    {50109, RefusalKind::invalid_form},  // JSON
    {50278, RefusalKind::cannot_message_user},
    {60003, RefusalKind::missing_permission},  // the owner of the application has no second factor
    {130000, RefusalKind::overloaded},
    {160002, RefusalKind::missing_permission},  // to read what is replied to
    {160004, RefusalKind::thread_exists},
    {160005, RefusalKind::thread_locked},
    {160006, RefusalKind::too_many},  // active threads
    {160007, RefusalKind::too_many},
    {160009, RefusalKind::missing_permission},
    {180000, RefusalKind::unknown_event},  // it is over
    {200000, RefusalKind::blocked_by_automod},
    {200001, RefusalKind::blocked_by_automod},
    {220001, RefusalKind::invalid_form},  // webhooks and forum threads
    {220002, RefusalKind::invalid_form},
    {220003, RefusalKind::invalid_form},
    {240000, RefusalKind::blocked_by_automod},  // the link filter
    {400001, RefusalKind::files_refused},
};
static_assert(std::ranges::is_sorted(rows, {}, &Row::code));

RefusalKind kind_of_status(int status, bool json) {
  switch (status) {
    case 400:
      return json ? RefusalKind::invalid_form : RefusalKind::other;
    case 401:
      return RefusalKind::invalid_token;
    case 403:
      return json ? RefusalKind::missing_access : RefusalKind::cloudflare;
    case 413:
      return RefusalKind::too_large;
    case 429:
      return json ? RefusalKind::rate_limited : RefusalKind::cloudflare;
    default:
      return status >= 500 ? RefusalKind::overloaded : RefusalKind::other;
  }
}

RefusalKind kind_of(int status, int code, bool json) {
  const auto* const row = std::ranges::lower_bound(rows, code, {}, &Row::code);
  if (row != std::end(rows) && row->code == code) return row->kind;
  return kind_of_status(status, json);
}

ErrorKind error_kind(const Refusal& refusal) {
  switch (refusal.kind) {
    case RefusalKind::unknown_channel:
    case RefusalKind::unknown_guild:
    case RefusalKind::unknown_message:
    case RefusalKind::unknown_role:
    case RefusalKind::unknown_user:
    case RefusalKind::unknown_webhook:
    case RefusalKind::unknown_interaction:
    case RefusalKind::unknown_command:
    case RefusalKind::unknown_event:
      return ErrorKind::not_found;
    case RefusalKind::missing_access:
    case RefusalKind::missing_permission:
    case RefusalKind::cannot_message_user:
    case RefusalKind::not_ours:
    case RefusalKind::thread_locked:
    case RefusalKind::files_refused:
    case RefusalKind::blocked_by_automod:
      return ErrorKind::forbidden;
    case RefusalKind::invalid_token:
      return ErrorKind::unauthorized;
    case RefusalKind::invalid_form:
    case RefusalKind::wrong_channel:
    case RefusalKind::tag_required:
    case RefusalKind::too_many:
      return ErrorKind::invalid;
    case RefusalKind::already_acknowledged:
    case RefusalKind::already_published:
    case RefusalKind::thread_exists:
    case RefusalKind::thread_archived:
      return ErrorKind::conflict;
    case RefusalKind::slow_mode:
    case RefusalKind::edit_limit:
    case RefusalKind::write_limit:
    case RefusalKind::rate_limited:
    case RefusalKind::daily_limit:
      return ErrorKind::rate_limited;
    case RefusalKind::too_large:
      return ErrorKind::too_large;
    case RefusalKind::overloaded:
      return ErrorKind::unavailable;
    case RefusalKind::cloudflare:
      return ErrorKind::blocked;
    case RefusalKind::other:
      break;
  }
  return refusal.status == 404 ? ErrorKind::not_found : ErrorKind::invalid;
}

constexpr int tree_depth_max = 12;
constexpr std::size_t detail_bytes_max = 1000;

// Positions are decimal keys: {"embeds": {"0": …}} is embeds[0].
std::string joined(const std::string& path, std::string_view key) {
  const bool position = !key.empty() && key.find_first_not_of("0123456789") == std::string_view::npos;
  if (position) return fmt::format("{}[{}]", path, key);
  return path.empty() ? std::string{key} : fmt::format("{}.{}", path, key);
}

void flatten(JsonReader& json, const std::string& path, int depth, std::string& out);

void flatten_leaf(JsonReader& json, const std::string& path, std::string& out) {
  json.read_array([&] {
    std::string code;
    json.read_object([&](std::string_view key) {
      if (key == "code") json.read(code);
    });
    if (code.empty() || out.size() > detail_bytes_max) return;
    if (!out.empty()) out += "; ";
    out += path.empty() ? code : fmt::format("{}: {}", path, code);
  });
}

void flatten(JsonReader& json, const std::string& path, int depth, std::string& out) {
  if (depth > tree_depth_max) return;
  json.read_object([&](std::string_view key) {
    if (key == "_errors") return flatten_leaf(json, path, out);
    if (json.kind() == JsonReader::Kind::object) return flatten(json, joined(path, key), depth + 1, out);
  });
}

struct Body {
  bool json = false;
  std::int64_t code = 0;
  std::string message;
  std::string tree;
  double retry_after = 0;
  bool global = false;
};

Body parse_body(std::string_view text) {
  Body body;
  JsonReader json{text};
  body.json = json.read_object([&](std::string_view key) {
    if (key == "code") return json.read(body.code);
    if (key == "message") return json.read(body.message);
    if (key == "global") return json.read(body.global);
    if (key == "retry_after") body.retry_after = json.read_number().value_or(0);
    if (key == "errors") flatten(json, {}, 0, body.tree);
  });
  return body;
}

milliseconds from_seconds(double value) {
  constexpr double most = 24 * 60 * 60;
  if (!(value > 0)) return {};
  return milliseconds{static_cast<std::int64_t>(std::ceil(std::min(value, most) * 1000))};
}

milliseconds wait_of(const Body& body, const io::HttpResponse& response) {
  auto header = io::header(response.headers, "Retry-After");
  const auto of_header = from_seconds(take_number<double>(header).value_or(0));
  return std::max(from_seconds(body.retry_after), of_header);
}

}  // namespace

RestError parse_refusal(const io::HttpResponse& response) {
  const auto body = parse_body(response.body);
  Refusal refusal;
  refusal.status = response.status;
  refusal.code = static_cast<int>(body.code);
  refusal.kind = kind_of(response.status, refusal.code, body.json);
  refusal.detail = body.tree.empty() ? body.message : body.tree;
  if (const auto wait = wait_of(body, response); wait > milliseconds{0}) refusal.retry_after = wait;

  Error error{.kind = error_kind(refusal),
              .detail = fmt::format("discord: {} (status {}, code {}): {}", name(refusal.kind),
                                    refusal.status, refusal.code, refusal.detail),
              .retry_after = refusal.retry_after};
  // A gateway that gave up says nothing about what stands behind it.
  const bool in_doubt = response.status >= 500;
  return {.error = std::move(error), .refusal = std::move(refusal), .in_doubt = in_doubt};
}

TooMany parse_too_many(const io::HttpResponse& response) {
  const auto body = parse_body(response.body);
  const auto wait = wait_of(body, response);
  if (!body.json) {
    return {TooMany::Scope::cloudflare,
            wait > milliseconds{0} ? wait : milliseconds{limits::cloudflare_pause}};
  }
  // Discord's least is a few milliseconds; no number at all must not become a tight loop.
  const auto known = wait > milliseconds{0} ? wait : milliseconds{seconds{1}};
  const auto scope = io::header(response.headers, "X-RateLimit-Scope");
  const bool global =
      body.global || scope == "global" || io::header(response.headers, "X-RateLimit-Global") == "true";
  if (global) return {TooMany::Scope::global, known};
  return {scope == "shared" ? TooMany::Scope::shared : TooMany::Scope::bucket, known};
}

std::string_view name(TooMany::Scope scope) {
  static constexpr auto names = names_of<TooMany::Scope>({{TooMany::Scope::bucket, "bucket"},
                                                          {TooMany::Scope::shared, "shared"},
                                                          {TooMany::Scope::global, "global"},
                                                          {TooMany::Scope::cloudflare, "cloudflare"}});
  return name_in(names, scope);
}

std::string_view name(RefusalKind kind) {
  static constexpr auto names =
      names_of<RefusalKind>({{RefusalKind::unknown_channel, "unknown_channel"},
                             {RefusalKind::unknown_guild, "unknown_guild"},
                             {RefusalKind::unknown_message, "unknown_message"},
                             {RefusalKind::unknown_role, "unknown_role"},
                             {RefusalKind::unknown_user, "unknown_user"},
                             {RefusalKind::unknown_webhook, "unknown_webhook"},
                             {RefusalKind::unknown_interaction, "unknown_interaction"},
                             {RefusalKind::unknown_command, "unknown_command"},
                             {RefusalKind::unknown_event, "unknown_event"},
                             {RefusalKind::missing_access, "missing_access"},
                             {RefusalKind::missing_permission, "missing_permission"},
                             {RefusalKind::cannot_message_user, "cannot_message_user"},
                             {RefusalKind::not_ours, "not_ours"},
                             {RefusalKind::invalid_token, "invalid_token"},
                             {RefusalKind::invalid_form, "invalid_form"},
                             {RefusalKind::wrong_channel, "wrong_channel"},
                             {RefusalKind::tag_required, "tag_required"},
                             {RefusalKind::already_acknowledged, "already_acknowledged"},
                             {RefusalKind::already_published, "already_published"},
                             {RefusalKind::slow_mode, "slow_mode"},
                             {RefusalKind::edit_limit, "edit_limit"},
                             {RefusalKind::write_limit, "write_limit"},
                             {RefusalKind::rate_limited, "rate_limited"},
                             {RefusalKind::daily_limit, "daily_limit"},
                             {RefusalKind::too_many, "too_many"},
                             {RefusalKind::too_large, "too_large"},
                             {RefusalKind::files_refused, "files_refused"},
                             {RefusalKind::thread_exists, "thread_exists"},
                             {RefusalKind::thread_archived, "thread_archived"},
                             {RefusalKind::thread_locked, "thread_locked"},
                             {RefusalKind::blocked_by_automod, "blocked_by_automod"},
                             {RefusalKind::overloaded, "overloaded"},
                             {RefusalKind::cloudflare, "cloudflare"},
                             {RefusalKind::other, "other"}});
  return name_in(names, kind);
}

}  // namespace cs2::discord
