// Discord's own vocabulary as plain structs: what we send and what we receive.
//
// Names and limits follow Discord's documentation (API v10). Builders of messages keep the limits of
// base/limits/; `check` tells what would be refused.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/result.hpp"

namespace cs2::discord {

// 64-bit, a string in JSON.
struct Snowflake {
  std::uint64_t value = 0;

  constexpr explicit operator bool() const { return value != 0; }
  constexpr auto operator<=>(const Snowflake&) const = default;
};

std::string to_string(Snowflake id);
std::optional<Snowflake> parse_snowflake(std::string_view text);
Timestamp created_at(Snowflake id);  // bits 63–22 are milliseconds since 2015-01-01
Snowflake snowflake_at(Timestamp at, std::uint32_t sequence = 0);

// Permission bits that the bot knows by name.
namespace permission {
inline constexpr std::uint64_t administrator = 1ULL << 3;
inline constexpr std::uint64_t manage_guild = 1ULL << 5;
inline constexpr std::uint64_t view_channel = 1ULL << 10;
inline constexpr std::uint64_t send_messages = 1ULL << 11;
inline constexpr std::uint64_t manage_messages = 1ULL << 13;
inline constexpr std::uint64_t embed_links = 1ULL << 14;
inline constexpr std::uint64_t attach_files = 1ULL << 15;
inline constexpr std::uint64_t read_message_history = 1ULL << 16;
inline constexpr std::uint64_t mention_everyone = 1ULL << 17;  // also of roles that not everyone may mention
inline constexpr std::uint64_t manage_events = 1ULL << 33;
inline constexpr std::uint64_t manage_threads = 1ULL << 34;
inline constexpr std::uint64_t create_public_threads = 1ULL << 35;
inline constexpr std::uint64_t send_messages_in_threads = 1ULL << 38;
inline constexpr std::uint64_t create_events = 1ULL << 44;  // manage_events alone does not allow it
}  // namespace permission

// ---- Messages

struct EmbedField {
  std::string name;
  std::string value;
  bool in_line = false;
  bool operator==(const EmbedField&) const = default;
};

struct Embed {
  std::string title;
  std::string url;
  std::string description;
  std::optional<int> color;  // 0xRRGGBB
  std::string author;
  std::vector<EmbedField> fields;
  std::string footer;
  std::optional<Timestamp> timestamp;
  std::string thumbnail_url;
  std::string image_url;  // http(s) or attachment://name
  bool operator==(const Embed&) const = default;
};

enum class ButtonStyle { primary = 1, secondary = 2, success = 3, danger = 4, link = 5 };

struct Button {
  ButtonStyle style = ButtonStyle::secondary;
  std::string label;
  std::string custom_id;  // every style but link
  std::string url;        // link only
  std::string emoji;      // unicode
  bool disabled = false;
  bool operator==(const Button&) const = default;
};

struct SelectOption {
  std::string label;
  std::string value;
  std::string description;
  bool chosen = false;
  bool operator==(const SelectOption&) const = default;
};

struct Select {
  std::string custom_id;
  std::string placeholder;
  std::vector<SelectOption> options;
  int most = 1;  // that may be chosen; where it is more than one, none may be
  bool operator==(const Select&) const = default;
};

enum class ChannelType;

// A menu of the server's channels, of which one may be chosen: Discord gives its id as the value, and tells
// of it as of an option that names a channel.
struct ChannelSelect {
  std::string custom_id;
  std::string placeholder;
  std::vector<ChannelType> channel_types = {};  // those offered; empty: all
  bool operator==(const ChannelSelect&) const = default;
};

// A menu of the server's roles: the values are the ids of those that were chosen, of which there may be none.
struct RoleSelect {
  std::string custom_id;
  std::string placeholder;
  std::vector<Snowflake> chosen = {};  // at first
  int most = 1;
  bool operator==(const RoleSelect&) const = default;
};

// At most five buttons, or one select.
using Row = std::vector<std::variant<Button, Select, ChannelSelect, RoleSelect>>;

struct File {
  std::string name;
  std::string contents;
  std::string description;  // alternative text
  bool spoiler = false;
  bool operator==(const File&) const = default;
};

// Who may be pinged. Nobody, unless named here: Discord's own default would ping everyone whom the text
// mentions.
struct AllowedMentions {
  std::vector<Snowflake> roles;
  std::vector<Snowflake> users;
  bool operator==(const AllowedMentions&) const = default;
};

struct Message {
  std::string content;
  std::vector<Embed> embeds;
  std::vector<Row> rows;
  std::vector<File> files;
  AllowedMentions allowed_mentions;
  bool ephemeral = false;  // interaction answers only
  bool silent = false;     // SUPPRESS_NOTIFICATIONS
  std::string nonce;       // channel messages only; sent with enforce_nonce
  bool operator==(const Message&) const = default;
};

// What Discord would refuse, in one sentence; nothing when the message is fine.
std::optional<std::string> check(const Message& message);

// What became of a message that was created.
struct SentMessage {
  Snowflake id;
  Snowflake channel;
  bool operator==(const SentMessage&) const = default;
};

// Discord's markdown and mention characters made harmless in a name that came from outside.
std::string escape_markdown(std::string_view text);
// <t:…:style>; styles t T d D f F s S R.
std::string timestamp(Timestamp at, char style = 'f');

// ---- Channels

// Those that the bot tells apart; any other number may come.
enum class ChannelType {
  text = 0,
  direct = 1,
  voice = 2,
  category = 4,
  announcement = 5,
  announcement_thread = 10,
  public_thread = 11,
  private_thread = 12,
  stage = 13,
  forum = 15,
  media = 16,
};

constexpr bool is_thread(ChannelType type) {
  return type >= ChannelType::announcement_thread && type <= ChannelType::private_thread;
}

struct ForumTag {
  Snowflake id;
  bool moderated = false;  // set only by those who may manage threads
  bool operator==(const ForumTag&) const = default;
};

struct Channel {
  Snowflake id;
  ChannelType type = ChannelType::text;
  Snowflake guild;   // none: direct messages
  Snowflake parent;  // of a thread its channel, of a channel its category
  std::string name;
  std::vector<ForumTag> tags;  // of a forum, to choose from
  bool requires_tag = false;
  bool archived = false;  // of a thread
  bool locked = false;
  bool operator==(const Channel&) const = default;
};

struct NewThread {
  std::string name;
  // Hidden after this long without a message: an hour, a day, three days or a week; none: as the channel
  // wants it.
  std::optional<minutes> archive_after = {};
  std::vector<Snowflake> tags = {};  // of a forum's post
  bool operator==(const NewThread&) const = default;
};

// The one for a post of ours: one that everybody may set, else one that only moderators may; none where the
// forum has none.
std::optional<ForumTag> find_tag(const std::vector<ForumTag>& tags);

// ---- Scheduled events, of the external type: they begin and end by themselves at their times.

struct ScheduledEvent {
  std::string name;
  std::string description;
  std::string location;  // a link
  Timestamp starts_at;   // in the future
  Timestamp ends_at;
  bool operator==(const ScheduledEvent&) const = default;
};

enum class EventStatus { scheduled = 1, active = 2, completed = 3, canceled = 4 };

constexpr bool is_over(EventStatus status) {
  return status == EventStatus::completed || status == EventStatus::canceled;
}

// What is absent stays. An event that has begun cannot begin at another time. Scheduled ones become active or
// canceled, active ones completed, and nothing else: whoever wants to end one that has not begun begins it
// first.
struct EventChange {
  std::optional<std::string> name = {};
  std::optional<std::string> description = {};
  std::optional<std::string> location = {};
  std::optional<Timestamp> starts_at = {};
  std::optional<Timestamp> ends_at = {};
  std::optional<EventStatus> status = {};
};

struct ListedEvent {
  Snowflake id;
  EventStatus status = EventStatus::scheduled;
  Snowflake creator;
  ScheduledEvent event;
  bool operator==(const ListedEvent&) const = default;
};

// A message as its channel lists it, as far as it tells whose it is.
struct ListedMessage {
  Snowflake id;
  Snowflake channel;
  bool by_bot = false;
  std::string content;
  bool operator==(const ListedMessage&) const = default;
};

// ---- Commands

enum class OptionType {
  sub_command = 1,
  text = 3,
  integer = 4,
  boolean = 5,
  user = 6,
  channel = 7,
  role = 8,
  number = 10
};

struct Localized {
  std::string text;
  std::map<std::string, std::string> by_locale = {};  // Discord locale → text
  bool operator==(const Localized&) const = default;
};

struct CommandChoice {
  Localized name;
  std::variant<std::string, std::int64_t> value;
  bool operator==(const CommandChoice&) const = default;
};

struct CommandOption {
  OptionType type = OptionType::text;
  Localized name;
  Localized description;
  bool required = false;
  bool autocomplete = false;
  std::vector<CommandChoice> choices;
  std::optional<std::int64_t> least;  // integer: min_value; text: min_length
  std::optional<std::int64_t> most;
  std::vector<ChannelType> channel_types = {};  // channel: those offered, ascending; empty: all
  std::vector<CommandOption> options = {};      // of a sub-command
  bool operator==(const CommandOption&) const = default;
};

struct CommandSpec {
  Localized name;
  Localized description;
  std::vector<CommandOption> options;
  std::optional<std::uint64_t> default_member_permissions;
  bool guild_only = false;
  bool operator==(const CommandSpec&) const = default;
};

// ---- Interactions

enum class InteractionType { ping = 1, command = 2, component = 3, autocomplete = 4, modal = 5 };

using OptionValue = std::variant<std::string, std::int64_t, double, bool, Snowflake>;

struct GivenOption {
  std::string name;
  OptionValue value;
  bool focused = false;
};

// A channel that an option names. What Discord leaves out of the interaction is asked for before the command
// runs.
struct GivenChannel {
  Snowflake id;
  ChannelType type = ChannelType::text;
  Snowflake guild_id;                            // none: not known
  Snowflake parent_id;                           // of a thread: its channel; of a channel: its category
  std::optional<std::uint64_t> app_permissions;  // the bot's there, overwrites included
  bool requires_tag = false;                     // of a forum
  std::vector<ForumTag> tags = {};               // of a forum, never with the interaction
};

struct Interaction {
  Snowflake id;
  Snowflake application_id;
  InteractionType type = InteractionType::ping;
  std::string token;  // a secret for 15 minutes
  std::optional<Snowflake> guild_id;
  Snowflake channel_id;
  ChannelType channel_type = ChannelType::text;
  Snowflake user_id;
  std::string user_name;
  std::uint64_t member_permissions = 0;  // in that channel; 0 in direct messages
  std::vector<Snowflake> member_roles;   // without @everyone
  std::uint64_t app_permissions = 0;     // the bot's in that channel
  std::string locale;                    // the user's
  std::string guild_locale;              // empty in direct messages

