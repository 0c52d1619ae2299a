// A scheduled event of Discord's, which is moved and called off with its match.
#include <optional>

#include "notify/kind_registry.hpp"
#include "view/match_event.hpp"

namespace cs2::notify {
namespace {

// As it was planned; nothing while no hour is known.
std::optional<discord::ScheduledEvent> planned(const Notice& notice, const view::Reader& reader) {
  const auto& match = notice.match->match;
  if (!match.scheduled_at || !match.time_is_exact) return std::nullopt;
  return view::match_event(*notice.match, *match.scheduled_at, reader);
}

Rendered render(const Notice& notice, const view::Reader& reader) {
  if (!notice.match) return EventState{.over = true};
  const auto& match = notice.match->match;
  if (match.status == MatchStatus::postponed || match.status == MatchStatus::cancelled) return EventState{};
  auto event = planned(notice, reader);
  const bool is_past = event && event->starts_at <= notice.now;
  if (match.status == MatchStatus::scheduled && !is_past) return EventState{.event = std::move(event)};
  // Discord takes no event of the past, and begins one by itself, also when the match is late.
  if (notice.revision_shown == 0) event.reset();
  return EventState{.event = std::move(event), .begun = true, .over = match.status == MatchStatus::finished};
}

}  // namespace

Kind event_kind() {
  return {.kind = NoticeKind::event, .urgency = 4, .render = render};
}

}  // namespace cs2::notify
