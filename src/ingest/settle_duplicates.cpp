#include "ingest/settle_duplicates.hpp"
#include "ingest/compare.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "base/limits/ingest.hpp"
#include "base/log.hpp"
#include "ingest/identity/duplicates.hpp"
#include "ingest/identity/match_resemblance.hpp"
#include "ingest/identity/source_records.hpp"
#include "ingest/identity/team.hpp"
#include "ingest/identity/weights.hpp"
#include "store/identity/reviews.hpp"

namespace cs2::ingest {
namespace {

const std::string by_us = "ingest";

std::string reason_of(const Resemblance& resemblance) {
  std::string text = fmt::format("{} points:", resemblance.points());
  for (const auto& [name, points] : resemblance.reasons) text += fmt::format(" {} {:+}", name, points);
  return text;
}

store::Merge merge_of(const Duplicate& found, std::optional<std::int64_t> cause) {
  return {.entity = found.entity,
          .from = found.from,
          .into = found.into,
          .by = by_us,
          .reason = reason_of(found.resemblance),
          .cause = cause};
}

// False when the store refuses, for example because the two played each other.
bool merge_double(store::Store& store, const store::Merge& wanted, Timestamp now, Metrics& metrics) {
  const auto merged = merge(store, wanted, now, metrics);
  if (!merged)
    log::debug("ingest: duplicate not merged", {{"thing", name(wanted.entity)},
                                                {"from", wanted.from},
                                                {"into", wanted.into},
                                                {"detail", merged.error().detail}});
  return merged.has_value();
}

void note_doubts(store::Store& store, ProviderName provider, Timestamp at,
                 const std::vector<Duplicate>& ambiguous) {
  if (ambiguous.empty()) return;
  Batch batch{.provider = provider, .observed_at = at};
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

// What a report leaves in doubt about two teams their past may decide.
void look_back(store::Store& store, Doubles& doubles) {
  std::vector<Duplicate> sure;
  std::erase_if(doubles.ambiguous, [&](Duplicate& found) {
    const bool is_told_apart = std::ranges::find(found.resemblance.reasons, weights::told_apart.name,
                                                 &Reason::name) != found.resemblance.reasons.end();
    if (found.entity != EntityKind::team || is_told_apart) return false;
    const TeamId one{found.from};
    const TeamId other{found.into};
    const auto shared =
        count_shared(store::list_match_rows_of(store, one, limits::compared_matches_max), one,
                     store::list_match_rows_of(store, other, limits::compared_matches_max), other);
    add_shared(shared, found.resemblance);
    if (found.resemblance.points() < same_from) return false;
    sure.push_back(std::move(found));
    return true;
  });
  doubles.same.insert(doubles.same.begin(), std::make_move_iterator(sure.begin()),
                      std::make_move_iterator(sure.end()));
}

// What two teams had each for itself is double once they are one: matches, and who plays for them.
void settle_team(store::Store& store, TeamId team, std::optional<std::int64_t> cause, Timestamp now,
                 Metrics& metrics) {
  for (int round = 0; round < limits::settle_rounds_max; ++round) {
    const auto doubles = find_doubles_within(store::load_snapshot(store, team, limits::settled_matches_max));
    bool merged = false;
    for (const auto& found : doubles.same)
      merged = merge_double(store, merge_of(found, cause), now, metrics) || merged;
    if (merged) continue;
    note_doubts(store, ProviderName::sample, now, doubles.ambiguous);
    break;
  }
}

}  // namespace

void settle(store::Store& store, const Report& report, Timestamp now, Metrics& metrics) {
  for (int round = 0; round < limits::settle_rounds_max; ++round) {
    auto duplicates = find_doubles(report, store::load_snapshot(store, report));
    look_back(store, duplicates);
    bool merged = false;
    EntityKind settled = EntityKind::match;
    for (const auto& found : duplicates.same) {
      // What was found of matches is stale once teams or tournaments became one.
      if (merged && found.entity != settled) break;
      settled = found.entity;
      merged = merge_double(store, merge_of(found, std::nullopt), now, metrics) || merged;
    }
    if (merged) continue;
    note_doubts(store, report.provider, report.observed_at, duplicates.ambiguous);
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
  if (wanted.entity == EntityKind::team) settle_team(store, TeamId{wanted.into}, *merged, now, metrics);
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

Result<void> undo(store::Store& store, std::int64_t operation, const std::string& by, Timestamp now,
                  Metrics& metrics) {
  const auto undone = store::undo(store, operation, by);
  if (!undone) return failed(undone);
  std::vector<MatchId> matches;
  for (const auto& each : *undone) {
    if (each.entity != EntityKind::match) continue;
    for (const auto id : {each.ours, each.other.value_or(each.ours)}) matches.push_back(MatchId{id});
  }
  if (const auto recomputed = recompute_matches(store, matches, now); !recomputed) return recomputed;
  const auto& wanted = undone->back();
  if (wanted.entity != EntityKind::team) return {};
  for (const auto id : {wanted.ours, wanted.other.value_or(wanted.ours)})
    settle_team(store, TeamId{id}, std::nullopt, now, metrics);
  return {};
}

}  // namespace cs2::ingest
