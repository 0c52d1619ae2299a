// Countries and regions in the reader's language, whatever a source calls them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "locale/language.hpp"

namespace cs2::view {

// "Western Europe" of a source's "WEU"; a region that we do not know as it was written, cleaned. No markdown
// yet.
std::string region_name(std::string_view written, const locale::Language& language);

// "🇩🇰 Denmark"; empty where the country is not known.
std::string country_text(const std::optional<std::string>& code, const locale::Language& language);
std::string flag(std::string_view code);

}  // namespace cs2::view
