#include "bot/lookup/statistic_options.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/foreign_text.hpp"
#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "locale/day_range.hpp"
#include "view/markdown.hpp"
#include "view/statistics.hpp"

namespace cs2::bot {
namespace {

using std::chrono::sys_days;

std::string label_of(int period, const Call& call) {
  return call.language().say(fmt::format("choice.period.{}", period));
}

std::string value_of(int period) {
  return period == 0 ? "all" : std::to_string(period);
}

// "30", "all", or what a suggestion reads like.
std::optional<int> parse_period(std::string_view typed, const Call& call) {
  const auto found = std::ranges::find_if(stats::periods, [&](int period) {
    return fold(typed) == value_of(period) || fold(typed) == fold(label_of(period, call));
  });
  return found == stats::periods.end() ? std::nullopt : std::optional{*found};
}

std::optional<sys_days> parse_since(std::string_view typed, const Call& call) {
  const auto range = locale::parse_day_range(typed, today(call), locale::Direction::back, call.language());
  return range ? std::optional{range->first} : std::nullopt;
}

discord::CommandChoice choice(std::string_view label, std::string value) {
  return {.name = {.text = shorten(clean_name(label), limits::choice_name), .by_locale = {}},
          .value = std::move(value)};
}

std::optional<Reply> take_period(Question& question, const Call& call) {
  const auto typed = call[period_option];
  if (typed.empty()) return std::nullopt;
  if (const auto period = parse_period(typed, call)) {
    question.filter.days = *period;
    return std::nullopt;
  }
  const auto since = parse_since(typed, call);
  if (!since)
    return call.say("answer.unknown_period",
                    {{"typed", view::escape_markdown(typed, limits::names_typed_max)}});
  if (*since > today(call)) return call.say("answer.period_to_come");
  question.day = *since;
  return std::nullopt;
}

std::optional<int> number_of(const ChoiceOption& option, std::span<const int> known, const Call& call) {
  const auto chosen = call[option];
  const auto number = chosen ? parse_number<int>(*chosen) : std::nullopt;
  return number && std::ranges::find(known, *number) != known.end() ? number : std::nullopt;
}

}  // namespace

Choices suggest_periods(const Call& call, std::string_view typed) {
  Choices choices;
  const auto wanted = fold(typed);
  for (const auto period : {30, 90, 180, 365, 0}) {
    const auto label = label_of(period, call);
    if (wanted.empty() || fold(label).contains(wanted)) choices.push_back(choice(label, value_of(period)));
  }
  const auto since = wanted.empty() || parse_period(typed, call) ? std::nullopt : parse_since(typed, call);
  if (since && *since <= today(call))
    choices.push_back(choice(view::filter_text({}, since, call.language()),
                             to_iso_date(std::chrono::year_month_day{*since})));
  return choices;
}

std::vector<Option> with_statistic_options(std::vector<Option> own) {
  own.insert(own.end(), {period_option, venue_option, tier_option, best_of_option, against_option, map_option,
                         core_option, format_option, spoilers_option});
  return own;
}

std::optional<Reply> take_statistic_options(Question& question, const Call& call) {
  if (auto refusal = take_period(question, call)) return refusal;
  auto& filter = question.filter;
  if (const auto venue = call[venue_option]) filter.venue = parse_venue(*venue);
  if (const auto tier = call[tier_option]) filter.tier = parse_tier(*tier);
  filter.best_of = number_of(best_of_option, stats::best_ofs, call);
  filter.opponent_top = number_of(against_option, stats::opponent_tops, call);
  if (const auto map = call[map_option]) {
    const auto known = std::ranges::find(stats::maps, *map);
    if (known != stats::maps.end()) filter.map = *known;
  }
  filter.core = call[core_option];
  if (const auto format = call[format_option]) {
    const auto place = std::ranges::find(formats_asked, *format) - formats_asked.begin();
    if (place < std::ssize(formats_asked)) question.format = static_cast<Format>(place);
  }
  return std::nullopt;
}

}  // namespace cs2::bot
