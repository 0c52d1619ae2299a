// Countries and regions in the reader's language, whatever a source calls them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "locale/language.hpp"

namespace cs2::view {

// "Western Europe" of a source's "WEU"; empty for a word that model/region does not know.
std::string region_name(std::string_view written, const locale::Language& language);

// "🇩🇰 Denmark"; empty where the country is not known.
std::string country_text(const std::optional<std::string>& code, const locale::Language& language);
std::string flag(std::string_view code);

}  // namespace cs2::view
