// Live messages and scheduled events, while the binary that keeps them is killed: one of each for a match,
// and at the end as the match is. CS2_TEST_KILLS and CS2_TEST_SEED as in exactly_once_test.cpp.
#include <gtest/gtest.h>

#include "e2e/notifications/exactly_once.hpp"

namespace cs2 {
namespace {

constexpr int live_channels = 10;
constexpr int stages = 7;  // announced, moved twice, started, two maps, finished; or moved again and again

class FormsExactlyOnce : public ExactlyOnce {
 protected:
  // Two teams in each channel, and the guild's calendar has everything.
  void follow() override {
    town_.discord->set_guild_permissions(town_.guild, sim::full_bot_permissions);
    for (int number = 0; number < live_channels; ++number) {
      const auto channel = town_.discord->add_channel(town_.guild, fmt::format("live-{}", number));
      channels_.push_back(channel.value);
      followed_[channel.value] = {number % teams, (number + 3) % teams};
      for (const auto team : followed_[channel.value])
        add({.destination = {.id = channel.value},
             .subject = subject_of(ids_.at(team)),
             .kinds = {NoticeKind::live}});
    }
    add({.destination = {.id = channels_.front()}, .subject = {}, .kinds = {NoticeKind::event}});
  }

  void add(Subscription subscription) {
    subscription.guild = town_.guild.value;
    const auto added = store::add_subscription(*store_, subscription, {});
    ASSERT_TRUE(added.has_value()) << added.error().detail;
  }

  // The next thing that happens; every match goes through its stages, several at once.
  void let_happen_next(int step) {
    const int number = step / (2 * stages) * 2 + step % 2;
    advance(number, step / 2 % stages);
  }

  static bool is_played(int number) { return number % 2 == 0; }

  void advance(int number, int stage) {
    const auto now = std::chrono::floor<seconds>(town_.clock.now());
    const auto pair = pair_of(number);
    const auto known = known_.find(number);
    const auto stored = known == known_.end() ? std::nullopt : store::find_match(*store_, known->second);
    MatchWrite write{.match = stored ? stored->match : Match{},
                     .external_ids = {fmt::format("m{}", number)},
                     .changes = {}};
    auto& match = write.match;
    What what = MatchAnnounced{};
    if (!stored) {
      match.id = {-1};
      match.opponents = {Opponent{.team = ids_.at(pair.first), .name = team_name(pair.first)},
                         Opponent{.team = ids_.at(pair.second), .name = team_name(pair.second)}};
      match.best_of = 3;
      match.scheduled_at = now + 24h;
    } else if (stage <= 2 || !is_played(number)) {
      const auto before = match.scheduled_at;
      match.scheduled_at = *before + 1h;
      what = MatchRescheduled{.from = before, .to = match.scheduled_at};
      starts_at_[number] = *match.scheduled_at;
    } else if (stage == 3) {
      match.status = MatchStatus::live;
      match.started_at = now;
      match.score = Score{0, 0};
      what = MatchStarted{};
    } else if (stage <= 5) {
      const auto score = stage == 4 ? Score{1, 0} : Score{1, 1};
      match.maps.push_back({.number = stage - 3,
                            .name = stage == 4 ? "Nuke" : "Inferno",
                            .status = MapStatus::finished,
                            .score = stage == 4 ? Score{13, 7} : Score{8, 13},
                            .winner = stage == 4 ? 0 : 1});
      match.score = score;
      what = MapFinished{.number = stage - 3};
    } else {
      match.status = MatchStatus::finished;
      match.score = Score{2, 1};
      match.winner = 0;
      match.ended_at = now;
      what = MatchFinished{};
    }
    write.changes = {{.id = {}, .match = match.id, .at = town_.clock.now(), .what = what}};
    const auto applied = store::apply(
        *store_,
        {.provider = ProviderName::sample, .observed_at = town_.clock.now(), .matches = {std::move(write)}});
    if (!applied) throw std::runtime_error(applied.error().detail);
    known_[number] = find_known(fmt::format("m{}", number));
  }

