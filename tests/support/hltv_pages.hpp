// HLTV's lists, profiles and ranking, invented, in the markup of 2026. Pages of one match are in
// hltv_match_page.hpp.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace cs2::provider {

inline std::string markup(std::string_view text) {
  std::string html;
  for (const char c : text) {
    if (c == '&')
      html += "&amp;";
    else if (c == '<')
      html += "&lt;";
    else if (c == '"')
      html += "&quot;";
    else
      html += c;
  }
  return html;
}

struct MatchBox {
  std::string id = "2400001";
  std::string team1 = "11";
  std::string team2 = "12";
  std::string name1 = "Alpine";
  std::string name2 = "Breakers";
  std::string unix_ms = "1777035600000";
  bool live = false;
  bool lan = false;
  std::string title;  // in place of the teams while both are undecided
  std::string stage;
  std::string best_of = "bo3";
  std::string event_id = "900";
  std::string event = "Polar League";
  std::string region = "Europe";
  bool hidden = false;  // by the page's own filters: shown to those who ask for more
};

inline std::string stage_of(const MatchBox& box, std::string_view more = {}) {
  return fmt::format(R"(<div class="match-stage match-pre-playoff {}">{}</div>)", more, box.stage);
}

// A live one bears its event twice, for either order of the list, and has columns of scores that a script
// fills in.
inline std::string html_of(const MatchBox& box) {
  const auto href = fmt::format("/matches/{}/a-vs-b", box.id);
  const auto side = [](const std::string& id, const std::string& name) {
    constexpr auto logos =
        R"(<div class="match-team-logo-container"><img src="/day.png"/><img src="/night.png"/></div>)";
    return id.empty()
               ? fmt::format(R"(<div class="match-team"><div class="team text-ellipsis">{}</div></div>)",
                             markup(name))
               : fmt::format(
                     R"(<div class="match-team">{}<div class="match-teamname text-ellipsis">{}</div></div>)",
                     logos, markup(name));
  };
  const auto event = box.live ? fmt::format(R"(<div class="text-ellipsis">{}</div>{})", markup(box.event),
                                            stage_of(box, "matches-chronologically-hide"))
                              : markup(box.event) + "\n      " + stage_of(box);
  const auto time =
      box.live ? std::string{R"(<div class="match-meta match-meta-live">Live</div>)"}
               : fmt::format(R"(<div class="match-time" data-time-format="HH:mm" data-unix="{}">15:00</div>)",
                             box.unix_ms);
  const auto teams =
      box.title.empty()
          ? fmt::format(R"(<a class="match-teams text-ellipsis a-reset" href="{}">{}{}</a>)", href,
                        side(box.team1, box.name1), side(box.team2, box.name2))
          : fmt::format(R"(<a class="match-no-info" href="{}"><span class="line-clamp-3">{}</span></a>)",
                        href, markup(box.title));
  const auto score = [](const std::string& team) {
    return fmt::format(
        R"(<div class="match-team"><div class="match-team-score"><span class="current-map-score" data-livescore-current-map-score="" data-livescore-team="{0}"></span><span class="map-score"> (<span data-livescore-maps-won-for="" data-livescore-team="{0}"></span>)</span></div></div>)",
        team);
  };
  const auto scores =
      box.live
          ? fmt::format(R"(<a class="match-team-livescore text-ellipsis a-reset" href="{}">{}{}</a>{})", href,
                        score(box.team1), score(box.team2), stage_of(box, "matches-events-list-hide"))
          : std::string{};
  return fmt::format(
      R"(<div class="match-wrapper{}{}" data-event-id="{}" data-eventtype="ranked" data-match-id="{}" data-match-wrapper="" data-pinned="false" data-region="{}" data-stars="1" lan="{}" live="{}" team1="{}" team2="{}"><div class="match"><a class="match-top a-reset" href="{}"><div class="match-event text-ellipsis" data-event-headline="{}" data-event-id="{}"><div class="match-event-logo-container"><img src="/event.png"/></div>{}</div><div class="match-rating"><i class="fa fa-star"></i><i class="fa fa-star faded"></i></div></a><div class="match-bottom"><a class="match-info a-reset" href="{}">{}<div class="match-meta">{}</div></a>{}{}<div class="match-btn-wrapper"></div></div></div></div>)",
      box.live ? " live-match-container" : "", box.hidden ? " hidden" : "", box.event_id, box.id, box.region,
      box.lan, box.live, box.team1, box.team2, href, markup(box.event), box.event_id, event, href, time,
      box.best_of, teams, scores);
}

