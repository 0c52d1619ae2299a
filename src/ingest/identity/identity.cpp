#include "ingest/identity/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "base/text.hpp"
#include "ingest/identity/day.hpp"
#include "ingest/identity/match_resemblance.hpp"
#include "ingest/identity/team.hpp"
#include "ingest/identity/weights.hpp"
#include "model/source_traits.hpp"
#include "model/team_name.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;

constexpr milliseconds same_start = 90min;  // real starts and plans differ that much between sources
constexpr milliseconds same_result = 6h;    // between two readings of one finished match

// The only one of ours that bears this name.
template <class Entity>
std::optional<decltype(Entity::id)> only_one_named(const std::map<std::string, std::vector<Entity>>& by_name,
                                                   const std::string& name) {
  const auto found = by_name.find(letters_of(fold(name)));
  if (found == by_name.end() || found->second.empty()) return std::nullopt;
  const auto id = found->second.front().id;
  const bool unique = std::ranges::all_of(found->second, [&](const Entity& one) { return one.id == id; });
  return unique ? std::optional{id} : std::nullopt;
}

std::string_view base_of(std::string_view derived_id) {
  return derived_id.substr(0, derived_id.find('~'));
}

// Our rows by their teams: what shares neither a team nor an undecided side with a match is another one.
class RowIndex {
 public:
  explicit RowIndex(const store::MatchSnapshot& known) {
    for (const auto& [id, row] : known.rows) {
      if (known.retired.contains(id)) continue;
      const auto sides = sides_of(row);
      for (const auto team : std::set<TeamId>{sides.begin(), sides.end()}) by_team_[team].push_back(id);
    }
  }

  // In the order of their ids.
  std::set<MatchId> list_sharing(const std::array<TeamId, 2>& sides) const {
    std::set<MatchId> rows;
    for (const auto team : sides) {
      if (const auto found = by_team_.find(team); found != by_team_.end())
        rows.insert(found->second.begin(), found->second.end());
    }
    return rows;
  }

 private:
  std::map<TeamId, std::vector<MatchId>> by_team_;  // those of no team have an undecided side
};

class MatchSearch {
 public:
  MatchSearch(const Report& report, const store::MatchSnapshot& known, const Ours<TeamId>& teams,
              const Ours<TournamentId>& tournaments)
      : report_(report), known_(known), teams_(teams), tournaments_(tournaments) {
    found_.ours.resize(report.matches.size());
    found_.deferred.resize(report.matches.size());
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
    std::map<MatchId, std::size_t> places;
    for (std::size_t place = 0; place < report_.matches.size(); ++place) {
      const auto& match = report_.matches[place];
      if (match.id_is_derived) continue;
      const auto known = known_.by_external_id.find(match.external_id);
      if (known == known_.by_external_id.end()) continue;
      const auto [speaks, is_first] = places.try_emplace(known->second, place);
      if (!is_first) {
        auto left_out = place;
        if (report_.matches[speaks->second].modified_at < match.modified_at)
          std::swap(speaks->second, left_out);
        leave_out(left_out);
      }
    }
    for (const auto& [id, place] : places) claim(place, id);
  }

  void leave_out(std::size_t place) {
    found_.deferred[place] = true;
    found_.doubles.push_back(place);
  }

