#include "view/match_card.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ranges>
#include <utility>

#include "base/foreign_text.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "stats/form.hpp"
#include "view/color.hpp"
#include "view/embed.hpp"
#include "view/markdown.hpp"
#include "view/match_text.hpp"
#include "view/place_text.hpp"
#include "view/source.hpp"
#include "view/text/event_text.hpp"
#include "view/text/match_links.hpp"
#include "view/text/short_name.hpp"

namespace cs2::view {
namespace {

// Chosen so that all parts together stay below limits::embed_total: 256 + 100 + 900 + 1024 + 800 + 500 + 400
// for the teams 2 × 450, and what is left for the names of the fields and the credits.
constexpr std::size_t name_characters = 64;
constexpr std::size_t event_characters = 100;
constexpr std::size_t description_characters = 900;
constexpr std::size_t veto_characters = 800;
constexpr std::size_t links_characters = 500;
constexpr std::size_t streams_characters = 400;
constexpr std::size_t opponent_characters = 320;
constexpr std::size_t nickname_characters = 24;
constexpr std::size_t players_shown = 7;
constexpr std::size_t maps_shown = 9;  // nobody plays longer series

std::string status_line(const MatchFacts& facts, const Reader& reader) {
  const auto& language = reader.language;
  const auto best_of = facts.best_of
                           ? language.say("match.best_of", {{"count", std::to_string(*facts.best_of)}})
                           : std::string{};
  return join({language.say(fmt::format("match.status.{}", name(facts.status))), best_of,
               escape_markdown(stage_text(facts.stage, language), event_characters)},
              " · ");
}

std::string when(std::string_view key, Timestamp at, const Reader& reader) {
  return reader.language.say(
      key, {{"time", discord::timestamp(at, 'f')}, {"relative", discord::timestamp(at, 'R')}});
}

std::string planned_line(const MatchFacts& facts, const Reader& reader) {
  const auto& language = reader.language;
  if (!facts.scheduled_at) return language.say("match.no_time");
  if (!facts.time_is_exact)
    return language.say("match.starts_day", {{"day", day_text(*facts.scheduled_at, reader)}});
  if (is_overdue(facts, reader)) return overdue_text(facts, reader);
  return when("match.starts", *facts.scheduled_at, reader);
}

std::string given_up_line(const MatchFacts& facts, const Reader& reader) {
  if (!facts.scheduled_at) return {};
  const auto time = facts.time_is_exact ? discord::timestamp(*facts.scheduled_at, 'f')
                                        : day_text(*facts.scheduled_at, reader);
  return reader.language.say("match.planned", {{"time", time}});
}

// The end of a series tells its length, so a reader without scores is told when it began.
std::string played_line(const MatchFacts& facts, const Reader& reader) {
  if (facts.ended_at && !hides_result(facts, reader)) return when("match.ended", *facts.ended_at, reader);
  if (facts.started_at) return when("match.played", *facts.started_at, reader);
  if (!facts.scheduled_at) return {};
  if (facts.time_is_exact) return when("match.played", *facts.scheduled_at, reader);
  return reader.language.say("match.played_day", {{"day", day_text(*facts.scheduled_at, reader)}});
}

// Nobody says when it began: about when it was planned, and nothing where that is a day.
std::string running_line(const MatchFacts& facts, const Reader& reader) {
  if (facts.started_at) return when("match.started", *facts.started_at, reader);
  const bool is_known = facts.scheduled_at && facts.time_is_exact;
  return is_known ? when("match.live_since", *facts.scheduled_at, reader) : std::string{};
}

std::string time_line(const MatchFacts& facts, const Reader& reader) {
  switch (facts.status) {
    case MatchStatus::scheduled:
      return planned_line(facts, reader);
    case MatchStatus::live:
      return running_line(facts, reader);
    case MatchStatus::finished:
      return played_line(facts, reader);
    case MatchStatus::postponed:
    case MatchStatus::cancelled:
      return given_up_line(facts, reader);
  }
  return {};
}

std::string moved_line(const MatchFacts& facts, const Reader& reader) {
  const bool moved = facts.status == MatchStatus::scheduled && facts.time_is_exact && facts.scheduled_at &&
                     facts.original_scheduled_at && *facts.original_scheduled_at != *facts.scheduled_at;
  if (!moved) return {};
  return reader.language.say("match.moved",
                             {{"time", discord::timestamp(*facts.original_scheduled_at, 'f')}});
}

// How it ended, where two numbers do not say it.
std::string remark_line(const MatchFacts& facts, const Reader& reader) {
  if (facts.status != MatchStatus::finished || hides_result(facts, reader)) return {};
  if (facts.forfeit && !facts.winner) return reader.language.say("match.both_forfeited");
  if (facts.forfeit)
    return reader.language.say(facts.disqualified ? "match.won_by_disqualification" : "match.won_by_forfeit");
  if (facts.draw) return reader.language.say("match.draw");
  return facts.winner ? std::string{} : reader.language.say("match.no_result");
}

// The map that nobody plays is no secret: it stands before the match begins.
std::string advantage_line(const MatchDetails& details, const Reader& reader) {
  const auto& facts = details.match;
  if (!facts.advantage || facts.status == MatchStatus::cancelled) return {};
  const Slot slot = facts.advantage->first > 0 ? 0 : 1;
  const bool is_ahead = facts.status == MatchStatus::scheduled || facts.status == MatchStatus::postponed;
  return reader.language.say(is_ahead ? "match.advantage" : "match.had_advantage",
                             {{"team", opponent_name(details, slot, reader, name_characters)}});
}

std::string description(const MatchDetails& details, const Reader& reader) {
  Lines lines{description_characters};
  lines.add(status_line(details.match, reader));
  lines.add(score_line(details, reader, name_characters));
  lines.add(remark_line(details.match, reader));
  lines.add(advantage_line(details, reader));
  lines.add(time_line(details.match, reader));
  lines.add(moved_line(details.match, reader));
  if (details.tournament) lines.add(place_and_tier(*details.tournament, reader));
  return lines.take();
}

// ---- Maps

std::string map_title(int number, std::string_view map, const Reader& reader) {
  if (map.empty()) return reader.language.say("map.unnamed", {{"number", std::to_string(number)}});
  return reader.language.say(
      "map.title", {{"number", std::to_string(number)}, {"map", escape_markdown(map, name_characters)}});
}

std::string_view name_of(const MapResult& map) {
  return map.name && !is_placeholder(*map.name) ? std::string_view{*map.name} : std::string_view{};
}

// The overtimes together: "6–6, 6–6, OT 4–0". `winner` comes first.
std::string halves_text(const std::vector<Half>& halves, std::optional<Slot> winner, const Reader& reader) {
  if (halves.empty()) return {};
  std::vector<std::string> parts;
  std::optional<Score> overtime;
  const auto add = [&](std::string_view key, Score rounds) {
    if (winner == 1) rounds = rounds.swapped();
    parts.push_back(reader.language.say(
        key, {{"first", std::to_string(rounds.first)}, {"second", std::to_string(rounds.second)}}));
  };
  for (const auto& half : halves) {
    if (!half.overtime) {
      add("map.half", half.rounds);
      continue;
    }
    const auto before = overtime.value_or(Score{});
    overtime = Score{before.first + half.rounds.first, before.second + half.rounds.second};
  }
  if (overtime) add("map.overtime", *overtime);
  return reader.language.say("map.halves", {{"halves", join(parts, ", ")}});
}

// "✅ Spirit 16–12": the winner's rounds first, so that nobody has to count columns.
std::string map_outcome(const MatchDetails& details, const MapResult& map, const Reader& reader) {
  const auto& language = reader.language;
  if (map.forfeit) return forfeit_text(map.winner, false, reader);
  if (map.status == MapStatus::not_played) return language.say("map.unplayed");
  auto score = map.score;
  if (score && map.winner == 1) score = score->swapped();
  const auto rounds = score ? numbers(*score, reader) : std::string{};
  if (!map.winner) return rounds;
  const auto winner =
      language.say("map.winner", {{"team", opponent_name(details, *map.winner, reader, name_characters)}});
  return join({winner, rounds}, " ");
}

// Nothing for a map of which no more is known than that there may be one.
std::string map_line(const MatchDetails& details, const MapResult& map, const Reader& reader) {
  const auto& language = reader.language;
  const auto outcome = map_outcome(details, map, reader);
  const bool is_live = map.status == MapStatus::live;
  const bool is_unplayed = map.status == MapStatus::not_played;
  if (name_of(map).empty() && !is_live && !map.picked_by && (outcome.empty() || is_unplayed)) return {};
  auto line = join(
      {map_title(map.number, name_of(map), reader), outcome, halves_text(map.halves, map.winner, reader)},
      " ");
  const auto live = is_live ? language.say("map.live") : std::string{};
  const auto picked =
      map.picked_by
          ? language.say("map.pick",
                         {{"team", opponent_name(details, *map.picked_by, reader, name_characters)}})
          : std::string{};
  return join({std::move(line), live, picked}, " · ");
}

std::string shown_maps(const MatchDetails& details, const Reader& reader) {
  Lines lines{limits::embed_field_value};
  for (const auto& map : details.match.maps) lines.add(map_line(details, map, reader));
  return lines.take();
}

// A name of the winner would be as wide as the team's.
std::string hidden_outcome(const MapResult& map, const Reader& reader) {
  if (map.forfeit) return forfeit_text(map.winner, false, reader);
  if (map.score) return numbers(*map.score, reader);
  return map.status == MapStatus::not_played ? reader.language.say("map.unplayed") : std::string{};
}

// The maps in the order in which they would be played, where the veto has settled all of them.
std::vector<std::string> maps_by_veto(const MatchFacts& facts, int best_of) {
  std::vector<std::string> maps;
  for (const auto& step : facts.veto) {
    if (step.action != VetoAction::ban && !is_placeholder(step.map)) maps.push_back(step.map);
  }
  if (static_cast<int>(maps.size()) != best_of) maps.clear();
  return maps;
}

// As many lines as the series could have, played or not. A name that is known only because the map was played
// stands behind the mark too, or rather not at all.
std::string hidden_maps(const MatchDetails& details, const Reader& reader) {
  if (reader.leave_out_scores) return {};
  const auto& facts = details.match;
  const auto best_of = facts.best_of.value_or(0);
  if (best_of < 1 || best_of > static_cast<int>(maps_shown)) return {};
  const auto names = maps_by_veto(facts, best_of);
  Lines lines{limits::embed_field_value};
  for (int number = 1; number <= best_of; ++number) {
    const auto map = std::ranges::find(facts.maps, number, &MapResult::number);
    const auto outcome = map == facts.maps.end() ? std::string{} : hidden_outcome(*map, reader);
    const auto name = names.empty() ? std::string{} : names[static_cast<std::size_t>(number) - 1];
    lines.add(join({map_title(number, name, reader), hidden_cell(outcome, reader)}, " "));
  }
  return lines.take();
}

// ---- Veto

std::string veto_line(const MatchDetails& details, const VetoStep& step, const Reader& reader) {
  if (is_placeholder(step.map)) return {};
  const auto map = escape_markdown(step.map, name_characters);
  if (step.action == VetoAction::decider) return reader.language.say("veto.decider", {{"map", map}});
  if (!step.by) return reader.language.say(fmt::format("veto.unknown_{}", name(step.action)), {{"map", map}});
  return reader.language.say(
      fmt::format("veto.{}", name(step.action)),
      {{"team", opponent_name(details, *step.by, reader, name_characters)}, {"map", map}});
}

std::string veto(const MatchDetails& details, const Reader& reader) {
  Lines lines{veto_characters};
  for (const auto& step : details.match.veto) lines.add(veto_line(details, step, reader));
  return lines.take();
}

// ---- The two teams

// Behind the mark where scores are hidden; letters of one width, so that the size of the bar tells nothing.
std::string form_line(const MatchDetails& details, const OpponentContext& opponent, Slot slot,
                      const Reader& reader) {
  const auto team = details.match.opponents[static_cast<std::size_t>(slot)].team;
  std::vector<std::string> letters;
  for (const auto& match : opponent.last) {
    const auto outcome = match.forfeit ? std::nullopt : stats::outcome_of(match, team);
    if (!outcome) continue;
    letters.push_back(reader.language.say(*outcome == stats::Outcome::won    ? "form.won"
                                          : *outcome == stats::Outcome::lost ? "form.lost"
                                                                             : "form.drawn"));
  }
  if (letters.empty() || reader.leave_out_scores) return {};
  const auto form = fmt::format("`{}`", join(letters, " "));
  return reader.language.say("match.form",
                             {{"form", reader.hide_scores ? fmt::format("||{}||", form) : form}});
}

std::string line_up_line(const OpponentContext& opponent) {
  std::vector<std::string> players;
  for (const auto& player : opponent.line_up | std::views::take(players_shown)) {
    const auto country = player.nationality ? flag(*player.nationality) : std::string{};
    players.push_back(join({country, escape_markdown(player.nickname, nickname_characters)}, " "));
  }
  return join(players, " · ");
}

// A field each, side by side where there is room; nothing of a team of which no more is known than its name.
void add_opponents(discord::Embed& embed, const MatchDetails& details, const MatchContext& context,
                   const Reader& reader) {
  for (Slot slot = 0; slot < 2; ++slot) {
    const auto& opponent = context.opponents[static_cast<std::size_t>(slot)];
    Lines lines{opponent_characters};
    lines.add(form_line(details, opponent, slot, reader));
    lines.add(line_up_line(opponent));
    if (lines.empty()) continue;
    embed.fields.push_back({.name = opponent_name(details, slot, reader, name_characters),
                            .value = lines.take(),
                            .in_line = true});
  }
}

// "Spirit (#1)"
std::string ranked_name(const MatchDetails& details, const MatchContext& context, Slot slot,
                        const Reader& reader) {
  auto team = opponent_name(details, slot, reader, name_characters);
  const auto position = context.opponents[static_cast<std::size_t>(slot)].position;
  if (!position) return team;
  return reader.language.say("match.ranked", {{"team", team}, {"position", std::to_string(*position)}});
}

std::string title(const MatchDetails& details, const MatchContext& context, const Reader& reader) {
  return shorten(reader.language.say("match.versus", {{"first", ranked_name(details, context, 0, reader)},
                                                      {"second", ranked_name(details, context, 1, reader)}}),
                 limits::embed_title);
}

}  // namespace

std::string maps_text(const MatchDetails& details, const Reader& reader) {
  return hides_result(details.match, reader) ? hidden_maps(details, reader) : shown_maps(details, reader);
}

std::string match_picture(const MatchDetails& details, const Reader& reader) {
  const auto& match = details.match;
  if (match.winner && match.status == MatchStatus::finished && !hides_result(match, reader)) {
    const auto& team = details.teams[static_cast<std::size_t>(*match.winner)];
    if (auto logo = team && team->logo_url ? picture(*team->logo_url) : std::string{}; !logo.empty())
      return logo;
  }
  return details.tournament && details.tournament->logo_url ? picture(*details.tournament->logo_url)
                                                            : std::string{};
}

std::optional<discord::Button> watch_button(const MatchFacts& facts, const Reader& reader) {
  auto url = main_stream(facts);
  if (url.empty()) return std::nullopt;
  return discord::Button{.style = discord::ButtonStyle::link,
                         .label = reader.language.say("button.watch"),
                         .url = std::move(url),
                         .emoji = "📺"};
}

discord::Message match_card(const MatchDetails& details, const MatchContext& context, const Reader& reader) {
  const auto& match = details.match;
  discord::Embed embed;
  embed.title = title(details, context, reader);
  embed.url = first_page(details.sources);
  embed.color = color_of(match.status);
  if (details.tournament)
    embed.author =
        shorten(clean_name(short_event_name(details.tournament->name, event_characters)), event_characters);
  embed.thumbnail_url = match_picture(details, reader);
  embed.description = description(details, reader);
  add_field(embed, reader, "match.field.maps", maps_text(details, reader));
  add_opponents(embed, details, context, reader);
  add_field(embed, reader, "match.field.veto", veto(details, reader));
  add_field(embed, reader, "match.field.streams", streams_text(match, streams_characters));
  add_field(embed, reader, "match.field.links", links_text(details, reader, links_characters));
  auto sources = details.sources;
  if (context.ranking) sources.push_back(*context.ranking);
  add_credits(embed, sources, reader.language);

  discord::Message message;
  message.embeds.push_back(std::move(embed));
  return message;
}

}  // namespace cs2::view
