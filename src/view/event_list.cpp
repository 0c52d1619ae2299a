#include "view/event_list.hpp"

#include <fmt/format.h>

#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "locale/money.hpp"
#include "view/color.hpp"
#include "view/embed.hpp"
#include "view/markdown.hpp"
#include "view/profile_text.hpp"
#include "view/source.hpp"
#include "view/text/event_text.hpp"

namespace cs2::view {
namespace {

// Eight entries stay below the limit even when every character is escaped.
constexpr std::size_t name_characters = 60;
constexpr std::size_t prize_characters = 40;
constexpr std::size_t description_characters = 4000;

std::string entry(const EventDates& dates, const Reader& reader) {
  const auto& event = dates.event;
  const auto details =
      join({place_and_tier(event, reader), dates_text(dates, reader),
            event.prize ? escape_markdown(locale::money_text(*event.prize, reader.language), prize_characters)
                        : std::string{}},
           " · ");
  return fmt::format("**{}**\n{}", shown_name(event.name, name_characters, reader), details);
}

bool is_running(const EventDates& dates, Timestamp now) {
  return dates.begins_at && *dates.begins_at <= now;
}

std::string entries(const EventList& list, Timestamp now, const Reader& reader) {
  Lines lines{description_characters};
  std::string_view last_heading;
  for (const auto& dates : list.events) {
    const std::string_view heading = is_running(dates, now) ? "events.running" : "events.upcoming";
    if (heading != last_heading) lines.add(reader.language.say(heading));
    last_heading = heading;
    lines.add(entry(dates, reader));
  }
  return lines.take();
}

}  // namespace

discord::Message event_list(const EventList& list, Timestamp now, const Reader& reader) {
  const auto& language = reader.language;
  discord::Embed embed{.title = language.say("events.title"), .color = color_neutral};
  if (!list.filter.empty())
    embed.title = shorten(language.say("list.filtered", {{"title", embed.title}, {"filters", list.filter}}),
                          limits::embed_title);
  if (!list.events.empty()) {
    embed.description = entries(list, now, reader);
  } else if (!list.loading.empty()) {
    embed.description = list.loading;
  } else {
    embed.description = language.say(list.filter.empty() ? "events.empty" : "events.empty_filtered");
  }
  if (list.pages > 1)
    embed.footer = language.say("events.pages", {{"page", std::int64_t{list.page + 1}},
                                                 {"pages", std::int64_t{list.pages}},
                                                 {"total", std::int64_t{list.total}}});
  embed.url = licensed_page(list.sources);
  add_credits(embed, list.sources, language);
  return {.embeds = {std::move(embed)}};
}

}  // namespace cs2::view
