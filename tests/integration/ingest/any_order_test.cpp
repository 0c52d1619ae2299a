// One truth, whoever speaks first: the same tournament through the real parsers of three sources, and random
// tellings of a random one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>
#include <random>

#include "base/log.hpp"
#include "ingest/ingest_report.hpp"
#include "integration/ingest/reports.hpp"
#include "provider/liquipedia/parse.hpp"
#include "provider/lpdb/parse.hpp"
#include "provider/pandascore/parse.hpp"
#include "store/database/migrate.hpp"
#include "store/identity/identities.hpp"
#include "store/identity/reviews.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "store/queries/players.hpp"
#include "support/liquipedia_cards.hpp"
#include "support/temporary_database.hpp"
#include "unit/provider/pandascore/rows.hpp"

namespace cs2::ingest {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::SizeIs;

const Timestamp evening = parse_iso8601("2026-07-12T21:00:00Z").value();

// An empty store of its own.
class Ingestion {
 public:
  explicit Ingestion(test::Database kind) : database_(kind) {
    log::configure(log::Format::text, log::Level::error);
    auto opened = store::Store::open({.database_url = database_.url()}, clock_, metrics_);
    EXPECT_TRUE(opened) << opened.error().detail;
    store_ = std::move(*opened);
    EXPECT_TRUE(store::migrate(*store_));
  }

  void hear(const Report& report) {
    const auto applied = ingest_report(*store_, report, "digest", clock_.now(), metrics_);
    EXPECT_TRUE(applied) << applied.error().detail;
  }

  store::Store& store() { return *store_; }

  // Everything but our ids and which side stands first: what people see, in one order.
  std::vector<std::string> canon() {
    std::vector<std::string> lines;
    for (const auto& details : store::list_matches(*store_, {.statuses = {}, .count = 1000}).matches)
      lines.push_back(line_of(details));
    std::ranges::sort(lines);
    return lines;
  }

  int teams() {
    return static_cast<int>(
        std::ranges::count(store::list_names(*store_), store::NameKind::team, &store::Named::kind));
  }
  // Who plays where, and what is known of them.
  std::vector<std::string> people() {
    std::vector<std::string> lines;
    for (const auto& named : store::list_names(*store_)) {
      if (named.kind != store::NameKind::player) continue;
      const auto player = store::find_player(*store_, {named.id}).value();
      std::vector<std::string> teams;
      for (const auto& stay : store::list_stays(*store_, player.id)) teams.push_back(plain(stay.team.name));
      std::ranges::sort(teams);
      lines.push_back(fmt::format("{} {} {} {}", player.nickname, player.last_name.value_or("-"),
                                  player.nationality.value_or("-"), fmt::join(teams, "+")));
    }
    std::ranges::sort(lines);
    return lines;
  }

  int tournaments() {
    return static_cast<int>(
        std::ranges::count(store::list_names(*store_), store::NameKind::tournament, &store::Named::kind));
  }

 private:
  static std::string line_of(const MatchDetails& details) {
    auto facts = static_cast<const MatchFacts&>(details.match);
    std::array<std::string, 2> teams{plain(details, 0), plain(details, 1)};
    if (teams[1] < teams[0]) {
      std::swap(teams[0], teams[1]);
      facts = swapped(facts);
    }
    std::vector<std::string> sources;
    for (const auto& source : details.sources) sources.emplace_back(name(source.provider));
    std::ranges::sort(sources);
    return fmt::format("{} {} {} {} {} {} {} {} {}", teams[0], teams[1], name(facts.status),
                       facts.scheduled_at ? to_iso8601(*facts.scheduled_at) : "-",
                       facts.score ? fmt::format("{}:{}", facts.score->first, facts.score->second) : "-",
                       facts.maps.size(), facts.streams.size(), details.tournament.has_value(),
                       fmt::join(sources, "+"));
  }

  // Which source's spelling is shown depends on who came first where none leads.
  static std::string plain(const MatchDetails& details, std::size_t slot) {
    if (!details.teams[slot]) return "?";
    return plain(details.teams[slot]->name);
  }

