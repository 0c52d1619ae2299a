// Every team, player and event of a store can be asked for, and every answer is one that Discord takes. What
// was asked and how long it took is printed, and asserted nowhere.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bot/answer_registry.hpp"
#include "bot/command_registry.hpp"
#include "bot/lookup/suggestion_snapshot.hpp"
#include "discord/json.hpp"
#include "e2e/profiles/filled_store.hpp"
#include "sim/discord/internal/rules/rules.hpp"
#include "sim/discord/simulated_discord.hpp"
#include "store/queries/names.hpp"
#include "support/harmless.hpp"
#include "support/measured.hpp"
#include "support/temporary_database.hpp"
#include "unit/bot/world.hpp"

namespace cs2 {

class EverythingTest : public testing::TestWithParam<test::Database> {
 protected:
  // Answers are held to the rules of the simulation, and to Discord's OpenAPI description where there is one.
  void fill(const test::FilledStore::Fill& fill, sim::BodyCheck published) {
    if (const auto missing = test::missing_service({GetParam(), test::Caching::process})) FAIL() << *missing;
    published_ = std::move(published);
    catalogue_.emplace(std::move(*locale::Catalogue::load(locale::embedded_catalogues())));
    database_ = std::make_unique<test::TemporaryDatabase>(GetParam());
    filled_ = std::make_unique<test::FilledStore>(database_->url(), clock_, metrics_, fill);
    known_ = bot::load_suggestions(filled_->store(), {}, {}, {}, clock_.now()).snapshot;
  }

  void ask_for_everything() {
    ask_for_all(store::NameKind::team, "team");
    ask_for_all(store::NameKind::player, "player");
    ask_for_all(store::NameKind::tournament, "event");
    for (const auto* list : {"events", "live", "upcoming", "results"})
      try_ways(ask(bot::command(list), "/" + std::string{list}), "/" + std::string{list});
    for (const auto* system : {"valve_world", "valve_europe", "valve_americas", "valve_asia"}) {
      const auto what = std::string{"/ranking "} + system;
      try_ways(ask(bot::command("ranking", {{"system", system}}), what), what);
    }
    ask(bot::command("ranking", {{"date", "2026-05-31"}}), "/ranking of May");
    print_times();
  }

 private:
  static constexpr std::size_t ways_from_every =
      6;  // answers all buttons and some entries of the menu are tried

  bot::Call call(const discord::Interaction& interaction) {
    return bot::Call{{.store = filled_->store(),
                      .interaction = interaction,
                      .catalogue = *catalogue_,
                      .settings = {},
                      .suggestions = known_,
                      .now = clock_.now()}};
  }

  // What is offered while somebody types.
  void suggest(const std::string& command, const std::string& typed) {
    const auto interaction = bot::typing(command, command, typed);
    const auto made = call(interaction);
    for (const auto& option : bot::find_command(command)->options) {
      const auto* text = std::get_if<bot::TextOption>(&option);
      if (!text || !text->suggest) continue;
      const auto json = discord::answer_to_json(discord::AnswerChoices{text->suggest(made, typed)});
      EXPECT_THAT(test::HarmlessReader::problems_of_json(json), testing::IsEmpty())
          << command << " " << typed;
    }
  }

  // Answers, and holds the answer to everything that Discord says of it.
  discord::Message ask(const discord::Interaction& interaction, const std::string& what) {
    const auto begun = std::chrono::steady_clock::now();
    const auto made = call(interaction);
    auto reply = interaction.type == discord::InteractionType::component
                     ? bot::answer_press(made)
                     : bot::find_command(interaction.command)->run(made);
    const auto json = discord::answer_to_json(discord::AnswerMessage{reply.message});
    took_.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());

