#include "bot/known.hpp"

#include "base/limits/answers.hpp"
#include "base/limits/store.hpp"
#include "bot/commands.hpp"
#include "store/matches.hpp"
#include "store/names.hpp"

namespace cs2::bot {
namespace {

constexpr int live_suggested_from = 50;
constexpr int ended_suggested_from = 50;
constexpr hours overdue_max{6};

void append(std::vector<MatchDetails>& to, store::MatchPage page) {
  to.insert(to.end(), std::make_move_iterator(page.matches.begin()),
            std::make_move_iterator(page.matches.end()));
}

MatchIndex load_matches(store::Store& store, Timestamp now) {
  std::vector<MatchDetails> matches;
  append(matches,
         store::list_matches(store, {.statuses = {MatchStatus::live},
                                     .seen_since = std::chrono::floor<hours>(now) - limits::live_unseen_max,
                                     .count = live_suggested_from}));
  append(matches, store::list_matches(store, {.statuses = {MatchStatus::scheduled},
                                              .from = std::chrono::floor<hours>(now) - overdue_max,
                                              .count = limits::matches_suggested_from}));
  append(matches, store::list_matches(store, {.statuses = {MatchStatus::finished},
                                              .order = store::MatchOrder::latest_first,
                                              .count = ended_suggested_from}));
  return MatchIndex{matches};
}

}  // namespace

LoadedKnown load_known(store::Store& store, const std::shared_ptr<const Known>& last,
                       const std::optional<store::NamesRevision>& last_revision, discord::Snowflake application,
                       Timestamp now) {
  auto revision = store::names_revision(store);
  auto known = last ? std::make_shared<Known>(*last) : std::make_shared<Known>();
  if (!last_revision || *last_revision != revision) {
    auto news = store::list_name_news(
        store, last_revision ? std::optional{last_revision->generation} : std::nullopt);
    revision.generation = news.generation;
    known->names = std::make_shared<const NameIndex>(*known->names, std::move(news));
  }
  known->matches = load_matches(store, now);
  if (application) known->command_ids = find_command_ids(store, application);
  return {.known = std::move(known), .revision = revision};
}

}  // namespace cs2::bot
