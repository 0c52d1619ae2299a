// The page of one match.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/limits/providers.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "provider/hltv/page.hpp"
#include "provider/hltv/parse.hpp"
#include "provider/shared/map_name.hpp"

namespace cs2::provider {
namespace {

constexpr std::size_t maps_max = 9;
constexpr int rounds_max = 200;
constexpr std::size_t steps_max = 20;
constexpr std::size_t players_max = 12;
constexpr std::size_t stats_max = 300;

std::optional<int> small_number(std::string_view text, int most) {
  const auto number = parse_number<int>(text);
  return number && *number >= 0 && *number <= most ? number : std::nullopt;
}

// The link to a map's stats, there once the map is over.
std::optional<std::string> figures_id(const HtmlElement& holder) {
  constexpr std::string_view mark = "/mapstatsid";
  const auto link = holder.find_by_class("results-stats");
  const auto href = link ? link->attribute("href") : std::string_view{};
  const auto at = href.find(mark);
  return at != std::string_view::npos ? hltv::id_in(href.substr(at), "mapstatsid") : std::nullopt;
}

// "(8:4; 5:7)(5:7)": two halves, then all overtimes in one sum. The spans of the halves, not of the
// overtimes, are classed by the side of each team.
std::vector<Half> read_halves(const HtmlElement& holder) {
  const auto box = holder.find_by_class("results-center-half-score");
  if (!box) return {};
  std::vector<Side> sides;
  for (const auto& span : box->list_by_tag("span")) {
    if (span.has_class("ct")) sides.push_back(Side::ct);
    if (span.has_class("t")) sides.push_back(Side::t);
  }

  std::vector<int> numbers;
  std::string digits;
  for (const char c : box->text() + ' ') {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (!digits.empty()) {
      const auto number = small_number(digits, rounds_max);
      digits.clear();
      if (!number) return {};
      numbers.push_back(*number);
    }
  }
  std::vector<Half> halves;
  for (std::size_t at = 0; at + 1 < numbers.size() && halves.size() < maps_max; at += 2) {
    Half half{.rounds = {numbers[at], numbers[at + 1]}, .first_side = {}, .overtime = halves.size() >= 2};
    if (!half.overtime && at < sides.size()) half.first_side = sides[at];
    halves.push_back(half);
  }
  return halves;
}

Score sum_of(const std::vector<Half>& halves) {
  Score sum;
  for (const auto& half : halves) sum = {sum.first + half.rounds.first, sum.second + half.rounds.second};
  return sum;
}

class MatchParser {
 public:
  MatchParser(const HtmlElement& root, std::string_view match_id, Timestamp now)
      : root_(root), what_(fmt::format("match {}", match_id)) {
    report_.provider = ProviderName::hltv;
    report_.observed_at = now;
    match_.external_id = match_id;
    match_.url = fmt::format("{}/matches/{}/match", hltv::site, match_id);
  }

  Result<Report> parse() {
    const auto head = root_.find_by_class("timeAndEvent");
    if (!head) return fail(ErrorKind::drift, "no match on the page");
    if (const auto own = hltv::check_subject(root_, "matches", match_.external_id); !own) return failed(own);
    const auto countdown = fold(hltv::text_in(*head, "countdown"));
    if (countdown == "match deleted") {
      report_.gone.push_back(match_.external_id);
      return std::move(report_);
    }

    read_head(*head, countdown);
    read_opponents();
    if (match_.opponents[0].team && match_.opponents[0].team == match_.opponents[1].team)
      return fail(ErrorKind::drift, "a team against itself");
    read_notes(*head);
    read_maps();
    read_result();
    read_veto();
    read_line_ups();
    read_streams();
    read_figures();
    names_.move_to(report_);
    report_.matches.push_back(std::move(match_));
    return std::move(report_);
  }

 private:
  void skip(std::string reason) { report_.skipped.push_back({what_, std::move(reason)}); }
  bool is_over() const { return match_.status == MatchStatus::finished; }

  void read_head(const HtmlElement& head, const std::string& countdown) {
    if (countdown == "live") match_.status = MatchStatus::live;
    if (countdown == "match over") match_.status = MatchStatus::finished;
    if (countdown == "match postponed") match_.status = MatchStatus::postponed;
    // Only the date within this box: a widget further up has those of other matches.
    if (const auto date = head.find_by_class("date")) match_.scheduled_at = hltv::time_in(*date, "data-unix");
    const auto event = head.find_by_class("event");
    const auto id = event ? hltv::linked_id(*event, "events") : std::nullopt;
    const auto name = hltv::text_of(event);
    if (id && !name.empty()) match_.tournament = names_.tournament(id, name);
  }

