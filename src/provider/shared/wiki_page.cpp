#include "provider/shared/wiki_page.hpp"

#include <fmt/format.h>

#include <boost/url.hpp>

#include <algorithm>

#include "base/number.hpp"
#include "base/text.hpp"

namespace cs2::provider {
namespace {

constexpr std::string_view site = "https://liquipedia.net";
constexpr std::string_view wiki = "/counterstrike/";
constexpr std::size_t title_bytes_max = 255;  // MediaWiki's own bound
constexpr std::array platforms{
    std::string_view{"twitch"},   std::string_view{"youtube"}, std::string_view{"kick"},
    std::string_view{"afreeca"},  std::string_view{"soop"},    std::string_view{"bilibili"},
    std::string_view{"douyu"},    std::string_view{"huya"},    std::string_view{"trovo"},
    std::string_view{"facebook"}, std::string_view{"nimo"},    std::string_view{"tiktok"},
    std::string_view{"steam"},    std::string_view{"booyah"},  std::string_view{"stream"},
    std::string_view{"vk"}};

std::string decode(std::string_view percent_encoded) {
  const auto view = boost::urls::make_pct_string_view(percent_encoded);
  return sanitize(view ? view->decode() : std::string{percent_encoded});
}

std::string encode(std::string_view text) {
  constexpr auto kept = boost::urls::pchars + '/';
  return boost::urls::encode(text, kept);
}

std::string replaced(std::string_view text, char from, char to) {
  std::string result{text};
  std::ranges::replace(result, from, to);
  return result;
}

void append_utf8(std::string& text, std::uint32_t point) {
  const auto byte = [&](std::uint32_t value) { text += static_cast<char>(value); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0U | (point >> 6U));
    byte(0x80U | (point & 0x3FU));
  } else if (point < 0x10000) {
    byte(0xE0U | (point >> 12U));
    byte(0x80U | ((point >> 6U) & 0x3FU));
    byte(0x80U | (point & 0x3FU));
  } else {
    byte(0xF0U | (point >> 18U));
    byte(0x80U | ((point >> 12U) & 0x3FU));
    byte(0x80U | ((point >> 6U) & 0x3FU));
    byte(0x80U | (point & 0x3FU));
  }
}

// What is between & and ;
bool append_entity(std::string& text, std::string_view name) {
  constexpr std::array named{
      std::pair{std::string_view{"amp"}, '&'},   std::pair{std::string_view{"lt"}, '<'},
      std::pair{std::string_view{"gt"}, '>'},    std::pair{std::string_view{"quot"}, '"'},
      std::pair{std::string_view{"apos"}, '\''}, std::pair{std::string_view{"nbsp"}, ' '}};
  for (const auto& [known, character] : named) {
    if (name != known) continue;
    text += character;
    return true;
  }
  if (!name.starts_with('#')) return false;
  name.remove_prefix(1);
  const bool hex = name.starts_with('x') || name.starts_with('X');
  if (hex) name.remove_prefix(1);
  const auto point = parse_number<std::uint32_t>(name, hex ? 16 : 10);
  if (!point || *point < 0x20 || *point > 0x10FFFF || (*point >= 0xD800 && *point < 0xE000)) return false;
  append_utf8(text, *point == 0xA0 ? std::uint32_t{' '} : *point);
  return true;
}

}  // namespace

std::string page_id(std::string_view title) {
  auto id = replaced(trim(title), ' ', '_');
  while (id.starts_with('_')) id.erase(0, 1);
  while (id.ends_with('_')) id.pop_back();
  if (id.empty() || id.size() > title_bytes_max || id.find_first_of("[]{}|<>#\n\t") != std::string::npos)
    return {};
  if (id.front() >= 'a' && id.front() <= 'z') id.front() = static_cast<char>(id.front() - 32);
  return id;
}

std::string page_title(std::string_view id) {
  return replaced(id, '_', ' ');
}

std::string page_url(std::string_view id, std::string_view section) {
  auto url = fmt::format("{}{}{}", site, wiki, encode(id));
  if (!section.empty()) url += "#" + encode(replaced(section, ' ', '_'));
  return url;
}

