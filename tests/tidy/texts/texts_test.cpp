// What people read: documents, catalogs, the command line and logs.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tidy/source_files.hpp"

namespace {

namespace fs = std::filesystem;
using namespace cs2::test;

std::set<std::string> stems_of(const fs::path& folder) {
  std::set<std::string> stems;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".cpp") stems.insert(entry.path().stem());
  return stems;
}

// "notice_kind.started" → "Match starts".
std::map<std::string, std::string> catalog() {
  std::map<std::string, std::string> texts;
  std::string table;
  const std::regex heading{R"(\[([^\]]+)\]\s*)"}, entry{R"re(([\w.-]+)\s*=\s*"(.*)"\s*)re"};
  for (const auto& line : lines_of(root / "locales" / "en-US.toml")) {
    std::smatch found;
    if (std::regex_match(line, found, heading))
      table = found[1].str() + ".";
    else if (std::regex_match(line, found, entry))
      texts.emplace(table + found[1].str(), found[2].str());
  }
  return texts;
}

// The last part of the keys below `table`.
std::set<std::string> keys_below(const std::string& table) {
  std::set<std::string> keys;
  for (const auto& [key, text] : catalog())
    if (key.starts_with(table + ".")) keys.insert(key.substr(table.size() + 1));
  return keys;
}

