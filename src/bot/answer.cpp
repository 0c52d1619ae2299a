#include "bot/answer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/limits/store.hpp"
#include "base/text.hpp"
#include "bot/reference.hpp"
#include "store/matches.hpp"
#include "store/names.hpp"
#include "view/markdown.hpp"
#include "view/match_card.hpp"
#include "view/match_list.hpp"
#include "view/match_text.hpp"

namespace cs2::bot {
namespace {

constexpr auto page_size = static_cast<int>(limits::matches_per_page);
// A planned match this long past its time was missed by every source: it is no longer "next".
constexpr hours overdue_max{6};
// Of one team, to find a match against a certain opponent.
constexpr int matches_searched = 100;

view::Reader reader_of(const Question& question, const Call& call) {
  return {.language = call.language(), .hide_scores = question.hide_scores};
}

discord::Button button(const Call& call, std::string_view key, const Pressed& pressed,
                       bool disabled = false) {
  return {.label = call.language().say(key), .custom_id = to_custom_id(pressed), .disabled = disabled};
}

discord::Button page_button(const Call& call, std::string_view key, Question question, int page,
                            bool disabled) {
  question.page = std::max(page, 0);
  return button(call, key, {.action = Action::turn, .question = question}, disabled);
}

discord::Button reveal_button(const Call& call, const Question& question) {
  return button(call, "button.reveal", {.action = Action::reveal, .question = question});
}

// ---- Lists

view::ListKind list_kind(Question::Kind kind) {
  switch (kind) {
    case Question::Kind::upcoming:
      return view::ListKind::upcoming;
    case Question::Kind::results:
      return view::ListKind::results;
    default:
      return view::ListKind::live;
  }
}

// Whole hours, so that the same question is the same query for a while and may be answered from memory.
Timestamp live_seen_since(const Call& call) {
  return std::chrono::floor<hours>(call.now()) - limits::live_unseen_max;
}

store::MatchQuery query_of(const Question& question, const Call& call) {
  store::MatchQuery query{.count = page_size, .offset = question.page * page_size};
  if (question.team) query.team = question.team;
  if (question.event) query.tournament = question.event;
  query.tier = question.tier;
  if (question.day) {
    const auto day = locale::day_of(std::chrono::year_month_day{*question.day}, call.time_zone());
    query.from = day.from;
    query.to = day.to;
  }
  switch (question.kind) {
    case Question::Kind::live:
      query.statuses = {MatchStatus::live};
      query.seen_since = live_seen_since(call);
      break;
    case Question::Kind::results:
      query.statuses = {MatchStatus::finished};
      query.order = store::MatchOrder::latest_first;
      break;
    default:
      query.statuses = {MatchStatus::scheduled};
      if (!query.from) query.from = std::chrono::floor<hours>(call.now()) - overdue_max;
  }
  return query;
}

// From memory, else from the store: an id that neither knows comes from a very old button.
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

std::vector<std::string> filters_of(const Question& question, const Call& call) {
  std::vector<std::string> filters;
  if (question.team) filters.push_back(team_name(question.team, call));
  if (question.event) filters.push_back(event_name(question.event, call));
  if (question.tier) {
    filters.push_back(call.language().say(fmt::format("choice.tier.{}", name(*question.tier))));
  }
  if (question.day) {
    const std::chrono::year_month_day date{*question.day};
    filters.push_back(fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())));
  }
  return filters;
}

// How old "nothing" is.
std::vector<MatchSource> known_sources(const Call& call) {
  std::vector<MatchSource> sources;
  for (const auto& [provider, read_at] : store::list_freshness(call.store())) {
    sources.push_back({.provider = provider, .url = {}, .seen_at = read_at});
  }
  return sources;
}

std::vector<discord::Row> list_rows(const Question& question, int pages, bool anything, const Call& call) {
  discord::Row row;
  if (pages > 1) {
    const auto last = pages - 1;
    row.emplace_back(page_button(call, "button.previous", question, question.page - 1, question.page == 0));
    row.emplace_back(page_button(call, "button.next", question, question.page + 1, question.page >= last));
  }
  const bool has_scores = question.kind != Question::Kind::upcoming;
  if (anything && question.hide_scores && has_scores) row.emplace_back(reveal_button(call, question));
  return row.empty() ? std::vector<discord::Row>{} : std::vector<discord::Row>{std::move(row)};
}

Reply answer_list(Question question, const Call& call) {
  auto found = store::list_matches(call.store(), query_of(question, call));
  const int pages = std::clamp((found.total + page_size - 1) / page_size, 1, limits::pages_max);
  if (question.page >= pages) {  // the list has become shorter since the button was made
    question.page = pages - 1;
    found = store::list_matches(call.store(), query_of(question, call));
  }
  const view::MatchList list{
      .kind = list_kind(question.kind),
      .matches = found.matches,
      .page = question.page,
      .pages = pages,
      .total = found.total,
      .filters = filters_of(question, call),
      .sources = found.matches.empty() ? known_sources(call) : std::vector<MatchSource>{},
      .mentions = {call.mention("upcoming"), call.mention("results")}};
  Reply reply{.message = view::match_list(list, reader_of(question, call))};
  reply.message.rows = list_rows(question, pages, !found.matches.empty(), call);
  return reply;
}

