#include "provider/valve/client.hpp"

#include <algorithm>
#include <array>

#include "base/digest.hpp"
#include "base/limits/providers.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "base/user_agent.hpp"
#include "provider/shared/answer.hpp"
#include "provider/valve/listing_parse.hpp"
#include "provider/valve/standings_parse.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view github_raw =
    "https://raw.githubusercontent.com/ValveSoftware/counter-strike_regional_standings/main";
constexpr std::string_view github_api =
    "https://api.github.com/repos/ValveSoftware/counter-strike_regional_standings";
// GitHub allows 60 an hour without a key; others behind the address want some of them.
constexpr Budget::Rules rules{.requests_max = 30, .window = 1h, .gap = 1s, .heavy_gap = 1s};
constexpr std::array regions{"global", "europe", "americas", "asia"};
// 24 an hour: the pages of 400 line-ups take 17 hours, once a month.
constexpr milliseconds between_pages = 150s;

int year_of(Timestamp at) {
  return static_cast<int>(std::chrono::year_month_day{std::chrono::floor<days>(at)}.year());
}

// From 16 h UTC on: the files come at nine to eleven in the morning of Valve's office.
bool is_publication_evening(Timestamp now) {
  const auto today = std::chrono::floor<days>(now);
  const std::chrono::year_month_day date{today};
  return std::chrono::weekday{today} == std::chrono::Monday && static_cast<unsigned>(date.day()) <= 7 &&
         now - today >= 16h;
}

// "standings_europe_2026_06_01.md" → its date
std::optional<std::string> date_of(std::string_view file, std::string_view region) {
  const auto prefix = fmt::format("standings_{}_", region);
  if (!file.starts_with(prefix) || !file.ends_with(".md")) return std::nullopt;
  const auto date = file.substr(prefix.size(), file.size() - prefix.size() - 3);
  const auto shape = [&](std::size_t at) {
    return at == 4 || at == 7 ? date[at] == '_' : date[at] >= '0' && date[at] <= '9';
  };
  if (date.size() != 10) return std::nullopt;
  for (std::size_t at = 0; at < date.size(); ++at) {
    if (!shape(at)) return std::nullopt;
  }
  return std::string{date};
}

bool is_out_of_requests(const io::HttpResponse& response) {
  return response.status == 429 ||
         (response.status == 403 && (io::header(response.headers, "X-RateLimit-Remaining") == "0" ||
                                     !io::header(response.headers, "Retry-After").empty()));
}

// "X-RateLimit-Reset", in Unix seconds, where there is no Retry-After.
std::optional<milliseconds> pause_of(const io::Headers& headers, Timestamp now) {
  if (const auto pause = retry_after(headers, now)) return pause;
  const auto reset = parse_number<std::int64_t>(io::header(headers, "X-RateLimit-Reset"));
  if (!reset || *reset <= unix_seconds(now) || *reset > unix_seconds(now) + 3600) return std::nullopt;
  return from_unix_seconds(*reset) - now;
}

std::optional<Error> refusal_of(const io::HttpResponse& response, Timestamp now) {
  if (!is_out_of_requests(response)) return std::nullopt;
  return refusal(ErrorKind::rate_limited, response, pause_of(response.headers, now));
}

}  // namespace

Valve::Valve(std::string base_url, const std::string& contact, io::Http& http, const Clock& clock,
             Metrics& metrics)
    : base_url_(std::move(base_url)),
      clock_(clock),
      client_({.provider = ProviderName::valve,
               .budget = rules,
               .headers = {{"User-Agent", user_agent(contact)}},
               .refusal_of = refusal_of,
               .while_blocked = ErrorKind::rate_limited,
               .body_bytes_max = limits::valve_file_bytes_max},
              http, clock, metrics) {}

std::vector<Feed> Valve::feeds() const {
  const milliseconds every = is_publication_evening(clock_.now()) ? milliseconds{20min} : hours{6};
  std::vector<Feed> feeds{{.name = "standings",
                           .every_live = every,
                           .every_idle = every,
                           .every_night = every,
                           .lists_matches = false}};
  // Of a date whose pages are all read there is nothing to ask.
  if (!pages_.empty())
    feeds.push_back({.name = "matches",
                     .every_live = between_pages,
                     .every_idle = between_pages,
                     .every_night = between_pages,
                     .lists_matches = false});
  return feeds;
}

Task<Result<Fetched>> Valve::fetch(Request request) {
  co_return request.feed == "matches" ? co_await read_page(request.feed)
                                      : co_await read_standings(request.feed);
}

