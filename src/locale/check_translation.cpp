#include "locale/check_translation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "locale/internal/message_form.hpp"
#include "locale/internal/text_file.hpp"
#include "locale/internal/unicode.hpp"

namespace cs2::locale {
namespace {

using TextsByKey = std::map<std::string, WrittenText, std::less<>>;

// ---- Places: what fits, in characters

struct Place {
  std::string_view keys;  // their beginning
  std::size_t most;
  std::size_t advised;
};
// The first that fits counts. Discord's limits, and what a phone shows without cutting.
constexpr std::array<Place, 22> places{{
    {.keys = "button.", .most = 80, .advised = 34},
    {.keys = "menu.placeholder", .most = 150, .advised = 60},
    {.keys = "menu.", .most = 100, .advised = 100},
    {.keys = "choose.placeholder", .most = 150, .advised = 60},
    {.keys = "settings.choose_", .most = 150, .advised = 60},
    {.keys = "settings.night_button", .most = 80, .advised = 34},
    {.keys = "settings.no_quiet_button", .most = 80, .advised = 34},
    {.keys = "settings.no_default_button", .most = 80, .advised = 34},
    {.keys = "settings.no_notice_button", .most = 80, .advised = 34},
    {.keys = "following.choose_", .most = 150, .advised = 60},
    {.keys = "following.pause", .most = 80, .advised = 34},
    {.keys = "following.resume", .most = 80, .advised = 34},
    {.keys = "following.remove", .most = 80, .advised = 34},
    {.keys = "following.copy", .most = 80, .advised = 50},
    {.keys = "following.move", .most = 80, .advised = 50},
    {.keys = "follow.anyway", .most = 80, .advised = 34},
    {.keys = "calendar.re", .most = 80, .advised = 80},
    {.keys = "command.", .most = 100, .advised = 100},
    {.keys = "option.", .most = 100, .advised = 100},
    {.keys = "choice.", .most = 100, .advised = 100},
    {.keys = "notice_kind.", .most = 100, .advised = 100},
    {.keys = "form.", .most = 1, .advised = 1},
}};
constexpr Place column{.keys = "standings.", .most = 10, .advised = 6};
constexpr std::array<std::string_view, 4> columns{"standings.team", "standings.record",
                                                  "standings.map_record", "standings.points"};
constexpr Place anywhere{.keys = "", .most = 2000, .advised = 2000};

Place place_of(std::string_view key) {
  if (std::ranges::find(columns, key) != columns.end()) return column;
  const auto fits = [key](const Place& place) { return key.starts_with(place.keys); };
  const auto found = std::ranges::find_if(places, fits);
  return found == places.end() ? anywhere : *found;
}

// ---- Marks: what must be in a translation as it is in the source, wherever it stands there

constexpr std::array<std::string_view, 15> marks{"**", "__",       "||",        "~~",    "`",
                                                 "](", "https://", "http://",   "<#",    "<@",
                                                 "</", "<:",       "@everyone", "@here", "\n"};

bool is_symbol(UChar32 character) {
  return character >= 0x1F000 || u_hasBinaryProperty(character, UCHAR_EXTENDED_PICTOGRAPHIC) != 0 ||
         (character >= 0x25A0 && character <= 0x25FF) || character == 0x2192 || character == 0x2022 ||
         character == 0xB7;
}

std::map<std::string, int> marks_of(std::string_view text) {
  std::map<std::string, int> found;
  for (std::size_t at = 0; at < text.size();) {
    const auto begins = [rest = text.substr(at)](std::string_view mark) { return rest.starts_with(mark); };
    if (const auto* mark = std::ranges::find_if(marks, begins); mark != marks.end()) {
      ++found[std::string{*mark}];
      at += mark->size();
      continue;
    }
    const auto begin = at;
    auto end = static_cast<std::int32_t>(at);
    UChar32 character = 0;
    // NOLINTNEXTLINE(bugprone-inc-dec-in-conditions): ICU's macro
    U8_NEXT(text.data(), end, static_cast<std::int32_t>(text.size()), character);
    at = static_cast<std::size_t>(end);
    if (character >= 0 && is_symbol(character)) ++found[std::string{text.substr(begin, at - begin)}];
  }
  return found;
}

// What stands between backticks.
std::vector<std::string_view> code_spans(std::string_view text) {
  std::vector<std::string_view> spans;
  const auto parts = split(text, '`');
  for (std::size_t i = 1; i + 1 < parts.size(); i += 2) spans.push_back(parts[i]);
  return spans;
}

// Words that people type are the same in all languages; examples of names and days may differ.
bool is_typed_word(std::string_view word, const std::set<std::string_view>& options) {
  const auto is_figure = [](char c) {
    return (c >= '0' && c <= '9') || std::string_view{" :,-"}.contains(c);
  };
  return word.starts_with('/') || word == "off" || word.contains('_') || options.contains(word) ||
         std::ranges::all_of(word, is_figure);
}

// ---- Scripts

bool is_han_like(UScriptCode script) {
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
}

// The first word with letters of two scripts, such as a Latin "a" among Cyrillic letters. Chinese writes no
// spaces, so its letters end a word.
std::optional<std::string> mixed_word(std::string_view text) {
  std::string word;
  std::set<UScriptCode> scripts;
  bool in_argument = false;
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    const auto begin = static_cast<std::size_t>(at);
    UChar32 character = 0;
    // NOLINTNEXTLINE(bugprone-inc-dec-in-conditions): ICU's macro
    U8_NEXT(text.data(), at, size, character);
    auto status = U_ZERO_ERROR;
    const auto script = character < 0 ? USCRIPT_COMMON : uscript_getScript(character, &status);
    if (character == '{') in_argument = true;
    if (in_argument || character < 0 || u_isalpha(character) == 0 || is_han_like(script)) {
      if (scripts.size() > 1) return word;
      word.clear();
      scripts.clear();
    } else {
      word += text.substr(begin, static_cast<std::size_t>(at) - begin);
      if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED) scripts.insert(script);
    }
    if (character == '}') in_argument = false;
  }
  return scripts.size() > 1 ? std::optional{word} : std::nullopt;
}

