// Which people played together, from the stays of all of them.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/roster.hpp"

namespace cs2::stats {

// The same people, without anybody joining or leaving.
struct LineUp {
  std::optional<Timestamp> since;  // absent: for longer than anybody says
  std::optional<Timestamp> until;  // absent: still
  std::vector<RosterMember> members;

  bool operator==(const LineUp&) const = default;
};

// The latest first. Only who plays counts, and a time in which nobody is known to have played is left out.
std::vector<LineUp> compute_line_ups(std::span<const RosterMember> stays);

}  // namespace cs2::stats
