// Texts that a reviewer reads: what a test renders is compared with a file beside it.
//
// With CS2_UPDATE_GOLDEN=1 in the environment the files are written anew; look at the difference before it is
// committed.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <variant>

#include "discord/types.hpp"

namespace cs2::test {

inline void expect_golden(const std::filesystem::path& file, const std::string& text) {
  if (std::getenv("CS2_UPDATE_GOLDEN") != nullptr) {  // NOLINT(concurrency-mt-unsafe): nobody sets it
    std::ofstream{file, std::ios::binary} << text;
    return;
  }
  std::ifstream in{file, std::ios::binary};
  const std::string expected{std::istreambuf_iterator<char>{in}, {}};
  EXPECT_EQ(text, expected) << file << " differs; CS2_UPDATE_GOLDEN=1 writes it anew";
}

// Everything that Discord is told, line by line, with its markdown.
inline std::string readable(const discord::Message& message) {
  std::string text;
  const auto line = [&](std::string_view label, const std::string& value) {
    if (!value.empty()) text += std::string{label} + value + "\n";
  };
  const auto block = [&](const std::string& value) {
    text += "    ";
    for (const char each : value) {
      text += each;
      if (each == '\n') text += "    ";
    }
    text += "\n";
  };
  line("content: ", message.content);
  for (const auto& embed : message.embeds) {
    line("author: ", embed.author);
    line("title: ", embed.title);
    line("url: ", embed.url);
    line("thumbnail: ", embed.thumbnail_url);
    if (!embed.description.empty()) block(embed.description);
    for (const auto& field : embed.fields) {
      line("field: ", field.name);
      block(field.value);
    }
    line("footer: ", embed.footer);
  }
  return text;
}

}  // namespace cs2::test
