// The writers of the plain suite, held to what was recorded: of the same facts they make answers of the same
// shape, in which the parsers find the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <regex>
#include <set>

#include "base/number.hpp"
#include "provider/liquipedia/parse.hpp"
#include "provider/liquipedia/wiki_parse.hpp"
#include "provider/liquipedia/wikitext.hpp"
#include "provider/lpdb/parse.hpp"
#include "support/liquipedia_team_page.hpp"
#include "support/liquipedia_tournament_page.hpp"
#include "support/lpdb_answer.hpp"
#include "support/recorded.hpp"
#include "support/wikitext_pages.hpp"

namespace cs2::provider {
namespace {

using test::utc;
using testing::IsEmpty;

namespace json = boost::json;

constexpr auto* lpdb_answer_name = "liquipedia/lpdb_v3_match_cs_pgl_masters_bucharest_2025_subset.json";
constexpr auto* tournament_name =
    "liquipedia/parse_tournament_betboom_rush_b_summit_2026_part_three_2026-04-23.html";
constexpr auto* ticker_name = "liquipedia/parse_liquipedia_matches_ticker_2026-08-21.html";
constexpr auto* wikitext_name = "liquipedia/parse_wikitext_thunderpick_2026_trimmed.json";
constexpr auto* team_name = "liquipedia/parse_team_page_roster_table2_trimmed.html";

// What kinds of values stand at each path; keys that are numbers are as good as one another.
using Shape = std::map<std::string, std::set<std::string>>;

void add_shape(const json::value& value, const std::string& path, Shape& shape) {
  if (const auto* object = value.if_object()) {
    shape[path].insert(object->empty() ? "empty object" : "object");
    for (const auto& [key, element] : *object) {
      const bool number = parse_digits({key.data(), key.size()}).has_value();
      add_shape(element, path + "." + (number ? "#" : std::string{key.data(), key.size()}), shape);
    }
  } else if (const auto* array = value.if_array()) {
    shape[path].insert(array->empty() ? "empty array" : "array");
    for (const auto& element : *array) add_shape(element, path + "[]", shape);
  } else {
    shape[path].insert(value.is_string() ? "text" : value.is_bool() ? "truth" : "number");
  }
}

Shape shape_of(const std::string& text) {
  Shape shape;
  add_shape(json::parse(text), "", shape);
  return shape;
}

std::map<std::string, MatchReport> by_id(const Result<Report>& report) {
  EXPECT_TRUE(report) << report.error().detail;
  std::map<std::string, MatchReport> matches;
  if (report) {
    for (const auto& match : report->matches) matches.emplace(match.external_id, match);
  }
  return matches;
}

Result<Report> report_of(Result<LpdbPage> page) {
  if (!page) return failed(page);
  return std::move(page->report);
}

void expect_same(const MatchReport& ours, const MatchReport& recorded) {
  SCOPED_TRACE(recorded.external_id);
  EXPECT_EQ(static_cast<const MatchFacts&>(ours), static_cast<const MatchFacts&>(recorded));
  EXPECT_EQ(ours.id_is_derived, recorded.id_is_derived);
  EXPECT_EQ(ours.tournament, recorded.tournament);
  EXPECT_EQ(ours.url, recorded.url);
  EXPECT_EQ(ours.cross_references, recorded.cross_references);
  for (std::size_t slot = 0; slot < 2; ++slot) {
    EXPECT_EQ(ours.opponents[slot].team, recorded.opponents[slot].team);
    EXPECT_EQ(ours.opponents[slot].name, recorded.opponents[slot].name);
    EXPECT_EQ(ours.opponents[slot].line_up, recorded.opponents[slot].line_up);
  }
}

void expect_same(const std::map<std::string, MatchReport>& ours,
                 const std::map<std::string, MatchReport>& recorded) {
  EXPECT_EQ(ours.size(), recorded.size());
  for (const auto& [id, match] : recorded) {
    const auto same = ours.find(id);
    ASSERT_NE(same, ours.end()) << id;
    expect_same(same->second, match);
  }
}

TEST(LpdbWriter, makes_rows_of_the_recorded_shape) {
  const auto ours =
      shape_of(test::lpdb_matches(test::read_wiki_event("pgl_masters"), utc("2025-10-29", "09:00")));

  const auto recorded = shape_of(test::read_recorded(lpdb_answer_name));
  Shape different;
  std::ranges::set_symmetric_difference(ours, recorded, std::inserter(different, different.end()));
  EXPECT_THAT(different, IsEmpty());
}

TEST(LpdbWriter, gives_what_was_recorded) {
  const auto now = utc("2025-10-29", "09:00");
  const auto event = test::read_wiki_event("pgl_masters");

  expect_same(by_id(report_of(parse_lpdb_matches(test::lpdb_matches(event, now), now))),
              by_id(report_of(parse_lpdb_matches(test::read_recorded(lpdb_answer_name), now))));
}

TEST(LiquipediaWriter, gives_what_was_recorded_of_a_bracket) {
  const auto now = utc("2026-04-23", "09:00");
  const auto event = test::read_wiki_event("rush_b");
  const auto page = tournament_page_of(event, now, utc("2026-04-23", "08:13") + seconds{54});

  expect_same(by_id(parse_liquipedia_tournament(page, event.page, now)),
              by_id(parse_liquipedia_tournament(test::read_recorded(tournament_name), event.page, now)));
  expect_same(by_id(parse_liquipedia_matches(page, now)),
              by_id(parse_liquipedia_matches(test::read_recorded(tournament_name), now)));
}

// The one that is played was not recorded.
TEST(LiquipediaWriter, gives_what_was_recorded_of_the_ticker) {
  const auto now = utc("2026-08-21", "14:00");
  auto ours = by_id(parse_liquipedia_matches(ticker_of({test::read_wiki_event("ewc")}, now), now));
  auto recorded = by_id(parse_liquipedia_matches(test::read_recorded(ticker_name), now));

  for (auto* matches : {&ours, &recorded}) {
    std::erase_if(*matches, [](const auto& match) { return match.second.status == MatchStatus::live; });
    for (auto& [id, match] : *matches) {
      for (auto& link : match.links) link.url.clear();
    }
  }
  expect_same(ours, recorded);
}

std::set<std::string> classes_in(const std::string& html) {
  static const std::regex attribute{"class=\"([^\"]*)\""};
  std::set<std::string> classes;
  for (std::sregex_iterator at{html.begin(), html.end(), attribute}, end; at != end; ++at) {
    const auto words = (*at)[1].str();
    for (const auto word : split(words, ' ')) classes.emplace(word);
  }
  return classes;
}

// Lists of matches have not been recorded; their classes are those of the wiki's own modules.
TEST(LiquipediaWriter, uses_no_class_that_the_wiki_does_not) {
  const auto april = utc("2026-04-23", "09:00");
  auto recorded = classes_in(test::read_recorded(tournament_name) + test::read_recorded(ticker_name) +
                             test::read_recorded(team_name));
  auto ours = classes_in(tournament_page_of(test::read_wiki_event("rush_b"), april, april) +
                         ticker_of({test::read_wiki_event("ewc")}, utc("2026-08-21", "14:00")) +
                         team_page_of("Breakers", "Norway", "Europe", test::read_squad("Breakers")));

  std::set<std::string> invented;
  std::ranges::set_difference(ours, recorded, std::inserter(invented, invented.end()));
  EXPECT_THAT(invented, IsEmpty());
}

// The first match of a text and the first of its maps, as the names of their arguments.
std::vector<std::string> form_of(std::string_view text) {
  std::vector<std::string> names;
  const auto matches = list_templates(text.substr(std::min(text.find("{{Match\n"), text.size())));
  if (matches.empty()) return names;
  for (const auto& [name, value] : matches.front().arguments) names.push_back(name);
  for (const auto& map : list_templates(matches.front().argument("map1"))) {
    for (const auto& [name, value] : map.arguments) names.push_back("map1 " + name);
  }
  return names;
}

TEST(WikitextWriter, fills_the_recorded_form) {
  const auto answer = parse_wiki_answer(test::read_recorded(wikitext_name));
  ASSERT_TRUE(answer) << answer.error().detail;
  auto event = test::read_wiki_event("pgl_masters");
  std::erase_if(event.matches, [](const WikiMatch& match) { return match.section != "Round 5"; });

  const auto ours = form_of(wikitext_tournament(event, utc("2025-10-29", "09:00")));

  EXPECT_THAT(ours, testing::Not(IsEmpty()));
  EXPECT_THAT(ours, testing::IsSupersetOf(form_of(answer->pages.at(0).text.text)));
}

}  // namespace
}  // namespace cs2::provider
