#include "notify/sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "locale/language.hpp"
#include "notify/kinds.hpp"

namespace cs2::notify {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

constexpr Timestamp now = from_unix_seconds(1'790'000'000);

TEST(Sample, has_something_to_tell_of_every_kind_that_posts_a_message) {
  const auto catalogue = locale::Catalogue::load(locale::embedded_catalogues()).value();
  for (int number = 0; number < notice_kinds; ++number) {
    const auto kind = static_cast<NoticeKind>(number);
    if (kind == NoticeKind::corrected || kind == NoticeKind::event) continue;
    for (const bool hide : {false, true}) {
      const auto told = find_kind(kind).render(make_sample(kind, catalogue.source(), now),
                                               {.language = catalogue.source(), .hide_scores = hide});
      if (kind == NoticeKind::map_finished && hide) {
        EXPECT_TRUE(std::holds_alternative<Dropped>(told)) << "it would tell how the series goes";
        continue;
      }
      const auto* message = std::get_if<discord::Message>(&told);
      ASSERT_NE(message, nullptr) << name(kind) << ": " << std::get<Dropped>(told).reason;
      EXPECT_EQ(discord::check(*message), std::nullopt) << name(kind);
      EXPECT_TRUE(message->allowed_mentions.roles.empty());
      ASSERT_FALSE(message->embeds.empty());
      const auto& embed = message->embeds[0];
      const auto fields = embed.fields.empty() ? std::string{} : embed.fields[0].value;
      EXPECT_THAT(message->content + embed.title + embed.description + fields, HasSubstr("Example Foxes"))
          << name(kind);
    }
  }
}

}  // namespace
}  // namespace cs2::notify
