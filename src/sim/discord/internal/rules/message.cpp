#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <functional>
#include <set>

#include "base/limits/discord.hpp"
#include "sim/discord/internal/rules/reading.hpp"
#include "sim/discord/internal/rules/rules.hpp"

namespace cs2::sim {
namespace {

constexpr std::size_t url_max = 2048;
constexpr std::size_t mentioned_ids_max = 100;
constexpr std::size_t attachments_max = 10;
constexpr std::size_t alternative_text_max = 1024;
constexpr std::size_t nonce_max = 25;

bool is_v2(std::int64_t flags) {
  return (flags & flag::components_v2) != 0;
}

std::int64_t settable_flags(MessageUse use) {
  constexpr auto common =
      flag::suppress_embeds | flag::suppress_notifications | flag::voice_message | flag::components_v2;
  switch (use) {
    case MessageUse::answer:
    case MessageUse::follow_up:
      return common | flag::ephemeral;
    case MessageUse::create:
      return common;
    // An edit repeats the bits that should stay.
    case MessageUse::edit:
    case MessageUse::answer_edit:
      return common | flag::ephemeral;
  }
  return common;
}

// Counts what goes into the sum of 6,000 characters over all embeds.
class EmbedRules {
 public:
  explicit EmbedRules(FormErrors& errors) : errors_(errors) {}

  void check(const json::object& embed, std::string_view path) {
    text(embed, "title", {.most = limits::embed_title, .trimmed = true}, path);
    text(embed, "description", {.most = limits::embed_description, .trimmed = true}, path);
    part(embed, "author", "name", limits::embed_author, path);
    part(embed, "footer", "text", limits::embed_footer, path);
    check_fields(embed, path);
    link(embed, "url", false, path);
    for (const auto* key : {"image", "thumbnail"}) {
      if (const auto* picture = object_at(embed, key)) link(*picture, "url", true, below(path, key), true);
    }
    check_color(embed, path);
    check_timestamp(embed, path);
  }

  std::size_t characters() const { return characters_; }

 private:
  void text(const json::object& object, std::string_view key, Length length, std::string_view path) {
    if (const auto* found = check_text(object, key, length, path, errors_))
      characters_ += count_characters(trim(*found));
  }

  void part(const json::object& embed, std::string_view key, std::string_view name, std::size_t most,
            std::string_view path) {
    const auto* object = object_at(embed, key);
    if (!object) return;
    text(*object, name, {.most = most, .required = true, .trimmed = true}, below(path, key));
    link(*object, "icon_url", true, below(path, key));
    link(*object, "url", false, below(path, key));
  }

