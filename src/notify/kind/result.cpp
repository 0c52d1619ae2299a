// How a match ended; only with winner and score, or a forfeit's winner.
#include "base/limits/notify.hpp"
#include "model/validate.hpp"
#include "notify/kind_registry.hpp"
#include "notify/sample.hpp"
#include "view/notice.hpp"

namespace cs2::notify {
namespace {

Rendered render(const NoticeFacts& facts, const view::Reader& reader) {
  if (!facts.match) return Dropped{"withdrawn"};
  if (!has_result(facts.match->match)) return Dropped{"taken_back"};
  return view::result_notice(*facts.match, reader);
}

void make_sample(NoticeFacts& sample, const locale::Language& /*language*/) {
  finish_match(sample);
}

}  // namespace

Kind result_kind() {
  return {.urgency = 0, .life = limits::result_life, .render = render, .make_sample = make_sample};
}

}  // namespace cs2::notify
