// Every language of the binary against the source language.
#include <gtest/gtest.h>

#include <algorithm>

#include "locale/language.hpp"
#include "locale/text.hpp"

namespace cs2::locale {
namespace {

// What a translation lacks, or says with other arguments; "" where nothing.
std::string difference(const TextMap& texts, const TextMap& source) {
  for (const auto& [key, text] : source) {
    const auto own = texts.find(key);
    if (own == texts.end()) return "lacks " + key;
    if (own->second.argument_names() != text.argument_names()) return "other arguments in " + key;
  }
  return check_translation(texts, source).value_or("");
}

TextMap texts_of(const EmbeddedFile& file) {
  auto texts = parse_texts(file, file.name.substr(0, file.name.rfind('.')));
  if (!texts) throw std::runtime_error(texts.error().detail);
  return std::move(*texts);
}

TEST(Catalogues, have_the_keys_and_arguments_of_the_source_language) {
  const auto files = embedded_catalogues();
  const auto source = std::ranges::find(files, "en-US.toml", &EmbeddedFile::name);
  ASSERT_NE(source, files.end());
  const auto texts = texts_of(*source);
  EXPECT_GT(texts.size(), 500U);
  for (const auto& file : files) EXPECT_EQ(difference(texts_of(file), texts), "") << file.name;
}

TEST(Catalogues, that_differ_from_the_source_language_are_told) {
  const auto source = texts_of({"en-US.toml", "[a]\nx = \"{n} of {team}\"\ny = \"why\""});

  EXPECT_EQ(difference(texts_of({"de.toml", "[a]\nx = \"{team}: {n}\"\ny = \"warum\""}), source), "");
  EXPECT_EQ(difference(texts_of({"de.toml", "[a]\nx = \"{team}: {n}\""}), source), "lacks a.y");
  EXPECT_EQ(difference(texts_of({"de.toml", "[a]\nx = \"{team}\"\ny = \"warum\""}), source),
            "other arguments in a.x");
  EXPECT_EQ(difference(texts_of({"de.toml", "[a]\nx = \"{team}: {n}\"\ny = \"warum\"\nz = \"\""}), source),
            "a.z is not in the source language");
}

}  // namespace
}  // namespace cs2::locale
