#include "bot/guild/guild_sync.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/digest.hpp"
#include "store/guild/guilds.hpp"
#include "store/notify/unavailable_targets.hpp"

namespace cs2::bot {
namespace {

std::uint32_t digest_of(std::string_view name, std::string_view locale) {
  return static_cast<std::uint32_t>(digest(locale, digest(name)));
}

}  // namespace

void write(store::Store& store, const GuildBatch& batch) {
  for (const auto& [place, guilds] : batch.present) {
    store::retire_missing_guilds(store, guilds, place.shard, place.count);
  }
  std::vector<store::NamedGuild> joined;
  std::vector<std::uint64_t> left;
  for (const auto& guild : batch.guilds) {
    if (guild.name) {
      joined.push_back({.id = guild.id, .name = *guild.name, .preferred_locale = guild.preferred_locale});
    } else {
      left.push_back(guild.id);
    }
  }
  store::register_guilds(store, joined);
  store::retire_guilds(store, left);
  store::note_deleted_channels(store, batch.deleted_channels);
}

void GuildSync::note(discord::ShardPlace place, const discord::Ready& ready) {
  GuildBatch::Present present{.place = place, .guilds = {}};
  for (const auto guild : ready.guilds) present.guilds.push_back(guild.value);
  // Only the newest list of a shard counts.
  std::erase_if(present_, [&](const auto& older) { return older.place.shard == place.shard; });
  present_.push_back(std::move(present));
}

void GuildSync::note(const discord::GuildCreate& created) {
  if (created.unavailable) return;
  const auto known = known_.find(created.id.value);
  if (known != known_.end() && known->second == digest_of(created.name, created.preferred_locale)) return;
  news_[created.id.value] = {
      .id = created.id.value, .name = created.name, .preferred_locale = created.preferred_locale};
}

void GuildSync::note(const discord::GuildDelete& deleted) {
  if (deleted.unavailable) return;
  known_.erase(deleted.id.value);
  news_[deleted.id.value] = {.id = deleted.id.value, .name = std::nullopt};
}

void GuildSync::note(const discord::ChannelDelete& deleted) {
  deleted_channels_.push_back(deleted.id.value);
}

GuildBatch GuildSync::take(std::size_t guilds_max) {
  GuildBatch batch{
      .present = std::move(present_), .guilds = {}, .deleted_channels = std::exchange(deleted_channels_, {})};
  present_.clear();
  while (!news_.empty() && batch.guilds.size() < guilds_max) {
    const auto first = news_.begin();
    auto& guild = first->second;
    if (guild.name) known_[guild.id] = digest_of(*guild.name, guild.preferred_locale);
    batch.guilds.push_back(std::move(guild));
    news_.erase(first);
  }
  return batch;
}

void GuildSync::put_back(GuildBatch batch) {
  for (auto& guild : batch.guilds) {
    known_.erase(guild.id);
    const auto id = guild.id;
    news_.try_emplace(id, std::move(guild));
  }
  std::ranges::copy(batch.deleted_channels, std::back_inserter(deleted_channels_));
  for (auto& older : batch.present) {
    const auto newer = [&](const auto& present) { return present.place.shard == older.place.shard; };
    if (std::ranges::none_of(present_, newer)) present_.push_back(std::move(older));
  }
}

}  // namespace cs2::bot
