// /help — the commands, and what a newcomer asks next.
#include <fmt/format.h>

#include <algorithm>

#include "base/limits/discord.hpp"
#include "base/version.hpp"
#include "bot/command_registry.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

// `path` is the name, in front of a sub-command's the command's.
void add(view::Lines& lines, const std::string& path, const Command& command, const Call& call) {
  for (const auto& sub : command.subcommands) add(lines, fmt::format("{} {}", path, sub.name), sub, call);
  if (!command.run) return;
  auto key = path;
  std::ranges::replace(key, ' ', '.');
  const auto& language = call.language();
  lines.add(
      language.say("help.line", {{"command", call.mention(path)},
                                 {"description", language.say(fmt::format("command.{}.description", key))}}));
}

Reply run(const Call& call) {
  const auto& language = call.language();
  view::Lines lines{limits::embed_description};
  for (const auto& command : commands()) add(lines, std::string{command.name}, command, call);
  lines.add(language.say("help.spoilers", {{"settings", call.mention("settings")}}));
  lines.add(language.say("help.source", {{"url", std::string{project_url}}}));

  Reply reply;
  reply.message.embeds.push_back(
      {.title = language.say("help.title"), .description = lines.take(), .color = view::color_neutral});
  reply.message.ephemeral = true;
  return reply;
}

}  // namespace

Command help_command() {
  return {.name = "help", .run = run, .ephemeral = true};
}

}  // namespace cs2::bot
