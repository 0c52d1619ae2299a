// What managers did, the latest first.
#include <fmt/format.h>

#include <algorithm>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "bot/answer/controls.hpp"
#include "bot/answer_registry.hpp"
#include "store/guild/audit.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

bool is_mention(std::string_view word) {
  for (const std::string_view start : {"<#", "<@&", "<@"}) {
    if (!word.starts_with(start) || !word.ends_with('>')) continue;
    const auto id = word.substr(start.size(), word.size() - start.size() - 1);
    if (discord::parse_snowflake(id)) return true;
  }
  return false;
}

// Mentions stay what they are; they ping nobody, since the answer allows none.
std::string shown(std::string_view text) {
  const bool mentions = !text.empty() && std::ranges::all_of(split(text, ' '), is_mention);
  return mentions ? std::string{text} : view::escape_markdown(text, limits::audit_text);
}

// Of a subscription, written as messages are: whole parts, as many as there is room for.
std::string subscription_value(std::string_view text) {
  constexpr std::string_view between = " · ";
  while (count_characters(text) > limits::audit_text && text.contains(between))
    text = text.substr(0, text.rfind(between));
  return std::string{text};
}

// Older versions wrote it as messages show it.
std::string subject_of(const store::AuditEntry& entry) {
  const std::string_view text = entry.subject;
  const bool is_bold = text.size() > 4 && text.starts_with("**") && text.ends_with("**");
  const bool follows = entry.action.starts_with("follow.");
  return follows && is_bold ? std::string{text.substr(2, text.size() - 4)} : shown(text);
}

// Words of the catalogue where it has some.
std::string word_or(const std::string& key, std::string fallback, const locale::Language& language) {
  return language.has(key) ? language.say(key) : std::move(fallback);
}

// As /settings shows it, instead of what is stored.
std::string setting_text(const store::AuditEntry& entry, const std::string& stored,
                         const locale::Language& language) {
  if (entry.subject == "spoilers") return word_or("settings." + stored, shown(stored), language);
  if (entry.subject == "language") return locale::language_name(stored);
  const auto days = entry.subject == "audit_days" ? parse_digits(stored) : std::nullopt;
  return days ? language.say("settings.kept_days", {{"days", *days}}) : shown(stored);
}

std::string line_of(const store::AuditEntry& entry, const locale::Language& language) {
  const bool settings = entry.action == "settings.change";
  auto line = language.say(
      "audit.line",
      {{"time", discord::timestamp(entry.at, 'f')},
       {"person", entry.actor == 0 ? language.say("audit.nobody") : fmt::format("<@{}>", entry.actor)},
       {"action", word_or("audit.action." + entry.action, shown(entry.action), language)},
       {"subject", settings ? word_or("settings." + entry.subject, shown(entry.subject), language)
                            : subject_of(entry)}});
  const auto value = [&](const std::string& text) {
    if (entry.action.starts_with("follow.")) return subscription_value(text);
    return settings && !text.empty() ? setting_text(entry, text, language) : shown(text);
  };
  if (entry.before.empty() && entry.after.empty()) return line;
  const auto* key = entry.before.empty()  ? "audit.added"
                    : entry.after.empty() ? "audit.removed"
                                          : "audit.changed";
  return language.say(key, {{"line", line}, {"before", value(entry.before)}, {"after", value(entry.after)}});
}

store::AuditPage find_page(const Question& question, const Call& call) {
  constexpr auto count = static_cast<int>(limits::audit_per_page);
  const auto kind = question.audit_kind ? audit_kinds.at(static_cast<std::size_t>(*question.audit_kind)) : "";
  return store::list_audit(call.store(), {.guild = call.interaction().guild_id->value,
                                          .kind = std::string{kind},
                                          .actor = question.actor.value,
                                          .count = count,
                                          .offset = question.page * count});
}

}  // namespace

Reply answer_audit(Question question, const Call& call) {
  // A button may have been pressed by somebody who is no manager any more.
  if (!call.interaction().guild_id) return call.say("settings.servers_only");
  if (!call.may_manage()) return call.say("settings.not_allowed");
  auto found = find_page(question, call);
  const int pages = count_pages(found.total, limits::audit_per_page);
  if (question.page >= pages) {
    question.page = pages - 1;
    found = find_page(question, call);
  }

  const auto& language = call.language();
  view::Lines lines{limits::embed_description};
  for (const auto& entry : found.entries) lines.add(line_of(entry, language));
  const bool filtered = question.audit_kind || question.actor;
  if (lines.empty()) lines.add(language.say(filtered ? "audit.empty_filtered" : "audit.empty"));
  discord::Embed embed{
      .title = language.say("audit.title"), .description = lines.take(), .color = view::color_neutral};
  if (pages > 1)
    embed.footer = language.say("audit.pages", {{"page", std::int64_t{question.page + 1}},
                                                {"pages", std::int64_t{pages}},
                                                {"total", std::int64_t{found.total}}});
  Controls controls{question, call};
  controls.add_pages(question.page, pages);
  Reply reply;
  reply.message.embeds.push_back(std::move(embed));
  reply.message.rows = controls.take();
  // Turning pages changes the message, which then stays for its reader alone.
  reply.message.ephemeral = call.interaction().type != discord::InteractionType::component;
  return reply;
}

}  // namespace cs2::bot
