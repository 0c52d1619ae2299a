#include "store/identity/reviews.hpp"

#include "base/enum_names.hpp"
#include "store/database/internal/transaction.hpp"
#include "store/facts/internal/fact_rows.hpp"
#include "store/identity/internal/identity_tables.hpp"
#include "store/identity/internal/review_rows.hpp"

namespace cs2::store {
namespace {

struct ReviewRow {
  Review review;
  std::string entity, parts, provider, state;
  auto columns() {
    auto& row = review;
    return std::tie(row.id, entity, row.ours, row.candidate, parts, provider, row.external_id,
                    row.observation, row.noted_at, state, row.decided_at, row.decided_by, row.reason);
  }
};

constexpr std::string_view columns =
    "id, kind, ours, candidate, parts, provider, external, observation, noted_at, state, decided_at, "
    "decided_by, reason";

std::string still_open() {
  std::string text = "state = 'open'";
  for (const auto entity : {EntityKind::team, EntityKind::player, EntityKind::tournament, EntityKind::match})
    text += fmt::format(
        " AND (kind <> '{0}' OR NOT EXISTS (SELECT 1 FROM {0} "
        "WHERE {0}.retired_at IS NOT NULL AND ({0}.id = review.ours OR {0}.id = review.candidate)))",
        name(entity));
  return text;
}

ReviewState parse_state(std::string_view text) {
  if (text == "merged") return ReviewState::merged;
  return text == "apart" ? ReviewState::apart : ReviewState::open;
}

Review review_of(Sql& sql, ReviewRow row) {
  auto review = std::move(row.review);
  review.entity = readable(parse_entity_kind(row.entity), "review", review.id);
  review.provider = readable(parse_provider(row.provider), "review", review.id);
  review.score = parse_score(row.parts);
  review.state = parse_state(row.state);
  review.ours_name = describe(sql, review.entity, review.ours);
  review.candidate_name = describe(sql, review.entity, review.candidate);
  return review;
}

}  // namespace

std::string_view name(ReviewState state) {
  static constexpr auto names = names_of<ReviewState>(
      {{ReviewState::open, "open"}, {ReviewState::merged, "merged"}, {ReviewState::apart, "apart"}});
  return name_in(names, state);
}

std::vector<Review> list_open_reviews(Store& store, int count) {
  Reading reading{store};
  std::vector<Review> reviews;
  for (auto& row : reading.sql().select<ReviewRow>(
           fmt::format("SELECT {} FROM review WHERE {} ORDER BY points DESC, id LIMIT :count", columns,
                       still_open()),
           count))
    reviews.push_back(review_of(reading.sql(), std::move(row)));
  return reviews;
}

std::int64_t count_open_reviews(Store& store) {
  const auto row = store.sql().read()->select_one<Row<std::int64_t>>(
      fmt::format("SELECT COUNT(*) FROM review WHERE {}", still_open()));
  return row ? std::get<0>(*row) : 0;
}

std::optional<Review> find_review(Store& store, std::int64_t id) {
  Reading reading{store};
  auto row =
      reading.sql().select_one<ReviewRow>(fmt::format("SELECT {} FROM review WHERE id = :id", columns), id);
  if (!row) return std::nullopt;
  return review_of(reading.sql(), std::move(*row));
}

Result<void> keep_apart(Store& store, std::int64_t id, const std::string& by, const std::string& reason) {
  const auto review = find_review(store, id);
  if (!review) return fail(ErrorKind::not_found, "review {} not found", id);
  if (review->state == ReviewState::merged)
    return fail(ErrorKind::conflict, "review {} was merged; undo that first", id);
  Writing writing{store};
  writing.sql().run(
      "UPDATE review SET state = 'apart', decided_at = :at, decided_by = :by, reason = :reason "
      "WHERE id = :id AND state <> 'merged'",
      store.clock().now(), by, reason, id);
  writing.commit();
  return {};
}

}  // namespace cs2::store
