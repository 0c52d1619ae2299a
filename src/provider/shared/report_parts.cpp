#include "provider/shared/report_parts.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace cs2::provider {
namespace {

template <class T>
void move_to(std::vector<T>& whole, std::vector<T>& part) {
  std::ranges::move(part, std::back_inserter(whole));
}

template <class T>
void keep_last(std::vector<T>& reports) {
  std::map<std::string, T> last;
  for (auto& report : reports) last.insert_or_assign(report.external_id, std::move(report));
  reports.clear();
  for (auto& [id, report] : last) reports.push_back(std::move(report));
}

}  // namespace

void append(Report& whole, Report part) {
  whole.provider = part.provider;
  whole.observed_at = part.observed_at;
  move_to(whole.teams, part.teams);
  move_to(whole.players, part.players);
  move_to(whole.tournaments, part.tournaments);
  move_to(whole.matches, part.matches);
  move_to(whole.rosters, part.rosters);
  move_to(whole.rankings, part.rankings);
  move_to(whole.standings, part.standings);
  move_to(whole.placements, part.placements);
  move_to(whole.gone, part.gone);
  move_to(whole.skipped, part.skipped);
}

void keep_last_of_each(Report& report) {
  keep_last(report.teams);
  keep_last(report.players);
  keep_last(report.tournaments);
  keep_last(report.matches);
}

}  // namespace cs2::provider
