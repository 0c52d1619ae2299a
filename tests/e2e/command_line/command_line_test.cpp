// The binary as somebody meets it at a shell.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/text.hpp"
#include "support/child.hpp"
#include "support/paths.hpp"
#include "support/temporary_folder.hpp"

namespace cs2 {
namespace {

class CommandLine : public testing::Test {
 protected:
  struct Outcome {
    int status = 0;
    std::string printed;
  };

  Outcome run(std::vector<std::string> arguments, std::map<std::string, std::string> environment = {}) {
    arguments.insert(arguments.begin(), cs2::test::binary());
    environment.try_emplace("HOME", folder_.path());
    test::Child child{std::move(arguments), std::move(environment),
                      (folder_.path() / ("output" + std::to_string(++runs_))).string()};
    const int status = child.wait();
    return {status, child.printed()};
  }

  std::string database() const { return "sqlite://" + (folder_.path() / "cs2.db").string(); }

  test::TemporaryFolder folder_;
  int runs_ = 0;
};

TEST_F(CommandLine, explains_itself) {
  const auto help = run({"--help"});

  EXPECT_EQ(help.status, 0);
  for (const auto* word : {"run", "bot", "worker", "demo", "migrate", "seed", "import", "doctor", "health",
                           "backup", "restore", "commands", "issues", "DISCORD_TOKEN", "LISTEN"})
    EXPECT_NE(help.printed.find(word), std::string::npos) << word;
}

TEST_F(CommandLine, explains_every_subcommand) {
  for (const auto* subcommand :
       {"run", "bot", "worker", "demo", "migrate", "seed", "import", "doctor", "health", "backup", "restore",
        "commands", "review", "override", "issues", "completion"})
    EXPECT_EQ(run({subcommand, "--help"}).status, 0) << subcommand;
}

TEST_F(CommandLine, backs_up_keeps_the_newest_and_restores) {
  const auto backups = folder_.path() / "backups";
  std::filesystem::create_directory(backups);
  std::ofstream{backups / "cs2results-20200101T000000Z.sqlite"} << "an old one";
  ASSERT_EQ(run({"migrate"}, {{"DATABASE_URL", database()}}).status, 0);

  const auto backup = run({"backup", backups.string(), "--keep", "1"}, {{"DATABASE_URL", database()}});

  EXPECT_EQ(backup.status, 0) << backup.printed;
  EXPECT_NE(backup.printed.find("written and verified"), std::string::npos);
  EXPECT_NE(backup.printed.find("old backups removed: 1"), std::string::npos);
  const auto file = std::filesystem::directory_iterator(backups)->path().string();
  EXPECT_EQ(run({"restore", file}, {{"DATABASE_URL", database()}}).status, 1) << "it is not empty";
  const auto restored = run({"restore", file}, {{"DATABASE_URL", database() + ".new"}});
  EXPECT_EQ(restored.status, 0) << restored.printed;
  EXPECT_NE(run({"migrate"}, {{"DATABASE_URL", database() + ".new"}}).printed.find("is up to date"),
            std::string::npos);
}

TEST_F(CommandLine, refuses_wrong_use_with_status_2) {
  EXPECT_EQ(run({}).status, 2);
  EXPECT_EQ(run({"dance"}).status, 2);
  EXPECT_EQ(run({"migrate", "--loud"}).status, 2);
  EXPECT_EQ(run({"migrate", "--config", "/nowhere.toml"}).status, 2);
  EXPECT_EQ(run({"migrate"}, {{"LOG_LEVEL", "loud"}}).status, 2);
}

TEST_F(CommandLine, names_what_a_mistyped_word_may_have_meant) {
  EXPECT_NE(run({"reviw"}).printed.find("unknown command 'reviw', did you mean 'review'?"),
            std::string::npos);
  EXPECT_NE(run({"review", "shwo", "1"}).printed.find("did you mean 'show'?; see cs2results review --help"),
            std::string::npos);
  EXPECT_NE(
      run({"migrate", "twice"}).printed.find("unexpected argument 'twice'; see cs2results migrate --help"),
      std::string::npos);
  EXPECT_NE(run({"migrate", "--loud"}).printed.find("unknown option '--loud'; see cs2results migrate --help"),
            std::string::npos);
}

TEST_F(CommandLine, lists_settings_only_where_it_explains_itself) {
  EXPECT_EQ(run({"review", "--help"}).printed.find("PANDASCORE_TOKEN"), std::string::npos);
  EXPECT_NE(run({"review", "--help"}).printed.find("cs2results --help"), std::string::npos);
}

TEST_F(CommandLine, migrates_once_and_says_so) {
  const auto first = run({"migrate"}, {{"DATABASE_URL", database()}});
  const auto second = run({"migrate"}, {{"DATABASE_URL", database()}});

  EXPECT_EQ(first.status, 0) << first.printed;
  EXPECT_NE(first.printed.find("migrated from schema 0"), std::string::npos) << first.printed;
  EXPECT_EQ(second.status, 0);
  EXPECT_NE(second.printed.find("up to date"), std::string::npos) << second.printed;
}

TEST_F(CommandLine, seeds_and_seeding_again_adds_nothing) {
  const auto first = run({"seed"}, {{"DATABASE_URL", database()}});
  const auto second = run({"seed"}, {{"DATABASE_URL", database()}});

  EXPECT_EQ(first.status, 0) << first.printed;
  EXPECT_EQ(first.printed.find(" 0 teams"), std::string::npos) << first.printed;
  EXPECT_NE(second.printed.find("0 teams, 0 tournaments and 0 matches added"), std::string::npos)
      << second.printed;
}

TEST_F(CommandLine, says_what_is_missing_without_a_token) {
  const auto outcome = run({"run"}, {{"DATABASE_URL", database()}});

  EXPECT_EQ(outcome.status, 2);
  EXPECT_NE(outcome.printed.find("DISCORD_TOKEN"), std::string::npos) << outcome.printed;
  EXPECT_NE(outcome.printed.find("cs2results demo"), std::string::npos) << outcome.printed;
}

TEST_F(CommandLine, refuses_lone_roles_on_sqlite) {
  for (const auto* role : {"bot", "worker"}) {
    const auto outcome = run({role}, {{"DATABASE_URL", database()}, {"DISCORD_TOKEN", "not-a-real-token"}});
    EXPECT_EQ(outcome.status, 2) << outcome.printed;
    EXPECT_NE(outcome.printed.find("PostgreSQL"), std::string::npos) << outcome.printed;
  }
}

TEST_F(CommandLine, prints_a_completion_for_each_shell) {
  for (const auto* shell : {"bash", "zsh", "fish"}) {
    const auto outcome = run({"completion", shell});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_NE(outcome.printed.find("complete -- "), std::string::npos) << shell;
  }
}

TEST_F(CommandLine, completes_subcommands_options_and_values) {
  const auto first_words = [&](std::vector<std::string> typed) {
    typed.insert(typed.begin(), {"complete", "--"});
    std::string words;
    for (const auto line : split(run(typed).printed, '\n'))
      words += std::string{line.substr(0, line.find('\t'))} + " ";
    return words;
  };

  EXPECT_EQ(first_words({"do"}), "doctor  ");
  EXPECT_EQ(first_words({"review", "un"}), "unite undo  ");
  EXPECT_EQ(first_words({"override", "set", "t"}), "team tournament  ");
  EXPECT_EQ(first_words({"review", "split", ""}), "player team tournament  ");
  EXPECT_EQ(first_words({"override", "set", "team", "--re"}), "--reason  ");
  EXPECT_EQ(first_words({"issues", "--kind", "q"}), "quarantine  ");
  EXPECT_EQ(first_words({"import", ""}), ":files  ");
  EXPECT_EQ(first_words({"--config", ""}), ":files  ");
  EXPECT_EQ(first_words({"issues", "--reason", ""}), " ");
  EXPECT_EQ(first_words({"complet"}), "completion  ");
}

TEST_F(CommandLine, prints_the_commands_it_would_register) {
  const auto table = run({"commands"});
  const auto as_sent = run({"commands", "--json"});

  EXPECT_EQ(table.status, 0);
  EXPECT_EQ(as_sent.status, 0);
  for (const auto* command : {"live", "upcoming", "results", "match"}) {
    EXPECT_NE(table.printed.find("/" + std::string{command} + " "), std::string::npos) << command;
    EXPECT_NE(as_sent.printed.find("\"" + std::string{command} + "\""), std::string::npos) << command;
  }
}

TEST_F(CommandLine, sets_facts_by_hand_and_takes_them_back) {
  const std::map<std::string, std::string> here{{"DATABASE_URL", database()}};
  ASSERT_EQ(run({"seed"}, here).status, 0);

  const auto set = run({"override", "set", "team", "quartz 9", "country=IS", "--reason", "moved"}, here);
  const auto listed = run({"override"}, here);
  const auto withdrawn = run({"override", "withdraw", "1"}, here);
  const auto nobody = run({"override", "set", "team", "nobody at all", "country=IS"}, here);
  const auto no_country = run({"override", "set", "team", "1", "country=XX"}, here);
  const auto nearly = run({"override", "set", "team", "quartz", "country=IS"}, here);
  const auto no_fact = run({"override", "set", "team", "1", "colour=blue"}, here);

  EXPECT_EQ(set.status, 0) << set.printed;
  EXPECT_NE(set.printed.find(", IS,"), std::string::npos) << set.printed;
  EXPECT_NE(listed.printed.find("country=IS"), std::string::npos) << listed.printed;
  EXPECT_EQ(withdrawn.status, 0) << withdrawn.printed;
  EXPECT_EQ(withdrawn.printed.find(", IS,"), std::string::npos) << withdrawn.printed;
  EXPECT_NE(nobody.printed.find("team 'nobody at all' not found"), std::string::npos) << nobody.printed;
  EXPECT_NE(no_country.printed.find("invalid country 'XX'; use a code of two letters"), std::string::npos)
      << no_country.printed;
  EXPECT_NE(nearly.status, 0);
  EXPECT_NE(nearly.printed.find("team 'quartz' not found; close: "), std::string::npos) << nearly.printed;
  EXPECT_NE(nearly.printed.find(" Quartz Nine"), std::string::npos) << nearly.printed;
  EXPECT_NE(no_fact.printed.find("override set --help"), std::string::npos) << no_fact.printed;
}

TEST_F(CommandLine, unites_two_by_name_and_undoes_it) {
  const std::map<std::string, std::string> here{{"DATABASE_URL", database()}};
  ASSERT_EQ(run({"seed"}, here).status, 0);

  const auto united = run({"review", "unite", "player", "fumee", "Kers"}, here);
  const auto undone = run({"review", "undo", "1"}, here);

  EXPECT_EQ(united.status, 0) << united.printed;
  EXPECT_NE(united.printed.find("(operation 1;"), std::string::npos) << united.printed;
  EXPECT_EQ(undone.status, 0) << undone.printed;
}

}  // namespace
}  // namespace cs2
