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
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

constexpr std::array<std::string_view, 5> systems{"valve_world", "valve_europe", "valve_americas",
                                                  "valve_asia", "hltv"};
constexpr ChoiceOption system_option{.name = "system", .values = systems};

// Those of which there is a ranking of the chosen system.
Choices suggest_dates(const Call& call, std::string_view typed) {
  const auto chosen = call[system_option];
  const auto system = chosen ? parse_ranking_system(*chosen) : std::nullopt;
  const auto& dates = *call.suggestions().ranking_dates;
  const auto known = dates.find(system.value_or(RankingSystem::valve_world));
  Choices choices;
  if (known == dates.end()) return choices;
  for (const auto published : known->second) {
    if (choices.size() == limits::suggestions) break;
    auto date = to_iso_date(std::chrono::year_month_day{std::chrono::floor<days>(published)});
    if (date.starts_with(trim(typed))) choices.push_back({.name = {.text = date}, .value = date});
  }
  return choices;
}

constexpr TextOption date_option{.name = "date", .suggest = suggest_dates};

Reply run(const Call& call) {
  auto question = start_question(Question::Kind::ranking, call);
  if (const auto system = call[system_option]) question.system = parse_ranking_system(*system);
  if (!call[team_option].empty()) return answer_by_name(question, team_option, store::NameKind::team, call);
  if (const auto typed = call[date_option]; !typed.empty()) {
    const auto midnight = parse_iso8601(fmt::format("{}T00:00:00Z", typed));
    if (!midnight)
      return call.say("answer.unknown_date",
                      {{"typed", view::escape_markdown(typed, limits::names_typed_max)}});
    question.day = std::chrono::floor<days>(*midnight);
  }
  return answer(std::move(question), call);
}

}  // namespace

Command ranking_command() {
  return {.name = "ranking", .options = {system_option, date_option, team_option}, .run = run};
}

}  // namespace cs2::bot
