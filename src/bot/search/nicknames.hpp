// What the scene calls things where no rule leads there: nicknames.txt, compiled into the binary.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/embedded.hpp"
#include "store/queries/names.hpp"

namespace cs2::bot {

std::span<const EmbeddedFile> embedded_nicknames();

// Other names of what bears this folded name.
std::span<const std::string> nicknames(store::NameKind kind, std::string_view folded);

// The folded text with its short words written out; as it is where there are none.
std::string with_words_written_out(std::string_view folded);

}  // namespace cs2::bot
