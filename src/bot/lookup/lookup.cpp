#include "bot/lookup/lookup.hpp"

#include <fmt/format.h>

#include "base/limits/answers.hpp"
#include "bot/answer_registry.hpp"
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

Reply answer_by_name(const Question& question, const TextOption& option, store::NameKind kind,
                     const Call& call) {
  const auto typed = call[option];
  const auto candidates = find_meanings(typed, kind, call);
  if (candidates.empty()) {
    return call.say(fmt::format("answer.unknown_{}", word(kind)),
                    {{"typed", view::escape_markdown(typed, limits::names_typed_max)}});
  }
  if (candidates.size() > 1)
    return disambiguate(question, fmt::format("choose.{}", word(kind)), typed, candidates, call);
  auto meant = question;
  return take(meant, candidates.front()) ? answer(std::move(meant), call) : call.say("answer.old_button");
}

}  // namespace cs2::bot
