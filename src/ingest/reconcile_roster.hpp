// What a source says of a team's roster, and the stays that we hold → the stays to write, and what happened.
//
// Nothing is invented. Days that nobody reports stay unknown, with one exception: whoever is missing from a
// complete roster, or new in it, left or joined on the day on which that was seen first. One source leads
// (SourceTraits::roster_trust): a less trusted one fills gaps, but neither ends what a more trusted one says,
// nor brings somebody back without a date. What is new of a team that we did not know is history, not news.
#pragma once

#include <string>
#include <vector>

#include "model/batch.hpp"
#include "store/facts/sourced.hpp"

namespace cs2::ingest {

struct ReportedRoster {
  TeamId team;
  ProviderName provider = ProviderName::sample;
  Timestamp observed_at;
  std::vector<RosterEntry> stays;  // of that team
  bool is_complete = false;        // see RosterReport
  std::string url;
};

std::vector<RosterWrite> reconcile_roster(const ReportedRoster& reported,
                                          const std::vector<store::Sourced<RosterEntry>>& stored);

}  // namespace cs2::ingest
