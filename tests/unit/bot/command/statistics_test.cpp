#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/answer_registry.hpp"
#include "bot/lookup/statistic_options.hpp"
#include "store/queries/ratings.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Statistics : public testing::Test {
 protected:
  Reply ask(const discord::Interaction& interaction) {
    const auto call = world.call(interaction);
    const auto reply = interaction.type == discord::InteractionType::component
                           ? answer_press(call)
                           : find_command(interaction)->run(call);
    EXPECT_EQ(discord::check(reply.message), std::nullopt);
    return reply;
  }
  Reply press_button(const Reply& below, std::string_view label) {
    return ask(press(custom_id(below.message, label), alice));
  }
  static discord::Interaction stats(std::string_view sub, std::vector<Given> options) {
    auto interaction = command("stats", std::move(options));
    interaction.subcommand = sub;
    return interaction;
  }
  static std::string text(const Reply& reply) {
    std::string all = reply.message.content;
    for (const auto& embed : reply.message.embeds) {
      all += embed.title + "\n" + embed.description + "\n";
      for (const auto& field : embed.fields) all += field.name + ": " + field.value + "\n";
    }
    return all;
  }

  World world;
};

TEST_F(Statistics, of_a_team_lead_to_its_map_pool_its_form_and_back) {
  const auto card = ask(stats("team", {{"team", "navi"}}));
  EXPECT_THAT(text(card), AllOf(HasSubstr("Natus Vincere – Stats"), HasSubstr("Last 90 days"),
                                HasSubstr("Matches: **1–0**")));

  const auto form = press_button(card, "Form");
  const auto pool = press_button(form, "Map pool");

  EXPECT_THAT(text(form), HasSubstr("✅ **2–1** vs MOUZ · July 11, 2026 · Winter League"));
  EXPECT_THAT(text(pool), HasSubstr("Natus Vincere – Map pool"));
  EXPECT_TRUE(pool.replaces);
  EXPECT_EQ(press_button(press_button(pool, "Back"), "Back").message, card.message);
}

TEST_F(Statistics, keep_their_filters_when_the_period_changes) {
  const auto card = ask(command("form", {{"team", "navi"}, {"tier", "c"}, {"best_of", "3"}}));
  const auto year = press_button(card, "Last 365 days");

  EXPECT_THAT(text(card), HasSubstr("Last 90 days · C-Tier and above · Best of 3"));
  EXPECT_THAT(text(year), HasSubstr("Last 365 days · C-Tier and above · Best of 3"));
  EXPECT_THAT(text(year), HasSubstr("vs MOUZ"));
}

TEST_F(Statistics, of_nothing_say_what_to_give_up) {
  const auto reply = ask(stats("team", {{"team", "navi"}, {"tier", "a"}}));

  EXPECT_EQ(reply.message.embeds.at(0).description,
            "No results (Last 90 days · A-Tier and above). Try without `tier` (1 match).");
  EXPECT_TRUE(reply.message.ephemeral);
  EXPECT_THAT(text(ask(stats("team", {{"team", "Spirit Academy"}}))), HasSubstr("Try a longer period."));
}

TEST_F(Statistics, begin_on_a_day_that_is_typed) {
  const auto reply = ask(command("maps", {{"team", "navi"}, {"period", "2026-07-01"}}));
  const auto too_late = ask(command("maps", {{"team", "navi"}, {"period", "2026-07-12"}}));

  EXPECT_THAT(text(reply), HasSubstr("Since July 1, 2026"));
  EXPECT_THAT(text(too_late), HasSubstr("No results (Since July 12, 2026)"));
  EXPECT_THAT(text(press_button(too_late, "Last 30 days")), HasSubstr("Last 30 days"));
}

TEST_F(Statistics, refuse_what_is_no_period_with_a_sentence) {
  EXPECT_EQ(ask(command("maps", {{"team", "navi"}, {"period", "yesteryear*"}})).message.content,
            "Invalid period “yesteryear\\*”. Try `30`, `365`, `all` or `2026-07-01`.");
  EXPECT_EQ(ask(command("maps", {{"team", "navi"}, {"period", "2031-01-01"}})).message.content,
            "The period starts in the future. Try `30` or an earlier date.");
  EXPECT_THAT(text(ask(command("maps", {{"team", "zzzzzz"}}))), HasSubstr("Team “zzzzzz” not found."));
}

