// Transactions over the pool. Private to store.
#pragma once

#include <set>

#include "store/answers.hpp"
#include "store/sql.hpp"

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
  void commit();

 private:
  Answers& answers_;
  SqlPool::Lent lent_;
  std::set<Topic> touched_;  // sorted, so that two writers lock the rows in one order
  bool open_ = true;
};

}  // namespace cs2::store
