#include "ingest/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <set>
#include <tuple>

#include "base/limits/providers.hpp"
#include "model/source_traits.hpp"
#include "model/validate.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;

constexpr milliseconds start_tolerance = 60min;  // delays are told late; an hour's difference is no delay
constexpr milliseconds end_settles = 10min;      // a more trusted source may lag this much behind an end
constexpr milliseconds status_current = 20min;   // the slowest feed comes every 15
constexpr milliseconds plan_current =
    6h;  // a source may be down for hours before another's times replace its own

bool has_outcome(const MatchFacts& facts) {
  return facts.status == MatchStatus::finished && (facts.winner || facts.draw || facts.forfeit);
}

bool is_end(const MatchFacts& facts) {
  return has_outcome(facts) || facts.status == MatchStatus::cancelled;
}

// A winner without a score is all that some histories know: whoever knows both says more.
bool has_whole_outcome(const MatchFacts& facts) {
  return is_end(facts) && (facts.score || facts.forfeit || facts.status == MatchStatus::cancelled);
}

// The freshest word of each source, most trusted source first.
std::vector<SourceRecord> by_trust(std::vector<SourceRecord> records) {
  std::ranges::sort(records, [](const SourceRecord& a, const SourceRecord& b) {
    return std::tuple{traits_of(a.provider).result_trust, b.at, a.external_id} <
           std::tuple{traits_of(b.provider).result_trust, a.at, b.external_id};
  });
  std::vector<SourceRecord> freshest_words;
  for (auto& record : records) {
    const bool spoke = std::ranges::any_of(
        freshest_words, [&](const SourceRecord& fresher) { return is_same_source(fresher, record); });
    if (!spoke) freshest_words.push_back(std::move(record));
  }
  return freshest_words;
}

// An archive is read long after its matches: that says nothing about how old the other words are.
Timestamp freshest(const std::vector<SourceRecord>& records) {
  std::optional<Timestamp> at;
  for (const auto& record : records) {
    if (!traits_of(record.provider).is_archive) at = std::max(at.value_or(record.at), record.at);
  }
  return at.value_or(std::ranges::max(records, {}, &SourceRecord::at).at);
}

// Whose status, score and winner count.
const SourceRecord& leading(const std::vector<SourceRecord>& records) {
  for (const auto speaks : {has_whole_outcome, is_end}) {
    for (auto end = records.begin(); end != records.end(); ++end) {
      if (!speaks(end->facts)) continue;
      const bool undone = std::any_of(records.begin(), end, [&](const SourceRecord& trusted) {
        return trusted.at > end->at + end_settles && !is_end(trusted.facts);
      });
      if (!undone) return *end;
    }
  }
  const auto since = freshest(records) - status_current;
  // An end that was undone does not speak again.
  const auto current = std::ranges::find_if(
      records, [&](const SourceRecord& record) { return record.at >= since && !is_end(record.facts); });
  return current != records.end() ? *current : records.front();
}

// The first word that has it.
template <class Get>
auto first_known(const std::vector<SourceRecord>& records, Get get) {
  for (const auto& record : records) {
    if (auto value = get(record.facts)) return value;
  }
  return decltype(get(records.front().facts)){};
}

std::array<Opponent, 2> merge_opponents(const std::vector<SourceRecord>& records) {
  std::array<Opponent, 2> opponents;
  for (std::size_t slot = 0; slot < 2; ++slot) {
    for (const auto& record : records) {
      const auto& stated = record.facts.opponents[slot];
      auto& kept = opponents[slot];
      if (kept.team) break;
      if (stated.team || kept.name.empty()) kept = stated;
    }
  }
  return opponents;
}

void merge_plan(const std::vector<SourceRecord>& records, Match& match) {
  const auto since = freshest(records) - plan_current;
  const auto usable = [&](const SourceRecord& record) {
    return record.at >= since && record.facts.scheduled_at && record.facts.time_is_exact;
  };
  auto from = std::ranges::find_if(records, usable);
  if (from == records.end())
    from = std::ranges::find_if(
        records, [](const SourceRecord& record) { return record.facts.scheduled_at.has_value(); });
  if (from == records.end()) return;
  match.scheduled_at = from->facts.scheduled_at;
  match.time_is_exact = from->facts.time_is_exact;
}

int progress(MapStatus status) {
  switch (status) {
    case MapStatus::finished:
      return 3;
    case MapStatus::live:
      return 2;
    case MapStatus::not_played:
      return 1;
    case MapStatus::scheduled:
      return 0;
  }
  return 0;
}

