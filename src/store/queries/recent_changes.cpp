#include "store/queries/recent_changes.hpp"

#include <algorithm>
#include <map>
#include <ranges>

#include "base/limits/notify.hpp"
#include "store/database/internal/conditions.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/change_rows.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/notify/internal/audience_queries.hpp"
#include "store/queries/rankings.hpp"

namespace cs2::store {
namespace {

// By match, the oldest first. A match is looked at when it lies within a week before the time, or later: what
// is said of older ones is no news any more.
std::map<MatchId, std::vector<Change>> load_changes(Sql& sql, const Subject& subject, RecentChanges& news) {
  Conditions conditions{.text = "m.retired_at IS NULL AND m.merged_into IS NULL"};
  conditions.add("m.calendar_at >= :calendar", news.since - limits::previewed_before);
  add_subject(conditions, subject);
  conditions.add("c.at >= :since", news.since);
  conditions.values.push_back(to_cell(limits::previewed_changes_max + 1));
  auto rows = sql.select_bound<ChangeRow>(
      fmt::format("SELECT {} FROM match m JOIN change c ON c.match_id = m.id WHERE {} "
                  "ORDER BY c.at DESC, c.id DESC LIMIT :count",
                  ChangeRow::names, conditions.text),
      std::move(conditions.values));
  if (std::ssize(rows) > limits::previewed_changes_max) {
    news.cut = true;
    // Of the moment in which it was cut there may be more.
    news.since = rows.back().at + milliseconds{1};
    std::erase_if(rows, [&news](const ChangeRow& row) { return row.at < news.since; });
  }
  std::map<MatchId, std::vector<Change>> changes;
  for (const auto& row : rows | std::views::reverse) changes[row.match].push_back(change_of(row));
  return changes;
}

// What was imported was never noted as a change: that it was played is known all the same.
void add_played(Sql& sql, const Subject& subject, const RecentChanges& news,
                std::map<MatchId, std::vector<Change>>& changes) {
  Conditions conditions{.text =
                            "m.retired_at IS NULL AND m.merged_into IS NULL AND m.status = 'finished' "
                            "AND (m.winner IS NOT NULL OR m.draw = 1) "
                            "AND NOT EXISTS (SELECT 1 FROM change c WHERE c.match_id = m.id)"};
  conditions.add("m.calendar_at >= :since", news.since);
  add_subject(conditions, subject);
  conditions.values.push_back(to_cell(limits::previewed_changes_max));
  for (const auto& [id, started_at, ended_at] : sql.select_bound<Row<MatchId, Timestamp, Timestamp>>(
           fmt::format(
               "SELECT m.id, COALESCE(m.started_at, m.calendar_at), COALESCE(m.ended_at, m.calendar_at) "
               "FROM match m WHERE {} ORDER BY m.calendar_at DESC LIMIT :count",
               conditions.text),
           std::move(conditions.values)))
    changes[id] = {{.id = {}, .match = id, .at = started_at, .what = MatchStarted{}},
                   {.id = {}, .match = id, .at = ended_at, .what = MatchFinished{}}};
}

std::optional<Timestamp> find_time(Sql& sql, std::string_view text, auto... values) {
  return std::get<0>(sql.select_one<Row<std::optional<Timestamp>>>(text, values...).value());
}

// Ids of changes follow their time.
void load_reach(Sql& sql, RecentChanges& news) {
  news.collected_since = find_time(sql, "SELECT MIN(at) FROM change WHERE id = (SELECT MIN(id) FROM change)");
  const auto played =
      find_time(sql, "SELECT MIN(calendar_at) FROM match WHERE calendar_at >= :since AND status = 'finished'",
                news.since);
  news.begins_at = news.collected_since;
  if (played && (!news.begins_at || *played < *news.begins_at)) news.begins_at = played;
}

struct MatchRow {
  MatchId id;
  TeamId first;
  TeamId second;
  TournamentId event;
  std::string stage;
  std::string status;
  std::optional<int> best_of;
  std::optional<Timestamp> scheduled_at;
  bool time_is_exact = true;
  std::optional<std::string> tier;
  std::optional<std::string> region;
  std::optional<std::string> venue;

