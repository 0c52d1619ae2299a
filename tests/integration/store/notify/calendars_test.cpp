// Addresses of calendars and what stands in them, on both databases.
#include "store/notify/calendars.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

#include "base/limits/calendar.hpp"
#include "integration/store/backends.hpp"
#include "integration/store/facts.hpp"
#include "store/database/internal/sql.hpp"
#include "store/database/state.hpp"
#include "store/facts/apply.hpp"
#include "store/guild/guilds.hpp"
#include "store/guild/privacy.hpp"
#include "store/identity/identities.hpp"
#include "store/notify/audience.hpp"
#include "store/notify/subscriptions.hpp"
#include "store/queries/matches.hpp"

namespace cs2::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::uint64_t guild = 100;
const AuditEntry by_manager{.actor = 9, .subject = "Alpine"};

class CalendarsTest : public StoreTest {
 protected:
  SubscriptionId follow(const Subject& subject, SubscriptionFilter filter = {},
                        std::uint64_t in_guild = guild) {
    const auto added = add_subscription(store(),
                                        {.guild = in_guild,
                                         .destination = {.id = 1},
                                         .subject = subject,
                                         .filter = std::move(filter),
                                         .kinds = NoticeKinds{NoticeKind::ranking}},
                                        by_manager);
    if (!added) throw std::runtime_error(added.error().detail);
    return *added;
  }
  std::string give(SubscriptionId id) { return give_calendar_token(store(), id, by_manager).value(); }
  bool opens(SubscriptionId id, const std::string& token) {
    return find_by_calendar_token(store(), id, token).has_value();
  }
  void write(const Batch& batch) {
    const auto applied = apply(store(), batch);
    if (!applied) throw std::runtime_error(applied.error().detail);
  }
  // Small batch's match at `at`, changed.
  void change(const std::function<void(Match&)>& how) {
    auto batch = small_batch(test_start + hours{1});
    batch.observed_at = clock_.now();
    auto& write = batch.matches.front();
    write.changes.clear();
    const auto known = list_matches(store(), {}).matches.front().match;
    batch.teams.clear();
    batch.tournaments.clear();
    batch.sightings.clear();
    write.match = known;
    how(write.match);
    this->write(batch);
  }
  std::vector<CalendarEntry> listed(const Subscription& subscription) {
    return list_calendar(store(), subscription, clock_.now());
  }
  std::vector<CalendarEntry> listed(const Subject& subject = {}) {
    return listed(Subscription{.subject = subject, .created_at = test_start});
  }
  MatchId only_match() { return list_matches(store(), {}).matches.at(0).match.id; }
};

std::vector<MatchId> ids_of(const std::vector<CalendarEntry>& entries) {
  std::vector<MatchId> ids;
  for (const auto& entry : entries) ids.push_back(entry.details.match.id);
  return ids;
}

// ---- Addresses

TEST_P(CalendarsTest, open_once_somebody_asked_and_until_they_are_revoked) {
  const auto id = follow({});
  EXPECT_FALSE(opens(id, ""));

  const auto token = give(id);
  EXPECT_TRUE(opens(id, token));
  EXPECT_EQ(give(id), token) << "whoever asks again reads the same address";
  auto other = token;
  other.back() = other.back() == 'A' ? 'B' : 'A';
  EXPECT_FALSE(opens(id, other));
  EXPECT_FALSE(opens(id, token + "A"));
  EXPECT_FALSE(opens(id, ""));

  ASSERT_TRUE(revoke_calendar(store(), id, by_manager));
  EXPECT_FALSE(opens(id, token));
  const auto next = give(id);
  EXPECT_NE(next, token);
  EXPECT_TRUE(opens(id, next));
  EXPECT_EQ(find_by_calendar_token(store(), id, next), find_subscription(store(), id));
}

