#include "model/issue.hpp"

#include <fmt/format.h>

#include "base/clock.hpp"
#include "model/ranking.hpp"

namespace cs2 {

std::string issue_subject(const MatchReport& match) {
  return fmt::format("match {}", match.external_id);
}

std::string issue_subject(const RankingReport& ranking) {
  return fmt::format("ranking {} {}", name(ranking.system), to_iso8601(ranking.published).substr(0, 10));
}

std::string issue_subject(const StandingsReport& standings) {
  return standings.stage.empty() ? fmt::format("standings {}", standings.tournament)
                                 : fmt::format("standings {} {}", standings.tournament, standings.stage);
}

std::string issue_subject(MatchId match) {
  return fmt::format("match #{}", match.value);
}

}  // namespace cs2