inline std::string matches_page_around(const std::string& lists) {
  return R"(<html><body><div class="matches-v4" data-current-unix="1777033045955" data-matches-v4="">)" +
         lists + "</div></body></html>";
}

inline std::string matches_page_of(const std::vector<MatchBox>& boxes) {
  std::string list = R"(<div class="matches-list">)";
  for (const auto& box : boxes) list += html_of(box);
  return matches_page_around(list + "</div>");
}

// The whole page: a sidebar with every event, what is live, everything else by its time, and then once more
// by event what stands in `by_event`. By time there is a zone for each entry that the page's filters left
// out, too.
inline std::string whole_matches_page_of(const std::vector<MatchBox>& live,
                                         const std::vector<MatchBox>& by_time,
                                         const std::vector<MatchBox>& by_event) {
  std::string html = R"(<div class="matches-sidebar-wrapper"><div class="calendar-month">APRIL</div>)";
  for (const auto& box : by_event)
    html += fmt::format(
        R"(<div matches-filter-eventid="{0}"><div class="matches-filter-name-text text-ellipsis" match-filter-name="{0}">{1}</div></div>)",
        box.event_id, markup(box.event));
  html += R"(</div><div class="liveMatches" data-scorebot-url="https://scorebot.example">)";
  for (const auto& box : live) html += html_of(box);
  html += R"(</div><div class="matches-list"><div class="matches-list-section" match-container="">)";
  html += R"(<span class="matches-list-headline">Friday - 2026-04-24</span>)";
  for (const auto& box : by_time) {
    const auto zone =
        fmt::format(R"(<div class="match-zone-wrapper" data-zonedgrouping-entry-unix="{}">)", box.unix_ms);
    html += zone + "</div>" + zone + html_of(box) + "</div>";
  }
  html += R"(</div></div><div class="matches-events-list">)";
  for (const auto& box : by_event)
    html += fmt::format(
        R"(<div class="matches-event-wrapper" match-container=""><div class="event-headline-wrapper" data-event-headline="{0}" data-event-id="{1}"><a class="a-reset event-headline" href="/events/{1}/x"><div class="event-headline-text">{0}</div></a></div><div class="matches-list" match-parent="">{2}</div></div>)",
        markup(box.event), box.event_id, html_of(box));
  return matches_page_around(html + "</div>");
}

struct ResultRow {
  std::string id = "2400001";
  std::string name1 = "Alpine";
  std::string name2 = "Breakers";
  int score1 = 2;
  int score2 = 1;
  std::string kind = "bo3";
  std::string event = "Polar League";
  std::string unix_ms = "1777033000000";  // empty: among the biggest, above the list
};

inline std::string html_of(const ResultRow& row) {
  const auto side = [&](bool first, const std::string& name, bool won) {
    const auto logo =
        fmt::format(R"(<img alt="{0}" src="/t.png" class="team-logo" title="{0}">)", markup(name));
    const auto team = fmt::format(R"(<div class="team {}">{}</div>)", won ? "team-won" : "", markup(name));
    return fmt::format(R"(<td class="team-cell"><div class="line-align {}">{}</div></td>)",
                       first ? "team1" : "team2", first ? team + logo : logo + team);
  };
  const auto time =
      row.unix_ms.empty() ? "" : fmt::format(R"( data-zonedgrouping-entry-unix="{}")", row.unix_ms);
  const bool ahead = row.score1 > row.score2;
  return fmt::format(
      R"(<div class="result-con "{}><a href="/matches/{}/x" class="a-reset"><div class="result"><table><tr>{}<td class="result-score"><span class="{}">{}</span> - <span class="{}">{}</span></td>{}<td class="event"><img alt="{}" class="event-logo" src="/e.png"><span class="event-name">{}</span></td><td class="star-cell"><div class="map-and-stars"><div class="stars"><i class="fa fa-star star"></i></div><div class="map-text">{}</div></div></td></tr></table></div></a></div>)",
      time, row.id, side(true, row.name1, row.score1 > row.score2), ahead ? "score-won" : "score-lost",
      row.score1, ahead ? "score-lost" : "score-won", row.score2,
      side(false, row.name2, row.score2 > row.score1), markup(row.event), markup(row.event), row.kind);
}

