#include "provider/liquipedia/client.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/url.hpp>

#include "base/digest.hpp"
#include "base/limits/providers.hpp"
#include "base/user_agent.hpp"
#include "provider/liquipedia/parse.hpp"
#include "provider/liquipedia/rendered_page.hpp"
#include "provider/shared/answer.hpp"
#include "provider/shared/wiki_page.hpp"

namespace cs2::provider {
namespace {

using namespace std::chrono_literals;

// 2 s and 30 s are allowed; a little more, because two clocks are never equal.
constexpr Budget::Rules rules{.gap = 2500ms, .heavy_gap = 31s, .block_min = 20min, .block_max = 6h};

constexpr int titles_max = 20;  // 50 are allowed; a tournament's page is up to 100 KB
constexpr auto reread_after = 1h;
constexpr std::size_t pages_remembered = 5'000;

constexpr std::string_view ticker = "action=parse&page=Liquipedia:Matches&prop=text&format=json";

constexpr std::string_view front_page = "action=parse&page=Main_Page&prop=text&format=json";

constexpr std::array listed_tiers{Tier::s, Tier::a, Tier::b, Tier::c};

std::string list_of(Tier tier) {
  return fmt::format("action=parse&page={:c}-Tier_Tournaments&prop=text&format=json",
                     static_cast<char>(cs2::name(tier).front() - 'a' + 'A'));
}

std::string query_of(const std::vector<std::string>& pages) {
  std::string query =
      "action=query&prop=revisions&rvprop=ids%7Ctimestamp%7Ccontent&rvslots=main&redirects=1"
      "&format=json&formatversion=2&titles=";
  for (std::size_t i = 0; i < pages.size(); ++i)
    query += (i == 0 ? "" : "%7C") + boost::urls::encode(pages[i], boost::urls::unreserved_chars);
  return query;
}

// Whoever breaks their terms is blocked by address, and the status does not say whether it has come to that.
std::optional<Error> refusal_of(const io::HttpResponse& response, Timestamp now) {
  const bool refused =
      response.status == 403 || response.status == 406 || response.status == 429 || response.status == 503;
  if (!refused && !is_challenge(response.body)) return std::nullopt;
  return refusal(ErrorKind::blocked, response, retry_after(response.headers, now));
}

}  // namespace

Liquipedia::Liquipedia(std::string base_url, const std::string& contact, io::Http& http, const Clock& clock,
                       Metrics& metrics)
    : base_url_(std::move(base_url)),
      clock_(clock),
      client_({.provider = ProviderName::liquipedia,
               .budget = rules,
               .headers = {{"User-Agent", user_agent(contact)}, {"Accept", "application/json"}},
               .refusal_of = refusal_of,
               .body_bytes_max = limits::liquipedia_answer_bytes_max},
              http, clock, metrics) {}

// While matches run the ticker is asked for as often as the terms permit: the wiki keeps the page until one
// of its matches is edited, and then at once has the new one.
std::vector<Feed> Liquipedia::feeds() const {
  const auto about = [](std::string name, EntityKind subject, milliseconds live, milliseconds idle) {
    return Feed{.name = std::move(name),
                .every_live = live,
                .every_idle = idle,
                .every_night = idle,
                .about = subject,
                .subjects_max = titles_max};
  };
  const auto seldom = [](std::string name) {
    return Feed{.name = std::move(name),
                .every_live = 6h,
                .every_idle = 6h,
                .every_night = 6h,
                .cost = Cost::heavy,
                .lists_matches = false};
  };
  return {{.name = "matches",
           .every_live = rules.heavy_gap,
           .every_idle = 2min,
           .every_night = 5min,
           .may_be_empty = false,
           .cost = Cost::heavy},
          seldom("front"),
          seldom("list"),
          about("tournament", EntityKind::tournament, 15min, 2h),
          about("team", EntityKind::team, 24h, 24h),
          about("player", EntityKind::player, 7 * 24h, 7 * 24h)};
}

Task<Result<Fetched>> Liquipedia::fetch(Request wanted) {
  const bool by_name = wanted.feed != "matches" && wanted.feed != "front" && wanted.feed != "list";
  const auto subjects = pages_of(wanted.subjects);
  Fetched fetched;
  fetched.report.provider = name();
  fetched.report.observed_at = clock_.now();
  if (by_name && subjects.pages.empty()) {
    fetched.report.skipped = subjects.skipped;
    co_return fetched;
  }
  const auto tier = listed_tiers.at(next_list_);
  // In turn, whatever comes of it: one page that cannot be read does not keep the others away.
  if (wanted.feed == "list") next_list_ = (next_list_ + 1) % listed_tiers.size();
  const auto query = by_name                    ? query_of(subjects.pages)
                     : wanted.feed == "matches" ? std::string{ticker}
                     : wanted.feed == "front"   ? std::string{front_page}
                                                : list_of(tier);
  co_return co_await client_.ask(
      {.feed = wanted.feed,
       .url = base_url_ + "/api.php?" + query,
       .cost = by_name ? Cost::ordinary : Cost::heavy},
      [&](const io::HttpResponse& response) -> Result<Fetched> {
        const auto& body = response.body;
        auto report = by_name ? read_pages(wanted.feed, body) : read_rendered(wanted.feed, tier, body);
        if (!report) return failed(report);
        for (const auto& left_out : subjects.skipped) report->skipped.push_back(left_out);
        return Fetched{.report = std::move(*report), .requests = 1, .raw_digest = hex(digest(body))};
      });
}

Result<Report> Liquipedia::read_rendered(const std::string& feed, Tier tier, const std::string& body) {
  const auto html = rendered_page(body);
  if (!html) return failed(html);
  if (feed == "front") return parse_liquipedia_front(*html, clock_.now());
  if (feed == "list") return parse_liquipedia_list(*html, tier, clock_.now());
  auto report = parse_liquipedia_matches(*html, clock_.now());
  if (report) team_names_.learn(*report);
  return report;
}

// The same revision says the same; but time passes (a match begins), and the ticker teaches more names.
bool Liquipedia::is_news(const WikiAnswer::Page& page) {
  if (seen_.size() > pages_remembered) seen_.clear();
  auto& seen = seen_[page.text.title];
  const auto now = clock_.now();
  const bool same = page.revision != 0 && seen.revision == page.revision && now - seen.read_at < reread_after;
  if (!same) seen = {.revision = page.revision, .read_at = now};
  return !same;
}

Result<Report> Liquipedia::read_pages(const std::string& feed, const std::string& body) {
  auto answer = parse_wiki_answer(body);
  if (!answer) return failed(answer);
  Report report;
  report.provider = name();
  report.observed_at = clock_.now();
  report.skipped = std::move(answer->skipped);
  std::size_t read = 0;
  std::optional<Error> first;
  for (const auto& page : answer->pages) {
    if (!is_news(page)) continue;
    const auto parsed = feed == "tournament"
                            ? parse_wiki_tournament(page.text, team_names_, clock_.now(), report)
                        : feed == "team" ? parse_wiki_team(page.text, clock_.now(), report)
                                         : parse_wiki_player(page.text, clock_.now(), report);
    if (parsed) {
      ++read;
      continue;
    }
    if (!first) first = parsed.error();
    report.skipped.push_back({"page " + page.text.title, parsed.error().detail});
  }
  if (first && read == 0) return std::unexpected(*first);
  return report;
}

}  // namespace cs2::provider
