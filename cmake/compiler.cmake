# One compiler for build, tidy, fuzzing and sanitizers; see docs/decisions/0001-clang-19.md.
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang" OR CMAKE_CXX_COMPILER_VERSION VERSION_LESS 19)
  message(FATAL_ERROR "cs2results needs clang 19 or newer: use a preset (cmake --preset dev) or scripts/build. "
                      "GCC 12 destroys temporaries in co_await expressions twice.")
endif()

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(LLD NAMES ld.lld-19 ld.lld)
if(LLD)
  add_link_options(--ld-path=${LLD})
endif()

set(CS2_SANITIZE "" CACHE STRING "sanitizers for everything, e.g. address,undefined or thread")
if(CS2_SANITIZE)
  add_compile_options(-fsanitize=${CS2_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CS2_SANITIZE})
endif()
# What is shipped guards itself; `scripts/check hardened` reads the binary. Sanitizers see more and do not go with it.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT CS2_SANITIZE)
  add_compile_options(-fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
    add_compile_options(-fcf-protection)
  endif()
  add_link_options(-pie -Wl,-z,relro,-z,now,-z,noexecstack)
  # The same bytes from whatever folder it is built in; scripts/check reproducible compares two.
  add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)
endif()
option(CS2_FUZZ "build libFuzzer entries instead of corpus replays" OFF)
if(CS2_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)  # coverage of the modules guides the fuzzers
endif()

add_library(cs2_warnings INTERFACE)
add_library(cs2::warnings ALIAS cs2_warnings)
target_compile_options(cs2_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
  -Wimplicit-fallthrough -Werror
  # `{.team = id, .count = 10}` says what matters; the defaults stand in the struct.
  -Wno-missing-designated-field-initializers)
