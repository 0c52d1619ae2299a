#include "view/event_card.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "base/foreign_text.hpp"
#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "locale/money.hpp"
#include "model/stage.hpp"
#include "view/color.hpp"
#include "view/embed.hpp"
#include "view/markdown.hpp"
#include "view/profile_text.hpp"
#include "view/table.hpp"
#include "view/text/event_text.hpp"

namespace cs2::view {
namespace {

// Together with the title, the names of the fields and the sources they stay below limits::embed_total.
constexpr std::size_t name_characters = 80;
constexpr std::size_t text_characters = 100;
constexpr std::size_t row_characters = 40;     // of a name in a list
constexpr std::size_t column_characters = 18;  // of a name in a table: a phone shows about 36 in a line
constexpr std::size_t description_characters = 800;
constexpr std::size_t placements_characters = 600;  // or of the present table
constexpr std::size_t today_characters = 900;
constexpr std::size_t live_characters = 400;
constexpr std::size_t next_characters = 450;
constexpr std::size_t last_characters = 600;
constexpr std::size_t stages_characters = 500;
constexpr std::size_t page_characters = 3800;

enum class Phase { unknown, upcoming, running, over };

Phase phase_of(const EventDates& dates, Timestamp now) {
  if (!dates.begins_at || !dates.ends_at) return Phase::unknown;
  if (now < *dates.begins_at) return Phase::upcoming;
  return now < *dates.ends_at ? Phase::running : Phase::over;
}

int color_of(Phase phase) {
  switch (phase) {
    case Phase::unknown:
      return color_neutral;
    case Phase::upcoming:
      return view::color_of(MatchStatus::scheduled);
    case Phase::running:
      return view::color_of(MatchStatus::live);
    case Phase::over:
      return view::color_of(MatchStatus::finished);
  }
  return color_neutral;
}

std::string phase_text(Phase phase, const Reader& reader) {
  switch (phase) {
    case Phase::unknown:
      return {};
    case Phase::upcoming:
      return reader.language.say("event.upcoming");
    case Phase::running:
      return reader.language.say("event.running");
    case Phase::over:
      return reader.language.say("event.over");
  }
  return {};
}

std::string description(const EventProfile& profile, Timestamp now, const Reader& reader) {
  const auto& event = profile.dates.event;
  const auto& language = reader.language;
  Lines lines{description_characters};
  if (profile.is_retired) lines.add(language.say("profile.retired"));
  lines.add(
      join({phase_text(phase_of(profile.dates, now), reader), dates_text(profile.dates, reader)}, " · "));
  lines.add(place_and_tier(event, reader));
  if (event.prize)
    lines.add(language.say(
        "event.prize",
        {{"prize", escape_markdown(locale::money_text(*event.prize, language), text_characters)}}));
  if (event.organizer)
    lines.add(
        language.say("event.organizer", {{"organizer", escape_markdown(*event.organizer, text_characters)}}));
  if (hides_result(profile, reader)) lines.add(language.say("profile.hidden"));
  return lines.take();
}

// ---- who won

std::string placement_line(const PlacedTeam& placed, const Reader& reader) {
  const auto& [team, placement] = placed;
  const auto place = placement.best == placement.worst
                         ? std::to_string(placement.best)
                         : fmt::format("{}–{}", placement.best, placement.worst);
  const bool is_champion = placement.best == 1 && placement.worst == 1;
  return join(
      {reader.language.say(is_champion ? "event.champion" : "event.placement",
                           {{"place", place}, {"team", shown_name(team.name, row_characters, reader)}}),
       placement.prize
           ? escape_markdown(locale::money_text(*placement.prize, reader.language), row_characters)
           : std::string{}},
      " · ");
}

std::string placements(const EventProfile& profile, const Reader& reader) {
  if (reader.hide_scores) return {};
  Lines lines{placements_characters};
  for (const auto& placed : profile.placements | std::views::take(limits::placements_shown))
    lines.add(placement_line(placed, reader));
  return lines.take();
}

// ---- its parts

std::string stage_name(std::string_view stage, const Reader& reader) {
  auto text = escape_markdown(stage_text(stage, reader.language), name_characters);
  return text.empty() ? reader.language.say("event.whole") : text;
}

std::string stage_line(const EventStage& stage, const Reader& reader) {
  const auto played = reader.language.say(
      "event.stage", {{"finished", std::int64_t{stage.finished}}, {"matches", std::int64_t{stage.matches}}});
  return join({stage_name(stage.name, reader), played, period_text(stage.begins_at, stage.ends_at, reader)},
              " · ");
}

std::string stages(const EventProfile& profile, const Reader& reader) {
  Lines lines{stages_characters};
  for (const auto& stage : profile.stages) lines.add(stage_line(stage, reader));
  return lines.take();
}

Sources sources_of(const EventProfile& profile) {
  Sources sources;
  sources.add(profile.pages, EntityKind::tournament);
  sources.add(profile.today);
  sources.add(profile.matches);
  return sources;
}

discord::Embed head(const EventProfile& profile, const Reader& reader) {
  const auto& event = profile.dates.event;
  return profile_embed(shown_name(event.name, name_characters, reader), profile.pages, EntityKind::tournament,
                       event.logo_url);
}

// ---- a table

using Cells = std::vector<std::string>;

std::string record_text(std::optional<int> won, std::optional<int> drawn, std::optional<int> lost) {
  if (!won || !lost) return {};
  return drawn.value_or(0) > 0 ? fmt::format("{}–{}–{}", *won, *drawn, *lost)
                               : fmt::format("{}–{}", *won, *lost);
}

Cells cells_of(const StandingTeam& row, const Reader& reader) {
  const auto& [team, standing] = row;
  auto name = clean_name(team.name);
  const auto* mark = !standing.advances ? "" : *standing.advances ? "standings.advances" : "standings.is_out";
  return {std::to_string(standing.position),
          name.empty() ? reader.language.say("name.unknown") : std::move(name),
          record_text(standing.wins, standing.draws, standing.losses),
          record_text(standing.map_wins, std::nullopt, standing.map_losses),
          standing.points ? std::to_string(*standing.points) : std::string{},
          *mark == '\0' ? std::string{} : reader.language.say(mark)};
}

// In columns that are as wide as they need to be; those without any value are left out. The mark stands last:
// its width differs between devices.
std::vector<std::string> aligned(std::vector<Cells> rows, const Reader& reader) {
  constexpr std::size_t name_column = 1;
  const auto& language = reader.language;
  rows.insert(rows.begin(),
              Cells{"#", language.say("standings.team"), language.say("standings.record"),
                    language.say("standings.map_record"), language.say("standings.points"), ""});
  std::vector<std::string> lines(rows.size());
  for (std::size_t column = 0; column + 1 < rows.front().size(); ++column) {
    std::size_t width = 0;
    bool has_any = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      width = std::max(width, count_characters(rows[i][column]));
      has_any = has_any || (i > 0 && !rows[i][column].empty());
    }
    if (!has_any) continue;
    width = std::min(width, column_characters);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto& text = rows[i][column];
      if (!lines[i].empty()) lines[i] += ' ';
      if (column == name_column)
        lines[i] += table_cell(text, width);
      else
        lines[i] += std::string(width - std::min(width, count_characters(text)), ' ') + text;
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].back().empty()) lines[i] += ' ' + rows[i].back();
  }
  return lines;
}

