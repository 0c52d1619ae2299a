// The structure that ARCHITECTURE.md promises, held against the sources.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tidy/source_files.hpp"

namespace {

namespace fs = std::filesystem;
using namespace cs2::test;

// cs2_module lines of CMakeLists.txt: module → the modules it may use.
std::map<std::string, std::set<std::string>> dependency_table() {
  std::map<std::string, std::set<std::string>> table;
  const auto text = read(root / "CMakeLists.txt");
  const std::regex line{R"(cs2_module\((\w+)([^)]*)\))"};
  for (std::sregex_iterator at{text.begin(), text.end(), line}, end; at != end; ++at) {
    std::istringstream words{(*at)[2].str()};
    auto& uses = table[(*at)[1]];
    bool in_uses = false;
    for (std::string word; words >> word;) {
      if (word == "USES" || word == "LIBRARIES") {
        in_uses = word == "USES";
      } else if (in_uses) {
        uses.insert(word);
      }
    }
  }
  return table;
}

std::string module_of(const fs::path& file) {
  return fs::relative(file, root / "src").begin()->string();
}

TEST(Layers, modules_include_only_what_the_table_allows) {
  const auto table = dependency_table();
  ASSERT_GE(table.size(), 15U);
  const std::regex include{R"(#include "(\w+)/)"};
  int includes = 0;

  for (const auto& file : files_below(root / "src", {".cpp", ".hpp"})) {
    const auto module = module_of(file);
    if (module == "main.cpp") continue;
    ASSERT_TRUE(table.contains(module)) << file << " belongs to no module of CMakeLists.txt";
    const auto text = read(file);
    for (std::sregex_iterator at{text.begin(), text.end(), include}, end; at != end; ++at, ++includes) {
      const auto used = (*at)[1].str();
      EXPECT_TRUE(used == module || table.at(module).contains(used)) << file << " includes " << used;
    }
  }
  EXPECT_GT(includes, 100);
}

// What ARCHITECTURE.md says of public headers: a module shows its top folder, and where its interface has
// many subjects their folders as well; what lies in `internal`, it never shows.
bool is_public(const fs::path& header) {
  static const std::set<std::string> with_public_subjects{"base", "sim", "store"};
  if (std::ranges::find(header, "internal") != header.end()) return false;
  return std::distance(header.begin(), header.end()) == 2 || with_public_subjects.contains(*header.begin());
}

TEST(Layers, modules_include_only_public_headers_of_others) {
  const std::regex include{R"re(#include "(\w+/[^"]+)")re"};
  int includes = 0;

  for (const auto& file : files_below(root / "src", {".cpp", ".hpp"})) {
    const auto text = read(file);
    for (std::sregex_iterator at{text.begin(), text.end(), include}, end; at != end; ++at) {
      const fs::path header = (*at)[1].str();
      EXPECT_TRUE(fs::exists(root / "src" / header)) << file << " includes " << header;
      if (*header.begin() == module_of(file)) continue;
      ++includes;
      EXPECT_TRUE(is_public(header)) << file << " includes " << header << ", which is private";
    }
  }
  EXPECT_GT(includes, 100);
}

TEST(Layers, no_source_of_facts_knows_another) {
  const auto provider = root / "src" / "provider";
  const std::regex include{R"re(#include "provider/(\w+)/)re"};
  int folders = 0;

  for (const auto& entry : fs::directory_iterator(provider)) {
    if (!entry.is_directory() || entry.path().filename() == "shared") continue;
    ++folders;
    for (const auto& file : files_below(entry.path(), {".cpp", ".hpp"})) {
      const auto text = read(file);
      for (std::sregex_iterator at{text.begin(), text.end(), include}, end; at != end; ++at) {
        const auto used = (*at)[1].str();
        EXPECT_TRUE(used == entry.path().filename() || used == "shared") << file << " includes " << used;
      }
    }
  }
  EXPECT_GE(folders, 6);
}

TEST(Layers, a_folder_holds_one_subject) {
  std::map<fs::path, int> files;
  for (const auto& file : files_below(root / "src", {".cpp", ".hpp"})) ++files[file.parent_path()];
  for (const auto& [folder, count] : files) EXPECT_LE(count, 45) << folder << " has outgrown a flat folder";
}

TEST(Layers, outside_parts_stay_behind_their_module) {
  const std::map<std::string, std::string> owner{
      {"<boost/asio", "io"}, {"<boost/beast", "io"}, {"<curl/", "io"},   {"<soci", "store"},
      {"<hiredis", "store"}, {"<gumbo", "provider"}, {"<cairo", "view"}, {"<prometheus/", "base"},
      {"<spdlog/", "base"},  {"<CLI/", "app"}};

  for (const auto& file : files_below(root / "src", {".cpp", ".hpp"})) {
    const auto text = read(file);
    for (const auto& [part, module] : owner) {
      if (module_of(file) != module)
        EXPECT_EQ(text.find("#include " + part), std::string::npos) << file << " includes " << part;
    }
  }
}

TEST(Layers, heavy_parts_stay_out_of_headers_that_others_read) {
  for (const auto& file : files_below(root / "src", {".hpp"})) {
    const auto module = module_of(file);
    const auto text = read(file);
    for (const std::string part : {"<boost/beast", "<boost/json", "<spdlog/", "<prometheus/", "<unicode/"}) {
      if (text.find("#include " + part) == std::string::npos) continue;
      // A private header is read by its own module only.
      const auto name = fs::relative(file, root / "src").string();
      for (const auto& other : files_below(root / "src", {".cpp", ".hpp"})) {
        if (module_of(other) == module) continue;
        EXPECT_EQ(read(other).find("#include \"" + name + "\""), std::string::npos)
            << other << " includes " << name;
      }
    }
  }
}

TEST(Layers, the_table_of_architecture_md_is_the_one_of_cmake) {
  const auto text = read(root / "ARCHITECTURE.md");
  for (const auto& [module, uses] : dependency_table()) {
    const std::regex row{"\\| `" + module + "` \\|[^|]*\\| ([^|]*) \\|"};
    std::smatch found;
    ASSERT_TRUE(std::regex_search(text, found, row)) << module << " has no row";
    std::set<std::string> named;
    const auto cell = found[1].str();
    const std::regex word{R"(\w+)"};
    for (std::sregex_iterator at{cell.begin(), cell.end(), word}, end; at != end; ++at)
      named.insert(at->str());
    EXPECT_EQ(named, uses) << module;
  }
}

TEST(Sources, every_header_says_pragma_once_and_no_file_has_tabs) {
  for (const auto& folder : {"src", "tests", "bench"}) {
    for (const auto& file : files_below(root / folder, {".cpp", ".hpp"})) {
      const auto text = read(file);
      if (file.extension() == ".hpp") EXPECT_NE(text.find("#pragma once"), std::string::npos) << file;
      EXPECT_EQ(text.find('\t'), std::string::npos) << file << " has a tab";
    }
  }
}

TEST(Sources, tests_mirror_the_modules) {
  const auto table = dependency_table();
  for (const auto& entry : fs::directory_iterator(root / "tests" / "unit")) {
    EXPECT_TRUE(table.contains(entry.path().filename())) << entry.path() << " mirrors no module";
  }
}

TEST(Documents, explain_every_metric) {
  const auto declarations = read(root / "src" / "base" / "metrics.cpp");
  const auto document = read(root / "docs" / "operation.md");
  const std::regex metric{R"re(\{Kind::\w+,\s*"(cs2results_\w+)")re"};
  int metrics = 0;
  for (std::sregex_iterator at{declarations.begin(), declarations.end(), metric}, end; at != end;
       ++at, ++metrics) {
    EXPECT_NE(document.find("`" + (*at)[1].str() + "`"), std::string::npos)
        << (*at)[1] << " is not explained";
  }
  EXPECT_GT(metrics, 20);
}

// A histogram is declared under its name without the ending.
TEST(Alerts, and_the_board_show_only_metrics_that_exist) {
  const auto declarations = read(root / "src" / "base" / "metrics.cpp");
  const std::regex metric{R"((cs2results_\w+?)(_bucket|_count|_sum)?\b)"};
  for (const auto& [file, least] :
       {std::pair{"deploy/prometheus/alerts.yml", 20}, std::pair{"deploy/grafana/board.json", 30}}) {
    const auto text = read(root / file);
    int metrics = 0;
    for (std::sregex_iterator at{text.begin(), text.end(), metric}, end; at != end; ++at, ++metrics) {
      EXPECT_NE(declarations.find('"' + (*at)[1].str() + '"'), std::string::npos)
          << file << ": " << at->str() << " is not declared";
    }
    EXPECT_GT(metrics, least);
  }
}

TEST(Alerts, are_tested_firing_and_silent_and_explained) {
  const auto rules = read(root / "deploy" / "prometheus" / "alerts.yml");
  const auto tests = read(root / "deploy" / "prometheus" / "alerts_test.yml");
  const auto runbook = read(root / "docs" / "alerts.md");
  const std::regex alert{R"(- alert: (\w+))"};
  int alerts = 0;
  for (std::sregex_iterator at{rules.begin(), rules.end(), alert}, end; at != end; ++at, ++alerts) {
    const auto name = (*at)[1].str();
    const auto expects = [&](const std::string& alerts_then) {
      return std::regex_search(
          tests, std::regex{"- alertname: " + name + "\\s+eval_time: \\w+\\s+exp_alerts:" + alerts_then});
    };
    EXPECT_TRUE(expects("\\s+- exp_labels:")) << name << " is not tested firing";
    EXPECT_TRUE(expects(" \\[\\]")) << name << " is not tested silent";
    EXPECT_NE(runbook.find("\n## " + name + "\n"), std::string::npos) << name << " is not explained";
  }
  EXPECT_GT(alerts, 15);
}

TEST(Documents, link_only_to_files_that_exist) {
  const std::regex link{R"(\]\(([^)#:]+)(#[^)]*)?\))"};
  int links = 0;
  for (const auto& document : documents()) {
    const auto text = read(document);
    ASSERT_FALSE(text.empty()) << document;
    for (std::sregex_iterator at{text.begin(), text.end(), link}, end; at != end; ++at, ++links) {
      EXPECT_TRUE(fs::exists(document.parent_path() / (*at)[1].str()))
          << document << " links to " << (*at)[1];
    }
  }
  EXPECT_GT(links, 5);
}

}  // namespace
