#include "view/player_card.hpp"

#include <fmt/format.h>

#include <ranges>

#include "base/limits/answers.hpp"
#include "view/color.hpp"
#include "view/embed.hpp"
#include "view/markdown.hpp"
#include "view/place_text.hpp"
#include "view/profile_text.hpp"

namespace cs2::view {
namespace {

// Together with the title, the names of the fields and the sources they stay below limits::embed_total.
constexpr std::size_t name_characters = 64;
constexpr std::size_t description_characters = 700;
constexpr std::size_t teams_characters = 1000;
constexpr std::size_t live_characters = 300;
constexpr std::size_t next_characters = 450;
constexpr std::size_t last_characters = 750;

// ---- who it is

std::string full_name(const Player& player) {
  const auto part = [](const std::optional<std::string>& name) {
    return name ? escape_markdown(*name, name_characters) : std::string{};
  };
  return join({part(player.first_name), part(player.last_name)}, " ");
}

std::string team_line(const TeamStay& stay, const Reader& reader) {
  return join({fmt::format("**{}**", shown_name(stay.team.name, name_characters, reader)),
               role_text(stay.stay.role, reader), period_text(stay.stay.since, stay.stay.until, reader)},
              " · ");
}

std::string present_team(const PlayerProfile& profile, const Reader& reader) {
  if (profile.stays.empty() && profile.last_team) {
    const auto& [team, at, ranking, source] = *profile.last_team;
    return join({fmt::format("**{}**", shown_name(team.name, name_characters, reader)),
                 line_up_text(ranking, at, reader)},
                " · ");
  }
  if (profile.stays.empty()) return reader.language.say("player.no_team");
  const auto& stay = profile.stays.front();
  if (!stay.stay.until) return team_line(stay, reader);
  return reader.language.say("player.without_team", {{"day", day_text(*stay.stay.until, reader)}});
}

std::string description(const PlayerProfile& profile, const Reader& reader) {
  Lines lines{description_characters};
  if (profile.is_retired) lines.add(reader.language.say("profile.retired"));
  lines.add(
      join({full_name(profile.player), country_text(profile.player.nationality, reader.language)}, " · "));
  lines.add(also_known_as(profile.player.nickname, profile.aliases, reader));
  lines.add(present_team(profile, reader));
  if (hides_result(profile, reader)) lines.add(reader.language.say("profile.hidden"));
  return lines.take();
}

// Where there is one team and the player is in it, it has been said.
std::string teams(const PlayerProfile& profile, const Reader& reader) {
  if (profile.stays.size() == 1 && !profile.stays.front().stay.until) return {};
  Lines lines{teams_characters};
  for (const auto& stay : profile.stays) lines.add(team_line(stay, reader));
  return lines.take();
}

// ---- figures

std::string mean(std::string_view key, const PlayerTotals::Sum& sum, const Reader& reader) {
  return sum.maps == 0 ? std::string{} : reader.language.say(key, {{"value", sum.sum / sum.maps}});
}

std::string kills_and_deaths(const PlayerTotals& totals, const Reader& reader) {
  if (totals.kills.maps == 0 || totals.deaths.sum <= 0) return {};
  return reader.language.say("figures.kills", {{"ratio", totals.kills.sum / totals.deaths.sum},
                                               {"kills", static_cast<std::int64_t>(totals.kills.sum)},
                                               {"deaths", static_cast<std::int64_t>(totals.deaths.sum)}});
}

std::string headshots(const PlayerTotals& totals, const Reader& reader) {
  const bool is_counted = totals.headshots.maps > 0 && totals.headshots.maps == totals.kills.maps;
  if (!is_counted || totals.kills.sum <= 0) return {};
  return reader.language.say("figures.headshots", {{"value", 100 * totals.headshots.sum / totals.kills.sum}});
}

std::string rating(const PlayerTotals& totals, const Reader& reader) {
  if (totals.rating.maps == 0) return {};
  return reader.language.say("figures.rating",
                             {{"value", totals.rating.sum / totals.rating.maps},
                              {"version", escape_markdown(totals.rating_version, name_characters)}});
}

// Made of scores as much as the scores themselves.
std::string figures(const PlayerProfile& profile, const Reader& reader) {
  const auto& totals = profile.totals;
  if (totals.maps == 0 || reader.hide_scores) return {};
  return join(
      {reader.language.say("figures.maps", {{"count", std::int64_t{totals.maps}}}), rating(totals, reader),
       kills_and_deaths(totals, reader), mean("figures.adr", totals.adr, reader),
       mean("figures.kast", totals.kast, reader), headshots(totals, reader)},
      " · ");
}

Sources sources_of(const PlayerProfile& profile) {
  Sources sources;
  sources.add(profile.pages, EntityKind::player);
  sources.add(profile.matches);
  if (profile.last_team && profile.last_team->ranking) sources.add(profile.last_team->source);
  return sources;
}

}  // namespace

bool hides_result(const PlayerProfile& profile, const Reader& reader) {
  return reader.hide_scores &&
         !(profile.matches.live.empty() && profile.matches.last.empty() && profile.totals.maps == 0);
}

discord::Message player_card(const PlayerProfile& profile, const Reader& reader) {
  const auto& [live, next, last] = profile.matches;
  auto embed = profile_embed(shown_name(profile.player.nickname, name_characters, reader), profile.pages,
                             EntityKind::player, profile.player.image_url);
  embed.description = description(profile, reader);
  add_field(embed, reader, "player.field.teams", teams(profile, reader));
  add_field(embed, reader, "player.field.figures", figures(profile, reader),
            {{"days", std::int64_t{limits::figures_days.count()}}});
  add_field(embed, reader, "profile.field.live",
            match_lines(live, MatchTextContext::event, live_characters, reader));
  add_field(embed, reader, "profile.field.next",
            match_lines(next, MatchTextContext::event, next_characters, reader));
  add_field(embed, reader, "profile.field.last",
            last.empty() ? reader.language.say("profile.no_last")
                         : match_lines(last, MatchTextContext::event, last_characters, reader));
  add_field(embed, reader, "match.field.links", page_links(profile.pages, EntityKind::player));
  sources_of(profile).add_credits_to(embed, reader);
  return {.embeds = {std::move(embed)}};
}

}  // namespace cs2::view
