#include "sim/playground/playground.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cmath>
#include <deque>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/digest.hpp"
#include "base/random.hpp"
#include "io/address.hpp"
#include "io/listen_address.hpp"
#include "io/server.hpp"
#include "io/websocket.hpp"
#include "sim/playground/frame.hpp"
#include "sim/playground/page.hpp"

namespace cs2::sim {
namespace {

namespace json = boost::json;
using discord::to_string;

struct Person {
  std::string_view name;  // in frames
  std::string_view shown;
  bool manages;
};
constexpr std::array<Person, 3> people{{{.name = "manager", .shown = "Morgan", .manages = true},
                                        {.name = "fan", .shown = "Robin", .manages = false},
                                        {.name = "other", .shown = "Kim", .manages = false}}};
constexpr std::array<std::string_view, 2> more_channels{"results", "notifications"};
constexpr double speed_min = 1;
constexpr double speed_max = 600;

namespace closing {
constexpr int violation = 1008, too_large = 1009, idle = 4000, full = 4001, many_tabs = 4002;
}

std::optional<std::size_t> find_person(std::string_view name) {
  const auto found = std::ranges::find(people, name, &Person::name);
  if (found == people.end()) return std::nullopt;
  return static_cast<std::size_t>(found - people.begin());
}

struct Tab;

// A server of the simulation, and those who live in it.
struct Visit {
  std::string key;  // whoever knows it comes back
  Snowflake guild;
  std::array<Snowflake, people.size()> members;
  std::string locale = "en-US";
  std::vector<std::shared_ptr<Tab>> tabs = {};
  Timestamp used_at = {};
  std::deque<Timestamp> actions = {};  // within a second
  std::size_t pending = 0;
};

// One connection.
struct Tab {
  Tab(io::Loop& loop, std::unique_ptr<io::WebSocket> socket) : socket(std::move(socket)), wake(loop) {}

  const std::unique_ptr<io::WebSocket> socket;
  io::Signal wake;
  std::shared_ptr<Visit> visit = nullptr;  // once it has joined
  std::size_t person = 0;
  std::deque<std::string> replies = {};
  std::set<Snowflake> changed = {};
  std::string shown_channels = {};                                     // the frame that was sent last
  std::map<Snowflake, std::map<Snowflake, std::uint64_t>> shown = {};  // channel → message → digest
  std::size_t news_sent = 0;
  int close_code = 0;  // once everything is sent
  int broken_frames = 0;
  bool ended = false;

  Snowflake member() const { return visit->members[person]; }
  void see_everything_again() {
    shown_channels.clear();
    shown.clear();
    changed.clear();
  }
};

// How fast the story has been told since then.
struct Pace {
  Timestamp since;
  Timestamp story;
  double speed;
};
constexpr std::size_t paces_kept = 100;

json::object reply_to(std::int64_t ask, std::string_view state) {
  return {{"type", "done"}, {"ask", ask}, {"state", state}};
}

}  // namespace

struct Playground::State : std::enable_shared_from_this<Playground::State> {
  State(io::Loop& loop, Discord& discord, StoryClock& story, const Clock& real, PlaygroundSettings settings)
      : loop(loop), discord(discord), story(story), real(real), settings(std::move(settings)) {
    note_pace();
  }

  io::Loop& loop;
  Discord& discord;
  StoryClock& story;
  const Clock& real;
  const PlaygroundSettings settings;
  std::map<std::string, std::shared_ptr<Visit>, std::less<>> visits = {};
  std::deque<std::pair<Timestamp, std::string>> news = {};
  std::size_t news_told = 0;
  std::deque<Pace> paces = {};  // never empty
  bool stopped = false;

  // ---- Connections

  Task<void> serve(std::shared_ptr<State> self, io::ServerRequest request,
                   std::unique_ptr<io::WebSocket> socket) {
    if (!is_same_origin(request)) {
      socket->close(closing::violation);
      co_return;
    }
    const auto tab = std::make_shared<Tab>(loop, std::move(socket));
    loop.spawn("playground: tab", send(self, tab));
    while (!tab->ended && !stopped) {
      const auto frame = co_await tab->socket->receive();
      if (!frame && frame.error().kind == ErrorKind::too_large) tab->socket->close(closing::too_large);
      if (!frame || frame->kind == io::Frame::Kind::closed || stopped) break;
      if (tab->close_code == 0) take(tab, *frame);
    }
    leave(tab);
  }