bool is_composed(std::string_view text) {
  auto status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFCInstance(status);
  return U_SUCCESS(status) && normalizer->isNormalized(to_unicode(text), status) != 0;
}

// ---- Names

constexpr std::string_view option_names = "option_name.";

// Of a name: the others from which it differs, and what it is called by default. An option has one name in
// all commands.
struct Named {
  std::string parent;
  std::string default_name;
};
Named named_by(std::string_view name_key) {
  if (name_key.starts_with(option_names))
    return {.parent = "option", .default_name = std::string{name_key.substr(option_names.size())}};
  const auto path = name_key.substr(0, name_key.rfind('.'));
  const auto middle = path.rfind('.');
  return {.parent = std::string{path.substr(0, middle)},
          .default_name = std::string{path.substr(middle + 1)}};
}

// ---- One translation

class TranslationCheck {
 public:
  TranslationCheck(std::string_view code, const TextsByKey& own, const TextsByKey& source)
      : own_(own), source_(source), categories_(plural_categories(code)) {
    for (const auto& [key, text] : source_) {
      if (const auto at = key.rfind("option."); at != std::string::npos)
        options_.insert(std::string_view{key}.substr(at + 7));
    }
  }

  std::vector<Finding> run() {
    for (const auto& [key, text] : source_) {
      if (!own_.contains(key)) findings_.push_back({.line = 0, .key = key, .what = "is missing"});
    }
    for (const auto& [key, text] : own_) {
      at_ = &text;
      check_writing();
      const auto original = source_.find(key);
      if (original != source_.end()) {
        compare(original->second);
      } else if (is_name_key(key)) {
        check_name();
      } else {
        find("is not in the source language");
      }
    }
    check_labels();
    std::ranges::sort(findings_, {},
                      [](const Finding& each) { return std::tie(each.line, each.key, each.what); });
    return std::move(findings_);
  }

 private:
  template <class... Parts>
  void find(fmt::format_string<Parts...> what, Parts&&... parts) {
    findings_.push_back({.line = at_->line,
                         .key = at_->key,
                         .what = fmt::format(what, std::forward<Parts>(parts)...),
                         .is_advice = false});
  }
  template <class... Parts>
  void advise(fmt::format_string<Parts...> what, Parts&&... parts) {
    find(what, std::forward<Parts>(parts)...);
    findings_.back().is_advice = true;
  }

  void check_writing() {
    const std::string_view message = at_->message;
    if (const auto broken = check_discord_rules(at_->key, message)) find("{}", *broken);
    if (!is_composed(message)) find("has letters in pieces: write it in Unicode's form NFC");
    if (message.contains("  ")) find("has two spaces in a row");
  }

  void compare(const WrittenText& original) {
    const auto mine = form_of(at_->message);
    if (!mine) return find("{}", mine.error().detail);
    const auto theirs = form_of(original.message);
    if (!theirs) return;  // the check of the source says it
    if (mine->arguments != theirs->arguments)
      find("has the arguments {{{}}}, the source {{{}}}", fmt::join(mine->arguments, ", "),
           fmt::join(theirs->arguments, ", "));
    check_branches(*mine, *theirs);
    check_marks(*mine, *theirs);
    check_typed_words(*mine, *theirs);
    check_length(*mine);
    for (const auto& variant : mine->variants) {
      if (const auto word = mixed_word(variant)) return find("mixes scripts in \"{}\"", *word);
    }
    const auto& written = original.message;
    const bool bare = trim(written) == written;
    if (bare && trim(at_->message) != at_->message) find("begins or ends with a space");
  }

