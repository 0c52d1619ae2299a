#include "sim/playground/frame.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <optional>

#include "base/text.hpp"

namespace cs2::sim {
namespace {

namespace json = boost::json;
using discord::OptionType;
using discord::Snowflake;

constexpr std::size_t options_max = 25;
constexpr std::size_t values_max = 25;
constexpr std::size_t name_bytes_max = 100;
constexpr std::int64_t text_characters_max = 6'000;

// Reads one frame; what is missing or of another type makes it broken.
class Reader {
 public:
  explicit Reader(const json::object& frame) : frame_(frame) {}

  std::string text(std::string_view key, bool required = true) {
    const auto* found = frame_.if_contains(key);
    const auto* value = found ? found->if_string() : nullptr;
    if (!value || value->size() > name_bytes_max) {
      broken_ |= required || found;
      return {};
    }
    return std::string(*value);
  }

  Snowflake id(std::string_view key) {
    const auto id = discord::parse_snowflake(text(key));
    broken_ |= !id;
    return id.value_or(Snowflake{});
  }

  double number(std::string_view key) {
    const auto* found = frame_.if_contains(key);
    if (!found || !found->is_number()) {
      broken_ = true;
      return 0;
    }
    return found->to_number<double>();
  }

  const json::array& array(std::string_view key, std::size_t most) {
    static const json::array none;
    const auto* found = frame_.if_contains(key);
    const auto* value = found ? found->if_array() : nullptr;
    if (!value || value->size() > most) {
      broken_ |= found != nullptr;
      return none;
    }
    return *value;
  }

  std::vector<std::string> texts(std::string_view key) {
    std::vector<std::string> read;
    for (const auto& each : array(key, values_max)) {
      const auto* value = each.if_string();
      broken_ |= !value;
      if (value) read.emplace_back(*value);
    }
    return read;
  }

  std::vector<RawOption> options() {
    std::vector<RawOption> read;
    for (const auto& each : array("options", options_max)) {
      const auto* object = each.if_object();
      if (!object) {
        broken_ = true;
        continue;
      }
      Reader reader{*object};
      RawOption option{.name = reader.text("name"), .value = {}};
      const auto* value = object->if_contains("value");
      if (const auto* given = value ? value->if_string() : nullptr)
        option.value = std::string(*given);
      else if (value && value->is_int64())
        option.value = value->get_int64();
      else if (value && value->is_bool())
        option.value = value->get_bool();
      else if (value && value->is_double())
        option.value = value->get_double();
      else
        broken_ = true;
      const auto* focused = object->if_contains("focused");
      option.focused = focused && focused->is_bool() && focused->get_bool();
      broken_ |= reader.broken_;
      read.push_back(std::move(option));
    }
    return read;
  }

  bool is_broken() const { return broken_; }

