#include "view/match_event.hpp"

#include <gtest/gtest.h>

#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "unit/view/fixture.hpp"

namespace cs2::view {
namespace {

discord::ScheduledEvent event_of(const MatchDetails& details) {
  return match_event(details, *details.match.scheduled_at, open_reader());
}

TEST(MatchEvent, names_the_town_of_a_lan_as_its_place) {
  auto details = scheduled();
  details.tournament->city = "Riga";
  details.tournament->country = "LV";
  details.match.streams = {{.url = "https://www.twitch.tv/harbour_cup"}};

  EXPECT_EQ(event_of(details).location, "Riga, Latvia");
  EXPECT_EQ(event_of(details).description,
            "Harbour Cup – Playoffs · Best of 3\nhttps://www.twitch.tv/harbour_cup");
}

TEST(MatchEvent, names_the_stream_of_a_match_online_as_its_place) {
  auto details = scheduled();
  details.match.streams = {{.url = "https://www.twitch.tv/harbour_cup/"}};
  EXPECT_EQ(event_of(details).location, "twitch.tv/harbour_cup");

  details.match.streams = {{.url = "https://example.com/" + std::string(100, 'a')}};
  EXPECT_EQ(event_of(details).location, "Harbour Cup");
  details.match.streams.clear();
  EXPECT_EQ(event_of(details).location, "Harbour Cup");
}

TEST(MatchEvent, keeps_the_limits_of_discord) {
  auto details = scheduled();
  details.tournament->name = std::string(500, 'W');
  details.tournament->city = std::string(500, 'W');
  details.match.stage = std::string(5000, 'W');
  details.match.streams = {{.url = "https://example.com/" + std::string(390, 'a')}};

  const auto event = event_of(details);

  EXPECT_LE(count_characters(event.name), limits::event_name);
  EXPECT_LE(count_characters(event.location), limits::event_location);
  EXPECT_LE(count_characters(event.description), limits::event_description);
}

}  // namespace
}  // namespace cs2::view
