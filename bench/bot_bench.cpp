// Suggestions at every keystroke, and what a command costs before it is sent.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <algorithm>
#include <chrono>

#include "base/limits/discord.hpp"
#include "bot/search/name_index.hpp"
#include "discord/json.hpp"
#include "invented_names.hpp"
#include "unit/bot/search/hit_rate_fixture.hpp"
#include "unit/bot/world.hpp"

namespace cs2::bot {
namespace {

// What is typed letter by letter on the way to a name, with a typo in every second one.
std::vector<std::string> keystrokes(const std::vector<store::Named>& names) {
  std::vector<std::string> typed;
  for (std::size_t i = 0; i < 64; ++i) {
    auto name = names[i * 97 % names.size()].name;
    if (i % 2 == 0 && name.size() > 4) std::swap(name[2], name[3]);
    for (std::size_t length = 1; length <= name.size(); ++length) typed.push_back(name.substr(0, length));
  }
  return typed;
}

// The spellings of the finding test, in one kind, as people type them at their ends.
std::vector<std::string> spellings() {
  std::vector<std::string> typed;
  for (const auto& spelling : finding::read_spellings(store::NameKind::team)) typed.push_back(spelling.typed);
  return typed;
}

void suggest(benchmark::State& state, const std::vector<std::string>& typed) {
  const NameIndex index{invent_names(static_cast<std::size_t>(state.range(0)))};
  std::size_t next = 0;
  std::vector<double> taken;
  for (auto _ : state) {
    const auto begun = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(
        index.search(typed[next++ % typed.size()], store::NameKind::team, limits::suggestions));
    taken.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
  }
  const auto at_99 = taken.begin() + static_cast<std::ptrdiff_t>(taken.size() * 99 / 100);
  std::nth_element(taken.begin(), at_99, taken.end());
  state.counters["p99_ms"] = *at_99;
}
BENCHMARK_CAPTURE(suggest, keystrokes, keystrokes(invent_names(10'000)))
    ->Arg(10'000)
    ->Arg(50'000)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(suggest, spellings, spellings())->Arg(10'000)->Arg(50'000)->Unit(benchmark::kMicrosecond);

std::size_t heap_bytes() {
  return mallinfo2().uordblks;
}

void build_index(benchmark::State& state) {
  const auto names = invent_names(static_cast<std::size_t>(state.range(0)));
  const auto before = heap_bytes();
  const NameIndex kept{names};
  state.counters["bytes_per_name"] =
      static_cast<double>(heap_bytes() - before) / static_cast<double>(names.size());
  for (auto _ : state) benchmark::DoNotOptimize(NameIndex{names});
}
BENCHMARK(build_index)->Arg(10'000)->Arg(50'000)->Unit(benchmark::kMillisecond);

// A hundred names changed, everything else is taken over.
void renew_index(benchmark::State& state) {
  const auto names = invent_names(static_cast<std::size_t>(state.range(0)));
  const NameIndex older{names};
  store::NameDelta news;
  for (std::size_t i = 0; i < 100; ++i) {
    news.named.push_back(names[i * 89]);
    news.named.back().name += " Renamed";
  }
  for (const auto& named : names) news.weights.emplace(store::NameKey{named.kind, named.id}, named.weight);
  for (auto _ : state) benchmark::DoNotOptimize(NameIndex{older, news});
}
BENCHMARK(renew_index)->Arg(10'000)->Arg(50'000)->Unit(benchmark::kMillisecond);

// The handler with its lookup and its embed, up to the bytes for Discord.
void answer(benchmark::State& state, discord::Interaction interaction) {
  const World world;
  const auto known = world.suggestions();
  const auto* command = find_command(interaction.command);
  for (auto _ : state) {
    const Call call{{.store = *world.store,
                     .interaction = interaction,
                     .catalogue = *world.catalogue,
                     .settings = store::find_guild_settings(*world.store, guild.value),
                     .suggestions = known,
                     .now = world.clock.now()}};
    auto reply = command->run(call);
    benchmark::DoNotOptimize(discord::answer_to_json(discord::AnswerMessage{std::move(reply.message)}));
  }
}
BENCHMARK_CAPTURE(answer, live, command("live"))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(answer, upcoming, command("upcoming"))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(answer, match, command("match", {{"match", "spirit"}}))->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace cs2::bot