  void by_foreign_id() {
    for (std::size_t place = 0; place < report_.matches.size(); ++place) {
      for (const auto& foreign : report_.matches[place].cross_references) {
        const auto known = known_.by_reference.find(foreign);
        if (found_.ours[place] || found_.deferred[place] || known == known_.by_reference.end()) continue;
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
        const auto apart = time_between(match, row->second).value_or(0ms);
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
    for (const auto& [id, stated] : known_.records) {
      for (const auto& word : stated) {
        if (word.provider == report_.provider)
          words.emplace(base_of(word.external_id), std::pair{id, word.external_id});
      }
    }
    return words;
  }

  std::string kept_id(MatchId id, std::string_view base) const {
    for (const auto& word : known_.records.at(id)) {
      if (word.provider == report_.provider && base_of(word.external_id) == base) return word.external_id;
    }
    return std::string{base};
  }

  // What a rematch is called from now on: the plain id when it is free, else with its day.
  void name_new_derived() {
    std::set<std::string, std::less<>> taken;
    for (const auto& [external_id, id] : known_.by_external_id) taken.insert(external_id);
    for (const auto& [id, stated] : known_.records) {
      for (const auto& word : stated) {
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
    const auto stated = known_.records.find(id);
    return stated != known_.records.end() && std::ranges::any_of(stated->second, [&](const auto& word) {
             return word.provider == report_.provider && word.external_id == external_id;
           });
  }

  struct Candidate {
    MatchId id;
    int points;
    milliseconds apart;
  };

  void by_opponents_and_time() {
    std::map<MatchId, std::pair<milliseconds, std::size_t>> wanted;  // the nearest report of each of ours
    for (std::size_t place = 0; place < report_.matches.size(); ++place) {
      if (found_.ours[place] || found_.deferred[place]) continue;
      const auto candidates = list_candidates(report_.matches[place]);
      const auto candidate = best_of(candidates);
      if (!candidate) {
        found_.deferred[place] = !candidates.empty() && is_undecided(report_.matches[place]);
        continue;
      }
      const auto [known, added] = wanted.try_emplace(candidate->id, candidate->apart, place);
      if (!added && candidate->apart < known->second.first) known->second = {candidate->apart, place};
    }
    for (const auto& [id, nearest] : wanted) claim(nearest.second, id);
  }

  // Those that are at least a doubt.
  std::vector<Candidate> list_candidates(const MatchReport& match) {
    const auto home = match.tournament ? tournaments_.find(*match.tournament) : tournaments_.end();
    const MatchCase reported{.facts = match,
                             .sides = teams_of(match, teams_),
                             .tournament = home == tournaments_.end() ? TournamentId{} : home->second};
    std::vector<Candidate> candidates;
    for (const auto id : rows_.list_sharing(reported.sides)) {
      if (claimed_.contains(id)) continue;
      const auto& row = known_.rows.at(id);
      if (is_reported_otherwise(match, report_.provider, id, known_) || is_day_of_results(match, row))
        continue;
      const auto points = compare_matches(reported, case_of(row), circumstances(match, id)).points();
      if (points < doubtful_from) continue;
      candidates.push_back(
          {.id = id, .points = points, .apart = time_between(match, row).value_or(milliseconds::max())});
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

  MatchCircumstances circumstances(const MatchReport& match, MatchId id) const {
    MatchCircumstances both{.old_is_gone = known_.rows.at(id).status == MatchStatus::cancelled};
    for (const auto& gone : report_.gone) {
      const auto known = known_.by_external_id.find(gone);
      both.old_is_gone = both.old_is_gone || (known != known_.by_external_id.end() && known->second == id);
    }
    const auto stated = known_.records.find(id);
    both.other_source =
        stated != known_.records.end() && std::ranges::none_of(stated->second, [&](const auto& word) {
          return is_same_source(word.provider, word.external_id, report_.provider, match.external_id);
        });
    return both;
  }

  bool is_undecided(const MatchReport& match) const {
    const auto sides = teams_of(match, teams_);
    return !sides[0] || !sides[1];
  }

  // What is equal is refused, and so is what is only a doubt.
  std::optional<Candidate> best_of(const std::vector<Candidate>& candidates) {
    if (candidates.empty()) return std::nullopt;
    const auto best = std::ranges::max_element(candidates, {}, &Candidate::points);
    const bool alone = std::ranges::count(candidates, best->points, &Candidate::points) == 1;
    if (alone && best->points >= same_from) return *best;
    ++found_.ambiguous;
    return std::nullopt;
  }

  const Report& report_;
  const store::MatchSnapshot& known_;
  const Ours<TeamId>& teams_;
  const Ours<TournamentId>& tournaments_;
  RowIndex rows_{known_};
  MatchIdentities found_;
  std::set<MatchId> claimed_;
};

// Known ids first, then names and players, then whom they meet: the last needs rivals that are known by then.
class TeamSearch {
 public:
  TeamSearch(const Report& report, const store::StoreSnapshot& known) : report_(report), known_(known) {}

  Ours<TeamId> run(NewIds& ids) {
    for (const auto& [external_id, team] : known_.teams.by_external_id) ours_.emplace(external_id, team.id);
    for (const auto& team : report_.teams) {
      if (ours_.contains(team.external_id)) continue;
      if (const auto id = only_one_known_as(known_.teams.by_reference, team.cross_references))
        ours_.emplace(team.external_id, *id);
    }
    by_resemblance({});
    by_resemblance(list_stand_ins(report_, known_.matches, ours_));
    for (const auto& team : report_.teams) {
      if (!ours_.contains(team.external_id)) ours_.emplace(team.external_id, TeamId{ids.next()});
    }
    return std::move(ours_);
  }

 private:
  // What the report calls by another id is another one, unless one of the two names only a link.
  void by_resemblance(const StandIns& stand_ins) {
    std::set<TeamId> named;
    for (const auto& [external_id, id] : ours_) {
      if (!is_template({report_.provider, external_id})) named.insert(id);
    }
    for (const auto& team : report_.teams) {
      if (ours_.contains(team.external_id)) continue;
      const auto id = best_of(team, stand_ins, named);
      const bool is_link = is_template({report_.provider, team.external_id});
      if (!id || (!is_link && named.contains(*id))) continue;
      ours_.emplace(team.external_id, *id);
      if (!is_link) named.insert(*id);
    }
  }

  // The only one that resembles it enough.
  std::optional<TeamId> best_of(const TeamReport& team, const StandIns& stand_ins,
                                const std::set<TeamId>& named) const {
    const auto reported = case_of(report_, team, line_ups_);
    const auto candidates = list_team_candidates(team, known_.teams, stand_ins);
    const auto bearers =
        std::ranges::count_if(candidates, [](const auto& each) { return each.second.bears_name; });
    const bool names_are_ids = traits_of(report_.provider).ids_are_names;
    std::optional<TeamId> best;
    int most = same_from - 1;
    for (const auto& [id, candidate] : candidates) {
      const TeamCircumstances both{.shared_matches = candidate.shared_matches,
                                   .named_together = names_are_ids && named.contains(id),
                                   .name_is_shared = bearers > 1};
      const auto points = compare_teams(reported, case_of(candidate.team, known_.teams), both).points();
      if (points == most) best.reset();
      if (points > most) {
        most = points;
        best = id;
      }
    }
    return best;
  }

  const Report& report_;
  const store::StoreSnapshot& known_;
  ReportedLineUps line_ups_ = list_line_ups(report_);
  Ours<TeamId> ours_;
};

}  // namespace

bool is_one_id(ProviderName provider, const std::string& one, const std::string& other) {
  return one == other ||
         (traits_of(provider).ids_are_names && letters_of(fold(one)) == letters_of(fold(other)));
}

Report with_bare_names(Report report) {
  for (auto& team : report.teams) {
    const auto is_listed = [&](const std::string& name) {
      return std::ranges::any_of(team.aliases, [&](const std::string& alias) { return fold(alias) == name; });
    };
    const auto folded = fold(team.team.name);
    if (auto name = bare_name(folded); name != folded && !is_listed(name))
      team.aliases.push_back(std::move(name));
  }
  return report;
}

Ours<TeamId> identify_teams(const Report& report, const store::StoreSnapshot& known, NewIds& ids) {
  return TeamSearch{report, known}.run(ids);
}

Ours<TournamentId> find_tournaments(const Report& report, const store::TournamentSnapshot& known) {
  Ours<TournamentId> ours;
  for (const auto& [external_id, tournament] : known.by_external_id) ours.emplace(external_id, tournament.id);
  for (const auto& tournament : report.tournaments) {
    auto id = only_one_known_as(known.by_reference, tournament.cross_references);
    if (!id) id = only_one_named(known.by_name, tournament.tournament.name);
    if (id) ours.try_emplace(tournament.external_id, *id);
  }
  return ours;
}

MatchIdentities identify_matches(const Report& report, const store::MatchSnapshot& known,
                                 const Ours<TeamId>& teams, const Ours<TournamentId>& tournaments) {
  return MatchSearch{report, known, teams, tournaments}.run();
}

std::vector<std::string> list_mistaken(const Report& report, const store::MatchSnapshot& known,
                                       const Ours<TeamId>& teams) {
  const auto is_decided = [](const std::array<TeamId, 2>& sides) { return sides[0] && sides[1]; };
  std::vector<std::string> mistaken;
  for (const auto& match : report.matches) {
    const auto ours = known.by_external_id.find(match.external_id);
    const auto row = ours == known.by_external_id.end() ? known.rows.end() : known.rows.find(ours->second);
    const auto stated =
        ours == known.by_external_id.end() ? known.records.end() : known.records.find(ours->second);
    if (match.id_is_derived || row == known.rows.end() || stated == known.records.end()) continue;
    const auto stored = sides_of(row->second);
    const bool was_a_guess = std::ranges::any_of(stated->second, [&](const auto& word) {
      return word.provider == report.provider && word.external_id == match.external_id &&
             !is_decided(sides_of(word.facts));
    });
    const bool others_say_so = std::ranges::any_of(stated->second, [&](const auto& word) {
      return word.provider != report.provider && agreement(sides_of(word.facts), stored) == Agreement::both;
    });
    if (!was_a_guess || !others_say_so) continue;
    const auto reported = teams_of(match, teams);
    if (is_decided(reported) && agreement(reported, stored) != Agreement::both)
      mistaken.push_back(match.external_id);
  }
  return mistaken;
}

Ours<TournamentId> identify_tournaments(const Report& report, const store::MatchSnapshot& known,
                                        Ours<TournamentId> tournaments, const MatchIdentities& matches,
                                        NewIds& ids) {
  std::map<std::string, std::set<TournamentId>> home_tournaments;
  for (std::size_t place = 0; place < report.matches.size(); ++place) {
    const auto& tournament = report.matches[place].tournament;
    const auto& id = matches.ours[place];
    const auto row = id ? known.rows.find(*id) : known.rows.end();
    if (tournament && row != known.rows.end() && row->second.tournament)
      home_tournaments[*tournament].insert(row->second.tournament);
  }
  for (const auto& tournament : report.tournaments) {
    if (tournaments.contains(tournament.external_id)) continue;
    const auto home = home_tournaments.find(tournament.external_id);
    const bool one_home = home != home_tournaments.end() && home->second.size() == 1;
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
