#include "model/source_traits.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace cs2 {
namespace {

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
                 .roster_trust = 0},
    SourceTraits{.provider = ProviderName::liquipedia,  // the same facts as lpdb, read off a page
                 .name = "liquipedia",
                 .label = "Liquipedia",
                 .credit = "CC BY-SA 3.0",
                 .home_page = "https://liquipedia.net/counterstrike",
                 .result_trust = 2,
                 .roster_trust = 1},
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

bool is_same_source(ProviderName provider, std::string_view id, ProviderName other_provider,
                    std::string_view other_id) {
  if (provider != other_provider) return false;
  if (!traits_of(provider).is_archive) return true;
  const auto archive = import_source(id);
  return !archive.empty() && archive == import_source(other_id);
}

}  // namespace cs2
