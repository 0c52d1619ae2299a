#include "app/program.hpp"
#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

#include "app/calendars.hpp"
#include "app/open_store.hpp"
#include "app/providers.hpp"
#include "app/shared_limits.hpp"
#include "app/watched.hpp"
#include "base/limits/ops.hpp"
#include "base/limits/process.hpp"
#include "base/limits/start.hpp"
#include "base/startup_pages.hpp"
#include "base/steady_clock.hpp"
#include "base/user_agent.hpp"
#include "base/version.hpp"
#include "bot/bot.hpp"
#include "bot/command_registry.hpp"
#include "discord/gateway.hpp"
#include "discord/invite.hpp"
#include "discord/rest.hpp"
#include "ingest/ingest.hpp"
#include "io/backoff.hpp"
#include "io/blocking.hpp"
#include "io/http.hpp"
#include "locale/language.hpp"
#include "locale/review.hpp"
#include "notify/notify.hpp"
#include "ops/endpoint.hpp"
#include "ops/watchdog.hpp"
#include "store/database/address.hpp"
#include "store/database/backup.hpp"
#include "store/database/migrate.hpp"
#include "store/database/sqlite_file.hpp"
#include "store/database/state.hpp"

namespace cs2::app {
namespace {

constexpr std::string_view not_open = "database not reachable yet";

}  // namespace

struct Program::State {
  State(io::Loop& loop, Settings settings, Roles roles, const Clock& story, Metrics& metrics)
      : loop(loop), settings(std::move(settings)), roles(roles), story(story), metrics(metrics) {}

  Result<void> start() {
    if (const auto checked = check(); !checked) return failed(checked);
    auto loaded = locale::Catalogue::load(locale::embedded_catalogues(), settings.default_language);
    if (!loaded) return failed(loaded);
    for (const auto& reason : loaded->left_out()) log::warning(fmt::format("locale: left out {}", reason));
    catalogue = std::make_unique<locale::Catalogue>(std::move(*loaded));
    for (const auto& code : catalogue->codes())
      metrics.set(
          "cs2results_translation_reviewed_ratio", {{"language", code}},
          locale::reviewed_share(catalogue->find(code), catalogue->source(), locale::embedded_reviews()));
    auto taken = store::SqliteLock::take(store_settings->database_url);
    if (!taken) return failed(taken);
    sqlite_lock = std::move(*taken);
    blocking = std::make_unique<io::Blocking>(loop, limits::blocking_threads, limits::blocking_queue_max);
    http = io::make_http(loop, metrics, discord_user_agent());
    if (const auto listening = listen(); !listening) return failed(listening);

    metrics.set("cs2results_build_info", {{"version", version}}, 1);
    metrics.set("cs2results_start_time_seconds", {}, static_cast<double>(unix_seconds(real.now())));
    loop.spawn("start", begin());
    return {};
  }

  Result<void> check() {
    auto found = app::store_settings(settings);
    if (!found) return failed(found);
    store_settings = std::move(*found);
    if (store::is_sqlite(*store_settings) && roles.bot != roles.ingest) {
      return invalid(
          "{} needs PostgreSQL: set DATABASE_URL, or use `cs2results run` for everything in one process",
          roles.bot ? "bot" : "worker");
    }
    return {};
  }

  Task<void> begin() {
    if (const auto opened = co_await open_when_there(); !opened) co_return give_up("app", opened.error());
    if (notifies() || roles.bot) prepare_discord();
    if (roles.bot) prepare_bot();
    if (notifies()) {
      notify = std::make_unique<notify::Notify>(loop, *blocking, *store, *rest, *catalogue, story, metrics);
    }
    if (roles.ingest) {
      ingest = std::make_unique<ingest::Ingest>(
          loop, *blocking, *store,
          provider::make_providers(provider_settings(settings), *http, story, metrics), story, metrics);
    }
    is_open = true;
    log::info("app: started", {{"version", version}});

    if (ingest) loop.spawn("ingest", ingest->run());
    // Where the story runs faster than sources can be asked, the age of news means nothing.
    if (ingest && story.real(hours{1}) == hours{1}) loop.spawn("watchdog", watch());
    loop.spawn("backup age", watch_backup());
    if (bot) loop.spawn("discord", run_discord());
    if (bot) loop.spawn("bot", bot->run());
    if (notify) loop.spawn("notify", notify->run());
    if (notify && !bot) loop.spawn("token", check_token());
    co_await end_start();
  }

