// Whole pages of wikitext, made of the tables of events: as the parser meets them at their source.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "provider/liquipedia/parse.hpp"
#include "provider/liquipedia/wiki_parse.hpp"
#include "support/liquipedia_tournament_page.hpp"
#include "support/wikitext_pages.hpp"
#include "unit/provider/liquipedia/wiki_event_check.hpp"

namespace cs2::provider {
namespace {

using test::utc;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Timestamp summer = utc("2026-07-12", "18:20");
const Timestamp april = utc("2026-04-23", "08:15");
const Timestamp autumn = utc("2025-10-29", "09:00");

// As the ticker has taught them.
TeamNames names_of(const WikiEvent& event) {
  Report report;
  for (const auto& team : event.teams)
    report.teams.push_back({.external_id = test::page_key(team.page),
                            .team = {.id = {}, .name = team.name},
                            .aliases = {team.short_name}});
  TeamNames names;
  names.learn(report);
  return names;
}

Report parsed_from(const WikiEvent& event, Timestamp now) {
  const auto answer = parse_wiki_answer(wikitext_answer(event.page, wikitext_tournament(event, now)));
  EXPECT_TRUE(answer) << answer.error().detail;
  Report report;
  if (!answer) return report;
  EXPECT_THAT(answer->pages, SizeIs(1));
  const auto done = parse_wiki_tournament(answer->pages.at(0).text, names_of(event), now, report);
  EXPECT_TRUE(done) << done.error().detail;
  return report;
}

// The id in LPDB, which the text has too.
std::string database_id(const MatchReport& parsed) {
  for (const auto& known : parsed.cross_references) {
    if (known.provider == ProviderName::lpdb) return known.external_id;
  }
  return "";
}

// Where both teams are yet unknown, three maps are written without a name.
WikiMatch with_blank_maps(WikiMatch match) {
  if (match.opponents[0].empty() && match.opponents[1].empty() && match.best_of == 3) match.maps.resize(3);
  return match;
}

TEST(WikiEventText, reads_matchlists_with_maps_and_halves) {
  auto event = test::read_wiki_event("pgl_masters");
  // The name of this template is more than the team's and a year, so nobody can know whose it is.
  for (auto& match : event.matches) {
    for (auto& side : match.opponents)
      if (side == "heroic sep 2024") side = "heroic 2024";
  }
  for (auto& team : event.teams)
    if (team.template_name == "heroic sep 2024") team.template_name = "heroic 2024";

  const auto report = parsed_from(event, autumn);

  EXPECT_THAT(report.skipped, IsEmpty());
  ASSERT_THAT(report.matches, SizeIs(25));
  for (std::size_t i = 0; i < event.matches.size(); ++i) {
    EXPECT_EQ(database_id(report.matches[i]), event.matches[i].id);
    expect_parsed(event, with_blank_maps(event.matches[i]), report.matches[i], autumn);
  }
}

TEST(WikiEventText, does_not_guess_the_team_of_an_unknown_template) {
  const auto report = parsed_from(test::read_wiki_event("pgl_masters"), autumn);

  const auto match = std::ranges::find(report.matches, "U7JeCe3nrs_0002", &MatchReport::external_id);
  ASSERT_NE(match, report.matches.end());
  EXPECT_EQ(match->opponents[0].team, "template:heroic sep 2024");
  EXPECT_EQ(match->opponents[1].team, "BetBoom_Team");
  EXPECT_FALSE(match->id_is_derived);
}

TEST(WikiEventText, reads_an_empty_match_form) {
  const auto report = parsed_from(test::read_wiki_event("pgl_masters"), autumn);

  const auto match = std::ranges::find(report.matches, "zIiQwLgw83_0001", &MatchReport::external_id);
  ASSERT_NE(match, report.matches.end());
  EXPECT_FALSE(match->id_is_derived);
  EXPECT_EQ(match->stage, "Round 5");
  EXPECT_EQ(match->status, MatchStatus::scheduled);
  EXPECT_EQ(match->scheduled_at, std::nullopt);
  EXPECT_FALSE(match->time_is_exact);
  EXPECT_THAT(match->maps, SizeIs(3));
  EXPECT_EQ(match->best_of, 3);  // as many as there are maps
  EXPECT_THAT(match->streams, SizeIs(3));
  EXPECT_THAT(match->links, IsEmpty());
  EXPECT_THAT(match->cross_references, ElementsAre(CrossReference{ProviderName::lpdb, "zIiQwLgw83_0001"}));
}

TEST(WikiEventText, reads_a_bracket_with_maps_and_halves) {
  const auto event = test::read_wiki_event("rush_b");

  const auto report = parsed_from(event, april);

  EXPECT_THAT(report.skipped, IsEmpty());
  ASSERT_THAT(report.matches, SizeIs(14));
  for (const auto& parsed : report.matches) {
    const auto& written = event.match(database_id(parsed));
    expect_parsed(event, with_blank_maps(written), parsed, april);
    EXPECT_THAT(parsed.cross_references, Contains(CrossReference{ProviderName::hltv, written.hltv}));
  }
  EXPECT_THAT(report.matches[0].links,
              Contains(Link{"hltv_map", "https://www.hltv.org/stats/matches/mapstatsid/226919/map"}));
}

TEST(WikiEventText, reads_every_kind_of_match) {
  const auto event = test::read_wiki_event("polar");

  const auto report = parsed_from(event, summer);

  EXPECT_THAT(report.matches, SizeIs(17));
  ASSERT_THAT(report.skipped, SizeIs(1));
  EXPECT_THAT(report.skipped[0].reason, HasSubstr("half a day"));
  for (const auto& parsed : report.matches) {
    const auto& written = event.match(database_id(parsed));
    if (written.result == "postponed" || written.result == "hidden") continue;  // known to the database alone
    expect_parsed(event, with_blank_maps(written), parsed, summer);
  }
}

TEST(WikiEventText, reads_the_veto_and_who_picked_which_map) {
  const auto report = parsed_from(test::read_wiki_event("polar"), summer);

  const auto& match = report.matches.at(0);
  EXPECT_THAT(match.veto,
              ElementsAre(VetoStep{VetoAction::ban, 0, "Nuke"}, VetoStep{VetoAction::ban, 1, "Train"},
                          VetoStep{VetoAction::pick, 0, "Mirage"}, VetoStep{VetoAction::pick, 1, "Inferno"},
                          VetoStep{VetoAction::ban, 0, "Overpass"}, VetoStep{VetoAction::ban, 1, "Dust II"},
                          VetoStep{VetoAction::decider, std::nullopt, "Ancient"}));
  EXPECT_EQ(match.maps.at(0).picked_by, 0);
  EXPECT_EQ(match.maps.at(1).picked_by, 1);
}

TEST(WikiEventText, reads_the_infobox_of_the_tournament) {
  const auto event = test::read_wiki_event("rush_b");

  const auto report = parsed_from(event, april);

  ASSERT_THAT(report.tournaments, SizeIs(1));
  EXPECT_EQ(report.tournaments[0].external_id, "BetBoom/RUSH_B!_Summit/2026/Part_Three");
  const auto& parsed = report.tournaments[0].tournament;
  EXPECT_EQ(parsed.name, "BetBoom RUSH B! Summit 2026: Part Three");
  EXPECT_EQ(parsed.organizer, "BTS Brasil");
  EXPECT_EQ(parsed.tier, Tier::c);
  EXPECT_EQ(parsed.venue, Venue::lan);
  EXPECT_EQ(parsed.country, "BR");
  EXPECT_EQ(parsed.city, "BTS Brasil Studio, São Paulo");
  EXPECT_EQ(parsed.prize, "$50,000");
  EXPECT_EQ(parsed.starts_at, utc("2026-04-22"));
  EXPECT_EQ(parsed.ends_at, utc("2026-04-27") - seconds{1});
}

TEST(WikiEventText, reads_line_ups_and_no_placement_of_an_undecided_prize_pool) {
  const auto event = test::read_wiki_event("rush_b");

  const auto report = parsed_from(event, april);

  EXPECT_THAT(report.teams, SizeIs(8));
  EXPECT_THAT(report.players, SizeIs(40));
  for (const auto& parsed : report.players) EXPECT_TRUE(parsed.player.nationality) << parsed.external_id;
  EXPECT_THAT(report.matches.at(0).opponents[0].line_up,
              ElementsAre("Max", "HUASOPEEK", "Luchov", "Meyern", "Dgt"));
  EXPECT_THAT(report.matches.at(1).opponents[0].line_up, Contains("Perez_(Brazilian_player)"));
  EXPECT_THAT(report.placements, IsEmpty());
  EXPECT_EQ(report.tournaments.at(0).winner, std::nullopt);
}

TEST(WikiEventText, agrees_with_the_rendered_page) {
  const auto event = test::read_wiki_event("rush_b");

  const auto text = parsed_from(event, april);
  const auto page = parse_liquipedia_tournament(tournament_page_of(event, april, april), event.page, april);

  ASSERT_TRUE(page) << page.error().detail;
  ASSERT_EQ(text.matches.size(), page->matches.size());
  for (std::size_t i = 0; i < text.matches.size(); ++i) {
    const auto& written = text.matches[i];
    const auto& rendered = page->matches[i];
    EXPECT_EQ(written.scheduled_at, rendered.scheduled_at);
    if (!written.opponents[0].team) continue;
    EXPECT_EQ(written.external_id, rendered.external_id);
    EXPECT_EQ(written.maps, rendered.maps) << written.external_id;
  }
}

TEST(WikiTeamText, reads_the_whole_squad) {
  const auto squad = test::read_squad("Breakers");
  const auto answer = parse_wiki_answer(
      revisions_answer({{"Breakers", wikitext_team("Breakers", "Norway", "Europe", squad)}}, "Brakers"));
  ASSERT_TRUE(answer) << answer.error().detail;
  ASSERT_THAT(answer->pages, SizeIs(1));
  EXPECT_THAT(answer->skipped, SizeIs(1));
  Report report;

  const auto parsed = parse_wiki_team(answer->pages[0].text, summer, report);

  ASSERT_TRUE(parsed) << parsed.error().detail;
  EXPECT_THAT(report.skipped, IsEmpty());
  EXPECT_EQ(report.teams.at(0).team.country, "NO");
  EXPECT_EQ(report.teams.at(0).team.region, "Europe");
  const auto& roster = report.rosters.at(0);
  EXPECT_TRUE(roster.is_complete);
  ASSERT_EQ(roster.stays.size(), squad.size());
  for (std::size_t i = 0; i < squad.size(); ++i) {
    EXPECT_EQ(roster.stays[i].player, squad[i].page);
    EXPECT_EQ(roster.stays[i].since, utc(squad[i].joined)) << squad[i].page;
    EXPECT_EQ(roster.stays[i].until, squad[i].left.empty() ? std::nullopt : std::optional{utc(squad[i].left)})
        << squad[i].page;
  }
  EXPECT_EQ(roster.stays[2].role, RosterRole::captain);
  EXPECT_EQ(roster.stays[4].role, RosterRole::stand_in);
  EXPECT_EQ(roster.stays[5].role, RosterRole::benched);
  EXPECT_EQ(roster.stays[8].role, RosterRole::coach);
  EXPECT_EQ(roster.stays[9].role, RosterRole::staff);
}

}  // namespace
}  // namespace cs2::provider
