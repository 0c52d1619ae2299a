// `demo`: the real bot between a simulated Discord and replayed sources, in one process and without network.
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>

#include "app/line_reader.hpp"
#include "app/program.hpp"
#include "app/report_error.hpp"
#include "app/subcommands.hpp"
#include "base/digest.hpp"
#include "base/number.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "io/loop.hpp"
#include "sim/client/prompt.hpp"
#include "sim/client/transcript.hpp"
#include "sim/discord/simulated_discord.hpp"
#include "sim/playground/playground.hpp"
#include "sim/source/source_servers.hpp"
#include "sim/source/story_clock.hpp"
#include "sim/source/world.hpp"

namespace cs2::app {
namespace {

// Always the same day, so that two transcripts can be compared.
constexpr Timestamp demo_day = std::chrono::sys_days{std::chrono::year{2026} / 6 / 20} + hours{9};
constexpr std::uint64_t demo_seed = 7;
constexpr auto before_first_match = minutes{20};
constexpr auto narration_every = minutes{1};  // of the story
constexpr milliseconds notices_every{50};
constexpr auto set_up_max = seconds{30};

// The demo's database is gone when the demo ends.
class DemoFolder {
 public:
  DemoFolder() : path_(std::filesystem::temp_directory_path() / ("cs2results-demo-" + hex(random_bits()))) {
    std::filesystem::create_directories(path_);
  }
  ~DemoFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  DemoFolder(const DemoFolder&) = delete;
  DemoFolder& operator=(const DemoFolder&) = delete;

  std::string database_url() const { return "sqlite://" + (path_ / "cs2results.db").string(); }

 private:
  std::filesystem::path path_;
};

// "90s", "30m" or "2h" of the story.
std::optional<milliseconds> parse_duration(std::string_view text) {
  if (text.size() < 2 || text.size() > 6) return std::nullopt;
  const auto count = parse_digits<int>(text.substr(0, text.size() - 1));
  if (!count) return std::nullopt;
  switch (text.back()) {
    case 's':
      return seconds{*count};
    case 'm':
      return minutes{*count};
    case 'h':
      return hours{*count};
    default:
      return std::nullopt;
  }
}

// Of the lines that are printed: the terminal's, but never so wide that they are hard to read.
std::size_t terminal_width() {
  constexpr std::size_t width_min = 40;
  constexpr std::size_t width_max = 96;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return width_max;
  return std::clamp<std::size_t>(size.ws_col, width_min, width_max);
}

class Demo {
 public:
  explicit Demo(const DemoOptions& options)
      : options_(options),
        world_(demo_day, demo_seed),
        story_(world_.begins_at() - before_first_match, options.speed),
        colored_(!options.plain && ::isatty(STDOUT_FILENO) != 0),
        width_(terminal_width()) {}

  int play() {
    if (const auto ready = set_up(); !ready) return report_error(ready.error());
    loop_.stop_on_signals();
    loop_.spawn("demo", run_demo());
    const int status = loop_.run();
    return std::max({status, program_->exit_status(), failed_ ? failed_status : 0});
  }

