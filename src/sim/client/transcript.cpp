#include "sim/client/transcript.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <cstdlib>
#include <optional>
#include <vector>

#include "base/clock.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "sim/discord/internal/rules/rules.hpp"

namespace cs2::sim {
namespace {

constexpr std::string_view hidden = "▒▒▒";
constexpr std::string_view bar = "┃ ";
constexpr std::string_view dim = "\x1b[2m";
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view plain = "\x1b[0m";
constexpr std::size_t column_gap = 2;
constexpr std::size_t columns = 3;  // inline fields stand three to a row

// "in 40 minutes", "3 hours ago", as Discord's clients round it.
std::string render_distance(std::int64_t seconds_ahead) {
  const auto distance = std::abs(seconds_ahead);
  const auto [count, unit] = distance < 60      ? std::pair{distance, "second"}
                             : distance < 3600  ? std::pair{distance / 60, "minute"}
                             : distance < 86400 ? std::pair{distance / 3600, "hour"}
                                                : std::pair{distance / 86400, "day"};
  const auto words = fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
  return seconds_ahead >= 0 ? "in " + words : words + " ago";
}

// <t:1790000000:R> is shown in the reader's zone by Discord; here in UTC.
std::string render_time(std::int64_t unix_time, char style, std::optional<Timestamp> now) {
  if (style == 'R' && now) return render_distance(unix_time - unix_seconds(*now));
  constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto at = from_unix_seconds(unix_time);
  const auto day = std::chrono::floor<days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{at - day};
  const auto time = fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count());
  auto written = fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                             months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()));
  if (style == 't' || style == 'T') return time + " UTC";
  if (style == 'd' || style == 'D') return written;
  return fmt::format("{} {} UTC", written, time);
}

// `<t:…>` at the start of the text: what it shows and how long it is.
std::optional<std::pair<std::string, std::size_t>> take_timestamp(std::string_view text,
                                                                  std::optional<Timestamp> now) {
  const auto end = text.find('>');
  if (!text.starts_with("<t:") || end == std::string_view::npos) return std::nullopt;
  auto inside = text.substr(3, end - 3);
  const auto unix_time = take_number<std::int64_t>(inside);
  if (!unix_time) return std::nullopt;
  const char style = inside.size() > 1 && inside.front() == ':' ? inside[1] : 'f';
  return std::pair{render_time(*unix_time, style, now), end + 1};
}

// </live:123> at the start of the text: Discord shows the command's name.
std::optional<std::pair<std::string, std::size_t>> take_command(std::string_view text) {
  const auto middle = text.find(':');
  const auto end = text.find('>');
  if (!text.starts_with("</") || end == std::string_view::npos || middle > end) return std::nullopt;
  return std::pair{std::string(text.substr(1, middle - 1)), end + 1};
}

// <#123> at the start of the text: Discord shows the channel's name.
std::optional<std::pair<std::string, std::size_t>> take_channel(std::string_view text,
                                                                const TranscriptStyle& style) {
  const auto end = text.find('>');
  if (!text.starts_with("<#") || end == std::string_view::npos || !style.channel_name) return std::nullopt;
  const auto id = discord::parse_snowflake(text.substr(2, end - 2));
  const auto name = id ? style.channel_name(*id) : std::string{};
  if (name.empty()) return std::nullopt;
  return std::pair{'#' + name, end + 1};
}

// [label](address) at the start of the text: only the label is of interest at a terminal.
std::optional<std::pair<std::string_view, std::size_t>> take_link(std::string_view text) {
  const auto middle = text.find("](");
  const auto end = middle == std::string_view::npos ? middle : text.find(')', middle);
  if (!text.starts_with('[') || end == std::string_view::npos || text.substr(0, middle).contains('\n')) {
    return std::nullopt;
  }
  return std::pair{text.substr(1, middle - 1), end + 1};
}

// Discord's markdown as plain text.
std::string render_markdown(std::string_view text, const TranscriptStyle& style) {
  std::string shown;
  while (!text.empty()) {
    if (text.starts_with("||")) {
      if (const auto end = text.find("||", 2); end != std::string_view::npos) {
        shown += style.revealed ? render_markdown(text.substr(2, end - 2), style) : std::string(hidden);
        text.remove_prefix(end + 2);
        continue;
      }
    }
    if (const auto time = take_timestamp(text, style.now)) {
      shown += time->first;
      text.remove_prefix(time->second);
      continue;
    }
    if (const auto command = take_command(text)) {
      shown += command->first;
      text.remove_prefix(command->second);
      continue;
    }
    if (const auto channel = take_channel(text, style)) {
      shown += channel->first;
      text.remove_prefix(channel->second);
      continue;
    }
    if (const auto link = take_link(text)) {
      shown += render_markdown(link->first, style);
      text.remove_prefix(link->second);
      continue;
    }
    if (text.starts_with('\\') && text.size() > 1) {
      shown += text[1];
      text.remove_prefix(2);
      continue;
    }
    if (text.starts_with("**") || text.starts_with("__") || text.starts_with("~~")) {
      text.remove_prefix(2);
      continue;
    }
    if (text.front() != '`' && text.front() != '*') shown += text.front();
    text.remove_prefix(1);
  }
  return shown;
}

