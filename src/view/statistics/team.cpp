// A team's record, its map pool, and two teams against each other.
#include <fmt/format.h>

#include <algorithm>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/limits/statistics.hpp"
#include "stats/probability.hpp"
#include "stats/team_record.hpp"
#include "view/embed.hpp"
#include "view/markdown.hpp"
#include "view/match_text.hpp"
#include "view/profile_text.hpp"
#include "view/statistics/statistic.hpp"

namespace cs2::view {
namespace {

using stats::MapFigures;
using stats::Sides;
using stats::TeamRecord;

constexpr std::size_t map_characters = 40;
constexpr std::size_t description_characters = 1500;
constexpr std::size_t maps_characters = 900;
constexpr std::size_t last_characters = 750;
constexpr std::size_t pool_characters = 3600;

constexpr int count_columns = 3;
constexpr int rate_columns = 4;
constexpr int rounds_columns = 9;

// ---- lines

std::string rounds_line(const MapFigures& figures, const Reader& reader) {
  if (figures.with_rounds == 0) return {};
  return reader.language.say("statistics.line.rounds", {{"won", std::int64_t{figures.rounds.first}},
                                                        {"lost", std::int64_t{figures.rounds.second}},
                                                        {"maps", std::int64_t{figures.with_rounds}},
                                                        {"overtimes", std::int64_t{figures.overtimes}}});
}

// "CT 54% of 1,200 rounds"; of less than limits::rated_from maps only counts.
std::string side_text(std::string_view side, const stats::SideRounds& rounds, const MapFigures& figures,
                      const Reader& reader) {
  if (rounds.played == 0) return {};
  const bool is_rated = figures.record.decided() >= limits::rated_from;
  return reader.language.say(
      is_rated ? "statistics.side_rate" : "statistics.side_count",
      {{"side", reader.language.say(fmt::format("statistics.side.{}", side))},
       {"percent", std::int64_t{percent(static_cast<double>(rounds.won) / rounds.played)}},
       {"won", std::int64_t{rounds.won}},
       {"count", std::int64_t{rounds.played}}});
}

std::string sides_line(std::string_view heading, const Sides& sides, const MapFigures& figures,
                       const Reader& reader) {
  const auto text =
      join({side_text("ct", sides.ct, figures, reader), side_text("t", sides.t, figures, reader)}, " · ");
  if (text.empty()) return {};
  return reader.language.say(fmt::format("statistics.line.{}", heading), {{"sides", text}});
}

std::string streak_line(const TeamRecord& record, const Reader& reader) {
  if (!record.streak) return {};
  const auto kind = record.streak->outcome == stats::Outcome::won    ? "won"
                    : record.streak->outcome == stats::Outcome::lost ? "lost"
                                                                     : "drawn";
  const auto& language = reader.language;
  return join(
      {language.say(fmt::format("statistics.streak.{}", kind),
                    {{"count", std::int64_t{record.streak->length}}}),
       record.longest_win_streak > 0
           ? language.say("statistics.streak.longest", {{"count", std::int64_t{record.longest_win_streak}}})
           : ""},
      " · ");
}

std::string map_lines(const TeamRecord& record, std::size_t characters, const Reader& reader) {
  Lines lines{characters};
  for (const auto& figures : record.maps) {
    if (figures.record == stats::Record{}) continue;
    lines.add(reader.language.say("statistics.map", {{"map", escape_markdown(figures.map, map_characters)},
                                                     {"record", record_text(figures.record, reader)}}));
  }
  return lines.take();
}

std::string record_lines(const TeamRecord& record, const Reader& reader) {
  const auto& total = record.total;
  Lines lines{description_characters};
  lines.add(record_line("matches", record.matches, reader));
  lines.add(record_line("maps", total.record, reader));
  lines.add(rounds_line(total, reader));
  lines.add(sides_line("sides", total.sides, total, reader));
  lines.add(sides_line("overtime_sides", total.overtime_sides, total, reader));
  lines.add(record_line("own_picks", total.own_picks, reader));
  lines.add(record_line("their_picks", total.their_picks, reader));
  lines.add(record_line("deciders", total.deciders, reader));
  lines.add(streak_line(record, reader));
  return lines.take();
}

// ---- sheets

constexpr std::array<Column, 8> record_columns{{{.name = "what"},
                                                {.name = "won", .columns = count_columns + 2},
                                                {.name = "lost", .columns = count_columns + 2},
                                                {.name = "drawn"},
                                                {.name = "n"},
                                                {.name = "rate", .columns = rate_columns},
                                                {.name = "low"},
                                                {.name = "high"}}};

class RecordSheet {
 public:
  RecordSheet(std::string_view statistic, const Reader& reader)
      : reader_(reader),
        sheet_{
            .statistic = statistic, .columns = {record_columns.begin(), record_columns.end()}, .rows = {}} {}

