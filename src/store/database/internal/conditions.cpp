#include "store/database/internal/conditions.hpp"

namespace cs2::store {
namespace {

std::vector<std::string> tiers_from(std::int64_t lowest) {
  std::vector<std::string> names;
  for (std::int64_t tier = 0; tier <= lowest && tier <= static_cast<std::int64_t>(Tier::unranked); ++tier)
    names.emplace_back(name(static_cast<Tier>(tier)));
  return names;
}

}  // namespace

void add_subject(Conditions& conditions, const Subject& subject) {
  switch (subject.kind) {
    case Subject::Kind::team:
      conditions.add("(m.first_team_id = :team OR m.second_team_id = :same_team)", subject.id, subject.id);
      return;
    case Subject::Kind::player:
      // Announced for it, or in a team of it now; which of both counts is judged match by match.
      conditions.add(R"((m.id IN (SELECT match_id FROM line_up WHERE player_id = :player)
            OR m.first_team_id IN (SELECT team_id FROM roster_entry WHERE player_id = :first AND until IS NULL)
            OR m.second_team_id IN (SELECT team_id FROM roster_entry WHERE player_id = :second AND until IS NULL)))",
                     subject.id, subject.id, subject.id);
      return;
    case Subject::Kind::tournament:
      conditions.add("m.tournament_id = :tournament", subject.id);
      return;
    case Subject::Kind::tier:
      conditions.add("m.tournament_id IN (SELECT id FROM tournament WHERE tier IN TEXTS(:tiers))",
                     tiers_from(subject.id));
      return;
    case Subject::Kind::everything:
      return;
  }
}

}  // namespace cs2::store
