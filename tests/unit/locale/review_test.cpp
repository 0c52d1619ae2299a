#include "locale/review.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <iterator>

#include "support/paths.hpp"

namespace cs2::locale {
namespace {

Catalogue load(std::string_view english, std::string_view german) {
  const std::array<EmbeddedFile, 2> files{{{"en-US.toml", english}, {"de.toml", german}}};
  return Catalogue::load(files).value();
}

constexpr std::string_view english = "[button]\nnext = \"Next\"\nback = \"Back\"\n[a]\nx = \"x\"\ny = \"y\"";
constexpr std::string_view german = "[button]\nnext = \"Weiter\"\nback = \"Zurück\"\n[a]\nx = \"ix\"";

double share(const Catalogue& catalogue, const Reviews& reviews) {
  return reviewed_share(catalogue.find("de"), catalogue.source(), reviews);
}

Reviews read_all(const Catalogue& catalogue, std::string_view keys = "") {
  return with_review({}, catalogue.find("de"), catalogue.source(), keys, "Anna");
}

TEST(Review, counts_what_was_read_as_it_is_now) {
  const auto catalogue = load(english, german);

  EXPECT_EQ(share(catalogue, {}), 0);
  EXPECT_EQ(share(catalogue, read_all(catalogue, "button.")), 0.5);
  EXPECT_EQ(share(catalogue, read_all(catalogue)), 0.75) << "a.y is not translated";
  EXPECT_EQ(reviewed_share(catalogue.source(), catalogue.source(), {}), 1);
}

TEST(Review, is_undone_by_another_source_or_translation) {
  const auto reviews = read_all(load(english, german), "button.");

  EXPECT_EQ(share(load("[button]\nnext = \"Next page\"\nback = \"Back\"", german), reviews), 0.5);
  EXPECT_EQ(
      share(load("[button]\nnext = \"Next\"\nback = \"Back\"", "[button]\nnext = \"Vor\"\nback = \"Zurück\""),
            reviews),
      0.5);
}

TEST(Review, forgets_what_is_no_longer_current) {
  const auto before = read_all(load(english, german));
  const auto changed = load(english, "[button]\nnext = \"Vor\"\nback = \"Zurück\"");

  const auto after = with_review(before, changed.find("de"), changed.source(), "button.back", "Bert");

  ASSERT_EQ(after.at("de").size(), 1U);
  EXPECT_EQ(after.at("de").at("button.back").reviewer, "Bert");
}

TEST(Review, is_written_and_read) {
  const auto reviews =
      with_review({}, load(english, german).find("de"), load(english, german).source(), "", "Anna \"A\"");
  const auto text = to_toml(reviews);

  EXPECT_EQ(parse_reviews({"reviewed.toml", text}), reviews);
  EXPECT_EQ(parse_reviews({"reviewed.toml", to_toml({})}), Reviews{});
}

TEST(Review, says_where_the_file_is_wrong) {
  const auto refusal = [](std::string_view text) {
    return parse_reviews({"reviewed.toml", text}).error().detail;
  };

  EXPECT_EQ(refusal("de = 5"), "reviewed.toml:1: de is no language");
  EXPECT_EQ(refusal("[de]\n\"a.x\" = \"Anna\""),
            "reviewed.toml:2: a.x: a review is { digest = \"…\", by = \"…\" }");
  EXPECT_TRUE(refusal("[de").starts_with("reviewed.toml:1: no TOML"));
}

// docs/languages.md has a row for each language with its share.
TEST(Reviews, stand_in_the_documents_as_they_are) {
  std::ifstream stream{test::source_dir() + "/docs/languages.md"};
  const std::string document{std::istreambuf_iterator<char>{stream}, {}};
  const auto catalogue = Catalogue::load(embedded_catalogues()).value();
  for (const auto& code : catalogue.codes()) {
    const auto reviewed = reviewed_share(catalogue.find(code), catalogue.source(), embedded_reviews());
    const auto cell = code == "en-US" ? std::string{"source"} : fmt::format("{:.0f} %", 100 * reviewed);
    EXPECT_TRUE(document.contains(fmt::format("| `{}` | {} | {} |", code, language_name(code), cell)))
        << "| `" << code << "` | " << language_name(code) << " | " << cell << " |";
  }
}

}  // namespace
}  // namespace cs2::locale
