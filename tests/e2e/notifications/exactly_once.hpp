// A town whose 50 channels follow eight teams, a binary that tells it what happens, and what must have
// arrived.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <utility>

#include "base/random.hpp"
#include "store/database/internal/sql.hpp"
#include "store/database/migrate.hpp"
#include "store/facts/apply.hpp"
#include "store/notify/subscriptions.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "support/paths.hpp"
#include "support/temporary_database.hpp"
#include "support/test_server.hpp"

namespace cs2 {

using namespace std::chrono_literals;
using test::Backend;
using test::Caching;
using test::Database;
using test::TestServer;

constexpr int teams = 8;
constexpr int channels = 50;
constexpr int forums = 5;              // of them, where one process tells
constexpr int wishes_per_channel = 4;  // 200 in all
constexpr int matches = 16;  // each two teams of the eight, no pair twice; later matches repeat them

inline std::string team_name(int team) {
  return fmt::format("Team {}", static_cast<char>('A' + team));
}

struct Pair {
  int first = 0;
  int second = 0;
  std::string versus() const { return fmt::format("**{} vs {}**", team_name(first), team_name(second)); }
  // What a message says of a match between them that is announced, or that the first team won.
  std::string announced() const { return "New: " + versus(); }
  std::string ended() const { return fmt::format("🏁 **{} 2–1 {}**", team_name(first), team_name(second)); }
};

inline std::vector<Pair> pairs() {
  std::vector<Pair> all;
  for (int gap = 1; gap < teams; ++gap) {
    for (int first = 0; first + gap < teams && std::ssize(all) < matches; ++first)
      all.push_back({.first = first, .second = first + gap});
  }
  return all;
}

// Channel → what a message must contain, one for each that must arrive.
using Mail = std::map<std::uint64_t, std::multiset<std::string>>;

class ExactlyOnce : public testing::TestWithParam<Backend> {
 protected:
  void SetUp() override {
    if (const auto missing = test::missing_service(GetParam())) FAIL() << *missing;
    database_ = std::make_unique<test::TemporaryDatabase>(GetParam().database);
    prepare(database_->url(),
            GetParam().caching == Caching::redis ? test::environment("CS2_TEST_REDIS_URL") : "");
  }

  void prepare(const std::string& database_url, const std::string& redis_url) {
    town_.environment["DATABASE_URL"] = database_url;
    if (!redis_url.empty()) town_.environment["REDIS_URL"] = redis_url;
    open();
    ASSERT_TRUE(store::migrate(*store_).has_value());
    seed_ = test::number_from_environment("CS2_TEST_SEED", random_bits());
    chance_.seed(seed_);
    fmt::print("CS2_TEST_SEED={}\n", seed_);
    write_teams();
    follow();
  }

  void open() {
    auto opened = store::Store::open({.database_url = town_.environment["DATABASE_URL"], .redis_url = ""},
                                     town_.clock, metrics_);
    ASSERT_TRUE(opened.has_value());
    store_ = std::move(*opened);
  }

  void write_teams() {
    Batch batch{.provider = ProviderName::sample, .observed_at = town_.clock.now()};
    for (int team = 0; team < teams; ++team) {
      batch.teams.push_back(
          {.team = {.id = {-1 - team}, .name = team_name(team)}, .external_ids = {fmt::format("t{}", team)}});
    }
    ASSERT_TRUE(store::apply(*store_, batch).has_value());
    for (const auto& named : store::list_names(*store_)) {
      for (int team = 0; team < teams; ++team) {
        if (named.name == team_name(team)) ids_[team] = {named.id};
      }
    }
    ASSERT_EQ(ids_.size(), static_cast<std::size_t>(teams));
  }

  virtual void follow() {
    for (int number = 0; number < channels; ++number) {
      // A post has no nonce: two processes that both hold its forum, as they do here, would both make it.
      const bool is_forum = GetParam().database == Database::sqlite && number < forums;
      const auto channel = town_.discord->add_channel(
          town_.guild,
          sim::NewChannel{
              .name = fmt::format("channel-{}", number),
              .type = is_forum ? discord::ChannelType::forum : discord::ChannelType::text,
              .bot_permissions = is_forum ? sim::full_bot_permissions : sim::usual_bot_permissions});
      channels_.push_back(channel.value);
      std::set<int> followed;
      while (std::ssize(followed) < wishes_per_channel) followed.insert(static_cast<int>(chance_() % teams));
      for (const auto team : followed) {
        const auto added = store::add_subscription(
            *store_,
            {.guild = town_.guild.value,
             .destination = {.kind = is_forum ? Destination::Kind::forum : Destination::Kind::channel,
                             .id = channel.value},
             .subject = subject_of(ids_.at(team)),
             .kinds = {NoticeKind::announced, NoticeKind::result}},
            {});
        ASSERT_TRUE(added.has_value()) << added.error().detail;
      }
      followed_[channel.value] = std::move(followed);
    }
  }

