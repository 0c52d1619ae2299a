// A scheduled event of Discord's, which is moved and called off with its match.
#include <optional>

#include "notify/kind_registry.hpp"
#include "view/match_event.hpp"

namespace cs2::notify {
namespace {

// As it was planned; nothing while no hour is known.
std::optional<discord::ScheduledEvent> planned(const NoticeFacts& facts, const view::Reader& reader) {
  const auto& match = facts.match->match;
  if (!match.scheduled_at || !match.time_is_exact) return std::nullopt;
  return view::match_event(*facts.match, *match.scheduled_at, reader);
}

Rendered render(const NoticeFacts& facts, const view::Reader& reader) {
  if (!facts.match) return EventState{.over = true};
  const auto& match = facts.match->match;
  if (match.status == MatchStatus::postponed || match.status == MatchStatus::cancelled) return EventState{};
  auto event = planned(facts, reader);
  const bool is_past = event && event->starts_at <= facts.now;
  if (match.status == MatchStatus::scheduled && !is_past) return EventState{.event = std::move(event)};
  // Discord takes no event of the past, and begins one by itself, also when the match is late.
  if (facts.revision_shown == 0) event.reset();
  return EventState{.event = std::move(event), .begun = true, .over = match.status == MatchStatus::finished};
}

}  // namespace

Kind event_kind() {
  return {.urgency = 4, .render = render};
}

}  // namespace cs2::notify
