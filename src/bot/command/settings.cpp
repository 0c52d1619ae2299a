// /settings — what a server chose. Without options it is shown, with options it is changed.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <expected>
#include <functional>
#include <map>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/limits/store.hpp"
#include "base/text.hpp"
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"
#include "bot/lookup/locale_options.hpp"
#include "bot/subscription/quiet_hours.hpp"
#include "bot/subscription/subscriptions.hpp"
#include "locale/time_zone.hpp"
#include "store/notify/unavailable_targets.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"
#include "view/notice.hpp"

namespace cs2::bot {
namespace {

namespace permission = discord::permission;
using store::GuildSettings;

constexpr std::array<std::string_view, 5> resettable{"language", "time_zone", "default_channel",
                                                     "notice_channel", "quiet_hours"};

constexpr ChannelOption default_channel_option{
    .name = "default_channel",
    .needs = permission::view_channel | permission::send_messages | permission::embed_links};
constexpr ChannelOption notice_channel_option{.name = "notice_channel",
                                              .needs = permission::view_channel | permission::send_messages};
constexpr TextOption quiet_hours_option{.name = "quiet_hours"};
constexpr RoleOption add_manager_option{.name = "add_manager"};
constexpr RoleOption remove_manager_option{.name = "remove_manager"};
constexpr CountOption audit_days_option{.name = "audit_days",
                                        .least = limits::audit_days_min.count(),
                                        .most = limits::audit_days_max.count(),
                                        .fallback = 0};  // not given
constexpr ChoiceOption reset_option{.name = "reset", .values = resettable};

// ---- Showing

using Refusals = std::map<std::uint64_t, std::string>;

std::string channel_text(std::uint64_t channel, const Refusals& refusals, const locale::Language& language) {
  if (channel == 0) return language.say("settings.no_channel");
  const auto mention = fmt::format("<#{}>", channel);
  const auto refusal = refusals.find(channel);
  if (refusal == refusals.end()) return mention;
  return language.say("settings.unavailable",
                      {{"channel", mention}, {"reason", view::refusal_text(refusal->second, language)}});
}

Refusals find_refusals(const GuildSettings& settings, const Call& call) {
  std::vector<std::uint64_t> channels;
  for (const auto channel : {settings.default_channel.id, settings.notice_channel}) {
    if (channel != 0) channels.push_back(channel);
  }
  return store::find_refusals(call.store(), channels);
}

std::string quiet_text(const GuildSettings& settings, const locale::Language& language) {
  if (!settings.quiet_hours) return language.say("settings.no_quiet");
  return language.say("settings.quiet",
                      {{"from", clock_text(settings.quiet_hours->from)},
                       {"until", clock_text(settings.quiet_hours->until)},
                       {"zone", locale::time_zone_text(settings.time_zone.value_or("UTC"))}});
}

std::string managers_text(const GuildSettings& settings, const locale::Language& language) {
  auto text = language.say("settings.managers");
  for (const auto role : settings.manager_roles) text += fmt::format(", <@&{}>", role);
  return text;
}

std::string language_text(const GuildSettings& settings, const locale::Language& language) {
  if (!settings.locale) return language.say("settings.each_reader");
  return locale::language_name(*settings.locale);
}

// ---- Menus and buttons. Their ids can be forged: what was chosen is looked at as an option is.

constexpr std::string_view spoilers_menu = "spoilers";
constexpr std::string_view default_channel_menu = "default_channel";
constexpr std::string_view notice_channel_menu = "notice_channel";
constexpr std::string_view managers_menu = "managers";
constexpr std::string_view night_button = "night";
constexpr std::string_view no_quiet_button = "no_quiet";
constexpr std::string_view no_default_button = "no_default";
constexpr std::string_view no_notice_button = "no_notice";
constexpr store::QuietHours usual_night{.from = 23 * 60, .until = 8 * 60};

discord::Select make_spoilers_menu(const GuildSettings& settings, const Call& call) {
  const auto& language = call.language();
  const auto option = [&](store::SpoilerRule rule, std::string_view value, std::string_view label) {
    return discord::SelectOption{
        .label = language.say(label), .value = std::string{value}, .chosen = settings.spoilers == rule};
  };
  return {.custom_id = press_id("settings", spoilers_menu),
          .placeholder = language.say("settings.spoilers"),
          .options = {option(store::SpoilerRule::show, "show", "settings.choose_show"),
                      option(store::SpoilerRule::hide, "hide", "settings.choose_hide")}};
}

discord::ChannelSelect make_channel_menu(std::string_view what, std::string_view placeholder,
                                         const Call& call) {
  return {.custom_id = press_id("settings", what),
          .placeholder = call.language().say(placeholder),
          .channel_types = {message_channels.begin(), message_channels.end()}};
}

discord::RoleSelect make_managers_menu(const GuildSettings& settings, const Call& call) {
  discord::RoleSelect menu{.custom_id = press_id("settings", managers_menu),
                           .placeholder = call.language().say("settings.choose_managers"),
                           .most = static_cast<int>(limits::manager_roles)};
  for (const auto role : settings.manager_roles) menu.chosen.push_back({role});
  return menu;
}

std::vector<discord::Row> make_controls(const GuildSettings& settings, const Call& call) {
  std::vector<discord::Row> rows{{make_spoilers_menu(settings, call)},
                                 {make_channel_menu(default_channel_menu, "settings.choose_default", call)},
                                 {make_channel_menu(notice_channel_menu, "settings.choose_notice", call)}};
  if (call.may_manage_server()) rows.push_back({make_managers_menu(settings, call)});
  discord::Row buttons;
  const auto add = [&](std::string_view key, std::string_view what) {
    buttons.emplace_back(
        discord::Button{.label = call.language().say(key), .custom_id = press_id("settings", what)});
  };
  if (settings.quiet_hours)
    add("settings.no_quiet_button", no_quiet_button);
  else
    add("settings.night_button", night_button);
  if (settings.default_channel.id != 0) add("settings.no_default_button", no_default_button);
  if (settings.notice_channel != 0) add("settings.no_notice_button", no_notice_button);
  rows.push_back(std::move(buttons));
  return rows;
}

Reply show(const GuildSettings& settings, bool saved, const Call& call) {
  const auto& language = call.language();
  const bool hide = settings.spoilers == store::SpoilerRule::hide;
  discord::Embed embed{.title = language.say("settings.title"), .color = view::color_neutral};
  if (saved) embed.description = language.say("settings.saved");
  // Discord hides managers' commands from whom it does not know to be one.
  if (const auto role = call[add_manager_option]; saved && role)
    embed.description +=
        '\n' + language.say("settings.allow_role", {{"role", fmt::format("<@&{}>", role->value)}});
  if (call[language_option] && settings.locale)
    embed.description = view::join(
        {embed.description, translation_note(call.catalogue().find(*settings.locale), call.catalogue())},
        "\n");
  const auto add = [&](std::string_view key, std::string value) {
    embed.fields.push_back({.name = language.say(key), .value = std::move(value), .in_line = true});
  };
  add("settings.spoilers", language.say(hide ? "settings.hide" : "settings.show"));
  add("settings.time_zone", view::escape_markdown(locale::time_zone_text(settings.time_zone.value_or("UTC")),
                                                  limits::names_typed_max));
  add("settings.language", language_text(settings, language));
  const auto refusals = find_refusals(settings, call);
  add("settings.default_channel", channel_text(settings.default_channel.id, refusals, language));
  add("settings.notice_channel", channel_text(settings.notice_channel, refusals, language));
  add("settings.quiet_hours", quiet_text(settings, language));
  add("settings.manager_roles", managers_text(settings, language));
  add("settings.audit_days",
      language.say("settings.kept_days", {{"days", static_cast<std::int64_t>(settings.audit_days.count())}}));
  embed.footer = language.say("settings.more");
  Reply reply;
  reply.message.embeds.push_back(std::move(embed));
  reply.message.ephemeral = true;
  reply.message.rows = make_controls(settings, call);
  return reply;
}

// ---- Changing: what cannot be is said before anything is written.

std::optional<Reply> refuse_roles(const Call& call) {
  const auto added = call[add_manager_option];
  if (!added && !call[remove_manager_option]) return std::nullopt;
  // Whoever manages by such a role may not pass it on.
  if (!call.may_manage_server()) return call.say("settings.roles_are_the_servers");
  if (added == call.interaction().guild_id) return call.say("settings.everyone");
  if (auto unknown = refuse_role(add_manager_option, call)) return unknown;
  const auto& roles = call.settings().manager_roles;
  const bool known = added && std::ranges::binary_search(roles, added->value);
  if (added && !known && roles.size() >= limits::manager_roles)
    return call.say("settings.too_many_roles", {{"most", static_cast<std::int64_t>(limits::manager_roles)}});
  return std::nullopt;
}

std::optional<Reply> refuse(const Call& call) {
  const auto typed = [&](const TextOption& option) {
    return view::escape_markdown(call[option], limits::names_typed_max);
  };
  if (const auto zone = call[time_zone_option]; !zone.empty() && !locale::find_time_zone(zone))
    return call.say("settings.unknown_time_zone", {{"typed", typed(time_zone_option)}});
  if (const auto quiet = call[quiet_hours_option];
      !quiet.empty() && fold(quiet) != "off" && !parse_quiet_hours(quiet))
    return call.say("settings.no_quiet_hours", {{"typed", typed(quiet_hours_option)}});
  if (const auto quiet = parse_quiet_hours(call[quiet_hours_option]); quiet && !leaves_time(*quiet))
    return call.say("settings.quiet_all_day",
                    {{"typed", typed(quiet_hours_option)}, {"command", call.mention("following")}});
  for (const auto& option : {default_channel_option, notice_channel_option}) {
    if (!call[option]) continue;
    if (auto refused = refuse_channel(option, call)) return refused;
  }
  return refuse_roles(call);
}

void reset(GuildSettings& settings, std::string_view what) {
  if (what == "language") settings.locale.reset();
  if (what == "time_zone") settings.time_zone.reset();
  if (what == "default_channel") settings.default_channel = {};
  if (what == "notice_channel") settings.notice_channel = 0;
  if (what == "quiet_hours") settings.quiet_hours.reset();
}

void change_roles(GuildSettings& settings, const Call& call) {
  auto& roles = settings.manager_roles;
  if (const auto gone = call[remove_manager_option]) std::erase(roles, gone->value);
  const auto added = call[add_manager_option];
  if (added && roles.size() < limits::manager_roles) roles.push_back(added->value);
  std::ranges::sort(roles);
  const auto doubles = std::ranges::unique(roles);
  roles.erase(doubles.begin(), doubles.end());
}

void change(GuildSettings& settings, const Call& call) {
  if (const auto what = call[reset_option]) reset(settings, *what);
  if (const auto rule = call[spoilers_option])
    settings.spoilers = *rule == "hide" ? store::SpoilerRule::hide : store::SpoilerRule::show;
  if (const auto zone = locale::find_time_zone(call[time_zone_option])) settings.time_zone = *zone;
  if (const auto code = call[language_option]) settings.locale = *code;
  if (call[default_channel_option]) settings.default_channel = destination_of(default_channel_option, call);
  if (const auto channel = call[notice_channel_option]) settings.notice_channel = channel->value;
  if (const auto quiet = call[quiet_hours_option]; !quiet.empty())
    settings.quiet_hours = parse_quiet_hours(quiet);
  if (const auto kept = call[audit_days_option]; kept > 0) settings.audit_days = days{kept};
  change_roles(settings, call);
}

// ---- Pressing

using Change = std::function<void(GuildSettings&)>;

// A channel that a menu gave, or why not.
std::expected<discord::GivenChannel, Reply> chosen_channel(const ChannelOption& option, const Call& call) {
  const auto& values = call.interaction().values;
  const auto id = values.size() == 1 ? discord::parse_snowflake(values.front()) : std::nullopt;
  const auto* channel = id ? call.interaction().find_channel(*id) : nullptr;
  if (auto refused = refuse_channel(channel, option.needs, call)) return std::unexpected(std::move(*refused));
  return *channel;
}

std::expected<Change, Reply> chosen_managers(const Call& call) {
  if (!call.may_manage_server()) return std::unexpected(call.say("settings.roles_are_the_servers"));
  const auto& interaction = call.interaction();
  std::vector<std::uint64_t> roles;
  for (const auto& value : interaction.values) {
    const auto role = discord::parse_snowflake(value);
    if (role && role == interaction.guild_id) return std::unexpected(call.say("settings.everyone"));
    if (role && std::ranges::find(interaction.roles, *role) != interaction.roles.end())
      roles.push_back(role->value);
  }
  std::ranges::sort(roles);
  if (roles.size() > limits::manager_roles) roles.resize(limits::manager_roles);
  return [roles](GuildSettings& settings) { settings.manager_roles = roles; };
}

std::expected<Change, Reply> chosen_default(const Call& call) {
  auto channel = chosen_channel(default_channel_option, call);
  if (!channel) return std::unexpected(std::move(channel.error()));
  return [destination = destination_of(*channel)](GuildSettings& settings) {
    settings.default_channel = destination;
  };
}

std::expected<Change, Reply> chosen_notice(const Call& call) {
  auto channel = chosen_channel(notice_channel_option, call);
  if (!channel) return std::unexpected(std::move(channel.error()));
  return [id = channel->id.value](GuildSettings& settings) { settings.notice_channel = id; };
}

std::expected<Change, Reply> change_of(std::string_view what, const Call& call) {
  const auto& values = call.interaction().values;
  if (what == spoilers_menu && values.size() == 1)
    return [hide = values.front() == "hide"](GuildSettings& settings) {
      settings.spoilers = hide ? store::SpoilerRule::hide : store::SpoilerRule::show;
    };
  if (what == default_channel_menu) return chosen_default(call);
  if (what == notice_channel_menu) return chosen_notice(call);
  if (what == managers_menu) return chosen_managers(call);
  if (what == night_button) return [](GuildSettings& settings) { settings.quiet_hours = usual_night; };
  if (what == no_quiet_button) return [](GuildSettings& settings) { settings.quiet_hours.reset(); };
  if (what == no_default_button) return [](GuildSettings& settings) { settings.default_channel = {}; };
  if (what == no_notice_button) return [](GuildSettings& settings) { settings.notice_channel = 0; };
  return std::unexpected(call.say("answer.old_button"));
}

Reply answer_settings_press(const Call& call, std::string_view what) {
  const auto guild = call.interaction().guild_id;
  if (!guild) return call.say("settings.servers_only");
  const auto change = change_of(what, call);
  if (!change) return change.error();
  const auto settings =
      store::change_guild_settings(call.store(), guild->value, call.interaction().user_id.value, *change);
  auto reply = show(settings, settings != call.settings(), call);
  reply.replaces = true;
  return reply;
}

Reply run(const Call& call) {
  const auto guild = call.interaction().guild_id;
  if (!guild) return call.say("settings.servers_only");
  if (call.interaction().options.empty()) return show(call.settings(), false, call);
  if (auto refused = refuse(call)) return std::move(*refused);
  const auto settings =
      store::change_guild_settings(call.store(), guild->value, call.interaction().user_id.value,
                                   [&](GuildSettings& each) { change(each, call); });
  return show(settings, settings != call.settings(), call);
}

}  // namespace

Command settings_command() {
  return {.name = "settings",
          .options = {spoilers_option, time_zone_option, language_option, default_channel_option,
                      notice_channel_option, quiet_hours_option, add_manager_option, remove_manager_option,
                      audit_days_option, reset_option},
          .run = run,
          .for_managers = true,
          .ephemeral = true,
          .press = answer_settings_press};
}

}  // namespace cs2::bot
