#include "view/match_card.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/source_traits.hpp"
#include "unit/view/fixture.hpp"
#include "view/match_text.hpp"
#include "view/source.hpp"
#include "view/text/short_name.hpp"

namespace cs2::view {
namespace {

using testing::HasSubstr;
using testing::Not;

const discord::Embed& embed_of(const discord::Message& message) {
  return message.embeds.at(0);
}

std::string field(const discord::Message& message, std::string_view name) {
  for (const auto& field : embed_of(message).fields) {
    if (field.name == name) return field.value;
  }
  return {};
}

TEST(MatchCard, tells_a_finished_match_in_full) {
  const auto message = match_card(finished(), open_reader());

  EXPECT_EQ(embed_of(message).author, "Harbour Cup");
  EXPECT_EQ(embed_of(message).title, "Amber Foxes vs Blue Herons");
  EXPECT_EQ(embed_of(message).url, "https://liquipedia.net/counterstrike/Harbour_Cup");
  EXPECT_EQ(embed_of(message).description,
            "🏁 **Ended** · Best of 3 · Playoffs\n"
            "**Amber Foxes** 2–1 Blue Herons\n"
            "Ended <t:1783890600:f> (<t:1783890600:R>)\n"
            "A-Tier");
  EXPECT_EQ(field(message, "Maps"),
            "**1. Nuke** ✅ Amber Foxes 13–9 (7–5, 6–4) · Blue Herons pick\n"
            "**2. Mirage** ✅ Blue Herons 13–10\n"
            "**3. Ancient** ✅ Amber Foxes 16–14 (6–6, 6–6, OT 4–2)");
  EXPECT_EQ(field(message, "Veto"),
            "Amber Foxes banned Train\nBlue Herons banned Dust II\nBlue Herons picked Nuke\n"
            "Amber Foxes picked Mirage\nAncient was left over (decider)");
  EXPECT_EQ(field(message, "Links"),
            "[Liquipedia](https://liquipedia.net/counterstrike/Harbour_Cup) · "
            "[HLTV](https://www.hltv.org/matches/4711/a-vs-b) · [VOD](https://www.twitch.tv/videos/1)");
  EXPECT_EQ(discord::check(message), std::nullopt);
}

TEST(MatchCard, tells_a_live_match_with_its_streams) {
  const auto message = match_card(live(), open_reader());

  EXPECT_THAT(embed_of(message).description,
              HasSubstr("🔴 **LIVE** · Best of 3 · Playoffs\n**Amber Foxes** 1–0 **Blue Herons**"));
  EXPECT_THAT(embed_of(message).description, HasSubstr("Started <t:1783879440:f> (<t:1783879440:R>)"));
  EXPECT_THAT(field(message, "Maps"), HasSubstr("**2. Mirage** 8–4 · 🔴 LIVE"));
  EXPECT_EQ(field(message, "Streams"), "🇺🇸 [Twitch](https://www.twitch.tv/harbour_cup)");
}

TEST(MatchCard, names_the_channel_behind_a_redirect_of_the_wiki_and_names_it_once) {
  auto details = live();
  details.match.streams = {{.url = "https://liquipedia.net/counterstrike/Special:Stream/twitch/Harbour_Cup"},
                           {.url = "https://www.twitch.tv/harbour_cup"},
                           {.url = "https://liquipedia.net/counterstrike/Special:Stream/kick/harbour"}};

  EXPECT_EQ(field(match_card(details, open_reader()), "Streams"),
            "[Twitch](https://www.twitch.tv/harbour_cup) · "
            "[Kick](https://liquipedia.net/counterstrike/Special%3AStream/kick/harbour)");
}

TEST(MatchCard, names_streams_by_platform_and_language) {
  auto details = live();
  details.match.streams = {{.url = "https://www.twitch.tv/harbour_pt", .language = "pt"},
                           {.url = "https://kick.com/harbour", .language = "ru", .main = true},
                           {.url = "https://www.youtube.com/watch?v=abc"},
                           {.url = "https://www.twitch.tv/harbour_b", .language = "en"},
                           {.url = "https://www.twitch.tv/harbour_a", .language = "en"}};

  EXPECT_EQ(field(match_card(details, open_reader()), "Streams"),
            "🇧🇷 [Twitch](https://www.twitch.tv/harbour_pt) · 🇷🇺 [Kick](https://kick.com/harbour) · "
            "[YouTube](https://www.youtube.com/watch?v=abc) · "
            "🇺🇸 [twitch.tv/harbour\\_b](https://www.twitch.tv/harbour_b) · "
            "🇺🇸 [twitch.tv/harbour\\_a](https://www.twitch.tv/harbour_a)");
  EXPECT_EQ(watch_button(details.match, open_reader())->url, "https://kick.com/harbour");
}

TEST(MatchCard, names_channels_of_one_platform_where_one_has_no_language) {
  auto details = live();
  details.match.streams = {{.url = "https://www.twitch.tv/harbour_a", .language = "en"},
                           {.url = "https://www.twitch.tv/harbour_b"}};

  EXPECT_EQ(field(match_card(details, open_reader()), "Streams"),
            "🇺🇸 [twitch.tv/harbour\\_a](https://www.twitch.tv/harbour_a) · "
            "[twitch.tv/harbour\\_b](https://www.twitch.tv/harbour_b)");
}

TEST(MatchCard, offers_to_watch_only_what_can_be_watched) {
  EXPECT_EQ(watch_button(live().match, open_reader()),
            (discord::Button{.style = discord::ButtonStyle::link,
                             .label = "Watch",
                             .url = "https://www.twitch.tv/harbour_cup",
                             .emoji = "📺"}));
  auto over = live();
  over.match.status = MatchStatus::finished;
  EXPECT_EQ(watch_button(over.match, open_reader()), std::nullopt);
  EXPECT_EQ(watch_button(scheduled().match, open_reader()), std::nullopt);
  auto private_one = live();
  private_one.match.streams[0].url = "http://10.0.0.1/stream";
  EXPECT_EQ(watch_button(private_one.match, open_reader()), std::nullopt);
}

Match played(TeamId winner, bool forfeit = false) {
  Match match;
  match.status = MatchStatus::finished;
  match.opponents = {{{.team = winner, .name = {}}, {.team = {99}, .name = {}}}};
  match.winner = 0;
  match.forfeit = forfeit;
  return match;
}

MatchContext context() {
  MatchContext context;
  context.opponents[0] = {
      .position = 1,
      .last = {played({1}), played({1}), played({1}, true)},
      .line_up = {{.id = {5}, .nickname = "amber", .nationality = "DK"}, {.id = {6}, .nickname = "fox*"}}};
  context.opponents[1].position = 14;
  context.ranking =
      MatchSource{.provider = ProviderName::valve, .url = "", .seen_at = at("2026-07-06T00:00:00Z")};
  return context;
}

TEST(MatchCard, tells_of_both_teams_their_rank_form_and_line_up) {
  const auto embed = embed_of(match_card(scheduled(), context(), open_reader()));

  EXPECT_EQ(embed.title, "Amber Foxes (#1) vs Blue Herons (#14)");
  ASSERT_EQ(embed.fields.size(), 2U) << "nothing of a team of which only its rank is known";
  EXPECT_EQ(embed.fields[0],
            (discord::EmbedField{
                .name = "Amber Foxes", .value = "Form `W W`\n🇩🇰 amber · fox\\*", .in_line = true}));
  EXPECT_EQ(embed.footer,
            "Data: Liquipedia (CC BY-SA 3.0), Valve Regional Standings (event data provided by HLTV.org)");
  EXPECT_EQ(embed.timestamp, at("2026-07-12T17:55:00Z"));
}

TEST(MatchCard, hides_the_form_with_the_scores) {
  auto reader = spoiler_free_reader();
  EXPECT_THAT(embed_of(match_card(finished(), context(), reader)).fields.at(1).value,
              HasSubstr("Form ||`W W`||"));
  reader.leave_out_scores = true;
  EXPECT_EQ(embed_of(match_card(finished(), context(), reader)).fields.at(0).value, "🇩🇰 amber · fox\\*");
}

TEST(MatchCard, says_where_it_is_played_and_how_big_the_event_is) {
  auto details = scheduled();
  details.tournament->venue = Venue::lan;
  details.tournament->city = "Cologne";
  details.tournament->country = "DE";

  EXPECT_THAT(embed_of(match_card(details, open_reader())).description,
              HasSubstr("A-Tier · LAN · Cologne, 🇩🇪 Germany"));
}

TEST(MatchCard, shows_the_winners_logo_only_where_the_winner_is_no_secret) {
  auto details = finished();
  details.teams[0]->logo_url = "https://cdn.example.org/foxes.png";
  details.tournament->logo_url = "https://cdn.example.org/cup.png";

  EXPECT_EQ(embed_of(match_card(details, open_reader())).thumbnail_url, "https://cdn.example.org/foxes.png");
  EXPECT_EQ(embed_of(match_card(details, spoiler_free_reader())).thumbnail_url,
            "https://cdn.example.org/cup.png");
  EXPECT_EQ(embed_of(match_card(scheduled(), open_reader())).thumbnail_url, "");
}

TEST(ShortName, abbreviates_events_only_where_the_whole_does_not_fit) {
  EXPECT_EQ(short_event_name("Intel Extreme Masters Cologne 2026", 60), "Intel Extreme Masters Cologne 2026");
  EXPECT_EQ(short_event_name("Intel Extreme Masters Cologne 2026", 32), "IEM Cologne 2026");
  EXPECT_EQ(short_event_name("ESL Pro League Season 22: Stage 1", 20), "EPL S22: Stage 1");
  EXPECT_EQ(short_event_name("A cup that nobody abbreviates", 10), "A cup tha…");
}

TEST(ShortName, names_who_comes_out_of_a_match_by_its_round) {
  for (const auto& [written, expected] : std::vector<std::pair<std::string_view, std::string_view>>{
           {"Winner of Playoffs – Semifinal 2", "Winner SF2"},
           {"Loser of Quarter-final 1", "Loser QF1"},
           {"Winner of Upper bracket round 2 match 1", "Winner UB R2 M1"},
           {"winner of Grand Final", "Winner GF"},
           {"Winner of Group A – Opening match 1", "Winner Opening match 1"},
           {"Winner of ", "Winner of "},
           {"Blue Herons", "Blue Herons"}})
    EXPECT_EQ(short_opponent(written, english()), expected);
}

TEST(MatchCard, escapes_what_discord_refuses_in_an_address) {
  auto details = finished();
  details.sources.front().url = "https://example.org/a b/é";

  EXPECT_EQ(embed_of(match_card(details, open_reader())).url, "https://example.org/a%20b/%C3%A9");
}

TEST(MatchCard, names_every_source_with_its_licence_and_age_in_the_footer) {
  auto details = scheduled();
  details.sources.push_back(
      {.provider = ProviderName::pandascore, .url = "", .seen_at = at("2026-07-12T17:50:00Z")});
  details.sources.push_back(
      {.provider = ProviderName::lpdb, .url = "", .seen_at = at("2026-07-12T17:40:00Z")});

  const auto embed = embed_of(match_card(details, open_reader()));

  EXPECT_EQ(embed.footer, "Data: Liquipedia (CC BY-SA 3.0), PandaScore");
  EXPECT_EQ(embed.timestamp, at("2026-07-12T17:55:00Z"));
  EXPECT_EQ(embed.url, "https://liquipedia.net/counterstrike/Harbour_Cup")
      << "the link that the licence asks for";
}

TEST(Credits, of_a_message_of_one_line_link_the_page_that_a_licence_asks_for) {
  auto sources = scheduled().sources;
  sources.push_back({.provider = ProviderName::pandascore, .url = "https://pandascore.co/x", .seen_at = {}});
  sources.push_back({.provider = ProviderName::imported, .url = "", .seen_at = {}, .archive = "old.csv"});

  EXPECT_EQ(
      credits_line(sources, english()),
      "-# Data: [Liquipedia (CC BY-SA 3.0)](<https://liquipedia.net/counterstrike/Harbour_Cup>), PandaScore · "
      "Imported history: old.csv");
  EXPECT_EQ(credits_line({}, english()), "");
}

TEST(MatchCard, tells_when_a_match_starts_as_exactly_as_it_is_known) {
  auto exact = scheduled();
  exact.match.original_scheduled_at = at("2026-07-11T18:00:00Z");
  auto day_only = scheduled();
  day_only.match.time_is_exact = false;
  day_only.match.scheduled_at = at("2026-07-12T00:00:00Z");
  auto unknown = scheduled();
  unknown.match.scheduled_at.reset();

  EXPECT_THAT(embed_of(match_card(exact, open_reader())).description,
              HasSubstr("Starts <t:1783879200:f> (<t:1783879200:R>)\nRescheduled from <t:1783792800:f>"));
  EXPECT_THAT(embed_of(match_card(day_only, open_reader())).description,
              HasSubstr("July 12, 2026, time TBD"));
  EXPECT_THAT(embed_of(match_card(unknown, open_reader())).description, HasSubstr("Time TBD"));
}

TEST(MatchCard, says_what_is_not_decided_yet) {
  auto details = scheduled();
  details.teams = {};
  details.match.opponents = {{{.team = {}, .name = "Winner of semifinal 1"}, {.team = {}, .name = ""}}};

  const auto message = match_card(details, open_reader());

  EXPECT_EQ(embed_of(message).title, "Winner SF1 vs TBD");
  EXPECT_EQ(discord::check(message), std::nullopt);
}

TEST(MatchCard, tells_forfeits_draws_and_missing_results_in_words) {
  auto forfeit = finished();
  forfeit.match.maps.clear();
  forfeit.match.forfeit = true;
  forfeit.match.score.reset();
  auto draw = finished();
  draw.match.winner.reset();
  draw.match.draw = true;
  draw.match.score = Score{1, 1};
  auto unknown = finished();
  unknown.match.winner.reset();
  unknown.match.score.reset();

  EXPECT_THAT(embed_of(match_card(forfeit, open_reader())).description,
              HasSubstr("**Amber Foxes** W–FF Blue Herons\nWon by forfeit"));
  EXPECT_THAT(embed_of(match_card(draw, open_reader())).description,
              HasSubstr("**Amber Foxes** 1–1 **Blue Herons**\nDraw"));
  EXPECT_THAT(embed_of(match_card(unknown, open_reader())).description, HasSubstr("Result pending"));
}

TEST(MatchCard, explains_an_advantage_and_a_forfeit_that_was_imposed) {
  auto ahead = scheduled();
  ahead.match.advantage = Score{1, 0};
  auto disqualified = finished();
  disqualified.match.forfeit = disqualified.match.disqualified = true;
  disqualified.match.score.reset();
  auto nobody = disqualified;
  nobody.match.winner.reset();

  EXPECT_THAT(embed_of(match_card(ahead, open_reader())).description,
              HasSubstr("Amber Foxes starts 1–0 (map advantage)"));
  EXPECT_THAT(embed_of(match_card(disqualified, open_reader())).description,
              HasSubstr("Won by disqualification"));
  EXPECT_THAT(embed_of(match_card(nobody, open_reader())).description, HasSubstr("Both teams forfeited"));
}

TEST(MatchCard, tells_that_a_match_was_postponed_or_cancelled) {
  auto postponed = scheduled();
  postponed.match.status = MatchStatus::postponed;
  auto cancelled = scheduled();
  cancelled.match.status = MatchStatus::cancelled;
  cancelled.match.scheduled_at.reset();

  EXPECT_THAT(
      embed_of(match_card(postponed, open_reader())).description,
      HasSubstr(
          "⏸️ **Postponed** · Best of 3 · Playoffs\n**Amber Foxes** vs **Blue Herons**\nOriginally scheduled for "
          "<t:1783879200:f>"));
  EXPECT_THAT(embed_of(match_card(cancelled, open_reader())).description, HasSubstr("❌ **Canceled**"));
}

TEST(MatchCard, shows_no_score_of_what_has_no_result) {
  auto unknown = finished();
  unknown.match.maps.clear();
  unknown.match.winner.reset();
  unknown.match.score = Score{0, 0};
  auto cancelled = unknown;
  cancelled.match.status = MatchStatus::cancelled;
  auto both = unknown;
  both.match.forfeit = true;

  EXPECT_THAT(embed_of(match_card(unknown, open_reader())).description,
              HasSubstr("**Amber Foxes** vs **Blue Herons**\nResult pending"));
  EXPECT_THAT(
      embed_of(match_card(cancelled, open_reader())).description,
      HasSubstr(
          "❌ **Canceled** · Best of 3 · Playoffs\n**Amber Foxes** vs **Blue Herons**\nOriginally scheduled for"));
  EXPECT_THAT(embed_of(match_card(both, open_reader())).description,
              HasSubstr("**Amber Foxes** FF–FF **Blue Herons**\nBoth teams forfeited"));
}

TEST(MatchCard, shows_a_forfeit_as_one_whatever_numbers_come_with_it) {
  auto details = finished();
  details.match.forfeit = true;
  details.match.winner = 1;
  details.match.maps[2].forfeit = true;
  details.match.maps[2].winner = 1;

  const auto message = match_card(details, open_reader());

  EXPECT_THAT(embed_of(message).description, HasSubstr("Amber Foxes FF–W **Blue Herons**"));
  EXPECT_THAT(field(message, "Maps"), HasSubstr("**3. Ancient** FF–W"));
}

TEST(MatchCard, names_the_winners_of_maps_of_which_no_more_is_known) {
  auto details = finished();
  details.match.maps = {{.number = 1, .name = {}, .status = MapStatus::finished, .winner = 0},
                        {.number = 2, .name = "TBA", .status = MapStatus::finished, .winner = 1},
                        {.number = 3, .name = "Nuke", .status = MapStatus::finished, .winner = 0},
                        {.number = 4, .name = {}, .status = MapStatus::scheduled},
                        {.number = 5, .name = "TBD", .status = MapStatus::not_played}};

  EXPECT_EQ(field(match_card(details, open_reader()), "Maps"),
            "**Map 1** ✅ Amber Foxes\n**Map 2** ✅ Blue Herons\n**3. Nuke** ✅ Amber Foxes");
}

TEST(MatchCard, has_no_field_for_maps_of_which_nothing_is_known) {
  auto details = scheduled();
  for (int number = 1; number <= 3; ++number) details.match.maps.push_back({.number = number});

  EXPECT_EQ(field(match_card(details, open_reader()), "Maps"), "");
}

TEST(MatchCard, says_that_a_match_is_late_and_not_that_it_starts) {
  auto reader = open_reader();
  reader.now = at("2026-07-12T18:34:00Z");
  const auto late = embed_of(match_card(scheduled(), reader)).description;
  reader.now = at("2026-07-12T18:02:00Z");
  const auto due = embed_of(match_card(scheduled(), reader)).description;

  EXPECT_THAT(late, HasSubstr("Delayed – scheduled for <t:1783879200:t>"));
  EXPECT_THAT(late, Not(HasSubstr("Starts")));
  EXPECT_THAT(due, HasSubstr("Starting – scheduled for <t:1783879200:t>"));
}

TEST(MatchCard, says_about_when_a_match_began_of_which_only_the_plan_is_known) {
  auto planned = live();
  planned.match.started_at.reset();
  auto day_only = planned;
  day_only.match.time_is_exact = false;
  auto untimed = planned;
  untimed.match.scheduled_at.reset();

  EXPECT_THAT(embed_of(match_card(planned, open_reader())).description,
              HasSubstr("Live since about <t:1783879200:f> (<t:1783879200:R>)"));
  for (const auto& details : {day_only, untimed})
    EXPECT_THAT(embed_of(match_card(details, open_reader())).description, Not(HasSubstr("<t:")));
}

TEST(MatchCard, gives_no_hour_to_a_day) {
  for (const auto status : {MatchStatus::scheduled, MatchStatus::live, MatchStatus::finished,
                            MatchStatus::postponed, MatchStatus::cancelled}) {
    auto details = scheduled();
    details.match.status = status;
    details.match.time_is_exact = false;
    details.match.scheduled_at = at("2026-07-12T19:00:00Z");  // noon of Los Angeles

    const auto description = embed_of(match_card(details, open_reader())).description;

    EXPECT_THAT(description, Not(HasSubstr("<t:"))) << name(status);
    EXPECT_THAT(match_line(details, MatchTextContext::event, open_reader()), Not(HasSubstr("<t:")))
        << name(status);
    if (status != MatchStatus::live) EXPECT_THAT(description, HasSubstr("July 12, 2026")) << name(status);
  }
}

TEST(MatchCard, leaves_out_what_a_source_writes_where_it_knows_nothing) {
  auto details = finished();
  details.match.stage = "unknown";
  details.match.opponents[1].name = "TBD";
  details.teams[1].reset();
  details.match.veto = {{VetoAction::pick, 0, "TBA"}};

  const auto message = match_card(details, open_reader());

  EXPECT_THAT(embed_of(message).description, Not(HasSubstr("unknown")));
  EXPECT_EQ(embed_of(message).title, "Amber Foxes vs TBD");
  EXPECT_EQ(field(message, "Veto"), "");
}

TEST(MatchCard, tells_two_teams_of_one_name_apart) {
  auto details = scheduled();
  details.teams[1]->name = "amber foxes";
  EXPECT_EQ(embed_of(match_card(details, open_reader())).title, "Amber Foxes (1) vs amber foxes (2)");

  details.teams[0]->country = "DK";
  details.teams[1]->region = "EU";
  EXPECT_EQ(embed_of(match_card(details, open_reader())).title, "Amber Foxes (🇩🇰) vs amber foxes (Europe)");
  EXPECT_EQ(match_title(details, open_reader(), 40), "Amber Foxes (🇩🇰) vs amber foxes (Europe)");
}

TEST(MatchText, names_the_rounds_of_a_swiss_stage) {
  EXPECT_EQ(stage_text("High", english()), "High matches");
  EXPECT_EQ(stage_text("Stage 2 – Low", english()), "Stage 2 – Low matches");
  EXPECT_EQ(stage_text("Playoffs – Semifinal", english()), "Playoffs – Semifinal");
  EXPECT_EQ(stage_text("Group A – TBD", english()), "Group A");
  EXPECT_EQ(stage_text("unknown", english()), "");
}

TEST(MatchCard, shows_rounds_for_a_best_of_one) {
  auto details = finished();
  details.match.best_of = 1;
  details.match.score = Score{1, 0};
  details.match.maps = {finished_map(1, "Nuke", {13, 9})};

  EXPECT_THAT(embed_of(match_card(details, open_reader())).description,
              HasSubstr("**Amber Foxes** 13–9 Blue Herons"));
}

TEST(MatchCard, makes_markdown_and_mentions_in_names_harmless) {
  auto details = finished();
  details.teams[0]->name = "@everyone ||[x](https://evil.example)||";
  details.match.stage = "# Group\nA";
  details.tournament->name = "Cup\x01 \xFF";

  const auto message = match_card(details, open_reader());

  EXPECT_THAT(embed_of(message).description, Not(HasSubstr("||")));
  EXPECT_THAT(embed_of(message).description, Not(HasSubstr("](https://evil")));
  EXPECT_THAT(embed_of(message).title, HasSubstr("\\@everyone"));
  EXPECT_THAT(embed_of(message).description, HasSubstr("\\# Group A"));
  EXPECT_EQ(discord::check(message), std::nullopt);
}

TEST(MatchCard, links_only_web_addresses_and_keeps_them_in_one_piece) {
  auto details = finished();
  details.match.links = {{.kind = "vod", .url = "javascript:alert(1)"},
                         {.kind = "new kind", .url = "https://example.org/a(b) c"}};
  details.sources[0].url = "file:///etc/passwd";

  const auto message = match_card(details, open_reader());

  EXPECT_EQ(field(message, "Links"), "[example.org](https://example.org/a%28b%29%20c)");
  EXPECT_EQ(embed_of(message).url, "");
}

TEST(MatchCard, says_what_a_link_leads_to) {
  auto details = finished();
  const auto stats = [](int id) {
    return Link{.kind = "hltv_map",
                .url = "https://www.hltv.org/stats/matches/mapstatsid/" + std::to_string(id) + "/-"};
  };
  details.match.links = {{.kind = "hltv", .url = "https://www.hltv.org/matches/1/-"},
                         {.kind = "vod", .url = "https://www.youtube.com/watch?v=a"},
                         {.kind = "vod", .url = "https://www.youtube.com/watch?v=b"}};
  details.match.maps = {finished_map(1, "Mirage", {13, 9}), finished_map(2, "Nuke", {13, 11}),
                        finished_map(3, "Inferno", {13, 4})};
  for (int number = 1; number <= 3; ++number) details.match.links.push_back(stats(number));

  const auto links = field(match_card(details, open_reader()), "Links");

  EXPECT_THAT(links, HasSubstr("[HLTV](https://www.hltv.org/matches/1/-)"));
  EXPECT_THAT(links, HasSubstr("[VOD 2](https://www.youtube.com/watch?v=b)")) << "of which map is not known";
  EXPECT_THAT(links, HasSubstr("[HLTV stats: Nuke](https://www.hltv.org/stats/matches/mapstatsid/2/-)"));
}

TEST(MatchCard, names_every_source_by_its_traits) {
  for (const auto& traits : source_traits()) {
    const MatchSource source{.provider = traits.provider, .url = {}, .seen_at = {}, .archive = "old.csv"};
    const auto text = source_text(source, open_reader().language);
    EXPECT_THAT(text, HasSubstr(std::string{traits.label}));
    EXPECT_THAT(text, HasSubstr(std::string{traits.credit}));
  }
  const auto text = [](ProviderName provider) {
    return source_text({.provider = provider, .url = {}, .seen_at = {}, .archive = "old.csv"},
                       open_reader().language);
  };
  EXPECT_EQ(text(ProviderName::valve), "Data: Valve Regional Standings (event data provided by HLTV.org)");
  EXPECT_EQ(text(ProviderName::pandascore), "Data: PandaScore");
  EXPECT_EQ(text(ProviderName::imported), "Imported history: old.csv");
  EXPECT_EQ(text(ProviderName::sample), "Sample data");
}

TEST(MatchCard, keeps_discords_limits_whatever_the_sources_say) {
  const std::string endless(5000, '*');
  auto details = finished();
  for (auto& team : details.teams) team->name = endless;
  details.tournament->name = endless;
  details.match.stage = endless;
  for (int number = 1; number <= 40; ++number) {
    auto map = finished_map(number, endless, {13, 9});
    map.halves.assign(60, {.rounds = {3, 2}, .overtime = true});
    details.match.maps.push_back(std::move(map));
    details.match.veto.push_back({VetoAction::ban, 0, endless});
    details.match.links.push_back({.kind = endless, .url = "https://example.org/" + endless});
    details.match.links.push_back({.kind = endless, .url = "https://example.org/" + endless.substr(0, 300)});
    details.match.streams.push_back({.url = "https://example.org/" + endless, .language = endless});
    details.sources.push_back(
        {.provider = ProviderName::pandascore, .url = "https://e.org/" + endless, .seen_at = {}});
  }

  for (const auto status :
       {MatchStatus::scheduled, MatchStatus::live, MatchStatus::finished, MatchStatus::postponed}) {
    details.match.status = status;
    EXPECT_EQ(discord::check(match_card(details, open_reader())), std::nullopt) << name(status);
    EXPECT_EQ(discord::check(match_card(details, spoiler_free_reader())), std::nullopt) << name(status);
  }
}

TEST(MatchCard, is_fine_with_nothing_known_at_all) {
  for (const auto status : {MatchStatus::scheduled, MatchStatus::live, MatchStatus::finished,
                            MatchStatus::postponed, MatchStatus::cancelled}) {
    MatchDetails details;
    details.match.status = status;

    EXPECT_EQ(discord::check(match_card(details, open_reader())), std::nullopt) << name(status);
    EXPECT_EQ(discord::check(match_card(details, spoiler_free_reader())), std::nullopt) << name(status);
  }
}

}  // namespace
}  // namespace cs2::view
