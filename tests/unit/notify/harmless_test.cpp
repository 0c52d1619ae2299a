// Names from outside in every field of every kind of notification: what is sent is harmless wherever it is
// shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "discord/json.hpp"
#include "notify/kind_registry.hpp"
#include "notify/sample.hpp"
#include "support/harmless.hpp"
#include "view/calendar.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

using testing::IsEmpty;

constexpr Timestamp now = from_unix_seconds(1'790'000'000);

// An address that everybody may go to, with the name in it.
std::string page_of(std::string name) {
  std::ranges::replace(name, '/', '-');
  return "https://example.org/" + name;
}

// Whatever is text becomes `name`, whatever is an address `url`.
void spoil(Team& team, const std::string& name, const std::string& url) {
  team.name = name;
  team.acronym = name;
  team.region = name;
  team.logo_url = url;
}

void spoil(MatchDetails& details, const std::string& name, const std::string& url) {
  auto& match = details.match;
  match.stage = name;
  for (auto& opponent : match.opponents) opponent.name = name;
  for (auto& team : details.teams) {
    if (team) spoil(*team, name, url);
  }
  for (auto& map : match.maps) map.name = name;
  match.veto = {{.action = VetoAction::pick, .by = 0, .map = name},
                {.action = VetoAction::decider, .by = {}, .map = name}};
  match.streams = {{.url = url, .language = name}, {.url = page_of(name), .language = {}}};
  match.links = {{.kind = name, .url = url}, {.kind = name, .url = page_of(name)}};
  if (details.tournament) {
    details.tournament->name = name;
    details.tournament->city = name;
    details.tournament->organizer = name;
    details.tournament->region = name;
    details.tournament->logo_url = url;
  }
  details.sources = {{.provider = ProviderName::imported, .url = url, .seen_at = now, .archive = name},
                     {.provider = ProviderName::liquipedia, .url = page_of(name), .seen_at = now}};
}

void spoil(NoticeFacts& facts, const std::string& name, const std::string& url) {
  for (auto* match : {&facts.match, &facts.withdrawn}) {
    if (*match) spoil(**match, name, url);
  }
  for (auto& details : facts.nearby) spoil(details, name, url);
  if (facts.team) spoil(*facts.team, name, url);
  for (auto& move : facts.moves) {
    move.player.nickname = name;
    move.player.first_name = name;
    move.player.image_url = url;
  }
  if (!facts.ranking) return;
  facts.ranking->url = url;
  for (auto& ranked : facts.ranking->teams) {
    spoil(ranked.team, name, url);
    ranked.row.line_up = {name, name};
  }
}

class Harmless : public testing::Test {
 protected:
  template <class Check>
  void for_each_name(Check check) {
    const auto names = test::hostile_names();
    const auto urls = test::hostile_addresses();
    for (std::size_t i = 0; i < std::max(names.size(), urls.size()); ++i)
      check(names[i % names.size()], urls[i % urls.size()]);
  }

  locale::Catalogue catalogue = locale::Catalogue::load(locale::embedded_catalogues()).value();
};

TEST_F(Harmless, is_every_notification) {
  for_each_name([&](const std::string& name, const std::string& url) {
    for (const auto& traits : notice_traits) {
      auto facts = make_sample(traits.kind, catalogue.source(), now);
      spoil(facts, name, url);
      const auto rendered = find_kind(traits.kind).render(facts, {.language = catalogue.source()});
      std::string json;
      if (const auto* message = std::get_if<discord::Message>(&rendered)) {
        EXPECT_EQ(discord::check(*message), std::nullopt) << traits.name;
        json = discord::message_to_json(*message);
      } else if (const auto* event = std::get_if<EventState>(&rendered); event && event->event) {
        json = discord::event_to_json(*event->event);
      } else {
        continue;
      }
      EXPECT_THAT(test::HarmlessReader::problems_of_json(json), IsEmpty()) << traits.name;
    }
  });
}

TEST_F(Harmless, is_every_thread_and_calendar) {
  for_each_name([&](const std::string& name, const std::string& url) {
    auto details = make_sample(NoticeKind::result, catalogue.source(), now).match.value();
    spoil(details, name, url);
    const view::Reader reader{.language = catalogue.source()};
    for (const auto& thread :
         {view::match_thread_name(details, reader), view::other_thread_name(details.teams[0], reader)})
      EXPECT_THAT(test::HarmlessReader::problems_of_json(discord::thread_to_json({.name = thread})),
                  IsEmpty());

    const CalendarEntry entry{.details = details, .sequence = 1, .changed_at = now};
    const auto title = view::calendar_name({.kind = Subject::Kind::team, .id = 1}, name, catalogue.source());
    const auto calendar = view::render_calendar(title, {&entry, 1}, catalogue.source());
    EXPECT_THAT(test::HarmlessReader::problems_of_text(calendar), IsEmpty());
  });
}

// So that the tests above do not read the wrong thing.
TEST(HarmlessReader, finds_what_a_surface_would_let_through) {
  for (const auto* body :
       {R"({"content": "a\u202eb"})", R"({"label": "a\nb"})", R"({"content": "discord.gg/x"})",
        R"({"content": "@everyone"})", R"({"title": "<t:1780000000:R>"})",
        R"({"thumbnail": {"url": "http://127.0.0.1/x.png"}})", R"({"name": "a\u200bb"})",
        R"({"name": "a\u0301\u0301\u0301\u0301"})", R"({"content": "\u2068a"})",
        R"j({"content": "[x](https://evil.example/)"})j"})
    EXPECT_FALSE(test::HarmlessReader::problems_of_json(body).empty()) << body;
  EXPECT_THAT(
      test::HarmlessReader::problems_of_json(
          R"({"content": "\\@everyone \u2068שלום\u2069", "url": "https://example.org/", "label": "<b>"})"),
      IsEmpty());
}

}  // namespace
}  // namespace cs2::notify
