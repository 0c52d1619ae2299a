#include "ingest/reconcile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "base/limits/ingest.hpp"
#include "base/limits/notify.hpp"
#include "base/limits/store.hpp"
#include "ingest/compare.hpp"
#include "ingest/identity/identity.hpp"
#include "ingest/identity/player.hpp"
#include "ingest/identity/source_records.hpp"
#include "ingest/issue_tracker.hpp"
#include "ingest/merge.hpp"
#include "ingest/reconcile_entities.hpp"
#include "ingest/reconcile_roster.hpp"
#include "ingest/reconcile_table.hpp"
#include "model/validate.hpp"

namespace cs2::ingest {
namespace {

class Reconciliation {
 public:
  Reconciliation(const Report& report, const store::StoreSnapshot& known, Timestamp now)
      : report_(report), known_(known), now_(now), issues_(report, known.issues) {
    done_.batch.provider = report.provider;
    done_.batch.observed_at = report.observed_at;
  }

  Reconciled run() {
    ours_.teams = identify_teams(report_, known_, ids_);
    if (auto mistaken = list_mistaken(report_, known_.matches, ours_.teams); !mistaken.empty())
      return {.batch = {}, .opened = {}, .mistaken = std::move(mistaken)};
    ours_.players = identify_players(report_, known_.players, ours_.teams, ids_);
    auto tournaments = find_tournaments(report_, known_.tournaments);
    const auto matches = identify_matches(report_, known_.matches, ours_.teams, tournaments);
    ours_.tournaments = identify_tournaments(report_, known_.matches, std::move(tournaments), matches, ids_);
    done_.ambiguous = matches.ambiguous;

    reconcile_entities(report_, known_, ours_, done_.batch);
    for (std::size_t place = 0; place < report_.matches.size(); ++place) {
      if (!matches.deferred[place])
        take_match(report_.matches[place], matches.ours[place], matches.external_ids[place]);
    }
    for (const auto place : matches.doubles)
      issues_.quarantine(issue_subject(report_.matches[place]), "one_match_per_id",
                         "it is one of ours of which the source speaks under another id as well");
    report_skipped();
    retire_gone(matches);
    take_rosters();
    reconcile_tables(report_, known_.tables, ours_, done_.batch, issues_);
    for (auto& write : done_.batch.rosters) forget_old(write.changes);
    for (auto& write : done_.batch.rankings) forget_old(write.changes);
    note_pages(EntityKind::team, report_.teams);
    note_pages(EntityKind::player, report_.players);
    note_pages(EntityKind::tournament, report_.tournaments);
    if (report_.is_history) forget_changes();
    done_.opened = issues_.close(done_.batch);
    return std::move(done_);
  }

 private:
  Reading reading() const { return {.since = known_.reading_since, .now = now_}; }

  // So long ago that followers were notified.
  bool was_given_up(MatchId id) const {
    const auto retired = known_.matches.retired.find(id);
    return retired != known_.matches.retired.end() &&
           retired->second + limits::withdrawal_wait <= report_.observed_at;
  }

  void tell_that_it_is_back(const Match& match, std::vector<Change>& changes) const {
    const bool is_notified =
        std::ranges::any_of(changes, [](const Change& change) { return change.is<MatchRescheduled>(); });
    if (is_notified || match.status != MatchStatus::scheduled) return;
    changes.push_back({.id = {},
                       .match = match.id,
                       .at = now_,
                       .what = MatchRescheduled{.from = {}, .to = match.scheduled_at}});
  }

  void forget_old(std::vector<Change>& changes) const {
    std::erase_if(changes, [this](const Change& change) { return !is_news(change, reading()); });
  }

  void forget_changes() {
    for (auto& write : done_.batch.matches) write.changes.clear();
    for (auto& write : done_.batch.rosters) write.changes.clear();
    for (auto& write : done_.batch.rankings) write.changes.clear();
  }

  // What could not be read is an issue like what cannot be: until it can.
  void report_skipped() {
    int count = 0;
    for (const auto& [what, reason, rule] : report_.skipped) {
      if (!rule.empty() && ++count <= limits::skipped_issues_max) issues_.quarantine(what, rule, reason);
    }
  }

