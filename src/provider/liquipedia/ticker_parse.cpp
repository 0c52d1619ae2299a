#include "provider/liquipedia/parse.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/limits/providers.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "provider/liquipedia/rendered_page.hpp"
#include "provider/shared/html.hpp"
#include "provider/shared/wiki_page.hpp"

namespace cs2::provider {
namespace {

constexpr auto forgotten_after = hours{12};  // no series lasts longer; beyond it nobody entered the result
constexpr double readable_min = 0.8;         // share of cards that must be understood
constexpr std::size_t links_max = 30;
constexpr std::size_t maps_max = 9;

enum class Phase { upcoming, ongoing, finished };

// What stands between the two names: "vs", "2:1", "13:9", "W:FF" …
struct Shown {
  bool versus = false;
  std::array<std::optional<int>, 2> numbers;
  bool forfeit = false;
  bool disqualified = false;
  std::optional<Slot> winner;  // of a forfeit
};

class TickerParser {
 public:
  explicit TickerParser(Timestamp now) : now_(now) { report_.provider = ProviderName::liquipedia; }

  // On a tournament's own page cards name neither it nor their section.
  void stand_on(std::string page, std::string section) {
    page_ = std::move(page);
    section_ = std::move(section);
  }

  void add(const HtmlElement& card) {
    ++cards_;
    const auto sides = opponents_of(card);
    if (sides.size() != 2) return skip("a card", fmt::format("{} opponents", sides.size()));

    MatchReport match;
    match.id_is_derived = true;
    std::array<std::string, 2> keys;
    for (std::size_t slot = 0; slot < 2; ++slot)
      keys[slot] = read_opponent(sides[slot], match.opponents[slot]);
    const auto what = fmt::format("match {} – {}", match.opponents[0].name, match.opponents[1].name);
    if (keys[0] == keys[1] && keys[0] != "?") return skip(what, "a team against itself");
    const auto place = read_tournament(card, match);
    read_time(card, match);
    read_links(card, match);

    const auto shown = read_score(card);
    if (!shown) return skip(what, "no score and no \"vs\"");
    const auto phase = phase_of(card, sides, *shown, match);
    if (phase == Phase::ongoing && match.scheduled_at && now_ - *match.scheduled_at > forgotten_after) {
      ++forgotten_;
      return skip(what, "began half a day ago and has no end");
    }
    match.best_of = best_of(card);
    apply(phase, *shown, sides, match);
    read_maps(card, match);

    match.external_id = ids_.of(place, keys, match.scheduled_at);
    report_.matches.push_back(std::move(match));
  }

  Result<Report> take() {
    const auto read = static_cast<double>(report_.matches.size());
    if (read < readable_min * static_cast<double>(cards_ - forgotten_))
      return fail(ErrorKind::drift, "only {} of {} match cards can be read; the first failure: {}",
                  report_.matches.size(), cards_, report_.skipped.front().reason);
    for (auto& [id, team] : teams_) report_.teams.push_back(std::move(team));
    for (auto& [id, tournament] : tournaments_) report_.tournaments.push_back(std::move(tournament));
    return std::move(report_);
  }

  void observed_at(Timestamp at) { report_.observed_at = at; }

 private:
  void skip(std::string what, std::string reason) {
    report_.skipped.push_back({std::move(what), std::move(reason)});
  }

  // The horizontal card of the ticker, or the vertical one of the carousels on team and tournament pages.
  static std::vector<HtmlElement> opponents_of(const HtmlElement& card) {
    auto sides = card.list_by_class("match-info-header-opponent");
    if (sides.empty()) sides = card.list_by_class("match-info-opponent-row");
    return sides;
  }

  static bool won(const HtmlElement& side) {
    return side.has_class("match-info-header-winner") || side.has_class("match-info-opponent-row-winner");
  }

  // Gives what the side contributes to the match's id: its page, or "?" while it is undecided.
  std::string read_opponent(const HtmlElement& side, OpponentReport& opponent) {
    const auto label = side.find_by_class("name");
    if (!label) return "?";
    const auto shown = label->text();
    const auto anchor = label->find_by_tag("a");
    const auto link = anchor ? parse_page_link(anchor->attribute("href")) : std::nullopt;
    if (!link) {
      if (shown != "TBD") opponent.name = shown;  // "Winner of …"
      return "?";
    }

    auto title = plain_title(sanitize(anchor->attribute("title")));
    if (title.empty()) title = plain_title(page_title(link->page));
    auto [known, added] = teams_.try_emplace(link->page);
    if (added) {
      known->second = {.external_id = link->page, .team = {.name = title}, .aliases = {}, .url = link->url};
      if (!shown.empty() && shown != title) known->second.aliases.push_back(shown);
    }
    opponent = {.team = link->page, .name = title};
    return link->page;
  }