PageSubjects pages_of(const std::vector<std::string>& subjects) {
  PageSubjects result;
  for (const auto& subject : subjects) {
    // A value that begins with ! is a comparison to LPDB.
    const bool is_page = !subject.empty() && page_id(subject) == subject && !subject.starts_with('!') &&
                         !subject.contains("::");
    if (is_page)
      result.pages.push_back(subject);
    else
      result.skipped.push_back({sanitize(subject), "it is not the name of a page"});
  }
  return result;
}

std::string place_of(std::string_view id, std::string_view section) {
  if (section.empty()) return std::string{id};
  return fmt::format("{}#{}", id, replaced(section, ' ', '_'));
}

std::string absolute_url(std::string_view href) {
  return href.starts_with('/') ? std::string{site} + std::string{href} : std::string{href};
}

std::string stream_url(std::string_view platform, std::string_view key) {
  return fmt::format("{}{}Special:Stream/{}/{}", site, wiki, platform, encode(replaced(key, ' ', '_')));
}

bool is_stream_platform(std::string_view platform) {
  return std::ranges::find(platforms, platform) != platforms.end();
}

std::optional<PageLink> parse_page_link(std::string_view href) {
  if (!href.starts_with(wiki)) return std::nullopt;
  auto path = href.substr(wiki.size());
  if (path.starts_with("index.php?")) {
    for (const auto parameter : split(path.substr(path.find('?') + 1), '&')) {
      if (parameter.starts_with("title="))
        return PageLink{replaced(decode(parameter.substr(6)), ' ', '_'), {}, {}};
    }
    return std::nullopt;
  }
  PageLink link;
  if (const auto hash = path.find('#'); hash != std::string_view::npos) {
    link.section = replaced(decode(path.substr(hash + 1)), '_', ' ');
    path = path.substr(0, hash);
  }
  if (path.empty()) return std::nullopt;
  link.page = replaced(decode(path), ' ', '_');
  link.url = absolute_url(href);
  return link;
}

std::string plain_title(std::string title) {
  while (title.ends_with(')')) {
    const auto open = title.rfind(" (");
    if (open == std::string::npos || open == 0) break;
    title.resize(open);
  }
  return title;
}

std::string decode_entities(std::string_view text) {
  constexpr std::size_t entity_bytes_max = 10;
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const auto ampersand = std::min(text.find('&'), text.size());
    result += text.substr(0, ampersand);
    text.remove_prefix(ampersand);
    if (text.empty()) break;
    const auto end = text.substr(0, entity_bytes_max).find(';');
    if (end != std::string_view::npos && append_entity(result, text.substr(1, end - 1))) {
      text.remove_prefix(end + 1);
    } else {
      result += '&';
      text.remove_prefix(1);
    }
  }
  return result;
}

std::optional<std::string> hltv_match_of(std::string_view url) {
  constexpr std::string_view mark = "hltv.org/matches/";
  const auto at = url.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const auto rest = url.substr(at + mark.size());
  const auto id = rest.substr(0, rest.find('/'));
  if (!is_digits(id) || id.size() > 12) return std::nullopt;
  return std::string{id};
}

std::string hltv_match_url(std::string_view id) {
  return fmt::format("https://www.hltv.org/matches/{}/match", id);
}

std::string hltv_map_url(std::string_view id) {
  return fmt::format("https://www.hltv.org/stats/matches/mapstatsid/{}/map", id);
}

std::string DerivedIds::of(const std::string& place, std::array<std::string, 2> pages,
                           const std::optional<Timestamp>& scheduled_at) {
  std::ranges::sort(pages);
  auto id = fmt::format("lpw:{}:{},{}", place, pages[0], pages[1]);
  const auto at = scheduled_at.value_or(Timestamp{});
  if (pages[0] == "?" || pages[1] == "?") id += fmt::format("@{}", unix_seconds(at));
  auto unique = id;
  for (int copy = 1; !given_.insert(unique).second; ++copy) {
    const auto day = to_iso8601(at).substr(0, 10);
    unique = copy == 1 ? fmt::format("{}~{}", id, day) : fmt::format("{}~{}.{}", id, day, copy);
  }
  return unique;
}

}  // namespace cs2::provider
