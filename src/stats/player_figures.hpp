// What a player did on the maps of his matches, as far as sources count it.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/profile.hpp"
#include "stats/record.hpp"

namespace cs2::stats {

// A mean over the maps that tell the figure.
struct Mean {
  double value = 0;
  int maps = 0;

  bool operator==(const Mean&) const = default;
};

struct PlayerFigures {
  Record matches;  // with the player in the line-up
  int maps = 0;    // of which anything is told
  std::optional<Mean> kills;
  std::optional<Mean> deaths;
  std::optional<Mean> assists;
  std::optional<Mean> headshots;  // percent of kills, over maps that tell both
  std::optional<Mean> adr;
  std::optional<Mean> kast;
  std::optional<Mean> rating;  // of the version that rates most of the maps
  std::string rating_version;
};

// Of matches that count. With `map`, only that map of them.
PlayerFigures compute_player_figures(std::span<const PlayedMatch* const> matches,
                                     std::optional<std::string_view> map = {});

}  // namespace cs2::stats
