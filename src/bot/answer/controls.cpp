#include "bot/answer/controls.hpp"

#include <algorithm>
#include <chrono>
#include <set>

#include "base/foreign_text.hpp"
#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "store/database/state.hpp"
#include "store/queries/matches.hpp"
#include "store/queries/names.hpp"
#include "view/markdown.hpp"
#include "view/match_text.hpp"
#include "view/profile_text.hpp"
#include "view/source.hpp"

namespace cs2::bot {
namespace {

constexpr int pages_without_ends = 2;
constexpr std::size_t team_characters = 45;  // two of them and " vs " fit into a label

// Discord shows a label as it is, without markdown.
std::string label_of(std::string_view text, const Call& call) {
  auto label = shorten(clean_name(text), limits::select_text);
  return label.empty() ? call.language().say("name.unknown") : label;
}

std::string versus(const MatchDetails& details, const Call& call) {
  return view::match_title(details, view::Reader{.language = call.language()}, team_characters);
}

}  // namespace

view::Reader reader_of(const Question& question, const Call& call) {
  return {.language = call.language(), .hide_scores = question.hide_scores, .now = call.now()};
}

std::string team_name(TeamId id, const Call& call) {
  if (const auto* known = call.names().find(store::NameKind::team, id.value)) return known->name;
  const auto team = store::find_team(call.store(), id);
  return team ? team->name : call.language().say("match.undecided");
}

std::string event_name(TournamentId id, const Call& call) {
  if (const auto* known = call.names().find(store::NameKind::tournament, id.value)) return known->name;
  const auto event = store::find_tournament(call.store(), id);
  return event ? event->name : call.language().say("match.undecided");
}

Timestamp this_hour(const Call& call) {
  return std::chrono::floor<hours>(call.now());
}

DataNote data_note(const Call& call) {
  const auto sources = store::list_source_statuses(call.store());
  if (sources.empty()) return {};  // nobody reads any here: what was imported is all there is
  const auto status = match_data_status(sources, call.now());
  return {.text = view::data_note(status, call.language()),
          .is_loading = status.state == MatchDataState::loading};
}

std::vector<MatchSource> known_sources(const Call& call) {
  std::vector<MatchSource> sources;
  for (const auto& source : store::list_source_statuses(call.store())) {
    if (source.read_at)
      sources.push_back({.provider = source.provider, .url = {}, .seen_at = *source.read_at});
  }
  return sources;
}

int count_pages(int total, std::size_t per_page) {
  const auto size = static_cast<int>(per_page);
  return std::clamp((total + size - 1) / size, 1, limits::pages_max);
}

int clamp_page(int page, int pages) {
  return std::clamp(page, 0, pages - 1);
}

// ---- Controls

Controls::Controls(const Question& here, const Call& call) : here_(here), call_(call) {
  if (auto back = find_way_back(here))
    add_pressable("button.back", {.action = Action::turn, .question = *back});
}

void Controls::add_pressable(std::string_view key, const Pressed& pressed, bool disabled) {
  buttons_.push_back(
      {.label = call_.language().say(key), .custom_id = to_custom_id(pressed), .disabled = disabled});
}

void Controls::add_button(std::string_view key, Question next) {
  add_pressable(key, {.action = Action::turn, .question = follow(here_, std::move(next))});
}

void Controls::add_switch(std::string_view key, Question other) {
  const bool is_shown = other == here_;
  add_pressable(key, {.action = Action::turn, .question = std::move(other)}, is_shown);
}

// Two buttons that lead to one page are told apart by their action: Discord takes no id twice.
void Controls::add_pages(int page, int pages) {
  if (pages <= 1) return;
  const bool has_ends = pages > pages_without_ends;
  const auto add = [&](std::string_view key, Action action, int to, bool disabled) {
    auto other = here_;
    other.page = to;
    add_pressable(key, {.action = action, .question = std::move(other)}, disabled);
  };
  if (has_ends) add("button.first", Action::jump, 0, page == 0);
  add("button.previous", Action::turn, std::max(page - 1, 0), page == 0);
  add("button.next", Action::turn, page + 1, page + 1 >= pages);
  if (has_ends) add("button.last", Action::jump, pages - 1, page + 1 >= pages);
  if (has_ends) add_page_menu(page, pages);
}

// Of very many pages as many as a menu holds, evenly.
void Controls::add_page_menu(int page, int pages) {
  const auto shown = std::min(pages, static_cast<int>(limits::select_options));
  auto question = here_;
  question.page = pages;  // none of them: its id is no button's
  page_menu_.custom_id = to_custom_id({.action = Action::jump, .question = std::move(question)});
  page_menu_.placeholder = call_.language().say("menu.jump");
  for (int i = 0; i < shown; ++i) {
    const int to = shown == 1 ? 0 : i * (pages - 1) / (shown - 1);
    page_menu_.options.push_back(
        {.label = call_.language().say("menu.page",
                                       {{"page", std::int64_t{to + 1}}, {"pages", std::int64_t{pages}}}),
         .value = std::to_string(to),
         .description = {},
         .chosen = to == page});
  }
}

void Controls::add_reveal() {
  add_pressable("button.reveal", {.action = Action::reveal, .question = here_});
}

void Controls::add_entry(std::string_view label, Reference entity, const std::string& description) {
  auto value = to_string(entity);
  const bool is_known =
      std::ranges::find(menu_.options, value, &discord::SelectOption::value) != menu_.options.end();
  if (is_known || menu_.options.size() == limits::select_options) return;
  menu_.options.push_back({.label = label_of(label, call_),
                           .value = std::move(value),
                           .description = shorten(clean_name(description), limits::select_text)});
}

void Controls::add_team(const Team& team) {
  add_entry(team.name, team.id, call_.language().say("menu.team"));
}

void Controls::add_player(const Player& player, RosterRole role) {
  const auto& language = call_.language();
  const auto role_text = view::role_text(role, reader_of(here_, call_));
  add_entry(
      player.nickname, player.id,
      role_text.empty() ? language.say("menu.player") : language.say("menu.role", {{"role", role_text}}));
}

void Controls::add_event(const Tournament& event) {
  add_entry(event.name, event.id, call_.language().say("menu.event"));
}

void Controls::add_match(const MatchDetails& details) {
  const auto& match = details.match;
  const auto is_named = [&](std::size_t slot) {
    return details.teams[slot] || !match.opponents[slot].name.empty();
  };
  if (!is_named(0) && !is_named(1)) return;  // among others of the kind nobody could tell which it is
  const auto where = view::join(
      {details.tournament ? details.tournament->name : "", view::stage_text(match.stage, call_.language())},
      " – ");
  const auto& language = call_.language();
  add_entry(versus(details, call_), match.id,
            where.empty() ? language.say("menu.match") : language.say("menu.match_in", {{"event", where}}));
}

void Controls::add_matches(const std::vector<MatchDetails>& matches) {
  for (const auto& details : matches) add_match(details);
}

std::vector<discord::Row> Controls::take() {
  std::vector<discord::Row> rows;
  std::set<std::string> ids;  // Discord takes none twice; without room for the way back two may be alike
  for (auto& button : buttons_) {
    if (!button.custom_id.empty() && !ids.insert(button.custom_id).second) continue;
    if (rows.empty() || rows.back().size() == limits::buttons_per_row) rows.emplace_back();
    rows.back().emplace_back(std::move(button));
  }
  if (!page_menu_.options.empty()) rows.push_back({std::move(page_menu_)});
  if (menu_.options.empty()) return rows;
  menu_.custom_id = to_custom_id({.action = Action::go, .question = here_});
  menu_.placeholder = call_.language().say("menu.placeholder");
  rows.push_back({std::move(menu_)});
  return rows;
}

}  // namespace cs2::bot
