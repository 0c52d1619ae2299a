#include <algorithm>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <set>

#include "base/limits/discord.hpp"
#include "sim/discord/internal/rules/reading.hpp"
#include "sim/discord/internal/rules/rules.hpp"

namespace cs2::sim {
namespace {

namespace component {
constexpr std::int64_t action_row = 1, button = 2, string_select = 3, section = 9, text = 10, thumbnail = 11,
                       gallery = 12, file = 13, separator = 14, container = 17;
}

constexpr std::size_t rows_max = 5;
constexpr std::size_t row_width = 5;
constexpr std::size_t components_max = 40;
constexpr std::size_t link_max = 512;
constexpr std::int64_t link_style = 5;
constexpr std::int64_t premium_style = 6;

bool is_select(std::int64_t type) {
  return type == component::string_select || (type >= 5 && type <= 8);
}
bool is_version2(std::int64_t type) {
  return type >= component::section;
}

// One walk over all components of a message, nested ones too.
class ComponentRules {
 public:
  ComponentRules(bool version2, FormErrors& errors) : version2_(version2), errors_(errors) {}

  void check_top(const json::array& components, std::string_view path) {
    if (!version2_ && components.size() > rows_max) {
      errors_.add(path, "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.");
    }
    for (std::size_t i = 0; i < components.size(); ++i) {
      const auto place = below(path, i);
      const auto* found = components[i].if_object();
      const auto type = found ? integer_at(*found, "type").value_or(0) : 0;
      const bool fits =
          type == component::action_row || (version2_ && is_version2(type) && type != component::thumbnail);
      if (!fits) {
        refuse_type(place, type);
        continue;
      }
      check(*found, type, place);
    }
    if (count_ > components_max) {
      errors_.add(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
                  fmt::format("The maximum number of total components ({}) was exceeded.", components_max));
    }
  }

 private:
  void refuse_type(std::string_view path, std::int64_t type) {
    if (is_version2(type) && !version2_) {
      errors_.add(below(path, "type"), "UNION_TYPE_CHOICES",
                  "This component needs the flag MessageFlags.IS_COMPONENTS_V2.");
    } else {
      errors_.add(below(path, "type"), "UNION_TYPE_CHOICES",
                  fmt::format("A component of type {} cannot stand here.", type));
    }
  }

  void check(const json::object& found, std::int64_t type, std::string_view path) {
    ++count_;
    check_id(found, path);
    switch (type) {
      case component::action_row:
        return check_row(found, path);
      case component::button:
        return check_button(found, path);
      case component::section:
        return check_section(found, path);
      case component::text:
        check_text(found, "content", {.least = 1, .most = 4000, .required = true}, path, errors_);
        return;
      case component::thumbnail:
        return check_media(found, "media", false, path);
      case component::gallery:
        return check_gallery(found, path);
      case component::file:
        return check_media(found, "file", true, path);
      case component::container:
        return check_container(found, path);
      default:
        if (is_select(type)) check_select(found, type, path);
    }
  }

  void check_children(const json::array& children, std::string_view path, auto fits) {
    for (std::size_t i = 0; i < children.size(); ++i) {
      const auto place = below(path, i);
      const auto* child = children[i].if_object();
      const auto type = child ? integer_at(*child, "type").value_or(0) : 0;
      if (fits(type)) {
        check(*child, type, place);
      } else {
        refuse_type(place, type);
      }
    }
  }