  // command and autocomplete
  std::string command;
  std::string subcommand;  // empty when the command has none
  Snowflake command_id;
  std::vector<GivenOption> options;    // of the subcommand, where there is one
  std::vector<GivenChannel> channels;  // that options or menus name
  std::vector<Snowflake> roles;        // same; those of this guild

  // component
  std::string custom_id;
  std::vector<std::string> values;             // of a select
  std::optional<Snowflake> message_id;         // the message it sits on
  std::optional<Snowflake> message_author_of;  // user who caused that message, where Discord says so
  bool message_ephemeral = false;              // only the user sees that message

  const GivenOption* find_option(std::string_view name) const;
  const GivenChannel* find_channel(Snowflake channel) const;
};

// What the first answer of an interaction may be.
struct AnswerMessage {
  Message message;
};
struct AnswerLater {
  bool ephemeral = false;
};
struct AnswerUpdate {  // component only: replaces the message it sits on
  Message message;
};
struct AnswerUpdateLater {};
struct AnswerChoices {
  std::vector<CommandChoice> choices;
};
using Answer = std::variant<AnswerMessage, AnswerLater, AnswerUpdate, AnswerUpdateLater, AnswerChoices>;

// ---- Guilds

struct GuildCreate {
  Snowflake id;
  std::string name;
  std::string preferred_locale;
  bool unavailable = false;
};

struct GuildDelete {
  Snowflake id;
  bool unavailable = false;  // an outage, not a leave
};

struct ChannelDelete {  // or of a thread
  Snowflake id;
};

struct Ready {
  Snowflake user_id;
  Snowflake application_id;
  std::string session_id;
  std::string resume_gateway_url;
  std::vector<Snowflake> guilds;
};

}  // namespace cs2::discord
