#include "store/queries/ratings.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/limits/statistics.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/facts/internal/player_rows.hpp"

namespace cs2::store {
namespace {

// ---- players as "7 12 …"

std::string write_players(const std::vector<PlayerId>& players) {
  std::string text;
  for (const auto player : players) text += fmt::format("{}{}", text.empty() ? "" : " ", player.value);
  return text;
}

std::vector<PlayerId> parse_players(std::string_view text) {
  std::vector<PlayerId> players;
  if (text.empty()) return players;
  for (const auto part : split(text, ' ')) {
    if (const auto id = parse_number<std::int64_t>(part)) players.push_back({*id});
  }
  return players;
}

// ---- rows

struct PredictionRow {
  MatchId match;
  Timestamp at;
  TeamId first;
  double probability = 0;
  double deviation = 0;
  std::string first_line_up, second_line_up;
  int version = 0;
  auto columns() {
    return std::tie(match, at, first, probability, deviation, first_line_up, second_line_up, version);
  }
};

constexpr std::string_view counts = R"(
        match.first_team_id IS NOT NULL AND match.second_team_id IS NOT NULL AND match.forfeit = 0
        AND match.calendar_at IS NOT NULL AND match.retired_at IS NULL)";

void add_line_ups(Sql& sql, std::vector<DecidedMatch>& matches) {
  for (std::size_t begin = 0; begin < matches.size(); begin += limits::rated_per_statement) {
    const auto end = std::min(begin + limits::rated_per_statement, matches.size());
    std::map<MatchId, DecidedMatch*> by_id;
    std::vector<MatchId> ids;
    for (auto i = begin; i < end; ++i) {
      by_id.emplace(matches[i].id, &matches[i]);
      ids.push_back(matches[i].id);
    }
    for (const auto& [match, slot, player] : sql.select<Row<MatchId, Slot, PlayerId>>(R"(
        SELECT match_id, slot, player_id FROM line_up WHERE match_id IN NUMBERS(:ids)
        ORDER BY match_id, slot, position)",
                                                                                      ids))
      by_id.at(match)->line_ups.at(static_cast<std::size_t>(slot)).push_back(player);
  }
}

}  // namespace

std::vector<DecidedMatch> list_decided(Store& store) {
  Reading reading{store};
  std::vector<DecidedMatch> matches;
  for (const auto& [id, at, first, second, winner] :
       reading.sql().select<Row<MatchId, Timestamp, TeamId, TeamId, Slot>>(fmt::format(R"(
        SELECT id, calendar_at, first_team_id, second_team_id, winner FROM match
        WHERE status = 'finished' AND winner IS NOT NULL AND {} ORDER BY calendar_at, id)",
                                                                                       counts)))
    matches.push_back(
        {.id = id, .at = at, .teams = {first, second}, .line_ups = {}, .winner = winner, .best_of = {}});
  add_line_ups(reading.sql(), matches);
  return matches;
}

std::int64_t facts_generation(Store& store) {
  return store.answers().generation(Topic::matches) + store.answers().generation(Topic::players);
}

void replace_ratings(Store& store, const std::vector<TeamRating>& teams,
                     const std::vector<MatchRating>& matches) {
  std::map<MatchId, MatchRating> known;
  {
    const auto sql = store.sql().read();
    for (const auto& [match, first_before, first_after, second_before, second_after] :
         sql->select<Row<MatchId, double, double, double, double>>(
             "SELECT match_id, first_before, first_after, second_before, second_after FROM match_rating"))
      known[match] = {
          .match = match, .before = {first_before, second_before}, .after = {first_after, second_after}};
  }
  std::vector<std::vector<Cell>> team_rows;
  for (const auto& each : teams) team_rows.push_back(to_cells(each.team, each.mean, each.variance, each.at));
  std::vector<std::vector<Cell>> match_rows;
  for (const auto& each : matches) {
    const auto found = known.find(each.match);
    if (found == known.end() || found->second != each)
      match_rows.push_back(
          to_cells(each.match, each.before[0], each.after[0], each.before[1], each.after[1]));
    if (found != known.end()) known.erase(found);
  }
  std::vector<MatchId> gone;
  for (const auto& [match, rating] : known) gone.push_back(match);

  Writing writing{store};
  auto& sql = writing.sql();
  sql.run("DELETE FROM team_rating");
  sql.insert_all("INSERT INTO team_rating (team_id, mean, variance, at) VALUES", team_rows, "");
  for_each_chunk(gone, limits::rated_per_statement, [&](const std::vector<MatchId>& chunk) {
    sql.run("DELETE FROM match_rating WHERE match_id IN NUMBERS(:ids)", chunk);
  });
  sql.insert_all(
      "INSERT INTO match_rating (match_id, first_before, first_after, second_before, second_after) VALUES",
      match_rows, R"(
        ON CONFLICT (match_id) DO UPDATE
        SET first_before = excluded.first_before, first_after = excluded.first_after,
            second_before = excluded.second_before, second_after = excluded.second_after)");
  writing.commit();
}

