#include "ingest/reconcile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "base/limits/notify.hpp"
#include "base/limits/store.hpp"
#include "ingest/compare.hpp"
#include "ingest/identity/identity.hpp"
#include "ingest/identity/player.hpp"
#include "ingest/identity/source_records.hpp"
#include "ingest/identity/team.hpp"
#include "ingest/issue_tracker.hpp"
#include "ingest/merge.hpp"
#include "ingest/reconcile_roster.hpp"
#include "ingest/reconcile_table.hpp"
#include "model/source_traits.hpp"
#include "model/validate.hpp"

namespace cs2::ingest {
namespace {

// Names and logos of teams and tournaments are kept without their provenance, so one source leads and the
// others fill gaps. Otherwise two sources that write a name differently would change it back and forth for
// ever.
bool leads(ProviderName provider) {
  return traits_of(provider).leads_names;
}

template <class T>
void adopt(std::optional<T>& kept, const std::optional<T>& said, bool leading) {
  if (said && (leading || !kept)) kept = said;
}

Team updated(Team kept, const Team& said, bool leading) {
  if (leading && !said.name.empty()) kept.name = said.name;
  adopt(kept.acronym, said.acronym, leading);
  adopt(kept.country, said.country, leading);
  adopt(kept.region, said.region, leading);
  adopt(kept.logo_url, said.logo_url, leading);
  // Most sources do not say that a team is no more, and none that it lives.
  kept.disbanded = kept.disbanded || said.disbanded;
  return kept;
}

Player updated(Player kept, const Player& said, bool leading) {
  if (leading && !said.nickname.empty()) kept.nickname = said.nickname;
  adopt(kept.first_name, said.first_name, leading);
  adopt(kept.last_name, said.last_name, leading);
  adopt(kept.nationality, said.nationality, leading);
  adopt(kept.image_url, said.image_url, leading);
  return kept;
}

// Stages of one event are told apart by the source but not by us, so what differs between them must not flap:
// the best tier counts, and the rest stays as first said.
Tournament updated(Tournament kept, const Tournament& said, bool leading) {
  if (leading && !said.name.empty()) kept.name = said.name;
  if (said.tier && (!kept.tier || *said.tier < *kept.tier)) kept.tier = said.tier;
  adopt(kept.region, said.region, false);
  adopt(kept.country, said.country, false);
  adopt(kept.city, said.city, false);
  adopt(kept.organizer, said.organizer, false);
  adopt(kept.venue, said.venue, false);
  adopt(kept.prize, said.prize, false);
  adopt(kept.starts_at, said.starts_at, leading);
  adopt(kept.ends_at, said.ends_at, leading);
  adopt(kept.logo_url, said.logo_url, leading);
  return kept;
}

// What is stored of the entities that the report may mean, by our id.
template <class Entity>
std::map<decltype(Entity::id), const Entity*> by_id(
    const std::map<std::string, Entity>& by_external_id,
    const std::map<CrossReference, Entity>& cross_references,
    const std::map<std::string, std::vector<Entity>>& by_name) {
  std::map<decltype(Entity::id), const Entity*> entities;
  for (const auto& [external_id, entity] : by_external_id) entities.emplace(entity.id, &entity);
  for (const auto& [foreign, entity] : cross_references) entities.emplace(entity.id, &entity);
  for (const auto& [name, bearers] : by_name) {
    for (const auto& entity : bearers) entities.emplace(entity.id, &entity);
  }
  return entities;
}

// What of it is not stored yet.
template <class Known>
std::vector<CrossReference> unknown_of(const std::vector<CrossReference>& named, const Known& known) {
  std::vector<CrossReference> unknown;
  std::ranges::copy_if(named, std::back_inserter(unknown),
                       [&](const CrossReference& foreign) { return !known.contains(foreign); });
  return unknown;
}

class Reconciliation {
 public:
  Reconciliation(const Report& report, const store::Known& known, Timestamp now)
      : report_(report), known_(known), now_(now), issues_(report, known) {
    done_.batch.provider = report.provider;
    done_.batch.observed_at = report.observed_at;
  }

