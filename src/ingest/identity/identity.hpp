// Which of our teams, tournaments and matches a report means.
//
// The source's own id decides first, then the ids of other sources that it names. Then resemblance, in points
// (see weights.hpp): names, players and rivals of a team; opponents, time, tournament and stage of a match.
// Where it is not enough, or two of ours fit equally, none is taken: a double can be merged later, a false
// merge spoils both. What looks like one in the store afterwards is found by doubles.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "model/report.hpp"
#include "model/team_name.hpp"
#include "store/snapshot/snapshot.hpp"

namespace cs2::ingest {

// Negative ids, for rows that the batch creates.
class NewIds {
 public:
  std::int64_t next() { return --last_; }

 private:
  std::int64_t last_ = 0;
};

template <class AnyId>
using Ours = std::map<std::string, AnyId>;  // by the report's external id

// The one of ours to which the named ids of other sources belong; none where they belong to several.
template <class Entity>
std::optional<decltype(Entity::id)> only_one_known_as(const std::map<CrossReference, Entity>& known,
                                                      const std::vector<CrossReference>& named) {
  std::optional<decltype(Entity::id)> only;
  for (const auto& foreign : named) {
    const auto found = known.find(foreign);
    if (found == known.end()) continue;
    if (only && *only != found->second.id) return std::nullopt;
    only = found->second.id;
  }
  return only;
}

// Whether a source means one thing by both: 1WIN is 1win where names are ids.
bool is_one_id(ProviderName provider, const std::string& one, const std::string& other);

// "Team Vitality" is also called "Vitality", and "Imperial Esports" "Imperial": adds such names to the
// aliases, so that the store looks for them too. Suffixes that name another team, such as Academy, stay.
Report with_bare_names(Report report);

// Ours that bear one of these names, however it is spaced.
template <class Entity>
std::map<decltype(Entity::id), Entity> list_bearers(const std::map<std::string, std::vector<Entity>>& by_name,
                                                    const std::string& name,
                                                    const std::vector<std::string>& aliases) {
  std::map<decltype(Entity::id), Entity> bearers;
  const auto add = [&](const std::string& each) {
    const auto found = by_name.find(letters_of(fold(each)));
    if (found == by_name.end()) return;
    for (const auto& bearer : found->second) bearers.emplace(bearer.id, bearer);
  };
  add(name);
  for (const auto& alias : aliases) add(alias);
  return bearers;
}

// Every team of the report has an id afterwards, a new one where none of ours is meant.
Ours<TeamId> identify_teams(const Report& report, const store::StoreSnapshot& known, NewIds& ids);

// Only those that are known by an id or by name.
Ours<TournamentId> find_tournaments(const Report& report, const store::TournamentSnapshot& known);

struct MatchIdentities {
  // In the report's order: our match, or none when it is new to us.
  std::vector<std::optional<MatchId>> ours;
  // The id under which the source's word is kept, usually the report's.
  std::vector<std::string> external_ids;
  // Left for later: a side is undecided and it might be one of several of ours. Once its teams are known it
  // is recognised; stored now it would stay a double.
  std::vector<bool> deferred;
  // Places of reports whose id is one of ours of which another report of the same source speaks as well: the
  // one that was changed last speaks, and these are left out.
  std::vector<std::size_t> doubles;
  int ambiguous = 0;  // two candidates fitted: new to us, or held
};
MatchIdentities identify_matches(const Report& report, const store::MatchSnapshot& known,
                                 const Ours<TeamId>& teams, const Ours<TournamentId>& tournaments);

// The report's ids that were given to one of ours while a side was undecided, and now turn out to mean
// another: both sides are known, and other sources tell ours of another pair.
std::vector<std::string> list_mistaken(const Report& report, const store::MatchSnapshot& known,
                                       const Ours<TeamId>& teams);

// Tournaments that no name betrays are known by their matches: when all of them that we know belong to one of
// ours, it is that one. The others get new ids.
Ours<TournamentId> identify_tournaments(const Report& report, const store::MatchSnapshot& known,
                                        Ours<TournamentId> tournaments, const MatchIdentities& matches,
                                        NewIds& ids);

// The report's opponents as our teams; none while undecided.
std::array<TeamId, 2> teams_of(const MatchReport& match, const Ours<TeamId>& teams);

}  // namespace cs2::ingest
