#include "discord/multipart.hpp"

#include <gtest/gtest.h>

namespace cs2::discord {
namespace {

TEST(Multipart, carries_the_payload_and_then_each_file) {
  const std::vector<File> files{{.name = "map.png", .contents = std::string{"\x89PNG\0\r\n", 7}},
                                {.name = "a\"b\r\n.bin"}};

  const auto body = to_multipart(R"({"content":"x"})", files, "edge");

  EXPECT_EQ(body, std::string{"--edge\r\n"
                              "Content-Disposition: form-data; name=\"payload_json\"\r\n"
                              "Content-Type: application/json\r\n\r\n"
                              "{\"content\":\"x\"}\r\n"
                              "--edge\r\n"
                              "Content-Disposition: form-data; name=\"files[0]\"; filename=\"map.png\"\r\n"
                              "Content-Type: image/png\r\n\r\n"} +
                      files[0].contents +
                      "\r\n--edge\r\n"
                      "Content-Disposition: form-data; name=\"files[1]\"; filename=\"a%22b%0D%0A.bin\"\r\n"
                      "Content-Type: application/octet-stream\r\n\r\n"
                      "\r\n--edge--\r\n");
}

TEST(Multipart, draws_a_new_boundary_each_time) {
  EXPECT_NE(make_boundary(), make_boundary());
  EXPECT_LE(make_boundary().size(), 70U);  // RFC 2046
}

}  // namespace
}  // namespace cs2::discord
