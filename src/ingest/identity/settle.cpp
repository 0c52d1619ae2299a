#include "ingest/identity/settle.hpp"
#include "ingest/compare.hpp"

#include <fmt/format.h>

#include "base/limits/ingest.hpp"
#include "base/log.hpp"
#include "ingest/identity/doubles.hpp"
#include "ingest/identity/match_resemblance.hpp"
#include "ingest/identity/words.hpp"
#include "store/reviews.hpp"

namespace cs2::ingest {
namespace {

const std::string by_us = "ingest";

std::string reason_of(const Resemblance& resemblance) {
  std::string text = fmt::format("{} points:", resemblance.points());
  for (const auto& [name, points] : resemblance.reasons) text += fmt::format(" {} {:+}", name, points);
  return text;
}

// False when the store refuses, for example because the two played each other.
bool merge_double(store::Store& store, const Double& found, Timestamp now, Metrics& metrics) {
  const auto merged = merge(store,
                            {.thing = found.thing,
                             .from = found.from,
                             .into = found.into,
                             .by = by_us,
                             .reason = reason_of(found.resemblance)},
                            now, metrics);
  if (!merged)
    log::debug("ingest: duplicate not merged", {{"thing", name(found.thing)},
                                                {"from", found.from},
                                                {"into", found.into},
                                                {"detail", merged.error().detail}});
  return merged.has_value();
}

void note_doubts(store::Store& store, const Report& report, const std::vector<Double>& doubtful) {
  if (doubtful.empty()) return;
  Batch batch{.provider = report.provider, .observed_at = report.observed_at};
  for (const auto& found : doubtful)
    batch.reviews.push_back({.thing = found.thing,
                             .ours = found.from,
                             .candidate = found.into,
                             .score = found.resemblance,
                             .external_id = found.external_id,
                             .observation = found.observation});
  if (const auto noted = store::apply(store, batch); !noted)
    log::warning("ingest: saving reviews failed", {{"detail", noted.error().detail}});
}

void settle_matches_of(store::Store& store, TeamId team, Timestamp now, Metrics& metrics) {
  const auto matches = store::list_matches_of(store, team, limits::settled_matches_max);
  const auto known = store::load_known(store, matches);
  for (const auto& found : find_double_matches(known, {matches.begin(), matches.end()}).same)
    merge_double(store, found, now, metrics);
}

}  // namespace

void settle(store::Store& store, const Report& report, Timestamp now, Metrics& metrics) {
  for (int round = 0; round < limits::settle_rounds_max; ++round) {
    const auto doubles = find_doubles(report, store::load_known(store, report));
    bool merged = false;
    Thing settled = Thing::match;
    for (const auto& found : doubles.same) {
      // What was found of matches is stale once teams or tournaments became one.
      if (merged && found.thing != settled) break;
      settled = found.thing;
      merged = merge_double(store, found, now, metrics) || merged;
    }
    if (merged) continue;
    note_doubts(store, report, doubles.doubtful);
    break;
  }
  metrics.set("cs2results_reviews_open", {}, static_cast<double>(store::count_open_reviews(store)));
}

Result<std::int64_t> merge(store::Store& store, const store::Merge& wanted, Timestamp now, Metrics& metrics) {
  const auto merged = store::merge(store, wanted);
  if (!merged) return merged;
  metrics.count("cs2results_merges_total", {{"thing", name(wanted.thing)}});
  log::info("ingest: duplicate merged", {{"thing", name(wanted.thing)},
                                         {"from", wanted.from},
                                         {"into", wanted.into},
                                         {"by", wanted.by},
                                         {"reason", wanted.reason},
                                         {"operation", *merged}});
  if (wanted.thing == Thing::match) {
    if (const auto told = retell(store, {MatchId{wanted.into}}, now); !told) return failed(told);
  }
  if (wanted.thing == Thing::team) settle_matches_of(store, TeamId{wanted.into}, now, metrics);
  return merged;
}

Result<void> retell(store::Store& store, const std::vector<MatchId>& matches, Timestamp now,
                    Telling telling) {
  for (int tries = 1;; ++tries) {
    const auto known = store::load_known(store, matches);
    Batch batch{.provider = ProviderName::sample, .observed_at = now};
    for (const auto& [id, row] : known.rows) {
      const auto words = words_about(known, row);
      if (words.empty()) continue;
      const auto overrides = known.overrides.find(id);
      auto match =
          merge(words, now, overrides == known.overrides.end() ? std::vector<Override>{} : overrides->second)
              .match;
      match.id = id;
      match.revision = row.revision;
      if (match == row) continue;
      auto changes = telling == Telling::aloud ? compare(row, match, now) : std::vector<Change>{};
      batch.matches.push_back({.match = std::move(match), .external_ids = {}, .changes = std::move(changes)});
    }
    const auto applied = store::apply(store, batch);
    if (applied) return {};
    if (applied.error().kind != ErrorKind::conflict || tries >= limits::ingest_conflicts_max)
      return failed(applied);
  }
}

Result<void> undo(store::Store& store, const store::IdentityOperation& operation, const std::string& by,
                  Timestamp now) {
  if (const auto undone = store::undo(store, operation.id, by); !undone) return undone;
  if (operation.thing != Thing::match) return {};
  std::vector<MatchId> matches{MatchId{operation.ours}};
  if (operation.other) matches.push_back(MatchId{*operation.other});
  return retell(store, matches, now);
}

}  // namespace cs2::ingest
