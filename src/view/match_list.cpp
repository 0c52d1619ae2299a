#include "view/match_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <tuple>

#include "base/enum_names.hpp"
#include "base/foreign_text.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "locale/day_range.hpp"
#include "model/calendar.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"
#include "view/match_text.hpp"
#include "view/source.hpp"
#include "view/text/event_text.hpp"
#include "view/text/short_name.hpp"

namespace cs2::view {
namespace {

// Ten matches below ten headings without links stay below limits::embed_description, even when every
// character is escaped.
constexpr std::size_t name_characters = 32;
constexpr std::size_t event_characters = 48;
constexpr std::size_t round_characters = 32;
constexpr std::size_t description_characters = 4000;

int color_of(ListKind kind) {
  switch (kind) {
    case ListKind::live:
      return view::color_of(MatchStatus::live);
    case ListKind::upcoming:
      return view::color_of(MatchStatus::scheduled);
    case ListKind::results:
      return view::color_of(MatchStatus::finished);
  }
  return color_neutral;
}

std::string best_of_text(const MatchFacts& facts, const Reader& reader) {
  return facts.best_of
             ? reader.language.say("match.best_of_tiny", {{"count", std::to_string(*facts.best_of)}})
             : std::string{};
}

// The map that is being played, where that is no secret.
std::string live_map_text(const MatchFacts& facts, const Reader& reader) {
  if (facts.status != MatchStatus::live || hides_result(facts, reader)) return {};
  const auto map = std::ranges::find(facts.maps, MapStatus::live, &MapResult::status);
  if (map == facts.maps.end() || !map->name || is_placeholder(*map->name)) return {};
  return reader.language.say("list.live_map",
                             {{"map", escape_markdown(*map->name, name_characters)},
                              {"score", map->score ? numbers(*map->score, reader) : std::string{}}});
}

std::string empty_text(const MatchList& list, const Reader& reader) {
  if (!list.loading.empty()) return list.loading;
  const auto* which = list.filters.empty() ? "empty" : "empty_filtered";
  return reader.language.say(fmt::format("list.{}.{}", name(list.kind), which),
                             {{"upcoming", list.mentions[0]}, {"results", list.mentions[1]}});
}

// ---- Lines

// The clock beside a match that comes; what was played is placed by its day alone.
std::string clock_text(const MatchFacts& facts, const Reader& reader) {
  const bool is_planned = facts.status == MatchStatus::scheduled && facts.scheduled_at && facts.time_is_exact;
  return is_planned && !is_overdue(facts, reader) ? discord::timestamp(*facts.scheduled_at, 't')
                                                  : std::string{};
}

// When it began, or that it is late or off: what neither the clock nor the heading says.
std::string remark(const MatchFacts& facts, const Reader& reader) {
  switch (facts.status) {
    case MatchStatus::live:
      return time_text(facts, reader);
    case MatchStatus::scheduled:
      return is_overdue(facts, reader) ? overdue_text(facts, reader) : std::string{};
    case MatchStatus::postponed:
    case MatchStatus::cancelled:
      return join({status_text(facts, reader), time_text(facts, reader)}, " · ");
    case MatchStatus::finished:
      return status_text(facts, reader);
  }
  return {};
}

std::string entry(const MatchDetails& details, const Reader& reader) {
  const auto& match = details.match;
  const auto teams = join({clock_text(match, reader), score_line(details, reader, name_characters)}, " ");
  return join({teams, best_of_text(match, reader),
               escape_markdown(round_text(match.stage, reader.language), round_characters),
               live_map_text(match, reader), remark(match, reader)},
              " · ");
}

// ---- Headings

struct Group {
  std::optional<std::chrono::sys_days> day;
  TournamentId event;
  Tier tier = Tier::unranked;
  std::size_t day_place = 0;  // of the day's first match in the list
  std::size_t place = 0;      // of its own
  std::vector<const MatchDetails*> matches;
};

// Of a match of which only the day is known, that day counts everywhere.
std::optional<std::chrono::sys_days> day_of(const MatchDetails& details, const MatchList& list) {
  if (list.kind == ListKind::live) return std::nullopt;
  const auto at = time_of(details.match);
  if (!at) return std::nullopt;
  if (!has_exact_time(details.match)) return std::chrono::floor<days>(*at);
  return std::chrono::sys_days{locale::local_time(*at, list.time_zone).date};
}

// Days stay in the order of the list; within one the best tier comes first, then what comes first in the
// list.
std::vector<Group> groups_of(const MatchList& list) {
  std::vector<Group> groups;
  for (std::size_t place = 0; place < list.matches.size(); ++place) {
    const auto& details = list.matches[place];
    const auto day = day_of(details, list);
    const auto event = details.tournament ? details.tournament->id : TournamentId{};
    const auto same_day = std::ranges::find(groups, day, &Group::day);
    const auto day_place = same_day == groups.end() ? place : same_day->day_place;
    auto group = std::ranges::find_if(
        groups, [&](const Group& each) { return each.day == day && each.event == event; });
    if (group == groups.end()) {
      const auto tier =
          details.tournament ? details.tournament->tier.value_or(Tier::unranked) : Tier::unranked;
      group = groups.insert(
          groups.end(),
          {.day = day, .event = event, .tier = tier, .day_place = day_place, .place = place, .matches = {}});
    }
    group->matches.push_back(&details);
  }
  std::ranges::sort(groups, {},
                    [](const Group& each) { return std::tuple{each.day_place, each.tier, each.place}; });
  return groups;
}

std::string day_heading(std::optional<std::chrono::sys_days> day, const MatchList& list,
                        const Reader& reader) {
  if (!day) return reader.language.say("list.no_day");
  const std::chrono::sys_days today{locale::local_time(reader.now, list.time_zone).date};
  const auto name = *day == today             ? reader.language.say("choice.day.today")
                    : *day == today + days{1} ? reader.language.say("choice.day.tomorrow")
                    : *day == today - days{1} ? reader.language.say("choice.day.yesterday")
                                              : locale::day_range_name({*day, *day}, today, reader.language);
  return reader.language.say("list.day", {{"day", name}});
}

std::string event_heading(const MatchDetails& details, bool with_link, const Reader& reader) {
  if (!details.tournament) return {};
  const auto& event = *details.tournament;
  auto name = escape_markdown(short_event_name(event.name, event_characters), event_characters);
  if (name.empty()) return {};
  if (with_link) name = link(name, first_page(details.sources));
  return join({reader.language.say("list.event", {{"event", name}}), tier_text(event, reader)}, " · ");
}

std::string entries(const MatchList& list, bool with_links, const Reader& reader) {
  std::string text;
  const auto add = [&](std::string_view line) {
    if (line.empty()) return;
    text += text.empty() ? "" : "\n";
    text += line;
  };
  const Group* before = nullptr;
  const auto groups = groups_of(list);
  for (const auto& group : groups) {
    if (list.kind != ListKind::live && (!before || before->day != group.day))
      add(day_heading(group.day, list, reader));
    if (!list.is_of_one_event) add(event_heading(*group.matches.front(), with_links, reader));
    for (const auto* details : group.matches) add(entry(*details, reader));
    before = &group;
  }
  return text;
}

std::string description(const MatchList& list, const Reader& reader) {
  if (list.matches.empty()) return empty_text(list, reader);
  auto text = entries(list, true, reader);
  if (count_characters(text) > description_characters) text = entries(list, false, reader);
  return text;
}

std::string title(const MatchList& list, const Reader& reader) {
  auto title = reader.language.say(fmt::format("list.{}.title", name(list.kind)));
  if (list.filters.empty()) return title;
  std::vector<std::string> filters;
  filters.reserve(list.filters.size());
  for (const auto& filter : list.filters) filters.push_back(escape_markdown(filter, event_characters));
  return shorten(reader.language.say("list.filtered", {{"title", title}, {"filters", join(filters, " · ")}}),
                 limits::embed_title);
}

std::vector<MatchSource> sources_of(const MatchList& list) {
  std::vector<MatchSource> all;
  for (const auto& details : list.matches)
    all.insert(all.end(), details.sources.begin(), details.sources.end());
  return merge_sources(all.empty() ? list.sources : all);
}

}  // namespace

std::string_view name(ListKind kind) {
  static constexpr auto names = names_of<ListKind>(
      {{ListKind::live, "live"}, {ListKind::upcoming, "upcoming"}, {ListKind::results, "results"}});
  return name_in(names, kind);
}

discord::Message match_list(const MatchList& list, const Reader& reader) {
  discord::Embed embed;
  embed.title = title(list, reader);
  embed.color = color_of(list.kind);
  // Where no heading leads to the event's page.
  if (list.is_of_one_event && !list.matches.empty()) embed.url = first_page(list.matches.front().sources);
  embed.thumbnail_url = list.picture_url;
  embed.description = description(list, reader);
  if (list.pages > 1) {
    embed.footer = reader.language.say(list.is_cut ? "list.pages_cut" : "list.pages",
                                       {{"page", std::int64_t{list.page + 1}},
                                        {"pages", std::int64_t{list.pages}},
                                        {"total", std::int64_t{list.total}}});
  }
  add_credits(embed, sources_of(list), reader.language);
  discord::Message message;
  message.embeds.push_back(std::move(embed));
  return message;
}

}  // namespace cs2::view
