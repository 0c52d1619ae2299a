#include "provider/shared/country.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace cs2::provider {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

// Folded names, in alphabetical order. Those whose professionals or tournaments are on record, and their
// neighbours.
constexpr auto countries = std::to_array<Row>({
    {"albania", "AL"},
    {"algeria", "DZ"},
    {"andorra", "AD"},
    {"angola", "AO"},
    {"argentina", "AR"},
    {"armenia", "AM"},
    {"australia", "AU"},
    {"austria", "AT"},
    {"azerbaijan", "AZ"},
    {"bahrain", "BH"},
    {"bangladesh", "BD"},
    {"belarus", "BY"},
    {"belgium", "BE"},
    {"bolivia", "BO"},
    {"bosnia and herzegovina", "BA"},
    {"bosnia herzegovina", "BA"},
    {"brazil", "BR"},
    {"bulgaria", "BG"},
    {"cambodia", "KH"},
    {"canada", "CA"},
    {"chile", "CL"},
    {"china", "CN"},
    {"colombia", "CO"},
    {"costa rica", "CR"},
    {"croatia", "HR"},
    {"cuba", "CU"},
    {"cyprus", "CY"},
    {"czech republic", "CZ"},
    {"czechia", "CZ"},
    {"denmark", "DK"},
    {"dominican republic", "DO"},
    {"ecuador", "EC"},
    {"egypt", "EG"},
    {"el salvador", "SV"},
    {"england", "GB"},
    {"estonia", "EE"},
    {"ethiopia", "ET"},
    {"faroe islands", "FO"},
    {"finland", "FI"},
    {"france", "FR"},
    {"georgia", "GE"},
    {"germany", "DE"},
    {"ghana", "GH"},
    {"greece", "GR"},
    {"guatemala", "GT"},
    {"honduras", "HN"},
    {"hong kong", "HK"},
    {"hungary", "HU"},
    {"iceland", "IS"},
    {"india", "IN"},
    {"indonesia", "ID"},
    {"iran", "IR"},
    {"iraq", "IQ"},
    {"ireland", "IE"},
    {"israel", "IL"},
    {"italy", "IT"},
    {"jamaica", "JM"},
    {"japan", "JP"},
    {"jordan", "JO"},
    {"kazakhstan", "KZ"},
    {"kenya", "KE"},
    {"kosovo", "XK"},
    {"kuwait", "KW"},
    {"kyrgyzstan", "KG"},
    {"laos", "LA"},
    {"latvia", "LV"},
    {"lebanon", "LB"},
    {"libya", "LY"},
    {"liechtenstein", "LI"},
    {"lithuania", "LT"},
    {"luxembourg", "LU"},
    {"macau", "MO"},
    {"macedonia", "MK"},
    {"malaysia", "MY"},
    {"maldives", "MV"},
    {"malta", "MT"},
    {"mexico", "MX"},
    {"moldova", "MD"},
    {"monaco", "MC"},
    {"mongolia", "MN"},
    {"montenegro", "ME"},
    {"morocco", "MA"},
    {"myanmar", "MM"},
    {"nepal", "NP"},
    {"netherlands", "NL"},
    {"new zealand", "NZ"},
    {"nicaragua", "NI"},
    {"nigeria", "NG"},
    {"north macedonia", "MK"},
    {"northern ireland", "GB"},
    {"norway", "NO"},
    {"oman", "OM"},
    {"pakistan", "PK"},
    {"palestine", "PS"},
    {"panama", "PA"},
    {"paraguay", "PY"},
    {"peru", "PE"},
    {"philippines", "PH"},
    {"poland", "PL"},
    {"portugal", "PT"},
    {"puerto rico", "PR"},
    {"qatar", "QA"},
    {"romania", "RO"},
    {"russia", "RU"},
    {"saudi arabia", "SA"},
    {"scotland", "GB"},
    {"serbia", "RS"},
    {"singapore", "SG"},
    {"slovakia", "SK"},
    {"slovenia", "SI"},
    {"south africa", "ZA"},
    {"south korea", "KR"},
    {"spain", "ES"},
    {"sri lanka", "LK"},
    {"sweden", "SE"},
    {"switzerland", "CH"},
    {"syria", "SY"},
    {"taiwan", "TW"},
    {"tajikistan", "TJ"},
    {"thailand", "TH"},
    {"trinidad and tobago", "TT"},
    {"tunisia", "TN"},
    {"turkey", "TR"},
    {"turkiye", "TR"},
    {"turkmenistan", "TM"},
    {"ukraine", "UA"},
    {"united arab emirates", "AE"},
    {"united kingdom", "GB"},
    {"united states", "US"},
    {"united states of america", "US"},
    {"uruguay", "UY"},
    {"usa", "US"},
    {"uzbekistan", "UZ"},
    {"venezuela", "VE"},
    {"vietnam", "VN"},
    {"wales", "GB"},
    {"yemen", "YE"},
    {"zimbabwe", "ZW"},
});
static_assert(std::ranges::is_sorted(countries, {}, &Row::first));

}  // namespace

std::optional<std::string> find_country(std::string_view name) {
  constexpr std::size_t name_bytes_max = 100;
  const auto folded = fold(trim(name).substr(0, name_bytes_max));
  if (folded.size() == 2) {
    auto code = std::string{static_cast<char>(folded[0] - 32), static_cast<char>(folded[1] - 32)};
    const auto row = std::ranges::find(countries, std::string_view{code}, &Row::second);
    if (row != countries.end()) return code;
    return std::nullopt;
  }
  const auto row = std::ranges::lower_bound(countries, std::string_view{folded}, {}, &Row::first);
  if (row == countries.end() || row->first != folded) return std::nullopt;
  return std::string{row->second};
}

}  // namespace cs2::provider
