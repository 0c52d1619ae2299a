#include "view/match_list.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/enum_names.hpp"
#include "base/foreign_text.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"
#include "view/match_text.hpp"
#include "view/source.hpp"

namespace cs2::view {
namespace {

// Five entries of two lines and the sources stay below limits::embed_total even when every character is
// escaped.
constexpr std::size_t name_characters = 40;
constexpr std::size_t event_characters = 60;
constexpr std::size_t description_characters = 3500;

int color_of(ListKind kind) {
  switch (kind) {
    case ListKind::live:
      return view::color_of(MatchStatus::live);
    case ListKind::upcoming:
      return view::color_of(MatchStatus::scheduled);
    case ListKind::results:
      return view::color_of(MatchStatus::finished);
  }
  return color_neutral;
}

std::string best_of_text(const MatchFacts& facts, const Reader& reader) {
  return facts.best_of
             ? reader.language.say("match.best_of_tiny", {{"count", std::to_string(*facts.best_of)}})
             : std::string{};
}

// The map that is being played, where that is no secret.
std::string live_map_text(const MatchFacts& facts, const Reader& reader) {
  if (facts.status != MatchStatus::live || hides_result(facts, reader)) return {};
  const auto map = std::ranges::find(facts.maps, MapStatus::live, &MapResult::status);
  if (map == facts.maps.end() || !map->name || is_placeholder(*map->name)) return {};
  return reader.language.say("list.live_map",
                             {{"map", escape_markdown(*map->name, name_characters)},
                              {"score", map->score ? numbers(*map->score, reader) : std::string{}}});
}

std::string entry(const MatchDetails& details, const Reader& reader) {
  const auto& match = details.match;
  const auto first = join({score_line(details, reader, name_characters), best_of_text(match, reader),
                           status_text(match, reader), live_map_text(match, reader)},
                          " · ");
  const auto event = event_line(details, reader, event_characters);
  const auto url = first_page(details.sources);
  const auto second = join({time_text(match, reader), event.empty() ? event : link(event, url)}, " · ");
  return join({first, second}, "\n");
}

std::string title(const MatchList& list, const Reader& reader) {
  auto title = reader.language.say(fmt::format("list.{}.title", name(list.kind)));
  if (list.filters.empty()) return title;
  std::vector<std::string> filters;
  filters.reserve(list.filters.size());
  for (const auto& filter : list.filters) filters.push_back(escape_markdown(filter, event_characters));
  return shorten(reader.language.say("list.filtered", {{"title", title}, {"filters", join(filters, " · ")}}),
                 limits::embed_title);
}

std::string empty_text(const MatchList& list, const Reader& reader) {
  if (!list.loading.empty()) return list.loading;
  const auto* which = list.filters.empty() ? "empty" : "empty_filtered";
  return reader.language.say(fmt::format("list.{}.{}", name(list.kind), which),
                             {{"upcoming", list.mentions[0]}, {"results", list.mentions[1]}});
}

std::vector<MatchSource> sources_of(const MatchList& list) {
  std::vector<MatchSource> all;
  for (const auto& details : list.matches)
    all.insert(all.end(), details.sources.begin(), details.sources.end());
  return merge_sources(all.empty() ? list.sources : all);
}

}  // namespace

std::string_view name(ListKind kind) {
  static constexpr auto names = names_of<ListKind>(
      {{ListKind::live, "live"}, {ListKind::upcoming, "upcoming"}, {ListKind::results, "results"}});
  return name_in(names, kind);
}

discord::Message match_list(const MatchList& list, const Reader& reader) {
  discord::Embed embed;
  embed.title = title(list, reader);
  embed.color = color_of(list.kind);
  if (list.matches.empty()) {
    embed.description = empty_text(list, reader);
  } else {
    Lines entries{description_characters};
    for (const auto& details : list.matches) entries.add(entry(details, reader));
    embed.description = entries.take();
  }
  embed.fields.push_back({.name = reader.language.say("match.field.source"),
                          .value = render_sources(sources_of(list), reader.language)});
  if (list.pages > 1) {
    embed.footer = reader.language.say("list.pages", {{"page", std::int64_t{list.page + 1}},
                                                      {"pages", std::int64_t{list.pages}},
                                                      {"total", std::int64_t{list.total}}});
  }
  discord::Message message;
  message.embeds.push_back(std::move(embed));
  return message;
}

}  // namespace cs2::view