  static std::string plain(std::string name) {
    if (name.starts_with("Team ")) name = name.substr(5);
    return name.substr(0, name.find(" Gaming"));
  }

  ManualClock clock_{evening};
  Metrics metrics_;
  test::TemporaryDatabase database_;
  std::unique_ptr<store::Store> store_;
};

// ---- three sources through their parsers

// Alpine beat Breakers, and play Comets the day after; each source has its ids, names, order and gaps.
Report by_pandascore() {
  const auto comets = boost::json::parse(R"([
      {"type": "Team", "opponent": {"id": 73, "name": "Comets", "acronym": null, "location": "", "image_url": null}},
      {"type": "Team", "opponent": {"id": 71, "name": "Alpine", "acronym": "ALP", "location": "SE", "image_url": null}}])");
  const boost::json::array rows{
      provider::finished_row(),
      provider::upcoming_row(
          {{"scheduled_at", "2026-07-13T17:00:00Z"},
           {"begin_at", "2026-07-13T17:00:00Z"},
           {"opponents", comets},
           {"results",
            boost::json::parse(R"([{"team_id": 73, "score": 0}, {"team_id": 71, "score": 0}])")}})};
  auto page = provider::parse_pandascore_matches(boost::json::serialize(rows), evening);
  EXPECT_TRUE(page) << page.error().detail;
  EXPECT_THAT(page->report.matches, SizeIs(2));
  return page->report;
}

Report by_liquipedia() {
  provider::Card beaten{.first = {"Breakers", "Breakers", "Breakers", false, false, true},
                        .second = {"Team_Alpine", "Team Alpine", "Alpine", false, true, false},
                        .at = parse_iso8601("2026-07-12T17:10:00Z"),
                        .finished = true,
                        .upper = "0:2"};
  provider::Card next{.second = {"Comets_Gaming", "Comets Gaming", "Comets"},
                      .at = parse_iso8601("2026-07-13T17:00:00Z")};
  auto report = provider::parse_liquipedia_matches(provider::page_of({beaten, next}), evening);
  EXPECT_TRUE(report) << report.error().detail;
  EXPECT_THAT(report->matches, SizeIs(2));
  return *report;
}

std::string lpdb_row(const std::string& id, const std::string& date, const std::string& state,
                     const std::string& first, const std::string& second) {
  return R"({"match2id": ")" + id + R"(", "pagename": "Polar_League/2026", "parent": "Polar_League/2026",
    "tournament": "Polar League 2026", "section": "Playoffs", "game": "cs2", "bestof": "3", "date": ")" +
         date + R"(", "dateexact": 1, )" + state + R"(, "links": [], "stream": [], "match2games": [],
    "match2opponents": [)" +
         first + ", " + second + "]}";
}

Report by_lpdb() {
  const auto side = [](const std::string& page, const std::string& name, const std::string& score) {
    return R"({"type": "team", "name": ")" + name + R"(", "score": )" + score +
           R"(, "status": "S", "teamtemplate": {"page": ")" + page + R"(", "name": ")" + name +
           R"("}, "match2players": []})";
  };
  const auto rows =
      lpdb_row("PolarAAAAA_0001", "2026-07-12 17:00:00", R"("finished": 1, "winner": "1")",
               side("team_Alpine", "Team Alpine", "2"), side("Breakers", "Breakers", "0")) +
      ", " +
      lpdb_row("PolarAAAAA_0002", "2026-07-13 17:00:00", R"("finished": 0, "winner": "")",
               side("team_Alpine", "Team Alpine", "-1"), side("Comets_Gaming", "Comets Gaming", "-1"));
  auto page = provider::parse_lpdb_matches("{\"result\": [" + rows + "]}", evening);
  EXPECT_TRUE(page) << page.error().detail;
  EXPECT_THAT(page->report.matches, SizeIs(2));
  return page->report;
}