    EXPECT_THAT(test::HarmlessReader::problems_of_json(json), testing::IsEmpty()) << what;
    const auto data = boost::json::parse(json).as_object().at("data").as_object();
    const auto refused = sim::check_message(data, sim::MessageUse::answer);
    EXPECT_FALSE(refused) << what << "\n" << sim::to_json(*refused) << "\n" << json;
    if (published_) {
      EXPECT_EQ(published_({.schema = "CreateMessageInteractionCallbackRequest", .json = json}), std::nullopt)
          << what << "\n"
          << json;
    }
    EXPECT_FALSE(reply.message.embeds.empty()) << what << " is not known: " << reply.message.content;
    return std::move(reply.message);
  }

  // Every button that goes somewhere, and the first and the last entry of the menu.
  void try_ways(const discord::Message& from, const std::string& what) {
    for (const auto& row : from.rows) {
      for (const auto& part : row) {
        if (const auto* button = std::get_if<discord::Button>(&part); button && !button->disabled) {
          ask(bot::press(button->custom_id, bot::alice), what + ", button " + button->label);
          ++ways_;
        }
        const auto* menu = std::get_if<discord::Select>(&part);
        if (!menu) continue;
        for (const auto* entry : {&menu->options.front(), &menu->options.back()}) {
          ask(bot::press(menu->custom_id, bot::alice, {entry->value}), what + ", entry " + entry->label);
          ++ways_;
        }
      }
    }
  }

  static std::string reference(const store::Named& named) {
    const auto letter = named.kind == store::NameKind::team         ? "t:"
                        : named.kind == store::NameKind::tournament ? "e:"
                                                                    : "p:";
    return letter + std::to_string(named.id);
  }

  // By the suggestion that stands for it; its name must be found too, be it with a question back.
  void ask_for(const store::Named& named, const std::string& command) {
    const auto what = "/" + command + " " + named.name;
    const auto shown = ask(bot::command(command, {{command, reference(named)}}), what);
    const auto hidden = ask(bot::command(command, {{command, reference(named)}, {"spoilers", "hide"}}), what);
    if (asked_[command]++ % ways_from_every != 0) return;
    try_ways(shown, what);
    try_ways(hidden, what + " hidden");
    suggest(command, named.name);
    suggest("match", named.name);
    const auto typed = bot::command(command, {{command, named.name}});
    const auto reply = bot::find_command(command)->run(call(typed));
    EXPECT_EQ(discord::check(reply.message), std::nullopt) << what;
    // What Discord would take for a mention, a time or an emoji may not be understood as a name.
    const bool may_be_missed = named.name.contains('<') || named.name.contains("@everyone");
    EXPECT_TRUE(may_be_missed || !reply.message.embeds.empty() || !reply.message.rows.empty())
        << what << " is not found: " << reply.message.content;
  }

  void ask_for_all(store::NameKind kind, const std::string& command) {
    auto all = store::list_names(filled_->store());
    std::ranges::sort(all, {}, &store::Named::name);  // the same are tried whatever the database
    for (const auto& named : all) {
      if (named.kind == kind) ask_for(named, command);
    }
    EXPECT_GT(asked_[command], 50U);
    fmt::print("/{}: {} of them\n", command, asked_[command]);
  }

  void print_times() {
    ASSERT_FALSE(took_.empty());
    std::ranges::sort(took_);
    test::measured(fmt::format(
        "everything on {}: {} answers, {} of them through buttons and menus; p50 {:.1f} ms, p99 {:.1f} ms",
        test::name(GetParam()), took_.size(), ways_, took_[took_.size() / 2],
        took_[took_.size() * 99 / 100]));
  }

  ManualClock clock_{test::filled_at};
  Metrics metrics_;
  sim::BodyCheck published_;
  std::optional<locale::Catalogue> catalogue_;
  std::unique_ptr<test::TemporaryDatabase> database_;
  std::unique_ptr<test::FilledStore> filled_;
  std::shared_ptr<const bot::SuggestionSnapshot> known_;
  std::map<std::string, std::size_t> asked_;
  std::vector<double> took_;
  std::size_t ways_ = 0;
};

}  // namespace cs2
