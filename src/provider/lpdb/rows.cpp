#include "provider/lpdb/rows.hpp"

#include <algorithm>

#include "base/limits/providers.hpp"
#include "base/text.hpp"
#include "provider/shared/country.hpp"
#include "provider/shared/wiki_page.hpp"

namespace cs2::provider {

namespace json = boost::json;

namespace {

// Errors and warnings are a text or a list of them.
std::string first_text(const json::value& value) {
  if (const auto* list = value.if_array()) return list->empty() ? "" : lpdb_text(&list->front());
  return lpdb_text(&value);
}

}  // namespace

Result<std::vector<const json::value*>> rows_of_lpdb(const json::value& value) {
  const auto* answer = value.if_object();
  if (!answer) return fail(ErrorKind::drift, "the answer is not an object");
  const auto* result = answer->if_contains("result");
  const auto* list = result ? result->if_array() : nullptr;
  if (const auto* error = answer->if_contains("error"); error && (!list || list->empty())) {
    const auto word = first_text(*error);
    if (!word.empty()) return fail(ErrorKind::drift, "LPDB answered with the error: {}", word);
  }
  if (!list) return fail(ErrorKind::drift, "the answer has no list of results");
  if (list->size() > limits::provider_rows_max)
    return fail(ErrorKind::too_large, "{} rows in one answer", list->size());
  std::vector<const json::value*> rows;
  for (const auto& row : *list) rows.push_back(&row);
  return rows;
}

std::optional<Tier> tier_of_lpdb(std::string_view tier) {
  constexpr std::array tiers{Tier::s, Tier::a, Tier::b, Tier::c, Tier::d};
  if (tier == "-1") return Tier::unranked;
  if (tier.size() != 1 || tier[0] < '1' || tier[0] > '5') return std::nullopt;
  return tiers.at(static_cast<std::size_t>(tier[0] - '1'));
}

std::optional<Venue> venue_of_lpdb(std::string_view type) {
  const auto folded = fold(type);
  if (folded == "offline" || folded == "lan") return Venue::lan;
  if (folded == "online") return Venue::online;
  if (folded.contains("online") && folded.contains("offline")) return Venue::mixed;
  return std::nullopt;
}

std::optional<std::string> LpdbReport::add_team(std::string_view page, std::string_view name,
                                                const std::vector<std::string>& aliases) {
  auto id = page_id(page);
  if (id.empty()) return std::nullopt;
  auto [known, added] = teams_.try_emplace(id);
  auto& team = known->second;
  if (added) {
    team.external_id = id;
    team.team.name = name.empty() ? plain_title(page_title(id)) : std::string{name};
    team.url = page_url(id);
    team.cross_references = {{ProviderName::liquipedia, id}};
  }
  for (const auto& alias : aliases) {
    const bool new_to_it = !alias.empty() && alias != team.team.name &&
                           std::ranges::find(team.aliases, alias) == team.aliases.end();
    if (new_to_it) team.aliases.push_back(alias);
  }
  return id;
}

std::optional<std::string> LpdbReport::add_player(std::string_view page, std::string_view nickname,
                                                  std::string_view country) {
  auto id = page_id(page.empty() ? nickname : page);
  if (id.empty() || fold(id) == "tbd" || fold(id) == "tba") return std::nullopt;
  auto [known, added] = players_.try_emplace(id);
  auto& player = known->second;
  if (added) {
    player.external_id = id;
    player.player.nickname = nickname.empty() ? plain_title(page_title(id)) : std::string{nickname};
    player.url = page_url(id);
    player.cross_references = {{ProviderName::liquipedia, id}};
  }
  if (!player.player.nationality) player.player.nationality = find_country(country);
  return id;
}

std::optional<std::string> LpdbReport::add_tournament(std::string_view page, Tournament tournament) {
  auto id = page_id(page);
  if (id.empty()) return std::nullopt;
  auto [known, added] = tournaments_.try_emplace(id);
  if (!added) return id;
  if (tournament.name.empty()) tournament.name = page_title(id);
  known->second = {.external_id = id,
                   .tournament = std::move(tournament),
                   .url = page_url(id),
                   .cross_references = {{ProviderName::liquipedia, id}},
                   .winner = {}};
  return id;
}

TeamReport* LpdbReport::find_team(const std::string& id) {
  const auto known = teams_.find(id);
  return known == teams_.end() ? nullptr : &known->second;
}

PlayerReport* LpdbReport::find_player(const std::string& id) {
  const auto known = players_.find(id);
  return known == players_.end() ? nullptr : &known->second;
}

TournamentReport* LpdbReport::find_tournament(const std::string& id) {
  const auto known = tournaments_.find(id);
  return known == tournaments_.end() ? nullptr : &known->second;
}

Result<LpdbPage> LpdbReport::take(std::size_t rows, std::size_t understood, std::string_view what) {
  auto& report = page_.report;
  if (rows > 0 && understood == 0)
    return fail(ErrorKind::drift, "not one of {} rows is a {} that we can read; the first: {}", rows, what,
                report.skipped.empty() ? "without a reason" : report.skipped.front().reason);
  for (auto& [id, team] : teams_) report.teams.push_back(std::move(team));
  for (auto& [id, player] : players_) report.players.push_back(std::move(player));
  for (auto& [id, tournament] : tournaments_) report.tournaments.push_back(std::move(tournament));
  page_.rows = rows;
  return std::move(page_);
}

}  // namespace cs2::provider
