#include "view/question.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <ranges>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/number.hpp"
#include "base/text.hpp"

namespace cs2::view {
namespace {

// Moves when the meaning of a letter changes: older buttons are then answered with a sentence.
constexpr std::string_view format_version = "1";
constexpr std::string_view actions = "tcrgj";               // in the order of Action
constexpr std::string_view kinds = "lurmtfpesbvkacnohjdq";  // in the order of Question::Kind
constexpr char trail_separator = '_';
constexpr int base = 36;

// ---- Writing

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

// ---- How statistics are counted and shown: one number, a few bits for each part

template <class Values, class Value>
std::uint64_t place_of(const Values& values, const Value& value) {
  return static_cast<std::uint64_t>(std::ranges::find(values, value) - values.begin());
}

// 0 for nothing, else one more than its place.
template <class Values, class Value>
std::uint64_t code_of(const Values& values, const std::optional<Value>& value) {
  return value ? place_of(values, *value) + 1 : 0;
}
std::uint64_t code_of(const auto& value) {
  return value ? static_cast<std::uint64_t>(*value) + 1 : 0;
}

class Bits {
 public:
  explicit Bits(std::uint64_t packed = 0) : packed_(packed) {}
  void put(std::uint64_t value, int width) {
    packed_ |= value << used_;
    used_ += width;
  }
  std::uint64_t take(int width) {
    const auto value = packed_ & ((std::uint64_t{1} << width) - 1);
    packed_ >>= width;
    return value;
  }
  std::uint64_t rest() const { return packed_; }

