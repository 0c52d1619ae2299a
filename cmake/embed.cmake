# Writes FILES as a C++ source: cs2::MODULE::embedded_WHAT(). Run by cs2_embed.
set(source "// Generated from the project's files.\n#include \"base/embedded.hpp\"\n\nnamespace cs2::${MODULE} {\n\n")
string(APPEND source "std::span<const EmbeddedFile> embedded_${WHAT}() {\n  static constexpr EmbeddedFile files[] = {\n")
list(SORT FILES)
foreach(file ${FILES})
  get_filename_component(name ${file} NAME)
  # Bytes as a hexadecimal string literal, so that no content needs care; split because compilers bound a literal.
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${hex}")
  string(REGEX REPLACE "(\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..)" "\\1\"\n     \"" bytes "${bytes}")
  string(APPEND source "    {\"${name}\", {\"${bytes}\", sizeof(\"${bytes}\") - 1}},\n")
endforeach()
string(APPEND source "  };\n  return files;\n}\n\n}  // namespace cs2::${MODULE}\n")
file(WRITE ${OUTPUT} "${source}")