  void read_opponents() {
    for (std::size_t slot = 0; slot < 2; ++slot) {
      const auto box = root_.find_by_class(slot == 0 ? "team1-gradient" : "team2-gradient");
      if (!box) continue;
      auto& opponent = match_.opponents[slot];
      opponent.name = hltv::text_in(*box, "teamName");
      const auto id = hltv::linked_id(*box, "team");
      if (id && !opponent.name.empty()) opponent.team = names_.team(id, opponent.name);
      for (const auto* mark : {"won", "lost", "tie"}) {
        const auto shown = box->find_by_class(mark);
        if (!shown) continue;
        shown_[slot] = small_number(shown->text(), rounds_max);
        if (std::string_view{mark} == "won") won_[slot] = true;
      }
    }
  }

  // "Best of 3 (LAN) * Swiss round 1 ** Alpine forfeit the match"
  void read_notes(const HtmlElement& head) {
    const auto boxes = root_.list_by_class("veto-box");
    const auto box = boxes.empty() ? std::nullopt : boxes.front().find_by_class("preformatted-text");
    const auto text = hltv::text_of(box);
    constexpr std::string_view best_of = "Best of ";
    if (text.starts_with(best_of))
      match_.best_of = small_number(std::string_view{text}.substr(best_of.size(), 1), 9);
    if (match_.best_of == 0) match_.best_of.reset();

    const auto star = text.find('*');
    const auto notes = star != std::string::npos ? std::string_view{text}.substr(star + 1) : "";
    bool is_note = false;
    for (const auto part : split(notes, '*')) {
      const auto words = trim(part);
      if (is_note && fold(words).contains("forfeit")) match_.forfeit = is_over();
      if (!is_note && !words.empty() && match_.stage.empty()) match_.stage = words;
      is_note = words.empty();
    }
    if (match_.stage.empty() && match_.opponents[0].name.empty()) match_.stage = hltv::text_in(head, "text");
    if (!match_.tournament) return;
    auto& venue = names_.tournament_report(*match_.tournament).tournament.venue;
    if (text.contains("(LAN)")) venue = Venue::lan;
    if (text.contains("(Online)")) venue = Venue::online;
  }

  void read_maps() {
    const auto holders = root_.list_by_class("mapholder");
    if (holders.size() > maps_max) return skip(fmt::format("{} maps", holders.size()));
    std::vector<bool> has_figures;
    for (const auto& holder : holders) {
      match_.maps.push_back(read_map(holder, static_cast<int>(match_.maps.size()) + 1));
      has_figures.push_back(holder.find_by_class("results-stats").has_value());
      if (const auto id = figures_id(holder)) map_of_figures_.emplace(*id, match_.maps.back().number);
    }
    for (std::size_t at = 0; at < match_.maps.size(); ++at) settle(at, has_figures[at]);
    const bool any = std::ranges::any_of(
        match_.maps, [](const MapResult& map) { return map.status == MapStatus::finished; });
    if (is_over() && any && std::ranges::all_of(match_.maps, [](const MapResult& map) {
          return map.forfeit || map.status == MapStatus::not_played;
        }))
      match_.forfeit = true;
  }

  MapResult read_map(const HtmlElement& holder, int number) {
    MapResult map{.number = number};
    const auto name = hltv::text_in(holder, "mapname");
    if (name == "Default")
      map.forfeit = true;
    else if (name != "TBA" && !name.empty())
      map.name = map_name(name);

    const auto left = holder.find_by_class("results-left");
    const auto right = holder.find_by_class("results-right");
    if (!left || !right) return map;
    if (left->has_class("pick")) map.picked_by = 0;
    if (right->has_class("pick")) map.picked_by = 1;
    if (left->has_class("won")) map.winner = 0;
    if (right->has_class("won")) map.winner = 1;
    const auto first = small_number(hltv::text_in(*left, "results-team-score"), rounds_max);
    const auto second = small_number(hltv::text_in(*right, "results-team-score"), rounds_max);
    if (first && second) map.score = Score{*first, *second};
    map.halves = read_halves(holder);
    return map;
  }

