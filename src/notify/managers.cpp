#include "notify/managers.hpp"

#include <vector>

#include "base/log.hpp"
#include "locale/choose_language.hpp"
#include "store/guild/guilds.hpp"
#include "store/notify/unavailable_targets.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

struct Letter {
  discord::Snowflake guild;
  discord::Snowflake channel;  // none: it goes to the owner
  discord::Message message;
};

discord::Message message_about(const store::BlockedTarget& blockage, const locale::Language& language) {
  if (blockage.reason != name(discord::RefusalKind::unknown_channel))
    return view::blockage_notice(blockage.guild, blockage.target, blockage.reason, language);
  return view::deleted_channel_notice({.channel = blockage.target,
                                       .subscriptions = blockage.subscriptions,
                                       .is_default = blockage.is_default,
                                       .tells_problems = blockage.tells_problems},
                                      language);
}

Letter letter_about(const store::BlockedTarget& blockage, store::Store& store,
                    const locale::Catalogue& catalogue) {
  const auto chosen = store::find_guild_settings(store, blockage.guild);
  const auto language = locale::choose_language(
      locale::MessageTo::subscribers,
      {.server = chosen.locale ? std::string_view{*chosen.locale} : std::string_view{},
       .preferred = chosen.preferred_locale},
      catalogue);
  const bool has_channel = chosen.notice_channel != 0 && chosen.notice_channel != blockage.target;
  return {.guild = {blockage.guild},
          .channel = {has_channel ? chosen.notice_channel : 0},
          .message = message_about(blockage, language)};
}

bool is_deleted(const discord::RestError& error) {
  return error.refusal && error.refusal->kind == discord::RefusalKind::unknown_channel;
}

}  // namespace

Task<void> Managers::report() {
  const auto step = [this] {
    std::vector<Letter> letters;
    for (const auto& blockage : store::take_unreported_blocks(store_))
      letters.push_back(letter_about(blockage, store_, catalogue_));
    return letters;
  };
  for (auto& letter : co_await blocking_.run(step)) {
    bool reported = false;
    if (letter.channel) {
      const auto sent = co_await rest_.create_message(letter.channel, letter.message);
      reported = sent.has_value();
      if (!sent) log::warning("notify: problem channel unavailable", sent.error().error);
      if (!sent && is_deleted(sent.error())) co_await note_deleted(letter.channel);
    }
    if (!reported) reported = co_await write_to_owner(letter.guild, std::move(letter.message));
    if (!reported)
      log::warning("notify: managers of a server could not be reached", {{"guild", letter.guild.value}});
  }
}

Task<void> Managers::note_deleted(discord::Snowflake channel) {
  const auto step = [this, channel] { store::note_deleted_channels(store_, {channel.value}); };
  co_await blocking_.run(step);
}

Task<bool> Managers::write_to_owner(discord::Snowflake guild, discord::Message message) {
  const auto owner = co_await rest_.fetch_owner(guild);
  if (!owner) co_return false;
  const auto channel = co_await rest_.open_direct(*owner);
  if (!channel) co_return false;
  const auto sent = co_await rest_.create_message(*channel, std::move(message));
  co_return sent.has_value();
}

}  // namespace cs2::notify
