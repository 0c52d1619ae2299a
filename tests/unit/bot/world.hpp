// A small invented world in a real store, and calls upon it.
#pragma once

#include <array>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "bot/command_definition.hpp"
#include "bot/command_registry.hpp"
#include "bot/lookup/suggestion_snapshot.hpp"
#include "locale/language.hpp"
#include "store/database/migrate.hpp"
#include "store/facts/apply.hpp"
#include "store/guild/guilds.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "store/store.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::bot {

inline constexpr discord::Snowflake guild{500};
inline constexpr discord::Snowflake alice{901};
inline constexpr discord::Snowflake bob{902};

class World {
 public:
  World() {
    auto opened = store::Store::open(
        {.database_url = "sqlite://" + (folder_.path() / "cs2results.db").string()}, clock, metrics);
    if (!opened) throw std::runtime_error(opened.error().detail);
    store = std::move(*opened);
    if (const auto migrated = store::migrate(*store); !migrated)
      throw std::runtime_error(migrated.error().detail);
    auto loaded = locale::Catalogue::load(locale::embedded_catalogues());
    if (!loaded) throw std::runtime_error(loaded.error().detail);
    catalogue = std::make_unique<locale::Catalogue>(std::move(*loaded));
    fill();
  }

  std::string reference(std::string_view name, store::NameKind kind = store::NameKind::team) const {
    for (const auto& named : store::list_names(*store)) {
      if (named.kind == kind && named.name == name)
        return std::array{"t:", "e:", "p:"}.at(static_cast<std::size_t>(kind)) + std::to_string(named.id);
    }
    throw std::runtime_error("there is no " + std::string{name});
  }

  std::shared_ptr<const SuggestionSnapshot> suggestions() const {
    return load_suggestions(*store, {}, {}, {}, clock.now()).snapshot;
  }

  Call call(const discord::Interaction& interaction) const {
    return Call{{.store = *store,
                 .interaction = interaction,
                 .catalogue = *catalogue,
                 .settings = interaction.guild_id
                                 ? store::find_guild_settings(*store, interaction.guild_id->value)
                                 : store::GuildSettings{},
                 .person = store::find_person_settings(*store, interaction.user_id.value),
                 .suggestions = suggestions(),
                 .now = clock.now(),
                 .public_url = public_url,
                 .for_asker = is_for_asker(interaction)}};
  }

  // The next match of Spirit. Its new time.
  Timestamp reschedule_next(hours by) {
    auto match =
        store::list_matches(*store, {.statuses = {MatchStatus::scheduled}, .count = 1}).matches.at(0).match;
    *match.scheduled_at += by;
    MatchWrite write{.match = match, .external_ids = {"m-2"}, .changes = {}};
    const auto applied = store::apply(
        *store, {.provider = ProviderName::liquipedia, .observed_at = clock.now(), .matches = {write}});
    if (!applied) throw std::runtime_error(applied.error().detail);
    return *match.scheduled_at;
  }

  ManualClock clock{parse_iso8601("2026-07-12T18:00:00Z").value()};
  Metrics metrics;
  std::string public_url = "https://bot.example.org";
  std::unique_ptr<store::Store> store;
  std::unique_ptr<locale::Catalogue> catalogue;

 private:
  // Live: Spirit – MOUZ. Next: Spirit – Natus Vincere tomorrow, twelve of MOUZ – Natus Vincere after it.
  // Last: Natus Vincere 2–1 MOUZ yesterday.
  void fill() {
    Batch batch{.provider = ProviderName::liquipedia, .observed_at = clock.now()};
    const std::vector<std::string> names{"Team Spirit", "Natus Vincere", "Spirit Academy", "MOUZ"};
    for (std::size_t i = 0; i < names.size(); ++i) {
      batch.teams.push_back({.team = {.id = {-1 - static_cast<std::int64_t>(i)}, .name = names[i]},
                             .external_ids = {names[i]},
                             .aliases = {}});
    }
    batch.teams[1].aliases = {"NAVI"};
    batch.tournaments = {
        {.tournament = {.id = {-1}, .name = "Harbour Cup", .tier = Tier::a}, .external_ids = {"hc"}},
        {.tournament = {.id = {-2}, .name = "Winter League", .tier = Tier::c}, .external_ids = {"wl"}}};

    auto live = match(-1, -4, hours{-1});
    live.match.status = MatchStatus::live;
    live.match.started_at = clock.now() - hours{1};
    live.match.score = Score{1, 0};
    add(batch, std::move(live));
    add(batch, match(-1, -2, hours{24}));
    for (int i = 0; i < 12; ++i) add(batch, match(-4, -2, hours{48 + i}));
    auto last = match(-2, -4, hours{-24});
    last.match.status = MatchStatus::finished;
    last.match.score = Score{2, 1};
    last.match.winner = 0;
    last.match.tournament = {-2};
    add(batch, std::move(last));

    const auto applied = store::apply(*store, batch);
    if (!applied) throw std::runtime_error(applied.error().detail);
  }

