// What the bot says, in the reader's language.
//
// Texts are ICU messages in locales/<code>.toml, en-US being the source language; the path in the file is the
// key. A key that a language lacks is said in en-US; an unknown key is a mistake of ours, asserted in tests
// and shown as the key itself otherwise.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.hpp"
#include "base/embedded.hpp"
#include "base/result.hpp"

namespace cs2::locale {

struct Argument {
  std::string_view name;
  std::variant<std::string, std::int64_t, double> value;
};
using Arguments = std::initializer_list<Argument>;

class Catalogue;

// A light handle; copies are cheap and safe from every thread.
class Language {
 public:
  std::string say(std::string_view key, Arguments arguments = {}) const;
  bool has(std::string_view key) const;
  const std::string& code() const;  // "en-US"
  // The ICU message as the language's own file has it; none where it lacks the key.
  std::optional<std::string_view> written(std::string_view key) const;
  std::vector<std::string_view> keys() const;  // of its own file

 private:
  friend class Catalogue;
  struct Texts;
  explicit Language(std::shared_ptr<const Texts> texts) : texts_(std::move(texts)) {}
  std::shared_ptr<const Texts> texts_;
};

// All languages of the binary.
class Catalogue {
 public:
  // invalid: the source language is missing, no TOML, or breaks a rule of ICU's or Discord's. Another file
  // that does is left out alone, and a text of it that is no ICU message is said in the source language.
  // `installed` is the language of whoever chose none; invalid: there is none of that code.
  static Result<Catalogue> load(std::span<const EmbeddedFile> files, std::string_view installed = "en-US");

  // The best fit for a Discord locale ("de", "pt-BR"); none where the bot does not speak it.
  std::optional<Language> find_spoken(std::string_view discord_locale) const;
  // The same, or else the installation's.
  Language find(std::string_view discord_locale) const;
  Language installed() const;
  Language source() const;  // en-US
  // locale → text, for every language that has the key: Discord's *_localizations.
  std::map<std::string, std::string> translations(std::string_view key) const;
  std::vector<std::string> codes() const;
  // Files that were left out, each with line, key and reason.
  const std::vector<std::string>& left_out() const { return left_out_; }

 private:
  std::map<std::string, Language, std::less<>> languages_;
  std::string installed_;
  std::vector<std::string> left_out_;
};

std::span<const EmbeddedFile> embedded_catalogues();  // locales/*.toml

// What speakers of a language call it: "Deutsch" of de, "English (United States)" of en-US.
std::string language_name(std::string_view code);

// "Denmark" of the ISO 3166 code DK; the code itself where nobody has a name for it.
std::string country_name(std::string_view code, const Language& language);
// A code of ISO 3166 that somebody has a name for: "DK" and "XK", not "XX".
bool is_country(std::string_view code);

// The day, in a time zone, that contains `at`: [midnight, next midnight). UTC for an unknown zone.
struct Day {
  Timestamp from;
  Timestamp to;
};
Day day_of(Timestamp at, std::string_view time_zone, int offset_days = 0);
// A calendar day in a time zone.
Day day_of(std::chrono::year_month_day date, std::string_view time_zone);

// What clocks on the wall of that zone show. UTC for an unknown zone.
struct LocalTime {
  std::chrono::year_month_day date;
  minutes since_midnight;
};
LocalTime local_time(Timestamp at, std::string_view time_zone);

// An IANA name that the system knows, such as Europe/Berlin; case matters.
bool is_time_zone(std::string_view name);

}  // namespace cs2::locale
