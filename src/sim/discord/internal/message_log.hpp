// Every message that was ever posted, in order. For those who must show that nothing was lost and nothing
// came twice: a channel keeps its newest messages only, and a user may delete them.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "sim/discord/simulated_discord.hpp"

namespace cs2::sim {

class MessageLog {
 public:
  MessageLog(std::size_t messages_max, bool keeps_contents)
      : messages_max_(messages_max), keeps_contents_(keeps_contents) {}

  // `contents` is what was posted, as JSON.
  void add(PostedMessage message, std::string contents) {
    message.digest = std::hash<std::string_view>{}(contents);
    if (keeps_contents_) message.contents = std::move(contents);
    if (messages_.size() == messages_max_) {
      messages_.pop_front();
      ++dropped_;
    }
    messages_.push_back(std::move(message));
  }

  const std::deque<PostedMessage>& messages() const { return messages_; }
  // How many were too old to be kept.
  std::size_t dropped() const { return dropped_; }

 private:
  std::size_t messages_max_;
  bool keeps_contents_;
  std::deque<PostedMessage> messages_;
  std::size_t dropped_ = 0;
};

}  // namespace cs2::sim
