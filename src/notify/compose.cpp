#include "notify/compose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/limits/discord.hpp"
#include "base/limits/notify.hpp"
#include "locale/choose_language.hpp"
#include "model/validate.hpp"
#include "notify/kind_registry.hpp"
#include "notify/quiet_hours.hpp"
#include "notify/sample.hpp"
#include "store/notify/test_notifications.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

// Of subscriptions that share a message, the oldest that chose a language decides.
std::string_view language_of(const std::vector<Subscription>& subscribers) {
  const Subscription* oldest = nullptr;
  for (const auto& each : subscribers) {
    if (each.language && (!oldest || each.id < oldest->id)) oldest = &each;
  }
  return oldest ? std::string_view{*oldest->language} : std::string_view{};
}

view::Reader plain_reader(const LoadedDelivery& loaded, const locale::Catalogue& catalogue) {
  const bool direct = loaded.delivery.guild == 0;
  return {
      .language = locale::choose_language(
          direct ? locale::MessageTo::person : locale::MessageTo::subscribers,
          {.subscription = language_of(loaded.facts.subscribers),
           .person = loaded.person.locale ? std::string_view{*loaded.person.locale} : std::string_view{},
           .server = loaded.settings.locale ? std::string_view{*loaded.settings.locale} : std::string_view{},
           .preferred = loaded.settings.preferred_locale},
          catalogue)};
}

// The strictest spoiler rule of those who share the message holds.
view::Reader reader_for(const LoadedDelivery& loaded, const locale::Catalogue& catalogue) {
  const auto any = [&loaded](SpoilerPolicy policy) {
    return std::ranges::find(loaded.facts.subscribers, policy, &Subscription::spoilers) !=
           loaded.facts.subscribers.end();
  };
  auto reader = plain_reader(loaded, catalogue);
  reader.now = loaded.facts.now;
  reader.leave_out_scores = any(SpoilerPolicy::reveal);
  reader.hide_scores = reader.leave_out_scores || any(SpoilerPolicy::hide);
  return reader;
}

bool stays_open(const store::Delivery& delivery, const Rendered& rendered, const NoticeFacts& facts) {
  if (const auto* event = std::get_if<EventState>(&rendered)) return !event->over;
  if (!traits_of(delivery.kind).follows_match || !facts.match) return false;
  const auto status = facts.match->match.status;
  return status != MatchStatus::cancelled &&
         !(status == MatchStatus::finished && has_result(facts.match->match));
}

bool takes_threads(Destination::Kind kind) {
  return kind == Destination::Kind::channel || kind == Destination::Kind::announcement;
}

// A forum takes nothing but posts; elsewhere a thread belongs to a match.
std::string thread_name(const store::Delivery& delivery, const NoticeFacts& facts,
                        const view::Reader& reader) {
  const bool is_forum = delivery.destination.kind == Destination::Kind::forum;
  const bool wants_threads = std::ranges::any_of(facts.subscribers, &Subscription::threads);
  if (!is_forum && !(wants_threads && facts.match && takes_threads(delivery.destination.kind))) return {};
  if (facts.match) return view::match_thread_name(*facts.match, reader);
  return view::other_thread_name(facts.team, reader);
}

// Mentions the roles that its subscribers chose, and nobody else. A changed message mentions nobody.
void address(discord::Message& message, const std::vector<Subscription>& subscribers,
             const store::Delivery& delivery) {
  message.nonce = delivery.nonce;
  if (delivery.edits) return;
  auto& allowed = message.allowed_mentions.roles;
  std::string mentions;
  for (const auto& subscription : subscribers) {
    for (const auto role : subscription.roles) {
      const discord::Snowflake id{role};
      if (std::ranges::find(allowed, id) != allowed.end()) continue;
      if (allowed.size() == limits::mentioned_roles_max) break;
      allowed.push_back(id);
      mentions += fmt::format("<@&{}> ", role);
    }
  }
  message.content.insert(0, mentions);
}

// ---- Digests

