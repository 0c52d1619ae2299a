#include "view/statistics/statistic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/limits/discord.hpp"
#include "base/limits/statistics.hpp"
#include "base/text.hpp"
#include "base/version.hpp"
#include "locale/date_text.hpp"
#include "stats/probability.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"
#include "view/profile_text.hpp"
#include "view/source.hpp"

namespace cs2::view {
namespace {

constexpr std::size_t head_characters = 700;     // title and filters of a message without embed
constexpr std::size_t credits_characters = 500;  // with the addresses of pages

std::string definitions_url() {
  return fmt::format("{}/blob/main/docs/statistics.md", project_url);
}

std::string since_text(std::chrono::sys_days since, const locale::Language& language) {
  return language.say("statistics.filter.since",
                      {{"day", locale::date_text(std::chrono::year_month_day{since}, language)}});
}

std::vector<MatchSource> sources_of(const Counted& counted) {
  std::vector<MatchSource> all;
  for (const auto* played : counted.matches)
    all.insert(all.end(), played->details.sources.begin(), played->details.sources.end());
  return merge_sources(all);
}

About about(const Statistic& statistic, const Counted& counted, const Reader& reader) {
  const auto& filter = counted.filter;
  About about{.subject = statistic.subject, .matches = std::ssize(counted.matches), .as_of = reader.now};
  const auto add = [&](std::string_view name, std::string value) {
    about.filters.emplace_back(name, std::move(value));
  };
  if (counted.since) add("since", to_iso_date(std::chrono::year_month_day{*counted.since}));
  if (!counted.since) add("days", filter.days == 0 ? "all" : std::to_string(filter.days));
  if (filter.venue) add("venue", std::string{name(*filter.venue)});
  if (filter.tier) add("tier", std::string{name(*filter.tier)});
  if (filter.best_of) add("best_of", std::to_string(*filter.best_of));
  if (filter.opponent_top) add("against", fmt::format("top {}", *filter.opponent_top));
  if (filter.map) add("map", std::string{*filter.map});
  if (filter.core) add("core", "present");
  for (const auto& source : sources_of(counted))
    about.sources.push_back(source_text(source, reader.language));
  return about;
}

discord::Message card(Statistic statistic, const Counted& counted, const Reader& reader, bool is_hidden) {
  const auto& language = reader.language;
  discord::Embed embed{.title = statistic.title, .color = color_neutral};
  embed.description = language.say(
      "statistics.head",
      {{"filters", filter_text(counted.filter, counted.since, language)}, {"url", definitions_url()}});
  const auto body = is_hidden ? language.say("profile.hidden") : statistic.description;
  if (!body.empty()) embed.description += '\n' + body;
  if (!is_hidden) embed.fields = std::move(statistic.fields);
  for (auto& field : statistic.safe_fields) embed.fields.push_back(std::move(field));
  Sources sources;
  for (auto& source : sources_of(counted)) sources.add(std::move(source));
  sources.add_credits_to(embed, reader);
  return {.embeds = {std::move(embed)}};
}

}  // namespace

int percent(double share) {
  return static_cast<int>(std::lround(100 * share));
}

std::string record_text(const stats::Record& record, const Reader& reader) {
  const auto& language = reader.language;
  std::vector<std::string> parts{language.say(
      "statistics.record", {{"won", std::to_string(record.won)}, {"lost", std::to_string(record.lost)}})};
  if (record.drawn > 0)
    parts.push_back(language.say("statistics.drawn", {{"count", std::int64_t{record.drawn}}}));
  if (record.decided() >= limits::rated_from) {
    const auto interval = stats::wilson_interval(record.won, record.decided());
    parts.push_back(
        language.say("statistics.rate", {{"percent", std::int64_t{percent(*stats::win_rate(record))}},
                                         {"count", std::int64_t{record.decided()}},
                                         {"low", std::int64_t{percent(interval.low)}},
                                         {"high", std::int64_t{percent(interval.high)}}}));
  }
  return join(parts, " · ");
}

std::string record_line(std::string_view heading, const stats::Record& record, const Reader& reader) {
  if (record == stats::Record{}) return {};
  return reader.language.say(fmt::format("statistics.line.{}", heading),
                             {{"record", record_text(record, reader)}});
}

std::vector<Cell> record_cells(const stats::Record& record) {
  std::vector<Cell> cells{{std::int64_t{record.won}},
                          {std::int64_t{record.lost}},
                          {std::int64_t{record.drawn}},
                          {std::int64_t{record.decided()}}};
  if (record.decided() < limits::rated_from) {
    cells.resize(cells.size() + 3);
    return cells;
  }
  const auto interval = stats::wilson_interval(record.won, record.decided());
  cells.push_back(rate_cell(record));
  cells.push_back({interval.low});
  cells.push_back({interval.high});
  return cells;
}

Cell rate_cell(const stats::Record& record) {
  if (record.decided() < limits::rated_from) return {};
  const auto rate = *stats::win_rate(record);
  return {.value = rate, .text = fmt::format("{}%", percent(rate))};
}

std::string rating_line(TeamId team, const std::string& name, const Counted& counted, const Reader& reader) {
  const auto known = counted.ratings.find(team);
  if (known == counted.ratings.end()) return {};
  const auto rating = reader.language.say(
      "statistics.rating", {{"rating", std::int64_t{stats::shown_rating(known->second.mean)}},
                            {"deviation", std::int64_t{stats::shown_deviation(known->second.variance)}}});
  return name.empty()
             ? reader.language.say("statistics.line.rating", {{"rating", rating}})
             : reader.language.say("statistics.line.rating_of", {{"name", name}, {"rating", rating}});
}

std::string chances_text(const std::array<std::string, 2>& names, double probability, const Reader& reader) {
  const auto first = stats::percent_of(probability);
  return reader.language.say("statistics.chances", {{"first", names[0]},
                                                    {"first_percent", std::int64_t{first}},
                                                    {"second", names[1]},
                                                    {"second_percent", std::int64_t{100 - first}}});
}

std::string filter_text(const stats::Filter& filter, std::optional<std::chrono::sys_days> since,
                        const locale::Language& language) {
  std::vector<std::string> parts;
  if (since)
    parts.push_back(since_text(*since, language));
  else
    parts.push_back(language.say(fmt::format("choice.period.{}", filter.days)));
  if (filter.venue) parts.push_back(language.say(fmt::format("choice.venue.{}", name(*filter.venue))));
  if (filter.tier) parts.push_back(language.say(fmt::format("choice.tier.{}", name(*filter.tier))));
  if (filter.best_of) parts.push_back(language.say(fmt::format("choice.best_of.{}", *filter.best_of)));
  if (filter.opponent_top)
    parts.push_back(language.say(fmt::format("choice.against.{}", *filter.opponent_top)));
  if (filter.map) parts.emplace_back(*filter.map);
  if (filter.core) parts.push_back(language.say("statistics.filter.core"));
  return join(parts, " · ");
}

std::string nothing_found(std::span<const PlayedMatch> matches, const Counted& counted,
                          const locale::Language& language) {
  if (counted.is_loading) return language.say("data.loading");
  auto text =
      language.say("statistics.nothing", {{"filters", filter_text(counted.filter, counted.since, language)}});
  const auto loosened = stats::loosen(matches, counted.filter);
  if (!loosened.empty()) {
    std::vector<std::string> parts;
    for (const auto& [part, count] : loosened) {
      static constexpr std::array<std::string_view, 6> options{"venue",   "tier", "best_of",
                                                               "against", "map",  "core"};
      parts.push_back(language.say("statistics.without",
                                   {{"option", std::string{options[static_cast<std::size_t>(part)]}},
                                    {"count", std::int64_t{count}}}));
    }
    return text + ' ' + language.say("statistics.loosen", {{"options", join(parts, ", ")}});
  }
  const bool has_more = counted.since || counted.filter.days != 0;
  return has_more ? text + ' ' + language.say("statistics.longer") : text;
}

discord::Message show(Statistic statistic, const Counted& counted, const Reader& reader) {
  const bool is_hidden = reader.hide_scores && !statistic.tells_nothing;
  if (counted.format == Format::card || reader.hide_scores)
    return card(std::move(statistic), counted, reader, is_hidden);

  const auto& language = reader.language;
  Lines head{head_characters};
  head.add(language.say("statistics.title", {{"title", statistic.title}}));
  head.add(language.say("statistics.head", {{"filters", filter_text(counted.filter, counted.since, language)},
                                            {"url", definitions_url()}}));
  auto content = head.take() + '\n';
  auto credits = credits_line(sources_of(counted), language);
  if (count_characters(credits) > credits_characters) credits = {};
  discord::Message message;
  if (counted.format == Format::text) {
    const auto room = limits::message_content - count_characters(content) - count_characters(credits) - 1;
    content += to_text(statistic.sheet, room, reader) + '\n';
  } else {
    const bool is_csv = counted.format == Format::csv;
    message.files.push_back({.name = fmt::format("{}.{}", statistic.sheet.statistic, is_csv ? "csv" : "json"),
                             .contents = is_csv
                                             ? to_csv(statistic.sheet)
                                             : to_json(statistic.sheet, about(statistic, counted, reader))});
  }
  message.content = content + credits;
  return message;
}

}  // namespace cs2::view