  void leave(const std::shared_ptr<Tab>& tab) {
    tab->ended = true;
    tab->wake.set();
    if (tab->visit) std::erase(tab->visit->tabs, tab);
  }

  // Sends what the tab's person sees, whenever it is not what the tab shows.
  Task<void> send(std::shared_ptr<State> self, std::shared_ptr<Tab> tab) {
    while (!tab->ended && !self->stopped) {
      co_await tab->wake.wait(minutes{1});
      tab->wake.clear();
      while (auto next = tab->ended || self->stopped ? std::nullopt : self->next_frame(*tab)) {
        if (!co_await tab->socket->send(std::move(*next))) {
          tab->ended = true;
          tab->socket->drop();
        }
      }
      if (tab->close_code != 0 && !tab->ended) {
        tab->socket->close(tab->close_code);
        co_return;
      }
    }
  }

  std::optional<std::string> next_frame(Tab& tab) {
    if (!tab.replies.empty()) {
      auto reply = std::move(tab.replies.front());
      tab.replies.pop_front();
      return reply;
    }
    if (!tab.visit || tab.close_code != 0) return std::nullopt;
    if (auto told = next_news(tab)) return told;
    auto channels = channels_frame(tab);
    if (channels != tab.shown_channels) {
      tab.shown_channels = channels;
      return channels;
    }
    while (!tab.changed.empty()) {
      const auto channel = *tab.changed.begin();
      tab.changed.erase(tab.changed.begin());
      if (auto changes = messages_frame(tab, channel)) return changes;
    }
    return std::nullopt;
  }

  void reply(Tab& tab, const json::object& frame) {
    if (tab.replies.size() >= limits::playground_replies_max) {  // it does not read
      tab.ended = true;
      tab.socket->drop();
      return;
    }
    tab.replies.push_back(json::serialize(frame));
    tab.wake.set();
  }

  // `reason` is for the page, which says it in words.
  void close(Tab& tab, std::string_view reason, int code) {
    reply(tab, {{"type", "closed"}, {"reason", reason}});
    tab.close_code = code;
  }

  // ---- What a tab shows

  std::optional<std::string> next_news(Tab& tab) {
    if (tab.news_sent == news_told) return std::nullopt;
    const auto missing = std::min(news_told - tab.news_sent, news.size());
    tab.news_sent = news_told;
    json::array told;
    for (auto each = news.end() - static_cast<std::ptrdiff_t>(missing); each != news.end(); ++each)
      told.push_back(json::object{{"at", unix_seconds(each->first)}, {"text", each->second}});
    return json::serialize(json::object{{"type", "news"}, {"news", std::move(told)}});
  }

  // Every channel that is new to the tab is to be sent whole.
  std::string channels_frame(Tab& tab) {
    json::array channels;
    for (const auto id : discord.visible_channels(tab.visit->guild, tab.member())) {
      const auto channel = discord.find_channel(id);
      if (!channel) continue;
      if (!tab.shown.contains(id)) tab.changed.insert(id);
      channels.push_back(
          json::object{{"id", to_string(id)},
                       {"name", channel->name},
                       {"type", static_cast<int>(channel->type)},
                       {"parent", channel->parent ? json::value(to_string(channel->parent)) : nullptr}});
    }
    return json::serialize(json::object{{"type", "channels"}, {"channels", std::move(channels)}});
  }

  // What the tab does not show yet of the messages that its person sees, and the order of all.
  std::optional<std::string> messages_frame(Tab& tab, Snowflake channel) {
    auto seen = discord.messages(channel, tab.member());
    std::size_t bytes = 0;
    for (const auto& each : seen) bytes += each.json.size();
    while (bytes > limits::playground_visit_bytes_max / (more_channels.size() + 1) && seen.size() > 1) {
      bytes -= seen.front().json.size();
      seen.erase(seen.begin());
    }
    const bool is_new = !tab.shown.contains(channel);
    auto& shown = tab.shown[channel];
    std::map<Snowflake, std::uint64_t> now;
    json::array order;
    json::array changed;
    for (const auto& each : seen) {
      const auto sum = digest(each.json);
      order.emplace_back(to_string(each.id));
      now[each.id] = sum;
      if (const auto before = shown.find(each.id); before != shown.end() && before->second == sum) continue;
      auto message = json::parse(each.json);
      message.as_object()["timestamp"] = to_iso8601(story_time(each.sent_at));
      changed.push_back(json::object{
          {"message", std::move(message)}, {"asked", each.question}, {"asked_by", each.asked_by}});
    }
    if (!is_new && now == shown) return std::nullopt;
    shown = std::move(now);
    return json::serialize(json::object{{"type", "messages"},
                                        {"channel", to_string(channel)},
                                        {"order", std::move(order)},
                                        {"messages", std::move(changed)}});
  }

