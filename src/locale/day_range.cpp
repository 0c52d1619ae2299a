#include "locale/day_range.hpp"

#include <fmt/format.h>
#include <unicode/dtfmtsym.h>
#include <unicode/dtitvfmt.h>
#include <unicode/dtptngen.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/number.hpp"
#include "base/text.hpp"
#include "locale/internal/unicode.hpp"

namespace cs2::locale {
namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::size_t typed_bytes_max = 64;
constexpr std::size_t abbreviation_min = 3;  // "jul", "satur"
constexpr unsigned year_min = 1990;
constexpr unsigned year_max = 2100;

constexpr std::size_t stem_min = 4;      // "sobot" of "sobota" and "sobotę"
constexpr std::size_t ending_max = 2;    // of another case: "måndagen"
constexpr std::size_t phrase_words = 3;  // "fim de semana"

enum class Word { today, tonight, tomorrow, yesterday, weekend, week, next, last, current, between };
constexpr std::array<std::pair<Word, std::string_view>, 10> word_keys{{{Word::today, "today"},
                                                                       {Word::tonight, "tonight"},
                                                                       {Word::tomorrow, "tomorrow"},
                                                                       {Word::yesterday, "yesterday"},
                                                                       {Word::weekend, "weekend"},
                                                                       {Word::week, "week"},
                                                                       {Word::next, "next"},
                                                                       {Word::last, "last"},
                                                                       {Word::current, "this"},
                                                                       {Word::between, "between"}}};

// Whole, begun so far that nothing else is meant, or in another case.
bool means(std::string_view typed, std::string_view name) {
  const auto stem = name.substr(0, name.size() - 1);
  return typed == name || (typed.size() >= abbreviation_min && name.starts_with(typed)) ||
         (stem.size() >= stem_min && typed.starts_with(stem) && typed.size() <= name.size() + ending_max);
}

// The place of the only name that is meant; ICU gives names wide and short, of two grammatical cases.
std::optional<unsigned> find_name(std::string_view typed, std::span<const icu::UnicodeString> names) {
  std::optional<unsigned> found;
  for (unsigned place = 0; place < names.size(); ++place) {
    const auto name = fold(to_utf8(names[place]));
    if (name.empty() || !means(typed, name)) continue;
    if (typed == name) return place;
    if (found) return std::nullopt;
    found = place;
  }
  return found;
}

using NamesOf = const icu::UnicodeString* (
    icu::DateFormatSymbols::*)(std::int32_t&, icu::DateFormatSymbols::DtContextType,
                               icu::DateFormatSymbols::DtWidthType) const;

std::optional<unsigned> find_name(std::string_view typed, const icu::DateFormatSymbols& symbols,
                                  NamesOf names_of) {
  using Symbols = icu::DateFormatSymbols;
  for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
    for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      std::int32_t count = 0;
      const auto* names = (symbols.*names_of)(count, context, width);
      if (const auto found = find_name(typed, std::span{names, static_cast<std::size_t>(count)}))
        return found;
    }
  }
  return std::nullopt;
}

struct Found {
  std::optional<Word> word;
  std::optional<weekday> day_of_week;
  std::optional<month> named_month;
  std::optional<unsigned> number;
};

class Reader {
 public:
  Reader(sys_days today, Direction direction, const Language& language)
      : today_(today), direction_(direction), language_(language) {}

  std::optional<DayRange> read(std::string_view typed) const {
    if (const auto date = read_numeric(typed)) return single(*date);
    const auto folded = fold(typed);
    const auto parts = split(folded, ' ');
    std::vector<Found> words;
    for (std::size_t at = 0; at < parts.size();) {
      const auto [found, taken] = find_longest(std::span{parts}.subspan(at));
      if (!found) return std::nullopt;
      if (found->word != Word::between) words.push_back(*found);
      at += taken;
    }
    if (const auto range = read_words(words)) return range;
    return read_date(words);
  }

 private:
  static DayRange single(sys_days day) { return {day, day}; }

  // ---- words

  // What the first words mean, as many as belong together, and how many they are.
  std::pair<std::optional<Found>, std::size_t> find_longest(std::span<const std::string_view> parts) const {
    for (auto taken = std::min(parts.size(), phrase_words); taken > 1; --taken) {
      std::string phrase;
      for (const auto part : parts.first(taken)) phrase += (phrase.empty() ? "" : " ") + std::string{part};
      if (const auto known = find_word(phrase)) return {Found{.word = known}, taken};
    }
    return {find(parts.front()), 1};
  }

