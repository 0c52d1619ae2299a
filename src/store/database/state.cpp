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
  for (auto& [provider_name, feed, lists_matches, succeeded_at, tried_at, failures, last_error] :
       store.sql()
           .read()
           ->select<Row<std::string, std::string, bool, std::optional<Timestamp>, std::optional<Timestamp>,
                        int, std::string>>(
               "SELECT provider, feed, lists_matches, succeeded_at, tried_at, failures, last_error "
               "FROM feed ORDER BY provider, feed")) {
    const auto provider = parse_provider(provider_name);
    if (!provider) continue;  // a newer version knew it
    feeds.push_back({.provider = *provider,
                     .feed = std::move(feed),
                     .lists_matches = lists_matches,
                     .succeeded_at = succeeded_at,
                     .tried_at = tried_at,
                     .failures = failures,
                     .last_error = std::move(last_error)});
  }
  return feeds;
}

void save_feed(Store& store, const FeedState& feed) {
  Writing writing{store};
  writing.sql().run(R"(
        INSERT INTO feed (provider, feed, lists_matches, succeeded_at, tried_at, failures, last_error)
        VALUES (:provider, :feed, :lists_matches, :succeeded_at, :tried_at, :failures, :last_error)
        ON CONFLICT (provider, feed) DO UPDATE
        SET lists_matches = excluded.lists_matches, succeeded_at = excluded.succeeded_at, tried_at = excluded.tried_at, failures = excluded.failures,
            last_error = excluded.last_error)",
                    name(feed.provider), feed.feed, feed.lists_matches, feed.succeeded_at, feed.tried_at,
                    feed.failures, feed.last_error);
  writing.touch(Topic::feeds);
  writing.commit();
}

}  // namespace cs2::store
