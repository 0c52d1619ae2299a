#include "bot/bot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <unordered_map>

#include "base/digest.hpp"
#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/limits/process.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "bot/answer_registry.hpp"
#include "bot/command_registry.hpp"
#include "bot/guild/guild_sync.hpp"
#include "bot/interaction_deduplicator.hpp"
#include "bot/lookup/suggestion_snapshot.hpp"
#include "bot/question.hpp"
#include "io/backoff.hpp"
#include "locale/time_zone.hpp"
#include "store/database/memory_only.hpp"
#include "store/guild/audit.hpp"
#include "store/guild/people.hpp"
#include "store/guild/privacy.hpp"

namespace cs2::bot {
namespace {

using discord::InteractionType;
using SteadyTime = std::chrono::steady_clock::time_point;

// A short number that a user can read out and an operator can search for.
std::string make_incident() {
  return hex(random_bits()).substr(0, 8);
}

// Labels of metrics come from a written list, never from outside.
std::string_view command_label(const discord::Interaction& interaction) {
  if (interaction.type == InteractionType::component) {
    if (const auto own = find_pressed(interaction.custom_id)) return own->command->name;
    const auto pressed = parse_custom_id(interaction.custom_id);
    return pressed ? name(pressed->question.kind) : std::string_view{"unknown"};
  }
  const auto* command = find_command(interaction.command);
  return command ? command->name : std::string_view{"unknown"};
}

// Everything that one handler on the pool needs. It outlives whoever waits for it, so that a stop in the
// middle leaves nothing dangling.
struct Work {
  Work(io::Loop& loop, store::Store& store, const locale::Catalogue& catalogue,
       discord::Interaction interaction, std::shared_ptr<const SuggestionSnapshot> snapshot, Timestamp now,
       std::string public_url)
      : store(store),
        catalogue(catalogue),
        interaction(std::move(interaction)),
        snapshot(std::move(snapshot)),
        now(now),
        public_url(std::move(public_url)),
        done(loop) {}

  store::Store& store;
  const locale::Catalogue& catalogue;
  const discord::Interaction interaction;
  const std::shared_ptr<const SuggestionSnapshot> snapshot;
  const Timestamp now;
  const std::string public_url;