  // A server may start later than we do, and a file be locked for a while; one that cannot be opened is the
  // operator's to mend.
  Task<Result<void>> open_when_there() {
    io::Backoff pause{limits::database_pause_min, limits::database_pause_max};
    while (true) {
      const auto opened = co_await blocking->run([this] { return open(); });
      if (opened) co_return opened;
      const auto kind = opened.error().kind;
      const bool is_away = kind == ErrorKind::unavailable && !store::is_sqlite(*store_settings);
      if (!is_away && kind != ErrorKind::timeout) co_return opened;
      log::warning("database: not reachable, retrying", opened.error());
      co_await loop.sleep(pause.next());
    }
  }

  Result<void> open() {
    auto opened = store::Store::open(*store_settings, story, metrics);
    if (!opened) return failed(opened);
    try {
      const auto migrated = store::migrate(**opened);
      if (!migrated) return failed(migrated);
      log::info("database: ready", {{"database", describe_database(settings)}, {"schema", migrated->after}});
    } catch (const store::DatabaseError& broken) {
      return fail(ErrorKind::timeout, "database: {}", broken.what());
    }
    store = std::move(*opened);
    calendars = std::make_unique<Calendars>(*store, *catalogue, metrics);
    return {};
  }

  // A worker reads the sources and, where it has a token, sends notifications.
  bool notifies() const { return roles.ingest && !settings.discord_token.empty(); }

  void prepare_discord() {
    shared_limits = make_shared_limits(settings, *blocking, metrics);
    rest = std::make_unique<discord::Rest>(
        loop, *http, steady, metrics,
        discord::RestSettings{.token = settings.discord_token,
                              .base_url = settings.discord_api_base_url,
                              .on_token_refused = [this] { give_up("discord", discord::token_refused()); }},
        shared_limits.get());
  }

  void prepare_bot() {
    bot = std::make_unique<bot::Bot>(loop, *blocking, *store, *rest, *catalogue,
                                     bot::Clocks{.story = story, .real = real}, metrics, settings.public_url);
    discord::GatewaySettings gateway_settings{.token = settings.discord_token};
    if (!settings.discord_shard_count.empty())
      gateway_settings.shard_count = std::stoi(settings.discord_shard_count);
    gateway =
        std::make_unique<discord::Gateway>(loop, *rest, metrics, gateway_settings,
                                           [this](discord::ShardPlace place, discord::GatewayEvent event) {
                                             bot->handle(place, std::move(event));
                                           });
  }

  Result<void> listen() {
    if (settings.listen == "off") return {};
    auto opened = ops::Endpoint::open(loop, *blocking, metrics, settings.listen, checks(), pages());
    if (!opened) return failed(opened);
    endpoint = std::move(*opened);
    log::info("server: listening", {{"port", endpoint->port()}});
    return {};
  }

  std::vector<ops::Page> pages() {
    return {{.prefix = std::string{calendar_prefix},
             .answer = [this](const io::ServerRequest& request) -> io::ServerResponse {
               if (!is_open) throw std::runtime_error(std::string{not_open});
               return calendars->answer(request);
             }}};
  }

