// Many commands at once, for benchmarks: as little work per command as possible, since the bot shares the
// machine.
#include <algorithm>

#include "sim/discord/internal/state.hpp"
#include "support/simulation/control.hpp"

namespace cs2::sim {
namespace {

using Steady = std::chrono::steady_clock;

class Sender : public std::enable_shared_from_this<Sender> {
 public:
  Sender(std::shared_ptr<DiscordState> state, Burst burst)
      : done(state->loop), state_(std::move(state)), burst_(std::move(burst)) {
    report.latencies.reserve(static_cast<std::size_t>(burst_.count));
    user_ = state_->community.add_user("visitor", "en-US", usual_bot_permissions).id;
  }

  void start() {
    for (int i = 0; i < burst_.at_once; ++i) next();
  }

  io::Signal done;
  BurstReport report;

 private:
  void next() {
    if (sent_ == burst_.count) return;
    const auto& guilds = state_->community.guilds();
    const auto* guild = state_->community.find_guild(guilds[static_cast<std::size_t>(sent_) % guilds.size()]);
    const auto& line = burst_.lines[static_cast<std::size_t>(sent_) % burst_.lines.size()];
    ++sent_;
    const auto type =
        line.suggest ? discord::InteractionType::autocomplete : discord::InteractionType::command;
    const auto id = state_->slash({user_, guild->channels.front()}, line.command, line.options, type);
    if (!id) return finish(nullptr);
    auto* pending = state_->interactions.find(*id);
    // Weak: what is never settled would keep both of us alive.
    pending->when_settled = [weak = weak_from_this(), pending] {
      if (const auto self = weak.lock()) self->finish(pending);
    };
  }

  void finish(const PendingInteraction* settled) {
    if (settled && !settled->failed) {
      ++report.answered;
      report.latencies.push_back(settled->settled_after);
    } else {
      ++report.failed;
    }
    if (report.answered + report.failed == burst_.count) {
      done.set();
    } else if (settled) {
      next();
    } else {
      // No bot is there: from the loop, so that a burst of failures does not pile up on the stack.
      state_->loop.post([self = shared_from_this()] { self->next(); });
    }
  }

  std::shared_ptr<DiscordState> state_;
  Burst burst_;
  Snowflake user_;
  int sent_ = 0;
};

}  // namespace

Task<BurstReport> send_burst(std::shared_ptr<DiscordState> state, Burst burst) {
  if (state->community.guilds().empty() || burst.lines.empty() || burst.count < 1 || burst.at_once < 1)
    co_return BurstReport{};
  const auto begun = Steady::now();
  const auto sender = std::make_shared<Sender>(state, std::move(burst));
  sender->start();
  co_await sender->done.wait(hours{24});
  auto report = std::move(sender->report);
  report.took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - begun);
  std::ranges::sort(report.latencies);
  co_return report;
}

}  // namespace cs2::sim