  io::Signal done;
  Reply reply;
  store::GuildSettings settings;  // as they were when the handler began
  std::string_view outcome = "ok";
};

Call make_call(const Work& work, store::GuildSettings settings, store::PersonSettings person) {
  return Call{{.store = work.store,
               .interaction = work.interaction,
               .catalogue = work.catalogue,
               .settings = std::move(settings),
               .person = std::move(person),
               .suggestions = work.snapshot,
               .now = work.now,
               .public_url = work.public_url,
               .for_asker = is_for_asker(work.interaction)}};
}

// A sentence for whom the command is not.
std::optional<Reply> refuse(const Command& command, const Call& call) {
  if (!command.for_managers) return std::nullopt;
  if (!call.interaction().guild_id) return call.say("settings.servers_only");
  if (!call.may_manage()) return call.say("settings.not_allowed");
  return std::nullopt;
}

Reply run_command(const Call& call) {
  const auto* command = find_command(call.interaction());
  if (!command) return call.say("answer.unknown_command");
  auto refused = refuse(*command, call);
  return refused ? std::move(*refused) : command->run(call);
}

Reply run_press(const Call& call) {
  const auto own = find_pressed(call.interaction().custom_id);
  if (!own) return answer_press(call);
  auto refused = refuse(*own->command, call);
  return refused ? std::move(*refused) : own->command->press(call, own->what);
}

// Plain; it blocks where memory does not hold the answer.
Reply handle(Work& work) {
  const auto guild = work.interaction.guild_id;
  if (guild) work.settings = store::find_guild_settings(work.store, guild->value);
  auto person = store::find_person_settings(work.store, work.interaction.user_id.value);
  const auto call = make_call(work, work.settings, std::move(person));
  return work.interaction.type == InteractionType::component ? run_press(call) : run_command(call);
}

// Most questions are asked again and again, and the way over the pool and back costs several times what the
// handler does. What goes wrong here is left to the pool, which says it.
bool answer_from_memory(Work& work) {
  const store::MemoryOnly on_the_loop;
  try {
    work.reply = handle(work);
    return !discord::check(work.reply.message);
  } catch (const std::exception&) {
    return false;
  }
}

Task<void> answer_on_pool(io::Blocking& blocking, std::shared_ptr<Work> work) {
  const auto handler = [work] { return handle(*work); };
  // A sentence for the asker needs no database: the settings are not asked for again.
  const auto say_instead = [&work](std::string_view key, locale::Arguments arguments,
                                   std::string_view outcome) {
    work->reply = make_call(*work, {}, {}).say(key, arguments);
    work->outcome = outcome;
  };
  try {
    work->reply = co_await blocking.run(handler);
    if (const auto broken = discord::check(work->reply.message)) throw std::logic_error(*broken);
  } catch (const io::Overloaded&) {
    say_instead("error.busy", {}, "busy");
  } catch (const std::exception& broken) {
    const auto incident = make_incident();
    log::error(fmt::format("bot: {} failed", command_label(work->interaction)),
               {.kind = ErrorKind::unavailable, .detail = broken.what()}, {{"incident", incident}});
    say_instead("error.incident", {{"incident", incident}}, "failed");
  }
  work->done.set();
}

// Discord sends no forum's tags with an interaction, and may leave out the rest.
bool needs_lookup(const discord::GivenChannel& channel) {
  return !channel.guild_id || !channel.app_permissions || channel.type == discord::ChannelType::forum;
}

// What is asked of Discord before a handler runs, and given up where that takes long.
struct Lookup {
  explicit Lookup(io::Loop& loop) : done(loop) {}

  std::vector<discord::Snowflake> wanted;
  std::vector<discord::Channel> found;
  std::vector<discord::Snowflake> hidden;  // that we may not see
  io::Signal done;
};

Task<void> fetch_channels(discord::Rest& rest, std::shared_ptr<Lookup> lookup) {
  for (const auto id : lookup->wanted) {
    auto channel = co_await rest.fetch_channel(id, limits::channel_lookup_max);
    if (channel) {
      lookup->found.push_back(std::move(*channel));
    } else if (channel.error().refusal &&
               channel.error().refusal->kind == discord::RefusalKind::missing_access) {
      lookup->hidden.push_back(id);
    }
  }
  lookup->done.set();
}

void complete(discord::Interaction& interaction, const Lookup& lookup) {
  for (auto& given : interaction.channels) {
    const auto channel = std::ranges::find(lookup.found, given.id, &discord::Channel::id);
    if (channel != lookup.found.end()) {
      given.guild_id = channel->guild;
      given.requires_tag = channel->requires_tag;
      given.tags = channel->tags;
    }
    if (std::ranges::find(lookup.hidden, given.id) != lookup.hidden.end()) given.app_permissions = 0;
  }
}

bool is_for_managers(const discord::Interaction& interaction) {
  const auto pressed = find_pressed(interaction.custom_id);
  const auto* command = pressed ? pressed->command : find_command(interaction);
  return command && command->for_managers;
}

bool answers_for_asker_alone(const discord::Interaction& interaction) {
  if (interaction.type == InteractionType::component) {
    if (find_pressed(interaction.custom_id)) return false;  // a command's own button changes its message
    const auto pressed = parse_custom_id(interaction.custom_id);
    return !pressed || pressed->action == Action::reveal;
  }
  const auto* command = find_command(interaction);
  return command && command->ephemeral;
}

// "Thinking…" in the shape that the answer will have; it is final whether the answer is ephemeral.
discord::Answer later_answer(const discord::Interaction& interaction) {
  const bool alone = answers_for_asker_alone(interaction);
  if (interaction.type == InteractionType::component && !alone) return discord::AnswerUpdateLater{};
  return discord::AnswerLater{.ephemeral = alone};
}

discord::Answer direct_answer(Reply reply) {
  if (reply.replaces) return discord::AnswerUpdate{std::move(reply.message)};
  return discord::AnswerMessage{std::move(reply.message)};
}

}  // namespace

struct Bot::State {
  State(io::Loop& loop, io::Blocking& blocking, store::Store& store, discord::Rest& rest,
        const locale::Catalogue& catalogue, Clocks clocks, Metrics& metrics, std::string public_url)
      : loop(loop),
        blocking(blocking),
        store(store),
        rest(rest),
        catalogue(catalogue),
        clocks(clocks),
        metrics(metrics),
        public_url(std::move(public_url)),
        snapshot_is_old(loop),
        guild_news(loop) {}

