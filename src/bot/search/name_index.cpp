#include "bot/search/name_index.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>
#include <utility>

#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "bot/search/name_certainty.hpp"

namespace cs2::bot {
namespace {

// What is so much worse than the best is no suggestion beside it.
constexpr double worse_max = 0.25;
// A name that is asked for so much less does not make another one doubtful.
constexpr double less_active = 0.4;
// Among few names none is like another word by chance. Among more, so much has to have been typed of a name,
// and so active it has to be, together, that it is meant; nicknames are short and free, so every word is like
// one.
constexpr std::size_t few_names = 100;
constexpr double beginning_and_activity = 1.25;
constexpr double beginning_and_activity_of_player = 1.5;
constexpr double spelled_activity_of_player = 0.6;
// What is offered in place of what is not found.
constexpr std::size_t close_max = 3;
constexpr double close_score = 0.62;
// What a guild calls a thing itself goes before what all the world calls so.
constexpr double own_name = 0.1;

// The same thing with another weight; shared as it is where the weight is the same.
std::shared_ptr<const store::Named> weighed(std::shared_ptr<const store::Named> named,
                                            const store::NameWeights& weights) {
  const auto weight = store::weight_of(*named, weights);
  if (named->weight == weight) return named;
  auto changed = std::make_shared<store::Named>(*named);
  changed->weight = weight;
  return changed;
}

using Hits = std::vector<NameHit>;

Hits without_worse(Hits hits) {
  double best = 0;
  for (const auto& hit : hits) best = std::max(best, hit.score);
  NameIndex::drop_worse(hits, best);
  return hits;
}

struct Judged {
  NameHit hit;
  Fit fit;
};

std::vector<Judged> list(const std::vector<Judged>& judged, Certainty certainty) {
  std::vector<Judged> fitting;
  for (const auto& each : judged) {
    if (each.fit.certainty == certainty) fitting.push_back(each);
  }
  return fitting;
}

std::vector<const store::Named*> names_of(const std::vector<Judged>& judged) {
  std::vector<const store::Named*> named;
  named.reserve(judged.size());
  for (const auto& [hit, fit] : judged) named.push_back(hit.named);
  return named;
}

// A typo when nothing else is near. Names that hardly anybody asks for are near to nearly anything.
bool is_only_one_near(const Judged& one, const std::vector<Judged>& all) {
  return std::ranges::none_of(all, [&](const Judged& other) {
    const bool is_near = other.fit.certainty >= Certainty::typo || other.fit.is_near;
    return other.hit.named != one.hit.named && is_near && other.hit.activity > one.hit.activity - less_active;
  });
}

// Whether a name is meant although it is not what was typed.
bool is_sure(const Judged& one, const std::vector<Judged>& all, std::size_t names) {
  const auto& [hit, fit] = one;
  const auto kind = hit.named->kind;
  const bool is_player = kind == store::NameKind::player;
  const bool is_easy = names <= few_names || kind == store::NameKind::tournament;
  const bool is_active = is_easy || !is_player || hit.activity >= spelled_activity_of_player;
  if (fit.is_another) return false;
  switch (fit.certainty) {
    case Certainty::spelling:
      return is_active;
    case Certainty::beginning:
      return is_easy || fit.share + hit.activity >=
                            (is_player ? beginning_and_activity_of_player : beginning_and_activity);
    case Certainty::typo:
      return is_active && is_only_one_near(one, all);
    default:
      return false;
  }
}

}  // namespace

NameIndex::NameIndex(std::vector<store::Named> names) {
  std::array<std::vector<NameShelf::NamedPointer>, 3> of_kind;
  for (auto& named : names) {
    auto& list = of_kind[static_cast<std::size_t>(named.kind)];
    list.push_back(std::make_shared<const store::Named>(std::move(named)));
  }
  for (std::size_t kind = 0; kind < of_kind.size(); ++kind)
    shelves_[kind] = NameShelf{std::move(of_kind[kind]), static_cast<store::NameKind>(kind), {}};
}

NameIndex::NameIndex(const NameIndex& older, store::NameDelta news) {
  std::set<store::NameKey> replaced{news.gone.begin(), news.gone.end()};
  std::array<std::vector<NameShelf::NamedPointer>, 3> of_kind;
  for (auto& named : news.named) {
    replaced.emplace(named.kind, named.id);
    named.weight = store::weight_of(named, news.weights);
    auto& list = of_kind[static_cast<std::size_t>(named.kind)];
    list.push_back(std::make_shared<const store::Named>(std::move(named)));
  }
  for (std::size_t kind = 0; kind < of_kind.size(); ++kind) {
    const auto named_kind = static_cast<store::NameKind>(kind);
    const auto& before = older.shelves_[kind];
    for (const auto& entry : before.entries()) {
      if (!news.whole && !replaced.contains({named_kind, entry.named->id}))
        of_kind[kind].push_back(weighed(entry.named, news.weights));
    }
    shelves_[kind] = NameShelf{std::move(of_kind[kind]), named_kind, before};
  }
}

std::vector<NameHit> NameIndex::find_alike(std::string_view text, store::NameKind kind, std::size_t count,
                                           const NameIndex* own) const {
  const TypedNames typed{text, kind};
  auto hits = shelf(kind).search(typed, count);
  if (own == nullptr) return hits;

  std::vector<NameHit> all;
  for (const auto& hit : own->shelf(kind).search(typed, count)) {
    if (const auto* named = find(kind, hit.named->id))
      all.push_back(
          {.named = named, .score = hit.score + own_name, .activity = 1, .rank = hit.score + own_name});
  }
  for (const auto& hit : hits) {
    if (std::ranges::find(all, hit.named, &NameHit::named) == all.end()) all.push_back(hit);
  }
  std::ranges::sort(all, std::ranges::greater{}, [](const NameHit& hit) {
    return std::tuple{hit.rank, hit.named->weight, -hit.named->id};
  });
  if (all.size() > count) all.resize(count);
  return all;
}

std::vector<NameHit> NameIndex::search(std::string_view text, store::NameKind kind, std::size_t count,
                                       const NameIndex* own) const {
  if (trim(text).empty()) return shelf(kind).most_active(count);
  if (is_mention(text)) return {};
  return without_worse(find_alike(text, kind, count, own));
}

void NameIndex::drop_worse(std::vector<NameHit>& hits, double best) {
  std::erase_if(hits, [&](const NameHit& hit) { return hit.score < best - worse_max; });
}

NameIndex::Resolution NameIndex::resolve(std::string_view text, store::NameKind kind,
                                         const NameIndex* own) const {
  if (is_mention(text)) return {};
  const auto hits = find_alike(text, kind, limits::suggestions, own);
  const CertaintyOf certainty_of{text, kind};
  std::vector<Judged> judged;
  for (const auto& hit : hits) {
    // What a guild calls things goes before what all call so.
    const auto* called = own ? own->find(kind, hit.named->id) : nullptr;
    const auto own_fit = called ? certainty_of(*called) : Fit{};
    if (own_fit.certainty >= Certainty::other_name)
      return {.meant = {hit.named}, .is_exact = true, .close = {}};
    const auto fit = certainty_of(*hit.named);
    judged.push_back({.hit = hit, .fit = own_fit.certainty > fit.certainty ? own_fit : fit});
  }
  for (const auto certainty : {Certainty::name, Certainty::other_name}) {
    if (const auto fitting = list(judged, certainty); !fitting.empty())
      return {.meant = names_of(fitting), .is_exact = true, .close = {}};
  }
  for (const auto certainty : {Certainty::spelling, Certainty::beginning, Certainty::typo}) {
    const auto fitting = list(judged, certainty);
    const bool asks = fitting.size() > 1 && certainty != Certainty::typo;
    if (asks || (fitting.size() == 1 && is_sure(fitting.front(), judged, shelf(kind).size())))
      return {.meant = names_of(fitting), .is_exact = false, .close = {}};
  }
  Resolution resolution;
  for (const auto& hit : without_worse(hits)) {
    if (resolution.close.size() < close_max && hit.score >= close_score)
      resolution.close.push_back(hit.named);
  }
  return resolution;
}

const store::Named* NameIndex::find(store::NameKind kind, std::int64_t id) const {
  return shelf(kind).find(id);
}

std::vector<std::string> NameIndex::list_spellings() const {
  std::vector<std::string> spellings;
  for (const auto& shelf : shelves_) {
    for (const auto& entry : shelf.entries()) {
      spellings.push_back(entry.named->name);
      spellings.insert(spellings.end(), entry.named->aliases.begin(), entry.named->aliases.end());
    }
  }
  return spellings;
}

std::size_t NameIndex::size() const {
  std::size_t size = 0;
  for (const auto& shelf : shelves_) size += shelf.size();
  return size;
}

}  // namespace cs2::bot
