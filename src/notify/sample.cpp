#include "notify/sample.hpp"

namespace cs2::notify {
namespace {

constexpr TeamId first_team{1};
constexpr TeamId second_team{2};

Team team(TeamId id, std::string_view key, const locale::Language& language) {
  return {.id = id, .name = language.say(key)};
}

// A best-of-three that starts in a quarter of an hour.
MatchDetails planned_match(const locale::Language& language, Timestamp now) {
  MatchDetails details;
  const std::array teams{team(first_team, "sample.first_team", language),
                         team(second_team, "sample.second_team", language)};
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

MapResult played_map(int number, std::string_view name, Score score, Slot winner) {
  return {.number = number,
          .name = std::string{name},
          .status = MapStatus::finished,
          .score = score,
          .winner = winner};
}

void begin(Match& match, Timestamp now) {
  match.status = MatchStatus::live;
  match.scheduled_at = now;
  match.started_at = now;
}

void end(Match& match, Timestamp now) {
  match.status = MatchStatus::finished;
  match.scheduled_at = now - hours{2};
  match.started_at = now - hours{2};
  match.ended_at = now;
  match.maps = {played_map(1, "Nuke", {13, 9}, 0), played_map(2, "Mirage", {13, 11}, 0)};
  match.score = Score{2, 0};
  match.winner = 0;
}

RankingPage ranking(const MatchDetails& details, Timestamp now) {
  RankingPage page{.published = std::chrono::floor<days>(now)};
  int position = 0;
  for (const auto& each : details.teams) {
    page.teams.push_back(
        {.team = *each, .row = {.team = each->id, .position = ++position}, .position_before = {}});
  }
  return page;
}

}  // namespace

Notice make_sample(NoticeKind kind, const locale::Language& language, Timestamp now) {
  auto details = planned_match(language, now);
  auto& match = details.match;
  Notice notice{.now = now};
  const auto happen = [&](const What& what) {
    notice.change = Change{.id = {}, .match = match.id, .at = now, .what = what};
  };
  switch (kind) {
    case NoticeKind::reminder:
      notice.reminder_for = match.scheduled_at;
      break;
    case NoticeKind::started:
    case NoticeKind::live:
      begin(match, now);
      break;
    case NoticeKind::map_finished:
      begin(match, now);
      match.maps = {played_map(1, "Nuke", {13, 9}, 0)};
      match.score = Score{1, 0};
      happen(MapFinished{.number = 1});
      break;
    case NoticeKind::rescheduled:
      happen(MatchRescheduled{.from = now, .to = match.scheduled_at});
      break;
    case NoticeKind::called_off:
      match.status = MatchStatus::postponed;
      break;
    case NoticeKind::roster:
      happen(PlayerJoined{});
      notice.team = details.teams[0];
      notice.player = Player{.id = {1}, .nickname = language.say("sample.player")};
      break;
    case NoticeKind::ranking:
      happen(RankingPublished{});
      notice.ranking = ranking(details, now);
      break;
    case NoticeKind::announced:
      break;
    case NoticeKind::digest:
      notice.around = {details};
      break;
    default:
      end(match, now);
      break;
  }
  notice.match = std::move(details);
  return notice;
}

}  // namespace cs2::notify
