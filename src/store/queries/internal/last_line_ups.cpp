// Line-ups of matches and rankings, where no roster is known.
#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/player_rows.hpp"
#include "store/queries/internal/profile_queries.hpp"

namespace cs2::store {
namespace {

struct RankedRow {
  TeamId team;
  std::string system, provider, url, line_up;
  Timestamp published;
  auto columns() { return std::tie(team, system, published, provider, url, line_up); }
};

RankingSystem system_of(const RankedRow& row) {
  return readable(parse_ranking_system(row.system), "ranking of team", row.team.value);
}

MatchSource source_of(const RankedRow& row) {
  return {.provider = readable(parse_provider(row.provider), "ranking of team", row.team.value),
          .url = row.url,
          .seen_at = row.published};
}

// Whom the ranking means is only known where one person alone bears the nickname.
std::vector<Player> find_named(Sql& sql, const std::vector<std::string>& nicknames) {
  std::vector<std::string> folded;
  folded.reserve(nicknames.size());
  for (const auto& nickname : nicknames) folded.push_back(fold(nickname));
  std::map<std::string, std::vector<PlayerId>> bearers;
  for (auto& [name, id] : sql.select<Row<std::string, PlayerId>>(
           R"(
        SELECT DISTINCT alias.folded, player.id FROM alias JOIN player ON player.id = alias.ours
        WHERE alias.kind = 'player' AND alias.folded IN TEXTS(:names) AND player.retired_at IS NULL)",
           folded))
    bearers[name].push_back(id);
  std::vector<PlayerId> ids;
  for (const auto& [name, all] : bearers) {
    if (all.size() == 1) ids.push_back(all.front());
  }
  const auto known = load_players(sql, ids);
  std::vector<Player> players;
  for (std::size_t i = 0; i < nicknames.size(); ++i) {
    const auto found = bearers.find(folded[i]);
    const bool is_known = found != bearers.end() && found->second.size() == 1;
    players.push_back(is_known ? known.at(found->second.front())
                               : Player{.id = {}, .nickname = nicknames[i]});
  }
  return players;
}

std::optional<LastLineUp> load_from_match(Sql& sql, TeamId team, Timestamp now) {
  // COALESCE keeps SQLite from walking through all matches by time: a team has few.
  const auto row = sql.select_one<Row<MatchId, Slot, Timestamp>>(R"(
        SELECT id, side, calendar_at
        FROM (SELECT id, CASE WHEN COALESCE(first_team_id, 0) = :team_1 THEN 0 ELSE 1 END AS side, calendar_at
              FROM match
              WHERE (first_team_id = :team_2 OR second_team_id = :team_3)
                    AND COALESCE(calendar_at, :never) <= :now AND retired_at IS NULL) AS played
        WHERE EXISTS (SELECT 1 FROM line_up WHERE match_id = played.id AND slot = played.side)
        ORDER BY calendar_at DESC, id DESC LIMIT 1)",
                                                                 team, team, team, INT64_MAX, now);
  if (!row) return std::nullopt;
  const auto& [match, slot, at] = *row;
  const auto ids = load_line_ups(sql, {match})[match].at(static_cast<std::size_t>(slot)).facts;
  const auto known = load_players(sql, ids);
  LastLineUp line_up{.players = {}, .at = at, .ranking = {}, .source = {}};
  for (const auto id : ids) {
    if (const auto player = known.find(id); player != known.end()) line_up.players.push_back(player->second);
  }
  return line_up;
}

std::optional<LastLineUp> load_from_ranking(Sql& sql, TeamId team, Timestamp now) {
  auto row = sql.select_one<RankedRow>(R"(
        SELECT ranking_row.team_id, ranking.system, ranking.published, ranking.provider, ranking.url,
               ranking_row.line_up
        FROM ranking_row JOIN ranking ON ranking.id = ranking_row.ranking_id
        WHERE ranking_row.team_id = :team AND ranking_row.line_up <> '[]' AND ranking.published <= :now
        ORDER BY ranking.published DESC, ranking.system DESC LIMIT 1)",
                                       team, now);
  if (!row) return std::nullopt;
  return LastLineUp{.players = find_named(sql, parse_json_texts(row->line_up)),
                    .at = row->published,
                    .ranking = system_of(*row),
                    .source = source_of(*row)};
}

std::optional<LastTeam> load_team_of_match(Sql& sql, PlayerId player, Timestamp now) {
  const auto row = sql.select_one<Row<TeamId, Timestamp>>(R"(
        SELECT CASE WHEN line_up.slot = 0 THEN match.first_team_id ELSE match.second_team_id END,
               match.calendar_at
        FROM line_up JOIN match ON match.id = line_up.match_id
        WHERE line_up.player_id = :player AND match.calendar_at <= :now AND match.retired_at IS NULL
              AND CASE WHEN line_up.slot = 0 THEN match.first_team_id ELSE match.second_team_id END IS NOT NULL
        ORDER BY match.calendar_at DESC, match.id DESC LIMIT 1)",
                                                          player, now);
  if (!row) return std::nullopt;
  const auto& [id, at] = *row;
  return LastTeam{.team = load_teams(sql, {id}).at(id), .at = at, .ranking = {}, .source = {}};
}

// For LIKE, before fold decides: the databases agree about the case of ASCII alone.
std::string pattern_of(std::string_view nickname) {
  std::string pattern = "%";
  for (const char c : nickname) {
    if (static_cast<unsigned char>(c) >= 0x80 || c == '\\' || c == '"') return "%";
    pattern += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return pattern + "%";
}

std::optional<LastTeam> load_team_of_ranking(Sql& sql, const Player& player, Timestamp now) {
  const auto nickname = fold(player.nickname);
  std::optional<RankedRow> only;
  for (auto& row : sql.select<RankedRow>(R"(
        SELECT ranking_row.team_id, ranking.system, ranking.published, ranking.provider, ranking.url,
               ranking_row.line_up
        FROM ranking_row JOIN ranking ON ranking.id = ranking_row.ranking_id
        JOIN team ON team.id = ranking_row.team_id AND team.retired_at IS NULL
        WHERE LOWER(ranking_row.line_up) LIKE :pattern
              AND ranking.published = (SELECT MAX(published) FROM ranking AS newest
                                       WHERE newest.system = ranking.system AND newest.published <= :now)
        ORDER BY ranking.published DESC, ranking.system DESC)",
                                         pattern_of(player.nickname), now)) {
    const auto names = parse_json_texts(row.line_up);
    if (std::ranges::none_of(names, [&](const auto& name) { return fold(name) == nickname; })) continue;
    if (only && only->team != row.team) return std::nullopt;
    if (!only) only = std::move(row);
  }
  if (!only) return std::nullopt;
  return LastTeam{.team = load_teams(sql, {only->team}).at(only->team),
                  .at = only->published,
                  .ranking = system_of(*only),
                  .source = source_of(*only)};
}

// What was seen later; a match rather than a ranking of the same time.
template <class Seen>
std::optional<Seen> newer(std::optional<Seen> match, std::optional<Seen> ranking) {
  if (!match || (ranking && ranking->at > match->at)) return ranking;
  return match;
}

}  // namespace

std::optional<LastLineUp> load_last_line_up(Sql& sql, TeamId team, Timestamp now) {
  return newer(load_from_match(sql, team, now), load_from_ranking(sql, team, now));
}

std::optional<LastTeam> load_last_team(Sql& sql, const Player& player, Timestamp now) {
  return newer(load_team_of_match(sql, player.id, now), load_team_of_ranking(sql, player, now));
}

}  // namespace cs2::store
