// The playground without a bot: what visitors may, and what they see of what happens in their servers.
#include "sim/playground/playground.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "sim/playground/page.hpp"
#include "unit/sim/discord/simulated_guild.hpp"

namespace cs2::sim {
namespace {

using namespace std::chrono_literals;
using discord::to_string;

std::string text_of(const json::object& frame, std::string_view key) {
  return std::string{frame.at(key).as_string()};
}

// A tab, as far as the wire knows it.
class Page {
 public:
  Page(io::Loop& loop, const Playground& playground) : loop_(loop), url_("ws" + playground.url().substr(4)) {}

  Task<void> connect() {
    auto socket = co_await io::connect_websocket(loop_, url_, "test");
    if (!socket) throw std::runtime_error(socket.error().detail);
    socket_ = std::move(*socket);
  }

  Task<json::object> join(std::string visit = "") {
    co_await connect();
    co_await send({{"type", "join"}, {"visit", visit}});
    co_return co_await next("welcome");
  }

  Task<void> send(json::object frame) { co_await socket_->send(json::serialize(frame)); }
  Task<void> send_text(std::string text) { co_await socket_->send(std::move(text)); }

  // Skips frames of other types; after the end an object with only `code`.
  Task<json::object> next(std::string_view type) {
    while (true) {
      const auto frame = co_await socket_->receive();
      if (!frame) throw std::runtime_error(frame.error().detail);
      if (frame->kind == io::Frame::Kind::closed) co_return json::object{{"code", frame->close_code}};
      auto read = json::parse(frame->payload).as_object();
      if (read.at("type").as_string() == type) co_return read;
    }
  }

  Task<json::object> done(json::object frame) {
    co_await send(std::move(frame));
    co_return co_await next("done");
  }

  // The first channel and the next frame of its messages.
  Task<std::string> first_channel() {
    const auto frame = co_await next("channels");
    co_return text_of(frame.at("channels").as_array().at(0).as_object(), "id");
  }
  Task<json::object> messages(std::string channel) {
    while (true) {
      auto frame = co_await next("messages");
      if (text_of(frame, "channel") == channel) co_return frame;
    }
  }

  void drop() { socket_->drop(); }

 private:
  io::Loop& loop_;
  std::string url_;
  std::unique_ptr<io::WebSocket> socket_;
};

class PlaygroundVisit : public testing::Test {
 protected:
  void SetUp() override {
    auto started = Playground::start(server.loop, *server.discord, story, server.clock, {});
    ASSERT_TRUE(started) << started.error().detail;
    playground = std::move(*started);
  }

  Page page() { return {server.loop, *playground}; }
  Task<io::HttpResponse> post(std::string channel, std::string content) {
    co_return co_await server.ask("POST", "/channels/" + channel + "/messages",
                                  json::serialize(json::object{{"content", content}}));
  }
  Task<io::HttpResponse> get(std::string path, io::Headers headers = {}, std::string method = "GET") {
    auto url = playground->url();
    url.pop_back();
    co_return co_await server.send({.method = method, .url = url + path, .headers = std::move(headers)});
  }

  SimulatedGuild server;
  StoryClock story{Timestamp{hours{1}}, 60};
  std::unique_ptr<Playground> playground;
};

TEST_F(PlaygroundVisit, begins_with_a_server_of_its_own_and_three_people) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    auto tab = page();
    const auto welcome = co_await tab.join();
    const auto clock = co_await tab.next("clock");
    const auto channels = (co_await tab.next("channels")).at("channels").as_array();

    EXPECT_EQ(welcome.at("people").as_array().size(), 3U);
    EXPECT_EQ(welcome.at("person"), "manager");
    EXPECT_EQ(welcome.at("returned"), false);
    EXPECT_EQ(clock.at("speed").to_number<double>(), 60);
    EXPECT_EQ(channels.size(), 3U);
    EXPECT_EQ(channels.at(0).at("name"), "general");
    EXPECT_EQ(server.discord->guilds().size(), 2U);
  });
}

