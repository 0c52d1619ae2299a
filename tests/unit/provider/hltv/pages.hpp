// HLTV's pages, invented, in the markup of 2026.
#pragma once

#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

namespace cs2::provider {

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
};

inline std::string html_of(const MatchBox& box) {
  const auto href = fmt::format("/matches/{}/a-vs-b", box.id);
  const auto side = [](const std::string& id, const std::string& name) {
    return fmt::format(R"(<div class="match-team"><div class="{} text-ellipsis">{}</div></div>)",
                       id.empty() ? "team" : "match-teamname", name);
  };
  const auto time = box.live
                        ? std::string{R"(<div class="match-meta match-meta-live">Live</div>)"}
                        : fmt::format(R"(<div class="match-time" data-unix="{}">15:00</div>)", box.unix_ms);
  const auto teams =
      box.title.empty()
          ? fmt::format(R"(<a class="match-teams text-ellipsis a-reset" href="{}">{}{}</a>)", href,
                        side(box.team1, box.name1), side(box.team2, box.name2))
          : fmt::format(R"(<a class="match-no-info" href="{}"><span class="line-clamp-3">{}</span></a>)",
                        href, box.title);
  return fmt::format(
      R"(<div class="match-wrapper" data-event-id="900" data-match-id="{}" data-region="Europe" lan="{}" live="{}" team1="{}" team2="{}"><div class="match"><a class="match-top" href="{}"><div class="match-event" data-event-headline="Polar League" data-event-id="900">Polar League<div class="match-stage match-quarterfinal">{}</div></div></a><div class="match-bottom"><a class="match-info" href="{}">{}<div class="match-meta">{}</div></a>{}</div></div></div>)",
      box.id, box.lan, box.live, box.team1, box.team2, href, box.stage, href, time, box.best_of, teams);
}

inline std::string matches_page_of(const std::vector<MatchBox>& boxes) {
  std::string page =
      R"(<html><body><div class="matches-v4" data-current-unix="1777033045955"><div class="matches-list">)";
  for (const auto& box : boxes) page += html_of(box);
  return page + "</div></div></body></html>";
}

struct ResultRow {
  std::string id = "2400001";
  std::string name1 = "Alpine";
  std::string name2 = "Breakers";
  int score1 = 2;
  int score2 = 1;
  std::string kind = "bo3";
};

inline std::string html_of(const ResultRow& row) {
  const auto side = [&](const char* place, const std::string& name, bool won) {
    return fmt::format(R"(<div class="line-align {}"><div class="team {}">{}</div></div>)", place,
                       won ? "team-won" : "", name);
  };
  return fmt::format(
      R"(<div class="result-con " data-zonedgrouping-entry-unix="1777033000000"><a href="/matches/{}/x" class="a-reset"><div class="result"><table><tr><td>{}</td><td class="result-score"><span class="score-won">{}</span> - <span class="score-lost">{}</span></td><td>{}</td><td class="event"><span class="event-name">Polar League</span></td><td class="star-cell"><div class="map-text">{}</div></td></tr></table></div></a></div>)",
      row.id, side("team1", row.name1, row.score1 > row.score2), row.score1, row.score2,
      side("team2", row.name2, row.score2 > row.score1), row.kind);
}

inline std::string results_page_of(const std::vector<ResultRow>& rows) {
  std::string page = R"(<html><body><div class="big-results">)" + html_of(ResultRow{}) +
                     R"(</div><div class="results-all"><div class="results-sublist">)";
  for (const auto& row : rows) page += html_of(row);
  return page + "</div></div></body></html>";
}

struct MapBox {
  std::string name = "Dust2";
  std::string left = "13";
  std::string right = "7";
  std::string left_classes = "won pick";
  std::string right_classes = "lost";
  std::string figures = "230001";  // empty: not over
  std::string halves =
      R"html(<span> (</span><span class="t">5</span><span>:</span><span class="ct">7</span><span>; </span><span class="ct">8</span><span>:</span><span class="t">0</span><span>)</span>)html";
  bool optional = false;
};

inline std::string html_of(const MapBox& map) {
  const auto link =
      map.figures.empty()
          ? std::string{}
          : fmt::format(R"(<a href="/stats/matches/mapstatsid/{}/x" class="results-stats">STATS</a>)",
                        map.figures);
  return fmt::format(
      R"(<div class="mapholder"><div class="{0}"><div class="mapname">{1}</div></div><div class="results {0}"><div class="results-left {2}"><div class="results-team-score">{3}</div></div><div class="results-center">{4}<div class="results-center-half-score">{5}</div></div><span class="results-right {6}"><div class="results-team-score">{7}</div></span></div></div>)",
      map.optional ? "optional" : "played", map.name, map.left_classes, map.left, link, map.halves,
      map.right_classes, map.right);
}

