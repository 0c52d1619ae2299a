// What is special about each source of facts, in one table: how it is named to readers and to the database,
// whom its terms ask us to credit, and how far its word is trusted. And how up to date it is.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "model/provider_name.hpp"

namespace cs2 {

struct SourceTraits {
  ProviderName provider;
  std::string_view name;       // as stored, in settings and in metrics: "pandascore"
  std::string_view label;      // its own spelling: "PandaScore"
  std::string_view credit;     // what its terms ask for beside the label; empty: nothing
  std::string_view home_page;  // where a reader finds it when no page of its own is known; empty: nowhere
  int result_trust;            // whose status, score and winner count: the lowest first, each number once
  int roster_trust;  // of who plays for a team: who dates moves and names roles before who lists who is there
  std::string_view licence_page = {};  // of the licence that the credit names; empty: it names none
  bool leads_names = false;    // its names and logos replace those of the others, which only fill gaps
  bool tells_days = false;     // of most matches it knows the day alone
  bool ids_are_names = false;  // it identifies nothing, so what is spelled alike is one
  bool is_archive = false;     // files that an operator loads, each a source of its own
};

std::span<const SourceTraits> source_traits();
const SourceTraits& traits_of(ProviderName provider);

// How up to date a source's lists of matches are, and so what "no match" is worth. A source that answers
// "nothing new" was read; one that was never asked, or that could not be asked, was not. Answers, /readyz and
// doctor say the same because they ask here.
struct SourceStatus {
  ProviderName provider = ProviderName::sample;
  std::optional<Timestamp> read_at;  // absent: never; of lists that fail the one read longest ago counts
  std::optional<Timestamp> failing_since;  // one of its lists cannot be read, since then without a success

  bool operator==(const SourceStatus&) const = default;
};

enum class SourceState {
  never_read,
  current,
  outdated,  // it fails for longer than a hiccup, or nobody asks it any more
};

SourceState state_of(const SourceStatus& source, Timestamp now);

enum class MatchDataState {
  loading,   // no source has been read yet
  outdated,  // some source is behind
  current,
};

struct MatchDataStatus {
  MatchDataState state = MatchDataState::loading;
  std::vector<SourceStatus> behind;  // the sources that make it outdated, most trusted first
};

MatchDataStatus match_data_status(std::span<const SourceStatus> sources, Timestamp now);

// Whether one source speaks under both ids. Each imported archive is a source of its own; an id that does not
// say of which archive it is belongs to none that we could compare.
bool is_same_source(ProviderName provider, std::string_view id, ProviderName other_provider,
                    std::string_view other_id);

// Of whatever has a provider and an external id.
bool is_same_source(const auto& one, const auto& other) {
  return is_same_source(one.provider, one.external_id, other.provider, other.external_id);
}

}  // namespace cs2
