// Colours of embeds. They follow what everybody may know, never who won.
#pragma once

#include "model/match.hpp"

namespace cs2::view {

inline constexpr int color_neutral = 0x5865F2;

constexpr int color_of(MatchStatus status) {
  switch (status) {
    case MatchStatus::scheduled:
      return 0x3B82F6;
    case MatchStatus::live:
      return 0xE03E3E;
    case MatchStatus::finished:
      return 0x3F9142;
    case MatchStatus::postponed:
      return 0xF2A33A;
    case MatchStatus::cancelled:
      return 0x6B7280;
  }
  return color_neutral;
}

}  // namespace cs2::view
