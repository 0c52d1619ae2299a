#include "notify/sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "locale/language.hpp"
#include "notify/kind_registry.hpp"

namespace cs2::notify {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

constexpr Timestamp now = from_unix_seconds(1'790'000'000);

TEST(Sample, exists_of_every_kind_that_posts_a_message) {
  const auto catalogue = locale::Catalogue::load(locale::embedded_catalogues()).value();
  for (const auto& traits : notice_traits) {
    const auto kind = traits.kind;
    if (traits.form != NoticeForm::message) continue;
    for (const bool hide : {false, true}) {
      const auto rendered = find_kind(kind).render(make_sample(kind, catalogue.source(), now),
                                                   {.language = catalogue.source(), .hide_scores = hide});
      if (traits.reveals_score && hide) {
        EXPECT_TRUE(std::holds_alternative<Dropped>(rendered)) << traits.name;
        continue;
      }
      const auto* message = std::get_if<discord::Message>(&rendered);
      ASSERT_NE(message, nullptr) << name(kind) << ": " << std::get<Dropped>(rendered).reason;
      EXPECT_EQ(discord::check(*message), std::nullopt) << name(kind);
      EXPECT_TRUE(message->allowed_mentions.roles.empty());
      const auto embed = message->embeds.empty() ? discord::Embed{} : message->embeds[0];
      const auto fields = embed.fields.empty() ? std::string{} : embed.fields[0].value;
      EXPECT_THAT(message->content + embed.title + embed.description + fields, HasSubstr("Example Foxes"))
          << name(kind);
    }
  }
}

}  // namespace
}  // namespace cs2::notify
