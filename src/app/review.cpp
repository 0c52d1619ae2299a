// `review`: what may be one, and what was done about it.
#include <fmt/ranges.h>

#include <boost/json.hpp>
#include <cstdio>

#include "app/current_user.hpp"
#include "app/find_entity.hpp"
#include "app/open_store.hpp"
#include "app/report_error.hpp"
#include "app/subcommands.hpp"
#include "ingest/settle_duplicates.hpp"
#include "store/database/migrate.hpp"
#include "store/identity/evidence.hpp"
#include "store/identity/reviews.hpp"
#include "store/queries/names.hpp"

namespace cs2::app {
namespace {

namespace json = boost::json;

constexpr int listed_max = 500;
constexpr int evidence_max = 8;  // matches, opponents, events of each

std::string day_of(Timestamp at) {
  return to_iso8601(at).substr(0, 10);
}

// "2026-03-01 18:00 Alpine 2–1 Breakers, Polar Cup 2026"
std::string describe(const store::Evidence::Played& played) {
  std::string text;
  if (played.at && played.time_is_exact)
    text = fmt::format("{} {} ", day_of(*played.at), to_iso8601(*played.at).substr(11, 5));
  else if (played.at)
    text = day_of(*played.at) + " ";
  const auto side = [](const std::string& name) { return name.empty() ? std::string{"?"} : name; };
  const auto score = played.score ? fmt::format("{}–{}", played.score->first, played.score->second) : "–";
  text += fmt::format("{} {} {}", side(played.first), score, side(played.second));
  return played.event.empty() ? text : fmt::format("{}, {}", text, played.event);
}

json::object to_json(const store::Review& review) {
  json::array reasons;
  for (const auto& [name, points] : review.score.reasons)
    reasons.push_back(json::object{{"name", name}, {"points", points}});
  json::object object{{"id", review.id},
                      {"kind", name(review.entity)},
                      {"ours", review.ours},
                      {"ours_name", review.ours_name},
                      {"candidate", review.candidate},
                      {"candidate_name", review.candidate_name},
                      {"points", review.score.points()},
                      {"reasons", std::move(reasons)},
                      {"provider", name(review.provider)},
                      {"external_id", review.external_id},
                      {"observation", review.observation},
                      {"noted_at", to_iso8601(review.noted_at)},
                      {"state", store::name(review.state)}};
  if (review.decided_at) object["decided_at"] = to_iso8601(*review.decided_at);
  if (review.decided_by) object["decided_by"] = *review.decided_by;
  if (review.reason) object["reason"] = *review.reason;
  return object;
}

json::array to_json(const store::Evidence::Counts& counts) {
  json::array list;
  for (const auto& [name, count] : counts) list.push_back(json::object{{"name", name}, {"matches", count}});
  return list;
}

json::array to_json(const std::vector<std::string>& texts) {
  return json::array(texts.begin(), texts.end());
}

json::object to_json(const store::Evidence& evidence) {
  json::array sources;
  for (const auto& [provider, external_id] : evidence.sources)
    sources.push_back(json::object{{"provider", name(provider)}, {"external_id", external_id}});
  json::array last;
  for (const auto& played : evidence.last) last.push_back(json::string{describe(played)});
  json::object object{{"name", evidence.name},
                      {"names", to_json(evidence.names)},
                      {"sources", std::move(sources)},
                      {"line_up", to_json(evidence.line_up)},
                      {"teams", to_json(evidence.teams)},
                      {"matches", evidence.matches},
                      {"opponents", to_json(evidence.opponents)},
                      {"events", to_json(evidence.events)},
                      {"last_matches", std::move(last)}};
  if (evidence.first_at) object["first_match_at"] = to_iso8601(*evidence.first_at);
  if (evidence.last_at) object["last_match_at"] = to_iso8601(*evidence.last_at);
  return object;
}

json::object to_json(const store::IdentityOperation& operation) {
  json::object object{
      {"id", operation.id},         {"operation", operation.operation}, {"kind", name(operation.entity)},
      {"ours", operation.ours},     {"ours_name", operation.ours_name}, {"by", operation.by},
      {"reason", operation.reason}, {"at", to_iso8601(operation.at)},   {"moved", operation.moved}};
  if (operation.other) object["other"] = *operation.other;
  if (operation.other) object["other_name"] = operation.other_name;
  if (operation.undone_at) object["undone_at"] = to_iso8601(*operation.undone_at);
  if (operation.undone_by) object["undone_by"] = *operation.undone_by;
  return object;
}

template <class All>
void print_json(const All& all) {
  json::array list;
  for (const auto& each : all) list.push_back(to_json(each));
  fmt::print("{}\n", json::serialize(list));
}

void print(const store::Review& review) {
  fmt::print("{:>5}  {:<10} {:>3}  {} {} = {} {}?\n", review.id, name(review.entity), review.score.points(),
             review.ours, review.ours_name, review.candidate, review.candidate_name);
}

void print_whole(const store::Review& review) {
  print(review);
  fmt::print("       {}, created {}\n", store::name(review.state), to_iso8601(review.noted_at));
  if (review.decided_by)
    fmt::print("       decided by {}{}\n", *review.decided_by, review.reason ? ": " + *review.reason : "");
  fmt::print("       from {}: {} ({})\n", name(review.provider), review.observation, review.external_id);
  for (const auto& [reason, points] : review.score.reasons) fmt::print("       {:>+5}  {}\n", points, reason);
}

void print_line(std::string_view label, const std::string& text) {
  if (!text.empty()) fmt::print("         {:<10} {}\n", label, text);
}

std::string listed(const store::Evidence::Counts& counts) {
  std::string text;
  for (const auto& [name, count] : counts)
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", name, count);
  return text;
}

void print(std::int64_t id, const store::Evidence& evidence) {
  fmt::print("       {} {}\n", id, evidence.name);
  std::string sources;
  for (const auto& [provider, external_id] : evidence.sources)
    sources += fmt::format("{}{} {}", sources.empty() ? "" : ", ", name(provider), external_id);
  print_line("sources", sources);
  print_line("names", fmt::format("{}", fmt::join(evidence.names, ", ")));
  print_line("line-up", fmt::format("{}", fmt::join(evidence.line_up, ", ")));
  print_line("teams", fmt::format("{}", fmt::join(evidence.teams, ", ")));
  print_line("matches", evidence.first_at && evidence.last_at
                            ? fmt::format("{}, {} to {}", evidence.matches, day_of(*evidence.first_at),
                                          day_of(*evidence.last_at))
                            : std::to_string(evidence.matches));
  print_line("opponents", listed(evidence.opponents));
  print_line("events", listed(evidence.events));
  for (const auto& played : evidence.last)
    print_line(&played == evidence.last.data() ? "last" : "", describe(played));
}

void print(const store::IdentityOperation& operation) {
  fmt::print("{:>5}  {} {:<7} {} {}", operation.id, to_iso8601(operation.at), operation.operation,
             name(operation.entity), operation.ours);
  if (!operation.ours_name.empty()) fmt::print(" {}", operation.ours_name);
  if (operation.other) fmt::print(" → {} {}", *operation.other, operation.other_name);
  fmt::print(" by {}: {} ({} rows){}\n", operation.by, operation.reason, operation.moved,
             operation.undone_by ? fmt::format(", undone by {}", *operation.undone_by) : std::string{});
}

class Reviewing {
 public:
  Reviewing(store::Store& store, const ReviewOptions& options, const Clock& clock, Metrics& metrics)
      : store_(store), options_(options), clock_(clock), metrics_(metrics) {}