// The string literals of C++ source, of one line each.
std::vector<std::string> literals_of(const std::string& source) {
  std::vector<std::string> literals;
  std::istringstream in{source};
  for (std::string line; std::getline(in, line);) {
    const auto begin = line.find_first_not_of(' ');
    if (begin == std::string::npos || line.substr(begin).starts_with("//") || line[begin] == '#') continue;
    for (auto at = line.find('"'); at != std::string::npos; at = line.find('"', at)) {
      if (at > 0 && line[at - 1] == '\'') {  // '"'
        ++at;
        continue;
      }
      auto end = at + 1;
      while (end < line.size() && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
      literals.push_back(line.substr(at + 1, std::min(end, line.size()) - at - 1));
      at = end + 1;
    }
  }
  return literals;
}

bool is_fence(std::string_view line) {
  const auto begin = line.find_first_not_of(' ');
  return begin != std::string_view::npos && line.substr(begin).starts_with("```");
}

// ---- Columns

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Tables and fenced code cannot wrap, and neither can a single word such as a link.
TEST(Documents, wrap_at_120_columns) {
  constexpr std::size_t columns_max = 120;
  std::size_t checked = 0;
  for (const auto& document : documents()) {
    bool in_code = false;
    std::size_t number = 0;
    for (const auto& line : lines_of(document)) {
      ++number;
      if (is_fence(line)) in_code = !in_code;
      const auto word = line.find_first_not_of(" -*>");
      const bool is_one_word =
          word != std::string::npos && line.find_first_of(' ', word) == std::string::npos;
      if (in_code || line.starts_with('|') || is_one_word) continue;
      ++checked;
      EXPECT_LE(columns(line), columns_max) << document << ":" << number;
    }
    EXPECT_FALSE(in_code) << document << " does not close its code block";
  }
  EXPECT_GT(checked, 500U);
}

// ---- Completeness

TEST(Documents, have_every_command) {
  const auto document = read(root / "docs" / "commands.md");
  const auto texts = catalog();
  const auto commands = stems_of(root / "src" / "bot" / "command");
  EXPECT_GE(commands.size(), 19U);
  for (auto name : commands) {
    std::ranges::replace(name, '_', '-');
    EXPECT_NE(document.find("\n| `/" + name + "` |"), std::string::npos) << "/" << name << " has no row";
    EXPECT_TRUE(texts.contains("command." + name + ".description")) << "/" << name << " has no description";
  }
}

TEST(Documents, have_every_setting) {
  const auto source = read(root / "src" / "app" / "settings.cpp");
  const auto document = read(root / "docs" / "operation.md");
  const std::regex setting{R"re(SettingRow\{\s*"(\w+)")re"};
  int settings = 0;
  for (std::sregex_iterator at{source.begin(), source.end(), setting}, end; at != end; ++at, ++settings)
    EXPECT_NE(document.find("`" + (*at)[1].str() + "`"), std::string::npos) << (*at)[1] << " is missing";
  EXPECT_GE(settings, 18);
}

TEST(Documents, have_every_kind_of_notification_as_the_menu_calls_it) {
  const auto document = read(root / "docs" / "notifications.md");
  const auto kinds = stems_of(root / "src" / "notify" / "kind");
  EXPECT_GE(kinds.size(), 13U);
  for (const auto& [key, label] : catalog()) {
    if (!key.starts_with("notice_kind.")) continue;
    EXPECT_NE(document.find("\n| " + label + " |"), std::string::npos) << label << " has no row";
  }
  EXPECT_EQ(keys_below("notice_kind"), kinds) << "a kind of notification and its label";
}

// A correction changes a message, and an event is none: /test-notification has neither.
TEST(Catalog, names_every_kind_of_notification_that_can_be_tested) {
  auto kinds = stems_of(root / "src" / "notify" / "kind");
  EXPECT_EQ(kinds.erase("corrected") + kinds.erase("event"), 2U);
  EXPECT_EQ(keys_below("choice.kind"), kinds);
}

// A key is written in full, or made from a pattern such as "match.status.{}" or "why.reason." and a name.
TEST(Catalog, has_no_text_that_nothing_shows) {
  std::set<std::string> keys;
  std::set<std::string> patterns;
  const std::regex key{R"([a-z][\w-]*(\.[\w{}-]+)+)"},
      pattern{R"([a-z][\w-]*(\.[\w-]+)*\.(\{\}(\.[\w{}-]+)*)?)"};
  for (const auto& file : files_below(root / "src", {".cpp", ".hpp"})) {
    for (const auto& literal : literals_of(read(file))) {
      const bool has_gap = std::regex_match(literal, key) && literal.contains("{}");  // "answer.unknown_{}"
      if (has_gap || std::regex_match(literal, pattern))
        patterns.insert(literal.ends_with('.') ? literal + "{}" : literal);
      else if (std::regex_match(literal, key))
        keys.insert(literal);
    }
  }
  std::string any;
  for (const auto& each : patterns)
    any += (any.empty() ? "" : "|") + std::regex_replace(each, std::regex{R"(\{\})"}, "[\\w.-]*");
  const std::regex made{any};
  for (const auto& [name, text] : catalog())
    EXPECT_TRUE(keys.contains(name) || std::regex_match(name, made)) << name << " is shown nowhere";
}

// "## Where the **facts** come from" → "where-the-facts-come-from", as GitHub does.
std::set<std::string> anchors_of(const fs::path& document) {
  std::set<std::string> anchors;
  for (const auto& line : lines_of(document)) {
    if (!line.starts_with('#')) continue;
    std::string anchor;
    for (const char each : line.substr(line.find_first_not_of("# "))) {
      const auto letter = static_cast<unsigned char>(each);
      if (std::isalnum(letter) != 0 || each == '-' || each == '_' || letter >= 0x80)
        anchor += static_cast<char>(std::tolower(letter));
      else if (each == ' ')
        anchor += '-';
    }
    anchors.insert(anchor);
  }
  return anchors;
}

TEST(Documents, link_only_to_headings_that_exist) {
  const std::regex link{R"(\]\(([^)#:]*)#([^)]+)\))"};
  int links = 0;
  for (const auto& document : documents()) {
    const auto text = read(document);
    for (std::sregex_iterator at{text.begin(), text.end(), link}, end; at != end; ++at, ++links) {
      const auto file = (*at)[1].str();
      const auto target = file.empty() ? document : document.parent_path() / file;
      EXPECT_TRUE(anchors_of(target).contains((*at)[2].str())) << document << " links to " << at->str();
    }
  }
  EXPECT_GT(links, 5);
}

// ---- Retired words

// The project's former idiom, and what is said instead; CONTRIBUTING.md, "Texts", has the rule.
constexpr std::array<std::pair<std::string_view, std::string_view>, 60> retired{{
    {"told", "notified, sent, reported"},
    {"telling", "notification"},
    {"to tell", "to send, to notify"},
    {"what to tell", "notifications"},
    {"wish", "subscription"},
    {"wishes", "subscriptions"},
    {"unwished", "filtered"},
    {"notice", "notification"},
    {"notices", "notifications"},
    {"piece of news", "update"},
    {"pieces of news", "updates"},
    {"figures", "stats"},
    {"called off", "canceled"},
    {"calls off", "cancels"},
    {"under way", "ongoing"},
    {"to be decided", "TBD"},
    {"to be announced", "TBD"},
    {"was due", "delayed"},
    {"changed times", "reschedules"},
    {"players who come and go", "roster changes"},
    {"took it back", "removed"},
    {"takes it back", "removes"},
    {"taken back", "removed"},
    {"taken off", "removed"},
    {"takes nothing from", "unavailable"},
    {"I know", "no … found"},
    {"know no", "no … found"},
    {"as far as my sources know", "–"},
    {"my sources", "the sources"},
    {"mine", "–"},
    {"nobody says", "unknown"},
    {"nobody knows", "unknown"},
    {"say otherwise", "default"},
    {"said otherwise", "default"},
    {"not given", "default"},
    {"the latest first", "latest first"},
    {"over time", "history"},
    {"any more", "no longer"},
    {"ever more", "increasingly"},
    {"all is well", "all checks passed"},
    {"worth nothing", "expired"},
    {"worth telling", "not expired"},
    {"worthless", "expired"},
    {"is the decider", "was left over (decider)"},
    {"ranking of the world", "world ranking"},
    {"is forgotten", "is removed"},
    {"Forgotten", "deleted"},
    {"cannot be read", "is unreadable, failed"},
    {"trying again", "retrying"},
    {"switches on", "enables"},
    {"what is one", "duplicates"},
    {"doubles", "duplicates"},
    {"doubtful", "ambiguous"},
    {"occasion", "event"},
    {"absorb", "ingest"},
    {"disown", "detach"},
    {"retell", "recompute"},
    {"rivalries", "meetings"},
    {"complain", "report an error"},
    {"licence", "license"},
}};

bool is_letter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool has_word(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  for (auto rest = text;;) {
    const auto found = std::ranges::search(rest, word, same);
    if (found.empty()) return false;
    const auto begin = static_cast<std::size_t>(found.begin() - text.begin());
    const auto end = begin + word.size();
    if ((begin == 0 || !is_letter(text[begin - 1])) && (end == text.size() || !is_letter(text[end])))
      return true;
    rest = text.substr(begin + 1);
  }
}

void expect_current(std::string_view text, const std::string& where) {
  for (const auto& [word, instead] : retired)
    EXPECT_FALSE(has_word(text, word)) << where << ": \"" << word << "\" → " << instead << "\n  " << text;
}

TEST(RetiredWords, are_found_as_words_and_not_within_others) {
  EXPECT_TRUE(has_word("Be told no more", "be told"));
  EXPECT_TRUE(has_word("Nobody was Told.", "told"));
  EXPECT_FALSE(has_word("told_at and untold", "told"));
  EXPECT_FALSE(has_word("", "told"));
}

// Keys are contracts; what stands behind them is not.
TEST(RetiredWords, are_not_in_catalogs) {
  int texts = 0;
  for (const auto& line : lines_of(root / "locales/en-US.toml")) {
    const auto value = line.find('"');
    if (!line.starts_with('#') && value == std::string::npos) continue;
    ++texts;
    expect_current(line.starts_with('#') ? line : line.substr(value), "en-US.toml");
  }
  EXPECT_GT(texts, 500);
}

TEST(Catalog, does_not_speak_of_itself) {
  const std::regex first_person{R"((^|[^{\w])(I|me|my)\b)"};  // "{me}" is a command
  for (const auto& [key, text] : catalog())
    EXPECT_FALSE(std::regex_search(text, first_person)) << key << ": " << text;
}

// One line a paragraph. Code, in fences, indented or `quoted`, names what it has to; a link's address too.
std::string prose_of(const fs::path& document) {
  std::string text;
  bool in_code = false;
  for (const auto& line : lines_of(document)) {
    if (is_fence(line)) in_code = !in_code;
    const bool is_part = !line.empty() && !line.starts_with('|') && !line.starts_with("- ");
    if (!in_code && !is_fence(line) && !line.starts_with("    ")) text += (is_part ? " " : "\n") + line;
  }
  return std::regex_replace(text, std::regex{R"(`[^`]*`|\]\([^)]*\))"}, "`");
}

TEST(RetiredWords, are_not_in_documents) {
  auto files = documents();
  for (const auto* name : {"config.example.toml", "deploy/prometheus/alerts.yml"})
    files.push_back(root / name);
  for (const auto& document : files) {
    std::istringstream prose{prose_of(document)};
    for (std::string line; std::getline(prose, line);)
      expect_current(line, fs::relative(document, root).string());
  }
}

// Whatever `src/app` prints: help, results, errors.
TEST(RetiredWords, are_not_on_the_command_line) {
  int texts = 0;
  for (const auto& file : files_below(root / "src" / "app", {".cpp", ".hpp"})) {
    for (const auto& literal : literals_of(read(file))) {
      if (!literal.contains(' ')) continue;  // a name
      ++texts;
      expect_current(literal, file.filename());
    }
  }
  EXPECT_GT(texts, 200);
}

TEST(RetiredWords, are_not_in_logs_metrics_and_answers_of_http) {
  int texts = 0;
  for (const auto& file : files_below(root / "src", {".cpp"})) {
    const auto source = read(file);
    const bool is_shown = file.filename() == "metrics.cpp" || file.filename() == "endpoint.cpp";
    for (auto at = is_shown ? 0 : source.find("log::"); at != std::string::npos;
         at = is_shown ? std::string::npos : source.find("log::", at + 1)) {
      const auto call = is_shown ? source : source.substr(at, source.find(';', at) - at);
      for (const auto& literal : literals_of(call)) {
        ++texts;
        expect_current(literal, fs::relative(file, root).string());
      }
    }
  }
  EXPECT_GT(texts, 100);
}

}  // namespace
