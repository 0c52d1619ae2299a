// The values of a change as JSON; most have none, the match says the rest.
#include <type_traits>

#include "model/change.hpp"
#include "model/json/struct.hpp"

namespace cs2 {

template <class T>
  requires std::is_empty_v<T>
void fields(auto&, T&) {}

void fields(auto& at, Like<MatchRescheduled> auto& moved) {
  at("from", moved.from);
  at("to", moved.to);
}

void fields(auto& at, Like<MapFinished> auto& map) {
  at("number", map.number);
}

void fields(auto& at, Like<ResultCorrected> auto& corrected) {
  at("score_before", corrected.score_before);
  at("winner_before", corrected.winner_before);
}

void fields(auto& at, Like<PlayerJoined> auto& joined) {
  at("role", joined.role);
  at("since", joined.since);
}

void fields(auto& at, Like<PlayerLeft> auto& left) {
  at("role", left.role);
  at("until", left.until);
}

void fields(auto& at, Like<RoleChanged> auto& changed) {
  at("from", changed.from);
  at("to", changed.to);
}

void fields(auto& at, Like<RankingPublished> auto& ranking) {
  at("system", ranking.system);
  at("published", ranking.published);
}

namespace {

template <class T>
bool parse_if_called(std::string_view kind, std::string_view json, Result<What>& what) {
  if (kind != T::kind) return false;
  auto values = parse_json<T>(json);
  if (values)
    what = std::move(*values);
  else
    what = invalid("change {}: {}", kind, values.error().detail);
  return true;
}

template <class... Ts>
Result<What> parse_one_of(std::type_identity<std::variant<Ts...>>, std::string_view kind,
                          std::string_view json) {
  Result<What> what = invalid("no change is called {}", kind);
  (parse_if_called<Ts>(kind, json, what) || ...);
  return what;
}

}  // namespace

std::string_view name(const What& what) {
  return std::visit([](const auto& change) { return change.kind; }, what);
}

std::string what_to_json(const What& what) {
  return std::visit([](const auto& change) { return write_json(change); }, what);
}

Result<What> parse_what(std::string_view kind, std::string_view json) {
  return parse_one_of(std::type_identity<What>{}, kind, json);
}

}  // namespace cs2
