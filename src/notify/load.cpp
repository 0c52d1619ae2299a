#include "notify/load.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/limits/notify.hpp"
#include "notify/kind_registry.hpp"
#include "store/notify/calendars.hpp"
#include "store/notify/delivery_batch.hpp"
#include "store/notify/subscriptions.hpp"
#include "store/notify/test_notifications.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "store/queries/players.hpp"
#include "store/queries/rankings.hpp"

namespace cs2::notify {
namespace {

using store::Delivery;

// The facts of deliveries, which share most of them: each is read once.
class FactLoader {
 public:
  FactLoader(store::Store& store, const std::vector<const Delivery*>& deliveries)
      : store_(store), now_(store.clock().now()) {
    std::set<ChangeId> changes;
    std::set<MatchId> matches;
    for (const auto* delivery : deliveries) {
      if (delivery->change) changes.insert(delivery->change);
      if (delivery->match) matches.insert(delivery->match);
    }
    if (!changes.empty()) changes_ = store::find_changes(store, {changes.begin(), changes.end()});
    matches_ = store::find_matches(store, {matches.begin(), matches.end()});
  }

  NoticeFacts facts_of(const Delivery& delivery) {
    NoticeFacts facts{.reminder_for = delivery.reminder_for, .now = now_};
    if (const auto match = matches_.find(delivery.match); match != matches_.end())
      facts.match = match->second;
    const auto change = changes_.find(delivery.change);
    if (change == changes_.end()) return facts;
    facts.change = change->second;
    if (facts.change->is<MatchWithdrawn>() && !facts.match) add_withdrawn(facts);
    if (facts.change->team) facts.team = find_team(facts.change->team);
    if (facts.change->player) facts.moves = find_moves(*facts.change);
    if (const auto* published = std::get_if<RankingPublished>(&facts.change->what))
      facts.ranking = find_ranking(*published);
    return facts;
  }

  // What any of the subscriptions covers, each match once.
  std::vector<MatchDetails> list_nearby(const NoticeFacts& facts) const {
    const auto at = facts.reminder_for.value_or(facts.now);
    std::map<MatchId, MatchDetails> all;
    for (const auto& subscription : facts.subscribers) {
      for (auto& details :
           store::list_covered(store_, subscription, at - limits::digest_reach, at + limits::digest_reach))
        all.emplace(details.match.id, std::move(details));
    }
    std::vector<MatchDetails> sorted;
    sorted.reserve(all.size());
    for (auto& [id, details] : all) sorted.push_back(std::move(details));
    std::ranges::sort(sorted, {}, [](const MatchDetails& each) {
      return std::pair{time_of(each.match).value_or(Timestamp{}), each.match.id};
    });
    return sorted;
  }

 private:
  void add_withdrawn(NoticeFacts& facts) const {
    facts.withdrawn = store::find_withdrawn(store_, facts.change->match);
    if (!facts.withdrawn) return;
    const auto at = time_of(facts.withdrawn->match).value_or(facts.now);
    facts.nearby = store::list_matches(store_, {.statuses = {},
                                                .team = facts.withdrawn->match.opponents[0].team,
                                                .from = at - limits::replaced_within,
                                                .to = at + limits::replaced_within})
                       .matches;
  }

  // Changes of rosters and rankings are few; those of one concern many servers.
  template <class Key, class Value>
  static const Value& once(std::map<Key, Value>& known, const Key& key, auto find) {
    const auto found = known.find(key);
    return found != known.end() ? found->second : known.emplace(key, find()).first->second;
  }
  std::optional<Team> find_team(TeamId id) {
    return once(teams_, id, [&] { return store::find_team(store_, id); });
  }
  std::vector<RosterMove> find_moves(const Change& change) {
    return once(moves_, std::pair{change.team, change.at}, [&] {
      std::vector<RosterMove> moves;
      for (auto& move : store::list_roster_changes(store_, change.team, change.at)) {
        if (auto player = store::find_player(store_, move.player))
          moves.push_back({.change = std::move(move), .player = std::move(*player)});
      }
      return moves;
    });
  }
  std::optional<RankingPage> find_ranking(const RankingPublished& what) {
    return once(rankings_, std::pair{what.system, what.published},
                [&] { return store::find_ranking(store_, what.system, what.published); });
  }