  // A map that is being played shows numbers like one that is over. It is over with its stats, when a later
  // one has numbers, or with the match.
  void settle(std::size_t at, bool has_figures) {
    auto& map = match_.maps[at];
    const bool has_begun = map.score.has_value() || (map.forfeit && map.winner);
    const bool a_later_one_has =
        std::any_of(match_.maps.begin() + static_cast<std::ptrdiff_t>(at) + 1, match_.maps.end(),
                    [](const auto& later) { return later.score; });
    if (!has_begun)
      map.status = is_over() ? MapStatus::not_played : MapStatus::scheduled;
    else
      map.status = has_figures || a_later_one_has || is_over() ? MapStatus::finished : MapStatus::live;
    if (map.status != MapStatus::finished) map.winner.reset();
    if (map.forfeit) {
      map.score.reset();  // 1:0 is no number of rounds
      map.halves.clear();
    }
    if (map.halves.empty()) return;
    if (map.score && sum_of(map.halves) == *map.score) return;
    skip(fmt::format("the halves of map {} do not give its score", map.number));
    map.halves.clear();
  }

  // The large numbers beside the teams are maps, of a best-of-one rounds, and missing until a map is over.
  void read_result() {
    if (match_.status != MatchStatus::live && !is_over()) return;
    Score won;
    for (const auto& map : match_.maps) {
      if (map.status == MapStatus::finished && map.winner) ++(map.winner == 0 ? won.first : won.second);
    }
    const bool is_single = match_.best_of == 1 || match_.maps.size() == 1;
    if (!is_over()) {
      if (!match_.maps.empty()) match_.score = won;
      return;
    }
    if (won_[0] != won_[1]) match_.winner = won_[0] ? 0 : 1;
    const bool level = shown_[0] && shown_[0] == shown_[1];
    match_.draw = !match_.winner && level && !match_.forfeit;
    if (match_.forfeit) return;
    if (is_single && match_.winner)
      match_.score = match_.winner == 0 ? Score{1, 0} : Score{0, 1};
    else if (!is_single && shown_[0] && shown_[1])
      match_.score = Score{*shown_[0], *shown_[1]};
  }

  // "1. Legacy removed Anubis", "7. Ancient was left over"
  void read_veto() {
    for (const auto& box : root_.list_by_class("veto-box")) {
      for (const auto& line : box.list_by_tag("div")) {
        const auto text = line.text();
        const auto dot = text.find(". ");
        if (dot == std::string::npos || !small_number(text.substr(0, dot), 99) || line.find_by_tag("div"))
          continue;
        if (match_.veto.size() == steps_max) return;
        const auto step = read_step(std::string_view{text}.substr(dot + 2));
        if (!step) {
          skip("the veto: \"" + text + "\"");
          match_.veto.clear();
          return;
        }
        match_.veto.push_back(*step);
      }
    }
  }

  std::optional<VetoStep> read_step(std::string_view text) const {
    constexpr std::string_view left_over = " was left over";
    if (text.ends_with(left_over)) {
      text.remove_suffix(left_over.size());
      return VetoStep{.action = VetoAction::decider, .by = {}, .map = map_name(text)};
    }
    // One name may begin with the other: the longer one that fits is meant.
    std::optional<Slot> by;
    for (const Slot slot : {0, 1}) {
      const auto& name = match_.opponents[static_cast<std::size_t>(slot)].name;
      const bool longer = !by || name.size() > match_.opponents[static_cast<std::size_t>(*by)].name.size();
      if (!name.empty() && text.starts_with(name + " ") && longer) by = slot;
    }
    if (!by) return std::nullopt;
    text.remove_prefix(match_.opponents[static_cast<std::size_t>(*by)].name.size() + 1);
    for (const auto& [verb, action] : {std::pair{std::string_view{"removed "}, VetoAction::ban},
                                       std::pair{std::string_view{"picked "}, VetoAction::pick}}) {
      if (text.starts_with(verb) && text.size() > verb.size())
        return VetoStep{.action = action, .by = by, .map = map_name(text.substr(verb.size()))};
    }
    return std::nullopt;
  }

  void read_line_ups() {
    const auto box = root_.find_by_class("lineups");
    if (!box) return;
    const auto line_ups = box->list_by_class("lineup");
    if (line_ups.size() != 2) return skip(fmt::format("{} line-ups", line_ups.size()));
    for (std::size_t slot = 0; slot < 2; ++slot) {
      auto& line_up = match_.opponents[slot].line_up;
      for (const auto* tag : {"a", "div"}) {
        for (const auto& element : line_ups[slot].list_by_tag(tag)) add_player(element, line_up);
      }
    }
  }

