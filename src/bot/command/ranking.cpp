// /ranking — a ranking of teams as it is or was, or how one team stood in it over time.
#include <fmt/format.h>

#include <array>
#include <chrono>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "bot/answer_registry.hpp"
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"
#include "bot/lookup/lookup.hpp"
#include "locale/date_text.hpp"
#include "locale/day_range.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

constexpr std::array<std::string_view, 5> systems{"valve_world", "valve_europe", "valve_americas",
                                                  "valve_asia", "hltv"};

std::string label_of(std::string_view system, const Call& call) {
  return call.language().say(fmt::format("choice.system.{}", system));
}

// Those that are read here.
Choices suggest_systems(const Call& call, std::string_view typed) {
  const auto& dates = *call.suggestions().ranking_dates;
  Choices choices;
  for (const auto system : systems) {
    const auto known = dates.find(parse_ranking_system(system).value());
    auto label = label_of(system, call);
    if (known == dates.end() || known->second.empty() || fold(label).find(fold(typed)) == std::string::npos)
      continue;
    choices.push_back({.name = {.text = std::move(label), .by_locale = {}}, .value = std::string{system}});
  }
  return choices;
}

constexpr TextOption system_option{.name = "system", .suggest = suggest_systems};

// What a suggestion stands for, or reads like.
std::optional<RankingSystem> parse_system(const std::string& typed, const Call& call) {
  for (const auto system : systems) {
    if (typed == system || fold(typed) == fold(label_of(system, call))) return parse_ranking_system(system);
  }
  return std::nullopt;
}

// Those of which there is a ranking of the chosen system.
Choices suggest_dates(const Call& call, std::string_view typed) {
  const auto& dates = *call.suggestions().ranking_dates;
  const auto known = dates.find(parse_system(call[system_option], call).value_or(RankingSystem::valve_world));
  Choices choices;
  if (known == dates.end()) return choices;
  for (const auto published : known->second) {
    if (choices.size() == limits::suggestions) break;
    const std::chrono::year_month_day day{std::chrono::floor<days>(published)};
    auto date = to_iso_date(day);
    auto shown = locale::date_text(day, call.language());
    if (date.starts_with(trim(typed)) || fold(shown).contains(fold(typed)))
      choices.push_back({.name = {.text = std::move(shown)}, .value = std::move(date)});
  }
  return choices;
}

constexpr TextOption date_option{.name = "date", .suggest = suggest_dates};

Reply run(const Call& call) {
  auto question = start_question(Question::Kind::ranking, call);
  if (const auto typed = call[system_option]; !typed.empty()) {
    question.system = parse_system(typed, call);
    if (!question.system) return call.say("answer.no_ranking");
  }
  if (!call[team_option].empty()) return answer_by_name(question, team_option, store::NameKind::team, call);
  if (const auto typed = call[date_option]; !typed.empty()) {
    const auto range = locale::parse_day_range(typed, today(call), locale::Direction::back, call.language());
    if (!range)
      return call.say("answer.unknown_date",
                      {{"typed", view::escape_markdown(typed, limits::names_typed_max)}});
    question.day = range->last;
  }
  return answer(std::move(question), call);
}

}  // namespace

Command ranking_command() {
  return {.name = "ranking", .options = {system_option, date_option, team_option}, .run = run};
}

}  // namespace cs2::bot