// Posts, and messages that go on following their match, stay apart.
bool takes_digests(const Notification& notification) {
  return std::holds_alternative<discord::Message>(notification.rendered) && !notification.existing_message &&
         !notification.stays_open && notification.delivery.destination.kind != Destination::Kind::forum &&
         find_kind(notification.delivery.kind).digest_line != nullptr;
}

// Nothing for what is untrue by now, or stays apart; its own turn will say so.
std::optional<std::string> digest_line(const store::Delivery& delivery, const NoticeFacts& facts,
                                       const view::Reader& reader) {
  const auto& kind = find_kind(delivery.kind);
  if (!kind.digest_line) return std::nullopt;
  const auto rendered = kind.render(facts, reader);
  const auto* message = std::get_if<discord::Message>(&rendered);
  if (!message || stays_open(delivery, rendered, facts)) return std::nullopt;
  return facts.match ? view::digest_line(*facts.match, reader) : kind.digest_line(*message);
}

class Digest {
 public:
  explicit Digest(view::Reader reader) : reader_(std::move(reader)) {}

  // A match has one line, which shows how it stands, whatever changed. False where there is none.
  bool add(const store::Delivery& delivery, const NoticeFacts& facts) {
    auto line = digest_line(delivery, facts, reader_);
    if (!line) return false;
    if (!facts.match || matches_.insert(facts.match->match.id).second) lines_.push_back(std::move(*line));
    return true;
  }
  discord::Message render(std::string_view key) const { return view::digest_notice(key, lines_, reader_); }

 private:
  view::Reader reader_;
  std::vector<std::string> lines_;
  std::set<MatchId> matches_;
};

// Whoever reads it reads all of it: the strictest spoiler rule of its parts holds, and the server's.
view::Reader digest_reader(view::Reader reader, const store::GuildSettings& settings,
                           const std::vector<DigestPart>& parts) {
  reader.hide_scores = reader.hide_scores || settings.spoilers == store::SpoilerRule::hide ||
                       std::ranges::any_of(parts, &DigestPart::hides_scores);
  return reader;
}

// Several that were held through quiet hours become one message, which mentions nobody.
void merge_held(Notification& notification, const LoadedDelivery& loaded, const view::Reader& reader) {
  Digest digest{digest_reader(reader, loaded.settings, loaded.held_with)};
  // Its own line is made as those of the others are, of which the subscribers are not known.
  auto own = loaded.facts;
  own.subscribers.clear();
  digest.add(loaded.delivery, own);
  for (const auto& part : loaded.held_with) {
    if (digest.add(part.delivery, part.facts)) notification.merged_with.push_back(part.delivery.id);
  }
  if (notification.merged_with.empty()) return;
  auto message = digest.render("notice.digest");
  message.nonce = std::get<discord::Message>(notification.rendered).nonce;
  notification.rendered = std::move(message);
  notification.thread_name.clear();
}

// What is corrected may be part of a digest, which is then written again as a whole.
void correct_digest(Notification& notification, const LoadedDelivery& loaded, const view::Reader& reader) {
  if (loaded.edited.size() < 2) return;
  if (!loaded.facts.change || !loaded.facts.change->is<ResultCorrected>()) {
    notification.rendered = Dropped{"already_right"};
    return;
  }
  Digest digest{digest_reader(reader, loaded.settings, loaded.edited)};
  for (const auto& part : loaded.edited) digest.add(part.delivery, part.facts);
  notification.rendered = digest.render("notice.digest_corrected");
}

// In the thread of its match, once that is open, only where everybody who gets it asked for threads: news of
// the channel stay in the channel.
void stay_in_thread(Notification& notification, const LoadedDelivery& loaded) {
  const bool is_forum = loaded.delivery.destination.kind == Destination::Kind::forum;
  const bool all_want = std::ranges::all_of(loaded.facts.subscribers, &Subscription::threads);
  if (is_forum || all_want || loaded.thread == 0) {
    notification.thread = loaded.thread;
  } else {
    notification.thread_name.clear();
  }
}

// ---- One delivery

