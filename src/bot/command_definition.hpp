// What a command is, and what its handler sees.
//
// Options are typed constants: they declare the option to Discord and read its value, `call[option]`. A
// handler is a plain function on the blocking pool; its words are in locales/, under command.<name>.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "bot/search/match_index.hpp"
#include "bot/search/name_index.hpp"
#include "discord/types.hpp"
#include "locale/language.hpp"
#include "store/guild/guilds.hpp"
#include "store/guild/people.hpp"
#include "store/queries/filter_values.hpp"
#include "store/queries/rankings.hpp"
#include "store/store.hpp"
#include "view/reader.hpp"

namespace cs2::bot {

class Call;

using Choices = std::vector<discord::CommandChoice>;
// Asked at every keystroke, on the loop: answers from `call.suggestions()` alone.
using Suggest = Choices (*)(const Call& call, std::string_view typed);

struct TextOption {
  std::string_view name;
  bool required = false;
  Suggest suggest = nullptr;
};
struct CountOption {
  std::string_view name;
  std::int64_t least = 1;
  std::int64_t most = 1;
  std::int64_t fallback = 1;
};
// One of a few words; their labels are under choice.<name>.<value>, unless they are the same in all
// languages.
struct ChoiceOption {
  std::string_view name;
  std::span<const std::string_view> values;
  std::string (*label)(std::string_view value) = nullptr;
};
struct BoolOption {
  std::string_view name;
  bool fallback = false;
};
// Those that a place for messages may have, ascending.
inline constexpr std::array<discord::ChannelType, 6> message_channels{
    discord::ChannelType::text,
    discord::ChannelType::announcement,
    discord::ChannelType::announcement_thread,
    discord::ChannelType::public_thread,
    discord::ChannelType::private_thread,
    discord::ChannelType::forum};

// A place for messages: a text or announcement channel, a forum, or a thread.
struct ChannelOption {
  std::string_view name;
  bool required = false;
  std::uint64_t needs = 0;  // permissions that the bot must have there; see refuse_channel
};
struct RoleOption {
  std::string_view name;
  bool required = false;
};
struct UserOption {
  std::string_view name;
  bool required = false;
};
using Option =
    std::variant<TextOption, CountOption, ChoiceOption, BoolOption, ChannelOption, RoleOption, UserOption>;

std::string_view name(const Option& option);

struct Reply {
  discord::Message message;
  // Pressing a button may change the message it sits on, instead of sending another.
  bool replaces = false;
};

// Either it runs, or it has sub-commands, whose words are under command.<name>.<sub>.
struct Command {
  std::string_view name;
  std::vector<Option> options = {};
  Reply (*run)(const Call& call) = nullptr;
  bool for_managers = false;  // only in servers, and only for whom Call::may_manage
  bool ephemeral = false;     // the answer is for the asker alone
  // What the command says of managers and of the asker alone holds for all of them.
  std::vector<Command> subcommands = {};
  // Answers its own buttons, those whose custom id press_id made. Like a question's, they may be forged.
  Reply (*press)(const Call& call, std::string_view what) = nullptr;
};

// "/privacy forget": of a button that the command itself answers.
std::string press_id(std::string_view command, std::string_view what);

using GuildNames = std::unordered_map<std::uint64_t, NameIndex>;

// What suggestions are made from; a newer one replaces it whole. What did not change is shared with it.
struct SuggestionSnapshot {
  std::shared_ptr<const NameIndex> names = std::make_shared<const NameIndex>();
  std::shared_ptr<const GuildNames> guild_names = std::make_shared<const GuildNames>();
  std::shared_ptr<const store::FilterValues> filter = std::make_shared<const store::FilterValues>();
  std::shared_ptr<const store::RankingDates> ranking_dates = std::make_shared<const store::RankingDates>();
  MatchIndex matches;
  std::map<std::string, discord::Snowflake, std::less<>> command_ids;  // for mentions
};

// One use of a command, or of a button under its answer.
class Call {
 public:
  struct Parts {
    store::Store& store;
    const discord::Interaction& interaction;
    const locale::Catalogue& catalogue;
    store::GuildSettings settings;
    store::PersonSettings person = {};
    std::shared_ptr<const SuggestionSnapshot> suggestions;
    Timestamp now;
    std::string public_url = {};
    bool for_asker = false;  // nobody else sees the answer
  };
  explicit Call(Parts parts);

  // The same caller with another interaction, which outlives it.
  Call with(const discord::Interaction& interaction) const;
  // The same call after the caller chose otherwise.
  Call with(store::PersonSettings person) const;

  // Empty when it was not given.
  std::string operator[](const TextOption& option) const;
  std::int64_t operator[](const CountOption& option) const;
  std::optional<std::string> operator[](const ChoiceOption& option) const;
  bool operator[](const BoolOption& option) const;
  std::optional<discord::Snowflake> operator[](const ChannelOption& option) const;
  std::optional<discord::Snowflake> operator[](const RoleOption& option) const;
  std::optional<discord::Snowflake> operator[](const UserOption& option) const;

  // What Discord sent about the channel; nothing when none was given.
  std::optional<discord::GivenChannel> channel(const ChannelOption& option) const;
  store::Store& store() const { return parts_.store; }
  const discord::Interaction& interaction() const { return parts_.interaction; }
  // Of the answer: a public one speaks the server's.
  const locale::Language& language() const { return language_; }
  const locale::Language& asker_language() const { return asker_language_; }
  const locale::Catalogue& catalogue() const { return parts_.catalogue; }
  const store::GuildSettings& settings() const { return parts_.settings; }
  const store::PersonSettings& person() const { return parts_.person; }
  const SuggestionSnapshot& suggestions() const { return *parts_.suggestions; }
  const NameIndex& names() const { return *parts_.suggestions->names; }
  const NameIndex* own_names() const;  // what this guild calls things; null when it has no names of its own
  Timestamp now() const { return parts_.now; }
  // Where this process is reached from outside, without a slash at the end; empty when the operator has not
  // said.
  const std::string& public_url() const { return parts_.public_url; }
  // In which the answer counts days; like its language, a public one's is the server's.
  std::string_view time_zone() const;
  // Where nothing else was asked for. In public the stricter rule of the two holds.
  bool hides_scores() const;
  // Manage Server, or one of the roles that the server gave the bot to.
  bool may_manage() const;
  // Manage Server itself: who may say which roles those are.
  bool may_manage_server() const;

  // "</live:123>", "</follow team:123>", or "`/live`" before its id is known.
  std::string mention(std::string_view command) const;

  // One sentence, for the asker alone.
  Reply say(std::string_view key, locale::Arguments arguments = {}) const;
  // Names permissions that the bot lacks.
  Reply say_missing(discord::Snowflake channel, std::uint64_t missing) const;

 private:
  Parts parts_;
  locale::Language language_;
  locale::Language asker_language_;
};

}  // namespace cs2::bot
