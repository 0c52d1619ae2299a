#include "store/cache/internal/answers.hpp"

#include <algorithm>
#include <cassert>

#include "base/limits/store.hpp"
#include "base/version.hpp"
#include "store/database/internal/sql.hpp"

namespace cs2::store {
namespace {

constexpr std::array<std::string_view, topics> topic_names{"matches", "names",   "feeds",
                                                           "guilds",  "players", "tables"};

std::size_t index_of(Topic topic) {
  return static_cast<std::size_t>(topic);
}

// Also false when the clock was set back: better to look once too often.
bool is_within(Timestamp now, Timestamp since, milliseconds age_max) {
  return now >= since && now - since < age_max;
}

}  // namespace

std::string_view name(Topic topic) {
  return topic_names[index_of(topic)];
}

Answers::Answers(SqlPool& sql, Cache* shared, const Clock& clock, Metrics& metrics)
    : sql_(sql),
      shared_(shared),
      clock_(clock),
      metrics_(metrics),
      entries_{Lru<Entry>{limits::cached_answers}, Lru<Entry>{limits::cached_answers},
               Lru<Entry>{limits::cached_answers}, Lru<Entry>{limits::cached_guilds},
               Lru<Entry>{limits::cached_answers}, Lru<Entry>{limits::cached_tables}} {}

std::int64_t Answers::generation(Topic topic) {
  const auto now = clock_.now();
  int looks_again = 0;
  {
    const std::lock_guard lock{mutex_};
    looks_again = looks_again_;
    if (checked_at_ && is_within(now, *checked_at_, limits::generation_age_max))
      return generations_[index_of(topic)];
  }
  const auto rows =
      sql_.read()->select<Row<std::string, std::int64_t>>("SELECT topic, value FROM generation");
  const std::lock_guard lock{mutex_};
  for (const auto& [topic_name, value] : rows) {
    const auto found = std::ranges::find(topic_names, topic_name);
    if (found == topic_names.end()) continue;
    // A write of this process may have passed us.
    auto& known = generations_[static_cast<std::size_t>(found - topic_names.begin())];
    known = std::max(known, value);
  }
  // What was asked before somebody wanted newer answers does not count as one.
  if (looks_again == looks_again_) checked_at_ = now;
  return generations_[index_of(topic)];
}

void Answers::invalidate_now() {
  const std::lock_guard lock{mutex_};
  ++looks_again_;
  checked_at_.reset();
}

void Answers::moved(Topic topic, std::int64_t generation) {
  const std::lock_guard lock{mutex_};
  auto& known = generations_[index_of(topic)];
  known = std::max(known, generation);
}

std::shared_ptr<const void> Answers::find(Topic topic, std::string_view key, std::int64_t generation) {
  const auto now = clock_.now();
  const std::lock_guard lock{mutex_};
  const auto* entry = entries_[index_of(topic)].find(key);
  if (entry == nullptr || entry->generation != generation) return nullptr;
  if (!is_within(now, entry->expires_at - limits::answer_life, limits::answer_life)) return nullptr;
  return entry->answer;
}

void Answers::put(Topic topic, std::string_view key, std::int64_t generation,
                  std::shared_ptr<const void> answer) {
  const auto expires_at = clock_.now() + limits::answer_life;
  const std::lock_guard lock{mutex_};
  entries_[index_of(topic)].put(
      key, {.generation = generation, .expires_at = expires_at, .answer = std::move(answer)});
}

void Answers::put_shared(const std::string& key, const std::string& text) {
  shared_->put(key, text, limits::answer_life);
}

std::string Answers::key_in_shared_cache(Topic topic, std::string_view key, std::int64_t generation) {
  std::string installation;
  {
    const std::lock_guard lock{mutex_};
    installation = installation_;
  }
  if (installation.empty()) {
    const auto row =
        sql_.read()->select_one<Row<std::string>>("SELECT value FROM state WHERE key = 'installation'");
    if (!row)
      throw DatabaseError("the database has lost its installation id; run `cs2results migrate` on a new one");
    installation = std::get<0>(*row);
    const std::lock_guard lock{mutex_};
    installation_ = installation;
  }
  return fmt::format("cs2results:{}:{}:{}:{}:{}", installation, version, name(topic), generation, key);
}

void Answers::count_read(std::string_view from) {
  metrics_.count("cs2results_answers_read_total", {{"from", from}});
}

}  // namespace cs2::store
