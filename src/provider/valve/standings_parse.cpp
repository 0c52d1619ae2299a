#include "provider/valve/standings_parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "base/limits/providers.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "model/team_name.hpp"
#include "provider/valve/match.hpp"

namespace cs2::provider {
namespace {

// Where readers find the files, wherever they were fetched.
constexpr std::string_view site =
    "https://github.com/ValveSoftware/counter-strike_regional_standings/blob/main/live";
constexpr double readable_min = 0.8;  // share of rows that must be understood
constexpr int points_max = 10'000;    // they reach 2,124
constexpr std::size_t cell_characters_max = 200;
constexpr std::size_t cells_max = 64;  // of a row; matches have twelve

struct Listing {
  std::string_view file;  // of standings_<file>_2026_06_01.md
  std::string_view region;
  RankingSystem system;
};
constexpr std::array listings{
    Listing{"global", "", RankingSystem::valve_world},
    Listing{"europe", "Europe", RankingSystem::valve_europe},
    Listing{"americas", "Americas", RankingSystem::valve_americas},
    Listing{"asia", "Asia", RankingSystem::valve_asia},
};

const Listing* find_listing(std::string_view Listing::* part, std::string_view value) {
  const auto found = std::ranges::find(listings, value, part);
  return found != listings.end() ? &*found : nullptr;
}

// "2026_06_01" or "2026-06-01"; titles have had both.
std::optional<std::chrono::year_month_day> parse_day(std::string_view text) {
  const auto parts = split(text, text.contains('_') ? '_' : '-');
  if (parts.size() != 3 || parts[0].size() != 4 || parts[1].size() != 2 || parts[2].size() != 2)
    return std::nullopt;
  const auto year = parse_number<int>(parts[0]);
  const auto month = parse_number<unsigned>(parts[1]);
  const auto day = parse_number<unsigned>(parts[2]);
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*month},
                                         std::chrono::day{*day}};
  return date.ok() && *year >= 2000 ? std::optional{date} : std::nullopt;
}

std::string_view without_break(std::string_view line) {
  line = trim(line);
  if (line.ends_with("<br />")) line.remove_suffix(6);
  return trim(line);
}

// What stands in a line behind its label: "Team Name: FURIA<br />".
std::optional<std::string> labelled(const std::vector<std::string_view>& lines, std::string_view label) {
  for (const auto line : lines) {
    if (line.starts_with(label)) return sanitize(without_break(line.substr(label.size())));
  }
  return std::nullopt;
}

std::vector<std::string> parse_nicknames(std::string_view text) {
  std::vector<std::string> nicknames;
  for (const auto part : split(text, ',')) {
    if (const auto nickname = trim(part); !nickname.empty()) nicknames.emplace_back(nickname);
  }
  return nicknames;
}