// `biggest` stand above the list, without a time.
inline std::string results_page_of(const std::vector<ResultRow>& rows,
                                   const std::vector<ResultRow>& biggest = {{}}) {
  std::string page = R"(<html><body><div class="results-holder"><div class="big-results">)";
  for (auto row : biggest) {
    row.unix_ms.clear();
    page += html_of(row);
  }
  page +=
      R"(</div><div class="results-all"><div class="results-sublist"><span class="standard-headline">Results for April 24th 2026</span>)";
  for (const auto& row : rows) page += html_of(row);
  return page + "</div></div></div></body></html>";
}

struct RosterRow {
  std::string player;
  std::string nickname;
  std::string country = {};  // "SE"; empty: no flag
  std::string status = "STARTER";
};

struct TeamPage {
  std::string id = "11";
  std::string name = "Alpine";
  std::string country = "SE";
  std::string place = "#1";
  std::string coach = {};  // "700 Old Hand"
  std::vector<RosterRow> portraits;
  std::vector<RosterRow> roster;
  bool is_named = true;  // beside its logo as well
};

inline std::string html_of(const TeamPage& page) {
  const auto flag = [](const std::string& country) {
    return country.empty()
               ? std::string{}
               : fmt::format(R"(<img class="flag" src="/img/static/flags/30x20/{}.gif">)", country);
  };
  std::string html = fmt::format(
      R"(<html><head><link rel="canonical" href="https://www.hltv.org/team/{}/x"></head><body><div class="teamProfile"><div class="bodyshot-team-bg"><div class="bodyshot-team g-grid">)",
      page.id);
  for (const auto& player : page.portraits)
    html +=
        fmt::format("\n\t\t<a href=\"/player/{}/xyz\"  title=\"{}\"></a>", player.player, player.nickname);
  html += fmt::format(
      R"(</div></div><div class="profileTopBox"><div class="profile-team-logo-container"><img class="teamlogo" src="/l.svg" title="{}"></div>)",
      markup(page.name));
  if (!page.country.empty())
    html += fmt::format(R"(<div class="team-country">{} x</div>)", flag(page.country));
  if (page.is_named)
    html += fmt::format(R"(<div class="profile-team-name text-ellipsis">{}</div>)", markup(page.name));
  html += fmt::format(
      R"(<div class="profile-team-stats-container"><div class="profile-team-stat"><b>World ranking</b><span class="right"><a href="/ranking/teams/2026/april/20/details/{}">{}</a></span></div>)",
      page.id, page.place);
  if (const auto space = page.coach.find(' '); space != std::string::npos)
    html += fmt::format(
        R"(<div class="profile-team-stat"><b>Coach</b><a href="/coach/{}/x"><span>{}</span></a></div>)",
        page.coach.substr(0, space), markup(page.coach.substr(space + 1)));
  html += "</div></div>";
  if (!page.roster.empty()) {
    html += R"(<table class="table-container players-table"><tr><th>Player</th><th>Status</th></tr>)";
    for (const auto& row : page.roster)
      html += fmt::format(
          R"(<tr><td class="playersBox-first-cell"><a href="/player/{}/x">{}<div class="text-ellipsis">{}</div></a></td><td><div class="players-cell status-cell"><div class="player-status">{}</div></div></td></tr>)",
          row.player, flag(row.country), markup(row.nickname), row.status);
    html += "</table>";
  }
  html +=
      R"(<h2 class="standard-headline">Recent results for it</h2><table class="table-container match-table"><tr class="team-row"><td><a href="/team/99/x" class="team-name team-2">Others</a></td></tr></table>)";
  return html + "</div></body></html>";
}

inline std::string ranking_page(const std::string& header = "CS2 World ranking on April 20th, 2026") {
  const auto place = [](int position, const char* name, int id, const char* points) {
    return fmt::format(
        R"(<div class="ranked-team"><span class="position">#{}</span><div class="teamLine"><span class="name">{}</span><span class="points">{}</span></div><div class="rankingNicknames"><span>ava</span></div><div class="rankingNicknames"><span>bo</span></div><div class="rankingNicknames"><span>ava</span></div><a class="details moreLink" href="/ranking/teams/2026/april/20/details/{}">Details</a><a class="moreLink" href="/team/{}/x">Profile</a></div>)",
        position, name, points, id, id);
  };
  return fmt::format(R"(<html><body><div class="regional-ranking-header-text">{}</div>{}{}</body></html>)",
                     header, place(1, "Alpine", 11, "(925 HLTV points)"),
                     place(2, "Breakers", 12, "(700 HLTV points)"));
}

constexpr auto challenge_page =
    "<html><head><title>Just a moment...</title></head><body>Enable JavaScript and cookies</body></html>";

}  // namespace cs2::provider
