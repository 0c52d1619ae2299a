// How old live facts are when they reach us, over whole days of many matches, and what that costs.
//
// Only the network, the clock and the store are not real: the providers' clients and parsers, their budgets
// and what decides on the next reading are those of the program. Time passes while a request is under way.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <functional>

#include "base/limits/ingest.hpp"
#include "base/log.hpp"
#include "ingest/source.hpp"
#include "provider/liquipedia/client.hpp"
#include "provider/lpdb/client.hpp"
#include "provider/pandascore/client.hpp"
#include "support/fake_http.hpp"
#include "support/measured.hpp"
#include "support/run_now.hpp"
#include "unit/ingest/day_answers.hpp"

namespace cs2::ingest {

using namespace std::chrono_literals;

inline constexpr milliseconds latency = 300ms;  // of one request

struct Ages {
  std::vector<milliseconds> sorted;

  milliseconds share(double part) const {
    return sorted.at(static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1)));
  }
  milliseconds p95() const { return share(0.95); }
  milliseconds oldest() const { return sorted.empty() ? milliseconds{} : sorted.back(); }
};

// What one source may be asked, counted at its door.
struct Door {
  std::vector<Timestamp> requests;
  std::vector<Timestamp> parses;
  std::vector<std::string> breaches;

  void within(milliseconds window, std::size_t most, const std::vector<Timestamp>& times) {
    if (times.size() > most && times.back() - times[times.size() - 1 - most] < window)
      breaches.push_back(fmt::format("{} requests within {} s until {}", most + 1,
                                     std::chrono::floor<seconds>(window).count(), to_iso8601(times.back())));
  }
  std::ptrdiff_t in_busiest_hour() const {
    std::ptrdiff_t most = 0;
    for (auto first = requests.begin(), last = first; last != requests.end(); ++last) {
      while (*last - *first >= 1h) ++first;
      most = std::max(most, last - first + 1);
    }
    return most;
  }
  void apart(milliseconds gap, const std::vector<Timestamp>& times) { within(gap, 1, times); }
};

class Simulation {
 public:
  using Answer = std::function<Result<io::HttpResponse>(const std::string& url, Timestamp now)>;
  using Make = std::function<std::unique_ptr<provider::Provider>(io::Http&, const Clock&, Metrics&)>;
  using Rules = std::function<void(Door&)>;

  Simulation(const Day& day, Timestamp begins_at, Make make, Answer answer, Rules rules)
      : day_(day),
        make_(std::move(make)),
        answer_(std::move(answer)),
        rules_(std::move(rules)),
        begins_at_(begins_at) {
    log::configure(log::Format::text, log::Level::error);
    for (int team = 0; team < static_cast<int>(2 * day.matches.size()); ++team)
      team_of_[team_name(team)] = team;
    http_.handle([this](const io::HttpRequest& request) { return respond(request.url); });
    start();
  }

  // In place of the answer, while it gives one.
  std::function<std::optional<Result<io::HttpResponse>>(Timestamp now)> fault;

  void run_until(Timestamp end) {
    while (clock_.now() < end) {
      const auto tempo = tempo_of(upcoming(), clock_.now());
      const auto turn = source_->next(tempo, clock_.now());
      if (turn.feed) {
        read(*turn.feed, tempo);
        clock_.advance(limits::ingest_wake_min);
      } else {
        clock_.advance(std::clamp<milliseconds>(turn.at - clock_.now(), limits::ingest_wake_min,
                                                limits::ingest_wake_max));
      }
    }
  }

  // Only what is kept in the store survives: the budget, and when each feed was asked.
  void restart() {
    const auto budget = source_->provider().budget().save();
    std::vector<store::FeedState> states;
    for (const auto& [feed, state] : source_->states()) states.push_back(state);
    start();
    source_->provider().budget().restore(budget);
    source_->remember(states);
  }

  // Of all changes of live matches of that time; those that never reached us count as a day.
  Ages ages(Timestamp from, Timestamp to) const {
    Ages all;
    for (const auto& match : day_.matches) {
      for (int step = 1; step <= match.last_step(); ++step) {
        if (match.moment(step) < from || match.moment(step) >= to) continue;
        const auto seen = seen_at_.find({match.number, step});
        all.sorted.push_back(seen == seen_at_.end() ? milliseconds{days{1}}
                                                    : seen->second - match.moment(step));
      }
    }
    std::ranges::sort(all.sorted);
    return all;
  }

