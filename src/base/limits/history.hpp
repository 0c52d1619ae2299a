// Bounds of files of past results and of their import, each with its reason.
#pragma once

#include <cstddef>

namespace cs2::limits {

inline constexpr std::size_t history_chunk_bytes = 256 * 1024;   // read at once, however long the file
inline constexpr std::size_t history_row_bytes_max = 64 * 1024;  // a row with five maps has 400 bytes
inline constexpr std::size_t history_columns_max = 1'000;        // statistics beside the result have hundreds
inline constexpr std::size_t history_maps_max = 9;               // of a best of nine
inline constexpr std::size_t history_name_characters = 120;      // of a team, an event, a stage
inline constexpr std::size_t history_id_characters = 200;
inline constexpr std::size_t history_source_characters = 40;
inline constexpr std::size_t history_ids_remembered =
    1'000'000;  // in which an id that stands twice is noticed; about 50 MB
inline constexpr std::size_t history_page_bytes_max =
    128 * 1024 * 1024;  // Valve's files are read as a whole; its model's input of all years has 60 MB
inline constexpr std::size_t import_rows_per_batch = 300;  // a transaction of about 50 ms
inline constexpr long import_count_from = 600;  // rows, and then at each fourfold, the database counts anew
inline constexpr int import_conflicts_max = 8;  // batches that lose against a bot, in a row

}  // namespace cs2::limits