  // Messages are dated by the simulation's clock, but visitors live in the story's day.
  Timestamp story_time(Timestamp at) const {
    const auto later = std::ranges::upper_bound(paces, at, {}, &Pace::since);
    const auto& pace = later == paces.begin() ? paces.front() : *std::prev(later);
    return pace.story + std::chrono::duration_cast<milliseconds>((at - pace.since) * pace.speed);
  }

  void note_pace() {
    if (paces.size() == paces_kept) paces.pop_front();
    paces.push_back({.since = real.now(), .story = story.now(), .speed = story.speed()});
  }

  void note_change(Snowflake channel) {
    const auto found = discord.find_channel(channel);
    for (const auto& [key, visit] : visits) {
      if (found && found->guild && found->guild != visit->guild) continue;
      for (const auto& tab : visit->tabs) {
        tab->changed.insert(channel);
        tab->wake.set();
      }
    }
  }

  void tell_clock(Tab& tab) {
    reply(tab, {{"type", "clock"},
                {"now", static_cast<double>(unix_milliseconds(story.now())) / 1000},
                {"speed", story.speed()}});
  }

  // ---- What a tab does

  void take(const std::shared_ptr<Tab>& tab, const io::Frame& frame) {
    auto parsed = frame.kind == io::Frame::Kind::text ? parse_playground_frame(frame.payload)
                                                      : Result<PlaygroundFrame>{invalid("binary")};
    const bool joins = parsed && std::holds_alternative<Join>(parsed->what);
    if (!parsed || joins == static_cast<bool>(tab->visit)) {
      if (++tab->broken_frames > limits::playground_broken_frames_max)
        return close(*tab, "broken", closing::violation);
      auto refused = reply_to(parsed ? parsed->ask : 0, "refused");
      refused["reason"] = parsed ? std::string{"not now"} : parsed.error().detail;
      return reply(*tab, refused);
    }
    if (joins) return join(tab, std::get<Join>(parsed->what));
    auto& visit = *tab->visit;
    if (!may_act(visit)) return reply(*tab, reply_to(parsed->ask, "too_fast"));
    visit.used_at = real.now();
    std::visit([&](auto& what) { act(tab, parsed->ask, what); }, parsed->what);
  }

  bool may_act(Visit& visit) {
    const auto now = real.now();
    std::erase_if(visit.actions, [&](Timestamp at) { return at + seconds{1} <= now; });
    if (visit.actions.size() >= limits::playground_actions_max ||
        visit.pending >= limits::playground_pending_max)
      return false;
    visit.actions.push_back(now);
    return true;
  }

  void join(const std::shared_ptr<Tab>& tab, const Join& asked) {
    const auto known = visits.find(asked.visit);
    auto visit = known == visits.end() ? nullptr : known->second;
    if (!visit && visits.size() >= settings.visitors_max) end_abandoned();
    if (!visit && visits.size() >= settings.visitors_max) return close(*tab, "full", closing::full);
    if (!visit) visit = begin_visit();
    if (visit->tabs.size() >= limits::playground_tabs_max) return close(*tab, "tabs", closing::many_tabs);
    visit->used_at = real.now();
    visit->tabs.push_back(tab);
    tab->visit = visit;
    tab->person = find_person(asked.person).value_or(0);
    welcome(*tab, known != visits.end());
  }

  std::shared_ptr<Visit> begin_visit() {
    auto visit = std::make_shared<Visit>();
    visit->key = fmt::format("{}{}", hex(random_bits()), hex(random_bits()));
    visit->guild = discord.add_guild({.name = "Your server", .bot_permissions = full_bot_permissions});
    for (const auto name : more_channels)
      discord.add_channel(visit->guild, std::string{name}, full_bot_permissions);
    constexpr auto fan = discord::permission::view_channel | discord::permission::send_messages;
    for (std::size_t i = 0; i < people.size(); ++i) {
      visit->members[i] = discord.add_user(
          {.name = std::string{people[i].shown},
           .permissions = people[i].manages ? fan | discord::permission::manage_guild : fan});
    }
    visits[visit->key] = visit;
    return visit;
  }

