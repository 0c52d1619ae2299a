#include "discord/session.hpp"

#include "base/enum_names.hpp"
#include "base/limits/discord.hpp"
#include "base/limits/gateway.hpp"
#include "base/log.hpp"
#include "discord/gateway_frame.hpp"
#include "discord/json_reader.hpp"
#include "discord/json_writer.hpp"

namespace cs2::discord {
namespace {

constexpr int sends_per_minute = 120;  // Discord's own bound, for timed heartbeats
constexpr int large_threshold = 50;    // the least: offline members are of no use to us

std::optional<Error> refusal_of(int close_code) {
  const auto refusal = [](ErrorKind kind, std::string detail) {
    return Error{.kind = kind, .detail = std::move(detail)};
  };
  switch (close_code) {
    case 4004:
      return refusal(
          ErrorKind::unauthorized,
          "Invalid bot token (4004). Copy it again from Discord's developer portal to DISCORD_TOKEN.");
    case 4010:
      return refusal(ErrorKind::invalid, "Invalid shard (4010). Remove DISCORD_SHARD_COUNT.");
    case 4011:
      return refusal(
          ErrorKind::invalid,
          "Too many servers for these shards (4011). Raise or remove DISCORD_SHARD_COUNT and restart.");
    case 4012:
      return refusal(ErrorKind::invalid, "Outdated gateway version (4012). Update cs2results.");
    case 4013:
      return refusal(ErrorKind::invalid, "Invalid intents (4013). This is a bug, please report it.");
    case 4014:
      return refusal(ErrorKind::forbidden,
                     "Disallowed intents (4014). Enable them in Discord's developer portal under Bot.");
    default:
      return std::nullopt;
  }
}

bool loses_session(int close_code) {
  constexpr int not_authenticated = 4003;
  constexpr int invalid_sequence = 4007;
  constexpr int session_timed_out = 4009;
  return close_code == not_authenticated || close_code == invalid_sequence || close_code == session_timed_out;
}

}  // namespace

std::string_view name(EndReason reason) {
  static constexpr auto names = names_of<EndReason>({{EndReason::dropped, "dropped"},
                                                     {EndReason::closed, "closed"},
                                                     {EndReason::zombie, "zombie"},
                                                     {EndReason::silent, "silent"},
                                                     {EndReason::unconfirmed, "unconfirmed"},
                                                     {EndReason::asked, "asked"},
                                                     {EndReason::invalid_session, "invalid_session"},
                                                     {EndReason::garbled, "garbled"},
                                                     {EndReason::refused, "refused"}});
  return name_in(names, reason);
}

Session::Session(SessionSettings settings) : settings_(std::move(settings)) {}

void Session::forget() {
  session_id_.clear();
  resume_url_.clear();
  sequence_.reset();
}

void Session::connected(Timestamp now) {
  ready_ = false;
  interval_ = {};
  acknowledged_ = true;
  sent_.clear();
  due_ = now + limits::gateway_hello_max;
}

Step Session::receive(std::string_view payload, Timestamp now) {
  const auto envelope = parse_envelope(payload);
  if (!envelope) return end(EndReason::garbled);
  if (envelope->sequence) sequence_ = envelope->sequence;

  switch (envelope->op) {
    case Opcode::dispatch:
      return dispatch(envelope->type, envelope->data);
    case Opcode::hello:
      return greet(envelope->data, now);
    case Opcode::heartbeat_ack:
      return acknowledge(now);
    case Opcode::reconnect:
      return end(EndReason::asked);
    case Opcode::invalid_session:
      return invalidate(envelope->data);
    case Opcode::heartbeat:
      if (!may_send(limits::gateway_sends_per_minute, now)) return {};
      return {.send = heartbeat()};
    default:
      return {};  // new opcodes may appear at any time
  }
}

Step Session::greet(std::string_view data, Timestamp now) {
  const auto interval = parse_hello(data);
  if (!interval) return end(EndReason::garbled);
  interval_ = *interval;
  const auto share = settings_.chance() * static_cast<double>(interval_.count());
  due_ = now + milliseconds{static_cast<std::int64_t>(share)};
  confirm_by_ = now + limits::gateway_confirm_max;

  static_cast<void>(may_send(sends_per_minute, now));
  Step step{.send = resumes() ? resume() : identify(), .identifies = !resumes()};
  if (step.send->size() <= limits::gateway_send_bytes) return step;
  auto too_long = end(EndReason::refused);
  too_long.ending->refusal = Error{ErrorKind::unauthorized, "Invalid bot token: too long."};
  return too_long;
}

Step Session::dispatch(std::string_view type, std::string_view data) {
  auto event = parse_event(type, data);
  if (!event) {
    log::warning("gateway: unreadable event", event.error(), {{"event", type}});
    return {};
  }
  if (!*event) return {};
  if (const auto* const ready = std::get_if<Ready>(&**event)) {
    session_id_ = ready->session_id;
    resume_url_ = ready->resume_gateway_url;
    ready_ = true;
  } else if (std::holds_alternative<Resumed>(**event)) {
    ready_ = true;
  }
  return {.event = std::move(*event)};
}

// op 9: `d` says whether the session may still be resumed.
Step Session::invalidate(std::string_view data) {
  const bool resumable = JsonReader{data}.read_boolean().value_or(false);
  if (!resumable) forget();
  constexpr double most = 4000;
  return end(EndReason::invalid_session,
             seconds{1} + milliseconds{static_cast<std::int64_t>(settings_.chance() * most)});
}

Step Session::acknowledge(Timestamp now) {
  if (acknowledged_) return {};  // of a heartbeat that Discord asked for
  acknowledged_ = true;
  return {.heartbeat_took = now - heartbeat_at_};
}

Step Session::tick(Timestamp now) {
  if (now < due()) return {};
  if (!greeted()) return end(EndReason::silent);
  if (!ready_ && now >= confirm_by_) {
    forget();
    return end(EndReason::unconfirmed);
  }
  if (now < due_) return {};
  if (!acknowledged_) return end(EndReason::zombie);
  acknowledged_ = false;
  heartbeat_at_ = now;
  due_ = now + interval_;
  static_cast<void>(may_send(sends_per_minute, now));
  return {.send = heartbeat()};
}

Ending Session::ended(int close_code) {
  ready_ = false;
  if (auto refusal = refusal_of(close_code)) {
    forget();
    return {.reason = EndReason::refused, .refusal = std::move(refusal)};
  }
  if (loses_session(close_code)) forget();
  return {.reason = close_code == 0 ? EndReason::dropped : EndReason::closed};
}

Step Session::end(EndReason reason, milliseconds pause) {
  ready_ = false;
  return {.ending = Ending{.reason = reason, .pause = pause}};
}

bool Session::may_send(int per_minute, Timestamp now) {
  while (!sent_.empty() && sent_.front() + minutes{1} <= now) sent_.pop_front();
  if (sent_.size() >= static_cast<std::size_t>(per_minute)) return false;
  sent_.push_back(now);
  return true;
}

std::string Session::identify() const {
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  json.member("op", static_cast<std::int64_t>(Opcode::identify));
  json.key("d");
  json.begin_object();
  json.member("token", settings_.token);
  json.member("intents", static_cast<std::int64_t>(settings_.intents));
  json.key("properties");
  json.begin_object();
  json.member("os", "linux");
  json.member("browser", "CS2ResultsBot");
  json.member("device", "CS2ResultsBot");
  json.end_object();
  json.member("large_threshold", large_threshold);
  json.key("shard");
  json.begin_array();
  json.number(settings_.place.shard);
  json.number(settings_.place.count);
  json.end_array();
  json.end_object();
  json.end_object();
  return out;
}

std::string Session::resume() const {
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  json.member("op", static_cast<std::int64_t>(Opcode::resume));
  json.key("d");
  json.begin_object();
  json.member("token", settings_.token);
  json.member("session_id", session_id_);
  json.member("seq", sequence_.value_or(0));
  json.end_object();
  json.end_object();
  return out;
}

std::string Session::heartbeat() const {
  if (!sequence_) return R"({"op":1,"d":null})";
  return fmt::format(R"({{"op":1,"d":{}}})", *sequence_);
}

}  // namespace cs2::discord
