#include "model/json.hpp"

#include "model/json/struct.hpp"

namespace cs2 {

// These keys stand in databases: one may be added, none may get another name.

void fields(auto& at, Like<Half> auto& half) {
  at("rounds", half.rounds);
  at("side", half.first_side);
  at("overtime", half.overtime);
}

void fields(auto& at, Like<VetoStep> auto& step) {
  at("action", step.action);
  at("map", step.map);
  at("by", step.by);
}

void fields(auto& at, Like<Stream> auto& stream) {
  at("url", stream.url);
  at("language", stream.language);
  at("official", stream.official);
  at("main", stream.main);
}

void fields(auto& at, Like<Link> auto& link) {
  at("kind", link.kind);
  at("url", link.url);
}

void fields(auto& at, Like<MapResult> auto& map) {
  at("number", map.number);
  at("status", map.status);
  at("name", map.name);
  at("score", map.score);
  at("winner", map.winner);
  at("picked_by", map.picked_by);
  at("halves", map.halves);
  at("forfeit", map.forfeit);
  at("started_at", map.started_at);
  at("ended_at", map.ended_at);
  at("duration", map.duration);
}

void fields(auto& at, Like<Opponent> auto& opponent) {
  at("team", opponent.team);
  at("name", opponent.name);
}

void fields(auto& at, Like<Match> auto& match) {
  at("id", match.id);
  at("revision", match.revision);
  at("tournament", match.tournament);
  at("opponents", match.opponents);
  at("stage", match.stage);
  at("status", match.status);
  at("best_of", match.best_of);
  at("scheduled_at", match.scheduled_at);
  at("time_is_exact", match.time_is_exact, true);
  at("original_scheduled_at", match.original_scheduled_at);
  at("started_at", match.started_at);
  at("ended_at", match.ended_at);
  at("score", match.score);
  at("advantage", match.advantage);
  at("winner", match.winner);
  at("draw", match.draw);
  at("forfeit", match.forfeit);
  at("disqualified", match.disqualified);
  at("maps", match.maps);
  at("veto", match.veto);
  at("streams", match.streams);
  at("links", match.links);
}

void fields(auto& at, Like<Team> auto& team) {
  at("id", team.id);
  at("name", team.name);
  at("acronym", team.acronym);
  at("country", team.country);
  at("region", team.region);
  at("logo_url", team.logo_url);
  at("disbanded", team.disbanded);
}

void fields(auto& at, Like<Tournament> auto& tournament) {
  at("id", tournament.id);
  at("name", tournament.name);
  at("tier", tournament.tier);
  at("region", tournament.region);
  at("country", tournament.country);
  at("city", tournament.city);
  at("organizer", tournament.organizer);
  at("venue", tournament.venue);
  at("prize", tournament.prize);
  at("starts_at", tournament.starts_at);
  at("ends_at", tournament.ends_at);
  at("logo_url", tournament.logo_url);
}

void fields(auto& at, Like<MatchSource> auto& source) {
  at("provider", source.provider);
  at("url", source.url);
  at("seen_at", source.seen_at);
  at("archive", source.archive);
}

void fields(auto& at, Like<MatchDetails> auto& details) {
  at("match", details.match);
  at("tournament", details.tournament);
  at("teams", details.teams);
  at("sources", details.sources);
}

std::string to_json(const Match& match) {
  return write_json(match);
}
std::string to_json(const std::vector<MatchDetails>& matches) {
  return write_json(matches);
}
std::string to_json(const std::vector<Half>& halves) {
  return write_json(halves);
}
std::string to_json(const std::vector<VetoStep>& veto) {
  return write_json(veto);
}
std::string to_json(const std::vector<Stream>& streams) {
  return write_json(streams);
}
std::string to_json(const std::vector<Link>& links) {
  return write_json(links);
}

Result<Match> parse_match(std::string_view json) {
  return parse_json<Match>(json);
}
Result<std::vector<MatchDetails>> parse_match_details(std::string_view json) {
  return parse_json<std::vector<MatchDetails>>(json);
}
Result<std::vector<Half>> parse_halves(std::string_view json) {
  return parse_json<std::vector<Half>>(json);
}
Result<std::vector<VetoStep>> parse_veto(std::string_view json) {
  return parse_json<std::vector<VetoStep>>(json);
}
Result<std::vector<Stream>> parse_streams(std::string_view json) {
  return parse_json<std::vector<Stream>>(json);
}
Result<std::vector<Link>> parse_links(std::string_view json) {
  return parse_json<std::vector<Link>>(json);
}

}  // namespace cs2
