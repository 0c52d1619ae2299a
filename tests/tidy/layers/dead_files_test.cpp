// No file that nothing builds, includes, reads or links to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tidy/source_files.hpp"

namespace {

namespace fs = std::filesystem;
using namespace cs2::test;
using testing::IsEmpty;

std::vector<fs::path> sources(const std::set<std::string>& extensions) {
  std::vector<fs::path> files;
  for (const auto* folder : {"src", "tests", "bench"})
    for (auto& file : files_below(root / folder, extensions)) files.push_back(std::move(file));
  return files;
}

// Those of `files` that fail `is_alive`, relative to the project's folder.
std::vector<std::string> dead(const std::vector<fs::path>& files,
                              const std::function<bool(const fs::path&)>& is_alive) {
  std::vector<std::string> names;
  for (const auto& file : files)
    if (!is_alive(file)) names.push_back(fs::relative(file, root).string());
  return names;
}

// What CMake builds, by its own list, which also has what only a suite of its own builds.
TEST(DeadFiles, every_source_is_built) {
  const auto commands = read(fs::path{binary()}.parent_path() / "compile_commands.json");
  const bool has_recordings = commands.contains("/tests/recorded/");  // else that suite is not configured
  const auto files = sources({".cpp"});

  const auto unbuilt = dead(files, [&](const fs::path& file) {
    return commands.contains(file.string() + '"') ||
           (!has_recordings && file.string().contains("/tests/recorded/"));
  });

  EXPECT_THAT(unbuilt, IsEmpty());
  EXPECT_GT(files.size(), 500U);
}

TEST(DeadFiles, every_header_is_included) {
  std::set<fs::path> included;
  const std::regex include{R"re(#include "([^"]+)")re"};
  for (const auto& file : sources({".cpp", ".hpp"})) {
    const auto text = read(file);
    for (std::sregex_iterator at{text.begin(), text.end(), include}, end; at != end; ++at)
      for (const auto& folder : {root / "src", root / "tests", file.parent_path()})
        included.insert((folder / (*at)[1].str()).lexically_normal());
  }

  const auto lonely = dead(sources({".hpp"}), [&](const fs::path& header) {
    return included.contains(header) || header.filename() == "precompiled.hpp";  // CMake includes that
  });

  EXPECT_THAT(lonely, IsEmpty());
  EXPECT_GT(included.size(), 300U);
}

TEST(DeadFiles, every_document_is_linked) {
  std::set<fs::path> linked;
  const std::regex link{R"(\]\(([^)#:]+)(#[^)]*)?\))"};
  for (const auto& document : documents()) {
    const auto text = read(document);
    for (std::sregex_iterator at{text.begin(), text.end(), link}, end; at != end; ++at) {
      const auto target = (document.parent_path() / (*at)[1].str()).lexically_normal();
      if (target != document) linked.insert(target);
    }
  }

  const auto unlinked =
      dead(files_below(root / "docs"), [&](const fs::path& file) { return linked.contains(file); });

  EXPECT_THAT(unlinked, IsEmpty());
  EXPECT_GT(linked.size(), 30U);
}

// By a document, another script or CI.
TEST(DeadFiles, every_script_is_named) {
  std::string readers;
  for (const auto& file : documents()) readers += read(file);
  for (const auto* folder : {"scripts", ".ci", ".github"})
    for (const auto& file : files_below(root / folder)) readers += read(file);

  const auto unnamed = dead(files_below(root / "scripts"), [&](const fs::path& script) {
    return readers.contains("scripts/" + script.filename().string());
  });

  EXPECT_THAT(unnamed, IsEmpty());
}

// Tables, golden texts and pages: what a test reads, it names.
TEST(DeadFiles, every_input_of_a_test_is_read) {
  std::set<std::string> words;
  const std::regex word{R"([\w.-]+)"};
  for (const auto& file : sources({".cpp", ".hpp", ".txt"})) {
    const auto text = read(file);
    for (std::sregex_iterator at{text.begin(), text.end(), word}, end; at != end; ++at)
      words.insert(at->str());
  }
  std::vector<fs::path> inputs;
  for (const auto* folder : {"data", "unit", "integration", "e2e"})
    for (auto& file :
         files_below(root / "tests" / folder, {".tsv", ".txt", ".sql", ".json", ".html", ".ics", ""}))
      inputs.push_back(std::move(file));

  const auto unread = dead(inputs, [&](const fs::path& file) {
    return words.contains(file.filename()) || words.contains(file.stem());
  });

  EXPECT_THAT(unread, IsEmpty());
  EXPECT_GT(inputs.size(), 50U);
}

TEST(DeadFiles, every_corpus_has_a_fuzzer) {
  std::set<std::string> fuzzers;
  std::set<std::string> corpora;
  for (const auto& file : files_below(root / "tests" / "fuzz", {".cpp"}))
    if (file.filename() != "replay.cpp") fuzzers.insert(file.stem());
  for (const auto& corpus : fs::directory_iterator(root / "tests" / "fuzz" / "corpus"))
    corpora.insert(corpus.path().filename());
  EXPECT_EQ(corpora, fuzzers);
}

}  // namespace
