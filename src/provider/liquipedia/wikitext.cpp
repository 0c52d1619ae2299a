#include "provider/liquipedia/wikitext.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/limits/providers.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "provider/shared/wiki_page.hpp"

namespace cs2::provider {
namespace {

constexpr std::size_t text_characters_max = 500;
constexpr std::size_t plain_bytes_max = 4'000;

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// From `open` to behind `close`, or to the end.
std::size_t end_of(std::string_view text, std::size_t from, std::string_view close) {
  const auto at = text.find(close, from);
  return at == std::string_view::npos ? text.size() : at + close.size();
}

// Characters that would mean something become entities, which wiki_plain() turns back.
void append_literal(std::string& result, std::string_view text) {
  for (const char c : text) {
    if (std::string_view{"{}[]|=<>'"}.contains(c))
      result += fmt::format("&#{};", static_cast<int>(c));
    else
      result += c;
  }
}

std::string without_comments(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const auto at = std::min(text.find('<'), text.size());
    result += text.substr(0, at);
    text.remove_prefix(at);
    if (text.starts_with("<!--")) {
      text.remove_prefix(end_of(text, 4, "-->"));
    } else if (text.starts_with("<nowiki>")) {
      constexpr std::string_view close = "</nowiki>";
      const auto end = text.find(close);
      append_literal(result, text.substr(8, end == std::string_view::npos ? end : end - 8));
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + close.size());
    } else if (text.starts_with("<ref>") || text.starts_with("<ref ")) {
      const auto tag = end_of(text, 0, ">");
      const bool single = tag >= 2 && text.substr(0, tag).ends_with("/>");
      text.remove_prefix(single ? tag : end_of(text, 0, "</ref>"));
    } else if (!text.empty()) {
      result += text.front();
      text.remove_prefix(1);
    }
  }
  return result;
}

// Pairs of {{ }} of which none is within another, in order.
std::vector<Span> outermost_templates(std::string_view text) {
  std::vector<Span> closed;
  std::vector<std::pair<char, std::size_t>> open;
  for (std::size_t at = 0; at + 1 < text.size();) {
    const auto two = text.substr(at, 2);
    if (two == "{{" || two == "[[") {
      open.emplace_back(two[0], at);
    } else if (two == "}}") {
      while (!open.empty() && open.back().first == '[') open.pop_back();
      if (!open.empty()) {
        closed.push_back({open.back().second, at + 2});
        open.pop_back();
      }
    } else if (two == "]]") {
      if (!open.empty() && open.back().first == '[') open.pop_back();
    } else {
      ++at;
      continue;
    }
    at += 2;
  }
  std::ranges::sort(closed, {}, &Span::begin);
  std::vector<Span> outermost;
  for (const auto& span : closed) {
    if (outermost.size() == limits::wiki_templates_max) break;
    if (outermost.empty() || span.begin >= outermost.back().end) outermost.push_back(span);
  }
  return outermost;
}

// "a|{{b|c}}|[[d|e]]" → three parts.
std::vector<std::string_view> split_arguments(std::string_view text) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto two = text.substr(at, 2);
    if (two == "{{" || two == "[[") {
      ++depth;
      at += 2;
    } else if (two == "}}" || two == "]]") {
      depth = std::max(0, depth - 1);
      at += 2;
    } else {
      if (text[at] == '|' && depth == 0 && parts.size() + 1 < limits::wiki_arguments_max) {
        parts.push_back(text.substr(begin, at - begin));
        begin = at + 1;
      }
      ++at;
    }
  }
  parts.push_back(text.substr(begin));
  return parts;
}

// Where the name of an argument ends: a = before any markup.
std::size_t equals_sign(std::string_view part) {
  const auto at = part.find('=');
  const auto markup = std::min({part.find("{{"), part.find("[["), part.find('<')});
  return at < markup ? at : std::string_view::npos;
}

