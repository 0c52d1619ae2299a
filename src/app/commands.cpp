// `commands`: the slash commands as a table or as Discord gets them, or registers them.
#include <cstdio>

#include "app/open_store.hpp"
#include "app/report_error.hpp"
#include "app/subcommands.hpp"
#include "base/version.hpp"
#include "bot/command_registry.hpp"
#include "discord/json.hpp"
#include "io/blocking.hpp"
#include "io/http.hpp"
#include "locale/language.hpp"
#include "store/database/migrate.hpp"

namespace cs2::app {
namespace {

Task<Result<bool>> register_now(discord::Rest& rest, io::Blocking& blocking, store::Store& store,
                                std::string given_id, std::vector<discord::CommandSpec> specs) {
  auto id = discord::parse_snowflake(given_id);
  if (!id) {
    const auto application = co_await rest.current_application();
    if (!application) co_return std::unexpected(application.error().error);
    id = application->id;
  }
  co_return co_await bot::register_commands(rest, blocking, store, *id, std::move(specs));
}

Task<void> keep(Task<Result<bool>> task, std::optional<Result<bool>>& outcome) {
  outcome = co_await std::move(task);
}

void print_table(const std::vector<discord::CommandSpec>& specs) {
  for (const auto& spec : specs) fmt::print("/{:<18} {}\n", spec.name.text, spec.description.text);
}

int write(const Settings& settings, std::vector<discord::CommandSpec> specs) {
  if (settings.discord_token.empty())
    return report_error({.kind = ErrorKind::invalid, .detail = "DISCORD_TOKEN is not set"});
  const SystemClock clock;
  Metrics metrics;
  auto store = open_store(settings, clock, metrics);
  if (!store) return report_error(store.error());
  if (const auto migrated = store::migrate(**store); !migrated) return report_error(migrated.error());

  io::Loop loop;
  loop.stop_on_signals();
  io::Blocking blocking{loop, 1, 16};
  const auto http = io::make_http(loop, metrics, fmt::format("DiscordBot ({}, {})", project_url, version));
  discord::Rest rest{loop, *http, clock, metrics, {settings.discord_token, settings.discord_api_base_url}};
  std::optional<Result<bool>> outcome;
  loop.spawn("register",
             keep(register_now(rest, blocking, **store, settings.discord_application_id, std::move(specs)),
                  outcome));
  if (loop.run() != 0 || !outcome) return 1;
  if (!*outcome) return report_error(outcome->error());
  fmt::print("{}\n", **outcome ? "commands registered" : "commands are up to date");
  return 0;
}

}  // namespace

int commands(const Settings& settings, const CommandsOptions& options) {
  const auto catalogue = locale::Catalogue::load(locale::embedded_catalogues());
  if (!catalogue) return report_error(catalogue.error());
  auto specs = bot::command_specs(
      *catalogue, settings.localise_command_names == "yes" ? bot::Names::localised : bot::Names::english);
  if (options.write) return write(settings, std::move(specs));
  if (options.json) {
    fmt::print("{}\n", discord::commands_to_json(specs));
  } else {
    print_table(specs);
  }
  return 0;
}

}  // namespace cs2::app
