#include "sim/client/prompt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/number.hpp"
#include "base/text.hpp"

namespace cs2::sim {
namespace {

using discord::CommandOption;
using discord::CommandSpec;
using discord::OptionType;

struct Given {
  const CommandOption* option = nullptr;
  std::string text;
};

// Words, where "…" keeps spaces together and loses its quotes.
std::vector<std::string> split_words(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false;
  bool begun = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
      begun = true;
    } else if (c == ' ' && !quoted) {
      if (begun) words.push_back(std::exchange(word, {}));
      begun = false;
    } else {
      word += c;
      begun = true;
    }
  }
  if (begun) words.push_back(std::move(word));
  return words;
}

const CommandOption* find_option(const CommandSpec& command, std::string_view name) {
  const auto found = std::ranges::find(command.options, name,
                                       [](const auto& each) { return std::string_view(each.name.text); });
  return found == command.options.end() ? nullptr : &*found;
}

// Where words without a name go: the first text option that is required, else the first text option, else the
// first.
const CommandOption* positional_option(const CommandSpec& command) {
  const auto required_text = [](const CommandOption& each) {
    return each.required && each.type == OptionType::text;
  };
  const auto text = [](const CommandOption& each) { return each.type == OptionType::text; };
  auto found = std::ranges::find_if(command.options, required_text);
  if (found == command.options.end()) found = std::ranges::find_if(command.options, text);
  if (found == command.options.end()) found = command.options.begin();
  return found == command.options.end() ? nullptr : &*found;
}

std::string list_names(const auto& named) {
  std::string list;
  for (const auto& each : named) list += fmt::format("{}{}", list.empty() ? "" : ", ", each.name.text);
  return list;
}

Result<std::vector<Given>> assign(const CommandSpec& command, const std::vector<std::string>& words) {
  std::vector<Given> given;
  for (const auto& word : words) {
    const auto colon = word.find(':');
    const auto* named = colon == std::string::npos ? nullptr : find_option(command, word.substr(0, colon));
    if (named) {
      const bool twice = std::ranges::find(given, named, &Given::option) != given.end();
      if (twice) return invalid("/{} takes {} only once.", command.name.text, named->name.text);
      given.push_back({named, word.substr(colon + 1)});
    } else if (!given.empty()) {
      auto& text = given.back().text;
      text += text.empty() ? word : ' ' + word;
    } else if (const auto* first = positional_option(command)) {
      given.push_back({first, word});
    } else {
      return invalid("/{} takes no options.", command.name.text);
    }
  }
  return given;
}

Result<discord::OptionValue> read_choice(const CommandOption& option, std::string_view text) {
  for (const auto& choice : option.choices) {
    const auto value = std::visit([](const auto& each) { return fmt::format("{}", each); }, choice.value);
    if (fold(choice.name.text) != fold(text) && value != text) continue;
    return std::visit([](const auto& each) { return discord::OptionValue{each}; }, choice.value);
  }
  return invalid("{} must be one of: {}.", option.name.text, list_names(option.choices));
}

Result<discord::OptionValue> read_integer(const CommandOption& option, std::string_view text) {
  const auto value = parse_number<std::int64_t>(text);
  if (!value) return invalid("{} must be a whole number.", option.name.text);
  if (option.least && *value < *option.least)
    return invalid("{} must be at least {}.", option.name.text, *option.least);
  if (option.most && *value > *option.most)
    return invalid("{} must be at most {}.", option.name.text, *option.most);
  return *value;
}

Result<discord::OptionValue> read_boolean(const CommandOption& option, std::string_view text) {
  const auto word = fold(text);
  if (word == "true" || word == "yes" || word == "on") return true;
  if (word == "false" || word == "no" || word == "off") return false;
  return invalid("{} must be yes or no.", option.name.text);
}

Result<discord::OptionValue> read_text(const CommandOption& option, std::string_view text) {
  const auto length = static_cast<std::int64_t>(count_characters(text));
  if (option.least && length < *option.least) {
    return invalid("{} must have at least {} characters.", option.name.text, *option.least);
  }
  if (option.most && length > *option.most) {
    return invalid("{} must have at most {} characters.", option.name.text, *option.most);
  }
  return std::string(text);
}

Result<discord::OptionValue> read_id(const CommandOption& option, std::string_view text) {
  // As a mention, <#123>, or just the number.
  const auto first = text.find_first_of("0123456789");
  const auto digits =
      first == std::string_view::npos ? std::string_view{} : text.substr(first, text.find('>') - first);
  const auto id = discord::parse_snowflake(digits);
  if (!id) return invalid("{} must be an id.", option.name.text);
  return *id;
}

Result<discord::OptionValue> read_value(const CommandOption& option, std::string_view text) {
  if (!option.choices.empty()) return read_choice(option, text);
  switch (option.type) {
    case OptionType::integer:
      return read_integer(option, text);
    case OptionType::boolean:
      return read_boolean(option, text);
    case OptionType::number: {
      try {
        return std::stod(std::string(text));
      } catch (const std::exception&) {
        return invalid("{} must be a number.", option.name.text);
      }
    }
    case OptionType::user:
    case OptionType::channel:
    case OptionType::role:
      return read_id(option, text);
    case OptionType::text:
    case OptionType::sub_command:  // none has a value
      break;
  }
  return read_text(option, text);
}

// Half-typed: nothing is checked, the last option is the one being typed.
Result<Typed> ask_for_suggestions(const CommandSpec& command, std::vector<Given> given) {
  if (given.empty()) {
    const auto* first = positional_option(command);
    if (!first) return invalid("/{} takes no options.", command.name.text);
    given.push_back({first, ""});
  }
  if (!given.back().option->autocomplete) {
    return invalid("{} of /{} has no suggestions.", given.back().option->name.text, command.name.text);
  }
  TypedCommand typed{.command = command.name.text, .options = {}, .suggest = true};
  for (const auto& each : given)
    typed.options.push_back({.name = each.option->name.text, .value = each.text});
  typed.options.back().focused = true;
  return typed;
}

