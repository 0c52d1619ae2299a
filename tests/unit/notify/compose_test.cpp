#include "notify/compose.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits/notify.hpp"

namespace cs2::notify {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr Timestamp noon = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{12};

Change change_of(const What& what) {
  return {.id = {3}, .match = {7}, .at = noon - minutes{1}, .what = what};
}

NoticeFacts planned(MatchId id = {7}) {
  MatchDetails details;
  auto& match = details.match;
  match.id = id;
  match.revision = 4;
  match.best_of = 3;
  match.scheduled_at = noon + minutes{15};
  match.opponents = {Opponent{.team = {1}, .name = "Alpine"}, Opponent{.team = {2}, .name = "Borealis"}};
  return {.reminder_for = match.scheduled_at, .match = std::move(details), .now = noon};
}

NoticeFacts finished(MatchId id = {7}) {
  auto facts = planned(id);
  auto& match = facts.match->match;
  match.status = MatchStatus::finished;
  match.score = Score{2, 1};
  match.winner = 0;
  facts.change = change_of(MatchFinished{});
  return facts;
}

// For one subscriber in channel 42, at noon.
LoadedDelivery loaded(NoticeKind kind, NoticeFacts facts, std::int64_t id = 11) {
  facts.subscribers = {Subscription{.kinds = {kind}}};
  return {.delivery = {.id = {id},
                       .nonce = "1a2b3c4d-b",
                       .subscription = {1},
                       .dedup_key = fmt::format("{}:{}", name(kind), id),
                       .kind = kind,
                       .match = facts.match ? facts.match->match.id : MatchId{},
                       .guild = 9,
                       .destination = {.kind = Destination::Kind::channel, .id = 42},
                       .planned_at = noon - minutes{2}},
          .facts = std::move(facts)};
}

DigestPart part(NoticeKind kind, const NoticeFacts& facts, std::int64_t id) {
  return {.delivery = loaded(kind, facts, id).delivery, .facts = facts};
}

void be_quiet_until_one(LoadedDelivery& delivery) {
  delivery.settings.quiet_hours = store::QuietHours{.from = 0, .until = 13 * 60};
}

class Compose : public testing::Test {
 protected:
  Notification compose_one(const LoadedDelivery& delivery) { return compose({delivery}, catalogue_).at(0); }

  static const discord::Message& message_of(const Notification& notification) {
    return std::get<discord::Message>(notification.rendered);
  }
  static std::string text_of(const Notification& notification) {
    const auto& message = message_of(notification);
    std::string text = message.content;
    for (const auto& embed : message.embeds) text += "\n" + embed.description;
    return text;
  }
  static std::string_view dropped(const Notification& notification) {
    const auto* reason = std::get_if<Dropped>(&notification.rendered);
    return reason ? reason->reason : "sent";
  }

  std::string digest_heading(std::string_view key, std::int64_t count) const {
    return catalogue_.source().say(key, {{"count", count}});
  }

