#include "bot/lookup/suggestion_snapshot.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/limits/answers.hpp"
#include "base/limits/notify.hpp"
#include "base/limits/store.hpp"
#include "bot/command_registry.hpp"
#include "store/guild/aliases.hpp"
#include "store/queries/filter_values.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "store/queries/rankings.hpp"

namespace cs2::bot {
namespace {

constexpr int live_suggested_from = 50;
constexpr int ended_suggested_from = 50;

void append(std::vector<MatchDetails>& to, store::MatchPage page) {
  to.insert(to.end(), std::make_move_iterator(page.matches.begin()),
            std::make_move_iterator(page.matches.end()));
}

// What most people look for first: of each day's matches those of the best tier.
void put_best_first(std::vector<MatchDetails>& matches, Timestamp now) {
  std::ranges::sort(matches, {}, [&](const MatchDetails& details) {
    const auto at = time_of(details.match).value_or(now + days{365});
    const auto tier = details.tournament ? details.tournament->tier.value_or(Tier::unranked) : Tier::unranked;
    return std::tuple{std::chrono::floor<days>(at - now), tier, at, details.match.id};
  });
}

MatchIndex load_matches(store::Store& store, Timestamp now) {
  std::vector<MatchDetails> matches;
  append(matches,
         store::list_matches(store, {.statuses = {MatchStatus::live},
                                     .seen_since = std::chrono::floor<hours>(now) - limits::live_unseen_max,
                                     .order = store::MatchOrder::best_tier_first,
                                     .count = live_suggested_from}));
  auto next = store::list_matches(store, {.statuses = {MatchStatus::scheduled},
                                          .from = std::chrono::floor<hours>(now) - limits::overdue_max,
                                          .count = limits::matches_suggested_from});
  put_best_first(next.matches, now);
  append(matches, std::move(next));
  append(matches, store::list_matches(store, {.statuses = {MatchStatus::finished},
                                              .order = store::MatchOrder::latest_first,
                                              .count = ended_suggested_from}));
  return MatchIndex{matches};
}

// An index of each guild's own names; the first name of a thing stands for it, the others are its aliases.
GuildNames load_guild_names(store::Store& store) {
  GuildNames guilds;
  for (const auto& [guild, aliases] : store::list_guild_aliases(store)) {
    std::map<store::NameKey, store::Named> named;
    for (const auto& [kind, ours, name] : aliases) {
      const auto [known, added] = named.emplace(
          store::NameKey{kind, ours}, store::Named{.kind = kind, .id = ours, .name = name, .aliases = {}});
      if (!added) known->second.aliases.push_back(name);
    }
    std::vector<store::Named> names;
    names.reserve(named.size());
    for (auto& [key, each] : named) names.push_back(std::move(each));
    guilds.emplace(guild, NameIndex{std::move(names)});
  }
  return guilds;
}

}  // namespace

LoadedSuggestions load_suggestions(store::Store& store, const std::shared_ptr<const SuggestionSnapshot>& last,
                                   const std::optional<SuggestionRevision>& last_revision,
                                   discord::Snowflake application, Timestamp now) {
  SuggestionRevision revision{.names = store::names_revision(store),
                              .guild_aliases = store::guild_aliases_revision(store)};
  auto snapshot = last ? std::make_shared<SuggestionSnapshot>(*last) : std::make_shared<SuggestionSnapshot>();
  if (!last_revision || last_revision->names != revision.names) {
    auto news = store::list_name_news(
        store, last_revision ? std::optional{last_revision->names.generation} : std::nullopt);
    revision.names.generation = news.generation;
    snapshot->names = std::make_shared<const NameIndex>(*snapshot->names, std::move(news));
    // New regions and stages come with new events.
    snapshot->filter = std::make_shared<const store::FilterValues>(
        store::list_filter_values(store, now - limits::stages_known));
  }
  if (!last_revision || last_revision->guild_aliases != revision.guild_aliases)
    snapshot->guild_names = std::make_shared<const GuildNames>(load_guild_names(store));
  snapshot->ranking_dates = store::list_ranking_dates(store);
  snapshot->matches = load_matches(store, now);
  if (application) snapshot->command_ids = find_command_ids(store, application);
  return {.snapshot = std::move(snapshot), .revision = revision};
}

}  // namespace cs2::bot