  std::vector<ops::Check> checks() {
    std::vector<ops::Check> all{{"database", [this]() -> std::optional<std::string> {
                                   if (!is_open) return std::string{not_open};
                                   const auto schema = store::schema_version(*store);
                                   if (schema.database == schema.binary) return std::nullopt;
                                   return fmt::format("schema {}, expected {}", schema.database,
                                                      schema.binary);
                                 }}};
    if (roles.bot) {
      all.push_back({"gateway", [this]() -> std::optional<std::string> {
                       if (is_open && gateway->ready()) return std::nullopt;
                       return "gateway sessions are not ready";
                     }});
    }
    all.push_back({"sources", [this] { return stale_sources(); }, [this] { return sources_behind(); }});
    return all;
  }

  // One fresh source is enough to answer.
  std::optional<std::string> stale_sources() const {
    if (!is_open) return std::string{not_open};
    const auto sources = store::list_source_statuses(*store);
    const auto newest = std::ranges::max_element(sources, {}, &SourceStatus::read_at);
    if (newest == sources.end() || !newest->read_at) return "no source read yet";
    const auto age = story.now() - *newest->read_at;
    if (age <= limits::sources_stale_after) return std::nullopt;
    return fmt::format("no source read for {} s", std::chrono::round<seconds>(age).count());
  }

  std::optional<std::string> sources_behind() const {
    const auto now = story.now();
    const auto data = match_data_status(store::list_source_statuses(*store), now);
    if (data.behind.empty()) return std::nullopt;
    std::string text;
    for (const auto& source : data.behind)
      text += fmt::format("{}{}", text.empty() ? "" : ", ", describe(source, now));
    return text;
  }

  // Over the facts of this process, while it is the one that reads the sources.
  Task<void> watch() {
    ops::Watchdog watchdog{metrics};
    while (true) {
      try {
        if (ingest->owns()) {
          auto watched = watched_feeds(ingest->readings());
          const auto now = story.now();
          std::ranges::move(co_await blocking->run([this, now] { return watched_matches(*store, now); }),
                            std::back_inserter(watched));
          watchdog.step(watched, now);
        } else {
          watchdog.forget();
        }
      } catch (const std::exception& broken) {
        log::error("watchdog: check failed, retrying", broken);
        metrics.count("cs2results_task_failures_total", {{"task", "watchdog"}});
      }
      co_await loop.sleep(limits::watchdog_every);
    }
  }

  // Taken by another process, which only leaves its time in the store.
  Task<void> watch_backup() {
    while (true) {
      try {
        const auto find = [this] { return store::find_last_backup(*store); };
        if (const auto at = co_await blocking->run(find)) {
          metrics.set("cs2results_backup_age_seconds", {},
                      std::chrono::duration<double>(real.now() - *at).count());
        }
      } catch (const std::exception& broken) {
        log::error("app: reading the time of the last backup failed, retrying", broken);
        metrics.count("cs2results_task_failures_total", {{"task", "backup_age"}});
      }
      co_await loop.sleep(limits::backup_look_every);
    }
  }

  // Catalogues are parsed, libraries have made ready what they might need: most of it is not touched again.
  Task<void> end_start() {
    co_await loop.sleep(limits::start_lasts);
    give_back_startup_pages();
  }

  Task<void> run_discord() {
    const auto application = co_await find_application();
    if (!application) co_return give_up("discord", application.error());
    log::info("discord: add the bot to a server", {{"invite", discord::invite_url(*application)}});
    loop.spawn("commands", register_commands(*application));
    const auto ended = co_await gateway->run();
    if (!ended) give_up("discord", ended.error());
  }

  Task<Result<discord::Snowflake>> find_application() {
    if (const auto id = discord::parse_snowflake(settings.discord_application_id)) co_return *id;
    io::Backoff pause{limits::discord_pause_min, limits::discord_pause_max};
    while (true) {
      const auto application = co_await rest->current_application();
      if (application) co_return application->id;
      const auto& error = application.error().error;
      if (error.kind == ErrorKind::unauthorized) co_return std::unexpected(error);
      log::warning("discord: not responding, retrying", error);
      co_await loop.sleep(pause.next());
    }
  }

