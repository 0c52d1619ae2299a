// What people chose for themselves with /me. Nothing is kept of those who chose nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/guild/guilds.hpp"
#include "store/store.hpp"

namespace cs2::store {

struct PersonSettings {
  std::optional<std::string> locale;     // absent: that of the person's Discord
  std::optional<std::string> time_zone;  // IANA name; absent: the server's
  std::optional<SpoilerRule> spoilers;   // absent: the server's

  bool operator==(const PersonSettings&) const = default;
};

// Defaults for who chose nothing. All are kept in memory together, so that the first command of a person
// needs no database.
PersonSettings find_person_settings(Store& store, std::uint64_t person);
// Of each of these, with one statement and never from the cache.
std::map<std::uint64_t, PersonSettings> list_person_settings(Store& store,
                                                             const std::vector<std::uint64_t>& people);
// What is stored, changed; what it is now.
PersonSettings change_person_settings(Store& store, std::uint64_t person,
                                      const std::function<void(PersonSettings&)>& change);

}  // namespace cs2::store