  void end_visit(const std::shared_ptr<Visit>& visit, std::string_view reason) {
    visits.erase(visit->key);
    for (const auto& tab : visit->tabs) {
      tab->visit = nullptr;
      close(*tab, reason, closing::idle);
    }
    visit->tabs.clear();
    discord.remove_guild(visit->guild);
    for (const auto member : visit->members) discord.remove_user(member);
  }

  // Somebody who is not there gives way to somebody who is.
  void end_abandoned() {
    std::shared_ptr<Visit> oldest;
    for (const auto& [key, visit] : visits) {
      if (visit->tabs.empty() && (!oldest || visit->used_at < oldest->used_at)) oldest = visit;
    }
    if (oldest) end_visit(oldest, "idle");
  }

  void welcome(Tab& tab, bool returned) {
    json::object members;
    json::array offered;
    for (std::size_t i = 0; i < people.size(); ++i) {
      members[to_string(tab.visit->members[i])] = people[i].shown;
      offered.push_back(
          json::object{{"name", people[i].name}, {"shown", people[i].shown}, {"manages", people[i].manages}});
    }
    reply(tab, {{"type", "welcome"},
                {"visit", tab.visit->key},
                {"returned", returned},
                {"person", people[tab.person].name},
                {"people", std::move(offered)},
                {"members", std::move(members)},
                {"locale", tab.visit->locale},
                {"may_set_speed", !settings.remote},
                {"commands", json::parse(discord.commands_json())}});
    tell_clock(tab);
  }

  void act(const std::shared_ptr<Tab>& tab, std::int64_t ask, const Join&) { refuse(*tab, ask, "joined"); }

  void act(const std::shared_ptr<Tab>& tab, std::int64_t ask, const BecomePerson& asked) {
    const auto person = find_person(asked.person);
    if (!person) return refuse(*tab, ask, "no such person");
    tab->person = *person;
    tab->see_everything_again();
    reply(*tab, reply_to(ask, "answered"));
  }

  void act(const std::shared_ptr<Tab>& tab, std::int64_t ask, const SetLocale& asked) {
    for (const auto member : tab->visit->members) {
      if (!discord.set_locale(member, asked.locale)) return refuse(*tab, ask, "no such locale");
    }
    tab->visit->locale = asked.locale;
    reply(*tab, reply_to(ask, "answered"));
  }

  void act(const std::shared_ptr<Tab>& tab, std::int64_t ask, const SetSpeed& asked) {
    if (settings.remote || !std::isfinite(asked.speed) || asked.speed < speed_min || asked.speed > speed_max)
      return refuse(*tab, ask, "no such speed");
    story.set_speed(asked.speed);
    note_pace();
    reply(*tab, reply_to(ask, "answered"));
    for (const auto& [key, visit] : visits) {
      for (const auto& each : visit->tabs) tell_clock(*each);
    }
  }

  void act(const std::shared_ptr<Tab>& tab, std::int64_t ask, const UseCommand& asked) {
    std::vector<discord::CommandSpec> specs;
    for (const auto& command : discord.commands()) specs.push_back(command.spec);
    const auto options = read_options(specs, asked);
    if (!options) return refuse(*tab, ask, options.error().detail);
    const Location place{.user = tab->member(), .channel = asked.channel};
    await(tab, ask, asked.channel, [&] {
      return asked.suggest ? discord.autocomplete(place, asked.command, *options)
                           : discord.slash(place, asked.command, *options);
    });
  }

  void act(const std::shared_ptr<Tab>& tab, std::int64_t ask, const UseComponent& asked) {
    await(tab, ask, asked.channel, [&] {
      return discord.choose({.user = tab->member(), .channel = asked.channel}, asked.message, asked.custom_id,
                            asked.values);
    });
  }

  void act(const std::shared_ptr<Tab>& tab, std::int64_t ask, const SubmitModal& asked) {
    await(tab, ask, asked.channel, [&] {
      return discord.submit({.user = tab->member(), .channel = asked.channel}, asked.interaction,
                            asked.components);
    });
  }

  void refuse(Tab& tab, std::int64_t ask, std::string_view reason) {
    auto refused = reply_to(ask, "refused");
    refused["reason"] = reason;
    reply(tab, refused);
  }

