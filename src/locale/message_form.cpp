#include "locale/internal/message_form.hpp"

#include <unicode/messagepattern.h>
#include <unicode/plurrule.h>
#include <unicode/strenum.h>

#include <algorithm>
#include <memory>

#include "locale/internal/unicode.hpp"

namespace cs2::locale {
namespace {

// Of nested branches there may be many; the first ones show what is wrong.
constexpr std::size_t variants_max = 256;

using Variants = std::vector<icu::UnicodeString>;

void append(Variants& variants, const icu::UnicodeString& text) {
  for (auto& variant : variants) variant += text;
}

Variants each_with(const Variants& variants, const Variants& tails) {
  Variants all;
  for (const auto& variant : variants) {
    for (const auto& tail : tails) {
      if (all.size() < variants_max) all.push_back(variant + tail);
    }
  }
  return all;
}

// Walks the parts of a pattern; each function leaves the place at the last part of what it read.
class FormReader {
 public:
  explicit FormReader(const icu::MessagePattern& pattern) : pattern_(pattern) {}

  MessageForm read() {
    for (const auto& variant : read_message()) form_.variants.push_back(to_utf8(variant));
    return std::move(form_);
  }

 private:
  const icu::MessagePattern::Part& part() const { return pattern_.getPart(at_); }
  icu::UnicodeString text_of(const icu::MessagePattern::Part& part) const {
    return pattern_.getSubstring(part);
  }

  Variants read_message() {
    Variants variants(1);
    auto done = part().getLimit();
    for (++at_;; ++at_) {
      const auto& next = part();
      append(variants, pattern_.getPatternString().tempSubStringBetween(done, next.getIndex()));
      if (next.getType() == UMSGPAT_PART_TYPE_MSG_LIMIT) return variants;
      if (next.getType() == UMSGPAT_PART_TYPE_REPLACE_NUMBER) append(variants, "#");
      if (next.getType() == UMSGPAT_PART_TYPE_ARG_START) variants = each_with(variants, read_argument());
      done = part().getLimit();
    }
  }

  Variants read_argument() {
    const auto type = part().getArgType();
    const auto end = pattern_.getLimitPartIndex(at_);
    const auto name = text_of(pattern_.getPart(++at_));
    form_.arguments.insert(to_utf8(name));
    if (!UMSGPAT_ARG_TYPE_HAS_PLURAL_STYLE(type) && type != UMSGPAT_ARG_TYPE_SELECT) {
      at_ = end;
      return {"{" + name + "}"};
    }
    MessageForm::Branches branches{
        .argument = to_utf8(name), .is_plural = type != UMSGPAT_ARG_TYPE_SELECT, .names = {}};
    Variants variants;
    for (++at_; at_ < end; ++at_) {
      if (part().getType() == UMSGPAT_PART_TYPE_ARG_SELECTOR) branches.names.insert(to_utf8(text_of(part())));
      if (part().getType() != UMSGPAT_PART_TYPE_MSG_START) continue;
      for (auto& variant : read_message()) variants.push_back(std::move(variant));
    }
    form_.branches.push_back(std::move(branches));
    return variants;
  }

  const icu::MessagePattern& pattern_;
  std::int32_t at_ = 0;
  MessageForm form_;
};

}  // namespace

Result<MessageForm> form_of(std::string_view message) {
  auto status = U_ZERO_ERROR;
  UParseError place{};
  const icu::MessagePattern pattern{to_unicode(message), &place, status};
  if (U_FAILURE(status))
    return invalid("no ICU message: {} near character {}", u_errorName(status), place.offset);
  return FormReader{pattern}.read();
}

std::set<std::string> plural_categories(std::string_view code) {
  auto status = U_ZERO_ERROR;
  const std::unique_ptr<icu::PluralRules> rules{icu::PluralRules::forLocale(locale_of(code), status)};
  if (U_FAILURE(status)) return {};
  const std::unique_ptr<icu::StringEnumeration> keywords{rules->getKeywords(status)};
  std::set<std::string> categories;
  while (const char* keyword = U_SUCCESS(status) ? keywords->next(nullptr, status) : nullptr)
    categories.insert(keyword);
  return categories;
}

}  // namespace cs2::locale
