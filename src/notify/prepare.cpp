#include "notify/prepare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/limits/discord.hpp"
#include "base/limits/notify.hpp"
#include "model/validate.hpp"
#include "notify/kind_registry.hpp"
#include "notify/sample.hpp"
#include "store/guild/guilds.hpp"
#include "store/notify/calendars.hpp"
#include "store/notify/subscriptions.hpp"
#include "store/notify/test_notifications.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "store/queries/players.hpp"
#include "store/queries/rankings.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

std::map<SubscriptionId, Subscription> load_wishers(
    store::Store& store, const std::map<store::DeliveryId, std::vector<SubscriptionId>>& subscribers) {
  std::set<SubscriptionId> ids;
  for (const auto& [delivery, each] : subscribers) ids.insert(each.begin(), each.end());
  std::map<SubscriptionId, Subscription> loaded;
  for (auto& subscription : store::list_subscriptions(store, std::vector(ids.begin(), ids.end())))
    loaded.emplace(subscription.id, std::move(subscription));
  return loaded;
}

class Preparation {
 public:
  Preparation(store::Store& store, const locale::Catalogue& catalogue)
      : store_(store), catalogue_(catalogue) {}

  Prepared prepare(const store::Delivery& delivery, std::vector<Subscription> subscribers) {
    if (store::is_test(delivery)) return prepare_test(delivery);
    Prepared prepared{.delivery = delivery, .existing_message = delivery.posted};
    if (delivery.edits) prepared.existing_message = store::find_posted(store_, *delivery.edits);
    if (subscribers.empty()) {
      prepared.told =
          delivery.kind == NoticeKind::event ? Rendered{EventState{.over = true}} : Dropped{"unfollowed"};
      return prepared;
    }
    const auto settings = settings_of(delivery);
    auto notice = facts(delivery);
    notice.subscribers = std::move(subscribers);
    prepared.happened_at = notice.change ? notice.change->at : delivery.planned_at;
    prepared.subscribers = static_cast<int>(notice.subscribers.size());
    if (notice.match) prepared.revision = notice.match->match.revision;
    if (prepared.existing_message) notice.revision_shown = prepared.existing_message->revision;
    if (delivery.kind == NoticeKind::digest) notice.around = list_around(notice);
    // What wakes nobody may change in the night: a message that is there, and an event.
    if (!prepared.existing_message && delivery.kind != NoticeKind::event)
      prepared.held_until = end_of_quiet_hours(settings, notice.now);
    const auto reader = reader_for(notice, settings);
    prepared.told = render(delivery, notice, reader);
    prepared.stays_open = stays_open(delivery, prepared.told, notice);
    prepared.thread_name = thread_name(delivery, notice, reader);
    if (delivery.doubt_since && !prepared.existing_message)
      prepared.possible_duplicates = store::list_made(store_, delivery.destination);
    if (auto* message = std::get_if<discord::Message>(&prepared.told))
      address(*message, notice.subscribers, delivery);
    if (delivery.held && !prepared.held_until && takes_digests(prepared)) gather(prepared, reader);
    if (delivery.edits) correct_digest(prepared, notice, reader);
    return prepared;
  }

 private:
  // What any of them covers, each match once.
  std::vector<MatchDetails> list_around(const Notice& notice) {
    const auto at = notice.reminder_for.value_or(notice.now);
    std::vector<MatchDetails> all;
    for (const auto& subscription : notice.subscribers) {
      for (auto& details :
           store::list_covered(store_, subscription, at - limits::digest_reach, at + limits::digest_reach)) {
        const bool known = std::ranges::any_of(
            all, [&details](const MatchDetails& each) { return each.match.id == details.match.id; });
        if (!known) all.push_back(std::move(details));
      }
    }
    std::ranges::sort(all, {}, [](const MatchDetails& each) {
      return std::pair{time_of(each.match).value_or(Timestamp{}), each.match.id};
    });
    return all;
  }

  // A post, and a message that goes on following its match, stand for themselves.
  static bool takes_digests(const Prepared& prepared) {
    return std::holds_alternative<discord::Message>(prepared.told) && !prepared.existing_message &&
           !prepared.stays_open && prepared.delivery.destination.kind != Destination::Kind::forum;
  }

  // Several that were held through quiet hours become one message, which pings nobody and spoils nothing.
  void gather(Prepared& prepared, const view::Reader& reader) {
    const auto held = store::list_held(store_, prepared.delivery);
    if (held.empty()) return;
    DigestLines lines;
    add_line(lines, prepared.delivery, reader);
    for (const auto& delivery : held) {
      if (add_line(lines, delivery, reader)) prepared.merged_with.push_back(delivery.id);
    }
    if (prepared.merged_with.empty()) return;
    auto digest = view::digest_notice("notice.digest", lines.text, reader);
    digest.nonce = std::get<discord::Message>(prepared.told).nonce;
    prepared.told = std::move(digest);
    prepared.thread_name.clear();
  }

