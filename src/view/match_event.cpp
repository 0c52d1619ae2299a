#include "view/match_event.hpp"

#include <algorithm>

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
constexpr std::size_t place_characters = 40;  // of an address

// About an hour a map, with its pauses.
minutes usual_length(const MatchFacts& facts) {
  return minutes{70} * facts.best_of.value_or(3);
}

// Where to watch it, else where it is written.
std::string page_of(const MatchDetails& details) {
  for (const auto& stream : details.match.streams) {
    if (auto page = page_address(stream.url); !page.empty()) return page;
  }
  return first_page(details.sources);
}

std::string description(const MatchDetails& details, const Reader& reader) {
  std::vector<std::string> parts{event_line(details, reader, event_characters)};
  if (details.match.best_of) {
    parts.push_back(
        reader.language.say("match.best_of", {{"count", std::to_string(*details.match.best_of)}}));
  }
  // A name could be cut, an address not.
  const auto text = join(parts, " · ");
  const auto page = page_of(details);
  const auto fits = count_characters(text) + 1 + count_characters(page) <= limits::event_description;
  return fits ? join({text, page}, "\n") : text;
}

// "twitch.tv/example": without what nobody reads.
std::string short_address(std::string_view page) {
  page.remove_prefix(std::min(page.find("://") + 3, page.size()));
  if (page.starts_with("www.")) page.remove_prefix(4);
  if (page.ends_with('/')) page.remove_suffix(1);
  return std::string{page};
}

// The town of a LAN, else the stream, else what it belongs to: a place is one short line.
std::string location(const MatchDetails& details, const Reader& reader) {
  const auto& event = details.tournament;
  if (event && event->city) {
    const auto country = event->country ? locale::country_name(*event->country, reader.language) : "";
    return shorten(join({clean_name(*event->city), country}, ", "), limits::event_location);
  }
  for (const auto& stream : details.match.streams) {
    const auto page = short_address(page_address(stream.url));
    if (!page.empty() && page.size() <= place_characters) return page;
  }
  return shorten(clean_name(event ? event->name : "Counter-Strike 2"), limits::event_location);
}

}  // namespace

discord::ScheduledEvent match_event(const MatchDetails& details, Timestamp starts_at, const Reader& reader) {
  return {.name = shorten(match_title(details, reader, name_characters), limits::event_name),
          .description = shorten(description(details, reader), limits::event_description),
          .location = location(details, reader),
          .starts_at = starts_at,
          .ends_at = starts_at + usual_length(details.match)};
}

}  // namespace cs2::view
