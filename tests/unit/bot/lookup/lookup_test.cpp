#include "bot/lookup/lookup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/lookup/match_lookup.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

using store::Named;
using store::NameKind;
using testing::ElementsAre;

// Suggestions over names of the test's own.
class Suggestions : public testing::Test {
 protected:
  Call call(std::vector<Named> names, const std::vector<MatchDetails>& matches = {}) {
    auto known = std::make_shared<SuggestionSnapshot>();
    known->names = std::make_shared<const NameIndex>(std::move(names));
    known->matches = MatchIndex{matches};
    return Call{{.store = *world_.store,
                 .interaction = interaction_,
                 .catalogue = *world_.catalogue,
                 .settings = {},
                 .suggestions = known,
                 .now = world_.clock.now()}};
  }
  static std::vector<std::string> texts(const Choices& choices) {
    std::vector<std::string> texts;
    for (const auto& choice : choices) texts.push_back(choice.name.text);
    return texts;
  }
  std::vector<std::string> labels(Suggest suggest, std::string_view typed, std::vector<Named> names) {
    return texts(suggest(call(std::move(names)), typed));
  }

  const discord::Interaction interaction_ = command("results");

 private:
  World world_;
};

Named named(NameKind kind, std::int64_t id, std::string name) {
  return {.kind = kind, .id = id, .name = std::move(name), .aliases = {}};
}

TEST_F(Suggestions, tell_players_of_one_nickname_apart) {
  const auto alpine = named(NameKind::team, 1, "Alpine");
  auto first = named(NameKind::player, 1, "Frost");
  first.team = {1};
  first.weight = 2;
  auto second = named(NameKind::player, 2, "frost");
  second.country = "DE";
  second.weight = 1;
  const auto other = named(NameKind::player, 3, "Frostbite");

  EXPECT_THAT(labels(suggest_players, "frost", {alpine, first, second, other}),
              ElementsAre("Frost · Alpine", "frost · Germany", "Frostbite"));
}

TEST_F(Suggestions, never_read_the_same) {
  auto first = named(NameKind::team, 1, "Phoenix");
  first.weight = 1;

  EXPECT_THAT(labels(suggest_teams, "phoenix", {first, named(NameKind::team, 2, "Phoenix")}),
              ElementsAre("Phoenix · #1", "Phoenix · #2"));
}

TEST_F(Suggestions, of_names_that_are_cut_alike_never_read_the_same) {
  const std::string long_name(120, 'x');

  const auto shown = labels(suggest_events, std::string(60, 'x'),
                            {named(NameKind::tournament, 1, long_name + " one"),
                             named(NameKind::tournament, 2, long_name + " two")});

  ASSERT_EQ(shown.size(), 2U);
  EXPECT_NE(shown[0], shown[1]);
  EXPECT_LE(shown[0].size(), 102U);
}

TEST_F(Suggestions, are_understood_when_they_are_typed) {
  auto german = named(NameKind::team, 1, "Phoenix");
  german.country = "DE";
  auto danish = named(NameKind::team, 2, "PHOENIX");
  danish.country = "DK";
  auto cup = named(NameKind::tournament, 1, "Harbour Cup");
  cup.tier = Tier::a;
  cup.starts_at = parse_iso8601("2026-07-12T10:00:00Z");
  const auto asked = call({german, danish, cup, named(NameKind::tournament, 2, "Harbour Cup")});

  EXPECT_THAT(texts(suggest_events(asked, "harbour cup")),
              testing::UnorderedElementsAre("Harbour Cup · A-Tier · July 12, 2026", "Harbour Cup"));
  const auto both = find_meanings("phoenix", NameKind::team, asked);
  EXPECT_EQ(both.meant.size(), 2U);
  EXPECT_FALSE(both.is_exact);
  for (const auto* label :
       {"Phoenix · Germany", "phoenix · germany", "Phoenix · #1", "Phoenix · Germany · #1"}) {
    const auto meanings = find_meanings(label, NameKind::team, asked);
    ASSERT_EQ(meanings.meant.size(), 1U) << label;
    EXPECT_TRUE(meanings.is_exact) << label;
    EXPECT_THAT(meanings.meant[0].values, ElementsAre("t:1")) << label;
  }
}

// ---- Matches

MatchDetails undecided(std::int64_t id, std::string stage) {
  MatchDetails details;
  details.match.id = {id};
  details.match.stage = std::move(stage);
  details.match.scheduled_at = parse_iso8601("2026-07-12T20:00:00Z");
  details.tournament = Tournament{.id = {1}, .name = "Granite League"};
  return details;
}

TEST_F(Suggestions, of_undecided_matches_say_where_they_are_played) {
  const auto asked = call({}, {undecided(1, "Quarterfinal 1"), undecided(2, "Quarterfinal 2"),
                               undecided(3, "Final"), undecided(4, "Final")});

  EXPECT_THAT(texts(suggest_matches(asked, "")),
              ElementsAre("TBD – TBD, today 20:00 UTC · Granite League – Quarterfinal 1",
                          "TBD – TBD, today 20:00 UTC · Granite League – Quarterfinal 2",
                          "TBD – TBD, today 20:00 UTC · Granite League – Final · #3",
                          "TBD – TBD, today 20:00 UTC · Granite League – Final · #4"));
}

TEST(MatchSuggestions, give_no_hour_to_a_day) {
  const World world;
  MatchDetails details;
  details.match.id = {1};
  details.match.scheduled_at = parse_iso8601("2026-07-13T19:00:00Z").value();  // noon of Los Angeles
  details.match.time_is_exact = false;
  details.match.opponents = {{{.team = {1}, .name = "Alpine"}, {.team = {2}, .name = "Borealis"}}};
  auto known = std::make_shared<SuggestionSnapshot>(*world.suggestions());
  known->matches = MatchIndex{std::span{&details, 1}};
  const auto interaction = command("match");
  auto settings = store::GuildSettings{};
  settings.time_zone = "Asia/Tokyo";
  const Call call{{.store = *world.store,
                   .interaction = interaction,
                   .catalogue = *world.catalogue,
                   .settings = settings,
                   .suggestions = known,
                   .now = world.clock.now()}};

  EXPECT_EQ(suggest_matches(call, "").at(0).name.text, "Alpine – Borealis, today")
      << "in Tokyo it is the 13th by now";
}

}  // namespace
}  // namespace cs2::bot