bool has_begun(const StageStandings& standings) {
  return std::ranges::any_of(standings.teams, [](const StandingTeam& row) {
    const auto& each = row.standing;
    return each.wins.value_or(0) + each.draws.value_or(0) + each.losses.value_or(0) +
                   each.points.value_or(0) >
               0 ||
           each.advances.has_value();
  });
}

// Before the first match a place says nothing.
std::string participants(const StageStandings& standings, std::size_t characters, const Reader& reader) {
  Lines lines{characters};
  for (const auto& row : standings.teams) {
    if (!lines.add("• " + shown_name(row.team.name, row_characters, reader))) break;
  }
  return lines.take();
}

std::string table(const StageStandings& standings, std::size_t characters, const Reader& reader) {
  const auto heading = fmt::format("**{}**", stage_name(standings.stage, reader));
  const auto left = characters - count_characters(heading) - 1;
  if (!has_begun(standings)) return heading + '\n' + participants(standings, left, reader);
  constexpr std::string_view fence = "```";
  std::vector<Cells> rows;
  rows.reserve(standings.teams.size());
  for (const auto& row : standings.teams) rows.push_back(cells_of(row, reader));
  Lines lines{left - 2 * (fence.size() + 1)};
  for (const auto& line : aligned(std::move(rows), reader)) {
    if (!lines.add(line)) break;
  }
  return fmt::format("{0}\n{1}\n{2}\n{1}", heading, fence, lines.take());
}

// Of the stage that began last. At the end the placements say more.
std::string present_table(const EventProfile& profile, Timestamp now, const Reader& reader) {
  if (reader.hide_scores || profile.standings.empty() || !profile.placements.empty()) return {};
  const auto* present = &profile.standings.front();
  for (const auto& standings : profile.standings) {
    const auto stage = std::ranges::find(profile.stages, stage_group(standings.stage), &EventStage::name);
    if (stage != profile.stages.end() && stage->begins_at && *stage->begins_at <= now) present = &standings;
  }
  return table(*present, placements_characters, reader);
}

// ---- matches

// Who stands in a later round tells how the earlier ones went.
bool hides_opponents(const EventProfile& profile, const MatchDetails& details, const Reader& reader) {
  return reader.hide_scores &&
         std::ranges::find(profile.telling_matches, details.match.id) != profile.telling_matches.end();
}