  // "Esports World Cup 2026 - Playoffs", linking to the page and its section.
  std::string read_tournament(const HtmlElement& card, MatchReport& match) {
    if (const auto stage = card.find_by_class("match-info-stage")) match.stage = stage->text();
    const auto label = card.find_by_class("match-info-tournament-name");
    const auto anchor = label ? label->find_by_tag("a") : std::nullopt;
    const auto link = anchor ? parse_page_link(anchor->attribute("href")) : std::nullopt;
    if (!link) return own_place(match);

    auto name = label->text();
    auto stage = link->section;
    const auto dash = name.rfind(" - ");
    if (dash != std::string::npos && !stage.empty() && fold(name.substr(dash + 3)) == fold(stage)) {
      stage = name.substr(dash + 3);
      name.resize(dash);
    }
    if (name.empty()) name = page_title(link->page);
    match.stage = stage;
    match.tournament = link->page;
    match.url = link->url;
    tournaments_.try_emplace(link->page, TournamentReport{.external_id = link->page,
                                                          .tournament = {.name = name},
                                                          .url = link->url.substr(0, link->url.find('#'))});
    return place_of(link->page, link->section);
  }

  std::string own_place(MatchReport& match) {
    if (page_.empty()) return {};
    match.stage = section_;
    match.tournament = page_;
    match.url = page_url(page_, section_);
    tournaments_.try_emplace(
        page_, TournamentReport{
                   .external_id = page_, .tournament = {.name = page_title(page_)}, .url = page_url(page_)});
    return place_of(page_, section_);
  }

  // Below a match of a bracket: a row for each map, with the rounds of each half in the colour of its side.
  static void read_maps(const HtmlElement& card, MatchReport& match) {
    const auto rows = card.list_by_class("brkts-popup-body-grid-row");
    if (rows.empty()) return;
    match.maps.clear();
    for (const auto& row : rows) {
      if (match.maps.size() == maps_max) return;
      MapResult map{.number = static_cast<int>(match.maps.size()) + 1};
      for (const auto& anchor : row.list_by_tag("a")) {
        if (const auto title = sanitize(anchor.attribute("title")); !title.empty() && !map.name)
          map.name = plain_title(title);
      }
      const auto labels = row.list_by_class("generic-label");
      if (row.find_by_tag("s")) map.status = MapStatus::not_played;
      if (labels.size() == 2 && map.status != MapStatus::not_played) read_map(row, labels, map);
      match.maps.push_back(std::move(map));
    }
  }

  static void read_map(const HtmlElement& row, const std::vector<HtmlElement>& labels, MapResult& map) {
    for (const Slot slot : {0, 1}) {
      if (labels[static_cast<std::size_t>(slot)].attribute("data-label-type") == "result-win")
        map.winner = slot;
    }
    const auto scores = row.list_by_class("brkts-popup-body-detailed-scores-main-score");
    const auto halves = row.list_by_class("brkts-popup-body-detailed-scores");
    if (scores.size() != 2 || halves.size() != 2) return;
    const auto first = parse_rounds(scores[0].text());
    const auto second = parse_rounds(scores[1].text());
    if (!first || !second) return;
    map.score = Score{*first, *second};
    map.status = map.winner ? MapStatus::finished : MapStatus::live;
    read_halves(halves[0].list_by_class("brkts-popup-body-detailed-score"),
                halves[1].list_by_class("brkts-popup-body-detailed-score"), map);
  }

  static void read_halves(const std::vector<HtmlElement>& first, const std::vector<HtmlElement>& second,
                          MapResult& map) {
    Score sum;
    for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i) {
      const auto a = parse_rounds(first[i].text());
      const auto b = parse_rounds(second[i].text());
      if (!a || !b) break;
      sum = {sum.first + *a, sum.second + *b};
      const bool ct = first[i].has_class("brkts-cs-score-color-ct");
      const bool t = first[i].has_class("brkts-cs-score-color-t");
      map.halves.push_back({.rounds = {*a, *b},
                            .first_side = ct  ? std::optional{Side::ct}
                                          : t ? std::optional{Side::t}
                                              : std::nullopt,
                            .overtime = i >= 2});
    }
    if (sum != *map.score) map.halves.clear();
  }

