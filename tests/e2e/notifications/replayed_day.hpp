// A day of a tournament, told by its source as it was played, twice over the same database: every message
// arrives once. The times are moved so that the first match is an hour ahead: what is announced must be to
// come, and all of it is played within seconds.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "e2e/notifications/exactly_once.hpp"
#include "ingest/ingest_report.hpp"
#include "provider/lpdb/parse.hpp"

namespace cs2 {

constexpr int follower_channels = 5;

class ReplayedDay : public ExactlyOnce {
 protected:
  // Of LPDB, about the event whose first day is replayed, given in the evening of the third.
  virtual std::string answer(Timestamp now) const = 0;

  void follow() override {
    for (int number = 0; number < follower_channels; ++number) {
      const auto channel = town_.discord->add_channel(town_.guild, fmt::format("all-{}", number));
      channels_.push_back(channel.value);
      const auto added = store::add_subscription(
          *store_,
          {.guild = town_.guild.value,
           .destination = {.id = channel.value},
           .subject = {},
           .kinds = {NoticeKind::announced, NoticeKind::map_finished, NoticeKind::result}},
          {});
      ASSERT_TRUE(added.has_value()) << added.error().detail;
    }
  }

  // What was played, with everything that the answer says of it.
  Report read_played() {
    const auto third_evening = parse_iso8601("2025-10-28T20:00:00Z").value();
    auto page = provider::parse_lpdb_matches(answer(third_evening), third_evening);
    if (!page) throw std::runtime_error(page.error().detail);
    auto report = std::move(page->report);
    const auto next_day = parse_iso8601("2025-10-27T00:00:00Z").value();
    std::erase_if(report.matches, [&](const MatchReport& match) {
      return match.status != MatchStatus::finished || !match.winner || *match.scheduled_at >= next_day;
    });
    std::ranges::sort(report.matches, {}, &MatchReport::scheduled_at);
    const auto by =
        std::chrono::floor<seconds>(town_.clock.now()) + 1h - *report.matches.front().scheduled_at;
    for (auto& match : report.matches) {
      *match.scheduled_at += by;
      match.started_at = match.ended_at = std::nullopt;
    }
    return report;
  }

  // As the source told it before: first the plan, then each map, then the end.
  static std::vector<MatchReport> tellings(const MatchReport& played) {
    auto match = played;
    match.status = MatchStatus::scheduled;
    match.score = std::nullopt;
    match.winner = std::nullopt;
    match.maps.clear();
    match.veto.clear();
    match.player_stats.clear();
    std::vector<MatchReport> all{match};
    match.status = MatchStatus::live;
    match.score = Score{0, 0};
    for (const auto& map : played.maps) {
      if (map.status != MapStatus::finished || !map.winner) continue;
      match.maps.push_back(map);
      auto& won = *map.winner == 0 ? match.score->first : match.score->second;
      if (++won * 2 > match.best_of.value_or(3)) break;
      all.push_back(match);
    }
    all.push_back(played);
    return all;
  }

  void hear(const Report& all, MatchReport match) {
    auto report = all;
    report.observed_at = town_.clock.now();
    report.matches = {std::move(match)};
    const auto applied = ingest::ingest_report(*store_, report, "digest", town_.clock.now(), metrics_);
    if (!applied) throw std::runtime_error(applied.error().detail);
  }

  // How often each headline stands in each channel.
  std::map<std::pair<std::uint64_t, std::string>, int> headlines() {
    std::map<std::pair<std::uint64_t, std::string>, int> counts;
    for (const auto& message : town_.discord->posted()) ++counts[{message.channel.value, message.contents}];
    return counts;
  }
  int count_in(std::uint64_t channel, std::string_view words) {
    return static_cast<int>(std::ranges::count_if(town_.discord->posted(), [&](const auto& message) {
      return message.channel.value == channel && message.contents.contains(words);
    }));
  }

  void replay_twice() {
    town_.play([&]() -> Task<void> {
      const auto played = read_played();
      EXPECT_THAT(played.matches, testing::SizeIs(8));
      const auto worker = launch();
      std::size_t first_time = 0;
      for (const bool again : {false, true}) {
        for (const auto& match : played.matches) hear(played, tellings(match).front());
        co_await until_told();
        for (const auto& match : played.matches) {
          for (auto& telling : tellings(match)) {
            hear(played, std::move(telling));
            co_await town_.loop.sleep(milliseconds{chance_() % 40});
          }
        }
        co_await until_told();
        if (!again) first_time = town_.discord->posted().size();
      }
      co_await until_started(*worker);
      worker->signal(SIGTERM);
      EXPECT_EQ(worker->wait(), 0) << worker->printed();

      EXPECT_EQ(town_.discord->posted().size(), first_time) << "the second time nothing is new";
      for (const auto channel : channels_) {
        EXPECT_EQ(count_in(channel, "📅 New: "), 8);
        EXPECT_EQ(count_in(channel, "🏁 "), 8);
      }
      for (const auto& [headline, times] : headlines()) EXPECT_EQ(times, 1) << headline.second;
      EXPECT_TRUE(town_.discord->violations().empty());
      fmt::print("{} messages, {} changed\n", first_time, town_.discord->statistics().edits);
    });
  }
};

}  // namespace cs2
