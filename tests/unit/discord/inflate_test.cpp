#include "discord/inflate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "unit/discord/deflater.hpp"

namespace cs2::discord {
namespace {

// What came out of each piece, "" where nothing did.
std::vector<std::string> push_all(Inflater& inflater, const std::vector<std::string>& pieces) {
  std::vector<std::string> out;
  for (const auto& piece : pieces) {
    const auto payload = inflater.push(piece);
    out.emplace_back(payload && *payload ? std::string{**payload} : std::string{});
  }
  return out;
}

TEST(Inflater, gives_each_payload_of_the_stream) {
  Deflater other;
  Inflater inflater;

  const auto first = push_all(inflater, {other.payload(R"({"op":10})")});
  const auto second = push_all(inflater, {other.payload(R"({"op":11})")});

  EXPECT_EQ(first.front(), R"({"op":10})");
  EXPECT_EQ(second.front(), R"({"op":11})");
}

TEST(Inflater, waits_for_the_rest_wherever_a_payload_is_split) {
  const std::string text(3000, 'x');
  const auto whole = Deflater{}.payload(text);

  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    Inflater inflater;
    const auto out = push_all(inflater, {whole.substr(0, cut), whole.substr(cut)});
    EXPECT_EQ(out, (std::vector<std::string>{"", text})) << "cut at " << cut;
  }
}

TEST(Inflater, takes_a_payload_byte_by_byte) {
  const auto whole = Deflater{}.payload("hello");
  std::vector<std::string> bytes;
  for (const char byte : whole) bytes.emplace_back(1, byte);
  Inflater inflater;

  const auto out = push_all(inflater, bytes);

  EXPECT_EQ(out.back(), "hello");
  EXPECT_EQ(std::count(out.begin(), out.end(), ""), static_cast<std::ptrdiff_t>(out.size()) - 1);
}

TEST(Inflater, inflates_large_payloads_and_then_small_ones) {
  Deflater other;
  Inflater inflater;
  const std::string large(5'000'000, 'g');

  EXPECT_EQ(push_all(inflater, {other.payload(large)}).front(), large);
  EXPECT_EQ(push_all(inflater, {other.payload("small")}).front(), "small");
}

TEST(Inflater, stops_at_a_bomb) {
  Inflater inflater{100'000};
  const auto bomb = Deflater{}.payload(std::string(10'000'000, '0'));

  const auto payload = inflater.push(bomb);

  ASSERT_FALSE(payload);
  EXPECT_EQ(payload.error().kind, ErrorKind::too_large);
  EXPECT_FALSE(inflater.push(bomb));
}

TEST(Inflater, allows_a_payload_up_to_the_bound) {
  Inflater inflater{100'000};
  const std::string text(99'999, '0');

  EXPECT_EQ(push_all(inflater, {Deflater{}.payload(text)}).front(), text);
}

TEST(Inflater, refuses_what_is_no_stream_of_zlib) {
  Inflater inflater;

  EXPECT_FALSE(inflater.push("GET / HTTP/1.1"));
  EXPECT_FALSE(inflater.push(Deflater{}.payload("late")));
}

}  // namespace
}  // namespace cs2::discord
