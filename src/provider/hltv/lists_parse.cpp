// The two lists of matches: /matches and /results.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/limits/providers.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "provider/hltv/page.hpp"
#include "provider/hltv/parse.hpp"
#include "provider/shared/map_name.hpp"

namespace cs2::provider {
namespace {

constexpr double readable_min = 0.8;  // share of rows that must be understood
constexpr int score_max = 200;

// Classes of the match list before 2025; none of them is on a page of today.
constexpr std::array old_marks{"upcomingMatch", "liveMatch-container", "live-match", "match-day"};

class ListParser {
 public:
  explicit ListParser(Timestamp observed_at) {
    report_.provider = ProviderName::hltv;
    report_.observed_at = observed_at;
  }

  Result<Report> take() {
    if (rows_ == 0) return fail(ErrorKind::drift, "no match on the page");
    if (static_cast<double>(report_.matches.size()) < readable_min * static_cast<double>(rows_))
      return fail(ErrorKind::drift, "only {} of {} matches can be read; the first failure: {}",
                  report_.matches.size(), rows_, report_.skipped.front().reason);
    names_.move_to(report_);
    return std::move(report_);
  }

 protected:
  // False for a match that was there already.
  bool is_new(const std::optional<std::string>& id) {
    if (id && !ids_.insert(*id).second) return false;
    ++rows_;
    return true;
  }

  void skip(std::string what, std::string reason) {
    report_.skipped.push_back({std::move(what), std::move(reason), "shape"});
  }

  Report report_;
  hltv::Names names_;

 private:
  std::set<std::string> ids_;
  std::size_t rows_ = 0;
};

class MatchesParser : public ListParser {
 public:
  using ListParser::ListParser;

  void add(const HtmlElement& wrapper) {
    const auto id = hltv::id_in(fmt::format("/matches/{}", wrapper.attribute("data-match-id")), "matches");
    const bool added = is_new(id);
    if (!id) return skip("a match", "no id");

    MatchReport match;
    match.external_id = *id;
    match.url = fmt::format("{}/matches/{}/match", hltv::site, *id);
    if (wrapper.attribute("live") == "true") match.status = MatchStatus::live;
    if (const auto time = wrapper.find_by_class("match-time"))
      match.scheduled_at = hltv::time_in(*time, "data-unix");
    if (match.status == MatchStatus::scheduled && !match.scheduled_at) return skip("match " + *id, "no time");
    for (const auto& meta : wrapper.list_by_class("match-meta")) {
      if (const auto best_of = hltv::best_of(meta.text())) match.best_of = best_of;
    }
    match.stage = hltv::text_in(wrapper, "match-stage");
    if (!read_opponents(wrapper, match)) return skip("match " + *id, "a team against itself");
    read_event(wrapper, match);
    if (added) return report_.matches.push_back(std::move(match));
    // The page repeats its biggest matches above the list, some of them without their event or time.
    const auto known = std::ranges::find(report_.matches, match.external_id, &MatchReport::external_id);
    if (known == report_.matches.end()) {
      std::erase_if(report_.skipped, [&](const Skipped& one) { return one.what == "match " + *id; });
      report_.matches.push_back(std::move(match));
    } else if (told_in(match) > told_in(*known)) {
      *known = std::move(match);
    }
  }

 private:
  // How much a copy tells: of several the one that tells most counts.
  static int told_in(const MatchReport& match) {
    int facts = 0;
    for (const auto& opponent : match.opponents) facts += opponent.team ? 2 : !opponent.name.empty() ? 1 : 0;
    for (const bool known : {match.status == MatchStatus::live, match.scheduled_at.has_value(),
                             match.tournament.has_value(), match.best_of.has_value(), !match.stage.empty()})
      facts += known ? 1 : 0;
    return facts;
  }

  bool read_opponents(const HtmlElement& wrapper, MatchReport& match) {
    const auto teams = wrapper.find_by_class("match-teams");
    const auto sides = teams ? teams->list_by_class("match-team") : std::vector<HtmlElement>{};
    for (std::size_t slot = 0; slot < 2 && slot < sides.size(); ++slot) {
      auto name = hltv::text_in(sides[slot], "match-teamname");
      if (name.empty()) name = hltv::text_in(sides[slot], "team");  // "Aurora YB/Famalicao winner"
      const auto number = wrapper.attribute(slot == 0 ? "team1" : "team2");
      const auto id = hltv::id_in(fmt::format("/team/{}", number), "team");
      match.opponents[slot].name = name;
      if (id && !name.empty()) match.opponents[slot].team = names_.team(id, name);
    }
    return !match.opponents[0].team || match.opponents[0].team != match.opponents[1].team;
  }

