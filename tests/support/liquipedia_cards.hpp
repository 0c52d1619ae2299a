// Liquipedia's match cards and its front page, in the markup of 2026.
#pragma once

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/number.hpp"
#include "base/text.hpp"

namespace cs2::provider {

struct CardSide {
  std::string page;   // "Team_Alpine", as addresses write it; empty: undecided
  std::string title;  // "Team Alpine"
  std::string shown;  // "Alpine"
  bool red = false;   // nobody has written the page
  bool won = false;
  bool lost = false;
  bool shaded = false;  // has a logo for light pages and one for dark pages
};

// The time zone in which the page writes times.
struct CardZone {
  std::string name = "CEST";
  std::string offset = "+02:00";
  std::string title = "Central European Summer Time (UTC+2)";
};

struct Card {
  CardSide first{"Team_Alpine", "Team Alpine", "Alpine"};
  CardSide second{"Breakers", "Breakers", "Breakers"};
  std::optional<Timestamp> at;
  bool exact = true;
  bool finished = false;
  std::string upper = "vs";  // or "2:1"
  std::string lower = "(Bo3)";
  std::string tournament = "Polar_League/2026#Playoffs";
  std::string tournament_shown = "Polar League 2026 - Playoffs";
  std::string links;                 // HTML of further links
  std::vector<std::string> streams;  // "twitch/Polar_League"
  std::vector<std::string> vods;     // addresses, one for each map
  CardZone zone;
};

// Within text and attributes.
inline std::string escaped(std::string_view text) {
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

// Logos link to the page even where it is missing; only the link of the name says so.
inline std::string pictures_of(const CardSide& side) {
  if (side.page.empty())
    return R"(<span class="team-template-image-icon"><i class="fas fa-users" aria-hidden="true"></i></span>)";
  const auto picture = [&](std::string_view shade) {
    return fmt::format(
        R"(<span class="team-template-image-icon{}"><a href="/counterstrike/{}" title="{}"><img alt="" src="/x.png"></a></span>)",
        shade, side.page, escaped(side.title));
  };
  return side.shaded ? picture(" team-template-lightmode") + picture(" team-template-darkmode") : picture("");
}

inline std::string html_of(const CardSide& side) {
  if (side.page.empty())
    return pictures_of(side) + fmt::format(R"(<span class="name">{}</span>)", escaped(side.shown));
  const auto link =
      side.red
          ? fmt::format(
                R"html(<a href="/counterstrike/index.php?title={}&amp;action=edit&amp;redlink=1" class="new" title="{} (page does not exist)">)html",
                side.page, escaped(side.title))
          : fmt::format(R"(<a href="/counterstrike/{}" title="{}">)", side.page, escaped(side.title));
  return pictures_of(side) + fmt::format(R"(<span class="name" style="white-space:pre">{}{}</a></span>)",
                                         link, escaped(side.shown));
}

inline std::string classes_of(const CardSide& side) {
  return side.won ? " match-info-header-winner" : side.lost ? " match-info-header-loser" : "";
}

// Without a time zone where only the day is known.
inline std::string timer_of(const Card& card, bool compact = false) {
  if (!card.at) return "";
  int offset_hours = 0;
  std::from_chars(card.zone.offset.data() + 1, card.zone.offset.data() + 3, offset_hours);
  const auto east = hours{card.zone.offset.starts_with('-') ? -offset_hours : offset_hours};
  const auto shown = std::chrono::floor<seconds>(*card.at) + (card.exact ? east : hours{0});
  auto text = compact ? fmt::format("{:%b %d}", shown) : fmt::format("{:%B %d, %Y}", shown);
  if (card.exact)
    text += fmt::format(R"( - {:%H:%M} <abbr data-tz="{}" title="{}">{}</abbr>)", shown, card.zone.offset,
                        card.zone.title, card.zone.name);
  return fmt::format(
      R"(<span class="match-info-countdown"><span class="timer-object{}" data-format="{}" data-timestamp="{}"{}>{}</span></span>)",
      card.finished || !card.exact ? " timer-object-datetime-only" : "", compact ? "compact" : "full",
      unix_seconds(*card.at), card.finished ? R"( data-finished="finished")" : "", text);
}

// The larger number has the winner's class, even while the match is live.
inline std::string scores_of(const Card& card) {
  const auto colon = card.upper.find(':');
  if (colon == std::string::npos) return card.upper;
  const auto first = card.upper.substr(0, colon);
  const auto second = card.upper.substr(colon + 1);
  const auto one = [](const std::string& mine, const std::string& other) {
    const auto left = parse_digits(mine);
    const auto right = parse_digits(other);
    const bool leads = mine == "W" || (left && right && *left > *right);
    return fmt::format(R"(<span class="match-info-header-scoreholder-score{}">{}</span>)",
                       leads ? " match-info-header-winner" : "", mine);
  };
  return one(first, second) + R"(<span class="match-info-header-scoreholder-divider">:</span>)" +
         one(second, first);
}

// Shared by cards and the popups of brackets.
inline std::string header_of(const Card& card) {
  const auto caret = [&](const CardSide& side, std::string_view to) {
    const auto arrow = side.won ? fmt::format(R"(<i class="fas fa-caret-{}"></i>)", to) : std::string{};
    return fmt::format(R"(<span class="match-info-header-scoreholder-icon">{}</span>)", arrow);
  };
  const auto lower =
      card.lower.empty()
          ? std::string{}
          : fmt::format(R"(<span class="match-info-header-scoreholder-lower">{}</span>)", card.lower);
  return fmt::format(
      R"(<div class="match-info-header"><div class="match-info-header-opponent match-info-header-opponent-left{}"><div class="block-team flipped">{}</div></div>)"
      R"(<div class="match-info-header-scoreholder">{}<span class="match-info-header-scoreholder-scorewrapper"><span class="match-info-header-scoreholder-upper">{}</span>{}</span>{}</div>)"
      R"(<div class="match-info-header-opponent{}"><div class="block-team">{}</div></div></div>)",
      classes_of(card.first), html_of(card.first), caret(card.first, "left"), scores_of(card), lower,
      caret(card.second, "right"), classes_of(card.second), html_of(card.second));
}

// VODs are hidden behind a button.
inline std::string links_of(const Card& card) {
  std::string links = card.links;
  for (const std::string_view stream : card.streams) {
    links += fmt::format(
        R"(<div class=""><a href="/counterstrike/Special:Stream/{0}" title="Special:Stream/{0}"><div class="button button--secondary button--small" tabindex="0" role="button"><i class="{1}"></i><span class="match-button-cta-text">Watch here</span></div></a></div>)",
        stream,
        stream.starts_with("kick/") ? "liquipedia-custom-icon liquipedia-custom-icon-kick"
                                    : fmt::format("fab fa-{}", stream.substr(0, stream.find('/'))));
  }
  if (card.vods.empty()) return fmt::format(R"(<div class="match-info-links">{}</div>)", links);
  std::string vods;
  for (std::size_t i = 0; i < card.vods.size(); ++i) {
    vods += fmt::format(
        R"(<div class=""><a target="_blank" rel="nofollow noopener" class="external text" href="{0}"><div class="button button--secondary button--small" title="Watch Game {1}" role="button"><span>Game {1}</span></div></a></div>)",
        escaped(card.vods[i]), i + 1);
  }
  return fmt::format(
      R"(<div class="general-collapsible collapsed match-info-links-wrapper"><div class="match-info-links">{}<span class="general-collapsible-default-toggle"><div class="button general-collapsible-expand-button" tabindex="0" role="button"><span><img src="/v.png"> ({}) <i class="far fa-chevron-down"></i></span></div></span></div><div class="should-collapse match-info-vods-area">{}</div></div>)",
      links, card.vods.size(), vods);
}

// The icons of the event link to its section too, and come before its name.
inline std::string html_of(const Card& card) {
  const auto page = card.tournament.substr(0, card.tournament.find('#'));
  const auto picture = [&](std::string_view shade) {
    return fmt::format(
        R"(<span class="league-icon-small-image {}"><a href="/counterstrike/{}" title="{}"><img src="/l.png"></a></span>)",
        shade, card.tournament, card.tournament);
  };
  return fmt::format(
      R"(<div class="match-info">{}{}<div class="match-info-tournament"><span>{}{}</span><span class="match-info-tournament-wrapper"><span class="match-info-tournament-name"><a href="/counterstrike/{}" title="{}"><span>{}</span></a></span></span></div>{}</div>)",
      timer_of(card), header_of(card), picture("lightmode"), picture("darkmode"), card.tournament, page,
      escaped(card.tournament_shown), links_of(card));
}

// The carousel of upcoming matches on pages of tournaments and teams: with a stage, without tournament and
// best-of.
inline std::string vertical_html_of(const Card& card, std::string_view stage) {
  const auto row = [](const CardSide& side, std::string_view score) {
    const auto* outcome = side.won    ? " match-info-opponent-row-winner"
                          : side.lost ? " match-info-opponent-row-loser"
                                      : "";
    return fmt::format(
        R"(<div class="match-info-opponent-row{}"><div class="match-info-opponent-identity"><div class="block-team">{}</div></div><span class="match-info-opponent-score">{}</span></div>)",
        outcome, html_of(side), score);
  };
  const auto colon = card.upper.find(':');
  const bool begun = colon != std::string::npos;
  return fmt::format(
      R"(<div class="carousel-item"><div class="match-info match-info--vertical"><div class="match-info-top-row">{}<div class="match-info-stream-buttons"></div></div><span class="match-info-stage">{}</span><div class="match-info-header match-info-header-vertical">{}{}</div></div></div>)",
      timer_of(card, true), stage, row(card.first, begun ? card.upper.substr(0, colon) : ""),
      row(card.second, begun ? card.upper.substr(colon + 1) : ""));
}

inline std::string page_of(const std::vector<Card>& cards) {
  std::string html = R"(<div class="mw-parser-output">)";
  for (const auto& card : cards) html += html_of(card) + "\n";
  return html + "</div>";
}

inline std::string answer_of(const std::string& html) {
  return boost::json::serialize(boost::json::object{
      {"parse", {{"title", "Liquipedia:Matches"}, {"pageid", 1}, {"text", {{"*", html}}}}}});
}

struct Transfer {
  std::string date = "2026-07-10";
  std::vector<std::string> players{"Ava"};
  std::string from = "Team_Alpine";  // empty: none
  std::string to = "Breakers";
  std::string role_before;
  std::string role_after;
};

inline std::string html_of(const Transfer& transfer) {
  std::string names;
  for (const auto& player : transfer.players)
    names += fmt::format(
        R"(<span class="flag"><a href="/counterstrike/Category:Denmark" title="Category:Denmark"><img src="/d.png" title="Denmark"></a></span> <a href="/counterstrike/{0}" title="{0}">{0}</a><br>)",
        player);
  const auto team = [](const std::string& page, const std::string& role) {
    const auto shown =
        page.empty()
            ? std::string{"None"}
            : fmt::format(
                  R"(<span class="team-template-image-icon"><a href="/counterstrike/{0}" title="{0}"><img src="/t.png"></a></span>)",
                  page);
    return role.empty() ? shown : fmt::format("{}<br><span>({})</span>", shown, role);
  };
  return fmt::format(
      R"(<div class="divRow"><div class="divCell Date">{}</div><div class="divCell Name">{}</div>)"
      R"(<div class="divCell Team OldTeam">{}</div><div class="divCell Icon">=&gt;</div>)"
      R"(<div class="divCell Team NewTeam">{}</div><div class="divCell Ref"></div></div>)",
      transfer.date, names, team(transfer.from, transfer.role_before),
      team(transfer.to, transfer.role_after));
}

// The front page: "Polar_League/2026" beside what is given.
inline std::string front_of(const std::vector<std::string>& tournaments,
                            const std::vector<Transfer>& transfers) {
  std::string html =
      R"(<div class="mw-parser-output"><ul><li><span class="tournaments-list-heading">Upcoming</span><ul>)";
  const auto add = [&](const std::string& page) {
    html += fmt::format(
        R"(<li class="tournaments-list-item"><a href="/counterstrike/S-Tier_Tournaments"><span>S-Tier</span></a>)"
        R"(<span class="tournaments-list-name"><a href="/counterstrike/{0}" title="{0}"><img src="/l.png"></a>)"
        R"(<a href="/counterstrike/{0}" title="{0}">The {0}</a></span><small class="tournaments-list-dates">Jul 12 - 19</small></li>)",
        page);
  };
  add("Polar_League/2026");
  for (const auto& page : tournaments) add(page);
  html +=
      R"(</ul></li></ul><div class="divTable"><div class="divHeaderRow"><div class="divCell Date">Date</div></div>)";
  for (const auto& transfer : transfers) html += html_of(transfer);
  return html + "</div></div>";
}

}  // namespace cs2::provider