// The rows of the table whose heading begins with `column`, each as its cells; none where there is no such
// table.
using Cells = std::vector<std::string>;
std::optional<std::vector<Cells>> read_table(const std::vector<std::string_view>& lines,
                                             std::string_view column) {
  const auto heading = std::ranges::find_if(lines, [&](std::string_view line) {
    return line.starts_with('|') && trim(line.substr(1)).starts_with(column);
  });
  if (heading == lines.end()) return std::nullopt;

  std::vector<Cells> rows;
  for (auto line = heading + 1; line != lines.end() && line->starts_with('|'); ++line) {
    auto row = trim(*line);
    if (row.starts_with("| :-") || row.starts_with("| -:")) continue;
    row.remove_prefix(1);
    if (row.ends_with('|')) row.remove_suffix(1);
    Cells cells;
    for (const auto cell : split(row, '|')) {
      if (cells.size() == cells_max) break;
      cells.push_back(shorten(trim(sanitize(cell)), cell_characters_max));
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

Result<void> check_rows(std::size_t read, std::size_t rows, const Report& report) {
  if (rows == 0) return fail(ErrorKind::drift, "the table is empty");
  if (static_cast<double>(read) >= readable_min * static_cast<double>(rows)) return {};
  return fail(ErrorKind::drift, "only {} of {} rows can be read; the last failure: {}", read, rows,
              report.skipped.empty() ? "none" : report.skipped.back().reason);
}

Result<std::vector<std::string_view>> lines_of(std::string_view file) {
  if (file.size() > limits::valve_file_bytes_max)
    return fail(ErrorKind::too_large, "a file of {} bytes", file.size());
  return split(file, '\n');
}

class StandingsParser {
 public:
  explicit StandingsParser(Timestamp observed_at) {
    report_.provider = ProviderName::valve;
    report_.observed_at = observed_at;
  }

  Result<void> add(std::string_view file) {
    const auto lines = lines_of(file);
    if (!lines) return failed(lines);
    const auto ranking = parse_title(*lines);
    if (!ranking) return failed(ranking);
    const auto rows = read_table(*lines, "Standing");
    if (!rows) return fail(ErrorKind::drift, "no table of standings");
    if (rows->size() > limits::provider_rows_max)
      return fail(ErrorKind::too_large, "{} rows in one file", rows->size());

    report_.rankings.push_back(*ranking);
    repeated_ = 0;
    for (const auto& row : *rows) add_row(row);
    return check_rows(report_.rankings.back().places.size() + repeated_, rows->size(), report_);
  }

  Report take() {
    for (const auto& [team, regions] : regions_) {
      if (regions.size() == 1) names_.team_report(team).team.region = *regions.begin();
    }
    // Where two teams have one of that name, nobody could say who is meant.
    for (const auto& [letters, named] : players_) {
      if (named.teams.size() == 1) names_.player(named.nickname);
    }
    names_.move_to(report_);
    return std::move(report_);
  }

 private:
  // "### Standings as of 2026_06_01<br />", "### Regional Standings for Europe as of 2026_06_01<br />"
  static Result<RankingReport> parse_title(const std::vector<std::string_view>& lines) {
    const auto title = without_break(lines.front());
    constexpr std::string_view as_of = " as of ";
    const auto at = title.find(as_of);
    if (!title.starts_with("### ") || at == std::string_view::npos)
      return fail(ErrorKind::drift, "the file does not begin with a title");

    constexpr std::string_view regional = "Regional Standings for ";
    auto region = title.substr(4, at - 4);
    if (region == "Standings")
      region = "";
    else if (region.starts_with(regional))
      region.remove_prefix(regional.size());
    const auto* listing = find_listing(&Listing::region, region);
    const auto day = parse_day(title.substr(at + as_of.size()));
    if (!listing || !day) return fail(ErrorKind::drift, "the title names no region or date that we know");
    return RankingReport{
        .system = listing->system,
        .published = std::chrono::sys_days{*day},
        .places = {},
        .url = fmt::format("{}/{}/standings_{}_{:04}_{:02}_{:02}.md", site, static_cast<int>(day->year()),
                           listing->file, static_cast<int>(day->year()), static_cast<unsigned>(day->month()),
                           static_cast<unsigned>(day->day()))};
  }

  // Position, points, name, line-up, link.
  void add_row(const Cells& cells) {
    auto& ranking = report_.rankings.back();
    const auto what = fmt::format("{}: row after place {}", name(ranking.system), ranking.places.size());
    if (cells.size() < 4) return skip(what, fmt::format("{} cells", cells.size()));
    const auto position = parse_number<int>(cells[0]);
    const auto points = parse_number<int>(cells[1]);
    if (!position || *position < 1 || *position > static_cast<int>(limits::provider_rows_max))
      return skip(what, "no position");
    if (!points || *points < 0 || *points > points_max) return skip(what, "no points");
    if (cells[2].empty()) return skip(what, "no name");

    const auto team = names_.team(cells[2]);
    const bool repeats = std::ranges::any_of(ranking.places, [&](const RankingReport::Place& place) {
      return place.team == team && std::ranges::is_permutation(place.line_up, parse_nicknames(cells[3]));
    });
    if (repeats) {
      // Valve's own lists do that now and then; the first and better place counts.
      ++repeated_;
      report_.skipped.push_back({what, fmt::format("{} stands twice with one line-up", cells[2])});
      return;
    }
    ranking.places.push_back(
        {.team = team, .position = *position, .points = points, .line_up = parse_nicknames(cells[3])});
    for (const auto& nickname : ranking.places.back().line_up) {
      const auto letters = letters_of(fold(nickname));
      auto& named = players_.try_emplace(letters.empty() ? nickname : letters).first->second;
      if (named.nickname.empty()) named.nickname = nickname;
      named.teams.insert(team);
    }
    for (const auto& listing : listings) {
      if (listing.system == ranking.system && !listing.region.empty()) regions_[team].emplace(listing.region);
    }
  }

  void skip(std::string what, std::string reason) {
    report_.skipped.push_back({std::move(what), std::move(reason), "shape"});
  }

  Report report_;
  ValveNames names_;
  std::size_t repeated_ = 0;  // rows of the present file
  struct NamedPlayer {
    std::string nickname;
    std::set<std::string> teams;
  };
  std::map<std::string, NamedPlayer> players_;            // by letters
  std::map<std::string, std::set<std::string>> regions_;  // of a team; namesakes may live in two
};

class DetailsParser {
 public:
  explicit DetailsParser(Timestamp observed_at) {
    details_.report.provider = ProviderName::valve;
    details_.report.observed_at = observed_at;
  }

  Result<ValveDetails> parse(std::string_view file) {
    const auto lines = lines_of(file);
    if (!lines) return failed(lines);
    if (auto head = parse_head(*lines); !head) return failed(head);
    const auto rows = read_table(*lines, "Match Played");
    if (!rows) return fail(ErrorKind::drift, "no table of matches");
    if (rows->size() > limits::provider_rows_max)
      return fail(ErrorKind::too_large, "{} matches on one page", rows->size());

    std::size_t namesakes = 0;
    for (const auto& row : *rows) namesakes += add_row(row) ? 0 : 1;
    identify();
    const auto read = details_.report.matches.size() + namesakes;
    if (const auto checked = check_rows(read, rows->size(), details_.report); !checked)
      return failed(checked);
    names_.move_to(details_.report);
    return std::move(details_);
  }

 private:
  Result<void> parse_head(const std::vector<std::string_view>& lines) {
    const auto team = labelled(lines, "Team Name:");
    const auto roster = labelled(lines, "Roster:");
    const auto points = labelled(lines, "Final Rank Value:");
    const auto value = points ? parse_number<double>(*points) : std::nullopt;
    if (!team || team->empty() || !roster) return fail(ErrorKind::drift, "the page names no team");
    if (!value || !(*value >= 0) || *value > points_max) return fail(ErrorKind::drift, "no final rank value");
    details_.team = names_.team(*team);
    details_.line_up = parse_nicknames(*roster);
    details_.points = *value;

    for (const auto line : lines) {
      for (const std::string_view label : {"Global Rank:", "Regional Rank:"}) {
        if (line.starts_with(label)) add_rank(line.substr(label.size()));
      }
    }
    if (details_.ranks.empty() || details_.ranks.front().system != RankingSystem::valve_world)
      return fail(ErrorKind::drift, "no place in the world");
    return {};
  }

  // "[5](../../standings_global_2026_07_06.md)<br />"
  void add_rank(std::string_view text) {
    constexpr std::string_view mark = "standings_";
    const auto open = text.find('[');
    const auto close = text.find(']');
    const auto link = text.find(mark);
    if (open == std::string_view::npos || close == std::string_view::npos || close < open ||
        link == std::string_view::npos)
      return;
    const auto position = parse_number<int>(text.substr(open + 1, close - open - 1));
    const auto file = text.substr(link + mark.size());
    const auto* listing = find_listing(&Listing::file, file.substr(0, file.find('_')));
    if (!position || *position < 1 || !listing) return;
    const auto day = parse_day(file.substr(std::min(file.size(), listing->file.size() + 1), 10));
    if (!day || details_.ranks.size() == listings.size()) return;
    details_.published = std::chrono::sys_days{*day};
    details_.ranks.push_back({listing->system, *position});
  }

  // False for a match against a namesake, of which we could not say who is who.
  bool add_row(const Cells& cells) {
    const auto what = fmt::format("match {} of {}", cells[0], details_.team);
    const auto skip = [&](std::string reason) {
      details_.report.skipped.push_back({what, std::move(reason), "shape"});
      return true;
    };
    if (cells.size() < 12) return skip(fmt::format("{} cells", cells.size()));
    const auto number = parse_number<int>(cells[1]);
    const auto day = parse_day(cells[2]);
    const auto& opponent = cells[3];
    if (!number || *number < 0) return skip("no number");
    if (!day) return skip("no date");
    if (cells[4] != "W" && cells[4] != "L") return skip("neither won nor lost");
    if (opponent.empty()) return skip("no opponent");
    if (names_.team(opponent) == details_.team) {
      details_.report.skipped.push_back({what, "an opponent of the same name"});
      return false;
    }

    MatchReport match;
    match.status = MatchStatus::finished;
    match.scheduled_at = los_angeles_noon(*day);
    match.time_is_exact = false;
    match.winner = cells[4] == "W" ? 0 : 1;
    match.opponents[0] = {.team = details_.team, .name = details_.team, .line_up = {}};
    for (const auto& nickname : parse_nicknames(cells.back()))
      match.opponents[0].line_up.push_back(names_.player(nickname));
    match.opponents[1] = {.team = names_.team(opponent), .name = opponent, .line_up = {}};
    rows_.push_back({*number, *day, std::move(match)});
    return true;
  }

  // Of one snapshot the newest match has the number 0.
  void identify() {
    std::ranges::sort(rows_, {}, &Row::number);
    ValveMatchIds ids;
    for (auto& row : rows_) {
      row.match.external_id = ids.next(row.day, *row.match.opponents[0].team, *row.match.opponents[1].team);
      details_.report.matches.push_back(std::move(row.match));
    }
  }

  struct Row {
    int number;
    std::chrono::year_month_day day;
    MatchReport match;
  };
  ValveDetails details_;
  ValveNames names_;
  std::vector<Row> rows_;
};

}  // namespace

Result<Report> parse_valve_standings(std::span<const std::string> files, Timestamp observed_at) {
  StandingsParser parser{observed_at};
  for (const auto& file : files) {
    if (const auto added = parser.add(file); !added) return failed(added);
  }
  return parser.take();
}

std::vector<std::string> parse_valve_pages(std::string_view file) {
  constexpr std::string_view mark = "](details/";
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || std::string_view{"_-/."}.contains(c);
  };
  std::vector<std::string> pages;
  for (const auto line : split(file, '\n')) {
    const auto at = line.find(mark);
    if (!line.starts_with('|') || at == std::string_view::npos) continue;
    const auto path = line.substr(at + 2, line.substr(at).find(')') - 2);
    if (path.ends_with(".md") && !path.contains("..") && std::ranges::all_of(path, is_plain))
      pages.emplace_back(path);
    if (pages.size() == limits::provider_rows_max) break;
  }
  return pages;
}

std::string valve_page_url(int year, std::string_view path) {
  return fmt::format("{}/{}/{}", site, year, path);
}

Result<ValveDetails> parse_valve_details(std::string_view file, Timestamp observed_at) {
  return DetailsParser{observed_at}.parse(file);
}

}  // namespace cs2::provider
