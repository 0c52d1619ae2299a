// /me — what a person chose for the answers that only this person sees, and for direct messages.
#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"
#include "bot/lookup/locale_options.hpp"
#include "locale/time_zone.hpp"
#include "store/guild/people.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

using store::PersonSettings;

constexpr std::string_view reset_button = "reset";

std::string language_text(const PersonSettings& person, const Call& call) {
  if (person.locale) return locale::language_name(*person.locale);
  return call.language().say("me.as_discord");
}

std::string spoilers_text(const PersonSettings& person, const Call& call) {
  if (!person.spoilers) return call.language().say("me.as_server");
  return call.language().say(*person.spoilers == store::SpoilerRule::hide ? "settings.hide"
                                                                          : "settings.show");
}

std::string time_zone_text(const PersonSettings& person, const Call& call) {
  if (!person.time_zone) return call.language().say("me.as_server");
  return view::escape_markdown(locale::time_zone_text(*person.time_zone), limits::names_typed_max);
}

Reply show(const PersonSettings& person, bool saved, const Call& call) {
  const auto& language = call.language();
  discord::Embed embed{.title = language.say("me.title"), .color = view::color_neutral};
  if (saved) embed.description = language.say("settings.saved");
  if (call[language_option])
    embed.description = view::join({embed.description, translation_note(language, call.catalogue())}, "\n");
  const auto add = [&](std::string_view key, std::string value) {
    embed.fields.push_back({.name = language.say(key), .value = std::move(value), .in_line = true});
  };
  add("settings.language", language_text(person, call));
  add("settings.time_zone", time_zone_text(person, call));
  add("settings.spoilers", spoilers_text(person, call));
  embed.footer = language.say("me.scope");
  Reply reply;
  reply.message.embeds.push_back(std::move(embed));
  reply.message.ephemeral = true;
  if (person != PersonSettings{})
    reply.message.rows = {
        {discord::Button{.label = language.say("me.reset"), .custom_id = press_id("me", reset_button)}}};
  return reply;
}

Reply run(const Call& call) {
  const auto zone = call[time_zone_option];
  if (!zone.empty() && !locale::find_time_zone(zone))
    return call.say("settings.unknown_time_zone",
                    {{"typed", view::escape_markdown(zone, limits::names_typed_max)}});
  if (call.interaction().options.empty()) return show(call.person(), false, call);
  const auto person = store::change_person_settings(
      call.store(), call.interaction().user_id.value, [&call, &zone](PersonSettings& each) {
        if (const auto code = call[language_option]) each.locale = *code;
        if (const auto found = locale::find_time_zone(zone)) each.time_zone = *found;
        if (const auto rule = call[spoilers_option])
          each.spoilers = *rule == "hide" ? store::SpoilerRule::hide : store::SpoilerRule::show;
      });
  // In the language that was chosen just now.
  return show(person, person != call.person(), call.with(person));
}

Reply press(const Call& call, std::string_view what) {
  if (what != reset_button) return call.say("answer.old_button");
  const auto person = store::change_person_settings(call.store(), call.interaction().user_id.value,
                                                    [](PersonSettings& each) { each = {}; });
  auto reply = show(person, true, call.with(person));
  reply.replaces = true;
  return reply;
}

}  // namespace

Command me_command() {
  return {.name = "me",
          .options = {language_option, time_zone_option, spoilers_option},
          .run = run,
          .ephemeral = true,
          .press = press};
}

}  // namespace cs2::bot
