// Whole pages of Liquipedia, made of the tables of events: as the parser meets them at their source.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "provider/liquipedia/parse.hpp"
#include "provider/liquipedia/rendered_page.hpp"
#include "support/liquipedia_tournament_page.hpp"
#include "unit/provider/liquipedia/wiki_event_check.hpp"

namespace cs2::provider {
namespace {

using test::utc;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Timestamp august = utc("2026-08-21", "14:00");
const Timestamp summer = utc("2026-07-12", "18:20");
const Timestamp april = utc("2026-04-23", "08:15");
const Timestamp autumn = utc("2025-10-29", "09:00");

Report read(const Result<Report>& report) {
  EXPECT_TRUE(report) << report.error().detail;
  return report ? *report : Report{};
}

// The match of the table that is meant: no two of one event begin at the same minute and have the same
// opponents.
const WikiMatch& match_of(const WikiEvent& event, const MatchReport& parsed) {
  const auto name = [&](const std::string& side) {
    const auto* team = event.find_team(side);
    return test::page_key(team ? team->name : side);
  };
  const auto found = std::ranges::find_if(event.matches, [&](const WikiMatch& match) {
    return match.at == parsed.scheduled_at &&
           name(match.opponents[0]) == test::page_key(parsed.opponents[0].name) &&
           name(match.opponents[1]) == test::page_key(parsed.opponents[1].name);
  });
  if (found == event.matches.end()) throw std::runtime_error("no match " + parsed.external_id);
  return *found;
}

std::vector<std::string> winners_of(const Report& report) {
  std::vector<std::string> winners;
  for (const auto& match : report.matches) {
    if (match.winner) winners.push_back(match.opponents[static_cast<std::size_t>(*match.winner)].name);
  }
  return winners;
}

TEST(LiquipediaTicker, lists_live_upcoming_and_finished_matches) {
  const auto event = test::read_wiki_event("ewc");
  const auto html = rendered_page(answer_of(ticker_of({event}, august)));
  ASSERT_TRUE(html) << html.error().detail;

  const auto report = read(parse_liquipedia_matches(*html, august));

  EXPECT_THAT(report.skipped, IsEmpty());
  ASSERT_THAT(report.matches, SizeIs(6));
  for (const auto& parsed : report.matches) {
    EXPECT_EQ(parsed.stage, "Playoffs");
    expect_card(event, match_of(event, parsed), parsed, august);
  }
  ASSERT_THAT(report.tournaments, SizeIs(1));
  EXPECT_EQ(report.tournaments[0].tournament.name, "Esports World Cup 2026");
  EXPECT_EQ(report.matches[1].status, MatchStatus::scheduled);
  EXPECT_THAT(winners_of(report), ElementsAre("FUT Esports", "FURIA", "Team Vitality"));
}

TEST(LiquipediaTicker, does_not_take_the_leader_of_a_live_match_for_its_winner) {
  const auto report =
      read(parse_liquipedia_matches(ticker_of({test::read_wiki_event("ewc")}, august), august));

  const auto& live = report.matches.at(0);
  EXPECT_EQ(live.status, MatchStatus::live);
  EXPECT_EQ(live.score, (Score{1, 0}));
  EXPECT_FALSE(live.winner);
}

TEST(LiquipediaTicker, links_streams_of_live_matches_and_vods_of_finished_ones) {
  const auto report =
      read(parse_liquipedia_matches(ticker_of({test::read_wiki_event("ewc")}, august), august));

  ASSERT_THAT(report.matches.at(0).streams, SizeIs(2));
  EXPECT_EQ(report.matches[0].streams[1].url,
            "https://liquipedia.net/counterstrike/Special:Stream/youtube/Esports_World_Cup/LiveVideo01");
  const auto& over = report.matches.at(4);
  EXPECT_THAT(over.streams, IsEmpty());
  EXPECT_THAT(over.links, ElementsAre(Link{"vod", "https://youtu.be/RecordingA1&t=8"},
                                      Link{"vod", "https://youtu.be/RecordingA1&t=1208"},
                                      Link{"vod", "https://youtu.be/RecordingA1&t=2408"}));
}

TEST(LiquipediaTicker, reads_a_team_once_although_both_logos_link_to_it_too) {
  const auto report =
      read(parse_liquipedia_matches(ticker_of({test::read_wiki_event("ewc")}, august), august));

  ASSERT_THAT(report.teams, SizeIs(9));
  const auto vitality = std::ranges::find(report.teams, "Team_Vitality", &TeamReport::external_id);
  ASSERT_NE(vitality, report.teams.end());
  EXPECT_EQ(vitality->team.name, "Team Vitality");
  EXPECT_THAT(vitality->aliases, ElementsAre("Vitality"));
}

TEST(LiquipediaTicker, reads_every_kind_of_card) {
  const auto event = test::read_wiki_event("polar");

  const auto report = read(parse_liquipedia_matches(ticker_of({event}, summer), summer));

  EXPECT_THAT(report.matches, SizeIs(13));
  ASSERT_THAT(report.skipped, SizeIs(1));
  EXPECT_THAT(report.skipped[0].reason, HasSubstr("half a day"));
  for (const auto& parsed : report.matches) expect_card(event, match_of(event, parsed), parsed, summer);
  EXPECT_THAT(report.tournaments, SizeIs(1));
  EXPECT_EQ(report.tournaments[0].tournament.name, "Polar League & Friends 2026");
}

TEST(LiquipediaTicker, reads_names_that_links_and_attributes_escape) {
  const auto teams =
      read(parse_liquipedia_matches(ticker_of({test::read_wiki_event("polar")}, summer), summer)).teams;

  const auto name_of = [&](std::string_view id) {
    const auto found = std::ranges::find(teams, id, &TeamReport::external_id);
    return found == teams.end() ? "nobody" : found->team.name + " " + found->url;
  };
  EXPECT_EQ(name_of("Fjörd"), "Fjörd https://liquipedia.net/counterstrike/Fj%C3%B6rd");
  EXPECT_EQ(name_of("Salt_&_Pepper"), "Salt & Pepper https://liquipedia.net/counterstrike/Salt_%26_Pepper");
  EXPECT_EQ(name_of("Edelweiss_(Swiss_team)"),
            "Edelweiss https://liquipedia.net/counterstrike/Edelweiss_(Swiss_team)");
  EXPECT_EQ(name_of("Breakers"), "Breakers https://liquipedia.net/counterstrike/Breakers");
  EXPECT_EQ(name_of("Crag_City"), "Crag City ");  // nobody has written it, whatever its pictures link to
}

TEST(LiquipediaCarousel, reads_the_stages_of_upcoming_matches) {
  const auto event = test::read_wiki_event("rush_b");
  const auto rendered = utc("2026-04-23", "08:13") + seconds{54};

  const auto report = read(parse_liquipedia_matches(tournament_page_of(event, april, rendered), april));

  EXPECT_EQ(report.observed_at, rendered);
  EXPECT_THAT(report.skipped, IsEmpty());
  ASSERT_THAT(report.matches, SizeIs(5));
  std::vector<std::string> stages;
  for (const auto& parsed : report.matches) {
    stages.push_back(parsed.stage);
    EXPECT_EQ(parsed.status, MatchStatus::scheduled);
    EXPECT_TRUE(parsed.time_is_exact);
    EXPECT_EQ(parsed.score, std::nullopt);
    EXPECT_EQ(parsed.best_of, std::nullopt);  // such a card does not tell
    EXPECT_EQ(parsed.scheduled_at, match_of(event, parsed).at);
  }
  EXPECT_THAT(stages,
              ElementsAre("Lower Bracket Round 1", "Lower Bracket Round 1", "Upper Bracket Semifinals",
                          "Upper Bracket Semifinals", "Lower Bracket Quarterfinals"));
  EXPECT_EQ(report.matches[0].opponents[0].team, "ALKA_GAMING");
  EXPECT_EQ(report.matches[4].opponents[1].team, std::nullopt);
  EXPECT_EQ(report.matches[4].opponents[1].name, "");
}

class LiquipediaBracket : public testing::Test {
 protected:
  const WikiEvent event_ = test::read_wiki_event("rush_b");
  const Report report_ =
      read(parse_liquipedia_tournament(tournament_page_of(event_, april, april), event_.page, april));
};

TEST_F(LiquipediaBracket, reads_every_match_with_maps_and_halves) {
  EXPECT_THAT(report_.skipped, IsEmpty());
  ASSERT_THAT(report_.matches, SizeIs(14));
  std::vector<MapResult> maps;
  std::size_t halves = 0;
  for (const auto& parsed : report_.matches) {
    expect_parsed(event_, match_of(event_, parsed), parsed, april);
    for (const auto& map : parsed.maps) {
      maps.push_back(map);
      halves += map.halves.size();
    }
  }
  EXPECT_EQ(std::ranges::count(report_.matches, MatchStatus::finished, &MatchReport::status), 4);
  EXPECT_THAT(maps, SizeIs(12));
  EXPECT_EQ(std::ranges::count(maps, MapStatus::not_played, &MapResult::status), 2);
  EXPECT_EQ(halves, 24U);
  EXPECT_THAT(winners_of(report_), ElementsAre("9z Team", "Vasco eSports", "Keyd Stars", "Legacy"));
}

TEST_F(LiquipediaBracket, reads_sides_from_the_colours_of_the_first_team) {
  const auto& first = report_.matches.at(0);

  EXPECT_EQ(first.external_id, "lpw:BetBoom/RUSH_B!_Summit/2026/Part_Three#Results:9z_Team,ALKA_GAMING");
  EXPECT_EQ(first.maps.at(0).name, "Dust II");
  EXPECT_THAT(first.maps[0].halves, ElementsAre(Half{{6, 6}, Side::ct, false}, Half{{7, 0}, Side::t, false}));
  // An overtime of two halves that begins without a change of sides.
  EXPECT_THAT(report_.matches.at(1).maps.at(2).halves,
              ElementsAre(Half{{5, 7}, Side::t, false}, Half{{7, 5}, Side::ct, false},
                          Half{{2, 1}, Side::ct, true}, Half{{2, 0}, Side::t, true}));
}

TEST_F(LiquipediaBracket, links_each_match_and_its_maps_to_hltv) {
  for (const auto& parsed : report_.matches)
    EXPECT_THAT(parsed.cross_references, SizeIs(1)) << parsed.external_id;

  EXPECT_THAT(report_.matches.at(0).links,
              ElementsAre(Link{"hltv", "https://www.hltv.org/matches/2393442/match"},
                          Link{"hltv_map", "https://www.hltv.org/?pageid=188&matchid=226919"}));
  EXPECT_THAT(report_.matches.at(0).streams, IsEmpty());
  EXPECT_THAT(report_.matches.at(2).streams, SizeIs(3));
}

TEST_F(LiquipediaBracket, reads_a_team_once_although_the_bracket_names_it_beside_the_popup) {
  EXPECT_THAT(report_.teams, SizeIs(8));
  ASSERT_THAT(report_.tournaments, SizeIs(1));
  EXPECT_EQ(report_.tournaments[0].external_id, "BetBoom/RUSH_B!_Summit/2026/Part_Three");
}

TEST(LiquipediaMatchlists, put_every_match_in_the_section_of_its_heading) {
  const auto event = test::read_wiki_event("pgl_masters");

  const auto report =
      read(parse_liquipedia_tournament(tournament_page_of(event, autumn, autumn), event.page, autumn));

  EXPECT_THAT(report.skipped, IsEmpty());
  ASSERT_THAT(report.matches, SizeIs(25));
  for (std::size_t i = 0; i < event.matches.size(); ++i)
    expect_parsed(event, event.matches[i], report.matches[i], autumn);
  EXPECT_EQ(report.matches[0].url, "https://liquipedia.net/counterstrike/PGL/2025/Masters#Round_1");
}

TEST(LiquipediaMatchlists, and_brackets_hold_every_kind_of_match) {
  const auto event = test::read_wiki_event("polar");

  const auto report =
      read(parse_liquipedia_tournament(tournament_page_of(event, summer, summer), event.page, summer));

  EXPECT_THAT(report.matches, SizeIs(13));
  EXPECT_THAT(report.skipped, SizeIs(1));
  for (const auto& parsed : report.matches) expect_parsed(event, match_of(event, parsed), parsed, summer);
}

TEST(LiquipediaMatchlists, give_matches_the_ids_of_the_ticker) {
  const auto event = test::read_wiki_event("polar");
  // A rematch has its day behind ~: which of the two it is depends on what stands first on the page.
  const auto ids_of = [](const Report& report) {
    std::multiset<std::string> ids;
    for (const auto& match : report.matches)
      ids.insert(match.external_id.substr(0, match.external_id.find('~')));
    return ids;
  };

  const auto cards = ids_of(read(parse_liquipedia_matches(ticker_of({event}, summer), summer)));
  const auto page = ids_of(
      read(parse_liquipedia_tournament(tournament_page_of(event, summer, summer), event.page, summer)));

  EXPECT_EQ(cards, page);
  EXPECT_THAT(cards, Contains("lpw:Polar_League/2026#Group_A:Breakers,Team_Alpine"));
}

}  // namespace
}  // namespace cs2::provider
