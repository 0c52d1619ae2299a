#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <string_view>

#include "sim/source/internal/source_answers.hpp"
#include "sim/source/internal/world_tables.hpp"

namespace cs2::sim {
namespace {

namespace json = boost::json;

struct File {
  std::string_view region;
  RankingSystem system;
  std::string_view title;
};
constexpr File files[] = {{"global", RankingSystem::valve_world, "Standings"},
                          {"europe", RankingSystem::valve_europe, "Regional Standings for Europe"},
                          {"americas", RankingSystem::valve_americas, "Regional Standings for Americas"},
                          {"asia", RankingSystem::valve_asia, "Regional Standings for Asia"}};

// The first day of the month, as the files are named.
std::string date_of(Timestamp now) {
  const std::chrono::year_month_day day{std::chrono::floor<days>(now)};
  return fmt::format("{:04}_{:02}_01", static_cast<int>(day.year()), static_cast<unsigned>(day.month()));
}

std::string file_name(const File& file, Timestamp now) {
  return fmt::format("standings_{}_{}.md", file.region, date_of(now));
}

std::string standings(const World& world, const File& file, Timestamp now) {
  auto text = fmt::format("### {} as of {}<br />\n<br />\n\n", file.title, date_of(now));
  text += "| Standing | Points | Team Name | Roster | |\n| :- | -: | :- | :- | :- |\n";
  for (int position = 1; const auto* team : ranked_teams(world, file.system)) {
    text += fmt::format("| {} | {} | {} | {} | |\n", position++, ranking_points(*team), team->name,
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
    for (const auto& file : files)
      list.push_back(json::object{{"type", "file"}, {"name", file_name(file, now)}});
    return json::serialize(list);
  }
  for (const auto& file : files) {
    if (path == fmt::format("{}/{}", folder, file_name(file, now))) return standings(world, file, now);
  }
  return std::nullopt;
}

}  // namespace cs2::sim
