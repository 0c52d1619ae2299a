#include "sim/discord/internal/rest_api/multipart.hpp"

#include <gtest/gtest.h>

namespace cs2::sim {
namespace {

TEST(Multipart, gives_names_and_contents_of_its_parts) {
  const auto parts =
      parse_multipart("multipart/form-data; boundary=cut",
                      "--cut\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\r\n{}\r\n"
                      "--cut\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a.png\"\r\n"
                      "Content-Type: image/png\r\n\r\n\x89PNG\r\n--cut--\r\n");

  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 2U);
  EXPECT_EQ(parts->front().name, "payload_json");
  EXPECT_EQ(parts->front().contents, "{}");
  EXPECT_EQ(parts->back().filename, "a.png");
  EXPECT_EQ(parts->back().contents, "\x89PNG");
}

TEST(Multipart, refuses_what_does_not_keep_to_its_boundary) {
  EXPECT_FALSE(parse_multipart("multipart/form-data", "--cut--"));
  EXPECT_FALSE(parse_multipart("multipart/form-data; boundary=cut", "--other--"));
  EXPECT_FALSE(
      parse_multipart("multipart/form-data; boundary=cut", "--cut\r\nContent-Disposition: form-data"));
}

}  // namespace
}  // namespace cs2::sim
