#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "provider/liquipedia/parse.hpp"
#include "provider/shared/country.hpp"
#include "provider/shared/html.hpp"
#include "provider/shared/wiki_page.hpp"

namespace cs2::provider {
namespace {

constexpr std::size_t squad_max = 200;  // former players included

// Where each column is: the wiki hides those that are empty in every row.
struct Columns {
  std::optional<std::size_t> id, name, position, role, joined, inactive, left;
};

Columns columns_of(const HtmlElement& head) {
  Columns columns;
  const auto cells = head.list_by_tag("th");
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto word = fold(cells[i].text());
    if (word == "id") columns.id = i;
    if (word == "name") columns.name = i;
    if (word == "position") columns.position = i;
    if (word == "role") columns.role = i;
    if (word == "join date") columns.joined = i;
    if (word == "inactive date") columns.inactive = i;
    if (word == "leave date") columns.left = i;
  }
  return columns;
}

std::string text_at(const std::vector<HtmlElement>& cells, std::optional<std::size_t> column) {
  return column && *column < cells.size() ? cells[*column].text() : std::string{};
}

// "2026-03-29 [5]" → its day.
std::optional<Timestamp> day_of(const std::string& text) {
  if (text.size() < 10) return std::nullopt;
  return parse_iso8601(text.substr(0, 10) + "T00:00:00Z");
}

class RosterParser {
 public:
  RosterParser(std::string_view page, Timestamp now)
      : roster_{.team = page_id(page), .stays = {}, .is_complete = false, .url = page_url(page_id(page))} {
    report_.provider = ProviderName::liquipedia;
    report_.observed_at = now;
  }

  void enter(const HtmlElement& heading) {
    const auto word = fold(heading.attribute("id"));
    if (heading.is("h2")) staff_ = word.contains("organization") || word.contains("staff");
    benched_ = word.contains("inactive");
  }

  void add(const HtmlElement& table) {
    const auto head = table.find_by_class("table2__row--head");
    if (!head) return;
    const auto columns = columns_of(*head);
    if (!columns.id || (!columns.joined && !columns.name)) return;  // a table of results
    ++tables_;
    has_active_ = has_active_ || !(columns.left || columns.inactive || benched_ || staff_);
    for (const auto& row : table.list_by_class("table2__row--body")) add_row(row, columns);
  }

  Result<Report> take(const HtmlElement& root) {
    if (tables_ == 0 || roster_.team.empty())
      return fail(ErrorKind::drift, "no table of players on the page of a team");
    TeamReport team{.external_id = roster_.team,
                    .team = {.id = {}, .name = plain_title(page_title(roster_.team))},
                    .aliases = {},
                    .url = roster_.url};
    for (const auto& label : root.list_where([](const HtmlElement& element) {
           return element.find_by_class("infobox-description").has_value() &&
                  element.list_by_tag("div").size() == 2;
         })) {
      const auto cells = label.list_by_tag("div");
      const auto key = fold(cells[0].text());
      const auto value = cells[1].text();
      if (key == "location") team.team.country = find_country(value);
      if (key == "region" && !value.empty()) team.team.region = value;
      if (key == "disbanded") team.team.disbanded = true;
    }
    report_.teams.push_back(std::move(team));
    roster_.is_complete = has_active_ && report_.skipped.empty() && !roster_.stays.empty();
    report_.rosters.push_back(std::move(roster_));
    return std::move(report_);
  }

 private:
  void add_row(const HtmlElement& row, const Columns& columns) {
    const auto cells = row.list_by_tag("td");
    const auto nickname = text_at(cells, columns.id);
    const auto what = nickname + " in " + roster_.team;
    if (nickname.empty()) return report_.skipped.push_back({"a player of " + roster_.team, "no name"});
    if (roster_.stays.size() == squad_max) return report_.skipped.push_back({what, "the table is too long"});
    RosterReport::Stay stay{
        .player = player_of(cells[*columns.id], nickname, text_at(cells, columns.name)),
        .role = role_of(text_at(cells, columns.position) + " " + text_at(cells, columns.role), columns),
        .since = day_of(text_at(cells, columns.joined)),
        .until = day_of(text_at(cells, columns.left))};
    if (columns.left && !stay.until) return report_.skipped.push_back({what, "left on an unknown day"});
    roster_.stays.push_back(std::move(stay));
  }

  RosterRole role_of(const std::string& written, const Columns& columns) const {
    const auto words = fold(written);
    if (words.contains("coach")) return RosterRole::coach;
    if (staff_) return RosterRole::staff;
    if (benched_ || columns.inactive) return RosterRole::benched;
    if (words.contains("stand in") || words.starts_with("sub")) return RosterRole::stand_in;
    return words.contains("captain") ? RosterRole::captain : RosterRole::player;
  }

  std::string player_of(const HtmlElement& cell, const std::string& nickname, const std::string& name) {
    std::string title;
    for (const auto& anchor : cell.list_by_tag("a")) {
      if (title.empty()) title = sanitize(anchor.attribute("title"));
    }
    constexpr std::string_view unwritten = " (page does not exist)";
    if (title.ends_with(unwritten)) title.resize(title.size() - unwritten.size());
    auto id = page_id(title.empty() ? nickname : title);
    if (std::ranges::find(report_.players, id, &PlayerReport::external_id) != report_.players.end())
      return id;
    PlayerReport player{
        .external_id = id, .player = {.id = {}, .nickname = nickname}, .aliases = {}, .url = page_url(id)};
    const auto space = name.rfind(' ');
    if (!name.empty()) player.player.first_name = name.substr(0, space);
    if (space != std::string::npos) player.player.last_name = name.substr(space + 1);
    if (const auto flag = cell.find_by_class("flag")) {
      if (const auto image = flag->find_by_tag("img"))
        player.player.nationality = find_country(image->attribute("title"));
    }
    report_.players.push_back(std::move(player));
    return id;
  }

  Report report_;
  RosterReport roster_;
  bool staff_ = false;
  bool benched_ = false;
  bool has_active_ = false;
  int tables_ = 0;
};

}  // namespace

Result<Report> parse_liquipedia_roster(std::string_view html, std::string_view page_name, Timestamp now) {
  const auto page = HtmlPage::parse(std::string{html});
  if (!page) return failed(page);
  RosterParser parser{page_name, now};
  for (const auto& element : page->root().list_where([](const HtmlElement& one) {
         return one.is("h2") || one.is("h3") || one.has_class("table2__table");
       })) {
    if (element.has_class("table2__table"))
      parser.add(element);
    else
      parser.enter(element);
  }
  return parser.take(page->root());
}

}  // namespace cs2::provider
