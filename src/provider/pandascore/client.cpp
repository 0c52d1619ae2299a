#include "provider/pandascore/client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>

#include "base/digest.hpp"
#include "base/limits/providers.hpp"
#include "base/log.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "provider/pandascore/objects.hpp"
#include "provider/shared/answer.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t rows_per_page = 100;  // their maximum
constexpr std::size_t id_digits_max = 18;
// The key allows 1,000 an hour. A fifth is left to whatever else the operator does with it.
constexpr Budget::Rules rules{
    .requests_max = 800, .window = 1h, .deferrable_max = 280, .gap = 1s, .heavy_gap = 1s};
// Past matches are read back to the last reading, with an overlap for clocks that differ; at the start, for
// days.
constexpr auto past_overlap = minutes{10};
constexpr auto past_at_start = days{3};
// It is not documented whether `since` includes its second; what comes twice changes nothing.
constexpr auto incidents_overlap = minutes{1};
constexpr auto incidents_at_start = hours{6};
// A list may lag behind another; what is in none for so long is left to the readings that are due.
constexpr auto looked_for = minutes{1};
constexpr auto stage_settles = days{1};  // after its end nothing changes any more
constexpr auto denied_for = days{1};     // a plan may be bought
const std::string only_cs2 = "filter%5Bvideogame_title%5D=cs-2";

// They say it in two ways. Where proxies leave neither, only a page that is not full is the last.
bool has_next_page(const io::Headers& headers, std::size_t page) {
  const auto link = io::header(headers, "Link");
  if (link.contains("rel=\"next\"") || link.contains("rel=next")) return true;
  if (const auto total = parse_number<std::size_t>(io::header(headers, "X-Total")))
    return page * rows_per_page < *total;
  return link.empty();
}

// The window of their limit is an hour; without a word of theirs the next full hour is the safe guess.
milliseconds until_next_hour(Timestamp now) {
  return std::chrono::ceil<hours>(now + 1ms) - now;
}

std::optional<Error> refusal_of(const io::HttpResponse& response, Timestamp now) {
  if (response.status != 429 || is_challenge(response.body)) return std::nullopt;
  return refusal(ErrorKind::rate_limited, response,
                 retry_after(response.headers, now).value_or(until_next_hour(now)));
}

struct Every {
  milliseconds live;
  milliseconds idle;
  milliseconds night;
};

Feed list(std::string name, Every every) {
  return {.name = std::move(name),
          .every_live = every.live,
          .every_idle = every.idle,
          .every_night = every.night};
}

Feed never_empty(Feed feed) {
  feed.may_be_empty = false;
  return feed;
}

Feed depth(std::string name, EntityKind about, int subjects_max, Every every) {
  auto feed = list(std::move(name), every);
  feed.cost = Cost::deferrable;
  feed.about = about;
  feed.subjects_max = subjects_max;
  return feed;
}

Cost cost_of(const std::vector<Feed>& feeds, std::string_view name) {
  const auto feed = std::ranges::find(feeds, name, &Feed::name);
  return feed == feeds.end() ? Cost::ordinary : feed->cost;
}

bool has_begun(const MatchReport& match) {
  return match.status == MatchStatus::live || match.status == MatchStatus::finished;
}

// Two pages of a list as one; what is no list stands alone.
std::string joined(std::string one, std::string_view other) {
  const auto end = one.rfind(']');
  const auto begin = other.find('[');
  if (end == std::string::npos || begin == std::string_view::npos) return std::string{other};
  const auto rest = other.substr(begin + 1);
  if (trim(rest) == "]") return one;
  one.resize(end);
  return one.append(",").append(rest);
}

// The later a stage begins, the more of it is still to be learnt.
void keep_latest(std::vector<PandascoreStage>& stages) {
  std::ranges::sort(stages, std::greater{}, [](const PandascoreStage& stage) {
    return std::pair{stage.starts_at.value_or(Timestamp{}), stage.id};
  });
  if (stages.size() > limits::provider_stages_max) stages.resize(limits::provider_stages_max);
}

}  // namespace

struct Pandascore::Reading {
  std::string feed;
  Cost cost;
  Timestamp begun_at;
  pandascore::Findings findings;
  int requests = 0;
  std::string digests = {};
};

Pandascore::Pandascore(const std::string& token, std::string base_url, io::Http& http, const Clock& clock,
                       Metrics& metrics)
    : base_url_(std::move(base_url)),
      clock_(clock),
      client_({.provider = ProviderName::pandascore,
               .budget = rules,
               .headers = {{"Authorization", "Bearer " + token}, {"Accept", "application/json"}},
               .refusal_of = refusal_of,
               .remaining_header = "X-Rate-Limit-Remaining",
               .body_bytes_max = limits::pandascore_answer_bytes_max},
              http, clock, metrics) {}

