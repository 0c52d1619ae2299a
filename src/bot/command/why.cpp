// /why — what became of each piece of news of a match here, and why.
#include "bot/why/why.hpp"
#include "base/limits/answers.hpp"
#include "bot/answer_registry.hpp"
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"
#include "bot/lookup/match_lookup.hpp"
#include "bot/lookup/pick.hpp"
#include "bot/subscription/subscriptions.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

constexpr TextOption match_option{.name = "match", .suggest = suggest_matches};
constexpr TextOption message_option{.name = "message"};

std::string shown(std::string_view typed) {
  return view::escape_markdown(typed, limits::names_typed_max);
}

// The last number of "https://discord.com/channels/1/2/3", or the number itself.
std::optional<std::uint64_t> parse_message(std::string_view typed) {
  if (typed.starts_with('<') && typed.ends_with('>')) typed = typed.substr(1, typed.size() - 2);
  const auto slash = typed.rfind('/');
  const bool is_link = slash != std::string_view::npos;
  if (is_link && typed.find("/channels/") == std::string_view::npos) return std::nullopt;
  const auto id = discord::parse_snowflake(is_link ? typed.substr(slash + 1) : typed);
  return id && *id ? std::optional{id->value} : std::nullopt;
}

Reply explain_typed_message(const std::string& typed, const Call& call) {
  const auto message = parse_message(typed);
  if (!message) return call.say("why.no_link", {{"typed", shown(typed)}});
  return explain_message(*message, typed, call);
}

Reply explain_typed_match(const std::string& typed, const Call& call) {
  auto [asked, meanings, is_event] = find_match_meanings(typed, call);
  const auto& [meant, is_exact, close] = meanings;
  if (is_event) return say_unknown({.what = "team", .typed = typed}, false, call);
  if (asked.what == "match") asked.what = "team";  // an event alone is no match of which to ask
  if (meant.empty()) return ask_to_pick(say_unknown(asked, !close.empty(), call), match_option, close, call);
  if (meant.size() > 1) return ask_to_pick(say_which(asked, call), match_option, meant, call);
  auto question = start_question(Question::Kind::match, call);
  take(question, meant.front());
  if (question.match) return explain_match(question.match, 0, {}, call);
  const auto match = find_asked_match(question, call);
  if (!match) return call.say("why.no_match", {{"typed", shown(typed)}});
  return explain_match(match->match.id, 0, {}, call);
}

Reply answer_press(const Call& call, std::string_view what) {
  return is_pick(what) ? answer_pick(call, what) : answer_why_press(call, what);
}

Reply run(const Call& call) {
  if (auto refusal = refuse_stranger(call)) return std::move(*refusal);
  if (const auto message = call[message_option]; !message.empty())
    return explain_typed_message(message, call);
  if (const auto match = call[match_option]; !match.empty()) return explain_typed_match(match, call);
  return call.say("why.ask");
}

}  // namespace

Command why_command() {
  return {.name = "why",
          .options = {match_option, message_option},
          .run = run,
          .ephemeral = true,
          .press = answer_press};
}

}  // namespace cs2::bot
