// Names for commands that store what they are given: exact or picked, never guessed.
//
// In doubt there is a menu for the asker alone, and the command runs again with what was picked there. The
// other options it was given lie in the menu's id, so nothing has to be remembered. Like every id it can be
// forged; it says nothing that its presser could not have typed.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "bot/answer_registry.hpp"
#include "bot/command_definition.hpp"
#include "bot/question.hpp"
#include "store/queries/names.hpp"

namespace cs2::bot {

// What the option means, or the reply that asks for it.
std::expected<Reference, Reply> find_exactly(const TextOption& option, store::NameKind kind,
                                             const Call& call);

// A menu of the candidates below `reply`, from which the command that is running goes on with the option.
// Where its other options are too long for an id there is none.
Reply ask_to_pick(Reply reply, const TextOption& option, const std::vector<Candidate>& candidates,
                  const Call& call);

// "<mark>|…", from which the command that is running can be run again with all its options; nothing where
// they are too long for an id. `restore_command` is the interaction as it was then, or nothing for a forged
// id.
std::optional<std::string> make_repeat_id(std::string_view mark, const Call& call);
std::optional<discord::Interaction> restore_command(std::string_view mark, std::string_view what,
                                                    const Call& call);

// Something was picked; what a command that asks answers when it is pressed.
bool is_pick(std::string_view what);
Reply answer_pick(const Call& call, std::string_view what);

}  // namespace cs2::bot