// In the busiest hour, whatever the number of guilds:
//
//   running      1 page,  every 9 s         400
//   past         1 page,  every 5 min, and
//                whenever a match has ended  50
//   incidents    1 page,  every minute       60
//   upcoming     3 pages, every 10 min       18
//   tournaments  3 pages, every 30 min        6   together about 530 of 800
//
// What starts and what is decided comes with `running`, and so does that a match has ended, which `past` is
// then asked about. Incidents say what else was changed. An hour's requests cannot be saved for
// later, so at night the lists that tell of a match nobody had announced are read every minute. Depth has a
// share of its own, 280: ten live matches (1 page for all, line-ups and, on a paid plan, games of each, every
// 10 min) are 126, twenty events of three open stages (10 every 30 min) 400, teams and players a page for
// fifty.
std::vector<Feed> Pandascore::feeds() const {
  const auto now = clock_.now();
  const bool has_incidents = !client_.budget().is_denied("incidents", now);
  // Without incidents the lists are all there is.
  const minutes upcoming{has_incidents ? 10 : 5};
  std::vector<Feed> feeds{list("running", {9s, 1min, 1min})};
  if (has_incidents) feeds.push_back(list("incidents", {1min, 1min, 2min}));
  feeds.push_back(never_empty(list("past", {5min, 5min, 10min})));
  feeds.push_back(never_empty(list("upcoming", {upcoming, upcoming, 15min})));
  feeds.push_back(list("tournaments", {30min, 30min, 1h}));
  feeds.back().lists_matches = false;
  feeds.push_back(depth("match", EntityKind::match, 10, {10min, 30min, 1h}));
  feeds.push_back(depth("event", EntityKind::tournament, 1, {30min, 30min, 2h}));
  feeds.push_back(depth("teams", EntityKind::team, 50, {12h, 12h, 12h}));
  feeds.push_back(depth("players", EntityKind::player, 50, {24h, 24h, 24h}));
  return feeds;
}

Task<Result<Fetched>> Pandascore::fetch(Request request) {
  const auto now = clock_.now();
  Reading reading{.feed = request.feed,
                  .cost = cost_of(feeds(), request.feed),
                  .begun_at = now,
                  .findings = pandascore::Findings{now}};
  if (const auto done = co_await read(reading, std::move(request)); !done) co_return failed(done);

  Fetched fetched{.report = reading.findings.take(), .requests = reading.requests, .raw_digest = {}};
  drop_overtaken(fetched.report);
  for (auto& match : fetched.report.matches) notes_.complete(match);
  fetched.raw_digest = reading.requests == 1 ? reading.digests : hex(digest(reading.digests));
  co_return fetched;
}

// A cache between us may give an answer that is older than the last one.
void Pandascore::drop_overtaken(Report& report) {
  if (modified_at_.size() >= limits::provider_notes_max) modified_at_.clear();
  std::erase_if(report.matches, [&](const MatchReport& match) {
    if (!match.modified_at) return false;
    auto& newest = modified_at_.try_emplace(match.external_id, *match.modified_at).first->second;
    const bool overtaken = *match.modified_at < newest;
    newest = std::max(newest, *match.modified_at);
    if (overtaken)
      report.skipped.push_back({"match " + match.external_id, "older than what was read before"});
    return overtaken;
  });
}

Task<Result<void>> Pandascore::read(Reading& reading, Request request) {
  const auto& feed = request.feed;
  if (feed == "running") co_return co_await read_running(reading);
  if (feed == "past") co_return co_await read_past(reading);
  if (feed == "incidents") co_return co_await read_incidents(reading);
  if (feed == "match") co_return co_await read_match_subjects(reading, std::move(request.subjects));
  if (feed == "event") co_return co_await read_events(reading, std::move(request.subjects));
  if (feed == "teams" || feed == "players")
    co_return co_await read_by_id(reading, feed, std::move(request.subjects));

  std::vector<std::string> paths;
  Parse parse = parse_pandascore_matches;
  if (feed == "upcoming") {
    paths = {"/csgo/matches/upcoming?" + only_cs2};
  } else if (feed == "tournaments") {
    paths = {"/csgo/tournaments/running?" + only_cs2, "/csgo/tournaments/upcoming?" + only_cs2};
    parse = parse_pandascore_tournaments;
  } else {
    co_return invalid("no feed {}", feed);
  }
  for (const auto& path : paths) {
    if (const auto done = co_await read_list(reading, path, parse); !done) co_return failed(done);
  }
  co_return Result<void>{};
}

