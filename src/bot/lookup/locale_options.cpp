#include "bot/lookup/locale_options.hpp"

#include <fmt/format.h>

#include <span>
#include <string_view>
#include <vector>

#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "locale/review.hpp"
#include "locale/time_zone.hpp"

namespace cs2::bot {
namespace {

Choices suggest_time_zones(const Call& call, std::string_view typed) {
  Choices choices;
  for (auto& [zone, label] :
       locale::list_time_zones(typed, limits::suggestions, call.now(), call.asker_language())) {
    choices.push_back(
        {.name = {.text = shorten(label, limits::choice_name), .by_locale = {}}, .value = std::move(zone)});
  }
  return choices;
}

// "de" of de.toml.
std::span<const std::string_view> language_codes() {
  static const auto codes = [] {
    std::vector<std::string_view> names;
    for (const auto& file : locale::embedded_catalogues())
      names.push_back(file.name.substr(0, file.name.rfind('.')));
    return names;
  }();
  return codes;
}

}  // namespace

const ChoiceOption language_option{
    .name = "language", .values = language_codes(), .label = locale::language_name};
const TextOption time_zone_option{.name = "time_zone", .suggest = suggest_time_zones};

std::string translation_note(const locale::Language& language, const locale::Catalogue& catalogue) {
  const auto share = locale::reviewed_share(language, catalogue.source(), locale::embedded_reviews());
  if (share >= 1) return {};
  return language.say(
      "help.translation",
      {{"share", share}, {"url", fmt::format("<{}/blob/main/docs/translating.md>", project_url)}});
}

}  // namespace cs2::bot