std::map<TeamId, TeamRating> find_team_ratings(Store& store, const std::vector<TeamId>& teams) {
  std::map<TeamId, TeamRating> ratings;
  for (const auto& [team, mean, variance, at] :
       store.sql().read()->select<Row<TeamId, double, double, Timestamp>>(
           "SELECT team_id, mean, variance, at FROM team_rating WHERE team_id IN NUMBERS(:teams)", teams))
    ratings[team] = {.team = team, .mean = mean, .variance = variance, .at = at};
  return ratings;
}

std::map<MatchId, MatchRating> find_match_ratings(Store& store, const std::vector<MatchId>& matches) {
  std::map<MatchId, MatchRating> ratings;
  for (const auto& [match, first_before, first_after, second_before, second_after] :
       store.sql().read()->select<Row<MatchId, double, double, double, double>>(
           R"(
        SELECT match_id, first_before, first_after, second_before, second_after FROM match_rating
        WHERE match_id IN NUMBERS(:matches))",
           matches))
    ratings[match] = {
        .match = match, .before = {first_before, second_before}, .after = {first_after, second_after}};
  return ratings;
}

std::vector<DecidedMatch> list_unpredicted(Store& store, Timestamp since) {
  Reading reading{store};
  std::vector<DecidedMatch> matches;
  for (const auto& [id, at, first, second, best_of] :
       reading.sql().select<Row<MatchId, Timestamp, TeamId, TeamId, std::optional<int>>>(
           fmt::format(R"(
        SELECT id, calendar_at, first_team_id, second_team_id, best_of FROM match
        WHERE status = 'live' AND calendar_at >= :since AND {}
              AND NOT EXISTS (SELECT 1 FROM prediction WHERE match_id = match.id)
        ORDER BY calendar_at, id LIMIT :count)",
                       counts),
           since, limits::predictions_per_step))
    matches.push_back(
        {.id = id, .at = at, .teams = {first, second}, .line_ups = {}, .winner = 0, .best_of = best_of});
  add_line_ups(reading.sql(), matches);
  return matches;
}

void add_prediction(Store& store, const Prediction& prediction) {
  Writing writing{store};
  writing.sql().run(R"(
        INSERT INTO prediction (match_id, at, first_team_id, probability, deviation, first_line_up, second_line_up,
                                version)
        VALUES (:match, :at, :first, :probability, :deviation, :first_line_up, :second_line_up, :version)
        ON CONFLICT (match_id) DO NOTHING)",
                    prediction.match, prediction.at, prediction.first, prediction.probability,
                    prediction.deviation, write_players(prediction.line_ups[0]),
                    write_players(prediction.line_ups[1]), prediction.version);
  writing.commit();
}

std::optional<Prediction> find_prediction(Store& store, MatchId match) {
  const auto row = store.sql().read()->select_one<PredictionRow>(R"(
        SELECT match_id, at, first_team_id, probability, deviation, first_line_up, second_line_up, version
        FROM prediction
        WHERE match_id IN (SELECT id FROM match WHERE id = :match_1 OR merged_into = :match_2)
        ORDER BY at, match_id LIMIT 1)",
                                                                 match, match);
  if (!row) return std::nullopt;
  return Prediction{.match = row->match,
                    .at = row->at,
                    .first = row->first,
                    .probability = row->probability,
                    .deviation = row->deviation,
                    .line_ups = {parse_players(row->first_line_up), parse_players(row->second_line_up)},
                    .version = row->version};
}

std::vector<SettledPrediction> list_settled_predictions(Store& store) {
  std::vector<SettledPrediction> settled;
  std::set<MatchId> seen;  // of two that became one match the earlier prediction counts
  for (const auto& [id, probability, at, won] :
       store.sql().read()->select<Row<MatchId, double, Timestamp, int>>(fmt::format(R"(
        SELECT match.id, prediction.probability, prediction.at,
               CASE WHEN (match.winner = 0 AND match.first_team_id = prediction.first_team_id)
                      OR (match.winner = 1 AND match.second_team_id = prediction.first_team_id) THEN 1 ELSE 0 END
        FROM prediction JOIN match AS predicted ON predicted.id = prediction.match_id
             JOIN match ON match.id = COALESCE(predicted.merged_into, predicted.id)
        WHERE match.status = 'finished' AND match.winner IS NOT NULL AND {}
              AND prediction.first_team_id IN (match.first_team_id, match.second_team_id)
        ORDER BY prediction.at, prediction.match_id)",
                                                                                    counts))) {
    if (seen.insert(id).second)
      settled.push_back({.probability = probability, .first_won = won == 1, .at = at});
  }
  return settled;
}

}  // namespace cs2::store
