#include "base/startup_pages.hpp"

#include <link.h>
#include <malloc.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <span>

namespace cs2 {
namespace {

// What was never written can be read again from its file. Relocated pages lie in writable segments.
int give_back(dl_phdr_info* object, std::size_t, void*) {
  if (object->dlpi_addr == getauxval(AT_SYSINFO_EHDR)) return 0;  // the kernel's own, of no file
  const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  for (const auto& segment : std::span{object->dlpi_phdr, object->dlpi_phnum}) {
    if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W) != 0) continue;
    const auto begin = (object->dlpi_addr + segment.p_vaddr) & ~(page - 1);
    const auto end = object->dlpi_addr + segment.p_vaddr + segment.p_memsz;
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the loader gives addresses as numbers
    madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);  // if it cannot, nothing is lost
  }
  return 0;
}

}  // namespace

void give_back_startup_pages() {
  malloc_trim(0);
  dl_iterate_phdr(give_back, nullptr);
}

}  // namespace cs2
