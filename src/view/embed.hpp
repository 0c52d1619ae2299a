// The parts of an embed, within Discord's limits.
#pragma once

#include <string>
#include <string_view>

#include "discord/types.hpp"
#include "view/reader.hpp"

namespace cs2::view {

// Nothing for an empty value. `key` is the field's name, `arguments` are for that.
void add_field(discord::Embed& embed, const Reader& reader, std::string_view key, std::string value,
               locale::Arguments arguments = {});

// An address that Discord shows as a picture; empty for anything else.
std::string picture(std::string_view url);

}  // namespace cs2::view
