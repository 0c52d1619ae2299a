// `doctor`: one line for each thing that a working bot needs, and what to do where it is missing.
#include <algorithm>
#include <cstdio>

#include "app/open_store.hpp"
#include "app/providers.hpp"
#include "app/subcommands.hpp"
#include "base/limits/process.hpp"
#include "base/limits/sources.hpp"
#include "base/number.hpp"
#include "base/user_agent.hpp"
#include "discord/invite.hpp"
#include "discord/rest.hpp"
#include "ingest/ingest.hpp"
#include "io/http.hpp"
#include "io/server.hpp"
#include "locale/language.hpp"
#include "locale/time_zone.hpp"
#include "store/cache/cache.hpp"
#include "store/database/migrate.hpp"
#include "store/database/state.hpp"

namespace cs2::app {
namespace {

// Heartbeats and interaction ages depend on it; the system's NTP keeps it far smaller.
constexpr auto clock_skew_max = seconds{5};
// A source that the running bot has read this recently needs no request of the doctor's.
constexpr auto read_recently = minutes{15};

class Doctor {
 public:
  Doctor(const Settings& settings, const SystemClock& clock, Metrics& metrics, io::Loop& loop)
      : settings_(settings),
        clock_(clock),
        metrics_(metrics),
        loop_(loop),
        http_(io::make_http(loop, metrics, discord_user_agent())) {}

  Task<void> examine() {
    examine_settings();
    examine_time_zones();
    examine_database();
    examine_cache();
    co_await examine_port();
    co_await examine_discord();
    co_await examine_sources();
  }

  int failures() const { return failures_; }

 private:
  void good(std::string_view what, std::string_view finding) {
    fmt::print("ok    {:<12} {}\n", what, finding);
  }
  void note(std::string_view what, std::string_view finding) {
    fmt::print("note  {:<12} {}\n", what, finding);
  }
  void bad(std::string_view what, std::string_view finding, std::string_view remedy) {
    fmt::print("FAIL  {:<12} {}\n      {:<12} → {}\n", what, log::redact(finding), "", remedy);
    ++failures_;
  }

  void examine_settings() {
    if (settings_.exposed_file.empty()) return;
    note("settings",
         fmt::format("other users can read the secrets in {0}: chmod 600 {0}", settings_.exposed_file));
  }

  // Countries change their clocks at short notice: "today" and quiet hours are as right as the system's
  // rules.
  void examine_time_zones() {
    const auto data = locale::time_zone_data();
    if (!locale::is_time_zone("Europe/Berlin"))
      return bad("time zones", "the system has none, so that all times are UTC",
                 "install the package tzdata");
    const auto finding =
        fmt::format("tzdata {}; names of cities by ICU {}",
                    data.version.empty() ? "of unknown version" : data.version, data.icu_version);
    std::string_view digits = data.version;
    const auto year = take_number<int>(digits).value_or(0);
    const std::chrono::year_month_day today{std::chrono::floor<days>(clock_.now())};
    // It is released several times a year.
    if (data.version.empty() || std::chrono::year{year} + std::chrono::years{1} < today.year())
      return note("time zones", finding + ": older than a year, update the package tzdata");
    good("time zones", finding);
  }

  void examine_database() {
    auto opened = open_store(settings_, clock_, metrics_);
    if (!opened)
      return bad("database", opened.error().detail,
                 "check DATABASE_URL, and that the server is running and accepts this user");
    store_ = std::move(*opened);
    const auto schema = store::schema_version(*store_);
    if (schema.database > schema.binary)
      return bad("database",
                 fmt::format("schema {} is newer than this program's {}", schema.database, schema.binary),
                 "use the newer version of cs2results, or restore a backup from before the upgrade");
    if (schema.database < schema.binary)
      return note("database", fmt::format("{}: schema {}, migrated to {} at the next start",
                                          describe_database(settings_), schema.database, schema.binary));
    good("database", fmt::format("{}: schema {}", describe_database(settings_), schema.database));
  }

  void examine_cache() {
    if (settings_.redis_url.empty())
      return good("cache", "in-process; set REDIS_URL when running several processes");
    if (!store_) return;
    if (store_->cache().reachable()) return good("cache", "Redis is reachable");
    bad("cache", "Redis is not reachable",
        "check REDIS_URL, and that Redis is running; the bot works without it, but slower");
  }

