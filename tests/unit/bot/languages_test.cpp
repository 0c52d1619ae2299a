// Every command in every language, and in one of brackets, which shows what the catalogue does not say.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "bot/answer_registry.hpp"
#include "discord/json.hpp"
#include "store/notify/subscriptions.hpp"
#include "support/pseudo_locale.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

// The same in all languages: names of this world, of zones, languages and sources.
constexpr std::array<std::string_view, 18> names{"Team Spirit",
                                                 "Natus Vincere",
                                                 "Spirit Academy",
                                                 "MOUZ",
                                                 "Harbour Cup",
                                                 "Winter League",
                                                 "NAVI",
                                                 "dragons",
                                                 "Liquipedia",
                                                 "CC BY-SA 3.0",
                                                 "UTC",
                                                 "Europe/Berlin",
                                                 "English (United States)",
                                                 "magyar",
                                                 "Magyar",
                                                 "(#",
                                                 "Spirit",
                                                 "BO"};

discord::Interaction in(std::string_view locale, discord::Interaction interaction) {
  interaction.locale = locale;
  interaction.member_permissions = discord::permission::manage_guild;
  return interaction;
}

discord::Interaction sub(std::string name, std::string subcommand, std::vector<Given> options = {}) {
  auto interaction = command(std::move(name), std::move(options));
  interaction.subcommand = std::move(subcommand);
  return interaction;
}

// Typical questions and mistakes.
std::vector<discord::Interaction> questions(const World& world) {
  const auto spirit = world.reference("Team Spirit");
  return {
      command("live"),
      command("live", {{"tier", "s"}}),
      command("upcoming"),
      command("upcoming", {{"team", "navi"}, {"day", "tomorrow"}}),
      command("results"),
      command("results", {{"spoilers", "hide"}}),
      command("results", {{"day", "32 foo"}}),
      command("match", {{"match", "spirit vs mouz"}}),
      command("match", {{"match", "navi vs mouz"}, {"spoilers", "hide"}}),
      command("team", {{"team", spirit}}),
      command("team", {{"team", "zzz"}}),
      command("team", {{"team", "Spirit"}}),
      command("event", {{"event", world.reference("Harbour Cup", store::NameKind::tournament)}}),
      command("events"),
      command("ranking"),
      command("help"),
      command("me"),
      command("me", {{"time_zone", "Nowhere"}}),
      command("settings"),
      command("settings", {{"time_zone", "Berlin"}, {"quiet_hours", "23:00-08:00"}, {"language", "en-US"}}),
      command("settings", {{"reset", "language"}}),
      command("settings", {{"quiet_hours", "soon"}}),
      command("alias", {{"name", "dragons"}, {"team", spirit}}),
      command("alias"),
      command("alias", {{"remove", "nothing"}}),
      sub("follow", "team",
          {{"team", spirit}, {"remind", "15, 60"}, {"digest", "9:00"}, {"best_of", std::int64_t{3}}}),
      sub("follow", "team", {{"team", spirit}}),
      sub("follow", "all", {}),
      sub("follow", "all", {{"preview", true}}),
      sub("follow", "team", {{"team", spirit}, {"remind", "soon"}}),
      command("following"),
      command("unfollow"),
      command("why", {{"match", "spirit vs mouz"}}),
      command("why"),
      command("test-notification"),
      command("audit"),
      sub("privacy", "about"),
      sub("privacy", "delete")};
}

std::string text_of(const discord::Interaction& interaction) {
  auto text = "/" + interaction.command + " " + interaction.subcommand;
  for (const auto& option : interaction.options) text += " " + option.name;
  return text;
}

TEST(Languages, say_everything_through_the_catalogue) {
  World world;
  *world.catalogue = test::pseudo_catalogue();
  for (const auto& question : questions(world)) {
    const auto reply = find_command(question)->run(world.call(in(test::pseudo_code, question)));
    EXPECT_EQ(discord::check(reply.message), std::nullopt) << text_of(question);
    const auto texts = test::texts_of(reply.message);
    EXPECT_TRUE(std::ranges::any_of(texts, [](const auto& text) {
      return text.contains(test::bracket_open);
    })) << text_of(question);
    for (const auto& text : texts)
      EXPECT_EQ(test::untranslated(text, names), "") << text_of(question) << ": " << text;
  }
}

