#include <algorithm>
#include <array>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <map>
#include <set>

#include "base/number.hpp"
#include "sim/discord/internal/rules/reading.hpp"
#include "sim/discord/internal/rules/rules.hpp"

namespace cs2::sim {
namespace {

constexpr std::array<std::string_view, 32> locales{
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr",    "hr",    "it", "lt",
    "hu", "nl", "no", "pl",    "pt-BR", "ro",    "fi",     "sv-SE", "vi",    "tr", "cs",
    "el", "bg", "ru", "uk",    "hi",    "th",    "zh-CN",  "ja",    "zh-TW", "ko"};

namespace option {
constexpr std::int64_t sub_command = 1, group = 2, text = 3, integer = 4, channel = 7, number = 10,
                       attachment = 11;
}

constexpr std::size_t options_max = 25;
constexpr std::size_t name_max = 32;
constexpr std::size_t description_max = 100;
constexpr std::size_t command_characters_max = 8000;

// Decodes one code point of valid UTF-8; what is not valid gives U+FFFD.
char32_t take_code_point(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto lead = byte(0);
  const std::size_t size = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 0;
  if (size == 0 || size > text.size()) {
    text.remove_prefix(1);
    return 0xFFFD;
  }
  char32_t point = size == 1 ? lead : lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) point = (point << 6) | (byte(i) & 0x3F);
  text.remove_prefix(size);
  return point;
}

bool within(char32_t point, char32_t first, char32_t last) {
  return point >= first && point <= last;
}

// Letters and digits of any script, `-`, `_` and `'`. Beyond ASCII what is known to be neither is refused:
// the symbols and punctuation of Latin-1, the general punctuation to dingbats block, CJK punctuation, private
// use, emoji.
bool fits_name(char32_t point) {
  if (point < 0x80) {
    return within(point, 'a', 'z') || within(point, 'A', 'Z') || within(point, '0', '9') || point == '-' ||
           point == '_' || point == '\'';
  }
  if (point < 0xC0) return point == 0xAA || point == 0xB5 || point == 0xBA;
  return point != 0xD7 && point != 0xF7 && !within(point, 0x2000, 0x2BFF) && !within(point, 0x3000, 0x3004) &&
         !within(point, 0x3008, 0x3020) && !within(point, 0xE000, 0xF8FF) && !within(point, 0xFE00, 0xFE0F) &&
         point != 0xFFFD && point < 0x1F000;
}

bool is_upper(char32_t point) {
  return within(point, 'A', 'Z') || (within(point, 0xC0, 0xDE) && point != 0xD7) ||
         within(point, 0x0391, 0x03A9) || within(point, 0x0400, 0x042F);
}

bool is_command_name(std::string_view name) {
  if (count_characters(name) < 1 || count_characters(name) > name_max) return false;
  while (!name.empty()) {
    const auto point = take_code_point(name);
    if (!fits_name(point) || is_upper(point)) return false;
  }
  return true;
}

class CommandRules {
 public:
  explicit CommandRules(FormErrors& errors) : errors_(errors) {}

