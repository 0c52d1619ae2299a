// A scheduled event of Discord's, which is moved and called off with its match.
#include "notify/kind_registry.hpp"
#include "view/match_event.hpp"

namespace cs2::notify {
namespace {

using discord::EventStatus;

// While no hour is known, or the match is off, none stands.
EventState planned(const NoticeFacts& facts, const view::Reader& reader) {
  const auto& match = facts.match->match;
  if (!match.scheduled_at || !match.time_is_exact) return {.status = EventStatus::canceled};
  return {.event = view::match_event(*facts.match, *match.scheduled_at, reader)};
}

Rendered render(const NoticeFacts& facts, const view::Reader& reader) {
  if (!facts.match) return EventState{.status = EventStatus::canceled, .over = true};
  switch (facts.match->match.status) {
    case MatchStatus::postponed:
    case MatchStatus::cancelled:
      return EventState{.status = EventStatus::canceled};
    case MatchStatus::finished:
      return EventState{.status = EventStatus::completed, .over = true};
    case MatchStatus::live:
      return EventState{.status = EventStatus::active};
    case MatchStatus::scheduled:
      break;
  }
  auto state = planned(facts, reader);
  // Discord takes no event of the past, and begins one by itself, also when the match is late.
  if (state.event && state.event->starts_at <= facts.now) return EventState{.status = EventStatus::active};
  return state;
}

}  // namespace

Kind event_kind() {
  return {.urgency = 4, .render = render};
}

}  // namespace cs2::notify
