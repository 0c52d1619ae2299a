#include "store/reviews.hpp"

#include "store/identity_things.hpp"
#include "store/review_parts.hpp"
#include "store/rows.hpp"
#include "store/transaction.hpp"

namespace cs2::store {
namespace {

struct ReviewRow {
  Review review;
  std::string thing, parts, provider, state;
  auto columns() {
    auto& row = review;
    return std::tie(row.id, thing, row.ours, row.candidate, parts, provider, row.external_id, row.observation,
                    row.noted_at, state, row.decided_at, row.decided_by);
  }
};

constexpr std::string_view columns =
    "id, kind, ours, candidate, parts, provider, external, observation, noted_at, state, decided_at, "
    "decided_by";

std::string still_open() {
  std::string text = "state = 'open'";
  for (const auto thing : {Thing::team, Thing::player, Thing::tournament, Thing::match})
    text += fmt::format(
        " AND (kind <> '{0}' OR NOT EXISTS (SELECT 1 FROM {0} "
        "WHERE {0}.retired_at IS NOT NULL AND ({0}.id = review.ours OR {0}.id = review.candidate)))",
        name(thing));
  return text;
}

ReviewState parse_state(std::string_view text) {
  if (text == "merged") return ReviewState::merged;
  return text == "apart" ? ReviewState::apart : ReviewState::open;
}

Review review_of(Sql& sql, ReviewRow row) {
  auto review = std::move(row.review);
  review.thing = readable(parse_thing(row.thing), "review", review.id);
  review.provider = readable(parse_provider(row.provider), "review", review.id);
  review.score = parse_score(row.parts);
  review.state = parse_state(row.state);
  review.ours_name = describe(sql, review.thing, review.ours);
  review.candidate_name = describe(sql, review.thing, review.candidate);
  return review;
}

}  // namespace

std::string_view name(ReviewState state) {
  switch (state) {
    case ReviewState::open:
      return "open";
    case ReviewState::merged:
      return "merged";
    case ReviewState::apart:
      return "apart";
  }
  return "unknown";
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

Result<void> keep_apart(Store& store, std::int64_t id, const std::string& by) {
  const auto review = find_review(store, id);
  if (!review) return fail(ErrorKind::not_found, "review {} not found", id);
  if (review->state == ReviewState::merged)
    return fail(ErrorKind::conflict, "review {} was merged; undo that first", id);
  Writing writing{store};
  writing.sql().run(
      "UPDATE review SET state = 'apart', decided_at = :at, decided_by = :by "
      "WHERE id = :id AND state <> 'merged'",
      store.clock().now(), by, id);
  writing.commit();
  return {};
}

}  // namespace cs2::store