// What ran and is no longer in the list has ended, or was stopped or put off: `past` knows, sometimes a
// moment later. Where that fails it is no failure of this list; `past` is due itself.
Task<Result<void>> Pandascore::read_running(Reading& reading) {
  std::set<std::string> running;
  const Parse parse = [&running](std::string_view json, Timestamp at) {
    auto page = parse_pandascore_matches(json, at);
    if (page) {
      for (const auto& match : page->report.matches) running.insert(match.external_id);
    }
    return page;
  };
  const auto done = co_await read_list(reading, "/csgo/matches/running?" + only_cs2, parse);
  if (!done) co_return failed(done);

  for (const auto& id : running_) {
    if (!running.contains(id)) left_running_.try_emplace(id, reading.begun_at);
  }
  running_ = std::move(running);
  std::erase_if(left_running_, [&](const auto& left) {
    return running_.contains(left.first) || left.second + looked_for < reading.begun_at;
  });
  if (left_running_.empty()) co_return Result<void>{};
  if (const auto past = co_await read_past(reading); !past)
    log::info("pandascore: a match ended, past matches could not be read", {{"error", past.error().detail}});
  co_return Result<void>{};
}

// Sorted by their last change, the only list of which not everything is read.
Task<Result<void>> Pandascore::read_past(Reading& reading) {
  const auto since = past_read_at_ ? *past_read_at_ - past_overlap : reading.begun_at - past_at_start;
  const Parse parse = [this](std::string_view json, Timestamp at) {
    auto page = parse_pandascore_matches(json, at);
    if (page) {
      for (const auto& match : page->report.matches) left_running_.erase(match.external_id);
    }
    return page;
  };
  const auto done = co_await read_list(
      reading, fmt::format("/csgo/matches/past?{}&sort=-modified_at", only_cs2), parse, since);
  if (!done) co_return failed(done);
  past_read_at_ = reading.begun_at;
  co_return Result<void>{};
}

// Oldest change first, so that what lies beyond the last page is found from the cursor next time.
Task<Result<void>> Pandascore::read_incidents(Reading& reading) {
  const auto now = reading.begun_at;
  if (client_.budget().is_denied("incidents", now)) co_return Result<void>{};
  const auto since = incidents_cursor_ ? *incidents_cursor_ - incidents_overlap : now - incidents_at_start;
  const auto path = fmt::format(
      "/incidents?videogame=cs-go&type=match,tournament,serie,team,player&since={}&sort=modified_at",
      to_iso8601(std::chrono::floor<seconds>(since)));
  const auto newest = co_await read_list(reading, path, parse_pandascore_incidents);
  if (!newest && newest.error().kind == ErrorKind::forbidden) {
    client_.budget().deny("incidents", now + denied_for);
    co_return Result<void>{};
  }
  if (!newest) co_return failed(newest);
  // A clock of theirs that is ahead must not make us blind until then.
  const auto cursor = std::min(newest->value_or(since), now);
  incidents_cursor_ = std::max(incidents_cursor_.value_or(cursor), cursor);
  co_return Result<void>{};
}

// Their stages are asked for one by one: three requests each, as far as it is of any use.
Task<Result<void>> Pandascore::read_events(Reading& reading, std::vector<std::string> ids) {
  for (const auto& id : ids) {
    const auto what = "event " + id;
    if (!is_digits(id, id_digits_max)) {
      reading.findings.skip(what, "not an id of theirs");
      continue;
    }
    const auto path = "/csgo/tournaments?filter%5Bserie_id%5D=" + id;
    std::vector<PandascoreStage> stages;
    const Parse parse = [&stages](std::string_view json, Timestamp at) {
      auto page = parse_pandascore_tournaments(json, at);
      if (page) std::ranges::move(page->stages, std::back_inserter(stages));
      return page;
    };
    if (const auto done = co_await read_list(reading, path, parse); !done) co_return failed(done);
    if (stages.empty()) reading.findings.skip(what, "the source has no stages of it");

    keep_latest(stages);
    for (auto& stage : stages) {
      const auto read_at = stages_read_at_.find(stage.id);
      const bool settled = stage.ends_at && read_at != stages_read_at_.end() &&
                           read_at->second > *stage.ends_at + stage_settles;
      if (settled) continue;
      const auto stage_id = stage.id;
      if (const auto done = co_await read_stage(reading, std::move(stage)); !done) co_return failed(done);
      if (stages_read_at_.size() >= limits::provider_notes_max) stages_read_at_.clear();
      stages_read_at_[stage_id] = reading.begun_at;
    }
  }
  co_return Result<void>{};
}