 private:
  std::uint64_t packed_;
  int used_ = 0;
};

constexpr int part_bits = 3;
constexpr int map_bits = 5;
constexpr int format_bits = 2;
static_assert(stats::maps.size() < (1U << map_bits));

std::uint64_t pack(const stats::Filter& filter, Format format) {
  Bits bits;
  bits.put(place_of(stats::periods, filter.days), part_bits);
  bits.put(code_of(filter.venue), part_bits);
  bits.put(code_of(filter.tier), part_bits);
  bits.put(code_of(stats::best_ofs, filter.best_of), part_bits);
  bits.put(code_of(stats::opponent_tops, filter.opponent_top), part_bits);
  bits.put(code_of(stats::maps, filter.map), map_bits);
  bits.put(filter.core ? 1 : 0, 1);
  bits.put(static_cast<std::uint64_t>(format), format_bits);
  return bits.rest();
}

template <class Value, class Values>
bool unpack(std::uint64_t code, const Values& values, std::optional<Value>& to) {
  if (code > values.size()) return false;
  if (code > 0) to = values[code - 1];
  return true;
}
template <class Value>
bool unpack_enum(std::uint64_t code, Value last, std::optional<Value>& to) {
  if (code > static_cast<std::uint64_t>(last) + 1) return false;
  if (code > 0) to = static_cast<Value>(code - 1);
  return true;
}

bool unpack(std::uint64_t packed, Question& question) {
  Bits bits{packed};
  auto& filter = question.filter;
  const auto period = bits.take(part_bits);
  if (period >= stats::periods.size()) return false;
  filter.days = stats::periods[period];
  if (!unpack_enum(bits.take(part_bits), Venue::online, filter.venue) ||
      !unpack_enum(bits.take(part_bits), Tier::d, filter.tier) ||
      !unpack(bits.take(part_bits), stats::best_ofs, filter.best_of) ||
      !unpack(bits.take(part_bits), stats::opponent_tops, filter.opponent_top) ||
      !unpack(bits.take(map_bits), stats::maps, filter.map))
    return false;
  filter.core = bits.take(1) == 1;
  question.format = static_cast<Format>(bits.take(format_bits));
  return bits.rest() == 0;
}

// What is asked, whoever asks.
void append_place(std::string& to, const Question& question) {
  to += kinds[static_cast<std::size_t>(question.kind)];
  append_id(to, 't', question.team.value);
  append_id(to, 'o', question.opponent.value);
  append_id(to, 'e', question.event.value);
  append_id(to, 'm', question.match.value);
  append_id(to, 'y', question.player.value);
  if (question.system) append(to, 'r', static_cast<std::uint64_t>(*question.system));
  if (question.tier) append(to, 's', static_cast<std::uint64_t>(*question.tier));
  if (question.audit_kind) append(to, 'k', static_cast<std::uint64_t>(*question.audit_kind));
  if (question.actor) append(to, 'a', question.actor.value);
  if (question.day && *question.day >= std::chrono::sys_days{})
    append(to, 'd', static_cast<std::uint64_t>(question.day->time_since_epoch().count()));
  if (question.day_count > 1) append(to, 'n', static_cast<std::uint64_t>(question.day_count));
  if (const auto packed = pack(question.filter, question.format); packed > 0) append(to, 'f', packed);
  if (question.page > 0) append(to, 'p', static_cast<std::uint64_t>(question.page));
}

// ---- Reading

std::optional<std::uint64_t> parse_part(std::string_view digits, std::uint64_t most) {
  const auto value = parse_number<std::uint64_t>(digits, base);
  return value && *value <= most ? value : std::nullopt;
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
  const auto number = [&](std::uint64_t most) { return parse_part(part.substr(1), most); };
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
    case 'y':
      return read_id(question.player);
    case 'r': {
      const auto system = number(static_cast<std::uint64_t>(RankingSystem::hltv));
      if (system) question.system = static_cast<RankingSystem>(*system);
      return system.has_value();
    }
    case 's': {
      const auto tier = number(static_cast<std::uint64_t>(Tier::d));
      if (tier) question.tier = static_cast<Tier>(*tier);
      return tier.has_value();
    }
    case 'k': {
      const auto kind = number(audit_kinds.size() - 1);
      if (kind) question.audit_kind = static_cast<int>(*kind);
      return kind.has_value();
    }
    case 'a': {
      const auto actor = number(snowflake_max);
      if (actor) question.actor = {*actor};
      return actor.has_value();
    }
    case 'd': {
      const auto day = number(day_max);
      if (day) question.day = std::chrono::sys_days{days{static_cast<int>(*day)}};
      return day.has_value();
    }
    case 'n': {
      const auto count = number(limits::days_asked_max);
      if (count) question.day_count = std::max(1, static_cast<int>(*count));
      return count.has_value();
    }
    case 'f': {
      const auto packed = number(UINT32_MAX);
      return packed && unpack(*packed, question);
    }
    case 'p': {
      const auto page = number(limits::pages_max);
      if (page) question.page = static_cast<int>(*page);
      return page.has_value();
    }
    default:
      return false;
  }
}

// Who asks, and how.
bool read_reader(std::string_view part, Question& question) {
  if (part == "h") {
    question.hide_scores = true;
    return true;
  }
  if (!part.starts_with('w')) return false;
  const auto owner = parse_part(part.substr(1), snowflake_max);
  if (owner) question.owner = {*owner};
  return owner.has_value();
}

std::optional<Question> parse_place(std::string_view text) {
  const auto parts = split(text, '.');
  const auto kind = place_in(kinds, parts[0]);
  if (!kind) return std::nullopt;
  Question question{.kind = static_cast<Question::Kind>(*kind)};
  for (const auto part : parts | std::views::drop(1)) {
    if (!read_field(part, question)) return std::nullopt;
  }
  return question;
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
    case Question::Kind::team:
    case Question::Kind::line_ups:
      return "team";
    case Question::Kind::player:
      return "player";
    case Question::Kind::event:
    case Question::Kind::standings:
    case Question::Kind::bracket:
      return "event";
    case Question::Kind::events:
      return "events";
    case Question::Kind::ranking:
      return "ranking";
    case Question::Kind::audit:
      return "audit";
    case Question::Kind::compare:
      return "compare";
    case Question::Kind::team_stats:
      return "stats team";
    case Question::Kind::player_stats:
      return "stats player";
    case Question::Kind::prediction:
      return "predict match";
    case Question::Kind::prediction_record:
      return "predict record";
    case Question::Kind::map_pool:
      return "maps";
    case Question::Kind::form:
      return "form";
  }
  return "live";
}