  std::optional<Found> find(std::string_view word) const {
    if (const auto known = find_word(word)) return Found{.word = known};
    auto digits = word;
    for (const std::string_view ordinal : {"st", "nd", "rd", "th"}) {
      if (digits.size() > 2 && digits.ends_with(ordinal)) digits.remove_suffix(2);
    }
    if (const auto number = parse_digits<unsigned>(digits)) return Found{.number = number};
    for (const auto& code : {language_.code(), std::string{"en-US"}}) {
      auto status = U_ZERO_ERROR;
      const icu::DateFormatSymbols symbols{locale_of(code), status};
      if (U_FAILURE(status)) continue;
      Found found;  // both of "mar" in Spanish
      // Of ICU's list the place 0 is empty and 1 Sunday.
      const auto day = find_name(word, symbols, &icu::DateFormatSymbols::getWeekdays);
      if (day && *day > 0) found.day_of_week = weekday{*day - 1};
      if (const auto place = find_name(word, symbols, &icu::DateFormatSymbols::getMonths))
        found.named_month = month{*place + 1};
      if (found.day_of_week || found.named_month) return found;
    }
    return std::nullopt;
  }

  std::optional<Word> find_word(std::string_view word) const {
    for (const auto& [known, key] : word_keys) {
      if (word == key) return known;
      for (const auto spelling : split(language_.say(fmt::format("day_word.{}", key)), ',')) {
        if (fold(spelling) == word) return known;
      }
    }
    return std::nullopt;
  }

  std::optional<DayRange> read_words(std::span<const Found> words) const {
    std::optional<Word> which;
    if (words.size() == 2 && words[0].word && is_modifier(*words[0].word)) {
      which = words[0].word;
      words = words.subspan(1);
    } else if (words.size() == 2 && words[1].word && is_modifier(*words[1].word)) {  // "semana passada"
      which = words[1].word;
      words = words.first(1);
    }
    if (words.size() != 1) return std::nullopt;
    const auto& [word, day_of_week, named_month, number] = words.front();
    if (day_of_week) return single(find_weekday(*day_of_week, which));
    if (!word) return std::nullopt;
    if (*word == Word::week && which) return week(*which);
    if (*word == Word::weekend) return weekend(which);
    if (which) return std::nullopt;
    if (*word == Word::today || *word == Word::tonight) return single(today_);
    if (*word == Word::tomorrow) return single(today_ + days{1});
    if (*word == Word::yesterday) return single(today_ - days{1});
    return std::nullopt;
  }

  static bool is_modifier(Word word) {
    return word == Word::next || word == Word::last || word == Word::current;
  }

  // "next" and "last" never mean today.
  sys_days find_weekday(weekday wanted, std::optional<Word> which) const {
    const bool ahead =
        which == Word::next || which == Word::current || (!which && direction_ == Direction::ahead);
    const bool not_today = which == Word::next || which == Word::last;
    const auto away = ahead ? wanted - weekday{today_} : weekday{today_} - wanted;
    const auto distance = not_today && away == days{0} ? days{7} : away;
    return ahead ? today_ + distance : today_ - distance;
  }

  sys_days monday() const { return today_ - (weekday{today_} - std::chrono::Monday); }

  static days shift(std::optional<Word> which) {
    return which == Word::next ? days{7} : which == Word::last ? days{-7} : days{0};
  }

  DayRange week(Word which) const {
    const auto first = monday() + shift(which);
    return {first, first + days{6}};
  }

  // Looking back on a weekday, the weekend is the one that is over.
  DayRange weekend(std::optional<Word> which) const {
    auto saturday = monday() + days{5} + shift(which);
    if (!which && direction_ == Direction::back && saturday > today_) saturday -= days{7};
    return {saturday, saturday + days{1}};
  }

  // ---- dates

  std::optional<DayRange> read_date(std::span<const Found> words) const {
    std::optional<month> named;
    std::vector<unsigned> numbers;
    for (const auto& each : words) {
      if (each.named_month && !named) {
        named = each.named_month;
      } else if (each.number) {
        numbers.push_back(*each.number);
      } else if (!each.day_of_week) {  // "Saturday, 12 July"
        return std::nullopt;
      }
    }
    if (!named || numbers.size() > 2) return std::nullopt;
    if (numbers.empty() || (numbers.size() == 1 && numbers.front() >= year_min))
      return whole_month(*named, numbers.empty() ? std::nullopt : std::optional{numbers.front()});
    const auto day = date(numbers[0], static_cast<unsigned>(*named),
                          numbers.size() == 2 ? std::optional{numbers[1]} : std::nullopt);
    return day ? std::optional{single(*day)} : std::nullopt;
  }

  std::optional<DayRange> whole_month(month named, std::optional<unsigned> given) const {
    const auto first = date(1, static_cast<unsigned>(named), given);
    if (!first) return std::nullopt;
    const year_month_day begin{*first};
    auto from = *first;
    // Without a year the month that runs is meant, not the same one of another year.
    if (!given && year_month_day{today_}.month() == named)
      from = sys_days{year_month_day{today_}.year() / named / 1};
    return DayRange{from, sys_days{year_month_day{from}.year() / named / std::chrono::last}};
  }

