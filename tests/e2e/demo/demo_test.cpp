// The demo as a visitor without any account sees it.
#include <gtest/gtest.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "support/child.hpp"
#include "support/paths.hpp"
#include "support/temporary_folder.hpp"

namespace cs2 {
namespace {

class Demo : public testing::Test {
 protected:
  struct Transcript {
    int status = 0;
    std::string text;
  };

  Transcript play(std::string_view script, const std::string& form = "--plain") {
    const auto file = folder_.write("script.txt", script);
    test::Child child{{cs2::test::binary(), "demo", form, "--speed", "600", "--script", file},
                      {{"HOME", folder_.path().string()}},
                      (folder_.path() / "transcript.txt").string()};
    const int status = child.wait();
    return {status, child.printed()};
  }

  test::TemporaryFolder folder_;
};

TEST_F(Demo, plays_a_day_and_answers_what_a_visitor_types) {
  const auto [status, text] = play(
      "# what is planned, what is played, what was played\n"
      "/upcoming\n"
      "/wait 60m\n"
      "/live\n"
      "/match quartz?\n"
      "/match granite\n"
      "/wait 4h\n"
      "/results\n"
      "/press 1\n"
      "/results spoilers:hide\n"
      "/team granite\n"
      "/choose 1\n"
      "/press 1\n"
      "/event aurora\n"
      "/press 1\n"
      "/events\n"
      "/ranking\n"
      "/settings spoilers:hide\n"
      "/results team:granite foxes\n");

  EXPECT_EQ(status, 0) << text;
  for (const auto* words :
       {"Upcoming matches", "started (", "Live matches", "Aurora Cup 2026", "Granite Foxes", "Results",
        "Page 2 of", "Gneis", "Valve World Ranking", "Standings", "▒▒▒", "Saved.",
        "Data: Liquipedia (CC BY-SA 3.0)", "Data: PandaScore", "0 unanswered", "0 refused"})
    EXPECT_NE(text.find(words), std::string::npos) << words << " is missing in\n" << text;
}

TEST_F(Demo, says_in_one_sentence_what_cannot_be_understood) {
  const auto [status, text] = play("/dance\n/wait long\n/press 7\nhello\n/quit\n");

  EXPECT_EQ(status, 0) << text;
  EXPECT_NE(text.find("/wait 30m"), std::string::npos) << text;
  EXPECT_NE(text.find("no answer with buttons yet"), std::string::npos) << text;
}

TEST_F(Demo, prints_each_message_and_each_suggestion_as_a_line_of_json) {
  const auto [status, text] = play("/upcoming\n/match quartz?\n", "--json");

  EXPECT_EQ(status, 0) << text;
  std::vector<boost::json::object> printed;
  for (const auto line : split(text, '\n'))
    if (line.starts_with('{')) printed.push_back(boost::json::parse(std::string{line}).as_object());
  ASSERT_EQ(printed.size(), 2U) << text;
  EXPECT_EQ(printed[0].at("asked"), "/upcoming");
  EXPECT_EQ(printed[0].at("message").at("embeds").as_array().size(), 1U);
  EXPECT_EQ(printed[0].at("channels").as_object().begin()->value(), "general");
  EXPECT_EQ(printed[1].at("asked"), "/match quartz?");
  EXPECT_TRUE(printed[1].at("message").is_null());
  EXPECT_FALSE(printed[1].at("suggestions").as_array().empty());
}

TEST_F(Demo, leaves_nothing_behind) {
  const auto own = folder_.path() / "tmp";
  std::filesystem::create_directory(own);
  const auto file = folder_.write("script.txt", "/quit\n");

  test::Child child{{cs2::test::binary(), "demo", "--script", file},
                    {{"HOME", own.string()}, {"TMPDIR", own.string()}},
                    (folder_.path() / "transcript.txt").string()};

  EXPECT_EQ(child.wait(), 0) << child.printed();
  EXPECT_TRUE(std::filesystem::is_empty(own));
}

}  // namespace
}  // namespace cs2
