#include "app/settings.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <fmt/ranges.h>
#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>

#include "base/number.hpp"
#include "base/spelling.hpp"
#include "base/text.hpp"
#include "io/address.hpp"
#include "locale/language.hpp"
#include "store/database/sqlite_file.hpp"

namespace cs2::app {
namespace {

constexpr std::array rows{
    SettingRow{"DISCORD_TOKEN", &Settings::discord_token, "", "Bot token from Discord's developer portal.",
               true},
    SettingRow{"DISCORD_APPLICATION_ID", &Settings::discord_application_id, "",
               "Application id (default: taken from the token)."},
    SettingRow{"DISCORD_API_BASE_URL", &Settings::discord_api_base_url, "https://discord.com/api/v10",
               "Base URL of Discord's API; http:// for loopback addresses only."},
    SettingRow{"DISCORD_SHARD_COUNT", &Settings::discord_shard_count, "",
               "Number of shards (default: as recommended by Discord)."},
    SettingRow{
        "DATABASE_URL", &Settings::database_url, "",
        "sqlite:///path/to/file.db or postgresql://user:password@host/database (default: a SQLite file in the state folder).",
        true},
    SettingRow{"REDIS_URL", &Settings::redis_url, "",
               "redis://host:6379/0, for several processes (default: in-process cache).", true},
    SettingRow{"PANDASCORE_TOKEN", &Settings::pandascore_token, "",
               "PandaScore API token; free at pandascore.co.", true},
    SettingRow{"PANDASCORE_BASE_URL", &Settings::pandascore_base_url, "https://api.pandascore.co",
               "Base URL of PandaScore's API."},
    SettingRow{"LIQUIPEDIA_BASE_URL", &Settings::liquipedia_base_url, "https://liquipedia.net/counterstrike",
               "Base URL of Liquipedia's Counter-Strike wiki."},
    SettingRow{"VALVE_STANDINGS_BASE_URL", &Settings::valve_standings_base_url,
               "https://raw.githubusercontent.com/ValveSoftware/counter-strike_regional_standings/main",
               "Base URL of Valve's Regional Standings, or \"off\"."},
    SettingRow{
        "HLTV_BASE_URL", &Settings::hltv_base_url, "",
        "Source of HLTV pages: your own https:// address or file:///folder of saved pages; read docs/providers.md first."},
    SettingRow{"LIQUIPEDIA_LPDB_KEY", &Settings::liquipedia_lpdb_key, "",
               "Liquipedia database (LPDB) API key; apply at liquipedia.net/api.", true},
    SettingRow{"LIQUIPEDIA_LPDB_BASE_URL", &Settings::liquipedia_lpdb_base_url,
               "https://api.liquipedia.net/api/v3", "Base URL of Liquipedia's database (LPDB)."},
    SettingRow{"HTTP_CONTACT", &Settings::http_contact, "",
               "Email address or URL for the User-Agent; required by Liquipedia's terms."},
    SettingRow{"LISTEN", &Settings::listen, "127.0.0.1:9464",
               "Address of /metrics, /healthz, /readyz and calendars, or \"off\"."},
    SettingRow{"PUBLIC_URL", &Settings::public_url, "",
               "Public https:// address of LISTEN; required for calendars."},
    SettingRow{"DEFAULT_LANGUAGE", &Settings::default_language, "en-US",
               "Language where neither server nor user has chosen one, such as de or pt-BR."},
    SettingRow{"LOCALISE_COMMAND_NAMES", &Settings::localise_command_names, "no",
               "\"yes\": commands and options have names in each user's language."},
    SettingRow{"LOG_FORMAT", &Settings::log_format, "",
               "\"text\" or \"json\" (default: text on a terminal, else json)."},
    SettingRow{"LOG_LEVEL", &Settings::log_level, "info", "\"debug\", \"info\", \"warning\" or \"error\"."},
};

constexpr std::size_t secret_bytes_max = 4096;

std::string lower(std::string_view text) {
  std::string result{text};
  std::ranges::transform(result, result.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

Result<std::string> read_secret_file(std::string_view name, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return invalid("{}_FILE: cannot read {}", name, path);
  std::string text(secret_bytes_max + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() > secret_bytes_max)
    return invalid("{}_FILE: {} is longer than {} bytes", name, path, secret_bytes_max);
  return std::string{trim(text)};
}

Result<std::string> read_secret_command(std::string_view name, const std::string& command) {
  // The operator's own configured command; a shell is what secret managers' documentation assumes.
  std::FILE* pipe = ::popen(command.c_str(), "r");  // NOLINT(cert-env33-c)
  if (pipe == nullptr) return invalid("{}_COMMAND: cannot start the command", name);
  std::string text(secret_bytes_max + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), pipe));
  const int status = ::pclose(pipe);
  if (WIFSIGNALED(status)) return invalid("{}_COMMAND: killed by signal {}", name, WTERMSIG(status));
  if (status != 0) return invalid("{}_COMMAND: exited with status {}", name, WEXITSTATUS(status));
  if (text.size() > secret_bytes_max)
    return invalid("{}_COMMAND: output is longer than {} bytes", name, secret_bytes_max);
  return std::string{trim(text)};
}

// A row's value by one source of settings (the file or the environment): plain, …_FILE or …_COMMAND.
using Lookup = std::function<std::optional<std::string>(const std::string&)>;

Result<std::optional<std::string>> look_up(const SettingRow& row, const Lookup& find) {
  const std::string name{row.name};
  auto plain = find(name);
  if (!row.secret) return plain;

  const auto file = find(name + "_FILE");
  const auto command = find(name + "_COMMAND");
  const int given = (plain ? 1 : 0) + (file ? 1 : 0) + (command ? 1 : 0);
  if (given > 1) return invalid("{0}: set only one of {0}, {0}_FILE and {0}_COMMAND", name);
  if (!file && !command) return plain;
  auto secret = file ? read_secret_file(name, *file) : read_secret_command(name, *command);
  if (!secret) return failed(secret);
  if (secret->empty()) return invalid("{}: the {} is empty", name, file ? "file" : "command's output");
  return std::optional{std::move(*secret)};
}

std::vector<std::string> known_keys() {
  std::vector<std::string> keys;
  for (const auto& row : rows) {
    keys.push_back(lower(row.name));
    if (row.secret) {
      keys.push_back(keys.back() + "_file");
      keys.push_back(lower(row.name) + "_command");
    }
  }
  return keys;
}

Result<toml::table> read_file(const std::string& path) {
  toml::table table;
  try {
    table = toml::parse_file(path);
  } catch (const toml::parse_error& error) {
    return invalid("{}:{}: {}", path, error.source().begin.line, error.description());
  }
  const auto keys = known_keys();
  for (const auto& [key, value] : table) {
    const std::string name{key.str()};
    if (std::ranges::find(keys, name) == keys.end()) {
      const auto nearest =
          std::ranges::max_element(keys, {}, [&](const auto& known) { return closeness(name, known); });
      return invalid("{}: unknown setting `{}`; did you mean `{}`?", path, name, *nearest);
    }
    if (!value.is_string() && !value.is_integer())
      return invalid("{}: `{}` must be a quoted string", path, name);
  }
  return table;
}

Lookup lookup_in(const toml::table& table) {
  return [&table](const std::string& name) -> std::optional<std::string> {
    const auto* node = table.get(lower(name));
    if (node == nullptr) return std::nullopt;
    if (const auto text = node->value<std::string>()) return text;
    return std::to_string(node->value_or(std::int64_t{0}));
  };
}

// Of a file that everybody can read; …_FILE and …_COMMAND give away nothing.
bool exposes_secrets(const std::string& path, const toml::table& table) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  constexpr auto others = std::filesystem::perms::others_read;
  if (error || (status.permissions() & others) == std::filesystem::perms::none) return false;
  return std::ranges::any_of(rows, [find = lookup_in(table)](const SettingRow& row) {
    const auto value = row.secret ? find(std::string{row.name}) : std::nullopt;
    // An address is a secret by its password.
    return value && !value->empty() && (value->find("://") == std::string::npos || value->contains('@'));
  });
}

// People read it, with the secret part of a calendar's address behind it.
Result<void> check_public_url(const std::string& url) {
  if (url.empty()) return {};
  constexpr std::size_t bytes_max = 512;
  const bool is_plain = std::ranges::all_of(url, [](char c) { return c > ' ' && c < '\x7F' && c != '`'; });
  if (url.size() > bytes_max || !is_plain || url.find_first_of("?#") != std::string::npos)
    return invalid("PUBLIC_URL: invalid URL; try https://bot.example.org");
  if (const auto address = io::parse_address(url, io::Scheme::http); !address)
    return invalid("PUBLIC_URL: must start with https:// (http:// for loopback only): {}",
                   address.error().detail);
  return {};
}

Result<void> check_language(std::string_view code) {
  std::vector<std::string_view> codes;
  for (const auto& file : locale::embedded_catalogues())
    codes.push_back(file.name.substr(0, file.name.rfind('.')));
  if (std::ranges::find(codes, code) != codes.end()) return {};
  return invalid("DEFAULT_LANGUAGE: unknown language `{}`; use one of {}", code, fmt::join(codes, ", "));
}

// Whether the host can be listened on turns out when it is tried.
bool is_listen_address(std::string_view text) {
  if (text == "off") return true;
  const auto colon = text.rfind(':');
  return colon != std::string_view::npos && colon > 0 &&
         parse_digits<std::uint16_t>(text.substr(colon + 1)).has_value();
}

Result<void> check(const Settings& settings) {
  const auto is_digits = [](const std::string& text) {
    return std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
  };
  if (!is_digits(settings.discord_application_id))
    return invalid("DISCORD_APPLICATION_ID: not a number; remove it to take it from the token");
  if (!is_digits(settings.discord_shard_count) || settings.discord_shard_count.size() > 5 ||
      settings.discord_shard_count == "0")
    return invalid("DISCORD_SHARD_COUNT: not a positive number; remove it to use Discord's recommendation");
  if (!log::parse_level(settings.log_level))
    return invalid("LOG_LEVEL: invalid value `{}`; use debug, info, warning or error", settings.log_level);
  if (!settings.log_format.empty() && settings.log_format != "text" && settings.log_format != "json")
    return invalid("LOG_FORMAT: invalid value `{}`; use text or json", settings.log_format);
  for (const auto& [name, url] : {std::pair{"DISCORD_API_BASE_URL", settings.discord_api_base_url},
                                  std::pair{"PANDASCORE_BASE_URL", settings.pandascore_base_url},
                                  std::pair{"LIQUIPEDIA_BASE_URL", settings.liquipedia_base_url},
                                  std::pair{"LIQUIPEDIA_LPDB_BASE_URL", settings.liquipedia_lpdb_base_url}}) {
    if (!url.starts_with("https://") && !url.starts_with("http://"))
      return invalid("{}: invalid value `{}`; must start with https:// (http:// for loopback only)", name,
                     url);
  }
  const auto is_web = [](const std::string& url) {
    return url.starts_with("https://") || url.starts_with("http://");
  };
  if (const auto& valve = settings.valve_standings_base_url; valve != "off" && !is_web(valve))
    return invalid("VALVE_STANDINGS_BASE_URL: invalid value `{}`; use an https:// address or off", valve);
  if (const auto& hltv = settings.hltv_base_url;
      !hltv.empty() && !is_web(hltv) && !hltv.starts_with("file:///"))
    return invalid("HLTV_BASE_URL: invalid value `{}`; use an https:// address or file:///folder", hltv);
  if (!is_listen_address(settings.listen))
    return invalid("LISTEN: invalid value `{}`; use an address with a port such as 127.0.0.1:9464, or off",
                   settings.listen);
  if (const auto checked = check_public_url(settings.public_url); !checked) return checked;
  if (const auto checked = check_language(settings.default_language); !checked) return checked;
  if (const auto& names = settings.localise_command_names; names != "yes" && names != "no")
    return invalid("LOCALISE_COMMAND_NAMES: invalid value `{}`; use yes or no", names);
  const auto& database = settings.database_url;
  if (!database.empty() && !database.starts_with("sqlite://") && !database.starts_with("postgresql://") &&
      !database.starts_with("postgres://"))
    return invalid("DATABASE_URL: must start with sqlite:// or postgresql://");
  if (!settings.redis_url.empty() && !settings.redis_url.starts_with("redis://"))
    return invalid("REDIS_URL: must start with redis://");
  return {};
}

std::string without_trailing_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

}  // namespace