  // 2026-07-12, 12.07.2026, 12.07., 12/7, 7/12/2026.
  std::optional<sys_days> read_numeric(std::string_view typed) const {
    const auto at = typed.find_first_of("-./");
    if (at == std::string_view::npos) return std::nullopt;
    const char separator = typed[at];
    std::vector<unsigned> numbers;
    for (const auto part : split(typed, separator)) {
      const auto digits = trim(part);
      if (digits.empty() && separator == '.') continue;
      const auto number = parse_digits<unsigned>(digits);
      if (!number || numbers.size() == 3) return std::nullopt;
      numbers.push_back(*number);
    }
    if (numbers.size() < 2) return std::nullopt;
    if (numbers[0] > 31) return numbers.size() == 3 ? date(numbers[2], numbers[1], numbers[0]) : std::nullopt;
    const bool month_first = separator == '/' && language_.code() == "en-US" && numbers[0] <= 12;
    const auto given = numbers.size() == 3 ? std::optional{numbers[2]} : std::nullopt;
    const auto found =
        month_first ? date(numbers[1], numbers[0], given) : date(numbers[0], numbers[1], given);
    return found || separator != '/' ? found : date(numbers[1], numbers[0], given);
  }

  // The nearest in our direction where no year is given.
  std::optional<sys_days> date(unsigned day, unsigned in_month, std::optional<unsigned> given) const {
    if (given) {
      const auto whole = *given < 100 ? 2000 + *given : *given;
      if (whole < year_min || whole > year_max) return std::nullopt;
      return valid(year{static_cast<int>(whole)}, in_month, day);
    }
    const auto this_year = year_month_day{today_}.year();
    constexpr int leap_years_apart = 8;
    for (int step = 0; step <= leap_years_apart; ++step) {
      const auto candidate = valid(direction_ == Direction::ahead ? this_year + std::chrono::years{step}
                                                                  : this_year - std::chrono::years{step},
                                   in_month, day);
      if (candidate && (direction_ == Direction::ahead ? *candidate >= today_ : *candidate <= today_))
        return candidate;
    }
    return std::nullopt;
  }

  static std::optional<sys_days> valid(year in, unsigned in_month, unsigned day) {
    const year_month_day date{in, month{in_month}, std::chrono::day{day}};
    return date.ok() ? std::optional{sys_days{date}} : std::nullopt;
  }

  sys_days today_;
  Direction direction_;
  const Language& language_;
};

UDate to_icu(sys_days day) {
  return static_cast<UDate>(unix_milliseconds(day));
}

}  // namespace

namespace {

// Costly to make, and not safe to share between threads.
const icu::DateFormat& day_format(const std::string& code, bool with_year) {
  thread_local std::map<std::pair<std::string, bool>, std::unique_ptr<icu::DateFormat>> formats;
  auto& known = formats[{code, with_year}];
  if (known) return *known;
  const auto locale = locale_of(code);
  auto status = U_ZERO_ERROR;
  const std::unique_ptr<icu::DateTimePatternGenerator> patterns{
      icu::DateTimePatternGenerator::createInstance(locale, status)};
  const auto pattern = patterns->getBestPattern(with_year ? u"yEEEEMMMMd" : u"EEEEMMMMd", status);
  known = std::make_unique<icu::SimpleDateFormat>(pattern, locale, status);
  known->adoptTimeZone(icu::TimeZone::getGMT()->clone());
  return *known;
}

}  // namespace

std::string day_range_name(const DayRange& range, sys_days today, const Language& language) {
  const auto this_year = year_month_day{today}.year();
  const bool other_year =
      year_month_day{range.first}.year() != this_year || year_month_day{range.last}.year() != this_year;
  icu::UnicodeString shown;
  if (range.first == range.last) {
    day_format(language.code(), other_year).format(to_icu(range.first), shown);
    return to_utf8(shown);
  }
  auto status = U_ZERO_ERROR;
  const std::unique_ptr<icu::DateIntervalFormat> format{icu::DateIntervalFormat::createInstance(
      other_year ? u"yMMMMd" : u"MMMMd", locale_of(language.code()), status)};
  format->adoptTimeZone(icu::TimeZone::getGMT()->clone());
  const icu::DateInterval interval{to_icu(range.first), to_icu(range.last)};
  icu::FieldPosition whole{icu::FieldPosition::DONT_CARE};
  format->format(&interval, shown, whole, status);
  return to_utf8(shown);
}

std::optional<DayRange> parse_day_range(std::string_view typed, sys_days today, Direction direction,
                                        const Language& language) {
  typed = trim(typed);
  if (typed.empty() || typed.size() > typed_bytes_max) return std::nullopt;
  return Reader{today, direction, language}.read(typed);
}

}  // namespace cs2::locale