  // Does something in a channel that the tab's person sees, and tells what became of it.
  void await(const std::shared_ptr<Tab>& tab, std::int64_t ask, Snowflake channel, const auto& interact) {
    const auto visible = discord.visible_channels(tab->visit->guild, tab->member());
    if (std::ranges::find(visible, channel) == visible.end()) return refuse(*tab, ask, "no such channel");
    const Result<Snowflake> sent = interact();
    if (!sent) return refuse(*tab, ask, sent.error().detail);
    loop.spawn("playground: action", tell_outcome(shared_from_this(), tab, ask, *sent));
  }

  static Task<void> tell_outcome(std::shared_ptr<State> self, std::shared_ptr<Tab> tab, std::int64_t ask,
                                 Snowflake interaction) {
    const auto visit = tab->visit;
    ++visit->pending;
    const auto outcome = co_await self->discord.outcome(interaction);
    --visit->pending;
    if (tab->ended || self->stopped) co_return;
    const bool answered = outcome.state == Outcome::State::answered;
    auto done = reply_to(ask, answered ? "answered" : "failed");
    if (!outcome.modal.empty()) {
      done["modal"] = json::parse(outcome.modal);
      done["interaction"] = to_string(interaction);
    }
    if (outcome.message) done["message"] = to_string(outcome.message);
    json::array choices;
    for (const auto& choice : outcome.choices) {
      const auto value = std::visit([](const auto& each) { return json::value(each); }, choice.value);
      choices.push_back(json::object{{"name", choice.name.text}, {"value", value}});
    }
    done["choices"] = std::move(choices);
    self->reply(*tab, done);
  }

  // ---- Everybody

  void tell(std::string text) {
    ++news_told;
    news.emplace_back(story.now(), std::move(text));
    if (news.size() > limits::playground_news_kept) news.pop_front();
    for (const auto& [key, visit] : visits) {
      for (const auto& tab : visit->tabs) tab->wake.set();
    }
  }

  void sweep() {
    std::vector<std::shared_ptr<Visit>> idle;
    for (const auto& [key, visit] : visits) {
      if (visit->used_at + limits::playground_idle_max <= real.now()) idle.push_back(visit);
    }
    for (const auto& visit : idle) end_visit(visit, "idle");
  }

  static Task<void> sweep_always(std::shared_ptr<State> self) {
    while (!self->stopped) {
      self->sweep();
      co_await self->loop.sleep(limits::playground_sweep_every);
    }
  }
};

struct Playground::Impl {
  std::shared_ptr<State> state;
  std::unique_ptr<io::Server> server;
  std::string url;
};

Playground::Playground(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Playground::~Playground() {
  impl_->state->stopped = true;
  impl_->state->discord.watch(nullptr);
}

Result<std::unique_ptr<Playground>> Playground::start(io::Loop& loop, Discord& discord, StoryClock& story,
                                                      const Clock& real, PlaygroundSettings settings) {
  const auto where = io::parse_listen_address(settings.address);
  if (!where) return failed(where);
  if (!settings.remote && !io::is_loopback(where->host))
    return invalid("{} can be reached by others, which --remote allows", settings.address);

  auto state = std::make_shared<State>(loop, discord, story, real, std::move(settings));
  auto server = io::listen(
      loop, state->settings.address,
      [](io::ServerRequest request) -> Task<io::ServerResponse> { co_return answer_page(request); },
      [state](io::ServerRequest request, std::unique_ptr<io::WebSocket> socket) {
        return state->serve(state, std::move(request), std::move(socket));
      },
      {.connections = limits::playground_connections_max,
       .per_address = limits::playground_connections_max,
       .body_bytes = 0,
       .message_bytes = limits::playground_frame_bytes_max});
  if (!server) return failed(server);
  discord.watch([watched = std::weak_ptr{state}](Snowflake channel) {
    if (const auto found = watched.lock()) found->note_change(channel);
  });
  loop.spawn("playground: sweep", State::sweep_always(state));
  const auto host = where->host.contains(':') ? fmt::format("[{}]", where->host) : where->host;
  auto url = fmt::format("http://{}:{}/", host, (*server)->port());
  return std::unique_ptr<Playground>(new Playground(std::make_unique<Impl>(
      Impl{.state = std::move(state), .server = std::move(*server), .url = std::move(url)})));
}

std::string Playground::url() const {
  return impl_->url;
}
void Playground::tell(std::string news) {
  impl_->state->tell(std::move(news));
}
std::size_t Playground::visitors() const {
  return impl_->state->visits.size();
}
void Playground::sweep() {
  impl_->state->sweep();
}

}  // namespace cs2::sim
