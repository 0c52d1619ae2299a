// Which guilds we are in, and which of their channels are gone, as the store should know it.
//
// Discord sends thousands of guilds within seconds of a start, so they are collected and written in batches.
// What is known already under the same name is not written again. An outage is not a leave: only a removal
// retires a guild.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "discord/gateway.hpp"
#include "discord/types.hpp"
#include "store/store.hpp"

namespace cs2::bot {

// What one write to the store is about.
struct GuildBatch {
  struct Present {
    discord::ShardPlace place;
    std::vector<std::uint64_t> guilds;
  };
  struct Guild {
    std::uint64_t id = 0;
    std::optional<std::string> name;  // absent: left
    std::string preferred_locale = {};
  };
  std::vector<Present> present;  // first: it retires what was left while we were away
  std::vector<Guild> guilds;
  std::vector<std::uint64_t> deleted_channels = {};

  bool empty() const { return present.empty() && guilds.empty() && deleted_channels.empty(); }
};

// Blocks. Doing it twice is harmless.
void write(store::Store& store, const GuildBatch& batch);

// Loop thread only.
class GuildSync {
 public:
  void note(discord::ShardPlace place, const discord::Ready& ready);
  void note(const discord::GuildCreate& created);
  void note(const discord::GuildDelete& deleted);
  void note(const discord::ChannelDelete& deleted);

  bool has_news() const { return !present_.empty() || !news_.empty() || !deleted_channels_.empty(); }
  // At most `guilds_max` guilds; what is taken counts as written.
  GuildBatch take(std::size_t guilds_max);
  // It could not be written: again later, unless something newer is known by then.
  void put_back(GuildBatch batch);

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> known_;  // guild → digest of its name and locale
  std::unordered_map<std::uint64_t, GuildBatch::Guild> news_;
  std::vector<GuildBatch::Present> present_;
  std::vector<std::uint64_t> deleted_channels_;
};

}  // namespace cs2::bot
