// What a player did: means of what sources count, and how often he won.
#include <fmt/format.h>

#include "stats/player_figures.hpp"
#include "view/markdown.hpp"
#include "view/profile_text.hpp"
#include "view/statistics/statistic.hpp"

namespace cs2::view {
namespace {

constexpr std::size_t description_characters = 1500;
constexpr std::size_t version_characters = 8;

struct Figure {
  std::string_view name;
  std::optional<stats::Mean> mean;
  int decimals = 1;
};

std::array<Figure, 7> list_figures(const stats::PlayerFigures& figures) {
  return {{{"rating", figures.rating, 2},
           {"kills", figures.kills, 1},
           {"deaths", figures.deaths, 1},
           {"assists", figures.assists, 1},
           {"headshots", figures.headshots, 1},
           {"adr", figures.adr, 1},
           {"kast", figures.kast, 1}}};
}

std::string figure_line(const Figure& figure, const stats::PlayerFigures& figures, const Reader& reader) {
  if (!figure.mean) return {};
  const auto& language = reader.language;
  return language.say(fmt::format("statistics.figure.{}", figure.name),
                      {{"value", figure.mean->value},
                       {"count", std::int64_t{figure.mean->maps}},
                       {"version", escape_markdown(figures.rating_version, version_characters)}});
}

Sheet figure_sheet(const stats::PlayerFigures& figures, const Reader& reader) {
  Sheet sheet{.statistic = "player_stats",
              .columns = {{.name = "what"},
                          {.name = "mean", .columns = 8},
                          {.name = "maps", .columns = 5},
                          {.name = "won", .columns = 5},
                          {.name = "lost", .columns = 5},
                          {.name = "drawn"},
                          {.name = "version"}},
              .rows = {}};
  const auto what = [&](std::string_view name) {
    return Cell{.value = std::string{name},
                .text = reader.language.say(fmt::format("statistics.row.{}", name))};
  };
  sheet.rows.push_back({what("matches"),
                        {},
                        {},
                        {std::int64_t{figures.matches.won}},
                        {std::int64_t{figures.matches.lost}},
                        {std::int64_t{figures.matches.drawn}},
                        {}});
  for (const auto& figure : list_figures(figures)) {
    if (!figure.mean) continue;
    sheet.rows.push_back(
        {what(figure.name),
         {.value = figure.mean->value, .text = fmt::format("{:.{}f}", figure.mean->value, figure.decimals)},
         {std::int64_t{figure.mean->maps}},
         {},
         {},
         {},
         figure.name == "rating" ? Cell{figures.rating_version} : Cell{}});
  }
  return sheet;
}

}  // namespace

discord::Message player_stats(const Player& player, const Counted& counted, const Reader& reader) {
  const auto figures = stats::compute_player_figures(counted.matches, counted.filter.map);
  const auto& language = reader.language;
  Lines lines{description_characters};
  lines.add(record_line("matches", figures.matches, reader));
  for (const auto& figure : list_figures(figures)) lines.add(figure_line(figure, figures, reader));
  if (figures.maps == 0) lines.add(language.say("statistics.no_figures"));
  return show(
      {.title = language.say("statistics.title_of.stats",
                             {{"name", shown_name(player.nickname, statistic_name_characters, reader)}}),
       .subject = player.nickname,
       .description = lines.take(),
       .sheet = figure_sheet(figures, reader)},
      counted, reader);
}

}  // namespace cs2::view