  void check_branches(const MessageForm& mine, const MessageForm& theirs) {
    for (const auto& branches : mine.branches) {
      auto names = branches.names;
      if (branches.is_plural) {
        if (names.contains("=1"))
          find("writes =1 in {{{}}}, where the category is called one", branches.argument);
        std::erase_if(names, [](const std::string& name) { return name.starts_with('='); });
        if (names != categories_)
          find("has the plurals {} of {{{}}}, the language {}", fmt::join(names, ", "), branches.argument,
               fmt::join(categories_, ", "));
      } else if (std::ranges::find(theirs.branches, branches) == theirs.branches.end()) {
        find("selects other cases of {{{}}} than the source", branches.argument);
      }
    }
  }

  void check_marks(const MessageForm& mine, const MessageForm& theirs) {
    std::vector<std::map<std::string, int>> allowed;
    for (const auto& variant : theirs.variants) allowed.push_back(marks_of(variant));
    for (const auto& variant : mine.variants) {
      const auto found = marks_of(variant);
      if (std::ranges::find(allowed, found) != allowed.end()) continue;
      std::set<std::string> differing;
      for (const auto& [mark, count] : found) {
        const auto in_source = allowed.back().find(mark);
        if (in_source == allowed.back().end() || in_source->second != count) differing.insert(mark);
      }
      for (const auto& [mark, count] : allowed.back()) {
        if (!found.contains(mark)) differing.insert(mark);
      }
      return find("has other markdown, mentions, links or emojis than the source: {} in \"{}\"",
                  fmt::join(differing, " "), variant);
    }
  }

  void check_typed_words(const MessageForm& mine, const MessageForm& theirs) {
    for (const auto word : code_spans(theirs.variants.back())) {
      const auto lacks = [word](const std::string& variant) {
        const auto spans = code_spans(variant);
        return std::ranges::find(spans, word) == spans.end();
      };
      if (is_typed_word(word, options_) && std::ranges::any_of(mine.variants, lacks))
        find("lacks `{}`", word);
    }
  }

  void check_length(const MessageForm& mine) {
    std::size_t length = 0;
    for (const auto& variant : mine.variants) length = std::max(length, count_characters(variant));
    const auto place = place_of(at_->key);
    if (length > place.most) {
      find("{} characters, at most {} fit", length, place.most);
    } else if (length > place.advised) {
      advise("{} characters, {} are advised", length, place.advised);
    }
  }

  void check_name() {
    const auto me = named_by(at_->key);
    const bool exists =
        me.parent == "option"
            ? options_.contains(me.default_name)
            : source_.contains(fmt::format("{}description", at_->key.substr(0, at_->key.size() - 4)));
    if (!exists) return find("names nothing: the source language has no {}", me.default_name);
    if (const auto word = mixed_word(at_->message)) find("mixes scripts in \"{}\"", *word);
    for (const auto& [key, other] : own_) {
      if (&other == at_ || !is_name_key(key)) continue;
      const auto named = named_by(key);
      if (named.parent != me.parent) continue;
      if (other.message == at_->message) find("is the name of {} too", key);
      if (named.default_name == at_->message) find("is the default name of {}", key);
    }
  }

  // One English label, one translation: else readers look for a difference.
  void check_labels() {
    std::map<std::string_view, const WrittenText*> first;
    for (const auto& [key, original] : source_) {
      const auto mine = own_.find(key);
      if (mine == own_.end() || count_characters(original.message) < 2) continue;
      const auto [known, added] = first.try_emplace(original.message, &mine->second);
      if (added || known->second->message == mine->second.message) continue;
      at_ = &mine->second;
      advise("\"{}\" is \"{}\" here and \"{}\" in {}", original.message, at_->message, known->second->message,
             known->second->key);
    }
  }

  const TextsByKey& own_;
  const TextsByKey& source_;
  std::set<std::string> categories_;
  std::set<std::string_view> options_;  // names that people type
  const WrittenText* at_ = nullptr;
  std::vector<Finding> findings_;
};

Result<TextsByKey> read(const EmbeddedFile& file) {
  auto written = read_text_file(file);
  if (!written) return failed(written);
  TextsByKey texts;
  for (auto& text : *written) {
    auto key = text.key;
    texts.emplace(std::move(key), std::move(text));
  }
  return texts;
}

}  // namespace

std::vector<Finding> check_translation(const EmbeddedFile& file, const EmbeddedFile& source) {
  const auto own = read(file);
  if (!own) return {{.line = 0, .key = {}, .what = own.error().detail}};
  const auto originals = read(source);
  if (!originals) return {{.line = 0, .key = {}, .what = originals.error().detail}};
  return TranslationCheck{code_of(file.name), *own, *originals}.run();
}

std::string to_text(const Finding& finding, std::string_view file) {
  if (finding.key.empty()) return finding.what;
  const auto line = finding.line == 0 ? std::string{} : fmt::format("{}:", finding.line);
  return fmt::format("{}:{} {} {}{}", file, line, finding.key, finding.is_advice ? "(advice) " : "",
                     finding.what);
}

}  // namespace cs2::locale
