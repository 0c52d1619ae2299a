// Parsing a thousand matches of each source.
#include <benchmark/benchmark.h>

#include "provider/liquipedia/parse.hpp"
#include "provider/pandascore/parse.hpp"
#include "support/liquipedia_cards.hpp"
#include "unit/provider/pandascore/rows.hpp"

namespace cs2::provider {
namespace {

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{18};
constexpr int matches = 1'000;

void parse_pandascore(benchmark::State& state) {
  json::array rows;
  for (int id = 1; id <= matches; ++id) rows.push_back(running_row({{"id", id}}));
  const auto text = list_of(rows);

  for (auto _ : state) benchmark::DoNotOptimize(parse_pandascore_matches(text, now));

  state.SetItemsProcessed(state.iterations() * matches);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void parse_liquipedia(benchmark::State& state) {
  std::vector<Card> cards;
  for (int hour = 1; hour <= matches; ++hour) cards.push_back({.at = now + hours{hour}});
  const auto text = answer_of(page_of(cards));

  for (auto _ : state) benchmark::DoNotOptimize(parse_liquipedia_answer(text, now));

  state.SetItemsProcessed(state.iterations() * matches);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

BENCHMARK(parse_pandascore)->Unit(benchmark::kMillisecond);
BENCHMARK(parse_liquipedia)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cs2::provider
