#include "ingest/identity/match_resemblance.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "ingest/identity/weights.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;

constexpr milliseconds same_start = 90min;  // real starts and plans differ that much between sources
constexpr milliseconds same_day = 12h;      // while only the day is known, or the match was put off
constexpr milliseconds same_time = 5min;    // one official time, rounded or moved by a break
constexpr milliseconds one_sided =
    45min;  // a best of one ends sooner than this seldom, and the next begins later
constexpr milliseconds not_later = 15min;  // a lagging plan of what is over

std::vector<Timestamp> times_of(const MatchFacts& facts) {
  std::vector<Timestamp> times;
  for (const auto& at : {facts.scheduled_at, facts.started_at, facts.original_scheduled_at}) {
    if (at) times.push_back(*at);
  }
  return times;
}

bool is_vague(const MatchFacts& a, const MatchFacts& b) {
  return !a.time_is_exact || !b.time_is_exact || a.status == MatchStatus::postponed ||
         b.status == MatchStatus::postponed;
}

milliseconds window(const MatchFacts& a, const MatchFacts& b, Agreement opponents) {
  if (opponents == Agreement::undecided) return same_time;
  if (is_vague(a, b)) return same_day;
  return opponents == Agreement::one ? one_sided : same_start;
}

void add_opponents(Agreement opponents, Resemblance& resemblance) {
  if (opponents == Agreement::both) add(resemblance, weights::pair_equal);
  if (opponents == Agreement::one) add(resemblance, weights::side_equal);
  if (opponents == Agreement::undecided) add(resemblance, weights::undecided);
}

void add_time(const MatchFacts& a, const MatchFacts& b, Agreement opponents, const MatchCircumstances& both,
              Resemblance& resemblance) {
  const auto apart = time_between(a, b);
  if (apart && *apart <= same_time) return add(resemblance, weights::time_equal);
  if (apart && *apart <= window(a, b, opponents)) return add(resemblance, weights::time_near);
  add(resemblance, weights::moved);
  if (both.old_is_gone) add(resemblance, weights::old_is_gone);
}

// "Playoffs" and "Playoffs – Final" do not contradict each other.
void add_stage(const std::string& one, const std::string& other, Resemblance& resemblance) {
  const auto a = fold(one);
  const auto b = fold(other);
  if (a.empty() || b.empty()) return;
  const bool equal = a.find(b) != std::string::npos || b.find(a) != std::string::npos;
  add(resemblance, equal ? weights::stage_equal : weights::stage_differs);
}

bool begins_after(const MatchFacts& over, const MatchFacts& ahead) {
  if (over.status != MatchStatus::finished || ahead.status != MatchStatus::scheduled) return false;
  const auto then = time_of(over);
  const auto later = time_of(ahead);
  return then && later && *later > *then + not_later;
}

// With slots in `b`'s order.
bool results_differ(const MatchCase& a, const MatchCase& b) {
  if (a.facts.status != MatchStatus::finished || b.facts.status != MatchStatus::finished) return false;
  if (!a.facts.winner || !b.facts.winner) return false;
  const auto winner = [](const MatchCase& match) {
    return match.sides[static_cast<std::size_t>(*match.facts.winner)];
  };
  const auto apart = time_between(a.facts, b.facts);
  return winner(a) && winner(b) && winner(a) != winner(b) && apart && *apart > not_later;
}

// Where only the day is known, the result is all that distinguishes two matches of one pair.
bool contradict_within_a_day(const MatchCase& a, const MatchCase& b) {
  const auto& one = a.facts;
  const auto& other = b.facts;
  if (one.time_is_exact && other.time_is_exact) return false;
  if (one.status != MatchStatus::finished || other.status != MatchStatus::finished) return false;
  const bool turned = a.sides[0] == b.sides[1] && a.sides[1] == b.sides[0];
  const auto winner = one.winner && turned ? std::optional{1 - *one.winner} : one.winner;
  if (winner && other.winner && winner != other.winner) return true;
  if (!one.score || !other.score || one.forfeit || other.forfeit) return false;
  return (turned ? one.score->swapped() : *one.score) != *other.score;
}

}  // namespace

Agreement agreement(const std::array<TeamId, 2>& a, const std::array<TeamId, 2>& b) {
  const auto straight = [](const std::array<TeamId, 2>& x, const std::array<TeamId, 2>& y) {
    int same = 0;
    for (std::size_t slot = 0; slot < 2; ++slot) {
      if (x[slot] && y[slot] && x[slot] != y[slot]) return Agreement::none;
      if (x[slot] && x[slot] == y[slot]) ++same;
    }
    return same == 2 ? Agreement::both : same == 1 ? Agreement::one : Agreement::undecided;
  };
  const auto crossed = straight(a, {b[1], b[0]});
  const auto best = std::max(straight(a, b), crossed);
  // A against nobody yet and B against nobody yet are two matches, although no side contradicts; and two
  // known teams are too much to believe of a match of which nothing is known.
  const auto known = [](const std::array<TeamId, 2>& sides) {
    return (sides[0] ? 1 : 0) + (sides[1] ? 1 : 0);
  };
  const bool believable = known(a) + known(b) <= 1;
  return best == Agreement::undecided && !believable ? Agreement::none : best;
}

std::array<TeamId, 2> sides_of(const Match& match) {
  return {match.opponents[0].team, match.opponents[1].team};
}

std::optional<milliseconds> time_between(const MatchFacts& a, const MatchFacts& b) {
  std::optional<milliseconds> least;
  for (const auto one : times_of(a)) {
    for (const auto other : times_of(b)) {
      const milliseconds apart = one < other ? other - one : one - other;
      least = least ? std::min(*least, apart) : apart;
    }
  }
  return least;
}

bool is_over(const MatchFacts& facts) {
  return facts.status == MatchStatus::finished || facts.status == MatchStatus::cancelled;
}

MatchCase case_of(const Match& match) {
  return {.facts = match, .sides = sides_of(match), .tournament = match.tournament};
}

Resemblance compare_matches(const MatchCase& one, const MatchCase& other, const MatchCircumstances& both) {
  Resemblance resemblance;
  const auto opponents = agreement(one.sides, other.sides);
  if (opponents == Agreement::none) return resemblance;
  add_opponents(opponents, resemblance);
  if (opponents == Agreement::undecided && both.other_source) add(resemblance, weights::undecided_elsewhere);
  add_time(one.facts, other.facts, opponents, both, resemblance);
  if (one.tournament && one.tournament == other.tournament) add(resemblance, weights::tournament_equal);
  add_stage(one.facts.stage, other.facts.stage, resemblance);
  if (one.facts.best_of && other.facts.best_of)
    add(resemblance,
        one.facts.best_of == other.facts.best_of ? weights::length_equal : weights::length_differs);
  if (begins_after(one.facts, other.facts) || begins_after(other.facts, one.facts))
    add(resemblance, weights::over_before);
  if (results_differ(one, other)) add(resemblance, weights::result_differs);
  if (contradict_within_a_day(one, other)) add(resemblance, weights::day_contradicts);
  if (both.two_words) add(resemblance, weights::two_words);
  return resemblance;
}

}  // namespace cs2::ingest