  const Door& door() const { return door_; }
  Timestamp now() const { return clock_.now(); }
  const std::map<std::string, int>& readings() const { return readings_; }

 private:
  void start() { source_ = std::make_unique<Source>(make_(http_, clock_, metrics_)); }

  Result<io::HttpResponse> respond(const std::string& url) {
    door_.requests.push_back(clock_.now());
    if (url.contains("action=parse")) door_.parses.push_back(clock_.now());
    rules_(door_);
    clock_.advance(latency);
    if (fault) {
      if (auto broken = fault(clock_.now())) return *broken;
    }
    return answer_(url, clock_.now());
  }

  void read(const provider::Feed& feed, PollingRate tempo) {
    provider::Request request{.feed = feed.name};
    if (feed.about) {
      request.subjects = choose(feed, tempo);
      source_->tried(feed, std::ssize(request.subjects), clock_.now());
      if (request.subjects.empty()) return;
    }
    source_->tried(feed, std::ssize(request.subjects), clock_.now());
    ++readings_[feed.name];
    const auto fetched = judged(feed, test::run_now(source_->provider().fetch(std::move(request))));
    if (!fetched) {
      source_->failed(feed.name, fetched.error(), clock_.now());
      return;
    }
    source_->succeeded(feed.name, clock_.now());
    for (const auto& match : fetched->report.matches) learn(match);
  }

  void learn(const MatchReport& report) {
    const auto first = team_of_.find(report.opponents[0].name);
    if (first == team_of_.end()) return;
    const int number = first->second / 2;
    const auto& match = day_.matches.at(static_cast<std::size_t>(number));
    auto& known = known_[number];
    known.id = report.external_id;
    int step = 0;
    if (report.status == MatchStatus::live)
      step = 1 + (report.score ? report.score->first + report.score->second : 0);
    if (report.status == MatchStatus::finished) step = match.last_step();
    for (; known.step < step; ++known.step) seen_at_.try_emplace({number, known.step + 1}, clock_.now());
  }

  // As the store tells it, of what was learnt.
  Upcoming upcoming() const {
    Upcoming upcoming;
    const auto now = clock_.now();
    for (const auto& [number, known] : known_) {
      const auto& match = day_.matches.at(static_cast<std::size_t>(number));
      if (known.step > 0 && !match.is_over(known.step)) upcoming.any_live = true;
      const bool near = match.scheduled_at >= now - agenda_behind && match.scheduled_at < now + agenda_ahead;
      if (known.step == 0 && near && (!upcoming.next_start || match.scheduled_at < *upcoming.next_start))
        upcoming.next_start = match.scheduled_at;
    }
    return upcoming;
  }

  // As the store chooses, of what was learnt: those never asked about first, then the longest unasked.
  std::vector<std::string> choose(const provider::Feed& feed, PollingRate tempo) {
    std::vector<std::pair<Timestamp, std::string>> wanted;
    for (const auto& [number, known] : known_) {
      for (auto& id : ids_of(*feed.about, number, known)) {
        const auto& asked_at = asked_at_[{feed.name, id}];
        if (asked_at < clock_.now() - interval(feed, tempo)) wanted.emplace_back(asked_at, std::move(id));
      }
    }
    std::ranges::sort(wanted);
    const auto [first, last] = std::ranges::unique(wanted);
    wanted.erase(first, last);
    if (std::ssize(wanted) > feed.subjects_max) wanted.resize(static_cast<std::size_t>(feed.subjects_max));
    std::vector<std::string> chosen;
    for (const auto& [at, id] : wanted) {
      asked_at_[{feed.name, id}] = clock_.now();
      chosen.push_back(id);
    }
    return chosen;
  }

