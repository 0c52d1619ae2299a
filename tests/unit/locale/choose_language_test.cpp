// A test for each cell of the table in docs/languages.md.
#include "locale/choose_language.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace cs2::locale {
namespace {

Catalogue catalogue_of(std::string_view installed = "en-US") {
  const std::array<EmbeddedFile, 8> files{{{"en-US.toml", "x = \"x\""},
                                           {"de.toml", ""},
                                           {"es-ES.toml", ""},
                                           {"fr.toml", ""},
                                           {"pl.toml", ""},
                                           {"ru.toml", ""},
                                           {"sv-SE.toml", ""},
                                           {"tr.toml", ""}}};
  auto loaded = Catalogue::load(files, installed);
  if (!loaded) throw std::runtime_error(loaded.error().detail);
  return std::move(*loaded);
}

constexpr LanguageChoices all{
    .subscription = "de", .person = "es-ES", .server = "fr", .client = "pl", .preferred = "sv-SE"};

std::string chosen(MessageTo to, const LanguageChoices& choices, std::string_view installed = "tr") {
  return choose_language(to, choices, catalogue_of(installed)).code();
}

TEST(ChooseLanguage, of_an_answer_for_the_asker_is_first_the_persons) {
  EXPECT_EQ(chosen(MessageTo::asker, all), "es-ES");
}

TEST(ChooseLanguage, of_an_answer_for_the_asker_is_then_that_of_his_discord) {
  auto choices = all;
  choices.person = {};
  EXPECT_EQ(chosen(MessageTo::asker, choices), "pl");
}

TEST(ChooseLanguage, of_an_answer_for_the_asker_is_else_the_installations) {
  auto choices = all;
  choices.person = choices.client = {};
  EXPECT_EQ(chosen(MessageTo::asker, choices), "tr") << "the server's is no matter";
}

TEST(ChooseLanguage, of_a_public_answer_is_first_the_servers) {
  EXPECT_EQ(chosen(MessageTo::channel, all), "fr");
}

TEST(ChooseLanguage, of_a_public_answer_is_then_the_persons) {
  auto choices = all;
  choices.server = {};
  EXPECT_EQ(chosen(MessageTo::channel, choices), "es-ES");
}

TEST(ChooseLanguage, of_a_public_answer_is_then_that_of_the_askers_discord) {
  auto choices = all;
  choices.server = choices.person = {};
  EXPECT_EQ(chosen(MessageTo::channel, choices), "pl");
}

TEST(ChooseLanguage, of_a_public_answer_is_else_the_installations) {
  auto choices = all;
  choices.server = choices.person = choices.client = {};
  EXPECT_EQ(chosen(MessageTo::channel, choices), "tr");
}

TEST(ChooseLanguage, of_a_notification_is_first_the_subscriptions) {
  EXPECT_EQ(chosen(MessageTo::subscribers, all), "de");
}

TEST(ChooseLanguage, of_a_notification_is_then_the_servers) {
  auto choices = all;
  choices.subscription = {};
  EXPECT_EQ(chosen(MessageTo::subscribers, choices), "fr");
}

TEST(ChooseLanguage, of_a_notification_is_then_that_of_the_servers_discord) {
  auto choices = all;
  choices.subscription = choices.server = {};
  EXPECT_EQ(chosen(MessageTo::subscribers, choices), "sv-SE");
  choices.preferred = "en-US";
  EXPECT_EQ(chosen(MessageTo::subscribers, choices), "tr") << "Discord's default says nothing";
}

TEST(ChooseLanguage, of_a_notification_is_else_the_installations) {
  auto choices = all;
  choices.subscription = choices.server = choices.preferred = {};
  EXPECT_EQ(chosen(MessageTo::subscribers, choices), "tr") << "nobody's in particular";
}

TEST(ChooseLanguage, of_a_direct_notification_is_first_the_persons) {
  EXPECT_EQ(chosen(MessageTo::person, all), "es-ES");
}

TEST(ChooseLanguage, of_a_direct_notification_is_then_what_the_subscription_remembers) {
  auto choices = all;
  choices.person = {};
  EXPECT_EQ(chosen(MessageTo::person, choices), "de");
}

TEST(ChooseLanguage, of_a_direct_notification_is_else_the_installations) {
  auto choices = all;
  choices.person = choices.subscription = {};
  EXPECT_EQ(chosen(MessageTo::person, choices), "tr");
}

TEST(ChooseLanguage, goes_on_where_the_bot_does_not_speak_one) {
  auto choices = all;
  choices.person = "ja";
  EXPECT_EQ(chosen(MessageTo::asker, choices), "pl");
}

TEST(ChooseLanguage, takes_a_variant_for_its_language_and_no_other) {
  EXPECT_EQ(chosen(MessageTo::asker, {.client = "es-419"}), "es-ES");
  EXPECT_EQ(chosen(MessageTo::asker, {.client = "en-GB"}), "en-US");
  EXPECT_EQ(chosen(MessageTo::asker, {.client = "uk"}), "tr") << "never Russian";
  EXPECT_EQ(chosen(MessageTo::asker, {.client = "uk"}, "en-US"), "en-US");
  EXPECT_EQ(chosen(MessageTo::asker, {.client = "zh-TW"}), "tr");
}

TEST(ChooseLanguage, needs_an_installed_language) {
  const std::array<EmbeddedFile, 1> files{{{"en-US.toml", "x = \"x\""}}};

  const auto loaded = Catalogue::load(files, "de");

  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().detail, "there is no language de; there are en-US");
}

}  // namespace
}  // namespace cs2::locale
