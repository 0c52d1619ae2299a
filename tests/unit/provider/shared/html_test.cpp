#include "provider/shared/html.hpp"

#include <gtest/gtest.h>

#include "base/limits/providers.hpp"

namespace cs2::provider {
namespace {

HtmlPage page(std::string html) {
  auto parsed = HtmlPage::parse(std::move(html));
  EXPECT_TRUE(parsed) << parsed.error().detail;
  return std::move(*parsed);
}

TEST(Html, finds_elements_by_one_of_their_classes_only) {
  const auto parsed = page(R"(<div class="card"><p class="a  name)"
                           "\t"
                           R"(b">One</p></div><p class="names">Two</p>)");

  EXPECT_EQ(parsed.root().list_by_class("name").size(), 1u);
  EXPECT_EQ(parsed.root().find_by_class("name")->text(), "One");
  EXPECT_FALSE(parsed.root().find_by_class("nam"));
  EXPECT_FALSE(parsed.root().find_by_class(""));
}

TEST(Html, lists_in_document_order_below_an_element) {
  const auto parsed = page(R"(<ul id="x"><li>1</li><li>2<ul><li>3</li></ul></li></ul><li>4</li>)");
  std::string texts;

  for (const auto& item : parsed.root().find_by_tag("ul")->list_by_tag("li")) texts += item.text() + ";";

  EXPECT_EQ(texts, "1;23;3;");
}

TEST(Html, collapses_white_space_and_decodes_entities) {
  const auto parsed = page("<p title='a&amp;b'>  Natus \n\t Vincere&nbsp;&lt;3 </p>");
  const auto paragraph = parsed.root().find_by_tag("p");

  EXPECT_EQ(paragraph->text(), "Natus Vincere <3") << "a blank that does not break is one, too";
  EXPECT_EQ(paragraph->attribute("title"), "a&b");
  EXPECT_EQ(paragraph->attribute("class"), "");
}

TEST(Html, bounds_the_text_of_an_element) {
  const auto parsed = page("<p>" + std::string(100'000, 'x') + "</p>");

  EXPECT_EQ(parsed.root().find_by_tag("p")->text().size(), limits::html_text_bytes_max);
}

TEST(Html, reads_balanced_pages_with_void_elements_and_comments) {
  std::string html = "<!DOCTYPE html><!-- <b><b><b> -->";
  for (int i = 0; i < 2'000; ++i) html += "<p>a<br>b<img src=\"x>y\"></p>";

  EXPECT_EQ(page(html).root().list_by_tag("img").size(), 2'000u);
}

TEST(Html, refuses_a_page_too_deep_for_a_wiki) {
  std::string html;
  for (std::size_t i = 0; i <= limits::html_depth_max; ++i) html += "<div>";

  const auto parsed = HtmlPage::parse(html);

  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().kind, ErrorKind::drift);
}

TEST(Html, survives_what_is_no_page) {
  for (const auto* html : {"", "<", "<!--", "</", "<a href=\"", "\xff\xfe<p", "<p></b></p>"})
    EXPECT_TRUE(HtmlPage::parse(html)) << html;
}

}  // namespace
}  // namespace cs2::provider
