# Writes FILES as a C++ source: cs2::MODULE::embedded_WHAT(). Run by cs2_embed.
# What compilers are *required* to take is 64 KiB a literal; those that we use take far more.
set(source "// Generated from the project's files.\n#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n")
string(APPEND source "#include \"base/embedded.hpp\"\n\nnamespace cs2::${MODULE} {\n\n")
string(APPEND source "std::span<const EmbeddedFile> embedded_${WHAT}() {\n  static constexpr EmbeddedFile files[] = {\n")
list(SORT FILES)
foreach(file ${FILES})
  get_filename_component(name ${file} NAME)
  # Bytes as a hexadecimal string literal, so that no content needs care, in lines that an editor can show.
  file(READ ${file} hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${hex}")
  string(REGEX REPLACE "(\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..\\\\x..)" "\\1\"\n     \"" bytes "${bytes}")
  string(APPEND source "    {\"${name}\", {\"${bytes}\", ${size}}},\n")
endforeach()
string(APPEND source "  };\n  return files;\n}\n\n}  // namespace cs2::${MODULE}\n")
file(WRITE ${OUTPUT} "${source}")