  bool audience(std::uint64_t channel, const Pair& pair) const {
    const auto& followed = followed_.at(channel);
    return followed.contains(pair.first) || followed.contains(pair.second);
  }

  static bool is_announced(int number) { return number % 2 == 0; }
  static Pair pair_of(int number) { return pairs().at(static_cast<std::size_t>(number % matches)); }

  void let_happen(int number) {
    apply(number);
    for (const auto channel : channels_) {
      if (audience(channel, pair_of(number)))
        expected_[channel].insert(is_announced(number) ? pair_of(number).announced()
                                                       : pair_of(number).ended());
    }
  }

  // Half of the matches are announced, the others have ended: what is told of them stays true.
  void apply(int number) {
    const auto pair = pair_of(number);
    const auto now = town_.clock.now();
    MatchWrite write;
    const auto known = known_.find(number);
    write.match.id = known == known_.end() ? MatchId{-1} : known->second;
    if (const auto stored = store::find_match(*store_, write.match.id))
      write.match.revision = stored->match.revision;
    write.match.opponents = {Opponent{.team = ids_.at(pair.first), .name = team_name(pair.first)},
                             Opponent{.team = ids_.at(pair.second), .name = team_name(pair.second)}};
    write.match.best_of = 3;
    write.external_ids = {fmt::format("m{}", number)};
    const bool announced = is_announced(number);
    write.match.scheduled_at = announced ? now + 24h : now - 2h;
    if (!announced) {
      write.match.status = MatchStatus::finished;
      write.match.score = Score{2, 1};
      write.match.winner = 0;
    }
    write.changes = {{.id = {},
                      .match = write.match.id,
                      .at = now,
                      .what = announced ? What{MatchAnnounced{}} : What{MatchFinished{}}}};
    Batch batch{.provider = ProviderName::sample, .observed_at = now, .matches = {write}};
    const auto applied = store::apply(*store_, batch);
    if (!applied) throw std::runtime_error(applied.error().detail);
    known_[number] = find_known(write.external_ids.front());
  }
  MatchId find_known(const std::string& external) {
    return std::get<0>(
        store_->sql()
            .read()
            ->select_one<store::Row<MatchId>>(
                "SELECT ours FROM external_id WHERE kind = 'match' AND external = :external", external)
            .value());
  }

  Mail arrived() const {
    Mail mail;
    for (const auto& message : town_.discord->posted()) {
      std::string about = message.contents;
      for (const auto& pair : pairs()) {
        for (const auto& what : {pair.announced(), pair.ended()}) {
          if (message.contents.contains(what)) about = what;
        }
      }
      const auto channel = town_.discord->find_channel(message.channel);
      const bool is_post = channel && discord::is_thread(channel->type);
      mail[is_post ? channel->parent.value : message.channel.value].insert(about);
    }
    return mail;
  }

  // What the dead held is free, as it would be a minute later; what the living holds too, which is harder.
  void free_leases() { store_->sql().write()->run("UPDATE target SET lease_until = 0"); }
  // Whose leases these are the workers' logs say; those of the living are kept.
  using Workers = std::vector<std::unique_ptr<test::Child>>;
  void free_leases(const Workers& workers, const test::Child* dead) {
    for (const auto& [owner] : store_->sql().read()->select<store::Row<std::string>>(
             "SELECT DISTINCT lease_owner FROM target WHERE lease_owner IS NOT NULL")) {
      const bool lives = std::ranges::any_of(workers, [&](const auto& worker) {
        return worker.get() != dead && worker->printed().contains(owner);
      });
      if (!lives)
        store_->sql().write()->run("UPDATE target SET lease_until = 0 WHERE lease_owner = :owner", owner);
    }
  }
  // PostgreSQL goes on with what a killed process had sent. Long before a lease runs out that is over.
  Task<void> until_nothing_is_written() {
    if (store_->is_sqlite()) co_return;
    for (int waited = 0; waited < 500; ++waited) {
      const auto busy = count(
          "pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()");
      if (busy == 0) co_return;
      co_await town_.loop.sleep(10ms);
    }
  }

