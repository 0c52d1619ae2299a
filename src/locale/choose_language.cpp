#include "locale/choose_language.hpp"

#include <array>

namespace cs2::locale {
namespace {

using Choice = std::string_view LanguageChoices::*;

// A public answer is read by everybody, so the server's choice stands before the asker's.
constexpr std::array<std::array<Choice, 3>, 4> orders{{
    {&LanguageChoices::person, &LanguageChoices::client, nullptr},
    {&LanguageChoices::server, &LanguageChoices::person, &LanguageChoices::client},
    {&LanguageChoices::subscription, &LanguageChoices::server, &LanguageChoices::preferred},
    {&LanguageChoices::person, &LanguageChoices::subscription, nullptr},
}};

}  // namespace

Language choose_language(MessageTo to, const LanguageChoices& choices, const Catalogue& catalogue) {
  for (const auto choice : orders.at(static_cast<std::size_t>(to))) {
    if (choice == nullptr) continue;
    const auto locale = choices.*choice;
    if (choice == &LanguageChoices::preferred && locale == "en-US") continue;
    if (auto language = catalogue.find_spoken(locale)) return std::move(*language);
  }
  return catalogue.installed();
}

}  // namespace cs2::locale