// The number is of an order, or a seed.
class OnDatabase : public testing::TestWithParam<std::tuple<test::Database, unsigned>> {
 protected:
  void SetUp() override {
    if (const auto missing = test::missing_service({.database = std::get<0>(GetParam())})) FAIL() << *missing;
  }
};

class ThreeSources : public OnDatabase {};

TEST_P(ThreeSources, tell_of_one_tournament_in_any_order) {
  const auto [database, permutation] = GetParam();
  const std::array reports{by_pandascore(), by_liquipedia(), by_lpdb()};
  std::array order{0U, 1U, 2U};
  for (unsigned i = 0; i < permutation; ++i) std::ranges::next_permutation(order);

  Ingestion ingestion{database};
  for (const auto place : order) ingestion.hear(reports[place]);

  EXPECT_THAT(ingestion.canon(),
              testing::ElementsAre(
                  "Alpine Breakers finished 2026-07-12T17:00:00Z 2:0 2 2 true liquipedia+lpdb+pandascore",
                  "Alpine Comets scheduled 2026-07-13T17:00:00Z - 0 2 true liquipedia+lpdb+pandascore"));
  EXPECT_EQ(ingestion.teams(), 3);
  EXPECT_EQ(ingestion.tournaments(), 1);
}

INSTANTIATE_TEST_SUITE_P(Orders, ThreeSources,
                         testing::Combine(testing::Values(test::Database::sqlite, test::Database::postgres),
                                          testing::Range(0U, 6U)));

// ---- random tellings

// Two called Frost, in two teams. What a source says of them at first is random, and not always enough.
void tell_players(Report& report, bool in_full, std::mt19937& random) {
  struct Person {
    std::string team, nickname, last_name, nationality;
  };
  const std::vector<Person> people{{report.teams[0].external_id, "Frost", "Berg", "NO"},
                                   {report.teams[1].external_id, "Frost", "Silva", "BR"},
                                   {report.teams[1].external_id, "Gale", "Costa", "BR"}};
  for (const auto& [team, nickname, last_name, nationality] : people) {
    PlayerReport player{.external_id = fmt::format("{} of {}", nickname, team),
                        .player = {.id = {}, .nickname = nickname},
                        .url = {}};
    if (in_full || random() % 2 == 0) player.player.last_name = last_name;
    if (in_full || random() % 2 == 0) player.player.nationality = nationality;
    if (in_full || random() % 2 == 0)
      report.rosters.push_back({.team = team, .stays = {{.player = player.external_id}}, .url = {}});
    report.players.push_back(std::move(player));
  }
}

// A pair meets twice, some sides are decided late, times move, sides are swapped, names and ids are the
// source's own.
std::vector<Report> tellings(std::mt19937& random) {
  const auto chance = [&](unsigned in) { return random() % in == 0; };
  struct Meeting {
    std::string first, second;
    Timestamp at;
    std::string stage;
  };
  const std::vector<Meeting> truth{{"71", "72", evening + 2h, "Group A"},
                                   {"72", "73", evening + 6h, "Group A"},
                                   {"71", "73", evening + 26h, "Playoffs"},
                                   {"71", "72", evening + 30h, "Lower bracket"}};
  const std::map<std::string, std::string> pages{
      {"71", "Team_Alpine"}, {"72", "Breakers"}, {"73", "Comets_Gaming"}};
  std::vector<Report> reports;
  for (const auto provider : {ProviderName::pandascore, ProviderName::liquipedia, ProviderName::lpdb}) {
    for (std::size_t number = 0; number < truth.size(); ++number) {
      const auto& meeting = truth[number];
      const bool turned = chance(2);
      const auto shift = minutes{5 * static_cast<int>(random() % 4)};
      for (const int reading : {0, 1}) {
        auto match = pandascore_match(fmt::format("{}-{}", name(provider), number), meeting.at + shift,
                                      turned ? meeting.second : meeting.first,
                                      turned ? meeting.first : meeting.second);
        match.stage = meeting.stage;
        if (reading == 0 && chance(3)) match.opponents[random() % 2] = {};
        if (reading == 0 && chance(4)) *match.scheduled_at += 3h;
        auto report = provider == ProviderName::pandascore
                          ? pandascore_report(evening + minutes{reading}, {})
                          : liquipedia_report(evening + minutes{reading}, {});
        report.provider = provider;
        if (provider != ProviderName::pandascore) {
          match.tournament = "Polar/4";
          for (auto& side : match.opponents) {
            if (side.team) side.team = pages.at(*side.team);
          }
        }
        report.matches = {match};
        if (number == 0) tell_players(report, reading == 1, random);
        reports.push_back(std::move(report));
      }
    }
  }
  return reports;
}

