// The country whose flag stands for a language.
#pragma once

#include <string>
#include <string_view>

namespace cs2::locale {

// "BR" of "pt", where most of its speakers live; empty for what is no language of ISO 639.
std::string likely_country(std::string_view language_code);

}  // namespace cs2::locale
