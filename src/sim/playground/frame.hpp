// What the page of the playground sends: one JSON object in a text frame; see docs/playground.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "discord/types.hpp"

namespace cs2::sim {

// The first frame of a connection: a visit that goes on, or a new one.
struct Join {
  std::string visit;  // empty: a new one
  std::string person;
};
struct BecomePerson {
  std::string person;
};
struct SetLocale {
  std::string locale;
};
struct SetSpeed {
  double speed = 0;
};

// As typed; what type an option has is known to its command.
struct RawOption {
  std::string name;
  std::variant<std::string, std::int64_t, double, bool> value;
  bool focused = false;
};
struct UseCommand {
  discord::Snowflake channel;
  std::string command;  // with its sub-command
  std::vector<RawOption> options;
  bool suggest = false;
};
struct UseComponent {
  discord::Snowflake channel;
  discord::Snowflake message;
  std::string custom_id;
  std::vector<std::string> values;
};
struct SubmitModal {
  discord::Snowflake channel;
  discord::Snowflake interaction;
  std::string components;  // JSON
};

struct PlaygroundFrame {
  std::int64_t ask = 0;  // given back with the answer
  std::variant<Join, BecomePerson, SetLocale, SetSpeed, UseCommand, UseComponent, SubmitModal> what;
};

// invalid: no such frame.
Result<PlaygroundFrame> parse_playground_frame(std::string_view text);

// The options with the types that the command declares. invalid: one that is unknown, of another type or
// beyond its bounds, or a required one that is missing, which is right while suggestions are asked for.
Result<std::vector<discord::GivenOption>> read_options(const std::vector<discord::CommandSpec>& commands,
                                                       const UseCommand& use);

}  // namespace cs2::sim
