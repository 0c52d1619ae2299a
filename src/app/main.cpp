#include "app/main.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "app/completion.hpp"
#include "app/override_options.hpp"
#include "app/report_error.hpp"
#include "app/review_options.hpp"
#include "app/subcommands.hpp"
#include "base/version.hpp"

namespace cs2::app {
namespace {

std::string settings_help() {
  std::string text = "Settings (config.toml in lower case, or the environment):\n";
  for (const auto& row : setting_rows()) {
    text += fmt::format("  {:<24} {}", row.name, row.meaning);
    if (!row.fallback.empty()) text += fmt::format(" Default: {}", row.fallback);
    text += '\n';
  }
  return text + "Secrets can also be given as NAME_FILE or NAME_COMMAND.\n";
}

int with_settings(const std::optional<std::string>& path,
                  const std::function<int(const Settings&)>& subcommand) {
  const auto settings = read_settings(path, process_environment);
  if (!settings) return report_error(settings.error());
  configure_log(*settings);
  return subcommand(*settings);
}

int dispatch(int argc, char** argv) {
  CLI::App app{"Counter-Strike 2 results for Discord."};
  app.name("cs2results");
  app.set_version_flag("--version", std::string{version});
  app.require_subcommand(1);
  app.footer(settings_help());
  std::optional<std::string> config;
  app.add_option("--config", config, "Settings file; config.toml is read when it exists")->type_name("FILE");
  int status = 0;

  const auto with = [&](std::function<int(const Settings&)> subcommand) {
    return [&status, &config, subcommand = std::move(subcommand)] {
      status = with_settings(config, subcommand);
    };
  };

  app.add_subcommand("run", "All roles in one process")->callback(with([](const Settings& settings) {
    return run(settings, {.bot = true, .ingest = true});
  }));
  app.add_subcommand("bot", "Answers commands; any number of them over PostgreSQL")
      ->callback(with([](const Settings& settings) { return run(settings, {.bot = true}); }));
  app.add_subcommand("worker", "Reads the sources; any number of them over PostgreSQL, one is active")
      ->callback(with([](const Settings& settings) { return run(settings, {.ingest = true}); }));

  DemoOptions demo_options;
  auto* demo_app =
      app.add_subcommand("demo", "The bot against a simulated Discord: no account, no token, no network");
  demo_app
      ->add_option("--script", demo_options.script,
                   "Run the commands of FILE unattended and print a transcript")
      ->type_name("FILE")
      ->check(CLI::ExistingFile);
  demo_app->add_option("--speed", demo_options.speed, "Story seconds in a real second")
      ->check(CLI::Range(1.0, 3600.0))
      ->capture_default_str();
  demo_app->add_flag("--plain", demo_options.plain, "No colours");
  demo_app->callback([&] { status = demo(demo_options); });

  app.add_subcommand("migrate", "Bring the database to this version's schema")->callback(with(migrate));
  app.add_subcommand("seed", "Fill the database with invented matches")->callback(with(seed));
  ImportOptions import_options;
  auto* import_app = app.add_subcommand("import", "Load past results from files into the database");
  import_app
      ->add_option("files", import_options.files,
                   "CSV, JSON, or files of Valve's standings, as docs/import.md says; - is standard input")
      ->type_name("FILE")
      ->required();
  import_app
      ->add_option("--source", import_options.source,
                   "What the rows are kept under; the file's name without its endings when not given")
      ->type_name("NAME");
  import_app
      ->add_option("--rejects", import_options.rejects,
                   "Where rows that cannot be taken are written; FILE.rejects when not given")
      ->type_name("FILE");
  import_app->add_flag("--dry-run", import_options.dry_run, "Read and check only; needs no database");
  import_app->add_flag("--again", import_options.again, "Also files that were imported to their end");
  import_app->footer("Status: 0 every row was taken, 1 some were rejected, 2 a file is not at its end.");
  import_app->callback(
      with([&](const Settings& settings) { return import_files(settings, import_options); }));

  app.add_subcommand("doctor", "Check token, database, cache, sources and clock, and say what to do")
      ->callback(with(doctor));

  CommandsOptions commands_options;
  auto* commands_app = app.add_subcommand("commands", "Print the slash commands, or register them");
  commands_app->add_flag("--register", commands_options.write, "Register them with Discord now");
  commands_app->callback(
      with([&](const Settings& settings) { return commands(settings, commands_options); }));

  ReviewOptions review_options;
  add_review(app, review_options,
             with([&](const Settings& settings) { return review(settings, review_options); }));

  OverrideOptions override_options;
  add_override(app, override_options,
               with([&](const Settings& settings) { return override_facts(settings, override_options); }));

  IssuesOptions issues_options;
  auto* issues_app = app.add_subcommand("issues", "What sources say that cannot be, or on which they differ");
  issues_app->add_flag("--all", issues_options.all, "Settled ones too");
  issues_app->add_option("--kind", issues_options.kind, "Only what was left out, or only what is in dispute")
      ->check(CLI::IsMember({"quarantine", "inconsistency"}));
  issues_app->add_option("--source", issues_options.source, "Only what this source says")
      ->check(CLI::IsMember(provider_names()));
  issues_app->add_option("--count", issues_options.count, "At most so many")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  auto* settle_option =
      issues_app->add_option("--settle", issues_options.settle, "Settle this issue")->type_name("ID");
  issues_app->add_option("--reason", issues_options.reason, "Why it is settled")->needs(settle_option);
  issues_app->callback(with([&](const Settings& settings) { return issues(settings, issues_options); }));

  std::string shell;
  auto* completion_app = app.add_subcommand("completion", "Print a completion script for bash, zsh or fish");
  completion_app->add_option("shell", shell)->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  completion_app->callback([&] { fmt::print("{}", completion_script(shell)); });

  std::vector<std::string> typed;
  auto* complete_app = app.add_subcommand("complete", "What those scripts ask")->group("");
  complete_app->add_option("words", typed);
  complete_app->callback([&] { fmt::print("{}", to_lines(complete(app, typed))); });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : misused_status;
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return dispatch(argc, argv);
  } catch (const std::exception& broken) {
    fmt::print(stderr, "cs2results: {}\n", log::redact(broken.what()));
    return 1;
  }
}

}  // namespace cs2::app
