#include "view/text/event_text.hpp"

#include <fmt/format.h>

#include "view/markdown.hpp"
#include "view/place_text.hpp"
#include "view/profile_text.hpp"

namespace cs2::view {
namespace {

constexpr std::size_t place_characters = 60;

std::string venue_text(const Tournament& event, const Reader& reader) {
  return event.venue ? reader.language.say(fmt::format("event.venue.{}", name(*event.venue))) : std::string{};
}

}  // namespace

std::string tier_text(const Tournament& event, const Reader& reader) {
  if (!event.tier || *event.tier == Tier::unranked) return {};
  return reader.language.say(fmt::format("event.tier.{}", name(*event.tier)));
}

std::string dates_text(const EventDates& dates, const Reader& reader) {
  // The end is the first moment that is no longer of the event.
  const auto last = dates.ends_at ? std::optional{*dates.ends_at - milliseconds{1}} : std::nullopt;
  const auto text = period_text(dates.begins_at, last, reader);
  return text.empty() ? reader.language.say("event.no_dates") : text;
}

std::string place_and_tier(const Tournament& event, const Reader& reader) {
  const auto city = event.city ? escape_markdown(*event.city, place_characters) : std::string{};
  const auto place = join({city, country_text(event.country, reader.language)}, ", ");
  return join({tier_text(event, reader), venue_text(event, reader), place,
               place.empty() && event.region
                   ? escape_markdown(region_name(*event.region, reader.language), place_characters)
                   : std::string{}},
              " · ");
}

}  // namespace cs2::view
