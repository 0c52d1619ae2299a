// Who changed what in a guild, with what it was before and is after.
//
// Whoever changes something of a guild adds its entry in the same transaction, so there is no change without
// one. Texts are shown as they are: plain words, ids as Discord's mentions ("<#42>").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"

namespace cs2::store {

struct AuditEntry {
  std::uint64_t guild = 0;
  std::uint64_t actor = 0;  // a user's id; 0: nobody in particular, or somebody who was forgotten
  Timestamp at;
  std::string action;   // "settings.change", "follow.add"
  std::string subject;  // what it was done to: "time_zone", "Team Spirit"
  std::string before;   // empty where there was nothing
  std::string after;    // empty where nothing is left

  bool operator==(const AuditEntry&) const = default;
};

// For store's own files: within the transaction of what happened.
void add_audit(Sql& sql, const AuditEntry& entry);
// Nothing of a person's own, of which `guild` is 0: it is nobody else's business.
void add_guild_audit(Sql& sql, std::string_view action, std::uint64_t guild, Timestamp at, AuditEntry entry);
// On its own: something that is no write of ours.
void add_audit(Store& store, const AuditEntry& entry);

struct AuditQuery {
  std::uint64_t guild = 0;
  std::string kind;         // the first word of the action; empty: all
  std::uint64_t actor = 0;  // 0: everybody
  int count = 10;
  int offset = 0;
};

struct AuditPage {
  std::vector<AuditEntry> entries;  // the latest first
  int total = 0;
};
AuditPage list_audit(Store& store, const AuditQuery& query);

// Forgets what is older than its guild wants to keep it. How many there were.
int purge_audit(Store& store);

}  // namespace cs2::store
