#include "model/tournament.hpp"

namespace cs2 {

std::string_view main_stage(std::string_view stage) {
  constexpr std::string_view separator = " – ";
  return stage.substr(0, stage.find(separator));
}

std::optional<Timestamp> end_of(const Tournament& tournament) {
  if (!tournament.ends_at) return std::nullopt;
  const bool is_a_day = std::chrono::floor<days>(*tournament.ends_at) == *tournament.ends_at;
  return is_a_day ? *tournament.ends_at + days{1} : *tournament.ends_at;
}

}  // namespace cs2
