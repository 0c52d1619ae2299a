#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <map>
#include <string_view>

#include "sim/source/internal/source_answers.hpp"

namespace cs2::sim {
namespace {

namespace json = boost::json;

constexpr std::string_view regions_of_files[] = {"global", "europe", "americas", "asia"};

std::string_view region_of(const WorldTeam& team) {
  static const std::map<std::string_view, std::string_view> elsewhere{
      {"US", "americas"}, {"BR", "americas"}, {"MX", "americas"}, {"CN", "asia"}, {"AU", "asia"}};
  const auto found = elsewhere.find(team.country);
  return found == elsewhere.end() ? std::string_view{"europe"} : found->second;
}

// The first day of the month, as the files are named.
std::string date_of(Timestamp now) {
  const std::chrono::year_month_day day{std::chrono::floor<days>(now)};
  return fmt::format("{:04}_{:02}_01", static_cast<int>(day.year()), static_cast<unsigned>(day.month()));
}

std::string file_name(std::string_view region, Timestamp now) {
  return fmt::format("standings_{}_{}.md", region, date_of(now));
}

std::string_view title_of(std::string_view region) {
  if (region == "europe") return "Regional Standings for Europe";
  if (region == "americas") return "Regional Standings for Americas";
  return region == "asia" ? "Regional Standings for Asia" : "Standings";
}

std::string standings(const World& world, std::string_view region, Timestamp now) {
  std::vector<const WorldTeam*> teams;
  for (const auto& team : world.teams()) {
    if (region == "global" || region_of(team) == region) teams.push_back(&team);
  }
  std::ranges::sort(teams, std::greater{}, &WorldTeam::strength);
  auto text = fmt::format("### {} as of {}<br />\n<br />\n\n", title_of(region), date_of(now));
  text += "| Standing | Points | Team Name | Roster | |\n| :- | -: | :- | :- | :- |\n";
  for (int position = 1; const auto* team : teams) {
    text += fmt::format("| {} | {} | {} | {} | |\n", position++, 800 + 14 * team->strength, team->name,
                        fmt::join(team->players, ", "));
  }
  return text;
}

}  // namespace

std::optional<std::string> valve_answer(const World& world, Timestamp now, std::string_view path) {
  const std::chrono::year_month_day day{std::chrono::floor<days>(now)};
  const auto folder = fmt::format("live/{}", static_cast<int>(day.year()));
  if (path == "contents/" + folder) {
    json::array list;
    for (const auto region : regions_of_files)
      list.push_back(json::object{{"type", "file"}, {"name", file_name(region, now)}});
    return json::serialize(list);
  }
  for (const auto region : regions_of_files) {
    if (path == fmt::format("{}/{}", folder, file_name(region, now))) return standings(world, region, now);
  }
  return std::nullopt;
}

}  // namespace cs2::sim
