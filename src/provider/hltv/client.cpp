#include "provider/hltv/client.hpp"

#include <fmt/format.h>

#include <sys/stat.h>
#include <algorithm>
#include <fstream>

#include "base/digest.hpp"
#include "base/limits/providers.hpp"
#include "provider/hltv/parse.hpp"
#include "provider/shared/answer.hpp"
#include "provider/shared/user_agent.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view folder_scheme = "file://";
// No rule of theirs allows any number; this is what a reader with a few tabs would ask for.
constexpr Budget::Rules rules{
    .requests_max = 40, .window = 1h, .gap = 30s, .heavy_gap = 30s, .block_min = 6h, .block_max = 48h};

bool is_id(const std::string& text) {
  return !text.empty() && text.size() <= 10 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Addresses that robots.txt allows; any last part of a match's will do.
Result<std::string> path_of(const Request& request) {
  if (request.feed == "matches") return "/matches";
  if (request.feed == "results") return "/results";
  if (request.feed == "ranking") return "/ranking/teams";
  if (request.feed != "match" || request.subjects.size() != 1 || !is_id(request.subjects.front()))
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

}  // namespace

Hltv::Hltv(std::string base_url, const std::string& contact, io::Http& http, const Clock& clock,
           Metrics& metrics)
    : base_url_(std::move(base_url)),
      user_agent_(user_agent(contact)),
      http_(http),
      clock_(clock),
      metrics_(metrics),
      budget_(is_folder() ? Budget::Rules{} : rules, clock.now()) {}

bool Hltv::is_folder() const {
  return base_url_.starts_with(folder_scheme);
}

std::vector<Feed> Hltv::feeds() const {
  const bool may_be_empty = is_folder();
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
  if (is_folder()) co_return read_file(request, *path);
  co_return co_await ask(std::move(request), *path);
}

Task<Result<Fetched>> Hltv::ask(Request request, std::string path) {
  const auto now = clock_.now();
  if (budget_.blocked_until() > now) {
    co_return std::unexpected(Error{.kind = ErrorKind::blocked,
                                    .detail = "HLTV's address refused us lately",
                                    .retry_after = budget_.blocked_until() - now});
  }
  budget_.spend(now);
  const io::HttpRequest asked{.url = base_url_ + path,
                              .headers = {{"User-Agent", user_agent_}, {"Accept", "text/html"}},
                              .body_bytes_max = limits::hltv_page_bytes_max};
  const auto response = co_await http_.send(asked);
  auto fetched = response ? read(request, *response) : Result<Fetched>{failed(response)};
  count_request(metrics_, name(), request.feed, fetched ? std::nullopt : std::optional{fetched.error()});
  co_return fetched;
}

Result<Fetched> Hltv::read(const Request& request, const io::HttpResponse& response) {
  const auto now = clock_.now();
  auto report = Result<Report>{invalid("status {}", response.status)};
  if (response.status == 200) report = parse(request, response.body, now);
  const bool shield = is_challenge(response.body) || (!report && report.error().kind == ErrorKind::blocked);
  if (response.status == 403 || response.status == 429 || shield) {
    // What a shield says about trying again is shorter than the time for which it remembers.
    budget_.refused(now, std::nullopt);
    return std::unexpected(
        Error{.kind = ErrorKind::blocked,
              .detail = fmt::format("status {}{}", response.status, shield ? ", a challenge page" : ""),
              .retry_after = budget_.blocked_until() - now});
  }
  if (const auto status = check_status(response, now); !status) return failed(status);
  budget_.accepted();
  if (!report) return failed(report);
  return Fetched{.report = std::move(*report), .requests = 1, .raw_digest = hex(digest(response.body))};
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
  fetched.raw_digest = hex(digest(html));
  return fetched;
}

}  // namespace cs2::provider
