// What an older program stored and showed still works: its database, and the buttons under its messages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <iterator>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "bot/answer_registry.hpp"
#include "bot/command_registry.hpp"
#include "bot/lookup/suggestion_snapshot.hpp"
#include "store/database/migrate.hpp"
#include "store/notify/outbox.hpp"
#include "store/notify/subscriptions.hpp"
#include "support/table.hpp"
#include "support/test_server.hpp"
#include "unit/bot/world.hpp"

namespace cs2 {
namespace {

using testing::HasSubstr;

// Of the recorded server; see tests/data/upgrade.
const std::string old_guild = "1444912938744807426";
const std::string old_channel = "1577184509785276419";
constexpr discord::Snowflake old_user{1577184515795714071};

std::string old_database() {
  auto in = test::open_data("upgrade/schema_22.sql");
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
  return text;
}

void restore(const std::string& file, const std::string& sql) {
  sqlite3* database = nullptr;
  char* refused = nullptr;
  if (sqlite3_open(file.c_str(), &database) != SQLITE_OK ||
      sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &refused) != SQLITE_OK)
    throw std::runtime_error(refused != nullptr ? refused : "cannot open " + file);
  sqlite3_close(database);
}

TEST(Upgrade, keeps_subscriptions_settings_and_facts_of_an_older_database) {
  test::TestServer server;
  const auto channel = server.discord->channels(server.guild).front();
  const auto moved = replaced(old_database(), old_guild, discord::to_string(server.guild));
  restore((server.folder.path() / "cs2.db").string(),
          replaced(moved, old_channel, discord::to_string(channel)));

  server.play([&]() -> Task<void> {
    server.start_bot();
    co_await server.until_ready();

    co_await server.ask_until("/team glacier wolves", "Glacier Wolves");
    const auto following = co_await server.ask("/following", server.manager);
    EXPECT_THAT(following, HasSubstr("Glacier Wolves"));
    EXPECT_THAT(following, HasSubstr("<#" + discord::to_string(channel) + ">"));
    EXPECT_THAT(co_await server.ask("/settings", server.manager), HasSubstr("Europe/Berlin"));
    EXPECT_THAT(co_await server.ask("/audit", server.manager), HasSubstr("Glacier Wolves"));
    EXPECT_THAT(co_await server.ask("/ranking"), HasSubstr("Glacier Wolves"));
    EXPECT_TRUE(server.discord->violations().empty()) << server.discord->violations().front();
    EXPECT_EQ(server.discord->statistics().failed_interactions, 0);
  });
}

// A message that the older program may have posted under its own nonce is looked for by its text.
TEST(Upgrade, goes_on_with_the_deliveries_of_an_older_program) {
  const test::TemporaryFolder folder;
  const auto file = (folder.path() / "old.db").string();
  restore(
      file,
      old_database() +
          "INSERT INTO delivery (id, subscription_id, occasion, kind, guild_id, destination, target_id, urgency, "
          "turn, planned_at, due_at, state, reason, attempts, attempted_at) VALUES "
          "(41, 1, 'result:1', 'result', 5, 'channel', 6, 0, 1, 1000, 1000, 'waiting', '', 1, 900000), "
          "(42, 1, 'result:2', 'result', 5, 'channel', 6, 0, 2, 1000, 1000, 'waiting', '', 0, NULL);");
  const ManualClock clock{from_unix_seconds(1'000)};
  Metrics metrics;
  auto store = std::move(*store::Store::open({.database_url = "sqlite://" + file}, clock, metrics));
  ASSERT_TRUE(store::migrate(*store));

  const auto first = store::claim(*store, {.owner = "us", .lease = seconds{30}});
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].id, store::DeliveryId{41});
  EXPECT_EQ(first[0].doubt_since, from_unix_seconds(900 - 120));
  EXPECT_EQ(store::list_subscriptions_ever(*store, {{1}, {2}}).size(), 2U);
  EXPECT_EQ(store::list_subscriptions(*store, std::vector{SubscriptionId{2}}).at(0).reminders,
            std::vector<int>{15});
}

TEST(Upgrade, understands_the_buttons_of_an_older_program) {
  const test::TemporaryFolder folder;
  const auto file = (folder.path() / "old.db").string();
  restore(file, old_database());
  const SystemClock clock;
  Metrics metrics;
  auto store = std::move(*store::Store::open({.database_url = "sqlite://" + file}, clock, metrics));
  ASSERT_TRUE(store::migrate(*store));
  const auto catalogue = std::move(*locale::Catalogue::load(locale::embedded_catalogues()));
  const auto known = bot::load_suggestions(*store, {}, {}, {}, clock.now()).snapshot;
  int pressed = 0;

  for (const auto& row : test::read_table("upgrade/custom_ids.tsv")) {
    const auto& custom_id = row["custom_id"];
    std::vector<std::string> values;
    if (!row["values"].empty()) values = {std::string{split(row["values"], ' ').front()}};
    auto interaction = bot::press(custom_id, old_user, values);
    interaction.guild_id = discord::parse_snowflake(old_guild);
    interaction.member_permissions = discord::permission::manage_guild;
    const bot::Call call{{.store = *store,
                          .interaction = interaction,
                          .catalogue = catalogue,
                          .settings = store::find_guild_settings(*store, interaction.guild_id->value),
                          .suggestions = known,
                          .now = clock.now()}};

    const auto own = bot::find_pressed(custom_id);
    const auto reply = own ? own->command->press(call, own->what) : bot::answer_press(call);

    const auto& message = reply.message;
    EXPECT_FALSE(message.embeds.empty() && message.content.empty() && message.rows.empty()) << custom_id;
    EXPECT_NE(message.content, catalogue.source().say("answer.old_button")) << custom_id;
    const auto mentioned = row["command"].substr(1, row["command"].find(' ') - 1);
    for (const auto* key : {"answer.not_yours", "answer.gone"})
      EXPECT_NE(message.content, catalogue.source().say(key, {{"command", call.mention(mentioned)}}))
          << custom_id;
    ++pressed;
  }
  EXPECT_GT(pressed, 30);
}

}  // namespace
}  // namespace cs2
