#include "view/embed.hpp"

#include <algorithm>

#include "base/limits/discord.hpp"
#include "base/web_address.hpp"
#include "view/markdown.hpp"

namespace cs2::view {

void add_field(discord::Embed& embed, const Reader& reader, std::string_view key, std::string value,
               locale::Arguments arguments) {
  if (value.empty()) return;
  embed.fields.push_back({.name = reader.language.say(key, arguments), .value = std::move(value)});
}

std::string picture(std::string_view url) {
  const bool is_plain = std::ranges::all_of(url, [](char each) { return each > ' ' && each < 0x7F; });
  return is_public_address(url) && is_plain && url.size() <= limits::embed_url ? std::string{url}
                                                                               : std::string{};
}

}  // namespace cs2::view
