// An event's card, its tables and its bracket, and the events around now.
#include <fmt/format.h>

#include <algorithm>

#include "base/limits/answers.hpp"
#include "bot/answer/controls.hpp"
#include "bot/answer_registry.hpp"
#include "store/queries/profiles.hpp"
#include "view/event_card.hpp"
#include "view/event_list.hpp"

namespace cs2::bot {
namespace {

std::optional<EventProfile> find_profile(const Question& question, const Call& call) {
  const auto [from, to] = locale::day_of(call.now(), call.time_zone());
  return store::find_event_profile(
      call.store(), question.event,
      {.from = from, .to = to, .day = locale::local_time(call.now(), call.time_zone()).date},
      this_hour(call));
}

Reply say_gone(const Call& call) {
  return call.say("answer.gone", {{"command", call.mention("event")}});
}

std::vector<discord::Row> card_controls(const Question& question, const EventProfile& profile,
                                        const Call& call) {
  using Kind = Question::Kind;
  const auto id = profile.dates.event.id;
  const auto has_finished = [](const EventStage& stage) { return stage.finished > 0; };
  Controls controls{question, call};
  if (!profile.standings.empty())
    controls.add_button("button.standings", {.kind = Kind::standings, .event = id});
  if (!profile.stages.empty()) controls.add_button("button.bracket", {.kind = Kind::bracket, .event = id});
  if (std::ranges::any_of(profile.stages, has_finished))
    controls.add_button("button.results", {.kind = Kind::results, .event = id});
  if (!profile.matches.next.empty())
    controls.add_button("button.upcoming", {.kind = Kind::upcoming, .event = id});
  if (view::hides_result(profile, reader_of(question, call))) controls.add_reveal();

  const auto matches = view::shown_matches(profile, reader_of(question, call));
  controls.add_matches(matches);
  for (const auto& details : matches) {
    for (const auto& team : details.teams) {
      if (team) controls.add_team(*team);
    }
  }
  return controls.take();
}

}  // namespace

Reply answer_event(const Question& question, const Call& call) {
  const auto profile = find_profile(question, call);
  if (!profile) return say_gone(call);
  Reply reply{.message = view::event_card(*profile, call.now(), reader_of(question, call))};
  reply.message.rows = card_controls(question, *profile, call);
  return reply;
}

Reply answer_standings(Question question, const Call& call) {
  const auto profile = find_profile(question, call);
  if (!profile) return say_gone(call);
  const auto pages = std::max(static_cast<int>(profile->standings.size()), 1);
  question.page = clamp_page(question.page, pages);
  Reply reply{.message = view::event_standings(*profile, question.page, reader_of(question, call))};
  Controls controls{question, call};
  if (question.hide_scores) {
    controls.add_reveal();
  } else if (!profile->standings.empty()) {
    controls.add_pages(question.page, pages);
    for (const auto& row : profile->standings[static_cast<std::size_t>(question.page)].teams)
      controls.add_team(row.team);
  }
  reply.message.rows = controls.take();
  return reply;
}

Reply answer_bracket(Question question, const Call& call) {
  constexpr auto page_size = static_cast<int>(limits::bracket_per_page);
  const auto profile = find_profile(question, call);
  if (!profile) return say_gone(call);
  const auto event = profile->dates.event.id;
  auto bracket = store::list_bracket(call.store(), event, page_size, question.page * page_size);
  const auto pages = count_pages(bracket.total, limits::bracket_per_page);
  if (question.page >= pages) {
    question.page = pages - 1;
    bracket = store::list_bracket(call.store(), event, page_size, question.page * page_size);
  }
  Reply reply{.message = view::event_bracket({.profile = *profile,
                                              .matches = bracket.matches,
                                              .page = question.page,
                                              .pages = pages,
                                              .total = bracket.total},
                                             reader_of(question, call))};
  Controls controls{question, call};
  if (question.hide_scores) {
    controls.add_reveal();
  } else {
    controls.add_pages(question.page, pages);
    controls.add_matches(bracket.matches);
  }
  reply.message.rows = controls.take();
  return reply;
}

Reply answer_events(Question question, const Call& call) {
  auto events = store::list_events_around(call.store(), this_hour(call));
  if (question.tier) {
    std::erase_if(events, [&](const EventDates& dates) {
      return dates.event.tier.value_or(Tier::unranked) > *question.tier;
    });
  }
  const auto total = static_cast<int>(events.size());
  const auto pages = count_pages(total, limits::events_per_page);
  question.page = clamp_page(question.page, pages);
  const auto first = static_cast<std::size_t>(question.page) * limits::events_per_page;
  const auto shown =
      std::span{events}.subspan(first, std::min(limits::events_per_page, events.size() - first));
  const view::EventList list{
      .events = shown,
      .page = question.page,
      .pages = pages,
      .total = total,
      .filter = question.tier ? call.language().say(fmt::format("choice.tier.{}", name(*question.tier))) : "",
      .sources = known_sources(call),
      .loading = data_note(call).loading()};
  Reply reply{.message = view::event_list(list, call.now(), reader_of(question, call))};
  Controls controls{question, call};
  controls.add_pages(question.page, pages);
  for (const auto& dates : shown) controls.add_event(dates.event);
  reply.message.rows = controls.take();
  return reply;
}

}  // namespace cs2::bot