  static std::optional<int> parse_rounds(std::string_view text) {
    const auto number = parse_number<std::int64_t>(text);
    return number && *number >= 0 && *number < 200 ? std::optional{static_cast<int>(*number)} : std::nullopt;
  }

  static void read_time(const HtmlElement& card, MatchReport& match) {
    const auto timer = card.find_by_class("timer-object");
    if (!timer) return;
    const auto at = parse_number<std::int64_t>(timer->attribute("data-timestamp"));
    if (!at || *at <= 0 || *at > 253'402'300'799)
      return;  // Lua's year 0 stands for "unknown"; 9999 is the last year
    match.scheduled_at = from_unix_seconds(*at);
    // An inexact time is written without its time zone.
    const auto zones = timer->list_by_tag("abbr");
    match.time_is_exact = std::ranges::any_of(
        zones, [](const HtmlElement& zone) { return !zone.attribute("data-tz").empty(); });
  }

  static void read_links(const HtmlElement& card, MatchReport& match) {
    std::set<std::string> seen;
    for (const auto& anchor : card.list_by_tag("a")) {
      if (seen.size() == links_max) return;
      const auto href = std::string{anchor.attribute("href")};
      // The key in the address is Liquipedia's own name of a stream, not a channel: only their page leads
      // there.
      if (href.starts_with("/counterstrike/Special:Stream/")) {
        if (seen.insert(href).second) match.streams.push_back({.url = absolute_url(href), .language = {}});
        continue;
      }
      const auto match_id = hltv_match_of(href);
      const bool map = href.contains("hltv.org/") && href.contains("matchid=");
      const bool ours = match_id || map || anchor.has_class("external");
      if (!href.starts_with("https://") || !ours || !seen.insert(href).second) continue;
      match.links.push_back({.kind = match_id ? "hltv" : map ? "hltv_map" : "vod", .url = href});
      if (match_id) match.cross_references.push_back({ProviderName::hltv, *match_id});
    }
  }

  static std::optional<Shown> read_score(const HtmlElement& card) {
    Shown shown;
    auto scores = card.list_by_class("match-info-header-scoreholder-score");
    if (scores.empty()) {
      if (const auto upper = card.find_by_class("match-info-header-scoreholder-upper")) {
        shown.versus = fold(upper->text()) == "vs";
        return shown.versus ? std::optional{shown} : std::nullopt;
      }
      scores = card.list_by_class("match-info-opponent-score");
      shown.versus =
          std::ranges::all_of(scores, [](const HtmlElement& score) { return score.text().empty(); });
    }
    if (scores.size() != 2) return std::nullopt;
    for (std::size_t slot = 0; slot < 2; ++slot) {
      const auto text = scores[slot].text();
      if (const auto number = parse_number<std::int64_t>(text); number && *number >= 0 && *number < 200)
        shown.numbers[slot] = static_cast<int>(*number);
      else if (text == "W" || text == "L" || text == "FF" || text == "DQ")
        shown.forfeit = true;
      if (text == "W") shown.winner = static_cast<Slot>(slot);
      shown.disqualified = shown.disqualified || text == "DQ";
    }
    return shown;
  }

  Phase phase_of(const HtmlElement& card, const std::vector<HtmlElement>& sides, const Shown& shown,
                 const MatchReport& match) const {
    const auto timer = card.find_by_class("timer-object");
    if (timer && !timer->attribute("data-finished").empty()) return Phase::finished;
    if (won(sides[0]) || won(sides[1])) return Phase::finished;
    if (!shown.versus) return Phase::ongoing;
    const bool begun = match.scheduled_at && match.time_is_exact && *match.scheduled_at <= now_;
    return begun ? Phase::ongoing : Phase::upcoming;
  }

  static std::optional<int> best_of(const HtmlElement& card) {
    const auto lower = card.find_by_class("match-info-header-scoreholder-lower");
    if (!lower) return std::nullopt;
    auto text = fold(lower->text());  // "(Bo3)"
    if (!text.starts_with("bo")) return std::nullopt;
    const auto number = parse_number<std::int64_t>(std::string_view{text}.substr(2));
    return number && *number >= 1 && *number <= 9 ? std::optional{static_cast<int>(*number)} : std::nullopt;
  }

  static void apply(Phase phase, const Shown& shown, const std::vector<HtmlElement>& sides,
                    MatchReport& match) {
    const auto& [first, second] = shown.numbers;
    const auto numbers = first && second ? std::optional{Score{*first, *second}} : std::nullopt;
    if (phase == Phase::upcoming) return;
    if (phase == Phase::ongoing) {
      match.status = MatchStatus::live;
      if (match.best_of == 1 && numbers) {
        match.maps.push_back({.number = 1, .name = {}, .status = MapStatus::live, .score = numbers});
        match.score = Score{0, 0};
      } else {
        match.score = shown.versus ? Score{0, 0} : numbers;
      }
      return;
    }

    match.status = MatchStatus::finished;
    match.forfeit = shown.forfeit;
    match.disqualified = shown.disqualified;
    const bool both = won(sides[0]) && won(sides[1]);
    const bool level = numbers && numbers->first == numbers->second && !won(sides[0]) && !won(sides[1]);
    match.draw = both || level;
    if (!match.draw && (won(sides[0]) || won(sides[1]))) match.winner = won(sides[0]) ? 0 : 1;
    if (match.forfeit) {
      match.draw = false;
      if (!match.winner) match.winner = shown.winner;
    }
    if (match.forfeit || !numbers) return;

    // The card of a best-of-one shows rounds, unless only the winner was entered: then 1:0.
    const bool rounds = match.best_of == 1 && std::max(numbers->first, numbers->second) > 1;
    match.score = numbers;
    if (!rounds) return;
    match.maps.push_back(
        {.number = 1, .name = {}, .status = MapStatus::finished, .score = numbers, .winner = match.winner});
    match.score = std::nullopt;
    if (match.winner) match.score = match.winner == 0 ? Score{1, 0} : Score{0, 1};
  }

  Timestamp now_;
  std::string page_;
  std::string section_;
  Report report_;
  std::size_t cards_ = 0;
  std::size_t forgotten_ = 0;
  DerivedIds ids_;
  std::map<std::string, TeamReport> teams_;
  std::map<std::string, TournamentReport> tournaments_;
};

}  // namespace

Result<Report> parse_liquipedia_matches(std::string_view html, Timestamp now) {
  const auto page = HtmlPage::parse(std::string{html});
  if (!page) return failed(page);
  const auto cards = page->root().list_by_class("match-info");
  if (cards.empty()) {
    const bool old = page->root().find_by_class("infobox_matches_content").has_value();
    return fail(ErrorKind::drift, "no match cards on the page{}",
                old ? ": it has the markup of before 2025" : "");
  }
  if (cards.size() > limits::provider_rows_max)
    return fail(ErrorKind::too_large, "{} match cards", cards.size());

  TickerParser parser{now};
  // Facts are as old as the page, which the wiki keeps for a while.
  parser.observed_at(rendered_at(html, now));
  for (const auto& card : cards) parser.add(card);
  return parser.take();
}

Result<Report> parse_liquipedia_tournament(std::string_view html, std::string_view page_name, Timestamp now) {
  const auto page = HtmlPage::parse(std::string{html});
  if (!page) return failed(page);
  // Headings and matches in the order of the page: a match stands in the section of the heading above it.
  const auto elements = page->root().list_where([](const HtmlElement& element) {
    return element.is("h2") || element.is("h3") || element.is("h4") ||
           element.has_class("brkts-match-info-popup");
  });
  TickerParser parser{now};
  parser.observed_at(rendered_at(html, now));
  std::size_t matches = 0;
  std::string section;
  for (const auto& element : elements) {
    if (!element.has_class("brkts-match-info-popup")) {
      section = page_title(sanitize(element.attribute("id")));
      continue;
    }
    if (++matches > limits::provider_rows_max) return fail(ErrorKind::too_large, "{} matches", matches);
    parser.stand_on(page_id(page_name), section);
    parser.add(element);
  }
  if (matches == 0) return fail(ErrorKind::drift, "no matches on the page of a tournament");
  return parser.take();
}

}  // namespace cs2::provider
