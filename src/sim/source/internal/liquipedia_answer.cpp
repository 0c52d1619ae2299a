#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <ranges>

#include "sim/source/internal/source_answers.hpp"

namespace cs2::sim {
namespace {

constexpr std::size_t finished_shown = 12;  // the ticker's lists are short
constexpr std::size_t upcoming_shown = 20;

std::string page_of(std::string_view name) {
  std::string page(name);
  std::ranges::replace(page, ' ', '_');
  return page;
}

struct Shown {
  const WorldTeam* team = nullptr;
  std::string placeholder;
  bool won = false;
  bool lost = false;
};

void append_opponent(std::string& html, const Shown& side, bool left) {
  fmt::format_to(std::back_inserter(html),
                 R"(<div class="match-info-header-opponent{}{}"><div class="block-team{}">)",
                 left ? " match-info-header-opponent-left" : "",
                 side.won    ? " match-info-header-winner"
                 : side.lost ? " match-info-header-loser"
                             : "",
                 left ? " flipped" : "");
  if (side.team) {
    fmt::format_to(
        std::back_inserter(html),
        R"(<span class="team-template-image-icon"></span><span class="name"><a href="/counterstrike/{}" title="{}">{}</a></span>)",
        page_of(side.team->name), side.team->name, side.team->short_name);
  } else {
    fmt::format_to(std::back_inserter(html), R"(<span class="name">{}</span>)", side.placeholder);
  }
  html += "</div></div>";
}

// Of a best-of-one the rounds are shown, as there.
std::optional<Score> shown_score(const MatchFacts& facts) {
  if (facts.status == MatchStatus::scheduled) return std::nullopt;
  if (*facts.best_of == 1 && !facts.maps.empty()) return facts.maps.front().score;
  return facts.score;
}

void append_score(std::string& html, const std::optional<Score>& score, int best_of) {
  html +=
      R"(<div class="match-info-header-scoreholder"><span class="match-info-header-scoreholder-icon"></span>)"
      R"(<span class="match-info-header-scoreholder-scorewrapper"><span class="match-info-header-scoreholder-upper">)";
  if (score) {
    fmt::format_to(std::back_inserter(html),
                   R"(<span class="match-info-header-scoreholder-score">{}</span>)"
                   R"(<span class="match-info-header-scoreholder-divider">:</span>)"
                   R"(<span class="match-info-header-scoreholder-score">{}</span>)",
                   score->first, score->second);
  } else {
    html += "vs";
  }
  fmt::format_to(std::back_inserter(html),
                 R"(</span><span class="match-info-header-scoreholder-lower">(Bo{})</span></span>)"
                 R"(<span class="match-info-header-scoreholder-icon"></span></div>)",
                 best_of);
}

void append_card(std::string& html, const World& world, const WorldMatch& match) {
  const bool swap = match.number % 2 == 1;
  const auto facts = swap ? swapped(match.facts) : match.facts;
  const auto side = [&](std::size_t slot) {
    const auto source = swap ? 1 - slot : slot;
    const int team = match.teams[source];
    return Shown{.team = team < 0 ? nullptr : &world.teams()[static_cast<std::size_t>(team)],
                 .placeholder = match.placeholders[source],
                 .won = facts.winner == static_cast<Slot>(slot),
                 .lost = facts.winner && facts.winner != static_cast<Slot>(slot)};
  };
  const bool finished = facts.status == MatchStatus::finished;
  const auto& tournament = world.tournaments()[static_cast<std::size_t>(match.tournament)];
  const auto stage = facts.stage.substr(0, facts.stage.find(" – "));
  const auto at = facts.started_at ? *facts.started_at : *facts.scheduled_at;
  fmt::format_to(
      std::back_inserter(html),
      R"(<div class="match-info"><span class="match-info-countdown"><span class="timer-object{}" data-format="full" )"
      R"(data-timestamp="{}"{}>{} <abbr data-tz="+00:00" title="Coordinated Universal Time">UTC</abbr></span></span>)"
      R"(<div class="match-info-header">)",
      finished ? " timer-object-datetime-only" : "", unix_seconds(at),
      finished ? R"( data-finished="finished")" : "", to_iso8601(std::chrono::floor<seconds>(at)));
  append_opponent(html, side(0), true);
  append_score(html, shown_score(facts), *facts.best_of);
  append_opponent(html, side(1), false);
  fmt::format_to(
      std::back_inserter(html),
      R"(</div><div class="match-info-tournament"><span class="match-info-tournament-wrapper">)"
      R"(<span class="match-info-tournament-name"><a href="/counterstrike/{}#{}" title="{}"><span>{} - {}</span></a>)"
      R"(</span></span></div>)",
      page_of(tournament.name), page_of(stage), tournament.name, tournament.name, stage);
  if (!finished) {
    fmt::format_to(
        std::back_inserter(html),
        R"(<div class="match-info-links"><a href="/counterstrike/Special:Stream/twitch/{}" title="">)"
        R"(<i class="fab fa-twitch"></i></a></div>)",
        page_of(tournament.league));
  }
  html += "</div>\n";
}

}  // namespace

std::string liquipedia_ticker(const World& world, Timestamp now) {
  const auto matches = world.at(now);
  std::string html = R"(<div class="mw-parser-output">)";
  const auto append = [&](MatchStatus status, auto&& range, std::size_t most) {
    std::size_t shown = 0;
    for (const auto& match : range) {
      if (match.facts.status == status && shown++ < most) append_card(html, world, match);
    }
  };
  append(MatchStatus::live, matches, matches.size());
  append(MatchStatus::scheduled, matches, upcoming_shown);
  append(MatchStatus::finished, matches | std::views::reverse, finished_shown);
  html += "</div>";
  return html;
}

std::string liquipedia_front(const World& world) {
  std::string html =
      R"(<div class="mw-parser-output"><span class="tournaments-list-heading">Ongoing</span><ul>)";
  for (const auto& tournament : world.tournaments()) {
    fmt::format_to(
        std::back_inserter(html),
        R"(<li class="tournaments-list-item"><span class="tournaments-list-name"><a href="/counterstrike/{0}" title="{1}">{1}</a></span></li>)",
        page_of(tournament.name), tournament.name);
  }
  return html + "</ul></div>";
}

std::string liquipedia_list(const World& world, Tier tier) {
  std::string html =
      R"(<div class="mw-parser-output"><div class="table2"><table class="table2__table"><tr class="table2__row--head">)"
      R"(<th>Tournament</th><th>Date</th><th>Prize Pool</th><th>Location</th></tr>)";
  const auto append = [&](std::string_view name, std::string_view day, std::string_view prize) {
    fmt::format_to(
        std::back_inserter(html),
        R"(<tr class="table2__row--body"><td><a href="/counterstrike/{}">{}</a></td><td>{}</td><td>{}</td><td>Online</td></tr>)",
        page_of(name), name, day, prize);
  };
  const auto today = std::chrono::floor<days>(world.begins_at());
  for (const auto& tournament : world.tournaments()) {
    if (parse_tier(tournament.tier) == tier)
      append(tournament.name, fmt::format("{:%b %d, %Y}", today), tournament.prize);
  }
  append("Founders Cup 2020", "May 2 - 9, 2020", "$10,000");
  return html + "</table></div></div>";
}

}  // namespace cs2::sim