Task<Result<Fetched>> Valve::read_standings(std::string feed) {
  const auto now = clock_.now();
  // In January the folder of the new year is missing until the first Monday.
  int year = year_of(now);
  auto listing = co_await list(feed, year);
  int requests = 1;
  const bool nothing_yet = listing ? listing->files.empty() : listing.error().kind == ErrorKind::not_found;
  if (nothing_yet) {
    listing = co_await list(feed, --year);
    ++requests;
  }
  if (!listing) co_return failed(listing);
  if (listing->files.empty()) co_return fail(ErrorKind::drift, "no standings in the folder of {}", year);

  if (read_ == listing->etag + listing->date) {
    co_return Fetched{.report = {.provider = name(), .observed_at = clock_.now()},
                      .requests = requests,
                      .raw_digest = hex(digest(read_))};
  }
  auto fetched = co_await read_files(feed, year, *listing);
  if (fetched) fetched->requests += requests;
  co_return fetched;
}

Task<Result<Valve::Listing>> Valve::list(std::string feed, int year) {
  const auto folder = base_url_ == github_raw ? std::string{github_api} : base_url_;
  const auto known = listings_.find(year);
  io::Headers headers{{"Accept", "application/json"}};
  if (known != listings_.end() && !known->second.etag.empty())
    headers.emplace_back("If-None-Match", known->second.etag);
  const auto response = co_await client_.ask(
      {.feed = feed, .url = fmt::format("{}/contents/live/{}", folder, year), .headers = headers});
  if (!response) co_return failed(response);
  if (response->status == 304 && known != listings_.end()) co_return known->second;

  const auto names = parse_valve_listing(response->body);
  if (!names) co_return failed(names);
  Listing listing{.etag = std::string{io::header(response->headers, "ETag")}, .date = {}, .files = {}};
  if (listing.etag.empty()) listing.etag = hex(digest(response->body));
  for (const auto& file : *names) listing.date = std::max(listing.date, date_of(file, "global").value_or(""));
  for (const auto* region : regions) {
    const auto file = fmt::format("standings_{}_{}.md", region, listing.date);
    if (std::ranges::find(*names, file) != names->end()) listing.files.push_back(file);
  }
  listings_.insert_or_assign(year, listing);
  co_return listing;
}

Task<Result<Fetched>> Valve::read_files(std::string feed, int year, Listing listing) {
  std::vector<std::string> files;
  std::vector<std::string> missing;
  std::string digests;
  Fetched fetched;
  for (const auto& file : listing.files) {
    const auto response =
        co_await client_.ask({.feed = feed, .url = fmt::format("{}/live/{}/{}", base_url_, year, file)});
    ++fetched.requests;
    if (!response && response.error().kind == ErrorKind::not_found) {
      missing.push_back(file);
      continue;
    }
    if (!response) co_return failed(response);
    if (files.empty()) {  // the world's, in which every line-up is
      pages_.clear();
      for (auto& path : parse_valve_pages(response->body)) pages_.push_back({year, std::move(path)});
    }
    digests += hex(digest(response->body));
    files.push_back(response->body);
  }
  auto report = parse_valve_standings(files, clock_.now());
  if (!report) co_return failed(report);
  fetched.report = std::move(*report);
  for (auto& file : missing) fetched.report.skipped.push_back({std::move(file), "it is not there yet"});
  fetched.raw_digest = hex(digest(digests));
  // What is listed and not there yet is asked for again next time.
  if (missing.empty()) read_ = listing.etag + listing.date;
  co_return fetched;
}

Task<Result<Fetched>> Valve::read_page(std::string feed) {
  Fetched fetched{
      .report = {.provider = name(), .observed_at = clock_.now()}, .requests = 0, .raw_digest = {}};
  if (pages_.empty()) co_return fetched;
  const auto page = pages_.front();
  const auto response = co_await client_.ask(
      {.feed = feed, .url = fmt::format("{}/live/{}/{}", base_url_, page.year, page.path)});
  fetched.requests = 1;
  const bool is_missing = !response && response.error().kind == ErrorKind::not_found;
  if (!response && !is_missing) co_return failed(response);

  // Whatever it is, it is not better at the next reading; the next date has a page of its own.
  pages_.pop_front();
  if (is_missing) {
    fetched.report.skipped.push_back({page.path, "it is not there"});
    co_return fetched;
  }
  auto details = parse_valve_details(response->body, clock_.now());
  if (!details) co_return failed(details);
  fetched.report = std::move(details->report);
  fetched.report.is_history = true;  // what was won within half a year is no news
  for (auto& match : fetched.report.matches) match.url = valve_page_url(page.year, page.path);
  fetched.raw_digest = hex(digest(response->body));
  co_return fetched;
}

}  // namespace cs2::provider
