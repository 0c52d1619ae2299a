// The page of a team as Liquipedia rendered it in 2026: tables of players among other tables of the same
// kind.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support/liquipedia_tournament_page.hpp"
#include "support/squad.hpp"

namespace cs2::provider {

using test::SquadMember;

// A missing page is a link to its edit form.
inline std::string player_cell(const SquadMember& member) {
  auto title = member.page;
  std::ranges::replace(title, '_', ' ');
  const auto link =
      member.has_page
          ? fmt::format(R"(<a href="/counterstrike/{}" title="{}">{}</a>)", href_of(member.page), title,
                        member.nickname)
          : fmt::format(
                R"html(<a href="/counterstrike/index.php?title={}&amp;action=edit&amp;redlink=1" class="new" title="{} (page does not exist)">{}</a>)html",
                href_of(member.page), title, member.nickname);
  return fmt::format(
      R"(<b><span><span class="inline-player" style="white-space:pre"><span class="flag"><img alt="{0}" src="/f.png" title="{0}" width="36" height="24"></span>&nbsp;{1}</span></span></b>)",
      member.country, link);
}

// A date and the footnote that proves it.
inline std::string day_cell(const std::string& day, int note) {
  if (day.empty()) return "";
  return fmt::format(
      R"({} <sup class="reference"><a href="#cite_note-{}"><span class="cite-bracket">[</span>{}<span class="cite-bracket">]</span></a></sup>)",
      day, note, note);
}

inline std::string table2_of(const std::vector<std::string>& head,
                             const std::vector<std::vector<std::string>>& rows) {
  std::string html =
      "\n  <div class=\"table2 table2--generic\">\n    <div class=\"table2__container\">\n      <table "
      "class=\"table2__table\">\n        <tbody>\n          <tr class=\"table2__row--head "
      "table2__row--head-title\">";
  for (const auto& word : head) html += "<th>" + word + "</th>";
  html += "</tr>\n";
  for (const auto& row : rows) {
    html += "          <tr class=\"table2__row--body\">\n";
    for (const auto& cell : row) html += "            <td data-nowrap=\"\">" + cell + "</td>\n";
    html += "          </tr>\n";
  }
  return html + "        </tbody>\n      </table>\n    </div>\n  </div>\n";
}

// The wiki hides a column in which every row is empty.
inline std::string squad_table(const std::vector<SquadMember>& members) {
  std::vector<std::string> head{"ID"};
  std::vector<std::vector<std::string>> rows;
  for (const auto& member : members) rows.push_back({player_cell(member)});
  int note = 0;
  const auto add = [&](std::string_view word, std::string SquadMember::* value, bool is_day) {
    if (std::ranges::all_of(members, [&](const auto& member) { return (member.*value).empty(); })) return;
    head.emplace_back(word);
    for (std::size_t i = 0; i < members.size(); ++i)
      rows[i].push_back(is_day ? day_cell(members[i].*value, ++note) : members[i].*value);
  };
  add("Name", &SquadMember::name, false);
  add("Position", &SquadMember::position, false);
  add("Role", &SquadMember::role, false);
  add("Join Date", &SquadMember::joined, true);
  add("Inactive Date", &SquadMember::benched, true);
  add("Leave Date", &SquadMember::left, true);
  add("New Team", &SquadMember::new_team, false);
  return table2_of(head, rows);
}

inline std::string team_page_of(std::string_view name, std::string_view country, std::string_view region,
                                const std::vector<SquadMember>& squad) {
  std::string html = fmt::format(
      "<div class=\"mw-parser-output\">\n  <div class=\"fo-nttax-infobox\">\n    <div class=\"infobox-header "
      "wiki-backgroundcolor-light\">\n      <span class=\"infobox-buttons\">x</span>\n      {}\n    </div>\n",
      name);
  html += infobox_row(
      "Location",
      fmt::format(R"(<span class="flag"><img title="{0}" src="/f.png"></span>&nbsp;{0})", country));
  html += infobox_row("Region", region) + "</div>\n";
  html += heading_of(2, "Player Roster");
  const auto part = [&](int level, std::string_view heading, std::string_view table) {
    std::vector<SquadMember> members;
    std::ranges::copy_if(squad, std::back_inserter(members),
                         [&](const auto& member) { return member.table == table; });
    if (!members.empty()) html += heading_of(level, heading) + squad_table(members);
  };
  part(3, "Active", "active");
  part(3, "Inactive", "inactive");
  part(3, "Former", "former");
  part(2, "Organization", "organization");
  html += heading_of(2, "Results");
  html += table2_of({"Date", "Place", "Tier", "Tournament", "Result", "Prize"},
                    {{"2026-06-01", "1st", "S-Tier", "Polar League", "4 : 1", "$100,000"}});
  return html + "</div>\n";
}

}  // namespace cs2::provider
