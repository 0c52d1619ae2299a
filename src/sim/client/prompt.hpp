// What a visitor of the demo types, understood as Discord's input box would.
//
//   /match spirit                 words go to the first text option
//   /results team:foo count:3     or are named; a value runs until the next option
//   /follow team spirit           a sub-command stands behind its command
//   /match spi?                   suggestions for what is being typed
//   /press 2                      the second button of the last message
//   /choose 1                     the first entry of its list
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "discord/types.hpp"

namespace cs2::sim {

struct TypedCommand {
  std::string command;  // with its sub-command
  std::vector<discord::GivenOption> options;
  bool suggest = false;  // the focused option's suggestions are wanted, not the answer
};

struct TypedPress {
  int button = 1;  // from 1
};

struct TypedChoice {
  int entry = 1;  // from 1
};

using Typed = std::variant<TypedCommand, TypedPress, TypedChoice>;

// The detail of an error is one sentence for whoever typed.
Result<Typed> parse_prompt(std::string_view line, const std::vector<discord::CommandSpec>& commands);

// The words that may stand in place of the last one of a line that has been typed so far: commands,
// sub-commands, names of options, and an option's choices.
std::vector<std::string> complete_prompt(std::string_view line,
                                         const std::vector<discord::CommandSpec>& commands);

}  // namespace cs2::sim