TEST_F(Statistics, suggest_periods_and_days) {
  const auto interaction = typing("maps", "period", "");
  const auto call = world.call(interaction);
  const auto values = [&](std::string_view typed) {
    std::vector<std::string> all;
    for (const auto& choice : suggest_periods(call, typed))
      all.push_back(std::get<std::string>(choice.value));
    return all;
  };

  EXPECT_THAT(values(""), testing::ElementsAre("30", "90", "180", "365", "all"));
  EXPECT_THAT(values("36"), testing::ElementsAre("365"));
  EXPECT_THAT(values("2026-07-01"), Contains("2026-07-01"));
  EXPECT_THAT(values("2031-01-01"), IsEmpty());
}

TEST_F(Statistics, come_as_text_and_as_files) {
  const auto as_text = ask(stats("team", {{"team", "navi"}, {"as", "text"}}));
  const auto as_csv = ask(command("form", {{"team", "navi"}, {"as", "csv"}}));

  EXPECT_THAT(as_text.message.content, HasSubstr("```"));
  EXPECT_THAT(as_text.message.rows, Not(IsEmpty()));
  EXPECT_THAT(as_csv.message.files, testing::ElementsAre(Field(&discord::File::name, "form.csv")));
  EXPECT_THAT(as_csv.message.rows, IsEmpty()) << "a file cannot be replaced by a button";
}

TEST_F(Statistics, hide_results_until_somebody_reveals_them_to_himself) {
  const auto hidden = ask(command("form", {{"team", "navi"}, {"spoilers", "hide"}, {"as", "csv"}}));
  const auto revealed = ask(press(custom_id(hidden.message, "Show scores"), bob));

  EXPECT_THAT(text(hidden), AllOf(HasSubstr("Spoilers hidden"), Not(HasSubstr("✅")), Not(HasSubstr("2–1"))));
  EXPECT_THAT(hidden.message.files, IsEmpty());
  EXPECT_THAT(revealed.message.files, Not(IsEmpty()));
  EXPECT_TRUE(revealed.message.ephemeral);
}

// ---- Predictions

class Predictions : public Statistics {
 protected:
  static discord::Interaction predict(std::string_view sub, std::vector<Given> options = {}) {
    auto interaction = command("predict", std::move(options));
    interaction.subcommand = sub;
    return interaction;
  }
  TeamId team(std::string_view name) const {
    return std::get<TeamId>(*parse_reference(world.reference(name)));
  }
  void rate(std::string_view name, double mean) {
    ratings.push_back({.team = team(name), .mean = mean, .variance = 0.05, .at = world.clock.now()});
    store::replace_ratings(*world.store, ratings, {});
  }

  std::vector<store::TeamRating> ratings;
};

TEST_F(Predictions, are_made_of_the_ratings_until_a_match_begins) {
  rate("Team Spirit", 1);
  rate("Natus Vincere", 1);

  const auto card = ask(predict("match", {{"match", "spirit vs navi"}}));

  EXPECT_THAT(text(card), HasSubstr("Team Spirit **50%** – **50%** Natus Vincere"));
  EXPECT_THAT(text(card), HasSubstr("Likely scores: "));
  const auto comparison = press_button(card, "Head-to-head");
  EXPECT_THAT(text(comparison), HasSubstr("Team Spirit: **1674** ±39"));
  EXPECT_EQ(press_button(comparison, "Back").message, card.message);
}

TEST_F(Predictions, are_those_that_were_made_when_the_match_began) {
  const auto live = store::list_matches(*world.store, {.statuses = {MatchStatus::live}}).matches.at(0);
  rate("Team Spirit", 3);
  rate("MOUZ", 0);
  store::add_prediction(*world.store, {.match = live.match.id,
                                       .at = world.clock.now(),
                                       .first = team("MOUZ"),
                                       .probability = 0.4,
                                       .deviation = 0.95});

  const auto card = ask(predict("match", {{"match", "mouz"}}));

  EXPECT_THAT(text(card), HasSubstr("Team Spirit **60%** – **40%** MOUZ"));
  EXPECT_THAT(text(card), HasSubstr("Uncertain"));
  EXPECT_THAT(text(card), HasSubstr("Predicted at the start"));
}

TEST_F(Predictions, are_not_made_where_too_little_is_known) {
  EXPECT_THAT(text(ask(predict("match", {{"match", "spirit vs navi"}}))),
              HasSubstr("No prediction: too few results"));
  EXPECT_THAT(text(ask(predict("match", {{"match", "Spirit Academy"}}))), HasSubstr("No matches found"));
  EXPECT_THAT(text(ask(predict("record"))), HasSubstr("No settled predictions yet."));
}

TEST_F(Statistics, answer_forged_buttons_with_a_sentence) {
  for (const auto* id : {"1.t.n", "1.t.o.fzzzzzz", "1.t.h.t1.f4x", "1.t.j", "1.t.d"})
    EXPECT_THAT(text(ask(press(id, alice))), HasSubstr("expired")) << id;
}

}  // namespace
}  // namespace cs2::bot
