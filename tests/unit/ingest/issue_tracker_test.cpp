#include "ingest/issue_tracker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + 18h;

class IssueBookTest : public testing::Test {
 protected:
  IssueBookTest() {
    report.provider = ProviderName::pandascore;
    report.observed_at = now;
  }

  static IssueKey key(std::string rule, std::string subject = "match 1") {
    return {.kind = IssueKind::quarantine,
            .provider = ProviderName::pandascore,
            .subject = std::move(subject),
            .rule = std::move(rule)};
  }

  Report report;
  store::OpenIssues known;
  Batch batch;
};

TEST_F(IssueBookTest, opens_what_nobody_knew) {
  IssueTracker book{report, known};
  book.look_at("match 1");
  book.quarantine("match 1", "best_of", "best of 77");

  const auto opened = book.close(batch);

  EXPECT_THAT(opened, ElementsAre(Issue{key("best_of"), "best of 77"}));
  EXPECT_EQ(batch.issues, opened);
  EXPECT_THAT(batch.settled, IsEmpty());
}

TEST_F(IssueBookTest, notes_a_known_issue_again_after_an_hour_or_when_it_changed) {
  const auto notes = [&](std::string detail, milliseconds age) {
    known = {{key("best_of"), {.detail = "best of 77", .seen_at = now - age}}};
    Batch written;
    IssueTracker book{report, known};
    book.look_at("match 1");
    book.quarantine("match 1", "best_of", std::move(detail));
    EXPECT_THAT(book.close(written), IsEmpty());
    EXPECT_THAT(written.settled, IsEmpty());
    return written.issues.size();
  };

  EXPECT_EQ(notes("best of 77", 1min), 0U);
  EXPECT_EQ(notes("best of 77", 61min), 1U);
  EXPECT_EQ(notes("best of 99", 1min), 1U);
}

TEST_F(IssueBookTest, settles_only_what_was_looked_at_and_is_in_order) {
  const store::OpenIssue open{.detail = "", .seen_at = now};
  known = {{key("best_of"), open}, {key("winner"), open}, {key("best_of", "match 2"), open}};
  IssueTracker book{report, known};
  book.look_at("match 1");
  book.quarantine("match 1", "winner", "");

  book.close(batch);

  EXPECT_THAT(batch.settled, ElementsAre(key("best_of")));
}

}  // namespace
}  // namespace cs2::ingest
