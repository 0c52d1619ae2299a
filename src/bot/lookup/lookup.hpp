// Teams, players and events by what people type: suggestions, what a text means, and the answer about it.
#pragma once

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

// The thing a suggestion stands for, or what the index finds. What was shown as a choice is understood too.
Meanings find_meanings(std::string_view typed, store::NameKind kind, const Call& call);

// Answers the question about what the option names, asks which one was meant, or says what is not known.
Reply answer_by_name(const Question& question, const TextOption& option, store::NameKind kind,
                     const Call& call);

// As texts call it: "team", "player", "event".
std::string_view word_for(store::NameKind kind);

// Cut to what Discord shows. Those that would read the same are followed by what tells them apart.
std::vector<std::string> distinct_labels(const std::vector<std::string>& labels,
                                         const std::vector<std::string>& differences);

}  // namespace cs2::bot
