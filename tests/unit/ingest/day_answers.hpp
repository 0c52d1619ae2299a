// A Day in the shapes in which the sources answer.
#pragma once

#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "io/http.hpp"
#include "support/liquipedia_cards.hpp"
#include "unit/ingest/day.hpp"
#include "unit/provider/pandascore/rows.hpp"

namespace cs2::ingest {

namespace json = boost::json;

inline io::HttpResponse ok(std::string body, io::Headers headers = {}) {
  return {.status = 200, .headers = std::move(headers), .body = std::move(body)};
}

// What stands between `key` and the next '&'; empty where there is none.
inline std::string parameter(std::string_view url, std::string_view key) {
  const auto at = url.find(key);
  if (at == std::string_view::npos) return {};
  const auto rest = url.substr(at + key.size());
  return std::string{rest.substr(0, rest.find('&'))};
}

inline int number_in(std::string_view text, int otherwise) {
  int number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// PandaScore on its free plan: no games, no players.
class PandascoreDay {
 public:
  static constexpr int first_team = 7'000;
  static constexpr int first_match = 800'000;

  explicit PandascoreDay(const Day& day) : day_(day) {}

  bool has_incidents = true;
  bool swaps_sides = false;  // the opponents stand the other way round from now on

  io::HttpResponse answer(std::string_view url, Timestamp now) {
    const auto path = url.substr(0, url.find('?'));
    if (path.ends_with("/matches/running")) return list(url, rows(now, is_running));
    if (path.ends_with("/matches/upcoming")) return list(url, upcoming(now));
    if (path.ends_with("/matches/past")) return list(url, past(now));
    if (path.ends_with("/incidents")) return incidents(url, now);
    if (path.ends_with("/csgo/matches")) return list(url, by_id(url, now));
    if (path.ends_with("/csgo/tournaments"))
      return list(url, stages(number_in(parameter(url, "serie_id%5D="), 0)));
    if (path.ends_with("/opponents")) return ok(R"({"opponent_type":"Team","opponents":[]})");
    if (path.ends_with("/rosters")) return ok(R"({"type":"Team","rosters":[]})");
    if (path.ends_with("/games")) return {.status = 403, .headers = {}, .body = "{}"};
    return ok("[]");
  }

 private:
  static bool is_running(const DayMatch& match, Timestamp now) {
    return match.step(now) > 0 && !match.is_over(match.step(now));
  }
  static bool is_ahead(const DayMatch& match, Timestamp now) { return match.step(now) == 0; }

  template <class Filter>
  std::vector<std::string> rows(Timestamp now, Filter filter) {
    std::vector<std::string> found;
    for (const auto& match : day_.matches) {
      if (filter(match, now)) found.push_back(row(match, match.step(now)));
    }
    return found;
  }

  std::vector<std::string> upcoming(Timestamp now) {
    auto found = rows(now, is_ahead);
    found.push_back(json::serialize(provider::upcoming_row({{"scheduled_at", "2026-07-19T17:00:00Z"},
                                                            {"original_scheduled_at", "2026-07-19T17:00:00Z"},
                                                            {"begin_at", "2026-07-19T17:00:00Z"}})));
    return found;
  }

  std::vector<std::string> past(Timestamp now) {
    std::vector<const DayMatch*> over;
    for (const auto& match : day_.matches) {
      if (match.is_over(match.step(now))) over.push_back(&match);
    }
    std::ranges::sort(over, std::greater{}, [](const DayMatch* match) { return match->map_ends.back(); });
    std::vector<std::string> found;
    for (const auto* match : over) found.push_back(row(*match, match->last_step()));
    // There is always an older one, as there is always a later one.
    found.push_back(json::serialize(provider::finished_row({{"modified_at", "2026-07-01T19:10:00Z"},
                                                            {"scheduled_at", "2026-07-01T17:00:00Z"},
                                                            {"original_scheduled_at", "2026-07-01T17:00:00Z"},
                                                            {"begin_at", "2026-07-01T17:04:30Z"},
                                                            {"end_at", "2026-07-01T19:02:00Z"}})));
    return found;
  }

  std::vector<std::string> by_id(std::string_view url, Timestamp now) {
    const auto ids = "," + parameter(url, "filter%5Bid%5D=") + ",";
    return rows(now, [&](const DayMatch& match, Timestamp) {
      return ids.contains(fmt::format(",{},", first_match + match.number));
    });
  }

  io::HttpResponse incidents(std::string_view url, Timestamp now) {
    if (!has_incidents) return {.status = 403, .headers = {}, .body = "{}"};
    const auto since = parse_iso8601(parameter(url, "since=")).value_or(now);
    std::vector<std::pair<Timestamp, std::string>> changed;
    for (const auto& match : day_.matches) {
      const int step = match.step(now);
      if (step == 0 || match.moment(step) < since) continue;
      changed.emplace_back(
          match.moment(step),
          fmt::format(R"({{"type":"match","change_type":"update","id":{},"modified_at":"{}","object":{}}})",
                      first_match + match.number, to_iso8601(match.moment(step)), row(match, step)));
    }
    std::ranges::sort(changed);
    std::vector<std::string> found;
    for (auto& [at, text] : changed) found.push_back(std::move(text));
    return list(url, found);
  }

  // Three of each event, every one with a bracket and without rosters: as many questions as there can be.
  static std::vector<std::string> stages(int serie) {
    std::vector<std::string> found;
    for (int stage = 0; serie > 0 && stage < 3; ++stage) {
      const json::object event{
          {"id", serie}, {"league_id", 5}, {"full_name", fmt::format("Open {} 2026", serie)}, {"year", 2026}};
      found.push_back(json::serialize(provider::tournament_row({{"id", serie * 10 + stage},
                                                                {"serie_id", serie},
                                                                {"serie", event},
                                                                {"teams", json::array{}},
                                                                {"expected_roster", json::array{}}})));
    }
    return found;
  }

  static io::HttpResponse list(std::string_view url, const std::vector<std::string>& rows) {
    constexpr std::size_t per_page = 100;
    const auto page = static_cast<std::size_t>(number_in(parameter(url, "&page="), 1));
    const auto from = std::min((page - 1) * per_page, rows.size());
    const auto to = std::min(page * per_page, rows.size());
    const auto body = fmt::format("[{}]", fmt::join(rows.begin() + static_cast<std::ptrdiff_t>(from),
                                                    rows.begin() + static_cast<std::ptrdiff_t>(to), ","));
    return ok(body, to < rows.size() ? io::Headers{{"Link", R"(<https://x>; rel="next")"}} : io::Headers{});
  }

  json::object side(int team) const {
    return {{"type", "Team"},
            {"opponent", {{"id", first_team + team}, {"name", team_name(team)}, {"acronym", nullptr}}}};
  }

  static json::array games(const DayMatch& match, int step) {
    json::array games;
    for (int map = 0; map < match.best_of; ++map) {
      const bool over = map + 1 < step;
      const bool running = map + 1 == step && !match.is_over(step);
      if (!over && match.is_over(step)) continue;
      const auto at = static_cast<std::size_t>(map);
      json::value winner = nullptr;
      if (over) winner = first_team + 2 * match.number + match.map_winners[at];
      games.push_back(json::object{{"id", match.number * 10 + map},
                                   {"position", map + 1},
                                   {"status", over      ? "finished"
                                              : running ? "running"
                                                        : "not_started"},
                                   {"finished", over},
                                   {"forfeit", false},
                                   {"winner", {{"id", winner}, {"type", "Team"}}}});
    }
    return games;
  }

  const std::string& row(const DayMatch& match, int step) {
    auto& text = rows_[{match.number, step, swaps_sides}];
    if (!text.empty()) return text;
    const auto score = match.score(step);
    const int first = 2 * match.number;
    json::array sides{side(first), side(first + 1)};
    if (swaps_sides) std::swap(sides[0], sides[1]);
    const bool over = match.is_over(step);
    json::value winner = nullptr;
    if (over) winner = first_team + first + match.winner();
    const int serie = 500 + match.event;
    text = json::serialize(provider::running_row(
        {{"id", first_match + match.number},
         {"name", fmt::format("Round 1: {} vs {}", first, first + 1)},
         {"status", step == 0 ? "not_started"
                    : over    ? "finished"
                              : "running"},
         {"number_of_games", match.best_of},
         {"modified_at", to_iso8601(step == 0 ? match.scheduled_at - days{1} : match.moment(step))},
         {"scheduled_at", to_iso8601(match.scheduled_at)},
         {"original_scheduled_at", to_iso8601(match.scheduled_at)},
         {"begin_at", to_iso8601(step == 0 ? match.scheduled_at : match.starts_at)},
         {"end_at", over ? json::value(to_iso8601(match.moment(step))) : json::value(nullptr)},
         {"winner_id", winner},
         {"opponents", sides},
         {"results", json::array{json::object{{"team_id", first_team + first}, {"score", score.first}},
                                 json::object{{"team_id", first_team + first + 1}, {"score", score.second}}}},
         {"games", games(match, step)},
         {"streams_list", json::array{}},
         {"serie",
          {{"id", serie},
           {"full_name", fmt::format("Open {} 2026", serie)},
           {"year", 2026},
           {"season", nullptr}}},
         {"tournament", {{"id", serie * 10}, {"name", "Playoffs"}, {"tier", "c"}, {"type", "online"}}}}));
    return text;
  }

  const Day& day_;
  std::map<std::tuple<int, int, bool>, std::string> rows_;
};

// The ticker: what runs, what comes next, and what ended lately. Pages asked by name are not there.
class LiquipediaDay {
 public:
  explicit LiquipediaDay(const Day& day) : day_(day) {}

  bool swaps_sides = false;

  io::HttpResponse answer(std::string_view url, Timestamp now) const {
    if (!url.contains("action=parse")) return ok(R"({"query":{"pages":[]}})");
    if (url.contains("page=Main_Page")) return ok(provider::answer_of(provider::front_of({}, {})));
    return ok(provider::answer_of(ticker(now)));
  }

 private:
  provider::CardSide side(int team) const {
    return {.page = page_of_team(team), .title = team_name(team), .shown = team_name(team)};
  }

  std::string ticker(Timestamp now) const {
    std::vector<provider::Card> cards;
    for (const auto& match : day_.matches) {
      const int step = match.step(now);
      const bool over = match.is_over(step);
      // The real one shows a day of them; what an hour of trouble and an hour's block hide is enough here.
      if (over && match.map_ends.back() < now - minutes{150}) continue;
      // The next ones are always there, however far away.
      if (step == 0 && match.scheduled_at > now + hours{1} && cards.size() >= 5) continue;
      auto score = match.score(step);
      provider::Card card{.first = side(2 * match.number),
                          .second = side(2 * match.number + 1),
                          .at = step == 0 ? match.scheduled_at : match.starts_at,
                          .finished = over};
      (match.winner() == 0 ? card.first : card.second).won = over;
      (match.winner() == 0 ? card.second : card.first).lost = over;
      if (swaps_sides) {
        std::swap(card.first, card.second);
        std::swap(score.first, score.second);
      }
      card.upper = step == 0 ? "vs" : fmt::format("{}:{}", score.first, score.second);
      card.lower = fmt::format("(Bo{})", match.best_of);
      card.tournament = fmt::format("Open/{}#Playoffs", 500 + match.event);
      card.tournament_shown = fmt::format("Open {} 2026 - Playoffs", 500 + match.event);
      cards.push_back(std::move(card));
    }
    auto digits = to_iso8601(std::chrono::floor<seconds>(now));
    std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
    return provider::page_of(cards) + fmt::format("<!-- Cached time: {} -->", digits);
  }

  const Day& day_;
};

// LPDB's rows of matches; its other types have none.
class LpdbDay {
 public:
  explicit LpdbDay(const Day& day) : day_(day) {}

  bool swaps_sides = false;

  io::HttpResponse answer(std::string_view url, Timestamp now) const {
    const auto rows = [&](std::string_view condition) { return url.contains(condition); };
    if (!url.contains("/match?")) return ok(R"({"result": []})");
    const bool wants_open = rows("finished%3A%3A0");
    const bool wants_over = rows("finished%3A%3A1");
    json::array found;
    for (const auto& match : day_.matches) {
      const bool over = match.is_over(match.step(now));
      if ((over && wants_open) || (!over && wants_over)) continue;
      found.push_back(row(match, match.step(now)));
    }
    return ok(json::serialize(json::object{{"result", std::move(found)}}));
  }

 private:
  static std::string moment(Timestamp at) {
    const auto text = to_iso8601(std::chrono::floor<seconds>(at));
    return text.substr(0, 10) + " " + text.substr(11, 8);
  }

  json::object side(int team, int score, bool begun) const {
    return {{"type", "team"},
            {"name", team_name(team)},
            {"score", begun ? score : -1},
            {"status", begun ? "S" : ""},
            {"teamtemplate",
             {{"page", team_name(team)}, {"name", team_name(team)}, {"shortname", team_name(team)}}},
            {"match2players", json::array{}}};
  }

  json::object row(const DayMatch& match, int step) const {
    const auto score = match.score(step);
    const bool over = match.is_over(step);
    json::array sides{side(2 * match.number, score.first, step > 0),
                      side(2 * match.number + 1, score.second, step > 0)};
    if (swaps_sides) std::swap(sides[0], sides[1]);
    const auto winner = swaps_sides ? 1 - match.winner() : match.winner();
    const auto page = fmt::format("Open/{}", 500 + match.event);
    return {{"match2id", fmt::format("Invented{:04}_0001", match.number)},
            {"pagename", page},
            {"parent", page},
            {"tournament", fmt::format("Open {} 2026", 500 + match.event)},
            {"section", "Playoffs"},
            {"game", "cs2"},
            {"bestof", std::to_string(match.best_of)},
            {"date", moment(step == 0 ? match.scheduled_at : match.starts_at)},
            {"dateexact", 1},
            {"finished", over ? 1 : 0},
            {"winner", over ? std::to_string(winner + 1) : ""},
            {"links", json::array{}},
            {"stream", json::array{}},
            {"match2opponents", std::move(sides)},
            {"match2games", json::array{}}};
  }

  const Day& day_;
};

}  // namespace cs2::ingest