  // The running bot holds it, as it should: then its health answers there.
  Task<void> examine_port() {
    if (settings_.listen == "off") co_return;
    const auto refuse = [](io::ServerRequest) -> Task<io::ServerResponse> {
      co_return io::ServerResponse{.status = 503};
    };
    const auto listening = io::listen(loop_, settings_.listen, refuse);
    if (listening) co_return good("port", fmt::format("{} is free", settings_.listen));
    const auto answer = co_await http_->send({.url = fmt::format("http://{}/healthz", settings_.listen)});
    if (answer && (answer->status == 200 || answer->status == 503))
      co_return good("port", fmt::format("{} is used by the running bot", settings_.listen));
    bad("port", listening.error().detail,
        "set LISTEN to a free address such as 127.0.0.1:9464, or to \"off\"");
  }

  Task<void> examine_discord() {
    if (settings_.discord_token.empty()) {
      bad("token", "DISCORD_TOKEN is not set",
          "copy the bot's token from Discord's developer portal to config.toml");
      co_return;
    }
    discord::Rest rest{
        loop_, *http_, clock_, metrics_, {settings_.discord_token, settings_.discord_api_base_url}};
    const auto application = co_await rest.current_application();
    if (!application) {
      const auto& error = application.error().error;
      bad("token", error.detail,
          error.kind == ErrorKind::unauthorized ? "invalid token: copy it again from the developer portal"
                                                : "check network, proxy and DISCORD_API_BASE_URL");
      co_return;
    }
    good("token", fmt::format("belongs to {}", application->name));
    const auto id = discord::to_string(application->id);
    if (!settings_.discord_application_id.empty() && settings_.discord_application_id != id) {
      bad("application",
          fmt::format("DISCORD_APPLICATION_ID is {}, but the token belongs to {}",
                      settings_.discord_application_id, id),
          "remove DISCORD_APPLICATION_ID, or use the token of that application");
    }
    good("intents", "no privileged intents needed");
    good("invite", discord::invite_url(application->id));
    if (application->user_installs)
      good("user install", discord::user_invite_url(application->id));
    else
      note("user install",
           "not set up yet: done at the bot's next start, or on the portal's page Installation");

    const auto gateway = co_await rest.gateway_bot();
    if (!gateway) {
      bad("gateway", gateway.error().error.detail, "try again in a minute, or see discordstatus.com");
    } else if (gateway->sessions_remaining < 10) {
      bad("gateway", fmt::format("only {} session starts left today", gateway->sessions_remaining),
          "the bot keeps restarting: stop it and check its log");
    } else {
      good("gateway", fmt::format("{} shard(s) recommended, {} session starts left", gateway->shards,
                                  gateway->sessions_remaining));
    }
    co_await examine_clock();
  }

  Task<void> examine_clock() {
    const auto answer = co_await http_->send({.url = settings_.discord_api_base_url + "/gateway"});
    if (!answer) co_return;
    const auto theirs = parse_http_date(io::header(answer->headers, "Date"));
    if (!theirs) co_return note("clock", "not checked");
    const auto skew = std::chrono::abs(clock_.now() - *theirs);
    if (skew > clock_skew_max) {
      bad("clock",
          fmt::format("differs from Discord's clock by {} s", std::chrono::round<seconds>(skew).count()),
          "enable time synchronization: timedatectl set-ntp true");
    } else {
      good("clock", "in sync with Discord");
    }
  }

  Task<void> examine_sources() {
    if (settings_.http_contact.empty())
      bad("contact", "HTTP_CONTACT is not set", "set an email address or URL; Liquipedia's terms require it");
    const auto providers = provider::make_providers(provider_settings(settings_), *http_, clock_, metrics_);
    for (const auto& provider : providers) co_await examine_source(*provider);
  }

