// What `cs2results <subcommand>` does. Each gives the exit status: 0 done, 1 failed (said on standard error),
// 2 misused; `import` has its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/program.hpp"
#include "app/settings.hpp"
#include "model/entity.hpp"

namespace cs2::app {

int run(const Settings& settings, Roles roles);

struct DemoOptions {
  std::optional<std::string> script;  // runs its lines and prints a transcript, unattended
  double speed = 60;                  // story seconds in a real second
  bool plain = false;                 // no colours
  bool json = false;                  // one line for each message; the transcript goes to standard error
  std::optional<std::string> web;     // also as a page in a browser, at this address
  bool remote = false;                // which others may reach
};
int demo(const DemoOptions& options);

int migrate(const Settings& settings);
int seed(const Settings& settings);
int doctor(const Settings& settings);
int health(const Settings& settings);

struct BackupOptions {
  std::string folder;
  int keep = 0;  // of all backups in the folder; 0: every one
};
int backup(const Settings& settings, const BackupOptions& options);
int restore(const Settings& settings, const std::string& file);

struct CommandsOptions {
  bool write = false;  // register with Discord now, instead of printing
  bool json = false;   // print what Discord is sent, instead of a table
};
int commands(const Settings& settings, const CommandsOptions& options);

// 0: every row was taken, 1: some were rejected, 2: a file is not at its end.
struct ImportOptions {
  std::vector<std::string> files;      // "-" is standard input
  std::optional<std::string> source;   // what rows are kept under; the file's name where absent
  std::optional<std::string> rejects;  // beside the file where absent
  std::vector<std::string> mapped;     // "date=date_pacific": ours and the file's name of a column
  bool dry_run = false;                // read and check only
  bool again = false;                  // also a file that was imported to its end
};
int import_files(const Settings& settings, const ImportOptions& options);

enum class ReviewAct { list, show, log, merge, unite, apart, split, retire, undo };
struct ReviewOptions {
  ReviewAct act = ReviewAct::list;
  std::int64_t id = 0;  // of a review or an operation
  std::string ours;     // the number or name of one of ours
  std::string other;    // and of the one that stays
  std::optional<std::int64_t> into;
  std::optional<EntityKind> entity;
  std::vector<std::string> ids;  // provider:id
  std::string name;
  std::string reason;
  std::string by;
  bool json = false;
};
int review(const Settings& settings, ReviewOptions options);

struct OverrideOptions {
  enum class Act { list, set, withdraw } act = Act::list;
  std::int64_t id = 0;  // of an override
  EntityKind entity = EntityKind::match;
  std::string ours;                // its number or name
  std::vector<std::string> facts;  // "score=2:1"
  std::string reason;
  std::string by;
  bool all = false;  // withdrawn ones too
};
int override_facts(const Settings& settings, OverrideOptions options);

struct IssuesOptions {
  bool all = false;    // settled ones too
  std::string kind;    // empty: any
  std::string source;  // empty: any
  int count = 100;
  bool json = false;
  std::optional<std::int64_t> settle;  // this one, instead of listing
  std::string reason = "settled by hand";
};
int issues(const Settings& settings, const IssuesOptions& options);

// Compares translations with the source language of the binary.
int check_locales(const std::vector<std::string>& paths);

// Writes down beside the file, in reviewed.toml, that somebody read its texts.
struct LocaleReviewOptions {
  std::string file;
  std::string by;
  std::string keys;  // their beginning; empty: all
};
int review_locale(const LocaleReviewOptions& options);

}  // namespace cs2::app
