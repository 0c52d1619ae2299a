// Bounds of what a source may send, each with its reason.
#pragma once

#include <cstddef>

namespace cs2::limits {

inline constexpr std::size_t provider_pages_max = 10;  // of one list, 100 rows each
inline constexpr std::size_t provider_rows_max =
    1'000;  // in one answer; PandaScore sends 100, Liquipedia about 100
inline constexpr std::size_t provider_players_max = 100;  // of one team; with coaches about 15
inline constexpr std::size_t provider_stages_max = 12;    // of one event that are read in depth
inline constexpr std::size_t provider_notes_max =
    1'000;  // matches and stages of which more is remembered than the lists say
inline constexpr std::size_t rounds_per_map_max = 120;  // the longest matches ended below 90
inline constexpr std::size_t json_values_max =
    500'000;                                       // in one answer; five hundred rows of LPDB have 200,000
inline constexpr std::size_t json_depth_max = 32;  // answers nest to ten
inline constexpr std::size_t pandascore_answer_bytes_max =
    8 * 1024 * 1024;  // a hundred matches are 1 MB, a hundred tournaments with rosters 3
inline constexpr std::size_t lpdb_answer_bytes_max = 16 * 1024 * 1024;  // five hundred matches are 8 MB
inline constexpr std::size_t liquipedia_answer_bytes_max =
    16 * 1024 * 1024;                                             // its largest pages are below 10
inline constexpr std::size_t html_depth_max = 256;                // wiki pages nest to about 30
inline constexpr std::size_t html_tags_max = 500'000;             // a tournament page of 160 KB has 4,000
inline constexpr std::size_t html_text_bytes_max = 1'000;         // of one element; names and dates are short
inline constexpr std::size_t valve_file_bytes_max = 1024 * 1024;  // the world's standings have 82 KB
inline constexpr std::size_t valve_matchdata_rows_max = 50'000;   // six months are 6,400, all years 22,410
inline constexpr std::size_t valve_matchdata_values_max = 10'000'000;  // of a file that an operator loads
inline constexpr std::size_t hltv_page_bytes_max = 8 * 1024 * 1024;    // pages have 0.2 to 2 MiB
inline constexpr std::size_t wikitext_bytes_max = 2 * 1024 * 1024;     // MediaWiki's own bound of a page
inline constexpr std::size_t wiki_templates_max = 10'000;  // side by side; the longest lists have hundreds
inline constexpr std::size_t wiki_arguments_max = 1'000;   // of one template; a bracket has about 150
inline constexpr std::size_t wiki_names_max =
    20'000;  // of teams that we remember; a year shows some hundreds
inline constexpr std::size_t streams_per_match = 20;
inline constexpr std::size_t links_per_match = 20;

}  // namespace cs2::limits