Result<Typed> call(const CommandSpec& command, const std::vector<Given>& given) {
  TypedCommand typed{.command = command.name.text, .options = {}};
  for (const auto& each : given) {
    auto value = read_value(*each.option, each.text);
    if (!value) return failed(value);
    typed.options.push_back({.name = each.option->name.text, .value = std::move(*value)});
  }
  for (const auto& option : command.options) {
    const bool missing = std::ranges::find(given, &option, &Given::option) == given.end();
    if (option.required && missing) return invalid("/{} needs {}.", command.name.text, option.name.text);
  }
  return typed;
}

Result<Typed> read_command(const CommandSpec& command, const std::vector<std::string>& words, bool suggest) {
  auto given = assign(command, words);
  if (!given) return failed(given);
  return suggest ? ask_for_suggestions(command, std::move(*given)) : call(command, *given);
}

bool has_subcommands(const CommandSpec& command) {
  return !command.options.empty() && command.options.front().type == OptionType::sub_command;
}

// The sub-command as if it were a command, of both names.
Result<CommandSpec> find_subcommand(const CommandSpec& command, std::string_view name) {
  const auto* found = find_option(command, name);
  if (!found)
    return invalid("/{} must be followed by one of: {}.", command.name.text, list_names(command.options));
  return CommandSpec{.name = {.text = fmt::format("{} {}", command.name.text, name), .by_locale = {}},
                     .description = found->description,
                     .options = found->options,
                     .default_member_permissions = {}};
}

// "name:" for each option that is not given yet.
std::vector<std::string> list_open_options(const std::vector<CommandOption>& options,
                                           const std::vector<std::string>& given) {
  std::vector<std::string> open;
  for (const auto& option : options) {
    auto name = option.name.text + ':';
    if (!std::ranges::any_of(given, [&](const auto& word) { return word.starts_with(name); }))
      open.push_back(std::move(name));
  }
  return open;
}

// "spoilers:hide" for each choice of an option whose name stands there.
std::vector<std::string> list_choices(const std::vector<CommandOption>& options, std::string_view word) {
  std::vector<std::string> words;
  const auto option = std::ranges::find(options, word.substr(0, word.find(':')),
                                        [](const auto& each) { return std::string_view{each.name.text}; });
  if (option == options.end()) return words;
  for (const auto& choice : option->choices) {
    const auto value = std::visit([](const auto& each) { return fmt::format("{}", each); }, choice.value);
    words.push_back(fmt::format("{}:{}", option->name.text, value));
  }
  return words;
}

std::optional<int> read_position(const std::vector<std::string>& words) {
  if (words.size() == 1) return 1;
  const auto position = parse_digits<int>(words[1]);
  return words.size() == 2 && position && *position >= 1 ? position : std::nullopt;
}

}  // namespace

Result<Typed> parse_prompt(std::string_view line, const std::vector<CommandSpec>& commands) {
  line = trim(line);
  if (!line.starts_with('/'))
    return invalid("Commands start with a slash, for example /{}.",
                   commands.empty() ? "live" : commands.front().name.text);
  const bool suggest = line.ends_with('?');
  if (suggest) line.remove_suffix(1);
  auto words = split_words(line.substr(1));
  if (words.empty()) return invalid("Commands: {}.", list_names(commands));

  const auto& name = words.front();
  if (name == "press" || name == "choose") {
    const auto position = read_position(words);
    if (!position) return invalid("/{} takes a number, counted from 1.", name);
    if (name == "press") return TypedPress{*position};
    return TypedChoice{*position};
  }
  const auto command =
      std::ranges::find(commands, name, [](const auto& each) { return std::string_view(each.name.text); });
  if (command == commands.end())
    return invalid("Unknown command /{}. Commands: {}.", name, list_names(commands));
  words.erase(words.begin());
  if (!has_subcommands(*command)) return read_command(*command, words, suggest);
  const auto sub = find_subcommand(*command, words.empty() ? std::string{} : words.front());
  if (!sub) return failed(sub);
  words.erase(words.begin());
  return read_command(*sub, words, suggest);
}

std::vector<std::string> complete_prompt(std::string_view line, const std::vector<CommandSpec>& commands) {
  auto words = split_words(line);
  if (words.empty() || line.ends_with(' ')) words.emplace_back();
  const auto last = words.back();
  words.pop_back();

  std::vector<std::string> candidates;
  if (words.empty()) {
    for (const auto& command : commands) candidates.push_back('/' + command.name.text);
    for (const auto* own : {"/choose", "/press", "/quit", "/wait"}) candidates.emplace_back(own);
  } else {
    const auto command = std::ranges::find(commands, words.front(),
                                           [](const CommandSpec& each) { return '/' + each.name.text; });
    if (command == commands.end()) return {};
    const auto* options = &command->options;
    if (has_subcommands(*command) && words.size() == 1) {
      for (const auto& each : *options) candidates.push_back(each.name.text);
    } else {
      if (has_subcommands(*command)) {
        const auto* chosen = find_option(*command, words[1]);
        if (chosen == nullptr) return {};
        options = &chosen->options;
      }
      candidates = last.contains(':') ? list_choices(*options, last) : list_open_options(*options, words);
    }
  }
  std::erase_if(candidates, [&](const auto& each) { return !each.starts_with(last); });
  return candidates;
}

}  // namespace cs2::sim