  std::int64_t count(std::string_view condition) {
    return std::get<0>(
        store_->sql()
            .read()
            ->select_one<store::Row<std::int64_t>>(fmt::format("SELECT COUNT(*) FROM {}", condition))
            .value());
  }
  // What has not been told, for whoever has to find out why.
  std::string waiting() {
    std::string lines;
    for (const auto& [id, attempts, reason, due, until] :
         store_->sql().read()->select<store::Row<std::int64_t, int, std::string, Timestamp, std::int64_t>>(R"(
             SELECT d.id, d.attempts, d.reason, d.due_at, t.lease_until FROM delivery d JOIN target t ON t.id = d.target_id
             WHERE d.state IN ('waiting', 'blocked'))"))
      lines += fmt::format("delivery {} after {} attempts ({}), due at {}, leased until {}\n", id, attempts,
                           reason, to_iso8601(due), to_iso8601(from_unix_milliseconds(until)));
    return lines + "now " + to_iso8601(town_.clock.now());
  }
  bool is_all_told() {
    return count("change WHERE planned_at IS NULL") == 0 &&
           count("delivery WHERE state IN ('waiting', 'blocked')") == 0;
  }

  std::vector<std::string> role() const {
    return {GetParam().database == Database::sqlite ? "run" : "worker"};
  }
  std::unique_ptr<test::Child> launch() {
    auto command = role();
    command.insert(command.begin(), cs2::test::binary());
    return std::make_unique<test::Child>(
        command, town_.environment,
        (town_.folder.path() / fmt::format("worker-{}.log", ++launches_)).string());
  }

  // Before that it knows no orderly stop.
  Task<void> until_started(const test::Child& worker) {
    for (int waited = 0; waited < 1'000 && !worker.printed().contains("started"); ++waited)
      co_await town_.loop.sleep(20ms);
  }
  // Or until nothing has been for longer than Discord's limits last: fifty posts in a forum in five minutes.
  Task<void> until_told() {
    std::int64_t told = -1;
    for (int waited = 0; waited < 18'000 && !is_all_told(); ++waited) {
      if (const auto now = count("delivery WHERE state = 'sent'"); std::exchange(told, now) != now)
        waited = 0;
      co_await town_.loop.sleep(20ms);
    }
    EXPECT_TRUE(is_all_told()) << waiting();
  }

  // Does the steps, spread over CS2_TEST_KILLS kills at random moments; one process on SQLite, else two.
  // Waits until all is told, and lets them go in order.
  Task<void> survive_kills(int steps, std::function<void(int)> step, std::function<Task<void>()> finish) {
    const auto kills = static_cast<int>(test::number_from_environment("CS2_TEST_KILLS", 30));
    std::vector<std::unique_ptr<test::Child>> running(GetParam().database == Database::sqlite ? 1 : 2);
    for (auto& child : running) child = launch();
    int done = 0;
    for (int kill = 0; kill < kills; ++kill) {
      while (done < steps && done * kills <= kill * steps) step(done++);
      auto& victim = running[chance_() % running.size()];
      co_await town_.loop.sleep(milliseconds{chance_() % 900});
      EXPECT_EQ(victim->kill(SIGKILL), 128 + SIGKILL) << victim->printed();
      co_await until_nothing_is_written();
      free_leases(running, victim.get());
      victim = launch();
    }
    while (done < steps) step(done++);
    co_await until_told();
    co_await finish();
    for (auto& child : running) {
      co_await until_started(*child);
      child->signal(SIGTERM);
      EXPECT_EQ(child->wait(), 0) << child->printed();
    }
  }

  std::size_t wanted() const {
    std::size_t all = 0;
    for (const auto& [channel, mail] : expected_) all += mail.size();
    return all;
  }
  void check() {
    EXPECT_EQ(arrived(), expected_);
    EXPECT_EQ(static_cast<std::size_t>(count("delivery WHERE state = 'sent'")), wanted());
    EXPECT_EQ(count("delivery WHERE state NOT IN ('sent', 'merged')"), 0);
    EXPECT_TRUE(town_.discord->violations().empty());
    fmt::print("{} messages, {} repeated requests that Discord knew\n", wanted(),
               town_.discord->statistics().repeats);
  }

  TestServer town_;
  Metrics metrics_;
  std::unique_ptr<test::TemporaryDatabase> database_;
  std::unique_ptr<store::Store> store_;
  std::uint64_t seed_ = 0;
  std::mt19937_64 chance_;
  std::map<int, TeamId> ids_;
  std::vector<std::uint64_t> channels_;
  std::map<std::uint64_t, std::set<int>> followed_;
  std::map<int, MatchId> known_;
  Mail expected_;
  int launches_ = 0;
};

}  // namespace cs2
