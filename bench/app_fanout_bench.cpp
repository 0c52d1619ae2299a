// Ten thousand channels follow one final: the notify role over real databases, telling it to a simulated
// Discord that is another process, so that the worker's processor time is its own.
//
//   bench_app_fanout [permitted|flat_out|order|flood] [--full]
// On SQLite and, where CS2_TEST_POSTGRES_URL names a server (scripts/bench fanout), on PostgreSQL.
// `permitted` is cut after forty seconds unless it is asked for in full. Ends with 1 when a message is
// missing, was sent twice, or Discord had to say 429 at its own rate.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <boost/json.hpp>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>

#include "base/limits/process.hpp"
#include "base/log.hpp"
#include "discord/rest.hpp"
#include "io/blocking.hpp"
#include "io/http.hpp"
#include "locale/language.hpp"
#include "model/subscription.hpp"
#include "notify/notify.hpp"
#include "sim_town.hpp"
#include "store/apply.hpp"
#include "store/matches.hpp"
#include "store/migrate.hpp"
#include "store/names.hpp"
#include "store/sql.hpp"
#include "support/temporary_database.hpp"

namespace cs2 {
namespace {

using namespace std::chrono_literals;
using discord::Snowflake;
using Instant = std::chrono::steady_clock::time_point;
using Seconds = std::chrono::duration<double>;
namespace json = boost::json;

constexpr int guilds = 2'500;
constexpr int channels_per_guild = 4;
constexpr int channels = guilds * channels_per_guild;
constexpr int flooded_channels = 200;
constexpr int flood_matches = 10;  // 2,000 messages
constexpr int bystanders = 8;      // guilds that expect one message each

// ---- What is followed, and what happens

class World {
 public:
  explicit World(test::Database kind) : database_(kind) {
    auto opened = store::Store::open({.database_url = database_.url(), .redis_url = ""}, clock, metrics);
    if (!opened) throw std::runtime_error(opened.error().detail);
    store = std::move(*opened);
    if (const auto migrated = store::migrate(*store); !migrated)
      throw std::runtime_error(migrated.error().detail);
  }

  // The first `to_come` are announced, the others have ended. Two teams for each, so that nobody but those
  // who follow everything or its first team hears of it.
  void write_matches(int count, int to_come = 0) {
    const auto now = clock.now();
    Batch batch{.provider = ProviderName::sample, .observed_at = now};
    for (int number = 0; number < count; ++number) {
      MatchWrite write;
      write.match.id = {-1 - number};
      for (const int side : {0, 1}) {
        const int team = 2 * number + side;
        batch.teams.push_back({.team = {.id = {-1 - team}, .name = fmt::format("Team {}", team)},
                               .external_ids = {fmt::format("t{}", team)}});
        write.match.opponents[static_cast<std::size_t>(side)] =
            Opponent{.team = {-1 - team}, .name = fmt::format("Team {}", team)};
      }
      write.match.best_of = 3;
      write.match.scheduled_at = number < to_come ? now + 24h : now - 2h;
      if (number >= to_come) {
        write.match.status = MatchStatus::finished;
        write.match.score = Score{2, 1};
        write.match.winner = 0;
      }
      write.external_ids = {fmt::format("m{}", number)};
      batch.matches.push_back(std::move(write));
    }
    if (const auto applied = store::apply(*store, batch); !applied)
      throw std::runtime_error(applied.error().detail);
    for (const auto& [external, id] : store->sql().read()->select<store::Row<std::string, MatchId>>(
             "SELECT external, ours FROM external_id WHERE kind = 'match'"))
      matches_[std::stoi(external.substr(1))] = id;
    for (const auto& named : store::list_names(*store)) {
      if (named.name.starts_with("Team ")) teams_[std::stoi(named.name.substr(5))] = {named.id};
    }
  }

  // Every guild has settings, as one that was set up has: a language and a time zone.
  void set_up(std::uint64_t guild) {
    settings_.push_back(store::to_cells(guild, "show", guild % 2 == 0 ? "en-US" : "de", "Europe/Berlin"));
  }
  void follow(std::uint64_t guild, std::uint64_t channel, std::optional<int> match, NoticeKind kind) {
    const auto subject = match ? teams_.at(2 * *match).value : 0;
    wishes_.push_back(store::to_cells(guild, "channel", channel, match ? "team" : "everything", subject, 0,
                                      NoticeKinds::bit(kind), "[]", "show", clock.now() - 1h));
  }
  void write() {
    insert("INSERT INTO guild_settings (guild_id, spoilers, locale, time_zone) VALUES", settings_);
    insert(
        "INSERT INTO subscription (guild_id, destination, target_id, subject, subject_id, lan_only, kinds, "
        "roles, spoilers, created_at) VALUES",
        wishes_);
    if (!store->is_sqlite()) store->sql().write()->run_once("ANALYZE");
  }