// Somebody waits for it: quiet hours do not hold it back. It mentions nobody.
Notification compose_test(const LoadedDelivery& loaded, const locale::Catalogue& catalogue) {
  const auto& delivery = loaded.delivery;
  auto reader = plain_reader(loaded, catalogue);
  reader.hide_scores = loaded.settings.spoilers == store::SpoilerRule::hide;
  if (store::is_test_of_all(delivery)) {
    auto message = render_all_samples(reader, loaded.facts.now);
    address(message, {}, delivery);
    return {.delivery = delivery,
            .rendered = std::move(message),
            .existing_message = delivery.posted,
            .thread_name =
                thread_name(delivery, make_sample(delivery.kind, reader.language, loaded.facts.now), reader)};
  }
  const auto sample = make_sample(delivery.kind, reader.language, loaded.facts.now);
  auto rendered = find_kind(delivery.kind).render(sample, reader);
  if (auto* message = std::get_if<discord::Message>(&rendered)) {
    message->content.insert(0, fmt::format("{}\n", reader.language.say("notice.test")));
    address(*message, {}, delivery);
  }
  return {.delivery = delivery,
          .rendered = std::move(rendered),
          .existing_message = delivery.posted,
          .thread_name = thread_name(delivery, sample, reader)};
}

class Composer {
 public:
  explicit Composer(const locale::Catalogue& catalogue) : catalogue_(catalogue) {}

  Notification compose(const LoadedDelivery& loaded) {
    const auto& [delivery, facts, settings, person, existing_message, held_with, edited, thread, duplicates] =
        loaded;
    if (store::is_test(delivery)) return compose_test(loaded, catalogue_);
    Notification notification{.delivery = delivery, .existing_message = existing_message};
    const bool wakes_nobody = traits_of(delivery.kind).form == NoticeForm::scheduled_event;
    if (facts.subscribers.empty()) {
      notification.rendered =
          wakes_nobody ? Rendered{EventState{.status = discord::EventStatus::canceled, .over = true}}
                       : Dropped{"unfollowed"};
      return notification;
    }
    notification.happened_at = facts.change ? facts.change->at : delivery.planned_at;
    notification.subscribers = static_cast<int>(facts.subscribers.size());
    if (facts.match) notification.revision = facts.match->match.revision;
    // A message that is there may change in the night.
    if (!existing_message && !wakes_nobody) notification.held_until = end_of_quiet_hours(settings, facts.now);

    const auto reader = reader_for(loaded, catalogue_);
    notification.rendered = render(delivery, facts, reader);
    notification.stays_open = stays_open(delivery, notification.rendered, facts);
    notification.thread_name = thread_name(delivery, facts, reader);
    notification.possible_duplicates = duplicates;
    if (facts.match && traits_of(delivery.kind).follows_match)
      notification.constant_parts = view::names_in_notices(*facts.match, reader);
    if (auto* message = std::get_if<discord::Message>(&notification.rendered))
      address(*message, facts.subscribers, delivery);
    if (!held_with.empty() && !notification.held_until && takes_digests(notification))
      merge_held(notification, loaded, reader);
    if (delivery.edits) correct_digest(notification, loaded, reader);
    if (!notification.thread_name.empty()) stay_in_thread(notification, loaded);
    return notification;
  }

 private:
  Rendered render(const store::Delivery& delivery, const NoticeFacts& facts, const view::Reader& reader) {
    const auto& kind = find_kind(delivery.kind);
    if (kind.depends_on_subscribers) return kind.render(facts, reader);
    const auto key = fmt::format("{}/{}/{}/{}/{}", delivery.dedup_key, reader.language.code(),
                                 reader.hide_scores, reader.leave_out_scores, facts.revision_shown);
    const auto known = rendered_.find(key);
    if (known != rendered_.end()) return known->second;
    return rendered_.emplace(key, kind.render(facts, reader)).first->second;
  }

  const locale::Catalogue& catalogue_;
  std::map<std::string, Rendered> rendered_;
};

}  // namespace

std::vector<Notification> compose(const std::vector<LoadedDelivery>& deliveries,
                                  const locale::Catalogue& catalogue) {
  Composer composer{catalogue};
  std::vector<Notification> notifications;
  notifications.reserve(deliveries.size());
  for (const auto& loaded : deliveries) notifications.push_back(composer.compose(loaded));
  return notifications;
}

}  // namespace cs2::notify
