// The real binary shows some of what a store holds.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "e2e/profiles/filled_store.hpp"
#include "store/names.hpp"
#include "support/town.hpp"

namespace cs2::test {

inline constexpr std::size_t asked_of_each = 8;

// Fills the database of the town, and gives lines that ask for some of it.
inline std::vector<std::string> fill_town(Town& town, const FilledStore::Fill& fill) {
  FilledStore filled{town.environment.at("DATABASE_URL"), town.clock, town.metrics, fill};
  std::map<store::NameKind, std::vector<std::string>> lines;
  for (const auto& named : store::list_names(filled.store())) {
    const auto* command = named.kind == store::NameKind::team         ? "/team t:"
                          : named.kind == store::NameKind::tournament ? "/event e:"
                                                                      : "/player p:";
    lines[named.kind].push_back(command + std::to_string(named.id));
  }
  std::vector<std::string> some;
  for (const auto& [kind, all] : lines) {
    const auto stride = std::max<std::size_t>(1, all.size() / asked_of_each);
    for (std::size_t at = 0; at < all.size(); at += stride) some.push_back(all[at]);
  }
  return some;
}

inline void show_profiles(const FilledStore::Fill& fill) {
  Town town;
  auto lines = fill_town(town, fill);
  lines.insert(lines.end(), {"/events", "/ranking", "/ranking system:valve_europe", "/help"});

  town.play([&]() -> Task<void> {
    town.start_bot();
    co_await town.until_ready();
    for (const auto& line : lines) {
      const auto outcome = co_await town.act(line);
      EXPECT_EQ(outcome.state, sim::Outcome::State::answered) << line;
      EXPECT_FALSE(outcome.json.empty()) << line;
    }
    EXPECT_TRUE(town.discord->violations().empty()) << town.discord->violations().front();
    EXPECT_EQ(town.discord->statistics().refused, 0);
    EXPECT_EQ(town.discord->statistics().failed_interactions, 0);
  });
  fmt::print("{} answers\n", lines.size());
}

}  // namespace cs2::test
