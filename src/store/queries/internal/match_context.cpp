#include <algorithm>
#include <map>

#include "base/limits/answers.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/player_rows.hpp"
#include "store/queries/internal/profile_queries.hpp"
#include "store/queries/profiles.hpp"

namespace cs2::store {
namespace {

struct PlacedRow {
  TeamId team;
  int position = 0;
  std::string provider, url;
  Timestamp published;
  auto columns() { return std::tie(team, position, provider, url, published); }
};

// A team that is ranked with two line-ups stands at the better one.
void add_positions(Sql& sql, const Match& match, Timestamp now, MatchContext& context) {
  const std::vector teams{match.opponents[0].team, match.opponents[1].team};
  for (const auto& row : sql.select<PlacedRow>(R"(
        SELECT ranking_row.team_id, ranking_row.position, ranking.provider, ranking.url, ranking.published
        FROM ranking JOIN ranking_row ON ranking_row.ranking_id = ranking.id
        WHERE ranking.id = (SELECT id FROM ranking WHERE system = 'valve_world' AND published <= :now
                            ORDER BY published DESC LIMIT 1)
              AND ranking_row.team_id IN NUMBERS(:teams)
        ORDER BY ranking_row.position DESC)",
                                               now, teams)) {
    const std::size_t slot = row.team == teams[0] ? 0 : 1;
    context.opponents[slot].position = row.position;
    context.ranking =
        MatchSource{.provider = readable(parse_provider(row.provider), "ranking of team", row.team.value),
                    .url = row.url,
                    .seen_at = row.published};
  }
}

void add_last_matches(Sql& sql, const Match& match, Timestamp now, MatchContext& context) {
  std::array<std::vector<MatchId>, 2> ids;
  std::vector<MatchId> all;
  for (std::size_t slot = 0; slot < 2; ++slot) {
    const auto team = match.opponents[slot].team;
    if (!team) continue;
    ids[slot] = load_match_ids(sql, {.statuses = {MatchStatus::finished},
                                     .team = team,
                                     .to = std::min(time_of(match).value_or(now), now),
                                     .order = MatchOrder::latest_first,
                                     .count = limits::profile_last});
    all.insert(all.end(), ids[slot].begin(), ids[slot].end());
  }
  if (all.empty()) return;
  const auto matches = load_matches(sql, all);
  for (std::size_t slot = 0; slot < 2; ++slot) {
    for (const auto id : ids[slot]) {
      if (id != match.id) context.opponents[slot].last.push_back(matches.at(id));
    }
  }
}

// Today's roster says nothing of who played long ago.
void add_roster(Sql& sql, TeamId team, Timestamp now, std::vector<Player>& line_up) {
  for (auto& member : present_at(load_members(sql, team), now)) {
    if (plays(member.stay.role)) line_up.push_back(std::move(member.player));
  }
  if (!line_up.empty()) return;
  if (auto last = load_last_line_up(sql, team, now)) line_up = std::move(last->players);
}

void add_line_ups(Sql& sql, const Match& match, Timestamp now, MatchContext& context) {
  const bool is_over = match.status == MatchStatus::finished || match.status == MatchStatus::cancelled;
  const auto line_ups = load_line_ups(sql, {match.id});
  const auto of_match = line_ups.find(match.id);
  for (std::size_t slot = 0; slot < 2; ++slot) {
    auto& line_up = context.opponents[slot].line_up;
    if (of_match != line_ups.end()) {
      const auto& ids = of_match->second.at(slot).facts;
      const auto players = load_players(sql, ids);
      for (const auto id : ids) {
        if (const auto player = players.find(id); player != players.end()) line_up.push_back(player->second);
      }
    }
    const auto team = match.opponents[slot].team;
    if (line_up.empty() && team && !is_over) add_roster(sql, team, now, line_up);
  }
}

}  // namespace

MatchContext find_match_context(Store& store, const MatchDetails& details, Timestamp now) {
  const auto& match = details.match;
  const auto key = fmt::format("context/{}/{}", match.id.value, unix_seconds(now));
  return remember_profile<MatchContext>(store, key, [&] {
    Reading reading{store};
    MatchContext context;
    add_positions(reading.sql(), match, now, context);
    add_last_matches(reading.sql(), match, now, context);
    add_line_ups(reading.sql(), match, now, context);
    return context;
  });
}

}  // namespace cs2::store
