// The kinds of notices, and what is special about each, in one table.
//
// A new kind is an enumerator and a row here; how it reads is a file in src/notify/kind/.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace cs2 {

// The order is that of docs and menus. Sets of kinds are stored by it, so the list only grows at its end.
enum class NoticeKind {
  announced,
  reminder,
  started,
  map_finished,
  result,
  rescheduled,
  called_off,  // postponed, cancelled or withdrawn
  corrected,   // of a result that was sent
  roster,
  ranking,
  live,    // one message for a match, from its start on
  event,   // a scheduled event of Discord's for a match, one in each server
  digest,  // what was played since yesterday and what comes until tomorrow, once a day
};

enum class NoticeForm {
  message,
  edit,             // of messages that were sent: comes with them, and nobody chooses it
  scheduled_event,  // of the server, whatever channel was chosen; wakes nobody
};

// What overtakes a notice that could not be sent yet. The worker finds that out from the facts; a preview of
// what would have been sent goes by this.
enum class OvertakenBy { nothing, start, finish, result };

struct NoticeTraits {
  NoticeKind kind;
  std::string_view name;  // as stored and in the catalogue: "map_finished"
  NoticeForm form = NoticeForm::message;
  bool follows_match = false;  // changed when its match changes, until that has ended
  bool reveals_score = false;  // how many come shows how the series goes: none where scores are hidden
  OvertakenBy overtaken_by = OvertakenBy::nothing;
  bool shown_live = false;  // a live message shows it: where there is one it is not sent besides
};

inline constexpr std::array notice_traits{
    NoticeTraits{.kind = NoticeKind::announced, .name = "announced", .overtaken_by = OvertakenBy::start},
    NoticeTraits{.kind = NoticeKind::reminder, .name = "reminder"},
    NoticeTraits{.kind = NoticeKind::started,
                 .name = "started",
                 .overtaken_by = OvertakenBy::finish,
                 .shown_live = true},
    NoticeTraits{.kind = NoticeKind::map_finished,
                 .name = "map_finished",
                 .reveals_score = true,
                 .overtaken_by = OvertakenBy::result,
                 .shown_live = true},
    NoticeTraits{.kind = NoticeKind::result, .name = "result", .shown_live = true},
    NoticeTraits{.kind = NoticeKind::rescheduled, .name = "rescheduled", .overtaken_by = OvertakenBy::start},
    NoticeTraits{.kind = NoticeKind::called_off, .name = "called_off"},
    NoticeTraits{.kind = NoticeKind::corrected, .name = "corrected", .form = NoticeForm::edit},
    NoticeTraits{.kind = NoticeKind::roster, .name = "roster"},
    NoticeTraits{.kind = NoticeKind::ranking, .name = "ranking"},
    NoticeTraits{.kind = NoticeKind::live, .name = "live", .follows_match = true},
    NoticeTraits{.kind = NoticeKind::event,
                 .name = "event",
                 .form = NoticeForm::scheduled_event,
                 .follows_match = true},
    NoticeTraits{.kind = NoticeKind::digest, .name = "digest"},
};
inline constexpr int notice_kinds = static_cast<int>(notice_traits.size());

constexpr const NoticeTraits& traits_of(NoticeKind kind) {
  return notice_traits[static_cast<std::size_t>(kind)];
}
static_assert(
    [] {
      for (const auto& traits : notice_traits) {
        if (&traits_of(traits.kind) != &traits) return false;
      }
      return true;
    }(),
    "rows stand in the order of the enumeration");

constexpr std::string_view name(NoticeKind kind) {
  return traits_of(kind).name;
}
std::optional<NoticeKind> parse_notice_kind(std::string_view name);

// A set of kinds. Its number is stored: bit n is the kind n of the list above.
class NoticeKinds {
 public:
  constexpr NoticeKinds() = default;
  constexpr explicit NoticeKinds(std::int64_t bits) : bits_(bits & ((std::int64_t{1} << notice_kinds) - 1)) {}
  constexpr NoticeKinds(std::initializer_list<NoticeKind> kinds) {
    for (const auto kind : kinds) bits_ |= bit(kind);
  }

  constexpr bool has(NoticeKind kind) const { return (bits_ & bit(kind)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr std::int64_t bits() const { return bits_; }
  static constexpr std::int64_t bit(NoticeKind kind) { return std::int64_t{1} << static_cast<int>(kind); }

  bool operator==(const NoticeKinds&) const = default;

 private:
  std::int64_t bits_ = 0;
};

// What most servers want of a team: few messages, each worth reading.
inline constexpr NoticeKinds usual_kinds{
    NoticeKind::reminder,   NoticeKind::started,   NoticeKind::result, NoticeKind::rescheduled,
    NoticeKind::called_off, NoticeKind::corrected, NoticeKind::roster};

}  // namespace cs2
