#include "ingest/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "base/text.hpp"
#include "ingest/identity_day.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;

constexpr milliseconds same_start = 90min;     // real starts and plans differ that much between sources
constexpr milliseconds same_day = 12h;         // while only the day is known, or the match was put off
constexpr milliseconds same_undecided = 5min;  // without any team only the official time speaks
constexpr milliseconds same_result = 6h;       // between two readings of one finished match
constexpr std::array<std::string_view, 7> generic_words{"team", "esports", "esport", "gaming",
                                                        "clan", "club",    "gg"};

bool is_generic(std::string_view word) {
  return std::ranges::find(generic_words, word) != generic_words.end();
}

// Folded, without generic words at its ends; empty when nothing is left or nothing was dropped.
std::string bare(std::string_view name) {
  const auto folded = fold(name);
  auto words = split(folded, ' ');
  while (!words.empty() && is_generic(words.front())) words.erase(words.begin());
  while (!words.empty() && is_generic(words.back())) words.pop_back();
  std::string joined;
  for (const auto word : words) {
    if (!joined.empty()) joined += ' ';
    joined += word;
  }
  return joined == folded ? std::string{} : joined;
}

// The only one of ours that bears this name.
template <class Entity>
std::optional<decltype(Entity::id)> only_one_named(const std::map<std::string, std::vector<Entity>>& by_name,
                                                   const std::string& name) {
  const auto found = by_name.find(fold(name));
  if (found == by_name.end() || found->second.empty()) return std::nullopt;
  const auto id = found->second.front().id;
  const bool unique = std::ranges::all_of(found->second, [&](const Entity& one) { return one.id == id; });
  return unique ? std::optional{id} : std::nullopt;
}

std::vector<Timestamp> times_of(const MatchFacts& facts) {
  std::vector<Timestamp> times;
  for (const auto& at : {facts.scheduled_at, facts.started_at, facts.original_scheduled_at}) {
    if (at) times.push_back(*at);
  }
  return times;
}

