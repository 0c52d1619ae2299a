// The release is built without the precompiled header, which lends every other build its includes: a source
// must name them itself, or only who builds the release finds out.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tidy/source_files.hpp"

namespace {

namespace fs = std::filesystem;
using namespace cs2::test;

// What of the precompiled headers is written how.
const std::map<std::string, std::vector<std::string>> uses{
    {"algorithm",
     {"std::max(",
      "std::min(",
      "std::clamp(",
      "std::ranges::find(",
      "std::ranges::find_if(",
      "std::ranges::sort(",
      "std::ranges::any_of(",
      "std::ranges::all_of(",
      "std::ranges::none_of(",
      "std::ranges::max_element(",
      "std::ranges::min_element(",
      "std::ranges::lower_bound(",
      "std::ranges::upper_bound(",
      "std::ranges::binary_search(",
      "std::ranges::count(",
      "std::ranges::count_if(",
      "std::ranges::copy(",
      "std::ranges::reverse(",
      "std::ranges::includes(",
      "std::ranges::unique(",
      "std::ranges::contains(",
      "std::ranges::replace(",
      "std::ranges::equal("}},
    {"array", {"std::array<", "std::array{"}},
    {"chrono", {"std::chrono::"}},
    {"expected", {"std::expected<", "std::unexpected("}},
    {"functional", {"std::function<", "std::greater", "std::less", "std::hash<", "std::ref("}},
    {"map", {"std::map<", "std::multimap<"}},
    {"memory", {"std::unique_ptr<", "std::shared_ptr<", "std::make_unique<", "std::make_shared<"}},
    {"optional", {"std::optional<", "std::nullopt"}},
    {"set", {"std::set<", "std::multiset<"}},
    {"span", {"std::span<", "std::span{"}},
    {"variant", {"std::variant<", "std::visit(", "std::get_if<", "std::holds_alternative<"}},
    {"vector", {"std::vector<", "std::vector{"}},
};

struct Source {
  std::string code;  // without comments
  std::vector<std::string> includes;
};

Source read_source(const fs::path& file) {
  Source source;
  std::istringstream lines{read(file)};
  for (std::string line; std::getline(lines, line);) {
    line = line.substr(0, line.find("//"));
    if (line.starts_with("#include ") && line.size() > 10) {
      const auto end = line.find_last_of("\">");
      source.includes.push_back(line.substr(10, end - 10));
    }
    source.code += line + "\n";
  }
  return source;
}

using Sources = std::map<std::string, Source>;  // by how they are included

void add_included(const Sources& sources, const std::string& file, std::set<std::string>& included) {
  const auto source = sources.find(file);
  if (source == sources.end()) return;
  for (const auto& header : source->second.includes) {
    if (included.insert(header).second) add_included(sources, header, included);
  }
}

TEST(Includes, name_what_a_source_uses) {
  Sources sources;
  for (const auto& file : files_below(root / "src", {".cpp", ".hpp"}))
    sources.emplace(fs::relative(file, root / "src").string(), read_source(file));
  ASSERT_GT(sources.size(), 300U);

  for (const auto& [file, source] : sources) {
    if (!file.ends_with(".cpp")) continue;
    std::set<std::string> included;
    add_included(sources, file, included);
    for (const auto& [header, words] : uses) {
      if (included.contains(header)) continue;
      for (const auto& word : words)
        EXPECT_FALSE(source.code.contains(word)) << file << " uses " << word << " without <" << header << ">";
    }
  }
}

}  // namespace
