#include "model/source_traits.hpp"

#include <gmock/gmock.h>

#include "base/clock.hpp"

namespace cs2 {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

const Timestamp now = parse_iso8601("2026-07-12T18:00:00Z").value();

SourceStatus read_before(minutes age, ProviderName provider = ProviderName::pandascore) {
  return {.provider = provider, .read_at = now - age, .failing_since = {}};
}

SourceStatus failing(SourceStatus source, minutes since) {
  source.failing_since = now - since;
  return source;
}

MatchDataStatus status_of(std::vector<SourceStatus> sources) {
  return match_data_status(sources, now);
}

auto behind(ProviderName provider) {
  return Field("provider", &SourceStatus::provider, provider);
}

TEST(SourceStatus, of_a_source_that_was_never_read_is_not_taken_for_current) {
  EXPECT_EQ(state_of({.provider = ProviderName::pandascore}, now), SourceState::never_read);
}

TEST(SourceStatus, is_current_while_a_source_only_hiccups) {
  EXPECT_EQ(state_of(failing(read_before(4min), 3min), now), SourceState::current);
  EXPECT_EQ(state_of(failing(read_before(14min), 13min), now), SourceState::outdated);
}

TEST(SourceStatus, allows_for_sources_that_are_seldom_asked) {
  EXPECT_EQ(state_of(read_before(120min), now), SourceState::current);
  EXPECT_EQ(state_of(read_before(151min), now), SourceState::outdated);
}

TEST(SourceStatus, says_loading_until_the_first_source_is_read) {
  EXPECT_EQ(status_of({}).state, MatchDataState::loading);
  EXPECT_EQ(status_of({{.provider = ProviderName::pandascore}, {.provider = ProviderName::lpdb}}).state,
            MatchDataState::loading);
}

TEST(SourceStatus, names_the_source_that_is_behind) {
  const auto status =
      status_of({read_before(1min, ProviderName::liquipedia), failing(read_before(14min), 13min)});

  EXPECT_EQ(status.state, MatchDataState::outdated);
  EXPECT_THAT(status.behind, ElementsAre(behind(ProviderName::pandascore)));
}

TEST(SourceStatus, waits_for_a_source_that_is_new_unless_it_fails) {
  const SourceStatus fresh{.provider = ProviderName::lpdb};

  EXPECT_THAT(status_of({read_before(1min), fresh}).behind, IsEmpty());
  EXPECT_THAT(status_of({read_before(1min), failing(fresh, 20min)}).behind,
              ElementsAre(behind(ProviderName::lpdb)));
}

TEST(SourceStatus, calls_everything_outdated_once_nobody_reads_any_more) {
  const auto status = status_of({read_before(40min, ProviderName::liquipedia), read_before(45min)});

  EXPECT_EQ(status.state, MatchDataState::outdated);
  EXPECT_THAT(status.behind, ElementsAre(behind(ProviderName::pandascore), behind(ProviderName::liquipedia)));
}

}  // namespace
}  // namespace cs2