  int list() {
    const auto reviews = store::list_open_reviews(store_, listed_max);
    if (options_.json) return print_json(reviews), 0;
    for (const auto& review : reviews) print(review);
    if (reviews.empty()) fmt::print("no open reviews\n");
    return 0;
  }

  int show() {
    const auto review = store::find_review(store_, options_.id);
    if (!review) return complain_of_no_review();
    const auto ours = store::load_evidence(store_, review->entity, review->ours, evidence_max);
    const auto candidate = store::load_evidence(store_, review->entity, review->candidate, evidence_max);
    if (options_.json) {
      auto object = to_json(*review);
      object["evidence"] = json::object{{"ours", to_json(ours)}, {"candidate", to_json(candidate)}};
      fmt::print("{}\n", json::serialize(object));
      return 0;
    }
    print_whole(*review);
    print(review->ours, ours);
    print(review->candidate, candidate);
    return 0;
  }

  int log() {
    const auto operations = store::list_operations(store_, listed_max);
    if (options_.json) return print_json(operations), 0;
    for (const auto& operation : operations) print(operation);
    if (operations.empty()) fmt::print("no operations\n");
    return 0;
  }

  // Into the elder of the two, unless said otherwise.
  int merge() {
    const auto review = store::find_review(store_, options_.id);
    if (!review) return complain_of_no_review();
    const auto into = options_.into.value_or(review->candidate);
    if (into != review->ours && into != review->candidate)
      return report_error(
          {.kind = ErrorKind::invalid,
           .detail = fmt::format("--into must be {} or {}", review->ours, review->candidate)});
    return merge(review->entity, into == review->ours ? review->candidate : review->ours, into,
                 fmt::format("review {}", review->id));
  }

