#include "sim/client/transcript.hpp"

#include <gtest/gtest.h>

namespace cs2::sim {
namespace {

constexpr std::string_view card = R"json({"content":"**Live** now","flags":64,
  "embeds":[{"title":"Northwind \\* Foxes","description":"Starts <t:1795449600:t> · [source](https://example.org)","color":255,
    "fields":[{"name":"Score","value":"||13 : 9||","inline":true},{"name":"Map","value":"Mirage","inline":true},
              {"name":"Stage","value":"Grand final"}],
    "footer":{"text":"Liquipedia"},"timestamp":"2026-11-23T12:00:00Z"
}],
  "components":[{"type":1,"components":[{"type":2,"style":1,"label":"Show","custom_id":"s"},
    {"type":2,"style":2,"label":"Back","custom_id":"b","disabled":true},
    {"type":2,"style":2,"emoji":{"name":"▶"},"custom_id":"n"},
    {"type":2,"style":5,"label":"Web","url":"https://example.org"}]}]
})json";

TEST(Transcript, shows_a_message_as_a_reader_sees_it) {
  EXPECT_EQ(render_transcript(card, {.width = 40}),
            "(only you can see this)\n"
            "Live now\n"
            "┃ Northwind * Foxes\n"
            "┃ Starts 16:00 UTC · source\n"
            "┃ Score               Map\n"
            "┃ ▒▒▒                 Mirage\n"
            "┃ Stage\n"
            "┃ Grand final\n"
            "┃ Liquipedia · 23 Nov 2026 12:00 UTC\n"
            "[ 1 Show ] [ – Back ] [ 2 ▶ ] [ Web ↗ ]\n");
}

TEST(Transcript, reveals_spoilers_when_asked) {
  EXPECT_NE(render_transcript(card, {.revealed = true}).find("13 : 9"), std::string::npos);
}

TEST(Transcript, names_commands_and_counts_relative_times_from_now) {
  const std::string_view message = R"({"content":"</live:42> begins <t:1000000:R>, ended <t:990000:R>"})";

  EXPECT_EQ(render_transcript(message, {.now = from_unix_seconds(999'940)}),
            "/live begins in 1 minute, ended 2 hours ago\n");
}

TEST(Transcript, breaks_long_lines_at_words) {
  EXPECT_EQ(render_transcript(R"({"content":"one two three four"})", {.width = 9}), "one two\nthree\nfour\n");
}

TEST(Transcript, breaks_every_part_of_an_embed_at_words) {
  constexpr std::string_view message =
      R"({"embeds":[{"title":"one two three","footer":{"text":"four five six"}}]})";

  EXPECT_EQ(render_transcript(message, {.width = 10}), "┃ one two\n┃ three\n┃ four\n┃ five six\n");
}

TEST(Transcript, names_channels_where_their_names_are_known) {
  constexpr std::string_view message = R"({"content":"in <#17> and <#18>"})";
  const auto name = [](discord::Snowflake id) { return std::string{id.value == 17 ? "matches" : ""}; };

  EXPECT_EQ(render_transcript(message, {.channel_name = name}), "in #matches and <#18>\n");
}

TEST(Transcript, counts_buttons_as_the_prompt_does) {
  const auto buttons = pressable_buttons(card);

  ASSERT_EQ(buttons.size(), 2U);
  EXPECT_EQ(buttons[0].custom_id, "s");
  EXPECT_EQ(buttons[1].custom_id, "n");
}

TEST(Transcript, lists_the_entries_of_a_select) {
  constexpr std::string_view message = R"({"components":[{"type":1,"components":[{"type":3,"custom_id":"list",
    "placeholder":"Which?","options":[{"label":"One","value":"1"},{"label":"Two","value":"2","default":true}]}]}]})";

  EXPECT_EQ(render_transcript(message, {}), "▾ Which?\n  1 One\n  2 Two ✓\n");
  EXPECT_EQ(selectable_values(message).at(1).label, "2");
}

TEST(Transcript, shows_nothing_for_what_is_no_message) {
  EXPECT_EQ(render_transcript("nonsense", {}), "");
}

}  // namespace
}  // namespace cs2::sim
