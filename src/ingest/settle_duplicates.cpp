#include "ingest/settle_duplicates.hpp"
#include "ingest/compare.hpp"

#include <fmt/format.h>

#include "base/limits/ingest.hpp"
#include "base/log.hpp"
#include "ingest/identity/duplicates.hpp"
#include "ingest/identity/match_resemblance.hpp"
#include "ingest/identity/source_records.hpp"
#include "store/identity/reviews.hpp"

namespace cs2::ingest {
namespace {

const std::string by_us = "ingest";

std::string reason_of(const Resemblance& resemblance) {
  std::string text = fmt::format("{} points:", resemblance.points());
  for (const auto& [name, points] : resemblance.reasons) text += fmt::format(" {} {:+}", name, points);
  return text;
}

// False when the store refuses, for example because the two played each other.
bool merge_double(store::Store& store, const Duplicate& found, Timestamp now, Metrics& metrics) {
  const auto merged = merge(store,
                            {.entity = found.entity,
                             .from = found.from,
                             .into = found.into,
                             .by = by_us,
                             .reason = reason_of(found.resemblance)},
                            now, metrics);
  if (!merged)
    log::debug("ingest: duplicate not merged", {{"thing", name(found.entity)},
                                                {"from", found.from},
                                                {"into", found.into},
                                                {"detail", merged.error().detail}});
  return merged.has_value();
}

void note_doubts(store::Store& store, const Report& report, const std::vector<Duplicate>& ambiguous) {
  if (ambiguous.empty()) return;
  Batch batch{.provider = report.provider, .observed_at = report.observed_at};
  for (const auto& found : ambiguous)
    batch.reviews.push_back({.entity = found.entity,
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
  const auto known = store::load_snapshot(store, matches);
  for (const auto& found : find_double_matches(known, {matches.begin(), matches.end()}).same)
    merge_double(store, found, now, metrics);
}

}  // namespace

void settle(store::Store& store, const Report& report, Timestamp now, Metrics& metrics) {
  for (int round = 0; round < limits::settle_rounds_max; ++round) {
    const auto duplicates = find_doubles(report, store::load_snapshot(store, report));
    bool merged = false;
    EntityKind settled = EntityKind::match;
    for (const auto& found : duplicates.same) {
      // What was found of matches is stale once teams or tournaments became one.
      if (merged && found.entity != settled) break;
      settled = found.entity;
      merged = merge_double(store, found, now, metrics) || merged;
    }
    if (merged) continue;
    note_doubts(store, report, duplicates.ambiguous);
    break;
  }
  metrics.set("cs2results_reviews_open", {}, static_cast<double>(store::count_open_reviews(store)));
}

Result<std::int64_t> merge(store::Store& store, const store::Merge& wanted, Timestamp now, Metrics& metrics) {
  const auto merged = store::merge(store, wanted);
  if (!merged) return merged;
  metrics.count("cs2results_merges_total", {{"thing", name(wanted.entity)}});
  log::info("ingest: duplicate merged", {{"thing", name(wanted.entity)},
                                         {"from", wanted.from},
                                         {"into", wanted.into},
                                         {"by", wanted.by},
                                         {"reason", wanted.reason},
                                         {"operation", *merged}});
  if (wanted.entity == EntityKind::match) {
    if (const auto reported = recompute_matches(store, {MatchId{wanted.into}}, now); !reported)
      return failed(reported);
  }
  if (wanted.entity == EntityKind::team) settle_matches_of(store, TeamId{wanted.into}, now, metrics);
  return merged;
}

Result<void> recompute_matches(store::Store& store, const std::vector<MatchId>& matches, Timestamp now,
                               Publish publish) {
  for (int tries = 1;; ++tries) {
    const auto known = store::load_snapshot(store, matches);
    Batch batch{.provider = ProviderName::sample, .observed_at = now};
    for (const auto& [id, row] : known.matches.rows) {
      const auto words = words_about(known.matches, row);
      if (words.empty()) continue;
      const auto overrides = known.matches.overrides.find(id);
      auto match =
          merge(words, now,
                overrides == known.matches.overrides.end() ? std::vector<Override>{} : overrides->second)
              .match;
      match.id = id;
      match.revision = row.revision;
      if (match == row) continue;
      auto changes = publish == Publish::yes ? compare(row, match, now) : std::vector<Change>{};
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
  if (operation.entity != EntityKind::match) return {};
  std::vector<MatchId> matches{MatchId{operation.ours}};
  if (operation.other) matches.push_back(MatchId{*operation.other});
  return recompute_matches(store, matches, now);
}

}  // namespace cs2::ingest
