#include "model/source_traits.hpp"
#include "base/limits/process.hpp"
#include "base/limits/sources.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace cs2 {
namespace {

constexpr std::string_view by_sa = "https://creativecommons.org/licenses/by-sa/3.0/";

// A new source is a line here, a folder in src/provider/ and a line in src/provider/all.cpp.
constexpr std::array sources{
    SourceTraits{.provider = ProviderName::pandascore,  // explicit states, edited by its staff
                 .name = "pandascore",
                 .label = "PandaScore",
                 .credit = "",
                 .home_page = "https://www.pandascore.co",
                 .result_trust = 0,
                 .roster_trust = 3,
                 .leads_names = true},
    SourceTraits{.provider = ProviderName::lpdb,
                 .name = "lpdb",
                 .label = "Liquipedia",
                 .credit = "CC BY-SA 3.0",  // https://liquipedia.net/api-terms-of-use
                 .home_page = "https://liquipedia.net/counterstrike",
                 .result_trust = 1,
                 .roster_trust = 0,
                 .licence_page = by_sa},
    SourceTraits{.provider = ProviderName::liquipedia,  // the same facts as lpdb, read off a page
                 .name = "liquipedia",
                 .label = "Liquipedia",
                 .credit = "CC BY-SA 3.0",
                 .home_page = "https://liquipedia.net/counterstrike",
                 .result_trust = 2,
                 .roster_trust = 1,
                 .licence_page = by_sa},
    SourceTraits{.provider = ProviderName::hltv,
                 .name = "hltv",
                 .label = "HLTV.org",
                 .credit = "",
                 .home_page = "https://www.hltv.org",
                 .result_trust = 3,
                 .roster_trust = 2},
    SourceTraits{.provider = ProviderName::valve,
                 .name = "valve",
                 .label = "Valve Regional Standings",
                 .credit = "event data provided by HLTV.org",  // readme of the repository
                 .home_page = "https://github.com/ValveSoftware/counter-strike_regional_standings",
                 .result_trust = 4,
                 .roster_trust = 4,
                 .tells_days = true,
                 .ids_are_names = true},
    SourceTraits{.provider = ProviderName::imported,  // somebody's archive, of whatever quality
                 .name = "import",
                 .label = "",
                 .credit = "",
                 .home_page = "",
                 .result_trust = 5,
                 .roster_trust = 5,
                 .tells_days = true,
                 .is_archive = true},
    SourceTraits{.provider = ProviderName::sample,
                 .name = "sample",
                 .label = "",
                 .credit = "",
                 .home_page = "",
                 .result_trust = 6,
                 .roster_trust = 6},
};

}  // namespace

std::span<const SourceTraits> source_traits() {
  return sources;
}

const SourceTraits& traits_of(ProviderName provider) {
  const auto* const found = std::ranges::find(sources, provider, &SourceTraits::provider);
  assert(found != sources.end());
  return *found;
}

SourceState state_of(const SourceStatus& source, Timestamp now) {
  if (!source.read_at) return SourceState::never_read;
  const auto patience = source.failing_since ? limits::source_fails_after : limits::source_silent_after;
  return now - *source.read_at > patience ? SourceState::outdated : SourceState::current;
}

MatchDataStatus match_data_status(std::span<const SourceStatus> statuses, Timestamp now) {
  const auto newest = std::ranges::max_element(statuses, {}, &SourceStatus::read_at);
  if (newest == statuses.end() || !newest->read_at) return {};

  MatchDataStatus status{.state = MatchDataState::current, .behind = {}};
  const bool all_stale = now - *newest->read_at > limits::sources_stale_after;
  for (const auto& source : statuses) {
    const auto state = state_of(source, now);
    // One that was switched on just now is still to be read; the others answer meanwhile.
    const bool fails_from_the_start = state == SourceState::never_read && source.failing_since &&
                                      now - *source.failing_since > limits::source_fails_after;
    if (all_stale || fails_from_the_start || state == SourceState::outdated) status.behind.push_back(source);
  }
  std::ranges::sort(status.behind, {},
                    [](const SourceStatus& each) { return traits_of(each.provider).result_trust; });
  if (!status.behind.empty()) status.state = MatchDataState::outdated;
  return status;
}

bool is_same_source(ProviderName provider, std::string_view id, ProviderName other_provider,
                    std::string_view other_id) {
  if (provider != other_provider) return false;
  if (!traits_of(provider).is_archive) return true;
  const auto archive = import_source(id);
  return !archive.empty() && archive == import_source(other_id);
}

}  // namespace cs2
