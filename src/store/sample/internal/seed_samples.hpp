// Who plays in the sample: teams, events and rosters by short keys. A thing of a batch bears the negative
// position of its key. Private to store.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "model/batch.hpp"

namespace cs2::store {

struct SampleTeam {
  const char* key;
  const char* name;
  const char* acronym;
  const char* country;
  const char* alias = nullptr;
};

inline constexpr std::array<SampleTeam, 16> sample_teams{{
    {"glacier", "Glacier Wolves", "GW", "NO"},
    {"harbor", "Harbor Nine", "H9", "DE"},
    {"kestrel", "Kestrel", "KES", "GB", "Kestrel Gaming"},
    {"monsoon", "Monsoon Esports", "MON", "IN"},
    {"ferrum", "Ferrum", "FER", "UA", "Team Ferrum"},
    {"quiet", "Quiet Storm", "QS", "US"},
    {"palisade", "Palisade", "PAL", "CA"},
    {"tidal", "Tidal Union", "TU", "DK"},
    {"ember", "Ember Guild", "EMB", "FR"},
    {"ferry", "Night Ferry", "NF", "FI"},
    {"lumen", "Lumen Five", "L5", "SE"},
    {"basalt", "Basalt", "BAS", "IS"},
    {"crows", "Copper Crows", "CC", "AU"},
    {"pines", "Delta Pines", "DP", "EE"},
    {"zubr", "Żubr Gaming", "ŻBR", "PL"},
    {"condor", "Cóndor Club", "CDR", "CL"},
}};

struct SampleTournament {
  const char* key;
  const char* name;
  Tier tier;
  Venue venue;
  const char* region;
  const char* country;  // of a LAN
  const char* prize;
  days starts;  // from now
  days ends;
};

inline constexpr std::array<SampleTournament, 4> sample_tournaments{{
    {"meridian", "Meridian Masters", Tier::s, Venue::lan, "International", "PT", "1,000,000 USD", days{-5},
     days{6}},
    {"baltic", "Baltic Open", Tier::a, Venue::lan, "Europe", "LV", "250,000 EUR", days{-12}, days{9}},
    {"sunrise", "Sunrise League", Tier::b, Venue::online, "Europe", nullptr, "40,000 EUR", days{-20},
     days{15}},
    {"equinox", "Equinox Finals", Tier::a, Venue::lan, "Europe", "SE", "400,000 USD", days{-48}, days{-41}},
}};

// Five who play, and who coaches them, of the teams whose keys come first; the rest stay unknown.
struct SampleRoster {
  const char* team;
  std::array<const char*, 5> players;
  const char* coach;
};

inline constexpr std::array<SampleRoster, 8> sample_rosters{{
    {"glacier", {"fjordling", "Nordis", "icepick", "skarv", "brage"}, "Halvor"},
    {"harbor", {"Lotse", "kaiser9", "dock", "mewe", "Tau"}, "Hafenmeister"},
    {"kestrel", {"hover", "Tally", "wren", "quill", "moor"}, "Falconer"},
    {"monsoon", {"varsha", "Megh", "tufaan", "NadiX", "bijli"}, "guru"},
    {"ferrum", {"kovach", "zalizo", "Iskra", "molot", "stal"}, "Gart"},
    {"quiet", {"hush", "Lull", "static", "drizzle", "ebb"}, "Mute"},
    {"tidal", {"klit", "Bølge", "anker", "sild", "havn"}, "Styrmand"},
    {"condor", {"Ala", "puma", "cumbre", "nieve", "rayo"}, "Cóndor Viejo"},
}};

template <class Samples>
constexpr std::optional<std::int64_t> batch_id_of(const Samples& samples, std::string_view key) {
  for (std::size_t index = 0; index < samples.size(); ++index) {
    if (samples[index].key == key) return -1 - static_cast<std::int64_t>(index);
  }
  return std::nullopt;
}

inline TeamId sample_team(std::string_view key) {
  return {batch_id_of(sample_teams, key).value_or(0)};
}
inline TournamentId sample_tournament(std::string_view key) {
  return {batch_id_of(sample_tournaments, key).value_or(0)};
}

inline const SampleRoster* roster_of(std::string_view team) {
  const auto* const found = std::ranges::find(sample_rosters, team, &SampleRoster::team);
  return found == sample_rosters.end() ? nullptr : found;
}

inline std::string sample_external_id(std::string_view key) {
  return fmt::format("sample-{}", key);
}

// What each file adds to the sample.
void add_sample_matches(Batch& batch, Timestamp now);
void add_sample_people(Batch& batch);  // players, their stays, and what some of them did in a match
void add_sample_tables(Batch& batch, Timestamp now);

}  // namespace cs2::store
