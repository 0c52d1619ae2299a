#include "locale/internal/zones.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <utility>

#include "base/text.hpp"

namespace cs2::locale {
namespace {

constexpr auto look_again_after = std::chrono::minutes{1};

// No way out of the folder, and not its copies that count leap seconds otherwise.
bool is_zone_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{"_+-/"}.contains(c);
  };
  constexpr std::size_t longest = 64;
  return !name.empty() && name.size() <= longest && std::ranges::all_of(name, fits) && name.front() != '/' &&
         !name.starts_with("posix/") && !name.starts_with("right/") && name != "localtime" &&
         name != "Factory" && name != "posixrules";
}

std::vector<LocatedZone> read_located(const std::filesystem::path& file) {
  std::vector<LocatedZone> zones;
  std::ifstream stream{file};
  for (std::string line; std::getline(stream, line);) {
    const auto columns = split(line, '\t');
    if (line.starts_with('#') || columns.size() < 3) continue;
    zones.push_back({.name = std::string{columns[2]}, .country = std::string{columns[0]}});
  }
  return zones;
}

}  // namespace

Zones::Zones(std::filesystem::path folder)
    : folder_(std::move(folder)), located_(read_located(folder_ / "zone.tab")) {
  constexpr std::string_view version_mark = "# version ";
  std::ifstream stream{folder_ / "tzdata.zi"};
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with(version_mark)) version_ = line.substr(version_mark.size());
    const auto words = split(line, ' ');
    if (words.size() == 3 && words[0] == "L") links_.emplace(words[2], words[1]);
  }
  for (const auto& zone : located_) links_.erase(zone.name);  // a place has its own name
}

std::optional<Zones::Known> Zones::read(std::string_view name, SteadyTime now, const Known* before) const {
  std::error_code error;
  const auto written = std::filesystem::last_write_time(folder_ / name, error);
  if (error || !std::filesystem::is_regular_file(folder_ / name, error)) return std::nullopt;
  if (before && before->written == written) {
    auto same = *before;
    same.looked_at = now;
    return same;
  }
  Known known{
      .zone = {}, .written = written, .looked_at = now, .readings = before ? before->readings + 1 : 0};
  std::string path = folder_.string() + '/';
  for (std::size_t i = 0; i < known.readings; ++i) path += "./";
  if (!cctz::load_time_zone(path.append(name), &known.zone)) return std::nullopt;
  return known;
}

std::optional<cctz::time_zone> Zones::find(std::string_view name, SteadyTime now) {
  {
    const std::shared_lock lock{turn_};
    const auto found = known_.find(name);
    if (found != known_.end() && now - found->second.looked_at < look_again_after) return found->second.zone;
  }
  if (!is_zone_name(name)) return std::nullopt;
  const std::unique_lock lock{turn_};
  const auto found = known_.find(name);
  const auto* before = found == known_.end() ? nullptr : &found->second;
  auto known = read(name, now, before);
  if (!known && !before) return std::nullopt;
  // A file that is being replaced may be missing for a moment.
  if (!known) return before->zone;
  return known_.insert_or_assign(std::string{name}, std::move(*known)).first->second.zone;
}

std::string Zones::current_name(std::string_view name) const {
  const auto link = links_.find(name);
  return link == links_.end() ? std::string{name} : link->second;
}

Zones& system_zones() {
  static Zones zones = [] {
    const char* folder = std::getenv("TZDIR");  // NOLINT(concurrency-mt-unsafe): nobody sets it
    return Zones{folder && *folder ? folder : "/usr/share/zoneinfo"};
  }();
  return zones;
}

cctz::time_zone find_zone(std::string_view name) {
  const auto zone = system_zones().find(name, std::chrono::steady_clock::now());
  return zone ? *zone : cctz::utc_time_zone();
}

}  // namespace cs2::locale
