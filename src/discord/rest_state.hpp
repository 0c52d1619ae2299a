// How a request of Rest's is sent: its turn, the wait for it, the answer and what it means. Private to
// discord.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/limits/discord.hpp"
#include "base/limits/http.hpp"
#include "discord/invalid_requests.hpp"
#include "discord/rate_limits.hpp"
#include "discord/rest.hpp"
#include "discord/rest_error.hpp"

namespace cs2::discord {

// Who vouches for a call: the bot's token, or the interaction's in the path. Interactions have no share in
// the global limit, and each has buckets of its own that a few calls cannot use up.
enum class Access { bot, interaction };

struct CallBody {
  std::string content_type;
  std::string bytes;
};

struct Call {
  std::string_view method;
  Route route;
  std::string path;
  Access access = Access::bot;
  CallBody body = {};
  milliseconds timeout = limits::http_total_max;
  milliseconds wait_max = limits::rest_wait_max;
  bool once = false;  // doing it twice would show, and no nonce guards it
};

// Who we are: what is asked to learn whether the token is taken.
Call current_user_call();

struct Rest::State : std::enable_shared_from_this<State> {
  State(io::Loop& loop, io::Http& http, const Clock& clock, Metrics& metrics, RestSettings settings,
        SharedLimits* shared);

  Task<RestResult<std::string>> send(Call call);
  Task<RestResult<std::string>> send_in_turn(const Call& call, RateLimits::Ticket ticket);
  Task<RestResult<std::string>> send_freely(const Call& call);
  Task<std::optional<RestError>> await_turn(RateLimits::Ticket ticket);
  Task<std::expected<io::HttpResponse, RestError>> exchange(const Call& call);

  std::optional<RestError> refuse(const Call& call);
  RestResult<std::string> settle(const Call& call, io::HttpResponse response);
  Task<RestError> verify_token(RestError refused);
  TooMany note_too_many(const Call& call, const io::HttpResponse& response);
  void note_invalid();
  int count_invalid(Timestamp now);
  void wake(RateLimits::Ticket ticket);

  // Of the global limit's slots, where processes share it.
  void draw_when_wanted();
  static Task<void> draw(std::shared_ptr<State> state, int count);
  void settle_draw(const std::optional<SlotBlock>& block);

  io::Loop& loop;
  io::Http& http;
  const Clock& clock;
  Metrics& metrics;
  std::string base_url;
  std::string authorization;
  std::string user_agent;

  SharedLimits* shared;
  bool drawing = false;
  bool shared_away = false;
  int draw_patience = limits::rest_shared_retries_max;
  int processes = 1;
  Timestamp draw_again_at{};
  RateLimits rate_limits;
  std::unordered_map<RateLimits::Ticket, io::Signal*> sleepers;
  InvalidRequests invalid_requests;
  int invalid_shown = 0;
  bool alarmed = false;
  bool token_refused = false;
  bool verifying_token = false;
  io::Signal token_verified;  // or refused
  std::function<void()> on_token_refused;
  Timestamp blocked_until{};  // by Cloudflare
};

}  // namespace cs2::discord
