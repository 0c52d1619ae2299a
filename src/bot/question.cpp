#include "bot/question.hpp"

#include <array>
#include <charconv>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"

namespace cs2::bot {
namespace {

// Moves when the meaning of a letter changes: older buttons are then answered with a sentence.
constexpr std::string_view format_version = "1";
constexpr std::string_view actions = "tcr";  // in the order of Action
constexpr std::string_view kinds = "lurm";   // in the order of Question::Kind
constexpr int base = 36;

void append(std::string& to, char field, std::uint64_t value) {
  std::array<char, 16> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value, base);
  to += '.';
  to += field;
  to.append(digits.data(), end);
}

void append_id(std::string& to, char field, std::int64_t id) {
  if (id > 0) append(to, field, static_cast<std::uint64_t>(id));
}

std::optional<std::uint64_t> parse_number(std::string_view digits, std::uint64_t most) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc{} || end != digits.data() + digits.size() || value > most) return std::nullopt;
  return value;
}

std::optional<std::size_t> place_in(std::string_view letters, std::string_view part) {
  if (part.size() != 1) return std::nullopt;
  const auto at = letters.find(part.front());
  return at == std::string_view::npos ? std::nullopt : std::optional{at};
}

constexpr auto id_max = static_cast<std::uint64_t>(INT64_MAX);
constexpr std::uint64_t day_max = 200'000;  // the year 2517
constexpr std::uint64_t snowflake_max = UINT64_MAX;

bool read_field(std::string_view part, Question& question) {
  if (part.empty()) return false;
  const auto number = [&](std::uint64_t most) { return parse_number(part.substr(1), most); };
  const auto read_id = [&](auto& id) {
    const auto value = number(id_max);
    if (value) id.value = static_cast<std::int64_t>(*value);
    return value.has_value();
  };
  switch (part.front()) {
    case 't':
      return read_id(question.team);
    case 'o':
      return read_id(question.opponent);
    case 'e':
      return read_id(question.event);
    case 'm':
      return read_id(question.match);
    case 's': {
      const auto tier = number(static_cast<std::uint64_t>(Tier::d));
      if (tier) question.tier = static_cast<Tier>(*tier);
      return tier.has_value();
    }
    case 'd': {
      const auto day = number(day_max);
      if (day) question.day = std::chrono::sys_days{days{static_cast<int>(*day)}};
      return day.has_value();
    }
    case 'p': {
      const auto page = number(limits::pages_max);
      if (page) question.page = static_cast<int>(*page);
      return page.has_value();
    }
    case 'w': {
      const auto owner = number(snowflake_max);
      if (owner) question.owner = {*owner};
      return owner.has_value();
    }
    case 'h':
      question.hide_scores = true;
      return part.size() == 1;
    default:
      return false;
  }
}

}  // namespace

std::string_view name(Question::Kind kind) {
  switch (kind) {
    case Question::Kind::live:
      return "live";
    case Question::Kind::upcoming:
      return "upcoming";
    case Question::Kind::results:
      return "results";
    case Question::Kind::match:
      return "match";
  }
  return "live";
}

std::string to_custom_id(const Pressed& pressed) {
  const auto& question = pressed.question;
  std::string id{format_version};
  id += '.';
  id += actions[static_cast<std::size_t>(pressed.action)];
  id += '.';
  id += kinds[static_cast<std::size_t>(question.kind)];
  append_id(id, 't', question.team.value);
  append_id(id, 'o', question.opponent.value);
  append_id(id, 'e', question.event.value);
  append_id(id, 'm', question.match.value);
  if (question.tier) append(id, 's', static_cast<std::uint64_t>(*question.tier));
  if (question.day && *question.day >= std::chrono::sys_days{})
    append(id, 'd', static_cast<std::uint64_t>(question.day->time_since_epoch().count()));
  if (question.page > 0) append(id, 'p', static_cast<std::uint64_t>(question.page));
  if (question.owner) append(id, 'w', question.owner.value);
  if (question.hide_scores) id += ".h";
  return id;
}

std::optional<Pressed> parse_custom_id(std::string_view custom_id) {
  if (custom_id.size() > limits::custom_id) return std::nullopt;
  const auto parts = split(custom_id, '.');
  if (parts.size() < 3 || parts[0] != format_version) return std::nullopt;
  const auto action = place_in(actions, parts[1]);
  const auto kind = place_in(kinds, parts[2]);
  if (!action || !kind) return std::nullopt;

  Pressed pressed{.action = static_cast<Action>(*action), .question = {}};
  pressed.question.kind = static_cast<Question::Kind>(*kind);
  for (std::size_t i = 3; i < parts.size(); ++i) {
    if (!read_field(parts[i], pressed.question)) return std::nullopt;
  }
  return pressed;
}

}  // namespace cs2::bot
