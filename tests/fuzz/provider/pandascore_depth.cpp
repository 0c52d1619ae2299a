// Any bytes in place of PandaScore's deeper answers are read or refused; the first byte says as which. What
// is read is tied together within the report.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "model/validate.hpp"
#include "provider/pandascore/notes.hpp"
#include "provider/pandascore/parse.hpp"

namespace {

using namespace cs2::provider;

constexpr cs2::Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12};

const PandascoreStage stage{
    .id = "511",
    .name = "Playoffs",
    .event = {.external_id = "51", .tournament = {.name = "Polar League"}, .winner = "71"},
    .has_bracket = true,
    .decides = true};

cs2::MatchReport match() {
  cs2::MatchReport match;
  match.external_id = "900001";
  match.opponents[0] = {.team = "71", .name = "Alpine"};
  match.opponents[1] = {.team = "72", .name = "Breakers"};
  return match;
}

cs2::Result<PandascorePage> parse(char kind, std::string_view text) {
  switch (kind) {
    case 'i':
      return parse_pandascore_incidents(text, now);
    case 't':
      return parse_pandascore_tournaments(text, now);
    case 's':
      return parse_pandascore_series(text, now);
    case 'l':
      return parse_pandascore_leagues(text, now);
    case 'b':
      return parse_pandascore_brackets(text, now, stage);
    case 'g':
      return parse_pandascore_standings(text, now, stage);
    case 'r':
      return parse_pandascore_rosters(text, now);
    case 'o':
      return parse_pandascore_opponents(text, now);
    case 'c':
      return parse_pandascore_teams(text, now);
    case 'p':
      return parse_pandascore_players(text, now);
    default:
      return parse_pandascore_games(text, now, match());
  }
}

void require(bool condition) {
  if (!condition) std::abort();
}

template <class T>
bool has(const std::vector<T>& reports, const std::string& id) {
  return std::ranges::find(reports, id, &T::external_id) != reports.end();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  auto page = parse(text.front(), text.substr(1));
  if (!page) return 0;

  auto& report = page->report;
  for (const auto& roster : report.rosters) {
    require(has(report.teams, roster.team));
    for (const auto& stay : roster.stays) require(has(report.players, stay.player));
  }
  for (const auto& standings : report.standings) {
    require(has(report.tournaments, standings.tournament));
    for (const auto& row : standings.rows) require(has(report.teams, row.team));
  }
  for (const auto& placement : report.placements) require(placement.best <= placement.worst);
  for (const auto& event : report.tournaments) require(!event.winner || has(report.teams, *event.winner));
  for (const auto& [team, players] : page->line_ups) {
    require(has(report.teams, team));
    for (const auto& player : players) require(has(report.players, player));
  }
  add_line_ups(report.matches, page->line_ups);
  PandascoreNotes notes;
  for (auto& each : report.matches) {
    notes.remember(each);
    notes.complete(each);
    require(!each.winner || *each.winner == 0 || *each.winner == 1);
    for (const auto& figures : each.player_stats)
      require(has(report.players, figures.player) && (figures.stats.slot == 0 || figures.stats.slot == 1));
    (void)cs2::validate(each, now);
  }
  return 0;
}
