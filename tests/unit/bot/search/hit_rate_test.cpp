// How often the index finds what people mean. The lists are data (tests/data/names); thousands of names stand
// between the typed text and its answer.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "bot/search/name_index.hpp"
#include "support/measured.hpp"
#include "unit/bot/search/hit_rate_fixture.hpp"

namespace cs2::bot {
namespace {

using store::NameKind;

struct Tally {
  int asked = 0;
  int first = 0;    // the meant one stood at the top
  int in_five = 0;  // or among the first five

  void count(std::size_t place) {
    ++asked;
    first += place == 0 ? 1 : 0;
    in_five += place < 5 ? 1 : 0;
  }
  double percent_first() const { return 100.0 * first / std::max(asked, 1); }
  double percent_in_five() const { return 100.0 * in_five / std::max(asked, 1); }
};

constexpr std::size_t nowhere = SIZE_MAX;

std::size_t place_of(const finding::Spelling& spelling, const std::vector<NameHit>& hits) {
  const auto is_meant = [&](const NameHit& hit) {
    return std::ranges::find(spelling.meant, hit.named->name) != spelling.meant.end();
  };
  const auto found = std::ranges::find_if(hits, is_meant);
  return found == hits.end() ? nowhere : static_cast<std::size_t>(found - hits.begin());
}

void print_miss(const finding::Spelling& spelling, const std::vector<NameHit>& hits, std::size_t place) {
  std::cout << fmt::format("  {}: {} stands before {}, which {}\n", spelling.typed,
                           hits.empty() ? "nothing" : hits.front().named->name, spelling.meant.front(),
                           place == nowhere ? "is missing" : fmt::format("is number {}", place + 1));
}

void print(const std::string& group, const Tally& tally) {
  std::cout << fmt::format("{:44} {:4}  first {:5.1f} %  in five {:5.1f} %\n", group, tally.asked,
                           tally.percent_first(), tally.percent_in_five());
}

std::string name_of(NameKind kind) {
  switch (kind) {
    case NameKind::team:
      return "teams";
    case NameKind::tournament:
      return "events";
    case NameKind::player:
      return "players";
  }
  return {};
}

class Finding : public testing::TestWithParam<NameKind> {};

TEST_P(Finding, puts_what_is_meant_first_in_97_of_100_and_among_five_in_995_of_1000) {
  const NameIndex index{finding::make_names(GetParam())};
  std::vector<std::pair<std::string, Tally>> groups;
  Tally all;

  for (const auto& spelling : finding::read_spellings(GetParam())) {
    if (groups.empty() || groups.back().first != spelling.group) groups.push_back({spelling.group, {}});
    const auto hits = index.search(spelling.typed, spelling.kind, 25);
    const auto place = place_of(spelling, hits);
    groups.back().second.count(place);
    all.count(place);
    if (place != 0) print_miss(spelling, hits, place);
  }

  for (const auto& [group, tally] : groups) print(group, tally);
  test::measured(fmt::format("{} found by {} spellings among {} names: first {:.1f} %, in five {:.1f} %",
                             name_of(GetParam()), all.asked, index.size(), all.percent_first(),
                             all.percent_in_five()));
  EXPECT_GE(all.asked, 100);
  EXPECT_GE(index.size(), 890U) << "too few to stand in between";
  EXPECT_GT(all.percent_first(), 97);
  EXPECT_GT(all.percent_in_five(), 99.5);
}

INSTANTIATE_TEST_SUITE_P(Names, Finding,
                         testing::Values(NameKind::team, NameKind::tournament, NameKind::player),
                         [](const testing::TestParamInfo<NameKind>& kind) { return name_of(kind.param); });

}  // namespace
}  // namespace cs2::bot