  int unite() {
    const auto goes = find_entity(store_, *options_.entity, options_.ours);
    if (!goes) return report_error(goes.error());
    const auto stays = find_entity(store_, *options_.entity, options_.other);
    if (!stays) return report_error(stays.error());
    return merge(*options_.entity, *goes, *stays, "merged by hand");
  }

  int apart() {
    if (const auto kept = store::keep_apart(store_, options_.id, options_.by, reason("kept apart by hand"));
        !kept)
      return report_error(kept.error());
    fmt::print("review {}: kept apart\n", options_.id);
    return 0;
  }

  int split() {
    const auto ours = find_entity(store_, *options_.entity, options_.ours);
    if (!ours) return report_error(ours.error());
    store::Split split{.entity = *options_.entity,
                       .from = *ours,
                       .ids = {},
                       .name = options_.name,
                       .by = options_.by,
                       .reason = reason("split by hand")};
    for (const auto& text : options_.ids) {
      const auto colon = text.find(':');
      const auto provider = parse_provider(std::string_view{text}.substr(0, colon));
      if (colon == std::string::npos || !provider)
        return report_error({.kind = ErrorKind::invalid,
                             .detail = fmt::format("invalid external id '{}'; use PROVIDER:ID", text)});
      split.ids.push_back({*provider, text.substr(colon + 1)});
    }
    const auto done = store::split(store_, split);
    if (!done) return report_error(done.error());
    fmt::print("{} {} split into {} {} (operation {})\n", name(split.entity), split.from, name(split.entity),
               done->entity, done->operation);
    return 0;
  }

  int retire() {
    const auto ours = find_entity(store_, *options_.entity, options_.ours);
    if (!ours) return report_error(ours.error());
    const auto done = store::retire(
        store_,
        {.entity = *options_.entity, .ours = *ours, .by = options_.by, .reason = reason("retired by hand")});
    if (!done) return report_error(done.error());
    fmt::print("{} {} retired (operation {})\n", name(*options_.entity), *ours, *done);
    return 0;
  }

  int undo() {
    if (const auto undone = ingest::undo(store_, options_.id, options_.by, clock_.now(), metrics_); !undone)
      return report_error(undone.error());
    fmt::print("operation {} undone\n", options_.id);
    return 0;
  }

 private:
  std::string reason(std::string_view otherwise) const {
    return options_.reason.empty() ? std::string{otherwise} : options_.reason;
  }

  int merge(EntityKind entity, std::int64_t from, std::int64_t into, std::string_view why) {
    const auto merged = ingest::merge(
        store_, {.entity = entity, .from = from, .into = into, .by = options_.by, .reason = reason(why)},
        clock_.now(), metrics_);
    if (!merged) return report_error(merged.error());
    fmt::print("{} {} merged into {} (operation {}; undo with `review undo {}`)\n", name(entity), from, into,
               *merged, *merged);
    return 0;
  }

  int complain_of_no_review() const {
    return report_error(
        {.kind = ErrorKind::not_found, .detail = fmt::format("review {} not found", options_.id)});
  }

  store::Store& store_;
  const ReviewOptions& options_;
  const Clock& clock_;
  Metrics& metrics_;
};

}  // namespace

int review(const Settings& settings, ReviewOptions options) {
  if (options.by.empty()) options.by = current_user();
  const SystemClock clock;
  Metrics metrics;
  auto store = open_store(settings, clock, metrics);
  if (!store) return report_error(store.error());
  if (const auto migrated = store::migrate(**store); !migrated) return report_error(migrated.error());
  Reviewing reviewing{**store, options, clock, metrics};
  switch (options.act) {
    case ReviewAct::list:
      return reviewing.list();
    case ReviewAct::show:
      return reviewing.show();
    case ReviewAct::log:
      return reviewing.log();
    case ReviewAct::merge:
      return reviewing.merge();
    case ReviewAct::unite:
      return reviewing.unite();
    case ReviewAct::apart:
      return reviewing.apart();
    case ReviewAct::split:
      return reviewing.split();
    case ReviewAct::retire:
      return reviewing.retire();
    case ReviewAct::undo:
      return reviewing.undo();
  }
  return misused_status;
}

}  // namespace cs2::app
