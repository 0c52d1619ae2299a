# Precompiled headers: without the time of its making each is the same file at every build, for ccache too.
add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
if(CMAKE_CXX_COMPILER_LAUNCHER MATCHES ccache)
  list(PREPEND CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_SLOPPINESS=pch_defines,time_macros)
endif()

# A third of what a source compiles is the containers and fmt: once for all of them. Not for the release, which so shows
# what a file forgets to include.
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  add_library(cs2_common OBJECT cmake/precompiled.cpp)
  target_precompile_headers(cs2_common PRIVATE cmake/precompiled.hpp)
  target_link_libraries(cs2_common PRIVATE cs2::warnings fmt::fmt)
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
#   cs2_embed(<module> <what> GLOB <pattern>)
function(cs2_embed module what)
  cmake_parse_arguments(arg "" "GLOB" "" ${ARGN})
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${arg_GLOB})
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