std::string normal_name(std::string_view name) {
  std::string result;
  for (const char c : trim(name)) {
    const bool space = c == ' ' || c == '_' || c == '\n' || c == '\t';
    if (space && (result.empty() || result.back() == ' ')) continue;
    result += space ? ' ' : (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  while (result.ends_with(' ')) result.pop_back();
  return result;
}

WikiTemplate parse_call(std::string_view inner) {
  WikiTemplate call;
  const auto parts = split_arguments(inner);
  call.name = normal_name(parts.front());
  int position = 0;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto equals = equals_sign(parts[i]);
    if (equals == std::string_view::npos)
      call.arguments.emplace_back(std::to_string(++position), trim(parts[i]));
    else
      call.arguments.emplace_back(trim(parts[i].substr(0, equals)), trim(parts[i].substr(equals + 1)));
  }
  return call;
}

WikiTemplate call_at(std::string_view text, const Span& span) {
  return parse_call(text.substr(span.begin + 2, span.end - span.begin - 4));
}

std::optional<WikiNode> parse_heading(std::string_view line) {
  line = trim(line);
  std::size_t level = 0;
  while (level < line.size() && level < 6 && line[level] == '=') ++level;
  if (level < 2 || line.size() <= 2 * level || !line.ends_with(std::string(level, '='))) return std::nullopt;
  return WikiNode{.level = static_cast<int>(level),
                  .heading = wiki_plain(line.substr(level, line.size() - 2 * level)),
                  .call = {}};
}

// Headings are on lines of their own; one may hold a template.
void add_headings(std::string_view text, std::size_t begin, std::size_t end,
                  std::vector<std::pair<std::size_t, WikiNode>>& nodes) {
  while (begin < end) {
    const auto line_end = std::min(text.find('\n', begin), end);
    if (auto heading = parse_heading(text.substr(begin, line_end - begin)))
      nodes.emplace_back(begin, std::move(*heading));
    begin = line_end + 1;
  }
}

constexpr std::array months{
    std::string_view{"january"}, std::string_view{"february"}, std::string_view{"march"},
    std::string_view{"april"},   std::string_view{"may"},      std::string_view{"june"},
    std::string_view{"july"},    std::string_view{"august"},   std::string_view{"september"},
    std::string_view{"october"}, std::string_view{"november"}, std::string_view{"december"}};

// Minutes east of Greenwich. CST, IST and AST are missing because each is the name of several zones.
constexpr auto zones = std::to_array<std::pair<std::string_view, int>>(
    {{"UTC", 0},    {"GMT", 0},    {"WET", 0},    {"WEST", 60},   {"BST", 60},   {"CET", 60},   {"CEST", 120},
     {"EET", 120},  {"EEST", 180}, {"MSK", 180},  {"TRT", 180},   {"SAST", 120}, {"GST", 240},  {"BRT", -180},
     {"ART", -180}, {"UYT", -180}, {"CLT", -240}, {"CLST", -180}, {"COT", -300}, {"PET", -300}, {"EDT", -240},
     {"EST", -300}, {"CDT", -300}, {"MDT", -360}, {"MST", -420},  {"PDT", -420}, {"PST", -480}, {"ICT", 420},
     {"WIB", 420},  {"SGT", 480},  {"HKT", 480},  {"PHT", 480},   {"AWST", 480}, {"JST", 540},  {"KST", 540},
     {"AEST", 600}, {"AEDT", 660}, {"NZST", 720}, {"NZDT", 780}});

std::optional<int> zone_of(std::string_view value) {
  for (const auto& call : list_templates(value)) {
    if (!call.name.starts_with("abbr/")) continue;
    const auto wanted = fold(call.name.substr(5));
    for (const auto& [name, offset] : zones) {
      if (fold(name) == wanted) return offset;
    }
  }
  return std::nullopt;
}

// The words of "October 15, 2026 - 13:15" or "2026-10-15 13:15"; a day has three numbers or a month and two.
std::optional<std::chrono::sys_days> parse_day(const std::vector<std::string>& words) {
  if (words.size() < 3) return std::nullopt;
  std::optional<int> year = parse_number<int>(words[0]);
  std::optional<int> month = parse_number<int>(words[1]);
  std::optional<int> day = parse_number<int>(words[2]);
  if (!year) {
    // "Oct" and "Sept" are written too.
    const auto known = std::ranges::find_if(
        months, [&](auto name) { return words[0].size() >= 3 && name.starts_with(words[0].substr(0, 4)); });
    if (known == months.end()) return std::nullopt;
    month = static_cast<int>(known - months.begin()) + 1;
    day = parse_number<int>(words[1]);
    year = parse_number<int>(words[2]);
  }
  if (!year || !month || !day || *year < 1990 || *year > 2200 || *month < 1 || *day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

}  // namespace

std::string_view WikiTemplate::argument(std::string_view key) const {
  for (auto it = arguments.rbegin(); it != arguments.rend(); ++it) {
    if (it->first == key) return it->second;
  }
  return {};
}

Result<std::vector<WikiNode>> parse_wikitext(std::string_view written) {
  if (written.size() > limits::wikitext_bytes_max)
    return fail(ErrorKind::too_large, "{} bytes of wikitext", written.size());
  const auto text = without_comments(sanitize(written));
  std::vector<std::pair<std::size_t, WikiNode>> found;
  std::size_t behind = 0;
  std::size_t line = 0;
  for (const auto& span : outermost_templates(text)) {
    // A template within a line that begins as a heading belongs to the heading.
    const auto line_begin = text.rfind('\n', span.begin);
    const auto begins_at = line_begin == std::string::npos ? 0 : line_begin + 1;
    if (begins_at >= behind && text.compare(begins_at, 2, "==") == 0) continue;
    add_headings(text, line, span.begin, found);
    found.emplace_back(span.begin, WikiNode{.level = 0, .heading = {}, .call = call_at(text, span)});
    behind = line = span.end;
  }
  add_headings(text, line, text.size(), found);
  std::vector<WikiNode> nodes;
  nodes.reserve(found.size());
  for (auto& [at, node] : found) nodes.push_back(std::move(node));
  return nodes;
}

std::vector<WikiTemplate> list_templates(std::string_view value) {
  std::vector<WikiTemplate> calls;
  for (const auto& span : outermost_templates(value)) calls.push_back(call_at(value, span));
  return calls;
}

std::string wiki_link(std::string_view value) {
  const auto begin = value.find("[[");
  if (begin == std::string_view::npos) return {};
  const auto end = value.find("]]", begin);
  if (end == std::string_view::npos) return {};
  const auto inner = value.substr(begin + 2, end - begin - 2);
  const auto target = inner.substr(0, std::min(inner.find('|'), inner.find('#')));
  return std::string{trim(target.starts_with(':') ? target.substr(1) : target)};
}

std::string wiki_plain(std::string_view value) {
  value = value.substr(0, plain_bytes_max);
  std::string shown;
  std::size_t at = 0;
  for (const auto& span : outermost_templates(value)) {
    shown += value.substr(at, span.begin - at);
    const auto call = call_at(value, span);
    if (call.name == "hiddensort" || call.name == "nowrap") shown += call.argument("1");
    at = span.end;
  }
  shown += value.substr(at);

  std::string plain;
  std::string_view rest = shown;
  while (!rest.empty()) {
    if (rest.starts_with("[[")) {
      const auto end = rest.find("]]");
      if (end == std::string_view::npos) break;
      const auto inner = rest.substr(2, end - 2);
      const auto bar = inner.find('|');
      plain += bar == std::string_view::npos ? inner : inner.substr(bar + 1);
      rest.remove_prefix(end + 2);
    } else if (rest.starts_with("''")) {
      while (rest.starts_with('\'')) rest.remove_prefix(1);
    } else if (rest.starts_with('<')) {
      if (rest.starts_with("<br")) plain += ' ';
      rest.remove_prefix(end_of(rest, 0, ">"));
    } else {
      plain += rest.front();
      rest.remove_prefix(1);
    }
  }
  return shorten(trim(sanitize(decode_entities(plain))), text_characters_max);
}

std::optional<WikiDate> parse_wiki_date(std::string_view value) {
  const auto plain = wiki_plain(value);
  const auto colon = plain.find(':');
  const auto folded = fold(plain);
  std::vector<std::string> words;
  for (const auto word : split(folded, ' ')) words.emplace_back(word);
  const auto day = parse_day(words);
  if (!day) return std::nullopt;
  WikiDate date{.at = *day};
  if (colon == std::string::npos || words.size() < 5) return date;
  const auto hour = parse_number<int>(words[3]);
  const auto minute = parse_number<int>(words[4]);
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return date;
  date.at += hours{*hour} + minutes{*minute};
  if (const auto offset = zone_of(value)) {
    date.at -= minutes{*offset};
    date.is_exact = true;
  }
  return date;
}

}  // namespace cs2::provider
