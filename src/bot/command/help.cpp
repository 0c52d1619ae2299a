// /help — a first step, and the commands by what they are for.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/limits/discord.hpp"
#include "base/version.hpp"
#include "bot/answer/controls.hpp"
#include "bot/command_registry.hpp"
#include "bot/lookup/locale_options.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"
#include "view/source.hpp"

namespace cs2::bot {
namespace {

struct Group {
  std::string_view key;
  std::array<std::string_view, 5> commands;  // the first words of their names
};
// A command that is in none of them is listed at the end.
constexpr std::array<Group, 4> groups{
    {{"help.matches", {"live", "upcoming", "results", "match", ""}},
     {"help.profiles", {"team", "player", "event", "events", "ranking"}},
     {"help.statistics", {"compare", "stats", "maps", "form", "predict"}},
     {"help.notifications", {"follow", "following", "unfollow", "why", "test-notification"}}}};

bool is_grouped(std::string_view command) {
  return std::ranges::any_of(groups, [&](const Group& group) {
    return std::ranges::find(group.commands, command) != group.commands.end();
  });
}

// One line, whose sub-commands stand beside each other.
std::string line_of(const Command& command, const Call& call) {
  std::vector<std::string> mentions;
  mentions.reserve(command.subcommands.size() + 1);
  for (const auto& sub : command.subcommands)
    mentions.push_back(call.mention(fmt::format("{} {}", command.name, sub.name)));
  if (mentions.empty()) mentions.push_back(call.mention(command.name));
  const auto& language = call.language();
  return language.say("help.line",
                      {{"command", view::join(mentions, " · ")},
                       {"description", language.say(fmt::format("command.{}.description", command.name))}});
}

template <class IsWanted>
void add_group(discord::Embed& embed, std::string_view key, const Call& call, IsWanted is_wanted) {
  view::Lines lines{limits::embed_field_value};
  for (const auto& command : commands()) {
    if (is_wanted(command.name)) lines.add(line_of(command, call));
  }
  if (!lines.empty()) embed.fields.push_back({.name = call.language().say(key), .value = lines.take()});
}

std::string first_step(const Call& call) {
  return call.language().say(call.interaction().guild_id ? "help.start" : "help.start_direct",
                             {{"live", call.mention("live")}, {"follow", call.mention("follow team")}});
}

Reply run(const Call& call) {
  const auto& language = call.language();
  discord::Embed embed{
      .title = language.say("help.title"), .description = first_step(call), .color = view::color_neutral};
  for (const auto& group : groups) {
    add_group(embed, group.key, call, [&group](std::string_view command) {
      return std::ranges::find(group.commands, command) != group.commands.end();
    });
  }
  add_group(embed, "help.server", call, [](std::string_view command) { return !is_grouped(command); });
  view::Lines notes{limits::embed_field_value};
  notes.add(language.say("help.spoilers", {{"settings", call.mention("settings")}}));
  notes.add(view::linked_credits(known_sources(call), language));
  notes.add(language.say("help.source", {{"url", std::string{project_url}}}));
  notes.add(translation_note(language, call.catalogue()));
  embed.fields.push_back({.name = language.say("help.more"), .value = notes.take()});

  Reply reply;
  reply.message.embeds.push_back(std::move(embed));
  reply.message.ephemeral = true;
  return reply;
}

}  // namespace

Command help_command() {
  return {.name = "help", .run = run, .ephemeral = true};
}

}  // namespace cs2::bot
