#include "discord/types.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/number.hpp"

namespace cs2::discord {
namespace {

constexpr std::int64_t epoch = 1'420'070'400'000;  // 2015-01-01 in Unix milliseconds
constexpr int time_shift = 22;

}  // namespace

std::string to_string(Snowflake id) {
  return fmt::format_int(id.value).str();
}

std::optional<Snowflake> parse_snowflake(std::string_view text) {
  const auto value = parse_number<std::uint64_t>(text);
  return value ? std::optional{Snowflake{*value}} : std::nullopt;
}

Timestamp created_at(Snowflake id) {
  return from_unix_milliseconds(static_cast<std::int64_t>(id.value >> time_shift) + epoch);
}

Snowflake snowflake_at(Timestamp at, std::uint32_t sequence) {
  constexpr std::uint64_t sequence_max = (1ULL << time_shift) - 1;
  const auto passed = static_cast<std::uint64_t>(std::max<std::int64_t>(0, unix_milliseconds(at) - epoch));
  return {(passed << time_shift) | (sequence & sequence_max)};
}

std::string escape_markdown(std::string_view text) {
  // Meaningful anywhere; the second set opens a quote, a heading or a list, and only at the start of a line.
  constexpr std::string_view anywhere = "\\*_~|`[]()<@:";
  constexpr std::string_view at_line_start = ">#-";
  if (text.find_first_of("\\*_~|`[]()<@:>#-") == std::string_view::npos) return std::string{text};
  std::string escaped;
  escaped.reserve(text.size() + 8);
  bool line_start = true;
  for (const char c : text) {
    const bool special = anywhere.find(c) != std::string_view::npos ||
                         (line_start && at_line_start.find(c) != std::string_view::npos);
    if (special) escaped += '\\';
    escaped += c;
    line_start = c == '\n' || (line_start && c == ' ');
  }
  return escaped;
}

std::string timestamp(Timestamp at, char style) {
  return fmt::format("<t:{}:{}>", unix_seconds(at), style);
}

std::optional<ForumTag> find_tag(const std::vector<ForumTag>& tags) {
  if (tags.empty()) return std::nullopt;
  const auto open = std::ranges::find(tags, false, &ForumTag::moderated);
  return open == tags.end() ? tags.front() : *open;
}

const GivenOption* Interaction::find_option(std::string_view name) const {
  const auto found = std::ranges::find(options, name, &GivenOption::name);
  return found == options.end() ? nullptr : &*found;
}

const GivenChannel* Interaction::find_channel(Snowflake channel) const {
  const auto found = std::ranges::find(channels, channel, &GivenChannel::id);
  return found == channels.end() ? nullptr : &*found;
}

}  // namespace cs2::discord
