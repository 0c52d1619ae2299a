#include "store/database/memory_only.hpp"

namespace cs2::store {
namespace {

thread_local int memory_only = 0;

}  // namespace

MemoryOnly::MemoryOnly() {
  ++memory_only;
}
MemoryOnly::~MemoryOnly() {
  --memory_only;
}

void require_blocking_allowed() {
  if (memory_only > 0) throw NotInMemory{};
}

}  // namespace cs2::store
