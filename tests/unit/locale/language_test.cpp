#include "locale/language.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace cs2::locale {
namespace {

Catalogue load(std::initializer_list<EmbeddedFile> files) {
  auto loaded = Catalogue::load(std::span{files.begin(), files.size()});
  if (!loaded) throw std::runtime_error(loaded.error().detail);
  return std::move(*loaded);
}

std::string refusal_of(std::initializer_list<EmbeddedFile> files) {
  const auto loaded = Catalogue::load(std::span{files.begin(), files.size()});
  return loaded ? "accepted" : loaded.error().detail;
}

TEST(Language, says_a_text_by_its_path) {
  const auto catalogue =
      load({{"en-US.toml", "[command.live]\ndescription = \"What is on\"\noption.team = \"A team\""}});

  EXPECT_EQ(catalogue.source().say("command.live.description"), "What is on");
  EXPECT_EQ(catalogue.source().say("command.live.option.team"), "A team");
}

TEST(Language, puts_names_into_a_text) {
  const auto catalogue =
      load({{"en-US.toml", "[answer]\nunknown = \"I know no {what} called {name}, really no {what}.\""}});

  const auto said = catalogue.source().say("answer.unknown", {{"what", "team"}, {"name", "{0} 'n' Co"}});

  EXPECT_EQ(said, "I know no team called {0} 'n' Co, really no team.");
}

TEST(Language, reads_quoted_braces_and_apostrophes_as_icu_does) {
  const auto catalogue =
      load({{"en-US.toml", "[a]\nplain = \"It''s '{here}'\"\nnamed = \"{x} isn't '{y}' and it''s {x}\""}});

  EXPECT_EQ(catalogue.source().say("a.plain"), "It's {here}");
  EXPECT_EQ(catalogue.source().say("a.named", {{"x", "X"}}), "X isn't {y} and it's X");
}

TEST(Language, says_plurals_selections_and_numbers) {
  const auto catalogue =
      load({{"en-US.toml",
             "[a]\n"
             "count = \"{n, plural, =0 {none} one {# match} other {# matches}} of {team}\"\n"
             "who   = \"{side, select, ct {Counter} other {Terrorist}}\"\n"
             "money = \"{sum, number}\""}});
  const auto english = catalogue.source();

  EXPECT_EQ(english.say("a.count", {{"n", std::int64_t{0}}, {"team", "NAVI"}}), "none of NAVI");
  EXPECT_EQ(english.say("a.count", {{"n", std::int64_t{1}}, {"team", "NAVI"}}), "1 match of NAVI");
  EXPECT_EQ(english.say("a.count", {{"n", std::int64_t{1200}}, {"team", "NAVI"}}), "1,200 matches of NAVI");
  EXPECT_EQ(english.say("a.who", {{"side", "ct"}}), "Counter");
  EXPECT_EQ(english.say("a.money", {{"sum", 2.5}}), "2.5");
}

TEST(Language, follows_the_rules_of_each_language) {
  const auto catalogue =
      load({{"en-US.toml", "[a]\nn = \"{n, plural, one {# map} other {# maps}}\""},
            {"pl.toml", "[a]\nn = \"{n, plural, one {# mapa} few {# mapy} many {# map} other {# mapy}}\""}});
  const auto polish = catalogue.find("pl");

  EXPECT_EQ(polish.say("a.n", {{"n", std::int64_t{1}}}), "1 mapa");
  EXPECT_EQ(polish.say("a.n", {{"n", std::int64_t{3}}}), "3 mapy");
  EXPECT_EQ(polish.say("a.n", {{"n", std::int64_t{5}}}), "5 map");
}

TEST(Language, falls_back_to_the_source_for_a_missing_text) {
  const auto catalogue =
      load({{"en-US.toml", "[a]\nx = \"ex\"\ny = \"why\""}, {"de.toml", "[a]\nx = \"iks\""}});
  const auto german = catalogue.find("de");

  EXPECT_EQ(german.say("a.x"), "iks");
  EXPECT_EQ(german.say("a.y"), "why");
  EXPECT_TRUE(german.has("a.y"));
  EXPECT_FALSE(german.has("a.z"));
}

TEST(Language, speaks_to_many_threads_at_once) {
  const auto catalogue = load({{"en-US.toml", "[a]\nn = \"{n, plural, one {# map} other {# maps}}\""}});
  const auto english = catalogue.source();
  std::atomic<int> wrong = 0;

  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        for (std::int64_t n = 2; n < 300; ++n) {
          if (english.say("a.n", {{"n", n}}) != std::to_string(n) + " maps") ++wrong;
        }
      });
    }
  }

  EXPECT_EQ(wrong, 0);
}

