// Which of our players a report means, and whether two are one.
//
// The source's own id decides first, then the ids of others that it names. A nickname is not unique: it
// counts only together with a team in which both are or were, the same nationality or the same last name.
// Where two of ours fit equally well, none is taken: a double can be merged later, a false merge spoils both.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "ingest/identity/identity.hpp"
#include "model/review.hpp"

namespace cs2::ingest {

// All that is known of a player, be it reported just now or stored.
struct PlayerCase {
  std::optional<std::string> last_name;  // folded
  std::optional<std::string> nationality;
  std::set<TeamId> teams;  // in which they are or were
  std::set<CrossReference> ids;
};

PlayerCase case_of(const Player& player, const store::PlayerSnapshot& known);

// Two who bear one nickname.
Resemblance compare_namesakes(const PlayerCase& one, const PlayerCase& other);

// Of those who resemble somebody enough to be the same (`same_from`) only the best is; the others, and all
// where two are best, are a doubt.
void leave_one_same(std::map<PlayerId, Resemblance>& namesakes);

// Without those whom only a ranking names while others bear the nickname in other teams: added, they would
// stand beside themselves, and nobody is taken for them.
Report without_doubtful_mentions(Report report, const store::StoreSnapshot& known);

// Every player of the report has an id afterwards, a new one where none of ours is meant.
Ours<PlayerId> identify_players(const Report& report, const store::PlayerSnapshot& known,
                                const Ours<TeamId>& teams, NewIds& ids);

}  // namespace cs2::ingest
