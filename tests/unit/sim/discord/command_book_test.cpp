#include "sim/discord/internal/command_book.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace cs2::sim {
namespace {

const auto noon = *parse_iso8601("2026-11-23T12:00:00Z");

json::array commands(std::initializer_list<std::string> names) {
  json::array array;
  for (const auto& name : names) array.push_back(json::object{{"name", name}, {"description", "d"}});
  return array;
}

class Commands : public testing::Test {
 protected:
  std::uint64_t last_id = 100;
  CommandBook book{discord::Snowflake{1}, [this] { return discord::Snowflake{++last_id}; }};
};

TEST_F(Commands, keep_their_ids_as_long_as_their_names_persist) {
  book.overwrite(commands({"live", "match"}), noon);
  const auto id = book.find("match")->id;

  book.overwrite(commands({"match", "results"}), noon);

  EXPECT_EQ(book.find("match")->id, id);
  EXPECT_EQ(book.find("live"), nullptr);
}

TEST_F(Commands, may_be_created_two_hundred_times_a_day) {
  for (int i = 0; i < 200; ++i) EXPECT_FALSE(book.overwrite(commands({"c" + std::to_string(i)}), noon)) << i;

  EXPECT_EQ(book.overwrite(commands({"one-more"}), noon)->code, 30034);
  EXPECT_FALSE(book.overwrite(commands({"c199"}), noon)) << "what persists is not created";
  EXPECT_FALSE(book.overwrite(commands({"one-more"}), noon + days{1}));
}

TEST_F(Commands, tell_a_new_one_from_a_replaced_one) {
  const auto command = commands({"live"}).front().as_object();

  EXPECT_TRUE(book.upsert(command, noon)->created);
  EXPECT_FALSE(book.upsert(command, noon)->created);
}

TEST_F(Commands, are_kept_as_they_were_when_one_of_them_is_refused) {
  book.overwrite(commands({"live"}), noon);

  EXPECT_EQ(book.overwrite(commands({"fine", "Not fine"}), noon)->code, 50035);

  EXPECT_NE(book.find("live"), nullptr);
  EXPECT_EQ(book.all().size(), 1U);
}

}  // namespace
}  // namespace cs2::sim
