#include "provider/pandascore/objects.hpp"

#include <algorithm>
#include <iterator>
#include <ranges>

#include "base/enum_names.hpp"
#include "base/limits/providers.hpp"
#include "base/text.hpp"
#include "provider/shared/json_text.hpp"

namespace cs2::provider::pandascore {
namespace {

constexpr auto types =
    names_of<Venue>({{Venue::online, "online"}, {Venue::lan, "offline"}, {Venue::mixed, "online/offline"}});

template <class T>
void fill(std::optional<T>& kept, const std::optional<T>& other) {
  if (!kept) kept = other;
}

struct Identity {
  std::string id;
  std::string name;
};

std::optional<Identity> parse_identity(const JsonFields& fields, std::string_view noun) {
  const auto id = fields.integer("id");
  auto name = fields.text("name");
  if (!id || *id < 1 || !name) {
    fields.add_error(fmt::format("a {} without id or name", noun));
    return std::nullopt;
  }
  return Identity{.id = std::to_string(*id), .name = std::move(*name)};
}

}  // namespace

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

std::optional<std::string> country_of(const std::optional<std::string>& text) {
  if (!text || text->size() != 2) return std::nullopt;
  std::string code;
  for (const char letter : *text) {
    const char upper = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
    if (upper < 'A' || upper > 'Z') return std::nullopt;
    code += upper;
  }
  return code;
}

std::optional<std::string> web_address(const std::optional<std::string>& text) {
  if (text && (text->starts_with("https://") || text->starts_with("http://"))) return text;
  return std::nullopt;
}

std::optional<int> small(std::optional<std::int64_t> number, std::int64_t most) {
  if (!number || *number < 0 || *number > most) return std::nullopt;
  return static_cast<int>(*number);
}

std::optional<TeamReport> parse_team(const JsonFields& fields) {
  auto identity = parse_identity(fields, "team");
  if (!identity) return std::nullopt;

  TeamReport report{.external_id = std::move(identity->id),
                    .team = {.name = std::move(identity->name)},
                    .aliases = {},
                    .url = {},
                    .cross_references = {}};
  report.team.acronym = fields.text("acronym");
  report.team.country = country_of(fields.text("location"));
  report.team.logo_url = web_address(fields.text("image_url"));
  return report;
}

// Age and birthday come on paid plans; they are nobody's business here.
std::optional<PlayerReport> parse_player(const JsonFields& fields) {
  auto identity = parse_identity(fields, "player");
  if (!identity) return std::nullopt;

  PlayerReport report{.external_id = std::move(identity->id),
                      .player = {.nickname = std::move(identity->name)},
                      .aliases = {},
                      .url = {},
                      .cross_references = {}};
  report.player.first_name = fields.text("first_name");
  report.player.last_name = fields.text("last_name");
  report.player.nationality = country_of(fields.text("nationality"));
  report.player.image_url = web_address(fields.text("image_url"));
  return report;
}

std::optional<TournamentReport> parse_event(const std::optional<JsonFields>& league,
                                            const std::optional<JsonFields>& serie,
                                            const std::optional<JsonFields>& stage) {
  const auto id = serie ? serie->integer("id") : std::nullopt;
  if (!id) return std::nullopt;

  TournamentReport report{
      .external_id = std::to_string(*id), .tournament = {}, .url = {}, .cross_references = {}, .winner = {}};
  auto& tournament = report.tournament;
  const auto league_name = league ? league->text("name").value_or("") : "";
  const auto serie_name = serie->text("full_name").value_or(serie->text("name").value_or(""));
  tournament.name = trim(league_name + " " + serie_name);
  if (tournament.name.empty()) return std::nullopt;
  tournament.starts_at = serie->time("begin_at");
  tournament.ends_at = serie->time("end_at");
  if (league) tournament.logo_url = web_address(league->text("image_url"));
  if (!stage) return report;

  tournament.tier = parse_tier(stage->text("tier").value_or(""));
  tournament.region = stage->text("region");
  tournament.country = country_of(stage->text("country"));
  tournament.venue = find_in(types, stage->text("type").value_or(""));
  tournament.prize = stage->text("prizepool");
  return report;
}

void merge_event(TournamentReport& kept, const TournamentReport& other) {
  auto& ours = kept.tournament;
  const auto& theirs = other.tournament;
  if (theirs.tier && (!ours.tier || *theirs.tier < *ours.tier)) ours.tier = theirs.tier;
  fill(ours.region, theirs.region);
  fill(ours.country, theirs.country);
  fill(ours.venue, theirs.venue);
  fill(ours.prize, theirs.prize);
  fill(ours.starts_at, theirs.starts_at);
  fill(ours.ends_at, theirs.ends_at);
  fill(ours.logo_url, theirs.logo_url);
  fill(kept.winner, other.winner);
}

std::optional<std::string> other_game(const JsonFields& fields) {
  for (const auto* const key : {"videogame", "current_videogame"}) {
    std::string ignored;
    const auto game = fields.apart(ignored).object(key);
    if (!game) continue;
    // Slugs follow names, and the name has changed before.
    const auto id = game->integer("id");
    if (id == counter_strike) continue;
    auto slug = game->text("slug");
    if (id) return slug.value_or(std::to_string(*id));
    if (slug && *slug != "cs-go") return slug;
  }
  return std::nullopt;
}

Result<json::value> parse_json(std::string_view text) {
  auto value = parse_json_text(text);
  if (!value) return value;
  if (const auto* object = value->if_object(); object && object->contains("error")) {
    std::string complaint;
    return fail(ErrorKind::drift, "the source answered with an error: {}",
                JsonFields{*object, complaint}.text("error").value_or("of no text"));
  }
  return value;
}

Result<json::array> parse_list(std::string_view text, std::string_view noun) {
  auto value = parse_json(text);
  if (!value) return failed(value);
  auto* list = value->if_array();
  if (!list) return fail(ErrorKind::drift, "not a list of {}", noun);
  if (list->size() > limits::provider_rows_max)
    return fail(ErrorKind::too_large, "{} rows in one answer", list->size());
  return std::move(*list);
}

Findings::Findings(Timestamp observed_at) {
  report_.provider = ProviderName::pandascore;
  report_.observed_at = observed_at;
}

void Findings::add(TeamReport team) {
  auto id = team.external_id;
  teams_.insert_or_assign(std::move(id), std::move(team));
}

void Findings::add(PlayerReport player) {
  auto id = player.external_id;
  players_.insert_or_assign(std::move(id), std::move(player));
}

void Findings::add(MatchReport match) {
  auto& matches = report_.matches;
  const auto [known, added] = matches_.try_emplace(match.external_id, matches.size());
  if (added)
    matches.push_back(std::move(match));
  else
    matches[known->second] = std::move(match);
}

void Findings::add(TournamentReport tournament) {
  const auto [known, added] = tournaments_.try_emplace(tournament.external_id, tournament);
  if (!added) merge_event(known->second, tournament);
}

void Findings::add(RosterReport roster) {
  if (!roster.is_complete) return report_.rosters.push_back(std::move(roster));
  auto team = roster.team;
  rosters_.insert_or_assign(std::move(team), std::move(roster));
}

void Findings::add(Report report) {
  report_.observed_at = std::max(report_.observed_at, report.observed_at);
  for (auto& each : report.teams) add(std::move(each));
  for (auto& each : report.players) add(std::move(each));
  for (auto& each : report.tournaments) add(std::move(each));
  for (auto& each : report.matches) add(std::move(each));
  for (auto& each : report.rosters) add(std::move(each));
  std::ranges::move(report.standings, std::back_inserter(report_.standings));
  std::ranges::move(report.placements, std::back_inserter(report_.placements));
  for (auto& each : report.gone) add_gone(std::move(each));
  std::ranges::move(report.skipped, std::back_inserter(report_.skipped));
}

void Findings::add_gone(std::string match) {
  if (std::ranges::find(report_.gone, match) == report_.gone.end()) report_.gone.push_back(std::move(match));
}

void Findings::skip(std::string what, std::string reason, std::string rule) {
  report_.skipped.push_back({std::move(what), std::move(reason), std::move(rule)});
}

Report Findings::take() {
  auto report = std::move(report_);
  const auto give = [](auto& from, auto& to) {
    for (auto& [id, each] : from) to.push_back(std::move(each));
    from.clear();
  };
  give(teams_, report.teams);
  give(players_, report.players);
  give(tournaments_, report.tournaments);
  give(rosters_, report.rosters);
  // A champion without a name cannot be a team of ours.
  for (auto& event : report.tournaments) {
    if (event.winner &&
        std::ranges::find(report.teams, *event.winner, &TeamReport::external_id) == report.teams.end())
      event.winner.reset();
  }
  return report;
}

Result<PandascorePage> read_rows(const json::array& rows, Timestamp observed_at, std::string_view noun,
                                 const ReadRow& read) {
  PandascorePage page{.report = {}, .rows = rows.size(), .modified_at = {}, .newest_at = {}};
  Findings findings{observed_at};
  std::size_t understood = 0;
  std::string first_reason;
  const auto skip = [&](std::string what, std::string reason) {
    if (first_reason.empty()) first_reason = reason;
    findings.skip(std::move(what), std::move(reason), "shape");
  };
  for (const auto& element : rows) {
    const auto* object = element.if_object();
    if (!object) {
      skip("an element", "it is not an object");
      continue;
    }
    std::string complaint;
    const JsonFields fields{*object, complaint};
    const auto id = fields.integer("id");
    if (!id || *id < 1) {
      skip(fmt::format("a {}", noun), complaint.empty() ? "no id" : complaint);
      continue;
    }
    if (const auto game = other_game(fields); game && complaint.empty()) {
      ++understood;
      findings.skip(fmt::format("{} {}", noun, *id), "another game: " + *game);
      continue;
    }
    Findings found{observed_at};
    read(fields, *id, found);
    const auto modified_at = fields.time("modified_at");
    if (!complaint.empty()) {
      skip(fmt::format("{} {}", noun, *id), complaint);
      continue;
    }
    ++understood;
    findings.add(found.take());
    if (!modified_at) continue;
    page.modified_at = page.modified_at ? std::min(*page.modified_at, *modified_at) : *modified_at;
    page.newest_at = page.newest_at ? std::max(*page.newest_at, *modified_at) : *modified_at;
  }
  if (page.rows > 0 && understood == 0)
    return fail(ErrorKind::drift, "not one of {} elements is a {} that we can read; the first: {}", page.rows,
                noun, first_reason);
  page.report = findings.take();
  return page;
}

}  // namespace cs2::provider::pandascore
