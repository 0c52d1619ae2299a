// For a thread that must not wait: what memory holds is answered, nothing else.
#pragma once

#include <exception>

namespace cs2::store {

// Whatever would have asked the database or Redis.
struct NotInMemory : std::exception {
  const char* what() const noexcept override { return "the answer is not in memory"; }
};

// While one of these lives, every function of the store that is called on this thread answers from memory or
// throws NotInMemory, and changes nothing. The same question on a thread that may wait fills the memory.
class MemoryOnly {
 public:
  MemoryOnly();
  ~MemoryOnly();
  MemoryOnly(const MemoryOnly&) = delete;
  MemoryOnly& operator=(const MemoryOnly&) = delete;
};

// Called before anything that waits. Throws NotInMemory while a MemoryOnly lives on this thread.
void require_blocking_allowed();

}  // namespace cs2::store
