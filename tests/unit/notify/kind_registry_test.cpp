#include "notify/kind_registry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "locale/language.hpp"

namespace cs2::notify {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr Timestamp now = from_unix_seconds(1'790'000'000);

class Kinds : public testing::Test {
 protected:
  Kinds() {
    MatchDetails details;
    details.match.id = {7};
    details.match.revision = 4;
    details.match.best_of = 3;
    details.match.scheduled_at = now + minutes{15};
    details.match.opponents = {Opponent{.team = {1}, .name = "Alpine"},
                               Opponent{.team = {2}, .name = "Borealis"}};
    facts.match = std::move(details);
    facts.reminder_for = now + minutes{15};
    facts.now = now;
  }

  Match& match() { return facts.match->match; }
  void finish() {
    match().status = MatchStatus::finished;
    match().score = Score{2, 1};
    match().winner = 0;
    match().maps = {
        {.number = 1, .name = "Nuke", .status = MapStatus::finished, .score = Score{13, 7}, .winner = 0}};
  }

  Rendered rendered(NoticeKind kind, bool hide = false) {
    return find_kind(kind).render(facts, {.language = catalogue.source(), .hide_scores = hide});
  }
  std::string dropped(NoticeKind kind, bool hide = false) {
    const auto what = rendered(kind, hide);
    const auto* reason = std::get_if<Dropped>(&what);
    return reason ? std::string{reason->reason} : "sent";
  }
  std::string heading(NoticeKind kind, bool hide = false) {
    const auto what = rendered(kind, hide);
    const auto* message = std::get_if<discord::Message>(&what);
    EXPECT_NE(message, nullptr);
    if (!message) return {};
    EXPECT_EQ(discord::check(*message), std::nullopt);
    EXPECT_TRUE(message->allowed_mentions.roles.empty());
    return message->content;
  }

  locale::Catalogue catalogue = locale::Catalogue::load(locale::embedded_catalogues()).value();
  NoticeFacts facts;
};

TEST_F(Kinds, have_a_renderer) {
  for (const auto& traits : notice_traits) EXPECT_NE(find_kind(traits.kind).render, nullptr) << traits.name;
}

TEST_F(Kinds, remind_of_the_time_that_the_match_has) {
  EXPECT_THAT(heading(NoticeKind::reminder), HasSubstr("**Alpine vs Borealis** starts <t:1790000900:R>"));

  match().scheduled_at = now + minutes{20};
  EXPECT_EQ(dropped(NoticeKind::reminder), "moved");
  match().scheduled_at = now + minutes{15};
  match().time_is_exact = false;
  EXPECT_EQ(dropped(NoticeKind::reminder), "moved");
  match().time_is_exact = true;
  match().status = MatchStatus::live;
  EXPECT_EQ(dropped(NoticeKind::reminder), "begun");
  match().status = MatchStatus::cancelled;
  EXPECT_EQ(dropped(NoticeKind::reminder), "called_off");
  facts.match.reset();
  EXPECT_EQ(dropped(NoticeKind::reminder), "withdrawn");
}

TEST_F(Kinds, announce_a_match_with_its_time_or_without) {
  EXPECT_EQ(heading(NoticeKind::announced), "📅 New: **Alpine vs Borealis** · <t:1790000900:f> · BO3");
  match().scheduled_at.reset();
  EXPECT_EQ(heading(NoticeKind::announced), "📅 New: **Alpine vs Borealis** · time TBD · BO3");
  match().status = MatchStatus::live;
  EXPECT_EQ(dropped(NoticeKind::announced), "begun");
}

TEST_F(Kinds, report_a_start_only_while_the_match_is_live) {
  EXPECT_EQ(dropped(NoticeKind::started), "not_live");
  match().status = MatchStatus::live;
  EXPECT_EQ(heading(NoticeKind::started), "🔴 **Alpine vs Borealis** is LIVE");
}

TEST_F(Kinds, report_a_result_while_it_stands) {
  EXPECT_EQ(dropped(NoticeKind::result), "taken_back");
  finish();
  EXPECT_EQ(heading(NoticeKind::result), "🏁 **Alpine 2–1 Borealis**");
  match().winner.reset();
  EXPECT_EQ(dropped(NoticeKind::result), "taken_back");
}

// A push shows the sentence alone, so the sentence says the news.
TEST_F(Kinds, say_the_news_in_one_line_where_no_more_is_known) {
  finish();
  match().maps.clear();
  match().stage = "Playoffs – Semifinal";
  match().streams = {{.url = "https://www.twitch.tv/cup", .main = true}};
  facts.match->tournament = Tournament{.id = {3}, .name = "Harbour Cup"};
  facts.match->sources = {{.provider = ProviderName::liquipedia,
                           .url = "https://liquipedia.net/counterstrike/Harbour_Cup",
                           .seen_at = now}};

  const auto what = rendered(NoticeKind::result);
  const auto& message = std::get<discord::Message>(what);

  EXPECT_EQ(message.content,
            "🏁 **Alpine 2–1 Borealis** · Harbour Cup, Semifinal\n"
            "-# Data: [Liquipedia (CC BY-SA 3.0)](<https://liquipedia.net/counterstrike/Harbour_Cup>)");
  EXPECT_TRUE(message.embeds.empty());
  EXPECT_TRUE(message.rows.empty()) << "nothing to watch any more";
}

TEST_F(Kinds, show_the_maps_below_the_news_and_no_name_of_the_match_again) {
  finish();
  const auto what = rendered(NoticeKind::result);
  const auto& embed = std::get<discord::Message>(what).embeds.at(0);

  EXPECT_EQ(embed.title, "");
  EXPECT_EQ(embed.description, "**1. Nuke** ✅ Alpine 13–7");
  EXPECT_TRUE(embed.fields.empty());
}

TEST_F(Kinds, lead_to_the_stream_of_what_begins) {
  match().streams = {{.url = "https://www.twitch.tv/cup", .main = true}};

  const auto what = rendered(NoticeKind::reminder);
  const auto& row = std::get<discord::Message>(what).rows.at(0);

  EXPECT_EQ(std::get<discord::Button>(row.at(0)).url, "https://www.twitch.tv/cup");
}

TEST_F(Kinds, hide_scores_where_they_are_spoilers) {
  finish();
  const auto what = rendered(NoticeKind::result, true);
  const auto& message = std::get<discord::Message>(what);

  EXPECT_EQ(message.content, "🏁 **Alpine vs Borealis** ended");
  EXPECT_THAT(message.embeds.at(0).description, HasSubstr("**Alpine** ||2–1"));
  EXPECT_EQ(dropped(NoticeKind::map_finished, true), "spoiler");
}

TEST_F(Kinds, leave_scores_out_but_for_a_button_where_that_is_wanted) {
  finish();
  const auto what =
      find_kind(NoticeKind::result)
          .render(facts, {.language = catalogue.source(), .hide_scores = true, .leave_out_scores = true});
  const auto& message = std::get<discord::Message>(what);

  EXPECT_EQ(message.content, "🏁 **Alpine vs Borealis** ended");
  EXPECT_TRUE(message.embeds.empty());
  ASSERT_EQ(message.rows.size(), 1u);
  const auto& button = std::get<discord::Button>(message.rows[0].at(0));
  EXPECT_EQ(button.custom_id, "1.r.m.m7");
}

TEST_F(Kinds, follow_a_match_with_one_message) {
  EXPECT_EQ(dropped(NoticeKind::live), "not_live");
  match().status = MatchStatus::live;
  EXPECT_EQ(heading(NoticeKind::live), "🔴 LIVE **Alpine vs Borealis**");
  match().score = Score{1, 0};
  EXPECT_EQ(heading(NoticeKind::live), "🔴 LIVE **Alpine 1–0 Borealis**");
  match().status = MatchStatus::finished;
  EXPECT_THAT(heading(NoticeKind::live), HasSubstr("LIVE")) << "its result is on its way";
  finish();
  EXPECT_EQ(heading(NoticeKind::live), "🏁 **Alpine 2–1 Borealis**");

  facts.revision_shown = 3;
  match().status = MatchStatus::postponed;
  EXPECT_THAT(heading(NoticeKind::live), HasSubstr("postponed"));
}

TEST_F(Kinds, keep_an_event_as_its_match_stands) {
  using discord::EventStatus;
  const auto event = [&] { return std::get<EventState>(rendered(NoticeKind::event)); };
  ASSERT_TRUE(event().event.has_value());
  EXPECT_EQ(event().status, EventStatus::scheduled);
  EXPECT_EQ(event().event->name, "Alpine vs Borealis");
  EXPECT_EQ(event().event->starts_at, now + minutes{15});
  EXPECT_GT(event().event->ends_at, event().event->starts_at);

  match().time_is_exact = false;
  EXPECT_EQ(event().status, EventStatus::canceled);
  match().time_is_exact = true;
  match().status = MatchStatus::postponed;
  EXPECT_EQ(event().status, EventStatus::canceled);
  EXPECT_FALSE(event().over) << "it may come back";
  match().status = MatchStatus::live;
  EXPECT_EQ(event().status, EventStatus::active) << "it began before its time";
  EXPECT_FALSE(event().event.has_value()) << "Discord takes no event of the past";
  match().status = MatchStatus::scheduled;
  match().scheduled_at = now - minutes{5};
  EXPECT_EQ(event().status, EventStatus::active) << "the match is late, and its event has begun";
  EXPECT_FALSE(event().event.has_value());
  finish();
  EXPECT_EQ(event().status, EventStatus::completed);
  EXPECT_TRUE(event().over);
}

TEST_F(Kinds, correct_a_sent_result_that_is_wrong) {
  finish();
  EXPECT_EQ(dropped(NoticeKind::corrected), "not_told");
  facts.revision_shown = 4;
  EXPECT_EQ(dropped(NoticeKind::corrected), "already_right");
  facts.revision_shown = 3;
  EXPECT_EQ(heading(NoticeKind::corrected), "✏️ **Alpine 2–1 Borealis** (corrected)");
  facts.change =
      Change{.id = {1}, .match = {7}, .at = now, .what = ResultCorrected{.score_before = Score{2, 0}}};
  EXPECT_EQ(heading(NoticeKind::corrected), "✏️ **Alpine 2–1 Borealis** (corrected, was 2–0)");
  EXPECT_EQ(heading(NoticeKind::corrected, true), "✏️ **Alpine vs Borealis** (corrected)");
}

TEST_F(Kinds, leave_the_last_map_to_the_result_where_that_is_sent) {
  facts.change = Change{.id = {1}, .match = {7}, .at = now, .what = MapFinished{.number = 1}};
  match().status = MatchStatus::live;
  match().maps = {
      {.number = 1, .name = "Nuke", .status = MapStatus::finished, .score = Score{13, 7}, .winner = 0}};
  EXPECT_THAT(heading(NoticeKind::map_finished), HasSubstr("Map 1 (Nuke): **Alpine 13–7 Borealis**"));

  finish();
  facts.subscribers = {{.kinds = {NoticeKind::map_finished}}};
  EXPECT_EQ(dropped(NoticeKind::map_finished), "sent");
  facts.subscribers = {{.kinds = {NoticeKind::map_finished, NoticeKind::result}}};
  EXPECT_EQ(dropped(NoticeKind::map_finished), "result_tells");
}

TEST_F(Kinds, report_the_last_of_several_moves) {
  facts.change = Change{
      .id = {1}, .match = {7}, .at = now, .what = MatchRescheduled{.from = now, .to = now + minutes{15}}};
  EXPECT_THAT(heading(NoticeKind::rescheduled),
              HasSubstr("**Alpine vs Borealis** rescheduled: <t:1790000000:f> → <t:1790000900:f>"));

  match().scheduled_at = now + hours{3};
  EXPECT_EQ(dropped(NoticeKind::rescheduled), "moved");
}

TEST_F(Kinds, report_what_is_still_called_off) {
  EXPECT_EQ(dropped(NoticeKind::called_off), "back_on");
  match().status = MatchStatus::postponed;
  EXPECT_EQ(heading(NoticeKind::called_off), "⏸️ **Alpine vs Borealis** postponed");
  match().status = MatchStatus::cancelled;
  EXPECT_EQ(heading(NoticeKind::called_off), "❌ **Alpine vs Borealis** canceled");
}

TEST_F(Kinds, report_a_withdrawn_match_unless_it_was_added_anew) {
  facts.withdrawn = std::exchange(facts.match, std::nullopt);
  EXPECT_EQ(heading(NoticeKind::called_off), "❌ **Alpine vs Borealis** removed from the schedule");

  facts.nearby = {*facts.withdrawn};
  std::swap(facts.nearby[0].match.opponents[0], facts.nearby[0].match.opponents[1]);
  EXPECT_EQ(dropped(NoticeKind::called_off), "elsewhere");
  facts.nearby[0].match.opponents[0].team = {3};
  EXPECT_EQ(dropped(NoticeKind::called_off), "sent") << "another opponent";

  facts.withdrawn.reset();
  EXPECT_EQ(dropped(NoticeKind::called_off), "withdrawn");
}

TEST_F(Kinds, report_roster_changes) {
  const auto move = [](const What& what, std::string nickname) {
    return RosterMove{.change = {.id = {1}, .match = {}, .at = now, .what = what},
                      .player = {.id = {5}, .nickname = std::move(nickname)}};
  };
  facts.team = Team{.id = {1}, .name = "Alpine"};
  facts.moves = {move(PlayerJoined{.role = RosterRole::coach}, "frost")};
  EXPECT_THAT(heading(NoticeKind::roster), HasSubstr("**Alpine**: frost in"));
  const auto joined = rendered(NoticeKind::roster);
  EXPECT_EQ(std::get<discord::Message>(joined).embeds.at(0).description, "**frost** joins Alpine (coach)");

  facts.moves = {move(PlayerLeft{}, "ember"), move(PlayerJoined{}, "frost"),
                 move(RoleChanged{.from = RosterRole::player, .to = RosterRole::coach}, "slate")};
  EXPECT_THAT(heading(NoticeKind::roster), HasSubstr("**Alpine**: frost in, ember out, slate now coach"));
  EXPECT_EQ(
      std::get<discord::Message>(rendered(NoticeKind::roster)).embeds.at(0).description,
      "**frost** joins Alpine (player)\n**ember** leaves Alpine (player)\n**slate** (Alpine): now coach");

  facts.moves.clear();
  EXPECT_EQ(dropped(NoticeKind::roster), "withdrawn");
}

TEST_F(Kinds, show_the_ranks_of_followed_teams) {
  RankingPage page;
  for (int place = 1; place <= 12; ++place) {
    page.teams.push_back({.team = {.id = {place}, .name = fmt::format("Team {}", place)},
                          .row = {.team = {place}, .position = place},
                          .position_before = place + 1});
  }
  facts.ranking = page;
  facts.subscribers = {{.subject = subject_of(TeamId{12})}};
  const auto one = std::get<discord::Message>(rendered(NoticeKind::ranking)).embeds.at(0).description;
  EXPECT_THAT(one, HasSubstr("Team 12"));
  EXPECT_THAT(one, Not(HasSubstr("Team 3")));

  facts.subscribers = {{.subject = {}}};
  const auto top = std::get<discord::Message>(rendered(NoticeKind::ranking)).embeds.at(0).description;
  EXPECT_THAT(top, HasSubstr("Team 10"));
  EXPECT_THAT(top, Not(HasSubstr("Team 11")));
}

}  // namespace
}  // namespace cs2::notify
