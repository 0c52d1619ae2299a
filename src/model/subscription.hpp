// What a server or a person subscribes to, and where it is sent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "model/ids.hpp"
#include "model/notice_kind.hpp"
#include "model/tournament.hpp"

namespace cs2 {

using SubscriptionId = Id<struct SubscriptionTag>;

// What is followed.
struct Subject {
  enum class Kind { team, player, tournament, tier, everything } kind = Kind::everything;
  std::int64_t id = 0;  // of the team, player or tournament; of a tier its number, 0 for S; else 0

  bool operator==(const Subject&) const = default;
};

std::string_view name(Subject::Kind kind);
std::optional<Subject::Kind> parse_subject_kind(std::string_view name);
std::string key_of(const Subject& subject);  // "team:12", under which subscriptions are found

inline Subject subject_of(TeamId team) {
  return {Subject::Kind::team, team.value};
}
inline Subject subject_of(PlayerId player) {
  return {Subject::Kind::player, player.value};
}
inline Subject subject_of(TournamentId event) {
  return {Subject::Kind::tournament, event.value};
}
// This tier and above.
inline Subject subject_of(Tier tier) {
  return {Subject::Kind::tier, static_cast<std::int64_t>(tier)};
}

// Which matches of the subject. A filter needs known facts: a match of which the fact is unknown is not sent.
struct SubscriptionFilter {
  // The opponent is in Valve's top N; of what is no team or player, either team.
  std::optional<int> opponent_rank_max;
  bool lan_only = false;
  std::optional<int> best_of_min;
  std::optional<std::string> region;  // of the event, or one that contains it; older ones: a source's word
  std::optional<std::string> stage;   // the main stage: "Playoffs"

  bool operator==(const SubscriptionFilter&) const = default;
};

// Where it is sent.
struct Destination {
  enum class Kind {
    channel,       // or a thread
    direct,        // messages of a person
    announcement,  // a channel whose messages are published to those who follow it
    forum,         // a post for each match
    guild,         // scheduled events; nobody chooses it
  } kind = Kind::channel;
  std::uint64_t id = 0;  // of the channel, thread or person; of a guild events_target()

  bool operator==(const Destination&) const = default;
};

// Stands for a guild's events: old guilds have a channel with the guild's own id.
constexpr std::uint64_t events_target(std::uint64_t guild) {
  return 0 - guild;
}

std::string_view name(Destination::Kind kind);
std::optional<Destination::Kind> parse_destination_kind(std::string_view name);

// How results reach readers who have not seen the match.
enum class SpoilerPolicy {
  show,
  hide,    // behind ||…||, with nothing else that gives it away
  reveal,  // not in the message at all: a button answers the viewer alone
};

std::string_view name(SpoilerPolicy policy);
std::optional<SpoilerPolicy> parse_spoiler_policy(std::string_view name);

struct Subscription {
  SubscriptionId id;
  std::uint64_t guild = 0;  // 0: a person's own
  Destination destination;
  Subject subject;
  SubscriptionFilter filter;
  NoticeKinds kinds = usual_kinds;
  std::vector<int> reminders{15};    // minutes before the start, sorted
  std::vector<std::uint64_t> roles;  // that may be mentioned, and nobody else
  SpoilerPolicy spoilers = SpoilerPolicy::show;
  std::optional<int> digest_at = {};         // minute of the local day of the server or person
  bool threads = false;                      // a thread for each match, whose first message is in the channel
  std::optional<std::string> language = {};  // a Discord locale; absent: the server's
  Timestamp created_at;
  std::optional<Timestamp> paused_at;

  bool operator==(const Subscription&) const = default;
};

// What filters ask of a match.
struct MatchTraits {
  std::optional<Tier> tier;
  bool lan = false;
  std::optional<int> best_of;
  std::string region;  // as the source names it
  std::string stage;   // the main one
  bool operator==(const MatchTraits&) const = default;
};

// A subject that a change is about, and the rank of its opponent; absent when nobody ranks them.
struct AudienceMember {
  Subject subject;
  std::optional<int> opponent_rank;
  bool operator==(const AudienceMember&) const = default;
};

// Why a subscription does not match; absent: it does. The same rules as the statement that plans deliveries.
enum class RejectReason { other_subject, other_kind, opponent_rank, not_lan, best_of, region, stage };
std::string_view name(RejectReason reason);

std::optional<RejectReason> match_filter(const Subscription& subscription, NoticeKind kind,
                                         const std::vector<AudienceMember>& audience,
                                         const MatchTraits& traits);

}  // namespace cs2
