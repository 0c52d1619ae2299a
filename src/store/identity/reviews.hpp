// The review list: pairs of ours that may be one, for a person or a later observation to decide.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "model/provider_name.hpp"
#include "model/review.hpp"
#include "store/store.hpp"

namespace cs2::store {

enum class ReviewState { open, merged, apart };

std::string_view name(ReviewState state);  // as stored: "open"

struct Review {
  std::int64_t id = 0;
  EntityKind entity = EntityKind::team;
  std::int64_t ours = 0;
  std::int64_t candidate = 0;
  std::string ours_name;  // of a match: who plays and when
  std::string candidate_name;
  Resemblance score;
  ProviderName provider = ProviderName::sample;
  std::string external_id;
  std::string observation;
  Timestamp noted_at;
  ReviewState state = ReviewState::open;
  std::optional<Timestamp> decided_at;
  std::optional<std::string> decided_by;
  std::optional<std::string> reason;  // of that decision
};

// The surest first, at most `count`. A pair of which one was retired or merged meanwhile is no question any
// more.
std::vector<Review> list_open_reviews(Store& store, int count);
std::int64_t count_open_reviews(Store& store);
std::optional<Review> find_review(Store& store, std::int64_t id);

// These two are different, whatever they look like; remembered for good. not_found: no such review; conflict:
// they were merged, which has to be undone first.
Result<void> keep_apart(Store& store, std::int64_t review, const std::string& by, const std::string& reason);

}  // namespace cs2::store
