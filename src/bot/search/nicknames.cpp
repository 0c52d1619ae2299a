#include "bot/search/nicknames.hpp"

#include <cassert>
#include <map>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace cs2::bot {
namespace {

struct Lists {
  std::map<std::pair<store::NameKind, std::string>, std::vector<std::string>> names;
  std::map<std::string, std::string, std::less<>> words;
};

void read_line(Lists& lists, std::string_view line) {
  const auto first_blank = line.find(' ');
  const auto equals = line.find(" = ");
  assert(first_blank < equals && equals != std::string_view::npos);
  const auto kind = line.substr(0, first_blank);
  const auto name = fold(line.substr(first_blank, equals - first_blank));
  const auto others = line.substr(equals + 3);
  if (kind == "word") {
    lists.words.emplace(name, others);
    return;
  }
  const auto named = kind == "team"     ? store::NameKind::team
                     : kind == "player" ? store::NameKind::player
                                        : store::NameKind::tournament;
  for (const auto other : split(others, ',')) lists.names[{named, name}].emplace_back(trim(other));
}

// Parsed once; the file is part of the program, so a line that cannot be read is our mistake.
const Lists& lists() {
  static const Lists read = [] {
    Lists lists;
    for (const auto& file : embedded_nicknames()) {
      for (const auto line : split(file.contents, '\n')) {
        if (!trim(line).empty() && line.front() != '#') read_line(lists, trim(line));
      }
    }
    return lists;
  }();
  return read;
}

}  // namespace

std::span<const std::string> nicknames(store::NameKind kind, std::string_view folded) {
  const auto found = lists().names.find({kind, std::string{folded}});
  return found == lists().names.end() ? std::span<const std::string>{} : std::span{found->second};
}

std::string with_words_written_out(std::string_view folded) {
  std::string text;
  for (const auto word : split(folded, ' ')) {
    if (!text.empty()) text += ' ';
    const auto found = lists().words.find(word);
    text += found == lists().words.end() ? word : std::string_view{found->second};
  }
  return text;
}

}  // namespace cs2::bot
