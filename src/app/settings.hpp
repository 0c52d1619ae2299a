// What an operator can set: config.toml, overridden by environment variables.
//
// A key of the file is the variable's name in lower case (`discord_token`). A secret may also be a file
// (…_FILE), or the output of a command (…_COMMAND). Every secret that is read is registered with the log, so
// that it is never printed.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/log.hpp"
#include "base/result.hpp"

namespace cs2::app {

struct Settings {
  std::string discord_token;
  std::string discord_application_id;
  std::string discord_api_base_url;
  std::string discord_shard_count;  // empty: as Discord recommends
  std::string database_url;
  std::string redis_url;
  std::string pandascore_token;
  std::string pandascore_base_url;
  std::string liquipedia_base_url;
  std::string valve_standings_base_url;  // "off" for none
  std::string hltv_base_url;             // empty: off
  std::string liquipedia_lpdb_key;
  std::string liquipedia_lpdb_base_url;
  std::string http_contact;
  std::string listen;
  std::string public_url;                     // without a slash at the end; empty: not reached from outside
  std::string default_language = "en-US";     // a Discord locale that the bot speaks
  std::string localise_command_names = "no";  // "yes" or "no"
  std::string log_format;                     // "text", "json", or empty: text on a terminal
  std::string log_level;

  std::string exposed_file = {};  // holds secrets and can be read by every user of the machine; mostly none
};

// One line of the table from which reading, checking, --help and config.example.toml come.
struct SettingRow {
  std::string_view name;  // of the environment variable
  std::string Settings::* value;
  std::string_view fallback;
  std::string_view meaning;
  bool secret = false;
};

std::span<const SettingRow> setting_rows();

// Where an environment comes from; a test brings its own.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;
std::optional<std::string> process_environment(const std::string& name);

// Reads `path`; when none is given config.toml is read if it exists. invalid: the file, an unknown key or a
// value that breaks its rule; the detail names the setting and what to write instead.
Result<Settings> read_settings(const std::optional<std::string>& path, const Environment& environment);

// …/cs2results.db in the state folder: STATE_DIRECTORY (systemd), XDG_STATE_HOME or ~/.local/state; the
// folder is made.
Result<std::string> default_database_url(const Environment& environment);

void configure_log(const Settings& settings);

}  // namespace cs2::app
