// Which nonce made which message, for as long as Discord remembers: "the past few minutes", and one author.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>

#include "base/clock.hpp"
#include "discord/types.hpp"

namespace cs2::sim {

class Nonces {
 public:
  explicit Nonces(minutes window) : window_(window) {}

  struct Made {
    discord::Snowflake channel;
    discord::Snowflake message;
    Timestamp at;
  };

  const Made* find(const std::string& nonce, Timestamp now) {
    forget(now);
    const auto found = made_.find(nonce);
    return found == made_.end() ? nullptr : &found->second;
  }

  void add(const std::string& nonce, Made made) {
    made_[nonce] = made;
    order_.emplace_back(made.at, nonce);
  }

 private:
  void forget(Timestamp now) {
    while (!order_.empty() && order_.front().first + window_ <= now) {
      const auto found = made_.find(order_.front().second);
      if (found != made_.end() && found->second.at == order_.front().first) made_.erase(found);
      order_.pop_front();
    }
  }

  minutes window_;
  std::unordered_map<std::string, Made> made_;
  std::deque<std::pair<Timestamp, std::string>> order_;
};

}  // namespace cs2::sim
