// Invented matches for the tests of view.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "locale/language.hpp"
#include "model/match_details.hpp"
#include "view/match_card.hpp"
#include "view/reader.hpp"

namespace cs2::view {

inline const locale::Language& english() {
  static const auto language = [] {
    auto catalogue = locale::Catalogue::load(locale::embedded_catalogues());
    if (!catalogue) throw std::runtime_error(catalogue.error().detail);
    return catalogue->source();
  }();
  return language;
}

// Of the readers below: English, but where a test wants to see all languages.
inline locale::Language& reader_language() {
  static auto language = english();
  return language;
}

inline Reader open_reader() {
  return {.language = reader_language()};
}
inline Reader spoiler_free_reader() {
  return {.language = reader_language(), .hide_scores = true};
}

inline Timestamp at(std::string_view text) {
  return parse_iso8601(text).value();
}

// Of teams of which no more is known than their names.
inline discord::Message match_card(const MatchDetails& details, const Reader& reader) {
  return match_card(details, {}, reader);
}

inline MatchDetails scheduled() {
  MatchDetails details;
  details.match.id = {7};
  details.match.best_of = 3;
  details.match.stage = "Playoffs";
  details.match.scheduled_at = at("2026-07-12T18:00:00Z");
  details.match.opponents = {{{.team = {1}, .name = "Amber Foxes"}, {.team = {2}, .name = "Blue Herons"}}};
  details.teams = {Team{.id = {1}, .name = "Amber Foxes"}, Team{.id = {2}, .name = "Blue Herons"}};
  details.tournament = Tournament{.id = {3}, .name = "Harbour Cup", .tier = Tier::a};
  details.sources = {{.provider = ProviderName::liquipedia,
                      .url = "https://liquipedia.net/counterstrike/Harbour_Cup",
                      .seen_at = at("2026-07-12T17:55:00Z")}};
  return details;
}

inline MapResult finished_map(int number, std::string name, Score score) {
  return {.number = number,
          .name = std::move(name),
          .status = MapStatus::finished,
          .score = score,
          .winner = score.first > score.second ? 0 : 1};
}

// 2–1 with all that a good source knows.
inline MatchDetails finished() {
  auto details = scheduled();
  auto& match = details.match;
  match.status = MatchStatus::finished;
  match.started_at = at("2026-07-12T18:04:00Z");
  match.ended_at = at("2026-07-12T21:10:00Z");
  match.score = Score{2, 1};
  match.winner = 0;
  match.maps = {finished_map(1, "Nuke", {13, 9}), finished_map(2, "Mirage", {10, 13}),
                finished_map(3, "Ancient", {16, 14})};
  match.maps[0].halves = {{.rounds = {7, 5}, .first_side = Side::ct},
                          {.rounds = {6, 4}, .first_side = Side::t}};
  match.maps[0].picked_by = 1;
  match.maps[2].halves = {{.rounds = {6, 6}}, {.rounds = {6, 6}}, {.rounds = {4, 2}, .overtime = true}};
  match.veto = {{VetoAction::ban, 0, "Train"},
                {VetoAction::ban, 1, "Dust II"},
                {VetoAction::pick, 1, "Nuke"},
                {VetoAction::pick, 0, "Mirage"},
                {VetoAction::decider, {}, "Ancient"}};
  match.links = {{.kind = "hltv", .url = "https://www.hltv.org/matches/4711/a-vs-b"},
                 {.kind = "vod", .url = "https://www.twitch.tv/videos/1"}};
  return details;
}

inline MatchDetails live() {
  auto details = finished();
  auto& match = details.match;
  match.status = MatchStatus::live;
  match.ended_at.reset();
  match.winner.reset();
  match.score = Score{1, 0};
  match.maps = {finished_map(1, "Nuke", {13, 9}),
                {.number = 2, .name = "Mirage", .status = MapStatus::live, .score = Score{8, 4}}};
  match.streams = {
      {.url = "https://www.twitch.tv/harbour_cup", .language = "en", .official = true, .main = true}};
  return details;
}

}  // namespace cs2::view
