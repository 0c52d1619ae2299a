// HLTV's page of one match, invented, in the markup of 2026.
#pragma once

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "support/hltv_pages.hpp"

namespace cs2::provider {

// "t 5:7; ct 8:0; 4:0": rounds of the first team and of the second; for a half, the side of the first team.
// Overtimes have none and stand together in brackets of their own.
inline std::string halves_of(std::string_view written) {
  constexpr auto half =
      R"html(<span class="{}">{}</span><span class="">:</span><span class="{}">{}</span>)html";
  std::string sided;
  std::string overtime;
  for (const auto part : split(written, ';')) {
    const auto words = split(trim(part), ' ');
    const auto rounds = split(words.back(), ':');
    if (rounds.size() != 2) continue;
    if (words.size() == 1) {
      overtime += fmt::format("<span>{}</span><span>:</span><span>{}</span>", rounds[0], rounds[1]);
      continue;
    }
    if (!sided.empty()) sided += "<span>; </span>";
    sided += fmt::format(half, words[0], rounds[0], words[0] == "ct" ? "t" : "ct", rounds[1]);
  }
  if (sided.empty()) return {};
  if (!overtime.empty()) overtime = "<span> (</span>" + overtime + "<span>)</span>";
  return "<span> (</span>" + sided + "<span></span><span>)</span>" + overtime;
}

struct MapBox {
  std::string name = "Dust2";
  std::string left = "13";
  std::string right = "7";
  std::string left_classes = "won pick";
  std::string right_classes = "lost";
  std::string figures = "230001";  // empty: not over; "?": a link without a number
  std::string halves = "t 5:7; ct 8:0";
  bool optional = false;
};

inline std::string html_of(const MapBox& map) {
  const auto link =
      map.figures.empty()
          ? std::string{}
          : fmt::format(
                R"(<div class="results-center-stats"><a href="{}" class="results-stats">STATS</a></div>)",
                map.figures == "?" ? "link" : fmt::format("/stats/matches/mapstatsid/{}/x", map.figures));
  const auto halves = map.halves.empty() ? std::string{}
                                         : fmt::format(R"(<div class="results-center-half-score">{}</div>)",
                                                       halves_of(map.halves));
  const auto side = [&](std::string_view tag, std::string_view place, const std::string& classes,
                        const std::string& score) {
    return fmt::format(
        R"(<{0} class="{1} {2} "><div class="results-teamlogo-container"><img class="logo team1Logo" src="/l.png"></div><div class="results-teamname-container text-ellipsis"><div class="results-teamname text-ellipsis">x 7</div><div class="results-team-score">{3}</div></div></{0}>)",
        tag, place, classes, score);
  };
  return fmt::format(
      R"(<div class="mapholder"><div class="{0}"><div class="map-name-holder"><img alt="{1}" class="minimap" src="/m.png"><div class="mapname">{1}</div></div></div><div class="results {0}">{2}<div class="results-center">{3}{4}</div>{5}</div></div>)",
      map.optional ? "optional" : "played", map.name, side("div", "results-left", map.left_classes, map.left),
      link, halves, side("span", "results-right", map.right_classes, map.right));
}

struct MatchPage {
  std::string id = "2400001";
  std::string countdown = "Match over";
  std::string notes = "Best of 3 (LAN)\n\n* Quarter-final";  // empty: an empty box
  std::array<std::string, 2> names{"Alpine", "Alpine Academy"};
  std::array<std::string, 2> shown{R"(<div class="won">2</div>)", R"(<div class="lost">0</div>)"};
  std::vector<std::string> veto{"1. Alpine removed Anubis", "2. Alpine Academy removed Cache",
                                "3. Alpine picked Dust2",   "4. Alpine Academy picked Mirage",
                                "5. Alpine removed Nuke",   "6. Alpine Academy removed Inferno",
                                "7. Ancient was left over"};
  std::vector<MapBox> maps{{},
                           {.name = "Mirage",
                            .left = "16",
                            .right = "12",
                            .left_classes = "won",
                            .right_classes = "lost pick",
                            .figures = "230002",
                            .halves = "ct 6:6; t 6:6; 4:0"},
                           {.name = "Ancient",
                            .left = "-",
                            .right = "-",
                            .left_classes = "tie",
                            .right_classes = "tie",
                            .figures = "",
                            .halves = "",
                            .optional = true}};
  std::string more = {};  // line-ups, streams, figures
  std::array<std::string, 2> teams{"11", "12"};
  std::string event_id = "900";
  std::string event = "Polar League";
  std::string unix_ms = "1777035600000";
};

// Further up a widget has the time of another match, and in its head the page links to more than itself.
inline std::string html_of(const MatchPage& page) {
  const auto team = [&](std::size_t slot) {
    return fmt::format(
        R"(<div class="team"><img alt="x" class="team{0}" title="x"><div class="team{0}-gradient"><a href="/team/{1}/x"><img class="logo day-only" src="/d.png"><img class="logo night-only" src="/n.png"><div class="teamName">{2}</div></a>{3}</div></div>)",
        slot + 1, page.teams[slot], markup(page.names[slot]), page.shown[slot]);
  };
  std::string html = fmt::format(
      R"(<html><head><link href="https://fonts.example/css" rel="stylesheet"><link href="https://www.hltv.org/matches/{}/x" rel="canonical"></head><body><div class="promo"><div class="date" data-unix="1">other</div></div><div class="match-page"><div class="standard-box teamsBox">{}<div class="timeAndEvent"><div class="time" data-time-format="HH:mm" data-unix="{}">16:30</div><div class="date" data-unix="{}">24th of April</div><div class="event text-ellipsis"><a href="/events/{}/x" title="{}">{}</a></div><div class="text dummy-spacer"> </div><div class="countdown">{}</div></div>{}</div>)",
      page.id, team(0), page.unix_ms, page.unix_ms, page.event_id, markup(page.event), markup(page.event),
      page.countdown, team(1));
  html +=
      page.notes.empty()
          ? std::string{R"(<div class="standard-box veto-box"></div>)"}
          : fmt::format(
                R"(<div class="standard-box veto-box"><div class="padding preformatted-text">{}</div></div>)",
                page.notes);
  if (!page.veto.empty()) {
    html += R"(<div class="standard-box veto-box"><div class="padding">)";
    for (const auto& step : page.veto) html += fmt::format("<div>{}</div>", markup(step));
    html += "</div></div>";
  }
  html += R"(<div class="flexbox-column">)";
  for (const auto& map : page.maps) html += html_of(map);
  return html + "</div>" + page.more + "</div></body></html>";
}

struct PlayerBox {
  std::string id;
  std::string nickname;
  std::string country = "SE";
};

inline std::string line_up_of(const std::vector<PlayerBox>& players) {
  std::string html =
      R"(<div class="lineup standard-box"><div class="teamRanking"><a href="/ranking/teams/2026/april/20">World rank: #1</a></div><div class="players"><table class="table">)";
  std::string portraits;
  std::string names;
  for (const auto& player : players) {
    portraits += fmt::format(
        R"(<td class="player player-image"><a href="/player/{0}/x"><div class="player-image" data-player-id="{0}"><img src="/x.png"></div></a></td>)",
        player.id);
    names += fmt::format(
        R"(<td class="player"><a href="/player/{0}/x"><div class="flagAlign" data-player-id="{0}"><img class="flag" src="/img/static/flags/30x20/{1}.gif" title="x"><div class="text-ellipsis">{2}</div></div></a></td>)",
        player.id, player.country, markup(player.nickname));
  }
  return html + "<tr>" + portraits + "</tr><tr>" + names + "</tr></table></div></div>";
}

inline std::string line_ups_of(const std::vector<PlayerBox>& first, const std::vector<PlayerBox>& second) {
  return R"(<div class="lineups" id="lineups">)" + line_up_of(first) + line_up_of(second) + "</div>";
}

struct FiguresRow {
  std::string player;
  std::string nickname;
  std::string kills_deaths = "19-12";
  std::string adr = "87.3";
  std::string kast = "73.5";
  std::string rating = "1.31";
};

// One team's table, then those of either side alone, which are hidden. Each figure has a hidden twin as well,
// adjusted for the price of weapons.
inline std::string figures_table_of(const std::vector<FiguresRow>& rows, std::string_view version = "3.0") {
  std::string html;
  for (const auto* kind : {"totalstats", "ctstats hidden", "tstats hidden"}) {
    const bool total = std::string_view{kind} == "totalstats";
    html += fmt::format(
        R"(<table class="table {}"><tr class="header-row"><td class="players">x</td><td class="kd">K-D</td><td class="rating">Rating <span class="ratingDesc">{}</span></td></tr>)",
        kind, version);
    for (const auto& row : rows)
      html += fmt::format(
          R"(<tr class=""><td class="players"><div class="flagAlign"><a href="/player/{0}/x" class="flagAlign"><div class="gtSmartphone-only statsPlayerName">First '<span class="player-nick">{1}</span>' Last</div><div class="smartphone-only statsPlayerName">{1}</div></a></div></td><td class="kd text-center eco-adjusted-data hidden">1-1</td><td class="kd text-center traditional-data">{2}</td><td class="adr text-center eco-adjusted-data hidden">1.0</td><td class="adr text-center traditional-data">{3}</td><td class="kast text-center eco-adjusted-data hidden">101.0%</td><td class="kast text-center traditional-data">{4}%</td><td class="rating text-center">{5}</td></tr>)",
          row.player, markup(row.nickname), total ? row.kills_deaths : "2-2", row.adr, row.kast, row.rating);
    html += "</table>";
  }
  return html;
}

// Of one map, or of the series where `map` is "all".
inline std::string figures_of(std::string_view map, const std::vector<FiguresRow>& first,
                              const std::vector<FiguresRow>& second, std::string_view version = "3.0") {
  return fmt::format(R"(<div class="stats-content" id="{}-content">{}{}</div>)", map,
                     figures_table_of(first, version), figures_table_of(second, version));
}

struct StreamBox {
  std::string provider;  // "twitch"
  std::string name;
  std::string embed;  // address of the player within the page
  std::string link;   // where it opens outside of it; empty: nowhere
};

// The site's own player comes first and is no stream.
inline std::string streams_of(const std::vector<StreamBox>& streams) {
  std::string html =
      R"(<div class="stream-filters"><div class="stream-filter" data-stream-filter="twitch">Twitch</div></div><div class="streams"><a href="/live?matchId=1" class="stream-box hltv-live"><span class="hltv-live-logo">HLTV Live</span></a>)";
  for (const auto& stream : streams) {
    const auto external =
        stream.link.empty()
            ? std::string{}
            : fmt::format(
                  R"(<div class="external-stream" title="Open stream on external site"><a href="{}" target="_blank"><i class="external-link"></i></a></div>)",
                  markup(stream.link));
    html += fmt::format(
        R"(<div class="stream-box " data-stream-provider="{}"><div class="stream-box-embed" data-stream-embed="{}"><img class="stream-flag flag" src="/img/static/flags/30x20/BR.gif">{}</div><div class="watchbox-right"><span class="viewers">35645</span>{}</div></div>)",
        stream.provider, markup(stream.embed), markup(stream.name), external);
  }
  return html + "</div>";
}

}  // namespace cs2::provider
