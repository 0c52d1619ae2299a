// Liquipedia's match cards, invented, in the markup of 2026.
#pragma once

#include <fmt/format.h>

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"

namespace cs2::provider {

struct CardSide {
  std::string page;   // "Team_Alpine"; empty: undecided
  std::string title;  // "Team Alpine"
  std::string shown;  // "Alpine"
  bool red = false;   // nobody has written the page
  bool won = false;
  bool lost = false;
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
  std::string links;
};

inline std::string html_of(const CardSide& side) {
  if (side.page.empty()) return fmt::format(R"(<span class="name">{}</span>)", side.shown);
  if (side.red) {
    return fmt::format(
        R"html(<span class="name"><a href="/counterstrike/index.php?title={}&amp;action=edit&amp;redlink=1" class="new" title="{} (page does not exist)">{}</a></span>)html",
        side.page, side.title, side.shown);
  }
  return fmt::format(
      R"(<span class="team-template-image-icon"><a href="/counterstrike/{0}" title="{1}"><img alt="" src="/x.png"></a></span><span class="name" style="white-space:pre"><a href="/counterstrike/{0}" title="{1}">{2}</a></span>)",
      side.page, side.title, side.shown);
}

inline std::string classes_of(const CardSide& side) {
  return side.won ? " match-info-header-winner" : side.lost ? " match-info-header-loser" : "";
}

inline std::string html_of(const Card& card) {
  std::string timer;
  if (card.at) {
    timer = fmt::format(
        R"(<span class="match-info-countdown"><span class="timer-object{}" data-format="full" data-timestamp="{}"{}>July 12, 2026{}</span></span>)",
        card.finished ? " timer-object-datetime-only" : "", unix_seconds(*card.at),
        card.finished ? R"( data-finished="finished")" : "",
        card.exact ? R"( - 20:00 <abbr data-tz="+02:00" title="CEST">CEST</abbr>)" : "");
  }
  auto upper = card.upper;
  if (const auto colon = upper.find(':'); colon != std::string::npos) {
    upper = fmt::format(
        R"(<span class="match-info-header-scoreholder-score">{}</span><span class="match-info-header-scoreholder-divider">:</span><span class="match-info-header-scoreholder-score">{}</span>)",
        upper.substr(0, colon), upper.substr(colon + 1));
  }
  return fmt::format(
      R"(<div class="match-info">{}<div class="match-info-header"><div class="match-info-header-opponent match-info-header-opponent-left{}"><div class="block-team flipped">{}</div></div><div class="match-info-header-scoreholder"><span class="match-info-header-scoreholder-scorewrapper"><span class="match-info-header-scoreholder-upper">{}</span><span class="match-info-header-scoreholder-lower">{}</span></span></div><div class="match-info-header-opponent{}"><div class="block-team">{}</div></div></div><div class="match-info-tournament"><span class="match-info-tournament-wrapper"><span class="match-info-tournament-name"><a href="/counterstrike/{}" title="x"><span>{}</span></a></span></span></div><div class="match-info-links">{}</div></div>)",
      timer, classes_of(card.first), html_of(card.first), upper, card.lower, classes_of(card.second),
      html_of(card.second), card.tournament, card.tournament_shown, card.links);
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
