#include "ingest/identity/duplicates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.hpp"
#include "ingest/identity/identity.hpp"
#include "ingest/identity/match_resemblance.hpp"
#include "ingest/identity/player.hpp"
#include "ingest/identity/team.hpp"
#include "ingest/identity/weights.hpp"
#include "model/source_traits.hpp"
#include "model/team_name.hpp"

namespace cs2::ingest {
namespace {

// Each pair once, into the list it belongs to.
class Findings {
 public:
  explicit Findings(const store::KeptApart& kept_apart) : kept_apart_(kept_apart) {}

  // Whether it is worth comparing.
  bool is_open(EntityKind entity, std::int64_t a, std::int64_t b) const {
    const std::tuple pair{entity, std::min(a, b), std::max(a, b)};
    return a != b && !kept_apart_.contains(pair) && !seen_.contains(pair);
  }

  void note(Duplicate found) {
    std::tie(found.into, found.from) = std::minmax({found.into, found.from});
    seen_.emplace(found.entity, found.into, found.from);
    const auto points = found.resemblance.points();
    if (points >= same_from)
      doubles_.same.push_back(std::move(found));
    else if (points >= doubtful_from)
      doubles_.ambiguous.push_back(std::move(found));
  }

  Doubles take() { return std::move(doubles_); }

