#include "bot/lookup/filters.hpp"
#include "bot/lookup/match_lookup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

using store::Named;
using store::NameKind;
using testing::ElementsAre;

// Suggestions over names of the test's own.
class Suggestions : public testing::Test {
 protected:
  std::vector<std::string> labels(Suggest suggest, std::string_view typed, std::vector<Named> names) {
    auto known = std::make_shared<SuggestionSnapshot>();
    known->names = std::make_shared<const NameIndex>(std::move(names));
    const auto interaction = command("results");
    const Call call{{.store = *world_.store,
                     .interaction = interaction,
                     .language = world_.catalogue->source(),
                     .settings = {},
                     .suggestions = known,
                     .now = world_.clock.now()}};
    std::vector<std::string> texts;
    for (const auto& choice : suggest(call, typed)) texts.push_back(choice.name.text);
    return texts;
  }

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
                   .language = world.catalogue->source(),
                   .settings = settings,
                   .suggestions = known,
                   .now = world.clock.now()}};

  EXPECT_EQ(suggest_matches(call, "").at(0).name.text, "Alpine – Borealis, today")
      << "in Tokyo it is the 13th by now";
}

}  // namespace
}  // namespace cs2::bot
