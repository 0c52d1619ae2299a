// Planning and preparing over a real store: Alpine and Borealis play in a story whose clock the test moves.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/metrics.hpp"
#include "locale/language.hpp"
#include "notify/compose.hpp"
#include "notify/load.hpp"
#include "notify/plan.hpp"
#include "store/database/migrate.hpp"
#include "store/facts/apply.hpp"
#include "store/guild/guilds.hpp"
#include "store/notify/outbox.hpp"
#include "store/notify/subscriptions.hpp"
#include "store/queries/matches.hpp"
#include "store/store.hpp"
#include "support/temporary_database.hpp"

namespace cs2::notify {

inline constexpr Timestamp noon = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{12};

class NotifyTest : public testing::TestWithParam<test::Database> {
 protected:
  static constexpr std::uint64_t guild = 100;

  void SetUp() override {
    if (const auto missing =
            test::missing_service({.database = GetParam(), .caching = test::Caching::process}))
      FAIL() << *missing;
    log::configure(log::Format::text, log::Level::error);
    database_ = std::make_unique<test::TemporaryDatabase>(GetParam());
    auto opened = store::Store::open({.database_url = database_->url()}, clock_, metrics_);
    ASSERT_TRUE(opened.has_value()) << opened.error().detail;
    store_ = std::move(*opened);
    ASSERT_TRUE(store::migrate(*store_).has_value());
  }

  // A new match, or with the id of a known one what it is now; and what that is news of.
  MatchId write(Match match, std::vector<What> news, std::string external) {
    Batch batch{.provider = ProviderName::sample, .observed_at = clock_.now()};
    MatchWrite write{.match = std::move(match)};
    if (const auto known = write.match.id ? store::find_match(*store_, write.match.id) : std::nullopt) {
      write.match.revision = known->match.revision;
      write.match.opponents = known->match.opponents;
    } else {
      batch.teams = {{.team = {.id = {-1}, .name = "Alpine"}, .external_ids = {"alpine"}},
                     {.team = {.id = {-2}, .name = "Borealis"}, .external_ids = {"borealis"}}};
      write.match.id = {-1};
      write.match.opponents = {Opponent{.team = {-1}, .name = "Alpine"},
                               Opponent{.team = {-2}, .name = "Borealis"}};
    }
    write.external_ids = {std::move(external)};
    for (auto& what : news)
      write.changes.push_back(
          {.id = {}, .match = write.match.id, .at = clock_.now(), .what = std::move(what)});
    batch.matches = {std::move(write)};
    const auto applied = store::apply(*store_, batch);
    if (!applied) throw std::runtime_error(applied.error().detail);
    const auto all = store::list_matches(*store_, {.count = 1'000}).matches;
    MatchId newest;
    for (const auto& each : all) newest = std::max(newest, each.match.id);
    return newest;
  }
  static Match planned(Timestamp at) {
    Match match;
    match.best_of = 3;
    match.scheduled_at = at;
    return match;
  }
  static Match finished(Timestamp at) {
    auto match = planned(at);
    match.status = MatchStatus::finished;
    match.score = Score{2, 1};
    match.winner = 0;
    return match;
  }

  SubscriptionId follow(Subscription subscription) {
    subscription.guild = guild;
    if (subscription.destination.id == 0) subscription.destination.id = 1;
    const auto added = store::add_subscription(*store_, subscription, {});
    if (!added) throw std::runtime_error(added.error().detail);
    return *added;
  }
  void set(const std::function<void(store::GuildSettings&)>& change) {
    store::change_guild_settings(*store_, guild, 9, change);
  }

  // What a worker would send now, one for each channel.
  std::vector<Notification> prepare_due() {
    return compose(load(*store_, store::claim(*store_, {.owner = "us", .lease = minutes{1}, .count = 100})),
                   catalogue_);
  }
  void settle(const Notification& notification, store::DeliveryResult::Outcome outcome,
              Timestamp again_at = {}) {
    const bool sent = outcome == store::DeliveryResult::Outcome::sent;
    store::settle(*store_, "us",
                  {{.delivery = notification.delivery.id,
                    .target = notification.delivery.destination.id,
                    .outcome = outcome,
                    .posted = {.channel = 1, .message = sent ? 5U : 0U, .revision = notification.revision},
                    .again_at = again_at,
                    .merged_with = notification.merged_with}});
  }
  // Sends what is due until nothing is, and drops what is not to be sent. What was sent.
  std::vector<Notification> send_due() {
    std::vector<Notification> sent;
    for (auto due = prepare_due(); !due.empty(); due = prepare_due()) {
      for (auto& one : due) {
        if (const auto* dropped = std::get_if<Dropped>(&one.rendered)) {
          store::settle(*store_, "us",
                        {{.delivery = one.delivery.id,
                          .target = one.delivery.destination.id,
                          .outcome = store::DeliveryResult::Outcome::dropped,
                          .reason = std::string{dropped->reason}}});
          continue;
        }
        settle(one, store::DeliveryResult::Outcome::sent);
        sent.push_back(std::move(one));
      }
    }
    return sent;
  }
  static const discord::Message& message_of(const Notification& notification) {
    return std::get<discord::Message>(notification.rendered);
  }

  ManualClock clock_{noon};
  Metrics metrics_;
  std::unique_ptr<test::TemporaryDatabase> database_;
  std::unique_ptr<store::Store> store_;
  locale::Catalogue catalogue_ = locale::Catalogue::load(locale::embedded_catalogues()).value();
};

#define CS2_ON_DATABASES(Suite)                                                   \
  INSTANTIATE_TEST_SUITE_P(                                                       \
      , Suite, testing::Values(test::Database::sqlite, test::Database::postgres), \
      [](const auto& info) { return info.param == test::Database::sqlite ? "sqlite" : "postgres"; })

}  // namespace cs2::notify