  // One suspicious part does not cost the match: it is left out alone, and an issue says so.
  void take_match(const MatchReport& report, std::optional<MatchId> ours, const std::string& external_id) {
    const auto subject = issue_subject(report);
    issues_.look_at(subject);
    const auto sides = teams_of(report, ours_.teams);
    if (sides[0] && sides[0] == sides[1])
      return issues_.quarantine(subject, "two_teams", "both opponents are one team of ours");
    auto stated = normalized(static_cast<const MatchFacts&>(report));
    const auto violations = validate(stated, now_);
    for (const auto& [rule, detail] : violations) issues_.quarantine(subject, rule, detail);
    if (!violations.empty()) {
      auto left = without_violations(std::move(stated), now_);
      if (!left) return;
      stated = std::move(*left);
    }

    const auto row = ours ? known_.matches.rows.find(*ours) : known_.matches.rows.end();
    const bool stored = row != known_.matches.rows.end();
    const auto id = ours ? *ours : MatchId{ids_.next()};

    SourceRecord word{
        .provider = report_.provider, .external_id = external_id, .at = report_.observed_at, .facts = {}};
    word.facts = facts_of(report, stated, stored ? &row->second : nullptr);
    auto [match, disagreements] = merge(all_words(word, ours), now_, overrides_of(ours));
    match.id = id;
    match.revision = stored ? row->second.revision : 0;
    if (ours) {
      issues_.compare(*ours);
      for (const auto& [fact, detail] : disagreements) issues_.differ(*ours, fact, detail);
    }

    auto cross_references = unknown_of(report.cross_references, known_.matches.by_reference);
    const bool named =
        (known_.matches.by_external_id.contains(external_id) || is_reported(ours, external_id)) &&
        cross_references.empty();
    const bool revived = known_.matches.retired.contains(id);
    if (!stored || match != row->second || !named || revived) {
      const auto before = stored ? std::optional{row->second} : std::nullopt;
      auto changes = compare(before, match, now_);
      std::erase_if(changes,
                    [&](const Change& change) { return !is_news(change, before, match, reading()); });
      if (was_given_up(id)) tell_that_it_is_back(match, changes);
      done_.batch.matches.push_back({.match = std::move(match),
                                     .external_ids = {external_id},
                                     .changes = std::move(changes),
                                     .cross_references = std::move(cross_references),
                                     .revived = revived});
    }
    const bool turned = stored && is_turned(teams_of(report, ours_.teams), row->second);
    reconcile_line_ups(report_, report, id, turned, known_.matches, ours_.players, done_.batch);
    done_.batch.sightings.push_back(
        {.match = id, .external_id = external_id, .url = report.url, .facts = std::move(word.facts)});
  }

  // What its source deleted before it began. Another source's word keeps it, and so does a word under another
  // id: then only a double was deleted.
  void retire_gone(const MatchIdentities& spoken_of) {
    const std::set<std::string> gone{report_.gone.begin(), report_.gone.end()};
    std::set<MatchId> retired;
    for (const auto& external_id : gone) {
      const auto ours = known_.matches.by_external_id.find(external_id);
      const auto row = ours != known_.matches.by_external_id.end() ? known_.matches.rows.find(ours->second)
                                                                   : known_.matches.rows.end();
      if (row == known_.matches.rows.end() || known_.matches.retired.contains(row->first)) continue;
      const bool is_ahead =
          row->second.status == MatchStatus::scheduled || row->second.status == MatchStatus::postponed;
      const bool is_spoken_of =
          std::ranges::find(spoken_of.ours, std::optional{row->first}) != spoken_of.ours.end();
      const auto stated = known_.matches.records.find(row->first);
      const bool is_reported_by_others =
          stated != known_.matches.records.end() &&
          std::ranges::any_of(stated->second, [&](const auto& word) {
            return word.provider != report_.provider || !gone.contains(word.external_id);
          });
      if (is_ahead && !is_spoken_of && !is_reported_by_others && retired.insert(row->first).second)
        done_.batch.retirements.push_back(
            {.match = row->first, .reason = fmt::format("deleted by {}", name(report_.provider))});
    }
  }

  // Reports of one team belong together: single moves may come one by one.
  void take_rosters() {
    std::map<TeamId, ReportedRoster> reported;
    for (const auto& report : report_.rosters) {
      const auto team = ours_.teams.find(report.team);
      if (team == ours_.teams.end()) continue;
      auto& roster = reported[team->second];
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
    for (const auto& [team, roster] : reported) {
      const auto stored = known_.teams.stays.find(team);
      auto writes = reconcile_roster(roster, stored != known_.teams.stays.end()
                                                 ? stored->second
                                                 : std::vector<store::Sourced<RosterEntry>>{});
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
  Match facts_of(const MatchReport& report, const MatchFacts& stated, const Match* stored) const {
    const auto sides = teams_of(report, ours_.teams);
    const bool turned = stored && is_turned(sides, *stored);
    Match facts;
    static_cast<MatchFacts&>(facts) = turned ? swapped(stated) : stated;
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
    for (auto& stated : words_before(ours)) {
      const bool same = stated.provider == word.provider && stated.external_id == word.external_id;
      if (!same)
        words.push_back(std::move(stated));
      else if (stated.at > word.at)
        words.front() = std::move(stated);
    }
    return words;
  }

  std::vector<SourceRecord> words_before(std::optional<MatchId> ours) const {
    const auto row = ours ? known_.matches.rows.find(*ours) : known_.matches.rows.end();
    return row == known_.matches.rows.end() ? std::vector<SourceRecord>{}
                                            : words_about(known_.matches, row->second);
  }

  std::vector<Override> overrides_of(std::optional<MatchId> ours) const {
    const auto found = ours ? known_.matches.overrides.find(*ours) : known_.matches.overrides.end();
    return found == known_.matches.overrides.end() ? std::vector<Override>{} : found->second;
  }

  bool is_reported(std::optional<MatchId> ours, const std::string& external_id) const {
    const auto stated = ours ? known_.matches.records.find(*ours) : known_.matches.records.end();
    return stated != known_.matches.records.end() &&
           std::ranges::any_of(stated->second, [&](const auto& word) {
             return word.provider == report_.provider && word.external_id == external_id;
           });
  }

  const Report& report_;
  const store::StoreSnapshot& known_;
  Timestamp now_;
  NewIds ids_;
  Identities ours_;
  IssueTracker issues_;
  Reconciled done_;
};

}  // namespace

Reconciled reconcile(const Report& report, const store::StoreSnapshot& known, Timestamp now) {
  return Reconciliation{report, known, now}.run();
}

}  // namespace cs2::ingest
