#include "provider/lpdb/client.hpp"

#include <fmt/format.h>

#include <boost/url.hpp>

#include <algorithm>
#include <cassert>

#include "base/digest.hpp"
#include "base/limits/providers.hpp"
#include "base/user_agent.hpp"
#include "provider/shared/answer.hpp"
#include "provider/shared/report_parts.hpp"
#include "provider/shared/wiki_page.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;

// 60 an hour are allowed; the rest is left to whatever else the operator does with the key.
constexpr Budget::Rules rules{.requests_max = 56, .window = 1h, .gap = 65s, .heavy_gap = 65s};
constexpr int subjects_max = 10;  // whose rows together stay within one answer

using Parse = Result<LpdbPage> (*)(std::string_view, Timestamp);

// What one feed asks: `conditions` may hold {…} for moments. The order is total, so that pages neither repeat
// nor lose a row.
struct Question {
  std::string_view feed;
  std::string_view type;
  std::string_view order;
  std::size_t limit;  // rows in one answer, 1,000 at most
  std::size_t pages_max;
  Parse parse;
};

constexpr std::array questions{
    Question{"matches", "match", "date ASC, match2id ASC", 500, 2, parse_lpdb_matches},
    Question{"results", "match", "date DESC, match2id ASC", 300, 2, parse_lpdb_matches},
    Question{"tournaments", "tournament", "startdate ASC, objectname ASC", 500, 2, parse_lpdb_tournaments},
    Question{"transfers", "transfer", "date DESC, objectname ASC", 500, 2, parse_lpdb_transfers},
    Question{"rankings", "datapoint", "date DESC, objectname ASC", 4, 1, parse_lpdb_rankings},
    Question{"tournament", "match", "date ASC, match2id ASC", 500, 3, parse_lpdb_matches},
    Question{"placements", "placement", "objectname ASC", 1000, 1, parse_lpdb_placements},
    Question{"team", "team", "objectname ASC", 100, 1, parse_lpdb_teams},
    Question{"squad", "squadplayer", "objectname ASC", 1000, 1, parse_lpdb_squads},
    Question{"player", "player", "objectname ASC", 100, 1, parse_lpdb_players},
};

// "2025-10-29 08:00:00"
std::string moment(Timestamp at) {
  auto text = to_iso8601(std::chrono::floor<seconds>(at));
  text[10] = ' ';
  return text.substr(0, 19);
}

// "([[a::X]] OR [[b::X]] OR [[a::Y]] OR [[b::Y]])"
std::string any_of(const std::vector<std::string_view>& columns, const std::vector<std::string>& subjects) {
  std::string text;
  for (const auto& subject : subjects) {
    for (const auto column : columns)
      text += fmt::format("{}[[{}::{}]]", text.empty() ? "" : " OR ", column, subject);
  }
  return "(" + text + ")";
}

std::string conditions_of(std::string_view feed, const std::vector<std::string>& subjects, Timestamp now) {
  constexpr std::string_view serious = "[[liquipediatiertype::!Showmatch]]";
  if (feed == "matches")
    return fmt::format("[[dateexact::1]] AND [[date::>{}]] AND [[date::<{}]] AND {}", moment(now - 12h),
                       moment(now + 7 * 24h), serious);
  if (feed == "results")
    return fmt::format("[[finished::1]] AND [[date::>{}]] AND [[date::<{}]] AND {}", moment(now - 36h),
                       moment(now + 1h), serious);
  if (feed == "tournaments")
    return fmt::format("[[startdate::<{}]] AND [[enddate::>{}]] AND {}", moment(now + 60 * 24h),
                       moment(now - 7 * 24h), serious);
  if (feed == "transfers")
    return fmt::format("[[date::>{}]] AND [[date::<{}]]", moment(now - 7 * 24h), moment(now + 24h));
  if (feed == "rankings") return "([[type::vrs_ranking_live]] OR [[type::vrs_ranking]])";
  if (feed == "squad")
    return any_of({"pagename"}, subjects) + " AND ([[status::active]] OR [[status::inactive]])";
  if (feed == "team" || feed == "player") return any_of({"pagename"}, subjects);
  return any_of({"parent", "pagename"}, subjects);
}

std::string encode(std::string_view text) {
  return boost::urls::encode(text, boost::urls::unreserved_chars);
}

std::string address(const std::string& base_url, const Question& question, std::string_view conditions,
                    std::size_t page) {
  auto url = fmt::format("{}/{}?wiki=counterstrike&conditions={}&order={}&limit={}&offset={}", base_url,
                         question.type, encode(conditions), encode(question.order), question.limit,
                         page * question.limit);
  if (question.type == "match") url += "&rawstreams=false&streamurls=false";
  return url;
}

std::optional<Error> refusal_of(const io::HttpResponse& response, Timestamp now) {
  const auto pause = retry_after(response.headers, now);
  if (is_challenge(response.body)) return refusal(ErrorKind::blocked, response, pause);
  if (response.status == 403)
    return Error{.kind = ErrorKind::unauthorized, .detail = "status 403: LPDB does not know the key"};
  if (response.status == 429) return refusal(ErrorKind::rate_limited, response, pause);
  return std::nullopt;
}

}  // namespace

