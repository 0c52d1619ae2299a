#include "view/text/match_links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ranges>
#include <string_view>
#include <utility>
#include <vector>

#include "base/foreign_text.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "base/web_address.hpp"
#include "discord/types.hpp"
#include "locale/language_country.hpp"
#include "model/source_traits.hpp"
#include "view/markdown.hpp"
#include "view/match_text.hpp"
#include "view/place_text.hpp"

namespace cs2::view {
namespace {

constexpr std::size_t stream_label_characters = 32;
constexpr std::size_t map_characters = 64;
constexpr std::size_t streams_shown = 5;
constexpr std::size_t links_shown = 8;

// The host and the path of an address, without what says nothing: "twitch.tv/esl".
std::string_view shown_address(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  if (url.starts_with("www.")) url.remove_prefix(4);
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

// It stays an address, which clean_name would break: it stands for a link that leads to it.
std::string address_label(std::string_view address) {
  std::string label;
  for (const auto part : split(address, '/')) label += (label.empty() ? "" : "/") + clean_name(part);
  return discord::escape_markdown(shorten(label, stream_label_characters));
}

using Platform = std::pair<std::string_view, std::string_view>;
constexpr std::array<Platform, 10> platforms{{{"twitch.tv", "Twitch"},
                                              {"youtube.com", "YouTube"},
                                              {"youtu.be", "YouTube"},
                                              {"kick.com", "Kick"},
                                              {"huya.com", "Huya"},
                                              {"douyu.com", "Douyu"},
                                              {"bilibili.com", "bilibili"},
                                              {"sooplive.com", "SOOP"},
                                              {"trovo.live", "Trovo"},
                                              {"facebook.com", "Facebook"}}};

constexpr std::string_view wiki_redirect = "/Special:Stream/";

// The channel to which an address leads: "twitch.tv/Polar" of "https://www.twitch.tv/Polar", and of the
// wiki's redirect "…/Special:Stream/twitch/Polar".
std::string channel_of(std::string_view url) {
  const auto address = shown_address(url);
  const auto redirect = address.find(wiki_redirect);
  if (redirect == std::string_view::npos) return std::string{address};
  const auto target = address.substr(redirect + wiki_redirect.size());
  const auto name = target.substr(0, target.find('/'));
  const auto* const platform = std::ranges::find_if(platforms, [&](const Platform& each) {
    return each.first.starts_with(name) && each.first.substr(name.size()).starts_with('.');
  });
  if (name.empty() || platform == platforms.end()) return std::string{address};
  return fmt::format("{}{}", platform->first, target.substr(name.size()));
}

// "Twitch" of "twitch.tv/esl"; empty for others.
std::string_view platform_of(std::string_view address) {
  const auto host = address.substr(0, address.find('/'));
  const auto* const found = std::ranges::find_if(platforms, [&](const Platform& platform) {
    return host == platform.first ||
           (host.ends_with(platform.first) && host[host.size() - platform.first.size() - 1] == '.');
  });
  return found == platforms.end() ? std::string_view{} : found->second;
}

std::vector<const Stream*> shown_streams(const MatchFacts& facts) {
  std::vector<const Stream*> shown;
  if (facts.status == MatchStatus::finished || facts.status == MatchStatus::cancelled) return shown;
  for (const auto& stream : facts.streams) {
    if (!is_public_address(stream.url)) continue;
    const auto same = std::ranges::find(shown, fold(channel_of(stream.url)),
                                        [](const Stream* other) { return fold(channel_of(other->url)); });
    if (same == shown.end()) {
      if (shown.size() < streams_shown) shown.push_back(&stream);
    } else if ((*same)->url.contains(wiki_redirect)) {
      *same = &stream;  // the channel itself rather than the wiki's way to it
    }
  }
  return shown;
}

// "🇧🇷 Twitch"; the channel's address where the platform and the language do not tell it from another.
std::string stream_text(const std::vector<const Stream*>& all, const Stream& stream) {
  const auto channel = channel_of(stream.url);
  const auto platform = platform_of(channel);
  const auto is_alike = [&](const Stream* each) {
    return platform_of(channel_of(each->url)) == platform &&
           (!each->language || !stream.language || each->language == stream.language);
  };
  const auto label = platform.empty() || std::ranges::count_if(all, is_alike) > 1 ? address_label(channel)
                                                                                  : std::string{platform};
  const auto country = stream.language ? flag(locale::likely_country(*stream.language)) : std::string{};
  return join({country, link(label, stream.url)}, " ");
}

std::string in_one_line(const std::vector<std::string>& parts, std::size_t characters) {
  std::string text;
  for (const auto& part : parts) {
    auto longer = join({text, part}, " · ");
    if (count_characters(longer) <= characters) text = std::move(longer);
  }
  return text;
}

// A recording for each map tells how many were played.
bool states_length(const Link& to) {
  return to.kind != "hltv";
}

// A link's kind is the source's own word; of one without a text its address says enough.
std::string link_kind_text(const Link& to, const Reader& reader) {
  const auto key = fmt::format("link.{}", to.kind);
  if (reader.language.has(key)) return reader.language.say(key);
  const auto address = shown_address(to.url);
  return address_label(address.substr(0, address.find('/')));
}

// "HLTV stats: Mirage" where there is one of the kind for each map that was played, "VOD 2" where there are
// several.
std::string link_text(const MatchFacts& facts, std::size_t index, const Reader& reader) {
  const auto& links = facts.links;
  const auto is_alike = [&](const Link& other) { return other.kind == links[index].kind; };
  const auto number = std::ranges::count_if(links | std::views::take(index), is_alike);
  const auto all = std::ranges::count_if(links, is_alike);
  auto text = link_kind_text(links[index], reader);
  if (!states_length(links[index])) return text;

  std::vector<const MapResult*> played;
  for (const auto& map : facts.maps) {
    if (map.status == MapStatus::finished) played.push_back(&map);
  }
  const auto* map = std::ssize(played) == all ? played[static_cast<std::size_t>(number)] : nullptr;
  if (map && map->name && !is_placeholder(*map->name))
    return reader.language.say("link.of_map",
                               {{"link", text}, {"map", escape_markdown(*map->name, map_characters)}});
  return all == 1 ? text : reader.language.say("link.numbered", {{"link", text}, {"number", number + 1}});
}

}  // namespace

std::string streams_text(const MatchFacts& facts, std::size_t characters) {
  const auto all = shown_streams(facts);
  std::vector<std::string> parts;
  parts.reserve(all.size());
  for (const auto* stream : all) parts.push_back(stream_text(all, *stream));
  return in_one_line(parts, characters);
}

std::string main_stream(const MatchFacts& facts) {
  const auto all = shown_streams(facts);
  if (all.empty()) return {};
  auto main = std::ranges::find(all, true, &Stream::main);
  if (main == all.end()) main = all.begin();
  auto url = page_address((*main)->url);
  return url.size() > limits::link_url ? std::string{} : url;
}

std::string links_text(const MatchDetails& details, const Reader& reader, std::size_t characters) {
  const auto& facts = details.match;
  std::vector<std::string> parts;
  const auto add = [&](std::string_view text, std::string_view url) {
    auto part = link(text, url);
    if (is_public_address(url) && part != text && std::ranges::find(parts, part) == parts.end())
      parts.push_back(std::move(part));
  };
  for (const auto& source : details.sources) {
    const auto label = traits_of(source.provider).label;
    if (!label.empty()) add(label, source.url);
  }
  for (std::size_t i = 0; i < std::min(facts.links.size(), links_shown); ++i) {
    const auto& to = facts.links[i];
    if (!is_public_address(to.url) || (states_length(to) && hides_result(facts, reader))) continue;
    add(link_text(facts, i, reader), to.url);
  }
  return in_one_line(parts, characters);
}

}  // namespace cs2::view
