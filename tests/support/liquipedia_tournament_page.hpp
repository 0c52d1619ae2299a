// The ticker and the page of a tournament as Liquipedia rendered them in 2026, made from an event of the
// tables.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "support/liquipedia_cards.hpp"
#include "support/wiki_event.hpp"

namespace cs2::provider {

using test::WikiEvent;
using test::WikiMap;
using test::WikiMatch;
using test::WikiTeam;

// "KRÜ Esports" → "KR%C3%9C_Esports", as MediaWiki writes addresses.
inline std::string href_of(std::string_view title) {
  std::string href;
  for (const char c : test::page_key(title)) {
    const bool plain = static_cast<unsigned char>(c) < 0x80 && !std::string_view{"\"%&'+?"}.contains(c);
    href += plain ? std::string{c} : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return href;
}

// How a page shows cancelled, postponed or hidden matches is not known.
inline bool is_rendered(const WikiMatch& match) {
  return match.result.empty() || match.result.contains(':');
}

inline CardSide card_side(const WikiEvent& event, const WikiMatch& match, std::size_t slot, Timestamp now) {
  const auto* team = event.find_team(match.opponents[slot]);
  const auto& words = match.opponents[slot];
  if (!team) return {.shown = words.empty() ? "TBD" : words};
  auto title = test::page_key(team->page);
  std::ranges::replace(title, '_', ' ');
  const bool over = match.status(now) == MatchStatus::finished;
  const bool won = over && (match.draw() || match.winner() == static_cast<Slot>(slot));
  return {.page = href_of(team->page),
          .title = title,
          .shown = team->short_name,
          .red = !team->has_page,
          .won = won,
          .lost = over && !won,
          .shaded = true};
}

// A best-of-one shows its rounds.
inline std::string shown_score(const WikiMatch& match, Timestamp now) {
  if (match.status(now) == MatchStatus::scheduled) return "vs";
  const auto [first, second] = match.score_texts();
  if (match.best_of != 1 || match.maps.empty()) return first + ":" + second;
  const auto rounds = match.maps.front().score();
  return fmt::format("{}:{}", rounds.first, rounds.second);
}

inline Card card_of(const WikiEvent& event, const WikiMatch& match, Timestamp now) {
  const bool over = match.status(now) == MatchStatus::finished;
  Card card{.first = card_side(event, match, 0, now),
            .second = card_side(event, match, 1, now),
            .at = match.at,
            .exact = match.exact,
            .finished = over,
            .upper = shown_score(match, now),
            .lower = fmt::format("(Bo{})", match.best_of),
            .tournament = href_of(event.page) + "#" + test::underscored(match.section),
            .tournament_shown = event.name + " - " + match.section,
            .links = {},
            .streams = {},
            .vods = {},
            .zone = {event.zone, event.offset, event.zone_name}};
  if (!over) card.streams = match.streams;
  if (over && !match.vod.empty()) {
    const auto played = match.score().value_or(Score{});
    for (int map = 0; map < played.first + played.second; ++map)
      card.vods.push_back(fmt::format("https://youtu.be/{}&t={}", match.vod, 1'200 * map + 8));
  }
  return card;
}

// Live, upcoming, then finished matches, the latest first.
inline std::string ticker_of(const std::vector<WikiEvent>& events, Timestamp now) {
  std::vector<Card> cards;
  const auto add = [&](MatchStatus status) {
    const auto begin = static_cast<std::ptrdiff_t>(cards.size());
    for (const auto& event : events) {
      for (const auto& match : event.matches) {
        if (is_rendered(match) && match.status(now) == status) cards.push_back(card_of(event, match, now));
      }
    }
    std::ranges::sort(cards.begin() + begin, cards.end(), {},
                      [](const Card& card) { return std::pair{card.at, card.first.page}; });
  };
  add(MatchStatus::live);
  add(MatchStatus::scheduled);
  add(MatchStatus::finished);
  std::ranges::reverse(std::ranges::find(cards, true, &Card::finished), cards.end());
  return page_of(cards);
}

// One team's rounds of a map, each half in the colour of the side that this team played.
inline std::string rounds_of(const WikiMap& map, Slot slot) {
  std::string halves;
  for (const auto& half : map.halves) {
    const bool ct = (half.first_side == Side::ct) == (slot == 0);
    halves +=
        fmt::format(R"(<span class="brkts-popup-body-detailed-score brkts-cs-score-color-{}">{}</span>)",
                    ct ? "ct" : "t", half.rounds.of(slot));
  }
  return fmt::format(
      R"(<div class="brkts-popup-spaced"><div class="brkts-popup-body-detailed-scores-container"><div class="brkts-popup-body-detailed-scores-main-score">{}</div><div class="brkts-popup-body-detailed-scores">{}</div></div></div>)",
      map.halves.empty() ? "" : std::to_string(map.score().of(slot)), halves);
}

inline std::string row_of(const WikiMap& map) {
  const auto label = [&](Slot slot) {
    return fmt::format(R"(<div class="generic-label" data-label-type="result-{}"></div>)",
                       !map.winner()          ? "empty"
                       : map.winner() == slot ? "win"
                                              : "loss");
  };
  auto link = fmt::format(R"(<a href="/counterstrike/{}" class="mw-redirect" title="{}">{}</a>)",
                          href_of(map.name), map.name, map.name);
  if (map.skipped) link = "<s>" + link + "</s>";
  return fmt::format(
      R"(<div class="brkts-popup-body-grid-row">{}<div class="brkts-popup-body-grid-row-detail">{}<div class="brkts-popup-spaced">{}</div>{}</div>{}</div>)",
      label(0), rounds_of(map, 0), link, rounds_of(map, 1), label(1));
}

inline std::string footer_of(const WikiMatch& match) {
  std::string links;
  const auto add = [&](const std::string& url, const std::string& title) {
    links += fmt::format(
        R"(<a href="{}" title="{}" target="_blank" rel="nofollow noreferrer noopener"><img src="/h.png"></a>)",
        escaped(url), title);
  };
  if (!match.hltv.empty())
    add(fmt::format("https://www.hltv.org/matches/{}/match", match.hltv), "HLTV Matchpage");
  for (std::size_t i = 0; i < match.maps.size(); ++i) {
    if (match.maps[i].stats.empty()) continue;
    if (!links.ends_with("</b>") && i == 0) links += "<b>·</b>";
    add("https://www.hltv.org/?pageid=188&matchid=" + match.maps[i].stats,
        fmt::format("Stats on HLTV for Game {}", i + 1));
  }
  return links.empty()
             ? links
             : fmt::format(
                   R"(<div class="brkts-popup-footer"><div class="brkts-popup-spaced vodlink">{}</div></div>)",
                   links);
}

inline std::string popup_of(const WikiEvent& event, const WikiMatch& match, Timestamp now) {
  const auto card = card_of(event, match, now);
  std::string rows;
  for (const auto& map : match.maps) rows += row_of(map);
  if (!rows.empty()) rows = fmt::format(R"(<div class="brkts-popup-body-grid">{}</div>)", rows);
  return fmt::format(
      R"(<div class="brkts-popup brkts-popup-container brkts-match-info-popup" data-analytics-name="Match popup">{}{}<div class="brkts-popup-body">{}{}</div>{}</div>)",
      timer_of(card), header_of(card), rows, footer_of(match), links_of(card));
}

// The bracket names both teams once more beside the popup, with long and short names.
inline std::string bracket_match_of(const WikiEvent& event, const WikiMatch& match, Timestamp now) {
  std::string entries;
  for (std::size_t slot = 0; slot < 2; ++slot) {
    const auto side = card_side(event, match, slot, now);
    const auto score = match.status(now) == MatchStatus::scheduled ? "" : match.score_texts()[slot];
    entries += fmt::format(
        R"(<div class="brkts-opponent-entry{} brkts-opponent-hover" aria-label="{}"><div class="brkts-opponent-entry-left{}"><div class="block-team"><span class="name hidden-xs">{}</span><span class="name visible-xs">{}</span></div></div><div class="brkts-opponent-score-outer"><div class="brkts-opponent-score-inner">{}</div></div></div>)",
        slot == 1 ? " brkts-opponent-entry-last" : "", escaped(side.title),
        side.won ? " brkts-opponent-win" : "", escaped(side.title), escaped(side.shown),
        side.won ? "<b>" + score + "</b>" : score);
  }
  return fmt::format(
      R"(<div class="brkts-match brkts-match-popup-wrapper brkts-match-has-details">{}<div class="brkts-match-info-icon"></div>{}</div>)",
      entries, popup_of(event, match, now));
}

inline std::string list_match_of(const WikiEvent& event, const WikiMatch& match, Timestamp now) {
  std::string cells;
  for (std::size_t slot = 0; slot < 2; ++slot) {
    const auto side = card_side(event, match, slot, now);
    const auto score = match.status(now) == MatchStatus::scheduled ? "" : match.score_texts()[slot];
    const auto opponent = fmt::format(
        R"(<div class="brkts-matchlist-cell brkts-matchlist-opponent{}" aria-label="{}"><div class="block-team"><span class="name">{}</span></div></div>)",
        side.won ? " brkts-matchlist-slot-winner" : "", escaped(side.title), escaped(side.shown));
    const auto number = fmt::format(
        R"(<div class="brkts-matchlist-cell brkts-matchlist-score"><div class="brkts-matchlist-cell-content">{}</div></div>)",
        score);
    cells += slot == 0 ? opponent + number : number + opponent;
  }
  return fmt::format(R"(<div class="brkts-matchlist-match brkts-match-popup-wrapper">{}{}</div>)", cells,
                     popup_of(event, match, now));
}

// A match encloses those that lead to it.
inline std::string bracket_of(const WikiEvent& event, const std::vector<const WikiMatch*>& matches,
                              Timestamp now) {
  struct Branch {
    std::string round;
    std::string html;
  };
  std::vector<Branch> open;
  std::string headers;
  for (const auto* match : matches) {
    const auto round = match->place().substr(0, 3);  // "R02"
    if (!headers.contains(">" + match->round + "<"))
      headers += fmt::format(
          R"(<div class="brkts-header brkts-header-div">{0}<div class="brkts-header-option">{0}</div><div class="brkts-header-option">R</div></div>)",
          match->round);
    std::string before;
    while (!open.empty() && open.back().round < round && match->place()[1] != 'x') {
      before.insert(0, open.back().html);
      open.pop_back();
    }
    open.push_back(
        {round,
         fmt::format(
             R"(<div class="brkts-round-body"><div class="brkts-round-lower">{}</div><div class="brkts-round-center">{}</div></div>)",
             before, bracket_match_of(event, *match, now))});
  }
  std::string html;
  for (const auto& branch : open) html += branch.html;
  return fmt::format(
      R"(<div class="brkts-bracket-wrapper"><div class="brkts-bracket"><div class="brkts-round-header">{}</div>{}</div></div>)",
      headers, html);
}

inline std::string matchlist_of(const WikiEvent& event, const std::vector<const WikiMatch*>& matches,
                                Timestamp now) {
  std::string html = fmt::format(
      R"(<div class="brkts-matchlist brkts-matchlist-collapsible"><div class="brkts-matchlist-title"><b>{}</b></div><div class="brkts-matchlist-header">Day 1</div>)",
      matches.front()->round);
  for (const auto* match : matches) html += list_match_of(event, *match, now);
  return html + "</div>";
}

inline std::string heading_of(int level, std::string_view text) {
  return fmt::format(
      R"(<div class="mw-heading mw-heading{0}"><h{0} id="{1}">{2}</h{0}><span class="mw-editsection"><span class="mw-editsection-bracket">[</span><a href="/counterstrike/index.php?title=X&amp;action=edit&amp;section={0}" title="Edit section: {2}">edit</a><span class="mw-editsection-bracket">]</span></span></div>)"
      "\n",
      level, test::underscored(text), text);
}

// Lists and brackets below the headings of their sections.
inline std::string results_of(const WikiEvent& event, Timestamp now) {
  std::string html = heading_of(2, "Results");
  std::string section = "Results";
  for (auto& matches : event.lists()) {
    std::erase_if(matches, [](const WikiMatch* match) { return !is_rendered(*match); });
    if (const auto& next = matches.front()->section; next != section) {
      const bool group = next.starts_with("Group");
      if (group && !section.starts_with("Group")) html += heading_of(3, "Group Stage");
      html += heading_of(group ? 4 : 3, next);
      section = next;
    }
    html +=
        matches.front()->in_bracket() ? bracket_of(event, matches, now) : matchlist_of(event, matches, now);
  }
  return html;
}

inline std::string infobox_row(std::string_view label, std::string_view value) {
  return fmt::format(
      R"(<div><div class="infobox-cell-2 infobox-description">{}:</div><div style="width:50%">{}</div></div>)",
      label, value);
}

// The next five matches.
inline std::string carousel_of(const WikiEvent& event, Timestamp now) {
  std::vector<const WikiMatch*> next;
  for (const auto& match : event.matches) {
    if (is_rendered(match) && match.exact && match.status(now) == MatchStatus::scheduled)
      next.push_back(&match);
  }
  std::ranges::sort(next, {}, [](const WikiMatch* match) { return std::pair{*match->at, match->id}; });
  std::string html = R"(<h2 id="Upcoming_Matches">Upcoming Matches</h2><div class="carousel-content">)";
  for (const auto* match : next | std::views::take(5))
    html += vertical_html_of(card_of(event, *match, now), match->round);
  return html + "</div>";
}

inline std::string participants_of(const WikiEvent& event) {
  std::string html = heading_of(2, "Participants");
  for (const auto& team : event.teams) {
    html += fmt::format(
        R"(<div class="teamcard toggle-area"><center><a href="/counterstrike/{}" title="{}">{}</a></center><table class="wikitable list active"><tbody>)",
        href_of(team.page), escaped(team.page), escaped(team.name));
    for (const auto& player : team.players)
      html += fmt::format(
          R"(<tr><th>1</th><td><span class="flag"><a href="/counterstrike/Category:{0}" title="{0}"><img src="/f.png"></a></span>&#160;<a href="/counterstrike/{1}" title="{1}">{2}</a></td></tr>)",
          player.country, href_of(player.page), player.nickname);
    html += "</tbody></table></div>\n";
  }
  return html;
}

// `rendered`: when the parser cache made the page, which its last comment says.
inline std::string tournament_page_of(const WikiEvent& event, Timestamp now, Timestamp rendered) {
  auto html = fmt::format(
      R"(<div class="mw-content-ltr mw-parser-output" lang="en" dir="ltr"><div class="fo-nttax-infobox"><div><div class="infobox-header"><span class="infobox-buttons">&#91;e&#93;</span>{}</div></div>)",
      escaped(event.name));
  html += infobox_row("Organizer", event.organizer);
  html += infobox_row("Type", event.type);
  html += infobox_row("Location",
                      fmt::format(R"(<span class="flag"><img title="{}" src="/f.png"></span>&#160;{})",
                                  event.country, event.city));
  html += "</div>" + carousel_of(event, now);
  html +=
      R"(<div id="toc" class="toc" role="navigation"><div class="toctitle" lang="en" dir="ltr"><h2 id="mw-toc-heading">Contents</h2></div><ul><li class="toclevel-1"><a href="#Results"><span class="toctext">Results</span></a></li></ul></div>)";
  html += heading_of(2, "About") + heading_of(3, "Format") + participants_of(event);
  html += results_of(event, now);
  html += heading_of(2, "Additional Content") + heading_of(3, "Streams");
  const auto stamp = fmt::format("{:%Y%m%d%H%M%S}", std::chrono::floor<seconds>(rendered));
  return html + fmt::format(
                    "\n<!-- \nNewPP limit report\nCached time: {0}\nCache expiry: 86400\nReduced expiry: "
                    "false\n-->\n<!--\nTransclusion expansion time report (%,ms,calls,template)\n100.00%  "
                    "522.435      1 -total\n-->\n\n<!-- Saved in parser cache with key x and timestamp {0} "
                    "and revision id 1. Rendering was triggered because: unknown\n -->\n</div>",
                    stamp);
}

}  // namespace cs2::provider
