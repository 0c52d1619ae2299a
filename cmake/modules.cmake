# Precompiled headers: without the time of its making each is the same file at every build, for ccache too.
add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
# And its path is not said twice: ccache knows the first way of saying it and makes it relative to the clone.
set(CMAKE_CXX_COMPILE_OPTIONS_USE_PCH -Xclang -include-pch -Xclang <PCH_FILE>)
if(CMAKE_CXX_COMPILER_LAUNCHER MATCHES ccache)
  # The same whatever clone, build folder and locale it is called from.
  list(PREPEND CMAKE_CXX_COMPILER_LAUNCHER env LC_ALL=C LANG=C CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=true
       CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_PCH_EXTSUM=true)
endif()

# What ccache takes for the contents of a target's precompiled header, which hold the clone's path: whatever they are
# made from, system headers by the versions of their packages' own version headers.
function(cs2_precompiled_sum target)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/cmake/precompiled.hpp ${CMAKE_SOURCE_DIR}/tests/precompiled.hpp)
  set(sum "${CMAKE_CXX_COMPILER_VERSION} ${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_DEBUG} ${CS2_SANITIZE} ${CS2_FUZZ}")
  foreach(header ${CMAKE_SOURCE_DIR}/cmake/precompiled.hpp ${CMAKE_SOURCE_DIR}/tests/precompiled.hpp
                 /usr/include/fmt/core.h /usr/include/gtest/gtest.h /usr/include/gmock/gmock.h ${ARGN})
    if(EXISTS ${header})
      file(SHA256 ${header} digest)
      string(APPEND sum " ${digest}")
    endif()
  endforeach()
  file(GLOB standard_library /usr/include/*/c++/*/bits/c++config.h)
  foreach(header ${standard_library})
    file(SHA256 ${header} digest)
    string(APPEND sum " ${digest}")
  endforeach()
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/cmake_pch.hxx.pch.sum "${target} ${sum}")
endfunction()

# A third of what a source compiles is the containers and fmt: once for all of them. Not for the release, which so shows
# what a file forgets to include.
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_library(cs2_common OBJECT cmake/precompiled.cpp)
  target_precompile_headers(cs2_common PRIVATE cmake/precompiled.hpp)
  target_link_libraries(cs2_common PRIVATE cs2::warnings fmt::fmt)
  cs2_precompiled_sum(cs2_common)
endif()

# One static library per folder of src/.
#   cs2_module(<name> [USES <module>…] [LIBRARIES <target>…])
function(cs2_module name)
  cmake_parse_arguments(arg "" "" "USES;LIBRARIES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  if(NOT sources)
    add_library(cs2_${name} INTERFACE)
    set(scope INTERFACE)
  else()
    add_library(cs2_${name} STATIC ${sources})
    target_link_libraries(cs2_${name} PRIVATE cs2::warnings)
    if(TARGET cs2_common)
      target_precompile_headers(cs2_${name} REUSE_FROM cs2_common)
    endif()
    set(scope PUBLIC)
  endif()
  add_library(cs2::${name} ALIAS cs2_${name})
  target_include_directories(cs2_${name} ${scope} ${CMAKE_SOURCE_DIR}/src)
  foreach(used ${arg_USES})
    target_link_libraries(cs2_${name} ${scope} cs2_${used})
  endforeach()
  target_link_libraries(cs2_${name} ${scope} ${arg_LIBRARIES})
endfunction()

# Text files compiled into a module as cs2::<module>::embedded_<what>(): name → contents, sorted by name.
#   cs2_embed(<module> <what> GLOB <pattern>…)
function(cs2_embed module what)
  cmake_parse_arguments(arg "" "" "GLOB" ${ARGN})
  list(TRANSFORM arg_GLOB PREPEND ${CMAKE_SOURCE_DIR}/)
  file(GLOB files CONFIGURE_DEPENDS ${arg_GLOB})
  set(output ${CMAKE_BINARY_DIR}/generated/${module}_${what}.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DMODULE=${module} -DWHAT=${what} "-DFILES=${files}"
            -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake VERBATIM)
  get_target_property(type cs2_${module} TYPE)
  if(NOT type STREQUAL "INTERFACE_LIBRARY")
    target_sources(cs2_${module} PRIVATE ${output})
  endif()
endfunction()
