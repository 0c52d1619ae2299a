#include "app/settings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>

#include "base/text.hpp"
#include "support/paths.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::app {
namespace {

Environment environment_of(std::map<std::string, std::string> variables) {
  return [variables = std::move(variables)](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional{found->second};
  };
}

class SettingsTest : public testing::Test {
 protected:
  Result<Settings> read(std::string_view file, std::map<std::string, std::string> variables = {}) {
    return read_settings(folder_.write("config.toml", file), environment_of(std::move(variables)));
  }

  test::TemporaryFolder folder_;
};

TEST_F(SettingsTest, has_defaults_for_everything) {
  const auto settings = read("");

  ASSERT_TRUE(settings) << settings.error().detail;
  EXPECT_EQ(settings->discord_api_base_url, "https://discord.com/api/v10");
  EXPECT_EQ(settings->listen, "127.0.0.1:9464");
  EXPECT_EQ(settings->log_level, "info");
  EXPECT_EQ(settings->discord_token, "");
}

TEST_F(SettingsTest, prefers_the_environment_to_the_file) {
  const auto settings = read("listen = \"127.0.0.1:1\"\nlog_level = \"debug\"", {{"LISTEN", "127.0.0.1:2"}});

  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->listen, "127.0.0.1:2");
  EXPECT_EQ(settings->log_level, "debug");
}

TEST_F(SettingsTest, reads_secrets_from_files_and_commands) {
  const auto file = folder_.write("token", "from-a-file\n");

  const auto settings =
      read("pandascore_token_command = \"echo from-a-command\"", {{"DISCORD_TOKEN_FILE", file}});

  ASSERT_TRUE(settings) << settings.error().detail;
  EXPECT_EQ(settings->discord_token, "from-a-file");
  EXPECT_EQ(settings->pandascore_token, "from-a-command");
  EXPECT_EQ(log::redact("x from-a-command y"), "x [redacted] y");
}

TEST_F(SettingsTest, refuses_two_sources_of_one_secret) {
  const auto settings = read("", {{"DISCORD_TOKEN", "abc"}, {"DISCORD_TOKEN_FILE", "/nowhere"}});

  ASSERT_FALSE(settings);
  EXPECT_NE(settings.error().detail.find("DISCORD_TOKEN_FILE"), std::string::npos);
}

TEST_F(SettingsTest, says_which_secret_cannot_be_had_and_never_its_value) {
  EXPECT_FALSE(read("", {{"DISCORD_TOKEN_FILE", "/nowhere/token"}}));
  EXPECT_FALSE(read("", {{"DISCORD_TOKEN_COMMAND", "exit 3"}}));
  EXPECT_FALSE(read("", {{"DISCORD_TOKEN_COMMAND", "true"}}));
}

TEST_F(SettingsTest, says_how_a_secrets_command_ended) {
  EXPECT_TRUE(
      read("", {{"DISCORD_TOKEN_COMMAND", "exit 3"}}).error().detail.ends_with("exited with status 3"));
  EXPECT_TRUE(
      read("", {{"DISCORD_TOKEN_COMMAND", "kill -TERM $$"}}).error().detail.ends_with("killed by signal 15"));
}

TEST_F(SettingsTest, notices_a_file_whose_secrets_everybody_can_read) {
  namespace fs = std::filesystem;
  const auto exposed = [&](std::string_view file, fs::perms permissions) {
    const auto path = folder_.write("config.toml", file);
    fs::permissions(path, permissions);
    return !read_settings(path, environment_of({})).value().exposed_file.empty();
  };

  EXPECT_TRUE(exposed("discord_token = \"of-the-bot\"", fs::perms{0644}));
  EXPECT_TRUE(exposed("database_url = \"postgresql://u:secret@host/db\"", fs::perms{0644}));
  EXPECT_FALSE(exposed("discord_token = \"of-the-bot\"", fs::perms{0640}));
  EXPECT_FALSE(exposed("log_level = \"debug\"", fs::perms{0644}));
  EXPECT_FALSE(exposed("discord_token_command = \"echo of-the-bot\"", fs::perms{0644}));
}

TEST_F(SettingsTest, names_the_nearest_setting_for_a_misspelt_one) {
  const auto settings = read("discord_tokn = \"abc\"");

  ASSERT_FALSE(settings);
  EXPECT_NE(settings.error().detail.find("did you mean `discord_token`"), std::string::npos)
      << settings.error().detail;
}

