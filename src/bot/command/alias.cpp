// /alias — what a server calls teams, players and events. Without options it lists them.
#include <array>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/limits/store.hpp"
#include "base/text.hpp"
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"
#include "bot/lookup/pick.hpp"
#include "store/guild/aliases.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

// From memory: its own names as the index of names knows them.
Choices suggest_own_names(const Call& call, std::string_view typed) {
  Choices choices;
  if (!call.own_names()) return choices;
  for (const auto& name : call.own_names()->list_spellings()) {
    if (choices.size() == limits::suggestions) break;
    if (fold(name).starts_with(fold(typed)))
      choices.push_back({.name = {.text = name, .by_locale = {}}, .value = name});
  }
  return choices;
}

constexpr TextOption name_option{.name = "name"};
constexpr TextOption player_option{.name = "player", .suggest = suggest_players};
constexpr TextOption remove_option{.name = "remove", .suggest = suggest_own_names};

struct Target {
  const TextOption& option;
  store::NameKind kind;
};
constexpr std::array<Target, 3> targets{{{.option = team_option, .kind = store::NameKind::team},
                                         {.option = player_option, .kind = store::NameKind::player},
                                         {.option = event_option, .kind = store::NameKind::tournament}}};

std::string escape_markdown(std::string_view text) {
  return view::escape_markdown(text, limits::names_typed_max);
}

std::string meaning_of(const store::GuildAlias& alias, const Call& call) {
  const auto* named = call.names().find(alias.kind, alias.ours);
  return named ? escape_markdown(named->name) : call.language().say("alias.gone");
}

Reply list(std::uint64_t guild, const Call& call) {
  const auto& language = call.language();
  view::Lines lines{limits::embed_description};
  for (const auto& alias : store::list_guild_aliases(call.store(), guild))
    lines.add(language.say("alias.line",
                           {{"alias", escape_markdown(alias.name)}, {"meaning", meaning_of(alias, call)}}));
  if (lines.empty()) lines.add(language.say("alias.empty"));
  Reply reply;
  reply.message.embeds.push_back(
      {.title = language.say("alias.title"), .description = lines.take(), .color = view::color_neutral});
  reply.message.ephemeral = true;
  return reply;
}

Reply remove(std::uint64_t guild, const std::string& name, const Call& call) {
  const bool removed =
      store::remove_guild_alias(call.store(), guild, name, call.interaction().user_id.value) > 0;
  return call.say(removed ? "alias.removed" : "alias.unknown", {{"alias", escape_markdown(name)}});
}

Reply add(std::uint64_t guild, const store::GuildAlias& alias, const Call& call) {
  const auto added = store::add_guild_alias(call.store(), guild, alias, call.interaction().user_id.value);
  if (added)
    return call.say("alias.added",
                    {{"alias", escape_markdown(alias.name)}, {"meaning", meaning_of(alias, call)}});
  if (added.error().kind == ErrorKind::conflict)
    return call.say("alias.full", {{"most", static_cast<std::int64_t>(limits::guild_aliases)}});
  return call.say("alias.unfit", {{"alias", escape_markdown(alias.name)},
                                  {"most", static_cast<std::int64_t>(limits::guild_alias_characters)}});
}

Reply add_for(const Target& target, std::uint64_t guild, const std::string& name, const Call& call) {
  const auto meant = find_exactly(target.option, target.kind, call);
  if (!meant) return meant.error();
  const auto id = std::visit([](auto each) { return each.value; }, *meant);
  return add(guild, {.kind = target.kind, .ours = id, .name = name}, call);
}

Reply run(const Call& call) {
  const auto guild = call.interaction().guild_id;
  if (!guild) return call.say("settings.servers_only");
  if (const auto name = call[remove_option]; !name.empty()) return remove(guild->value, name, call);

  std::vector<const Target*> given;
  for (const auto& target : targets) {
    if (!call[target.option].empty()) given.push_back(&target);
  }
  const auto name = call[name_option];
  if (name.empty()) return given.empty() ? list(guild->value, call) : call.say("alias.no_name");
  if (given.size() != 1) return call.say("alias.one_thing", {{"alias", escape_markdown(name)}});
  return add_for(*given.front(), guild->value, name, call);
}

}  // namespace

Command alias_command() {
  return {.name = "alias",
          .options = {name_option, team_option, player_option, event_option, remove_option},
          .run = run,
          .for_managers = true,
          .ephemeral = true,
          .press = answer_pick};
}

}  // namespace cs2::bot
