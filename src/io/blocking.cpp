#include "io/blocking.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "io/core.hpp"

namespace cs2::io {

struct Blocking::State : Cancellable {
  State(Loop::Core& core, std::size_t queue_max) : Cancellable(core), core(core), queue_max(queue_max) {}

  void work();
  Job* take_all();
  void cancel() override;

  Loop::Core& core;
  const std::size_t queue_max;
  mutable std::mutex mutex;
  std::condition_variable changed;
  std::condition_variable ended;  // a job, for `withdraw`
  Job* first = nullptr;
  Job* last = nullptr;
  std::size_t queued = 0;
  bool ending = false;
  std::vector<std::thread> threads;
};

void Blocking::State::work() {
  std::unique_lock lock(mutex);
  while (true) {
    changed.wait(lock, [this] { return ending || first; });
    if (ending) return;
    auto& job = *first;
    first = job.next;
    if (!first) last = nullptr;
    --queued;

    lock.unlock();
    job.run();
    lock.lock();
    job.pool = nullptr;
    ended.notify_all();
    core.resume_soon(job.awaiter);
  }
}

Blocking::Job* Blocking::State::take_all() {
  const std::lock_guard lock(mutex);
  queued = 0;
  last = nullptr;
  return std::exchange(first, nullptr);
}

// The loop stops: what has not begun need not begin.
void Blocking::State::cancel() {
  for (auto* job = take_all(); job;) {
    auto& dropped = *job;
    job = job->next;
    dropped.dropped = true;
    dropped.pool = nullptr;
    core.resume_soon(dropped.awaiter);
  }
}

Blocking::Blocking(Loop& loop, std::size_t threads, std::size_t queue_max)
    : state_(std::make_unique<State>(loop.core(), queue_max)) {
  state_->threads.reserve(threads);
  for (std::size_t i = 0; i < threads; ++i)
    state_->threads.emplace_back([state = state_.get()] { state->work(); });
}

Blocking::~Blocking() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->ending = true;
  }
  state_->changed.notify_all();
  for (auto& thread : state_->threads) thread.join();
  for (auto* job = state_->take_all(); job; job = job->next) job->pool = nullptr;
}

std::size_t Blocking::queued() const {
  const std::lock_guard lock(state_->mutex);
  return state_->queued;
}

void Blocking::submit(Job& job, std::coroutine_handle<> awaiter) {
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->queued >= state_->queue_max) throw Overloaded{};
    job.awaiter = awaiter;
    job.pool = state_.get();
    if (state_->last) {
      state_->last->next = &job;
    } else {
      state_->first = &job;
    }
    state_->last = &job;
    ++state_->queued;
  }
  state_->changed.notify_one();
}

// Takes a job out of the queue, or waits for it when it has begun.
void Blocking::withdraw(State& state, Job& job) {
  std::unique_lock lock(state.mutex);
  Job* before = nullptr;
  for (auto* queued = state.first; queued; before = queued, queued = queued->next) {
    if (queued != &job) continue;
    (before ? before->next : state.first) = job.next;
    if (state.last == &job) state.last = before;
    --state.queued;
    return;
  }
  state.ended.wait(lock, [&job] { return job.pool == nullptr; });
}

}  // namespace cs2::io
