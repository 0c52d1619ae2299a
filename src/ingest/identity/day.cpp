#include "ingest/identity/day.hpp"
#include "model/source_traits.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;

// Noon stands for a day, so the match is at most half a day away; of two such days each may be.
constexpr milliseconds half_day = 12h;
constexpr milliseconds same_exact = 90min;

bool has_result(const MatchFacts& facts) {
  return facts.status == MatchStatus::finished && (facts.winner || facts.draw);
}

// Our finished matches by their teams, in whichever order these stand.
using Pair = std::pair<TeamId, TeamId>;

std::optional<Pair> pair_of(TeamId one, TeamId other) {
  if (!one || !other) return std::nullopt;
  return std::minmax(one, other);
}

std::multimap<Pair, const Match*> rows_by_pair(const store::MatchSnapshot& known) {
  std::multimap<Pair, const Match*> rows;
  for (const auto& [id, row] : known.rows) {
    const auto pair = pair_of(row.opponents[0].team, row.opponents[1].team);
    if (pair && has_result(row) && !known.retired.contains(id)) rows.emplace(*pair, &row);
  }
  return rows;
}

struct Fit {
  bool same_score = false;
  milliseconds apart{};
};

// `turned`: the reported match has the opponents the other way round.
std::optional<Fit> fit_of(const MatchFacts& reported, const Match& row, bool turned) {
  const auto at = time_of(reported);
  const auto row_at = time_of(row);
  if (!at || !row_at) return std::nullopt;
  const milliseconds apart = *at < *row_at ? *row_at - *at : *at - *row_at;
  const auto vague = (reported.time_is_exact ? 0 : 1) + (row.time_is_exact ? 0 : 1);
  if (apart > (vague == 0 ? same_exact : vague * half_day)) return std::nullopt;

  const auto stated = turned ? swapped(reported) : reported;
  if (row.winner != stated.winner || row.draw != stated.draw) return std::nullopt;
  const bool both_scores = row.score && stated.score && !row.forfeit && !stated.forfeit;
  if (both_scores && *row.score != *stated.score) return std::nullopt;
  return Fit{.same_score = both_scores, .apart = apart};
}

}  // namespace

bool is_reported_otherwise(const MatchReport& match, ProviderName provider, MatchId ours,
                           const store::MatchSnapshot& known) {
  if (!traits_of(provider).tells_days) return false;
  const auto stated = known.records.find(ours);
  if (stated == known.records.end()) return false;
  return std::ranges::any_of(stated->second, [&](const auto& word) {
    return !is_one_id(provider, word.external_id, match.external_id) &&
           is_same_source(word.provider, word.external_id, provider, match.external_id);
  });
}

std::map<std::size_t, MatchId> identify_by_day(const Report& report, const store::MatchSnapshot& known,
                                               const Ours<TeamId>& teams,
                                               const std::vector<std::optional<MatchId>>& taken) {
  std::set<MatchId> claimed;
  for (const auto& id : taken) {
    if (id) claimed.insert(*id);
  }
  const auto rows = rows_by_pair(known);

  // Best first: known score, nearest, then in the order in which they are told and in which we have them.
  std::vector<std::tuple<bool, milliseconds, std::size_t, MatchId>> pairs;
  for (std::size_t place = 0; place < report.matches.size(); ++place) {
    const auto& match = report.matches[place];
    const auto sides = teams_of(match, teams);
    const auto pair = pair_of(sides[0], sides[1]);
    if (taken[place] || !pair || !has_result(match)) continue;
    const auto [first, last] = rows.equal_range(*pair);
    for (auto found = first; found != last; ++found) {
      const auto& row = *found->second;
      if (match.time_is_exact && row.time_is_exact) continue;
      if (claimed.contains(row.id) || is_reported_otherwise(match, report.provider, row.id, known)) continue;
      const auto fit = fit_of(match, row, sides[0] != row.opponents[0].team);
      if (fit) pairs.emplace_back(!fit->same_score, fit->apart, place, row.id);
    }
  }
  std::ranges::sort(pairs);
  std::map<std::size_t, MatchId> ours;
  for (const auto& [unsure, apart, place, id] : pairs) {
    if (!ours.contains(place) && claimed.insert(id).second) ours.emplace(place, id);
  }
  return ours;
}

}  // namespace cs2::ingest
