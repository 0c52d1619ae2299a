// The options that the lists share, and how what was typed becomes a question.
#pragma once

#include <array>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "bot/answer_registry.hpp"
#include "bot/command_definition.hpp"
#include "bot/question.hpp"
#include "store/queries/names.hpp"

namespace cs2::bot {

Choices suggest_teams(const Call& call, std::string_view typed);
Choices suggest_events(const Call& call, std::string_view typed);
Choices suggest_players(const Call& call, std::string_view typed);
Choices suggest_days(const Call& call, std::string_view typed);

inline constexpr std::array<std::string_view, 5> tiers{"s", "a", "b", "c", "d"};
inline constexpr std::array<std::string_view, 2> spoiler_rules{"show", "hide"};

inline constexpr TextOption team_option{.name = "team", .suggest = suggest_teams};
inline constexpr TextOption event_option{.name = "event", .suggest = suggest_events};
inline constexpr ChoiceOption tier_option{.name = "tier", .values = tiers};
inline constexpr TextOption day_option{.name = "day", .suggest = suggest_days};
inline constexpr ChoiceOption spoilers_option{.name = "spoilers", .values = spoiler_rules};

// Answers a list with all the filters of the call, asks which one was meant, or says what is not known.
Reply answer_filtered(Question::Kind kind, const Call& call);

// The beginning of every question: who asks, and whether scores are shown.
Question start_question(Question::Kind kind, const Call& call);

// What a text may mean: the thing a suggestion stands for, or what the index finds.
std::vector<Candidate> find_meanings(std::string_view typed, store::NameKind kind, const Call& call);

}  // namespace cs2::bot