class RandomTellings : public OnDatabase {};

TEST_P(RandomTellings, end_in_the_same_state_in_any_order_on_any_database) {
  const auto [database, seed] = GetParam();
  std::mt19937 random{seed};
  auto reports = tellings(random);
  Ingestion first{test::Database::sqlite};
  for (const auto& report : reports) first.hear(report);
  std::ranges::shuffle(reports, random);

  Ingestion second{database};
  for (const auto& report : reports) second.hear(report);

  EXPECT_THAT(first.canon(), SizeIs(4));
  EXPECT_EQ(second.canon(), first.canon());
  EXPECT_EQ(second.teams(), 3);
  EXPECT_EQ(second.tournaments(), first.tournaments());
  EXPECT_THAT(first.people(), SizeIs(3));
  EXPECT_EQ(second.people(), first.people());
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomTellings,
                         testing::Combine(testing::Values(test::Database::sqlite, test::Database::postgres),
                                          testing::Range(1U, 25U)));

// ---- doubts

TEST(Doubts, are_listed_and_closed_by_what_is_told_later) {
  Ingestion ingestion{test::Database::sqlite};
  auto first = pandascore_report(evening, {pandascore_match("1", evening + 1h)});
  first.teams[0].team = {.id = {}, .name = "9z"};
  ingestion.hear(first);
  auto second = liquipedia_report(evening, {liquipedia_match(evening + 1h)});
  second.teams[0] = team_report("Team_Alpine", "9z Globant");

  ingestion.hear(second);

  const auto open = store::list_open_reviews(ingestion.store(), 10);
  ASSERT_THAT(open, SizeIs(1));
  EXPECT_EQ(open[0].entity, EntityKind::team);
  EXPECT_EQ(open[0].score.points(), 55);

  const auto with_players = [](Report report, const std::string& team) {
    RosterReport roster{.team = team, .is_complete = true};
    for (const auto* nickname : {"Frost", "Gale", "Hale", "Mist"}) {
      report.players.push_back({.external_id = nickname, .player = {.nickname = nickname}, .url = {}});
      roster.stays.push_back({.player = nickname});
    }
    report.rosters = {roster};
    return report;
  };
  ingestion.hear(with_players(first, "71"));
  ingestion.hear(with_players(second, "Team_Alpine"));

  EXPECT_THAT(store::list_open_reviews(ingestion.store(), 10), IsEmpty());
  EXPECT_THAT(ingestion.canon(), SizeIs(1));
  EXPECT_FALSE(store::list_operations(ingestion.store(), 10).empty());
}

TEST(Doubts, about_a_template_do_not_rename_a_team) {
  Ingestion ingestion{test::Database::sqlite};
  auto linked = liquipedia_report(evening, {});
  linked.teams = {team_report("template:alpine", "alpine")};
  auto real = liquipedia_report(evening, {});
  real.teams = {team_report("Team_Alpine", "Team Alpine")};

  ingestion.hear(linked);
  ingestion.hear(real);
  ingestion.hear(linked);

  const auto names = store::list_names(ingestion.store());
  ASSERT_EQ(ingestion.teams(), 1);
  EXPECT_TRUE(std::ranges::any_of(names, [](const auto& each) { return each.name == "Team Alpine"; }));
}

}  // namespace
}  // namespace cs2::ingest
