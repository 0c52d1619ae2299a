// Every team, player and event of what was recorded from the real sources can be asked for, and every answer
// is one that Discord takes. What was asked and how long it took is printed, and asserted nowhere.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "bot/answer.hpp"
#include "bot/commands.hpp"
#include "bot/known.hpp"
#include "discord/json.hpp"
#include "e2e/profiles/recorded_store.hpp"
#include "sim/rules.hpp"
#include "sim/schema.hpp"
#include "store/names.hpp"
#include "support/temporary_database.hpp"
#include "unit/bot/world.hpp"

namespace cs2 {
namespace {

using bot::alice;

const std::string openapi = std::string(CS2_SOURCE_DIR) + "/../shared/reference/discord_openapi.json";
constexpr std::size_t ways_from_every = 6;  // answers all buttons and some entries of the menu are tried

std::string reference(const store::Named& named) {
  const auto letter = named.kind == store::NameKind::team         ? "t:"
                      : named.kind == store::NameKind::tournament ? "e:"
                                                                  : "p:";
  return letter + std::to_string(named.id);
}

class Everything : public testing::TestWithParam<test::Database> {
 protected:
  void SetUp() override {
    CS2_NEEDS_RECORDED_STORE();
    if (const auto missing = test::missing_service({GetParam(), test::Caching::process})) FAIL() << *missing;
    schema_.emplace(std::move(*sim::Schema::load(openapi)));
    catalogue_.emplace(std::move(*locale::Catalogue::load(locale::embedded_catalogues())));
    database_ = std::make_unique<test::TemporaryDatabase>(GetParam());
    recorded_ = std::make_unique<test::RecordedStore>(database_->url(), clock_, metrics_);
    known_ = bot::load_known(recorded_->store(), {}, {}, {}, clock_.now()).known;
  }

  bot::Call call(const discord::Interaction& interaction) {
    return bot::Call{{.store = recorded_->store(),
                      .interaction = interaction,
                      .language = catalogue_->source(),
                      .settings = {},
                      .known = known_,
                      .now = clock_.now()}};
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

    const auto broken = schema_->check("CreateMessageInteractionCallbackRequest", json);
    const auto data = boost::json::parse(json).as_object().at("data").as_object();
    const auto refused = sim::check_message(data, sim::MessageUse::answer);
    EXPECT_EQ(broken, std::nullopt) << what << "\n" << json;
    EXPECT_FALSE(refused) << what << "\n" << json;
    EXPECT_FALSE(reply.message.embeds.empty()) << what << " is not known: " << reply.message.content;
    return std::move(reply.message);
  }

  // Every button that goes somewhere, and the first and the last entry of the menu.
  void try_ways(const discord::Message& from, const std::string& what) {
    for (const auto& row : from.rows) {
      for (const auto& part : row) {
        if (const auto* button = std::get_if<discord::Button>(&part); button && !button->disabled) {
          ask(bot::press(button->custom_id, alice), what + ", button " + button->label);
          ++ways_;
        }
        const auto* menu = std::get_if<discord::Select>(&part);
        if (!menu) continue;
        for (const auto* entry : {&menu->options.front(), &menu->options.back()}) {
          ask(bot::press(menu->custom_id, alice, {entry->value}), what + ", entry " + entry->label);
          ++ways_;
        }
      }
    }
  }

  // By the suggestion that stands for it; its name must be found too, be it with a question back.
  void ask_for(const store::Named& named, const std::string& command) {
    const auto what = "/" + command + " " + named.name;
    const auto shown = ask(bot::command(command, {{command, reference(named)}}), what);
    const auto hidden = ask(bot::command(command, {{command, reference(named)}, {"spoilers", "hide"}}), what);
    if (asked_[command]++ % ways_from_every != 0) return;
    try_ways(shown, what);
    try_ways(hidden, what + " hidden");
    const auto typed = bot::command(command, {{command, named.name}});
    const auto reply = bot::find_command(command)->run(call(typed));
    EXPECT_EQ(discord::check(reply.message), std::nullopt) << what;
    EXPECT_FALSE(reply.message.content.starts_with("No ")) << what;
  }

  void ask_for_all(store::NameKind kind, const std::string& command) {
    for (const auto& named : store::list_names(recorded_->store())) {
      if (named.kind == kind) ask_for(named, command);
    }
    EXPECT_GT(asked_[command], 50U);
    fmt::print("/{}: {} of them\n", command, asked_[command]);
  }

  void print_times() {
    ASSERT_FALSE(took_.empty());
    std::ranges::sort(took_);
    fmt::print("{} answers, {} of them through buttons and menus; p50 {:.1f} ms, p99 {:.1f} ms\n",
               took_.size(), ways_, took_[took_.size() / 2], took_[took_.size() * 99 / 100]);
  }

  ManualClock clock_{test::recorded_now};
  Metrics metrics_;
  std::optional<sim::Schema> schema_;
  std::optional<locale::Catalogue> catalogue_;
  std::unique_ptr<test::TemporaryDatabase> database_;
  std::unique_ptr<test::RecordedStore> recorded_;
  std::shared_ptr<const bot::Known> known_;
  std::map<std::string, std::size_t> asked_;
  std::vector<double> took_;
  std::size_t ways_ = 0;
};

TEST_P(Everything, can_be_asked_for) {
  ask_for_all(store::NameKind::team, "team");
  ask_for_all(store::NameKind::player, "player");
  ask_for_all(store::NameKind::tournament, "event");
  try_ways(ask(bot::command("events"), "/events"), "/events");
  for (const auto* system : {"valve_world", "valve_europe", "valve_americas", "valve_asia"}) {
    const auto what = std::string{"/ranking "} + system;
    try_ways(ask(bot::command("ranking", {{"system", system}}), what), what);
  }
  ask(bot::command("ranking", {{"date", "2026-05-31"}}), "/ranking of May");
  print_times();
}

INSTANTIATE_TEST_SUITE_P(, Everything, testing::Values(test::Database::sqlite, test::Database::postgres),
                         [](const testing::TestParamInfo<test::Database>& info) {
                           return info.param == test::Database::sqlite ? "sqlite" : "postgres";
                         });

}  // namespace
}  // namespace cs2
