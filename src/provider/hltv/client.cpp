#include "provider/hltv/client.hpp"

#include <fmt/format.h>

#include <sys/stat.h>
#include <algorithm>
#include <fstream>

#include "base/digest.hpp"
#include "base/limits/providers.hpp"
#include "base/number.hpp"
#include "base/user_agent.hpp"
#include "provider/hltv/parse.hpp"
#include "provider/shared/answer.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view folder_scheme = "file://";
// No rule of theirs allows any number; this is what a reader with a few tabs would ask for.
constexpr Budget::Rules rules{
    .requests_max = 40, .window = 1h, .gap = 30s, .heavy_gap = 30s, .block_min = 6h, .block_max = 48h};

// Addresses that robots.txt allows; any last part of a match's will do.
Result<std::string> path_of(const Request& request) {
  if (request.feed == "matches") return "/matches";
  if (request.feed == "results") return "/results";
  if (request.feed == "ranking") return "/ranking/teams";
  if (request.feed != "match" || request.subjects.size() != 1 || !is_digits(request.subjects.front(), 10))
    return invalid("HLTV has no page for the feed {} about {} things", request.feed, request.subjects.size());
  return "/matches/" + request.subjects.front() + "/match";
}

// "/matches/2393192/match" → "matches_2393192.html"
std::string file_name(const Request& request, std::string path) {
  if (request.feed == "match") path = "/matches/" + request.subjects.front();
  path.erase(0, 1);
  std::ranges::replace(path, '/', '_');
  return path + ".html";
}

Result<Report> parse(const Request& request, std::string_view html, Timestamp at) {
  if (request.feed == "matches") return parse_hltv_matches(html, at);
  if (request.feed == "results") return parse_hltv_results(html, at);
  if (request.feed == "ranking") return parse_hltv_ranking(html, at);
  return parse_hltv_match(html, request.subjects.front(), at);
}

// What a shield says about trying again is shorter than the time for which it remembers.
std::optional<Error> refusal_of(const io::HttpResponse& response, Timestamp /*now*/) {
  if (response.status != 403 && response.status != 429 && !is_challenge(response.body)) return std::nullopt;
  return refusal(ErrorKind::blocked, response, std::nullopt);
}

bool is_folder(std::string_view base_url) {
  return base_url.starts_with(folder_scheme);
}

}  // namespace

Hltv::Hltv(std::string base_url, const std::string& contact, io::Http& http, const Clock& clock,
           Metrics& metrics)
    : base_url_(std::move(base_url)),
      clock_(clock),
      client_({.provider = ProviderName::hltv,
               .budget = is_folder(base_url_) ? Budget::Rules{} : rules,
               .headers = {{"User-Agent", user_agent(contact)}, {"Accept", "text/html"}},
               .refusal_of = refusal_of,
               .body_bytes_max = limits::hltv_page_bytes_max},
              http, clock, metrics) {}

std::vector<Feed> Hltv::feeds() const {
  const bool may_be_empty = is_folder(base_url_);
  return {
      {.name = "matches",
       .every_live = 10min,
       .every_idle = 30min,
       .every_night = 1h,
       .may_be_empty = may_be_empty},
      {.name = "results",
       .every_live = 15min,
       .every_idle = 1h,
       .every_night = 2h,
       .may_be_empty = may_be_empty},
      {.name = "ranking", .every_live = 12h, .every_idle = 12h, .every_night = 12h, .lists_matches = false},
      {.name = "match",
       .every_live = 15min,
       .every_idle = 1h,
       .every_night = 2h,
       .about = EntityKind::match,
       .subjects_max = 1}};
}

Task<Result<Fetched>> Hltv::fetch(Request request) {
  const auto path = path_of(request);
  if (!path) co_return failed(path);
  // A page has at most a few megabytes and lies on this machine, so reading it does not wait.
  if (is_folder(base_url_)) co_return read_file(request, *path);
  co_return co_await client_.ask(
      {.feed = request.feed, .url = base_url_ + *path},
      [&](const io::HttpResponse& response) -> Result<Fetched> {
        auto report = parse(request, response.body, clock_.now());
        if (!report) return failed(report);
        return Fetched{.report = std::move(*report), .requests = 1, .raw_digest = hex(digest(response.body))};
      });
}

Result<Fetched> Hltv::read_file(const Request& request, const std::string& path) {
  const auto file = base_url_.substr(folder_scheme.size()) + "/" + file_name(request, path);
  struct stat status{};
  Fetched fetched;
  fetched.report.provider = name();
  fetched.report.observed_at = clock_.now();
  if (::stat(file.c_str(), &status) != 0) return fetched;  // nobody has saved it yet
  if (static_cast<std::size_t>(status.st_size) > limits::hltv_page_bytes_max)
    return fail(ErrorKind::too_large, "{} has {} bytes", file, status.st_size);

  std::ifstream in(file, std::ios::binary);
  const std::string html{std::istreambuf_iterator<char>{in}, {}};
  if (!in) return fail(ErrorKind::unavailable, "{} cannot be read", file);
  const auto saved_at = from_unix_seconds(status.st_mtim.tv_sec);
  auto report = parse(request, html, std::min(clock_.now(), saved_at));
  if (!report) return failed(report);
  fetched.report = std::move(*report);
  fetched.requests = 1;
  fetched.raw_digest = hex(digest(html));
  return fetched;
}

}  // namespace cs2::provider
