#include "view/ranking_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ranges>

#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "view/color.hpp"
#include "view/embed.hpp"
#include "view/markdown.hpp"
#include "view/profile_text.hpp"

namespace cs2::view {
namespace {

// Ten entries of two lines stay below the limit even when every character is escaped.
constexpr std::size_t description_characters = 3800;
constexpr std::size_t name_characters = 40;
constexpr std::size_t nickname_characters = 24;
constexpr std::size_t line_up_shown = 6;

std::string points_text(std::optional<int> points, const Reader& reader) {
  return points ? reader.language.say("ranking.points", {{"points", std::int64_t{*points}}}) : std::string{};
}

std::string position_text(int position, const Reader& reader) {
  return reader.language.say("ranking.position", {{"position", std::to_string(position)}});
}

std::string movement(const RankedTeam& ranked, const RankingPage& ranking, const Reader& reader) {
  const bool is_new = ranking.published_before && !ranked.position_before;
  return is_new ? reader.language.say("ranking.new")
                : movement_text(ranked.row.position, ranked.position_before, reader);
}

std::string entry(const RankedTeam& ranked, const RankingPage& ranking, const Reader& reader) {
  std::vector<std::string> line_up;
  for (const auto& nickname : ranked.row.line_up) {
    if (line_up.size() < line_up_shown) line_up.push_back(escape_markdown(nickname, nickname_characters));
  }
  const auto first = join({position_text(ranked.row.position, reader),
                           fmt::format("**{}**", shown_name(ranked.team.name, name_characters, reader)),
                           movement(ranked, ranking, reader)},
                          " ");
  const auto head = join({first, points_text(ranked.row.points, reader)}, " · ");
  return line_up.empty() ? head : fmt::format("{}\n{}", head, join(line_up, ", "));
}

// "▁▃█", the oldest first and the best the highest. Empty for what does not move.
std::string trend(std::span<const RankingPlace> places) {
  constexpr std::array<std::string_view, 8> bars{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const auto [best, worst] = std::ranges::minmax(places, {}, &RankingPlace::position);
  const auto range = static_cast<std::size_t>(worst.position - best.position);
  if (range == 0) return {};
  std::string text;
  for (const auto& place : places | std::views::reverse)
    text += bars.at(static_cast<std::size_t>(worst.position - place.position) * (bars.size() - 1) / range);
  return text;
}

std::string trend_text(std::span<const RankingPlace> places, const Reader& reader) {
  const auto bars = trend(places);
  if (bars.empty()) return {};
  const auto [best, worst] = std::ranges::minmax(places, {}, &RankingPlace::position);
  return reader.language.say(
      "ranking.trend",
      {{"trend", bars}, {"best", std::to_string(best.position)}, {"worst", std::to_string(worst.position)}});
}

std::string title(RankingSystem system, const Reader& reader) {
  return reader.language.say(fmt::format("ranking.title.{}", name(system)));
}

// A ranking is as old as its date, however lately it was read.
void add_source(discord::Embed& embed, ProviderName provider, const std::string& url, Timestamp published,
                const Reader& reader) {
  Sources sources;
  sources.add(MatchSource{.provider = provider, .url = url, .seen_at = published});
  sources.add_credits_to(embed, reader);
}

}  // namespace

discord::Message ranking_table(const RankingTable& table, const Reader& reader) {
  const auto& ranking = table.ranking;
  discord::Embed embed{
      .title = title(ranking.system, reader), .url = picture(ranking.url), .color = color_neutral};
  Lines lines{description_characters};
  const auto published =
      reader.language.say("ranking.published", {{"day", day_text(ranking.published, reader)}});
  const auto since =
      ranking.published_before
          ? reader.language.say("ranking.since", {{"day", day_text(*ranking.published_before, reader)}})
          : std::string{};
  lines.add(join({published, since}, " · "));
  for (const auto& ranked : table.teams) lines.add(entry(ranked, ranking, reader));
  embed.description = lines.take();
  if (table.pages > 1)
    embed.footer = reader.language.say("ranking.pages", {{"page", std::int64_t{table.page + 1}},
                                                         {"pages", std::int64_t{table.pages}},
                                                         {"total", std::int64_t{std::ssize(ranking.teams)}}});
  add_source(embed, ranking.provider, ranking.url, ranking.published, reader);
  return {.embeds = {std::move(embed)}};
}

discord::Message ranking_history(const RankingHistory& history, const Reader& reader) {
  discord::Embed embed{.title = shown_name(history.team.name, name_characters, reader),
                       .color = color_neutral,
                       .author = title(history.system, reader),
                       .thumbnail_url = picture(history.team.logo_url.value_or(""))};
  Lines lines{description_characters};
  lines.add(trend_text(history.places, reader));
  for (const auto& place : history.places) {
    lines.add(join({join({position_text(place.position, reader),
                          movement_text(place.position, place.position_before, reader)},
                         " "),
                    points_text(place.points, reader), day_text(place.published, reader)},
                   " · "));
  }
  embed.description = lines.take();
  const auto& newest = history.places.front();
  add_source(embed, newest.provider, newest.url, newest.published, reader);
  return {.embeds = {std::move(embed)}};
}

}  // namespace cs2::view
