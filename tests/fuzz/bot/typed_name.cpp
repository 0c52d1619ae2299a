// Free text goes to the index at every keystroke: whatever it is, the answer is bounded, scores are shares
// and what is offered instead is among what is suggested.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/limits/discord.hpp"
#include "bot/search/name_index.hpp"

namespace {

using cs2::bot::NameIndex;
using cs2::store::NameKind;

const NameIndex& some_names() {
  static const NameIndex index = [] {
    std::vector<cs2::store::Named> names;
    for (const auto kind : {NameKind::team, NameKind::tournament, NameKind::player}) {
      std::int64_t id = 0;
      for (const auto* name : {"Alpine Academy", "GamerLegion", "Cloud9", "КРУ", "s1mple", "Harbour Cup 2026",
                               "G2", "Famalicão", "the", "9z", "ESL Pro League Season 22"})
        names.push_back({.kind = kind, .id = ++id, .name = name, .aliases = {"AA", "天禄"}});
    }
    return NameIndex{std::move(names)};
  }();
  return index;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), count};
  for (const auto kind : {NameKind::team, NameKind::tournament, NameKind::player}) {
    const auto hits = some_names().search(text, kind, cs2::limits::suggestions);
    if (hits.size() > cs2::limits::suggestions) std::abort();
    for (const auto& hit : hits) {
      if (!(hit.score >= 0 && hit.score <= 1)) std::abort();
    }
    const auto resolution = some_names().resolve(text, kind);
    if (!resolution.meant.empty() && !resolution.close.empty()) std::abort();
    for (const auto* close : resolution.close) {
      if (std::ranges::find(hits, close, &cs2::bot::NameHit::named) == hits.end()) std::abort();
    }
  }
  // A name from a source is as free as what is typed.
  const NameIndex own{{{.id = 1, .name = std::string{text}, .aliases = {}}}};
  own.search(text, NameKind::team, cs2::limits::suggestions);
  return 0;
}