TEST_F(PlaygroundVisit, sees_a_message_appear_change_and_go) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    auto tab = page();
    co_await tab.join();
    const auto channel = co_await tab.first_channel();
    EXPECT_TRUE((co_await tab.messages(channel)).at("order").as_array().empty());

    const auto id = text_of(object_of(co_await post(channel, "first")), "id");
    const auto posted = co_await tab.messages(channel);
    const auto path = "/channels/" + channel + "/messages/" + id;
    co_await server.ask("PATCH", path, R"({"content":"second"})");
    const auto edited = co_await tab.messages(channel);
    co_await server.ask("DELETE", path);
    const auto removed = co_await tab.messages(channel);

    EXPECT_EQ(posted.at("messages").as_array().at(0).at("message").at("content"), "first");
    EXPECT_EQ(edited.at("messages").as_array().at(0).at("message").at("content"), "second");
    EXPECT_TRUE(removed.at("order").as_array().empty());
  });
}

TEST_F(PlaygroundVisit, comes_back_where_it_was) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    auto tab = page();
    const auto visit = text_of(co_await tab.join(), "visit");
    const auto channel = co_await tab.first_channel();
    tab.drop();
    co_await post(channel, "while away");

    auto again = page();
    const auto welcome = co_await again.join(visit);
    const auto same = co_await again.first_channel();
    const auto shown = co_await again.messages(channel);

    EXPECT_EQ(welcome.at("returned"), true);
    EXPECT_EQ(same, channel);
    EXPECT_EQ(shown.at("messages").as_array().at(0).at("message").at("content"), "while away");
    EXPECT_EQ(playground->visitors(), 1U);
  });
}

TEST_F(PlaygroundVisit, may_be_open_in_a_few_tabs) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    auto first = page();
    const auto visit = text_of(co_await first.join(), "visit");
    auto second = page();
    auto third = page();
    auto fourth = page();
    auto fifth = page();
    co_await second.join(visit);
    co_await third.join(visit);
    co_await fourth.join(visit);
    const auto channel = co_await second.first_channel();
    co_await second.messages(channel);
    co_await post(channel, "to both");

    EXPECT_EQ((co_await second.messages(channel)).at("order").as_array().size(), 1U);
    EXPECT_EQ((co_await fifth.join(visit)).at("code"), 4002);
    EXPECT_EQ(playground->visitors(), 1U);
  });
}

TEST_F(PlaygroundVisit, is_closed_after_too_many_broken_frames) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    auto tab = page();
    co_await tab.join();
    co_await tab.send_text("{");
    const auto refused = co_await tab.next("done");
    for (int i = 0; i < 10; ++i) co_await tab.send_text("[]");

    EXPECT_EQ(refused.at("state"), "refused");
    EXPECT_EQ((co_await tab.next("closed")).at("reason"), "broken");
    EXPECT_EQ((co_await tab.next("nothing")).at("code"), 1008);
  });
}

TEST_F(PlaygroundVisit, does_nothing_before_it_has_joined) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    auto tab = page();
    co_await tab.connect();

    EXPECT_EQ((co_await tab.done({{"type", "locale"}, {"locale", "de"}})).at("state"), "refused");
    EXPECT_EQ(playground->visitors(), 0U);
  });
}

TEST_F(PlaygroundVisit, ends_its_connection_with_a_giant_frame) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    auto tab = page();
    co_await tab.join();
    co_await tab.send_text(std::string(64 * 1024, 'x'));

    EXPECT_TRUE((co_await tab.next("nothing")).contains("code"));
  });
}

TEST_F(PlaygroundVisit, is_one_of_fifty_and_the_next_waits_until_somebody_leaves) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    std::vector<Page> tabs;
    for (int i = 0; i < 50; ++i) {
      tabs.push_back(page());
      co_await tabs.back().join();
    }
    auto refused = page();
    EXPECT_EQ((co_await refused.join()).at("code"), 4001);
    EXPECT_EQ(playground->visitors(), 50U);

    tabs.back().drop();
    bool joined = false;  // soon: the server has to notice that somebody left
    for (int tries = 0; tries < 1'000 && !joined; ++tries) {
      auto late = page();
      joined = (co_await late.join()).contains("visit");
    }
    EXPECT_TRUE(joined);
    EXPECT_EQ(playground->visitors(), 50U);
  });
}

