// /privacy — what is stored of a person and of a server: to read about, to take away, to have deleted.
#include <array>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/limits/store.hpp"
#include "bot/command_definition.hpp"
#include "store/guild/audit.hpp"
#include "store/guild/privacy.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

constexpr std::array<std::string_view, 2> owners{"me", "server"};
constexpr ChoiceOption whose_option{.name = "whose", .values = owners};

// Of the whole server only who owns it in Discord's eyes may decide, not the roles that help.
std::optional<Reply> refuse_server(const Call& call) {
  if (!call.interaction().guild_id) return call.say("settings.servers_only");
  if (!call.may_manage_server()) return call.say("privacy.not_allowed");
  return std::nullopt;
}

void note(std::string action, const Call& call) {
  store::add_audit(call.store(), {.guild = call.interaction().guild_id->value,
                                  .actor = call.interaction().user_id.value,
                                  .at = call.now(),
                                  .action = std::move(action),
                                  .subject = {},
                                  .before = {},
                                  .after = {}});
}

// ---- about

Reply about(const Call& call) {
  const auto& language = call.language();
  const auto days_of = [](std::chrono::days count) { return static_cast<std::int64_t>(count.count()); };
  view::Lines lines{limits::embed_description};
  lines.add(language.say("privacy.person"));
  lines.add(language.say("privacy.choices", {{"me", call.mention("me")}}));
  lines.add(language.say("privacy.server", {{"settings", call.mention("settings")},
                                            {"alias", call.mention("alias")},
                                            {"audit", call.mention("audit")},
                                            {"following", call.mention("following")},
                                            {"days", days_of(call.settings().audit_days)},
                                            {"left", days_of(limits::left_guild_days)}}));
  lines.add(language.say("privacy.rights", {{"export", call.mention("privacy export")},
                                            {"delete", call.mention("privacy delete")}}));
  Reply reply;
  reply.message.embeds.push_back(
      {.title = language.say("privacy.title"), .description = lines.take(), .color = view::color_neutral});
  reply.message.ephemeral = true;
  return reply;
}

// ---- export

Reply as_file(std::string_view sentence, std::string contents, const Call& call) {
  if (contents.size() > limits::file_bytes) return call.say("privacy.too_large");
  auto reply = call.say(sentence);
  reply.message.files.push_back(
      {.name = "cs2results.json", .contents = std::move(contents), .description = {}});
  return reply;
}

Reply give(const Call& call) {
  if (call[whose_option] != "server")
    return as_file("privacy.exported", store::export_person(call.store(), call.interaction().user_id.value),
                   call);
  if (auto refused = refuse_server(call)) return std::move(*refused);
  note("privacy.export", call);
  return as_file("privacy.exported_server",
                 store::export_guild(call.store(), call.interaction().guild_id->value), call);
}

// ---- delete: asks first

Reply ask_to_delete(const Call& call) {
  const bool server = call[whose_option] == "server";
  if (server) {
    if (auto refused = refuse_server(call)) return std::move(*refused);
  }
  auto reply = call.say(server ? "privacy.confirm_server" : "privacy.confirm");
  reply.message.rows = {{discord::Button{.style = discord::ButtonStyle::danger,
                                         .label = call.language().say("button.forget"),
                                         .custom_id = press_id("privacy", server ? "server" : "me")}}};
  return reply;
}

Reply press(const Call& call, std::string_view what) {
  if (what == "server") {
    if (auto refused = refuse_server(call)) return std::move(*refused);
    store::forget_guild(call.store(), call.interaction().guild_id->value);
    note("privacy.delete", call);
  } else if (what == "me") {
    store::forget_person(call.store(), call.interaction().user_id.value);
  } else {
    return call.say("answer.old_button");
  }
  auto reply = call.say("privacy.deleted");
  reply.replaces = true;
  return reply;
}

}  // namespace

Command privacy_command() {
  return {.name = "privacy",
          .ephemeral = true,
          .subcommands = {{.name = "about", .run = about},
                          {.name = "export", .options = {whose_option}, .run = give},
                          {.name = "delete", .options = {whose_option}, .run = ask_to_delete}},
          .press = press};
}

}  // namespace cs2::bot
