#include "view/permission_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "discord/types.hpp"

namespace cs2::view {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PermissionNames, are_those_of_discords_settings) {
  const auto catalogue = locale::Catalogue::load(locale::embedded_catalogues()).value();
  const auto language = catalogue.source();

  EXPECT_THAT(
      permission_names(discord::permission::embed_links | discord::permission::view_channel, language),
      ElementsAre("View Channel", "Embed Links"));
  EXPECT_THAT(permission_names(0, language), IsEmpty());
}

}  // namespace
}  // namespace cs2::view
