#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/database/migrate.hpp"

namespace cs2::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr bool sqlite = true;
constexpr bool postgres = false;

TEST(MigrationStatements, end_at_semicolons_outside_quotes_and_comments) {
  const auto statements = migration_statements(
      "-- 0001: a; b\nINSERT INTO t VALUES ('x;''--y');  \n\nDROP TABLE t; -- done;\n", sqlite);

  EXPECT_THAT(statements.value(), ElementsAre("INSERT INTO t VALUES ('x;''--y')", "DROP TABLE t"));
}

TEST(MigrationStatements, keep_the_line_after_a_marker_for_its_database_only) {
  constexpr auto file =
      "CREATE TABLE t (\n"
      "    -- only: postgres\n"
      "    id BIGINT GENERATED ALWAYS AS IDENTITY,\n"
      "    -- only: sqlite\n"
      "    id INTEGER PRIMARY KEY,\n"
      "    name TEXT\n"
      ");\n";

  const auto for_sqlite = migration_statements(file, sqlite).value().at(0);
  const auto for_postgres = migration_statements(file, postgres).value().at(0);

  EXPECT_THAT(for_sqlite, testing::AllOf(HasSubstr("INTEGER"), HasSubstr("name"), Not(HasSubstr("BIGINT"))));
  EXPECT_THAT(for_postgres,
              testing::AllOf(HasSubstr("BIGINT"), HasSubstr("name"), Not(HasSubstr("INTEGER"))));
}

TEST(MigrationStatements, leave_out_a_whole_statement_of_one_line) {
  constexpr auto file = "-- only: postgres\nCREATE INDEX i ON t USING gin (x);\nSELECT 1;";

  EXPECT_THAT(migration_statements(file, sqlite).value(), ElementsAre("SELECT 1"));
  EXPECT_EQ(migration_statements(file, postgres).value().size(), 2u);
}

TEST(MigrationStatements, leave_out_a_whole_statement_of_several_lines) {
  constexpr auto file =
      "-- why\n-- only: sqlite\nCREATE TABLE t (\n    id INTEGER, -- the key\n    x TEXT\n);\nSELECT 1;";

  EXPECT_EQ(migration_statements(file, sqlite).value().size(), 2u);
  EXPECT_THAT(migration_statements(file, postgres).value(), ElementsAre("SELECT 1"));
}

TEST(MigrationStatements, refuse_what_is_ambiguous) {
  for (const auto* file : {"-- only: mysql\nSELECT 1;", "-- only: sqlite\n-- only: postgres\nSELECT 1;",
                           "SELECT 1;\n-- only: sqlite", "SELECT 'open;", "SELECT 1"}) {
    const auto statements = migration_statements(file, sqlite);
    ASSERT_FALSE(statements) << file;
    EXPECT_EQ(statements.error().kind, ErrorKind::invalid);
  }
}

TEST(MigrationStatements, of_every_file_can_be_read_for_both_databases) {
  for (const auto& file : embedded_migrations()) {
    EXPECT_TRUE(migration_statements(file.contents, sqlite)) << file.name;
    EXPECT_TRUE(migration_statements(file.contents, postgres)) << file.name;
  }
}

}  // namespace
}  // namespace cs2::store
