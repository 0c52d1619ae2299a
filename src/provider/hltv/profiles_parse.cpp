// The pages about one team or player, and the ranking.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/limits/providers.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "provider/hltv/page.hpp"
#include "provider/hltv/parse.hpp"

namespace cs2::provider {
namespace {

constexpr double readable_min = 0.8;
constexpr int points_max = 100'000;
constexpr std::size_t roster_max = 50;

Report report_of(Timestamp now) {
  Report report;
  report.provider = ProviderName::hltv;
  report.observed_at = now;
  return report;
}

std::optional<RosterRole> role_of(std::string_view status) {
  const auto folded = fold(status);
  if (folded == "starter") return RosterRole::player;
  if (folded == "substitute") return RosterRole::stand_in;
  if (folded == "benched") return RosterRole::benched;
  if (folded == "coach") return RosterRole::coach;
  return std::nullopt;
}

class RosterParser {
 public:
  RosterParser(Report& report, hltv::Names& names) : report_(report), names_(names) {}

  RosterReport parse(const HtmlElement& root, std::string team) {
    RosterReport roster{.team = std::move(team), .stays = {}, .is_complete = false, .url = {}};
    for (const auto& table : root.list_by_class("players-table")) {
      for (const auto& row : table.list_by_tag("tr")) add_row(row, roster);
      roster.is_complete = !roster.stays.empty();
    }
    if (roster.stays.empty()) {
      for (const auto& portraits : root.list_by_class("bodyshot-team"))
        for (const auto& anchor : portraits.list_by_tag("a"))
          add(anchor, sanitize(anchor.attribute("title")), RosterRole::player, roster);
    }
    for (const auto& fact : root.list_by_class("profile-team-stat")) {
      if (!fold(fact.text()).starts_with("coach")) continue;
      for (const auto& anchor : fact.list_by_tag("a")) add(anchor, {}, RosterRole::coach, roster);
    }
    return roster;
  }

 private:
  void add_row(const HtmlElement& row, RosterReport& roster) {
    const auto status = row.find_by_class("player-status");
    if (!status) return;  // the heading
    const auto nickname = row.find_by_class("text-ellipsis");
    const auto role = role_of(status->text());
    if (!role) {
      report_.skipped.push_back(
          {"a player of team " + roster.team, fmt::format("unknown status \"{}\"", status->text())});
      return;
    }
    const auto anchors = row.list_by_tag("a");
    const auto anchor = std::ranges::find_if(anchors, [](const HtmlElement& one) {
      return hltv::id_in(one.attribute("href"), "player").has_value();
    });
    if (anchor != anchors.end()) return add(*anchor, hltv::text_of(nickname), *role, roster);
    report_.skipped.push_back({"a player of team " + roster.team, "no id"});
  }

  void add(const HtmlElement& anchor, std::string nickname, RosterRole role, RosterReport& roster) {
    auto id = hltv::id_in(anchor.attribute("href"), "player");
    if (!id) id = hltv::id_in(anchor.attribute("href"), "coach");
    if (nickname.empty()) nickname = anchor.text();
    if (!id || nickname.empty() || roster.stays.size() == roster_max) return;
    if (!ids_.insert(*id).second) return;
    names_.player(*id, nickname);
    if (const auto country = hltv::country_in(anchor)) names_.player_report(*id).player.nationality = country;
    roster.stays.push_back({.player = *id, .role = role, .since = {}, .until = {}});
  }

