#include "notify/sender.hpp"

#include <algorithm>
#include <utility>

#include "base/limits/notify.hpp"
#include "notify/delivery_result.hpp"

namespace cs2::notify {
namespace {

using discord::RefusalKind;
using discord::RestResult;
using discord::Snowflake;
using Outcome = store::DeliveryResult::Outcome;
using store::Posted;

constexpr auto turn_max = limits::delivery_turn_max;

bool refused(const discord::RestError& error, std::initializer_list<RefusalKind> kinds) {
  return error.refusal && std::ranges::find(kinds, error.refusal->kind) != kinds.end();
}

store::DeliveryResult settlement_of(const store::Delivery& delivery, Outcome outcome,
                                    std::string reason = {}) {
  return {.delivery = delivery.id,
          .target = delivery.destination.id,
          .outcome = outcome,
          .reason = std::move(reason)};
}

constexpr std::initializer_list<RefusalKind> closed_threads{
    RefusalKind::unknown_channel, RefusalKind::thread_locked, RefusalKind::thread_archived};

// A message in a thread that was deleted or closed is not changed any more; the channel is as it was.
bool went_with_its_thread(const Prepared& prepared, const discord::RestError& error) {
  const auto& destination = prepared.delivery.destination;
  return prepared.existing_message && destination.kind != Destination::Kind::direct &&
         prepared.existing_message->channel != destination.id && refused(error, closed_threads);
}

// What a step after the message came to. What will pass is tried again; without the rest the message is told
// all the same.
store::DeliveryResult after_message(const store::Delivery& delivery, const discord::RestError& error,
                                    Timestamp now) {
  auto verdict = classify_refusal(delivery, error, now);
  if (verdict.outcome != Outcome::later) verdict.outcome = Outcome::sent;
  return verdict;
}

}  // namespace

Task<store::DeliveryResult> Sender::send(const Prepared& prepared) {
  const auto& delivery = prepared.delivery;
  if (prepared.held_until) {
    auto held = settlement_of(delivery, Outcome::held, "quiet_hours");
    held.again_at = *prepared.held_until;
    co_return held;
  }
  if (const auto* dropped = std::get_if<Dropped>(&prepared.told))
    co_return settlement_of(delivery, Outcome::dropped, std::string{dropped->reason});
  if (const auto* event = std::get_if<EventState>(&prepared.told))
    co_return co_await keep_event(prepared, *event);
  auto message = std::get<discord::Message>(prepared.told);
  if (const auto broken = discord::check(message)) co_return settlement_of(delivery, Outcome::dead, *broken);
  co_return co_await send_message(prepared, std::move(message));
}

// ---- Messages

Task<store::DeliveryResult> Sender::send_message(const Prepared& prepared, discord::Message message) {
  const auto& delivery = prepared.delivery;
  auto written = co_await write(prepared, std::move(message));
  if (!written && went_with_its_thread(prepared, written.error()))
    co_return settlement_of(delivery, Outcome::dropped, "deleted");
  if (!written) co_return classify_refusal(delivery, written.error(), clock_.now());
  auto posted = *written;
  posted.revision = prepared.revision;
  posted.open = prepared.stays_open;

  auto settlement = settlement_of(delivery, Outcome::sent);
  const auto threaded = co_await open_thread(prepared, posted);
  if (!threaded) settlement = after_message(delivery, threaded.error(), clock_.now());
  const bool publishes = delivery.destination.kind == Destination::Kind::announcement && !delivery.edits &&
                         posted.channel == delivery.destination.id && !posted.published;
  if (publishes && settlement.outcome == Outcome::sent) {
    const auto published = co_await publish(posted);
    if (!published) settlement = after_message(delivery, published.error(), clock_.now());
  }
  settlement.posted = posted;
  settlement.merged_with = prepared.merged_with;
  co_return settlement;
}

// The message as it should be: changed where it stands, else posted.
Task<RestResult<Posted>> Sender::write(const Prepared& prepared, discord::Message message) {
  if (!prepared.existing_message) co_return co_await create(prepared, std::move(message));
  const auto& existing_message = *prepared.existing_message;
  if (existing_message.revision == prepared.revision && !prepared.delivery.edits) co_return existing_message;
  const auto changed = co_await rest_.edit_message({existing_message.channel}, {existing_message.message},
                                                   std::move(message), turn_max);
  if (!changed) co_return std::unexpected(changed.error());
  co_return existing_message;
}

Task<RestResult<Posted>> Sender::create(const Prepared& prepared, discord::Message message) {
  const auto& destination = prepared.delivery.destination;
  if (prepared.thread != 0) {
    auto sent = co_await create_in(prepared, {prepared.thread}, message);
    // A thread that somebody deleted or closed is not asked again: the next one takes its place.
    const bool gone = !sent && refused(sent.error(), closed_threads);
    if (!gone) co_return sent;
  }
  if (destination.kind == Destination::Kind::forum)
    co_return co_await create_post(prepared, std::move(message));
  const auto channel = co_await channel_of(destination);
  if (!channel) co_return std::unexpected(channel.error());
  co_return co_await create_in(prepared, *channel, std::move(message));
}

Task<RestResult<Posted>> Sender::create_in(const Prepared& prepared, Snowflake channel,
                                           discord::Message message) {
  const auto made = co_await find_message(prepared, channel, message.content);
  if (!made) co_return std::unexpected(made.error());
  if (*made) {
    // What it tells may have changed since.
    const auto changed = co_await rest_.edit_message(channel, *made, std::move(message), turn_max);
    if (!changed) co_return std::unexpected(changed.error());
    co_return Posted{.channel = channel.value, .message = made->value};
  }
  const auto sent = co_await rest_.create_message(channel, std::move(message), turn_max);
  if (!sent) co_return std::unexpected(sent.error());
  co_return Posted{.channel = sent->channel.value, .message = sent->id.value};
}

// That an earlier attempt posted, so long ago that Discord does not know its nonce any more. None where that
// is out of the question, and where the history may not be read.
Task<RestResult<Snowflake>> Sender::find_message(const Prepared& prepared, Snowflake channel,
                                                 const std::string& content) {
  const auto& doubt = prepared.delivery.doubt_since;
  const auto age = doubt ? clock_.now() - *doubt : milliseconds{0};
  if (age < limits::nonce_life || content.empty()) co_return Snowflake{};
  const auto since = real_.now() - age - limits::nonce_life;
  const auto listed = co_await rest_.list_messages(channel, discord::snowflake_at(since), turn_max);
  if (!listed && refused(listed.error(), {RefusalKind::missing_permission, RefusalKind::missing_access}))
    co_return Snowflake{};
  if (!listed) co_return std::unexpected(listed.error());
  const auto made = std::ranges::find_if(*listed, [&](const discord::ListedMessage& each) {
    return each.by_bot && each.content == content && is_unnoticed(prepared, each.id);
  });
  co_return made == listed->end() ? Snowflake{} : made->id;
}

Task<RestResult<Snowflake>> Sender::channel_of(Destination destination) {
  if (destination.kind != Destination::Kind::direct) co_return Snowflake{destination.id};
  if (const auto known = direct_channels_.find(destination.id); known != direct_channels_.end())
    co_return known->second;
  auto opened = co_await rest_.open_direct({destination.id}, turn_max);
  if (opened) {
    if (direct_channels_.size() >= limits::direct_channels_kept) direct_channels_.clear();
    direct_channels_.emplace(destination.id, *opened);
  }
  co_return opened;
}

// ---- Threads

Task<RestResult<Posted>> Sender::create_post(const Prepared& prepared, discord::Message message) {
  const Snowflake forum{prepared.delivery.destination.id};
  // Asked each time, because its moderators may change what it requires.
  const auto channel = co_await rest_.fetch_channel(forum, turn_max);
  if (!channel) co_return std::unexpected(channel.error());
  discord::NewThread thread{.name = prepared.thread_name};
  if (channel->requires_tag && !channel->tags.empty()) thread.tags = {channel->tags.front()};

  auto post = co_await find_post(prepared);
  if (post && !*post)
    post = co_await rest_.create_forum_post(forum, std::move(thread), std::move(message), turn_max);
  if (!post) co_return std::unexpected(post.error());
  // The post and its first message have one id.
  const bool of_match{prepared.delivery.match};
  co_return Posted{
      .channel = post->value, .message = post->value, .thread = of_match ? post->value : std::uint64_t{0}};
}

// Whether what bears the right name may be ours: the same two may have met before, of which we know or which
// is long ago.
bool Sender::is_unnoticed(const Prepared& prepared, Snowflake made) const {
  return created_at(made) >= real_.now() - limits::doubt_life &&
         std::ranges::find(prepared.possible_duplicates, made.value) == prepared.possible_duplicates.end();
}

// That an earlier attempt made without learning of it; none where there is no doubt.
Task<RestResult<Snowflake>> Sender::find_post(const Prepared& prepared) {
  const auto& delivery = prepared.delivery;
  if (!delivery.doubt_since) co_return Snowflake{};
  const auto threads = co_await rest_.list_threads({delivery.guild}, turn_max);
  if (!threads) co_return std::unexpected(threads.error());
  const auto made = std::ranges::find_if(*threads, [&](const discord::Channel& thread) {
    return thread.parent.value == delivery.destination.id && thread.name == prepared.thread_name &&
           is_unnoticed(prepared, thread.id);
  });
  co_return made == threads->end() ? Snowflake{} : made->id;
}

Task<RestResult<void>> Sender::open_thread(const Prepared& prepared, Posted& posted) {
  const auto& delivery = prepared.delivery;
  const bool wanted = !prepared.thread_name.empty() && delivery.match && !delivery.edits &&
                      posted.channel == delivery.destination.id && posted.thread == 0;
  if (!wanted) co_return RestResult<void>{};
  const auto opened = co_await rest_.start_thread({posted.channel}, {posted.message},
                                                  {.name = prepared.thread_name}, turn_max);
  if (!opened && !refused(opened.error(), {RefusalKind::thread_exists}))
    co_return std::unexpected(opened.error());
  posted.thread = posted.message;  // Discord gives it the message's id
  co_return RestResult<void>{};
}

// ---- Announcement channels

Task<RestResult<void>> Sender::publish(Posted& posted) {
  auto published = co_await rest_.crosspost({posted.channel}, {posted.message}, turn_max);
  if (!published && !refused(published.error(), {RefusalKind::already_published})) co_return published;
  posted.published = true;
  co_return RestResult<void>{};
}

// ---- Scheduled events

Task<store::DeliveryResult> Sender::keep_event(const Prepared& prepared, EventState told) {
  const auto& delivery = prepared.delivery;
  auto settlement = settlement_of(delivery, Outcome::sent);
  settlement.posted = prepared.existing_message.value_or(Posted{});
  settlement.posted.revision = prepared.revision;
  settlement.posted.open = prepared.stays_open;

  RestResult<void> done;
  if (prepared.existing_message) {
    done = co_await change_event(told, *prepared.existing_message);
    if (done && !told.event) settlement.posted.message = 0;
  } else if (told.event) {
    done = co_await create_event(prepared, std::move(*told.event), settlement.posted);
  }
  if (done) co_return settlement;
  // Somebody deleted it, and is not to find it again.
  if (refused(done.error(), {RefusalKind::unknown_event}))
    co_return settlement_of(delivery, Outcome::dropped, "deleted");
  auto verdict = classify_refusal(delivery, done.error(), clock_.now());
  if (refused(done.error(), {RefusalKind::too_many})) {
    verdict.outcome = Outcome::later;
    verdict.again_at = clock_.now() + limits::full_calendar_pause;
  }
  co_return verdict;
}

Task<RestResult<void>> Sender::create_event(const Prepared& prepared, discord::ScheduledEvent event,
                                            Posted& posted) {
  const Snowflake guild{prepared.delivery.guild};
  posted.channel = guild.value;
  if (prepared.delivery.doubt_since) {
    const auto listed = co_await rest_.list_events(guild, turn_max);
    if (!listed) co_return std::unexpected(listed.error());
    const auto made = std::ranges::find_if(*listed, [&](const discord::ListedEvent& each) {
      // The match may have moved, or its stream become known; somebody's own event of that name has neither.
      const bool is_ours = each.event.starts_at == event.starts_at || each.event.location == event.location;
      return each.event.name == event.name && is_ours && is_unnoticed(prepared, each.id);
    });
    if (made != listed->end()) {
      posted.message = made->id.value;
      co_return co_await change_event({.event = std::move(event)}, posted);
    }
  }
  const auto created = co_await rest_.create_event(guild, std::move(event), turn_max);
  if (!created) co_return std::unexpected(created.error());
  posted.message = created->value;
  co_return RestResult<void>{};
}

Task<RestResult<void>> Sender::change_event(const EventState& told, const Posted& posted) {
  discord::EventChange change;
  if (!told.event) {
    change.status = told.begun ? discord::EventStatus::completed : discord::EventStatus::canceled;
  } else if (told.over) {
    change.status = discord::EventStatus::completed;
  } else if (told.begun) {
    co_return RestResult<void>{};  // it begins by itself
  } else {
    change.name = told.event->name;
    change.description = told.event->description;
    change.location = told.event->location;
    change.starts_at = told.event->starts_at;
    change.ends_at = told.event->ends_at;
  }
  auto changed = co_await rest_.edit_event({posted.channel}, {posted.message}, change, turn_max);
  // An event that ended by itself, or has not begun by Discord's clock, takes no end.
  if (!changed && change.status && refused(changed.error(), {RefusalKind::invalid_form}))
    co_return RestResult<void>{};
  co_return changed;
}

}  // namespace cs2::notify
