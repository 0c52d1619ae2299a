// /event — an event: dates, stages, today's matches, standings, champions.
#include "bot/command_definition.hpp"
#include "bot/lookup/filters.hpp"
#include "bot/lookup/lookup.hpp"

namespace cs2::bot {
namespace {

constexpr TextOption event_named{.name = "event", .required = true, .suggest = suggest_events};

Reply run(const Call& call) {
  return answer_by_name(start_question(Question::Kind::event, call), event_named, store::NameKind::tournament,
                        call);
}

}  // namespace

Command event_command() {
  return {.name = "event", .options = {event_named, spoilers_option}, .run = run};
}

}  // namespace cs2::bot
