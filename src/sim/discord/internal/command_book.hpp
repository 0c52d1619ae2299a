// The commands that an application has registered. Only for sim's own files.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "discord/types.hpp"
#include "sim/discord/internal/rules/refusal.hpp"

namespace cs2::sim {

struct KnownCommand {
  discord::Snowflake id;
  std::string name;
  std::int64_t type = 1;
  json::object body;          // as Discord gives it back
  discord::CommandSpec spec;  // without groups of sub-commands; enough for typing
};

// `choices` of an option, or of what a bot suggests; checked before.
std::vector<discord::CommandChoice> read_choices(const json::object& of);

class CommandBook {
 public:
  using NewId = std::function<discord::Snowflake()>;

  CommandBook(discord::Snowflake application, NewId new_id)
      : application_(application), new_id_(std::move(new_id)) {}

  // Bulk overwrite: what is not named is deleted, what persists by name keeps its id. Only new names count
  // against the 200 creates of a day.
  std::optional<Refusal> overwrite(const json::array& commands, Timestamp now);
  struct Upserted {
    const KnownCommand* command = nullptr;
    bool created = false;
  };
  std::expected<Upserted, Refusal> upsert(const json::object& command, Timestamp now);
  std::expected<const KnownCommand*, Refusal> edit(discord::Snowflake id, const json::object& changes);
  bool remove(discord::Snowflake id);

  const KnownCommand* find(discord::Snowflake id) const;
  const KnownCommand* find(std::string_view name) const;
  const std::vector<KnownCommand>& all() const { return commands_; }
  json::array to_json() const;

 private:
  KnownCommand known(const json::object& command, discord::Snowflake id) const;
  bool may_create(std::size_t count, Timestamp now);

  discord::Snowflake application_;
  NewId new_id_;
  std::vector<KnownCommand> commands_;
  std::vector<Timestamp> created_;  // within a day
};

}  // namespace cs2::sim
