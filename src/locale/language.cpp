#include "locale/language.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

#include "locale/text.hpp"

namespace cs2::locale {
namespace {

constexpr std::string_view source_code = "en-US";

// Discord's locales, from its documentation.
constexpr std::array<std::string_view, 32> discord_locales{
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr",    "hr",    "it", "lt",
    "hu", "nl", "no", "pl",    "pt-BR", "ro",    "fi",     "sv-SE", "vi",    "tr", "cs",
    "el", "bg", "ru", "uk",    "hi",    "th",    "zh-CN",  "ja",    "zh-TW", "ko"};

// Where a language is missing, the one that its speakers read next; Discord itself falls back in this way.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> neighbours{
    {{"en-GB", "en-US"}, {"en-US", "en-GB"}, {"es-419", "es-ES"}, {"es-ES", "es-419"}}};

}  // namespace

struct Language::Texts {
  std::string code;
  TextMap own;
  std::shared_ptr<const Texts> source;  // none for the source language itself

  const Text* find(std::string_view key) const {
    if (const auto found = own.find(key); found != own.end()) return &found->second;
    return source ? source->find(key) : nullptr;
  }
};

std::string Language::say(std::string_view key, Arguments arguments) const {
  const auto* text = texts_->find(key);
  assert(text && "a text that no catalogue has");
  return text ? text->say(arguments) : std::string{key};
}

bool Language::has(std::string_view key) const {
  return texts_->find(key) != nullptr;
}

const std::string& Language::code() const {
  return texts_->code;
}

Result<Catalogue> Catalogue::load(std::span<const EmbeddedFile> files) {
  const auto source_file = std::ranges::find(files, fmt::format("{}.toml", source_code), &EmbeddedFile::name);
  if (source_file == files.end()) return invalid("there is no {}.toml, the source language", source_code);
  auto source_texts = parse_texts(*source_file, source_code);
  if (!source_texts) return failed(source_texts);
  const auto source = std::make_shared<const Language::Texts>(
      Language::Texts{.code = std::string{source_code}, .own = std::move(*source_texts), .source = nullptr});

  Catalogue catalogue;
  catalogue.languages_.emplace(source->code, Language{source});
  for (const auto& file : files) {
    if (&file == &*source_file) continue;
    const auto code = file.name.substr(0, file.name.rfind('.'));
    if (std::ranges::find(discord_locales, code) == discord_locales.end())
      return invalid("{}: Discord has no locale {}", file.name, code);
    auto texts = parse_texts(file, code);
    if (!texts) return failed(texts);
    if (const auto strange = check_translation(*texts, source->own))
      return invalid("{}: {}", file.name, *strange);
    catalogue.languages_.emplace(
        code, Language{std::make_shared<const Language::Texts>(
                  Language::Texts{.code = std::string{code}, .own = std::move(*texts), .source = source})});
  }
  return catalogue;
}

Language Catalogue::find(std::string_view discord_locale) const {
  if (const auto found = languages_.find(discord_locale); found != languages_.end()) return found->second;
  const auto next = std::ranges::find(neighbours, discord_locale, &decltype(neighbours)::value_type::first);
  if (next == neighbours.end()) return source();
  const auto found = languages_.find(next->second);
  return found == languages_.end() ? source() : found->second;
}

Language Catalogue::source() const {
  return languages_.find(source_code)->second;
}

std::map<std::string, std::string> Catalogue::translations(std::string_view key) const {
  std::map<std::string, std::string> by_code;
  for (const auto& [code, language] : languages_) {
    const auto own = language.texts_->own.find(key);
    if (own != language.texts_->own.end()) by_code.emplace(code, own->second.say({}));
  }
  return by_code;
}

std::vector<std::string> Catalogue::codes() const {
  std::vector<std::string> codes;
  codes.reserve(languages_.size());
  for (const auto& [code, language] : languages_) codes.push_back(code);
  return codes;
}

}  // namespace cs2::locale
