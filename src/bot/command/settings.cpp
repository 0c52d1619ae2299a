// /settings — what a server chose: whether scores are hidden, and where its days begin.
#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "bot/commands.hpp"
#include "bot/filters.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

Choices suggest_time_zones(const Call&, std::string_view typed) {
  Choices choices;
  for (auto& zone : locale::list_time_zones(typed, limits::suggestions)) {
    choices.push_back({.name = {.text = zone, .by_locale = {}}, .value = zone});
  }
  return choices;
}

constexpr TextOption time_zone_option{.name = "time_zone", .suggest = suggest_time_zones};

Reply show(const store::GuildSettings& settings, bool saved, const Call& call) {
  const auto& language = call.language();
  const bool hide = settings.spoilers == store::SpoilerRule::hide;
  discord::Embed embed{.title = language.say("settings.title"), .color = view::color_neutral};
  if (saved) embed.description = language.say("settings.saved");
  embed.fields = {{.name = language.say("settings.spoilers"),
                   .value = language.say(hide ? "settings.hide" : "settings.show"),
                   .in_line = true},
                  {.name = language.say("settings.time_zone"),
                   .value = view::plain(settings.time_zone.value_or("UTC"), limits::names_typed_max),
                   .in_line = true}};
  Reply reply;
  reply.message.embeds.push_back(std::move(embed));
  reply.message.ephemeral = true;
  return reply;
}

Reply run(const Call& call) {
  const auto guild = call.interaction().guild_id;
  if (!guild) return call.say("settings.servers_only");

  const auto& before = call.settings();
  auto settings = before;
  if (const auto rule = call[spoilers_option]) {
    settings.spoilers = *rule == "hide" ? store::SpoilerRule::hide : store::SpoilerRule::show;
  }
  if (const auto zone = call[time_zone_option]; !zone.empty()) {
    if (!locale::is_time_zone(zone)) {
      return call.say("settings.unknown_time_zone", {{"typed", view::plain(zone, limits::names_typed_max)}});
    }
    settings.time_zone = zone;
  }
  const bool changed = settings != before;
  if (changed) store::save_guild_settings(call.store(), guild->value, settings);
  return show(settings, changed, call);
}

}  // namespace

Command settings_command() {
  return {.name = "settings",
          .options = {spoilers_option, time_zone_option},
          .run = run,
          .for_managers = true,
          .ephemeral = true};
}

}  // namespace cs2::bot
