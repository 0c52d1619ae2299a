#include <algorithm>
#include <functional>
#include <ranges>
#include <set>
#include <tuple>

#include "base/limits/answers.hpp"
#include "base/limits/store.hpp"
#include "model/stage.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/queries/internal/profile_queries.hpp"
#include "store/queries/profiles.hpp"

namespace cs2::store {
namespace {

constexpr days dateless_searched{30};  // an event without dates is where its matches of these days are

EventDates dates_of(Tournament event, std::optional<Timestamp> first, std::optional<Timestamp> last) {
  EventDates dates{.event = std::move(event), .begins_at = first, .ends_at = std::nullopt};
  if (last) dates.ends_at = std::chrono::floor<days>(*last) + days{1};
  if (dates.event.starts_at) dates.begins_at = dates.event.starts_at;
  if (const auto sourced = end_of(dates.event)) dates.ends_at = sourced;
  // What is told of the one and seen of the other may contradict each other.
  if (dates.begins_at && dates.ends_at && *dates.ends_at <= *dates.begins_at) dates.ends_at.reset();
  return dates;
}

// ---- stages

std::vector<EventStage> load_stages(Sql& sql, TournamentId event) {
  std::vector<EventStage> stages;
  for (const auto& [stage, first, last, matches, finished] :
       sql.select<Row<std::string, std::optional<Timestamp>, std::optional<Timestamp>, int, int>>(
           R"(
        SELECT stage, MIN(calendar_at), MAX(calendar_at), COUNT(*),
               CAST(SUM(CASE WHEN status = 'finished' THEN 1 ELSE 0 END) AS BIGINT)
        FROM match WHERE tournament_id = :event AND retired_at IS NULL
        GROUP BY stage ORDER BY COALESCE(MIN(calendar_at), :never), stage LIMIT :count)",
           event, INT64_MAX, limits::event_matches_max)) {
    auto group = stage_group(stage);
    auto known = std::ranges::find(stages, group, &EventStage::name);
    if (known == stages.end())
      known = stages.insert(stages.end(), {.name = std::move(group), .begins_at = first, .ends_at = last});
    if (last) known->ends_at = std::max(known->ends_at.value_or(*last), *last);
    known->matches += matches;
    known->finished += finished;
  }
  return stages;
}

std::size_t place_of(std::string_view stage, const std::vector<EventStage>& stages) {
  const auto found = std::ranges::find(stages, stage_group(stage), &EventStage::name);
  return static_cast<std::size_t>(found - stages.begin());
}

// Whether one table is the stage's own, or that of the whole of which it is a round.
bool has_table(std::string_view stage, const std::set<std::string>& tables) {
  return tables.contains(std::string{stage}) || tables.contains(std::string{main_stage(stage)});
}

// ---- the profile

std::vector<MatchDetails> load_today(Sql& sql, TournamentId event, const Today& today) {
  return load_details(sql, load_match_ids(sql, {.tournament = event,
                                                .from = today.from,
                                                .to = today.to,
                                                .day = today.day,
                                                .count = limits::event_today}));
}

void leave_out(std::vector<MatchDetails>& list, const std::vector<MatchDetails>& shown) {
  std::erase_if(list, [&](const MatchDetails& details) {
    return std::ranges::any_of(shown, [&](const auto& other) { return other.match.id == details.match.id; });
  });
}

// A team that played before in another round has come here by how that went.
std::vector<MatchId> load_telling_matches(Sql& sql, TournamentId event) {
  std::vector<MatchId> revealing;
  std::map<TeamId, std::string> first_rounds;
  for (const auto& [id, stage, first, second] : sql.select<Row<MatchId, std::string, TeamId, TeamId>>(
           R"(
        SELECT id, stage, COALESCE(first_team_id, 0), COALESCE(second_team_id, 0) FROM match
        WHERE tournament_id = :event AND retired_at IS NULL
        ORDER BY COALESCE(calendar_at, :never), id LIMIT :count)",
           event, INT64_MAX, limits::event_matches_max)) {
    const auto comes_from_elsewhere = [&](TeamId team) {
      return team && first_rounds.try_emplace(team, stage).first->second != stage;
    };
    const bool first_does = comes_from_elsewhere(first);
    if (comes_from_elsewhere(second) || first_does) revealing.push_back(id);
  }
  return revealing;
}

