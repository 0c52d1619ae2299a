// What the worst answers cost in memory that a source could send, each parsed in a process of its own.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "base/limits/providers.hpp"
#include "provider/hltv/parse.hpp"
#include "provider/liquipedia/parse.hpp"
#include "provider/liquipedia/wiki_parse.hpp"
#include "provider/lpdb/parse.hpp"
#include "provider/pandascore/parse.hpp"
#include "provider/valve/standings_parse.hpp"
#include "support/measured.hpp"

namespace cs2::provider {
namespace {

constexpr Timestamp now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 12} + hours{18};
// Beside the answer itself, which its source's bound limits to 16 MiB.
constexpr long megabytes_max = 128;
// A sanitizer's own memory says nothing about ours.
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

std::string repeated(std::string_view piece, std::size_t bytes, std::string_view begin = "",
                     std::string_view end = "") {
  std::string text{begin};
  text.reserve(bytes + begin.size() + end.size());
  while (text.size() + piece.size() <= bytes) text += piece;
  return text += end;
}

// "VmHWM:   12345 kB" of the process, in bytes of 1024.
long memory(const char* what) {
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(what)) return std::stol(line.substr(line.find(':') + 1));
  }
  return -1;
}

// By how many megabytes reading raises the height. In a child, which leaves nothing behind.
long cost_of(const std::function<void()>& read) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return -1;
  const auto child = ::fork();
  if (child == 0) {
    ::malloc_trim(0);
    std::ofstream{"/proc/self/clear_refs"} << "5";  // the height counts from here
    const auto before = memory("VmRSS");
    read();
    const long grown = (memory("VmHWM") - before) / 1024;
    const auto written = ::write(ends[1], &grown, sizeof grown);
    ::_exit(written == sizeof grown ? 0 : 1);
  }
  ::close(ends[1]);
  long grown = -1;
  const auto got = ::read(ends[0], &grown, sizeof grown);
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  return got == sizeof grown && status == 0 ? grown : -1;
}

struct Shape {
  const char* name;
  std::string text;
};

std::vector<Shape> json_shapes(std::size_t bytes, std::string_view begin, std::string_view end) {
  const auto shape = [&](std::string_view piece) { return repeated(piece, bytes - end.size(), begin, end); };
  // As many values as are allowed, spread so that they fill the answer.
  const auto allowed = limits::json_values_max - 100;
  const auto pad = std::string(bytes / allowed > 8 ? bytes / allowed - 8 : 0, ' ');
  std::string widest{begin};
  for (std::size_t i = 0; i < allowed / 2; ++i) widest += "{}, " + pad;
  widest += "0";
  widest += end;
  return {{"empty lists", shape("[],")},
          {"numbers", shape("0,")},
          {"objects", shape(R"({"a":[{}]},)")},
          {"as many objects as are allowed", widest},
          {"deep", std::string(bytes, '[')},
          {"one text", std::string{begin} + "\"" + std::string(bytes - begin.size() - end.size() - 2, 'x') +
                           "\"" + std::string{end}},
          {"halves of pairs", shape(R"("\ud800",)")}};
}

std::vector<Shape> html_shapes(std::size_t bytes) {
  return {{"tags", repeated("<b></b>", bytes)},
          {"void tags", repeated("<br>", bytes)},
          {"attributes", repeated("<p a=1 b=2 c=3 d=4></p>", bytes)},
          {"deep", repeated("<div>", bytes)},
          {"one text", std::string(bytes, 'x')},
          {"entities", repeated("&amp;", bytes)}};
}

class HostileAnswers : public testing::Test {
 protected:
  void measure(std::string_view source, const std::vector<Shape>& shapes,
               const std::function<void(const std::string&)>& read) {
    long worst = 0;
    const char* which = "";
    for (const auto& [name, text] : shapes) {
      const auto cost = cost_of([&] { read(text); });
      EXPECT_GE(cost, 0) << source << ": " << name;
      if (cost > worst) {
        worst = cost;
        which = name;
      }
    }
    test::measured(fmt::format("{}: the worst of {} hostile answers of {} MiB costs {} MiB ({})", source,
                               shapes.size(), shapes.front().text.size() / 1024 / 1024, worst, which));
    if (!sanitized) EXPECT_LE(worst, megabytes_max) << source << ": " << which;
  }
};

TEST_F(HostileAnswers, of_pandascore_cost_little) {
  measure("pandascore", json_shapes(limits::pandascore_answer_bytes_max, "[", "0]"),
          [](const std::string& text) { (void)parse_pandascore_matches(text, now); });
}

TEST_F(HostileAnswers, of_lpdb_cost_little) {
  measure("lpdb", json_shapes(limits::lpdb_answer_bytes_max, R"({"result":[)", "0]}"),
          [](const std::string& text) { (void)parse_lpdb_matches(text, now); });
}

TEST_F(HostileAnswers, of_liquipedias_api_cost_little) {
  measure("liquipedia", json_shapes(limits::liquipedia_answer_bytes_max, R"({"query":{"pages":[)", "0]}}"),
          [](const std::string& text) { (void)parse_wiki_answer(text); });
}

TEST_F(HostileAnswers, of_liquipedias_pages_cost_little) {
  measure("liquipedia's pages", html_shapes(limits::liquipedia_answer_bytes_max),
          [](const std::string& text) { (void)parse_liquipedia_matches(text, now); });
}

TEST_F(HostileAnswers, of_hltv_cost_little) {
  measure("hltv", html_shapes(limits::hltv_page_bytes_max),
          [](const std::string& text) { (void)parse_hltv_matches(text, now); });
}

TEST_F(HostileAnswers, of_valve_cost_little) {
  const auto bytes = limits::valve_file_bytes_max - 1;
  const std::string title =
      "### Standings as of 2026_06_01<br />\n| Standing | Points | Team Name | Roster |\n";
  measure("valve",
          {{"rows", repeated("| 1 | 2 | a | b |\n", bytes, title)},
           {"cells", repeated("|", bytes, title)},
           {"lines", repeated("\n", bytes)}},
          [](const std::string& text) { (void)parse_valve_standings(std::vector{text}, now); });
}

}  // namespace
}  // namespace cs2::provider
