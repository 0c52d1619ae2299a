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
