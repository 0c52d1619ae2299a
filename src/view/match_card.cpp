#include "view/match_card.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "base/foreign_text.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "base/web_address.hpp"
#include "view/color.hpp"
#include "view/embed.hpp"
#include "view/markdown.hpp"
#include "view/match_text.hpp"
#include "view/source.hpp"

namespace cs2::view {
namespace {

// Chosen so that all parts together stay below limits::embed_total: 256 + 256 + 1200 + 2 × 1024 + 2 × 600 +
// 1024.
constexpr std::size_t name_characters = 64;
constexpr std::size_t event_characters = 100;
constexpr std::size_t description_characters = 1200;
constexpr std::size_t links_characters = 600;
constexpr std::size_t stream_label_characters = 48;
constexpr std::size_t streams_shown = 5;
constexpr std::size_t links_shown = 8;
constexpr std::size_t maps_shown = 9;  // nobody plays longer series

std::string status_line(const MatchFacts& facts, const Reader& reader) {
  const auto& language = reader.language;
  std::vector<std::string> parts{language.say(fmt::format("match.status.{}", name(facts.status)))};
  if (facts.best_of)
    parts.push_back(language.say("match.best_of", {{"count", std::to_string(*facts.best_of)}}));
  return join(parts, " · ");
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
  lines.add(escape_markdown(stage_text(details.match.stage, reader.language), event_characters));
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

std::string half_text(const Half& half, const Reader& reader) {
  const auto* key = half.overtime                  ? "map.overtime"
                    : !half.first_side             ? "map.half"
                    : *half.first_side == Side::ct ? "map.half_ct"
                                                   : "map.half_t";
  return reader.language.say(
      key, {{"first", std::to_string(half.rounds.first)}, {"second", std::to_string(half.rounds.second)}});
}

std::string halves_text(const std::vector<Half>& halves, const Reader& reader) {
  if (halves.empty()) return {};
  std::vector<std::string> parts;
  parts.reserve(halves.size());
  for (const auto& half : halves) parts.push_back(half_text(half, reader));
  return reader.language.say("map.halves", {{"halves", join(parts, ", ")}});
}

std::string map_outcome(const MatchDetails& details, const MapResult& map, const Reader& reader) {
  const auto& language = reader.language;
  if (map.forfeit) return forfeit_text(map.winner, false, reader);
  if (map.score) return numbers(*map.score, reader);
  if (map.status == MapStatus::not_played) return language.say("map.unplayed");
  if (!map.winner) return {};
  return language.say("map.winner", {{"team", opponent_name(details, *map.winner, reader, name_characters)}});
}

// Nothing for a map of which no more is known than that there may be one.
std::string map_line(const MatchDetails& details, const MapResult& map, const Reader& reader) {
  const auto& language = reader.language;
  const auto outcome = map_outcome(details, map, reader);
  const bool is_live = map.status == MapStatus::live;
  const bool is_unplayed = map.status == MapStatus::not_played;
  if (name_of(map).empty() && !is_live && !map.picked_by && (outcome.empty() || is_unplayed)) return {};
  auto line =
      join({map_title(map.number, name_of(map), reader), outcome, halves_text(map.halves, reader)}, " ");
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

// ---- Veto, streams, links

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
  Lines lines{limits::embed_field_value};
  for (const auto& step : details.match.veto) lines.add(veto_line(details, step, reader));
  return lines.take();
}

// "twitch.tv/esl". It stays an address, which clean_name would break: it stands for a link that leads to it.
std::string address_label(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  if (url.starts_with("www.")) url.remove_prefix(4);
  while (url.ends_with('/')) url.remove_suffix(1);
  std::string label;
  for (const auto part : split(url, '/')) label += (label.empty() ? "" : "/") + clean_name(part);
  return discord::escape_markdown(shorten(label, stream_label_characters));
}

std::string streams(const MatchFacts& facts) {
  if (facts.status == MatchStatus::finished || facts.status == MatchStatus::cancelled) return {};
  Lines lines{links_characters};
  for (const auto& stream : facts.streams | std::views::take(streams_shown)) {
    if (!is_public_address(stream.url)) continue;
    const auto language =
        stream.language ? fmt::format(" ({})", escape_markdown(*stream.language, 2)) : std::string{};
    lines.add(link(address_label(stream.url), stream.url) + language);
  }
  return lines.take();
}

// A recording for each map tells how many were played.
bool states_length(const Link& to) {
  return to.kind != "hltv";
}

// A link's kind is the source's own word; of one without a text its address says enough.
std::string link_kind_text(const Link& to, const Reader& reader) {
  const auto key = fmt::format("link.{}", to.kind);
  if (reader.language.has(key)) return reader.language.say(key);
  const auto address = std::string_view{to.url}.substr(to.url.find("://") + 3);
  return address_label(address.substr(0, address.find('/')));
}

// "HLTV stats: Mirage" where there is one of the kind for each map that was played, "VOD 2" where there are
// several.
std::string link_text(const MatchFacts& facts, std::size_t index, const Reader& reader) {
  const auto& links = facts.links;
  const auto is_alike = [&](const Link& other) { return other.kind == links[index].kind; };
  const auto number = std::ranges::count_if(links | std::views::take(index), is_alike);
  const auto all = std::ranges::count_if(links, is_alike);
  auto text = link_kind_text(links[index], reader);
  if (!states_length(links[index])) return text;

  std::vector<const MapResult*> played;
  for (const auto& map : facts.maps) {
    if (map.status == MapStatus::finished) played.push_back(&map);
  }
  const auto* map = std::ssize(played) == all ? played[static_cast<std::size_t>(number)] : nullptr;
  if (map && !name_of(*map).empty())
    return reader.language.say("link.of_map",
                               {{"link", text}, {"map", escape_markdown(name_of(*map), name_characters)}});
  return all == 1 ? text : reader.language.say("link.numbered", {{"link", text}, {"number", number + 1}});
}

std::string links(const MatchFacts& facts, const Reader& reader) {
  Lines lines{links_characters};
  for (std::size_t i = 0; i < std::min(facts.links.size(), links_shown); ++i) {
    const auto& to = facts.links[i];
    if (!is_public_address(to.url) || (states_length(to) && hides_result(facts, reader))) continue;
    lines.add(link(link_text(facts, i, reader), to.url));
  }
  return lines.take();
}

}  // namespace

discord::Message match_card(const MatchDetails& details, const Reader& reader) {
  const auto& match = details.match;
  discord::Embed embed;
  embed.title = shorten(versus(details, reader, name_characters), limits::embed_title);
  embed.url = first_page(details.sources);
  embed.color = color_of(match.status);
  if (details.tournament) embed.author = shorten(clean_name(details.tournament->name), event_characters);
  embed.description = description(details, reader);
  add_field(embed, reader, "match.field.maps",
            hides_result(match, reader) ? hidden_maps(details, reader) : shown_maps(details, reader));
  add_field(embed, reader, "match.field.veto", veto(details, reader));
  add_field(embed, reader, "match.field.streams", streams(match));
  add_field(embed, reader, "match.field.links", links(match, reader));
  add_field(embed, reader, "match.field.source", render_sources(details.sources, reader.language));

  discord::Message message;
  message.embeds.push_back(std::move(embed));
  return message;
}

}  // namespace cs2::view
