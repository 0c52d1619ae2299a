// `override`: facts that are set by hand, until they are withdrawn.
#include <array>
#include <cstdio>

#include "app/current_user.hpp"
#include "app/find_entity.hpp"
#include "app/open_store.hpp"
#include "app/report_error.hpp"
#include "app/subcommands.hpp"
#include "base/text.hpp"
#include "ingest/override.hpp"
#include "locale/language.hpp"
#include "store/database/migrate.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "store/queries/players.hpp"

namespace cs2::app {
namespace {

constexpr int listed_max = 500;

std::string side_name(const MatchDetails& details, std::size_t slot) {
  const auto& team = details.teams[slot];
  if (team) return team->name;
  const auto& placeholder = details.match.opponents[slot].name;
  return placeholder.empty() ? "TBD" : placeholder;
}

// "winner=Spirit" → first or second. Part of a name will do where the other side's does not have it.
Result<std::string> in_slots(const MatchDetails& details, OverriddenFact fact, std::string value) {
  if (fact != OverriddenFact::winner) return value;
  if (value == "first" || value == "second" || value == "draw" || value == "none") return value;
  const auto typed = fold(value);
  const std::array sides{fold(side_name(details, 0)), fold(side_name(details, 1))};
  for (const bool whole : {true, false}) {
    const auto fits = [&](const std::string& side) { return whole ? side == typed : side.contains(typed); };
    if (!typed.empty() && fits(sides[0]) != fits(sides[1])) return fits(sides[0]) ? "first" : "second";
  }
  return invalid("invalid winner '{}'; use '{}', '{}', draw or none", value, side_name(details, 0),
                 side_name(details, 1));
}

Result<Override> parse_override(const std::string& typed) {
  const auto equals = typed.find('=');
  const auto fact = parse_overridden_fact(typed.substr(0, equals));
  if (equals == std::string::npos || !fact)
    return invalid("invalid fact '{}'; use FACT=VALUE, see `override set --help`", typed);
  auto value = typed.substr(equals + 1);
  if (*fact == OverriddenFact::country && value != "none" && !locale::is_country(value))
    return invalid("invalid country '{}'; use a code of two letters such as DK", value);
  return Override{.fact = *fact, .value = std::move(value), .first = {}};
}

class Overriding {
 public:
  Overriding(store::Store& store, const OverrideOptions& options, const Clock& clock)
      : store_(store), options_(options), clock_(clock) {}

  int set() {
    const auto ours = find_entity(store_, options_.entity, options_.ours);
    if (!ours) return report_error(ours.error());
    std::vector<Override> given;
    for (const auto& typed : options_.facts) {
      auto parsed = parse_override(typed);
      if (!parsed) return report_error(parsed.error());
      given.push_back(std::move(*parsed));
    }
    if (options_.entity == EntityKind::match) {
      if (const auto turned = turn(given, {*ours}); !turned) return report_error(turned.error());
    }
    const auto set = ingest::set_overrides(store_, options_.entity, *ours, given, options_.by,
                                           options_.reason, clock_.now());
    if (!set) return report_error(set.error());
    fmt::print("set; overrides all sources until withdrawn\n");
    return print_entity(options_.entity, *ours);
  }

  int withdraw() {
    const auto from = ingest::withdraw_override(store_, {options_.id}, options_.by, clock_.now());
    if (!from) return report_error(from.error());
    fmt::print("withdrawn; the sources apply again\n");
    return print_entity(from->entity, from->ours);
  }

  int list() {
    const auto overrides = store::list_overrides(store_, options_.all, listed_max);
    for (const auto& each : overrides) {
      fmt::print("{:>5}  {} {} {}: {}={}  by {} at {}: {}\n", each.id.value, name(each.entity), each.ours,
                 each.ours_name, name(each.given.fact), each.given.value, each.set_by,
                 to_iso8601(each.set_at), each.reason);
      if (each.withdrawn_at)
        fmt::print("       withdrawn by {} at {}\n", each.withdrawn_by.value_or(""),
                   to_iso8601(*each.withdrawn_at));
    }
    if (overrides.empty()) fmt::print("no overrides\n");
    return 0;
  }

 private:
  // Teams are typed by name, and hold for the match whichever way round it stands later.
  Result<void> turn(std::vector<Override>& given, MatchId id) {
    const auto details = store::find_match(store_, id);
    if (!details) return {};
    for (auto& each : given) {
      auto value = in_slots(*details, each.fact, each.value);
      if (!value) return failed(value);
      each.value = std::move(*value);
      each.first = details->match.opponents[0].team;
    }
    return {};
  }

  int print_entity(EntityKind entity, std::int64_t id) {
    if (entity == EntityKind::match) return print_match(id);
    if (entity == EntityKind::player) {
      if (const auto player = store::find_player(store_, {id}))
        fmt::print("player {}: {}, {} {}, {}\n", id, player->nickname, player->first_name.value_or("–"),
                   player->last_name.value_or("–"), player->nationality.value_or("no nationality"));
    } else if (entity == EntityKind::team) {
      if (const auto team = store::find_team(store_, {id}))
        fmt::print("team {}: {}, {}, {}, {}\n", id, team->name, team->acronym.value_or("no acronym"),
                   team->country.value_or("no country"), team->region.value_or("no region"));
    } else if (const auto tournament = store::find_tournament(store_, {id})) {
      fmt::print("tournament {}: {}, {}, {}, {}\n", id, tournament->name,
                 tournament->tier ? fmt::format("tier {}", name(*tournament->tier)) : "no tier",
                 tournament->country.value_or("no country"), tournament->region.value_or("no region"));
    }
    return 0;
  }

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
  if (!store) return report_error(store.error());
  if (const auto migrated = store::migrate(**store); !migrated) return report_error(migrated.error());
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