  std::vector<sim::SeenMessage> seen(std::uint64_t channel) {
    return town_.discord->messages(discord::Snowflake{channel}, town_.fan);
  }
  // Messages that do not show yet how their match ended, and events that have still to move.
  std::int64_t unfinished() {
    std::int64_t count = 0;
    for (const auto channel : channels_)
      count += std::ranges::count_if(seen(channel),
                                     [](const auto& message) { return !message.json.contains("🏁"); });
    const auto due = events_due();
    return count + std::ranges::count_if(town_.discord->events(town_.guild), [&](const auto& each) {
             const auto found = due.find(each.event.name);
             return found != due.end() && found->second != each.event.starts_at;
           });
  }
  Task<void> until_finished() {
    for (int waited = 0; waited < 3'000 && unfinished() > 0; ++waited) co_await town_.loop.sleep(20ms);
  }

  // Of what is not played. Of the others there may have been no time for an event: they began at once.
  std::map<std::string, Timestamp> events_due() const {
    std::map<std::string, Timestamp> due;
    for (const auto& [number, at] : starts_at_) {
      const auto pair = pair_of(number);
      if (!is_played(number))
        due[fmt::format("{} vs {}", team_name(pair.first), team_name(pair.second))] = at;
    }
    return due;
  }

  void check_messages() {
    for (const auto channel : channels_) {
      std::multiset<std::string> shown, due;
      for (int number = 0; number < matches; ++number) {
        if (is_played(number) && audience(channel, pair_of(number))) due.insert(pair_of(number).ended());
      }
      for (const auto& message : seen(channel)) {
        std::string about = message.json;
        for (int number = 0; number < matches; ++number) {
          const auto line = pair_of(number).ended();
          if (message.json.contains(line)) about = line;
        }
        shown.insert(about);
      }
      EXPECT_EQ(shown, due);
    }
  }
  void check_events() {
    const auto due = events_due();
    std::multiset<std::string> names;
    const auto listed = town_.discord->events(town_.guild);
    for (const auto& each : listed) {
      names.insert(each.event.name);
      if (due.contains(each.event.name)) EXPECT_EQ(each.event.starts_at, due.at(each.event.name));
    }
    for (const auto& [name, at] : due) EXPECT_EQ(names.count(name), 1U) << name;
    for (const auto& name : names) EXPECT_EQ(names.count(name), 1U) << name;
    // Those that are over are not listed any more; none was made twice.
    for (const auto& [name, count] : count_made_events()) EXPECT_EQ(count, 1) << name;
    EXPECT_EQ(town_.discord->statistics().events, std::ssize(count_made_events()));
  }

  std::map<std::string, int> count_made_events() const {
    std::map<std::string, int> made;
    for (const auto& request : town_.discord->requests()) {
      if (request.method != "POST" || !request.path.ends_with("/scheduled-events") || request.status >= 300)
        continue;
      for (int number = 0; number < matches; ++number) {
        const auto pair = pair_of(number);
        const auto name = fmt::format("{} vs {}", team_name(pair.first), team_name(pair.second));
        if (request.body.contains(name)) ++made[name];
      }
    }
    return made;
  }

  std::map<int, Timestamp> starts_at_;
};

TEST_P(FormsExactlyOnce, though_it_is_killed_at_any_moment) {
  town_.play([&]() -> Task<void> {
    co_await survive_kills(
        matches * stages, [this](int step) { let_happen_next(step); }, [this] { return until_finished(); });
    check_messages();
    check_events();
    EXPECT_TRUE(town_.discord->violations().empty());
    fmt::print("{} messages, {} edits, {} events\n", town_.discord->posted().size(),
               town_.discord->statistics().edits, town_.discord->statistics().events);
  });
}

INSTANTIATE_TEST_SUITE_P(, FormsExactlyOnce,
                         testing::Values(Backend{Database::sqlite, Caching::process},
                                         Backend{Database::postgres, Caching::redis}),
                         [](const testing::TestParamInfo<Backend>& info) { return test::name(info.param); });

}  // namespace
}  // namespace cs2