struct MatchPage {
  std::string id = "2400001";
  std::string countdown = "Match over";
  std::string notes = "Best of 3 (LAN)\n\n* Quarter-final";
  std::array<std::string, 2> names{"Alpine", "Alpine Academy"};
  std::array<std::string, 2> shown{R"(<div class="won">2</div>)", R"(<div class="lost">0</div>)"};
  std::vector<std::string> veto{"1. Alpine removed Anubis", "2. Alpine Academy removed Cache",
                                "3. Alpine picked Dust2",   "4. Alpine Academy picked Mirage",
                                "5. Alpine removed Nuke",   "6. Alpine Academy removed Inferno",
                                "7. Ancient was left over"};
  std::vector<MapBox> maps{
      {},
      {.name = "Mirage",
       .left = "16",
       .right = "12",
       .left_classes = "won",
       .right_classes = "lost pick",
       .figures = "230002",
       .halves =
           R"html(<span> (</span><span class="ct">6</span>:<span class="t">6</span>; <span class="t">6</span>:<span class="ct">6</span><span>)</span><span> (</span><span>4</span>:<span>0</span><span>)</span>)html"},
      {.name = "Ancient",
       .left = "-",
       .right = "-",
       .left_classes = "tie",
       .right_classes = "tie",
       .figures = "",
       .halves = "",
       .optional = true}};
  std::string more;  // line-ups, streams, figures
};

inline std::string html_of(const MatchPage& page) {
  std::string html = fmt::format(
      R"(<html><head><link rel="canonical" href="https://www.hltv.org/matches/{}/x"></head><body><div class="promo"><div class="date" data-unix="1">other</div></div><div class="match-page"><div class="teamsBox"><div class="team"><div class="team1-gradient"><a href="/team/11/x"><div class="teamName">{}</div></a>{}</div></div><div class="timeAndEvent"><div class="date" data-unix="1777035600000">24th of April</div><div class="event text-ellipsis"><a href="/events/900/x">Polar League</a></div><div class="countdown">{}</div></div><div class="team"><div class="team2-gradient"><a href="/team/12/x"><div class="teamName">{}</div></a>{}</div></div></div><div class="standard-box veto-box"><div class="padding preformatted-text">{}</div></div>)",
      page.id, page.names[0], page.shown[0], page.countdown, page.names[1], page.shown[1], page.notes);
  if (!page.veto.empty()) {
    html += R"(<div class="standard-box veto-box"><div class="padding">)";
    for (const auto& step : page.veto) html += fmt::format("<div>{}</div>", step);
    html += "</div></div>";
  }
  for (const auto& map : page.maps) html += html_of(map);
  return html + page.more + "</div></body></html>";
}

inline std::string line_up_of(const std::vector<std::string>& nicknames, int first_id) {
  std::string html = R"(<div class="lineup standard-box"><table>)";
  for (const auto& nickname : nicknames) {
    html += fmt::format(
        R"(<tr><td><a href="/player/{0}/x"><img src="/x.png"></a></td><td><a href="/player/{0}/x"><img class="flag" src="/img/static/flags/30x20/SE.gif" title="Sweden"><div class="text-ellipsis">{1}</div></a></td></tr>)",
        first_id++, nickname);
  }
  return html + "</table></div>";
}

inline std::string figures_of(const std::string& id, int first_id) {
  std::string html = fmt::format(R"(<div class="stats-content" id="{}-content">)", id);
  for (int team = 0; team < 2; ++team) {
    html += fmt::format(
        R"(<table class="table totalstats"><tr class="header-row"><td class="rating">Rating <span class="ratingDesc">3.0</span></td></tr><tr><td class="players"><a href="/player/{}/x"><span class="player-nick">p{}</span></a></td><td class="kd traditional-data">19-12</td><td class="kd eco-adjusted-data hidden">17-11</td><td class="adr traditional-data">87.3</td><td class="adr eco-adjusted-data hidden">81.0</td><td class="kast traditional-data">73.5%</td><td class="rating">1.31</td></tr></table>)",
        first_id + team, first_id + team);
  }
  return html + R"(<table class="table ctstats hidden"></table></div>)";
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