Score sum_of(const std::vector<Half>& halves) {
  Score sum;
  for (const auto& half : halves) sum = {sum.first + half.rounds.first, sum.second + half.rounds.second};
  return sum;
}

// `maps` are one map as each source has it, most trusted first.
MapResult merge_map(const std::vector<const MapResult*>& maps) {
  const auto known = [&](auto member) {
    const auto found =
        std::ranges::find_if(maps, [&](const MapResult* map) { return (map->*member).has_value(); });
    return found == maps.end() ? decltype(maps.front()->*member){} : (*found)->*member;
  };
  const auto* furthest =
      *std::ranges::max_element(maps, {}, [](const MapResult* map) { return progress(map->status); });

  MapResult merged{.number = furthest->number, .name = known(&MapResult::name), .status = furthest->status};
  merged.score = furthest->score ? furthest->score : known(&MapResult::score);
  merged.winner = known(&MapResult::winner);
  merged.picked_by = known(&MapResult::picked_by);
  merged.started_at = known(&MapResult::started_at);
  merged.ended_at = known(&MapResult::ended_at);
  merged.duration = known(&MapResult::duration);
  merged.forfeit = furthest->forfeit;
  for (const auto* map : maps) {
    if (merged.halves.empty() && (!merged.score || sum_of(map->halves) == *merged.score))
      merged.halves = map->halves;
  }
  return merged;
}

std::vector<MapResult> merge_maps(const std::vector<SourceRecord>& records, MatchStatus status) {
  std::map<int, std::vector<const MapResult*>> by_number;
  for (const auto& record : records) {
    for (const auto& map : record.facts.maps) by_number[map.number].push_back(&map);
  }
  std::vector<MapResult> maps;
  maps.reserve(by_number.size());
  for (const auto& [number, stated] : by_number) maps.push_back(merge_map(stated));
  // After the end nothing is still to come, whatever an older word expected.
  if (status == MatchStatus::finished || status == MatchStatus::cancelled)
    std::erase_if(
        maps, [](const MapResult& map) { return progress(map.status) == 0 || progress(map.status) == 2; });
  return maps;
}

std::vector<Stream> merge_streams(const std::vector<SourceRecord>& records) {
  std::vector<Stream> streams;
  std::set<std::string> seen;
  const auto rank = [](const Stream& stream) { return std::pair{stream.main, stream.official}; };
  for (const auto& record : records) {
    for (const auto& stream : record.facts.streams) {
      if (!seen.insert(stream.url).second) continue;
      streams.insert(std::ranges::upper_bound(streams, rank(stream), std::greater{}, rank), stream);
    }
  }
  if (streams.size() > limits::streams_per_match) streams.resize(limits::streams_per_match);
  return streams;
}

std::vector<Link> merge_links(const std::vector<SourceRecord>& records) {
  std::vector<Link> links;
  for (const auto& record : records) {
    for (const auto& link : record.facts.links) {
      if (links.size() < limits::links_per_match && std::ranges::find(links, link) == links.end())
        links.push_back(link);
    }
  }
  return links;
}

void merge_result(const std::vector<SourceRecord>& records, const SourceRecord& lead, Match& match) {
  match.status = lead.facts.status;
  match.score = lead.facts.score;
  match.winner = lead.facts.winner;
  match.draw = lead.facts.draw;
  match.forfeit = lead.facts.forfeit;
  match.disqualified = lead.facts.disqualified;
  match.advantage = first_known(records, [](const Match& facts) { return facts.advantage; });
  if (has_outcome(lead.facts) && !match.score && !match.forfeit) {
    match.score = first_known(records, [&](const Match& facts) {
      const bool agrees =
          has_outcome(facts) && facts.winner == lead.facts.winner && facts.draw == lead.facts.draw;
      return agrees ? facts.score : std::nullopt;
    });
  }
  if (match.status != MatchStatus::live) return;
  const auto decided = [](const std::optional<Score>& score) {
    return score ? score->first + score->second : -1;
  };
  const auto since = freshest(records) - status_current;
  for (const auto& record : records) {
    if (record.at >= since && record.facts.status == MatchStatus::live &&
        decided(record.facts.score) > decided(match.score))
      match.score = record.facts.score;
  }
}

std::string winner_in(const MatchFacts& facts) {
  if (facts.winner) return *facts.winner == 0 ? "first" : "second";
  return facts.forfeit ? "nobody" : "draw";
}

