#include "bot/lookup/lookup.hpp"

#include <fmt/format.h>

#include "base/limits/answers.hpp"
#include "bot/answer/answer.hpp"
#include "bot/lookup/filters.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {
namespace {

// As the texts call it.
std::string_view word(store::NameKind kind) {
  switch (kind) {
    case store::NameKind::team:
      return "team";
    case store::NameKind::tournament:
      return "event";
    case store::NameKind::player:
      return "player";
  }
  return "team";
}

}  // namespace

Reply answer_named(const Question& question, const TextOption& option, store::NameKind kind,
                   const Call& call) {
  const auto typed = call[option];
  const auto meanings = find_meanings(typed, kind, call);
  if (meanings.empty()) {
    return call.say(fmt::format("answer.unknown_{}", word(kind)),
                    {{"typed", view::plain(typed, limits::names_typed_max)}});
  }
  if (meanings.size() > 1)
    return ask_which(question, fmt::format("choose.{}", word(kind)), typed, meanings, call);
  auto meant = question;
  return take(meant, meanings.front()) ? answer(std::move(meant), call) : call.say("answer.old_button");
}

}  // namespace cs2::bot
