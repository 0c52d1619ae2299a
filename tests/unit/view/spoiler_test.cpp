// What a reader without scores must not learn: everything outside ||…|| is the same however the match went.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "discord/json.hpp"
#include "unit/view/fixture.hpp"
#include "view/match_card.hpp"
#include "view/match_list.hpp"

namespace cs2::view {
namespace {

using testing::HasSubstr;
using testing::Not;

// The message with what is hidden replaced by the size of its black bar, which everybody sees.
std::string visible(const discord::Message& message) {
  const auto json = discord::message_to_json(message);
  std::string seen;
  std::size_t begin = 0;
  while (true) {
    const auto open = json.find("||", begin);
    seen += json.substr(begin, open - begin);
    if (open == std::string::npos) return seen;
    const auto close = json.find("||", open + 2);
    if (close == std::string::npos) throw std::runtime_error("a spoiler mark is not closed: " + json);
    seen += "<" + std::to_string(count_characters(json.substr(open + 2, close - open - 2))) + ">";
    begin = close + 2;
  }
}

discord::Message list_of(ListKind kind, const MatchDetails& details) {
  return match_list({.kind = kind, .matches = std::span{&details, 1}, .total = 1}, spoiler_free_reader());
}

// The same evening, ended in other ways.
std::vector<MatchDetails> endings() {
  std::vector<MatchDetails> all{finished()};
  auto sweep = finished();
  sweep.match.score = Score{0, 2};
  sweep.match.winner = 1;
  sweep.match.ended_at = at("2026-07-12T19:40:00Z");
  sweep.match.maps = {finished_map(1, "Nuke", {4, 13}), finished_map(2, "Mirage", {22, 25})};
  sweep.match.links.resize(1);
  all.push_back(sweep);
  auto with_unplayed = sweep;
  with_unplayed.match.maps.push_back({.number = 3, .name = "Ancient", .status = MapStatus::not_played});
  all.push_back(with_unplayed);
  auto forfeit = sweep;
  forfeit.match.forfeit = true;
  forfeit.match.score.reset();
  forfeit.match.maps.clear();
  all.push_back(forfeit);
  auto unknown = forfeit;
  unknown.match.forfeit = false;
  unknown.match.winner.reset();
  all.push_back(unknown);
  auto only_winner = unknown;
  only_winner.match.winner = 1;
  all.push_back(only_winner);
  auto draw = sweep;
  draw.match.draw = true;
  draw.match.winner.reset();
  draw.match.score = Score{1, 1};
  all.push_back(draw);
  return all;
}

TEST(Spoilers, a_card_looks_the_same_however_the_match_ended) {
  const auto expected = visible(match_card(finished(), spoiler_free_reader()));

  for (const auto& ending : endings()) {
    EXPECT_EQ(visible(match_card(ending, spoiler_free_reader())), expected);
  }
}

TEST(Spoilers, a_card_looks_the_same_however_the_match_stands) {
  auto begun = live();
  begun.match.score = Score{0, 0};
  begun.match.maps = {{.number = 1, .name = "Nuke", .status = MapStatus::live, .score = Score{0, 1}}};
  auto deciding = live();
  deciding.match.score = Score{1, 1};
  deciding.match.maps.push_back(
      {.number = 3, .name = "Ancient", .status = MapStatus::live, .score = Score{12, 12}});

  const auto expected = visible(match_card(live(), spoiler_free_reader()));

  EXPECT_EQ(visible(match_card(begun, spoiler_free_reader())), expected);
  EXPECT_EQ(visible(match_card(deciding, spoiler_free_reader())), expected);
}

TEST(Spoilers, a_card_does_not_name_maps_that_are_known_by_having_been_played) {
  for (auto ending : endings()) {
    ending.match.veto.clear();

    const auto seen = visible(match_card(ending, spoiler_free_reader()));

    EXPECT_THAT(seen, Not(HasSubstr("Nuke")));
    EXPECT_THAT(seen, HasSubstr("**Map 3**"));
  }
}

TEST(Spoilers, a_card_without_best_of_shows_no_maps_at_all) {
  auto details = finished();
  details.match.best_of.reset();

  EXPECT_THAT(visible(match_card(details, spoiler_free_reader())), Not(HasSubstr("\"Maps\"")));
}

TEST(Spoilers, a_list_looks_the_same_however_its_matches_ended) {
  const auto expected = visible(list_of(ListKind::results, finished()));

  for (const auto& ending : endings()) EXPECT_EQ(visible(list_of(ListKind::results, ending)), expected);
}

TEST(Spoilers, a_live_list_names_no_map_and_no_score) {
  const auto seen = visible(list_of(ListKind::live, live()));

  EXPECT_THAT(seen, HasSubstr("**Amber Foxes** <"));
  EXPECT_THAT(seen, Not(HasSubstr("Mirage")));
  EXPECT_THAT(seen, Not(HasSubstr("8–4")));
}

TEST(Spoilers, no_title_author_footer_or_field_name_has_a_mark) {
  const auto message = match_card(finished(), spoiler_free_reader());

  const auto& embed = message.embeds.at(0);
  EXPECT_THAT(embed.title + embed.author + embed.footer, Not(HasSubstr("||")));
  for (const auto& field : embed.fields) EXPECT_THAT(field.name, Not(HasSubstr("||")));
  EXPECT_THAT(embed.description, HasSubstr("**Amber Foxes** ||2–1"));
}

TEST(Spoilers, nothing_is_hidden_before_a_match_begins) {
  EXPECT_EQ(match_card(scheduled(), spoiler_free_reader()), match_card(scheduled(), open_reader()));
}

}  // namespace
}  // namespace cs2::view