  void happen(int match, std::string_view what = "match_finished") {
    store->sql().write()->run(
        "INSERT INTO change (match_id, at, kind, detail) VALUES (:match, :at, :what, '{}')",
        matches_.at(match), clock.now(), what);
  }

  std::int64_t count(std::string_view state) const {
    return std::get<0>(store->sql()
                           .read()
                           ->select_one<store::Row<std::int64_t>>(
                               "SELECT COUNT(*) FROM delivery WHERE state = :state", state)
                           .value());
  }

  const SystemClock clock;
  Metrics metrics;

 private:
  test::TemporaryDatabase database_;

 public:
  std::unique_ptr<store::Store> store;

 private:
  void insert(std::string_view head, std::vector<std::vector<store::Cell>>& rows) {
    constexpr std::size_t per_statement = 5'000;
    for (std::size_t from = 0; from < rows.size(); from += per_statement) {
      const auto end = std::min(rows.size(), from + per_statement);
      store->sql().write()->insert_all(head, {rows.begin() + static_cast<std::ptrdiff_t>(from),
                                              rows.begin() + static_cast<std::ptrdiff_t>(end)});
    }
    rows.clear();
  }

  std::map<int, MatchId> matches_;
  std::map<int, TeamId> teams_;
  std::vector<std::vector<store::Cell>> settings_;
  std::vector<std::vector<store::Cell>> wishes_;
};

// ---- The worker

// Remembers when each message was taken.
class Watched : public io::Http {
 public:
  struct Taken {
    std::uint64_t channel = 0;
    Instant at;
  };

  Watched(io::Http& over, std::function<void()> then) : over_(over), then_(std::move(then)) {}

  Task<Result<io::HttpResponse>> send(io::HttpRequest request) override {
    const auto channel = channel_of(request.url);
    auto answer = co_await over_.send(std::move(request));
    if (answer && answer->status == 200 && channel != 0) {
      taken.push_back({.channel = channel, .at = std::chrono::steady_clock::now()});
      then_();
    }
    co_return answer;
  }

  std::vector<Taken> taken;

 private:
  static std::uint64_t channel_of(std::string_view url) {
    constexpr std::string_view before = "/channels/";
    const auto at = url.find(before);
    if (at == std::string_view::npos || !url.ends_with("/messages")) return 0;
    return std::strtoull(url.data() + at + before.size(), nullptr, 10);
  }

  io::Http& over_;
  std::function<void()> then_;
};

struct Used {
  double loop = 0;  // the thread of the sockets
  double pool = 0;  // those that ask the database and render
  double all() const { return loop + pool; }
};

class Worker {
 public:
  // Half a second's worth waits for its turn, as at Discord's own rate.
  Worker(World& world, const Town& town, int requests_per_second)
      : settings_{.in_line = requests_per_second / 2},
        world_(world),
        catalogue_(*locale::Catalogue::load(locale::embedded_catalogues())) {
    http_ = io::make_http(loop, world.metrics, "DiscordBot (https://example.org, 1)");
    watched_ = std::make_unique<Watched>(*http_, [this] {
      if (watched_->taken.size() >= wanted_) loop.stop();
    });
    rest_ = std::make_unique<discord::Rest>(
        loop, *watched_, world.clock, world.metrics,
        discord::RestSettings{
            .token = town.token, .base_url = town.api, .requests_per_second = requests_per_second});
  }

  // Until so many messages were taken, or the time is over.
  void run(std::size_t messages, std::optional<seconds> at_most = {}) {
    wanted_ = messages;
    io::Blocking blocking{loop, limits::blocking_threads, limits::blocking_queue_max};
    pool = &blocking;
    notify::Notify notify{loop,       blocking,     *world_.store,  *rest_,
                          catalogue_, world_.clock, world_.metrics, settings_};
    loop.spawn("notify", notify.run());
    loop.spawn("end", [](io::Loop& on, seconds length) -> Task<void> {
      co_await on.sleep(length);
      on.stop();
    }(loop, at_most.value_or(600s)));
    const double all = now_used(RUSAGE_SELF);
    const double mine = now_used(RUSAGE_THREAD);
    loop.run();
    used.loop = now_used(RUSAGE_THREAD) - mine;
    used.pool = now_used(RUSAGE_SELF) - all - used.loop;
  }

  const std::vector<Watched::Taken>& taken() const { return watched_->taken; }

  io::Loop loop;
  io::Blocking* pool = nullptr;
  Used used;

