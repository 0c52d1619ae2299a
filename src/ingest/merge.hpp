// What several sources say about one match → what we hold true.
//
// A pure function of the latest word of each source, so the order in which they arrive does not matter. Each
// fact comes from the most trusted source that has it; on top of that:
// - an end is final: a result or a cancellation is undone only by its own source, or by a more trusted one
// that says
//   otherwise well after the end was last confirmed. So a source that lags a minute behind does not restart a
//   match.
// - of two ends the one with a score counts before one that names a winner alone, as some histories do.
// - while nothing is over, words that are old do not speak: a source that went silent cannot keep a match
// from starting.
// - of two live scores the one with more maps decided is the newer.
// - streams, links and maps are the union of all; a half that only one source knows is kept.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "model/match.hpp"
#include "model/override.hpp"

namespace cs2::ingest {

struct SourceRecord {
  ProviderName provider = ProviderName::sample;
  std::string external_id;
  Timestamp at;  // when the source said so last
  Match facts;   // in the match's orientation; id and revision do not matter
};

// What two sources or more say differently: "winner" or "score" of a finished match, or the "start" of one
// that is ahead.
struct Disagreement {
  std::string_view fact;
  std::string detail;  // "pandascore: 2:1, liquipedia: 1:2"
};

struct Merged {
  Match match;  // id and revision unset
  std::vector<Disagreement> disagreements;
};

// `words` must not be empty. `now` bounds the validity of what is put together: where facts of several
// sources break a rule that each alone keeps, only the leading source's count.
// What the operator set by hand wins over every word; see model/override.hpp.
Merged merge(std::vector<SourceRecord> records, Timestamp now, const std::vector<Override>& overrides = {});

}  // namespace cs2::ingest