  store::Store& store_;
  Timestamp now_;
  std::map<ChangeId, Change> changes_;
  std::map<MatchId, MatchDetails> matches_;
  std::map<TeamId, std::optional<Team>> teams_;
  std::map<std::pair<TeamId, Timestamp>, std::vector<RosterMove>> moves_;
  std::map<std::pair<RankingSystem, Timestamp>, std::optional<RankingPage>> rankings_;
};

// Rows of deliveries around the claimed ones.
struct Around {
  std::map<store::DeliveryId, std::vector<Delivery>> held;
  std::map<store::DeliveryId, std::vector<Delivery>> edited;
  std::map<store::DeliveryId, std::uint64_t> threads;
};

std::map<store::DeliveryId, std::vector<Subscription>> load_subscribers(
    store::Store& store, const std::vector<Delivery>& deliveries) {
  const auto behind = store::list_subscribers(store, deliveries);
  std::set<SubscriptionId> ids;
  for (const auto& [delivery, each] : behind) ids.insert(each.begin(), each.end());
  std::map<SubscriptionId, Subscription> loaded;
  for (auto& subscription : store::list_subscriptions(store, std::vector(ids.begin(), ids.end())))
    loaded.emplace(subscription.id, std::move(subscription));
  std::map<store::DeliveryId, std::vector<Subscription>> subscribers;
  for (const auto& [delivery, each] : behind) {
    auto& of_this = subscribers[delivery];
    for (const auto id : each) {
      if (const auto found = loaded.find(id); found != loaded.end()) of_this.push_back(found->second);
    }
  }
  return subscribers;
}

std::map<std::uint64_t, store::GuildSettings> load_settings(store::Store& store,
                                                            const std::vector<Delivery>& deliveries) {
  std::set<std::uint64_t> guilds;
  for (const auto& delivery : deliveries) {
    if (delivery.guild != 0) guilds.insert(delivery.guild);
  }
  if (guilds.empty()) return {};
  return store::list_guild_settings(store, {guilds.begin(), guilds.end()});
}

std::map<std::uint64_t, store::PersonSettings> load_people(store::Store& store,
                                                           const std::vector<Delivery>& deliveries) {
  std::set<std::uint64_t> people;
  for (const auto& delivery : deliveries) {
    if (delivery.guild == 0) people.insert(delivery.destination.id);
  }
  return store::list_person_settings(store, {people.begin(), people.end()});
}

bool may_have_thread(const Delivery& delivery, const std::vector<Subscription>& subscribers) {
  return delivery.match && (delivery.destination.kind == Destination::Kind::forum ||
                            std::ranges::any_of(subscribers, &Subscription::threads));
}

Around load_around(store::Store& store, const std::vector<Delivery>& deliveries,
                   const std::map<store::DeliveryId, std::vector<Subscription>>& subscribers) {
  std::vector<Delivery> held;
  std::vector<Delivery> edits;
  std::vector<store::DeliveryId> threaded;
  for (const auto& delivery : deliveries) {
    if (delivery.held && !delivery.posted) held.push_back(delivery);
    if (delivery.edits) edits.push_back(delivery);
    if (may_have_thread(delivery, subscribers.at(delivery.id))) threaded.push_back(delivery.id);
  }
  Around around;
  if (!held.empty()) around.held = store::list_held(store, held);
  if (!edits.empty()) around.edited = store::list_edited(store, edits);
  if (!threaded.empty()) around.threads = store::list_threads(store, threaded);
  return around;
}

// The message that it changes: its own, or that of the delivery that it edits, of which it has nothing else.
std::optional<store::Posted> existing_message(const Delivery& delivery, const std::vector<Delivery>& edited) {
  if (!delivery.edits) return delivery.posted;
  const auto head = std::ranges::find(edited, *delivery.edits, &Delivery::id);
  if (head == edited.end() || !head->posted) return std::nullopt;
  const auto& posted = *head->posted;
  return store::Posted{.channel = posted.channel, .message = posted.message, .revision = posted.revision};
}

const std::vector<Delivery>& rows_of(const std::map<store::DeliveryId, std::vector<Delivery>>& rows,
                                     std::optional<store::DeliveryId> id) {
  static const std::vector<Delivery> none;
  const auto found = id ? rows.find(*id) : rows.end();
  return found == rows.end() ? none : found->second;
}

using Subscribers = std::map<store::DeliveryId, std::vector<Subscription>>;

bool hide_scores(const Subscribers& subscribers, store::DeliveryId delivery) {
  const auto found = subscribers.find(delivery);
  return found != subscribers.end() && std::ranges::any_of(found->second, [](const Subscription& each) {
           return each.spoilers != SpoilerPolicy::show;
         });
}

// Of what stands in digests beside the claimed ones.
Subscribers load_part_subscribers(store::Store& store, const Around& around) {
  std::vector<Delivery> parts;
  for (const auto* more : {&around.held, &around.edited}) {
    for (const auto& [id, rows] : *more) parts.insert(parts.end(), rows.begin(), rows.end());
  }
  return parts.empty() ? Subscribers{} : load_subscribers(store, parts);
}

std::vector<DigestPart> parts_of(const std::vector<Delivery>& rows, const Subscribers& subscribers,
                                 FactLoader& loader) {
  std::vector<DigestPart> parts;
  parts.reserve(rows.size());
  for (const auto& row : rows)
    parts.push_back(
        {.delivery = row, .facts = loader.facts_of(row), .hides_scores = hide_scores(subscribers, row.id)});
  return parts;
}

}  // namespace

std::vector<LoadedDelivery> load(store::Store& store, const std::vector<Delivery>& deliveries) {
  if (deliveries.empty()) return {};
  store.invalidate_now();  // another process may have written what this is about a moment ago
  auto subscribers = load_subscribers(store, deliveries);
  const auto settings = load_settings(store, deliveries);
  const auto people = load_people(store, deliveries);
  const auto around = load_around(store, deliveries, subscribers);
  const auto part_subscribers = load_part_subscribers(store, around);

  std::vector<const Delivery*> rows;
  for (const auto& delivery : deliveries) rows.push_back(&delivery);
  for (const auto* more : {&around.held, &around.edited}) {
    for (const auto& [id, each] : *more) {
      for (const auto& row : each) rows.push_back(&row);
    }
  }
  FactLoader loader{store, rows};

  std::vector<LoadedDelivery> all;
  all.reserve(deliveries.size());
  for (const auto& delivery : deliveries) {
    auto& loaded = all.emplace_back(LoadedDelivery{.delivery = delivery});
    if (delivery.guild != 0) loaded.settings = settings.at(delivery.guild);
    if (const auto person = people.find(delivery.destination.id);
        delivery.guild == 0 && person != people.end())
      loaded.person = person->second;
    const auto& edited = rows_of(around.edited, delivery.edits);
    loaded.existing_message = existing_message(delivery, edited);
    loaded.facts = loader.facts_of(delivery);
    loaded.facts.subscribers = std::move(subscribers.at(delivery.id));
    if (loaded.existing_message) loaded.facts.revision_shown = loaded.existing_message->revision;
    if (find_kind(delivery.kind).needs_nearby_matches) loaded.facts.nearby = loader.list_nearby(loaded.facts);
    loaded.held_with = parts_of(rows_of(around.held, delivery.id), part_subscribers, loader);
    loaded.edited = parts_of(edited, part_subscribers, loader);
    if (const auto thread = around.threads.find(delivery.id); thread != around.threads.end())
      loaded.thread = thread->second;
    if (delivery.doubt_since && !loaded.existing_message)
      loaded.possible_duplicates = store::list_posted_ids(store, delivery.destination);
  }
  return all;
}

}  // namespace cs2::notify
