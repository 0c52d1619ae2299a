// Transactions over the pool. Private to store.
#pragma once

#include <set>
#include <utility>

#include "model/entity.hpp"
#include "store/cache/internal/answers.hpp"
#include "store/database/internal/sql.hpp"

namespace cs2::store {

// All reads see the same moment.
class Reading {
 public:
  explicit Reading(Store& store);
  ~Reading();
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  Sql& sql() { return *lent_; }

 private:
  SqlPool::Lent lent_;
};

// All or nothing; nothing without commit.
class Writing {
 public:
  explicit Writing(Store& store);
  ~Writing();
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;

  Sql& sql() { return *lent_; }
  // The rows of this topic change: commit moves its generation.
  void touch(Topic topic) { touched_.insert(topic); }
  // What the index of names says of this thing changes; commit writes down under which generation.
  void rename(EntityKind entity, std::int64_t ours);
  void commit();

 private:
  void note_renamed(std::int64_t generation);

  Answers& answers_;
  SqlPool::Lent lent_;
  std::set<Topic> touched_;  // sorted, so that two writers lock the rows in one order
  std::set<std::pair<EntityKind, std::int64_t>> renamed_;
  bool open_ = true;
};

}  // namespace cs2::store
