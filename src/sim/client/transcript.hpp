// A message of Discord's as text for a terminal: what the demo prints, and what tests compare.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "discord/types.hpp"

namespace cs2::sim {

struct TranscriptStyle {
  bool colored = false;               // ANSI colours: the embed's bar, dimmed footers
  bool revealed = false;              // spoilers are shown; otherwise they are ▒▒▒
  std::size_t width = 96;             // of a line, in characters; longer ones are wrapped
  std::optional<Timestamp> now = {};  // what "in 5 minutes" counts from; without it such times are absolute
  // What a channel is called, for <#123>; without it, or where it gives nothing, the id is shown.
  std::function<std::string(discord::Snowflake)> channel_name = {};
};

// `message` is Discord's JSON. Embeds stand behind a bar, inline fields side by side, buttons as [ 1 Label ]
// with the number by which the prompt presses them, <t:…> as a time in UTC.
std::string render_transcript(std::string_view message, const TranscriptStyle& style);

// What the prompt's numbers stand for: the pressable buttons in order, then the first select's choices.
struct Pressable {
  std::string custom_id;
  std::string label;
};
std::vector<Pressable> pressable_buttons(std::string_view message);
std::vector<Pressable> selectable_values(std::string_view message);  // custom_id of the select, label = value

}  // namespace cs2::sim
