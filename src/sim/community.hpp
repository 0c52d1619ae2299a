// Who and what exists in the simulated Discord: users, guilds, channels, and the messages in them. Only for
// sim's own files; the rules stand in rules.hpp, the limits in rate_limits.hpp.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "discord/types.hpp"

namespace cs2::sim {

namespace json = boost::json;
using discord::Snowflake;

struct SnowflakeHash {
  std::size_t operator()(Snowflake id) const noexcept { return std::hash<std::uint64_t>{}(id.value); }
};
template <class T>
using BySnowflake = std::unordered_map<Snowflake, T, SnowflakeHash>;

struct User {
  Snowflake id;
  std::string name;
  std::string locale = "en-US";
  std::uint64_t permissions = 0;  // in every guild
  std::vector<Snowflake> roles = {};
};

struct Message {
  Snowflake id;
  Snowflake channel;
  Snowflake author;
  json::object body;  // what was sent, edits applied: content, embeds, components, attachments
  std::int64_t flags = 0;
  Snowflake only_for;    // an ephemeral message: whom it is shown to
  Snowflake asked_by;    // an answer: who caused it
  std::string question;  // "/match spirit"
  std::string nonce;
  Timestamp sent_at;
  Timestamp edited_at;
  int edits = 0;
};

struct Channel {
  Snowflake id;
  Snowflake guild;      // none: a direct message
  Snowflake recipient;  // of a direct message
  std::string name;
  int type = 0;
  std::uint64_t bot_permissions = 0;
  Snowflake parent = {};              // of a thread
  std::deque<Message> messages = {};  // oldest first, the newest `messages_kept`
};

struct Guild {
  Snowflake id;
  std::string name;
  std::string locale = "en-US";
  Snowflake owner;
  std::vector<Snowflake> channels = {};
  bool unavailable = false;
};

class Community {
 public:
  explicit Community(const Clock& clock, Timestamp founded, std::size_t messages_kept);

  Snowflake new_id();

  User& add_user(std::string name, std::string locale, std::uint64_t permissions);
  Guild& add_guild(std::string name, std::string locale, Snowflake owner);
  Channel& add_channel(Guild& guild, std::string name, int type, std::uint64_t bot_permissions);
  // The existing one when they have talked before.
  Channel& open_direct(Snowflake user);
  void remove_guild(Snowflake id);
  void remove_channel(Snowflake id);

  User* find_user(Snowflake id);
  Guild* find_guild(Snowflake id);
  Channel* find_channel(Snowflake id);
  Message* find_message(Snowflake channel, Snowflake id);
  // In the order in which they were added.
  const std::vector<Snowflake>& guilds() const { return guild_order_; }

  Message& post(Channel& channel, Message message);
  bool remove_message(Snowflake channel, Snowflake id);

  const User& bot() const { return bot_; }
  void set_bot(User bot) { bot_ = std::move(bot); }

 private:
  const Clock& clock_;
  Timestamp founded_;
  std::size_t messages_kept_;
  std::uint32_t sequence_ = 0;
  User bot_;
  BySnowflake<User> users_;
  BySnowflake<Guild> guilds_;
  BySnowflake<Channel> channels_;
  BySnowflake<Snowflake> direct_;  // user → channel
  std::vector<Snowflake> guild_order_;
};

json::object to_json(const User& user, bool bot);
// As the REST API gives it.
json::object to_json(const Message& message, const User& author);

// The `d` of GUILD_CREATE, of about `bytes`: channels and roles with overwrites, as real guilds have them.
// The channels of the guild come first; the rest is made up from the guild's id, always the same, so it need
// not be kept.
std::string guild_create_payload(const Guild& guild, Community& community, std::size_t bytes);

}  // namespace cs2::sim
