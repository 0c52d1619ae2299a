// How the name of one thing becomes an answer about it.
#pragma once

#include "bot/command_definition.hpp"
#include "bot/question.hpp"
#include "store/queries/names.hpp"

namespace cs2::bot {

// Answers the question about what the option names, asks which one was meant, or says what is not known.
Reply answer_by_name(const Question& question, const TextOption& option, store::NameKind kind,
                     const Call& call);

}  // namespace cs2::bot
