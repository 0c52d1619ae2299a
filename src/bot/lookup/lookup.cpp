#include "bot/lookup/lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>

#include "base/foreign_text.hpp"
#include "base/limits/discord.hpp"
#include "base/text.hpp"
#include "locale/date_text.hpp"
#include "view/markdown.hpp"
#include "view/place_text.hpp"

namespace cs2::bot {
namespace {

using store::Named;
using store::NameKind;
using NamedList = std::vector<const Named*>;

constexpr std::string_view separator = " · ";

Reference reference_to(const Named& named) {
  switch (named.kind) {
    case NameKind::team:
      return TeamId{named.id};
    case NameKind::tournament:
      return TournamentId{named.id};
    case NameKind::player:
      return PlayerId{named.id};
  }
  assert(false);
  return TeamId{named.id};
}

std::optional<NameKind> kind_of(Reference reference) {
  if (std::holds_alternative<TeamId>(reference)) return NameKind::team;
  if (std::holds_alternative<TournamentId>(reference)) return NameKind::tournament;
  if (std::holds_alternative<PlayerId>(reference)) return NameKind::player;
  return std::nullopt;
}

// "Alpine · Germany", "A-Tier · Europe · July 12, 2026": what tells it from its namesakes.
std::string details_of(const Named& named, const Call& call) {
  const auto& language = call.language();
  const auto* team = named.team ? call.names().find(NameKind::team, named.team.value) : nullptr;
  const bool has_tier = named.tier && *named.tier != Tier::unranked;
  const auto day = named.starts_at ? locale::date_text(std::chrono::floor<days>(*named.starts_at), language)
                                   : std::string{};
  return view::join(
      {team ? team->name : "", has_tier ? language.say(fmt::format("event.tier.{}", name(*named.tier))) : "",
       locale::country_name(named.country, language), view::region_name(named.region, language), day},
      separator);
}

std::string id_mark(const Named& named) {
  return fmt::format("#{}", named.id);
}

// In the order of `named`. Namesakes get what tells them apart, at the last their id.
std::vector<std::string> labels_of(const NamedList& named, const Call& call) {
  std::map<std::string, int> bearers;
  for (const auto* each : named) ++bearers[fold(each->name)];
  std::vector<std::string> labels;
  std::vector<std::string> ids;
  for (const auto* each : named) {
    const bool is_alone = bearers.at(fold(each->name)) == 1;
    labels.push_back(is_alone ? each->name : view::join({each->name, details_of(*each, call)}, separator));
    ids.push_back(id_mark(*each));
  }
  return distinct_labels(labels, ids);
}

std::vector<Candidate> candidates_of(const NamedList& named, const Call& call) {
  auto labels = labels_of(named, call);
  std::vector<Candidate> candidates;
  candidates.reserve(named.size());
  for (std::size_t i = 0; i < named.size(); ++i)
    candidates.push_back({.label = std::move(labels[i]),
                          .values = {to_string(reference_to(*named[i]))},
                          .details = details_of(*named[i], call)});
  return candidates;
}

// The one of the namesakes whose choice reads like this: "Phoenix · Germany", "Phoenix · #12".
const Named* find_labelled(std::string_view typed, NameKind kind, const Call& call) {
  const auto end = typed.find(separator);
  if (end == std::string_view::npos) return nullptr;
  const auto wanted = fold(typed);
  NamedList found;
  for (const auto* named : call.names().resolve(typed.substr(0, end), kind, call.own_names()).meant) {
    const auto details = details_of(*named, call);
    for (const auto& label : {view::join({named->name, details}, separator),
                              view::join({named->name, id_mark(*named)}, separator),
                              view::join({named->name, details, id_mark(*named)}, separator)}) {
      if (fold(label) != wanted) continue;
      found.push_back(named);
      break;
    }
  }
  return found.size() == 1 ? found.front() : nullptr;
}

Choices suggest_names(const Call& call, std::string_view typed, NameKind kind) {
  NamedList found;
  for (const auto& hit : call.names().search(typed, kind, limits::suggestions, call.own_names()))
    found.push_back(hit.named);
  auto labels = labels_of(found, call);
  Choices choices;
  for (std::size_t i = 0; i < found.size(); ++i)
    choices.push_back({.name = {.text = std::move(labels[i]), .by_locale = {}},
                       .value = to_string(reference_to(*found[i]))});
  return choices;
}

}  // namespace

std::vector<std::string> distinct_labels(const std::vector<std::string>& labels,
                                         const std::vector<std::string>& differences) {
  std::map<std::string, int> readings;
  std::vector<std::string> distinct;
  for (const auto& label : labels) {
    distinct.push_back(shorten(clean_name(label), limits::choice_name));
    ++readings[distinct.back()];
  }
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (readings.at(distinct[i]) == 1 || differences[i].empty()) continue;
    const auto end = separator.size() + count_characters(differences[i]);
    const auto room = limits::choice_name - std::min(limits::choice_name, end);
    distinct[i] = shorten(fmt::format("{}{}{}", shorten(distinct[i], room), separator, differences[i]),
                          limits::choice_name);
  }
  return distinct;
}

std::string_view word_for(NameKind kind) {
  switch (kind) {
    case NameKind::team:
      return "team";
    case NameKind::tournament:
      return "event";
    case NameKind::player:
      return "player";
  }
  return "team";
}

Choices suggest_teams(const Call& call, std::string_view typed) {
  return suggest_names(call, typed, NameKind::team);
}

Choices suggest_events(const Call& call, std::string_view typed) {
  return suggest_names(call, typed, NameKind::tournament);
}

Choices suggest_players(const Call& call, std::string_view typed) {
  return suggest_names(call, typed, NameKind::player);
}

Meanings find_meanings(std::string_view typed, NameKind kind, const Call& call) {
  if (const auto reference = parse_reference(typed); reference && kind_of(*reference) == kind) {
    const auto id = std::visit([](auto each) { return each.value; }, *reference);
    const auto* named = call.names().find(kind, id);
    return {.meant = {{.label = named ? named->name : "", .values = {to_string(*reference)}}},
            .is_exact = true,
            .close = {}};
  }
  if (const auto* named = find_labelled(typed, kind, call))
    return {.meant = candidates_of({named}, call), .is_exact = true, .close = {}};
  const auto resolution = call.names().resolve(typed, kind, call.own_names());
  return {.meant = candidates_of(resolution.meant, call),
          .is_exact = resolution.is_exact && resolution.meant.size() == 1,
          .close = candidates_of(resolution.close, call)};
}

Reply answer_by_name(const Question& question, const TextOption& option, NameKind kind, const Call& call) {
  const auto typed = call[option];
  return answer_meanings(question, {.what = word_for(kind), .typed = typed}, find_meanings(typed, kind, call),
                         call);
}

}  // namespace cs2::bot
