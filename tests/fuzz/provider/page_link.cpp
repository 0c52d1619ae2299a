// A link of a wiki page of any bytes leads nowhere, or to a page of this wiki.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "provider/shared/wiki_page.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace cs2::provider;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  if (const auto link = parse_page_link(text)) {
    if (link->page.empty()) std::abort();
    if (!link->url.empty() && !link->url.starts_with("https://liquipedia.net/")) std::abort();
  }
  const auto id = page_id(text);
  if (!id.empty() && page_id(page_title(id)) != id) std::abort();
  static_cast<void>(decode_entities(text));
  static_cast<void>(plain_title(std::string{text}));
  return 0;
}
