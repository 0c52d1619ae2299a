#include "view/profile_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "base/web_address.hpp"
#include "discord/types.hpp"
#include "model/source_traits.hpp"
#include "model/team_name.hpp"
#include "view/color.hpp"
#include "view/embed.hpp"
#include "view/markdown.hpp"
#include "view/source.hpp"

namespace cs2::view {
namespace {

constexpr std::size_t alias_characters = 40;
constexpr std::size_t links_characters = 500;

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char each) { return each >= '0' && each <= '9'; });
}

// HLTV's pages are found by their number alone; others know it without having read the page.
std::string hltv_page(std::string_view id, EntityKind entity) {
  if (!is_number(id)) return {};
  const std::string_view folder = entity == EntityKind::team     ? "team"
                                  : entity == EntityKind::player ? "player"
                                                                 : "events";
  return fmt::format("https://www.hltv.org/{}/{}/-", folder, id);
}

std::string address_of(const SourcePage& page, EntityKind entity) {
  if (!page.url.empty() || page.provider != ProviderName::hltv) return page.url;
  return hltv_page(page.external_id, entity);
}

}  // namespace

std::string shown_name(std::string_view name, std::size_t characters, const Reader& reader) {
  auto text = escape_markdown(name, characters);
  return text.empty() ? reader.language.say("name.unknown") : text;
}

std::string also_known_as(std::string_view shown, std::span<const std::string> names, const Reader& reader) {
  // The store also keeps names as the search compares them, such as "aztec" of "Team Aztec".
  const auto key_of = [](std::string_view name) { return bare_name(fold(name)); };
  std::vector<std::string> keys{key_of(shown)};
  std::vector<std::string> texts;
  const auto add = [&](const std::string& name) {
    auto key = key_of(name);
    if (std::ranges::any_of(keys, [&](const auto& known) { return is_spelled_alike(known, key); })) return;
    keys.push_back(std::move(key));
    texts.push_back(escape_markdown(name, alias_characters));
  };
  const auto is_as_written = [](const std::string& name) { return name != fold(name); };
  for (const auto& name : names | std::views::filter(is_as_written)) add(name);
  for (const auto& name : names) add(name);
  const auto joined = join(texts, ", ");
  return joined.empty() ? joined : reader.language.say("profile.also", {{"names", joined}});
}

std::string period_text(std::optional<Timestamp> since, std::optional<Timestamp> until,
                        const Reader& reader) {
  if (!since && !until) return {};
  const bool is_one_day =
      since && until && std::chrono::floor<days>(*since) == std::chrono::floor<days>(*until);
  if (is_one_day) return day_text(*since, reader);
  const auto* key = !until ? "period.since" : !since ? "period.until" : "period.both";
  return reader.language.say(key, {{"from", since ? day_text(*since, reader) : std::string{}},
                                   {"to", until ? day_text(*until, reader) : std::string{}}});
}

std::string role_text(RosterRole role, const Reader& reader) {
  return role == RosterRole::player ? std::string{} : reader.language.say(fmt::format("role.{}", name(role)));
}

std::string match_lines(std::span<const MatchDetails> matches, MatchTextContext beside,
                        std::size_t characters, const Reader& reader) {
  Lines lines{characters};
  for (const auto& details : matches) lines.add(match_line(details, beside, reader));
  return lines.take();
}

std::string line_up_text(std::optional<RankingSystem> ranking, Timestamp at, const Reader& reader) {
  const auto& language = reader.language;
  const auto day = day_text(at, reader);
  if (!ranking) return language.say("line_ups.of_match", {{"day", day}});
  const auto title = language.say(fmt::format("ranking.title.{}", name(*ranking)));
  return language.say("line_ups.of_ranking", {{"ranking", title}, {"day", day}});
}

std::string movement_text(int position, std::optional<int> before, const Reader& reader) {
  if (!before) return {};
  if (*before == position) return reader.language.say("ranking.same");
  return reader.language.say(*before > position ? "ranking.up" : "ranking.down",
                             {{"count", std::to_string(std::abs(*before - position))}});
}

std::string page_links(std::span<const SourcePage> pages, EntityKind entity) {
  std::vector<std::string> links;
  std::size_t left = links_characters;
  for (const auto& page : pages) {
    const auto url = address_of(page, entity);
    const auto text = link(traits_of(page.provider).label, url);
    const bool is_known = std::ranges::find(links, text) != links.end();
    if (traits_of(page.provider).label.empty() || !is_public_address(url) || is_known ||
        count_characters(text) + 3 > left)
      continue;
    left -= count_characters(text) + 3;
    links.push_back(text);
  }
  return join(links, " · ");
}

discord::Embed profile_embed(std::string title, std::span<const SourcePage> pages, EntityKind entity,
                             const std::optional<std::string>& picture_url) {
  std::vector<MatchSource> all;
  all.reserve(pages.size());
  for (const auto& page : pages)
    all.push_back({.provider = page.provider, .url = address_of(page, entity), .seen_at = {}});
  return {.title = std::move(title),
          .url = first_page(all),
          .color = color_neutral,
          .thumbnail_url = picture(picture_url.value_or(""))};
}

void Sources::add(std::span<const SourcePage> pages, EntityKind entity) {
  for (const auto& page : pages) {
    if (!page.seen_at) continue;  // another source named it
    const bool is_archive = traits_of(page.provider).is_archive;
    const auto archive = is_archive ? import_source(page.external_id) : std::string_view{};
    if (is_archive && archive.empty()) continue;  // a name that files share; their matches name them
    all_.push_back({.provider = page.provider,
                    .url = address_of(page, entity),
                    .seen_at = *page.seen_at,
                    .archive = std::string{archive}});
  }
}

void Sources::add(std::span<const MatchDetails> matches) {
  for (const auto& details : matches) {
    for (auto source : details.sources) {
      source.url.clear();  // the page of one match among several
      all_.push_back(std::move(source));
    }
  }
}

void Sources::add(const MatchesAround& matches) {
  add(matches.live);
  add(matches.next);
  add(matches.last);
}

void Sources::add(std::span<const RankingPlace> places) {
  for (const auto& place : places)
    all_.push_back({.provider = place.provider, .url = place.url, .seen_at = place.published});
}

void Sources::add_credits_to(discord::Embed& embed, const Reader& reader) const {
  const auto merged = merge_sources(all_);
  if (embed.url.empty()) embed.url = licensed_page(merged);
  add_credits(embed, merged, reader.language);
}

}  // namespace cs2::view
