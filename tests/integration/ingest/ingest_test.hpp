// Ingest over a real SQLite store, with sources that answer what a test tells them.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "base/log.hpp"
#include "ingest/ingest_report.hpp"
#include "provider/provider.hpp"
#include "store/database/migrate.hpp"
#include "store/queries/matches.hpp"
#include "store/store.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::ingest {

inline constexpr Timestamp start = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{18};

class IngestTest : public testing::Test {
 protected:
  IngestTest() : store_((log::configure(log::Format::text, log::Level::error), open())) {
    const auto migrated = store::migrate(*store_);
    EXPECT_TRUE(migrated) << migrated.error().detail;
  }

  std::unique_ptr<store::Store> open() {
    auto opened = store::Store::open({.database_url = "sqlite://" + (folder_.path() / "test.db").string()},
                                     clock_, metrics_);
    EXPECT_TRUE(opened) << opened.error().detail;
    return std::move(*opened);
  }

  store::Applied ingest_report(const Report& report) {
    auto applied = ingest::ingest_report(*store_, report, "digest", clock_.now(), metrics_);
    EXPECT_TRUE(applied) << applied.error().detail;
    return applied ? std::move(*applied) : store::Applied{};
  }

  std::vector<MatchDetails> matches() { return store::list_matches(*store_, {.count = 1000}).matches; }

  test::TemporaryFolder folder_;
  ManualClock clock_{start};
  Metrics metrics_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace cs2::ingest