  Task<void> examine_source(provider::Provider& provider) {
    const std::string source{name(provider.name())};
    if (store_ && store::schema_version(*store_).database == store::schema_version(*store_).binary) {
      if (judge(provider) != Judgement::unknown) co_return;
      if (const auto saved = store::find_state(*store_, ingest::budget_key(provider.name())))
        provider.budget().restore(*saved);
      provider.budget().forget_future(clock_.now());
    }
    const auto feed = provider.feeds().front();
    const auto wait = provider.budget().next(clock_.now(), feed.cost) - clock_.now();
    if (wait > milliseconds{0}) {
      if (wait > minutes{1}) {
        co_return note(source, fmt::format("not checked: rate limit, next request in {} s",
                                           std::chrono::round<seconds>(wait).count()));
      }
      fmt::print("      {:<12} rate limit, waiting {} s\n", source, std::chrono::ceil<seconds>(wait).count());
      co_await loop_.sleep(std::chrono::ceil<milliseconds>(wait));
    }
    const auto fetched = co_await provider.fetch({.feed = feed.name});
    if (store_ && store::schema_version(*store_).database > 0)
      store::save_state(*store_, ingest::budget_key(provider.name()), provider.budget().save());
    if (fetched) co_return good(source, fmt::format("{} matches read", fetched->report.matches.size()));
    bad(source, fetched.error().detail, remedy(fetched.error().kind));
  }

  enum class Judgement { was_read, fails, unknown };

  // What the running bot makes of its feeds. What is asked by name, or seldom, says nothing about the source.
  Judgement judge(const provider::Provider& provider) {
    const std::string source{name(provider.name())};
    const auto now = clock_.now();
    std::optional<Timestamp> newest;
    bool fails = false;
    for (const auto& state : store::list_feeds(*store_)) {
      if (state.provider != provider.name()) continue;
      newest = std::max(newest, state.succeeded_at);
      const auto feeds = provider.feeds();
      const auto feed = std::ranges::find(feeds, state.feed, &provider::Feed::name);
      if (feed == feeds.end() || feed->about || !state.failing_since) continue;
      if (now - *state.failing_since < limits::source_fails_after) continue;
      const auto seconds_since = [now](Timestamp at) {
        return std::chrono::round<seconds>(now - at).count();
      };
      bad(source,
          fmt::format("{}: failing for {} s, {}, {}", state.feed, seconds_since(*state.failing_since),
                      state.succeeded_at
                          ? fmt::format("last read {} s ago", seconds_since(*state.succeeded_at))
                          : std::string{"never read"},
                      state.last_error),
          remedy(kind_of(state.last_error)));
      fails = true;
    }
    if (fails) return Judgement::fails;
    if (!newest || now - *newest >= read_recently) return Judgement::unknown;
    good(source, fmt::format("last read {} s ago", std::chrono::round<seconds>(now - *newest).count()));
    return Judgement::was_read;
  }

  // "drift: an empty answer" → its kind, as the role writes it down.
  static ErrorKind kind_of(std::string_view error) {
    const auto kind = error.substr(0, error.find(':'));
    for (const auto known : {ErrorKind::unauthorized, ErrorKind::forbidden, ErrorKind::rate_limited,
                             ErrorKind::blocked, ErrorKind::drift}) {
      if (kind == name(known)) return known;
    }
    return ErrorKind::unavailable;
  }

  static std::string_view remedy(ErrorKind kind) {
    switch (kind) {
      case ErrorKind::unauthorized:
        return "invalid key: copy it again";
      case ErrorKind::forbidden:
        return "not included in the key's plan";
      case ErrorKind::rate_limited:
        return "too many requests: wait, and check whether another program uses the same key or address";
      case ErrorKind::blocked:
        return "address blocked: wait an hour, and set HTTP_CONTACT";
      case ErrorKind::drift:
        return "unexpected response format: check for a newer version of cs2results";
      default:
        return "check the network and the source's status; the bot keeps using stored data";
    }
  }

  const Settings& settings_;
  const SystemClock& clock_;
  Metrics& metrics_;
  io::Loop& loop_;
  std::unique_ptr<io::Http> http_;
  std::unique_ptr<store::Store> store_;
  int failures_ = 0;
};

}  // namespace

int doctor(const Settings& settings) {
  // What it finds, it prints itself.
  log::configure(log::Format::text, log::Level::error);
  const SystemClock clock;
  Metrics metrics;
  io::Loop loop;
  loop.stop_on_signals();
  Doctor doctor{settings, clock, metrics, loop};
  loop.spawn("doctor", doctor.examine());
  if (const int status = loop.run(); status != 0) return status;
  if (doctor.failures() == 0) {
    fmt::print("all checks passed\n");
    return 0;
  }
  fmt::print("failed checks: {}\n", doctor.failures());
  return 1;
}

}  // namespace cs2::app
