#include "sim/source/source_servers.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <deque>
#include <fstream>
#include <iterator>
#include <map>

#include "base/enum_names.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "io/server.hpp"
#include "sim/internal/query.hpp"
#include "sim/source/internal/source_answers.hpp"

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;
namespace json = boost::json;

constexpr std::string_view liquipedia_api = "/counterstrike/api.php";
constexpr std::string_view valve_repository = "/valve/";
constexpr int pandascore_per_hour = 1000;
constexpr milliseconds liquipedia_gap = 2s;
constexpr milliseconds liquipedia_parse_gap = 30s;

io::ServerResponse json_response(int status, std::string body) {
  return {.status = status,
          .headers = {{"Content-Type", "application/json; charset=utf-8"}},
          .body = std::move(body)};
}

io::ServerResponse error_response(int status, std::string_view error, std::string_view message) {
  return json_response(status, json::serialize(json::object{{"error", error}, {"message", message}}));
}

std::string gzip(std::string_view text) {
  z_stream stream = {};
  constexpr int gzip_format = 15 + 16;
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_format, 8, Z_DEFAULT_STRATEGY);
  std::string input(text);
  std::string packed(deflateBound(&stream, static_cast<uLong>(input.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::size_t number_or(std::string_view text, std::size_t fallback) {
  const auto value = parse_number<std::size_t>(text).value_or(0);
  return value > 0 ? value : fallback;
}

// Its wiki has the list of matches and no other page.
std::string without_pages(std::string_view titles) {
  json::array pages;
  for (const auto title : split(titles, '|'))
    pages.push_back(json::object{{"title", title}, {"missing", true}});
  return json::serialize(json::object{{"query", json::object{{"pages", std::move(pages)}}}});
}

// Keys that nobody has seen before in every object, and null where an optional text was.
void estrange(json::value& value) {
  if (auto* array = value.if_array()) {
    for (auto& each : *array) estrange(each);
  } else if (auto* object = value.if_object()) {
    for (auto& [key, each] : *object) {
      const bool optional = key == "acronym" || key == "slug" || key == "image_url" || key == "prizepool";
      if (optional) each = nullptr;
      estrange(each);
    }
    object->insert_or_assign("x_new_in_2027", json::object{{"nested", json::array{1, "two", nullptr}}});
  }
}

std::string estranged(const std::string& body) {
  boost::system::error_code error;
  auto value = json::parse(body, error);
  if (error) return body;
  estrange(value);
  return json::serialize(value);
}

}  // namespace

std::optional<ProviderFault> parse_provider_fault(std::string_view name) {
  using enum ProviderFault;
  static constexpr auto faults = names_of<ProviderFault>({{server_error, "server_error"},
                                                          {too_many_requests, "too_many_requests"},
                                                          {forbidden, "forbidden"},
                                                          {challenge, "challenge"},
                                                          {html, "html"},
                                                          {cut, "cut"},
                                                          {slow, "slow"},
                                                          {empty, "empty"},
                                                          {malformed, "malformed"},
                                                          {unknown_keys, "unknown_keys"}});
  return find_in(faults, name);
}

// Shared with the server, whose requests may outlive Providers.
struct Providers::State {
  struct FaultInjector {
    ProviderFault fault;
    int requests = for_ever;
  };

  State(const Clock& clock, World world, ProvidersSettings settings)
      : clock(clock), world(std::move(world)), settings(std::move(settings)) {}

  const Clock& clock;
  World world;
  ProvidersSettings settings;
  std::map<std::string, std::string, std::less<>> recorded = {};  // path → body, its times moved
  std::map<std::string, FaultInjector, std::less<>> faults = {};
  std::map<std::string, int, std::less<>> counts = {};
  std::vector<std::string> breaches = {};
  std::deque<Timestamp> pandascore_requests = {};  // within an hour
  std::optional<Timestamp> liquipedia_request = {};
  std::optional<Timestamp> liquipedia_parse = {};

  io::ServerResponse answer(const io::ServerRequest& request);
  io::ServerResponse answer_path(const io::ServerRequest& request, const Query& query, bool empty);
  io::ServerResponse answer_pandascore(const io::ServerRequest& request, const Query& query, bool empty);
  io::ServerResponse answer_liquipedia(const io::ServerRequest& request, const Query& query, bool empty);
  io::ServerResponse answer_control(const io::ServerRequest& request, const Query& query);
  io::ServerResponse breach(io::ServerResponse response, std::string rule);
  bool is_authorized(const io::ServerRequest& request) const;
  std::optional<ProviderFault> take_fault(std::string_view path);
  PandascoreAnswer find_pandascore(const Query& query) const;
  void spoil(io::ServerResponse& response, ProviderFault fault) const;
};

io::ServerResponse Providers::State::answer(const io::ServerRequest& request) {
  const auto query = parse_query(request.target);
  if (query.path.starts_with("/sim/")) return answer_control(request, query);
  ++counts[query.path];
  const auto fault = take_fault(query.path);
  if (fault == ProviderFault::server_error) return error_response(500, "Internal Server Error", "");
  if (fault == ProviderFault::too_many_requests) return error_response(429, "Too Many Requests", "");
  if (fault == ProviderFault::forbidden) return error_response(403, "Forbidden", "");
  if (fault == ProviderFault::challenge) {
    return {.status = 403,
            .headers = {{"Content-Type", "text/html"}},
            .body = "<html><head><title>Just a moment...</title></head></html>"};
  }
  if (fault == ProviderFault::html) {
    return {.headers = {{"Content-Type", "text/html"}},
            .body = "<html><body>We will be back soon</body></html>"};
  }
  auto response = answer_path(request, query, fault == ProviderFault::empty);
  if (fault && response.status == 200) spoil(response, *fault);
  const bool packed = query.path == liquipedia_api && response.status == 200;
  if (packed) {
    response.body = gzip(response.body);
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  return response;
}

void Providers::State::spoil(io::ServerResponse& response, ProviderFault fault) const {
  if (fault == ProviderFault::cut) response.cut = true;
  if (fault == ProviderFault::slow) response.delay = settings.slow;
  if (fault == ProviderFault::malformed) response.body.resize(response.body.size() / 2);
  if (fault == ProviderFault::unknown_keys) response.body = estranged(response.body);
}

std::optional<ProviderFault> Providers::State::take_fault(std::string_view path) {
  const auto found = faults.find(path);
  if (found == faults.end()) return std::nullopt;
  const auto fault = found->second.fault;
  if (found->second.requests > 0) --found->second.requests;
  if (found->second.requests == 0) faults.erase(found);
  return fault;
}

io::ServerResponse Providers::State::answer_path(const io::ServerRequest& request, const Query& query,
                                                 bool empty) {
  if (query.path == liquipedia_api) return answer_liquipedia(request, query, empty);
  if (query.path.starts_with(valve_repository)) {
    auto found = valve_answer(world, clock.now(), query.path.substr(valve_repository.size()));
    return found ? json_response(200, std::move(*found)) : error_response(404, "Not Found", "");
  }
  return answer_pandascore(request, query, empty);
}

io::ServerResponse Providers::State::breach(io::ServerResponse response, std::string rule) {
  breaches.push_back(std::move(rule));
  return response;
}

bool Providers::State::is_authorized(const io::ServerRequest& request) const {
  constexpr std::string_view scheme = "Bearer ";
  const auto given = io::header(request.headers, "Authorization");
  if (!given.starts_with(scheme) || given.size() == scheme.size()) return false;
  return settings.pandascore_token.empty() || given.substr(scheme.size()) == settings.pandascore_token;
}

// Where answers were recorded, the world keeps silent: the two would contradict each other.
PandascoreAnswer Providers::State::find_pandascore(const Query& query) const {
  const auto found = recorded.find(query.path);
  const auto is_pandascore = [](const auto& entry) { return entry.first != liquipedia_api; };
  auto answer = pandascore_answer(world, clock.now(), query);
  if (found == recorded.end()) {
    if (std::ranges::any_of(recorded, is_pandascore)) answer.rows.clear();
    return answer;
  }
  answer = {};
  const auto value = json::parse(found->second);
  if (const auto* array = value.if_array()) {
    for (const auto& each : *array) answer.rows.push_back(json::serialize(each));
  } else {
    answer.rows.push_back(found->second);
  }
  return answer;
}

io::ServerResponse Providers::State::answer_pandascore(const io::ServerRequest& request, const Query& query,
                                                       bool empty) {
  if (!is_authorized(request)) return error_response(401, "Unauthorized", "The token is missing or invalid.");
  const auto now = clock.now();
  while (!pandascore_requests.empty() && pandascore_requests.front() + hours{1} <= now)
    pandascore_requests.pop_front();
  if (static_cast<int>(pandascore_requests.size()) >= pandascore_per_hour) {
    return breach(error_response(429, "Too Many Requests", ""),
                  "PandaScore: more than 1,000 requests an hour");
  }
  pandascore_requests.push_back(now);

  auto found = find_pandascore(query);
  if (found.status == 403) return error_response(403, "Forbidden", "Your plan does not include this.");
  if (found.status == 404) return error_response(404, "Not Found", "The resource does not exist.");
  if (!found.body.empty()) return json_response(200, std::move(found.body));
  const auto all = empty ? std::vector<std::string>{} : std::move(found.rows);
  const auto per_page = std::min<std::size_t>(number_or(query.value("per_page"), 50), 100);
  const auto page = number_or(query.value("page"), 1);
  std::string body = "[";
  for (auto i = (page - 1) * per_page; i < std::min(all.size(), page * per_page); ++i) {
    if (body.size() > 1) body += ',';
    body += all[i];
  }
  auto response = json_response(200, body + "]");
  auto& headers = response.headers;
  headers.emplace_back("X-Page", std::to_string(page));
  headers.emplace_back("X-Per-Page", std::to_string(per_page));
  headers.emplace_back("X-Total", std::to_string(all.size()));
  headers.emplace_back("X-Rate-Limit-Remaining",
                       std::to_string(pandascore_per_hour - static_cast<int>(pandascore_requests.size())));
  if (page * per_page < all.size()) {
    headers.emplace_back(
        "Link", fmt::format(R"(<https://api.pandascore.co{}?page={}>; rel="next")", query.path, page + 1));
  }
  return response;
}

io::ServerResponse Providers::State::answer_liquipedia(const io::ServerRequest& request, const Query& query,
                                                       bool empty) {
  const auto agent = io::header(request.headers, "User-Agent");
  const bool has_contact = agent.contains("://") || agent.contains('@');
  if (!has_contact) return breach({.status = 406}, "Liquipedia: a User-Agent without contact");
  if (!io::header(request.headers, "Accept-Encoding").contains("gzip")) {
    return breach({.status = 406}, "Liquipedia: gzip was not asked for");
  }
  const auto now = clock.now();
  const bool parse = query.value("action") == "parse";
  const bool too_soon = liquipedia_request && now - *liquipedia_request < liquipedia_gap;
  const bool parse_too_soon = parse && liquipedia_parse && now - *liquipedia_parse < liquipedia_parse_gap;
  if (too_soon || parse_too_soon) {
    return breach({.status = 429, .headers = {{"Retry-After", "60"}}}, "Liquipedia: too many requests");
  }
  liquipedia_request = now;
  if (query.value("action") == "query") return json_response(200, without_pages(query.value("titles")));
  const auto page = query.value("page");
  const auto tier = page.ends_with("-Tier_Tournaments") ? parse_tier(fold(page.substr(0, 1))) : std::nullopt;
  if (!parse || (page != "Liquipedia:Matches" && page != "Main_Page" && !tier)) {
    return json_response(
        200, R"({"error":{"code":"missingtitle","info":"The page you specified doesn't exist."}})");
  }
  liquipedia_parse = now;
  const auto envelope = [&](std::string_view html) {
    return json::serialize(json::object{
        {"parse", json::object{{"title", page}, {"pageid", 84'210}, {"text", json::object{{"*", html}}}}}});
  };
  if (tier) return json_response(200, envelope(liquipedia_list(world, *tier)));
  if (page == "Main_Page") return json_response(200, envelope(liquipedia_front(world)));
  if (empty) return json_response(200, envelope(R"(<div class="mw-parser-output"></div>)"));
  const auto found = recorded.find(query.path);
  if (found == recorded.end()) return json_response(200, envelope(liquipedia_ticker(world, now)));
  const bool wrapped = found->second.starts_with('{');
  return json_response(200, wrapped ? found->second : envelope(found->second));
}

io::ServerResponse Providers::State::answer_control(const io::ServerRequest& request, const Query& query) {
  if (query.path == "/sim/statistics") {
    json::object paths;
    for (const auto& [path, count] : counts) paths[path] = count;
    json::array broken;
    for (const auto& each : breaches) broken.push_back(json::string(each));
    return json_response(200, json::serialize(json::object{{"requests", paths}, {"breaches", broken}}));
  }
  // {"path": "/csgo/matches/running", "fault": "html", "count": 3}; without a fault the path is mended.
  if (query.path != "/sim/faults") return error_response(404, "Not Found", "");
  boost::system::error_code error;
  const auto body = json::parse(request.body, error);
  const auto* object = error ? nullptr : body.if_object();
  const auto* path = object ? object->if_contains("path") : nullptr;
  if (!path || !path->is_string()) return error_response(400, "Bad Request", "a path is needed");
  const auto* name = object->if_contains("fault");
  if (!name) {
    faults.erase(std::string(path->get_string()));
    return {.status = 204};
  }
  const auto fault = name->is_string() ? parse_provider_fault(name->get_string()) : std::nullopt;
  if (!fault) return error_response(400, "Bad Request", "no such fault");
  const auto* count = object->if_contains("count");
  faults[std::string(path->get_string())] = {
      *fault, count && count->is_int64() ? static_cast<int>(count->get_int64()) : for_ever};
  return {.status = 204};
}

struct Providers::Impl {
  std::shared_ptr<State> state;
  std::unique_ptr<io::Server> server;
};

Providers::Providers(std::unique_ptr<Impl> hold) : hold_(std::move(hold)) {}
Providers::~Providers() = default;

Result<std::unique_ptr<Providers>> Providers::start(io::Loop& loop, const Clock& clock, World world,
                                                    ProvidersSettings settings) {
  const auto address = settings.address;
  auto state = std::make_shared<State>(clock, std::move(world), std::move(settings));
  const auto answer = [](std::shared_ptr<State> on, io::ServerRequest request) -> Task<io::ServerResponse> {
    co_return on->answer(request);
  };
  auto server = io::listen(loop, address, [state, answer](io::ServerRequest request) {
    return answer(state, std::move(request));
  });
  if (!server) return failed(server);
  return std::unique_ptr<Providers>(
      new Providers(std::make_unique<Impl>(Impl{.state = std::move(state), .server = std::move(*server)})));
}

std::string Providers::pandascore_base_url() const {
  return fmt::format("http://127.0.0.1:{}", hold_->server->port());
}
std::string Providers::liquipedia_base_url() const {
  return pandascore_base_url() + "/counterstrike";
}
std::string Providers::valve_standings_base_url() const {
  return pandascore_base_url() + "/valve";
}
std::string Providers::control_url() const {
  return pandascore_base_url() + "/sim";
}

Result<void> Providers::serve_recording(std::string path, const Recording& recording) {
  std::ifstream file(recording.file, std::ios::binary);
  if (!file) return cs2::fail(ErrorKind::not_found, "cannot read {}", recording.file);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto by = hold_->state->clock.now() - recording.recorded_at;
  // HTML inside a JSON envelope has its quotes escaped; both kinds are moved on what they hold.
  if (path != liquipedia_api) {
    hold_->state->recorded[std::move(path)] = move_times_in_json(text, by);
    return {};
  }
  boost::system::error_code error;
  const auto value = json::parse(text, error);
  const auto* html = error ? nullptr : value.find_pointer("/parse/text/*", error);
  hold_->state->recorded[std::move(path)] =
      move_times_in_html(html && html->is_string() ? std::string_view(html->get_string()) : text, by);
  return {};
}

void Providers::fail(std::string path, ProviderFault fault, int requests) {
  hold_->state->faults[std::move(path)] = {fault, requests};
}

void Providers::mend(std::string_view path) {
  if (const auto found = hold_->state->faults.find(path); found != hold_->state->faults.end()) {
    hold_->state->faults.erase(found);
  }
}

int Providers::requests(std::string_view path) const {
  const auto found = hold_->state->counts.find(path);
  return found == hold_->state->counts.end() ? 0 : found->second;
}

const std::vector<std::string>& Providers::breaches() const {
  return hold_->state->breaches;
}

}  // namespace cs2::sim
