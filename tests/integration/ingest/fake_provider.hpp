// A source that answers what a test tells it, and remembers what it was asked.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "provider/provider.hpp"

namespace cs2::ingest {

class FakeProvider final : public provider::Provider {
 public:
  using Answer = std::function<Result<provider::Fetched>()>;

  FakeProvider(const Clock& clock, provider::Budget::Rules rules = {})
      : clock_(clock), budget_(rules, clock.now()) {}

  FakeProvider& feed(provider::Feed feed, Answer answer) {
    answers_[feed.name] = std::move(answer);
    feeds_.push_back(std::move(feed));
    return *this;
  }

  int asked(const std::string& feed) const {
    const auto found = asked_.find(feed);
    return found == asked_.end() ? 0 : found->second;
  }

  // Those of each request, in order.
  std::vector<std::vector<std::string>> subjects(const std::string& feed) const {
    const auto found = subjects_.find(feed);
    return found == subjects_.end() ? std::vector<std::vector<std::string>>{} : found->second;
  }

  ProviderName name() const override { return ProviderName::sample; }
  std::vector<provider::Feed> feeds() const override { return feeds_; }
  provider::Budget& budget() override { return budget_; }
  Task<Result<provider::Fetched>> fetch(provider::Request request) override {
    budget_.spend(clock_.now());
    ++asked_[request.feed];
    subjects_[request.feed].push_back(request.subjects);
    co_return answers_.at(request.feed)();
  }

 private:
  const Clock& clock_;
  provider::Budget budget_;
  std::vector<provider::Feed> feeds_;
  std::map<std::string, Answer> answers_;
  std::map<std::string, int> asked_;
  std::map<std::string, std::vector<std::vector<std::string>>> subjects_;
};

// The same interval at every tempo.
inline provider::Feed feed_every(std::string name, milliseconds interval) {
  return {.name = std::move(name), .every_live = interval, .every_idle = interval, .every_night = interval};
}

}  // namespace cs2::ingest
