#include "view/match_event.hpp"

#include "base/foreign_text.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "view/embed.hpp"
#include "view/markdown.hpp"
#include "view/match_text.hpp"
#include "view/source.hpp"

namespace cs2::view {
namespace {

constexpr std::size_t name_characters = 45;  // twice, and what stands between
constexpr std::size_t event_characters = 100;

// About an hour a map, with its pauses.
minutes usual_length(const MatchFacts& facts) {
  return minutes{70} * facts.best_of.value_or(3);
}

std::string description(const MatchDetails& details, const Reader& reader) {
  std::vector<std::string> parts{event_line(details, reader, event_characters)};
  if (details.match.best_of) {
    parts.push_back(
        reader.language.say("match.best_of", {{"count", std::to_string(*details.match.best_of)}}));
  }
  return join(parts, " · ");
}

// Where to watch it, else where it is written, else what it belongs to.
std::string location(const MatchDetails& details) {
  const auto fits = [](std::string_view page) {
    return !page.empty() && page.size() <= limits::event_location;
  };
  for (const auto& stream : details.match.streams) {
    if (auto page = page_address(stream.url); fits(page)) return page;
  }
  if (auto page = first_page(details.sources); fits(page)) return page;
  return shorten(clean_name(details.tournament ? details.tournament->name : "Counter-Strike 2"),
                 limits::event_location);
}

}  // namespace

discord::ScheduledEvent match_event(const MatchDetails& details, Timestamp starts_at, const Reader& reader) {
  return {.name = shorten(match_title(details, reader, name_characters), limits::event_name),
          .description = shorten(description(details, reader), limits::event_description),
          .location = location(details),
          .starts_at = starts_at,
          .ends_at = starts_at + usual_length(details.match)};
}

}  // namespace cs2::view