// The least difference of any two of their times; none where one has no time.
std::optional<milliseconds> distance(const MatchFacts& a, const MatchFacts& b) {
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

// How well the opponents agree, either way round: nothing, only undecided sides, one team, both.
enum class Agreement { none, undecided, one, both };

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

std::string_view base_of(std::string_view derived_id) {
  return derived_id.substr(0, derived_id.find('~'));
}

class MatchSearch {
 public:
  MatchSearch(const Report& report, const store::Known& known, const Ours<TeamId>& teams,
              const Ours<TournamentId>& tournaments)
      : report_(report), known_(known), teams_(teams), tournaments_(tournaments) {
    found_.ours.resize(report.matches.size());
    found_.held.resize(report.matches.size());
    for (const auto& match : report.matches) found_.external_ids.push_back(match.external_id);
  }

  MatchIdentities run() {
    by_id();
    by_foreign_id();
    by_derived_id();
    for (const auto& [place, id] : identify_by_day(report_, known_, teams_, found_.ours)) claim(place, id);
    by_opponents_and_time();
    name_new_derived();
    return std::move(found_);
  }

 private:
  void claim(std::size_t place, MatchId id) {
    found_.ours[place] = id;
    claimed_.insert(id);
  }

  void by_id() {
    for (std::size_t place = 0; place < report_.matches.size(); ++place) {
      const auto& match = report_.matches[place];
      if (match.id_is_derived) continue;
      const auto known = known_.matches.find(match.external_id);
      if (known != known_.matches.end() && !claimed_.contains(known->second)) claim(place, known->second);
    }
  }

  void by_foreign_id() {
    for (std::size_t place = 0; place < report_.matches.size(); ++place) {
      for (const auto& foreign : report_.matches[place].known_as) {
        const auto known = known_.matches_known_as.find(foreign);
        if (found_.ours[place] || known == known_.matches_known_as.end()) continue;
        if (!claimed_.contains(known->second)) claim(place, known->second);
      }
    }
  }

  // A derived id names the two teams and their tournament, so a rematch bears it as well: nearest times
  // first, each of ours once, and what is over does not come back at another time.
  void by_derived_id() {
    std::vector<std::tuple<milliseconds, std::size_t, MatchId>> pairs;
    const auto words = words_by_base();
    for (std::size_t place = 0; place < report_.matches.size(); ++place) {
      const auto& match = report_.matches[place];
      if (!match.id_is_derived) continue;
      const auto [first, last] = words.equal_range(base_of(match.external_id));
      for (auto word = first; word != last; ++word) {
        const auto row = known_.rows.find(word->second.first);
        if (row == known_.rows.end()) continue;
        const auto apart = distance(match, row->second).value_or(0ms);
        if (may_be_same_again(match, row->second, apart)) pairs.emplace_back(apart, place, row->first);
      }
    }
    std::ranges::sort(pairs);
    for (const auto& [apart, place, id] : pairs) {
      if (found_.ours[place] || claimed_.contains(id)) continue;
      claim(place, id);
      found_.external_ids[place] = kept_id(id, base_of(report_.matches[place].external_id));
    }
  }

  static bool may_be_same_again(const MatchFacts& reported, const MatchFacts& stored, milliseconds apart) {
    if (!is_over(stored)) return true;
    return apart <= (is_over(reported) ? same_result : same_start);
  }

  std::multimap<std::string_view, std::pair<MatchId, std::string_view>> words_by_base() const {
    std::multimap<std::string_view, std::pair<MatchId, std::string_view>> words;
    for (const auto& [id, said] : known_.said) {
      for (const auto& word : said) {
        if (word.provider == report_.provider)
          words.emplace(base_of(word.external_id), std::pair{id, word.external_id});
      }
    }
    return words;
  }

  std::string kept_id(MatchId id, std::string_view base) const {
    for (const auto& word : known_.said.at(id)) {
      if (word.provider == report_.provider && base_of(word.external_id) == base) return word.external_id;
    }
    return std::string{base};
  }

  // What a rematch is called from now on: the plain id when it is free, else with its day.
  void name_new_derived() {
    std::set<std::string, std::less<>> taken;
    for (const auto& [external_id, id] : known_.matches) taken.insert(external_id);
    for (const auto& [id, said] : known_.said) {
      for (const auto& word : said) {
        if (word.provider == report_.provider) taken.insert(word.external_id);
      }
    }
    for (std::size_t place = 0; place < report_.matches.size(); ++place) {
      const auto& match = report_.matches[place];
      auto& external_id = found_.external_ids[place];
      // One that is ours under another id keeps its own; one that became ours by its teams needs a free one.
      const bool already_its = found_.ours[place] && is_word_of(*found_.ours[place], external_id);
      if (!match.id_is_derived || already_its || taken.insert(external_id).second) continue;
      const auto base = std::string{base_of(external_id)};
      const auto day = to_iso8601(time_of(match).value_or(report_.observed_at)).substr(0, 10);
      external_id = fmt::format("{}~{}", base, day);
      for (int copy = 2; !taken.insert(external_id).second; ++copy)
        external_id = fmt::format("{}~{}.{}", base, day, copy);
    }
  }

  bool is_word_of(MatchId id, std::string_view external_id) const {
    const auto said = known_.said.find(id);
    return said != known_.said.end() && std::ranges::any_of(said->second, [&](const auto& word) {
             return word.provider == report_.provider && word.external_id == external_id;
           });
  }

  struct Candidate {
    MatchId id;
    Agreement opponents;
    bool same_tournament;
    milliseconds apart;
  };

  void by_opponents_and_time() {
    std::map<MatchId, std::pair<milliseconds, std::size_t>> wanted;  // the nearest report of each of ours
    for (std::size_t place = 0; place < report_.matches.size(); ++place) {
      if (found_.ours[place]) continue;
      const auto candidates = list_candidates(report_.matches[place]);
      const auto candidate = best_of(candidates);
      if (!candidate) {
        found_.held[place] = !candidates.empty() && is_undecided(report_.matches[place]);
        continue;
      }
      const auto [known, added] = wanted.try_emplace(candidate->id, candidate->apart, place);
      if (!added && candidate->apart < known->second.first) known->second = {candidate->apart, place};
    }
    for (const auto& [id, nearest] : wanted) claim(nearest.second, id);
  }

  std::vector<Candidate> list_candidates(const MatchReport& match) {
    const auto sides = teams_of(match, teams_);
    const auto tournament = match.tournament ? tournaments_.find(*match.tournament) : tournaments_.end();
    std::vector<Candidate> candidates;
    for (const auto& [id, row] : known_.rows) {
      if (claimed_.contains(id) || known_.retired.contains(id)) continue;
      if (is_said_otherwise(match, report_.provider, id, known_) || is_day_of_results(match, row)) continue;
      const auto opponents = agreement(sides, sides_of(row));
      if (opponents == Agreement::none) continue;
      const auto apart = distance(match, row);
      const bool same_tournament = tournament != tournaments_.end() && row.tournament == tournament->second;
      if (!apart || *apart > window(match, row, opponents)) continue;
      if (opponents == Agreement::undecided && !same_tournament) continue;
      candidates.push_back({id, opponents, same_tournament, *apart});
    }
    return candidates;
  }

  // identify_by_day has decided on these.
  static bool is_day_of_results(const MatchReport& match, const Match& row) {
    const auto has_result = [](const MatchFacts& facts) {
      return facts.status == MatchStatus::finished && (facts.winner || facts.draw);
    };
    const bool vague = !match.time_is_exact || !row.time_is_exact;
    return vague && has_result(match) && has_result(row);
  }

  bool is_undecided(const MatchReport& match) const {
    const auto sides = teams_of(match, teams_);
    return !sides[0] || !sides[1];
  }

  static milliseconds window(const MatchFacts& a, const MatchFacts& b, Agreement opponents) {
    if (opponents == Agreement::undecided) return same_undecided;
    const bool vague = !a.time_is_exact || !b.time_is_exact || a.status == MatchStatus::postponed ||
                       b.status == MatchStatus::postponed;
    return vague ? same_day : same_start;
  }

  // Both teams beat one, the same tournament beats another; what is still equal is refused.
  std::optional<Candidate> best_of(const std::vector<Candidate>& candidates) {
    if (candidates.empty()) return std::nullopt;
    const auto rank = [](const Candidate& one) { return std::pair{one.opponents, one.same_tournament}; };
    const auto best = std::ranges::max_element(candidates, {}, rank);
    if (std::ranges::count(candidates, rank(*best), rank) == 1) return *best;
    ++found_.doubtful;
    return std::nullopt;
  }

  const Report& report_;
  const store::Known& known_;
  const Ours<TeamId>& teams_;
  const Ours<TournamentId>& tournaments_;
  MatchIdentities found_;
  std::set<MatchId> claimed_;
};

}  // namespace