Task<Result<void>> Pandascore::read_stage(Reading& reading, PandascoreStage stage) {
  const auto address = "/tournaments/" + stage.id;
  const auto gone = [&](const Error& error) {
    if (error.kind == ErrorKind::not_found)
      reading.findings.skip("tournament " + stage.id, "the source no longer has it");
    return error.kind == ErrorKind::not_found;
  };
  if (stage.line_ups.empty()) {
    auto rosters = co_await ask_part(reading, "rosters", address + "/rosters", parse_pandascore_rosters);
    if (!rosters) co_return gone(rosters.error()) ? Result<void>{} : failed(rosters);
    if (*rosters) {
      stage.line_ups = std::move((*rosters)->line_ups);
      reading.findings.add(std::move((*rosters)->report));
    }
  }
  if (stage.starts_at && *stage.starts_at <= reading.begun_at) {
    const Parse parse = [stage](std::string_view json, Timestamp at) {
      return parse_pandascore_standings(json, at, stage);
    };
    auto standings = co_await ask_list(reading, "standings", address + "/standings", parse);
    if (!standings) co_return gone(standings.error()) ? Result<void>{} : failed(standings);
    if (*standings) reading.findings.add(std::move((*standings)->report));
  }
  if (!stage.has_bracket) co_return Result<void>{};

  const Parse parse = [stage](std::string_view json, Timestamp at) {
    return parse_pandascore_brackets(json, at, stage);
  };
  auto brackets = co_await ask_list(reading, "brackets", address + "/brackets", parse);
  if (!brackets) co_return gone(brackets.error()) ? Result<void>{} : failed(brackets);
  if (!*brackets) co_return Result<void>{};
  auto report = std::move((*brackets)->report);
  add_line_ups(report.matches, stage.line_ups);
  for (const auto& match : report.matches) notes_.remember(match);
  reading.findings.add(std::move(report));
  co_return Result<void>{};
}

// "teams" and "players": one page for all of them.
Task<Result<void>> Pandascore::read_by_id(Reading& reading, std::string noun, std::vector<std::string> ids) {
  std::erase_if(ids, [](const std::string& id) { return !is_digits(id, id_digits_max); });
  if (ids.empty()) co_return Result<void>{};
  const bool teams = noun == "teams";
  const auto path =
      fmt::format("/csgo/{}?filter%5Bid%5D={}&per_page={}", noun, fmt::join(ids, ","), rows_per_page);
  auto answer = co_await ask(reading, path, teams ? parse_pandascore_teams : parse_pandascore_players);
  if (!answer) co_return failed(answer);

  auto& report = answer->page.report;
  std::set<std::string> known;
  for (const auto& team : report.teams) known.insert("teams " + team.external_id);
  for (const auto& player : report.players) known.insert("players " + player.external_id);
  for (const auto& id : ids) {
    auto what = fmt::format("{} {}", noun, id);
    if (!known.contains(what)) reading.findings.skip(std::move(what), "the source no longer has it");
  }
  reading.findings.add(std::move(report));
  co_return Result<void>{};
}

Task<Result<void>> Pandascore::read_match_subjects(Reading& reading, std::vector<std::string> ids) {
  std::erase_if(ids, [](const std::string& id) { return !is_digits(id, id_digits_max); });
  if (ids.empty()) co_return Result<void>{};
  const auto path =
      fmt::format("/csgo/matches?filter%5Bid%5D={}&per_page={}", fmt::join(ids, ","), rows_per_page);
  auto answer = co_await ask(reading, path, parse_pandascore_matches);
  if (!answer) co_return failed(answer);

  auto matches = std::exchange(answer->page.report.matches, {});
  reading.findings.add(std::move(answer->page.report));
  for (const auto& id : ids) {
    auto line_ups = co_await ask_part(reading, "opponents", fmt::format("/matches/{}/opponents", id),
                                      parse_pandascore_opponents);
    if (!line_ups && line_ups.error().kind == ErrorKind::not_found) {
      reading.findings.add_gone(id);
      continue;
    }
    if (!line_ups) co_return failed(line_ups);
    const auto match = std::ranges::find(matches, id, &MatchReport::external_id);
    if (match == matches.end()) {
      reading.findings.skip("match " + id, "the source's list does not have it");
      continue;
    }
    if (*line_ups) {
      add_line_ups({&*match, 1}, (*line_ups)->line_ups);
      reading.findings.add(std::move((*line_ups)->report));
    }
    if (const auto done = co_await read_games(reading, *match); !done) co_return failed(done);
  }
  co_return Result<void>{};
}

