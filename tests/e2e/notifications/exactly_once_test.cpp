// The real binary telling what happens, while it is killed, hung up on and lied to: every message that must
// be sent arrives exactly once.
//
// The test writes the facts itself, as a worker elsewhere would. CS2_TEST_KILLS says how often the process is
// killed (30 when absent; there is more to tell the more often it is), CS2_TEST_SEED at which moments; the
// seed is printed.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include "base/random.hpp"
#include "store/apply.hpp"
#include "store/matches.hpp"
#include "store/migrate.hpp"
#include "store/names.hpp"
#include "store/sql.hpp"
#include "store/subscriptions.hpp"
#include "support/private_postgres.hpp"
#include "support/private_redis.hpp"
#include "support/temporary_database.hpp"
#include "support/town.hpp"

namespace cs2 {
namespace {

using namespace std::chrono_literals;
using test::Backend;
using test::Caching;
using test::Database;
using test::Town;

constexpr int teams = 8;
constexpr int channels = 50;
constexpr int forums = 5;              // of them, where one process tells
constexpr int wishes_per_channel = 4;  // 200 in all
constexpr int matches = 16;  // each two teams of the eight, no pair twice; later matches repeat them

std::string team_name(int team) {
  return fmt::format("Team {}", static_cast<char>('A' + team));
}

struct Pair {
  int first = 0;
  int second = 0;
  std::string versus() const { return fmt::format("**{} vs {}**", team_name(first), team_name(second)); }
};

std::vector<Pair> pairs() {
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
    if (const auto missing = test::missing_service(GetParam())) GTEST_SKIP() << *missing;
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

  void follow() {
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

  bool concerns(std::uint64_t channel, const Pair& pair) const {
    const auto& followed = followed_.at(channel);
    return followed.contains(pair.first) || followed.contains(pair.second);
  }

  static bool is_announced(int number) { return number % 2 == 0; }
  static Pair pair_of(int number) { return pairs().at(static_cast<std::size_t>(number % matches)); }

  void let_happen(int number) {
    apply(number);
    for (const auto channel : channels_) {
      if (concerns(channel, pair_of(number)))
        expected_[channel].insert(pair_of(number).versus() +
                                  (is_announced(number) ? " is scheduled" : " has ended"));
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
        for (const auto* what : {" is scheduled", " has ended"}) {
          if (message.contents.contains(pair.versus() + what)) about = pair.versus() + what;
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
    command.insert(command.begin(), CS2_BINARY);
    return std::make_unique<test::Child>(
        command, town_.environment,
        (town_.folder.path() / fmt::format("worker-{}.log", ++launches_)).string());
  }

  // Before that it knows no orderly stop.
  Task<void> until_started(const test::Child& worker) {
    for (int waited = 0; waited < 1'000 && !worker.printed().contains("started"); ++waited)
      co_await town_.loop.sleep(20ms);
  }
  Task<void> until_told() {
    for (int waited = 0; waited < 6'000 && !is_all_told(); ++waited) co_await town_.loop.sleep(20ms);
    EXPECT_TRUE(is_all_told()) << waiting();
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

  Town town_;
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

TEST_P(ExactlyOnce, though_it_is_killed_at_any_moment) {
  const auto kills = static_cast<int>(test::number_from_environment("CS2_TEST_KILLS", 30));
  const int processes = GetParam().database == Database::sqlite ? 1 : 2;
  const int happening = std::max(matches, kills / 2);  // else most would die idle
  town_.play([&]() -> Task<void> {
    int happened = 0;
    std::vector<std::unique_ptr<test::Child>> running(static_cast<std::size_t>(processes));
    for (auto& child : running) child = launch();
    for (int kill = 0; kill < kills; ++kill) {
      if (happened < happening && happened * kills <= kill * happening) let_happen(happened++);
      auto& victim = running[chance_() % running.size()];
      co_await town_.loop.sleep(milliseconds{chance_() % 900});
      EXPECT_EQ(victim->kill(SIGKILL), 128 + SIGKILL) << victim->printed();
      free_leases();
      victim = launch();
    }
    while (happened < happening) let_happen(happened++);
    co_await until_told();
    for (auto& child : running) {
      co_await until_started(*child);
      child->signal(SIGTERM);
      EXPECT_EQ(child->wait(), 0) << child->printed();
    }
    check();
  });
}

// Whoever is asked to go leaves nothing to wait for: no lease, and nothing sent that is not written down.
TEST_P(ExactlyOnce, though_it_is_stopped_again_and_again) {
  town_.play([&]() -> Task<void> {
    auto worker = launch();
    for (int number = 0; number < matches; ++number) {
      let_happen(number);
      co_await until_started(*worker);
      co_await town_.loop.sleep(milliseconds{chance_() % 500});
      worker->signal(SIGTERM);
      while (!worker->poll()) co_await town_.loop.sleep(10ms);
      EXPECT_EQ(worker->wait(), 0) << worker->printed();
      EXPECT_EQ(count("target WHERE lease_until > 0"), 0) << worker->printed();
      worker = launch();
    }
    co_await until_told();
    check();
  });
}

TEST_P(ExactlyOnce, though_discord_fails_in_every_way) {
  using sim::Fault;
  town_.discord->set_chaos({.shares = {{Fault::server_error, 0.04},
                                       {Fault::bad_gateway, 0.04},
                                       {Fault::rate_limited, 0.04},
                                       {Fault::reset, 0.04},
                                       {Fault::hung_up, 0.04},
                                       {Fault::lost_after_accept, 0.06},
                                       {Fault::hung_up_after_accept, 0.06}},
                            .only = "/messages",
                            .seed = seed_});
  town_.play([&]() -> Task<void> {
    const auto worker = launch();
    for (int number = 0; number < matches; ++number) {
      let_happen(number);
      co_await town_.loop.sleep(milliseconds{chance_() % 300});
    }
    // Until nearly all has come through: what has had bad luck again and again need not have it for ever.
    const auto nearly_all = static_cast<std::int64_t>(wanted() * 95 / 100);
    for (int waited = 0; waited < 6'000 && count("delivery WHERE state = 'sent'") < nearly_all; ++waited)
      co_await town_.loop.sleep(20ms);
    town_.discord->set_chaos({});
    co_await until_told();
    worker->signal(SIGTERM);
    EXPECT_EQ(worker->wait(), 0) << worker->printed();
    EXPECT_GT(town_.discord->statistics().faults, 20);
    EXPECT_GT(town_.discord->statistics().repeats, 0) << "some answer was lost after the message was posted";
    check();
  });
}

// A source that repeats itself, a restore, an operator who imports twice: what was told is not told again.
TEST_P(ExactlyOnce, though_the_whole_day_is_told_again) {
  town_.play([&]() -> Task<void> {
    for (const bool again : {false, true}) {
      const auto before = town_.discord->statistics().messages;
      const auto worker = launch();
      std::vector<int> order(matches);
      std::iota(order.begin(), order.end(), 0);
      if (again) std::ranges::shuffle(order, chance_);
      for (const auto number : order) {
        if (again) {
          apply(number);
        } else {
          let_happen(number);
        }
        co_await town_.loop.sleep(milliseconds{chance_() % 100});
      }
      co_await until_told();
      co_await until_started(*worker);
      worker->signal(SIGTERM);
      EXPECT_EQ(worker->wait(), 0) << worker->printed();
      EXPECT_EQ(count("change"), again ? 2 * matches : matches) << "it did happen again";
      if (again) {
        EXPECT_EQ(arrived(), expected_);
        EXPECT_EQ(town_.discord->statistics().messages, before);
        // What ends twice may have ended otherwise: the message that stands is changed.
        EXPECT_EQ(count("delivery WHERE state = 'sent' AND edits IS NULL"),
                  static_cast<std::int64_t>(wanted()));
      } else {
        check();
      }
    }
  });
}

INSTANTIATE_TEST_SUITE_P(, ExactlyOnce,
                         testing::Values(Backend{Database::sqlite, Caching::process},
                                         Backend{Database::postgres, Caching::redis}),
                         [](const testing::TestParamInfo<Backend>& info) { return test::name(info.param); });

// Two workers over services of the test's own, which it treats badly.
class ExactlyOnceOverBrokenServices : public ExactlyOnce {
 protected:
  void SetUp() override {
    if (test::PrivatePostgres::programs().empty()) GTEST_SKIP() << "PostgreSQL is not installed";
    postgres_ = std::make_unique<test::PrivatePostgres>();
    redis_ = std::make_unique<test::PrivateRedis>();
    prepare(postgres_->url(), redis_->url());
  }
  void TearDown() override { store_.reset(); }

  // Two workers tell everything and go in order, whatever `damage` does after each match.
  void outlast(const std::function<Task<void>(int number)>& damage) {
    town_.play([&]() -> Task<void> {
      std::vector<std::unique_ptr<test::Child>> workers(2);
      for (auto& worker : workers) worker = launch();
      for (const auto& worker : workers) co_await until_started(*worker);
      for (int number = 0; number < matches; ++number) {
        let_happen(number);
        co_await damage(number);
      }
      for (const auto& worker : workers) EXPECT_FALSE(worker->poll()) << worker->printed();
      co_await until_told();
      for (const auto& worker : workers) {
        co_await until_started(*worker);
        worker->signal(SIGTERM);
        EXPECT_EQ(worker->wait(), 0) << worker->printed();
      }
      check();
    });
  }

  std::unique_ptr<test::PrivatePostgres> postgres_;
  std::unique_ptr<test::PrivateRedis> redis_;
};

TEST_P(ExactlyOnceOverBrokenServices, though_redis_forgets_everything_again_and_again) {
  outlast([&](int) -> Task<void> {
    for (int times = 0; times < 10; ++times) {
      co_await town_.loop.sleep(milliseconds{chance_() % 60});
      redis_->empty();
    }
  });
}

TEST_P(ExactlyOnceOverBrokenServices, though_redis_dies_and_comes_back) {
  outlast([&](int number) -> Task<void> {
    co_await town_.loop.sleep(milliseconds{chance_() % 400});
    if (number % 4 == 1) redis_->kill();
    if (number % 4 == 3) redis_->start();
  });
}

TEST_P(ExactlyOnceOverBrokenServices, though_the_database_crashes_again_and_again) {
  outlast([&](int number) -> Task<void> {
    if (number % 2 == 0) co_return;
    co_await town_.loop.sleep(milliseconds{100 + chance_() % 900});
    postgres_->stop();
    co_await town_.loop.sleep(milliseconds{chance_() % 300});
    postgres_->start();
    open();         // our own connections are as broken
    free_leases();  // what was claimed and not known to be
  });
}

INSTANTIATE_TEST_SUITE_P(, ExactlyOnceOverBrokenServices,
                         testing::Values(Backend{Database::postgres, Caching::redis}),
                         [](const testing::TestParamInfo<Backend>& info) { return test::name(info.param); });

}  // namespace
}  // namespace cs2
