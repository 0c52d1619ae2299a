// A simulated Discord that is another process, as the real one would be, so that its processor time is not
// counted with what is measured.
#pragma once

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <csignal>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/metrics.hpp"
#include "io/http.hpp"
#include "io/loop.hpp"
#include "sim/discord/simulated_discord.hpp"
#include "support/simulation/control.hpp"

namespace cs2 {

// Seconds of RUSAGE_SELF, or of another who.
inline double now_used(int who) {
  rusage used{};
  ::getrusage(who, &used);
  const auto seconds_of = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
}

class DiscordProcess {
 public:
  // A guild per number of channels.
  DiscordProcess(int requests_per_second, const std::vector<int>& sizes) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    process_ = ::fork();
    if (process_ == 0) {
      ::close(ends[0]);
      serve(ends[1], requests_per_second, sizes);
    }
    ::close(ends[1]);
    std::string text;
    char piece[65536];
    for (ssize_t got = 0; (got = ::read(ends[0], piece, sizeof piece)) > 0;)
      text.append(piece, static_cast<std::size_t>(got));
    ::close(ends[0]);
    const auto told = boost::json::parse(text);
    api = told.at("api").as_string();
    control_ = told.at("control").as_string();
    token = told.at("token").as_string();
    for (const auto& guild : told.at("guilds").as_array()) {
      auto& mine = guilds_.emplace_back();
      for (const auto& channel : guild.as_array()) mine.push_back(channel.to_number<std::uint64_t>());
    }
  }
  ~DiscordProcess() {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  DiscordProcess(const DiscordProcess&) = delete;
  DiscordProcess& operator=(const DiscordProcess&) = delete;

  const std::vector<std::uint64_t>& guild(int number) const {
    return guilds_.at(static_cast<std::size_t>(number));
  }

  std::int64_t statistic(std::string_view name) const {
    std::int64_t count = -1;
    io::Loop loop;
    Metrics metrics;
    const auto http = io::make_http(loop, metrics, "bench");
    loop.spawn("ask",
               [](io::Loop& on, io::Http& over, std::string url, std::string_view what,
                  std::int64_t& into) -> Task<void> {
                 const auto answer = co_await over.send({.url = std::move(url)});
                 if (answer) into = boost::json::parse(answer->body).at(what).as_int64();
                 on.stop();
               }(loop, *http, control_ + "/statistics", name, count));
    loop.run();
    return count;
  }

  std::string api;
  std::string token;

 private:
  [[noreturn]] static void serve(int pipe, int requests_per_second, const std::vector<int>& sizes) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const SystemClock clock;
    io::Loop loop;
    auto discord = sim::Discord::start(loop, clock,
                                       {.control = sim::answer_control,
                                        .requests_per_second = requests_per_second,
                                        .messages_kept = 1,
                                        .log_requests = false,
                                        .log_contents = false});
    if (!discord) _exit(1);
    boost::json::array made;
    for (const auto size : sizes) {
      const auto guild = (*discord)->add_guild({.name = "Town"});
      boost::json::array mine;
      for (int i = 0; i < size; ++i) mine.push_back((*discord)->add_channel(guild, "channel").value);
      made.push_back(std::move(mine));
    }
    const auto text = boost::json::serialize(boost::json::object{{"api", (*discord)->api_base_url()},
                                                                 {"control", (*discord)->control_url()},
                                                                 {"token", (*discord)->token()},
                                                                 {"guilds", std::move(made)}});
    for (std::size_t at = 0; at < text.size();) {
      const auto wrote = ::write(pipe, text.data() + at, text.size() - at);
      if (wrote < 0) _exit(1);
      at += static_cast<std::size_t>(wrote);
    }
    ::close(pipe);
    loop.spawn("simulation", [](io::Loop& serving) -> Task<void> {
      while (true) co_await serving.sleep(hours{1});
    }(loop));
    _exit(loop.run());
  }

  pid_t process_ = 0;
  std::string control_;
  std::vector<std::vector<std::uint64_t>> guilds_;
};

}  // namespace cs2