  Report& report_;
  hltv::Names& names_;
  std::set<std::string> ids_;
};

constexpr std::array months{"january", "february", "march",     "april",   "may",      "june",
                            "july",    "august",   "september", "october", "november", "december"};

std::optional<Timestamp> date_of(std::string_view year, std::string_view month, std::string_view day) {
  const auto known = std::ranges::find(months, month);
  const auto in_year = parse_number<int>(year);
  const auto on_day = parse_number<unsigned>(day);
  if (known == months.end() || !in_year || !on_day || *in_year < 2000 || *in_year > 9999) return std::nullopt;
  const std::chrono::year_month_day date{
      std::chrono::year{*in_year}, std::chrono::month{static_cast<unsigned>(known - months.begin()) + 1},
      std::chrono::day{*on_day}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date};
}

// Links to the details of a place name the date: "/ranking/teams/2026/april/20/details/4608".
std::optional<Timestamp> linked_date(std::string_view href) {
  if (href.starts_with(hltv::site)) href.remove_prefix(hltv::site.size());
  const auto parts = split(href, '/');
  if (parts.size() < 7 || parts[1] != "ranking" || parts[2] != "teams" || parts[6] != "details")
    return std::nullopt;
  return date_of(parts[3], parts[4], parts[5]);
}

// "… on April 20th, 2026"
std::optional<Timestamp> written_date(const std::string& text) {
  const auto folded = fold(text);
  const auto words = split(folded, ' ');
  for (std::size_t at = 0; at + 2 < words.size(); ++at) {
    auto day = words[at + 1];
    day = day.substr(0, day.find_first_not_of("0123456789"));
    if (const auto date = date_of(words[at + 2], words[at], day)) return date;
  }
  return std::nullopt;
}

std::optional<Timestamp> date_of_ranking(const HtmlElement& root) {
  if (const auto date = written_date(hltv::text_in(root, "regional-ranking-header-text"))) return date;
  for (const auto& place : root.list_by_class("ranked-team")) {
    for (const auto& anchor : place.list_by_tag("a")) {
      if (const auto date = linked_date(anchor.attribute("href"))) return date;
    }
  }
  return std::nullopt;
}

// The first number in "#1" or "(925 HLTV points)".
std::optional<int> number_in(std::string_view text) {
  const auto begin = text.find_first_of("0123456789");
  if (begin == std::string_view::npos) return std::nullopt;
  text.remove_prefix(begin);
  return parse_number<int>(text.substr(0, text.find_first_not_of("0123456789")));
}

std::optional<RankingReport::Place> read_place(const HtmlElement& row, hltv::Names& names) {
  const auto position = number_in(hltv::text_in(row, "position"));
  const auto id = hltv::linked_id(row, "team");
  const auto line = row.find_by_class("teamLine");
  const auto name = hltv::text_in(line.value_or(row), "name");
  if (!position || *position < 1 || !id || name.empty()) return std::nullopt;

  RankingReport::Place place{
      .team = names.team(id, name), .position = *position, .points = {}, .line_up = {}};
  const auto points = number_in(hltv::text_in(row, "points"));
  if (points && *points <= points_max) place.points = points;
  // Drawn twice, for wide and for narrow screens.
  auto nicknames = row.list_by_class("rankingNicknames");
  if (nicknames.empty()) nicknames = row.list_by_class("nick");
  for (const auto& element : nicknames) {
    auto nickname = element.text();
    const bool repeated = std::ranges::find(place.line_up, nickname) != place.line_up.end();
    if (!nickname.empty() && !repeated && place.line_up.size() < roster_max)
      place.line_up.push_back(std::move(nickname));
  }
  return place;
}

}  // namespace

Result<Report> parse_hltv_team(std::string_view html, std::string_view team_id, Timestamp now) {
  const auto page = hltv::open(html);
  if (!page) return failed(page);
  const auto root = page->root();
  if (const auto own = hltv::check_subject(root, "team", team_id); !own) return failed(own);
  auto name = hltv::text_in(root, "profile-team-name");
  if (name.empty()) {
    if (const auto logo = root.find_by_class("teamlogo")) name = trim(sanitize(logo->attribute("title")));
  }
  if (name.empty()) return fail(ErrorKind::drift, "the page names no team");

  auto report = report_of(now);
  hltv::Names names;
  const auto team = names.team(std::string{team_id}, name);
  if (const auto country = root.find_by_class("team-country"))
    names.team_report(team).team.country = hltv::country_in(*country);
  auto roster = RosterParser{report, names}.parse(root, team);
  roster.url = names.team_report(team).url;
  if (!roster.stays.empty()) report.rosters.push_back(std::move(roster));
  names.move_to(report);
  return report;
}

Result<Report> parse_hltv_player(std::string_view html, std::string_view player_id, Timestamp now) {
  const auto page = hltv::open(html);
  if (!page) return failed(page);
  const auto root = page->root();
  if (const auto own = hltv::check_subject(root, "player", player_id); !own) return failed(own);
  const auto nickname = hltv::text_in(root, "playerNickname");
  if (nickname.empty()) return fail(ErrorKind::drift, "the page names no player");

  auto report = report_of(now);
  hltv::Names names;
  const auto player = names.player(std::string{player_id}, nickname);
  if (const auto real = root.find_by_class("playerRealname")) {
    auto& facts = names.player_report(player).player;
    const auto full = real->text();
    const auto space = full.find(' ');
    if (!full.empty()) facts.first_name = full.substr(0, space);
    if (space != std::string::npos) facts.last_name = full.substr(space + 1);
    facts.nationality = hltv::country_in(*real);
  }
  if (const auto box = root.find_by_class("playerTeam")) {
    const auto anchor = box->find_by_tag("a");
    const auto id = anchor ? hltv::id_in(anchor->attribute("href"), "team") : std::nullopt;
    if (id && !anchor->text().empty()) {
      const auto team = names.team(id, anchor->text());
      report.rosters.push_back({.team = team,
                                .stays = {{.player = player, .since = {}, .until = {}}},
                                .url = names.player_report(player).url});
    }
  }
  names.move_to(report);
  return report;
}

Result<Report> parse_hltv_ranking(std::string_view html, Timestamp now) {
  const auto page = hltv::open(html);
  if (!page) return failed(page);
  const auto rows = page->root().list_by_class("ranked-team");
  if (rows.empty()) return fail(ErrorKind::drift, "no ranking on the page");
  if (rows.size() > limits::provider_rows_max)
    return fail(ErrorKind::too_large, "{} teams on one page", rows.size());
  const auto published = date_of_ranking(page->root());
  if (!published) return fail(ErrorKind::drift, "the ranking has no date");

  auto report = report_of(now);
  hltv::Names names;
  RankingReport ranking{.system = RankingSystem::hltv,
                        .published = *published,
                        .places = {},
                        .url = fmt::format("{}/ranking/teams", hltv::site)};
  for (const auto& row : rows) {
    if (auto place = read_place(row, names))
      ranking.places.push_back(std::move(*place));
    else
      report.skipped.push_back(
          {fmt::format("the row after place {}", ranking.places.size()), "no position, id or name"});
  }
  if (static_cast<double>(ranking.places.size()) < readable_min * static_cast<double>(rows.size()))
    return fail(ErrorKind::drift, "only {} of {} places can be read", ranking.places.size(), rows.size());
  report.rankings.push_back(std::move(ranking));
  names.move_to(report);
  return report;
}

}  // namespace cs2::provider
