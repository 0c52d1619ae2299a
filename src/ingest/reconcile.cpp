#include "ingest/reconcile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ingest/compare.hpp"
#include "ingest/identity.hpp"
#include "ingest/merge.hpp"
#include "model/validate.hpp"

namespace cs2::ingest {
namespace {

// Names and logos of teams and tournaments are kept without their provenance, so one source leads and the
// others fill gaps. Otherwise two sources that write a name differently would change it back and forth for
// ever.
bool leads(ProviderName provider) {
  return provider == ProviderName::pandascore;
}

template <class T>
void adopt(std::optional<T>& kept, const std::optional<T>& said, bool leading) {
  if (said && (leading || !kept)) kept = said;
}

Team updated(Team kept, const Team& said, bool leading) {
  if (leading && !said.name.empty()) kept.name = said.name;
  adopt(kept.acronym, said.acronym, leading);
  adopt(kept.country, said.country, leading);
  adopt(kept.logo_url, said.logo_url, leading);
  return kept;
}

// Stages of one event are told apart by the source but not by us, so what differs between them must not flap:
// the best tier counts, and the rest stays as first said.
Tournament updated(Tournament kept, const Tournament& said, bool leading) {
  if (leading && !said.name.empty()) kept.name = said.name;
  if (said.tier && (!kept.tier || *said.tier < *kept.tier)) kept.tier = said.tier;
  adopt(kept.region, said.region, false);
  adopt(kept.country, said.country, false);
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
    const std::map<std::string, std::vector<Entity>>& by_name) {
  std::map<decltype(Entity::id), const Entity*> entities;
  for (const auto& [external_id, entity] : by_external_id) entities.emplace(entity.id, &entity);
  for (const auto& [name, bearers] : by_name) {
    for (const auto& entity : bearers) entities.emplace(entity.id, &entity);
  }
  return entities;
}

class Reconciliation {
 public:
  Reconciliation(const Report& report, const store::Known& known, Timestamp now)
      : report_(report), known_(known), now_(now) {
    done_.batch.provider = report.provider;
    done_.batch.observed_at = report.observed_at;
  }

  Reconciled run() {
    teams_ = identify_teams(report_, known_, ids_);
    auto tournaments = find_tournaments(report_, known_);
    const auto matches = identify_matches(report_, known_, teams_, tournaments);
    tournaments_ = identify_tournaments(report_, known_, std::move(tournaments), matches, ids_);
    done_.doubtful = matches.doubtful;

    write_teams();
    write_tournaments();
    for (std::size_t place = 0; place < report_.matches.size(); ++place) {
      if (!matches.held[place])
        take_match(report_.matches[place], matches.ours[place], matches.external_ids[place]);
    }
    return std::move(done_);
  }

 private:
  void write_teams() {
    const bool leading = leads(report_.provider);
    const auto known = by_id(known_.teams, known_.teams_by_name);
    for (const auto& report : report_.teams) {
      const auto id = teams_.at(report.external_id);
      const auto found = known.find(id);
      const auto* stored = found != known.end() ? found->second : nullptr;
      auto team = stored ? updated(*stored, report.team, leading) : report.team;
      team.id = id;
      if (stored && team == *stored && known_.teams.contains(report.external_id)) continue;
      done_.batch.teams.push_back(
          {.team = std::move(team), .external_ids = {report.external_id}, .aliases = report.aliases});
    }
  }

  void write_tournaments() {
    const bool leading = leads(report_.provider);
    auto known = by_id(known_.tournaments, known_.tournaments_by_name);
    for (const auto& [id, tournament] : known_.homes) known.emplace(id, &tournament);
    for (const auto& report : report_.tournaments) {
      const auto id = tournaments_.at(report.external_id);
      const auto found = known.find(id);
      const auto* stored = found != known.end() ? found->second : nullptr;
      auto tournament = stored ? updated(*stored, report.tournament, leading) : report.tournament;
      tournament.id = id;
      if (stored && tournament == *stored && known_.tournaments.contains(report.external_id)) continue;
      done_.batch.tournaments.push_back(
          {.tournament = std::move(tournament), .external_ids = {report.external_id}});
    }
  }

