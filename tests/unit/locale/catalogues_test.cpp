// Every language of the binary against the source language.
#include <gtest/gtest.h>

#include <algorithm>

#include "locale/check_translation.hpp"
#include "locale/language.hpp"

namespace cs2::locale {
namespace {

EmbeddedFile source_file() {
  const auto files = embedded_catalogues();
  const auto source = std::ranges::find(files, "en-US.toml", &EmbeddedFile::name);
  return source == files.end() ? EmbeddedFile{} : *source;
}

// Mistakes, a line each; not advice.
std::string mistakes_of(const EmbeddedFile& file) {
  std::string lines;
  for (const auto& finding : check_translation(file, source_file())) {
    if (!finding.is_advice) lines += to_text(finding, file.name) + '\n';
  }
  return lines;
}

TEST(Catalogues, keep_the_rules_of_translations) {
  const auto files = embedded_catalogues();
  ASSERT_GE(files.size(), 1U);
  for (const auto& file : files) EXPECT_EQ(mistakes_of(file), "") << file.name;
}

}  // namespace
}  // namespace cs2::locale
