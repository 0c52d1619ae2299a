#include "ingest/identity/team.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "ingest/identity/day.hpp"
#include "ingest/identity/identity.hpp"
#include "ingest/identity/match_resemblance.hpp"
#include "ingest/identity/weights.hpp"
#include "model/source_traits.hpp"
#include "model/team_name.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;

constexpr milliseconds same_minute = 15min;  // plans differ by that much, and nobody plays two matches in it
constexpr std::ptrdiff_t core = 3;           // that many in common are a roster, in the game's own rules
constexpr milliseconds half_day = 12h;       // noon stands for a day
constexpr int proving_matches = 3;           // nobody shares so many by chance
constexpr milliseconds one_season = days{60};
constexpr std::size_t line_up = 4;  // fewer known players say nothing by their absence

std::set<std::string> squads_of_all(const TeamCase& team) {
  auto squads = squads_of(team.name);
  for (const auto& alias : team.aliases) squads.merge(squads_of(alias));
  return squads;
}

std::set<std::string> all_names(const TeamCase& team) {
  std::set<std::string> names{comparable_name(team.name)};
  for (const auto& alias : team.aliases) names.insert(comparable_name(alias));
  names.erase("");
  return names;
}

bool names_meet(const std::set<std::string>& one, const std::set<std::string>& other) {
  return std::ranges::any_of(one, [&](const std::string& a) {
    return std::ranges::any_of(other, [&](const std::string& b) { return is_spelled_alike(a, b); });
  });
}

bool has_hint(const TeamCase& one, const TeamCase& other) {
  const auto names = all_names(one);
  const auto others = all_names(other);
  if (!one.acronym.empty() && (one.acronym == other.acronym || others.contains(comparable_name(one.acronym))))
    return true;
  if (!other.acronym.empty() && names.contains(comparable_name(other.acronym))) return true;
  return std::ranges::any_of(names, [&](const std::string& a) {
    return std::ranges::any_of(others, [&](const std::string& b) { return is_part_of(a, b); });
  });
}

bool is_shortened(const TeamCase& one, const TeamCase& other) {
  const auto names = all_names(one);
  const auto others = all_names(other);
  return std::ranges::any_of(names, [&](const std::string& a) {
    return std::ranges::any_of(others, [&](const std::string& b) { return is_short_for(a, b); });
  });
}

// Also where spaces hide the word that names a squad: "navijunior" and "navi junior".
bool bear_one_name(const TeamCase& one, const TeamCase& other) {
  const auto first = comparable_name(one.name);
  return (!first.empty() && is_spelled_alike(first, comparable_name(other.name))) ||
         (!one.name.empty() && (is_spelled_alike(one.name, other.name) ||
                                is_spelled_alike(bare_name(one.name), bare_name(other.name))));
}

void add_names(const TeamCase& one, const TeamCase& other, bool shared, Resemblance& resemblance) {
  const bool equal = bear_one_name(one, other);
  const bool alias = !equal && names_meet(all_names(one), all_names(other));
  if (equal) add(resemblance, weights::name_equal);
  if (alias) add(resemblance, weights::alias_equal);
  if ((equal || alias) && shared) add(resemblance, weights::name_shared);
  if (equal || alias) return;
  if (is_shortened(one, other))
    add(resemblance, weights::name_short);
  else if (has_hint(one, other))
    add(resemblance, weights::name_part);
}

std::ptrdiff_t count_common(const store::DatedLineUp& one, const store::DatedLineUp& other) {
  return std::ranges::count_if(one.players,
                               [&](const std::string& player) { return other.players.contains(player); });
}

// Players move, so that nobody is the same says something of line-ups of one season only.
bool contradict(const store::DatedLineUp& one, const store::DatedLineUp& other) {
  const milliseconds apart = one.at < other.at ? other.at - one.at : one.at - other.at;
  return apart <= one_season && one.players.size() >= line_up && other.players.size() >= line_up &&
         count_common(one, other) == 0;
}

