#include "provider/liquipedia/rendered_page.hpp"

#include <gtest/gtest.h>

namespace cs2::provider {
namespace {

const Timestamp now = parse_iso8601("2026-07-12T18:20:00Z").value();

ErrorKind error_of(std::string_view json) {
  const auto page = rendered_page(json);
  return page ? ErrorKind::cancelled : page.error().kind;
}

TEST(RenderedPage, comes_in_one_of_two_envelopes) {
  EXPECT_EQ(rendered_page(R"({"parse": {"text": {"*": "<p>1</p>"}}})"), "<p>1</p>");
  EXPECT_EQ(rendered_page(R"({"parse": {"text": "<p>1</p>"}})"), "<p>1</p>");
}

TEST(RenderedPage, is_in_no_other_answer) {
  EXPECT_EQ(error_of("<html>"), ErrorKind::drift);
  EXPECT_EQ(error_of("[]"), ErrorKind::drift);
  EXPECT_EQ(error_of(R"({"parse": {"text": {"*": null}}})"), ErrorKind::drift);
  EXPECT_EQ(error_of(R"({"error": {"code": "missingtitle"}})"), ErrorKind::drift);
  EXPECT_EQ(error_of(R"({"error": {"code": "readonly"}})"), ErrorKind::unavailable);
}

TEST(RenderedPage, is_as_old_as_it_says) {
  EXPECT_EQ(rendered_at("<p>\n<!-- Cached time: 20260712081354 -->", now),
            parse_iso8601("2026-07-12T08:13:54Z"));
  EXPECT_EQ(rendered_at("<!-- Cached time: 20990712081354 -->", now), now);
  EXPECT_EQ(rendered_at("<!-- Cached time: lately -->", now), now);
  EXPECT_EQ(rendered_at("<p>", now), now);
}

}  // namespace
}  // namespace cs2::provider