std::string line_of(const EventProfile& profile, const MatchDetails& details, const Reader& reader) {
  if (!hides_opponents(profile, details, reader)) return match_line(details, MatchTextContext::stage, reader);
  return join({reader.language.say("event.opponents_hidden"), time_text(details.match, reader),
               escape_markdown(stage_text(details.match.stage, reader.language), text_characters)},
              " · ");
}

std::string match_lines(const EventProfile& profile, std::span<const MatchDetails> matches,
                        std::size_t characters, const Reader& reader) {
  Lines lines{characters};
  for (const auto& details : matches) lines.add(line_of(profile, details, reader));
  return lines.take();
}

// ---- a bracket

std::string bracket(std::span<const MatchDetails> matches, const Reader& reader) {
  Lines lines{page_characters};
  std::string_view last_stage;
  bool is_first = true;
  for (const auto& details : matches) {
    const std::string_view stage = details.match.stage;
    auto line = match_line(details, MatchTextContext::nothing, reader);
    if (is_first || stage != last_stage) line = fmt::format("**{}**\n{}", stage_name(stage, reader), line);
    if (!lines.add(line)) break;
    last_stage = stage;
    is_first = false;
  }
  return lines.take();
}

std::string footer(std::string_view key, int page, int pages, int total, const Reader& reader) {
  if (pages <= 1) return {};
  return reader.language.say(
      key,
      {{"page", std::int64_t{page + 1}}, {"pages", std::int64_t{pages}}, {"total", std::int64_t{total}}});
}

}  // namespace

std::vector<MatchDetails> shown_matches(const EventProfile& profile, const Reader& reader) {
  const auto& [live, next, last] = profile.matches;
  std::vector<MatchDetails> shown;
  for (const auto* matches : {&profile.today, &live, &next, &last})
    std::ranges::remove_copy_if(*matches, std::back_inserter(shown), [&](const MatchDetails& details) {
      return hides_opponents(profile, details, reader);
    });
  return shown;
}

bool hides_result(const EventProfile& profile, const Reader& reader) {
  const auto is_finished = [](const EventStage& stage) { return stage.finished > 0; };
  return reader.hide_scores &&
         (!profile.standings.empty() || !profile.placements.empty() || !profile.matches.live.empty() ||
          !profile.today.empty() || !profile.telling_matches.empty() ||
          std::ranges::any_of(profile.stages, is_finished));
}

discord::Message event_card(const EventProfile& profile, Timestamp now, const Reader& reader) {
  const auto& [live, next, last] = profile.matches;
  auto embed = head(profile, reader);
  embed.color = color_of(phase_of(profile.dates, now));
  embed.description = description(profile, now, reader);
  add_field(embed, reader, "event.field.placements", placements(profile, reader));
  add_field(embed, reader, "event.field.today",
            match_lines(profile, profile.today, today_characters, reader));
  add_field(embed, reader, "profile.field.live", match_lines(profile, live, live_characters, reader));
  add_field(embed, reader, "profile.field.next", match_lines(profile, next, next_characters, reader));
  add_field(embed, reader, "profile.field.last", match_lines(profile, last, last_characters, reader));
  add_field(embed, reader, "event.field.standings", present_table(profile, now, reader));
  add_field(embed, reader, "event.field.stages", stages(profile, reader));
  add_field(embed, reader, "match.field.links", page_links(profile.pages, EntityKind::tournament));
  sources_of(profile).add_credits_to(embed, reader);
  return {.embeds = {std::move(embed)}};
}

discord::Message event_standings(const EventProfile& profile, int page, const Reader& reader) {
  auto embed = head(profile, reader);
  const auto pages = static_cast<int>(profile.standings.size());
  if (profile.standings.empty()) {
    embed.description = reader.language.say("standings.none");
  } else if (reader.hide_scores) {
    embed.description = reader.language.say("profile.hidden");
  } else {
    embed.description = table(profile.standings[static_cast<std::size_t>(std::clamp(page, 0, pages - 1))],
                              page_characters, reader);
    embed.footer = footer("standings.pages", page, pages, pages, reader);
  }
  sources_of(profile).add_credits_to(embed, reader);
  return {.embeds = {std::move(embed)}};
}

discord::Message event_bracket(const BracketPage& page, const Reader& reader) {
  auto embed = head(page.profile, reader);
  if (page.matches.empty()) {
    embed.description = reader.language.say("bracket.none");
  } else if (reader.hide_scores) {
    embed.description = reader.language.say("profile.hidden");
  } else {
    embed.description = bracket(page.matches, reader);
    embed.footer = footer("list.pages", page.page, page.pages, page.total, reader);
  }
  sources_of(page.profile).add_credits_to(embed, reader);
  return {.embeds = {std::move(embed)}};
}

}  // namespace cs2::view
