#include "locale/text.hpp"

#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include <algorithm>
#include <mutex>

#include "locale/internal/unicode.hpp"

namespace cs2::locale {
namespace {

icu::Formattable to_formattable(const Argument& argument) {
  if (const auto* text = std::get_if<std::string>(&argument.value))
    return icu::Formattable{to_unicode(*text)};
  if (const auto* whole = std::get_if<std::int64_t>(&argument.value)) return icu::Formattable{*whole};
  return icu::Formattable{std::get<double>(argument.value)};
}

}  // namespace

struct Text::Formatter {
  std::mutex turn;
  icu::MessageFormat format;

  Formatter(const icu::UnicodeString& message, const icu::Locale& locale, UErrorCode& status)
      : format(message, locale, status) {}
};

Text::Text() = default;
Text::Text(Text&&) noexcept = default;
Text& Text::operator=(Text&&) noexcept = default;
Text::~Text() = default;

Result<Text> Text::parse(std::string_view message, std::string_view code) {
  auto status = U_ZERO_ERROR;
  UParseError place{};
  const auto unicode = to_unicode(message);
  const icu::MessagePattern pattern{unicode, &place, status};
  if (U_FAILURE(status))
    return invalid("no ICU message: {} near character {}", u_errorName(status), place.offset);

  Text text;
  // Walks the top level of the pattern; a part that is more than a bare argument leaves it to ICU alone.
  auto literal = icu::UnicodeString{};
  auto bare = true;
  auto done = pattern.getPart(0).getLimit();
  for (std::int32_t i = 1; bare && i < pattern.countParts(); ++i) {
    const auto& part = pattern.getPart(i);
    literal.append(unicode, done, part.getIndex() - done);
    done = part.getLimit();
    if (part.getType() != UMSGPAT_PART_TYPE_ARG_START) continue;
    bare = part.getArgType() == UMSGPAT_ARG_TYPE_NONE;
    text.pieces_.push_back(
        {.literal = to_utf8(literal), .argument = to_utf8(pattern.getSubstring(pattern.getPart(i + 1)))});
    literal.remove();
    i = pattern.getLimitPartIndex(i);
    done = pattern.getPart(i).getLimit();
  }
  text.pieces_.push_back({.literal = to_utf8(literal), .argument = {}});
  if (text.pieces_.size() == 1) return text;
  if (!bare) text.pieces_.clear();

  text.formatter_ = std::make_unique<Formatter>(unicode, locale_of(code), status);
  if (U_FAILURE(status)) return invalid("no ICU message: {}", u_errorName(status));
  return text;
}

std::string Text::say(Arguments arguments) const {
  if (auto plain = say_plainly(arguments)) return std::move(*plain);

  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& argument : arguments) {
    names.push_back(to_unicode(argument.name));
    values.push_back(to_formattable(argument));
  }
  auto status = U_ZERO_ERROR;
  icu::UnicodeString said;
  const std::lock_guard lock{formatter_->turn};
  formatter_->format.format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), said,
                            status);
  return to_utf8(said);
}

// Numbers are left to ICU, which knows the digits and separators of the language.
std::optional<std::string> Text::say_plainly(Arguments arguments) const {
  if (pieces_.empty()) return std::nullopt;
  std::string said;
  for (const auto& [literal, name] : pieces_) {
    said += literal;
    if (name.empty()) continue;
    const auto* argument = std::ranges::find(arguments, name, &Argument::name);
    if (argument == arguments.end()) return std::nullopt;
    const auto* value = std::get_if<std::string>(&argument->value);
    if (!value) return std::nullopt;
    said += *value;
  }
  return said;
}

}  // namespace cs2::locale
