// Interactions that wait for their answer, or whose token still lives. Only for sim's own files.
#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "discord/types.hpp"
#include "sim/discord/internal/command_book.hpp"
#include "sim/discord/internal/community.hpp"

namespace cs2::sim {

struct PendingInteraction {
  Snowflake id;
  std::string token;
  discord::InteractionType type = discord::InteractionType::command;
  Snowflake user;
  Snowflake channel;
  Snowflake on_message;  // of a component: the message it sits on
  std::string question;  // "/match spirit"
  Timestamp sent_at;
  std::chrono::steady_clock::time_point sent;

  int answer_type = 0;  // of the first answer
  bool ephemeral = false;
  Snowflake message;     // what shows the answer
  bool settled = false;  // a user sees the answer, or that there is none
  bool failed = false;
  std::vector<discord::CommandChoice> choices = {};
  json::object modal = {};  // that was shown
  std::chrono::microseconds answered_after = {};
  std::chrono::microseconds settled_after = {};
  std::function<void()> when_settled = nullptr;

  void settle();
};

class Interactions {
 public:
  explicit Interactions(const Clock& clock) : clock_(clock) {}

  PendingInteraction& open(Snowflake id, PendingInteraction interaction);
  PendingInteraction* find(Snowflake id);
  // Nothing when the token is wrong or older than its 15 minutes.
  PendingInteraction* find_by_token(std::string_view token);

  // Ends those whose three seconds, or whose fifteen minutes, have passed.
  void sweep();
  int failed() const { return failed_; }

 private:
  void fail(PendingInteraction& interaction);

  const Clock& clock_;
  BySnowflake<PendingInteraction> open_;
  std::deque<Snowflake> by_age_;   // all that are open
  std::deque<Snowflake> waiting_;  // for their first answer, oldest first
  int failed_ = 0;
};

// As an interaction that names them describes them.
json::object given_channel(const Channel& channel);
json::object given_role(const std::string& id);

// The `d` of INTERACTION_CREATE. `data` is the member of that name, as JSON; `message` the one a component
// sits on.
std::string interaction_payload(const PendingInteraction& interaction, Snowflake application,
                                const User& user, const Channel& channel, const Guild* guild,
                                std::string_view data, const json::object* message);

// The `data` of a command or an autocomplete; invalid when it has no such sub-command or option. `sub` is
// empty where there is none.
Result<std::string> command_data(const KnownCommand& command, std::string_view sub,
                                 const std::vector<discord::GivenOption>& options, Community& community);

// The `data` of a component that was used; invalid when a value of a channel select is no channel of the
// guild.
Result<std::string> component_data(const json::object& component, std::string_view custom_id,
                                   const std::vector<std::string>& values, Snowflake guild,
                                   Community& community);

// The `data` of a modal that was filled in; invalid when the answers do not fit what was asked: another
// shape, too much or too little, something that was not to be chosen from.
Result<std::string> modal_data(const json::object& modal, const json::array& answers, Snowflake guild,
                               Community& community);

}  // namespace cs2::sim