  void add(std::string_view what, const stats::Record& record) {
    if (record == stats::Record{}) return;
    add_row(
        {.value = std::string{what}, .text = reader_.language.say(fmt::format("statistics.row.{}", what))},
        record_cells(record));
  }
  void add_map(const MapFigures& figures) {
    if (figures.record != stats::Record{}) add_row({figures.map}, record_cells(figures.record));
  }
  // Rounds have no interval: those of one map are not independent.
  void add_rounds(std::string_view what, int won, int played) {
    if (played == 0) return;
    add_row(
        {.value = std::string{what}, .text = reader_.language.say(fmt::format("statistics.row.{}", what))},
        {{std::int64_t{won}}, {std::int64_t{played - won}}, {}, {std::int64_t{played}}, {}, {}, {}});
  }
  Sheet take() { return std::move(sheet_); }

 private:
  void add_row(Cell first, std::vector<Cell> rest) {
    rest.insert(rest.begin(), std::move(first));
    sheet_.rows.push_back(std::move(rest));
  }

  const Reader& reader_;
  Sheet sheet_;
};

Sheet record_sheet(std::string_view statistic, const TeamRecord& record, const Reader& reader) {
  const auto& total = record.total;
  RecordSheet sheet{statistic, reader};
  sheet.add("matches", record.matches);
  sheet.add("maps", total.record);
  sheet.add_rounds("rounds", total.rounds.first, total.rounds.first + total.rounds.second);
  sheet.add_rounds("ct_rounds", total.sides.ct.won, total.sides.ct.played);
  sheet.add_rounds("t_rounds", total.sides.t.won, total.sides.t.played);
  sheet.add_rounds("overtime_ct_rounds", total.overtime_sides.ct.won, total.overtime_sides.ct.played);
  sheet.add_rounds("overtime_t_rounds", total.overtime_sides.t.won, total.overtime_sides.t.played);
  sheet.add("own_picks", total.own_picks);
  sheet.add("their_picks", total.their_picks);
  sheet.add("deciders", total.deciders);
  for (const auto& figures : record.maps) sheet.add_map(figures);
  return sheet.take();
}

Sheet pool_sheet(const TeamRecord& record) {
  Sheet sheet{.statistic = "map_pool",
              .columns = {{.name = "map"},
                          {.name = "won", .columns = count_columns},
                          {.name = "lost", .columns = count_columns},
                          {.name = "n"},
                          {.name = "rate", .columns = rate_columns},
                          {.name = "low"},
                          {.name = "high"},
                          {.name = "rounds_won"},
                          {.name = "rounds_lost"},
                          {.name = "rounds", .columns = rounds_columns},
                          {.name = "overtimes"},
                          {.name = "ct_won"},
                          {.name = "ct_rounds"},
                          {.name = "t_won"},
                          {.name = "t_rounds"},
                          {.name = "picked", .columns = count_columns},
                          {.name = "banned", .columns = count_columns},
                          {.name = "left_over"},
                          {.name = "vetoes"}},
              .rows = {}};
  for (const auto& each : record.maps) {
    auto cells = record_cells(each.record);
    cells.erase(cells.begin() + 2);  // no map is drawn
    const auto count = [](int value) { return Cell{std::int64_t{value}}; };
    cells.insert(cells.begin(), {each.map});
    cells.push_back(count(each.rounds.first));
    cells.push_back(count(each.rounds.second));
    cells.push_back({.value = {},
                     .text = each.with_rounds > 0
                                 ? fmt::format("{}-{}", each.rounds.first, each.rounds.second)
                                 : std::string{}});
    for (const auto value : {each.overtimes, each.sides.ct.won, each.sides.ct.played, each.sides.t.won,
                             each.sides.t.played, each.picked, each.banned, each.left_over, record.vetoes})
      cells.push_back(count(value));
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

// ---- the map pool

std::string veto_text(const MapFigures& figures, const TeamRecord& record, const Reader& reader) {
  if (record.vetoes == 0) return {};
  const auto& language = reader.language;
  std::vector<std::string> parts;
  const auto add = [&](std::string_view key, int count) {
    if (count > 0)
      parts.push_back(language.say(fmt::format("statistics.veto.{}", key), {{"count", std::int64_t{count}}}));
  };
  add("picked", figures.picked);
  add("banned", figures.banned);
  add("left_over", figures.left_over);
  if (parts.empty()) return {};
  return language.say("statistics.veto.of",
                      {{"counts", join(parts, " · ")}, {"count", std::int64_t{record.vetoes}}});
}

std::string pool_entry(const MapFigures& figures, const TeamRecord& record, const Reader& reader) {
  const auto& language = reader.language;
  const auto details =
      join({rounds_line(figures, reader), sides_line("sides", figures.sides, figures, reader),
            veto_text(figures, record, reader)},
           " · ");
  const bool was_played = figures.record != stats::Record{};
  const auto head = language.say(was_played ? "statistics.map" : "statistics.unplayed",
                                 {{"map", escape_markdown(figures.map, map_characters)},
                                  {"record", record_text(figures.record, reader)}});
  return details.empty() ? head : fmt::format("{}\n-# {}", head, details);
}

std::string title_of(std::string_view key, const std::string& name, const Reader& reader) {
  return reader.language.say(fmt::format("statistics.title_of.{}", key),
                             {{"name", shown_name(name, statistic_name_characters, reader)}});
}

// The ratings of both, and who is likely to win between them.
std::string forecast_lines(const std::array<Team, 2>& teams, const Counted& counted, const Reader& reader) {
  Lines lines{last_characters};
  std::array<std::string, 2> names;
  std::vector<stats::Estimate> ratings;
  for (std::size_t side = 0; side < 2; ++side) {
    names[side] = shown_name(teams[side].name, statistic_name_characters, reader);
    lines.add(rating_line(teams[side].id, names[side], counted, reader));
    if (const auto known = counted.ratings.find(teams[side].id); known != counted.ratings.end())
      ratings.push_back(known->second);
  }
  if (ratings.size() < 2) return lines.take();
  const stats::Estimate difference{.mean = ratings[0].mean - ratings[1].mean,
                                   .variance = ratings[0].variance + ratings[1].variance};
  const auto probability = stats::match_probability(difference, std::nullopt);
  if (probability) lines.add(chances_text(names, *probability, reader));
  if (probability && stats::certainty_of(difference) == stats::Certainty::low)
    lines.add(reader.language.say("statistics.uncertain"));
  return lines.take();
}

}  // namespace

discord::Message team_stats(const Team& team, const Counted& counted, const Reader& reader) {
  const auto record = stats::compute_team_record(counted.matches, counted.filter.map);
  Statistic statistic{.title = title_of("stats", team.name, reader),
                      .subject = team.name,
                      .description = record_lines(record, reader),
                      .sheet = record_sheet("team_stats", record, reader)};
  if (const auto rating = rating_line(team.id, {}, counted, reader); !rating.empty())
    statistic.description += '\n' + rating;
  statistic.description += '\n' + reader.language.say("statistics.unknown");
  if (const auto maps = map_lines(record, maps_characters, reader); !maps.empty())
    statistic.fields = {{.name = reader.language.say("statistics.field.maps"), .value = maps}};
  return show(std::move(statistic), counted, reader);
}

discord::Message map_pool(const Team& team, const Counted& counted, const Reader& reader) {
  const auto record = stats::compute_team_record(counted.matches, counted.filter.map);
  Lines lines{pool_characters};
  for (const auto& figures : record.maps) lines.add(pool_entry(figures, record, reader));
  if (lines.empty()) lines.add(reader.language.say("statistics.no_maps"));
  return show({.title = title_of("maps", team.name, reader),
               .subject = team.name,
               .description = lines.take(),
               .sheet = pool_sheet(record)},
              counted, reader);
}

discord::Message comparison(const std::array<Team, 2>& teams, const Counted& counted, const Reader& reader) {
  const auto& [first, second] = teams;
  const auto record = stats::compute_team_record(counted.matches, counted.filter.map);
  const auto& language = reader.language;
  Statistic statistic{
      .title = language.say("statistics.title_of.comparison",
                            {{"first", shown_name(first.name, statistic_name_characters, reader)},
                             {"second", shown_name(second.name, statistic_name_characters, reader)}}),
      .subject = fmt::format("{} vs {}", first.name, second.name),
      .description = record_lines(record, reader),
      .sheet = record_sheet("comparison", record, reader)};
  if (counted.matches.empty())
    statistic.description = counted.is_loading ? std::string{} : language.say("statistics.never_met");
  if (auto forecast = forecast_lines(teams, counted, reader); !forecast.empty())
    statistic.fields.push_back(
        {.name = language.say("statistics.field.forecast"), .value = std::move(forecast)});
  if (const auto maps = map_lines(record, maps_characters, reader); !maps.empty())
    statistic.fields.push_back({.name = language.say("statistics.field.maps"), .value = maps});
  std::vector<MatchDetails> last;
  for (const auto* played :
       counted.matches.first(std::min<std::size_t>(counted.matches.size(), limits::profile_last)))
    last.push_back(played->details);
  if (auto lines = match_lines(last, MatchTextContext::event, last_characters, reader); !lines.empty())
    statistic.safe_fields.push_back({.name = language.say("profile.field.last"), .value = std::move(lines)});
  return show(std::move(statistic), counted, reader);
}

}  // namespace cs2::view