// Until a source says who was placed where, the final does: who won it, and who lost it. Nothing where
// several matches could be the final.
std::vector<PlacedTeam> load_finalists(Sql& sql, TournamentId event) {
  std::vector<MatchId> finals;
  for (const auto& [id, stage] : sql.select<Row<MatchId, std::string>>(
           "SELECT id, stage FROM match WHERE tournament_id = :event AND retired_at IS NULL "
           "ORDER BY id LIMIT :count",
           event, limits::event_matches_max)) {
    if (is_final(stage)) finals.push_back(id);
  }
  if (finals.size() != 1) return {};
  const auto found = load_details(sql, finals);
  if (found.empty() || found.front().match.status != MatchStatus::finished) return {};
  const auto& [winner, teams] = std::tie(found.front().match.winner, found.front().teams);
  if (!winner || !teams[0] || !teams[1]) return {};
  const auto placed = [&](std::size_t slot, int place) {
    return PlacedTeam{
        .team = *teams.at(slot),
        .placement = {.tournament = event, .team = teams.at(slot)->id, .best = place, .worst = place}};
  };
  const auto first = static_cast<std::size_t>(*winner);
  return {placed(first, 1), placed(1 - first, 2)};
}

std::optional<EventProfile> load_profile(Store& store, TournamentId asked, const Today& today,
                                         Timestamp now) {
  Reading reading{store};
  auto& sql = reading.sql();
  const auto survivor = find_survivor(sql, EntityKind::tournament, asked.value);
  if (!survivor) return std::nullopt;
  const TournamentId id{survivor->id};
  EventProfile profile;
  profile.dates = load_dates(sql, {id}).at(id);
  profile.is_retired = survivor->is_retired;
  profile.stages = load_stages(sql, id);
  profile.today = load_today(sql, id, today);
  profile.matches =
      load_matches_around(sql, {.tournament = id}, now, limits::profile_next, limits::profile_last);
  leave_out(profile.matches.live, profile.today);
  leave_out(profile.matches.next, profile.today);
  leave_out(profile.matches.last, profile.today);
  profile.telling_matches = load_telling_matches(sql, id);
  profile.standings = load_stage_standings(sql, id);
  std::ranges::sort(profile.standings, {}, [&](const StageStandings& each) {
    return std::pair{place_of(each.stage, profile.stages), each.stage};
  });
  profile.placements = load_placed_teams(sql, id);
  if (profile.placements.empty()) profile.placements = load_finalists(sql, id);
  profile.pages = load_pages(sql, EntityKind::tournament, id.value);
  return profile;
}

// ---- the bracket

// Round by round, in the order in which the rounds begin. Where no stage is named as playoffs, what no table
// counts.
std::vector<MatchId> load_bracket_ids(Sql& sql, TournamentId event) {
  std::set<std::string> tables;
  for (auto& [stage] : sql.select<Row<std::string>>(
           "SELECT DISTINCT stage FROM standing WHERE tournament_id = :event", event))
    tables.insert(std::move(stage));
  struct Round {
    std::string stage;
    std::vector<MatchId> matches = {};
  };
  std::vector<Round> rounds;
  for (auto& [id, stage] : sql.select<Row<MatchId, std::string>>(
           R"(
        SELECT id, stage FROM match WHERE tournament_id = :event AND retired_at IS NULL
        ORDER BY COALESCE(calendar_at, :never), id LIMIT :count)",
           event, INT64_MAX, limits::event_matches_max)) {
    if (has_table(stage, tables)) continue;
    auto round = std::ranges::find(rounds, stage, &Round::stage);
    if (round == rounds.end()) round = rounds.insert(rounds.end(), {.stage = std::move(stage)});
    round->matches.push_back(id);
  }
  const auto is_of_playoffs = [](const Round& round) { return is_playoff(round.stage); };
  if (std::ranges::any_of(rounds, is_of_playoffs)) std::erase_if(rounds, std::not_fn(is_of_playoffs));
  std::vector<MatchId> ids;
  for (const auto& round : rounds) ids.insert(ids.end(), round.matches.begin(), round.matches.end());
  return ids;
}

