#include "provider/pandascore.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>

#include "base/digest.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "provider/answer.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t rows_per_page = 100;  // their maximum
// The key allows 1,000 an hour. The rest is left to whatever else the operator does with it.
constexpr Budget::Rules rules{.requests_max = 900, .window = 1h, .gap = 1s, .heavy_gap = 1s};
// Past matches are read back to the last reading, with an overlap for clocks that differ; at the start, for
// days.
constexpr auto past_overlap = minutes{10};
constexpr auto past_at_start = days{3};

std::optional<int> parse_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional{value}
                                                                                   : std::nullopt;
}

bool has_next_page(const io::Headers& headers) {
  const auto link = io::header(headers, "Link");
  return link.contains("rel=\"next\"") || link.contains("rel=next");
}

// The window of their limit is an hour; without a word of theirs the next full hour is the safe guess.
milliseconds until_next_hour(Timestamp now) {
  return std::chrono::ceil<hours>(now + 1ms) - now;
}

void append(Report& whole, Report part) {
  whole.provider = part.provider;
  whole.observed_at = part.observed_at;
  std::ranges::move(part.teams, std::back_inserter(whole.teams));
  std::ranges::move(part.tournaments, std::back_inserter(whole.tournaments));
  std::ranges::move(part.matches, std::back_inserter(whole.matches));
  std::ranges::move(part.skipped, std::back_inserter(whole.skipped));
}

// Rows move to other pages while pages are read; the word that came last counts.
template <class T>
void keep_last_of_each(std::vector<T>& reports) {
  std::map<std::string, T> last;
  for (auto& report : reports) last.insert_or_assign(report.external_id, std::move(report));
  reports.clear();
  for (auto& [id, report] : last) reports.push_back(std::move(report));
}

}  // namespace

Pandascore::Pandascore(std::string token, std::string base_url, io::Http& http, const Clock& clock,
                       Metrics& metrics)
    : token_(std::move(token)),
      base_url_(std::move(base_url)),
      http_(http),
      clock_(clock),
      metrics_(metrics),
      budget_(rules, clock.now()) {}

// In the busiest hour 120 + 36 + 60 requests, well below the budget whatever the number of guilds.
std::vector<Feed> Pandascore::feeds() const {
  return {
      {.name = "running", .every_live = 30s, .every_idle = 2min, .every_night = 5min},
      {.name = "past", .every_live = 1min, .every_idle = 5min, .every_night = 10min, .may_be_empty = false},
      {.name = "upcoming",
       .every_live = 5min,
       .every_idle = 5min,
       .every_night = 15min,
       .may_be_empty = false}};
}

Task<Result<Fetched>> Pandascore::fetch(Request request) {
  const auto& feed = request.feed;
  const auto begun_at = clock_.now();
  // Only past matches are sorted by their last change; the other lists are short and read whole.
  const auto since = feed != "past"  ? std::optional<Timestamp>{}
                     : past_read_at_ ? *past_read_at_ - past_overlap
                                     : begun_at - past_at_start;
  Fetched fetched;
  std::string digests;
  for (std::size_t number = 1; number <= limits::provider_pages_max; ++number) {
    if (budget_.blocked_until() > clock_.now())
      co_return fail(ErrorKind::rate_limited, "{}: the budget is blocked", feed);
    auto answer = co_await fetch_page(feed, number);
    if (!answer) co_return failed(answer);

    ++fetched.requests;
    digests += answer->body_digest;
    const auto oldest = answer->page.modified_at;
    const bool full = answer->page.rows >= rows_per_page;
    append(fetched.report, std::move(answer->page.report));
    const bool reaches_back = since && oldest && *oldest < *since;
    if (!full || !answer->has_next || reaches_back) break;
  }
  keep_last_of_each(fetched.report.teams);
  keep_last_of_each(fetched.report.tournaments);
  keep_last_of_each(fetched.report.matches);
  fetched.raw_digest = fetched.requests == 1 ? digests : hex(digest(digests));
  if (feed == "past") past_read_at_ = begun_at;
  co_return fetched;
}

std::string Pandascore::address(const std::string& feed, std::size_t page) const {
  auto url = fmt::format("{}/csgo/matches/{}?filter%5Bvideogame_title%5D=cs-2&per_page={}&page={}", base_url_,
                         feed, rows_per_page, page);
  if (feed == "past") url += "&sort=-modified_at";
  return url;
}

Task<Result<Pandascore::Answer>> Pandascore::fetch_page(std::string feed, std::size_t number) {
  budget_.spend(clock_.now());
  const io::HttpRequest request{
      .url = address(feed, number),
      .headers = {{"Authorization", "Bearer " + token_}, {"Accept", "application/json"}}};
  const auto response = co_await http_.send(request);
  auto answer = response ? read(*response) : Result<Answer>{failed(response)};
  count_request(metrics_, name(), feed, answer ? std::nullopt : std::optional{answer.error()});
  co_return answer;
}

Result<Pandascore::Answer> Pandascore::read(const io::HttpResponse& response) {
  const auto now = clock_.now();
  if (const auto remaining = parse_number(io::header(response.headers, "X-Rate-Limit-Remaining")))
    budget_.learn_remaining(now, *remaining);
  if (auto status = check_status(response, now); !status) {
    if (status.error().kind == ErrorKind::rate_limited) {
      budget_.refused(now, status.error().retry_after.value_or(until_next_hour(now)));
      status.error().retry_after = budget_.blocked_until() - now;
    }
    return failed(status);
  }
  budget_.accepted();
  auto page = parse_pandascore_matches(response.body, now);
  if (!page) return failed(page);
  return Answer{.page = std::move(*page),
                .body_digest = hex(digest(response.body)),
                .has_next = has_next_page(response.headers)};
}

}  // namespace cs2::provider
