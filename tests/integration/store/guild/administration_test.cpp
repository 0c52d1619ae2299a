// What a guild chose, who changed it, and what becomes of it on request.
#include <fmt/format.h>

#include <boost/json.hpp>
#include <thread>

#include "base/limits/store.hpp"
#include "integration/store/backends.hpp"
#include "store/database/internal/sql.hpp"
#include "store/guild/aliases.hpp"
#include "store/guild/audit.hpp"
#include "store/guild/guilds.hpp"
#include "store/guild/people.hpp"
#include "store/guild/privacy.hpp"

namespace cs2::store {
namespace {

namespace json = boost::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::uint64_t guild = 500;
constexpr std::uint64_t other_guild = 501;
constexpr std::uint64_t alice = 901;
constexpr std::uint64_t bob = 902;

const GuildSettings everything{.spoilers = SpoilerRule::hide,
                               .locale = "de",
                               .time_zone = "Europe/Berlin",
                               .default_channel = {.kind = Destination::Kind::announcement, .id = 42},
                               .notice_channel = 43,
                               .manager_roles = {7, 8},
                               .quiet_hours = QuietHours{.from = 1380, .until = 480},
                               .audit_days = days{30}};

class Administration : public StoreTest {
 protected:
  void note(std::string action, std::uint64_t by = alice, std::string subject = "x") {
    add_audit(store(), {.guild = guild,
                        .actor = by,
                        .at = clock_.now(),
                        .action = std::move(action),
                        .subject = std::move(subject),
                        .before = {},
                        .after = {}});
  }