// ---- events around now

// One without an end is only known to be to come.
bool is_over(const EventDates& dates, Timestamp now) {
  if (dates.ends_at) return *dates.ends_at <= now;
  return !dates.begins_at || *dates.begins_at <= now;
}

auto order_of(const EventDates& dates, Timestamp now) {
  const bool is_to_come = !dates.begins_at || *dates.begins_at > now;
  return std::tuple{is_to_come, dates.event.tier.value_or(Tier::unranked),
                    dates.begins_at.value_or(Timestamp::max()), dates.event.id};
}

std::vector<EventDates> load_events_around(Store& store, Timestamp now) {
  Reading reading{store};
  auto& sql = reading.sql();
  std::vector<TournamentId> ids;
  for (const auto& [id] : sql.select<Row<TournamentId>>(R"(
        SELECT id FROM tournament
        WHERE retired_at IS NULL
              AND (COALESCE(ends_at, starts_at) >= :today
                   OR ends_at IS NULL AND id IN (SELECT tournament_id FROM match
                                                 WHERE calendar_at BETWEEN :from AND :to AND retired_at IS NULL))
        ORDER BY COALESCE(starts_at, 0), id LIMIT :count)",
                                                        now - days{1}, now - dateless_searched,
                                                        now + dateless_searched, limits::events_around_max)) {
    ids.push_back(id);
  }
  std::vector<EventDates> all;
  for (auto& [id, dates] : load_dates(sql, ids)) {
    if (!is_over(dates, now)) all.push_back(std::move(dates));
  }
  std::ranges::sort(all, {}, [&](const EventDates& dates) { return order_of(dates, now); });
  return all;
}

}  // namespace

std::map<TournamentId, EventDates> load_dates(Sql& sql, const std::vector<TournamentId>& tournaments) {
  struct Range {
    std::optional<Timestamp> first;
    std::optional<Timestamp> last;
  };
  std::map<TournamentId, Range> ranges;
  for (const auto& [id, first, last] :
       sql.select<Row<TournamentId, std::optional<Timestamp>, std::optional<Timestamp>>>(R"(
        SELECT tournament_id, MIN(calendar_at), MAX(calendar_at) FROM match
        WHERE tournament_id IN NUMBERS(:tournaments) AND retired_at IS NULL GROUP BY tournament_id)",
                                                                                         tournaments)) {
    ranges.emplace(id, Range{.first = first, .last = last});
  }
  std::map<TournamentId, EventDates> all;
  for (auto& [id, event] : load_tournaments(sql, tournaments)) {
    const auto range = ranges[id];
    all.emplace(id, dates_of(std::move(event), range.first, range.last));
  }
  return all;
}

std::optional<EventProfile> find_event_profile(Store& store, TournamentId event, Today today, Timestamp now) {
  return remember_profile<std::optional<EventProfile>>(
      store, fmt::format("event/{}/{}/{}", event.value, unix_seconds(today.from), unix_seconds(now)),
      [&] { return load_profile(store, event, today, now); });
}

Bracket list_bracket(Store& store, TournamentId event, int count, int offset) {
  const auto load = [&] {
    Reading reading{store};
    const auto all = load_bracket_ids(reading.sql(), event);
    const auto begin = std::clamp<std::ptrdiff_t>(offset, 0, std::ssize(all));
    const auto end = std::min<std::ptrdiff_t>(begin + count, std::ssize(all));
    return Bracket{.matches = load_details(reading.sql(), {all.begin() + begin, all.begin() + end}),
                   .total = static_cast<int>(all.size())};
  };
  return remember_profile<Bracket>(store, fmt::format("bracket/{}/{}/{}", event.value, count, offset), load);
}

std::vector<EventDates> list_events_around(Store& store, Timestamp now) {
  return remember_profile<std::vector<EventDates>>(store, fmt::format("events/{}", unix_seconds(now)),
                                                   [&] { return load_events_around(store, now); });
}

}  // namespace cs2::store
