// One year of real results in two archives that spell the teams differently, in whatever order their rows
// come.
#include <algorithm>
#include <numeric>
#include <random>

#include "integration/ingest/two_archives.hpp"

namespace cs2::ingest {
namespace {

// What else a team of the tables is called, where that is no matter of words that every team may add.
const std::map<std::string, std::string>& well_known_spellings() {
  static const std::map<std::string, std::string> spellings{
      {"Natus Vincere", "NAVI"},  {"Ninjas in Pyjamas", "NIP"}, {"Virtus.pro", "VIRTUS PRO"},
      {"9z", "9z Globant"},       {"FaZe", "FaZe Clan"},        {"The MongolZ", "MongolZ"},
      {"Passion UA", "PassionUA"}};
  return spellings;
}

// As another archive would have it; each team always the same.
std::string respelled(const std::string& name) {
  if (const auto known = well_known_spellings().find(name); known != well_known_spellings().end())
    return known->second;
  std::string letters;
  for (const char letter : name) {
    if (letter != ' ') letters += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
  }
  switch (std::accumulate(letters.begin(), letters.end(), 0) % 5) {
    case 0:
      return "Team " + name;
    case 1:
      return name + " Esports";
    case 2:
      return name + " Gaming";
    case 3:
      return letters;  // capitals, no spaces
    default:
      return name + ".";
  }
}

class RespelledArchives : public TwoArchives {
 protected:
  struct Rates {
    double recall = 0;
    double precision = 0;
    double doubled = 0;
    std::int64_t reviews = 0;
  };

  // `second` has the rows of `first` in some order, respelled.
  Rates compare(const std::vector<test::Series>& first) {
    const auto ours = matches_by_id();
    std::map<std::int64_t, int> first_rows;
    const auto find = [&](const std::string& external_id) {
      const auto found = ours.find(external_id);
      return found == ours.end() ? std::int64_t{0} : found->second;
    };
    for (const auto& series : first) ++first_rows[find("first:" + series.id)];
    int read = 0, found = 0, right = 0;
    for (const auto& series : first) {
      const auto one = find("first:" + series.id);
      const auto other = find("second:" + series.id);
      if (one == 0 || other == 0) continue;  // a row that was rejected
      ++read;
      found += first_rows.contains(other) ? 1 : 0;
      right += one == other && first_rows.at(one) == 1 ? 1 : 0;
    }
    EXPECT_GT(read, 900);
    std::set<std::string> teams;
    for (const auto& series : first) teams.insert(series.teams.begin(), series.teams.end());
    const auto stored = count("SELECT COUNT(*) FROM team WHERE retired_at IS NULL");
    return {.recall = static_cast<double>(right) / read,
            .precision = static_cast<double>(right) / found,
            .doubled = static_cast<double>(stored - std::ssize(teams)) / static_cast<double>(teams.size()),
            .reviews = count("SELECT COUNT(*) FROM review WHERE state = 'open'")};
  }

  void tell(const std::string& what, const Rates& rates) {
    test::measured(fmt::format(
        "respelled archive, {} on {}: recall {:.4f}, precision {:.4f}, teams doubled {:.4f}, "
        "{} reviews left",
        what, test::name(GetParam()), rates.recall, rates.precision, rates.doubled, rates.reviews));
    EXPECT_GE(rates.recall, 0.99);
    EXPECT_EQ(rates.precision, 1);
    EXPECT_LE(rates.doubled, 0.002);
    EXPECT_GE(rates.doubled, 0) << "two teams became one";
  }

  static std::vector<test::Series> respell(std::vector<test::Series> all) {
    for (auto& series : all) {
      for (auto& team : series.teams) team = respelled(team);
    }
    return all;
  }

  // A start for every series, so that both archives know it.
  static std::vector<test::Series> timed(std::vector<test::Series> all, minutes later) {
    std::map<std::string, int> of_day;
    for (auto& series : all) {
      const auto at = test::day_of(series.date) + hours{8} + minutes{90} * of_day[series.date]++ + later;
      series.date = to_iso8601(at);
    }
    return all;
  }
};

TEST_P(RespelledArchives, of_days_become_one) {
  const auto series = test::read_series();

  import("first", test::json_lines(series));
  import("second", test::json_lines(respell(series)));

  tell("days", compare(series));
}

TEST_P(RespelledArchives, of_times_become_one) {
  const auto series = test::read_series();

  import("first", test::json_lines(timed(series, {})));
  import("second", test::json_lines(respell(timed(series, minutes{10}))));

  tell("times", compare(series));
}

TEST_P(RespelledArchives, become_one_in_any_order) {
  const auto series = test::read_series();
  auto second = respell(series);
  std::ranges::shuffle(second, std::mt19937{7});  // NOLINT(cert-msc32-c,cert-msc51-cpp)

  import("first", test::json_lines(series));
  import("second", test::json_lines(second));

  tell("shuffled days", compare(series));
}

INSTANTIATE_TEST_SUITE_P(, RespelledArchives,
                         testing::Values(test::Database::sqlite, test::Database::postgres),
                         [](const auto& info) { return test::name(info.param); });

}  // namespace
}  // namespace cs2::ingest
