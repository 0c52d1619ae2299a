#include "store/guild/people.hpp"

#include <tuple>
#include <utility>

#include "base/limits/store.hpp"
#include "store/database/internal/transaction.hpp"

namespace cs2::store {
namespace {

using People = std::map<std::uint64_t, PersonSettings>;

struct PersonRow {
  std::uint64_t person = 0;
  std::optional<std::string> locale;
  std::optional<std::string> time_zone;
  std::optional<std::string> spoilers;
  auto columns() { return std::tie(person, locale, time_zone, spoilers); }
};

std::string name(SpoilerRule rule) {
  return rule == SpoilerRule::hide ? "hide" : "show";
}

People by_person(std::vector<PersonRow> rows) {
  People people;
  for (auto& row : rows) {
    auto& settings = people[row.person];
    settings.locale = std::move(row.locale);
    settings.time_zone = std::move(row.time_zone);
    if (row.spoilers) settings.spoilers = *row.spoilers == "hide" ? SpoilerRule::hide : SpoilerRule::show;
  }
  return people;
}

PersonSettings settings_of(const People& people, std::uint64_t person) {
  const auto found = people.find(person);
  return found == people.end() ? PersonSettings{} : found->second;
}

People load(Sql& sql, const std::vector<std::uint64_t>& people) {
  return by_person(sql.select<PersonRow>(
      "SELECT person_id, locale, time_zone, spoilers FROM person_settings WHERE person_id IN NUMBERS(:ids)",
      people));
}

}  // namespace

PersonSettings find_person_settings(Store& store, std::uint64_t person) {
  const auto load_all = [&store] {
    return by_person(store.sql().read()->select<PersonRow>(
        "SELECT person_id, locale, time_zone, spoilers FROM person_settings ORDER BY person_id LIMIT :most",
        limits::people_max));
  };
  const auto people = store.answers().remember<People>(Topic::guilds, "people", load_all);
  if (people->size() < static_cast<std::size_t>(limits::people_max)) return settings_of(*people, person);
  return settings_of(list_person_settings(store, {person}), person);
}

std::map<std::uint64_t, PersonSettings> list_person_settings(Store& store,
                                                             const std::vector<std::uint64_t>& people) {
  if (people.empty()) return {};
  return load(*store.sql().read(), people);
}

PersonSettings change_person_settings(Store& store, std::uint64_t person,
                                      const std::function<void(PersonSettings&)>& change) {
  Writing writing{store};
  auto& sql = writing.sql();
  // Locks the row, so that of two changes the second builds on the first.
  sql.run(R"(
      INSERT INTO person_settings (person_id) VALUES (:person)
      ON CONFLICT (person_id) DO UPDATE SET person_id = excluded.person_id)",
          person);
  auto settings = settings_of(load(sql, {person}), person);
  change(settings);
  if (settings == PersonSettings{}) {
    sql.run("DELETE FROM person_settings WHERE person_id = :person", person);
  } else {
    sql.run(R"(
        UPDATE person_settings SET locale = :locale, time_zone = :time_zone, spoilers = :spoilers
        WHERE person_id = :person)",
            settings.locale, settings.time_zone,
            settings.spoilers ? std::optional{name(*settings.spoilers)} : std::nullopt, person);
  }
  writing.touch(Topic::guilds);
  writing.commit();
  return settings;
}

}  // namespace cs2::store