Lpdb::Lpdb(const std::string& key, std::string base_url, const std::string& contact, io::Http& http,
           const Clock& clock, Metrics& metrics)
    : base_url_(std::move(base_url)),
      clock_(clock),
      client_({.provider = ProviderName::lpdb,
               .budget = rules,
               .headers = {{"Authorization", "Apikey " + key},
                           {"User-Agent", user_agent(contact)},
                           {"Accept", "application/json"}},
               .refusal_of = refusal_of,
               .body_bytes_max = limits::lpdb_answer_bytes_max},
              http, clock, metrics) {}

// While something runs every other request is for the matches, from before their start until after their end:
// 26 an hour, and as many for everything else. `results` is for what was entered late. What is played in
// depth comes before the lists that change once a day: with a minute between two requests they would hold it
// up for ten minutes after a start.
std::vector<Feed> Lpdb::feeds() const {
  const auto about = [](std::string name, EntityKind subject, milliseconds live, milliseconds idle) {
    return Feed{.name = std::move(name),
                .every_live = live,
                .every_idle = idle,
                .every_night = idle,
                .about = subject,
                .subjects_max = subjects_max};
  };
  return {
      {.name = "matches", .every_live = 140s, .every_idle = 5min, .every_night = 10min},
      {.name = "results", .every_live = 30min, .every_idle = 30min, .every_night = 30min},
      about("tournament", EntityKind::tournament, 30min, 3h),
      about("squad", EntityKind::team, 24h, 24h),
      {.name = "tournaments", .every_live = 6h, .every_idle = 6h, .every_night = 6h, .lists_matches = false},
      {.name = "transfers", .every_live = 6h, .every_idle = 6h, .every_night = 6h, .lists_matches = false},
      {.name = "rankings", .every_live = 24h, .every_idle = 24h, .every_night = 24h, .lists_matches = false},
      about("standings", EntityKind::tournament, 1h, 6h),
      about("placements", EntityKind::tournament, 3h, 12h),
      about("team", EntityKind::team, 7 * 24h, 7 * 24h),
      about("player", EntityKind::player, 7 * 24h, 7 * 24h)};
}

Task<Result<Fetched>> Lpdb::fetch(Request request) {
  const auto subjects = pages_of(request.subjects);
  const auto known = feeds();
  const auto feed = std::ranges::find(known, request.feed, &Feed::name);
  if (feed == known.end()) co_return invalid("there is no feed {}", request.feed);
  Fetched fetched;
  fetched.report.provider = name();
  fetched.report.observed_at = clock_.now();
  fetched.report.skipped = subjects.skipped;
  if (feed->about && subjects.pages.empty()) co_return fetched;
  if (request.feed == "standings") {
    auto standings = co_await fetch_standings(subjects.pages);
    if (standings) append(standings->report, std::move(fetched.report));
    co_return standings;
  }

  const auto question = std::ranges::find(questions, std::string_view{request.feed}, &Question::feed);
  assert(question != questions.end());
  const auto conditions = conditions_of(request.feed, subjects.pages, clock_.now());
  std::string digests;
  for (std::size_t number = 0; number < question->pages_max; ++number) {
    const auto answer = co_await client_.ask(
        {.feed = request.feed, .url = address(base_url_, *question, conditions, number)});
    if (!answer) co_return failed(answer);
    auto page = question->parse(answer->body, clock_.now());
    if (!page) co_return failed(page);

    ++fetched.requests;
    digests += hex(digest(answer->body));
    append(fetched.report, std::move(page->report));
    if (page->rows < question->limit) break;
    const bool is_last = number + 1 == question->pages_max;
    if (is_last) {
      fetched.report.skipped.push_back({request.feed, "there are more rows than we ask for"});
      for (auto& roster : fetched.report.rosters) roster.is_complete = false;
    }
  }
  keep_last_of_each(fetched.report);
  fetched.raw_digest = fetched.requests == 1 ? digests : hex(digest(digests));
  co_return fetched;
}

// Entries name their table by its number, so the tables are asked first.
Task<Result<Fetched>> Lpdb::fetch_standings(std::vector<std::string> tournaments) {
  constexpr Question tables{"standings", "standingstable", "objectname ASC", 1000, 1, nullptr};
  constexpr Question entries{"standings",
                             "standingsentry",
                             "standingsindex ASC, roundindex DESC, slotindex ASC, objectname ASC",
                             1000,
                             1,
                             nullptr};
  const auto conditions = any_of({"parent"}, tournaments);
  const auto known =
      co_await client_.ask({.feed = "standings", .url = address(base_url_, tables, conditions, 0)});
  if (!known) co_return failed(known);
  const auto stages = parse_lpdb_stages(known->body);
  if (!stages) co_return failed(stages);
  const auto rows =
      co_await client_.ask({.feed = "standings", .url = address(base_url_, entries, conditions, 0)});
  if (!rows) co_return failed(rows);
  auto page = parse_lpdb_standings(rows->body, *stages, clock_.now());
  if (!page) co_return failed(page);
  if (page->rows == entries.limit)
    page->report.skipped.push_back({"standings", "there are more rows than we ask for"});
  co_return Fetched{
      .report = std::move(page->report), .requests = 2, .raw_digest = hex(digest(known->body + rows->body))};
}

}  // namespace cs2::provider