 private:
  const store::KeptApart& kept_apart_;
  std::set<std::tuple<EntityKind, std::int64_t, std::int64_t>> seen_;
  Doubles doubles_;
};

// ---- teams

std::set<std::pair<TeamId, TeamId>> list_rivalries(const store::MatchSnapshot& known) {
  std::set<std::pair<TeamId, TeamId>> meetings;
  for (const auto& [id, row] : known.rows) {
    const auto [first, second] = sides_of(row);
    meetings.insert(std::minmax(first, second));
  }
  return meetings;
}

void find_teams(const Report& report, const store::StoreSnapshot& known, Findings& findings) {
  Ours<TeamId> ours;
  for (const auto& [external_id, team] : known.teams.by_external_id) ours.emplace(external_id, team.id);
  const auto stand_ins = list_stand_ins(report, known.matches, ours);
  const auto line_ups = list_line_ups(report);
  const auto meetings = list_rivalries(known.matches);
  const bool names_are_ids = traits_of(report.provider).ids_are_names;
  std::set<TeamId> named;
  for (const auto& [external_id, id] : ours) named.insert(id);
  for (const auto& team : report.teams) {
    const auto own = known.teams.by_external_id.find(team.external_id);
    if (own == known.teams.by_external_id.end()) continue;
    const auto id = own->second.id;
    const auto candidates = list_team_candidates(team, known.teams, stand_ins);
    const auto open = [&](const auto& each) {
      return findings.is_open(EntityKind::team, id.value, each.first.value);
    };
    if (std::ranges::none_of(candidates, open)) continue;
    const auto others = std::ranges::count_if(
        candidates, [&](const auto& each) { return each.first != id && each.second.bears_name; });
    const auto reported = joined(case_of(own->second, known.teams), case_of(report, team, line_ups));
    for (const auto& [candidate, why] : candidates) {
      if (!findings.is_open(EntityKind::team, id.value, candidate.value)) continue;
      const TeamCircumstances both{.shared_matches = why.shared_matches,
                                   .named_together = names_are_ids && named.contains(candidate),
                                   .played_each_other = meetings.contains(std::minmax(id, candidate)),
                                   .name_is_shared = others > 1};
      findings.note({.entity = EntityKind::team,
                     .from = id.value,
                     .into = candidate.value,
                     .resemblance = compare_teams(reported, case_of(why.team, known.teams), both),
                     .external_id = team.external_id,
                     .observation = team.team.name});
    }
  }
}

// ---- players

void find_players(const Report& report, const store::PlayerSnapshot& known, Findings& findings) {
  for (const auto& player : report.players) {
    const auto own = known.by_external_id.find(player.external_id);
    if (own == known.by_external_id.end()) continue;
    const auto id = own->second.id;
    const auto stored = case_of(own->second, known);
    std::map<PlayerId, Resemblance> namesakes;
    for (const auto& [candidate, other] :
         list_bearers(known.by_name, player.player.nickname, player.aliases)) {
      if (findings.is_open(EntityKind::player, id.value, candidate.value))
        namesakes.emplace(candidate, compare_namesakes(stored, case_of(other, known)));
    }
    leave_one_same(namesakes);
    for (auto& [candidate, resemblance] : namesakes)
      findings.note({.entity = EntityKind::player,
                     .from = id.value,
                     .into = candidate.value,
                     .resemblance = std::move(resemblance),
                     .external_id = player.external_id,
                     .observation = player.player.nickname});
  }
}

void find_namesakes(const store::PlayerSnapshot& known, Findings& findings) {
  for (const auto& [name, bearers] : known.by_name) {
    for (const auto& one : bearers) {
      std::map<PlayerId, Resemblance> namesakes;
      for (const auto& other : bearers) {
        if (findings.is_open(EntityKind::player, one.id.value, other.id.value))
          namesakes.emplace(other.id, compare_namesakes(case_of(one, known), case_of(other, known)));
      }
      leave_one_same(namesakes);
      for (auto& [other, resemblance] : namesakes)
        findings.note({.entity = EntityKind::player,
                       .from = one.id.value,
                       .into = other.value,
                       .resemblance = std::move(resemblance),
                       .external_id = {},
                       .observation = one.nickname});
    }
  }
}

// ---- tournaments

// Two tournaments are one when every match that is told of both is told of no third.
void find_tournaments_of(const store::MatchSnapshot& known, Findings& findings) {
  std::map<TournamentId, std::map<TournamentId, std::string>> beside;  // with a match that shows it
  for (const auto& [id, words] : known.records) {
    if (known.retired.contains(id)) continue;
    for (const auto& one : words) {
      for (const auto& other : words) {
        const bool two = !is_same_source(one, other) && one.facts.tournament && other.facts.tournament;
        if (two) beside[one.facts.tournament].emplace(other.facts.tournament, one.external_id);
      }
    }
  }
  for (const auto& [tournament, others] : beside) {
    for (const auto& [other, shown_by] : others) {
      if (!findings.is_open(EntityKind::tournament, tournament.value, other.value)) continue;
      Resemblance resemblance;
      add(resemblance, weights::matches_agree);
      const auto strays = [&](TournamentId each) {
        return std::ranges::any_of(beside[each], [&](const auto& named) {
          return named.first != tournament && named.first != other;
        });
      };
      if (strays(tournament) || strays(other)) add(resemblance, weights::matches_differ);
      findings.note({.entity = EntityKind::tournament,
                     .from = tournament.value,
                     .into = other.value,
                     .resemblance = std::move(resemblance),
                     .external_id = shown_by,
                     .observation = "reported the same match"});
    }
  }
}

// ---- matches

// A source that speaks of both under ids of its own.
bool has_two_words(const store::MatchSnapshot& known, MatchId a, MatchId b) {
  const auto one = known.records.find(a);
  const auto other = known.records.find(b);
  if (one == known.records.end() || other == known.records.end()) return false;
  return std::ranges::any_of(one->second, [&](const auto& word) {
    return std::ranges::any_of(other->second, [&](const auto& each) {
      return is_same_source(each, word) && !is_one_id(word.provider, each.external_id, word.external_id);
    });
  });
}

// What ended days apart is no question: the two played twice.
bool are_two_results(const Match& one, const Match& other) {
  constexpr milliseconds apart_max = days{2};  // as wide as two days without their places and hours
  if (one.status != MatchStatus::finished || other.status != MatchStatus::finished) return false;
  const auto apart = time_between(one, other);
  return apart && *apart > apart_max;
}

std::string describe(const Match& match) {
  return fmt::format("{} – {}", match.opponents[0].name, match.opponents[1].name);
}

void find_matches(const store::MatchSnapshot& known, const std::set<MatchId>& touched, Findings& findings) {
  std::map<TeamId, std::vector<MatchId>> by_team;
  for (const auto& [id, row] : known.rows) {
    if (known.retired.contains(id)) continue;
    for (const auto team : sides_of(row)) {
      if (team) by_team[team].push_back(id);
    }
  }
  for (const auto id : touched) {
    const auto row = known.rows.find(id);
    if (row == known.rows.end() || known.retired.contains(id)) continue;
    for (const auto team : sides_of(row->second)) {
      for (const auto other : by_team[team]) {
        if (!team || are_two_results(row->second, known.rows.at(other)) ||
            !findings.is_open(EntityKind::match, id.value, other.value))
          continue;
        const MatchCircumstances both{.two_words = has_two_words(known, id, other)};
        findings.note(
            {.entity = EntityKind::match,
             .from = id.value,
             .into = other.value,
             .resemblance = compare_matches(case_of(row->second), case_of(known.rows.at(other)), both),
             .external_id = {},
             .observation = describe(row->second)});
      }
    }
  }
}

std::set<MatchId> touched_by(const Report& report, const store::MatchSnapshot& known) {
  std::set<MatchId> touched;
  for (const auto& [external_id, id] : known.by_external_id) touched.insert(id);
  for (const auto& [id, words] : known.records) {
    for (const auto& word : words) {
      if (word.provider == report.provider && word.seen_at == report.observed_at) touched.insert(id);
    }
  }
  return touched;
}

}  // namespace

Doubles find_doubles(const Report& report, const store::StoreSnapshot& known) {
  Findings findings{known.kept_apart};
  find_teams(report, known, findings);
  find_players(report, known.players, findings);
  find_tournaments_of(known.matches, findings);
  find_matches(known.matches, touched_by(report, known.matches), findings);
  return findings.take();
}

Doubles find_doubles_within(const store::StoreSnapshot& team) {
  Findings findings{team.kept_apart};
  std::set<MatchId> matches;
  for (const auto& [id, row] : team.matches.rows) matches.insert(id);
  find_matches(team.matches, matches, findings);
  find_namesakes(team.players, findings);
  return findings.take();
}

}  // namespace cs2::ingest
