// Who and what exists in the simulated Discord: users, guilds, channels, and the messages in them. Only for
// sim's own files; the rules stand in rules.hpp, the limits in rate_limits.hpp.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
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
  bool refuses_direct = false;
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
  std::uint64_t bot_permissions = 0;  // of a thread: its parent's count
  std::deque<Message> messages = {};  // oldest first, the newest `messages_kept`
  Snowflake parent = {};              // of a thread
  std::vector<discord::ForumTag> tags = {};
  bool requires_tag = false;
  seconds slow_mode = {};
  minutes archive_after{1440};
  bool archived = false;
  bool locked = false;
  Timestamp active_at = {};  // its last message, or its beginning

  bool is_thread() const { return type >= 10 && type <= 12; }
  bool is_forum() const { return type == 15 || type == 16; }
  bool is_archived(Timestamp now) const {
    return archived || (is_thread() && active_at + archive_after <= now);
  }
};

struct Event {
  Snowflake id;
  Snowflake creator;
  std::string name;
  std::string description;
  std::string location;
  Timestamp starts_at;
  Timestamp ends_at;
  int status = 1;

  bool is_over() const { return status >= 3; }
};

struct Guild {
  Snowflake id;
  std::string name;
  std::string locale = "en-US";
  Snowflake owner;
  std::vector<Snowflake> channels = {};
  std::vector<Snowflake> threads = {};
  bool has_bot = true;
  bool unavailable = false;
  std::uint64_t bot_permissions = 0;
  std::vector<Event> events = {};  // those that are over too
};

class Community {
 public:
  explicit Community(const Clock& clock, Timestamp founded, std::size_t messages_kept);

  Snowflake new_id();

  User& add_user(std::string name, std::string locale, std::uint64_t permissions);
  // With its owner. One without the bot is known to its people alone.
  Guild& add_guild(std::string name, std::string locale, bool has_bot = true);
  Channel& add_channel(Guild& guild, std::string name, int type, std::uint64_t bot_permissions);
  // A thread that starts with a message has that message's id.
  Channel& add_thread(const Channel& parent, Snowflake id, std::string name, int type);
  // The existing one when they have talked before.
  Channel& open_direct(Snowflake user);
  // Of people among themselves, without the bot.
  Channel& add_group(std::string name);
  void remove_guild(Snowflake id);  // with its owner
  void remove_channel(Snowflake id);
  void remove_user(Snowflake id);  // with what was said to them

  User* find_user(Snowflake id);
  Guild* find_guild(Snowflake id);
  Channel* find_channel(Snowflake id);
  // It is there, but the bot was removed from its guild.
  bool has_left(Snowflake channel) const { return left_.contains(channel); }
  // What the bot may do there; in a thread its parent's permissions count.
  std::uint64_t permissions(const Channel& channel);
  std::size_t active_threads(Snowflake guild);
  // What somebody finds listed: the guild's channels, its open threads, and the direct messages with the bot.
  std::vector<Snowflake> visible_channels(Snowflake guild, Snowflake viewer);
  // Events begin and end by themselves.
  void pass_time(Guild& guild);
  Message* find_message(Snowflake channel, Snowflake id);
  // In the order in which they were added.
  const std::vector<Snowflake>& guilds() const { return guild_order_; }

  // Its id is new unless it has one.
  Message& post(Channel& channel, Message message);
  bool remove_message(Snowflake channel, Snowflake id);

  // Told whenever what is in a channel changes, or the channel itself.
  void watch(std::function<void(Snowflake channel)> watcher) { watcher_ = std::move(watcher); }
  void changed(Snowflake channel) const {
    if (watcher_) watcher_(channel);
  }

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
  std::unordered_set<Snowflake, SnowflakeHash> left_;
  std::vector<Snowflake> guild_order_;
  std::function<void(Snowflake)> watcher_;
};

json::object to_json(const User& user, bool bot);
// As the REST API gives it.
json::object to_json(const Message& message, const User& author);

// The `d` of GUILD_CREATE, of about `bytes`: channels and roles with overwrites, as real guilds have them.
// The channels of the guild come first; the rest is made up from the guild's id, always the same, so it need
// not be kept.
std::string guild_create_payload(const Guild& guild, Community& community, std::size_t bytes);

}  // namespace cs2::sim
