#include "discord/rest_state.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "base/random.hpp"
#include "base/user_agent.hpp"

namespace cs2::discord {
namespace {

std::string_view outcome(const RestError& failure) {
  return failure.refusal ? name(failure.refusal->kind) : name(failure.error.kind);
}

// Both ends that Discord counts against the address; a shared limit is another's doing.
bool is_invalid_request(int status, std::optional<TooMany> too_many) {
  if (too_many) return too_many->scope != TooMany::Scope::shared;
  return status == 401 || status == 403;
}

bool is_token_refused(const Call& call, const RestResult<std::string>& result) {
  // Of an interaction the path's token was refused, not ours.
  return !result && call.access == Access::bot && result.error().refusal &&
         result.error().refusal->kind == RefusalKind::invalid_token;
}

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

Call current_user_call() {
  return {.method = "GET", .route = {"GET /users/@me"}, .path = "/users/@me"};
}

Error token_refused() {
  return {.kind = ErrorKind::unauthorized,
          .detail = "Invalid bot token. Copy it again from Discord's developer portal to DISCORD_TOKEN."};
}

Rest::State::State(io::Loop& loop, io::Http& http, const Clock& clock, Metrics& metrics,
                   RestSettings settings, SharedLimits* shared)
    : loop(loop),
      http(http),
      clock(clock),
      metrics(metrics),
      base_url(std::move(settings.base_url)),
      authorization("Bot " + settings.token),
      user_agent(discord_user_agent()),
      shared(shared),
      rate_limits([this](RateLimits::Ticket ticket) { wake(ticket); }, settings.requests_per_second),
      token_verified(loop),
      on_token_refused(std::move(settings.on_token_refused)) {
  // From the start, so that the first of them is an increase.
  for (const auto scope :
       {TooMany::Scope::bucket, TooMany::Scope::shared, TooMany::Scope::global, TooMany::Scope::cloudflare})
    metrics.count("cs2results_discord_rate_limited_total", {{"scope", name(scope)}}, 0);
  metrics.set("cs2results_discord_invalid_requests", {}, 0);
  log::register_secret(settings.token);
  if (shared != nullptr) rate_limits.draw_slots();
  while (base_url.ends_with('/')) base_url.pop_back();
}

void Rest::State::wake(RateLimits::Ticket ticket) {
  if (const auto found = sleepers.find(ticket); found != sleepers.end()) found->second->set();
}

void Rest::State::draw_when_wanted() {
  if (shared == nullptr || drawing) return;
  const auto now = clock.now();
  if (now < draw_again_at) return;
  const int count = rate_limits.slots_wanted(now);
  if (count == 0) return;
  drawing = true;
  loop.spawn("discord: slots", draw(shared_from_this(), count));
}

Task<void> Rest::State::draw(std::shared_ptr<State> state, int count) {
  const auto spacing = state->rate_limits.slot_spacing();
  auto block =
      co_await state->shared->reserve(count, spacing, state->rate_limits.take_full(state->clock.now()));
  // At the start that place is still being connected to, while other processes draw all there is.
  for (; !block && state->draw_patience > 0; --state->draw_patience) {
    co_await state->loop.sleep(limits::rest_shared_retry);
    block = co_await state->shared->reserve(count, spacing, {});
  }
  state->draw_patience = 0;
  state->drawing = false;
  state->settle_draw(block);
  state->draw_when_wanted();
}

void Rest::State::settle_draw(const std::optional<SlotBlock>& block) {
  const auto now = clock.now();
  if (std::exchange(shared_away, !block) != !block) {
    if (block)
      log::info("discord: shared rate limits are back", {{"processes", block->processes}});
    else
      log::warning("discord: shared rate limits unavailable, using this process's share");
  }
  if (!block) {
    // Who has never seen another may still have one.
    rate_limits.go_alone(std::max(2, processes));
    draw_again_at = now + limits::rest_shared_pause;
    return;
  }
  processes = block->processes;
  rate_limits.draw_slots();
  rate_limits.add_slots(now + block->first_in, block->spacing, block->count);
  for (const auto& full : block->full) rate_limits.note_full(full, now);
}

// What must not even be tried.
std::optional<RestError> Rest::State::refuse(const Call& call) {
  const auto now = clock.now();
  if (call.access == Access::bot && token_refused) {
    return RestError{.error = {ErrorKind::unauthorized, "discord: token rejected"}};
  }
  if (now < blocked_until) {
    return RestError{
        .error = {ErrorKind::blocked, "discord: address blocked by Cloudflare", blocked_until - now}};
  }
  if (count_invalid(now) >= limits::invalid_requests_stop) {
    return RestError{.error = {ErrorKind::blocked, "discord: paused after too many rejected requests",
                               milliseconds{minutes{1}}}};
  }
  if (call.access == Access::bot && rate_limits.waiting() >= limits::rest_waiting_max) {
    return RestError{.error = {ErrorKind::rate_limited, "discord: too many requests are waiting",
                               milliseconds{seconds{1}}}};
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
    result = co_await send_in_turn(call, rate_limits.join(call.route, begun, call.wait_max));
  }
  if (is_token_refused(call, result))
    result = std::unexpected(co_await verify_token(std::move(result.error())));

  const std::chrono::duration<double> took = clock.now() - begun;
  metrics.count("cs2results_discord_requests_total",
                {{"route", call.route.name}, {"outcome", result ? "ok" : outcome(result.error())}});
  metrics.observe("cs2results_discord_request_duration_seconds", {{"route", call.route.name}}, took.count());
  co_return result;
}

Task<RestResult<std::string>> Rest::State::send_in_turn(const Call& call, RateLimits::Ticket ticket) {
  InLine place{rate_limits, ticket};
  std::optional<io::HttpResponse> said;  // the last 429
  for (int resends = 0;; ++resends) {
    if (auto gave_up = co_await await_turn(ticket)) {
      if (said) co_return settle(call, std::move(*said));
      co_return std::unexpected(std::move(*gave_up));
    }
    if (auto refused = refuse(call)) co_return std::unexpected(std::move(*refused));

    auto response = co_await exchange(call);
    if (!response) co_return std::unexpected(response.error());
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
    said = std::move(*response);
  }
}

// Discord has been seen to answer 401 to a good token. Whoever meets one meanwhile waits for the same answer.
Task<RestError> Rest::State::verify_token(RestError refused) {
  if (verifying_token) {
    static_cast<void>(co_await token_verified.wait(limits::rest_wait_max));
  } else if (!token_refused) {
    verifying_token = true;
    token_verified.clear();
    const auto call = current_user_call();
    const auto answer =
        co_await send_in_turn(call, rate_limits.join(call.route, clock.now(), limits::rest_wait_max));
    verifying_token = false;
    token_refused = is_token_refused(call, answer);
    token_verified.set();
    if (token_refused) {
      log::error("discord: token rejected, no further requests are sent", refused.error);
      if (on_token_refused) on_token_refused();
    } else {
      log::warning("discord: request rejected with 401, but the token is valid", refused.error,
                   {{"verified", answer ? "yes" : "no"}});
    }
  }
  if (token_refused) co_return refused;
  co_return RestError{.error = {ErrorKind::unavailable, refused.error.detail}};
}

// Until the ticket may go; the error when that would take too long.
Task<std::optional<RestError>> Rest::State::await_turn(RateLimits::Ticket ticket) {
  const auto begun = clock.now();
  auto turn = rate_limits.turn(ticket, begun);
  draw_when_wanted();
  if (turn.verdict == RateLimits::Turn::Verdict::go) co_return std::nullopt;

  io::Signal woken{loop};
  sleepers[ticket] = &woken;
  const auto forget = [this, ticket](void*) { sleepers.erase(ticket); };
  const std::unique_ptr<void, decltype(forget)> sleeping{this, forget};
  while (turn.verdict == RateLimits::Turn::Verdict::wait) {
    static_cast<void>(co_await woken.wait(std::max(milliseconds{1}, clock.real(turn.wait))));
    woken.clear();
    turn = rate_limits.turn(ticket, clock.now());
    draw_when_wanted();
  }

  const std::chrono::duration<double> waited = clock.now() - begun;
  metrics.observe("cs2results_discord_rate_limit_wait_seconds", {}, waited.count());
  if (turn.verdict == RateLimits::Turn::Verdict::go) co_return std::nullopt;
  co_return RestError{.error = {ErrorKind::rate_limited, "discord: rate limited", turn.wait}};
}

// An answer to an interaction: nothing is counted beforehand, and a 429 is waited out while the user still
// waits.
Task<RestResult<std::string>> Rest::State::send_freely(const Call& call) {
  auto patience = call.wait_max;
  for (int resends = 0;; ++resends) {
    auto response = co_await exchange(call);
    if (!response) co_return std::unexpected(response.error());
    if (response->status != 429) co_return settle(call, std::move(*response));

    const auto too_many = note_too_many(call, *response);
    patience -= too_many.wait;
    const bool hopeless = patience < milliseconds{0} || too_many.scope == TooMany::Scope::cloudflare;
    if (hopeless || resends >= limits::rest_resends_max) co_return settle(call, std::move(*response));
    co_await loop.sleep(clock.real(too_many.wait));
  }
}

Task<std::expected<io::HttpResponse, RestError>> Rest::State::exchange(const Call& call) {
  bool never_sent = false;
  io::HttpRequest request{.method = std::string{call.method},
                          .url = base_url + call.path,
                          .headers = {{"User-Agent", user_agent}},
                          .body = call.body.bytes,
                          .timeout = call.timeout,
                          .body_bytes_max = limits::rest_body_bytes_max,
                          .once = call.once,
                          .never_sent = &never_sent};
  if (call.access == Access::bot) request.headers.emplace_back("Authorization", authorization);
  if (!call.body.bytes.empty()) request.headers.emplace_back("Content-Type", call.body.content_type);
  auto response = co_await http.send(std::move(request));
  if (!response) co_return std::unexpected(RestError{.error = response.error(), .in_doubt = !never_sent});
  co_return std::move(*response);
}

RestResult<std::string> Rest::State::settle(const Call& call, io::HttpResponse response) {
  if (response.status >= 200 && response.status < 300) return std::move(response.body);
  auto failure = parse_refusal(response);
  if (response.status != 429 && is_invalid_request(response.status, std::nullopt)) note_invalid();

  if (failure.refusal->kind == RefusalKind::invalid_form) {
    log::error("discord: request rejected as invalid", failure.error, {{"route", call.route.name}});
  }
  return std::unexpected(std::move(failure));
}

TooMany Rest::State::note_too_many(const Call& call, const io::HttpResponse& response) {
  const auto too_many = parse_too_many(response);
  metrics.count("cs2results_discord_rate_limited_total", {{"scope", name(too_many.scope)}});
  if (is_invalid_request(response.status, too_many)) note_invalid();
  if (too_many.scope == TooMany::Scope::cloudflare) blocked_until = clock.now() + too_many.wait;
  log::warning(
      "discord: rate limited (429)",
      {{"route", call.route.name}, {"scope", name(too_many.scope)}, {"wait_ms", too_many.wait.count()}});
  return too_many;
}

void Rest::State::note_invalid() {
  invalid_requests.add(clock.now());
  const bool alarm = count_invalid(clock.now()) >= limits::invalid_requests_alarm;
  if (alarm && !alarmed) {
    log::error("discord: many rejected requests, Discord blocks this address at 10,000 in ten minutes");
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

}  // namespace cs2::discord
