// What is kept of a person and of a guild: all of it on request, and gone on request.
//
// Every table that holds something of either is listed once in privacy.cpp; what is exported and deleted
// follows from the list.
#pragma once

#include <cstdint>
#include <string>

#include "store/store.hpp"

namespace cs2::store {

// A JSON object: by table the rows, each an object; times as ISO 8601, other values as they are stored. Of
// each table the latest limits::export_rows.
std::string export_person(Store& store, std::uint64_t user_id);
std::string export_guild(Store& store, std::uint64_t guild_id);

// A person's own rows go; where others' rows name the person, the name goes. How many rows there were.
int forget_person(Store& store, std::uint64_t user_id);
// Everything that the guild chose and did. What remains is that we are in it. How many rows there were.
int forget_guild(Store& store, std::uint64_t guild_id);
// The same for guilds that removed the bot more than limits::left_guild_days ago, and that they were there.
// How many guilds there were.
int purge_left_guilds(Store& store);

}  // namespace cs2::store
