#include "bot/answer_registry.hpp"

#include "base/limits/answers.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
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

namespace {

void take_one(Question& question, Reference meant) {
  if (const auto* event = std::get_if<TournamentId>(&meant)) question.event = *event;
  if (const auto* match = std::get_if<MatchId>(&meant)) question.match = *match;
  if (const auto* player = std::get_if<PlayerId>(&meant)) question.player = *player;
  if (const auto* team = std::get_if<TeamId>(&meant))
    (question.team ? question.opponent : question.team) = *team;
}

// "t:1+t:2" of the menu that disambiguate made.
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

}  // namespace

bool take(Question& question, const Candidate& candidate) {
  for (const auto& value : candidate.values) {
    const auto meant = parse_reference(value);
    if (!meant) return false;
    take_one(question, *meant);
  }
  return true;
}

Reply answer(Question question, const Call& call) {
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
  }
  return call.say("answer.old_button");
}

Reply disambiguate(const Question& question, std::string_view key, std::string_view typed,
                   const std::vector<Candidate>& candidates, const Call& call) {
  discord::Select menu{.custom_id = to_custom_id({.action = Action::choose, .question = question}),
                       .placeholder = call.language().say("choose.placeholder")};
  for (const auto& candidate : candidates) {
    if (menu.options.size() == limits::suggestions) break;
    menu.options.push_back({.label = shorten(sanitize(candidate.label), limits::choice_name),
                            .value = view::join(candidate.values, "+")});
  }
  auto reply = call.say(key, {{"typed", view::escape_markdown(typed, limits::names_typed_max)}});
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
