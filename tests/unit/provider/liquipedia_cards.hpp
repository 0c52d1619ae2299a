// Liquipedia's match cards, invented, in the markup of 2026.
#pragma once

#include <fmt/format.h>

#include <boost/json.hpp>
#include <optional>
#include <string>

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

}  // namespace cs2::provider
