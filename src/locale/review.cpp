#include "locale/review.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <span>
#include <sstream>
#include <utility>

#include "base/digest.hpp"

namespace cs2::locale {

std::span<const EmbeddedFile> embedded_review_files();  // locales/reviewed.toml

namespace {

// None where the language lacks the text.
std::optional<std::string> digest_of(std::string_view key, const Language& language, const Language& source) {
  const auto original = source.written(key);
  const auto translation = language.written(key);
  if (!original || !translation) return std::nullopt;
  constexpr std::string_view end{"\0", 1};
  return hex(digest(*translation, digest(end, digest(*original))));
}

bool is_reviewed(std::string_view key, const Language& language, const Language& source,
                 const Reviews& reviews) {
  const auto of_language = reviews.find(language.code());
  if (of_language == reviews.end()) return false;
  const auto review = of_language->second.find(key);
  return review != of_language->second.end() && review->second.digest == digest_of(key, language, source);
}

}  // namespace

const Reviews& embedded_reviews() {
  static const Reviews all = [] {
    const auto files = embedded_review_files();
    auto parsed = files.empty() ? Result<Reviews>{} : parse_reviews(files.front());
    return parsed ? std::move(*parsed) : Reviews{};
  }();
  return all;
}

Result<Reviews> parse_reviews(const EmbeddedFile& file) {
  Reviews reviews;
  try {
    for (const auto& [code, texts] : toml::parse(file.contents, file.name)) {
      const auto* table = texts.as_table();
      if (!table)
        return invalid("{}:{}: {} is no language", file.name, texts.source().begin.line, code.str());
      auto& of_language = reviews[std::string{code.str()}];
      for (const auto& [key, node] : *table) {
        const auto digest = node.at_path("digest").value<std::string>();
        const auto by = node.at_path("by").value<std::string>();
        if (!digest || !by || by->empty())
          return invalid("{}:{}: {}: a review is {{ digest = \"…\", by = \"…\" }}", file.name,
                         node.source().begin.line, key.str());
        of_language.emplace(std::string{key.str()}, Review{.digest = *digest, .reviewer = *by});
      }
    }
  } catch (const toml::parse_error& broken) {
    return invalid("{}:{}: no TOML: {}", file.name, broken.source().begin.line, broken.description());
  }
  return reviews;
}

std::string to_toml(const Reviews& reviews) {
  std::ostringstream text;
  text
      << "# Which translations a native speaker has read: `cs2results locale review` writes it, see docs/translating.md.\n";
  for (const auto& [code, texts] : reviews) {
    if (texts.empty()) continue;
    text << "\n[" << code << "]\n";
    for (const auto& [key, review] : texts)
      text << toml::value{key} << " = { digest = " << toml::value{review.digest}
           << ", by = " << toml::value{review.reviewer} << " }\n";
  }
  return text.str();
}

double reviewed_share(const Language& language, const Language& source, const Reviews& reviews) {
  if (language.code() == source.code()) return 1;
  const auto keys = source.keys();
  if (keys.empty() || !reviews.contains(language.code())) return 0;
  const auto reviewed = std::ranges::count_if(
      keys, [&](std::string_view key) { return is_reviewed(key, language, source, reviews); });
  return static_cast<double>(reviewed) / static_cast<double>(keys.size());
}

Reviews with_review(Reviews reviews, const Language& language, const Language& source, std::string_view keys,
                    const std::string& reviewer) {
  auto& texts = reviews[language.code()];
  std::erase_if(texts,
                [&](const auto& one) { return one.second.digest != digest_of(one.first, language, source); });
  for (const auto key : source.keys()) {
    if (!key.starts_with(keys)) continue;
    if (auto digest = digest_of(key, language, source))
      texts.insert_or_assign(std::string{key}, Review{.digest = std::move(*digest), .reviewer = reviewer});
  }
  return reviews;
}

}  // namespace cs2::locale
