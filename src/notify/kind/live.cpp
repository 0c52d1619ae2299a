// One message for a match from its start on, which shows the score and at last the result.
#include "base/limits/notify.hpp"
#include "model/validate.hpp"
#include "notify/kind_registry.hpp"
#include "notify/sample.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

// A match that ended without a result is still shown as running: its result is on its way.
std::string_view key_of(const Match& match) {
  switch (match.status) {
    case MatchStatus::postponed:
      return "notice.postponed";
    case MatchStatus::cancelled:
      return "notice.cancelled";
    default:
      return "notice.live";
  }
}

Rendered render(const NoticeFacts& facts, const view::Reader& reader) {
  if (!facts.match) return Dropped{"withdrawn"};
  const auto& match = facts.match->match;
  const bool has_begun = match.status == MatchStatus::live || match.status == MatchStatus::finished;
  if (facts.revision_shown == 0 && !has_begun) return Dropped{"not_live"};
  if (match.status == MatchStatus::finished && has_result(match))
    return view::result_notice(*facts.match, reader);
  return view::match_notice(key_of(match), *facts.match, reader);
}

void make_sample(NoticeFacts& sample, const locale::Language& /*language*/) {
  start_match(sample);
}

}  // namespace

Kind live_kind() {
  return {.urgency = 0, .life = limits::result_life, .render = render, .make_sample = make_sample};
}

}  // namespace cs2::notify