TEST_F(PlaygroundVisit, ends_after_fifteen_minutes_without_an_action) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    auto tab = page();
    co_await tab.join();
    server.clock.advance(14min);
    co_await tab.done({{"type", "locale"}, {"locale", "de"}});
    server.clock.advance(14min);
    playground->sweep();
    EXPECT_EQ(playground->visitors(), 1U);
    server.clock.advance(1min);
    playground->sweep();

    EXPECT_EQ((co_await tab.next("closed")).at("reason"), "idle");
    EXPECT_EQ((co_await tab.next("nothing")).at("code"), 4000);
    EXPECT_EQ(playground->visitors(), 0U);
    EXPECT_EQ(server.discord->guilds().size(), 1U);
  });
}

TEST_F(PlaygroundVisit, acts_five_times_a_second) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    auto tab = page();
    co_await tab.join();
    const json::object act{{"type", "locale"}, {"locale", "de"}};
    for (int i = 0; i < 5; ++i) EXPECT_EQ((co_await tab.done(act)).at("state"), "answered");

    EXPECT_EQ((co_await tab.done(act)).at("state"), "too_fast");
    server.clock.advance(1s);
    EXPECT_EQ((co_await tab.done(act)).at("state"), "answered");
  });
}

TEST_F(PlaygroundVisit, acts_in_its_own_server_only) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    auto tab = page();
    co_await tab.join();
    const auto done = co_await tab.done({{"type", "component"},
                                         {"channel", to_string(server.channel)},
                                         {"message", "1"},
                                         {"custom_id", "x"}});

    EXPECT_EQ(done.at("state"), "refused");
    EXPECT_EQ(done.at("reason"), "no such channel");
  });
}

TEST_F(PlaygroundVisit, changes_the_speed_of_the_story_for_all) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    auto tab = page();
    auto other = page();
    co_await tab.join();
    co_await other.join();
    co_await other.next("clock");

    EXPECT_EQ((co_await tab.done({{"type", "speed"}, {"speed", 1e9}})).at("state"), "refused");
    EXPECT_EQ((co_await tab.done({{"type", "speed"}, {"speed", 300}})).at("state"), "answered");
    EXPECT_EQ((co_await other.next("clock")).at("speed").to_number<double>(), 300);
    EXPECT_EQ(story.speed(), 300);
  });
}

TEST_F(PlaygroundVisit, reads_what_happens_in_the_arenas_from_the_beginning) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    playground->tell("Granite – Quartz started");
    auto tab = page();
    co_await tab.join();
    EXPECT_EQ((co_await tab.next("news")).at("news").as_array().at(0).at("text"), "Granite – Quartz started");
    playground->tell("Granite – Quartz ended");
    EXPECT_EQ((co_await tab.next("news")).at("news").as_array().size(), 1U);
  });
}

TEST_F(PlaygroundVisit, fills_in_a_modal_that_the_bot_shows_and_nothing_else) {
  server.run([this](SimulatedGuild& guild) -> Task<void> {
    co_await guild.ask("PUT", guild.commands_path(), R"([{"name":"ask","description":"Asks","type":1}])");
    auto bot = co_await Wire::open(guild);
    co_await bot.identify(guild);
    auto tab = page();
    co_await tab.join();
    const auto channel = co_await tab.first_channel();
    const auto answer = [&](const json::object& interaction, std::string body) -> Task<void> {
      co_await guild.ask(
          "POST",
          "/interactions/" + text_of(interaction, "id") + "/" + text_of(interaction, "token") + "/callback",
          std::move(body));
    };

    co_await tab.send({{"type", "command"}, {"ask", 1}, {"channel", channel}, {"command", "ask"}});
    const auto asked = (co_await bot.next("INTERACTION_CREATE")).at("d").as_object();
    co_await answer(asked,
                    R"({"type":9,"data":{"custom_id":"m","title":"Team","components":[{"type":18,"label":
        "Name","component":{"type":4,"custom_id":"name","style":1,"max_length":5}}]}})");
    const auto shown = co_await tab.next("done");
    const auto fill = [&](std::string id, std::string value) {
      const json::object field{{"type", 4}, {"custom_id", id}, {"value", value}};
      return json::object{{"type", "modal"},
                          {"channel", channel},
                          {"interaction", shown.at("interaction")},
                          {"components", {json::object{{"type", 18}, {"component", field}}}}};
    };
    EXPECT_EQ(shown.at("modal").at("title"), "Team");
    EXPECT_EQ((co_await tab.done(fill("forged", "foxes"))).at("state"), "refused");
    EXPECT_EQ((co_await tab.done(fill("name", "too long"))).at("state"), "refused");

    co_await tab.send(fill("name", "foxes"));
    const auto filled = (co_await bot.next("INTERACTION_CREATE")).at("d").as_object();
    co_await answer(filled, R"({"type":4,"data":{"content":"Saved"}})");
    EXPECT_EQ(filled.at("type"), 5);
    EXPECT_EQ(filled.at("data").at("components").at(0).at("component").at("value"), "foxes");
    EXPECT_EQ((co_await tab.next("done")).at("state"), "answered");
    guild.clock.advance(1s);
    EXPECT_EQ((co_await tab.done(fill("name", "foxes"))).at("state"), "refused") << "used up";
    bot.drop();
  });
}

