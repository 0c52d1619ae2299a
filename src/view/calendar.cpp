#include "view/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <vector>

#include "base/foreign_text.hpp"
#include "base/limits/calendar.hpp"
#include "base/text.hpp"
#include "view/markdown.hpp"
#include "view/match_text.hpp"
#include "view/source.hpp"

namespace cs2::view {
namespace {

constexpr std::size_t line_octets = 75;

// A series whose length nobody says is most likely a best of three.
constexpr int hours_unsaid = 3;
constexpr int hours_max = 9;

std::string to_calendar_time(Timestamp at) {
  const auto day = std::chrono::floor<days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<seconds>(at) - day};
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string to_calendar_date(Timestamp at) {
  return to_calendar_time(at).substr(0, 8);
}

std::string in_a_line(std::string_view name) {
  return shorten(clean_name(name), limits::calendar_characters);
}

std::string event_of(const MatchDetails& details, const MatchPlan& plan, const locale::Language& language) {
  auto event = details.tournament ? in_a_line(details.tournament->name) : std::string{};
  auto stage = in_a_line(stage_text(plan.stage, language));
  if (event.empty()) return stage;
  if (stage.empty()) return event;
  return language.say("match.event", {{"event", std::move(event)}, {"stage", std::move(stage)}});
}

std::string state_of(const CalendarEntry& entry, const MatchPlan& plan, const locale::Language& language) {
  if (entry.withdrawn) return language.say("calendar.withdrawn");
  if (plan.called_off) return language.say(fmt::format("calendar.{}", cs2::name(entry.details.match.status)));
  return plan.time_is_exact ? std::string{} : language.say("calendar.no_time");
}

// Whichever of them spoke last: in one order, so that nothing changes when they take turns.
std::vector<MatchSource> in_order(std::vector<MatchSource> sources) {
  std::ranges::sort(sources, {}, [](const MatchSource& source) {
    return std::tuple{source.provider, source.archive, source.url};
  });
  return sources;
}

std::string description_of(const CalendarEntry& entry, const MatchPlan& plan,
                           const locale::Language& language) {
  std::vector<std::string> lines{
      state_of(entry, plan, language), event_of(entry.details, plan, language),
      plan.best_of ? language.say("match.best_of", {{"count", std::to_string(*plan.best_of)}})
                   : std::string{}};
  // Their licences want to be named wherever their facts stand.
  for (const auto& source : in_order(entry.details.sources)) {
    auto attribution = source_text(source, language);
    if (std::ranges::find(lines, attribution) == lines.end()) lines.push_back(std::move(attribution));
  }
  return join(lines, "\n");
}

std::string_view status_of(const CalendarEntry& entry, const MatchPlan& plan) {
  if (entry.withdrawn || plan.called_off) return "CANCELLED";
  const bool is_decided = plan.opponents[0].team && plan.opponents[1].team;
  return is_decided ? "CONFIRMED" : "TENTATIVE";
}

// A value of type URI is not escaped, so nothing may stand in it that an address cannot have.
std::string page_of(const MatchDetails& details) {
  auto page = first_page(in_order(details.sources));
  const bool fits =
      std::ranges::all_of(page, [](char c) { return c > ' ' && c < '\x7F' && c != '"' && c != '\\'; });
  return fits ? page : std::string{};
}

// "Riga, Latvia". Not the streams: those come and go with the match, and a change would tell of it.
std::string location_of(const MatchDetails& details, const locale::Language& language) {
  if (!details.tournament) return {};
  const auto& [city, country] = std::tie(details.tournament->city, details.tournament->country);
  return join({city ? in_a_line(*city) : "",
               country && locale::is_country(*country) ? locale::country_name(*country, language) : ""},
              ", ");
}

class Writer {
 public:
  void line(std::string_view text) { text_ += calendar_line(text); }
  void text(std::string_view property, std::string_view value) {
    line(fmt::format("{}:{}", property, calendar_text(value)));
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void write_start(Writer& writer, const MatchPlan& plan) {
  if (!plan.time_is_exact) {
    // Without a duration it is all of that day.
    writer.line("DTSTART;VALUE=DATE:" + to_calendar_date(*plan.starts_at));
    return;
  }
  writer.line("DTSTART:" + to_calendar_time(*plan.starts_at));
  writer.line(fmt::format("DURATION:PT{}H", std::clamp(plan.best_of.value_or(hours_unsaid), 1, hours_max)));
}

void write_alarm(Writer& writer, std::string_view summary) {
  writer.line("BEGIN:VALARM");
  writer.line("ACTION:DISPLAY");
  writer.line(fmt::format("TRIGGER:-PT{}M", limits::calendar_alarm.count()));
  writer.text("DESCRIPTION", summary);
  writer.line("END:VALARM");
}

void write_entry(Writer& writer, const CalendarEntry& entry, const locale::Language& language) {
  const auto plan = plan_of(entry.details.match);
  if (!plan.starts_at) return;
  const auto changed_at = to_calendar_time(entry.changed_at);
  writer.line("BEGIN:VEVENT");
  writer.line(fmt::format("UID:match-{}@cs2results", entry.details.match.id.value));
  writer.line("DTSTAMP:" + changed_at);
  writer.line("LAST-MODIFIED:" + changed_at);
  writer.line(fmt::format("SEQUENCE:{}", entry.sequence));
  write_start(writer, plan);
  const auto summary =
      language.say("calendar.summary",
                   {{"first", plain_opponent(entry.details, 0, language, limits::calendar_characters)},
                    {"second", plain_opponent(entry.details, 1, language, limits::calendar_characters)}});
  writer.text("SUMMARY", summary);
  if (const auto description = description_of(entry, plan, language); !description.empty())
    writer.text("DESCRIPTION", description);
  if (const auto location = location_of(entry.details, language); !location.empty())
    writer.text("LOCATION", location);
  writer.line(fmt::format("STATUS:{}", status_of(entry, plan)));
  writer.line("TRANSP:TRANSPARENT");  // whoever follows a team is not busy because it plays
  if (const auto page = page_of(entry.details); !page.empty()) writer.line("URL:" + page);
  if (plan.time_is_exact && !plan.called_off && !entry.withdrawn) write_alarm(writer, summary);
  writer.line("END:VEVENT");
}

// The standard wants at least one component, and an app may refuse a file that has none.
void write_utc(Writer& writer) {
  for (const auto* line : {"BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000",
                           "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"})
    writer.line(line);
}

}  // namespace

std::string calendar_name(const Subject& subject, std::string_view subject_name,
                          const locale::Language& language) {
  auto what = in_a_line(subject_name);
  if (subject.kind == Subject::Kind::everything) {
    what = language.say("following.everything");
  } else if (subject.kind == Subject::Kind::tier) {
    const auto tier = cs2::name(static_cast<Tier>(subject.id));
    what = language.say("following.tier", {{"tier", language.say(fmt::format("choice.tier.{}", tier))}});
  } else if (what.empty()) {
    what = language.say("alias.gone");
  }
  return language.say("calendar.name", {{"subject", std::move(what)}});
}

std::string render_calendar(std::string_view name, std::span<const CalendarEntry> entries,
                            const locale::Language& language) {
  Writer writer;
  writer.line("BEGIN:VCALENDAR");
  writer.line("VERSION:2.0");
  writer.line("PRODID:-//CS2ResultsBot//Calendar//EN");
  writer.line("CALSCALE:GREGORIAN");
  writer.line("METHOD:PUBLISH");
  writer.text("NAME", name);
  writer.text("X-WR-CALNAME", name);
  const auto refresh = fmt::format("PT{}M", limits::calendar_refresh.count());
  writer.line("REFRESH-INTERVAL;VALUE=DURATION:" + refresh);
  writer.line("X-PUBLISHED-TTL:" + refresh);
  for (const auto& entry : entries) write_entry(writer, entry, language);
  const bool has_any = std::ranges::any_of(
      entries, [](const CalendarEntry& entry) { return plan_of(entry.details.match).starts_at.has_value(); });
  if (!has_any) write_utc(writer);
  writer.line("END:VCALENDAR");
  return writer.take();
}

std::string calendar_text(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : sanitize(text)) {
    if (c == '\\' || c == ';' || c == ',') escaped += '\\';
    if (c == '\n') {
      escaped += "\\n";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string calendar_line(std::string_view unfolded) {
  std::string folded;
  folded.reserve(unfolded.size() + unfolded.size() / 32 + 2);
  std::size_t room = line_octets;
  while (unfolded.size() > room) {
    auto end = room;
    // Not before a byte that continues a character.
    while (end > 1 && (static_cast<unsigned char>(unfolded[end]) & 0xC0) == 0x80) --end;
    folded.append(unfolded.substr(0, end)).append("\r\n ");
    unfolded.remove_prefix(end);
    room = line_octets - 1;  // the space counts
  }
  return folded.append(unfolded).append("\r\n");
}

}  // namespace cs2::view
