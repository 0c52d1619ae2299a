// The options that the lists share, and how what was typed becomes a question.
#pragma once

#include <array>
#include <string_view>

#include "bot/command_definition.hpp"
#include "bot/lookup/lookup.hpp"
#include "bot/question.hpp"

namespace cs2::bot {

Choices suggest_past_days(const Call& call, std::string_view typed);
Choices suggest_coming_days(const Call& call, std::string_view typed);

inline constexpr std::array<std::string_view, 5> tiers{"s", "a", "b", "c", "d"};
inline constexpr std::array<std::string_view, 2> spoiler_rules{"show", "hide"};

inline constexpr TextOption team_option{.name = "team", .suggest = suggest_teams};
inline constexpr TextOption event_option{.name = "event", .suggest = suggest_events};
inline constexpr ChoiceOption tier_option{.name = "tier", .values = tiers};
// Of what is over, and of what is to come.
inline constexpr TextOption past_day_option{.name = "day", .suggest = suggest_past_days};
inline constexpr TextOption coming_day_option{.name = "day", .suggest = suggest_coming_days};
inline constexpr ChoiceOption spoilers_option{.name = "spoilers", .values = spoiler_rules};

// Answers a list with all the filters of the call, asks which one was meant, or says what is not known.
Reply answer_filtered(Question::Kind kind, const Call& call);

// The beginning of every question: who asks, and whether scores are shown.
Question start_question(Question::Kind kind, const Call& call);

// The calendar day of the server.
std::chrono::sys_days today(const Call& call);

}  // namespace cs2::bot
