// The system's time zones. For locale's own files, which alone know CCTZ.
//
// CCTZ reads each zone once and keeps it for the life of the process, but rules change under a running one:
// some countries give a few days' notice. So a zone whose file was replaced is read again, under a longer way
// of writing its path.
#pragma once

#include <cctz/time_zone.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

namespace cs2::locale {

// A zone of zone.tab: those in which people live.
struct LocatedZone {
  std::string name;     // IANA
  std::string country;  // ISO 3166
};

class Zones {
 public:
  using SteadyTime = std::chrono::steady_clock::time_point;

  // …/zoneinfo
  explicit Zones(std::filesystem::path folder);

  // Nothing for what is no zone. Files are looked at again after a minute.
  std::optional<cctz::time_zone> find(std::string_view name, SteadyTime now);
  // The zone that an old name stands for: Asia/Kolkata of Asia/Calcutta; the name itself where it is current.
  std::string current_name(std::string_view name) const;
  const std::vector<LocatedZone>& located() const { return located_; }
  // Old name → current one.
  const std::map<std::string, std::string, std::less<>>& links() const { return links_; }
  const std::string& version() const { return version_; }  // "2026b"; empty: not known

 private:
  struct Known {
    cctz::time_zone zone;
    std::filesystem::file_time_type written;
    SteadyTime looked_at;
    std::size_t readings = 0;
  };

  std::optional<Known> read(std::string_view name, SteadyTime now, const Known* before) const;

  std::filesystem::path folder_;
  std::vector<LocatedZone> located_;
  std::map<std::string, std::string, std::less<>> links_;
  std::string version_;
  std::shared_mutex turn_;
  std::map<std::string, Known, std::less<>> known_;
};

// Those of this system: TZDIR or /usr/share/zoneinfo.
Zones& system_zones();

// UTC for an unknown one.
cctz::time_zone find_zone(std::string_view name);

}  // namespace cs2::locale