std::span<const SettingRow> setting_rows() {
  return rows;
}

std::optional<std::string> process_environment(const std::string& name) {
  // Read before any thread is started.
  const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe)
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

Result<Settings> read_settings(const std::optional<std::string>& path, const Environment& environment) {
  toml::table table;
  Settings settings;
  if (path || std::filesystem::exists("config.toml")) {
    const auto name = path.value_or("config.toml");
    auto file = read_file(name);
    if (!file) return failed(file);
    table = std::move(*file);
    if (exposes_secrets(name, table)) settings.exposed_file = name;
  }

  const auto in_file = lookup_in(table);
  for (const auto& row : rows) {
    auto value = look_up(row, environment);
    if (value && !*value) value = look_up(row, in_file);
    if (!value) return failed(value);
    settings.*row.value = value->value_or(std::string{row.fallback});
    // Addresses with a password are redacted by their shape; registering them whole hides nothing more.
    if (row.secret && (settings.*row.value).find("://") == std::string::npos)
      log::register_secret(settings.*row.value);
  }
  for (auto url : {&Settings::discord_api_base_url, &Settings::pandascore_base_url,
                   &Settings::liquipedia_base_url, &Settings::liquipedia_lpdb_base_url,
                   &Settings::valve_standings_base_url, &Settings::hltv_base_url, &Settings::public_url})
    settings.*url = without_trailing_slash(settings.*url);
  if (const auto checked = check(settings); !checked) return failed(checked);
  return settings;
}

Result<std::string> default_database_url(const Environment& environment) {
  std::filesystem::path folder;
  if (const auto systemd = environment("STATE_DIRECTORY")) {
    folder = systemd->substr(0, systemd->find(':'));
  } else if (const auto state = environment("XDG_STATE_HOME")) {
    folder = std::filesystem::path{*state} / "cs2results";
  } else if (const auto home = environment("HOME")) {
    folder = std::filesystem::path{*home} / ".local" / "state" / "cs2results";
  } else {
    return invalid("no state folder: set DATABASE_URL, STATE_DIRECTORY or HOME");
  }
  try {
    store::make_private_folder(folder);
  } catch (const std::filesystem::filesystem_error& error) {
    return invalid("cannot create the state folder {}: {}", folder.string(), error.code().message());
  }
  return "sqlite://" + (std::filesystem::absolute(folder) / "cs2results.db").string();
}

void configure_log(const Settings& settings) {
  const bool json =
      settings.log_format == "json" || (settings.log_format.empty() && ::isatty(STDERR_FILENO) == 0);
  log::configure(json ? log::Format::json : log::Format::text, *log::parse_level(settings.log_level));
}

}  // namespace cs2::app
