#include "app/main.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "app/completion.hpp"
#include "app/override_options.hpp"
#include "app/report_error.hpp"
#include "app/review_options.hpp"
#include "app/subcommands.hpp"
#include "base/spelling.hpp"
#include "base/version.hpp"
#include "io/descriptors.hpp"

namespace cs2::app {
namespace {

std::string settings_help() {
  std::string text = "Settings (config.toml in lower case, or environment variables):\n";
  for (const auto& row : setting_rows()) {
    text += fmt::format("  {:<24} {}", row.name, row.meaning);
    if (!row.fallback.empty()) text += fmt::format(" Default: {}", row.fallback);
    text += '\n';
  }
  return text + "Secrets can also be set with NAME_FILE or NAME_COMMAND.\n";
}

constexpr auto settings_hint = "Settings are read from config.toml and the environment: cs2results --help";

// The word that a mistyped one may have been meant to be: "reviw" → "review".
std::string nearest_subcommand(const CLI::App& app, const std::string& typed) {
  constexpr double close_enough = 0.5;
  std::string nearest;
  double best = close_enough;
  for (const auto* each :
       app.get_subcommands([](const CLI::App* one) { return !one->get_group().empty(); })) {
    if (const auto near = closeness(typed, each->get_name()); near > best) {
      best = near;
      nearest = each->get_name();
    }
  }
  return nearest;
}

// What was typed behind the last word that is understood.
std::string explain_unexpected(const CLI::App& app) {
  const auto* inmost = &app;
  std::string path = "cs2results";
  while (!inmost->get_subcommands().empty()) {
    inmost = inmost->get_subcommands().front();
    path += ' ' + inmost->get_name();
  }
  const auto word = app.remaining(true).front();
  const bool is_option = word.starts_with('-');
  const bool is_command = !is_option && !inmost->get_subcommands({}).empty();
  const auto nearest = is_command ? nearest_subcommand(*inmost, word) : std::string{};
  const auto* what = is_option ? "unknown option" : is_command ? "unknown command" : "unexpected argument";
  return fmt::format("{} '{}'{}; see {} --help", what, word,
                     nearest.empty() ? std::string{} : fmt::format(", did you mean '{}'?", nearest), path);
}

int with_settings(const std::optional<std::string>& path,
                  const std::function<int(const Settings&)>& subcommand) {
  const auto settings = read_settings(path, process_environment);
  if (!settings) return report_error(settings.error());
  configure_log(*settings);
  return subcommand(*settings);
}

int dispatch(int argc, char** argv) {
  CLI::App app{"Discord bot for Counter-Strike 2 esports."};
  app.name("cs2results");
  app.set_version_flag("--version", std::string{version});
  std::optional<std::string> config;
  app.add_option("--config", config, "Settings file (default: config.toml)")->type_name("FILE");
  int status = 0;

  const auto with = [&](std::function<int(const Settings&)> subcommand) {
    return [&status, &config, subcommand = std::move(subcommand)] {
      status = with_settings(config, subcommand);
    };
  };

  app.add_subcommand("run", "Run everything in one process")->callback(with([](const Settings& settings) {
    return run(settings, {.bot = true, .ingest = true});
  }));
  app.add_subcommand("bot", "Answer commands only; needs PostgreSQL, any number of processes")
      ->callback(with([](const Settings& settings) { return run(settings, {.bot = true}); }));
  app.add_subcommand(
         "worker",
         "Read sources and send notifications only; needs PostgreSQL, one process is active, others stand by")
      ->callback(with([](const Settings& settings) { return run(settings, {.ingest = true}); }));

  DemoOptions demo_options;
  auto* demo_app =
      app.add_subcommand("demo", "Try the bot in a simulated Discord, without account, token or network");
  demo_app->add_option("--script", demo_options.script, "Run the commands in FILE and print a transcript")
      ->type_name("FILE")
      ->check(CLI::ExistingFile);
  demo_app->add_option("--speed", demo_options.speed, "Simulated seconds per real second")
      ->check(CLI::Range(1.0, 3600.0))
      ->capture_default_str();
  demo_app->add_flag("--plain", demo_options.plain, "Disable colors");
  demo_app->add_flag("--json", demo_options.json,
                     "Print each message as one line of JSON, the transcript on standard error");
  auto* web = demo_app->add_option("--web", demo_options.web, "Serve the demo as a page for a browser")
                  ->type_name("ADDRESS:PORT");
  demo_app->add_flag("--remote", demo_options.remote, "Let --web listen where other machines can reach it")
      ->needs(web);
  demo_app->callback([&] { status = demo(demo_options); });

  app.add_subcommand("migrate", "Migrate the database to this version's schema")->callback(with(migrate));
  app.add_subcommand("seed", "Fill an empty database with sample matches")->callback(with(seed));
  ImportOptions import_options;
  auto* import_app = app.add_subcommand("import", "Import past results from files");
  import_app
      ->add_option("files", import_options.files,
                   "CSV, JSON or Valve standings, see docs/import.md; - for standard input")
      ->type_name("FILE")
      ->required();
  import_app
      ->add_option("--source", import_options.source,
                   "Name of the archive (default: file name up to the first dot)")
      ->type_name("NAME");
  import_app
      ->add_option("--rejects", import_options.rejects, "File for rejected rows (default: FILE.rejects)")
      ->type_name("FILE");
  import_app
      ->add_option("--map", import_options.mapped,
                   "Column that the CSV file calls otherwise, such as date=date_pacific; repeatable")
      ->type_name("COLUMN=NAME")
      ->allow_extra_args(false);
  import_app->add_flag("--dry-run", import_options.dry_run, "Validate only, without a database");
  import_app->add_flag("--again", import_options.again, "Import again what was already imported");
  import_app->footer(
      "Exit status: 0 all rows imported, 1 some rows rejected, 2 a file was not imported completely.");
  import_app->callback(
      with([&](const Settings& settings) { return import_files(settings, import_options); }));

  app.add_subcommand("doctor", "Check token, database, cache, sources and clock")->callback(with(doctor));

  app.add_subcommand("health", "Ask the running process whether it is ready, for health checks of containers")
      ->callback(with(health));

  BackupOptions backup_options;
  auto* backup_app = app.add_subcommand(
      "backup", "Back up the database into a folder and verify the copy; also while it is used");
  backup_app->add_option("folder", backup_options.folder)->type_name("DIR")->required();
  backup_app->add_option("--keep", backup_options.keep, "Remove all but the newest N backups of the folder")
      ->type_name("N")
      ->check(CLI::Range(1, 10'000));
  backup_app->callback(with([&](const Settings& settings) { return backup(settings, backup_options); }));

  std::string restored;
  auto* restore_app = app.add_subcommand("restore", "Restore a backup into an empty database");
  restore_app->add_option("file", restored)->type_name("FILE")->required();
  restore_app->callback(with([&](const Settings& settings) { return restore(settings, restored); }));

  CommandsOptions commands_options;
  auto* commands_app = app.add_subcommand("commands", "Print or register the slash commands");
  commands_app->add_flag("--register", commands_options.write, "Register them with Discord");
  commands_app->add_flag("--json", commands_options.json, "Print JSON as it is sent to Discord");
  commands_app->callback(
      with([&](const Settings& settings) { return commands(settings, commands_options); }));

  ReviewOptions review_options;
  add_review(app, review_options,
             with([&](const Settings& settings) { return review(settings, review_options); }));

  OverrideOptions override_options;
  add_override(app, override_options,
               with([&](const Settings& settings) { return override_facts(settings, override_options); }));

  IssuesOptions issues_options;
  auto* issues_app =
      app.add_subcommand("issues", "List data conflicts: invalid or contradicting data from sources");
  issues_app->add_flag("--all", issues_options.all, "Include settled issues");
  issues_app->add_option("--kind", issues_options.kind, "Only this kind")
      ->check(CLI::IsMember({"quarantine", "inconsistency"}));
  issues_app->add_option("--source", issues_options.source, "Only this source")
      ->check(CLI::IsMember(provider_names()));
  issues_app->add_flag("--json", issues_options.json, "Print JSON");
  issues_app->add_option("--count", issues_options.count, "Maximum number of issues")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  auto* settle_option =
      issues_app->add_option("--settle", issues_options.settle, "Settle this issue")->type_name("ID");
  issues_app->add_option("--reason", issues_options.reason, "Reason, for the record")->needs(settle_option);
  issues_app->callback(with([&](const Settings& settings) { return issues(settings, issues_options); }));

  std::vector<std::string> locale_files;
  auto* locale_app = app.add_subcommand("locale", "Work on translations")->require_subcommand(1);
  auto* check_app =
      locale_app->add_subcommand("check", "Check a translation against the source language, en-US");
  check_app->add_option("files", locale_files, "Such as locales/de.toml")->type_name("FILE")->required();
  check_app->footer("Exit status: 0 nothing wrong, 1 mistakes found.");
  check_app->callback([&] { status = check_locales(locale_files); });

  LocaleReviewOptions locale_review;
  auto* locale_review_app =
      locale_app->add_subcommand("review", "Record that a native speaker has read a translation");
  locale_review_app->add_option("file", locale_review.file, "Such as locales/de.toml")
      ->type_name("FILE")
      ->required();
  locale_review_app->add_option("--by", locale_review.by, "Who read it")->type_name("NAME")->required();
  locale_review_app->add_option("--keys", locale_review.keys, "Only keys that begin so, such as button.")
      ->type_name("PREFIX");
  locale_review_app->callback([&] { status = review_locale(locale_review); });

  std::string shell;
  auto* completion_app = app.add_subcommand("completion", "Print a completion script for bash, zsh or fish");
  completion_app->add_option("shell", shell)->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  completion_app->callback([&] { fmt::print("{}", completion_script(shell)); });

  std::vector<std::string> typed;
  auto* complete_app = app.add_subcommand("complete", "Used by the completion scripts")->group("");
  complete_app->add_option("words", typed);
  complete_app->callback([&] { fmt::print("{}", to_lines(complete(app, typed))); });

  for (auto* subcommand : app.get_subcommands({})) {
    if (subcommand->get_footer().empty()) subcommand->footer(settings_hint);
  }
  app.footer(settings_help());

  try {
    app.parse(argc, argv);
  } catch (const CLI::ExtrasError&) {
    fmt::print(stderr, "cs2results: {}\n", explain_unexpected(app));
    return misused_status;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : misused_status;
  }
  if (app.get_subcommands().empty()) {
    fmt::print(stderr, "{}", app.help());
    return misused_status;
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  io::raise_descriptor_limit();
  try {
    return dispatch(argc, argv);
  } catch (const std::exception& broken) {
    fmt::print(stderr, "cs2results: {}\n", log::redact(broken.what()));
    return 1;
  }
}

}  // namespace cs2::app