  void take_match(const MatchReport& report, std::optional<MatchId> ours, const std::string& external_id) {
    if (auto violations = validate(report, now_); !violations.empty()) {
      auto& first = violations.front();
      done_.rejected.push_back({.what = "match " + report.external_id,
                                .rule = std::string{first.rule},
                                .detail = std::move(first.detail)});
      return;
    }
    const auto row = ours ? known_.rows.find(*ours) : known_.rows.end();
    const bool stored = row != known_.rows.end();
    const auto id = ours ? *ours : MatchId{ids_.next()};

    Word word{
        .provider = report_.provider, .external_id = external_id, .at = report_.observed_at, .facts = {}};
    word.facts = facts_of(report, stored ? &row->second : nullptr);
    auto [match, disagreement] = merge(all_words(word, ours), now_);
    match.id = id;
    match.revision = stored ? row->second.revision : 0;
    if (disagreement && !differed_before(ours)) done_.disagreements.push_back("match " + report.external_id);

    const bool known_id = known_.matches.contains(external_id) || is_said(ours, external_id);
    if (!stored || match != row->second || !known_id) {
      auto changes = compare(stored ? std::optional{row->second} : std::nullopt, match, now_);
      done_.batch.matches.push_back(
          {.match = std::move(match), .external_ids = {external_id}, .changes = std::move(changes)});
    }
    done_.batch.sightings.push_back(
        {.match = id, .external_id = external_id, .url = report.url, .facts = std::move(word.facts)});
  }

  // With our ids, and the way round in which we hold the match.
  Match facts_of(const MatchReport& report, const Match* stored) const {
    const auto sides = teams_of(report, teams_);
    const bool turned = stored && is_turned(sides, *stored);
    Match facts;
    static_cast<MatchFacts&>(facts) = turned ? swapped(report) : static_cast<const MatchFacts&>(report);
    for (std::size_t slot = 0; slot < 2; ++slot) {
      const auto from = turned ? 1 - slot : slot;
      facts.opponents[slot] = {.team = sides[from], .name = report.opponents[from].name};
    }
    if (report.tournament) {
      if (const auto found = tournaments_.find(*report.tournament); found != tournaments_.end())
        facts.tournament = found->second;
    }
    return facts;
  }

  static bool is_turned(const std::array<TeamId, 2>& sides, const Match& stored) {
    const auto agreeing = [&](std::size_t first, std::size_t second) {
      return (sides[0] && sides[0] == stored.opponents[first].team) +
             (sides[1] && sides[1] == stored.opponents[second].team);
    };
    return agreeing(1, 0) > agreeing(0, 1);
  }

  // The latest word of each source, this one included; of two of the same id the fresher counts.
  std::vector<Word> all_words(const Word& word, std::optional<MatchId> ours) const {
    std::vector<Word> words{word};
    const auto said = ours ? known_.said.find(*ours) : known_.said.end();
    if (said == known_.said.end()) return words;
    for (const auto& [provider, external_id, facts, seen_at] : said->second) {
      const bool same = provider == word.provider && external_id == word.external_id;
      if (!same)
        words.push_back({provider, external_id, seen_at, facts});
      else if (seen_at > word.at)
        words.front() = {provider, external_id, seen_at, facts};
    }
    return words;
  }

  bool differed_before(std::optional<MatchId> ours) const {
    std::vector<Word> words;
    const auto said = ours ? known_.said.find(*ours) : known_.said.end();
    if (said == known_.said.end() || said->second.empty()) return false;
    for (const auto& [provider, external_id, facts, seen_at] : said->second)
      words.push_back({provider, external_id, seen_at, facts});
    return merge(std::move(words), now_).disagreement;
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
  Ours<TeamId> teams_;
  Ours<TournamentId> tournaments_;
  Reconciled done_;
};

}  // namespace

Reconciled reconcile(const Report& report, const store::Known& known, Timestamp now) {
  return Reconciliation{report, known, now}.run();
}

}  // namespace cs2::ingest
