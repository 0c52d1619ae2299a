// Backups of both databases, taken while others write, and what is refused.
#include "store/database/backup.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "store/database/migrate.hpp"
#include "store/database/sqlite_file.hpp"
#include "store/database/state.hpp"
#include "store/store.hpp"
#include "support/temporary_database.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::store {
namespace {

namespace fs = std::filesystem;
using test::Database;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{18};

class BackupTest : public testing::TestWithParam<Database> {
 protected:
  void SetUp() override {
    if (const auto missing = test::missing_service({.database = GetParam()})) FAIL() << *missing;
    fill(database_->url(), "kept");
  }

  std::unique_ptr<Store> open(const std::string& url) {
    auto opened = Store::open({.database_url = url}, clock_, metrics_);
    if (!opened) throw std::runtime_error(opened.error().detail);
    return std::move(*opened);
  }
  void fill(const std::string& url, const std::string& value) {
    const auto store = open(url);
    if (const auto migrated = migrate(*store); !migrated) throw std::runtime_error(migrated.error().detail);
    save_state(*store, "test", value);
  }
  fs::path back_up() {
    const auto written = write_backup(database_->url(), folder_.path(), now);
    if (!written) throw std::runtime_error(written.error().detail);
    return written->file;
  }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator{}));
  }

  ManualClock clock_{now};
  Metrics metrics_;
  test::TemporaryFolder folder_;
  std::unique_ptr<test::TemporaryDatabase> database_ = std::make_unique<test::TemporaryDatabase>(GetParam());
};

TEST_P(BackupTest, gives_back_what_was_there) {
  const auto file = back_up();
  const test::TemporaryDatabase empty{GetParam()};

  const auto restored = restore_backup(empty.url(), file);

  ASSERT_TRUE(restored) << restored.error().detail;
  EXPECT_EQ(find_state(*open(empty.url()), "test"), "kept");
  EXPECT_EQ(schema_version(*open(empty.url())).database, schema_version(*open(database_->url())).database);
}

TEST_P(BackupTest, is_one_private_file_whose_name_is_its_time) {
  const auto file = back_up();

  EXPECT_EQ(file.stem(), "cs2results-20260712T180000Z");
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(files(), 1U) << "nothing is left beside it";
}

TEST_P(BackupTest, is_of_one_moment_while_others_write) {
  std::atomic<bool> done = false;
  std::atomic<int> written = 0;
  std::thread writer([&] {
    const auto store = open(database_->url());
    while (!done) {
      const auto value = std::to_string(written + 1);
      save_state(*store, "first", value);  // never behind the second
      save_state(*store, "second", value);
      ++written;
    }
  });
  while (written < 3) std::this_thread::yield();
  const auto file = write_backup(database_->url(), folder_.path(), now);
  const int after = written;
  while (written < after + 3) std::this_thread::yield();
  done = true;
  writer.join();

  ASSERT_TRUE(file) << file.error().detail;
  const test::TemporaryDatabase empty{GetParam()};
  ASSERT_TRUE(restore_backup(empty.url(), file->file));
  const auto store = open(empty.url());
  const auto first = std::stoi(find_state(*store, "first").value_or("0"));
  const auto second = std::stoi(find_state(*store, "second").value_or("0"));
  EXPECT_GE(second, 3);
  EXPECT_TRUE(first == second || first == second + 1) << first << " and " << second;
}

TEST_P(BackupTest, is_restored_into_an_empty_place_only) {
  const auto file = back_up();
  const test::TemporaryDatabase used{GetParam()};
  fill(used.url(), "precious");

  const auto restored = restore_backup(used.url(), file);

  ASSERT_FALSE(restored);
  EXPECT_EQ(restored.error().kind, ErrorKind::conflict);
  EXPECT_EQ(find_state(*open(used.url()), "test"), "precious");
}

TEST_P(BackupTest, that_is_damaged_leaves_the_place_empty) {
  const auto file = back_up();
  fs::resize_file(file, fs::file_size(file) / 2);
  const test::TemporaryDatabase empty{GetParam()};

  EXPECT_FALSE(restore_backup(empty.url(), file));
  fs::remove(file);
  const auto restored = restore_backup(empty.url(), back_up());
  EXPECT_TRUE(restored) << restored.error().detail;
}

TEST_P(BackupTest, of_the_other_database_or_of_none_is_refused) {
  const auto other = GetParam() == Database::sqlite ? Database::postgres : Database::sqlite;
  const test::TemporaryDatabase empty{other};

  for (const auto& file :
       {back_up(), fs::path{folder_.write("notes.txt", "no database at all")}, folder_.path() / "missing"}) {
    const auto restored = restore_backup(empty.url(), file);
    ASSERT_FALSE(restored);
    EXPECT_EQ(restored.error().kind, ErrorKind::invalid) << restored.error().detail;
  }
}

TEST_P(BackupTest, leaves_its_time_for_those_who_watch) {
  const auto store = open(database_->url());
  EXPECT_EQ(find_last_backup(*store), std::nullopt);

  note_backup(*store, now);

  EXPECT_EQ(find_last_backup(*store), now);
}

TEST_P(BackupTest, of_no_database_is_no_backup) {
  const auto url = GetParam() == Database::sqlite ? "sqlite://" + (folder_.path() / "none.db").string()
                                                  : "postgresql://nobody@127.0.0.1:1/none";

  EXPECT_FALSE(write_backup(url, folder_.path(), now));
  EXPECT_EQ(files(), 0U);
}

INSTANTIATE_TEST_SUITE_P(, BackupTest, testing::Values(Database::sqlite, Database::postgres),
                         [](const auto& info) { return test::name(info.param); });

TEST(OldBackups, are_removed_oldest_first_and_nothing_else) {
  const test::TemporaryFolder folder;
  for (const auto* name :
       {"cs2results-20260701T000000Z.sqlite", "cs2results-20260703T000000Z.dump",
        "cs2results-20260702T000000Z.sqlite", "cs2results-yesterdayT0000Z.sqlite", "cs2results.db",
        "cs2results-20260601T000000Z.sqlite.partial", "cs2results-20260601T000000Z.txt"})
    folder.write(name, "x");

  EXPECT_EQ(remove_old_backups(folder.path(), 2), 1);

  EXPECT_FALSE(fs::exists(folder.path() / "cs2results-20260701T000000Z.sqlite"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator{}), 6);
  EXPECT_EQ(remove_old_backups(folder.path(), 2), 0);
}

}  // namespace
}  // namespace cs2::store