  Reconciled run() {
    ours_.teams = identify_teams(report_, known_, ids_);
    if (auto mistaken = list_mistaken(report_, known_, ours_.teams); !mistaken.empty())
      return {.batch = {}, .opened = {}, .mistaken = std::move(mistaken)};
    ours_.players = identify_players(report_, known_, ours_.teams, ids_);
    auto tournaments = find_tournaments(report_, known_);
    const auto matches = identify_matches(report_, known_, ours_.teams, tournaments);
    ours_.tournaments = identify_tournaments(report_, known_, std::move(tournaments), matches, ids_);
    done_.ambiguous = matches.ambiguous;

    write_teams();
    write_players();
    write_tournaments();
    for (std::size_t place = 0; place < report_.matches.size(); ++place) {
      if (!matches.deferred[place])
        take_match(report_.matches[place], matches.ours[place], matches.external_ids[place]);
    }
    retire_gone(matches);
    take_rosters();
    reconcile_tables(report_, known_, ours_, done_.batch, issues_);
    note_pages(EntityKind::team, report_.teams);
    note_pages(EntityKind::player, report_.players);
    note_pages(EntityKind::tournament, report_.tournaments);
    if (report_.is_history) forget_changes();
    done_.opened = issues_.close(done_.batch);
    return std::move(done_);
  }

 private:
  // So long ago that followers were told.
  bool was_given_up(MatchId id) const {
    const auto retired = known_.retired.find(id);
    return retired != known_.retired.end() &&
           retired->second + limits::withdrawal_wait <= report_.observed_at;
  }

  void tell_that_it_is_back(const Match& match, std::vector<Change>& changes) const {
    const bool is_told =
        std::ranges::any_of(changes, [](const Change& change) { return change.is<MatchRescheduled>(); });
    if (is_told || match.status != MatchStatus::scheduled) return;
    changes.push_back({.id = {},
                       .match = match.id,
                       .at = now_,
                       .what = MatchRescheduled{.from = {}, .to = match.scheduled_at}});
  }

  void forget_changes() {
    for (auto& write : done_.batch.matches) write.changes.clear();
    for (auto& write : done_.batch.rosters) write.changes.clear();
    for (auto& write : done_.batch.rankings) write.changes.clear();
  }

  void write_teams() {
    const bool leading = leads(report_.provider);
    const auto known = by_id(known_.teams, known_.teams_by_reference, known_.teams_by_name);
    for (const auto& report : report_.teams) {
      const auto id = ours_.teams.at(report.external_id);
      const auto found = known.find(id);
      const auto* stored = found != known.end() ? found->second : nullptr;
      const bool renames =
          leading || (is_provisional(id) && !is_template({report_.provider, report.external_id}));
      auto team = stored ? updated(*stored, report.team, renames) : report.team;
      team.id = id;
      auto cross_references = unknown_of(report.cross_references, known_.teams_by_reference);
      const bool named = known_.teams.contains(report.external_id) && cross_references.empty();
      if (stored && team == *stored && named) continue;
      done_.batch.teams.push_back({.team = std::move(team),
                                   .external_ids = {report.external_id},
                                   .aliases = report.aliases,
                                   .cross_references = std::move(cross_references)});
    }
  }

  // Only links of a wiki named it so far: any real name is better.
  bool is_provisional(TeamId id) const {
    const auto traits = known_.team_traits.find(id);
    return traits != known_.team_traits.end() && !traits->second.ids.empty() &&
           std::ranges::all_of(traits->second.ids, is_template);
  }

  void write_players() {
    const bool leading = leads(report_.provider);
    const auto known = by_id(known_.players, known_.players_by_reference, known_.players_by_name);
    for (const auto& report : report_.players) {
      const auto id = ours_.players.at(report.external_id);
      const auto found = known.find(id);
      const auto* stored = found != known.end() ? found->second : nullptr;
      auto player = stored ? updated(*stored, report.player, leading) : report.player;
      player.id = id;
      auto cross_references = unknown_of(report.cross_references, known_.players_by_reference);
      const bool named = known_.players.contains(report.external_id) && cross_references.empty();
      if (stored && player == *stored && named) continue;
      done_.batch.players.push_back({.player = std::move(player),
                                     .external_ids = {report.external_id},
                                     .aliases = report.aliases,
                                     .cross_references = std::move(cross_references)});
    }
  }