  locale::Catalogue catalogue_ = locale::Catalogue::load(locale::embedded_catalogues()).value();
};

// ---- Who gets it

TEST_F(Compose, drops_what_nobody_subscribes_to_any_more) {
  auto delivery = loaded(NoticeKind::result, finished());
  delivery.facts.subscribers.clear();

  EXPECT_EQ(dropped(compose_one(delivery)), "unfollowed");
}

TEST_F(Compose, ends_an_event_that_nobody_subscribes_to_any_more) {
  auto delivery = loaded(NoticeKind::event, planned());
  delivery.facts.subscribers.clear();
  delivery.existing_message = store::Posted{.channel = 9, .message = 50, .revision = 4};

  const auto notification = compose_one(delivery);

  EXPECT_TRUE(std::get<EventState>(notification.rendered).over);
  EXPECT_EQ(std::get<EventState>(notification.rendered).status, discord::EventStatus::canceled);
  EXPECT_EQ(notification.existing_message->message, 50u);
  EXPECT_FALSE(notification.stays_open);
}

TEST_F(Compose, says_when_it_happened_and_whom_it_serves) {
  auto delivery = loaded(NoticeKind::result, finished());
  delivery.facts.subscribers.resize(2);

  const auto notification = compose_one(delivery);

  EXPECT_EQ(notification.happened_at, noon - minutes{1}) << "when the match ended";
  EXPECT_EQ(notification.subscribers, 2);
  EXPECT_EQ(notification.revision, 4);
  EXPECT_EQ(compose_one(loaded(NoticeKind::reminder, planned())).happened_at, noon - minutes{2})
      << "no change: when it was planned";
}

TEST_F(Compose, mentions_the_chosen_roles_and_nobody_else) {
  auto delivery = loaded(NoticeKind::result, finished());
  delivery.facts.subscribers = {Subscription{.roles = {70, 71}}, Subscription{.roles = {71, 72}}};

  const auto message = message_of(compose_one(delivery));

  EXPECT_THAT(message.content, StartsWith("<@&70> <@&71> <@&72> "));
  EXPECT_THAT(message.allowed_mentions.roles,
              ElementsAre(discord::Snowflake{70}, discord::Snowflake{71}, discord::Snowflake{72}));
  EXPECT_EQ(message.nonce, "1a2b3c4d-b");
}

TEST_F(Compose, mentions_no_more_roles_than_one_subscription_may) {
  auto delivery = loaded(NoticeKind::result, finished());
  delivery.facts.subscribers = {Subscription{.roles = {1, 2, 3, 4}}, Subscription{.roles = {5, 6, 7, 8}}};

  const auto message = message_of(compose_one(delivery));

  EXPECT_EQ(message.allowed_mentions.roles.size(), limits::mentioned_roles_max);
}

TEST_F(Compose, mentions_nobody_without_roles) {
  const auto message = message_of(compose_one(loaded(NoticeKind::result, finished())));

  EXPECT_THAT(message.allowed_mentions.roles, IsEmpty());
  EXPECT_THAT(message.content, Not(HasSubstr("<@")));
}

// ---- Language

TEST_F(Compose, speaks_the_language_of_the_subscription_then_the_servers) {
  const auto built_in = locale::embedded_catalogues();
  const auto english = std::ranges::find(built_in, "en-US.toml", &EmbeddedFile::name);
  const std::array<EmbeddedFile, 3> files{{*english,
                                           {"de.toml", "[notice]\nresult = \"🏁 {match} (Ergebnis)\""},
                                           {"fr.toml", "[notice]\nresult = \"🏁 {match} (résultat)\""}}};
  catalogue_ = locale::Catalogue::load(files).value();
  auto delivery = loaded(NoticeKind::result, finished());
  delivery.delivery.guild = 500;
  const auto text = [&] { return message_of(compose_one(delivery)).content; };

  EXPECT_THAT(text(), Not(HasSubstr("(")));
  delivery.settings.preferred_locale = "fr";
  EXPECT_THAT(text(), HasSubstr("(résultat)"));
  delivery.settings.locale = "en-US";
  EXPECT_THAT(text(), Not(HasSubstr("(")));
  delivery.facts.subscribers = {Subscription{.id = {9}, .language = "fr"},
                                Subscription{.id = {3}, .language = "de"}, Subscription{.id = {1}}};
  EXPECT_THAT(text(), HasSubstr("(Ergebnis)")) << "the oldest that chose one";
}

TEST_F(Compose, speaks_a_persons_language_in_direct_messages) {
  const auto built_in = locale::embedded_catalogues();
  const auto english = std::ranges::find(built_in, "en-US.toml", &EmbeddedFile::name);
  const std::array<EmbeddedFile, 2> files{
      {*english, {"de.toml", "[notice]\nresult = \"🏁 {match} (Ergebnis)\""}}};
  catalogue_ = locale::Catalogue::load(files).value();
  auto delivery = loaded(NoticeKind::result, finished());
  delivery.delivery.guild = 0;
  delivery.delivery.destination = {.kind = Destination::Kind::direct, .id = 901};
  delivery.facts.subscribers = {Subscription{.language = "de"}};
  const auto text = [&] { return message_of(compose_one(delivery)).content; };

  EXPECT_THAT(text(), HasSubstr("(Ergebnis)"));
  delivery.person.locale = "en-US";
  EXPECT_THAT(text(), Not(HasSubstr("(")));
}

// ---- Spoilers

TEST_F(Compose, follows_the_strictest_spoiler_rule_of_its_subscribers) {
  auto delivery = loaded(NoticeKind::result, finished());
  EXPECT_THAT(text_of(compose_one(delivery)), Not(HasSubstr("||")));
  delivery.facts.subscribers.push_back({.spoilers = SpoilerPolicy::hide});
  EXPECT_THAT(text_of(compose_one(delivery)), HasSubstr("||"));
  delivery.facts.subscribers.push_back({.spoilers = SpoilerPolicy::reveal});
  EXPECT_THAT(text_of(compose_one(delivery)), Not(HasSubstr("2 –")));
}

TEST_F(Compose, does_not_share_what_was_rendered_between_rules_or_with_other_subscribers) {
  auto open = loaded(NoticeKind::result, finished());
  auto hidden = open;
  hidden.facts.subscribers[0].spoilers = SpoilerPolicy::hide;
  auto map_alone = loaded(NoticeKind::map_finished, finished());
  map_alone.facts.change = change_of(MapFinished{.number = 1});
  map_alone.facts.match->match.maps = {
      {.number = 1, .name = "Nuke", .status = MapStatus::finished, .score = Score{13, 7}, .winner = 0}};
  auto with_result = map_alone;
  with_result.facts.subscribers[0].kinds = {NoticeKind::map_finished, NoticeKind::result};

  const auto all = compose({open, hidden, map_alone, with_result}, catalogue_);

  EXPECT_NE(text_of(all[0]), text_of(all[1]));
  EXPECT_EQ(dropped(all[2]), "sent");
  EXPECT_EQ(dropped(all[3]), "result_tells");
}

// ---- Quiet hours and digests

TEST_F(Compose, holds_a_message_until_quiet_hours_end) {
  auto delivery = loaded(NoticeKind::result, finished());
  be_quiet_until_one(delivery);

  EXPECT_EQ(compose_one(delivery).held_until, noon + hours{1});
  delivery.facts.now = noon + hours{1};
  EXPECT_EQ(compose_one(delivery).held_until, std::nullopt);
}

TEST_F(Compose, does_not_hold_what_wakes_nobody) {
  auto live = loaded(NoticeKind::live, finished());
  live.existing_message = store::Posted{.channel = 42, .message = 50, .revision = 3};
  be_quiet_until_one(live);
  auto event = loaded(NoticeKind::event, planned());
  be_quiet_until_one(event);

  EXPECT_EQ(compose_one(live).held_until, std::nullopt) << "its message is there already";
  EXPECT_EQ(compose_one(event).held_until, std::nullopt);
}

TEST_F(Compose, merges_what_was_held_into_one_digest) {
  auto delivery = loaded(NoticeKind::result, finished());
  delivery.facts.subscribers[0].roles = {70};
  delivery.facts.subscribers[0].threads = true;
  delivery.held_with = {part(NoticeKind::result, finished({8}), 12),
                        part(NoticeKind::reminder, finished({9}), 13)};

  const auto notification = compose_one(delivery);

  EXPECT_THAT(notification.merged_with, ElementsAre(store::DeliveryId{12}))
      << "the reminder is out of date, and says so by itself";
  const auto& digest = message_of(notification);
  EXPECT_EQ(digest.content, digest_heading("notice.digest", 2));
  EXPECT_THAT(text_of(notification), Not(HasSubstr("||"))) << "scores are shown here";
  EXPECT_THAT(digest.allowed_mentions.roles, IsEmpty());
  EXPECT_EQ(digest.nonce, "1a2b3c4d-b");
  EXPECT_THAT(notification.thread_name, IsEmpty());
}

TEST_F(Compose, hides_scores_in_a_digest_as_its_server_and_its_subscribers_chose) {
  auto delivery = loaded(NoticeKind::result, finished());
  delivery.held_with = {part(NoticeKind::result, finished({8}), 12)};
  auto by_server = delivery;
  by_server.settings.spoilers = store::SpoilerRule::hide;
  auto by_own = delivery;
  by_own.facts.subscribers[0].spoilers = SpoilerPolicy::hide;
  auto by_part = delivery;
  by_part.held_with[0].hides_scores = true;

  EXPECT_THAT(text_of(compose_one(delivery)), Not(HasSubstr("||")));
  for (const auto& each : {by_server, by_own, by_part})
    EXPECT_THAT(text_of(compose_one(each)), HasSubstr("||"));
}

TEST_F(Compose, gives_a_match_one_line_in_a_digest) {
  auto delivery = loaded(NoticeKind::result, finished());
  delivery.held_with = {part(NoticeKind::result, finished(), 12)};

  const auto notification = compose_one(delivery);

  EXPECT_THAT(notification.merged_with, ElementsAre(store::DeliveryId{12}));
  EXPECT_EQ(message_of(notification).content, digest_heading("notice.digest", 1));
}

TEST_F(Compose, sends_a_single_held_message_as_it_is) {
  auto delivery = loaded(NoticeKind::result, finished());
  delivery.held_with = {part(NoticeKind::reminder, finished({9}), 13)};

  const auto notification = compose_one(delivery);

  EXPECT_THAT(notification.merged_with, IsEmpty());
  EXPECT_EQ(text_of(notification), text_of(compose_one(loaded(NoticeKind::result, finished()))));
}

TEST_F(Compose, keeps_posts_live_messages_and_daily_digests_apart) {
  const auto other = part(NoticeKind::result, finished({8}), 12);
  auto post = loaded(NoticeKind::result, finished());
  post.delivery.destination.kind = Destination::Kind::forum;
  auto live = loaded(NoticeKind::live, planned());
  live.facts.match->match.status = MatchStatus::live;
  auto daily = loaded(NoticeKind::digest, planned());
  daily.facts.nearby = {*planned().match};
  for (auto* each : {&post, &live, &daily}) {
    each->held_with = {other};
    const auto notification = compose_one(*each);
    EXPECT_THAT(notification.merged_with, IsEmpty()) << name(each->delivery.kind);
    EXPECT_NE(message_of(notification).content, digest_heading("notice.digest", 2));
  }
}

// ---- Corrections

LoadedDelivery correction(const What& what) {
  auto delivery = loaded(NoticeKind::corrected, finished(), 20);
  delivery.delivery.edits = store::DeliveryId{11};
  delivery.facts.change = change_of(what);
  delivery.facts.revision_shown = 3;
  delivery.facts.subscribers[0].roles = {70};
  delivery.existing_message = store::Posted{.channel = 42, .message = 50, .revision = 3};
  delivery.edited = {part(NoticeKind::result, finished(), 11)};
  return delivery;
}

TEST_F(Compose, corrects_a_message_without_mentioning_anybody_again) {
  const auto notification = compose_one(correction(ResultCorrected{}));

  EXPECT_NE(text_of(notification), text_of(compose_one(loaded(NoticeKind::result, finished()))));
  EXPECT_THAT(message_of(notification).allowed_mentions.roles, IsEmpty());
  EXPECT_EQ(notification.existing_message->message, 50u);
}

TEST_F(Compose, corrects_a_digest_as_a_whole) {
  auto delivery = correction(ResultCorrected{});
  delivery.edited.push_back(part(NoticeKind::result, finished({8}), 12));

  const auto digest = compose_one(delivery);

  EXPECT_EQ(message_of(digest).content, digest_heading("notice.digest_corrected", 2));
}

TEST_F(Compose, leaves_a_digest_alone_whose_result_was_only_confirmed) {
  auto delivery = correction(MatchFinished{});
  delivery.edited.push_back(part(NoticeKind::result, finished({8}), 12));

  EXPECT_EQ(dropped(compose_one(delivery)), "already_right");
}

TEST_F(Compose, has_nothing_to_correct_where_nothing_was_sent) {
  auto delivery = correction(ResultCorrected{});
  delivery.existing_message.reset();
  delivery.facts.revision_shown = 0;

  EXPECT_EQ(dropped(compose_one(delivery)), "not_told");
}

// ---- Threads

TEST_F(Compose, names_a_thread_after_the_match_where_one_is_wanted) {
  auto delivery = loaded(NoticeKind::result, finished());
  delivery.thread = 60;
  EXPECT_THAT(compose_one(delivery).thread_name, IsEmpty());
  EXPECT_EQ(compose_one(delivery).thread, 0u);

  delivery.facts.subscribers[0].threads = true;
  EXPECT_EQ(compose_one(delivery).thread_name, "Alpine vs Borealis");
  EXPECT_EQ(compose_one(delivery).thread, 60u);
  delivery.delivery.destination.kind = Destination::Kind::direct;
  EXPECT_THAT(compose_one(delivery).thread_name, IsEmpty()) << "there are none in direct messages";
}

TEST_F(Compose, keeps_news_of_a_channel_out_of_the_thread_that_another_subscription_wants) {
  auto delivery = loaded(NoticeKind::result, finished());
  delivery.facts.subscribers.resize(2);
  delivery.facts.subscribers[1].threads = true;

  EXPECT_EQ(compose_one(delivery).thread_name, "Alpine vs Borealis") << "the first message opens it";
  delivery.thread = 60;
  EXPECT_EQ(compose_one(delivery).thread, 0u);
  EXPECT_THAT(compose_one(delivery).thread_name, IsEmpty()) << "it is open already";

  delivery.facts.subscribers[0].threads = true;
  EXPECT_EQ(compose_one(delivery).thread, 60u) << "now everybody wants it there";
}

TEST_F(Compose, names_every_post_of_a_forum) {
  auto match = loaded(NoticeKind::result, finished());
  match.delivery.destination.kind = Destination::Kind::forum;
  auto roster = loaded(NoticeKind::roster, {.team = Team{.id = {1}, .name = "Alpine"}, .now = noon});
  roster.delivery.destination.kind = Destination::Kind::forum;

  EXPECT_EQ(compose_one(match).thread_name, "Alpine vs Borealis");
  EXPECT_EQ(compose_one(roster).thread_name, "Alpine");
}

// ---- What goes on

TEST_F(Compose, keeps_a_live_message_open_until_the_match_has_a_result) {
  auto delivery = loaded(NoticeKind::live, planned());
  auto& match = delivery.facts.match->match;
  match.status = MatchStatus::live;
  EXPECT_TRUE(compose_one(delivery).stays_open);
  match.status = MatchStatus::finished;
  EXPECT_TRUE(compose_one(delivery).stays_open) << "its result is on its way";
  match.score = Score{2, 0};
  match.winner = 0;
  EXPECT_FALSE(compose_one(delivery).stays_open);
  EXPECT_FALSE(compose_one(loaded(NoticeKind::started, delivery.facts)).stays_open);
}

TEST_F(Compose, keeps_an_event_open_until_the_match_is_over) {
  EXPECT_TRUE(compose_one(loaded(NoticeKind::event, planned())).stays_open);
  EXPECT_FALSE(compose_one(loaded(NoticeKind::event, finished())).stays_open);
}

TEST_F(Compose, says_beside_what_an_unnoticed_duplicate_may_stand) {
  auto delivery = loaded(NoticeKind::result, finished());
  delivery.delivery.doubt_since = noon - minutes{10};
  delivery.possible_duplicates = {50, 51};

  EXPECT_THAT(compose_one(delivery).possible_duplicates, ElementsAre(50u, 51u));
}

TEST_F(Compose, names_what_a_live_message_contains_all_the_time) {
  const auto contained = [&](NoticeFacts facts) {
    const auto live = compose_one(loaded(NoticeKind::live, std::move(facts)));
    const auto& content = std::get<discord::Message>(live.rendered).content;
    for (const auto& part : live.constant_parts) EXPECT_TRUE(content.contains(part)) << content;
    return live.constant_parts;
  };
  auto running = planned();
  running.match->match.status = MatchStatus::live;
  const auto parts = contained(std::move(running));

  EXPECT_EQ(parts.size(), 2U);
  EXPECT_EQ(contained(finished()), parts);
  EXPECT_TRUE(compose_one(loaded(NoticeKind::result, finished())).constant_parts.empty());
}

// ---- Tests

TEST_F(Compose, sends_a_test_at_once_and_mentions_nobody) {
  LoadedDelivery delivery{.delivery = {.id = {11},
                                       .nonce = "1a2b3c4d-b",
                                       .dedup_key = "test:result:42:1",
                                       .kind = NoticeKind::result,
                                       .destination = {.kind = Destination::Kind::forum, .id = 42}},
                          .facts = {.now = noon}};
  be_quiet_until_one(delivery);
  delivery.settings.spoilers = store::SpoilerRule::hide;

  const auto notification = compose_one(delivery);

  EXPECT_EQ(notification.held_until, std::nullopt);
  EXPECT_THAT(message_of(notification).allowed_mentions.roles, IsEmpty());
  EXPECT_THAT(text_of(notification), HasSubstr("||"));
  EXPECT_THAT(notification.thread_name, HasSubstr(catalogue_.source().say("sample.first_team")));
}

}  // namespace
}  // namespace cs2::notify