  MatchWrite match(std::int64_t first, std::int64_t second, hours from_now) {
    MatchWrite write;
    write.match.id = {next_match_--};
    write.match.tournament = {-1};
    write.match.best_of = 3;
    write.match.scheduled_at = clock.now() + from_now;
    write.match.opponents = {{{.team = {first}, .name = ""}, {.team = {second}, .name = ""}}};
    write.external_ids = {"m" + std::to_string(write.match.id.value)};
    return write;
  }

  static void add(Batch& batch, MatchWrite write) {
    batch.sightings.push_back({.match = write.match.id,
                               .external_id = write.external_ids.front(),
                               .url = "",
                               .facts = write.match});
    batch.matches.push_back(std::move(write));
  }

  test::TemporaryFolder folder_;
  std::int64_t next_match_ = -1;
};

struct Given {
  std::string name;
  discord::OptionValue value;
};

// As Discord resolves what options and menus name.
inline void resolve(discord::Interaction& interaction, std::string_view option, discord::Snowflake id) {
  if (option.contains("channel")) {
    interaction.channels.push_back({.id = id, .guild_id = guild, .app_permissions = ~std::uint64_t{0}});
  } else {
    interaction.roles.push_back(id);
  }
}

inline discord::Interaction command(std::string name, std::vector<Given> options = {}) {
  discord::Interaction interaction{.id = {1},
                                   .application_id = {77},
                                   .type = discord::InteractionType::command,
                                   .token = "interaction-token",
                                   .guild_id = guild,
                                   .user_id = alice,
                                   .locale = "en-US",
                                   .command = std::move(name)};
  for (auto& option : options) {
    if (const auto* id = std::get_if<discord::Snowflake>(&option.value))
      resolve(interaction, option.name, *id);
    interaction.options.push_back({.name = std::move(option.name), .value = std::move(option.value)});
  }
  return interaction;
}

inline discord::Interaction press(std::string custom_id, discord::Snowflake by,
                                  std::vector<std::string> values = {}) {
  discord::Interaction interaction{.id = {1},
                                   .application_id = {77},
                                   .type = discord::InteractionType::component,
                                   .token = "interaction-token",
                                   .guild_id = guild,
                                   .user_id = by,
                                   .locale = "en-US"};
  interaction.custom_id = std::move(custom_id);
  for (const auto& value : values) {
    if (const auto id = discord::parse_snowflake(value)) resolve(interaction, "role", *id);
  }
  interaction.values = std::move(values);
  return interaction;
}

inline discord::Interaction typing(std::string name, std::string option, std::string typed) {
  auto interaction = command(std::move(name));
  interaction.type = discord::InteractionType::autocomplete;
  interaction.options.push_back({.name = std::move(option), .value = std::move(typed), .focused = true});
  return interaction;
}

// The custom id under that label, or of the menu when there is none.
inline std::string custom_id(const discord::Message& message, std::string_view label) {
  for (const auto& row : message.rows) {
    for (const auto& part : row) {
      const auto* button = std::get_if<discord::Button>(&part);
      if (button && button->label == label) return button->custom_id;
      const auto* menu = std::get_if<discord::Select>(&part);
      if (menu && label == "menu") return menu->custom_id;
    }
  }
  return {};
}

}  // namespace cs2::bot