  void write_tournaments() {
    const bool leading = leads(report_.provider);
    auto known = by_id(known_.tournaments, known_.tournaments_by_reference, known_.tournaments_by_name);
    for (const auto& [id, tournament] : known_.home_tournaments) known.emplace(id, &tournament);
    for (const auto& report : report_.tournaments) {
      const auto id = ours_.tournaments.at(report.external_id);
      const auto found = known.find(id);
      const auto* stored = found != known.end() ? found->second : nullptr;
      auto tournament = stored ? updated(*stored, report.tournament, leading) : report.tournament;
      tournament.id = id;
      auto cross_references = unknown_of(report.cross_references, known_.tournaments_by_reference);
      const bool named = known_.tournaments.contains(report.external_id) && cross_references.empty();
      if (stored && tournament == *stored && named) continue;
      done_.batch.tournaments.push_back({.tournament = std::move(tournament),
                                         .external_ids = {report.external_id},
                                         .cross_references = std::move(cross_references)});
    }
  }

  void take_match(const MatchReport& report, std::optional<MatchId> ours, const std::string& external_id) {
    const auto subject = issue_subject(report);
    issues_.look_at(subject);
    const auto violations = validate(report, now_);
    for (const auto& [rule, detail] : violations) issues_.quarantine(subject, rule, detail);
    if (!violations.empty()) return;

    const auto row = ours ? known_.rows.find(*ours) : known_.rows.end();
    const bool stored = row != known_.rows.end();
    const auto id = ours ? *ours : MatchId{ids_.next()};

    SourceRecord word{
        .provider = report_.provider, .external_id = external_id, .at = report_.observed_at, .facts = {}};
    word.facts = facts_of(report, stored ? &row->second : nullptr);
    auto [match, disagreements] = merge(all_words(word, ours), now_, overrides_of(ours));
    match.id = id;
    match.revision = stored ? row->second.revision : 0;
    if (ours) {
      issues_.compare(*ours);
      for (const auto& [fact, detail] : disagreements) issues_.differ(*ours, fact, detail);
    }

    auto cross_references = unknown_of(report.cross_references, known_.matches_by_reference);
    const bool named =
        (known_.matches.contains(external_id) || is_said(ours, external_id)) && cross_references.empty();
    const bool revived = known_.retired.contains(id);
    if (!stored || match != row->second || !named || revived) {
      auto changes = compare(stored ? std::optional{row->second} : std::nullopt, match, now_);
      if (was_given_up(id)) tell_that_it_is_back(match, changes);
      done_.batch.matches.push_back({.match = std::move(match),
                                     .external_ids = {external_id},
                                     .changes = std::move(changes),
                                     .cross_references = std::move(cross_references),
                                     .revived = revived});
    }
    const bool turned = stored && is_turned(teams_of(report, ours_.teams), row->second);
    reconcile_line_ups(report_, report, id, turned, known_, ours_.players, done_.batch);
    done_.batch.sightings.push_back(
        {.match = id, .external_id = external_id, .url = report.url, .facts = std::move(word.facts)});
  }

  // What its source deleted before it began. Another source's word keeps it, and so does a word under another
  // id: then only a double was deleted.
  void retire_gone(const MatchIdentities& spoken_of) {
    const std::set<std::string> gone{report_.gone.begin(), report_.gone.end()};
    std::set<MatchId> retired;
    for (const auto& external_id : gone) {
      const auto ours = known_.matches.find(external_id);
      const auto row = ours != known_.matches.end() ? known_.rows.find(ours->second) : known_.rows.end();
      if (row == known_.rows.end() || known_.retired.contains(row->first)) continue;
      const bool is_ahead =
          row->second.status == MatchStatus::scheduled || row->second.status == MatchStatus::postponed;
      const bool is_spoken_of =
          std::ranges::find(spoken_of.ours, std::optional{row->first}) != spoken_of.ours.end();
      const auto said = known_.said.find(row->first);
      const bool is_said_by_others =
          said != known_.said.end() && std::ranges::any_of(said->second, [&](const auto& word) {
            return word.provider != report_.provider || !gone.contains(word.external_id);
          });
      if (is_ahead && !is_spoken_of && !is_said_by_others && retired.insert(row->first).second)
        done_.batch.retirements.push_back(
            {.match = row->first, .reason = fmt::format("deleted by {}", name(report_.provider))});
    }
  }