  // ---- Interactions

  Task<void> answer(discord::Interaction interaction) {
    const auto begun = std::chrono::steady_clock::now();
    const std::string label{command_label(interaction)};
    switch (deduplicator.note(interaction.id, clocks.real.now())) {
      case Arrival::fresh:
        break;
      case Arrival::stale:
        log::warning("bot: interaction expired before it could be answered", {{"command", label}});
        co_return finish(label, "stale", begun);
      case Arrival::duplicate:
        co_return finish(label, "duplicate", begun);
    }
    if (interaction.type == InteractionType::autocomplete) {
      co_await suggest(std::move(interaction));
      co_return finish("autocomplete", "ok", begun);
    }
    const bool known_type =
        interaction.type == InteractionType::command || interaction.type == InteractionType::component;
    if (!known_type) co_return finish(label, "ignored", begun);

    co_await look_up_channels(interaction);
    const auto work = std::make_shared<Work>(loop, store, catalogue, std::move(interaction), snapshot,
                                             clocks.story.now(), public_url);
    bool in_time = answer_from_memory(*work);
    if (!in_time) {
      loop.spawn("bot: handler", answer_on_pool(blocking, work));
      in_time = co_await work->done.wait(limits::interaction_defer_after);
    }
    if (in_time && work->outcome == "ok") remember(work->interaction, work->settings);
    if (is_for_managers(work->interaction)) snapshot_is_old.set();  // they try at once what they have set
    const bool sent = in_time ? co_await send_now(work) : co_await send_later(work);
    finish(label, sent ? work->outcome : "unsent", begun);
  }

  Task<void> look_up_channels(discord::Interaction& interaction) {
    const auto lookup = std::make_shared<Lookup>(loop);
    for (const auto& channel : interaction.channels) {
      if (needs_lookup(channel)) lookup->wanted.push_back(channel.id);
    }
    if (lookup->wanted.empty()) co_return;
    loop.spawn("bot: channels", fetch_channels(rest, lookup));
    co_await lookup->done.wait(limits::channel_lookup_max);
    complete(interaction, *lookup);
  }

  Task<bool> send_now(std::shared_ptr<Work> work) {
    const auto& interaction = work->interaction;
    const auto sent =
        co_await rest.answer(interaction.id, interaction.token, direct_answer(std::move(work->reply)));
    co_return check(sent, "answer");
  }

  Task<bool> send_later(std::shared_ptr<Work> work) {
    const auto& interaction = work->interaction;
    const auto deferred = co_await rest.answer(interaction.id, interaction.token, later_answer(interaction));
    if (!check(deferred, "defer")) co_return false;
    if (!co_await work->done.wait(limits::interaction_token_life)) co_return false;

    if (work->outcome == "ok") work->outcome = "deferred";
    // A message that was to be changed stays as it is when there is only a sentence to say.
    const bool beside = interaction.type == InteractionType::component &&
                        !answers_for_asker_alone(interaction) && !work->reply.replaces;
    const auto sent = beside ? co_await rest.follow_up(interaction.application_id, interaction.token,
                                                       std::move(work->reply.message))
                             : co_await rest.edit_answer(interaction.application_id, interaction.token,
                                                         std::move(work->reply.message));
    co_return check(sent, "edit");
  }

