// Who says so: the sources of facts, by the names under which they are stored.
#pragma once

#include <optional>
#include <string_view>

namespace cs2 {

enum class ProviderName { pandascore, liquipedia, lpdb, valve, hltv, sample };

std::string_view name(ProviderName provider);  // as stored: "pandascore"
std::optional<ProviderName> parse_provider(std::string_view name);

}  // namespace cs2
