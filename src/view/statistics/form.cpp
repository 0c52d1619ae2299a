// A team's last matches, with how its opponents stood at the time.
#include <fmt/format.h>

#include <algorithm>

#include "base/limits/statistics.hpp"
#include "stats/rating.hpp"
#include "view/markdown.hpp"
#include "view/match_text.hpp"
#include "view/profile_text.hpp"
#include "view/statistics/statistic.hpp"

namespace cs2::view {
namespace {

constexpr std::size_t form_characters = 3600;
constexpr std::size_t event_characters = 60;

std::string_view outcome_name(const PlayedMatch& played) {
  const auto& match = played.details.match;
  if (!match.winner) return "drawn";
  return *match.winner == played.side ? "won" : "lost";
}

// As the team sees it; of a best-of-one its rounds.
std::optional<Score> score_of(const PlayedMatch& played) {
  const auto& match = played.details.match;
  auto score = match.score;
  if (match.best_of == 1 && match.maps.size() == 1 && match.maps.front().score)
    score = match.maps.front().score;
  return score && played.side == 1 ? std::optional{score->swapped()} : score;
}

std::string place_text(const PlayedMatch& played, const Reader& reader) {
  if (!played.opponent_position) return {};
  return reader.language.say("statistics.position",
                             {{"position", std::to_string(*played.opponent_position)}});
}

// As numbers of ratings, where the match was learned.
struct Moved {
  int before = 0;
  int change = 0;
  int opponent = 0;  // before the match
};
std::optional<Moved> moved_by(const PlayedMatch& played, const Counted& counted) {
  const auto known = counted.changes.find(played.details.match.id);
  if (known == counted.changes.end()) return std::nullopt;
  const auto own = static_cast<std::size_t>(played.side);
  const auto& [before, after] = known->second;
  const auto was = stats::shown_rating(before.at(own));
  return Moved{.before = was,
               .change = stats::shown_rating(after.at(own)) - was,
               .opponent = stats::shown_rating(before.at(1 - own))};
}

std::string moved_text(const PlayedMatch& played, const Counted& counted, const Reader& reader) {
  const auto moved = moved_by(played, counted);
  if (!moved || reader.hide_scores) return {};
  return reader.language.say("statistics.form.rating", {{"opponent", std::int64_t{moved->opponent}},
                                                        {"change", fmt::format("{:+}", moved->change)}});
}

std::string form_line(const PlayedMatch& played, const Counted& counted, const Reader& reader) {
  const auto& language = reader.language;
  const auto versus = language.say(
      played.opponent_position ? "statistics.form.ranked" : "statistics.form.versus",
      {{"opponent", opponent_name(played.details, 1 - played.side, reader, statistic_name_characters)},
       {"position", place_text(played, reader)}});
  const auto score = score_of(played);
  const auto result = reader.hide_scores
                          ? std::string{}
                          : join({language.say(fmt::format("statistics.form.{}", outcome_name(played))),
                                  score ? fmt::format("**{}**", numbers(*score, reader)) : ""},
                                 " ");
  const auto at = time_of(played.details.match);
  const auto& event = played.details.tournament;
  return join({join({result, versus}, " "), moved_text(played, counted, reader),
               at ? day_text(*at, reader) : "", event ? escape_markdown(event->name, event_characters) : ""},
              " · ");
}

// "W W L", the latest first: for who only looks.
std::string letters(std::span<const PlayedMatch* const> matches, const Reader& reader) {
  std::vector<std::string> each;
  for (const auto* played : matches)
    each.push_back(reader.language.say(fmt::format("form.{}", outcome_name(*played))));
  return reader.language.say("profile.form", {{"form", fmt::format("`{}`", join(each, " "))}});
}

Sheet form_sheet(const Counted& counted, const Reader& reader) {
  Sheet sheet{.statistic = "form",
              .columns = {{.name = "opponent"},
                          {.name = "position", .columns = 4},
                          {.name = "date", .columns = 10},
                          {.name = "score", .columns = 5},
                          {.name = "outcome", .columns = 3},
                          {.name = "own_score"},
                          {.name = "opponent_score"},
                          {.name = "best_of"},
                          {.name = "event"},
                          {.name = "rating_before"},
                          {.name = "rating_change"},
                          {.name = "opponent_rating"}},
              .rows = {}};
  for (const auto* played : counted.matches) {
    const auto& match = played->details.match;
    const auto outcome = outcome_name(*played);
    const auto moved = moved_by(*played, counted);
    const auto score = score_of(*played);
    const auto at = time_of(match);
    const auto number = [](std::optional<int> value) { return value ? Cell{std::int64_t{*value}} : Cell{}; };
    auto position = number(played->opponent_position);
    position.text = place_text(*played, reader);
    sheet.rows.push_back(
        {{plain_opponent(played->details, 1 - played->side, reader.language, statistic_name_characters)},
         std::move(position),
         at ? Cell{to_iso_date(std::chrono::year_month_day{std::chrono::floor<days>(*at)})} : Cell{},
         {.value = {}, .text = score ? fmt::format("{}-{}", score->first, score->second) : std::string{}},
         {.value = std::string{outcome}, .text = reader.language.say(fmt::format("form.{}", outcome))},
         number(score ? std::optional{score->first} : std::nullopt),
         number(score ? std::optional{score->second} : std::nullopt),
         number(match.best_of),
         played->details.tournament ? Cell{played->details.tournament->name} : Cell{},
         number(moved ? std::optional{moved->before} : std::nullopt),
         number(moved ? std::optional{moved->change} : std::nullopt),
         number(moved ? std::optional{moved->opponent} : std::nullopt)});
  }
  return sheet;
}

}  // namespace

discord::Message form(const Team& team, const Counted& counted, Page page, const Reader& reader) {
  const auto& language = reader.language;
  const auto first =
      std::min(static_cast<std::size_t>(page.page) * limits::form_per_page, counted.matches.size());
  const auto shown =
      counted.matches.subspan(first, std::min(limits::form_per_page, counted.matches.size() - first));
  Lines lines{form_characters};
  if (reader.hide_scores) lines.add(language.say("profile.hidden"));
  if (!reader.hide_scores) lines.add(letters(shown, reader));
  for (const auto* played : shown) lines.add(form_line(*played, counted, reader));
  if (page.pages > 1)
    lines.add(language.say("menu.page",
                           {{"page", std::int64_t{page.page + 1}}, {"pages", std::int64_t{page.pages}}}));
  return show({.title = language.say("statistics.title_of.form",
                                     {{"name", shown_name(team.name, statistic_name_characters, reader)}}),
               .subject = team.name,
               .description = lines.take(),
               .sheet = form_sheet(counted, reader),
               .tells_nothing = true},
              counted, reader);
}

}  // namespace cs2::view
