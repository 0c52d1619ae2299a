#include "notify/sample.hpp"

#include <utility>

#include "base/limits/discord.hpp"
#include "notify/kind_registry.hpp"
#include "view/color.hpp"
#include "view/markdown.hpp"
#include "view/subscription_text.hpp"

namespace cs2::notify {
namespace {

// A best-of-three that starts in a quarter of an hour.
MatchDetails planned_match(const locale::Language& language, Timestamp now) {
  MatchDetails details;
  const std::array teams{Team{.id = {1}, .name = language.say("sample.first_team")},
                         Team{.id = {2}, .name = language.say("sample.second_team")}};
  auto& match = details.match;
  match.id = {1};
  match.revision = 1;
  match.best_of = 3;
  match.scheduled_at = now + minutes{15};
  for (std::size_t slot = 0; slot < 2; ++slot) {
    match.opponents[slot] = {.team = teams[slot].id, .name = teams[slot].name};
    details.teams[slot] = teams[slot];
  }
  match.tournament = {1};
  details.tournament = Tournament{.id = {1}, .name = language.say("sample.event")};
  details.sources = {{.provider = ProviderName::sample, .url = {}, .seen_at = now}};
  return details;
}

}  // namespace

NoticeFacts make_sample(NoticeKind kind, const locale::Language& language, Timestamp now) {
  NoticeFacts sample{.match = planned_match(language, now), .now = now};
  if (const auto make = find_kind(kind).make_sample) make(sample, language);
  return sample;
}

discord::Message render_all_samples(const view::Reader& reader, Timestamp now) {
  view::Lines lines{limits::embed_description};
  for (const auto& traits : notice_traits) {
    if (traits.form != NoticeForm::message || (reader.hide_scores && traits.reveals_score)) continue;
    const auto rendered =
        find_kind(traits.kind).render(make_sample(traits.kind, reader.language, now), reader);
    const auto* message = std::get_if<discord::Message>(&rendered);
    if (!message) continue;
    // The first line is the news; below it stand the credits.
    lines.add(reader.language.say("notice.test_line",
                                  {{"kind", view::notice_kind_text(traits.kind, reader.language)},
                                   {"text", message->content.substr(0, message->content.find('\n'))}}));
  }
  return {.content = reader.language.say("notice.test_of_all"),
          .embeds = {{.description = lines.take(), .color = view::color_neutral}}};
}

void add_change(NoticeFacts& sample, What what) {
  sample.change =
      Change{.id = {}, .match = sample.match->match.id, .at = sample.now, .what = std::move(what)};
}

void start_match(NoticeFacts& sample) {
  auto& match = sample.match->match;
  match.status = MatchStatus::live;
  match.scheduled_at = sample.now;
  match.started_at = sample.now;
}

void finish_match(NoticeFacts& sample) {
  auto& match = sample.match->match;
  match.status = MatchStatus::finished;
  match.scheduled_at = sample.now - hours{2};
  match.started_at = sample.now - hours{2};
  match.ended_at = sample.now;
  finish_map(sample, "Nuke", {13, 9});
  finish_map(sample, "Mirage", {13, 11});
  match.winner = 0;
}

void finish_map(NoticeFacts& sample, std::string name, Score score) {
  auto& match = sample.match->match;
  const auto number = static_cast<int>(match.maps.size()) + 1;
  match.maps.push_back({.number = number,
                        .name = std::move(name),
                        .status = MapStatus::finished,
                        .score = score,
                        .winner = 0});
  match.score = Score{number, 0};
}

}  // namespace cs2::notify
