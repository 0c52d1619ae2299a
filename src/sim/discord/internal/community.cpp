#include "sim/discord/internal/community.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <iterator>

#include "sim/discord/internal/rules/rules.hpp"

namespace cs2::sim {

Community::Community(const Clock& clock, Timestamp founded, std::size_t messages_kept)
    : clock_(clock), founded_(founded), messages_kept_(messages_kept) {}

Snowflake Community::new_id() {
  return discord::snowflake_at(clock_.now(), ++sequence_);
}

User& Community::add_user(std::string name, std::string locale, std::uint64_t permissions) {
  const auto id = new_id();
  return users_[id] = {
             .id = id, .name = std::move(name), .locale = std::move(locale), .permissions = permissions};
}

Guild& Community::add_guild(std::string name, std::string locale, bool has_bot) {
  const auto owner = add_user("owner of " + name, locale, discord::permission::administrator).id;
  // A guild's shard comes from the time in its id: each was founded a moment after the one before.
  const auto id = discord::snowflake_at(founded_ + milliseconds{guild_order_.size()}, ++sequence_);
  if (has_bot) guild_order_.push_back(id);
  return guilds_[id] = {.id = id,
                        .name = std::move(name),
                        .locale = std::move(locale),
                        .owner = owner,
                        .has_bot = has_bot};
}

Channel& Community::add_channel(Guild& guild, std::string name, int type, std::uint64_t bot_permissions) {
  const auto id = new_id();
  guild.channels.push_back(id);
  changed(id);
  return channels_[id] = {.id = id,
                          .guild = guild.id,
                          .recipient = {},
                          .name = std::move(name),
                          .type = type,
                          .bot_permissions = bot_permissions};
}

Channel& Community::add_thread(const Channel& parent, Snowflake id, std::string name, int type) {
  auto& guild = guilds_.at(parent.guild);
  guild.threads.push_back(id);
  changed(id);
  return channels_[id] = {.id = id,
                          .guild = parent.guild,
                          .recipient = {},
                          .name = std::move(name),
                          .type = type,
                          .bot_permissions = parent.bot_permissions,
                          .parent = parent.id,
                          .active_at = clock_.now()};
}

std::uint64_t Community::permissions(const Channel& channel) {
  if (!channel.is_thread()) return channel.bot_permissions;
  const auto* parent = find_channel(channel.parent);
  return parent ? parent->bot_permissions : 0;
}

std::size_t Community::active_threads(Snowflake id) {
  const auto* guild = find_guild(id);
  if (!guild) return 0;
  return static_cast<std::size_t>(std::ranges::count_if(guild->threads, [&](Snowflake thread) {
    const auto* channel = find_channel(thread);
    return channel && !channel->is_archived(clock_.now());
  }));
}

std::vector<Snowflake> Community::visible_channels(Snowflake id, Snowflake viewer) {
  std::vector<Snowflake> visible;
  if (const auto* guild = find_guild(id)) {
    visible = guild->channels;
    std::ranges::copy_if(guild->threads, std::back_inserter(visible), [&](Snowflake thread) {
      const auto* channel = find_channel(thread);
      return channel && !channel->is_archived(clock_.now());
    });
  }
  if (const auto direct = direct_.find(viewer); direct != direct_.end()) visible.push_back(direct->second);
  return visible;
}

void Community::pass_time(Guild& guild) {
  const auto now = clock_.now();
  for (auto& event : guild.events) {
    if (event.status == 1 && event.starts_at <= now) event.status = 2;
    if (event.status == 2 && event.ends_at <= now) event.status = 3;
  }
}

Channel& Community::open_direct(Snowflake user) {
  auto& id = direct_[user];
  if (!id) {
    id = new_id();
    channels_[id] = {
        .id = id, .guild = {}, .recipient = user, .name = {}, .type = 1, .bot_permissions = ~0ULL};
  }
  return channels_[id];
}

Channel& Community::add_group(std::string name) {
  const auto id = new_id();
  return channels_[id] = {.id = id, .guild = {}, .recipient = {}, .name = std::move(name), .type = 3};
}

void Community::remove_guild(Snowflake id) {
  const auto* guild = find_guild(id);
  if (!guild) return;
  for (const auto& places : {guild->channels, guild->threads}) {
    for (const auto channel : places) {
      channels_.erase(channel);
      left_.insert(channel);
    }
  }
  remove_user(guild->owner);
  guilds_.erase(id);
  std::erase(guild_order_, id);
}

void Community::remove_user(Snowflake id) {
  if (const auto direct = direct_.find(id); direct != direct_.end()) {
    channels_.erase(direct->second);
    direct_.erase(direct);
  }
  users_.erase(id);
}

void Community::remove_channel(Snowflake id) {
  const auto* channel = find_channel(id);
  if (!channel) return;
  if (auto* guild = find_guild(channel->guild)) {
    std::erase(guild->channels, id);
    // A channel takes its threads along.
    std::erase_if(guild->threads, [&](Snowflake thread) {
      const auto* found = find_channel(thread);
      if (thread != id && found && found->parent != id) return false;
      if (thread != id) channels_.erase(thread);
      return true;
    });
  }
  channels_.erase(id);
  changed(id);
}

User* Community::find_user(Snowflake id) {
  const auto found = users_.find(id);
  return found == users_.end() ? nullptr : &found->second;
}

Guild* Community::find_guild(Snowflake id) {
  const auto found = guilds_.find(id);
  return found == guilds_.end() ? nullptr : &found->second;
}

Channel* Community::find_channel(Snowflake id) {
  const auto found = channels_.find(id);
  return found == channels_.end() ? nullptr : &found->second;
}

Message* Community::find_message(Snowflake channel, Snowflake id) {
  auto* found = find_channel(channel);
  if (!found) return nullptr;
  // Mostly the newest is meant.
  const auto message = std::ranges::find(found->messages.rbegin(), found->messages.rend(), id, &Message::id);
  return message == found->messages.rend() ? nullptr : &*message;
}

Message& Community::post(Channel& channel, Message message) {
  if (!message.id) message.id = new_id();
  message.channel = channel.id;
  message.sent_at = clock_.now();
  channel.active_at = message.sent_at;
  if (channel.messages.size() >= messages_kept_) channel.messages.pop_front();
  changed(channel.id);
  return channel.messages.emplace_back(std::move(message));
}

bool Community::remove_message(Snowflake channel, Snowflake id) {
  auto* found = find_channel(channel);
  const auto is_it = [&](const Message& each) { return each.id == id; };
  if (!found || std::erase_if(found->messages, is_it) == 0) return false;
  changed(channel);
  return true;
}

json::object to_json(const User& user, bool bot) {
  return {{"id", discord::to_string(user.id)},
          {"username", user.name},
          {"discriminator", "0"},
          {"global_name", user.name},
          {"avatar", nullptr},
          {"bot", bot},
          {"public_flags", 0},
          {"flags", 0}};
}

json::object to_json(const Message& message, const User& author) {
  json::object object{{"id", discord::to_string(message.id)},
                      {"channel_id", discord::to_string(message.channel)},
                      {"type", message.question.empty() ? 0 : 20},
                      {"author", to_json(author, true)},
                      {"content", ""},
                      {"embeds", json::array{}},
                      {"components", json::array{}},
                      {"attachments", json::array{}},
                      {"mentions", json::array{}},
                      {"mention_roles", json::array{}},
                      {"mention_everyone", false},
                      {"pinned", false},
                      {"tts", false},
                      {"flags", message.flags},
                      {"timestamp", to_iso8601(message.sent_at)},
                      {"edited_timestamp", nullptr}};
  for (const auto* key : {"content", "embeds", "components", "attachments"}) {
    if (const auto* value = message.body.if_contains(key); value && !value->is_null()) object[key] = *value;
  }
  if (message.edits > 0) object["edited_timestamp"] = to_iso8601(message.edited_at);
  if (!message.nonce.empty()) object["nonce"] = message.nonce;
  return object;
}

}  // namespace cs2::sim