TEST_F(PlaygroundVisit, shows_an_answer_to_the_person_whom_it_is_for) {
  server.run([this](SimulatedGuild& guild) -> Task<void> {
    co_await guild.ask("PUT", guild.commands_path(), R"([{"name":"ask","description":"Asks","type":1}])");
    auto bot = co_await Wire::open(guild);
    co_await bot.identify(guild);
    auto tab = page();
    co_await tab.join();
    const auto channel = co_await tab.first_channel();
    co_await tab.send({{"type", "command"}, {"channel", channel}, {"command", "ask"}});
    const auto asked = (co_await bot.next("INTERACTION_CREATE")).at("d").as_object();
    co_await guild.ask("POST",
                       "/interactions/" + text_of(asked, "id") + "/" + text_of(asked, "token") + "/callback",
                       R"({"type":4,"data":{"content":"2:0","flags":64}})");
    co_await tab.next("done");

    co_await tab.done({{"type", "person"}, {"person", "fan"}});
    EXPECT_TRUE((co_await tab.messages(channel)).at("order").as_array().empty());
    co_await tab.done({{"type", "person"}, {"person", "manager"}});
    EXPECT_EQ((co_await tab.messages(channel)).at("order").as_array().size(), 1U);
    bot.drop();
  });
}

TEST_F(PlaygroundVisit, gets_the_page_compressed_with_a_strict_policy) {
  server.run([this](SimulatedGuild&) -> Task<void> {
    const auto answer = co_await get("/");
    const auto tag = std::string{io::header(answer.headers, "ETag")};
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.body, testing::HasSubstr("playground.js"));
    EXPECT_THAT(io::header(answer.headers, "Content-Security-Policy"),
                testing::StartsWith("default-src 'none'"));

    EXPECT_EQ((co_await get("/", {{"If-None-Match", tag}})).status, 304);
    EXPECT_EQ(io::header((co_await get("/style.css")).headers, "Content-Type"), "text/css; charset=utf-8");
    EXPECT_EQ((co_await get("/../settings")).status, 404);
    EXPECT_EQ((co_await get("/", {}, "POST")).status, 405);
  });
}

TEST(PlaygroundPage, may_only_be_connected_by_itself) {
  const auto from = [](std::string origin) {
    return is_same_origin(
        {.method = "GET", .target = "/", .headers = {{"Host", "a:1"}, {"Origin", origin}}, .body = {}});
  };
  EXPECT_TRUE(from("http://a:1"));
  EXPECT_TRUE(from("https://a:1"));
  EXPECT_FALSE(from("http://b:1"));
  EXPECT_FALSE(from("null"));
}

TEST(PlaygroundAddress, is_beyond_loopback_only_when_that_was_asked_for) {
  SimulatedGuild server;
  StoryClock story{Timestamp{hours{1}}, 60};
  const auto refused =
      Playground::start(server.loop, *server.discord, story, server.clock, {.address = "0.0.0.0:0"});
  const auto allowed = Playground::start(server.loop, *server.discord, story, server.clock,
                                         {.address = "0.0.0.0:0", .remote = true});

  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().detail, testing::HasSubstr("--remote"));
  EXPECT_TRUE(allowed) << allowed.error().detail;
}

}  // namespace
}  // namespace cs2::sim