// With its maps where the plan includes them.
Task<Result<void>> Pandascore::read_games(Reading& reading, MatchReport match) {
  reading.findings.add(match);
  if (!has_begun(match)) co_return Result<void>{};
  const auto path = fmt::format("/csgo/matches/{}/games", match.external_id);
  const Parse parse = [match](std::string_view json, Timestamp at) {
    return parse_pandascore_games(json, at, match);
  };
  auto games = co_await ask_part(reading, "games", path, parse);
  if (!games && games.error().kind != ErrorKind::not_found) co_return failed(games);
  if (!games || !*games) co_return Result<void>{};
  for (const auto& known : (*games)->report.matches) notes_.remember(known);
  reading.findings.add(std::move((*games)->report));
  co_return Result<void>{};
}

Task<Result<std::optional<Timestamp>>> Pandascore::read_list(Reading& reading, std::string path, Parse parse,
                                                             std::optional<Timestamp> since) {
  std::optional<Timestamp> newest;
  for (std::size_t number = 1; number <= limits::provider_pages_max; ++number) {
    auto answer = co_await ask(reading, fmt::format("{}&per_page={}&page={}", path, rows_per_page, number),
                               parse, number);
    if (!answer) co_return failed(answer);

    const auto& page = answer->page;
    if (page.newest_at) newest = newest ? std::max(*newest, *page.newest_at) : *page.newest_at;
    const bool reaches_back = since && page.modified_at && *page.modified_at < *since;
    const bool full = page.rows >= rows_per_page;
    reading.findings.add(std::move(answer->page.report));
    if (!full || !answer->has_next || reaches_back) break;
  }
  co_return newest;
}

// Places count from the first row and matches name each other, so its pages are read as one list.
Task<Result<std::optional<PandascorePage>>> Pandascore::ask_list(Reading& reading, std::string part,
                                                                 std::string path, Parse parse) {
  std::string rows;
  bool has_next = true;
  std::optional<PandascorePage> list;
  const Parse parse_whole = [&rows, &parse](std::string_view json, Timestamp at) {
    rows = joined(std::move(rows), json);
    return parse(rows, at);
  };
  for (std::size_t number = 1; has_next && number <= limits::provider_pages_max; ++number) {
    auto page =
        co_await ask_part(reading, part, fmt::format("{}?per_page={}&page={}", path, rows_per_page, number),
                          parse_whole, number, &has_next);
    if (!page) co_return failed(page);
    if (!*page) break;
    has_next = has_next && (*page)->rows >= number * rows_per_page;
    list = std::move(*page);
  }
  co_return list;
}

Task<Result<std::optional<PandascorePage>>> Pandascore::ask_part(Reading& reading, std::string part,
                                                                 std::string path, Parse parse,
                                                                 std::size_t page_number, bool* has_next) {
  if (client_.budget().is_denied(part, clock_.now())) co_return std::nullopt;
  auto answer = co_await ask(reading, path, std::move(parse), page_number);
  if (answer && has_next) *has_next = answer->has_next;
  if (answer) co_return std::move(answer->page);
  if (answer.error().kind == ErrorKind::forbidden) {
    log::info("pandascore: not included in this key's plan, retrying in a day", {{"part", part}});
    client_.budget().deny(std::move(part), clock_.now() + denied_for);
    co_return std::nullopt;
  }
  // The other parts may still be as we know them.
  if (answer.error().kind == ErrorKind::drift) {
    reading.findings.skip(path.substr(0, path.find('?')), answer.error().detail);
    co_return std::nullopt;
  }
  co_return failed(answer);
}

// One reading takes many requests, so the window may be full in its middle.
Task<Result<Pandascore::Answer>> Pandascore::ask(Reading& reading, std::string path, Parse parse,
                                                 std::size_t page_number) {
  const auto now = clock_.now();
  if (!client_.budget().allows(now)) {
    co_return std::unexpected(Error{.kind = ErrorKind::rate_limited,
                                    .detail = reading.feed + ": the budget is spent or blocked",
                                    .retry_after = client_.budget().next(now) - now});
  }
  ++reading.requests;
  co_return co_await client_.ask({.feed = reading.feed, .url = base_url_ + path, .cost = reading.cost},
                                 [&](const io::HttpResponse& response) -> Result<Answer> {
                                   reading.digests += hex(digest(response.body));
                                   auto page = parse(response.body, clock_.now());
                                   if (!page) return failed(page);
                                   return Answer{.page = std::move(*page),
                                                 .has_next = has_next_page(response.headers, page_number)};
                                 });
}

}  // namespace cs2::provider