 private:
  // A page may be served for long, to many.
  sim::DiscordSettings discord_settings() const {
    if (!options_.web) return {};
    return {
        .messages_kept = limits::playground_messages_kept, .log_requests = false, .messages_logged = 1'000};
  }

  Result<void> set_up() {
    auto discord = sim::Discord::start(loop_, real_, discord_settings());
    if (!discord) return failed(discord);
    discord_ = std::move(*discord);
    guild_ = discord_->add_guild({.name = "Demo server"});
    visitor_ = discord_->add_user(
        {.name = "you", .permissions = sim::usual_bot_permissions | discord::permission::manage_guild});

    auto providers = sim::Providers::start(loop_, story_, world_, {.pandascore_token = "demo-key"});
    if (!providers) return failed(providers);
    providers_ = std::move(*providers);

    auto settings = read_settings(std::nullopt, [](const std::string&) { return std::nullopt; });
    if (!settings) return failed(settings);
    settings->discord_token = discord_->token();
    settings->discord_application_id.clear();
    settings->discord_api_base_url = discord_->api_base_url();
    settings->database_url = folder_.database_url();
    settings->redis_url.clear();
    settings->pandascore_token = "demo-key";
    settings->pandascore_base_url = providers_->pandascore_base_url();
    settings->liquipedia_base_url = providers_->liquipedia_base_url();
    settings->valve_standings_base_url = providers_->valve_standings_base_url();
    settings->http_contact = "demo@example.org";
    settings->listen = "off";
    log::configure(log::Format::text, log::Level::warning);

    program_ =
        std::make_unique<Program>(loop_, *settings, Roles{.bot = true, .ingest = true}, story_, metrics_);
    return program_->start();
  }

  Task<void> run_demo() {
    if (!co_await is_set_up()) {
      failed_ = true;
      report_error({.kind = ErrorKind::timeout,
                    .detail = fmt::format("the bot did not come online within {} s: {}; see the log above",
                                          set_up_max.count(), missing())});
      loop_.stop();
      co_return;
    }
    if (options_.web) {
      if (const auto served = serve_page(); !served) {
        failed_ = true;
        report_error(served.error());
        loop_.stop();
        co_return;
      }
    }
    introduce();
    loop_.spawn("narrator", narrate());
    loop_.spawn("notices", show_notices());
    if (options_.script) {
      co_await play_script(*options_.script);
    } else if (!playground_ || ::isatty(STDIN_FILENO) != 0) {
      co_await play_prompt();
    } else {
      while (true) co_await loop_.sleep(hours{1});  // until a signal
    }
    summarize();
    loop_.stop();
  }

  Task<bool> is_set_up() {
    const auto given_up = std::chrono::steady_clock::now() + set_up_max;
    while (!missing().empty()) {
      if (std::chrono::steady_clock::now() > given_up) co_return false;
      co_await loop_.sleep(milliseconds{20});
    }
    // The first answers are being written down while the last of the above became true.
    co_await loop_.sleep(milliseconds{300});
    co_return true;
  }

  // What the demo waits for still; empty when all is there.
  std::string missing() const {
    std::vector<std::string_view> parts;
    if (!discord_->connected()) parts.push_back("no gateway connection");
    if (discord_->commands().empty()) parts.push_back("no commands registered");
    if (providers_->requests("/csgo/matches/past") == 0) parts.push_back("PandaScore not read");
    if (providers_->requests("/counterstrike/api.php") == 0) parts.push_back("Liquipedia not read");
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  Result<void> serve_page() {
    auto started = sim::Playground::start(loop_, *discord_, story_, real_,
                                          {.address = *options_.web, .remote = options_.remote});
    if (!started) return failed(started);
    playground_ = std::move(*started);
    return {};
  }

  void introduce() {
    if (playground_) print("Open {} in a browser. Ctrl+C ends the demo.\n\n", playground_->url());
    print(
        "The bot is online in a simulated Discord. One day of a made-up tournament is played at {}x speed\n"
        "(times are UTC). Type commands as in Discord:\n\n",
        options_.speed);
    for (const auto& command : discord_->commands())
      print("  /{:<18} {}\n", command.spec.name.text, command.spec.description.text);
    print(
        "\n  /results tier:s   name options; text without a name goes to the first one\n"
        "  /match gra?       a question mark shows suggestions\n"
        "  /press 2          presses the second button of the last answer; /choose 1 picks from its menu\n"
        "  /wait 2h          advances the clock; /quit exits\n\n");
  }

  Task<void> play_script(std::string path) {
    std::ifstream script(path);
    for (std::string line; std::getline(script, line);) {
      if (!co_await obey(std::string{trim(line)}, true)) co_return;
    }
  }

  Task<void> play_prompt() {
    reader_.emplace(loop_,
                    [this](std::string_view line) { return sim::complete_prompt(line, command_specs()); });
    const bool echo = ::isatty(STDIN_FILENO) == 0;
    while (true) {
      const auto line = co_await reader_->next();
      if (!line || !co_await obey(std::string{trim(*line)}, echo)) break;
    }
    reader_.reset();
  }

  // False when the visitor has had enough.
  Task<bool> obey(std::string line, bool echo) {
    if (line.empty() || line.starts_with('#')) co_return true;
    if (line == "/quit" || line == "/exit") co_return false;
    typed_ = line;
    if (echo) print("{}  you  {}\n", time_of_day(), line);
    if (line.starts_with("/wait")) {
      const auto duration = parse_duration(trim(std::string_view{line}.substr(5)));
      if (!duration) {
        say_wrong("invalid duration; try /wait 30m");
        co_return true;
      }
      co_await loop_.sleep(story_.real(*duration));
      co_return true;
    }

    const auto typed = sim::parse_prompt(line, command_specs());
    if (!typed) {
      say_wrong(typed.error().detail);
      co_return true;
    }
    const auto sent = send(*typed);
    if (!sent) {
      say_wrong(sent.error().detail);
      co_return true;
    }
    show(co_await discord_->outcome(*sent));
    co_return true;
  }

  std::vector<discord::CommandSpec> command_specs() const {
    std::vector<discord::CommandSpec> specs;
    for (const auto& command : discord_->commands()) specs.push_back(command.spec);
    return specs;
  }

  Result<sim::Snowflake> send(const sim::Typed& typed) {
    const sim::Location place{.user = visitor_, .channel = discord_->channels(guild_).front()};
    if (const auto* command = std::get_if<sim::TypedCommand>(&typed)) {
      return command->suggest ? discord_->autocomplete(place, command->command, command->options)
                              : discord_->slash(place, command->command, command->options);
    }
    if (last_answer_.empty()) return invalid("no answer with buttons yet");
    if (const auto* press = std::get_if<sim::TypedPress>(&typed)) {
      const auto buttons = sim::pressable_buttons(last_answer_);
      if (press->button < 1 || static_cast<std::size_t>(press->button) > buttons.size())
        return invalid("the last answer has {} buttons", buttons.size());
      return discord_->press(place, last_message_,
                             buttons[static_cast<std::size_t>(press->button - 1)].custom_id);
    }
    const auto& choice = std::get<sim::TypedChoice>(typed);
    const auto values = sim::selectable_values(last_answer_);
    if (choice.entry < 1 || static_cast<std::size_t>(choice.entry) > values.size())
      return invalid("the last answer has {} menu entries", values.size());
    const auto& value = values[static_cast<std::size_t>(choice.entry - 1)];
    return discord_->choose(place, last_message_, value.custom_id, {value.label});
  }

  void show(const sim::Outcome& outcome) {
    if (outcome.state != sim::Outcome::State::answered) {
      failed_ = true;
      return say_wrong("no answer in time");
    }
    if (options_.json) print_json(typed_, outcome.json, outcome.choices);
    if (outcome.json.empty()) {
      print("{}  bot  {}\n", time_of_day(), outcome.choices.empty() ? "no suggestions" : "suggests:");
      for (const auto& choice : outcome.choices) print("         · {}\n", choice.name.text);
      print("\n");
      return;
    }
    last_answer_ = outcome.json;
    last_message_ = outcome.message;
    print("{}  bot\n{}\n", time_of_day(), render(outcome.json));
  }

  // One line for whoever draws it: what was typed (nothing for a notification), the message as Discord gives
  // it or the suggestions, and what the message cannot know: the story's time and the names of channels.
  void print_json(std::string_view typed, const std::string& message,
                  const std::vector<discord::CommandChoice>& choices = {}) {
    boost::json::object channels;
    for (const auto id : discord_->channels(guild_)) {
      if (const auto channel = discord_->find_channel(id)) channels[discord::to_string(id)] = channel->name;
    }
    boost::json::array suggestions;
    for (const auto& choice : choices) suggestions.emplace_back(choice.name.text);
    fmt::print("{}\n", boost::json::serialize(boost::json::object{
                           {"now", unix_seconds(story_.now())},
                           {"asked", typed},
                           {"message", message.empty() ? boost::json::value{} : boost::json::parse(message)},
                           {"suggestions", std::move(suggestions)},
                           {"channels", std::move(channels)}}));
    std::fflush(stdout);
  }

  // What the bot says by itself, where the visitor sees it.
  Task<void> show_notices() {
    sim::Snowflake shown;
    while (true) {
      const auto& posted = discord_->posted();
      const auto first = std::ranges::upper_bound(posted, shown, {}, &sim::PostedMessage::id);
      for (const auto& each : std::ranges::subrange(first, posted.end())) show_notice(each);
      if (!posted.empty()) shown = posted.back().id;
      co_await loop_.sleep(notices_every);
    }
  }

  void show_notice(const sim::PostedMessage& posted) {
    const auto places = discord_->visible_channels(guild_, visitor_);
    if (std::ranges::find(places, posted.channel) == places.end()) return;  // of somebody at the page
    const auto seen = discord_->messages(posted.channel, visitor_);
    const auto message = std::ranges::find(seen, posted.id, &sim::SeenMessage::id);
    if (message == seen.end()) return;
    if (options_.json) print_json({}, message->json);
    print("{}  bot, unasked\n{}\n", time_of_day(), render(message->json));
  }

  std::string render(const std::string& message) const {
    return sim::render_transcript(message, {.colored = colored_,
                                            .width = width_,
                                            .now = story_.now(),
                                            .channel_name = [this](sim::Snowflake id) {
                                              const auto channel = discord_->find_channel(id);
                                              return channel ? channel->name : std::string{};
                                            }});
  }

  // What happens in the arenas meanwhile, so that a visitor knows what to ask for.
  Task<void> narrate() {
    std::set<std::pair<int, std::string>> printed;
    bool first = true;
    while (true) {
      for (const auto& match : world_.at(story_.now())) {
        for (const auto& news : news_of(match)) {
          if (!printed.emplace(match.number, news).second || first) continue;
          print("{}  ···  {}\n", time_of_day(), news);
          if (playground_) playground_->tell(news);
        }
      }
      first = false;
      if (story_.now() > world_.ends_at() + narration_every) co_return;
      co_await loop_.sleep(story_.real(narration_every));
    }
  }

  std::vector<std::string> news_of(const sim::WorldMatch& match) const {
    if (match.teams[0] < 0 || match.teams[1] < 0) return {};
    const auto pairing = fmt::format("{} – {}", team(match.teams[0]), team(match.teams[1]));
    std::vector<std::string> news;
    if (match.facts.status == MatchStatus::live || match.facts.status == MatchStatus::finished)
      news.push_back(fmt::format("{} started ({})", pairing, match.facts.stage));
    if (match.facts.best_of.value_or(1) > 1) {
      for (const auto& map : match.facts.maps) {
        if (map.status == MapStatus::finished)
          news.push_back(fmt::format("{}: map {} ended", pairing, map.number));
      }
    }
    if (match.facts.status == MatchStatus::finished) news.push_back(fmt::format("{} ended", pairing));
    return news;
  }

  const std::string& team(int position) const {
    return world_.teams()[static_cast<std::size_t>(position)].name;
  }

  void summarize() {
    const auto seen = discord_->statistics();
    print("\n{} interactions, {} unanswered; {} requests, {} refused, {} rate limited\n", seen.interactions,
          seen.failed_interactions, seen.requests, seen.refused, seen.rate_limited);
    for (const auto& breach : providers_->breaches()) {
      failed_ = true;
      print("source rules violated: {}\n", breach);
    }
  }

  void say_wrong(std::string_view sentence) { print("{}  ···  {}\n\n", time_of_day(), sentence); }

  std::string time_of_day() const {
    const auto now = story_.now();
    const std::chrono::hh_mm_ss time{now - std::chrono::floor<days>(now)};
    return fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
  }

  template <class... Args>
  void print(fmt::format_string<Args...> text, Args&&... args) {
    const auto written = fmt::format(text, std::forward<Args>(args)...);
    if (reader_) return reader_->print(written);
    auto* const out = options_.json ? stderr : stdout;
    fmt::print(out, "{}", written);
    std::fflush(out);
  }

  const DemoOptions& options_;
  const SystemClock real_;
  const sim::World world_;
  sim::StoryClock story_;
  const bool colored_;
  const std::size_t width_;
  DemoFolder folder_;
  Metrics metrics_;
  io::Loop loop_;
  std::unique_ptr<sim::Discord> discord_;
  std::unique_ptr<sim::Providers> providers_;
  std::unique_ptr<Program> program_;
  std::unique_ptr<sim::Playground> playground_;
  sim::Snowflake guild_;
  sim::Snowflake visitor_;
  sim::Snowflake last_message_;
  std::string last_answer_;
  std::string typed_;                 // the line that is being obeyed
  std::optional<LineReader> reader_;  // while somebody types
  bool failed_ = false;
};

}  // namespace

int demo(const DemoOptions& options) {
  return Demo{options}.play();
}

}  // namespace cs2::app