  auto columns() {
    return std::tie(id, first, second, event, stage, status, best_of, scheduled_at, time_is_exact, tier,
                    region, venue);
  }
};

Match match_of(const MatchRow& row) {
  Match match;
  match.id = row.id;
  match.opponents = {Opponent{.team = row.first, .name = {}}, Opponent{.team = row.second, .name = {}}};
  match.tournament = row.event;
  match.stage = row.stage;
  match.status = readable(parse_match_status(row.status), "match", row.id.value);
  match.best_of = row.best_of;
  match.scheduled_at = row.scheduled_at;
  match.time_is_exact = row.time_is_exact;
  return match;
}

std::optional<Tournament> event_of(const MatchRow& row) {
  if (!row.event) return std::nullopt;
  return Tournament{.id = row.event,
                    .name = {},
                    .tier = row.tier ? parse_tier(*row.tier) : std::nullopt,
                    .region = row.region,
                    .venue = row.venue ? parse_venue(*row.venue) : std::nullopt};
}

void load_matches(Sql& sql, const Subject& subject, RecentChanges& news) {
  auto changes = load_changes(sql, subject, news);
  add_played(sql, subject, news, changes);
  load_reach(sql, news);
  std::vector<MatchId> ids;
  ids.reserve(changes.size());
  for (const auto& [id, of_match] : changes) ids.push_back(id);
  auto rows = sql.select<MatchRow>(R"(
      SELECT m.id, m.first_team_id, m.second_team_id, m.tournament_id, m.stage, m.status, m.best_of,
             m.scheduled_at, m.time_is_exact, t.tier, t.region, t.venue
      FROM match m LEFT JOIN tournament t ON t.id = m.tournament_id
      WHERE m.id IN NUMBERS(:ids) ORDER BY m.id)",
                                   ids);
  std::vector<Match> matches;
  std::vector<TeamId> teams;
  for (const auto& row : rows) {
    matches.push_back(match_of(row));
    teams.push_back(row.first);
    teams.push_back(row.second);
  }
  const auto ranks = load_ranks(sql, teams);
  // Of thousands of matches the players are not asked for, unless it is about one.
  const auto players =
      subject.kind == Subject::Kind::player ? load_players(sql, matches) : std::map<MatchId, Players>{};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto traits = traits_of(matches[i], event_of(rows[i]));
    const auto side = players.find(matches[i].id);
    const auto audience =
        audience_of(matches[i], traits, ranks, side == players.end() ? Players{} : side->second);
    const auto about = std::ranges::find(audience, subject, &AudienceMember::subject);
    if (about == audience.end()) continue;
    news.matches.push_back({.match = std::move(matches[i]),
                            .about = *about,
                            .traits = std::move(traits),
                            .changes = std::move(changes.at(rows[i].id))});
  }
}

// Of rosters and rankings; there are few in a month.
std::vector<Change> load_others(Sql& sql, const Subject& subject, Timestamp since) {
  std::string condition = "1 = 1";
  std::vector<Cell> values;
  if (subject.kind == Subject::Kind::team) {
    condition = "(c.team_id = :team OR c.team_id IS NULL)";
    values = to_cells(subject.id);
  } else if (subject.kind == Subject::Kind::player) {
    condition = "c.player_id = :player";
    values = to_cells(subject.id);
  } else if (subject.kind != Subject::Kind::everything) {
    return {};
  }
  std::ranges::move(to_cells(since, limits::previewed_changes_max), std::back_inserter(values));
  std::vector<Change> changes;
  for (auto& row : sql.select_bound<ChangeRow>(
           fmt::format("SELECT {} FROM change c WHERE c.match_id IS NULL AND {} AND c.at >= :since "
                       "ORDER BY c.at, c.id LIMIT :count",
                       ChangeRow::names, condition),
           std::move(values)))
    changes.push_back(change_of(row));
  return changes;
}

// Whether the team stands elsewhere than on the date before.
bool has_moved(Store& store, const RankingPublished& published, TeamId team) {
  const auto page = find_ranking(store, published.system, published.published);
  if (!page) return false;
  const auto ranked =
      std::ranges::find(page->teams, team, [](const RankedTeam& each) { return each.team.id; });
  return ranked != page->teams.end() && ranked->position_before != ranked->row.position;
}

}  // namespace

RecentChanges find_past_news(Store& store, const Subject& subject, Timestamp since) {
  RecentChanges news{.since = since};
  {
    Reading reading{store};
    load_matches(reading.sql(), subject, news);
    news.others = load_others(reading.sql(), subject, news.since);
  }
  if (subject.kind == Subject::Kind::team) {
    std::erase_if(news.others, [&](const Change& change) {
      const auto* published = std::get_if<RankingPublished>(&change.what);
      return published && !has_moved(store, *published, {subject.id});
    });
  }
  return news;
}

}  // namespace cs2::store
