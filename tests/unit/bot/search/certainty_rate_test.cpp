// How often the index is sure of the wrong name. What is not in the store must not be answered with what is;
// the lists are data (tests/data/names).
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

double percent(int part, int whole) {
  return 100.0 * part / std::max(whole, 1);
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

class Certain : public testing::TestWithParam<NameKind> {};

TEST_P(Certain, answers_no_more_than_one_of_100_names_that_are_not_in_the_store_and_follows_none) {
  const auto unknown = finding::read_unknown(GetParam());
  const NameIndex index{finding::make_names_without(GetParam(), unknown)};
  int answered = 0;
  int followed = 0;
  int asked_back = 0;

  for (const auto& [group, typed] : unknown) {
    const auto resolution = index.resolve(typed, GetParam());
    asked_back += resolution.meant.size() > 1 ? 1 : 0;
    if (resolution.meant.size() != 1) continue;
    ++answered;
    followed += resolution.is_exact ? 1 : 0;
    std::cout << fmt::format("  {} ({}) was answered with {}\n", typed, group,
                             resolution.meant.front()->name);
  }

  const auto asked = static_cast<int>(unknown.size());
  test::measured(
      fmt::format("{} asked for {} names that are not among {}: wrong answers {:.1f} %, "
                  "wrong follows {}, asked back {:.1f} %",
                  name_of(GetParam()), asked, index.size(), percent(answered, asked), followed,
                  percent(asked_back, asked)));
  EXPECT_GE(asked, 150);
  EXPECT_LE(percent(answered, asked), 1);
  EXPECT_EQ(followed, 0);
}

TEST_P(Certain, answers_most_of_what_is_meant_and_hardly_ever_wrongly) {
  const NameIndex index{finding::make_names(GetParam())};
  int asked = 0;
  int right = 0;
  int offered = 0;
  int wrong = 0;

  for (const auto& spelling : finding::read_spellings(GetParam())) {
    const auto is_meant = [&](const store::Named* named) {
      return std::ranges::find(spelling.meant, named->name) != spelling.meant.end();
    };
    const auto resolution = index.resolve(spelling.typed, spelling.kind);
    const auto& shown = resolution.meant.empty() ? resolution.close : resolution.meant;
    ++asked;
    if (resolution.meant.size() != 1)
      offered += std::ranges::any_of(shown, is_meant) ? 1 : 0;
    else if (is_meant(resolution.meant.front()))
      ++right;
    else {
      ++wrong;
      std::cout << fmt::format("  {} was answered with {}, not {}\n", spelling.typed,
                               resolution.meant.front()->name, spelling.meant.front());
    }
  }

  test::measured(fmt::format("{} meant by {} spellings: answered {:.1f} %, offered {:.1f} %, wrong {:.1f} %",
                             name_of(GetParam()), asked, percent(right, asked), percent(offered, asked),
                             percent(wrong, asked)));
  EXPECT_GT(percent(right + offered, asked), 97);
  EXPECT_LE(percent(wrong, asked), 1);
}

INSTANTIATE_TEST_SUITE_P(Names, Certain,
                         testing::Values(NameKind::team, NameKind::tournament, NameKind::player),
                         [](const testing::TestParamInfo<NameKind>& kind) { return name_of(kind.param); });

}  // namespace
}  // namespace cs2::bot