 private:
  const notify::NotifySettings settings_;
  World& world_;
  const locale::Catalogue catalogue_;
  std::unique_ptr<io::Http> http_;
  std::unique_ptr<Watched> watched_;
  std::unique_ptr<discord::Rest> rest_;
  std::size_t wanted_ = 0;
};

// ---- The scenarios

bool all_well = true;

void expect(bool holds, std::string_view what) {
  if (holds) return;
  all_well = false;
  fmt::print("    BROKEN: {}\n", what);
}

void expect_once(const World& world, const Town& town, const Worker& worker) {
  const auto taken = static_cast<std::int64_t>(worker.taken().size());
  expect(world.count("sent") == taken && town.statistic("messages") == taken,
         fmt::format("{} answers, {} written down, {} stand in Discord", taken, world.count("sent"),
                     town.statistic("messages")));
}

std::vector<int> usual_sizes() {
  return std::vector<int>(guilds, channels_per_guild);
}

void follow_all(World& world, const Town& town, NoticeKind kind) {
  for (int guild = 0; guild < guilds; ++guild) {
    world.set_up(static_cast<std::uint64_t>(guild + 1));
    for (const auto channel : town.guild(guild))
      world.follow(static_cast<std::uint64_t>(guild + 1), channel, std::nullopt, kind);
  }
}

// How busy the permitted rate is kept.
void permitted(test::Database kind, bool full) {
  constexpr int rate = 50;
  const Town town{rate, usual_sizes()};
  World world{kind};
  world.write_matches(1);
  follow_all(world, town, NoticeKind::result);
  world.write();
  world.happen(0);
  Worker worker{world, town, rate};
  worker.run(channels, full ? std::optional<seconds>{} : 40s);
  const auto& taken = worker.taken();
  // A second's worth may go at once in the beginning; what counts is the rate from then on.
  const Seconds took = taken.back().at - taken.at(rate).at;
  const double share = static_cast<double>(taken.size() - 1 - rate) / took.count() / rate;
  fmt::print("  50 a second: {} messages in {:.0f} s, {:.1f} % of what is permitted, {} answers of 429\n",
             taken.size(), took.count(), 100 * share, town.statistic("rate_limited"));
  fmt::print("    processor time of the worker {:.3f} ms for each\n",
             1e3 * worker.used.all() / static_cast<double>(taken.size()));
  expect_once(world, town, worker);
  expect(town.statistic("rate_limited") == 0, "Discord had to say 429");
}

// How fast it is when Discord would let it.
void flat_out(test::Database kind) {
  constexpr int rate = 5'000;
  constexpr int finals = 3;
  const Town town{rate, usual_sizes()};
  World world{kind};
  world.write_matches(finals);
  follow_all(world, town, NoticeKind::result);
  world.write();
  for (int match = 0; match < finals; ++match) world.happen(match);
  Worker worker{world, town, rate};
  worker.run(static_cast<std::size_t>(finals) * channels);
  const auto& taken = worker.taken();
  const auto count = static_cast<double>(taken.size());
  const Seconds took = taken.back().at - taken.front().at;
  fmt::print(
      "  5,000 a second: {} messages, {:.0f} a second of wall time, "
      "{:.0f} a second of the worker's processor time\n",
      taken.size(), count / took.count(), count / worker.used.all());
  fmt::print(
      "    for each, planning included: {:.3f} ms, of which {:.3f} around the sockets, "
      "{:.3f} in the pool; {} answers of 429\n",
      1e3 * worker.used.all() / count, 1e3 * worker.used.loop / count, 1e3 * worker.used.pool / count,
      town.statistic("rate_limited"));
  expect_once(world, town, worker);
}

// A result overtakes announcements that wait.
void order(test::Database kind) {
  constexpr int rate = 500;
  constexpr int hasty = 250;  // guilds that want results only
  const Town town{rate, usual_sizes()};
  World world{kind};
  world.write_matches(2, 1);
  std::set<std::uint64_t> urgent;
  for (int guild = 0; guild < guilds; ++guild) {
    for (const auto channel : town.guild(guild)) {
      const bool is_hasty = guild < hasty;
      if (is_hasty) urgent.insert(channel);
      world.follow(static_cast<std::uint64_t>(guild + 1), channel, std::nullopt,
                   is_hasty ? NoticeKind::result : NoticeKind::announced);
    }
  }
  world.write();
  world.happen(0, "match_announced");
  Worker worker{world, town, rate};
  Instant happened;
  worker.loop.spawn("result", [](Worker& running, World& in, Instant& at) -> Task<void> {
    co_await running.loop.sleep(4s);
    const auto finish = [&in] { in.happen(1); };
    co_await running.pool->run(finish);
    at = std::chrono::steady_clock::now();
  }(worker, world, happened));
  worker.run(channels);
  const auto& taken = worker.taken();
  const auto is_urgent = [&](const Watched::Taken& one) { return urgent.contains(one.channel); };
  const auto first = std::ranges::find_if(taken, is_urgent);
  const auto last = std::ranges::find_if(taken.rbegin(), taken.rend(), is_urgent).base();
  expect(first != taken.end() && last != taken.end(),
         "the result was not told before the announcements ended");
  if (first == taken.end()) return;
  const auto overtaken = std::ranges::count_if(
      taken.begin(), last, [&](const Watched::Taken& one) { return !is_urgent(one) && one.at > happened; });
  const auto between = std::ranges::count_if(first, last, [&](const auto& one) { return !is_urgent(one); });
  const Seconds until_first = first->at - happened;
  fmt::print(
      "  order: of {} announcements that wait {} come after a result for {} channels has happened and "
      "before all of them have it, {} after the first has it; that is {:.2f} s later\n",
      channels - std::ssize(urgent), overtaken, urgent.size(), between, until_first.count());
  expect_once(world, town, worker);
}

// What a bystander's message waits while another guild is flooded, and without that.
void flood(test::Database kind) {
  constexpr int rate = 50;
  for (const bool flooded : {false, true}) {
    std::vector<int> sizes(1 + bystanders, 1);
    sizes.front() = flooded_channels;
    const Town town{rate, sizes};
    World world{kind};
    world.write_matches(flood_matches + bystanders);
    for (int guild = 0; guild <= bystanders; ++guild) world.set_up(static_cast<std::uint64_t>(guild + 1));
    for (int match = 0; match < flood_matches; ++match) {
      for (const auto channel : town.guild(0)) world.follow(1, channel, match, NoticeKind::result);
    }
    for (int guild = 1; guild <= bystanders; ++guild)
      world.follow(static_cast<std::uint64_t>(guild + 1), town.guild(guild).front(),
                   flood_matches + guild - 1, NoticeKind::result);
    world.write();
    if (flooded) {
      for (int match = 0; match < flood_matches; ++match) world.happen(match);
    }
    Worker worker{world, town, rate};
    std::map<std::uint64_t, Instant> happened;
    worker.loop.spawn("bystanders",
                      [](Worker& running, World& in, const Town& there,
                         std::map<std::uint64_t, Instant>& when) -> Task<void> {
                        for (int guild = 1; guild <= bystanders; ++guild) {
                          co_await running.loop.sleep(milliseconds{3'130});
                          const auto finish = [&in, guild] { in.happen(flood_matches + guild - 1); };
                          co_await running.pool->run(finish);
                          when[there.guild(guild).front()] = std::chrono::steady_clock::now();
                        }
                      }(worker, world, town, happened));
    worker.run(bystanders + (flooded ? std::size_t{flood_matches} * flooded_channels : 0));
    std::vector<double> waits;
    for (const auto& [channel, at] : worker.taken()) {
      if (const auto found = happened.find(channel); found != happened.end())
        waits.push_back(Seconds{at - found->second}.count());
    }
    std::ranges::sort(waits);
    expect(waits.size() == bystanders, "not every bystander was told");
    if (waits.empty()) continue;
    fmt::print("  {}: a message for another guild after {:.2f} s (median of {}), {:.2f} s at most\n",
               flooded ? "2,000 messages wait for one guild" : "nothing else waits", waits[waits.size() / 2],
               waits.size(), waits.back());
    expect_once(world, town, worker);
  }
}

int run(const std::vector<std::string>& words) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  log::configure(log::Format::text, log::Level::error);
  const bool full = std::ranges::find(words, "--full") != words.end();
  const auto named = std::ranges::find_if(words, [](const auto& word) { return !word.starts_with("--"); });
  const std::string only = named == words.end() ? "" : *named;
  std::vector<test::Database> kinds{test::Database::sqlite};
  if (!test::environment("CS2_TEST_POSTGRES_URL").empty()) kinds.push_back(test::Database::postgres);
  for (const auto kind : kinds) {
    fmt::print("{}\n", kind == test::Database::sqlite ? "SQLite" : "PostgreSQL");
    if (only.empty() || only == "permitted") permitted(kind, full);
    if (only.empty() || only == "flat_out") flat_out(kind);
    if (only.empty() || only == "order") order(kind);
    if (only.empty() || only == "flood") flood(kind);
  }
  return all_well ? 0 : 1;
}

}  // namespace
}  // namespace cs2

int main(int count, char** words) {
  return cs2::run({words + 1, words + count});
}