  // A player is linked twice, by portrait and by name, or is a box with a number.
  void add_player(const HtmlElement& element, std::vector<std::string>& line_up) {
    auto id = hltv::id_in(element.attribute("href"), "player");
    if (!id) id = hltv::id_in(fmt::format("/player/{}", element.attribute("data-player-id")), "player");
    auto nickname = hltv::text_in(element, "text-ellipsis");
    if (nickname.empty()) nickname = element.text();
    if (!id || nickname.empty()) return;
    const bool known = std::ranges::find(line_up, *id) != line_up.end();
    if (!known && line_up.size() == players_max) return;
    names_.player(*id, nickname);
    if (const auto country = hltv::country_in(element))
      names_.player_report(*id).player.nationality = country;
    if (!known) line_up.push_back(*id);
  }

  void read_streams() {
    for (const auto& box : root_.list_by_class("stream-box")) {
      if (box.attribute("data-stream-provider").empty()) continue;
      if (match_.streams.size() == limits::streams_per_match) return;
      const auto place = box.find_by_class("external-stream");
      const auto anchor = place ? place->find_by_tag("a") : std::nullopt;
      const auto embed = box.find_by_class("stream-box-embed");
      auto url = anchor ? anchor->attribute("href") : std::string_view{};
      if (url.empty() && embed) url = embed->attribute("data-stream-embed");
      if (url.starts_with("https://")) match_.streams.push_back({.url = sanitize(url), .language = {}});
    }
  }

  // One table per team and map; those of the whole series are sums of them.
  void read_figures() {
    bool any = false;
    bool any_total = false;
    for (const auto& content : root_.list_by_class("stats-content")) {
      const auto id = content.attribute("id");
      const auto map = map_of_figures_.find(std::string{id.substr(0, id.find('-'))});
      if (map == map_of_figures_.end()) {
        any_total = any_total || id == "all-content";
        continue;
      }
      any = true;
      read_tables(content, map->second);
    }
    if (any_total && !any) skip("player figures of the series alone, not of its maps");
  }

  void read_tables(const HtmlElement& content, int map) {
    const auto tables = content.list_by_class("totalstats");
    if (tables.size() != 2) return skip(fmt::format("{} tables of figures for map {}", tables.size(), map));
    for (const Slot slot : {0, 1}) {
      const auto& table = tables[static_cast<std::size_t>(slot)];
      const auto version = hltv::text_in(table, "ratingDesc");
      for (const auto& row : table.list_by_tag("tr")) read_row(row, map, slot, version);
    }
  }

  void read_row(const HtmlElement& row, int map, Slot slot, const std::string& version) {
    const auto nickname = hltv::text_in(row, "player-nick");
    const auto id = hltv::linked_id(row, "player");
    if (nickname.empty() || !id) return;  // the heading
    if (match_.player_stats.size() == stats_max) return;
    PlayerMapStatsReport report{.player = names_.player(*id, nickname), .stats = {}};
    auto& stats = report.stats;
    stats.slot = slot;
    stats.map = map;
    const auto kills_deaths = split_at_dash(cell(row, "kd"));
    stats.kills = kills_deaths[0];
    stats.deaths = kills_deaths[1];
    stats.adr = decimal(cell(row, "adr"), 1'000);
    auto kast = cell(row, "kast");
    if (kast.ends_with('%')) kast.pop_back();
    stats.kast = decimal(kast, 100);
    stats.rating = decimal(cell(row, "rating"), 10);
    if (stats.rating) stats.rating_version = version;
    match_.player_stats.push_back(std::move(report));
  }

  // Each value has a hidden twin, adjusted for the price of weapons.
  static std::string cell(const HtmlElement& row, std::string_view token) {
    for (const auto& one : row.list_by_class(token)) {
      if (!one.has_class("eco-adjusted-data")) return one.text();
    }
    return {};
  }

  static std::array<std::optional<int>, 2> split_at_dash(const std::string& text) {
    const auto parts = split(text, '-');
    if (parts.size() != 2) return {};
    return {small_number(trim(parts[0]), rounds_max * 5), small_number(trim(parts[1]), rounds_max * 5)};
  }

  static std::optional<double> decimal(const std::string& text, double most) {
    const auto number = parse_number<double>(text);
    return number && *number >= 0 && *number <= most ? number : std::nullopt;
  }

  HtmlElement root_;
  std::string what_;
  Report report_;
  MatchReport match_;
  hltv::Names names_;
  std::array<std::optional<int>, 2> shown_;
  std::array<bool, 2> won_{};
  std::map<std::string, int> map_of_figures_;
};

}  // namespace

Result<Report> parse_hltv_match(std::string_view html, std::string_view match_id, Timestamp now) {
  const auto page = hltv::open(html);
  if (!page) return failed(page);
  return MatchParser{page->root(), match_id, now}.parse();
}

}  // namespace cs2::provider