  struct Known {
    std::string id;
    int step = 0;
  };
  std::vector<std::string> ids_of(EntityKind entity, int number, const Known& known) const {
    const bool numbers = source_->name() == ProviderName::pandascore;
    const auto& match = day_.matches.at(static_cast<std::size_t>(number));
    const auto team = [&](int slot) {
      const int one = 2 * number + slot;
      return numbers ? std::to_string(PandascoreDay::first_team + one) : page_of_team(one);
    };
    switch (entity) {
      case EntityKind::match:
        return known.step > 0 ? std::vector{known.id} : std::vector<std::string>{};
      case EntityKind::tournament:
        return {numbers ? std::to_string(500 + match.event) : fmt::format("Open/{}", 500 + match.event)};
      case EntityKind::team:
        return {team(0), team(1)};
      case EntityKind::player:  // five of each side
        std::vector<std::string> players;
        for (int i = 0; i < 10; ++i) {
          const int one = 10 * number + i;
          players.push_back(numbers ? std::to_string(30'000 + one) : fmt::format("Player_{}", one));
        }
        return players;
    }
    return {};
  }

  const Day& day_;
  Make make_;
  Answer answer_;
  Rules rules_;
  Timestamp begins_at_;
  ManualClock clock_{begins_at_};
  Metrics metrics_;
  test::FakeHttp http_;
  std::unique_ptr<Source> source_;
  Door door_;
  std::map<std::string, int> team_of_;
  std::map<int, Known> known_;
  std::map<std::pair<int, int>, Timestamp> seen_at_;  // match and step
  std::map<std::pair<std::string, std::string>, Timestamp> asked_at_;
  std::map<std::string, int> readings_;
};

inline void tell(std::string_view what, const Simulation& simulation, const Ages& ages) {
  const auto in_seconds = [](milliseconds age) { return std::chrono::duration<double>(age).count(); };
  test::measured(fmt::format(
      "freshness of {}: {} changes, age p50 {:.0f} s, p95 {:.0f} s, most {:.0f} s; {} requests in "
      "the busiest hour",
      what, ages.sorted.size(), in_seconds(ages.share(0.5)), in_seconds(ages.p95()),
      in_seconds(ages.oldest()), simulation.door().in_busiest_hour()));
}

// The three sources that tell of live matches, each with what it allows.
struct Pandascore {
  explicit Pandascore(const Day& day, Timestamp begins_at, bool has_incidents = true)
      : answers(day),
        simulation(
            day, begins_at,
            [](io::Http& http, const Clock& clock, Metrics& metrics) {
              return std::make_unique<provider::Pandascore>("t", "https://a", http, clock, metrics);
            },
            [this](const std::string& url, Timestamp now) { return answers.answer(url, now); },
            [](Door& door) { door.within(1h, 800, door.requests); }) {
    answers.has_incidents = has_incidents;
  }
  PandascoreDay answers;
  Simulation simulation;
};

struct Liquipedia {
  Liquipedia(const Day& day, Timestamp begins_at)
      : answers(day),
        simulation(
            day, begins_at,
            [](io::Http& http, const Clock& clock, Metrics& metrics) {
              return std::make_unique<provider::Liquipedia>("https://b", "", http, clock, metrics);
            },
            [this](const std::string& url, Timestamp now) { return answers.answer(url, now); },
            [](Door& door) {
              door.apart(2s, door.requests);
              door.apart(30s, door.parses);
            }) {}
  LiquipediaDay answers;
  Simulation simulation;
};

struct Lpdb {
  Lpdb(const Day& day, Timestamp begins_at)
      : answers(day),
        simulation(
            day, begins_at,
            [](io::Http& http, const Clock& clock, Metrics& metrics) {
              return std::make_unique<provider::Lpdb>("k", "https://c", "", http, clock, metrics);
            },
            [this](const std::string& url, Timestamp now) { return answers.answer(url, now); },
            [](Door& door) { door.within(1h, 60, door.requests); }) {}
  LpdbDay answers;
  Simulation simulation;
};

// From midnight until the last match is over.
template <class World>
Ages live_through(const Day& day, World& world, std::string_view what) {
  const auto end = day.begins_at + 27h;
  world.simulation.run_until(end);
  auto ages = world.simulation.ages(day.begins_at, end);
  tell(what, world.simulation, ages);
  EXPECT_THAT(world.simulation.door().breaches, testing::IsEmpty());
  return ages;
}

}  // namespace cs2::ingest