TEST(Languages, give_answers_that_discord_takes) {
  for (const auto& code : World{}.catalogue->codes()) {
    World world;
    for (const auto& question : questions(world)) {
      const auto reply = find_command(question)->run(world.call(in(code, question)));
      EXPECT_EQ(discord::check(reply.message), std::nullopt) << code << ' ' << text_of(question);
    }
  }
}

// ---- Registration

// Discord counts the longest localisation of each name, description and choice.
std::size_t longest(const discord::Localized& text) {
  auto length = count_characters(text.text);
  for (const auto& [code, translation] : text.by_locale)
    length = std::max(length, count_characters(translation));
  return length;
}

std::size_t size_of(const std::vector<discord::CommandOption>& options) {
  std::size_t size = 0;
  for (const auto& option : options) {
    size += longest(option.name) + longest(option.description) + size_of(option.options);
    for (const auto& choice : option.choices) {
      const auto* value = std::get_if<std::string>(&choice.value);
      size += longest(choice.name) + (value ? value->size() : 0);
    }
  }
  return size;
}

TEST(Languages, register_commands_below_discords_limit) {
  const World world;
  for (const auto names_of : {Names::english, Names::localised}) {
    for (const auto& spec : command_specs(*world.catalogue, names_of)) {
      const auto size = longest(spec.name) + longest(spec.description) + size_of(spec.options);
      EXPECT_LT(size, 8000U) << spec.name.text;
    }
  }
}

// What a locale shows for these, by their default names.
std::map<std::string, std::string> shown_names(const std::vector<discord::Localized>& all,
                                               const std::string& code) {
  std::map<std::string, std::string> shown;
  for (const auto& name : all) {
    const auto own = name.by_locale.find(code);
    shown.emplace(name.text, own == name.by_locale.end() ? name.text : own->second);
  }
  return shown;
}

void expect_unique(const std::vector<discord::Localized>& all, const World& world, const std::string& where) {
  for (const auto& code : world.catalogue->codes()) {
    const auto shown = shown_names(all, code);
    std::set<std::string> seen;
    for (const auto& [name, text] : shown) {
      EXPECT_TRUE(seen.insert(text).second) << code << ' ' << where << ' ' << text;
      EXPECT_TRUE(text == name || !shown.contains(text)) << code << ' ' << where << ' ' << text;
    }
  }
}

void expect_unique_options(const std::vector<discord::CommandOption>& options, const World& world,
                           const std::string& where) {
  std::vector<discord::Localized> all;
  for (const auto& option : options) {
    all.push_back(option.name);
    expect_unique_options(option.options, world, where + ' ' + option.name.text);
  }
  expect_unique(all, world, where);
}

TEST(Languages, have_a_name_of_its_own_for_each_command_and_option) {
  const World world;
  std::vector<discord::Localized> all;
  for (const auto& spec : command_specs(*world.catalogue, Names::localised)) {
    all.push_back(spec.name);
    expect_unique_options(spec.options, world, spec.name.text);
  }
  expect_unique(all, world, "commands");
}

TEST(Languages, name_commands_only_where_the_operator_wants_it) {
  const std::array<EmbeddedFile, 2> files{
      {test::english_file(),
       {"de.toml", "[command.team]\nname = \"mannschaft\"\ndescription = \"Mannschaft\""}}};
  const auto catalogue = locale::Catalogue::load(files).value();
  const auto team_of = [&](Names names_of) {
    const auto specs = command_specs(catalogue, names_of);
    return *std::ranges::find(specs, "team", [](const auto& spec) { return spec.name.text; });
  };

  EXPECT_TRUE(team_of(Names::english).name.by_locale.empty());
  EXPECT_EQ(team_of(Names::localised).name.by_locale.at("de"), "mannschaft");
  EXPECT_EQ(team_of(Names::english).description.by_locale.at("de"), "Mannschaft") << "always";
}

}  // namespace
}  // namespace cs2::bot