  void check_fields(const json::object& embed, std::string_view path) {
    const auto* fields = array_at(embed, "fields");
    if (!fields) return;
    const auto place = below(path, "fields");
    if (fields->size() > limits::embed_fields) {
      errors_.add(place, "BASE_TYPE_MAX_LENGTH",
                  fmt::format("Must be {} or fewer in length.", limits::embed_fields));
    }
    for (std::size_t i = 0; i < fields->size(); ++i) {
      const auto* field = (*fields)[i].if_object();
      if (!field) {
        errors_.add(below(place, i), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
        continue;
      }
      text(*field, "name", {.most = limits::embed_field_name, .required = true, .trimmed = true},
           below(place, i));
      text(*field, "value", {.most = limits::embed_field_value, .required = true, .trimmed = true},
           below(place, i));
    }
  }

  void link(const json::object& object, std::string_view key, bool attachments, std::string_view path,
            bool required = false) {
    const auto* url = check_text(object, key, {.most = url_max, .required = required}, path, errors_);
    if (url && !url->empty()) check_url(*url, attachments, below(path, key), errors_);
  }

  void check_color(const json::object& embed, std::string_view path) {
    const auto* color = embed.if_contains("color");
    if (!color || color->is_null()) return;
    if (!color->is_int64() || color->get_int64() < 0 || color->get_int64() > 0xFFFFFF) {
      errors_.add(below(path, "color"), "NUMBER_TYPE_MAX", "int value should be between 0 and 16777215.");
    }
  }

  void check_timestamp(const json::object& embed, std::string_view path) {
    const auto* time = embed.if_contains("timestamp");
    if (!time || time->is_null()) return;
    if (!time->is_string() || !parse_iso8601(time->get_string())) {
      errors_.add(below(path, "timestamp"), "DATE_TIME_TYPE_PARSE", "Could not parse value as a date-time.");
    }
  }

  FormErrors& errors_;
  std::size_t characters_ = 0;
};

void check_embeds(const json::array& embeds, FormErrors& errors) {
  if (embeds.size() > limits::embeds) {
    errors.add("embeds", "BASE_TYPE_MAX_LENGTH",
               fmt::format("Must be {} or fewer in length.", limits::embeds));
  }
  EmbedRules rules(errors);
  for (std::size_t i = 0; i < embeds.size(); ++i) {
    const auto path = below("embeds", i);
    if (const auto* embed = embeds[i].if_object()) {
      rules.check(*embed, path);
    } else {
      errors.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
    }
  }
  if (rules.characters() > limits::embed_total) {
    errors.add("embeds", "MAX_EMBED_SIZE_EXCEEDED",
               fmt::format("Embed size exceeds maximum size of {}", limits::embed_total));
  }
}

void check_allowed_mentions(const json::object& mentions, FormErrors& errors) {
  std::set<std::string, std::less<>> parsed;
  if (const auto* parse = array_at(mentions, "parse")) {
    for (const auto& entry : *parse) {
      const auto* kind = entry.if_string();
      if (!kind || (*kind != "users" && *kind != "roles" && *kind != "everyone")) {
        errors.add("allowed_mentions.parse", "BASE_TYPE_CHOICES",
                   "Value must be one of {'users', 'roles', 'everyone'}.");
        continue;
      }
      parsed.emplace(std::string_view(*kind));
    }
  }
  for (const auto* key : {"users", "roles"}) {
    const auto* ids = array_at(mentions, key);
    if (!ids) continue;
    if (ids->size() > mentioned_ids_max) {
      errors.add(below("allowed_mentions", key), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.");
    }
    if (!ids->empty() && parsed.contains(key)) {
      errors.add("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                 fmt::format("parse:[\"{0}\"] and {0}: [ids...] are mutually exclusive.", key));
    }
  }
}

void check_nonce(const json::object& body, FormErrors& errors) {
  const auto* nonce = body.if_contains("nonce");
  if (!nonce || nonce->is_null()) return;
  if (const auto* text = nonce->if_string()) {
    if (count_characters(*text) > nonce_max) {
      errors.add("nonce", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
    }
  } else if (!nonce->is_int64() && !nonce->is_uint64()) {
    errors.add("nonce", "NONCE_TYPE_INVALID", "Nonce must be a string or an integer.");
  }
}

// Every upload must be described by one attachment whose id is the number of its part, and the other way
// round: an attachment that is neither uploaded nor already there does not exist.
void check_attachments(const json::object& body, std::size_t files, bool edit, FormErrors& errors) {
  if (files > attachments_max) {
    errors.add("attachments", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
  }
  const auto* attachments = array_at(body, "attachments");
  if (!attachments) return;
  if (attachments->size() > attachments_max) {
    errors.add("attachments", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
  }
  for (std::size_t i = 0; i < attachments->size(); ++i) {
    const auto path = below("attachments", i);
    const auto* attachment = (*attachments)[i].if_object();
    if (!attachment) {
      errors.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
      continue;
    }
    check_text(*attachment, "description", {.most = alternative_text_max}, path, errors);
    const auto* id = attachment->if_contains("id");
    const auto text = id && id->is_string()  ? std::string(id->get_string())
                      : id && id->is_int64() ? std::to_string(id->get_int64())
                                             : std::string();
    const bool uploaded =
        text.size() <= 2 && !text.empty() && static_cast<std::size_t>(std::atoi(text.c_str())) < files;
    const bool kept = edit && text.size() > 2;
    if (!uploaded && !kept) {
      errors.add(below(path, "id"), "ATTACHMENT_NOT_FOUND",
                 fmt::format("Attachment data is missing: {}", text));
    }
  }
}

bool has_any(const json::object& body, std::string_view key) {
  const auto* array = array_at(body, key);
  return array && !array->empty();
}

// A message must show something; an edit may leave out what stays as it was.
bool is_empty(const json::object& body, std::size_t files) {
  const auto* content = text_at(body, "content");
  return (!content || trim(*content).empty()) && !has_any(body, "embeds") && !has_any(body, "components") &&
         !has_any(body, "sticker_ids") && !body.contains("poll") && files == 0;
}

void check_version2(const json::object& body, FormErrors& errors) {
  constexpr auto code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2";
  const auto* content = text_at(body, "content");
  if (content && !content->empty()) {
    errors.add("content", code,
               "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
  }
  for (const auto* key : {"embeds", "sticker_ids"}) {
    if (has_any(body, key)) {
      errors.add(key, code,
                 fmt::format("The '{}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2", key));
    }
  }
  if (object_at(body, "poll")) {
    errors.add("poll", code, "The 'poll' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
  }
}

}  // namespace

std::optional<Refusal> check_message(const json::object& body, MessageUse use, std::size_t files,
                                     std::int64_t kept_flags) {
  FormErrors errors;
  const bool edit = use == MessageUse::edit || use == MessageUse::answer_edit;
  const auto flags = integer_at(body, "flags").value_or(0);
  if ((flags & ~settable_flags(use)) != 0) {
    errors.add("flags", "MESSAGE_FLAGS_INVALID", fmt::format("These flags cannot be set here: {}", flags));
  }
  const bool version2 = is_v2(flags) || (edit && is_v2(kept_flags));

  check_text(body, "content", {.most = limits::message_content}, "", errors);
  if (const auto* embeds = array_at(body, "embeds")) check_embeds(*embeds, errors);
  if (const auto* mentions = object_at(body, "allowed_mentions")) check_allowed_mentions(*mentions, errors);
  if (const auto* components = array_at(body, "components")) {
    check_components(*components, version2, "components", errors);
  }
  if (version2) check_version2(body, errors);
  if (use == MessageUse::create) check_nonce(body, errors);
  check_attachments(body, files, edit, errors);
  if (const auto refused = errors.refusal()) return refused;

  if (!edit && is_empty(body, files)) return refusals::empty_message();
  return std::nullopt;
}

std::optional<Refusal> check_choices(const json::object& data) {
  FormErrors errors;
  const auto* choices = array_at(data, "choices");
  if (!choices) {
    errors.add("data.choices", "BASE_TYPE_REQUIRED", "This field is required");
    return errors.refusal();
  }
  if (choices->size() > limits::suggestions) {
    errors.add("data.choices", "BASE_TYPE_MAX_LENGTH",
               fmt::format("Must be {} or fewer in length.", limits::suggestions));
  }
  for (std::size_t i = 0; i < choices->size(); ++i) {
    const auto path = below("data.choices", i);
    const auto* choice = (*choices)[i].if_object();
    if (!choice) {
      errors.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
      continue;
    }
    check_text(*choice, "name", {.least = 1, .most = limits::choice_name, .required = true}, path, errors);
    const auto* value = choice->if_contains("value");
    if (!value || value->is_null()) {
      errors.add(below(path, "value"), "BASE_TYPE_REQUIRED", "This field is required");
    } else if (value->is_string()) {
      check_text(*choice, "value", {.least = 1, .most = limits::choice_name, .required = true}, path, errors);
    } else if (!value->is_number()) {
      errors.add(below(path, "value"), "UNION_TYPE_CHOICES", "Value must be a string or a number.");
    }
  }
  return errors.refusal();
}

std::optional<Refusal> check_modal(const json::object& data) {
  FormErrors errors;
  check_text(data, "custom_id", {.least = 1, .most = limits::custom_id, .required = true}, "data", errors);
  check_text(data, "title", {.least = 1, .most = 45, .required = true}, "data", errors);
  const auto* components = array_at(data, "components");
  if (!components || components->empty() || components->size() > 5) {
    errors.add("data.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
  }
  return errors.refusal();
}

}  // namespace cs2::sim
