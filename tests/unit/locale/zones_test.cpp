// The system's zones against the C library, which reads them on its own, as `date` does.
#include "locale/internal/zones.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "locale/language.hpp"
#include "support/temporary_folder.hpp"

namespace cs2::locale {
namespace {

using namespace std::chrono_literals;

// The C library's zone, as long as it lives.
class SystemZone {
 public:
  explicit SystemZone(const std::string& name) {
    if (const char* before = std::getenv("TZ")) before_ = before;
    ::setenv("TZ", (':' + name).c_str(), 1);
    ::tzset();
  }
  ~SystemZone() {
    before_ ? ::setenv("TZ", before_->c_str(), 1) : ::unsetenv("TZ");
    ::tzset();
  }
  SystemZone(const SystemZone&) = delete;
  SystemZone& operator=(const SystemZone&) = delete;

  static std::tm shown(Timestamp at) {
    const auto seconds = static_cast<std::time_t>(unix_milliseconds(at) / 1000);
    std::tm shown{};
    ::localtime_r(&seconds, &shown);
    return shown;
  }
  static long offset(Timestamp at) { return shown(at).tm_gmtoff; }

 private:
  std::optional<std::string> before_;
};

bool agree(Timestamp at, const std::string& zone) {
  const auto ours = local_time(at, zone);
  const auto theirs = SystemZone::shown(at);
  return static_cast<int>(ours.date.year()) == theirs.tm_year + 1900 &&
         static_cast<int>(static_cast<unsigned>(ours.date.month())) == theirs.tm_mon + 1 &&
         static_cast<int>(static_cast<unsigned>(ours.date.day())) == theirs.tm_mday &&
         ours.since_midnight == hours{theirs.tm_hour} + minutes{theirs.tm_min};
}

// The first second of the new offset.
Timestamp change_between(Timestamp before, Timestamp after) {
  const auto old = SystemZone::offset(before);
  while (after - before > 1s) {
    const auto middle = std::chrono::floor<seconds>(before + (after - before) / 2);
    (SystemZone::offset(middle) == old ? before : after) = middle;
  }
  return after;
}

TEST(Zones, show_the_time_that_the_c_library_shows_from_2024_to_2028) {
  const auto& zones = system_zones().located();
  ASSERT_GT(zones.size(), 400U);
  int changes = 0;
  for (const auto& [name, country] : zones) {
    const SystemZone system{name};
    auto last = parse_iso8601("2024-01-01T00:00:00Z").value();
    const auto end = parse_iso8601("2029-01-01T00:00:00Z").value();
    for (auto at = last; at < end; last = at, at += 50h) {
      ASSERT_TRUE(agree(at, name)) << name << ' ' << to_iso8601(at);
      if (SystemZone::offset(at) == SystemZone::offset(last)) continue;
      const auto change = change_between(last, at);
      ++changes;
      ASSERT_TRUE(agree(change - 1s, name) && agree(change, name)) << name << ' ' << to_iso8601(change);
    }
  }
  EXPECT_GT(changes, 1000);
}

TEST(Zones, have_current_names_for_old_ones) {
  EXPECT_EQ(system_zones().current_name("Europe/Kiev"), "Europe/Kyiv");
  EXPECT_EQ(system_zones().current_name("Asia/Calcutta"), "Asia/Kolkata");
  EXPECT_EQ(system_zones().current_name("Europe/Oslo"), "Europe/Oslo") << "a place of its own";
}

TEST(Zones, are_no_other_files) {
  for (const auto* name :
       {"", "Mars/Olympus", "../zoneinfo/Europe/Berlin", "/usr/share/zoneinfo/Europe/Berlin",
        "posix/Europe/Berlin", "right/Europe/Berlin", "zone.tab", "localtime", "Europe"})
    EXPECT_FALSE(is_time_zone(name)) << name;
  for (const auto* name : {"Europe/Berlin", "UTC", "Etc/GMT-3", "America/Argentina/Buenos_Aires"})
    EXPECT_TRUE(is_time_zone(name)) << name;
}

TEST(Zones, are_read_again_when_their_rules_change) {
  const test::TemporaryFolder folder;
  const auto put = [&folder](const char* zone, std::chrono::seconds age) {
    const auto file = folder.path() / "Place";
    std::filesystem::copy_file(std::filesystem::path{"/usr/share/zoneinfo"} / zone, file,
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() - age);
  };
  Zones zones{folder.path()};
  const Zones::SteadyTime start{};
  const auto offset = [&zones](Zones::SteadyTime now) {
    return zones.find("Place", now).value().lookup(cctz::time_point<cctz::seconds>{}).offset;
  };

  put("Etc/GMT-3", 10s);
  EXPECT_EQ(offset(start), 3 * 3600);
  put("Etc/GMT-5", 5s);
  EXPECT_EQ(offset(start + 30s), 3 * 3600) << "looked at a moment ago";
  EXPECT_EQ(offset(start + 61s), 5 * 3600);
  std::filesystem::remove(folder.path() / "Place");
  EXPECT_EQ(offset(start + 200s), 5 * 3600) << "better than nothing";
}

TEST(Zones, do_without_a_folder) {
  const test::TemporaryFolder folder;
  Zones zones{folder.path() / "none"};

  EXPECT_TRUE(zones.located().empty());
  EXPECT_EQ(zones.version(), "");
  EXPECT_EQ(zones.find("Europe/Berlin", {}), std::nullopt);
}

}  // namespace
}  // namespace cs2::locale
