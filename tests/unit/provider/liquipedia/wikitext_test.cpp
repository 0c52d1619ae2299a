#include "provider/liquipedia/wikitext.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/limits/providers.hpp"

namespace cs2::provider {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

TEST(Wikitext, splits_arguments_outside_of_nested_markup_only) {
  const auto calls = list_templates("{{ A_b |x|k = {{c|d=e}} |[[p|q]]}}");

  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].name, "a b");
  EXPECT_THAT(calls[0].arguments, ElementsAre(Pair("1", "x"), Pair("k", "{{c|d=e}}"), Pair("2", "[[p|q]]")));
}

TEST(Wikitext, reads_headings_and_templates_in_order) {
  const auto nodes = parse_wikitext("==Results==\n{{A}}\n===={{HiddenSort|Group A}}====\n{{B}} text {{C}}");

  ASSERT_TRUE(nodes);
  ASSERT_THAT(*nodes, SizeIs(5));
  EXPECT_EQ(nodes->at(0).heading, "Results");
  EXPECT_EQ(nodes->at(2).heading, "Group A");
  EXPECT_EQ(nodes->at(2).level, 4);
  EXPECT_EQ(nodes->at(4).call.name, "c");
}

TEST(Wikitext, takes_comments_and_references_away_and_nowiki_for_text) {
  const auto nodes =
      parse_wikitext("<!-- {{no}} -->{{A|x<ref name=\"r\">{{b}}</ref>|<nowiki>y|{{z}}</nowiki>}}");

  ASSERT_TRUE(nodes);
  ASSERT_THAT(*nodes, SizeIs(1));
  EXPECT_EQ(nodes->at(0).call.argument("1"), "x");
  EXPECT_EQ(wiki_plain(nodes->at(0).call.argument("2")), "y|{{z}}");
}

TEST(Wikitext, takes_an_opening_that_is_never_closed_for_text) {
  EXPECT_THAT(list_templates("{{ {{A}} [[ {{B}}"), SizeIs(2));
  EXPECT_THAT(list_templates("}} ]] {{"), IsEmpty());
}

TEST(Wikitext, shows_what_a_reader_sees) {
  EXPECT_EQ(wiki_plain("'''[[Team Alpine|Alpine]]'''<br/>{{flag|at}}&amp; [[Graz]]"), "Alpine & Graz");
  EXPECT_EQ(wiki_link("x [[Team Alpine#Roster|Alpine]]"), "Team Alpine");
}

TEST(Wikitext, calls_a_date_exact_only_with_a_zone_that_means_one_offset) {
  const auto at = parse_iso8601("2026-10-15T11:15:00Z").value();

  const auto exact = parse_wiki_date("October 15, 2026 - 13:15 {{Abbr/CEST}}");
  const auto ambiguous = parse_wiki_date("October 15, 2026 - 13:15 {{Abbr/CST}}");
  const auto day = parse_wiki_date("2026-10-15");

  EXPECT_EQ(exact->at, at);
  EXPECT_TRUE(exact->is_exact);
  EXPECT_FALSE(ambiguous->is_exact);
  EXPECT_FALSE(day->is_exact);
  EXPECT_FALSE(parse_wiki_date(""));
  EXPECT_FALSE(parse_wiki_date("2026-02-31"));
}

TEST(Wikitext, refuses_more_than_a_page_can_hold) {
  const auto nodes = parse_wikitext(std::string(limits::wikitext_bytes_max + 1, 'x'));

  ASSERT_FALSE(nodes);
  EXPECT_EQ(nodes.error().kind, ErrorKind::too_large);
}

}  // namespace
}  // namespace cs2::provider