bool is_answerable(const Question& question) {
  switch (question.kind) {
    case Question::Kind::match:
    case Question::Kind::prediction:
      return question.match || question.team;
    case Question::Kind::team:
    case Question::Kind::line_ups:
    case Question::Kind::team_stats:
    case Question::Kind::map_pool:
    case Question::Kind::form:
      return bool{question.team};
    case Question::Kind::compare:
      return question.team && question.opponent;
    case Question::Kind::player:
    case Question::Kind::player_stats:
      return bool{question.player};
    case Question::Kind::event:
    case Question::Kind::standings:
    case Question::Kind::bracket:
      return bool{question.event};
    default:
      return true;
  }
}

Question question_about(Reference entity) {
  struct About {
    Question operator()(TeamId team) const { return {.kind = Question::Kind::team, .team = team}; }
    Question operator()(TournamentId event) const { return {.kind = Question::Kind::event, .event = event}; }
    Question operator()(MatchId match) const { return {.kind = Question::Kind::match, .match = match}; }
    Question operator()(PlayerId player) const { return {.kind = Question::Kind::player, .player = player}; }
  };
  return std::visit(About{}, entity);
}

Question follow(const Question& here, Question next) {
  next.hide_scores = here.hide_scores;
  next.owner = here.owner;
  next.trail = here.trail;
  std::string place;
  append_place(place, here);
  next.trail.push_back(std::move(place));
  if (std::ssize(next.trail) > limits::trail_max) next.trail.erase(next.trail.begin());
  return next;
}

std::optional<Question> find_way_back(const Question& here) {
  if (here.trail.empty()) return std::nullopt;
  auto back = parse_place(here.trail.back());
  if (!back) return std::nullopt;
  back->hide_scores = here.hide_scores;
  back->owner = here.owner;
  back->trail.assign(here.trail.begin(), here.trail.end() - 1);
  return back;
}

std::string to_custom_id(const Pressed& pressed) {
  const auto& question = pressed.question;
  std::string id{format_version};
  id += '.';
  id += actions[static_cast<std::size_t>(pressed.action)];
  id += '.';
  append_place(id, question);
  if (question.owner) append(id, 'w', question.owner.value);
  if (question.hide_scores) id += ".h";
  for (const auto& place : question.trail | std::views::reverse) {
    if (id.size() + 1 + place.size() > limits::custom_id) break;
    id += trail_separator;
    id += place;
  }
  return id;
}

std::optional<Pressed> parse_custom_id(std::string_view custom_id) {
  if (custom_id.size() > limits::custom_id) return std::nullopt;
  const auto places = split(custom_id, trail_separator);
  if (std::ssize(places) > 1 + limits::trail_max) return std::nullopt;
  const auto parts = split(places[0], '.');
  if (parts.size() < 3 || parts[0] != format_version) return std::nullopt;
  const auto action = place_in(actions, parts[1]);
  const auto kind = place_in(kinds, parts[2]);
  if (!action || !kind) return std::nullopt;

  Pressed pressed{.action = static_cast<Action>(*action), .question = {}};
  auto& question = pressed.question;
  question.kind = static_cast<Question::Kind>(*kind);
  for (const auto part : parts | std::views::drop(3)) {
    if (!read_field(part, question) && !read_reader(part, question)) return std::nullopt;
  }
  for (const auto place : places | std::views::drop(1) | std::views::reverse) {
    if (!parse_place(place)) return std::nullopt;
    question.trail.emplace_back(place);
  }
  return pressed;
}

}  // namespace cs2::view
