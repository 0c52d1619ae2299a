// `override`: facts of a match that are set by hand, until they are withdrawn.
#include <cstdio>

#include "app/complain.hpp"
#include "app/current_user.hpp"
#include "app/open_store.hpp"
#include "app/subcommands.hpp"
#include "base/text.hpp"
#include "ingest/override.hpp"
#include "store/matches.hpp"
#include "store/migrate.hpp"

namespace cs2::app {
namespace {

constexpr int listed_max = 500;

std::string side_name(const MatchDetails& details, std::size_t slot) {
  const auto& team = details.teams[slot];
  if (team) return team->name;
  const auto& placeholder = details.match.opponents[slot].name;
  return placeholder.empty() ? "undecided" : placeholder;
}

// "winner=Spirit" → first or second.
std::string in_slots(const MatchDetails& details, OverriddenFact fact, std::string value) {
  if (fact != OverriddenFact::winner) return value;
  if (fold(value) == fold(side_name(details, 0))) return "first";
  if (fold(value) == fold(side_name(details, 1))) return "second";
  return value;
}

Result<Override> parse_override(const MatchDetails& details, const std::string& typed) {
  const auto equals = typed.find('=');
  const auto fact = parse_overridden_fact(typed.substr(0, equals));
  if (equals == std::string::npos || !fact)
    return invalid("'{}' is not one of status=, winner=, score=, start=, best_of=", typed);
  return Override{.fact = *fact,
                  .value = in_slots(details, *fact, typed.substr(equals + 1)),
                  .first = details.match.opponents[0].team};
}

class Overriding {
 public:
  Overriding(store::Store& store, const OverrideOptions& options, const Clock& clock)
      : store_(store), options_(options), clock_(clock) {}

  int set() {
    const auto found = store::find_match(store_, {options_.id});
    if (!found)
      return complain(
          {.kind = ErrorKind::not_found, .detail = fmt::format("there is no match {}", options_.id)});
    std::vector<Override> given;
    for (const auto& typed : options_.facts) {
      auto parsed = parse_override(*found, typed);
      if (!parsed) return complain(parsed.error());
      given.push_back(std::move(*parsed));
    }
    const auto set =
        ingest::set_overrides(store_, {options_.id}, given, options_.by, options_.reason, clock_.now());
    if (!set) return complain(set.error());
    fmt::print("set; it wins over every source until it is withdrawn\n");
    return print_match(options_.id);
  }

  int withdraw() {
    const auto match = ingest::withdraw_override(store_, {options_.id}, options_.by, clock_.now());
    if (!match) return complain(match.error());
    fmt::print("withdrawn; the match is again what the sources say\n");
    return print_match(match->value);
  }

  int list() {
    const auto overrides = store::list_overrides(store_, options_.all, listed_max);
    for (const auto& each : overrides) {
      fmt::print("{:>5}  match {:<6} {}={}  by {} at {}: {}\n", each.id.value, each.match.value,
                 name(each.given.fact), each.given.value, each.set_by, to_iso8601(each.set_at), each.reason);
      if (each.withdrawn_at)
        fmt::print("       withdrawn by {} at {}\n", each.withdrawn_by.value_or(""),
                   to_iso8601(*each.withdrawn_at));
    }
    if (overrides.empty()) fmt::print("nothing is set by hand\n");
    return 0;
  }

 private:
  int print_match(std::int64_t id) {
    const auto details = store::find_match(store_, {id});
    if (!details) return 0;
    const auto& match = details->match;
    fmt::print("match {}: {} {} {}, {}", id, side_name(*details, 0),
               match.score ? fmt::format("{}:{}", match.score->first, match.score->second) : "–",
               side_name(*details, 1), name(match.status));
    if (match.winner) fmt::print(", won by {}", side_name(*details, static_cast<std::size_t>(*match.winner)));
    if (match.scheduled_at) fmt::print(", {}", to_iso8601(*match.scheduled_at));
    fmt::print("\n");
    return 0;
  }

  store::Store& store_;
  const OverrideOptions& options_;
  const Clock& clock_;
};

}  // namespace

int override_facts(const Settings& settings, OverrideOptions options) {
  if (options.by.empty()) options.by = current_user();
  const SystemClock clock;
  Metrics metrics;
  const auto store = open_store(settings, clock, metrics);
  if (!store) return complain(store.error());
  if (const auto migrated = store::migrate(**store); !migrated) return complain(migrated.error());
  Overriding overriding{**store, options, clock};
  switch (options.act) {
    case OverrideOptions::Act::set:
      return overriding.set();
    case OverrideOptions::Act::withdraw:
      return overriding.withdraw();
    case OverrideOptions::Act::list:
      return overriding.list();
  }
  return failed_status;
}

}  // namespace cs2::app