// Breaks at spaces so that no line is longer than `width`, unless a single word is.
std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  for (const auto paragraph : split(text, '\n')) {
    std::string line;
    for (const auto word : split(paragraph, ' ')) {
      if (!line.empty() && count_characters(line) + 1 + count_characters(word) > width) {
        lines.push_back(std::exchange(line, {}));
      }
      if (!line.empty()) line += ' ';
      line += word;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string padded(std::string_view text, std::size_t width) {
  const auto length = count_characters(text);
  return std::string(text) + std::string(length < width ? width - length : 0, ' ');
}

class Transcript {
 public:
  explicit Transcript(const TranscriptStyle& style) : style_(style) {}

  void message(const json::object& message) {
    if (const auto flags = integer_at(message, "flags").value_or(0); (flags & flag::ephemeral) != 0) {
      line(decorated("(only you can see this)", dim));
    }
    if ((integer_at(message, "flags").value_or(0) & flag::loading) != 0)
      line(decorated("… is thinking", dim));
    if (const auto* content = text_at(message, "content"); content && !content->empty()) text(*content, "");
    if (const auto* embeds = array_at(message, "embeds")) {
      for (const auto& each : *embeds) embed(each.as_object());
    }
    if (const auto* attachments = array_at(message, "attachments")) {
      for (const auto& each : *attachments) attachment(each.as_object());
    }
    if (const auto* found = array_at(message, "components")) components(*found);
  }

  std::string take() { return std::move(out_); }

 private:
  void line(std::string_view text) {
    out_ += text;
    while (out_.ends_with(' ')) out_.pop_back();
    out_ += '\n';
  }

  std::string decorated(std::string_view text, std::string_view code) const {
    return style_.colored ? fmt::format("{}{}{}", code, text, plain) : std::string(text);
  }

  void text(std::string_view markdown, std::string_view prefix) {
    const auto width = style_.width - std::min(style_.width - 1, count_characters(prefix_plain_));
    for (const auto& each : wrap(render_markdown(markdown, style_), width)) line(std::string(prefix) + each);
  }

  // One text of an embed in a colour or weight of its own.
  void decorated_text(std::string_view shown, std::string_view prefix, std::string_view code) {
    for (const auto& each : wrap(shown, style_.width - count_characters(bar)))
      line(std::string(prefix) + decorated(each, code));
  }

  void embed(const json::object& embed) {
    const auto color = integer_at(embed, "color").value_or(0);
    prefix_plain_ = bar;
    const auto prefix = style_.colored ? fmt::format("\x1b[38;2;{};{};{}m{}{}", color >> 16,
                                                     (color >> 8) & 0xFF, color & 0xFF, bar, plain)
                                       : std::string(bar);
    if (const auto* author = object_at(embed, "author")) {
      if (const auto* name = text_at(*author, "name")) decorated_text(*name, prefix, dim);
    }
    if (const auto* title = text_at(embed, "title"); title && !title->empty()) {
      decorated_text(render_markdown(*title, style_), prefix, bold);
    }
    if (const auto* description = text_at(embed, "description")) text(*description, prefix);
    if (const auto* fields = array_at(embed, "fields")) this->fields(*fields, prefix);
    for (const auto* key : {"image", "thumbnail"}) {
      const auto* picture = object_at(embed, key);
      const auto* url = picture ? text_at(*picture, "url") : nullptr;
      if (url && std::string_view(key) == "image")
        line(prefix + decorated(fmt::format("[image {}]", std::string_view(*url)), dim));
    }
    footer(embed, prefix);
    prefix_plain_ = {};
  }

  void footer(const json::object& embed, std::string_view prefix) {
    std::string shown;
    if (const auto* footer = object_at(embed, "footer")) {
      if (const auto* text = text_at(*footer, "text")) shown = std::string(*text);
    }
    if (const auto* time = text_at(embed, "timestamp")) {
      if (const auto at = parse_iso8601(*time)) {
        shown +=
            fmt::format("{}{}", shown.empty() ? "" : " · ", render_time(unix_seconds(*at), 'f', style_.now));
      }
    }
    if (!shown.empty()) decorated_text(shown, prefix, dim);
  }

  void fields(const json::array& fields, std::string_view prefix) {
    std::vector<const json::object*> row;
    for (const auto& each : fields) {
      const auto& field = each.as_object();
      if (!flag_at(field, "inline")) {
        flush(row, prefix);
        row.push_back(&field);
        flush(row, prefix);
        continue;
      }
      row.push_back(&field);
      if (row.size() == columns) flush(row, prefix);
    }
    flush(row, prefix);
  }

  // Fields of one row side by side: names, then values line by line.
  void flush(std::vector<const json::object*>& row, std::string_view prefix) {
    if (row.empty()) return;
    const auto usable = style_.width - count_characters(bar);
    const auto width = row.size() == 1 ? usable : (usable - column_gap * (row.size() - 1)) / row.size();
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 0;
    std::string names;
    for (const auto* field : row) {
      const auto name = render_markdown(*text_at(*field, "name"), style_);
      const auto shown = padded(name, row.size() == 1 ? 0 : width + column_gap);
      names += decorated(shown, bold);
      cells.push_back(wrap(render_markdown(*text_at(*field, "value"), style_), width));
      height = std::max(height, cells.back().size());
    }
    line(std::string(prefix) + names);
    for (std::size_t i = 0; i < height; ++i) {
      std::string text;
      for (const auto& cell : cells) {
        text += padded(i < cell.size() ? cell[i] : "", row.size() == 1 ? 0 : width + column_gap);
      }
      line(std::string(prefix) + text);
    }
    row.clear();
  }

  void attachment(const json::object& attachment) {
    const auto* name = text_at(attachment, "filename");
    line(decorated(fmt::format("[file {}]", name ? std::string_view(*name) : "?"), dim));
  }

  void components(const json::array& components) {
    for (const auto& each : components) {
      const auto& component = each.as_object();
      const auto type = integer_at(component, "type").value_or(0);
      if (type == 1) row(*array_at(component, "components"));
      if (type == 10) text(*text_at(component, "content"), "");
      if (type == 17) this->components(*array_at(component, "components"));
    }
  }

  void row(const json::array& row) {
    std::string shown;
    for (const auto& each : row) {
      const auto& component = each.as_object();
      const auto type = integer_at(component, "type").value_or(0);
      if (type == 3 || type == 6 || type == 8) {
        select(component);
        continue;
      }
      if (type != 2) continue;
      shown += shown.empty() ? "" : " ";
      shown += button(component);
    }
    if (!shown.empty()) line(shown);
  }

  std::string button(const json::object& button) {
    const auto* label = text_at(button, "label");
    std::string face;
    if (const auto* emoji = object_at(button, "emoji")) {
      if (const auto* name = text_at(*emoji, "name")) face = std::string(*name) + (label ? " " : "");
    }
    if (label) face += std::string_view(*label);
    if (text_at(button, "url")) return fmt::format("[ {} ↗ ]", face);
    if (flag_at(button, "disabled")) return decorated(fmt::format("[ – {} ]", face), dim);
    return fmt::format("[ {} {} ]", ++buttons_, face);
  }

  void select(const json::object& select) {
    const auto* placeholder = text_at(select, "placeholder");
    line(fmt::format("▾ {}", placeholder ? std::string_view(*placeholder) : "choose"));
    const auto* options = array_at(select, "options");
    int number = 0;
    for (const auto& each : options ? *options : json::array{}) {
      const auto& option = each.as_object();
      line(fmt::format("  {} {}{}", ++number, std::string_view(*text_at(option, "label")),
                       flag_at(option, "default") ? " ✓" : ""));
    }
  }

  const TranscriptStyle& style_;
  std::string out_;
  std::string prefix_plain_;
  int buttons_ = 0;
};

void visit_rows(const json::value& message, auto&& visit) {
  const auto* object = message.if_object();
  const auto* components = object ? array_at(*object, "components") : nullptr;
  for (const auto& each : components ? *components : json::array{}) {
    const auto* row = each.if_object();
    const auto* children = row ? array_at(*row, "components") : nullptr;
    for (const auto& child : children ? *children : json::array{}) visit(child.as_object());
  }
}

json::value parse(std::string_view message) {
  boost::system::error_code error;
  auto value = json::parse(message, error);
  return error ? json::value{} : value;
}

}  // namespace

std::string render_transcript(std::string_view message, const TranscriptStyle& style) {
  const auto value = parse(message);
  const auto* object = value.if_object();
  if (!object) return {};
  Transcript transcript(style);
  transcript.message(*object);
  return transcript.take();
}

std::vector<Pressable> pressable_buttons(std::string_view message) {
  std::vector<Pressable> buttons;
  visit_rows(parse(message), [&](const json::object& component) {
    const auto* id = text_at(component, "custom_id");
    if (integer_at(component, "type") != 2 || !id || flag_at(component, "disabled")) return;
    const auto* label = text_at(component, "label");
    buttons.push_back({.custom_id = std::string(*id), .label = label ? std::string(*label) : std::string()});
  });
  return buttons;
}

std::vector<Pressable> selectable_values(std::string_view message) {
  std::vector<Pressable> values;
  visit_rows(parse(message), [&](const json::object& component) {
    if (integer_at(component, "type") != 3 || !values.empty()) return;
    const auto* options = array_at(component, "options");
    for (const auto& each : options ? *options : json::array{}) {
      values.push_back({.custom_id = std::string(*text_at(component, "custom_id")),
                        .label = std::string(*text_at(each.as_object(), "value"))});
    }
  });
  return values;
}

}  // namespace cs2::sim