 private:
  const json::object& frame_;
  bool broken_ = false;
};

const discord::CommandOption* find_option(const std::vector<discord::CommandOption>& options,
                                          std::string_view name) {
  const auto found =
      std::ranges::find(options, name, [](const auto& each) { return std::string_view(each.name.text); });
  return found == options.end() ? nullptr : &*found;
}

// Those of the command, or of its sub-command.
Result<const std::vector<discord::CommandOption>*> options_of(
    const std::vector<discord::CommandSpec>& commands, std::string_view name) {
  const auto space = std::min(name.find(' '), name.size());
  const auto command = std::ranges::find(commands, name.substr(0, space),
                                         [](const auto& each) { return std::string_view(each.name.text); });
  if (command == commands.end()) return invalid("no command is called {}", name);
  const auto& own = command->options;
  const bool nested = !own.empty() && own.front().type == OptionType::sub_command;
  const auto sub = trim(name.substr(space));
  if (!nested && sub.empty()) return &own;
  const auto* found = nested ? find_option(own, sub) : nullptr;
  if (!found) return invalid("/{} has no sub-command \"{}\"", command->name.text, sub);
  return &found->options;
}

bool is_given(const std::vector<discord::GivenOption>& given, std::string_view name) {
  return std::ranges::find(given, name, &discord::GivenOption::name) != given.end();
}

bool is_offered(const discord::CommandOption& spec, const std::variant<std::string, std::int64_t>& value) {
  return spec.choices.empty() ||
         std::ranges::any_of(spec.choices, [&](const auto& each) { return each.value == value; });
}

std::optional<discord::OptionValue> typed_value(const discord::CommandOption& spec, const RawOption& raw) {
  const auto* text = std::get_if<std::string>(&raw.value);
  const auto* whole = std::get_if<std::int64_t>(&raw.value);
  // What is being typed is a text, whatever it is to become.
  if (raw.focused) return text ? std::optional<discord::OptionValue>{*text} : std::nullopt;
  switch (spec.type) {
    case OptionType::text: {
      if (!text || !is_offered(spec, *text)) return std::nullopt;
      const auto length = static_cast<std::int64_t>(count_characters(*text));
      if (length < spec.least.value_or(0) || length > spec.most.value_or(text_characters_max))
        return std::nullopt;
      return *text;
    }
    case OptionType::integer:
      if (!whole || !is_offered(spec, *whole) || *whole < spec.least.value_or(*whole) ||
          *whole > spec.most.value_or(*whole))
        return std::nullopt;
      return *whole;
    case OptionType::boolean:
      if (const auto* flag = std::get_if<bool>(&raw.value)) return *flag;
      return std::nullopt;
    case OptionType::number:
      if (const auto* number = std::get_if<double>(&raw.value)) return *number;
      return whole ? std::optional<discord::OptionValue>{static_cast<double>(*whole)} : std::nullopt;
    case OptionType::user:
    case OptionType::channel:
    case OptionType::role: {
      const auto id = text ? discord::parse_snowflake(*text) : std::nullopt;
      return id ? std::optional<discord::OptionValue>{*id} : std::nullopt;
    }
    case OptionType::sub_command:
      break;
  }
  return std::nullopt;
}

}  // namespace

Result<PlaygroundFrame> parse_playground_frame(std::string_view text) {
  boost::system::error_code error;
  const auto value = json::parse(text, error, {}, {.max_depth = 12});
  const auto* object = error ? nullptr : value.if_object();
  if (!object) return invalid("no JSON object");

  Reader reader{*object};
  const auto type = reader.text("type");
  PlaygroundFrame frame;
  if (const auto* ask = object->if_contains("ask"); ask && ask->is_int64()) frame.ask = ask->get_int64();

  if (type == "join") {
    frame.what = Join{.visit = reader.text("visit", false), .person = reader.text("person", false)};
  } else if (type == "person") {
    frame.what = BecomePerson{reader.text("person")};
  } else if (type == "locale") {
    frame.what = SetLocale{reader.text("locale")};
  } else if (type == "speed") {
    frame.what = SetSpeed{reader.number("speed")};
  } else if (type == "command" || type == "suggest") {
    frame.what = UseCommand{.channel = reader.id("channel"),
                            .command = reader.text("command"),
                            .options = reader.options(),
                            .suggest = type == "suggest"};
  } else if (type == "component") {
    frame.what = UseComponent{.channel = reader.id("channel"),
                              .message = reader.id("message"),
                              .custom_id = reader.text("custom_id"),
                              .values = reader.texts("values")};
  } else if (type == "modal") {
    frame.what = SubmitModal{.channel = reader.id("channel"),
                             .interaction = reader.id("interaction"),
                             .components = json::serialize(reader.array("components", values_max))};
  } else {
    return invalid("no such type");
  }
  if (reader.is_broken()) return invalid("{}: a field is missing or of another type", type);
  return frame;
}

Result<std::vector<discord::GivenOption>> read_options(const std::vector<discord::CommandSpec>& commands,
                                                       const UseCommand& use) {
  const auto specs = options_of(commands, use.command);
  if (!specs) return failed(specs);
  std::vector<discord::GivenOption> given;
  for (const auto& raw : use.options) {
    const auto* spec = find_option(**specs, raw.name);
    if (!spec) return invalid("/{} has no option {}", use.command, raw.name);
    if (raw.focused && !(use.suggest && spec->autocomplete)) return invalid("{} suggests nothing", raw.name);
    if (is_given(given, raw.name)) return invalid("{} is given twice", raw.name);
    const auto value = typed_value(*spec, raw);
    if (!value) return invalid("{} has another type or is out of bounds", raw.name);
    given.push_back({.name = raw.name, .value = *value, .focused = raw.focused});
  }
  if (use.suggest) {
    if (std::ranges::count(given, true, &discord::GivenOption::focused) != 1)
      return invalid("one option is focused");
    return given;
  }
  for (const auto& spec : **specs) {
    if (spec.required && !is_given(given, spec.name.text)) return invalid("{} is missing", spec.name.text);
  }
  return given;
}

}  // namespace cs2::sim
