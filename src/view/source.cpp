#include "view/source.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/foreign_text.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "base/web_address.hpp"
#include "discord/types.hpp"
#include "model/source_traits.hpp"
#include "view/markdown.hpp"

namespace cs2::view {
namespace {

constexpr std::size_t archive_characters = 60;
constexpr std::size_t archives_shown = 3;

std::string credited_name(const SourceTraits& traits, const locale::Language& language) {
  const std::string name{traits.label};
  if (traits.credit.empty()) return name;
  return language.say("source.credited", {{"name", name}, {"credit", std::string{traits.credit}}});
}

// Two feeds of one source are one to readers.
std::string credits_text(std::span<const MatchSource> sources, const locale::Language& language,
                         auto name_of_source) {
  std::vector<std::string> names;
  std::vector<std::string> archives;
  const auto add = [](std::vector<std::string>& all, std::string text) {
    if (!text.empty() && std::ranges::find(all, text) == all.end()) all.push_back(std::move(text));
  };
  bool is_sample = false;
  for (const auto& source : sources) {
    const auto& traits = traits_of(source.provider);
    if (traits.is_archive) add(archives, shorten(clean_name(source.archive), archive_characters));
    if (!traits.is_archive && !traits.label.empty()) add(names, name_of_source(source));
    is_sample = is_sample || (!traits.is_archive && traits.label.empty());
  }
  if (archives.size() > archives_shown) archives.resize(archives_shown);
  return join({names.empty() ? "" : language.say("source.plain", {{"name", join(names, ", ")}}),
               archives.empty() ? "" : language.say("source.archive", {{"name", join(archives, ", ")}}),
               is_sample ? language.say("source.sample") : ""},
              " · ");
}

}  // namespace

std::string source_text(const MatchSource& source, const locale::Language& language) {
  const auto& traits = traits_of(source.provider);
  if (traits.is_archive) return language.say("source.archive", {{"name", clean_name(source.archive)}});
  if (traits.label.empty()) return language.say("source.sample");
  return language.say("source.plain", {{"name", credited_name(traits, language)}});
}

std::string credits_text(std::span<const MatchSource> sources, const locale::Language& language) {
  return credits_text(sources, language, [&](const MatchSource& source) {
    return credited_name(traits_of(source.provider), language);
  });
}

void add_credits(discord::Embed& embed, std::span<const MatchSource> sources,
                 const locale::Language& language) {
  const auto credits = sources.empty() ? language.say("source.nothing") : credits_text(sources, language);
  embed.footer = shorten(join({embed.footer, credits}, " · "), limits::embed_footer);
  if (sources.empty()) return;
  embed.timestamp = std::ranges::max(sources, {}, &MatchSource::seen_at).seen_at;
}

std::string credits_line(std::span<const MatchSource> sources, const locale::Language& language) {
  std::vector<MatchSource> escaped{sources.begin(), sources.end()};
  for (auto& source : escaped) source.archive = escape_markdown(source.archive, archive_characters);
  const auto credits = credits_text(escaped, language, [&](const MatchSource& source) {
    const auto& traits = traits_of(source.provider);
    const auto page = page_address(source.url);
    const auto name = credited_name(traits, language);
    return traits.credit.empty() || page.empty() ? name : fmt::format("[{}](<{}>)", name, page);
  });
  return credits.empty() ? credits : fmt::format("-# {}", credits);
}

std::string linked_credits(std::span<const MatchSource> sources, const locale::Language& language) {
  return credits_text(sources, language, [&](const MatchSource& source) {
    const auto& traits = traits_of(source.provider);
    const auto name = link(traits.label, traits.home_page);
    if (traits.credit.empty()) return name;
    const auto credit =
        traits.licence_page.empty() ? std::string{traits.credit} : link(traits.credit, traits.licence_page);
    return language.say("source.credited", {{"name", name}, {"credit", credit}});
  });
}

std::string data_note(const MatchDataStatus& status, const locale::Language& language) {
  if (status.state == MatchDataState::current) return {};
  if (status.state == MatchDataState::loading) return language.say("data.loading");
  std::vector<std::string> behind;
  for (const auto& source : status.behind) {
    const std::string name{traits_of(source.provider).label};
    behind.push_back(source.read_at ? language.say("data.last_read",
                                                   {{"source", name},
                                                    {"relative", discord::timestamp(*source.read_at, 'R')}})
                                    : language.say("data.never_read", {{"source", name}}));
  }
  return language.say("data.outdated", {{"sources", join(behind, ", ")}});
}

std::string licensed_page(std::span<const MatchSource> sources) {
  const auto licensed = std::ranges::find_if(sources, [](const MatchSource& source) {
    const auto& traits = traits_of(source.provider);
    return !traits.is_archive && !traits.credit.empty();
  });
  return licensed == sources.end() ? std::string{} : std::string{traits_of(licensed->provider).home_page};
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
