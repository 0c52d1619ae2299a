// The real binary loads past results: interrupted and begun again, twice, from a pipe, with rows to mend.
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "store/imports.hpp"
#include "store/migrate.hpp"
#include "store/sql.hpp"
#include "store/store.hpp"
#include "support/child.hpp"
#include "support/temporary_database.hpp"
#include "support/temporary_folder.hpp"

namespace cs2 {
namespace {

// Everyday results of invented teams, a few an hour.
std::string results(int rows) {
  constexpr Timestamp start = std::chrono::sys_days{std::chrono::year{2020} / 1 / 1};
  std::string csv = "id,date,team1,team2,score1,score2,best_of,tournament,maps\n";
  for (int row = 0; row < rows; ++row) {
    const int first = row % 97;
    const int second = (row * 31 + 1) % 89;
    csv += fmt::format("m{},{},Alpine {},Breakers {},2,0,3,Cup {},Nuke 13:{}; Mirage 16:14\n", row,
                       to_iso8601(start + minutes{20 * row}), first, second, row / 500, row % 12);
  }
  return csv;
}

class ImportProgram : public testing::TestWithParam<test::Database> {
 protected:
  void SetUp() override {
    if (const auto missing = test::missing_service({GetParam(), test::Caching::process})) FAIL() << *missing;
    database_ = std::make_unique<test::TemporaryDatabase>(GetParam());
  }

  std::map<std::string, std::string> environment() const {
    return {{"DATABASE_URL", database_->url()}, {"HOME", folder_.path()}, {"LOG_LEVEL", "error"}};
  }

  std::unique_ptr<test::Child> start(std::vector<std::string> arguments) {
    output_ = (folder_.path() / fmt::format("output{}", ++runs_)).string();
    arguments.insert(arguments.begin(), {CS2_BINARY, "import"});
    return std::make_unique<test::Child>(std::move(arguments), environment(), output_);
  }

  struct Outcome {
    int status = 0;
    std::string printed;
  };
  Outcome run(std::vector<std::string> arguments) {
    const auto child = start(std::move(arguments));
    const int status = child->wait(std::chrono::seconds{300});
    return {status, child->printed()};
  }

  std::unique_ptr<store::Store> open() {
    auto opened = store::Store::open({.database_url = database_->url()}, clock_, metrics_);
    if (!opened) throw std::runtime_error(opened.error().detail);
    return std::move(*opened);
  }

  std::int64_t count(std::string_view table) {
    const auto text = fmt::format("SELECT COUNT(*) FROM {}", table);
    return std::get<0>(open()->sql().read()->select_one<store::Row<std::int64_t>>(text).value());
  }

  // Of the only file that is being imported; 0 where none is.
  std::int64_t rows_done(store::Store& store) {
    const auto row = store.sql().read()->select_one<store::Row<std::int64_t>>(
        "SELECT COALESCE(MAX(rows_done), 0) FROM import_file");
    return row ? std::get<0>(*row) : 0;
  }

  std::string read(const std::string& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  test::TemporaryFolder folder_;
  std::unique_ptr<test::TemporaryDatabase> database_;
  std::string output_;
  int runs_ = 0;
  SystemClock clock_;
  Metrics metrics_;
};

TEST_P(ImportProgram, goes_on_where_it_was_killed) {
  constexpr int rows = 8000;
  const auto file = folder_.write("results.csv", results(rows));
  const auto store = open();
  ASSERT_TRUE(store::migrate(*store));

  int kills = 0;
  for (std::int64_t stands = 0; kills < 3; ++kills) {
    const auto child = start({file});
    while (!child->poll() && rows_done(*store) <= stands)
      std::this_thread::sleep_for(std::chrono::milliseconds{2});
    if (child->poll()) break;  // it was faster
    child->kill(SIGKILL);
    stands = rows_done(*store);
  }
  const auto finished = run({file});

  EXPECT_GT(kills, 0);
  EXPECT_EQ(finished.status, 0) << finished.printed;
  EXPECT_NE(finished.printed.find("resuming after row"), std::string::npos) << finished.printed;
  EXPECT_EQ(count("match"), rows);
  EXPECT_EQ(count("sighting"), rows);
  EXPECT_EQ(count("match_map"), 2 * rows);
  EXPECT_EQ(count("team"), 97 + 89);
}

TEST_P(ImportProgram, changes_nothing_the_second_time) {
  const auto file = folder_.write("results.csv", results(700));
  const auto first = run({file});

  const auto second = run({file});
  const auto again = run({file, "--again"});
  const auto revised = std::get<0>(
      open()->sql().read()->select_one<store::Row<std::int64_t>>("SELECT MAX(revision) FROM match").value());

  EXPECT_EQ(first.status, 0) << first.printed;
  EXPECT_NE(second.printed.find("nothing to do"), std::string::npos) << second.printed;
  EXPECT_NE(again.printed.find("0 new, 0 updated, 700 unchanged"), std::string::npos) << again.printed;
  EXPECT_EQ(count("match"), 700);
  EXPECT_EQ(revised, 1);
  EXPECT_EQ(count("change"), 0);
}

TEST_P(ImportProgram, takes_the_rejects_once_they_are_mended) {
  const auto file = folder_.write(
      "results.csv", "date,team1,team2,winner\n2021-05-01,Alpine,Breakers,1\n2021-05-02,Alpine,Comets,7\n");
  const auto first = run({file});
  auto rejects = read(file + ".rejects");
  const auto listed = rejects;
  rejects.replace(rejects.rfind('7'), 1, "2");
  folder_.write("results.csv.rejects", rejects);

  const auto second = run({file + ".rejects"});

  EXPECT_EQ(first.status, 1) << first.printed;
  EXPECT_NE(listed.find("3,\"winner must be 1, 2, draw or one of the teams\",2021-05-02,Alpine,Comets,7"),
            std::string::npos)
      << listed;
  EXPECT_EQ(second.status, 0) << second.printed;
  EXPECT_EQ(count("match"), 2);
}

TEST_P(ImportProgram, rehearses_without_a_database) {
  const auto file =
      folder_.write("results.csv", "date,team1,team2,winner\n2021-05-01,Alpine,Breakers,1\nx,A,B,1\n");

  const auto outcome = run({"--dry-run", file});

  EXPECT_EQ(outcome.status, 1) << outcome.printed;
  EXPECT_NE(outcome.printed.find("2 rows of CSV, 1 rejected; nothing written"), std::string::npos)
      << outcome.printed;
  EXPECT_FALSE(std::filesystem::exists(file + ".rejects"));
}

TEST_P(ImportProgram, fails_with_status_2) {
  const auto odd = folder_.write("odd.txt", "this is no list of results\n");

  EXPECT_EQ(run({(folder_.path() / "nowhere.csv").string()}).status, 2);
  EXPECT_EQ(run({odd}).status, 2);
  EXPECT_EQ(run({"--source", "with blanks", odd}).status, 2);
  EXPECT_EQ(run({}).status, 2);
}

INSTANTIATE_TEST_SUITE_P(, ImportProgram, testing::Values(test::Database::sqlite, test::Database::postgres),
                         [](const testing::TestParamInfo<test::Database>& info) {
                           return info.param == test::Database::sqlite ? "sqlite" : "postgres";
                         });

}  // namespace
}  // namespace cs2