  // What is corrected may stand in a digest, which is then written again as a whole.
  void correct_digest(Prepared& prepared, const Notice& notice, const view::Reader& reader) {
    const auto teller = store::find_delivery(store_, *prepared.delivery.edits);
    const auto told = teller ? store::list_told_by(store_, *teller) : std::vector<store::Delivery>{};
    if (told.size() < 2) return;
    if (!notice.change || !notice.change->is<ResultCorrected>()) {
      prepared.told = Dropped{"already_right"};
      return;
    }
    DigestLines lines;
    for (const auto& delivery : told) add_line(lines, delivery, reader);
    prepared.told = view::digest_notice("notice.digest_corrected", lines.text, reader);
  }

  struct DigestLines {
    std::vector<std::string> text;
    std::set<MatchId> matches;
  };

  // A match has one line, which shows how it stands, whatever the news was. False where there is none.
  bool add_line(DigestLines& lines, const store::Delivery& delivery, view::Reader reader) {
    reader.hide_scores = true;
    const auto notice = facts(delivery);
    auto line = digest_line(delivery, notice, reader);
    if (!line) return false;
    if (!notice.match || lines.matches.insert(notice.match->match.id).second)
      lines.text.push_back(std::move(*line));
    return true;
  }

  // Nothing for what is untrue by now, or stands for itself; its own turn will say so.
  std::optional<std::string> digest_line(const store::Delivery& delivery, const Notice& notice,
                                         const view::Reader& reader) {
    const auto told = find_kind(delivery.kind).render(notice, reader);
    const auto* message = std::get_if<discord::Message>(&told);
    if (!message || stays_open(delivery, told, notice)) return std::nullopt;
    if (notice.match) return view::digest_line(*notice.match, reader);
    return delivery.kind == NoticeKind::roster ? message->embeds.front().description : message->content;
  }

  // Somebody waits for it: quiet hours do not hold it back. It mentions nobody.
  Prepared prepare_test(const store::Delivery& delivery) {
    const auto settings = settings_of(delivery);
    const view::Reader reader{
        .language = settings.locale ? catalogue_.find(*settings.locale) : catalogue_.source(),
        .hide_scores = settings.spoilers == store::SpoilerRule::hide};
    const auto notice = make_sample(delivery.kind, reader.language, store_.clock().now());
    auto told = find_kind(delivery.kind).render(notice, reader);
    if (auto* message = std::get_if<discord::Message>(&told)) {
      message->content.insert(0, fmt::format("{}\n", reader.language.say("notice.test")));
      address(*message, {}, delivery);
    }
    return {.delivery = delivery,
            .told = std::move(told),
            .existing_message = delivery.posted,
            .thread_name = thread_name(delivery, notice, reader)};
  }

  // The strictest spoiler rule of those who share the message holds.
  view::Reader reader_for(const Notice& notice, const store::GuildSettings& settings) const {
    const auto any = [&notice](SpoilerPolicy policy) {
      return std::ranges::find(notice.subscribers, policy, &Subscription::spoilers) !=
             notice.subscribers.end();
    };
    const bool leave_out = any(SpoilerPolicy::reveal);
    return {.language = settings.locale ? catalogue_.find(*settings.locale) : catalogue_.source(),
            .hide_scores = leave_out || any(SpoilerPolicy::hide),
            .leave_out_scores = leave_out};
  }

  static bool stays_open(const store::Delivery& delivery, const Rendered& told, const Notice& notice) {
    if (const auto* event = std::get_if<EventState>(&told)) return !event->over;
    if (!traits_of(delivery.kind).follows_match || !notice.match) return false;
    const auto status = notice.match->match.status;
    return status != MatchStatus::cancelled &&
           !(status == MatchStatus::finished && has_result(notice.match->match));
  }

  // A forum takes nothing but posts; elsewhere a thread belongs to a match.
  static std::string thread_name(const store::Delivery& delivery, const Notice& notice,
                                 const view::Reader& reader) {
    const bool is_forum = delivery.destination.kind == Destination::Kind::forum;
    const bool wants_threads = std::ranges::any_of(notice.subscribers, &Subscription::threads);
    if (!is_forum && !(wants_threads && notice.match && takes_threads(delivery.destination.kind))) return {};
    if (notice.match) return view::match_thread_name(*notice.match, reader);
    return view::other_thread_name(notice.team, reader);
  }

  static bool takes_threads(Destination::Kind kind) {
    return kind == Destination::Kind::channel || kind == Destination::Kind::announcement;
  }

