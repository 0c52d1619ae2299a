// Invented names, as many as a benchmark wants beside the real ones.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "store/queries/names.hpp"

namespace cs2::bot {

// Names that look like teams' names: one to three pronounceable words, a third with an alias. The same at
// every call. Their ids begin at `first_id`.
inline std::vector<store::Named> invent_names(std::size_t count, store::NameKind kind = store::NameKind::team,
                                              std::int64_t first_id = 1) {
  std::mt19937 random{42};
  const auto pick = [&random](std::string_view from) { return from[random() % from.size()]; };
  const auto word = [&] {
    std::string text;
    for (unsigned syllables = 1 + random() % 3; syllables > 0; --syllables) {
      text += pick("bcdfghjklmnprstvwz");
      text += pick("aeiou");
      if (random() % 3 == 0) text += pick("nrsltx");
    }
    return text;
  };
  std::vector<store::Named> names;
  for (std::size_t i = 0; i < count; ++i) {
    store::Named named{.kind = kind, .id = first_id + static_cast<std::int64_t>(i), .name = word()};
    for (auto more = random() % 3; more > 0; --more) named.name += " " + word();
    if (random() % 3 == 0) named.aliases.push_back(word());
    named.weight = static_cast<double>(random() % 1000);
    names.push_back(std::move(named));
  }
  return names;
}

}  // namespace cs2::bot
