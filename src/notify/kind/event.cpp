// A scheduled event of Discord's, which is moved and called off with its match.
#include "notify/kinds.hpp"
#include "view/match_event.hpp"

namespace cs2::notify {
namespace {

Told render(const Notice& notice, const view::Reader& reader) {
  if (!notice.match) return EventTold{.over = true};
  const auto& match = notice.match->match;
  const bool stands = notice.revision_shown != 0;
  switch (match.status) {
    case MatchStatus::postponed:
    case MatchStatus::cancelled:
      return EventTold{};
    case MatchStatus::scheduled:
      // Discord takes no event of the past.
      if (!match.scheduled_at || !match.time_is_exact || *match.scheduled_at <= notice.now)
        return EventTold{};
      return EventTold{.event = view::match_event(*notice.match, *match.scheduled_at, reader)};
    case MatchStatus::live:
    case MatchStatus::finished:
      return EventTold{
          .event = stands && match.scheduled_at
                       ? std::optional{view::match_event(*notice.match, *match.scheduled_at, reader)}
                       : std::nullopt,
          .begun = true,
          .over = match.status == MatchStatus::finished};
  }
  return EventTold{};
}

}  // namespace

Kind event_kind() {
  return {.kind = NoticeKind::event, .urgency = 4, .render = render};
}

}  // namespace cs2::notify