TEST_F(SettingsTest, refuses_values_that_break_their_rule) {
  for (const auto& [name, value] :
       std::multimap<std::string, std::string>{{"LOG_LEVEL", "loud"},
                                               {"LOG_FORMAT", "xml"},
                                               {"DISCORD_APPLICATION_ID", "12x"},
                                               {"DISCORD_SHARD_COUNT", "0"},
                                               {"PANDASCORE_BASE_URL", "ftp://example.org"},
                                               {"VALVE_STANDINGS_BASE_URL", "no"},
                                               {"HLTV_BASE_URL", "pages"},
                                               {"LISTEN", "9464"},
                                               {"LISTEN", ":9464"},
                                               {"DATABASE_URL", "mysql://db"},
                                               {"REDIS_URL", "memcached://x"}}) {
    const auto settings = read("", {{name, value}});
    ASSERT_FALSE(settings) << name;
    EXPECT_NE(settings.error().detail.find(name), std::string::npos) << settings.error().detail;
  }
}

TEST_F(SettingsTest, takes_a_public_address_that_keeps_secrets) {
  for (const auto& [given, kept] :
       std::map<std::string, std::string>{{"", ""},
                                          {"https://bot.example.org/", "https://bot.example.org"},
                                          {"https://example.org:8443/cs2", "https://example.org:8443/cs2"},
                                          {"http://127.0.0.1:9464", "http://127.0.0.1:9464"},
                                          {"http://[::1]:9464", "http://[::1]:9464"}}) {
    const auto settings = read("public_url = \"" + given + "\"");
    ASSERT_TRUE(settings) << given << settings.error().detail;
    EXPECT_EQ(settings->public_url, kept);
  }
  for (const std::string given :
       {"bot.example.org", "http://bot.example.org", "ftp://example.org", "https://", "https://a b",
        "https://a`b", "https://user:pass@example.org", "https://example.org/?x=1", "https://example.org/#x",
        "http://127.0.0.1.evil.org"}) {
    const auto settings = read("public_url = \"" + given + "\"");
    ASSERT_FALSE(settings) << given;
    EXPECT_NE(settings.error().detail.find("PUBLIC_URL"), std::string::npos) << settings.error().detail;
    EXPECT_EQ(settings.error().detail.find("pass"), std::string::npos) << settings.error().detail;
  }
}

TEST_F(SettingsTest, says_where_a_file_is_broken) {
  const auto settings = read("listen = \"off\"\nbroken =");

  ASSERT_FALSE(settings);
  EXPECT_NE(settings.error().detail.find("config.toml:2"), std::string::npos) << settings.error().detail;
}

TEST_F(SettingsTest, refuses_a_file_that_was_named_but_is_missing) {
  EXPECT_FALSE(read_settings((folder_.path() / "missing.toml").string(), environment_of({})));
}

TEST_F(SettingsTest, keeps_the_database_in_the_state_folder) {
  const auto state = (folder_.path() / "state").string();

  const auto url = default_database_url(environment_of({{"STATE_DIRECTORY", state}, {"HOME", "/nowhere"}}));

  ASSERT_TRUE(url);
  EXPECT_EQ(*url, "sqlite://" + state + "/cs2results.db");
  EXPECT_TRUE(std::filesystem::is_directory(state));
}

TEST_F(SettingsTest, example_file_is_valid_and_names_every_setting_with_its_default) {
  std::ifstream in(cs2::test::source_dir() + "/config.example.toml");
  const std::string example{std::istreambuf_iterator<char>(in), {}};
  std::string uncommented;
  for (auto line : split(example, '\n')) {
    if (line.starts_with("#") && line.find(" = ") != std::string_view::npos && !line.starts_with("# "))
      line.remove_prefix(1);
    uncommented += std::string{line} + "\n";
  }

  const auto as_shipped = read(example);
  ASSERT_TRUE(as_shipped) << as_shipped.error().detail;
  for (const auto& row : setting_rows()) {
    std::string key{row.name};
    std::ranges::transform(key, key.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    EXPECT_NE(uncommented.find("\n" + key + " = "), std::string::npos) << key << " is missing";
    EXPECT_NE(uncommented.find(row.meaning), std::string::npos)
        << key << ": its meaning is missing or differs";
    EXPECT_EQ((*as_shipped).*row.value, std::string{row.fallback}) << key;
  }
}

}  // namespace
}  // namespace cs2::app
