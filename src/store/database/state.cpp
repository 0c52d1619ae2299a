#include "store/database/state.hpp"

#include <fmt/format.h>

#include "base/number.hpp"
#include "store/database/internal/transaction.hpp"

namespace cs2::store {

std::optional<std::string> find_state(Store& store, const std::string& key) {
  auto row =
      store.sql().read()->select_one<Row<std::string>>("SELECT value FROM state WHERE key = :key", key);
  if (!row) return std::nullopt;
  return std::move(std::get<0>(*row));
}

void save_state(Store& store, const std::string& key, const std::string& value) {
  store.sql().write()->run(
      "INSERT INTO state (key, value) VALUES (:key, :value) "
      "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      key, value);
}

namespace {

std::string reading_key(ProviderName provider) {
  return fmt::format("reading_since.{}", name(provider));
}

}  // namespace

void note_reading(Store& store, ProviderName provider) {
  store.sql().write()->run(
      "INSERT INTO state (key, value) VALUES (:key, :value) ON CONFLICT (key) DO NOTHING",
      reading_key(provider), std::to_string(unix_milliseconds(store.clock().now())));
}

std::optional<Timestamp> find_reading_since(Store& store, ProviderName provider) {
  const auto value = find_state(store, reading_key(provider));
  const auto at = value ? parse_digits(*value) : std::nullopt;
  return at ? std::optional{from_unix_milliseconds(*at)} : std::nullopt;
}

std::vector<FeedState> list_feeds(Store& store) {
  std::vector<FeedState> feeds;
  for (auto& [provider_name, feed, lists_matches, succeeded_at, tried_at, failures, failing_since,
              last_error] :
       store.sql()
           .read()
           ->select<Row<std::string, std::string, bool, std::optional<Timestamp>, std::optional<Timestamp>,
                        int, std::optional<Timestamp>, std::string>>(
               "SELECT provider, feed, lists_matches, succeeded_at, tried_at, failures, failing_since, "
               "last_error FROM feed ORDER BY provider, feed")) {
    const auto provider = parse_provider(provider_name);
    if (!provider) continue;  // a newer version knew it
    feeds.push_back({.provider = *provider,
                     .feed = std::move(feed),
                     .lists_matches = lists_matches,
                     .succeeded_at = succeeded_at,
                     .tried_at = tried_at,
                     .failures = failures,
                     .failing_since = failing_since,
                     .last_error = std::move(last_error)});
  }
  return feeds;
}

namespace {

constexpr const char* insert_feed = R"(
    INSERT INTO feed
      (provider, feed, lists_matches, succeeded_at, tried_at, failures, failing_since, last_error)
    VALUES
      (:provider, :feed, :lists_matches, :succeeded_at, :tried_at, :failures, :failing_since, :last_error)
    ON CONFLICT (provider, feed) DO )";

void write_feed(Sql& sql, const FeedState& feed, std::string_view on_conflict) {
  sql.run(fmt::format("{}{}", insert_feed, on_conflict), name(feed.provider), feed.feed, feed.lists_matches,
          feed.succeeded_at, feed.tried_at, feed.failures, feed.failing_since, feed.last_error);
}

// Of lists that fail the one that was read longest ago says how old the matches may be.
void add_to(SourceStatus& source, const FeedState& feed) {
  if (feed.failing_since) {
    const bool first = !source.failing_since;
    source.failing_since = first ? *feed.failing_since : std::min(*source.failing_since, *feed.failing_since);
    source.read_at = first ? feed.succeeded_at : std::min(source.read_at, feed.succeeded_at);
  } else if (!source.failing_since) {
    source.read_at = std::max(source.read_at, feed.succeeded_at);
  }
}

}  // namespace

void save_feed(Store& store, const FeedState& feed) {
  Writing writing{store};
  write_feed(writing.sql(), feed, R"(UPDATE
    SET lists_matches = excluded.lists_matches, succeeded_at = excluded.succeeded_at,
        tried_at = excluded.tried_at, failures = excluded.failures, failing_since = excluded.failing_since,
        last_error = excluded.last_error)");
  writing.touch(Topic::feeds);
  writing.commit();
}

void offer_feeds(Store& store, const std::vector<FeedState>& feeds) {
  std::vector<std::string> providers;
  for (const auto& feed : feeds) providers.emplace_back(name(feed.provider));
  Writing writing{store};
  writing.sql().run("DELETE FROM feed WHERE NOT (provider IN TEXTS(:providers))", providers);
  for (const auto& feed : feeds) write_feed(writing.sql(), feed, "NOTHING");
  writing.touch(Topic::feeds);
  writing.commit();
}

std::vector<SourceStatus> list_source_statuses(Store& store) {
  return *store.answers().remember<std::vector<SourceStatus>>(Topic::feeds, "statuses", [&] {
    std::vector<SourceStatus> sources;
    for (const auto& feed : list_feeds(store)) {
      if (!feed.lists_matches) continue;
      if (sources.empty() || sources.back().provider != feed.provider)
        sources.push_back({.provider = feed.provider, .read_at = {}, .failing_since = {}});
      add_to(sources.back(), feed);
    }
    return sources;
  });
}

}  // namespace cs2::store
