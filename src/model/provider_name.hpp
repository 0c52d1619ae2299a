// Who says so: the sources of facts, by the names under which they are stored.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cs2 {

// `imported` are files of past results that an operator loads. Each names its own source, which comes before
// the colon of its external ids: "my-archive:4711".
enum class ProviderName { pandascore, liquipedia, lpdb, valve, hltv, imported, sample };

std::string_view name(ProviderName provider);  // as stored: "pandascore"
std::optional<ProviderName> parse_provider(std::string_view name);
std::vector<std::string> provider_names();

// Of an imported external id: "my-archive". Empty where it names none.
std::string_view import_source(std::string_view external_id);

}  // namespace cs2