  Rendered render(const store::Delivery& delivery, const Notice& notice, const view::Reader& reader) {
    const auto& kind = find_kind(delivery.kind);
    // What depends on who follows is not shared.
    if (delivery.kind == NoticeKind::ranking || delivery.kind == NoticeKind::map_finished ||
        delivery.kind == NoticeKind::digest)
      return kind.render(notice, reader);
    const auto key = fmt::format("{}/{}/{}/{}/{}", delivery.dedup_key, reader.language.code(), reader.hide_scores,
                                 reader.leave_out_scores, notice.revision_shown);
    const auto known = rendered_.find(key);
    if (known != rendered_.end()) return known->second;
    return rendered_.emplace(key, kind.render(notice, reader)).first->second;
  }

  // Whom it pings: the roles that those who follow chose, and nobody else. A changed message pings nobody.
  static void address(discord::Message& message, const std::vector<Subscription>& subscribers,
                      const store::Delivery& delivery) {
    message.nonce = fmt::format("d{}", delivery.id.value);
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

  Notice facts(const store::Delivery& delivery) {
    Notice notice{.reminder_for = delivery.reminder_for, .now = store_.clock().now()};
    if (delivery.change) notice.change = find_change(delivery.change);
    if (delivery.match) notice.match = store::find_match(store_, delivery.match);
    if (!notice.change) return notice;
    if (notice.change->is<MatchWithdrawn>() && !notice.match) add_former(notice);
    if (notice.change->team) notice.team = store::find_team(store_, notice.change->team);
    if (notice.change->player) notice.player = store::find_player(store_, notice.change->player);
    if (const auto* published = std::get_if<RankingPublished>(&notice.change->what))
      notice.ranking = store::find_ranking(store_, published->system, published->published);
    return notice;
  }

  void add_former(Notice& notice) {
    notice.former = store::find_withdrawn(store_, notice.change->match);
    if (!notice.former) return;
    const auto at = time_of(notice.former->match).value_or(notice.now);
    notice.around = store::list_matches(store_, {.statuses = {},
                                                 .team = notice.former->match.opponents[0].team,
                                                 .from = at - limits::replaced_within,
                                                 .to = at + limits::replaced_within})
                        .matches;
  }

  const std::optional<Change>& find_change(ChangeId id) {
    const auto known = changes_.find(id);
    if (known != changes_.end()) return known->second;
    return changes_.emplace(id, store::find_change(store_, id)).first->second;
  }

  store::GuildSettings settings_of(const store::Delivery& delivery) {
    return delivery.guild == 0 ? store::GuildSettings{} : store::find_guild_settings(store_, delivery.guild);
  }

  store::Store& store_;
  const locale::Catalogue& catalogue_;
  std::map<ChangeId, std::optional<Change>> changes_;
  std::map<std::string, Rendered> rendered_;
};

}  // namespace

std::optional<Timestamp> end_of_quiet_hours(const store::GuildSettings& settings, Timestamp now) {
  if (!settings.quiet_hours) return std::nullopt;
  const auto [from, until] = *settings.quiet_hours;
  constexpr int day = 24 * 60;
  const auto zone = settings.time_zone.value_or("UTC");
  const auto time = locale::local_time(now, zone);
  const auto minute = static_cast<int>(time.since_midnight.count());
  const bool quiet = from < until ? minute >= from && minute < until : minute >= from || minute < until;
  if (!quiet) return std::nullopt;
  const auto end = std::chrono::floor<minutes>(now) + minutes{(until - minute + day) % day};
  // Where clocks change in between, it ends by the new ones, unless they leave that time out.
  const auto shown = static_cast<int>(locale::local_time(end, zone).since_midnight.count());
  const auto off = (until - shown + day + day / 2) % day - day / 2;
  const auto by_clock = end + minutes{off};
  return locale::local_time(by_clock, zone).since_midnight == minutes{until} ? by_clock : end;
}

std::vector<Prepared> prepare(store::Store& store, const std::vector<store::Delivery>& deliveries,
                              const locale::Catalogue& catalogue) {
  if (deliveries.empty()) return {};
  store.invalidate_now();  // another process may have written what this is about a moment ago
  const auto subscribers = store::list_subscribers(store, deliveries);
  const auto subscriptions = load_wishers(store, subscribers);
  Preparation preparation{store, catalogue};
  std::vector<Prepared> prepared;
  prepared.reserve(deliveries.size());
  std::vector<store::DeliveryId> threaded;
  for (const auto& delivery : deliveries) {
    std::vector<Subscription> of_this;
    for (const auto id : subscribers.at(delivery.id)) {
      const auto found = subscriptions.find(id);
      if (found != subscriptions.end()) of_this.push_back(found->second);
    }
    prepared.push_back(preparation.prepare(delivery, std::move(of_this)));
    if (delivery.match && !prepared.back().thread_name.empty()) threaded.push_back(delivery.id);
  }
  if (threaded.empty()) return prepared;
  const auto threads = store::list_threads(store, threaded);
  for (auto& one : prepared) {
    if (const auto known = threads.find(one.delivery.id); known != threads.end()) one.thread = known->second;
  }
  return prepared;
}

}  // namespace cs2::notify