void add_players(const TeamCase& one, const TeamCase& other, Resemblance& resemblance) {
  const auto any_pair = [&](const auto& test) {
    return std::ranges::any_of(one.line_ups, [&](const auto& a) {
      return std::ranges::any_of(other.line_ups, [&](const auto& b) { return test(a, b); });
    });
  };
  if (any_pair([](const auto& a, const auto& b) { return count_common(a, b) >= core; }))
    add(resemblance, weights::roster_equal);
  else if (any_pair(contradict))
    add(resemblance, weights::roster_differs);
}

// A wiki knows one team by its page and by a template, and where names are ids a team has several over time;
// that tells nothing apart.
bool one_source_knows_both(const TeamCase& one, const TeamCase& other) {
  return std::ranges::any_of(one.ids, [&](const CrossReference& a) {
    return !is_template(a) && !traits_of(a.provider).ids_are_names &&
           std::ranges::any_of(other.ids, [&](const CrossReference& b) {
             return !is_template(b) && is_same_source(a, b) && a.external_id != b.external_id;
           });
  });
}

bool ids_meet(const TeamCase& one, const TeamCase& other) {
  return std::ranges::any_of(one.ids, [&](const CrossReference& id) { return other.ids.contains(id); });
}

}  // namespace

bool is_template(const CrossReference& id) {
  return id.external_id.starts_with("template:");
}

ReportedLineUps list_line_ups(const Report& report) {
  std::map<std::string_view, std::string> nicknames;
  for (const auto& player : report.players)
    nicknames.emplace(player.external_id, fold(player.player.nickname));
  ReportedLineUps line_ups;
  // Each once, however often it plays.
  const auto add = [&](const std::string& team, Timestamp at, std::set<std::string> players) {
    auto& all = line_ups[team];
    if (!players.empty() && std::ranges::find(all, players, &store::DatedLineUp::players) == all.end())
      all.push_back({.at = at, .players = std::move(players)});
  };
  std::map<std::string, std::set<std::string>> rosters;  // single moves come one by one
  for (const auto& roster : report.rosters) {
    for (const auto& stay : roster.stays) {
      const auto named = nicknames.find(stay.player);
      if (named != nicknames.end() && !stay.until && plays(stay.role))
        rosters[roster.team].insert(named->second);
    }
  }
  for (auto& [team, players] : rosters) add(team, report.observed_at, std::move(players));
  for (const auto& match : report.matches) {
    for (const auto& side : match.opponents) {
      std::set<std::string> players;
      for (const auto& player : side.line_up) {
        if (const auto named = nicknames.find(player); named != nicknames.end())
          players.insert(named->second);
      }
      if (side.team) add(*side.team, time_of(match).value_or(report.observed_at), std::move(players));
    }
  }
  for (const auto& ranking : report.rankings) {
    for (const auto& place : ranking.places) {
      std::set<std::string> players;
      for (const auto& nickname : place.line_up) players.insert(fold(nickname));
      add(place.team, ranking.published, std::move(players));
    }
  }
  return line_ups;
}

TeamCase case_of(const Report& report, const TeamReport& team, const ReportedLineUps& line_ups) {
  TeamCase reported{.name = fold(team.team.name),
                    .aliases = {},
                    .acronym = fold(team.team.acronym.value_or("")),
                    .country = team.team.country,
                    .ids = {{report.provider, team.external_id}},
                    .line_ups = {}};
  for (const auto& alias : team.aliases) reported.aliases.insert(fold(alias));
  reported.ids.insert(team.cross_references.begin(), team.cross_references.end());
  if (const auto found = line_ups.find(team.external_id); found != line_ups.end())
    reported.line_ups = found->second;
  return reported;
}

TeamCase case_of(const Team& team, const store::TeamSnapshot& known) {
  TeamCase stored{.name = fold(team.name),
                  .aliases = {},
                  .acronym = fold(team.acronym.value_or("")),
                  .country = team.country,
                  .ids = {},
                  .line_ups = {}};
  if (const auto traits = known.traits.find(team.id); traits != known.traits.end()) {
    stored.aliases = traits->second.names;
    stored.ids = traits->second.ids;
    stored.line_ups = traits->second.line_ups;
    return stored;
  }
  for (const auto& [alias, bearers] : known.by_name) {
    if (std::ranges::find(bearers, team.id, &Team::id) != bearers.end()) stored.aliases.insert(alias);
  }
  return stored;
}