  // For suggestions, which must not wait for the store. Only what differs from the defaults is kept.
  void remember(const discord::Interaction& interaction, const store::GuildSettings& settings) {
    if (!interaction.guild_id) return;
    if (settings == store::GuildSettings{}) {
      settings_seen.erase(interaction.guild_id->value);
    } else {
      settings_seen.insert_or_assign(interaction.guild_id->value, settings);
    }
  }

  store::GuildSettings find_seen(const discord::Interaction& interaction) const {
    const auto seen =
        interaction.guild_id ? settings_seen.find(interaction.guild_id->value) : settings_seen.end();
    return seen == settings_seen.end() ? store::GuildSettings{} : seen->second;
  }

  // Where they are not in memory at the moment, suggestions are as for anybody.
  store::PersonSettings find_person(const discord::Interaction& interaction) const {
    const store::MemoryOnly on_the_loop;
    try {
      return store::find_person_settings(store, interaction.user_id.value);
    } catch (const std::exception&) {
      return {};
    }
  }

  // From memory, at once.
  Task<void> suggest(discord::Interaction interaction) {
    const Call call{{.store = store,
                     .interaction = interaction,
                     .catalogue = catalogue,
                     .settings = find_seen(interaction),
                     .person = find_person(interaction),
                     .suggestions = snapshot,
                     .now = clocks.story.now(),
                     .for_asker = true}};
    discord::AnswerChoices answer{.choices = suggestions(call)};
    const auto sent = co_await rest.answer(interaction.id, interaction.token, std::move(answer));
    check(sent, "suggest");
  }

  static Choices suggestions(const Call& call) {
    const auto& interaction = call.interaction();
    const auto focused = std::ranges::find(interaction.options, true, &discord::GivenOption::focused);
    const auto* command = find_command(interaction);
    if (!command || focused == interaction.options.end()) return {};
    const auto* typed = std::get_if<std::string>(&focused->value);
    for (const auto& option : command->options) {
      const auto* text = std::get_if<TextOption>(&option);
      if (text && text->name == focused->name && text->suggest)
        return text->suggest(call, typed ? *typed : "");
    }
    return {};
  }

  static bool check(const discord::RestResult<void>& sent, std::string_view what) {
    if (!sent) log::warning("bot: sending an answer failed", sent.error().error, {{"step", what}});
    return sent.has_value();
  }

  void finish(std::string_view command, std::string_view outcome, SteadyTime begun) {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    metrics.observe("cs2results_command_duration_seconds", {{"command", command}, {"outcome", outcome}},
                    took.count());
  }

  // ---- What is kept up to date

  Task<void> keep_suggestions() {
    while (true) {
      snapshot_is_old.clear();  // before it is read: what is set meanwhile is read again
      const auto refresh = [&store = store, last = snapshot, application = application,
                            now = clocks.story.now(), revision = snapshot_revision] {
        return load_suggestions(store, last, revision, application, now);
      };
      try {
        auto loaded = co_await blocking.run(refresh);
        snapshot = std::move(loaded.snapshot);
        snapshot_revision = loaded.revision;
        metrics.set("cs2results_suggested_names", {}, static_cast<double>(snapshot->names->size()));
        co_await blocking.run(locale::prepare_time_zones);  // once; the first who types would wait for it
      } catch (const std::exception& broken) {
        log::error("bot: reading names failed, using the previous ones", broken);
        metrics.count("cs2results_task_failures_total", {{"task", "names"}});
      }
      // The story's time: in the demo names come and matches start many times as fast. On the first start the
      // commands are registered meanwhile, and everybody waits for their ids.
      const bool lacks_ids = application && snapshot->command_ids.empty();
      co_await snapshot_is_old.wait(
          lacks_ids ? limits::names_refresh_min
                    : std::max(clocks.story.real(limits::names_refresh), limits::names_refresh_min));
    }
  }

