#include "locale/language.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <functional>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include "locale/internal/text_file.hpp"
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

struct KeyHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view key) const noexcept { return std::hash<std::string_view>{}(key); }
};

}  // namespace

struct Language::Texts {
  // Most texts of most languages are never said: each is parsed when it is.
  struct Entry {
    explicit Entry(std::string message) : message(std::move(message)) {}

    const Text* parsed(std::string_view language) const {
      std::call_once(once, [&] {
        if (auto result = Text::parse(message, language)) text.emplace(std::move(*result));
      });
      return text ? &*text : nullptr;
    }

    std::string message;
    mutable std::once_flag once;
    mutable std::optional<Text> text;  // none where the message is none
  };

  std::string code;
  std::unordered_map<std::string, Entry, KeyHash, std::equal_to<>> own;
  std::shared_ptr<const Texts> source;  // none for the source language itself

  const Text* find_own(std::string_view key) const {
    const auto found = own.find(key);
    return found == own.end() ? nullptr : found->second.parsed(code);
  }
  const Text* find(std::string_view key) const {
    if (const auto* text = find_own(key)) return text;
    return source ? source->find(key) : nullptr;
  }

  static Result<std::shared_ptr<Texts>> read(const EmbeddedFile& file, std::shared_ptr<const Texts> source) {
    const auto code = code_of(file.name);
    if (std::ranges::find(discord_locales, code) == discord_locales.end())
      return invalid("{}: Discord has no locale {}", file.name, code);
    auto written = read_text_file(file);
    if (!written) return failed(written);
    auto texts = std::make_shared<Texts>();
    texts->code = code;
    texts->source = std::move(source);
    texts->own.reserve(written->size());
    for (auto& [key, message, line] : *written) {
      if (const auto broken = check_discord_rules(key, message))
        return invalid("{}:{}: {}: {}", file.name, line, key, *broken);
      if (!texts->source) {
        if (const auto text = Text::parse(message, code); !text)
          return invalid("{}:{}: {}: {}", file.name, line, key, text.error().detail);
      }
      texts->own.try_emplace(std::move(key), std::move(message));
    }
    return texts;
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

std::optional<std::string_view> Language::written(std::string_view key) const {
  const auto found = texts_->own.find(key);
  return found == texts_->own.end() ? std::nullopt : std::optional<std::string_view>{found->second.message};
}

std::vector<std::string_view> Language::keys() const {
  std::vector<std::string_view> keys;
  keys.reserve(texts_->own.size());
  for (const auto& [key, text] : texts_->own) keys.push_back(key);
  return keys;
}

Result<Catalogue> Catalogue::load(std::span<const EmbeddedFile> files, std::string_view installed) {
  const auto source_file = std::ranges::find(files, fmt::format("{}.toml", source_code), &EmbeddedFile::name);
  if (source_file == files.end()) return invalid("there is no {}.toml, the source language", source_code);
  const auto source = Language::Texts::read(*source_file, nullptr);
  if (!source) return failed(source);

  Catalogue catalogue;
  catalogue.languages_.emplace(source_code, Language{*source});
  for (const auto& file : files) {
    if (&file == &*source_file) continue;
    if (auto texts = Language::Texts::read(file, *source)) {
      catalogue.languages_.emplace(code_of(file.name), Language{std::move(*texts)});
    } else {
      catalogue.left_out_.push_back(texts.error().detail);
    }
  }
  if (!catalogue.languages_.contains(installed))
    return invalid("there is no language {}; there are {}", installed, fmt::join(catalogue.codes(), ", "));
  catalogue.installed_ = installed;
  return catalogue;
}

std::optional<Language> Catalogue::find_spoken(std::string_view discord_locale) const {
  if (const auto found = languages_.find(discord_locale); found != languages_.end()) return found->second;
  const auto next = std::ranges::find(neighbours, discord_locale, &decltype(neighbours)::value_type::first);
  if (next == neighbours.end()) return std::nullopt;
  const auto found = languages_.find(next->second);
  return found == languages_.end() ? std::nullopt : std::optional{found->second};
}

Language Catalogue::find(std::string_view discord_locale) const {
  auto spoken = find_spoken(discord_locale);
  return spoken ? std::move(*spoken) : installed();
}

Language Catalogue::installed() const {
  return languages_.find(installed_)->second;
}

Language Catalogue::source() const {
  return languages_.find(source_code)->second;
}

std::map<std::string, std::string> Catalogue::translations(std::string_view key) const {
  std::map<std::string, std::string> by_code;
  for (const auto& [code, language] : languages_) {
    if (const auto* own = language.texts_->find_own(key)) by_code.emplace(code, own->say({}));
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
