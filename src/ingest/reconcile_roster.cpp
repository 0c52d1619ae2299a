#include "ingest/reconcile_roster.hpp"
#include "model/source_traits.hpp"

#include <algorithm>
#include <set>

namespace cs2::ingest {
namespace {

// Sources date the same move differently: when it was announced, signed or first played.
constexpr milliseconds same_move = days{31};
// Somebody held without a beginning is not sent away by an older departure: that was an earlier stay.
constexpr milliseconds recent_departure = days{90};

bool is_near(Timestamp a, Timestamp b) {
  return (a < b ? b - a : a - b) <= same_move;
}

bool is_near(std::optional<Timestamp> a, std::optional<Timestamp> b) {
  return a && b && is_near(*a, *b);
}

bool is_staff(RosterRole role) {
  return role == RosterRole::coach || role == RosterRole::staff;
}

class Comparison {
 public:
  Comparison(const ReportedRoster& reported, const std::vector<store::Sourced<RosterEntry>>& stored)
      : reported_(reported), was_known_(!stored.empty()) {
    for (const auto& stay : stored) stays_.push_back({.before = stay, .now = stay, .changes = {}});
  }

  std::vector<RosterWrite> run() {
    for (const auto& entry : reported_.stays) {
      if (entry.until) take_departure(entry);
    }
    std::set<PlayerId> present;  // who is listed twice counts as reported first
    for (const auto& entry : reported_.stays) {
      if (!entry.until && present.insert(entry.player).second) take_presence(entry);
    }
    if (reported_.is_complete) end_absent();

    std::vector<RosterWrite> writes;
    for (auto& stay : stays_) {
      if (stay.before == stay.now) continue;
      writes.push_back({.entry = stay.now.facts,
                        .before = stay.before ? std::optional{stay.before->facts} : std::nullopt,
                        .url = reported_.url,
                        .changes = std::move(stay.changes)});
    }
    return writes;
  }

 private:
  struct Stay {
    std::optional<store::Sourced<RosterEntry>> before;  // none: new
    store::Sourced<RosterEntry> now;
    std::vector<Change> changes;
  };

  bool may_overrule(const Stay& stay) const {
    return traits_of(reported_.provider).roster_trust <= traits_of(stay.now.provider).roster_trust;
  }

  template <class Is>
  Stay* find(PlayerId player, Is is) {
    const auto found = std::ranges::find_if(
        stays_, [&](const Stay& stay) { return stay.now.facts.player == player && is(stay.now.facts); });
    return found == stays_.end() ? nullptr : &*found;
  }

  Stay* find_present(PlayerId player) {
    return find(player, [](const RosterEntry& stay) { return !stay.until; });
  }

  // The stay whose beginning is reported, although it has ended as far as we know.
  Stay* find_ended(const RosterEntry& entry) {
    return find(entry.player, [&](const RosterEntry& stay) {
      if (!stay.until) return false;
      return entry.since ? *stay.until >= *entry.since : is_near(*stay.until, reported_.observed_at);
    });
  }

  void say(Stay& stay, const What& what) const {
    const auto& entry = stay.now.facts;
    stay.changes.push_back({.id = {},
                            .match = {},
                            .at = reported_.observed_at,
                            .what = what,
                            .team = entry.team,
                            .player = entry.player});
  }

  void take_over(Stay& stay) const {
    stay.now.provider = reported_.provider;
    stay.now.url = reported_.url;
  }

  void take_presence(const RosterEntry& entry) {
    if (auto* present = find_present(entry.player)) return update(*present, entry);
    if (auto* ended = find_ended(entry)) {
      if (!may_overrule(*ended)) return;
      if (reported_.is_complete) bring_back(*ended);
      return update(*ended, entry);
    }
    const auto* any = find(entry.player, [](const RosterEntry&) { return true; });
    if (!entry.since && any != nullptr && !may_overrule(*any)) return;  // a source that is behind
    add_joined(entry);
  }