TeamCase joined(TeamCase stored, const TeamCase& reported) {
  stored.aliases.insert(reported.name);
  stored.aliases.insert(reported.aliases.begin(), reported.aliases.end());
  if (stored.acronym.empty()) stored.acronym = reported.acronym;
  if (!stored.country) stored.country = reported.country;
  stored.ids.insert(reported.ids.begin(), reported.ids.end());
  stored.line_ups.insert(stored.line_ups.end(), reported.line_ups.begin(), reported.line_ups.end());
  return stored;
}

void add_shared(int shared, Resemblance& resemblance) {
  const auto add_once = [&](const Weight& weight) {
    if (std::ranges::find(resemblance.reasons, weight.name, &Reason::name) == resemblance.reasons.end())
      add(resemblance, weight);
  };
  if (shared > 0) add_once(weights::same_match);
  if (shared > 1) add_once(weights::same_matches);
  if (shared >= proving_matches) add_once(weights::same_season);
}

Resemblance compare_teams(const TeamCase& one, const TeamCase& other, const TeamCircumstances& both) {
  Resemblance resemblance;
  add_names(one, other, both.name_is_shared, resemblance);
  add_players(one, other, resemblance);
  const bool told_apart = !ids_meet(one, other) && (both.named_together || one_source_knows_both(one, other));
  // Two squads of one organisation meet one opponent on one day: that outweighs nobody's word.
  if (!told_apart || both.shared_matches >= proving_matches) add_shared(both.shared_matches, resemblance);
  if (one.country && other.country)
    add(resemblance, one.country == other.country ? weights::country_equal : weights::country_differs);
  if (told_apart) add(resemblance, weights::told_apart);
  if (!bear_one_name(one, other) && squads_of_all(one) != squads_of_all(other))
    add(resemblance, weights::other_squad);
  if (both.played_each_other) add(resemblance, weights::played_each_other);
  return resemblance;
}

namespace {

// A finished match as seen from one side.
struct SeenResult {
  TeamId opponent;
  std::optional<Timestamp> at;
  bool is_exact = true;
  std::optional<bool> won;
  std::optional<Score> score;  // own first
};

SeenResult seen_from(std::size_t slot, const MatchFacts& facts, TeamId opponent) {
  SeenResult seen{
      .opponent = opponent, .at = time_of(facts), .is_exact = facts.time_is_exact, .won = {}, .score = {}};
  if (facts.status != MatchStatus::finished) return seen;
  if (facts.winner) seen.won = static_cast<std::size_t>(*facts.winner) == slot;
  if (facts.score && !facts.forfeit) seen.score = slot == 0 ? *facts.score : facts.score->swapped();
  return seen;
}

template <class Value>
bool differ(const std::optional<Value>& one, const std::optional<Value>& other) {
  return one && other && *one != *other;
}

// Where only the day is known, the result has to be known and the same.
bool may_be_one(const SeenResult& one, const SeenResult& other) {
  if (!one.at || !other.at || differ(one.won, other.won) || differ(one.score, other.score)) return false;
  const milliseconds apart = *one.at < *other.at ? *other.at - *one.at : *one.at - *other.at;
  const int vague = (one.is_exact ? 0 : 1) + (other.is_exact ? 0 : 1);
  if (vague == 0) return apart <= same_minute;
  return apart <= vague * half_day && one.won && other.won;
}

std::vector<SeenResult> results_of(const std::vector<Match>& matches, TeamId team) {
  std::vector<SeenResult> results;
  for (const auto& match : matches) {
    const auto sides = sides_of(match);
    const std::size_t slot = sides[0] == team ? 0 : 1;
    if (sides.at(1 - slot) && sides.at(slot) == team)
      results.push_back(seen_from(slot, match, sides.at(1 - slot)));
  }
  return results;
}

bool is_known_to_others(ProviderName provider, const std::string& external_id, MatchId id,
                        const store::MatchSnapshot& known) {
  const auto stated = known.records.find(id);
  return stated != known.records.end() && std::ranges::any_of(stated->second, [&](const auto& record) {
           return !is_same_source(record.provider, record.external_id, provider, external_id);
         });
}

}  // namespace

