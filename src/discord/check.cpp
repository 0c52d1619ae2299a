// Discord's limits on messages, those included that its OpenAPI description misses.
#include <algorithm>
#include <set>

#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "discord/types.hpp"

namespace cs2::discord {
namespace {

using Problem = std::optional<std::string>;

// The first problem among several checks, made in order.
template <class... Checks>
Problem first_of(Checks&&... checks) {
  Problem found;
  static_cast<void>(((found = checks()) || ...));
  return found;
}

// A character is a byte at least: what is short in bytes need not be counted.
Problem too_long(std::string_view what, std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::nullopt;
  const auto characters = count_characters(text);
  if (characters <= most) return std::nullopt;
  return fmt::format("{} has {} characters, {} are allowed", what, characters, most);
}

Problem too_many(std::string_view what, std::size_t count, std::size_t most) {
  if (count <= most) return std::nullopt;
  return fmt::format("{} {}, {} are allowed", count, what, most);
}

Problem blank(std::string_view what, std::string_view text) {
  if (!trim(text).empty()) return std::nullopt;
  return fmt::format("{} is empty", what);
}

bool is_web_address(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

Problem bad_address(std::string_view what, std::string_view url, std::size_t most) {
  if (url.empty()) return std::nullopt;
  if (!is_web_address(url)) return fmt::format("{} is no http address", what);
  return too_long(what, url, most);
}

// A picture may also be one of the message's own files.
Problem bad_picture(std::string_view what, std::string_view url, const std::vector<File>& files) {
  constexpr std::string_view attachment = "attachment://";
  if (!url.starts_with(attachment)) return bad_address(what, url, limits::embed_url);
  const auto name = url.substr(attachment.size());
  if (std::ranges::find(files, name, &File::name) != files.end()) return std::nullopt;
  return fmt::format("{} names a file that the message does not have", what);
}

Problem check_field(const EmbedField& field) {
  return first_of([&] { return blank("an embed field's name", field.name); },
                  [&] { return blank("an embed field's value", field.value); },
                  [&] { return too_long("an embed field's name", field.name, limits::embed_field_name); },
                  [&] { return too_long("an embed field's value", field.value, limits::embed_field_value); });
}

Problem check_fields(const std::vector<EmbedField>& fields) {
  if (const auto problem = too_many("fields in an embed", fields.size(), limits::embed_fields))
    return problem;
  for (const auto& field : fields) {
    if (const auto problem = check_field(field)) return problem;
  }
  return std::nullopt;
}

Problem check_embed(const Embed& embed, const std::vector<File>& files) {
  const bool empty = embed.title.empty() && embed.description.empty() && embed.fields.empty() &&
                     embed.author.empty() && embed.footer.empty() && embed.image_url.empty() &&
                     embed.thumbnail_url.empty();
  if (empty) return "an embed is empty";
  if (embed.color && (*embed.color < 0 || *embed.color > 0xFFFFFF))
    return "an embed's colour is out of range";
  return first_of(
      [&] { return too_long("an embed's title", embed.title, limits::embed_title); },
      [&] { return too_long("an embed's description", embed.description, limits::embed_description); },
      [&] { return too_long("an embed's author", embed.author, limits::embed_author); },
      [&] { return too_long("an embed's footer", embed.footer, limits::embed_footer); },
      [&] { return bad_address("an embed's url", embed.url, limits::embed_url); },
      [&] { return bad_picture("an embed's image", embed.image_url, files); },
      [&] { return bad_picture("an embed's thumbnail", embed.thumbnail_url, files); },
      [&] { return check_fields(embed.fields); });
}

template <class Count>
std::size_t count_text(const std::vector<Embed>& embeds, Count count) {
  std::size_t total = 0;
  for (const auto& embed : embeds) {
    total += count(embed.title) + count(embed.description) + count(embed.author) + count(embed.footer);
    for (const auto& field : embed.fields) total += count(field.name) + count(field.value);
  }
  return total;
}

Problem check_embeds(const Message& message) {
  if (const auto problem = too_many("embeds", message.embeds.size(), limits::embeds)) return problem;
  for (const auto& embed : message.embeds) {
    if (const auto problem = check_embed(embed, message.files)) return problem;
  }
  if (count_text(message.embeds, [](const std::string& text) { return text.size(); }) <= limits::embed_total)
    return std::nullopt;
  const auto total =
      count_text(message.embeds, [](const std::string& text) { return count_characters(text); });
  if (total <= limits::embed_total) return std::nullopt;
  return fmt::format("the embeds have {} characters together, {} are allowed", total, limits::embed_total);
}

using CustomIds = std::set<std::string_view>;

Problem check_custom_id(std::string_view custom_id, CustomIds& seen) {
  if (custom_id.empty()) return "a component has no custom_id";
  if (!seen.insert(custom_id).second) return fmt::format("two components share the custom_id {}", custom_id);
  return too_long("a custom_id", custom_id, limits::custom_id);
}

Problem check_link(const Button& button) {
  if (!button.custom_id.empty()) return "a link button has a custom_id";
  return first_of([&] { return blank("a link button's url", button.url); },
                  [&] { return bad_address("a link button's url", button.url, limits::link_url); });
}

Problem check_component(const Button& button, CustomIds& seen) {
  if (button.label.empty() && button.emoji.empty()) return "a button has neither label nor emoji";
  if (const auto problem = too_long("a button's label", button.label, limits::button_label)) return problem;
  if (button.style == ButtonStyle::link) return check_link(button);
  if (!button.url.empty()) return "a button that is no link has a url";
  return check_custom_id(button.custom_id, seen);
}

Problem check_option(const SelectOption& option) {
  return first_of(
      [&] { return blank("a select option's label", option.label); },
      [&] { return blank("a select option's value", option.value); },
      [&] { return too_long("a select option's label", option.label, limits::select_text); },
      [&] { return too_long("a select option's value", option.value, limits::select_text); },
      [&] { return too_long("a select option's description", option.description, limits::select_text); });
}

Problem check_component(const Select& select, CustomIds& seen) {
  if (select.options.empty()) return "a select has no options";
  std::set<std::string_view> values;
  for (const auto& option : select.options) {
    if (const auto problem = check_option(option)) return problem;
    if (!values.insert(option.value).second) return fmt::format("a select offers {} twice", option.value);
  }
  if (select.most < 1 || select.most > std::ssize(select.options))
    return fmt::format("a select lets choose {} of {} options", select.most, select.options.size());
  if (std::ranges::count(select.options, true, &SelectOption::chosen) > select.most)
    return "a select has more chosen options than may be chosen";
  return first_of(
      [&] { return too_many("options in a select", select.options.size(), limits::select_options); },
      [&] { return too_long("a select's placeholder", select.placeholder, limits::select_placeholder); },
      [&] { return check_custom_id(select.custom_id, seen); });
}

Problem check_component(const ChannelSelect& select, CustomIds& seen) {
  return first_of(
      [&] { return too_long("a select's placeholder", select.placeholder, limits::select_placeholder); },
      [&] { return check_custom_id(select.custom_id, seen); });
}

Problem check_component(const RoleSelect& select, CustomIds& seen) {
  if (select.most < 1 || static_cast<std::size_t>(select.most) > limits::select_options)
    return "a select of roles takes none, or more than there may be";
  if (std::ssize(select.chosen) > select.most) return "a select of roles has more chosen than may be chosen";
  return first_of(
      [&] { return too_long("a select's placeholder", select.placeholder, limits::select_placeholder); },
      [&] { return check_custom_id(select.custom_id, seen); });
}

Problem check_row(const Row& row, CustomIds& seen) {
  if (row.empty()) return "a row of components is empty";
  const bool has_select =
      std::ranges::any_of(row, [](const auto& one) { return !std::holds_alternative<Button>(one); });
  if (has_select && row.size() > 1) return "a select shares its row";
  if (const auto problem = too_many("buttons in a row", row.size(), limits::buttons_per_row)) return problem;
  for (const auto& component : row) {
    const auto problem = std::visit([&](const auto& one) { return check_component(one, seen); }, component);
    if (problem) return problem;
  }
  return std::nullopt;
}

Problem check_rows(const std::vector<Row>& rows) {
  if (const auto problem = too_many("rows of components", rows.size(), limits::rows)) return problem;
  CustomIds seen;
  for (const auto& row : rows) {
    if (const auto problem = check_row(row, seen)) return problem;
  }
  return std::nullopt;
}

Problem check_files(const std::vector<File>& files) {
  if (const auto problem = too_many("files", files.size(), limits::files)) return problem;
  std::size_t total = 0;
  std::set<std::string_view> names;
  for (const auto& file : files) {
    if (file.name.empty()) return "a file has no name";
    if (!names.insert(file.name).second) return fmt::format("two files are called {}", file.name);
    if (file.contents.size() > limits::file_bytes) return fmt::format("the file {} is too large", file.name);
    if (const auto problem = too_long("a file's description", file.description, limits::file_description)) {
      return problem;
    }
    total += file.contents.size();
  }
  if (total > limits::message_files_bytes) return "the files are too large together";
  return std::nullopt;
}

Problem check_mentions(const AllowedMentions& allowed) {
  return first_of(
      [&] { return too_many("roles to mention", allowed.roles.size(), limits::allowed_mentions); },
      [&] { return too_many("users to mention", allowed.users.size(), limits::allowed_mentions); });
}

}  // namespace

std::optional<std::string> check(const Message& message) {
  const bool empty = trim(message.content).empty() && message.embeds.empty() && message.rows.empty() &&
                     message.files.empty();
  if (empty) return "the message is empty";
  if (message.ephemeral && !message.nonce.empty()) {
    return "an ephemeral message answers an interaction, which takes no nonce";
  }
  return first_of([&] { return too_long("the content", message.content, limits::message_content); },
                  [&] { return too_long("the nonce", message.nonce, limits::nonce); },
                  [&] { return check_embeds(message); }, [&] { return check_rows(message.rows); },
                  [&] { return check_files(message.files); },
                  [&] { return check_mentions(message.allowed_mentions); });
}

}  // namespace cs2::discord