  void check(const json::object& command, std::string_view path) {
    characters_ = 0;
    const auto type = integer_at(command, "type").value_or(1);
    const bool typed = type == 1;  // user and message commands are menu entries: free names, no options
    check_name(command, path, typed);
    check_description(command, path, typed);
    check_permissions(command, path);
    if (const auto* options = array_at(command, "options")) {
      if (!typed && !options->empty()) {
        errors_.add(below(path, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                    "Only commands of type 1 have options");
      }
      check_options(*options, below(path, "options"), 0);
    }
    if (characters_ > command_characters_max) {
      errors_.add(path, "APPLICATION_COMMAND_TOO_LARGE",
                  fmt::format("Command exceeds maximum size ({})", command_characters_max));
    }
  }

 private:
  void check_name(const json::object& object, std::string_view path, bool strict) {
    const auto* name =
        check_text(object, "name", {.least = 1, .most = name_max, .required = true}, path, errors_);
    if (name && strict && !is_command_name(*name)) refuse_name(below(path, "name"));
    count(object, "name", "name_localizations");
    check_localizations(object, "name_localizations", name_max, strict, path);
  }

  void check_description(const json::object& object, std::string_view path, bool required) {
    if (required) {
      check_text(object, "description", {.least = 1, .most = description_max, .required = true}, path,
                 errors_);
    } else if (const auto* text = text_at(object, "description"); text && !text->empty()) {
      errors_.add(below(path, "description"), "APPLICATION_COMMAND_INVALID_DESCRIPTION",
                  "Context menu commands cannot have description");
    }
    count(object, "description", "description_localizations");
    check_localizations(object, "description_localizations", description_max, false, path);
  }

  void refuse_name(std::string_view path) {
    errors_.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
  }

  // Of a text and its translations the longest counts.
  void count(const json::object& object, std::string_view key, std::string_view localizations) {
    const auto* text = text_at(object, key);
    std::size_t longest = text ? count_characters(*text) : 0;
    if (const auto* translated = object_at(object, localizations)) {
      for (const auto& [locale, value] : *translated) {
        if (value.is_string()) longest = std::max(longest, count_characters(value.get_string()));
      }
    }
    characters_ += longest;
  }

  void check_localizations(const json::object& object, std::string_view key, std::size_t most, bool names,
                           std::string_view path) {
    const auto* translated = object_at(object, key);
    if (!translated) return;
    for (const auto& [locale, value] : *translated) {
      const auto place = below(below(path, key), locale);
      if (!is_discord_locale(locale)) {
        errors_.add(place, "BASE_TYPE_CHOICES", "Not a locale of Discord's.");
        continue;
      }
      check_text(*translated, locale, {.least = 1, .most = most}, below(path, key), errors_);
      if (names && value.is_string() && !is_command_name(value.get_string())) refuse_name(place);
    }
  }

  void check_permissions(const json::object& command, std::string_view path) {
    const auto* bits = command.if_contains("default_member_permissions");
    if (!bits || bits->is_null()) return;
    const auto* text = bits->if_string();
    if (!text || !is_digits({text->data(), text->size()})) {
      errors_.add(below(path, "default_member_permissions"), "PERMISSIONS_TYPE_INVALID",
                  "Must be the decimal text of a bit set.");
    }
  }

  void check_options(const json::array& options, std::string_view path, int depth) {
    if (options.size() > options_max) {
      errors_.add(path, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
    }
    std::set<std::string, std::less<>> names;
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> localized_names;
    bool optional_seen = false;
    bool nested_seen = false;
    for (std::size_t i = 0; i < options.size(); ++i) {
      const auto place = below(path, i);
      const auto* found = options[i].if_object();
      if (!found) {
        errors_.add(place, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
        continue;
      }
      const bool required = flag_at(*found, "required");
      if (required && optional_seen) {
        errors_.add(place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                    "Required options must be placed before non-required options");
      }
      optional_seen = optional_seen || !required;
      const bool nested = integer_at(*found, "type").value_or(0) <= option::group;
      if (i > 0 && nested != nested_seen) {
        errors_.add(
            place, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all other types");
      }
      nested_seen = nested;
      check_unique(*found, place, names, localized_names);
      check_option(*found, place, depth);
    }
  }

  void check_unique(const json::object& found, std::string_view path,
                    std::set<std::string, std::less<>>& names,
                    std::map<std::string, std::set<std::string, std::less<>>, std::less<>>& localized_names) {
    constexpr auto code = "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS";
    const auto* name = text_at(found, "name");
    if (name && !names.emplace(std::string_view(*name)).second) {
      errors_.add(path, code, "Option name already exists");
    }
    const auto* translated = object_at(found, "name_localizations");
    if (!translated) return;
    for (const auto& [locale, value] : *translated) {
      if (value.is_string() &&
          !localized_names[std::string(locale)].emplace(std::string_view(value.get_string())).second) {
        errors_.add(below(below(path, "name_localizations"), locale), code, "Option name already exists");
      }
    }
  }

  void check_option(const json::object& found, std::string_view path, int depth) {
    const auto type = integer_at(found, "type").value_or(0);
    if (type < option::sub_command || type > option::attachment) {
      errors_.add(below(path, "type"), "BASE_TYPE_CHOICES", "Value must be one of 1 to 11.");
      return;
    }
    check_name(found, path, true);
    check_description(found, path, true);
    const auto* nested = array_at(found, "options");
    if (type == option::group || type == option::sub_command) {
      const bool too_deep = depth >= 2 || (type == option::group && depth >= 1);
      if (too_deep) {
        errors_.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                    "Sub-commands cannot be nested this deep");
      } else if (nested) {
        check_options(*nested, below(path, "options"), type == option::group ? depth + 1 : 2);
      }
      return;
    }
    check_values(found, type, path);
  }

  void check_values(const json::object& found, std::int64_t type, std::string_view path) {
    const bool takes_choices = type == option::text || type == option::integer || type == option::number;
    const bool autocomplete = flag_at(found, "autocomplete");
    const auto* choices = array_at(found, "choices");
    const bool has_choices = choices && !choices->empty();
    if ((autocomplete || has_choices) && !takes_choices) {
      errors_.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                  "Choices and autocomplete are for strings, integers and numbers");
    }
    if (autocomplete && has_choices) {
      errors_.add(path, "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE",
                  "Choices cannot be used with autocomplete");
    }
    if (choices) check_fixed_choices(*choices, type, below(path, "choices"));
    check_channel_types(found, type, path);
    check_range(found, "min_length", "max_length", 6000, type == option::text, path);
    check_range(found, "min_value", "max_value", 0, type == option::integer || type == option::number, path);
  }

  void check_channel_types(const json::object& found, std::int64_t type, std::string_view path) {
    const auto* types = array_at(found, "channel_types");
    if (!types) return;
    if (type != option::channel) {
      errors_.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Channel types are for channels");
    }
    for (std::size_t i = 0; i < types->size(); ++i) {
      const auto* number = (*types)[i].if_int64();
      if (number && *number >= 0 && *number <= 16) continue;
      errors_.add(below(below(path, "channel_types"), i), "BASE_TYPE_CHOICES", "Not a type of channel.");
    }
  }

  void check_fixed_choices(const json::array& choices, std::int64_t type, std::string_view path) {
    if (choices.size() > options_max) {
      errors_.add(path, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
    }
    std::set<std::string, std::less<>> names;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const auto place = below(path, i);
      const auto* choice = choices[i].if_object();
      if (!choice) {
        errors_.add(place, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
        continue;
      }
      const auto* name =
          check_text(*choice, "name", {.least = 1, .most = 100, .required = true}, place, errors_);
      if (name && !names.emplace(std::string_view(*name)).second) {
        errors_.add(place, "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
                    "Choice name already exists");
      }
      count(*choice, "name", "name_localizations");
      check_localizations(*choice, "name_localizations", 100, false, place);
      if (type == option::text) {
        check_text(*choice, "value", {.least = 1, .most = 100, .required = true}, place, errors_);
        count(*choice, "value", "");
      } else if (const auto* value = choice->if_contains("value"); !value || !value->is_number()) {
        errors_.add(below(place, "value"), "NUMBER_TYPE_COERCE", "Value is not a number.");
      }
    }
  }

  void check_range(const json::object& found, std::string_view least_key, std::string_view most_key,
                   double bound, bool allowed, std::string_view path) {
    const auto number = [&](std::string_view key) -> std::optional<double> {
      const auto* value = found.if_contains(key);
      if (!value || !value->is_number()) return std::nullopt;
      return value->to_number<double>();
    };
    const auto least = number(least_key);
    const auto most = number(most_key);
    if ((least || most) && !allowed) {
      errors_.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
                  fmt::format("{} and {} do not fit the option's type", least_key, most_key));
    }
    const bool bounded = bound > 0;
    const bool outside =
        bounded && ((least && (*least < 0 || *least > bound)) || (most && (*most < 1 || *most > bound)));
    if (outside || (least && most && *least > *most)) {
      errors_.add(below(path, most_key), "NUMBER_TYPE_MAX", fmt::format("{} is out of range", most_key));
    }
  }

  FormErrors& errors_;
  std::size_t characters_ = 0;
};

}  // namespace

bool is_discord_locale(std::string_view name) {
  return std::ranges::find(locales, name) != locales.end();
}

std::optional<Refusal> check_command(const json::object& command) {
  FormErrors errors;
  CommandRules(errors).check(command, "");
  return errors.refusal();
}

std::optional<Refusal> check_commands(const json::array& commands) {
  FormErrors errors;
  CommandRules rules(errors);
  std::map<std::int64_t, std::set<std::string, std::less<>>> names_by_type;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const auto path = std::to_string(i);
    const auto* command = commands[i].if_object();
    if (!command) {
      errors.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
      continue;
    }
    rules.check(*command, path);
    const auto* name = text_at(*command, "name");
    auto& names = names_by_type[integer_at(*command, "type").value_or(1)];
    if (name && !names.emplace(std::string_view(*name)).second) {
      errors.add(path, "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
    }
  }
  for (const auto& [type, names] : names_by_type) {
    if (names.size() > (type == 1 ? 100U : 15U)) {
      return Refusal{400, 30032, "Maximum number of application commands reached"};
    }
  }
  return errors.refusal();
}

}  // namespace cs2::sim
