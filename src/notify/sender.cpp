#include "notify/sender.hpp"

#include <algorithm>
#include <utility>

#include "base/limits/notify.hpp"
#include "notify/delivery_result.hpp"

namespace cs2::notify {
namespace {

using discord::EventStatus;
using discord::RefusalKind;
using discord::RestResult;
using discord::Snowflake;
using Outcome = store::DeliveryResult::Outcome;
using store::Posted;

constexpr auto turn_max = limits::delivery_turn_max;

bool refused(const discord::RestError& error, std::initializer_list<RefusalKind> kinds) {
  return error.refusal && std::ranges::find(kinds, error.refusal->kind) != kinds.end();
}

store::DeliveryResult result_of(const store::Delivery& delivery, Outcome outcome, std::string reason = {}) {
  return {.delivery = delivery.id,
          .target = delivery.destination.id,
          .outcome = outcome,
          .reason = std::move(reason)};
}

// A 404 of which Discord says no more means what was asked for by its id: the message, or the event.
discord::RestError gone_as(RefusalKind what, discord::RestError error) {
  if (error.refusal && error.refusal->status == 404 && error.refusal->kind == RefusalKind::other)
    error.refusal->kind = what;
  return error;
}

constexpr std::initializer_list<RefusalKind> closed_threads{
    RefusalKind::unknown_channel, RefusalKind::thread_locked, RefusalKind::thread_archived};

// A message in a thread that was deleted or closed is not changed any more; the channel is as it was.
bool went_with_its_thread(const Notification& notification, const discord::RestError& error) {
  const auto& destination = notification.delivery.destination;
  return notification.existing_message && destination.kind != Destination::Kind::direct &&
         notification.existing_message->channel != destination.id && refused(error, closed_threads);
}

discord::RestError called_off_by_somebody() {
  return {.error = {.kind = ErrorKind::not_found, .detail = "the event was canceled"},
          .refusal = discord::Refusal{.kind = RefusalKind::unknown_event, .detail = {}}};
}

discord::EventChange changes_to(const discord::ScheduledEvent& event) {
  return {.name = event.name,
          .description = event.description,
          .location = event.location,
          .starts_at = event.starts_at,
          .ends_at = event.ends_at};
}

// Of a step after the message that failed: what will pass is tried again, and without the rest the message is
// sent all the same.
store::DeliveryResult after_message(const store::Delivery& delivery, const discord::RestError& error,
                                    Timestamp now) {
  auto result = classify_refusal(delivery, error, now);
  if (result.outcome != Outcome::later) result.outcome = Outcome::sent;
  return result;
}

}  // namespace

Task<store::DeliveryResult> Sender::send(const Notification& notification) {
  const auto& delivery = notification.delivery;
  if (notification.held_until) {
    auto held = result_of(delivery, Outcome::held, "quiet_hours");
    held.again_at = *notification.held_until;
    co_return held;
  }
  if (const auto* dropped = std::get_if<Dropped>(&notification.rendered))
    co_return result_of(delivery, Outcome::dropped, std::string{dropped->reason});
  if (const auto* event = std::get_if<EventState>(&notification.rendered))
    co_return co_await keep_event(notification, *event);
  const auto& message = std::get<discord::Message>(notification.rendered);
  if (const auto broken = discord::check(message)) co_return result_of(delivery, Outcome::dead, *broken);
  co_return co_await send_message(notification);
}

// ---- Messages

Task<store::DeliveryResult> Sender::send_message(const Notification& notification) {
  const auto& delivery = notification.delivery;
  const bool in_guild = delivery.guild != 0 && delivery.destination.kind != Destination::Kind::direct;
  const bool asks = in_guild && delivery.channel_guild == 0 && !notification.existing_message;
  auto owner = delivery.channel_guild;
  if (asks) {
    const auto channel = co_await rest_.fetch_channel({delivery.destination.id}, turn_max);
    if (!channel) {
      auto error = channel.error();
      error.in_doubt = false;  // only asked
      co_return classify_refusal(delivery, error, clock_.now());
    }
    owner = channel->guild.value;
  }
  const bool is_foreign = in_guild && owner != 0 && owner != delivery.guild;
  auto result = is_foreign ? result_of(delivery, Outcome::dropped, "other_server")
                           : co_await send_to_channel(notification);
  if (asks) result.channel_guild = owner;
  co_return result;
}

Task<store::DeliveryResult> Sender::send_to_channel(const Notification& notification) {
  const auto& delivery = notification.delivery;
  auto message = std::get<discord::Message>(notification.rendered);
  auto written = co_await write(notification, std::move(message));
  if (!written && went_with_its_thread(notification, written.error()))
    co_return result_of(delivery, Outcome::dropped, "deleted");
  if (!written) co_return classify_refusal(delivery, written.error(), clock_.now());
  auto posted = *written;
  posted.revision = notification.revision;
  posted.open = notification.stays_open;

  auto result = result_of(delivery, Outcome::sent);
  const auto threaded = co_await open_thread(notification, posted);
  if (!threaded) result = after_message(delivery, threaded.error(), clock_.now());
  const bool publishes = delivery.destination.kind == Destination::Kind::announcement && !delivery.edits &&
                         posted.channel == delivery.destination.id && !posted.published;
  if (publishes && result.outcome == Outcome::sent) {
    const auto published = co_await publish(posted);
    if (!published) result = after_message(delivery, published.error(), clock_.now());
  }
  result.posted = posted;
  result.merged_with = notification.merged_with;
  co_return result;
}

// The message as it should be: changed where it stands, else posted.
Task<RestResult<Posted>> Sender::write(const Notification& notification, discord::Message message) {
  if (!notification.existing_message) co_return co_await create(notification, std::move(message));
  const auto& existing_message = *notification.existing_message;
  if (existing_message.revision == notification.revision && !notification.delivery.edits)
    co_return existing_message;
  const auto changed = co_await rest_.edit_message({existing_message.channel}, {existing_message.message},
                                                   std::move(message), turn_max);
  if (!changed) co_return std::unexpected(gone_as(RefusalKind::unknown_message, changed.error()));
  co_return existing_message;
}

Task<RestResult<Posted>> Sender::create(const Notification& notification, discord::Message message) {
  const auto& destination = notification.delivery.destination;
  if (notification.thread != 0) {
    auto sent = co_await create_in(notification, {notification.thread}, message);
    // A thread that somebody deleted or closed is not asked again: the next one takes its place.
    const bool gone = !sent && refused(sent.error(), closed_threads);
    if (!gone) co_return sent;
  }
  if (destination.kind == Destination::Kind::forum)
    co_return co_await create_post(notification, std::move(message));
  const auto channel = co_await channel_of(destination);
  if (!channel) co_return std::unexpected(channel.error());
  co_return co_await create_in(notification, *channel, std::move(message));
}

Task<RestResult<Posted>> Sender::create_in(const Notification& notification, Snowflake channel,
                                           discord::Message message) {
  const auto made = co_await find_message(notification, channel, message.content);
  if (!made) co_return std::unexpected(made.error());
  if (*made)
    co_return co_await bring_up_to_date({.channel = channel.value, .message = made->value},
                                        std::move(message));
  // In doubt Discord may answer with what an earlier attempt posted.
  std::optional<discord::Message> newest;
  if (notification.delivery.doubt_since && traits_of(notification.delivery.kind).follows_match)
    newest = message;
  const auto sent = co_await rest_.create_message(channel, std::move(message), turn_max);
  if (!sent) co_return std::unexpected(sent.error());
  const Posted posted{.channel = sent->channel.value, .message = sent->id.value};
  if (newest) co_return co_await bring_up_to_date(posted, std::move(*newest));
  co_return posted;
}

// What an earlier attempt posted says what was true then.
Task<RestResult<Posted>> Sender::bring_up_to_date(Posted posted, discord::Message message) {
  const auto changed =
      co_await rest_.edit_message({posted.channel}, {posted.message}, std::move(message), turn_max);
  if (!changed) co_return std::unexpected(gone_as(RefusalKind::unknown_message, changed.error()));
  co_return posted;
}

// That an earlier attempt posted, so long ago that Discord does not know its nonce any more. None where that
// is out of the question, and where the history may not be read.
Task<RestResult<Snowflake>> Sender::find_message(const Notification& notification, Snowflake channel,
                                                 const std::string& content) {
  const auto& doubt = notification.delivery.doubt_since;
  const auto age = doubt ? clock_.now() - *doubt : milliseconds{0};
  if (age < limits::nonce_life || content.empty()) co_return Snowflake{};
  const auto since = real_.now() - age - limits::nonce_life;
  const auto listed = co_await rest_.list_messages(channel, discord::snowflake_at(since), turn_max);
  if (!listed && refused(listed.error(), {RefusalKind::missing_permission, RefusalKind::missing_access}))
    co_return Snowflake{};
  if (!listed) co_return std::unexpected(listed.error());
  const auto& parts = notification.constant_parts;
  const auto is_it = [&](const std::string& shown) {
    return parts.empty() ? shown == content
                         : std::ranges::all_of(parts, [&](const auto& part) { return shown.contains(part); });
  };
  const auto made = std::ranges::find_if(*listed, [&](const discord::ListedMessage& each) {
    return each.by_bot && is_it(each.content) && is_unnoticed(notification, each.id);
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

Task<RestResult<Posted>> Sender::create_post(const Notification& notification, discord::Message message) {
  const Snowflake forum{notification.delivery.destination.id};
  // Asked each time, because its moderators may change what it requires.
  const auto channel = co_await rest_.fetch_channel(forum, turn_max);
  if (!channel) co_return std::unexpected(channel.error());
  discord::NewThread thread{.name = notification.thread_name};
  const auto tag = channel->requires_tag ? discord::find_tag(channel->tags) : std::nullopt;
  if (tag) thread.tags = {tag->id};

  // The post and its first message have one id.
  const auto posted_as = [&](Snowflake post) {
    const bool of_match{notification.delivery.match};
    return Posted{
        .channel = post.value, .message = post.value, .thread = of_match ? post.value : std::uint64_t{0}};
  };
  auto post = co_await find_post(notification);
  if (post && *post) co_return co_await bring_up_to_date(posted_as(*post), std::move(message));
  if (post) post = co_await rest_.create_forum_post(forum, std::move(thread), std::move(message), turn_max);
  // Whoever may not manage threads may not set it either.
  if (!post && tag && tag->moderated && refused(post.error(), {RefusalKind::missing_permission}))
    post.error().refusal->kind = RefusalKind::tag_required;
  if (!post) co_return std::unexpected(post.error());
  co_return posted_as(*post);
}

// Whether what bears the right name may be ours: the same two may have met before, of which we know or which
// is long ago.
bool Sender::is_unnoticed(const Notification& notification, Snowflake made) const {
  return created_at(made) >= real_.now() - limits::doubt_life &&
         std::ranges::find(notification.possible_duplicates, made.value) ==
             notification.possible_duplicates.end();
}

// That an earlier attempt made without learning of it; none where there is no doubt.
Task<RestResult<Snowflake>> Sender::find_post(const Notification& notification) {
  const auto& delivery = notification.delivery;
  if (!delivery.doubt_since) co_return Snowflake{};
  const auto threads = co_await rest_.list_threads({delivery.guild}, turn_max);
  if (!threads) co_return std::unexpected(threads.error());
  const auto made = std::ranges::find_if(*threads, [&](const discord::Channel& thread) {
    return thread.parent.value == delivery.destination.id && thread.name == notification.thread_name &&
           is_unnoticed(notification, thread.id);
  });
  co_return made == threads->end() ? Snowflake{} : made->id;
}

Task<RestResult<void>> Sender::open_thread(const Notification& notification, Posted& posted) {
  const auto& delivery = notification.delivery;
  const bool wanted = !notification.thread_name.empty() && delivery.match && !delivery.edits &&
                      posted.channel == delivery.destination.id && posted.thread == 0;
  if (!wanted) co_return RestResult<void>{};
  const auto opened = co_await rest_.start_thread({posted.channel}, {posted.message},
                                                  {.name = notification.thread_name}, turn_max);
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

Task<store::DeliveryResult> Sender::keep_event(const Notification& notification, EventState state) {
  const auto& delivery = notification.delivery;
  auto result = result_of(delivery, Outcome::sent);
  result.posted = notification.existing_message.value_or(Posted{});
  result.posted.revision = notification.revision;
  result.posted.open = notification.stays_open;

  RestResult<void> done;
  if (notification.existing_message) {
    done = co_await change_event(notification, state, result.posted);
  } else if (state.event) {
    done = co_await create_event(notification, std::move(*state.event), result.posted);
  }
  if (done) co_return result;
  // Somebody deleted it, and is not to find it again.
  if (refused(done.error(), {RefusalKind::unknown_event}))
    co_return result_of(delivery, Outcome::dropped, "deleted");
  result = classify_refusal(delivery, done.error(), clock_.now());
  if (refused(done.error(), {RefusalKind::too_many})) {
    result.outcome = Outcome::later;
    result.again_at = clock_.now() + limits::full_calendar_pause;
  }
  co_return result;
}

Task<RestResult<void>> Sender::create_event(const Notification& notification, discord::ScheduledEvent event,
                                            Posted& posted) {
  const Snowflake guild{notification.delivery.guild};
  posted.channel = guild.value;
  if (notification.delivery.doubt_since) {
    const auto listed = co_await rest_.list_events(guild, turn_max);
    if (!listed) co_return std::unexpected(listed.error());
    const auto made = std::ranges::find_if(*listed, [&](const discord::ListedEvent& each) {
      // The match may have moved, or its stream become known; somebody's own event of that name has neither.
      const bool is_ours = each.event.starts_at == event.starts_at || each.event.location == event.location;
      return each.event.name == event.name && is_ours && is_unnoticed(notification, each.id);
    });
    if (made != listed->end()) {
      posted.message = made->id.value;
      co_return co_await edit_event(posted, changes_to(event));
    }
  }
  const auto created = co_await rest_.create_event(guild, std::move(event), turn_max);
  if (!created) co_return std::unexpected(created.error());
  posted.message = created->value;
  co_return RestResult<void>{};
}

// From how Discord has it, step by step, to how it should be: it may have begun or ended by itself, or have
// been begun by a person.
Task<RestResult<void>> Sender::change_event(const Notification& notification, EventState state,
                                            Posted& posted) {
  const auto listed = co_await rest_.fetch_event({posted.channel}, {posted.message}, turn_max);
  if (!listed) co_return std::unexpected(gone_as(RefusalKind::unknown_event, listed.error()));
  const auto is = listed->status;
  const bool was_canceled = is == EventStatus::canceled && state.status != EventStatus::canceled;
  if (was_canceled) co_return std::unexpected(called_off_by_somebody());

  RestResult<void> done;
  if (state.event && is == EventStatus::scheduled)
    co_return co_await edit_event(posted, changes_to(*state.event));
  if (state.status == EventStatus::canceled && is == EventStatus::scheduled)
    done = co_await edit_event(posted, {.status = EventStatus::canceled});
  const bool begins = state.status == EventStatus::active || state.status == EventStatus::completed;
  if (begins && is == EventStatus::scheduled)
    done = co_await edit_event(posted, {.status = EventStatus::active});
  const bool ends = state.status != EventStatus::active;
  const bool runs = is == EventStatus::active || (begins && is == EventStatus::scheduled);
  if (done && ends && runs) done = co_await edit_event(posted, {.status = EventStatus::completed});
  if (!done) co_return done;
  if (state.status == EventStatus::canceled) posted.message = 0;
  // What has begun cannot begin again: a match that is played another time gets another event.
  if (state.event) co_return co_await create_event(notification, std::move(*state.event), posted);
  co_return done;
}

Task<RestResult<void>> Sender::edit_event(const Posted& posted, discord::EventChange change) {
  auto edited = co_await rest_.edit_event({posted.channel}, {posted.message}, std::move(change), turn_max);
  if (!edited) co_return std::unexpected(gone_as(RefusalKind::unknown_event, edited.error()));
  co_return edited;
}

}  // namespace cs2::notify