  void check_row(const json::object& row, std::string_view path) {
    const auto* children = array_at(row, "components");
    const auto place = below(path, "components");
    if (!children || children->empty()) {
      errors_.add(place, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
      return;
    }
    const auto selects =
        static_cast<std::size_t>(std::ranges::count_if(*children, [](const json::value& child) {
          return child.is_object() && is_select(integer_at(child.get_object(), "type").value_or(0));
        }));
    // A select takes the whole width of a row.
    const auto width = selects * row_width + (children->size() - selects);
    if (width > row_width) {
      errors_.add(
          place, "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
          fmt::format("The specified component exceeds the maximum width. Maximum width: {}", row_width));
    }
    check_children(*children, place,
                   [](std::int64_t type) { return type == component::button || is_select(type); });
  }

  void check_button(const json::object& button, std::string_view path) {
    const auto style = integer_at(button, "style").value_or(0);
    if (style < 1 || style > premium_style) {
      errors_.add(below(path, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.");
      return;
    }
    const auto* label = check_text(button, "label", {.most = limits::button_label}, path, errors_);
    if (style != premium_style && (!label || label->empty()) && !object_at(button, "emoji")) {
      errors_.add(path, "BUTTON_COMPONENT_INVALID_LABEL", "A button needs a label or an emoji.");
    }
    if (style == link_style) return check_link(button, path);
    if (text_at(button, "url")) {
      errors_.add(path, "BUTTON_COMPONENT_URL_NOT_ALLOWED", "A url is for link buttons only.");
    }
    if (style != premium_style) check_custom_id(button, path);
  }

  void check_link(const json::object& button, std::string_view path) {
    if (text_at(button, "custom_id")) {
      errors_.add(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                  "A custom id and url cannot both be specified");
    }
    const auto* url =
        check_text(button, "url", {.least = 1, .most = link_max, .required = true}, path, errors_);
    if (!url || url->empty()) return;
    if (!url->starts_with("discord://")) check_url(*url, false, below(path, "url"), errors_);
  }

  void check_select(const json::object& select, std::int64_t type, std::string_view path) {
    check_custom_id(select, path);
    check_text(select, "placeholder", {.most = 150}, path, errors_);
    const auto least = integer_at(select, "min_values").value_or(1);
    const auto most = integer_at(select, "max_values").value_or(1);
    if (least < 0 || least > 25 || most < 1 || most > 25 || least > most) {
      errors_.add(path, "SELECT_COMPONENT_INVALID_VALUES",
                  "min_values and max_values must be within 0 to 25.");
    }
    if (type == component::string_select) check_options(select, most, path);
  }

  void check_options(const json::object& select, std::int64_t most, std::string_view path) {
    const auto* options = array_at(select, "options");
    const auto place = below(path, "options");
    if (!options || options->empty() || options->size() > 25) {
      errors_.add(place, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.");
      return;
    }
    if (most > static_cast<std::int64_t>(options->size())) {
      errors_.add(path, "SELECT_COMPONENT_INVALID_VALUES", "max_values is more than there are options.");
    }
    std::set<std::string, std::less<>> values;
    std::int64_t chosen = 0;
    for (std::size_t i = 0; i < options->size(); ++i) {
      const auto* option = (*options)[i].if_object();
      if (!option) {
        errors_.add(below(place, i), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
        continue;
      }
      check_text(*option, "label", {.least = 1, .most = 100, .required = true}, below(place, i), errors_);
      check_text(*option, "description", {.most = 100}, below(place, i), errors_);
      const auto* value =
          check_text(*option, "value", {.least = 1, .most = 100, .required = true}, below(place, i), errors_);
      if (flag_at(*option, "default")) ++chosen;
      if (value && !values.emplace(std::string_view(*value)).second) {
        errors_.add(below(below(place, i), "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                    "The specified option value is already used");
      }
    }
    if (chosen > most) {
      errors_.add(place, "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "More defaults than max_values.");
    }
  }

  void check_section(const json::object& section, std::string_view path) {
    const auto* texts = array_at(section, "components");
    const auto place = below(path, "components");
    if (!texts || texts->empty() || texts->size() > 3) {
      errors_.add(place, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 3 in length.");
    } else {
      check_children(*texts, place, [](std::int64_t type) { return type == component::text; });
    }
    const auto* accessory = object_at(section, "accessory");
    const auto type = accessory ? integer_at(*accessory, "type").value_or(0) : 0;
    if (type == component::button || type == component::thumbnail) {
      check(*accessory, type, below(path, "accessory"));
    } else {
      errors_.add(below(path, "accessory"), "BASE_TYPE_REQUIRED", "This field is required");
    }
  }

  void check_media(const json::object& holder, std::string_view key, bool attachment_only,
                   std::string_view path) {
    check_text(holder, "description", {.most = 1024}, path, errors_);
    const auto* media = object_at(holder, key);
    const auto* url = media ? text_at(*media, "url") : nullptr;
    const auto place = below(below(path, key), "url");
    if (!url || url->empty()) {
      errors_.add(place, "BASE_TYPE_REQUIRED", "This field is required");
    } else if (attachment_only && !url->starts_with("attachment://")) {
      errors_.add(place, "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('attachment',).");
    } else {
      check_url(*url, true, place, errors_);
    }
  }

  void check_gallery(const json::object& gallery, std::string_view path) {
    const auto* items = array_at(gallery, "items");
    const auto place = below(path, "items");
    if (!items || items->empty() || items->size() > 10) {
      errors_.add(place, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10 in length.");
      return;
    }
    for (std::size_t i = 0; i < items->size(); ++i) {
      if (const auto* item = (*items)[i].if_object()) check_media(*item, "media", false, below(place, i));
    }
  }

  void check_container(const json::object& container, std::string_view path) {
    const auto* children = array_at(container, "components");
    const auto place = below(path, "components");
    if (!children || children->empty()) {
      errors_.add(place, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 40 in length.");
      return;
    }
    check_children(*children, place, [](std::int64_t type) {
      return type == component::action_row ||
             (is_version2(type) && type != component::thumbnail && type <= component::separator);
    });
  }

  void check_custom_id(const json::object& found, std::string_view path) {
    const auto* id = check_text(found, "custom_id", {.least = 1, .most = limits::custom_id, .required = true},
                                path, errors_);
    if (id && !custom_ids_.emplace(std::string_view(*id)).second) {
      errors_.add(below(path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED",
                  "Component custom id cannot be duplicated");
    }
  }

  void check_id(const json::object& found, std::string_view path) {
    const auto id = integer_at(found, "id").value_or(0);
    if (id != 0 && !ids_.insert(id).second) {
      errors_.add(below(path, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated");
    }
  }

  bool version2_;
  FormErrors& errors_;
  std::size_t count_ = 0;
  std::set<std::string, std::less<>> custom_ids_;
  std::set<std::int64_t> ids_;
};

}  // namespace

void check_components(const json::array& components, bool version2, std::string_view path,
                      FormErrors& errors) {
  ComponentRules(version2, errors).check_top(components, path);
}

}  // namespace cs2::sim
