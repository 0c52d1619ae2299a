#include "view/team_card.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "stats/form.hpp"
#include "view/color.hpp"
#include "view/embed.hpp"
#include "view/markdown.hpp"
#include "view/place_text.hpp"
#include "view/profile_text.hpp"

namespace cs2::view {
namespace {

// Together with the title, the names of the fields and the sources they stay below limits::embed_total.
constexpr std::size_t name_characters = 64;
constexpr std::size_t nickname_characters = 40;
constexpr std::size_t description_characters = 600;
constexpr std::size_t roster_characters = 1000;
constexpr std::size_t ranking_characters = 400;
constexpr std::size_t live_characters = 300;
constexpr std::size_t next_characters = 450;
constexpr std::size_t last_characters = 750;
constexpr std::size_t events_characters = 400;
constexpr std::size_t maps_characters = 300;
constexpr std::size_t line_ups_characters = 3800;

// ---- who it is

std::string form_text(const TeamProfile& profile, const Reader& reader) {
  std::vector<std::string> letters;
  for (const auto outcome : stats::compute_form(profile.team.id, profile.matches.last)) {
    letters.push_back(reader.language.say(outcome == stats::Outcome::won    ? "form.won"
                                          : outcome == stats::Outcome::lost ? "form.lost"
                                                                            : "form.drawn"));
  }
  if (letters.empty()) return {};
  // Letters of one width, so that the size of the black bar tells nothing.
  const auto form = fmt::format("`{}`", join(letters, " "));
  return reader.language.say("profile.form",
                             {{"form", reader.hide_scores ? fmt::format("||{}||", form) : form}});
}

std::string description(const TeamProfile& profile, const Reader& reader) {
  const auto& team = profile.team;
  Lines lines{description_characters};
  if (profile.is_retired) lines.add(reader.language.say("profile.retired"));
  if (team.disbanded) lines.add(reader.language.say("team.disbanded"));
  lines.add(join(
      {country_text(team.country, reader.language),
       team.region ? escape_markdown(region_name(*team.region, reader.language), nickname_characters) : "",
       team.acronym ? escape_markdown(*team.acronym, nickname_characters) : ""},
      " · "));
  lines.add(also_known_as(team.name, profile.aliases, reader));
  lines.add(form_text(profile, reader));
  if (hides_result(profile, reader)) lines.add(reader.language.say("profile.hidden"));
  return lines.take();
}

// ---- who plays for it

std::string member_line(const RosterMember& member, const Reader& reader) {
  const auto& player = member.player;
  const auto country = player.nationality ? flag(*player.nationality) : std::string{};
  const auto name = fmt::format("**{}**", shown_name(player.nickname, nickname_characters, reader));
  return join({join({country, name}, " "), role_text(member.stay.role, reader),
               period_text(member.stay.since, member.stay.until, reader)},
              " · ");
}

// Where no roster is known: who played last, or was named in a ranking.
std::string line_up(const LastLineUp& last, const Reader& reader) {
  Lines lines{roster_characters};
  lines.add(line_up_text(last.ranking, last.at, reader));
  std::vector<std::string> players;
  for (const auto& player : last.players) {
    const auto country = player.nationality ? flag(*player.nationality) : std::string{};
    players.push_back(join(
        {country, fmt::format("**{}**", shown_name(player.nickname, nickname_characters, reader))}, " "));
  }
  lines.add(join(players, " · "));
  return lines.take();
}

std::string roster(const TeamProfile& profile, const Reader& reader) {
  if (profile.roster.empty() && profile.line_up) return line_up(*profile.line_up, reader);
  if (profile.roster.empty()) return reader.language.say("team.no_roster");
  Lines lines{roster_characters};
  for (const auto& member : profile.roster) lines.add(member_line(member, reader));
  return lines.take();
}

// ---- how it stands

// "▲ 2 since June 1, 2026"
std::string movement(const RankingPlace& place, const Reader& reader) {
  const auto text = movement_text(place.position, place.position_before, reader);
  if (text.empty() || !place.published_before) return text;
  return reader.language.say("ranking.moved",
                             {{"movement", text}, {"day", day_text(*place.published_before, reader)}});
}

std::string place_line(const RankingPlace& place, const Reader& reader) {
  const auto& language = reader.language;
  const auto position = language.say("ranking.position", {{"position", std::to_string(place.position)}});
  const auto system = language.say(fmt::format("ranking.system.{}", name(place.system)));
  const auto points = place.points ? language.say("ranking.points", {{"points", std::int64_t{*place.points}}})
                                   : std::string{};
  return join(
      {join({position, system, movement(place, reader)}, " "), points, day_text(place.published, reader)},
      " · ");
}

std::string rankings(const TeamProfile& profile, const Reader& reader) {
  Lines lines{ranking_characters};
  for (const auto& place : profile.rankings) lines.add(place_line(place, reader));
  return lines.take();
}

std::string map_pool(const TeamProfile& profile, const Reader& reader) {
  if (reader.hide_scores) return {};
  std::vector<std::string> maps;
  std::size_t left = maps_characters;
  for (const auto& record : profile.maps) {
    auto text = reader.language.say("team.map", {{"map", escape_markdown(record.map, nickname_characters)},
                                                 {"won", std::to_string(record.won)},
                                                 {"lost", std::to_string(record.lost)}});
    const auto needed = count_characters(text) + 3;
    if (needed > left) break;
    left -= needed;
    maps.push_back(std::move(text));
  }
  return join(maps, " · ");
}

std::string events(const TeamProfile& profile, const Reader& reader) {
  Lines lines{events_characters};
  for (const auto& event : profile.events) {
    const auto ends = event.ends_at ? period_text(std::nullopt, event.ends_at, reader) : std::string{};
    lines.add(join({shown_name(event.name, name_characters, reader), ends}, " · "));
  }
  return lines.take();
}

Sources sources_of(const TeamProfile& profile) {
  Sources sources;
  sources.add(profile.pages, EntityKind::team);
  sources.add(profile.matches);
  sources.add(profile.rankings);
  if (profile.line_up && profile.line_up->ranking) sources.add(profile.line_up->source);
  return sources;
}

// The card and the list look alike at the top.
discord::Embed head(const TeamProfile& profile, const Reader& reader) {
  return profile_embed(shown_name(profile.team.name, name_characters, reader), profile.pages,
                       EntityKind::team, profile.team.logo_url);
}

// ---- line-ups

std::string line_up_entry(const stats::LineUp& line_up, const Reader& reader) {
  const auto period = period_text(line_up.since, line_up.until, reader);
  std::vector<std::string> members;
  for (const auto& member : line_up.members) {
    const auto country = member.player.nationality ? flag(*member.player.nationality) : std::string{};
    members.push_back(join({country, shown_name(member.player.nickname, nickname_characters, reader)}, " "));
  }
  return fmt::format("**{}**\n{}", period.empty() ? reader.language.say("period.unknown") : period,
                     join(members, ", "));
}

}  // namespace

bool hides_result(const TeamProfile& profile, const Reader& reader) {
  return reader.hide_scores &&
         !(profile.matches.live.empty() && profile.matches.last.empty() && profile.maps.empty());
}

discord::Message team_card(const TeamProfile& profile, const Reader& reader) {
  const auto& [live, next, last] = profile.matches;
  auto embed = head(profile, reader);
  embed.description = description(profile, reader);
  add_field(embed, reader, "team.field.roster", roster(profile, reader));
  add_field(embed, reader, "profile.field.ranking", rankings(profile, reader));
  add_field(embed, reader, "profile.field.live",
            match_lines(live, MatchTextContext::event, live_characters, reader));
  add_field(embed, reader, "profile.field.next",
            next.empty() ? reader.language.say("profile.no_next")
                         : match_lines(next, MatchTextContext::event, next_characters, reader));
  add_field(embed, reader, "profile.field.last",
            last.empty() ? reader.language.say("profile.no_last")
                         : match_lines(last, MatchTextContext::event, last_characters, reader));
  add_field(embed, reader, "team.field.events", events(profile, reader));
  add_field(embed, reader, "team.field.maps", map_pool(profile, reader),
            {{"days", std::int64_t{limits::map_pool_days.count()}}});
  add_field(embed, reader, "match.field.links", page_links(profile.pages, EntityKind::team));
  sources_of(profile).add_credits_to(embed, reader);
  return {.embeds = {std::move(embed)}};
}

discord::Message line_up_list(const LineUpList& list, const Reader& reader) {
  auto embed = head(list.profile, reader);
  Lines lines{line_ups_characters};
  lines.add(reader.language.say(list.line_ups.empty() ? "line_ups.none" : "line_ups.title"));
  for (const auto& line_up : list.line_ups) lines.add(line_up_entry(line_up, reader));
  embed.description = lines.take();
  Sources sources;
  sources.add(list.profile.pages, EntityKind::team);
  if (list.pages > 1)
    embed.footer = reader.language.say("line_ups.pages", {{"page", std::int64_t{list.page + 1}},
                                                          {"pages", std::int64_t{list.pages}},
                                                          {"total", std::int64_t{list.total}}});
  sources.add_credits_to(embed, reader);
  return {.embeds = {std::move(embed)}};
}

}  // namespace cs2::view