TEST(Catalogue, finds_the_best_fit_for_a_discord_locale) {
  const auto catalogue = load({{"en-US.toml", "[a]\nx = \"color\""},
                               {"de.toml", "[a]\nx = \"Farbe\""},
                               {"es-ES.toml", "[a]\nx = \"color\""}});

  EXPECT_EQ(catalogue.find("de").code(), "de");
  EXPECT_EQ(catalogue.find("en-GB").code(), "en-US");
  EXPECT_EQ(catalogue.find("es-419").code(), "es-ES");
  EXPECT_EQ(catalogue.find("ja").code(), "en-US");
  EXPECT_EQ(catalogue.find("").code(), "en-US");
}

TEST(Catalogue, translates_a_key_only_where_a_language_has_it) {
  const auto catalogue =
      load({{"en-US.toml", "[a]\nx = \"ex\"\ny = \"why\""}, {"de.toml", "[a]\nx = \"iks\""}});

  EXPECT_EQ(catalogue.translations("a.x"),
            (std::map<std::string, std::string>{{"de", "iks"}, {"en-US", "ex"}}));
  EXPECT_EQ(catalogue.translations("a.y"), (std::map<std::string, std::string>{{"en-US", "why"}}));
  EXPECT_TRUE(catalogue.translations("a.z").empty());
}

TEST(Catalogue, says_where_a_file_is_wrong) {
  EXPECT_EQ(refusal_of({{"de.toml", ""}}), "there is no en-US.toml, the source language");
  EXPECT_EQ(refusal_of({{"en-US.toml", "[a]\n\nx = 5"}}), "en-US.toml:3: a.x is not a text");
  EXPECT_TRUE(
      refusal_of({{"en-US.toml", "[a]\nx = \"{team\""}}).starts_with("en-US.toml:2: a.x: no ICU message"));
  EXPECT_TRUE(refusal_of({{"en-US.toml", "[a]\nx = "}}).starts_with("en-US.toml:2: no TOML"));
}

TEST(Catalogue, leaves_out_a_broken_language_alone) {
  const auto catalogue = load({{"en-US.toml", "[a]\nx = \"ex\"\n[option]\nteam = \"Team\""},
                               {"de.toml", "[a]\nx = \"iks\"\n[option]\nteam = \"\""},
                               {"fr.toml", "[a]\nx = \"iks\""},
                               {"pl.toml", "[a]\nx = "},
                               {"xx.toml", ""}});

  EXPECT_EQ(catalogue.codes(), (std::vector<std::string>{"en-US", "fr"}));
  ASSERT_EQ(catalogue.left_out().size(), 3U);
  EXPECT_EQ(catalogue.left_out()[0],
            "de.toml:4: option.team: Discord wants 1 to 100 characters, these are 0");
  EXPECT_TRUE(catalogue.left_out()[1].starts_with("pl.toml:2: no TOML")) << catalogue.left_out()[1];
  EXPECT_EQ(catalogue.left_out()[2], "xx.toml: Discord has no locale xx");
  EXPECT_EQ(catalogue.find("de").say("a.x"), "ex");
}

TEST(Catalogue, says_a_broken_text_in_the_source_language) {
  const auto catalogue = load({{"en-US.toml", "[a]\nx = \"{n} maps\""}, {"de.toml", "[a]\nx = \"{n Maps\""}});

  EXPECT_EQ(catalogue.find("de").say("a.x", {{"n", "3"}}), "3 maps");
}

TEST(Catalogue, refuses_what_discord_would_refuse) {
  const std::string long_text(101, 'x');

  EXPECT_TRUE(
      refusal_of({{"en-US.toml", "[command.live]\nname = \"Live\""}}).find("is no name for Discord") !=
      std::string::npos);
  EXPECT_TRUE(refusal_of({{"en-US.toml", "[option_name]\nteam = \"the team\""}}).find("is no name") !=
              std::string::npos);
  EXPECT_EQ(refusal_of({{"en-US.toml", "[command.live]\nname = \"живое\""}}), "accepted");
  EXPECT_EQ(refusal_of({{"en-US.toml", "[option]\nteam = \"" + long_text + "\""}}),
            "en-US.toml:2: option.team: Discord wants 1 to 100 characters, these are 101");
  EXPECT_EQ(refusal_of({{"en-US.toml", "[command.live]\ndescription = \"\""}}),
            "en-US.toml:2: command.live.description: Discord wants 1 to 100 characters, these are 0");
}

TEST(Catalogue, loads_what_is_built_in) {
  const auto catalogue = Catalogue::load(embedded_catalogues());

  ASSERT_TRUE(catalogue) << catalogue.error().detail;
  EXPECT_EQ(catalogue->source().code(), "en-US");
}

}  // namespace
}  // namespace cs2::locale