// Each source's value of a fact, if they are not all alike. `get` gives nothing where a source does not say.
template <class Get>
void compare_words(std::string_view fact, const std::vector<SourceRecord>& records, Get get,
                   std::vector<Disagreement>& found) {
  std::string all;
  std::set<std::string> values;
  for (const auto& record : records) {
    const std::optional<std::string> value = get(record);
    if (!value) continue;
    values.insert(*value);
    all += fmt::format("{}{}: {}", all.empty() ? "" : ", ", name(record.provider), *value);
  }
  if (values.size() > 1) found.push_back({.fact = fact, .detail = std::move(all)});
}

void compare_starts(const std::vector<SourceRecord>& records, std::vector<Disagreement>& found) {
  const auto since = freshest(records) - plan_current;
  std::optional<Timestamp> first, last;
  for (const auto& [provider, id, at, facts] : records) {
    if (at < since || !facts.scheduled_at || !facts.time_is_exact || facts.status != MatchStatus::scheduled)
      continue;
    first = std::min(first.value_or(*facts.scheduled_at), *facts.scheduled_at);
    last = std::max(last.value_or(*facts.scheduled_at), *facts.scheduled_at);
  }
  if (!first || *last - *first <= start_tolerance) return;
  compare_words(
      "start", records,
      [&](const SourceRecord& record) -> std::optional<std::string> {
        if (record.at < since || !record.facts.scheduled_at || !record.facts.time_is_exact)
          return std::nullopt;
        return to_iso8601(*record.facts.scheduled_at);
      },
      found);
}

std::vector<Disagreement> disagreements_of(const std::vector<SourceRecord>& records) {
  std::vector<Disagreement> found;
  compare_words(
      "winner", records,
      [](const SourceRecord& record) {
        return has_outcome(record.facts) ? std::optional{winner_in(record.facts)} : std::nullopt;
      },
      found);
  compare_words(
      "score", records,
      [](const SourceRecord& record) -> std::optional<std::string> {
        const auto& facts = record.facts;
        if (!has_outcome(facts) || !facts.score || facts.forfeit) return std::nullopt;
        return fmt::format("{}:{}", facts.score->first, facts.score->second);
      },
      found);
  compare_starts(records, found);
  return found;
}

// Each was checked when it was set. What the sources say meanwhile, or an override that was withdrawn, may
// make them break a rule: then maps that do not fit give way, and where that is not enough they have no
// effect.
void apply_overrides(const std::vector<Override>& overrides, Timestamp now, Match& match) {
  if (overrides.empty()) return;
  auto overridden = match;
  for (const auto& each : overrides) {
    auto changed = overridden;
    if (set_fact(changed, each)) overridden = std::move(changed);
  }
  if (!validate(overridden, now).empty()) overridden.maps.clear();
  if (validate(overridden, now).empty()) match = std::move(overridden);
}

}  // namespace

Merged merge(std::vector<SourceRecord> stated, Timestamp now, const std::vector<Override>& overrides) {
  assert(!stated.empty());
  const auto records = by_trust(std::move(stated));
  const auto& lead = leading(records);

  Match match;
  match.opponents = merge_opponents(records);
  match.tournament = first_known(records, [](const Match& facts) {
                       return facts.tournament ? std::optional{facts.tournament} : std::nullopt;
                     }).value_or(TournamentId{});
  match.stage = first_known(records, [](const Match& facts) {
                  return facts.stage.empty() ? std::nullopt : std::optional{facts.stage};
                }).value_or("");
  match.best_of = first_known(records, [](const Match& facts) { return facts.best_of; });
  match.original_scheduled_at =
      first_known(records, [](const Match& facts) { return facts.original_scheduled_at; });
  merge_plan(records, match);
  merge_result(records, lead, match);
  if (match.status == MatchStatus::live || match.status == MatchStatus::finished)
    match.started_at = first_known(records, [](const Match& facts) { return facts.started_at; });
  if (match.status == MatchStatus::finished)
    match.ended_at = first_known(records, [](const Match& facts) { return facts.ended_at; });
  match.maps = merge_maps(records, match.status);
  for (const auto& record : records) {
    if (match.veto.empty()) match.veto = record.facts.veto;
  }
  match.streams = merge_streams(records);
  match.links = merge_links(records);

  // Each word was valid; put together they may not be, for example a map of one and a score of the other.
  if (!validate(match, now).empty()) match.maps = lead.facts.maps;
  if (!validate(match, now).empty()) {
    const auto opponents = match.opponents;
    match = lead.facts;
    match.opponents = opponents;
  }
  apply_overrides(overrides, now, match);
  match.id = {};
  match.revision = 0;
  return {.match = std::move(match), .disagreements = disagreements_of(records)};
}

}  // namespace cs2::ingest