// ---- One match

bool plays(const MatchDetails& details, TeamId team) {
  return details.match.opponents[0].team == team || details.match.opponents[1].team == team;
}

std::optional<MatchDetails> first_between(const Question& question, store::MatchQuery query,
                                          const Call& call) {
  query.team = question.team;
  query.count = question.opponent ? matches_searched : 1;
  auto found = store::list_matches(call.store(), query).matches;
  const auto wanted = std::ranges::find_if(
      found, [&](const auto& details) { return !question.opponent || plays(details, question.opponent); });
  return wanted == found.end() ? std::nullopt : std::optional{std::move(*wanted)};
}

// The live one, else the next, else the last.
std::optional<MatchDetails> find_match(const Question& question, const Call& call) {
  if (question.match) return store::find_match(call.store(), question.match);
  if (auto live = first_between(question,
                                {.statuses = {MatchStatus::live}, .seen_since = live_seen_since(call)}, call))
    return live;
  const auto since = std::chrono::floor<hours>(call.now()) - overdue_max;
  if (auto next = first_between(question, {.statuses = {MatchStatus::scheduled}, .from = since}, call))
    return next;
  return first_between(question,
                       {.statuses = {MatchStatus::finished}, .order = store::MatchOrder::latest_first}, call);
}

std::string shown_team(TeamId id, const Call& call) {
  return view::plain(team_name(id, call), limits::names_typed_max);
}

Reply say_no_match(const Question& question, const Call& call) {
  if (question.match) return call.say("answer.match_gone", {{"match", call.mention("match")}});
  if (question.opponent) {
    return call.say("answer.no_match_between", {{"team", shown_team(question.team, call)},
                                                {"opponent", shown_team(question.opponent, call)},
                                                {"match", call.mention("match")}});
  }
  return call.say("answer.no_match",
                  {{"team", shown_team(question.team, call)}, {"upcoming", call.mention("upcoming")}});
}

Reply answer_match(Question question, const Call& call) {
  const auto details = find_match(question, call);
  if (!details) return say_no_match(question, call);
  const auto reader = reader_of(question, call);
  Reply reply{.message = view::match_card(*details, reader)};
  if (view::keeps_secret(details->match, reader)) {
    question.match = details->match.id;  // what is revealed is this match, whatever comes next meanwhile
    reply.message.rows = {{reveal_button(call, question)}};
  }
  return reply;
}

// ---- Buttons

void take(Question& question, Reference meant) {
  if (const auto* event = std::get_if<TournamentId>(&meant)) question.event = *event;
  if (const auto* match = std::get_if<MatchId>(&meant)) question.match = *match;
  if (const auto* team = std::get_if<TeamId>(&meant))
    (question.team ? question.opponent : question.team) = *team;
}

// "t:1+t:2" of the menu that ask_which made; forged or empty ones take nothing.
bool take_choice(Question& question, const discord::Interaction& interaction) {
  if (interaction.values.size() != 1) return false;
  for (const auto part : split(interaction.values.front(), '+')) {
    const auto meant = parse_reference(part);
    if (!meant) return false;
    take(question, *meant);
  }
  return true;
}

Reply reveal(Question question, const Call& call) {
  question.hide_scores = false;
  question.owner = call.interaction().user_id;  // who may turn the pages of his own copy
  auto reply = answer(question, call);
  reply.message.ephemeral = true;
  return reply;
}

bool is_answerable(const Question& question) {
  return question.kind != Question::Kind::match || question.match || question.team;
}

}  // namespace

Reply answer(Question question, const Call& call) {
  if (question.kind == Question::Kind::match) return answer_match(question, call);
  return answer_list(question, call);
}

Reply ask_which(const Question& question, std::string_view key, std::string_view typed,
                const std::vector<Meaning>& meanings, const Call& call) {
  discord::Select menu{.custom_id = to_custom_id({.action = Action::choose, .question = question}),
                       .placeholder = call.language().say("choose.placeholder")};
  for (const auto& meaning : meanings) {
    if (menu.options.size() == limits::suggestions) break;
    menu.options.push_back({.label = shorten(sanitize(meaning.label), limits::choice_name),
                            .value = view::join(meaning.values, "+")});
  }
  auto reply = call.say(key, {{"typed", view::plain(typed, limits::names_typed_max)}});
  reply.message.ephemeral = false;  // the answer takes its place, for everybody
  reply.message.rows = {{std::move(menu)}};
  return reply;
}

Reply answer_press(const Call& call) {
  const auto& interaction = call.interaction();
  auto pressed = parse_custom_id(interaction.custom_id);
  if (!pressed || (pressed->action != Action::choose && !is_answerable(pressed->question))) {
    return call.say("answer.old_button");
  }
  auto& question = pressed->question;
  if (pressed->action == Action::reveal) return reveal(question, call);
  if (question.owner != interaction.user_id) {
    return call.say("answer.not_yours", {{"command", call.mention(name(question.kind))}});
  }
  if (pressed->action == Action::choose &&
      (!take_choice(question, interaction) || !is_answerable(question))) {
    return call.say("answer.old_button");
  }
  auto reply = answer(question, call);
  reply.replaces = !reply.message.ephemeral;
  return reply;
}

}  // namespace cs2::bot