int count_shared(const std::vector<Match>& of_one, TeamId one, const std::vector<Match>& of_other,
                 TeamId other) {
  std::multimap<TeamId, SeenResult> theirs;
  for (const auto& result : results_of(of_other, other)) theirs.emplace(result.opponent, result);
  int shared = 0;
  for (const auto& result : results_of(of_one, one)) {
    const auto [first, last] = theirs.equal_range(result.opponent);
    const auto fitting =
        std::find_if(first, last, [&](const auto& each) { return may_be_one(result, each.second); });
    if (fitting == last) continue;
    ++shared;
    theirs.erase(fitting);
  }
  return shared;
}

StandIns list_stand_ins(const Report& report, const store::MatchSnapshot& known,
                        const std::map<std::string, TeamId>& ours) {
  std::map<TeamId, std::vector<const Match*>> by_team;
  for (const auto& [id, row] : known.rows) {
    if (known.retired.contains(id)) continue;
    for (const auto& opponent : row.opponents) {
      if (opponent.team) by_team[opponent.team].push_back(&row);
    }
  }
  StandIns stand_ins;
  const auto look = [&](const MatchReport& match, std::size_t slot) {
    const auto& team = match.opponents[slot].team;
    const auto& rival = match.opponents[1 - slot].team;
    const auto known_rival = rival ? ours.find(*rival) : ours.end();
    if (!team || known_rival == ours.end()) return;
    const auto rows = by_team.find(known_rival->second);
    if (rows == by_team.end()) return;
    const auto own = ours.find(*team);
    const auto reported = seen_from(slot, match, known_rival->second);
    std::set<TeamId> fitting;
    bool is_vague = !match.time_is_exact;
    for (const auto* row : rows->second) {
      const std::size_t other_slot = row->opponents[0].team == known_rival->second ? 1 : 0;
      const auto other = row->opponents.at(other_slot).team;
      const bool is_own = own != ours.end() && own->second == other;
      if (!other || !may_be_one(reported, seen_from(other_slot, *row, known_rival->second))) continue;
      if (is_own && is_known_to_others(report.provider, match.external_id, row->id, known)) return;
      if (is_own || is_reported_otherwise(match, report.provider, row->id, known)) continue;
      fitting.insert(other);
      is_vague = is_vague || !row->time_is_exact;
    }
    // Of several matches of one day it may be any.
    if (is_vague && fitting.size() > 1) return;
    for (const auto other : fitting) ++stand_ins[*team][other];
  };
  for (const auto& match : report.matches) {
    look(match, 0);
    look(match, 1);
  }
  return stand_ins;
}

std::map<TeamId, TeamCandidate> list_team_candidates(const TeamReport& team, const store::TeamSnapshot& known,
                                                     const StandIns& stand_ins) {
  std::map<TeamId, TeamCandidate> candidates;
  for (auto& [id, bearer] : list_bearers(known.by_name, team.team.name, team.aliases))
    candidates.emplace(id, TeamCandidate{.team = bearer, .bears_name = true});
  const auto add = [&](TeamId id) -> TeamCandidate& {
    return candidates.try_emplace(id, TeamCandidate{.team = Team{.id = id}}).first->second;
  };
  if (const auto found = stand_ins.find(team.external_id); found != stand_ins.end()) {
    for (const auto& [id, count] : found->second) add(id).shared_matches = count;
  }
  if (const auto found = known.by_line_up.find(team.external_id); found != known.by_line_up.end()) {
    for (const auto id : found->second) add(id);
  }
  return candidates;
}

}  // namespace cs2::ingest
