// The real binary, fed by sources: answers made from tables of facts, answers it has never seen, and broken
// ones; on both databases.
#include "support/sources.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "support/liquipedia_cards.hpp"
#include "unit/provider/pandascore/lists.hpp"

namespace cs2::test {
namespace {

namespace json = boost::json;

// Liquipedia's list of matches on an afternoon of Esports World Cup 2026.
std::string ticker() {
  const provider::CardSide legacy{"Legacy", "Legacy", "Legacy"};
  const provider::CardSide falcons{"Team_Falcons", "Team Falcons", "Falcons"};
  const provider::CardSide vitality{"Team_Vitality", "Team Vitality", "Vitality"};
  const provider::CardSide spirit{"Team_Spirit", "Team Spirit", "Spirit"};
  const provider::CardSide furia{"FURIA", "FURIA", "FURIA"};
  const provider::CardSide fut{"FUT_Esports", "FUT Esports", "FUT"};
  const provider::CardSide mouz{"MOUZ", "MOUZ", "MOUZ"};
  const provider::CardSide g2{"G2_Esports", "G2 Esports", "G2"};
  const provider::CardSide faze{"FaZe_Clan", "FaZe Clan", "FaZe"};
  const auto card = [](provider::CardSide first, provider::CardSide second, std::string_view at,
                       const std::string& score = "vs") {
    return provider::Card{.first = std::move(first),
                          .second = std::move(second),
                          .at = parse_iso8601(at).value(),
                          .upper = score,
                          .tournament = "Esports_World_Cup/2026#Playoffs",
                          .tournament_shown = "Esports World Cup 2026 - Playoffs"};
  };
  const auto finished = [&](provider::CardSide first, provider::CardSide second, std::string_view at,
                            const std::string& score) {
    const bool first_won = score.front() > score.back();
    first.won = second.lost = first_won;
    first.lost = second.won = !first_won;
    auto over = card(std::move(first), std::move(second), at, score);
    over.finished = true;
    return over;
  };
  return provider::page_of(
      {card(legacy, falcons, "2026-08-21T13:55:22Z", "1:0"), card(vitality, spirit, "2026-08-21T16:50:00Z"),
       card(furia, fut, "2026-08-22T14:00:00Z"), finished(fut, mouz, "2026-08-21T11:00:00Z", "2:0"),
       finished(g2, furia, "2026-08-20T16:20:00Z", "1:2"),
       finished(faze, vitality, "2026-08-20T13:35:00Z", "0:2")});
}

TEST_P(Sources, answers_made_from_facts_are_answered_in_discord) {
  const auto& pandascore = provider::lists();
  const auto write = [&](const std::string& name, const json::array& rows) {
    return server_->folder.write(name, json::serialize(rows));
  };
  serve("/csgo/matches/running", write("running.json", pandascore.matches("running")),
        "2025-03-08T14:00:00Z");
  serve("/csgo/matches/upcoming", write("upcoming.json", pandascore.matches("upcoming")),
        "2026-07-12T20:00:00Z");
  serve("/csgo/matches/past", write("past.json", pandascore.matches("older", 2024)), "2024-09-06T05:00:00Z");
  serve("/counterstrike/api.php", server_->folder.write("ticker.html", ticker()), "2026-08-21T14:30:00Z");

  expect_that_both_are_answered();
}

TEST_P(Sources, broken_answers_lose_nothing_and_are_told_once) {
  auto& server = *server_;
  using sim::ProviderFault;

  for (const auto fault : {ProviderFault::server_error, ProviderFault::too_many_requests, ProviderFault::html,
                           ProviderFault::cut, ProviderFault::malformed, ProviderFault::empty}) {
    sources_->fail("/csgo/matches/past", fault, 1);
    sources_->fail("/csgo/matches/upcoming", fault, 1);
  }

  server.play([&]() -> Task<void> {
    server.start_bot();
    co_await server.until_ready();
    // Liquipedia goes on meanwhile, and each of PandaScore's feeds fails alone.
    const auto answer = co_await server.ask_until("/upcoming", "CC BY-SA 3.0");
    EXPECT_EQ(answer.find("rror"), std::string::npos) << answer;
    const auto log = server.bot->printed();
    EXPECT_NE(log.find("\"ingest: feed failed\""), std::string::npos) << log;
    EXPECT_EQ(log.find("key-of-the-test"), std::string::npos);
    EXPECT_EQ((co_await server.act("/live")).state, sim::Outcome::State::answered);
  });
}

TEST_P(Sources, answers_with_unknown_keys_and_nulls_are_read) {
  auto& server = *server_;
  for (const auto* path : {"/csgo/matches/running", "/csgo/matches/upcoming", "/csgo/matches/past"})
    sources_->fail(path, sim::ProviderFault::unknown_keys);

  server.play([&]() -> Task<void> {
    server.start_bot();
    co_await server.until_ready();
    // Matches whose time is null stand in no list; the source has been read all the same, and the other one
    // goes on.
    co_await server.ask_until("/results", "Data: PandaScore");
    co_await server.ask_until("/results", "CC BY-SA 3.0");
    EXPECT_EQ(server.bot->printed().find("feed failed"), std::string::npos) << server.bot->printed();
    EXPECT_TRUE(server.discord->violations().empty()) << server.discord->violations().front();
  });
}

TEST_P(Sources, kills_at_any_moment_lose_and_double_nothing) {
  auto& server = *server_;
  server.environment["LIQUIPEDIA_BASE_URL"] = "http://127.0.0.1:9/counterstrike";

  server.play([&]() -> Task<void> {
    // Killed ever later: while the database is migrated, while Discord is greeted, while answers are written
    // down.
    for (int kill = 0; kill < 12; ++kill) {
      server.start_bot();
      co_await server.loop.sleep(milliseconds{15 + 35 * kill});
      server.bot->kill(SIGKILL);
    }
    server.start_bot();
    co_await server.until_ready();
    const auto upcoming = co_await server.ask_until("/upcoming", "Data: PandaScore");
    EXPECT_EQ((co_await server.act("/match tidebreakers")).state, sim::Outcome::State::answered);

    // The same world read without any kill says the same.
    TemporaryDatabase fresh{GetParam().database};
    server.bot->kill(SIGKILL);
    server.environment["DATABASE_URL"] = fresh.url();
    server.start_bot();
    co_await server.until("the second bot", [&] { return server.discord->connected(); });
    const auto total = [](const std::string& text) {
      const auto end = text.find(" matches");
      return end == std::string::npos ? text
                                      : text.substr(text.rfind(' ', end - 1), end - text.rfind(' ', end - 1));
    };
    co_await server.ask_until("/upcoming", total(upcoming) + " matches");
    server.bot->kill(SIGKILL);
  });
}

INSTANTIATE_TEST_SUITE_P(, Sources, both_databases, backend_name);

}  // namespace
}  // namespace cs2::test
