#include "bot/answer_registry.hpp"

#include <fmt/format.h>

#include "base/foreign_text.hpp"
#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "bot/answer/controls.hpp"
#include "view/markdown.hpp"

namespace cs2::bot {

Reply answer_list(Question question, const Call& call);  // live, upcoming, results
Reply answer_match(Question question, const Call& call);
Reply answer_team(const Question& question, const Call& call);
Reply answer_line_ups(Question question, const Call& call);
Reply answer_player(const Question& question, const Call& call);
Reply answer_event(const Question& question, const Call& call);
Reply answer_standings(Question question, const Call& call);
Reply answer_bracket(Question question, const Call& call);
Reply answer_events(Question question, const Call& call);
Reply answer_ranking(Question question, const Call& call);
Reply answer_audit(Question question, const Call& call);
Reply answer_compare(const Question& question, const Call& call);
Reply answer_team_statistic(Question question, const Call& call);  // team_stats, map_pool, form
Reply answer_player_stats(const Question& question, const Call& call);
Reply answer_prediction(Question question, const Call& call);
Reply answer_prediction_record(const Question& question, const Call& call);

namespace {

void take_one(Question& question, Reference meant) {
  if (const auto* event = std::get_if<TournamentId>(&meant)) question.event = *event;
  if (const auto* match = std::get_if<MatchId>(&meant)) question.match = *match;
  if (const auto* player = std::get_if<PlayerId>(&meant)) question.player = *player;
  if (const auto* team = std::get_if<TeamId>(&meant))
    (question.team ? question.opponent : question.team) = *team;
}

// "t:1+t:2" of the menu that asked which one.
bool take_choice(Question& question, const discord::Interaction& interaction) {
  if (interaction.values.size() != 1) return false;
  Candidate candidate;
  for (const auto part : split(interaction.values.front(), '+')) candidate.values.emplace_back(part);
  return take(question, candidate);
}

Reply reveal(Question question, const Call& call) {
  question.hide_scores = false;
  question.owner = call.interaction().user_id;  // who may turn the pages of his own copy
  auto reply = answer(question, call);
  reply.message.ephemeral = true;
  return reply;
}

// The card of what was chosen in the menu below the answer; nothing for what is no thing of ours.
std::optional<Question> find_next(const Question& here, const discord::Interaction& interaction) {
  if (interaction.values.size() != 1) return std::nullopt;
  const auto entity = parse_reference(interaction.values.front());
  return entity ? std::optional{follow(here, question_about(*entity))} : std::nullopt;
}

std::string label_of(const Candidate& candidate) {
  return shorten(clean_name(candidate.label), limits::choice_name);
}

Reply ask_which(const Question& question, const Asked& asked, const std::vector<Candidate>& meant,
                const Call& call) {
  auto reply = say_which(asked, call);
  reply.message.rows = {
      {candidate_menu(to_custom_id({.action = Action::choose, .question = question}), meant, call)}};
  return reply;
}

Reply offer_close(const Question& question, const Asked& asked, const std::vector<Candidate>& close,
                  const Call& call) {
  auto reply = say_unknown(asked, !close.empty(), call);
  discord::Row buttons;
  for (const auto& candidate : close) {
    auto next = question;
    if (!take(next, candidate) || buttons.size() == limits::buttons_per_row) continue;
    buttons.emplace_back(
        discord::Button{.label = shorten(label_of(candidate), limits::button_label),
                        .custom_id = to_custom_id({.action = Action::turn, .question = std::move(next)})});
  }
  if (!buttons.empty()) reply.message.rows = {std::move(buttons)};
  return reply;
}

}  // namespace

bool take(Question& question, const Candidate& candidate) {
  for (const auto& value : candidate.values) {
    const auto meant = parse_reference(value);
    if (!meant) return false;
    take_one(question, *meant);
  }
  return true;
}

namespace {

Reply answer_kind(Question question, const Call& call) {
  switch (question.kind) {
    case Question::Kind::live:
    case Question::Kind::upcoming:
    case Question::Kind::results:
      return answer_list(std::move(question), call);
    case Question::Kind::match:
      return answer_match(std::move(question), call);
    case Question::Kind::team:
      return answer_team(question, call);
    case Question::Kind::line_ups:
      return answer_line_ups(std::move(question), call);
    case Question::Kind::player:
      return answer_player(question, call);
    case Question::Kind::event:
      return answer_event(question, call);
    case Question::Kind::standings:
      return answer_standings(std::move(question), call);
    case Question::Kind::bracket:
      return answer_bracket(std::move(question), call);
    case Question::Kind::events:
      return answer_events(std::move(question), call);
    case Question::Kind::ranking:
      return answer_ranking(std::move(question), call);
    case Question::Kind::audit:
      return answer_audit(std::move(question), call);
    case Question::Kind::compare:
      return answer_compare(question, call);
    case Question::Kind::team_stats:
    case Question::Kind::map_pool:
    case Question::Kind::form:
      return answer_team_statistic(std::move(question), call);
    case Question::Kind::player_stats:
      return answer_player_stats(question, call);
    case Question::Kind::prediction:
      return answer_prediction(std::move(question), call);
    case Question::Kind::prediction_record:
      return answer_prediction_record(question, call);
  }
  return call.say("answer.old_button");
}

// Below whatever rests on match data that is loading or behind.
void add_data_note(discord::Message& message, const Call& call) {
  const auto note = data_note(call).text;
  if (note.empty()) return;
  auto& text = message.embeds.empty() ? message.content : message.embeds.front().description;
  const auto room = message.embeds.empty() ? limits::message_content : limits::embed_description;
  if (text.contains(note) || count_characters(text) + count_characters(note) + 2 > room) return;
  text += text.empty() ? note : "\n\n" + note;
}

}  // namespace

Reply answer(Question question, const Call& call) {
  const bool shows_matches =
      question.kind != Question::Kind::audit && question.kind != Question::Kind::ranking;
  auto reply = answer_kind(std::move(question), call);
  if (shows_matches) add_data_note(reply.message, call);
  return reply;
}

discord::Select candidate_menu(std::string custom_id, const std::vector<Candidate>& candidates,
                               const Call& call) {
  discord::Select menu{.custom_id = std::move(custom_id),
                       .placeholder = call.language().say("choose.placeholder")};
  for (const auto& candidate : candidates) {
    if (menu.options.size() == limits::select_options) break;
    menu.options.push_back({.label = label_of(candidate),
                            .value = view::join(candidate.values, "+"),
                            .description = shorten(clean_name(candidate.details), limits::select_text)});
  }
  return menu;
}

Reply say_which(const Asked& asked, const Call& call) {
  return call.say(fmt::format("choose.{}", asked.what),
                  {{"typed", view::escape_markdown(asked.typed, limits::names_typed_max)}});
}

Reply say_unknown(const Asked& asked, bool offers_close, const Call& call) {
  // Perhaps the first reading will bring the name: nobody can say yet that there is none.
  auto reply = data_note(call).is_loading
                   ? call.say("data.loading")
                   : call.say(fmt::format("answer.unknown_{}", asked.what),
                              {{"typed", view::escape_markdown(asked.typed, limits::names_typed_max)}});
  if (offers_close) reply.message.content += ' ' + call.language().say("answer.did_you_mean");
  return reply;
}

Reply answer_meanings(Question question, const Asked& asked, const Meanings& meanings, const Call& call) {
  const auto& [meant, is_exact, close] = meanings;
  if (meant.empty()) return offer_close(question, asked, close, call);
  if (meant.size() > 1) return ask_which(question, asked, meant, call);
  return take(question, meant.front()) ? answer(std::move(question), call) : call.say("answer.old_button");
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
  if (pressed->action == Action::jump && !interaction.values.empty()) {
    const auto page = parse_digits<int>(interaction.values.front(), limits::pages_max);
    if (!page) return call.say("answer.old_button");
    question.page = *page;
  }
  if (pressed->action == Action::go) {
    auto next = find_next(question, interaction);
    if (!next) return call.say("answer.old_button");
    question = std::move(*next);
  }
  auto reply = answer(question, call);
  reply.replaces = !reply.message.ephemeral;
  return reply;
}

}  // namespace cs2::bot
