// The list of all commands, and their registration with Discord.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bot/command_definition.hpp"
#include "discord/rest.hpp"
#include "io/blocking.hpp"
#include "locale/language.hpp"

namespace cs2::bot {

std::span<const Command> commands();
const Command* find_command(std::string_view name);
// What runs for this interaction: a sub-command where the command has some. Null for what we do not have.
const Command* find_command(const discord::Interaction& interaction);

// Whose button it is, and what is behind the name in its custom id.
struct PressedCommand {
  const Command* command = nullptr;
  std::string_view what;
};
std::optional<PressedCommand> find_pressed(std::string_view custom_id);

// Whether nobody else sees the answer, so that it speaks the asker's language.
bool is_for_asker(const discord::Interaction& interaction);

// Descriptions are always in every language. Names are where the operator wants it: one guide then serves no
// longer for all readers, and Discord shows a mention of a command by its English name.
enum class Names : bool { english, localised };

// What is registered at Discord, in every language of the catalog.
std::vector<discord::CommandSpec> command_specs(const locale::Catalogue& catalogue,
                                                Names names = Names::english);

// Asks which commands Discord has, whoever wrote or deleted them, and writes ours only when something
// differs; true when it wrote.
Task<Result<bool>> register_commands(discord::Rest& rest, io::Blocking& blocking, store::Store& store,
                                     discord::Snowflake application, std::vector<discord::CommandSpec> specs);

// The ids under which they are registered, by name; empty before that. Blocks.
std::map<std::string, discord::Snowflake, std::less<>> find_command_ids(store::Store& store,
                                                                        discord::Snowflake application);

}  // namespace cs2::bot