  std::vector<std::string> subjects(const AuditQuery& query) {
    std::vector<std::string> found;
    for (const auto& entry : list_audit(store(), query).entries) found.push_back(entry.subject);
    return found;
  }
};

TEST_P(Administration, remembers_every_setting) {
  save_guild_settings(store(), guild, everything, alice);
  EXPECT_EQ(find_guild_settings(store(), guild), everything);

  save_guild_settings(store(), guild, {}, alice);
  EXPECT_EQ(find_guild_settings(store(), guild), GuildSettings{});
}

TEST_P(Administration, knows_the_language_that_a_server_has_in_discord) {
  register_guilds(
      store(), {{.id = guild, .name = "One", .preferred_locale = "fr"}, {.id = other_guild, .name = "Two"}});
  EXPECT_EQ(find_guild_settings(store(), guild).preferred_locale, "fr");
  EXPECT_EQ(find_guild_settings(store(), other_guild).preferred_locale, "");

  register_guilds(store(), {{.id = guild, .name = "One", .preferred_locale = "pl"}});
  save_guild_settings(store(), guild, {.locale = "de"}, alice);
  EXPECT_EQ(find_guild_settings(store(), guild), (GuildSettings{.locale = "de", .preferred_locale = "pl"}));
}

TEST_P(Administration, remembers_what_people_chose_and_nothing_of_others) {
  const PersonSettings chosen{.locale = "uk", .time_zone = "Europe/Kyiv", .spoilers = SpoilerRule::hide};
  EXPECT_EQ(find_person_settings(store(), alice), PersonSettings{});

  EXPECT_EQ(change_person_settings(store(), alice, [&](PersonSettings& each) { each = chosen; }), chosen);
  EXPECT_EQ(find_person_settings(store(), alice), chosen);
  EXPECT_EQ(find_person_settings(store(), bob), PersonSettings{});
  EXPECT_EQ(list_person_settings(store(), {alice, bob}),
            (std::map<std::uint64_t, PersonSettings>{{alice, chosen}}));
  EXPECT_THAT(export_person(store(), alice), HasSubstr(R"("time_zone":"Europe/Kyiv")"));

  change_person_settings(store(), alice, [](PersonSettings& each) { each = {}; });
  EXPECT_EQ(list_person_settings(store(), {alice}), (std::map<std::uint64_t, PersonSettings>{}));

  change_person_settings(store(), alice, [&](PersonSettings& each) { each = chosen; });
  EXPECT_EQ(forget_person(store(), alice), 1);
  EXPECT_EQ(find_person_settings(store(), alice), PersonSettings{});
}

TEST_P(Administration, says_who_changed_which_setting_from_what_to_what) {
  save_guild_settings(store(), guild, {.time_zone = "Asia/Tokyo"}, alice);
  change_guild_settings(store(), guild, bob, [](GuildSettings& settings) {
    settings.time_zone = "Europe/Berlin";
    settings.manager_roles = {7, 8};
  });

  const auto page = list_audit(store(), {.guild = guild});

  ASSERT_EQ(page.total, 3);
  EXPECT_EQ(page.entries[0], (AuditEntry{.guild = guild,
                                         .actor = bob,
                                         .at = clock_.now(),
                                         .action = "settings.change",
                                         .subject = "manager_roles",
                                         .before = "",
                                         .after = "<@&7> <@&8>"}));
  EXPECT_EQ(page.entries[1].before, "Asia/Tokyo");
  EXPECT_EQ(page.entries[1].after, "Europe/Berlin");
  EXPECT_EQ(page.entries[2].actor, alice);
}

TEST_P(Administration, notes_nothing_where_nothing_changed) {
  save_guild_settings(store(), guild, everything, alice);
  const auto before = list_audit(store(), {.guild = guild}).total;

  save_guild_settings(store(), guild, everything, bob);

  EXPECT_EQ(list_audit(store(), {.guild = guild}).total, before);
}

TEST_P(Administration, loses_no_change_of_two_at_once) {
  const auto second = open_another();
  const auto add_roles = [](Store& store, std::uint64_t first) {
    for (std::uint64_t role = first; role < first + 10; ++role) {
      change_guild_settings(store, guild, alice,
                            [&](GuildSettings& settings) { settings.manager_roles.push_back(role); });
    }
  };

  std::thread beside{[&] { add_roles(*second, 100); }};
  add_roles(store(), 200);
  beside.join();

  const auto third = open_another();
  EXPECT_EQ(find_guild_settings(*third, guild).manager_roles.size(), 20U);
}

TEST_P(Administration, says_who_taught_which_name) {
  ASSERT_TRUE(
      add_guild_alias(store(), guild, {.kind = NameKind::team, .ours = 5, .name = "the bois"}, alice));
  EXPECT_EQ(remove_guild_alias(store(), guild, "The Bois", bob), 1);

  const auto page = list_audit(store(), {.guild = guild, .kind = "alias"});

  ASSERT_EQ(page.total, 2);
  EXPECT_EQ(page.entries[0].action, "alias.remove");
  EXPECT_EQ(page.entries[0].actor, bob);
  EXPECT_EQ(page.entries[1].subject, "the bois");
}

TEST_P(Administration, lists_by_kind_by_person_and_by_page) {
  for (int i = 1; i <= 5; ++i) note("alias.add", alice, fmt::format("alias {}", i));
  note("settings.change", bob, "spoilers");

  EXPECT_THAT(subjects({.guild = guild, .kind = "settings"}), ElementsAre("spoilers"));
  EXPECT_THAT(subjects({.guild = guild, .actor = bob}), ElementsAre("spoilers"));
  EXPECT_THAT(subjects({.guild = guild, .kind = "alias", .actor = bob}), IsEmpty());
  EXPECT_THAT(subjects({.guild = guild, .kind = "alias", .count = 2, .offset = 2}),
              ElementsAre("alias 3", "alias 2"));
  EXPECT_EQ(list_audit(store(), {.guild = guild, .kind = "alias", .count = 2}).total, 5);
  EXPECT_THAT(subjects({.guild = other_guild}), IsEmpty());
}

TEST_P(Administration, cuts_what_is_too_long_and_what_no_database_takes) {
  note("alias.add", alice, std::string(1'000, 'x') + std::string{"\0", 1});

  EXPECT_LE(subjects({.guild = guild}).at(0).size(), limits::audit_characters + 3);
}

TEST_P(Administration, forgets_entries_when_the_guild_wants_them_no_longer) {
  note("alias.add");
  clock_.advance(days{40});
  EXPECT_EQ(purge_audit(store()), 0) << "a year is usual";

  save_guild_settings(store(), guild, {.audit_days = days{30}}, alice);

  EXPECT_EQ(purge_audit(store()), 1);
  EXPECT_THAT(subjects({.guild = guild}), ElementsAre("audit_days"));
}

TEST_P(Administration, exports_what_is_kept_of_a_guild) {
  register_guilds(store(), {{.id = guild, .name = "One"}});
  save_guild_settings(store(), guild, everything, alice);
  ASSERT_TRUE(
      add_guild_alias(store(), guild, {.kind = NameKind::team, .ours = 5, .name = "the \"bois\""}, alice));
  ASSERT_TRUE(add_guild_alias(store(), other_guild, {.kind = NameKind::team, .ours = 5, .name = "not this"}));

  const auto exported = export_guild(store(), guild);

  const auto tables = json::parse(exported).as_object();
  EXPECT_EQ(tables.at("guild").at(0).at("name"), "One");
  EXPECT_EQ(tables.at("guild").at(0).at("joined_at").as_string(), to_iso8601(test_start));
  EXPECT_EQ(tables.at("guild_settings").at(0).at("time_zone"), "Europe/Berlin");
  EXPECT_EQ(tables.at("guild_alias").at(0).at("name"), "the \"bois\"");
  EXPECT_EQ(tables.at("audit").as_array().size(), 9U);
  EXPECT_THAT(exported, Not(HasSubstr("not this")));
}

TEST_P(Administration, exports_what_is_kept_of_a_person) {
  note("alias.add", alice, "mine");
  note("alias.add", bob, "his");

  const auto exported = export_person(store(), alice);

  EXPECT_THAT(exported, HasSubstr("mine"));
  EXPECT_THAT(exported, Not(HasSubstr("his")));
  EXPECT_FALSE(json::parse(exported).as_object().contains("guild_alias"));
}

TEST_P(Administration, forgets_a_person_but_not_what_happened) {
  note("alias.add", alice, "mine");
  note("alias.add", bob, "his");

  EXPECT_EQ(forget_person(store(), alice), 1);

  const auto page = list_audit(store(), {.guild = guild});
  ASSERT_EQ(page.total, 2);
  EXPECT_EQ(page.entries[1].actor, 0U);
  EXPECT_EQ(page.entries[1].subject, "mine");
  EXPECT_EQ(page.entries[0].actor, bob);
  EXPECT_EQ(forget_person(store(), alice), 0);
}

TEST_P(Administration, forgets_a_guild_and_nothing_of_others) {
  register_guilds(store(), {{.id = guild, .name = "One"}, {.id = other_guild, .name = "Two"}});
  for (const auto each : {guild, other_guild}) {
    save_guild_settings(store(), each, everything, alice);
    ASSERT_TRUE(add_guild_alias(store(), each, {.kind = NameKind::team, .ours = 5, .name = "bois"}, alice));
  }

  EXPECT_EQ(forget_guild(store(), guild), 11);

  EXPECT_EQ(find_guild_settings(store(), guild), GuildSettings{});
  EXPECT_THAT(list_guild_aliases(store(), guild), IsEmpty());
  EXPECT_EQ(list_audit(store(), {.guild = guild}).total, 0);
  EXPECT_EQ(count_guilds(store()), 2) << "we are still there";
  EXPECT_EQ(find_guild_settings(store(), other_guild), everything);
  EXPECT_EQ(list_guild_aliases(store(), other_guild).size(), 1U);
}

TEST_P(Administration, forgets_guilds_a_month_after_they_left) {
  register_guilds(store(), {{.id = guild, .name = "One"}, {.id = other_guild, .name = "Two"}});
  save_guild_settings(store(), guild, everything, alice);
  retire_guilds(store(), {guild});

  clock_.advance(limits::left_guild_days);
  EXPECT_EQ(purge_left_guilds(store()), 0);
  clock_.advance(hours{1});
  EXPECT_EQ(purge_left_guilds(store()), 1);

  EXPECT_EQ(find_guild_settings(store(), guild), GuildSettings{});
  EXPECT_EQ(json::parse(export_guild(store(), guild)).at("guild").as_array().size(), 0U);
  EXPECT_EQ(count_guilds(store()), 1);
}

// A table that gains a guild or a person has to be listed among those that are exported and deleted.
TEST_P(Administration, lists_every_table_that_names_a_guild_or_a_person) {
  const auto tables = store().sql().read()->select<Row<std::string>>(
      store().is_sqlite()
          ? "SELECT DISTINCT m.name FROM sqlite_master m, pragma_table_info(m.name) c "
            "WHERE m.type = 'table' AND c.name IN ('guild_id', 'user_id', 'actor_id')"
          : "SELECT DISTINCT CAST(table_name AS TEXT) FROM information_schema.columns "
            "WHERE column_name IN ('guild_id', 'user_id', 'actor_id') AND table_schema = current_schema()");
  const auto exported = json::parse(export_guild(store(), guild)).as_object();

  EXPECT_FALSE(tables.empty());
  for (const auto& [table] : tables) EXPECT_TRUE(exported.contains(table)) << table;
}

CS2_ON_BACKENDS(Administration, both_databases());

}  // namespace
}  // namespace cs2::store