  Task<void> keep_guilds() {
    io::Backoff pause{limits::discord_pause_min, limits::discord_pause_max};
    while (true) {
      if (!guild_sync.has_news()) {
        guild_news.clear();
        co_await guild_news.wait(limits::names_refresh);
        continue;
      }
      auto batch = guild_sync.take(limits::guilds_per_write);
      const auto write_batch = [&store = store, &batch] { write(store, batch); };
      bool written = false;
      try {
        co_await blocking.run(write_batch);
        written = true;
        pause.reset();
      } catch (const std::exception& broken) {
        log::error("bot: saving servers failed, retrying", broken);
        metrics.count("cs2results_task_failures_total", {{"task", "servers"}});
      }
      if (written) continue;
      guild_sync.put_back(std::move(batch));
      co_await loop.sleep(pause.next());
    }
  }

  // What is not to be kept any longer. Every process may do it: the second finds nothing.
  Task<void> keep_retention() {
    while (true) {
      const auto purge = [&store = store] {
        const int entries = store::purge_audit(store);
        const int guilds = store::purge_left_guilds(store);
        if (entries + guilds > 0)
          log::info("bot: expired data deleted", {{"audit_entries", entries}, {"guilds", guilds}});
      };
      try {
        co_await blocking.run(purge);
      } catch (const std::exception& broken) {
        log::error("bot: deleting expired data failed, retrying", broken);
        metrics.count("cs2results_task_failures_total", {{"task", "retention"}});
      }
      co_await loop.sleep(limits::purge_every);
    }
  }

  template <class... Arguments>
  void note_guild(const Arguments&... arguments) {
    guild_sync.note(arguments...);
    guild_news.set();
  }

  io::Loop& loop;
  io::Blocking& blocking;
  store::Store& store;
  discord::Rest& rest;
  const locale::Catalogue& catalogue;
  Clocks clocks;
  Metrics& metrics;
  const std::string public_url;

  InteractionDeduplicator deduplicator;
  discord::Snowflake application;
  std::shared_ptr<const SuggestionSnapshot> snapshot = std::make_shared<const SuggestionSnapshot>();
  std::optional<SuggestionRevision> snapshot_revision;
  io::Signal snapshot_is_old;
  std::unordered_map<std::uint64_t, store::GuildSettings> settings_seen;
  GuildSync guild_sync;
  io::Signal guild_news;
};

Bot::Bot(io::Loop& loop, io::Blocking& blocking, store::Store& store, discord::Rest& rest,
         const locale::Catalogue& catalogue, Clocks clocks, Metrics& metrics, std::string public_url)
    : state_(std::make_unique<State>(loop, blocking, store, rest, catalogue, clocks, metrics,
                                     std::move(public_url))) {}
Bot::~Bot() = default;

void Bot::handle(discord::ShardPlace place, discord::GatewayEvent event) {
  if (auto* interaction = std::get_if<discord::Interaction>(&event)) {
    state_->loop.spawn("bot: interaction", state_->answer(std::move(*interaction)));
  } else if (const auto* ready = std::get_if<discord::Ready>(&event)) {
    if (std::exchange(state_->application, ready->application_id) != ready->application_id)
      state_->snapshot_is_old.set();  // the ids of its commands are known now
    state_->note_guild(place, *ready);
  } else if (const auto* created = std::get_if<discord::GuildCreate>(&event)) {
    state_->note_guild(*created);
  } else if (const auto* deleted = std::get_if<discord::GuildDelete>(&event)) {
    state_->note_guild(*deleted);
  } else if (const auto* channel = std::get_if<discord::ChannelDelete>(&event)) {
    state_->note_guild(*channel);
  }
}

Task<void> Bot::run() {
  state_->loop.spawn("bot: names", state_->keep_suggestions());
  state_->loop.spawn("bot: retention", state_->keep_retention());
  co_await state_->keep_guilds();
}

}  // namespace cs2::bot