TEST_P(CalendarsTest, belong_to_one_subscription_each) {
  const auto one = follow({});
  const auto other = follow({}, {.lan_only = true});
  const auto token = give(one);
  give(other);

  EXPECT_FALSE(opens(other, token));
  EXPECT_FALSE(opens({999'999}, token));
}

TEST_P(CalendarsTest, end_with_what_they_show) {
  const auto id = follow({});
  const auto token = give(id);
  ASSERT_TRUE(retire_subscription(store(), id, "unfollowed", by_manager));

  EXPECT_FALSE(opens(id, token));
  EXPECT_EQ(give_calendar_token(store(), id, by_manager), std::nullopt);
  EXPECT_FALSE(revoke_calendar(store(), id, by_manager));
}

TEST_P(CalendarsTest, close_when_the_bot_is_removed) {
  register_guilds(store(), {{.id = guild, .name = "Guild"}});
  const auto id = follow({});
  const auto token = give(id);
  EXPECT_TRUE(opens(id, token));

  retire_guilds(store(), {guild});
  EXPECT_FALSE(opens(id, token));
}

TEST_P(CalendarsTest, do_not_pass_on_with_the_number_of_a_forgotten_subscription) {
  const auto id = follow({});
  const auto token = give(id);
  forget_guild(store(), guild);
  clock_.advance(seconds{1});
  store().sql().write()->run(
      fmt::format("INSERT INTO subscription (id, guild_id, destination, target_id, subject, subject_id, "
                  "lan_only, kinds, roles, spoilers, created_at, calendar_generation) {} "
                  "VALUES (:id, 101, 'channel', 2, 'everything', 0, 0, 1, '[]', 'show', :now, 1)",
                  store().is_sqlite() ? "" : "OVERRIDING SYSTEM VALUE"),
      id, clock_.now());
  ASSERT_TRUE(find_subscription(store(), id).has_value());

  EXPECT_FALSE(opens(id, token));
}

TEST_P(CalendarsTest, are_signed_with_one_key_in_every_process) {
  const auto id = follow({});
  const auto token = give(id);
  const auto another = open_another();

  EXPECT_TRUE(find_by_calendar_token(*another, id, token).has_value());
  EXPECT_EQ(give_calendar_token(*another, id, by_manager), token);
  EXPECT_EQ(find_state(store(), "calendar_key").value().size(), 43U);
}

TEST_P(CalendarsTest, are_noted_in_the_audit_log_without_the_address) {
  const auto id = follow({});
  EXPECT_FALSE(revoke_calendar(store(), id, by_manager)) << "nobody asked for one";
  const auto token = give(id);
  revoke_calendar(store(), id, by_manager);
  const auto own = follow({}, {}, 0);
  give(own);

  const auto page = list_audit(store(), {.guild = guild, .kind = "follow"});
  ASSERT_THAT(page.entries, SizeIs(3));
  EXPECT_EQ(page.entries[0].action, "follow.calendar_revoke");
  EXPECT_EQ(page.entries[1].action, "follow.calendar");
  EXPECT_EQ(page.entries[1].actor, 9U);
  EXPECT_EQ(page.entries[1].at, clock_.now());
  EXPECT_THAT(export_guild(store(), guild), Not(HasSubstr(token)));
  EXPECT_EQ(list_audit(store(), {.guild = 0}).total, 0) << "what a person does with their own";
}

// ---- Matches

TEST_P(CalendarsTest, list_what_is_played_and_to_come_in_order) {
  auto batch = small_batch(test_start + hours{1});
  const auto add = [&](std::int64_t id, milliseconds from_now) {
    batch.matches.push_back(new_match(id, "m" + std::to_string(-id), {-1}, {-2}, test_start + from_now));
  };
  add(-2, days{300});
  add(-3, -days{27});
  add(-4, -days{29});
  add(-5, -hours{2});
  auto untimed = new_match(-6, "m6", {-1}, {-2}, test_start);
  untimed.match.scheduled_at.reset();
  batch.matches.push_back(untimed);
  write(batch);

  std::vector<Timestamp> times;
  for (const auto& entry : listed()) times.push_back(entry.details.match.scheduled_at.value());
  EXPECT_THAT(times, ElementsAre(test_start - days{27}, test_start - hours{2}, test_start + hours{1},
                                 test_start + days{300}));
}

TEST_P(CalendarsTest, hold_what_comes_when_there_is_too_much) {
  auto batch = small_batch(test_start + hours{1});
  const auto more = static_cast<std::int64_t>(limits::calendar_entries) - 3;
  for (std::int64_t i = 0; i < more; ++i)
    batch.matches.push_back(
        new_match(-10 - i, "ahead" + std::to_string(i), {-1}, {-2}, test_start + hours{2 + i}));
  for (std::int64_t i = 0; i < 10; ++i)
    batch.matches.push_back(
        new_match(-1000 - i, "past" + std::to_string(i), {-1}, {-2}, test_start - days{2 + i}));
  write(batch);

  const auto entries = listed();
  ASSERT_THAT(entries, SizeIs(limits::calendar_entries));
  EXPECT_EQ(entries[0].details.match.scheduled_at, test_start - days{3});
  EXPECT_EQ(entries[1].details.match.scheduled_at, test_start - days{2});
  EXPECT_EQ(entries.back().details.match.scheduled_at, test_start + hours{1 + more});
}

TEST_P(CalendarsTest, number_the_changes_of_the_plan_alone) {
  write(small_batch(test_start + hours{1}));
  const auto first = listed().at(0);
  EXPECT_EQ(first.changed_at, test_start - hours{23}) << "when it became known";

  clock_.advance(hours{2});
  change([&](Match& match) { finish(match, test_start + hours{1}), match.original_scheduled_at.reset(); });
  const auto played = listed().at(0);
  EXPECT_EQ(played.details.match.status, MatchStatus::finished);
  EXPECT_EQ(played.sequence, first.sequence);
  EXPECT_EQ(played.changed_at, first.changed_at);

  change([&](Match& match) { match.status = MatchStatus::cancelled; });
  EXPECT_EQ(listed().at(0).sequence, first.sequence + 1);
  EXPECT_EQ(listed().at(0).changed_at, clock_.now());
  clock_.advance(hours{1});
  change([&](Match& match) { match.status = MatchStatus::scheduled, *match.scheduled_at += minutes{1}; });
  EXPECT_EQ(listed().at(0).sequence, first.sequence + 2);
  EXPECT_EQ(listed().at(0).changed_at, clock_.now());
}

TEST_P(CalendarsTest, keep_what_was_withdrawn_as_such) {
  write(small_batch(test_start + hours{1}));
  const auto planned = listed().at(0);
  const auto id = planned.details.match.id;

  Batch withdrawal{.provider = ProviderName::sample, .observed_at = test_start};
  withdrawal.retirements = {{.match = id, .reason = "deleted by sample"}};
  write(withdrawal);
  ASSERT_EQ(find_match(store(), id), std::nullopt);
  const auto withdrawn = listed().at(0);
  EXPECT_TRUE(withdrawn.withdrawn);
  EXPECT_FALSE(planned.withdrawn);
  EXPECT_GT(withdrawn.sequence, planned.sequence);
  EXPECT_EQ(withdrawn.changed_at, test_start);

  clock_.advance(minutes{5});
  auto again = small_batch(test_start + hours{1});
  again.observed_at = clock_.now();
  again.matches.front().revived = true;
  write(again);
  EXPECT_FALSE(listed().at(0).withdrawn);
  EXPECT_GT(listed().at(0).sequence, withdrawn.sequence);
  EXPECT_EQ(listed().at(0).changed_at, clock_.now());

  const auto operation =
      retire(store(), {.entity = EntityKind::match, .ours = id.value, .by = "operator", .reason = "a joke"});
  const auto retired = listed().at(0);
  EXPECT_TRUE(retired.withdrawn);
  ASSERT_TRUE(undo(store(), operation.value(), "operator").has_value());
  EXPECT_GT(listed().at(0).sequence, retired.sequence);
}

TEST_P(CalendarsTest, have_one_entry_for_a_match_that_was_there_twice) {
  auto batch = small_batch(test_start + hours{1});
  batch.matches.push_back(new_match(-2, "m2", {-1}, {-2}, test_start + hours{1}));
  write(batch);
  const auto ids = ids_of(listed());
  ASSERT_THAT(ids, SizeIs(2));

  ASSERT_TRUE(merge(store(), {.entity = EntityKind::match,
                              .from = ids[1].value,
                              .into = ids[0].value,
                              .by = "operator",
                              .reason = "the same"})
                  .has_value());

  EXPECT_THAT(ids_of(listed()), ElementsAre(ids[0]));
}

// What SQL narrows down must never be less than what the rules want.
TEST_P(CalendarsTest, list_what_the_rules_say) {
  std::mt19937 random{20'261'128};
  const auto pick = [&random](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
  Batch batch{.provider = ProviderName::sample, .observed_at = test_start};
  for (std::int64_t team = 1; team <= 6; ++team)
    batch.teams.push_back(new_team(-team, "Team" + std::to_string(team)));
  for (std::int64_t player = 1; player <= 6; ++player)
    batch.players.push_back(new_player(-player, "player" + std::to_string(player)));
  for (std::int64_t event = 1; event <= 4; ++event) {
    auto tournament = new_tournament(-event, "Cup" + std::to_string(event), static_cast<Tier>(pick(4)));
    tournament.tournament.region =
        std::vector<std::string>{"WEU", "Europe", "ASIA", "europe"}.at(static_cast<std::size_t>(event - 1));
    tournament.tournament.venue = event < 3 ? Venue::lan : Venue::online;
    batch.tournaments.push_back(tournament);
  }
  for (std::int64_t id = 1; id <= 60; ++id) {
    auto match =
        new_match(-id, "m" + std::to_string(id), {-1 - pick(6)}, {}, test_start + hours{pick(400) - 200});
    if (pick(5) > 0) match.match.opponents[1].team = {-1 - pick(6)};
    if (match.match.opponents[1].team == match.match.opponents[0].team) match.match.opponents[1].team = {};
    if (pick(6) > 0) match.match.tournament = {-1 - pick(4)};
    if (pick(4) == 0)
      match.match.best_of.reset();
    else
      match.match.best_of = 1 + 2 * pick(3);
    match.match.stage = std::vector<std::string>{"Playoffs", "Playoffs – Final", "Playoffs 2", ""}.at(
        static_cast<std::size_t>(pick(4)));
    if (pick(3) == 0) {
      batch.line_ups.push_back({.match = match.match.id, .players = {{{{-1 - pick(6)}}, {}}}});
    }
    batch.matches.push_back(std::move(match));
  }
  for (std::int64_t player = 1; player <= 6; ++player)
    batch.rosters.push_back({.entry = {.team = {-player},
                                       .player = {-player},
                                       .role = player == 6 ? RosterRole::coach : RosterRole::player}});
  Ranking ranking{.published = std::chrono::floor<days>(test_start)};
  for (int place = 1; place <= 4; ++place)
    ranking.rows.push_back({.team = {-place}, .position = place, .points = {}});
  batch.rankings = {{.ranking = ranking}};
  write(batch);

  std::vector<Subject> subjects{Subject{}, subject_of(Tier::s), subject_of(Tier::b)};
  for (std::int64_t id = 1; id <= 6; ++id) {
    subjects.push_back(subject_of(TeamId{id}));
    subjects.push_back(subject_of(PlayerId{id}));
    subjects.push_back(subject_of(TournamentId{id}));
  }
  const auto all = list_matches(store(), {.count = 100}).matches;
  ASSERT_THAT(all, SizeIs(60));
  std::size_t covered = 0;
  for (int round = 0; round < 200; ++round) {
    const auto maybe = [&](auto value) { return pick(4) == 0 ? std::optional{value} : std::nullopt; };
    Subscription subscription{
        .subject = subjects[static_cast<std::size_t>(pick(static_cast<int>(subjects.size())))],
        .filter = {.opponent_rank_max = maybe(1 + pick(4)),
                   .lan_only = pick(4) == 0,
                   .best_of_min = maybe(2 + pick(3)),
                   .region = maybe(std::string{pick(2) == 0 ? "europe" : "Europe"}),
                   .stage = maybe(std::string{"Playoffs"})},
        .kinds = NoticeKinds{NoticeKind::result}};
    std::vector<MatchId> expected;
    for (const auto& details : all) {
      const auto audience = find_audience(store(), details.match.id).value();
      if (!match_filter(subscription, NoticeKind::result, audience.members, audience.traits))
        expected.push_back(details.match.id);
    }

    subscription.kinds = NoticeKinds{};
    EXPECT_EQ(ids_of(listed(subscription)), expected) << key_of(subscription.subject);
    covered += expected.size();
  }
  EXPECT_GT(covered, 500U) << "the rules let something through";
}

TEST_P(CalendarsTest, are_named_after_their_subject) {
  write(small_batch(test_start));
  const auto match = list_matches(store(), {}).matches.at(0).match;

  EXPECT_EQ(find_subject_name(store(), subject_of(match.opponents[0].team)), "Alpine");
  EXPECT_EQ(find_subject_name(store(), subject_of(match.tournament)), "Northern Cup");
  EXPECT_EQ(find_subject_name(store(), subject_of(PlayerId{99})), "");
  EXPECT_EQ(find_subject_name(store(), {}), "");
}

CS2_ON_BACKENDS(CalendarsTest, both_databases());

}  // namespace
}  // namespace cs2::store
