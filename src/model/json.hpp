// Facts as JSON text, for the sightings, the cache and the demo. Reading is tolerant of missing keys, strict
// about types.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/match_details.hpp"

namespace cs2 {

std::string to_json(const Match& match);
Result<Match> parse_match(std::string_view json);
std::string to_json(const std::vector<MatchDetails>& matches);
Result<std::vector<MatchDetails>> parse_match_details(std::string_view json);

// Parts that the database keeps in JSON columns.
std::string to_json(const std::vector<Half>& halves);
std::string to_json(const std::vector<VetoStep>& veto);
std::string to_json(const std::vector<Stream>& streams);
std::string to_json(const std::vector<Link>& links);
Result<std::vector<Half>> parse_halves(std::string_view json);
Result<std::vector<VetoStep>> parse_veto(std::string_view json);
Result<std::vector<Stream>> parse_streams(std::string_view json);
Result<std::vector<Link>> parse_links(std::string_view json);

}  // namespace cs2
