#include "locale/check_translation.hpp"

#include <gtest/gtest.h>

namespace cs2::locale {
namespace {

// What is found in one text, against one of the source language; "" where nothing is.
std::string found_in(std::string_view translation, std::string_view source, std::string_view code = "de",
                     std::string_view key = "a.x") {
  const auto file_of = [key](std::string_view text) {
    return std::string{key} + " = \"" + std::string{text} + "\"";
  };
  const auto own = file_of(translation);
  const auto original = file_of(source);
  const auto name = std::string{code} + ".toml";
  std::string found;
  for (const auto& finding :
       check_translation({.name = name, .contents = own}, {.name = "en-US.toml", .contents = original}))
    found += (found.empty() ? "" : "; ") + finding.what;
  return found;
}

std::string found_in_file(std::string_view translation, std::string_view source) {
  std::string found;
  for (const auto& finding : check_translation({.name = "de.toml", .contents = translation},
                                               {.name = "en-US.toml", .contents = source}))
    found += (found.empty() ? "" : "; ") + to_text(finding, "de.toml");
  return found;
}

TEST(CheckTranslation, takes_what_says_the_same) {
  EXPECT_EQ(found_in("{team} hat **{n}** Punkte", "{team} has **{n}** points"), "");
  EXPECT_EQ(found_in("{n, plural, one {# карта} few {# карты} many {# карт} other {# карты}}",
                     "{n, plural, one {# map} other {# maps}}", "ru"),
            "");
  EXPECT_EQ(found_in("{n, plural, other {第 # 张地图}}", "{n, plural, one {# map} other {# maps}}", "zh-CN"),
            "");
}

TEST(CheckTranslation, wants_every_key_and_no_other) {
  EXPECT_EQ(found_in_file("[a]\ny = \"?\"", "[a]\nx = \"why\""),
            "de.toml: a.x is missing; de.toml:2: a.y is not in the source language");
}

TEST(CheckTranslation, names_the_line_of_what_is_no_text) {
  EXPECT_EQ(found_in_file("[a]\nx = 5", "[a]\nx = \"why\""), "de.toml:2: a.x is not a text");
  EXPECT_TRUE(found_in_file("[a]\nx = ", "[a]\nx = \"why\"").starts_with("de.toml:2: no TOML"));
  EXPECT_TRUE(found_in("{team", "{team}").starts_with("no ICU message"));
}

TEST(CheckTranslation, wants_the_same_arguments) {
  EXPECT_EQ(found_in("{Team}", "{team}"), "has the arguments {Team}, the source {team}");
  EXPECT_EQ(found_in("Sieg", "{team} won"), "has the arguments {}, the source {team}");
}

TEST(CheckTranslation, wants_exactly_the_plurals_of_the_language) {
  const std::string_view source = "{n, plural, one {# map} other {# maps}}";

  EXPECT_EQ(found_in("{n, plural, one {# mapa} other {# mapy}}", source, "pl"),
            "has the plurals one, other of {n}, the language few, many, one, other");
  EXPECT_EQ(found_in("{n, plural, one {# Map} few {# Maps} other {# Maps}}", source),
            "has the plurals few, one, other of {n}, the language one, other");
  EXPECT_EQ(found_in("{n, plural, =1 {eine Map} one {# Map} other {# Maps}}", source),
            "writes =1 in {n}, where the category is called one");
  EXPECT_EQ(found_in("{n, plural, =0 {keine} one {# Map} other {# Maps}}", source), "");
}

TEST(CheckTranslation, wants_the_same_selection) {
  EXPECT_EQ(found_in("{who, select, me {ich} other {}}", "{who, select, you {you} other {}}"),
            "selects other cases of {who} than the source");
}

TEST(CheckTranslation, wants_markdown_mentions_and_emojis_in_every_branch) {
  EXPECT_EQ(found_in("*{team}*", "**{team}**"),
            "has other markdown, mentions, links or emojis than the source: ** in \"*{team}*\"");
  EXPECT_EQ(found_in("Ende", "🏁 End"),
            "has other markdown, mentions, links or emojis than the source: 🏁 in \"Ende\"");
  EXPECT_NE(found_in("{n, plural, one {**#** Map} other {# Maps}}",
                     "{n, plural, one {**#** map} other {**#** maps}}"),
            "");
  EXPECT_EQ(found_in("{yes, select, yes {: **ja**} other {}}", "{yes, select, yes {: **yes**} other {}}"),
            "");
}

TEST(CheckTranslation, keeps_what_people_type) {
  EXPECT_EQ(found_in("Mit `/folgen`.", "Use `/follow`."), "lacks `/follow`");
  EXPECT_EQ(found_in("Etwa `samstag`.", "Try `saturday`."), "");
  EXPECT_EQ(found_in("Etwa `22:00` oder `aus`.", "Try `23:00` or `off`."), "lacks `23:00`; lacks `off`");
}

TEST(CheckTranslation, holds_the_limit_of_the_place) {
  const std::string long_label(81, 'x');

  EXPECT_EQ(found_in(long_label, "Next", "de", "button.next"), "81 characters, at most 80 fit");
  EXPECT_EQ(found_in(long_label.substr(0, 40), "Next", "de", "button.next"), "40 characters, 34 are advised");
  EXPECT_EQ(found_in(long_label, "Next", "de", "menu.next"), "");
  EXPECT_EQ(found_in("Siege", "W", "de", "form.won"), "5 characters, at most 1 fit");
}

TEST(CheckTranslation, finds_a_letter_of_another_script) {
  EXPECT_EQ(found_in("мaтч", "match", "ru"), "mixes scripts in \"мaтч\"");
  EXPECT_EQ(found_in("BO3-матч {team}", "BO3 match {team}", "ru"), "");
  EXPECT_EQ(found_in("CS2比赛", "CS2 match", "zh-CN"), "");
}

TEST(CheckTranslation, finds_what_the_eye_does_not_see) {
  EXPECT_EQ(found_in("u\u0308ber", "about"), "has letters in pieces: write it in Unicode's form NFC");
  EXPECT_EQ(found_in("zwei  Maps ", "two maps"), "begins or ends with a space; has two spaces in a row");
}

TEST(CheckTranslation, advises_one_translation_for_one_label) {
  EXPECT_EQ(found_in_file("[a]\nx = \"Karte\"\ny = \"Map\"", "[a]\nx = \"Map\"\ny = \"Map\""),
            "de.toml:3: a.y (advice) \"Map\" is \"Map\" here and \"Karte\" in a.x");
}

TEST(CheckTranslation, wants_names_that_are_unique_and_name_something) {
  const std::string source =
      "[command.live]\ndescription = \"Live\"\n[command.team]\ndescription = \"Team\"\n";
  const auto check = [&source](std::string_view live, std::string_view more) {
    return found_in_file("[command.live]\ndescription = \"Live\"\nname = \"" + std::string{live} +
                             "\"\n[command.team]\ndescription = \"Team\"\n" + std::string{more},
                         source);
  };

  EXPECT_EQ(check("läuft", "name = \"mannschaft\""), "");
  EXPECT_EQ(check("team", "name = \"mannschaft\""),
            "de.toml:3: command.live.name is the default name of command.team.name");
  EXPECT_EQ(check("matches", "name = \"matches\""),
            "de.toml:3: command.live.name is the name of command.team.name too; "
            "de.toml:6: command.team.name is the name of command.live.name too");
  EXPECT_EQ(check("läuft", "[option_name]\nsize = \"größe\""),
            "de.toml:7: option_name.size names nothing: the source language has no size");
  EXPECT_NE(check("Läuft", ""), "");
}

}  // namespace
}  // namespace cs2::locale
