#include "model/subscription.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cs2 {
namespace {

template <class Value, std::size_t count>
using Names = std::array<std::pair<Value, std::string_view>, count>;

constexpr Names<NoticeKind, notice_kinds> kind_names{{{NoticeKind::announced, "announced"},
                                                      {NoticeKind::reminder, "reminder"},
                                                      {NoticeKind::started, "started"},
                                                      {NoticeKind::map_finished, "map_finished"},
                                                      {NoticeKind::result, "result"},
                                                      {NoticeKind::rescheduled, "rescheduled"},
                                                      {NoticeKind::called_off, "called_off"},
                                                      {NoticeKind::corrected, "corrected"},
                                                      {NoticeKind::roster, "roster"},
                                                      {NoticeKind::ranking, "ranking"}}};
constexpr Names<Subject::Kind, 5> subject_names{{{Subject::Kind::team, "team"},
                                                 {Subject::Kind::player, "player"},
                                                 {Subject::Kind::tournament, "tournament"},
                                                 {Subject::Kind::tier, "tier"},
                                                 {Subject::Kind::everything, "everything"}}};
constexpr Names<Destination::Kind, 2> destination_names{
    {{Destination::Kind::channel, "channel"}, {Destination::Kind::direct, "direct"}}};
constexpr Names<SpoilerPolicy, 3> spoiler_names{
    {{SpoilerPolicy::show, "show"}, {SpoilerPolicy::hide, "hide"}, {SpoilerPolicy::reveal, "reveal"}}};
constexpr Names<Unwanted, 7> unwanted_names{{{Unwanted::other_subject, "other_subject"},
                                             {Unwanted::other_kind, "other_kind"},
                                             {Unwanted::opponent_rank, "opponent_rank"},
                                             {Unwanted::not_lan, "not_lan"},
                                             {Unwanted::best_of, "best_of"},
                                             {Unwanted::region, "region"},
                                             {Unwanted::stage, "stage"}}};

template <class Value, std::size_t count>
std::string_view name_in(const Names<Value, count>& names, Value value) {
  return std::ranges::find(names, value, &std::pair<Value, std::string_view>::first)->second;
}

template <class Value, std::size_t count>
std::optional<Value> find_in(const Names<Value, count>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name, &std::pair<Value, std::string_view>::second);
  return found == names.end() ? std::nullopt : std::optional{found->first};
}

}  // namespace

std::string_view name(NoticeKind kind) {
  return name_in(kind_names, kind);
}
std::optional<NoticeKind> parse_notice_kind(std::string_view name) {
  return find_in(kind_names, name);
}
std::string_view name(Subject::Kind kind) {
  return name_in(subject_names, kind);
}
std::optional<Subject::Kind> parse_subject_kind(std::string_view name) {
  return find_in(subject_names, name);
}
std::string_view name(Destination::Kind kind) {
  return name_in(destination_names, kind);
}
std::optional<Destination::Kind> parse_destination_kind(std::string_view name) {
  return find_in(destination_names, name);
}
std::string_view name(SpoilerPolicy policy) {
  return name_in(spoiler_names, policy);
}
std::optional<SpoilerPolicy> parse_spoiler_policy(std::string_view name) {
  return find_in(spoiler_names, name);
}
std::string_view name(Unwanted reason) {
  return name_in(unwanted_names, reason);
}

std::string key_of(const Subject& subject) {
  return fmt::format("{}:{}", name(subject.kind), subject.id);
}

std::optional<Unwanted> judge(const Subscription& subscription, NoticeKind kind,
                              const std::vector<Concerned>& concerned, const MatchTraits& traits) {
  const auto about = std::ranges::find(concerned, subscription.subject, &Concerned::subject);
  if (about == concerned.end()) return Unwanted::other_subject;
  if (!subscription.kinds.has(kind)) return Unwanted::other_kind;

  const auto& wanted = subscription.narrowing;
  if (wanted.opponent_rank_max &&
      (!about->opponent_rank || *about->opponent_rank > *wanted.opponent_rank_max))
    return Unwanted::opponent_rank;
  if (wanted.lan_only && !traits.lan) return Unwanted::not_lan;
  if (wanted.best_of_min && traits.best_of.value_or(0) < *wanted.best_of_min) return Unwanted::best_of;
  if (wanted.region && traits.region != *wanted.region) return Unwanted::region;
  if (wanted.stage && traits.stage != *wanted.stage) return Unwanted::stage;
  return std::nullopt;
}

}  // namespace cs2