  // The gateway lets the others know whether the token is good.
  Task<void> check_token() {
    io::Backoff pause{limits::discord_pause_min, limits::discord_pause_max};
    while (true) {
      const auto checked = co_await rest->check_token();
      if (checked || checked.error().error.kind == ErrorKind::unauthorized) co_return;
      log::warning("discord: not responding, retrying", checked.error().error);
      co_await loop.sleep(pause.next());
    }
  }

  // Commands that people may take along want an application that people may install. Without it they work in
  // servers all the same, and the doctor says how to mend it.
  Task<void> offer_user_installs() {
    constexpr std::string_view failed = "discord: cannot let people install the bot for themselves";
    const auto application = co_await rest->current_application();
    if (!application) co_return log::warning(failed, application.error().error);
    if (application->user_installs) co_return;
    const auto written = co_await rest->edit_application(discord::install_settings_json());
    if (!written) co_return log::warning(failed, written.error().error);
    log::info("discord: people can install the bot for themselves");
  }

  // The bot answers with the commands that are registered already, so it neither waits for this nor ends when
  // Discord takes them no more.
  Task<void> register_commands(discord::Snowflake application) {
    co_await offer_user_installs();
    io::Backoff pause{limits::discord_pause_min, limits::discord_pause_max};
    const auto names = settings.localise_command_names == "yes" ? bot::Names::localised : bot::Names::english;
    io::Backoff refused_pause{limits::commands_pause_min, limits::commands_pause_max};
    while (true) {
      const auto written = co_await bot::register_commands(*rest, *blocking, *store, application,
                                                           bot::command_specs(*catalogue, names));
      if (written) {
        log::info(*written ? "discord: commands registered" : "discord: commands are up to date");
        co_return;
      }
      const bool refused =
          written.error().kind == ErrorKind::invalid || written.error().kind == ErrorKind::forbidden;
      const auto wait = refused ? refused_pause.next() : pause.next();
      const log::Fields fields{{"again_in_s", std::chrono::ceil<seconds>(wait).count()}};
      if (refused)
        log::error("discord: commands rejected, those registered before stay", written.error(), fields);
      else
        log::warning("discord: registering commands failed, retrying", written.error(), fields);
      co_await loop.sleep(wait);
    }
  }

  void give_up(std::string_view component, const Error& error) {
    if (std::exchange(status, 1) != 0) return;
    log::error(fmt::format("{}: fatal error", component), error);
    loop.stop();
  }

  io::Loop& loop;
  Settings settings;
  Roles roles;
  const Clock& story;
  const SystemClock real;
  const SteadyClock steady;
  Metrics& metrics;
  int status = 0;

  std::optional<store::StoreSettings> store_settings;
  std::optional<store::SqliteLock> sqlite_lock;
  std::atomic<bool> is_open = false;  // the store is there, and all that needs it
  std::unique_ptr<store::Store> store;
  std::unique_ptr<locale::Catalogue> catalogue;
  std::unique_ptr<io::Http> http;
  std::unique_ptr<discord::SharedLimits> shared_limits;
  std::unique_ptr<discord::Rest> rest;
  std::unique_ptr<discord::Gateway> gateway;
  std::unique_ptr<Calendars> calendars;
  // Jobs of the pool use all of the above, so it ends first; the roles on the pool end before it.
  std::unique_ptr<io::Blocking> blocking;
  std::unique_ptr<bot::Bot> bot;
  std::unique_ptr<notify::Notify> notify;
  std::unique_ptr<ingest::Ingest> ingest;
  std::unique_ptr<ops::Endpoint> endpoint;
};

Program::Program(io::Loop& loop, Settings settings, Roles roles, const Clock& story, Metrics& metrics)
    : state_(std::make_unique<State>(loop, std::move(settings), roles, story, metrics)) {}
Program::~Program() = default;

Result<void> Program::start() {
  return state_->start();
}
int Program::exit_status() const {
  return state_->status;
}

}  // namespace cs2::app
