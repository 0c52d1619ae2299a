#include "view/source.hpp"
#include "base/limits/discord.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "discord/types.hpp"
#include "view/markdown.hpp"

namespace cs2::view {
namespace {

// Where a reader finds the source when no page of its own is known.
std::string_view home_page(ProviderName provider) {
  switch (provider) {
    case ProviderName::pandascore:
      return "https://www.pandascore.co";
    case ProviderName::liquipedia:
    case ProviderName::lpdb:
      return "https://liquipedia.net/counterstrike";
    case ProviderName::valve:
      return "https://github.com/ValveSoftware/counter-strike_regional_standings";
    case ProviderName::hltv:
      return "https://www.hltv.org";
    case ProviderName::imported:
    case ProviderName::sample:
      return "";
  }
  return "";
}

}  // namespace

std::string render_sources(std::span<const MatchSource> sources, const locale::Language& language) {
  if (sources.empty()) return language.say("source.nothing");
  Lines lines{limits::embed_field_value};
  for (const auto& source : sources) {
    const auto attribution =
        language.say(fmt::format("source.{}", name(source.provider)), {{"name", source.archive}});
    const auto url = is_web_address(source.url) ? std::string_view{source.url} : home_page(source.provider);
    const auto age = language.say("source.as_of", {{"relative", discord::timestamp(source.seen_at, 'R')}});
    lines.add(fmt::format("{} {}", link(attribution, url), age));
  }
  return lines.take();
}

std::vector<MatchSource> merge_sources(std::span<const MatchSource> sources) {
  std::vector<MatchSource> merged;
  for (const auto& source : sources) {
    const auto known = std::ranges::find_if(merged, [&](const MatchSource& other) {
      return other.provider == source.provider && other.archive == source.archive;
    });
    if (known == merged.end()) {
      merged.push_back(
          {.provider = source.provider, .url = {}, .seen_at = source.seen_at, .archive = source.archive});
    } else {
      known->seen_at = std::max(known->seen_at, source.seen_at);
    }
  }
  std::ranges::sort(merged, std::ranges::greater{}, &MatchSource::seen_at);
  return merged;
}

}  // namespace cs2::view