  // Reports of one team belong together: single moves may come one by one.
  void take_rosters() {
    std::map<TeamId, ToldRoster> told;
    for (const auto& report : report_.rosters) {
      const auto team = ours_.teams.find(report.team);
      if (team == ours_.teams.end()) continue;
      auto& roster = told[team->second];
      roster.team = team->second;
      roster.provider = report_.provider;
      roster.observed_at = report_.observed_at;
      roster.is_complete = roster.is_complete || report.is_complete;
      if (roster.url.empty()) roster.url = report.url;
      for (const auto& [external_id, role, since, until] : report.stays) {
        const auto player = ours_.players.find(external_id);
        if (player == ours_.players.end()) continue;
        roster.stays.push_back(
            {.team = roster.team, .player = player->second, .role = role, .since = since, .until = until});
      }
    }
    for (const auto& [team, roster] : told) {
      const auto stored = known_.stays.find(team);
      auto writes = reconcile_roster(
          roster, stored != known_.stays.end() ? stored->second : std::vector<store::Sourced<RosterEntry>>{});
      std::ranges::move(writes, std::back_inserter(done_.batch.rosters));
    }
  }

  // That a source repeats itself is noted now and then only, not with every reading.
  template <class Reports>
  void note_pages(EntityKind entity, const Reports& reports) {
    for (const auto& report : reports) {
      const auto page = known_.pages.find({entity, report.external_id});
      const bool known = page != known_.pages.end();
      auto url = report.url.empty() && known ? page->second.url : report.url;
      const bool fresh = known && page->second.seen_at && page->second.url == url &&
                         report_.observed_at - *page->second.seen_at < limits::page_seen_every;
      if (!fresh)
        done_.batch.pages.push_back(
            {.entity = entity, .external_id = report.external_id, .url = std::move(url)});
    }
  }

  // With our ids, and the way round in which we hold the match.
  Match facts_of(const MatchReport& report, const Match* stored) const {
    const auto sides = teams_of(report, ours_.teams);
    const bool turned = stored && is_turned(sides, *stored);
    Match facts;
    static_cast<MatchFacts&>(facts) = turned ? swapped(report) : static_cast<const MatchFacts&>(report);
    for (std::size_t slot = 0; slot < 2; ++slot) {
      const auto from = turned ? 1 - slot : slot;
      facts.opponents[slot] = {.team = sides[from], .name = report.opponents[from].name};
    }
    if (report.tournament) {
      if (const auto found = ours_.tournaments.find(*report.tournament); found != ours_.tournaments.end())
        facts.tournament = found->second;
    }
    return facts;
  }

  // The latest word of each source, this one included; of two of the same id the fresher counts.
  std::vector<SourceRecord> all_words(const SourceRecord& word, std::optional<MatchId> ours) const {
    std::vector<SourceRecord> words{word};
    for (auto& said : words_before(ours)) {
      const bool same = said.provider == word.provider && said.external_id == word.external_id;
      if (!same)
        words.push_back(std::move(said));
      else if (said.at > word.at)
        words.front() = std::move(said);
    }
    return words;
  }

  std::vector<SourceRecord> words_before(std::optional<MatchId> ours) const {
    const auto row = ours ? known_.rows.find(*ours) : known_.rows.end();
    return row == known_.rows.end() ? std::vector<SourceRecord>{} : words_about(known_, row->second);
  }

  std::vector<Override> overrides_of(std::optional<MatchId> ours) const {
    const auto found = ours ? known_.overrides.find(*ours) : known_.overrides.end();
    return found == known_.overrides.end() ? std::vector<Override>{} : found->second;
  }

  bool is_said(std::optional<MatchId> ours, const std::string& external_id) const {
    const auto said = ours ? known_.said.find(*ours) : known_.said.end();
    return said != known_.said.end() && std::ranges::any_of(said->second, [&](const auto& word) {
             return word.provider == report_.provider && word.external_id == external_id;
           });
  }

  const Report& report_;
  const store::Known& known_;
  Timestamp now_;
  NewIds ids_;
  Identities ours_;
  IssueTracker issues_;
  Reconciled done_;
};

}  // namespace

Reconciled reconcile(const Report& report, const store::Known& known, Timestamp now) {
  return Reconciliation{report, known, now}.run();
}

}  // namespace cs2::ingest
