// The real binary shows some of what a store holds.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "e2e/profiles/filled_store.hpp"
#include "store/queries/names.hpp"
#include "support/test_server.hpp"

namespace cs2::test {

inline constexpr std::size_t asked_of_each = 8;

// Fills the database of the town, and gives lines that ask for some of it.
inline std::vector<std::string> fill_town(TestServer& server, const FilledStore::Fill& fill) {
  FilledStore filled{server.environment.at("DATABASE_URL"), server.clock, server.metrics, fill};
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
  TestServer server;
  auto lines = fill_town(server, fill);
  lines.insert(lines.end(), {"/events", "/ranking", "/ranking system:valve_europe", "/help"});

  server.play([&]() -> Task<void> {
    server.start_bot();
    co_await server.until_ready();
    for (const auto& line : lines) {
      const auto outcome = co_await server.act(line);
      EXPECT_EQ(outcome.state, sim::Outcome::State::answered) << line;
      EXPECT_FALSE(outcome.json.empty()) << line;
    }
    EXPECT_TRUE(server.discord->violations().empty()) << server.discord->violations().front();
    EXPECT_EQ(server.discord->statistics().refused, 0);
    EXPECT_EQ(server.discord->statistics().failed_interactions, 0);
  });
  fmt::print("{} answers\n", lines.size());
}

}  // namespace cs2::test
