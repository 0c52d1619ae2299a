// The options that statistics share: what is counted, and how it is shown.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"
#include "bot/question.hpp"
#include "stats/filter.hpp"

namespace cs2::bot {

Choices suggest_periods(const Call& call, std::string_view typed);

inline constexpr std::array<std::string_view, 2> venues_asked{"lan", "online"};
inline constexpr std::array<std::string_view, 4> best_ofs_asked{"1", "2", "3", "5"};
inline constexpr std::array<std::string_view, 4> tops_asked{"10", "20", "30", "50"};
inline constexpr std::array<std::string_view, 4> formats_asked{"card", "text", "csv", "json"};

inline constexpr TextOption period_option{.name = "period", .suggest = suggest_periods};
inline constexpr ChoiceOption venue_option{.name = "venue", .values = venues_asked};
inline constexpr ChoiceOption best_of_option{.name = "best_of", .values = best_ofs_asked};
inline constexpr ChoiceOption against_option{.name = "against", .values = tops_asked};
inline constexpr ChoiceOption map_option{
    .name = "map", .values = stats::maps, .label = [](std::string_view map) { return std::string{map}; }};
inline constexpr BoolOption core_option{.name = "core"};
inline constexpr ChoiceOption format_option{.name = "as", .values = formats_asked};

// In the order in which Discord shows them, behind what is asked for by name.
std::vector<Option> with_statistic_options(std::vector<Option> own);

// Takes over what was chosen, or says what is wrong with it.
std::optional<Reply> take_statistic_options(Question& question, const Call& call);

}  // namespace cs2::bot
