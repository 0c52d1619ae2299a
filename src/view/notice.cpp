#include "view/notice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ranges>

#include "base/foreign_text.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "model/tournament.hpp"
#include "view/color.hpp"
#include "view/embed.hpp"
#include "view/markdown.hpp"
#include "view/match_card.hpp"
#include "view/match_text.hpp"
#include "view/profile_text.hpp"
#include "view/question.hpp"
#include "view/ranking_table.hpp"
#include "view/source.hpp"
#include "view/text/short_name.hpp"

namespace cs2::view {
namespace {

constexpr std::size_t name_characters = 64;
constexpr std::size_t event_characters = 100;
constexpr std::size_t ranked_shown = 10;
constexpr std::size_t digest_rest_characters = 64;  // "and 12 more"
constexpr std::size_t thread_name_characters = 45;  // twice, and what stands between

std::string start_of(const MatchFacts& facts, char style, const Reader& reader) {
  if (!facts.scheduled_at) return reader.language.say("match.no_time");
  return facts.time_is_exact ? discord::timestamp(*facts.scheduled_at, style)
                             : day_text(*facts.scheduled_at, reader);
}

// Answers whoever presses it, alone.
discord::Button reveal_button(MatchId match, const Reader& reader) {
  return {.label = reader.language.say("button.reveal"),
          .custom_id = to_custom_id(
              {.action = Action::reveal, .question = {.kind = Question::Kind::match, .match = match}})};
}

// "**Spirit 2–0 G2**", or "**Spirit vs G2**" where there is no score or it must not be said.
std::string headline(const MatchDetails& details, const Reader& reader) {
  return fmt::format("**{}**", shows_score(details.match, reader)
                                   ? plain_score_line(details, reader, name_characters)
                                   : versus(details, reader, name_characters));
}

std::string event_of(const MatchDetails& details, const Reader& reader) {
  auto event =
      details.tournament
          ? escape_markdown(short_event_name(details.tournament->name, event_characters), event_characters)
          : std::string{};
  auto round = escape_markdown(round_text(details.match.stage, reader.language), event_characters);
  return join({std::move(event), std::move(round)}, ", ");
}

std::string best_of(const MatchFacts& facts, const Reader& reader) {
  return facts.best_of
             ? reader.language.say("match.best_of_tiny", {{"count", std::to_string(*facts.best_of)}})
             : std::string{};
}

// What the sentence does not say: a score that is hidden, and the maps. Nothing where no more is known.
std::optional<discord::Embed> details_below(const MatchDetails& details, const Reader& reader) {
  const auto& match = details.match;
  Lines lines{limits::embed_description};
  if (hides_result(match, reader) && !reader.leave_out_scores)
    lines.add(score_line(details, reader, name_characters));
  lines.add(maps_text(details, reader));
  if (lines.empty()) return std::nullopt;
  discord::Embed embed{.url = first_page(details.sources),
                       .description = lines.take(),
                       .color = color_of(match.status),
                       .thumbnail_url = match_picture(details, reader)};
  add_credits(embed, details.sources, reader.language);
  return embed;
}

// Without an embed the credits are a small line of their own.
discord::Message notice(std::string sentence, const MatchDetails& details, const Reader& reader) {
  discord::Message message{.content = std::move(sentence)};
  if (auto below = details_below(details, reader))
    message.embeds.push_back(std::move(*below));
  else
    message.content = join({message.content, credits_line(details.sources, reader.language)}, "\n");
  discord::Row buttons;
  if (auto watch = watch_button(details.match, reader)) buttons.emplace_back(std::move(*watch));
  if (reader.leave_out_scores && hides_result(details.match, reader))
    buttons.emplace_back(reveal_button(details.match.id, reader));
  if (!buttons.empty()) message.rows.push_back(std::move(buttons));
  return message;
}

std::string sentence_of(std::string_view key, const MatchDetails& details, const Reader& reader) {
  const auto& match = details.match;
  return join(
      {reader.language.say(key, {{"match", headline(details, reader)},
                                 {"time", start_of(match, 'f', reader)},
                                 {"relative", start_of(match, 'R', reader)}}),
       match.status == MatchStatus::scheduled ? best_of(match, reader) : "", event_of(details, reader)},
      " · ");
}

// "**Spirit 13–9 G2**" of the map.
std::string map_headline(const MapResult& map, const MatchDetails& details, const Reader& reader) {
  const auto team = [&](Slot slot) { return opponent_name(details, slot, reader, name_characters); };
  if (map.forfeit || map.score) {
    const auto score = map.forfeit ? forfeit_text(map.winner, false, reader) : numbers(*map.score, reader);
    return reader.language.say("match.score", {{"first", team(0)}, {"score", score}, {"second", team(1)}});
  }
  if (map.winner) return reader.language.say("notice.map_winner", {{"team", team(*map.winner)}});
  return versus(details, reader, name_characters);
}

// How the series stands with it.
std::string series_of(const MatchFacts& facts, const Reader& reader) {
  return facts.score ? reader.language.say("notice.series", {{"score", numbers(*facts.score, reader)}})
                     : std::string{};
}

// How it stands in the catalogue; the order is that of the message.
constexpr std::array<std::string_view, 3> move_keys{"joined", "left", "role"};

std::size_t place_of(const RosterMove& move) {
  return move.change.is<PlayerJoined>() ? 0 : move.change.is<PlayerLeft>() ? 1 : 2;
}

std::string role_of(const What& what, const Reader& reader) {
  const auto role = std::holds_alternative<PlayerJoined>(what) ? std::get<PlayerJoined>(what).role
                    : std::holds_alternative<PlayerLeft>(what) ? std::get<PlayerLeft>(what).role
                                                               : std::get<RoleChanged>(what).to;
  const auto text = role_text(role, reader);
  return text.empty() ? reader.language.say("notice.player") : text;
}

}  // namespace

discord::Message match_notice(std::string_view key, const MatchDetails& details, const Reader& reader) {
  return notice(sentence_of(key, details, reader), details, reader);
}

std::vector<std::string> names_in_notices(const MatchDetails& details, const Reader& reader) {
  return {opponent_name(details, 0, reader, name_characters),
          opponent_name(details, 1, reader, name_characters)};
}

discord::Message result_notice(const MatchDetails& details, const Reader& reader) {
  return match_notice(shows_score(details.match, reader) ? "notice.result" : "notice.ended", details, reader);
}

// One map is said whole in the sentence.
discord::Message map_notice(int number, const MatchDetails& details, const Reader& reader) {
  const auto& maps = details.match.maps;
  const auto map = std::ranges::find(maps, number, &MapResult::number);
  const auto known = map != maps.end();
  const auto name = known && map->name && !is_placeholder(*map->name)
                        ? escape_markdown(*map->name, name_characters)
                        : std::string{};
  const auto outcome = fmt::format(
      "**{}**", known ? map_headline(*map, details, reader) : versus(details, reader, name_characters));
  const auto sentence = reader.language.say("notice.map_finished", {{"outcome", outcome},
                                                                    {"number", std::to_string(number)},
                                                                    {"map", name},
                                                                    {"named", name.empty() ? "no" : "yes"}});
  auto content = join({sentence, series_of(details.match, reader), event_of(details, reader)}, " · ");
  return {.content = join({content, credits_line(details.sources, reader.language)}, "\n")};
}

discord::Message moved_notice(std::optional<Timestamp> from, const MatchDetails& details,
                              const Reader& reader) {
  const auto* key = from                          ? "notice.rescheduled"
                    : details.match.time_is_exact ? "notice.scheduled"
                                                  : "notice.moved_to_day";
  const auto sentence = reader.language.say(key, {{"match", headline(details, reader)},
                                                  {"from", from ? discord::timestamp(*from, 'f') : ""},
                                                  {"time", start_of(details.match, 'f', reader)},
                                                  {"relative", start_of(details.match, 'R', reader)}});
  return notice(join({sentence, event_of(details, reader)}, " · "), details, reader);
}

discord::Message corrected_notice(const ResultCorrected& before, const MatchDetails& details,
                                  const Reader& reader) {
  auto sentence = reader.language.say("notice.corrected", {{"match", headline(details, reader)}});
  // What it was before tells as much as what it is.
  if (!reader.hide_scores && before.score_before && before.score_before != details.match.score)
    sentence = reader.language.say(
        "notice.corrected_from",
        {{"match", headline(details, reader)}, {"before", numbers(*before.score_before, reader)}});
  return notice(join({sentence, event_of(details, reader)}, " · "), details, reader);
}

discord::Message roster_notice(std::span<const RosterMove> moves, const Team& team, const Reader& reader) {
  const auto& language = reader.language;
  const auto team_name = shown_name(team.name, name_characters, reader);
  std::vector<RosterMove> sorted{moves.begin(), moves.end()};
  std::ranges::sort(sorted, {},
                    [](const RosterMove& move) { return std::pair{place_of(move), move.change.id}; });
  std::vector<std::string> summary;
  Lines lines{limits::embed_description};
  for (const auto& move : sorted) {
    const auto key = move_keys.at(place_of(move));
    const auto player = shown_name(move.player.nickname, name_characters, reader);
    const auto role = role_of(move.change.what, reader);
    summary.push_back(language.say(fmt::format("notice.move.{}", key), {{"player", player}, {"role", role}}));
    lines.add(language.say(fmt::format("notice.{}", key),
                           {{"player", fmt::format("**{}**", player)}, {"team", team_name}, {"role", role}}));
  }
  discord::Message message{
      .content = shorten(language.say("notice.roster", {{"team", fmt::format("**{}**", team_name)},
                                                        {"moves", join(summary, ", ")}}),
                         limits::message_content)};
  message.embeds.push_back({.title = team_name,
                            .description = lines.take(),
                            .color = color_neutral,
                            .timestamp = sorted.front().change.at,
                            .thumbnail_url = team.logo_url ? picture(*team.logo_url) : std::string{}});
  return message;
}

discord::Message ranking_notice(const RankingPage& page, std::span<const RankedTeam> shown,
                                const Reader& reader) {
  std::vector<RankedTeam> teams;
  const auto& source = shown.empty() ? std::span<const RankedTeam>{page.teams} : shown;
  for (const auto& ranked : source | std::views::take(ranked_shown)) teams.push_back(ranked);
  auto message = ranking_table({.ranking = page, .teams = teams}, reader);
  message.content = reader.language.say("notice.ranking");
  return message;
}

std::string digest_line(const MatchDetails& details, const Reader& reader) {
  return match_line(details, MatchTextContext::event, reader);
}

discord::Message digest_notice(std::string_view key, std::span<const std::string> lines,
                               const Reader& reader) {
  Lines text{limits::embed_description};
  std::size_t shown = 0;
  while (shown < lines.size() && text.add(lines[shown])) ++shown;
  discord::Embed embed{.description = text.take(), .color = color_neutral};
  if (shown < lines.size()) {
    embed.footer = reader.language.say("notice.digest_rest",
                                       {{"count", static_cast<std::int64_t>(lines.size() - shown)}});
  }
  discord::Message message{
      .content = reader.language.say(key, {{"count", static_cast<std::int64_t>(lines.size())}})};
  message.embeds.push_back(std::move(embed));
  return message;
}

discord::Message daily_digest(std::span<const MatchDetails> matches, const Reader& reader) {
  const auto field = [&](std::string_view key, auto belongs) {
    Lines lines{limits::embed_field_value - digest_rest_characters};
    std::int64_t left = 0;
    for (const auto& details : matches) {
      if (!belongs(details.match.status)) continue;
      // What does not fit is counted, for which there is room kept.
      if (left > 0 || !lines.add(match_line(details, MatchTextContext::event, reader))) ++left;
    }
    auto text = lines.take();
    if (left > 0) text += fmt::format("\n{}", reader.language.say("notice.digest_rest", {{"count", left}}));
    return discord::EmbedField{.name = reader.language.say(key), .value = std::move(text)};
  };
  discord::Embed embed{.color = color_neutral};
  for (auto& part :
       {field("notice.digest_played", [](MatchStatus status) { return status == MatchStatus::finished; }),
        field("notice.digest_live", [](MatchStatus status) { return status == MatchStatus::live; }),
        field("notice.digest_coming", [](MatchStatus status) {
          return status != MatchStatus::finished && status != MatchStatus::live;
        })}) {
    if (!part.value.empty()) embed.fields.push_back(part);
  }
  discord::Message message{.content = reader.language.say("notice.daily_digest")};
  message.embeds.push_back(std::move(embed));
  return message;
}

std::string match_thread_name(const MatchDetails& details, const Reader& reader) {
  return shorten(match_title(details, reader, thread_name_characters), limits::thread_name);
}

std::string other_thread_name(const std::optional<Team>& team, const Reader& reader) {
  if (!team) return reader.language.say("notice.ranking_thread");
  return shorten(clean_name(team->name), limits::thread_name);
}

discord::Message blockage_notice(std::uint64_t guild, std::uint64_t target, std::string_view reason,
                                 const locale::Language& language) {
  return {.content = language.say(
              target == events_target(guild) ? "notice.blocked_events" : "notice.blocked",
              {{"channel", fmt::format("<#{}>", target)}, {"reason", refusal_text(reason, language)}})};
}

std::string refusal_text(std::string_view reason, const locale::Language& language) {
  const auto known = fmt::format("blocked.{}", reason);
  return language.say(language.has(known) ? known : "blocked.other");
}

discord::Message deleted_channel_notice(const DeletedChannel& deleted, const locale::Language& language) {
  std::vector<std::string> sentences{
      language.say("notice.channel_deleted", {{"channel", fmt::format("<#{}>", deleted.channel)}})};
  if (deleted.subscriptions > 0)
    sentences.push_back(
        language.say("notice.deleted_subscriptions", {{"count", std::int64_t{deleted.subscriptions}}}));
  if (deleted.is_default) sentences.push_back(language.say("notice.deleted_default"));
  if (deleted.tells_problems) sentences.push_back(language.say("notice.deleted_problems"));
  return {.content = join(sentences, " ")};
}

}  // namespace cs2::view