  void read_event(const HtmlElement& wrapper, MatchReport& match) {
    const auto event = wrapper.find_by_class("match-event");
    const auto id = hltv::id_in(fmt::format("/events/{}", wrapper.attribute("data-event-id")), "events");
    const auto name = event ? sanitize(event->attribute("data-event-headline")) : std::string{};
    if (!id || name.empty()) return;
    match.tournament = names_.tournament(id, name);
    auto& tournament = names_.tournament_report(*match.tournament).tournament;
    if (const auto region = wrapper.attribute("data-region"); !region.empty())
      tournament.region = sanitize(region);
    if (const auto lan = wrapper.attribute("lan"); !lan.empty()) {
      const auto venue = lan == "true" ? Venue::lan : Venue::online;
      tournament.venue = tournament.venue.value_or(venue) == venue ? venue : Venue::mixed;
    }
    // While no side is known the page has a title instead: "Odyssey Cup - Swiss Round 2 #1".
    const auto title = hltv::text_in(wrapper, "line-clamp-3");
    if (title.starts_with(name + " - ")) match.stage = title.substr(name.size() + 3);
  }
};

class ResultsParser : public ListParser {
 public:
  using ListParser::ListParser;

  void add(const HtmlElement& row) {
    const auto id = hltv::linked_id(row, "matches");
    if (!is_new(id)) return;
    if (!id) return skip("a result", "no id");
    const auto what = "match " + *id;

    MatchReport match;
    match.external_id = *id;
    match.url = fmt::format("{}/matches/{}/match", hltv::site, *id);
    match.status = MatchStatus::finished;
    match.ended_at = hltv::time_in(row, "data-zonedgrouping-entry-unix");
    std::array<bool, 2> won{};
    for (std::size_t slot = 0; slot < 2; ++slot) {
      const auto side = row.find_by_class(slot == 0 ? "team1" : "team2");
      const auto team = side ? side->find_by_class("team") : std::nullopt;
      const auto name = hltv::text_of(team);
      if (name.empty()) return skip(what, "an opponent without a name");
      match.opponents[slot] = {.team = names_.team(std::nullopt, name), .name = name, .line_up = {}};
      won[slot] = team->has_class("team-won");
    }
    if (match.opponents[0].name == match.opponents[1].name) return skip(what, "a team against itself");
    const auto numbers = read_score(row);
    if (!numbers) return skip(what, "no score");
    apply(*numbers, won, hltv::text_in(row, "map-text"), match);
    if (const auto event = hltv::text_in(row, "event-name"); !event.empty())
      match.tournament = names_.tournament(std::nullopt, event);
    report_.matches.push_back(std::move(match));
  }

 private:
  static std::optional<Score> read_score(const HtmlElement& row) {
    const auto cell = row.find_by_class("result-score");
    if (!cell) return std::nullopt;
    std::vector<int> numbers;
    for (const auto& span : cell->list_by_tag("span")) {
      const auto number = parse_number<int>(span.text());
      if (number && *number >= 0 && *number < score_max) numbers.push_back(*number);
    }
    return numbers.size() == 2 ? std::optional{Score{numbers[0], numbers[1]}} : std::nullopt;
  }

  // "bo3", "def" for a forfeit, or the map of a best-of-one, whose numbers are rounds.
  static void apply(Score numbers, std::array<bool, 2> won, const std::string& kind, MatchReport& match) {
    match.forfeit = kind == "def";
    match.draw = !match.forfeit && !won[0] && !won[1] && numbers.first == numbers.second;
    if (won[0] != won[1]) match.winner = won[0] ? 0 : 1;
    if (match.forfeit) return;

    const auto best_of = hltv::best_of(kind);
    match.best_of = best_of ? best_of : kind.empty() ? std::nullopt : std::optional{1};
    if (match.best_of != 1) {
      match.score = numbers;
      return;
    }
    MapResult map{.number = 1, .name = {}, .status = MapStatus::finished, .score = numbers};
    if (!best_of) map.name = map_name(kind);
    map.winner = match.winner;
    match.maps.push_back(std::move(map));
    if (match.winner) match.score = match.winner == 0 ? Score{1, 0} : Score{0, 1};
  }
};

}  // namespace

Result<Report> parse_hltv_matches(std::string_view html, Timestamp now) {
  const auto page = hltv::open(html);
  if (!page) return failed(page);
  const auto list = page->root().find_by_class("matches-v4");
  if (!list) {
    const bool old = std::ranges::any_of(
        old_marks, [&](const char* mark) { return page->root().find_by_class(mark).has_value(); });
    return fail(ErrorKind::drift, "no list of matches on the page{}",
                old ? ": it has the markup of before 2025" : "");
  }
  const auto wrappers = list->list_by_class("match-wrapper");
  if (wrappers.size() > limits::provider_rows_max)
    return fail(ErrorKind::too_large, "{} matches on one page", wrappers.size());

  MatchesParser parser{std::min(now, hltv::time_in(*list, "data-current-unix").value_or(now))};
  for (const auto& wrapper : wrappers) parser.add(wrapper);
  return parser.take();
}

Result<Report> parse_hltv_results(std::string_view html, Timestamp now) {
  const auto page = hltv::open(html);
  if (!page) return failed(page);
  // The first page repeats its biggest matches above the list.
  const auto lists = page->root().list_by_class("results-all");
  if (lists.empty()) return fail(ErrorKind::drift, "no list of results on the page");
  const auto rows = lists.back().list_by_class("result-con");
  if (rows.size() > limits::provider_rows_max)
    return fail(ErrorKind::too_large, "{} results on one page", rows.size());

  ResultsParser parser{now};
  for (const auto& row : rows) parser.add(row);
  return parser.take();
}

}  // namespace cs2::provider