Report with_bare_names(Report report) {
  for (auto& team : report.teams) {
    const auto is_listed = [&](const std::string& name) {
      return std::ranges::any_of(team.aliases, [&](const std::string& alias) { return fold(alias) == name; });
    };
    if (auto name = bare(team.team.name); !name.empty() && !is_listed(name))
      team.aliases.push_back(std::move(name));
  }
  return report;
}

Ours<TeamId> identify_teams(const Report& report, const store::Known& known, NewIds& ids) {
  Ours<TeamId> ours;
  for (const auto& [external_id, team] : known.teams) ours.emplace(external_id, team.id);
  for (const auto& team : report.teams) {
    if (ours.contains(team.external_id)) continue;
    auto id = only_one_known_as(known.teams_known_as, team.known_as);
    if (!id) id = only_one_named(known.teams_by_name, team.team.name);
    for (const auto& alias : team.aliases) {
      if (!id) id = only_one_named(known.teams_by_name, alias);
    }
    ours.emplace(team.external_id, id.value_or(TeamId{ids.next()}));
  }
  return ours;
}

Ours<TournamentId> find_tournaments(const Report& report, const store::Known& known) {
  Ours<TournamentId> ours;
  for (const auto& [external_id, tournament] : known.tournaments) ours.emplace(external_id, tournament.id);
  for (const auto& tournament : report.tournaments) {
    auto id = only_one_known_as(known.tournaments_known_as, tournament.known_as);
    if (!id) id = only_one_named(known.tournaments_by_name, tournament.tournament.name);
    if (id) ours.try_emplace(tournament.external_id, *id);
  }
  return ours;
}

MatchIdentities identify_matches(const Report& report, const store::Known& known, const Ours<TeamId>& teams,
                                 const Ours<TournamentId>& tournaments) {
  return MatchSearch{report, known, teams, tournaments}.run();
}

Ours<TournamentId> identify_tournaments(const Report& report, const store::Known& known,
                                        Ours<TournamentId> tournaments, const MatchIdentities& matches,
                                        NewIds& ids) {
  std::map<std::string, std::set<TournamentId>> homes;
  for (std::size_t place = 0; place < report.matches.size(); ++place) {
    const auto& tournament = report.matches[place].tournament;
    const auto& id = matches.ours[place];
    const auto row = id ? known.rows.find(*id) : known.rows.end();
    if (tournament && row != known.rows.end() && row->second.tournament)
      homes[*tournament].insert(row->second.tournament);
  }
  for (const auto& tournament : report.tournaments) {
    if (tournaments.contains(tournament.external_id)) continue;
    const auto home = homes.find(tournament.external_id);
    const bool one_home = home != homes.end() && home->second.size() == 1;
    tournaments.emplace(tournament.external_id, one_home ? *home->second.begin() : TournamentId{ids.next()});
  }
  return tournaments;
}

std::array<TeamId, 2> teams_of(const MatchReport& match, const Ours<TeamId>& teams) {
  std::array<TeamId, 2> ours;
  for (std::size_t slot = 0; slot < 2; ++slot) {
    const auto& team = match.opponents[slot].team;
    const auto found = team ? teams.find(*team) : teams.end();
    if (found != teams.end()) ours[slot] = found->second;
  }
  return ours;
}

}  // namespace cs2::ingest
