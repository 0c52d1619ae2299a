#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "provider/liquipedia/parse.hpp"

namespace cs2::provider {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

const Timestamp now = parse_iso8601("2026-07-12T18:20:00Z").value();

struct Row {
  std::string page = "Polar_League/2026";
  std::string days = "Jul 12 - 19, 2026";
  std::string place = R"(<span class="flag"><img src="/n.png" title="Norway"></span>&nbsp;Tromsø)";
  std::string prize = "$250,000";
};

std::string link_of(const Row& row) {
  return fmt::format(
      R"(<a href="/counterstrike/{0}" title="Series"><img src="/l.png"></a> <a href="/counterstrike/{0}">The {0}</a>)",
      row.page);
}

// As the wiki listed them in 2024.
std::string grid_of(const std::vector<Row>& rows) {
  std::string html =
      R"(<div class="mw-parser-output"><div class="gridTable tournamentCard Tierless"><div class="gridHeader"><div class="gridCell">Tournament</div></div>)";
  for (const auto& row : rows)
    html += fmt::format(
        R"(<div class="gridRow"><div class="gridCell Tournament Header">{}</div><div class="gridCell EventDetails Date Header">{}</div>)"
        R"(<div class="gridCell EventDetails Prize Header">{}</div><div class="gridCell EventDetails Location Header"><span class="FlagText">{}</span></div></div>)",
        link_of(row), row.days, row.prize, row.place);
  return html + "</div></div>";
}

// And in 2026.
std::string table_of(const std::vector<Row>& rows) {
  std::string html =
      R"(<div class="mw-parser-output"><div class="table2"><table class="table2__table"><tr class="table2__row--head">)"
      R"(<th>Tier</th><th>S</th><th>Tournament</th><th>Date</th><th>Prize Pool</th><th>Location</th></tr>)";
  for (const auto& row : rows)
    html += fmt::format(
        R"(<tr class="table2__row--body"><td>S-Tier</td><td></td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>)",
        link_of(row), row.days, row.prize, row.place);
  return html + "</table></div></div>";
}

Report list(const std::string& html) {
  auto report = parse_liquipedia_list(html, Tier::a, now);
  EXPECT_TRUE(report) << report.error().detail;
  return report ? std::move(*report) : Report{};
}

class LiquipediaList : public testing::TestWithParam<std::string (*)(const std::vector<Row>&)> {
 protected:
  static Report told(const std::vector<Row>& rows) { return list(GetParam()(rows)); }

  // The days of one.
  static std::string days_of(const std::string& written) {
    const auto report = told({{.days = written}});
    if (report.tournaments.empty()) return "none";
    const auto& tournament = report.tournaments[0].tournament;
    return to_iso8601(tournament.starts_at.value()).substr(0, 10) + " " +
           to_iso8601(tournament.ends_at.value()).substr(0, 10);
  }
};

TEST_P(LiquipediaList, tells_tier_days_place_and_prize) {
  const auto report =
      told({{}, {.page = "Delta_Cup", .days = "Aug 1, 2026", .place = "Online", .prize = "&nbsp;"}});

  ASSERT_THAT(report.tournaments, SizeIs(2));
  const auto& polar = report.tournaments[0];
  EXPECT_EQ(polar.external_id, "Polar_League/2026");
  EXPECT_EQ(polar.url, "https://liquipedia.net/counterstrike/Polar_League/2026");
  EXPECT_EQ(polar.tournament.name, "The Polar_League/2026");
  EXPECT_EQ(polar.tournament.tier, Tier::a);
  EXPECT_EQ(polar.tournament.starts_at, parse_iso8601("2026-07-12T00:00:00Z"));
  EXPECT_EQ(polar.tournament.ends_at, parse_iso8601("2026-07-19T23:59:59Z"));
  EXPECT_EQ(polar.tournament.venue, Venue::lan);
  EXPECT_EQ(polar.tournament.country, "NO");
  EXPECT_EQ(polar.tournament.city, "Tromsø");
  EXPECT_EQ(polar.tournament.prize, "$250,000");
  EXPECT_EQ(report.tournaments[1].tournament.venue, Venue::online);
  EXPECT_EQ(report.tournaments[1].tournament.country, std::nullopt);
  EXPECT_EQ(report.tournaments[1].tournament.prize, std::nullopt);
  EXPECT_THAT(report.skipped, IsEmpty());
}

TEST_P(LiquipediaList, reads_days_in_every_form) {
  EXPECT_EQ(days_of("Jul 20, 2026"), "2026-07-20 2026-07-20");
  EXPECT_EQ(days_of("Jul 02–03, 2026"), "2026-07-02 2026-07-03");
  EXPECT_EQ(days_of("Jul 22 – Aug 03, 2026"), "2026-07-22 2026-08-03");
  EXPECT_EQ(days_of("Dec 28, 2026 - Jan 5, 2027"), "2026-12-28 2027-01-05");
}

TEST_P(LiquipediaList, knows_of_a_postponed_one_no_days) {
  const auto report = told({{.days = "Postponed"}});

  ASSERT_THAT(report.tournaments, SizeIs(1));
  EXPECT_EQ(report.tournaments[0].tournament.starts_at, std::nullopt);
}

TEST_P(LiquipediaList, leaves_out_what_was_over_long_ago_and_counts_it) {
  const auto report = told({{},
                            {.page = "A", .days = "May 1 - 9, 2026"},
                            {.page = "B", .days = "May 2, 2020"},
                            {.page = "C", .days = "Jun 14, 2026"}});

  EXPECT_THAT(report.tournaments, SizeIs(2));
  ASSERT_THAT(report.skipped, SizeIs(1));
  EXPECT_EQ(report.skipped[0].what, "2 tournaments");
}

TEST_P(LiquipediaList, leaves_out_what_it_cannot_read_and_says_why) {
  const auto report = told({{}, {.page = "A"}, {.page = "B"}, {.page = "C"}, {.page = "D", .days = "soon"}});

  EXPECT_THAT(report.tournaments, SizeIs(4));
  ASSERT_THAT(report.skipped, SizeIs(1));
  EXPECT_EQ(report.skipped[0].what, "D");
  EXPECT_EQ(report.skipped[0].reason, "no days: soon");
}

TEST_P(LiquipediaList, of_another_form_is_drift) {
  for (const auto& html : {std::string{"<p>A new look</p>"}, GetParam()({}),
                           GetParam()({{.days = "soon"}, {.days = ""}, {.page = ""}})}) {
    const auto report = parse_liquipedia_list(html, Tier::s, now);

    ASSERT_FALSE(report) << html;
    EXPECT_EQ(report.error().kind, ErrorKind::drift);
  }
}

INSTANTIATE_TEST_SUITE_P(Forms, LiquipediaList, testing::Values(grid_of, table_of),
                         [](const auto& tested) { return tested.index == 0 ? "grid" : "table"; });

TEST(LiquipediaListTable, of_something_else_is_passed_over) {
  const auto other =
      R"(<table class="table2__table"><tr class="table2__row--head"><th>Team</th></tr><tr class="table2__row--body"><td>X</td></tr></table>)";

  EXPECT_THAT(list(other + table_of({{}})).tournaments, SizeIs(1));
}

}  // namespace
}  // namespace cs2::provider