  void add_joined(RosterEntry entry) {
    const bool is_news = was_known_ && (!entry.since || is_near(*entry.since, reported_.observed_at));
    if (is_news && reported_.is_complete && !entry.since)
      entry.since = std::chrono::floor<days>(reported_.observed_at);
    auto& stay = add(entry);
    if (is_news) say(stay, PlayerJoined{.role = entry.role, .since = entry.since});
  }

  Stay& add(const RosterEntry& entry) {
    stays_.push_back({.before = {},
                      .now = {.facts = entry, .provider = reported_.provider, .url = reported_.url},
                      .changes = {}});
    return stays_.back();
  }

  void update(Stay& stay, const RosterEntry& entry) {
    auto& now = stay.now.facts;
    const bool trusted = may_overrule(stay);
    const bool same_source = reported_.provider == stay.now.provider;
    if (entry.since && (!now.since || trusted)) now.since = entry.since;
    // "Player" is also what sources without roles say.
    const bool says_role = same_source || (trusted && entry.role != RosterRole::player);
    if (entry.role != now.role && says_role && !now.until) {
      say(stay, RoleChanged{.from = now.role, .to = entry.role});
      now.role = entry.role;
    }
    if (trusted && !same_source) take_over(stay);
  }

  void bring_back(Stay& stay) {
    stay.now.facts.until.reset();
    // Sent away in the same breath: then nothing has happened.
    const bool left_just_now =
        std::erase_if(stay.changes, [](const Change& change) { return change.is<PlayerLeft>(); }) > 0;
    if (!left_just_now) say(stay, PlayerJoined{.role = stay.now.facts.role, .since = {}});
    take_over(stay);
  }

  void take_departure(const RosterEntry& entry) {
    if (auto* present = find_present(entry.player); present != nullptr && ends(entry, present->now.facts)) {
      if (may_overrule(*present)) end(*present, *entry.until);
      return;
    }
    auto* ended = find(entry.player, [&](const RosterEntry& stay) {
      return stay.until && (is_near(stay.until, entry.until) || is_near(stay.since, entry.since));
    });
    if (ended == nullptr) {
      add(entry);
      return;
    }
    auto& now = ended->now.facts;
    const bool trusted = may_overrule(*ended);
    if (entry.since && (!now.since || trusted)) now.since = entry.since;
    if (trusted) now.until = entry.until;
    if (trusted && reported_.provider != ended->now.provider) take_over(*ended);
  }

  bool ends(const RosterEntry& departure, const RosterEntry& present) const {
    if (present.since) return *departure.until >= *present.since;
    return reported_.observed_at - *departure.until <= recent_departure;
  }

  void end(Stay& stay, Timestamp until) {
    say(stay, PlayerLeft{.role = stay.now.facts.role, .until = until});
    stay.now.facts.until = until;
    take_over(stay);
  }

  // An empty roster is more likely a page that was not understood than a team without anybody.
  void end_absent() {
    std::set<PlayerId> present;
    bool names_staff = false;
    for (const auto& entry : reported_.stays) {
      if (entry.until) continue;
      present.insert(entry.player);
      names_staff = names_staff || is_staff(entry.role);
    }
    if (present.empty()) return;
    const auto today = std::chrono::floor<days>(reported_.observed_at);
    for (auto& stay : stays_) {
      const auto& entry = stay.now.facts;
      if (entry.until || present.contains(entry.player) || !may_overrule(stay)) continue;
      const bool is_to_come = entry.since && *entry.since >= today;
      // Whoever lists players only says nothing of another source's coach.
      const bool not_its_subject =
          is_staff(entry.role) && !names_staff && stay.now.provider != reported_.provider;
      if (!is_to_come && !not_its_subject) end(stay, today);
    }
  }

  const ReportedRoster& reported_;
  bool was_known_;
  std::vector<Stay> stays_;
};

}  // namespace

std::vector<RosterWrite> reconcile_roster(const ReportedRoster& reported,
                                          const std::vector<store::Sourced<RosterEntry>>& stored) {
  return Comparison{reported, stored}.run();
}

}  // namespace cs2::ingest
