// A strict reader of iCalendar (RFC 5545): it takes nothing that the standard does not allow, and of what it
// allows only what we write. Whatever breaks a rule is thrown as std::runtime_error with the line.
#pragma once

#include <algorithm>
#include <cctype>
#include <chrono>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cs2::test {

struct CalendarProperty {
  std::string name;
  std::map<std::string, std::string> parameters;
  std::string value;  // as it stands
};

struct CalendarComponent {
  std::string name;
  std::vector<CalendarProperty> properties;
  std::vector<CalendarComponent> components;

  const CalendarProperty* find(std::string_view wanted) const {
    const auto found = std::ranges::find(properties, wanted, &CalendarProperty::name);
    return found == properties.end() ? nullptr : &*found;
  }
  std::string value(std::string_view wanted) const {
    const auto* found = find(wanted);
    return found ? found->value : std::string{};
  }
};

class CalendarReader {
 public:
  static CalendarComponent read(std::string_view text) { return CalendarReader{text}.read_all(); }

  // The inverse of folding: content lines without their ends.
  static std::vector<std::string> unfold(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
      const auto end = text.find("\r\n");
      if (end == std::string_view::npos) throw std::runtime_error("the last line has no CRLF");
      const auto line = text.substr(0, end);
      text.remove_prefix(end + 2);
      check_physical(line);
      if (line.starts_with(' ')) {
        if (lines.empty()) throw std::runtime_error("a continuation of nothing");
        lines.back() += line.substr(1);
      } else {
        lines.emplace_back(line);
      }
    }
    return lines;
  }

  // Of a TEXT value (3.3.11).
  static std::string unescape(std::string_view value) {
    std::string text;
    for (std::size_t at = 0; at < value.size(); ++at) {
      const char c = value[at];
      if (c == ';' || c == ',') throw std::runtime_error("not escaped: " + std::string{value});
      if (c != '\\') {
        text += c;
        continue;
      }
      const char next = ++at < value.size() ? value[at] : '\0';
      if (next == 'n' || next == 'N') {
        text += '\n';
      } else if (next == '\\' || next == ';' || next == ',') {
        text += next;
      } else {
        throw std::runtime_error("no such escape: " + std::string{value});
      }
    }
    return text;
  }

 private:
  explicit CalendarReader(std::string_view text) : lines_(unfold(text)) {}

  [[noreturn]] static void refuse(std::string_view why, std::string_view line) {
    throw std::runtime_error(std::string{why} + ": " + std::string{line});
  }

  static void check_physical(std::string_view line) {
    if (line.empty()) refuse("an empty line", line);
    if (line.size() > 75) refuse("longer than 75 octets", line);
    for (std::size_t at = 0; at < line.size();) {
      const auto byte = static_cast<unsigned char>(line[at]);
      if ((byte < 0x20 && byte != '\t') || byte == 0x7F) refuse("a control character", line);
      const std::size_t length = byte < 0x80           ? 1
                                 : (byte >> 5) == 0x06 ? 2
                                 : (byte >> 4) == 0x0E ? 3
                                 : (byte >> 3) == 0x1E ? 4
                                                       : 0;
      if (length == 0 || at + length > line.size()) refuse("a cut character", line);
      for (std::size_t i = 1; i < length; ++i) {
        if ((static_cast<unsigned char>(line[at + i]) & 0xC0) != 0x80) refuse("a cut character", line);
      }
      at += length;
    }
  }

  static bool is_name(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
      return std::isupper(c) != 0 || std::isdigit(c) != 0 || c == '-';
    });
  }

  // name *(";" param) ":" value; parameters of ours are not quoted.
  static CalendarProperty parse_line(const std::string& line) {
    const auto colon = line.find(':');
    if (colon == std::string::npos) refuse("no colon", line);
    CalendarProperty property{.name = {}, .parameters = {}, .value = line.substr(colon + 1)};
    std::string_view head = std::string_view{line}.substr(0, colon);
    property.name = head.substr(0, head.find(';'));
    if (!is_name(property.name)) refuse("no property name", line);
    while (head.contains(';')) {
      head.remove_prefix(head.find(';') + 1);
      const auto parameter = head.substr(0, head.find(';'));
      const auto equals = parameter.find('=');
      if (equals == std::string_view::npos || !is_name(parameter.substr(0, equals)) ||
          parameter.substr(equals + 1).find_first_of("\",;:") != std::string_view::npos)
        refuse("no parameter", line);
      property.parameters.emplace(parameter.substr(0, equals), parameter.substr(equals + 1));
    }
    return property;
  }

  CalendarComponent read_all() {
    auto calendar = read_component();
    if (at_ != lines_.size()) refuse("something behind the calendar", lines_[at_]);
    if (calendar.name != "VCALENDAR") refuse("no calendar", calendar.name);
    return calendar;
  }

  CalendarComponent read_component() {
    const auto begin = next();
    if (begin.name != "BEGIN") refuse("not in a component", begin.name);
    CalendarComponent component{.name = begin.value, .properties = {}, .components = {}};
    while (true) {
      if (at_ < lines_.size() && lines_[at_].starts_with("BEGIN:")) {
        component.components.push_back(read_component());
        continue;
      }
      auto property = next();
      if (property.name == "END") {
        if (property.value != component.name) refuse("another end", property.value);
        break;
      }
      // A calendar's properties stand before its components (3.4).
      if (!component.components.empty()) refuse("a property behind components", property.name);
      component.properties.push_back(std::move(property));
    }
    check(component);
    return component;
  }

  CalendarProperty next() {
    if (at_ == lines_.size()) throw std::runtime_error("the calendar is cut");
    return parse_line(lines_[at_++]);
  }

  static void check(const CalendarComponent& component) {
    std::set<std::string> seen;
    for (const auto& property : component.properties) {
      if (!seen.insert(property.name).second) refuse("twice", property.name);
      check_value(property);
    }
    if (component.name == "VCALENDAR") return check_calendar(component);
    if (component.name == "VEVENT") return check_event(component);
    if (component.name == "VALARM") return check_alarm(component);
    if (component.name == "VTIMEZONE") {
      if (component.components.empty() || !component.find("TZID")) refuse("an empty zone", component.name);
      return;
    }
    if (component.name != "STANDARD") refuse("an unknown component", component.name);
    for (const auto* needed : {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}) {
      if (!component.find(needed)) refuse("missing", needed);
    }
  }

  static void check_calendar(const CalendarComponent& calendar) {
    if (calendar.value("VERSION") != "2.0" || calendar.value("PRODID").empty()) refuse("missing", "VERSION");
    if (calendar.components.empty()) refuse("at least one component", "VCALENDAR");
    std::set<std::string> uids;
    for (const auto& component : calendar.components) {
      if (component.name == "VEVENT" && !uids.insert(component.value("UID")).second)
        refuse("twice", component.value("UID"));
    }
  }

  static void check_event(const CalendarComponent& event) {
    for (const auto* needed : {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "STATUS"}) {
      if (event.value(needed).empty()) refuse("missing", needed);
    }
    if (event.find("DTEND") && event.find("DURATION")) refuse("both", "DTEND and DURATION");
    const auto& start = *event.find("DTSTART");
    const bool is_day = start.parameters.contains("VALUE");
    if (is_day && event.find("DURATION") && !event.value("DURATION").ends_with('D'))
      refuse("a day has a length in days", event.value("DURATION"));
    if (!is_day && !start.value.ends_with('Z')) refuse("not in UTC", start.value);
  }

  static void check_alarm(const CalendarComponent& alarm) {
    for (const auto* needed : {"ACTION", "TRIGGER", "DESCRIPTION"}) {
      if (alarm.value(needed).empty()) refuse("missing", needed);
    }
    if (alarm.value("ACTION") != "DISPLAY") refuse("unknown action", alarm.value("ACTION"));
  }

  static void check_value(const CalendarProperty& property) {
    static const std::set<std::string> texts{"NAME", "X-WR-CALNAME", "SUMMARY", "DESCRIPTION",
                                             "UID",  "PRODID",       "LOCATION"};
    const auto& value = property.value;
    if (texts.contains(property.name)) {
      unescape(value);
    } else if (property.name == "DTSTAMP" || property.name == "LAST-MODIFIED") {
      if (!is_time(value) || !value.ends_with('Z')) refuse("no time in UTC", value);
    } else if (property.name == "DTSTART") {
      const auto kind = property.parameters.find("VALUE");
      const bool is_day = kind != property.parameters.end();
      if (is_day && kind->second != "DATE") refuse("unknown kind", kind->second);
      if (is_day ? !is_date(value) : !is_time(value)) refuse("no time", value);
    } else if (property.name == "SEQUENCE") {
      if (!is_digits(value, value.size())) refuse("no number", value);
    } else if (property.name == "DURATION" || property.name == "REFRESH-INTERVAL") {
      if (!is_duration(value)) refuse("no duration", value);
    } else if (property.name == "TRIGGER") {
      if (!value.starts_with('-') || !is_duration(std::string_view{value}.substr(1)))
        refuse("no lead time", value);
    } else if (property.name == "STATUS") {
      if (value != "CONFIRMED" && value != "CANCELLED" && value != "TENTATIVE") refuse("no status", value);
    } else if (property.name == "TRANSP") {
      if (value != "OPAQUE" && value != "TRANSPARENT") refuse("no transparency", value);
    } else if (property.name == "URL") {
      if (!value.starts_with("http") || value.find_first_of(" \"\\<>") != std::string::npos)
        refuse("no address", value);
    }
  }

  static bool is_duration(std::string_view text) {
    return text.size() >= 4 && text.starts_with("PT") && (text.back() == 'H' || text.back() == 'M') &&
           is_digits(text.substr(2, text.size() - 3), text.size() - 3);
  }
  static bool is_digits(std::string_view text, std::size_t count) {
    return !text.empty() && text.size() == count &&
           std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
  }
  static bool is_date(std::string_view text) {
    if (!is_digits(text, 8)) return false;
    const auto number = [text](std::size_t at, std::size_t count) {
      return std::stoi(std::string{text.substr(at, count)});
    };
    return std::chrono::year_month_day{std::chrono::year{number(0, 4)},
                                       std::chrono::month{static_cast<unsigned>(number(4, 2))},
                                       std::chrono::day{static_cast<unsigned>(number(6, 2))}}
        .ok();
  }
  static bool is_time(std::string_view text) {
    if (text.ends_with('Z')) text.remove_suffix(1);
    return text.size() == 15 && text[8] == 'T' && is_date(text.substr(0, 8)) &&
           is_digits(text.substr(9), 6) && text.substr(9, 2) < "24" && text.substr(11, 2) < "60" &&
           text.substr(13, 2) <= "60";
  }

  std::vector<std::string> lines_;
  std::size_t at_ = 0;
};

}  // namespace cs2::test
