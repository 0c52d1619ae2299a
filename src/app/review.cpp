// `review`: what may be one, and what was done about it.
#include <boost/json.hpp>
#include <cstdio>

#include "app/complain.hpp"
#include "app/current_user.hpp"
#include "app/find_thing.hpp"
#include "app/open_store.hpp"
#include "app/subcommands.hpp"
#include "ingest/identity/settle.hpp"
#include "store/migrate.hpp"
#include "store/names.hpp"
#include "store/reviews.hpp"

namespace cs2::app {
namespace {

namespace json = boost::json;

constexpr int listed_max = 500;

json::object to_json(const store::Review& review) {
  json::array reasons;
  for (const auto& [name, points] : review.score.reasons)
    reasons.push_back(json::object{{"name", name}, {"points", points}});
  json::object object{{"id", review.id},
                      {"kind", name(review.thing)},
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
  return object;
}

json::object to_json(const store::IdentityOperation& operation) {
  json::object object{
      {"id", operation.id},         {"operation", operation.operation}, {"kind", name(operation.thing)},
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
  fmt::print("{:>5}  {:<10} {:>3}  {} {} = {} {}?\n", review.id, name(review.thing), review.score.points(),
             review.ours, review.ours_name, review.candidate, review.candidate_name);
}

void print_whole(const store::Review& review) {
  print(review);
  fmt::print("       {}, created {}\n", store::name(review.state), to_iso8601(review.noted_at));
  if (review.decided_by) fmt::print("       decided by {}\n", *review.decided_by);
  fmt::print("       from {}: {} ({})\n", name(review.provider), review.observation, review.external_id);
  for (const auto& [reason, points] : review.score.reasons) fmt::print("       {:>+5}  {}\n", points, reason);
}

void print(const store::IdentityOperation& operation) {
  fmt::print("{:>5}  {} {:<7} {} {}", operation.id, to_iso8601(operation.at), operation.operation,
             name(operation.thing), operation.ours);
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
    if (options_.json)
      fmt::print("{}\n", json::serialize(to_json(*review)));
    else
      print_whole(*review);
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
      return complain({.kind = ErrorKind::invalid,
                       .detail = fmt::format("--into must be {} or {}", review->ours, review->candidate)});
    return merge(review->thing, into == review->ours ? review->candidate : review->ours, into,
                 fmt::format("review {}", review->id));
  }

  int unite() {
    const auto goes = find_thing(store_, *options_.thing, options_.ours);
    if (!goes) return complain(goes.error());
    const auto stays = find_thing(store_, *options_.thing, options_.other);
    if (!stays) return complain(stays.error());
    return merge(*options_.thing, *goes, *stays, "merged by hand");
  }

  int apart() {
    if (const auto kept = store::keep_apart(store_, options_.id, options_.by); !kept)
      return complain(kept.error());
    fmt::print("review {}: kept apart\n", options_.id);
    return 0;
  }

  int split() {
    const auto ours = find_thing(store_, *options_.thing, options_.ours);
    if (!ours) return complain(ours.error());
    store::Split split{.thing = *options_.thing,
                       .from = *ours,
                       .ids = {},
                       .name = options_.name,
                       .by = options_.by,
                       .reason = reason("split by hand")};
    for (const auto& text : options_.ids) {
      const auto colon = text.find(':');
      const auto provider = parse_provider(std::string_view{text}.substr(0, colon));
      if (colon == std::string::npos || !provider)
        return complain({.kind = ErrorKind::invalid,
                         .detail = fmt::format("invalid external id '{}'; use PROVIDER:ID", text)});
      split.ids.push_back({*provider, text.substr(colon + 1)});
    }
    const auto done = store::split(store_, split);
    if (!done) return complain(done.error());
    fmt::print("{} {} split into {} {} (operation {})\n", name(split.thing), split.from, name(split.thing),
               done->thing, done->operation);
    return 0;
  }

  int retire() {
    const auto ours = find_thing(store_, *options_.thing, options_.ours);
    if (!ours) return complain(ours.error());
    const auto done = store::retire(
        store_,
        {.thing = *options_.thing, .ours = *ours, .by = options_.by, .reason = reason("retired by hand")});
    if (!done) return complain(done.error());
    fmt::print("{} {} retired (operation {})\n", name(*options_.thing), *ours, *done);
    return 0;
  }

  int undo() {
    for (const auto& operation : store::list_operations(store_, listed_max)) {
      if (operation.id != options_.id) continue;
      if (const auto undone = ingest::undo(store_, operation, options_.by, clock_.now()); !undone)
        return complain(undone.error());
      fmt::print("operation {} undone\n", options_.id);
      return 0;
    }
    return complain(
        {.kind = ErrorKind::not_found, .detail = fmt::format("operation {} not found", options_.id)});
  }

 private:
  std::string reason(std::string_view otherwise) const {
    return options_.reason.empty() ? std::string{otherwise} : options_.reason;
  }

  int merge(Thing thing, std::int64_t from, std::int64_t into, std::string_view why) {
    const auto merged = ingest::merge(
        store_, {.thing = thing, .from = from, .into = into, .by = options_.by, .reason = reason(why)},
        clock_.now(), metrics_);
    if (!merged) return complain(merged.error());
    fmt::print("{} {} merged into {} (operation {}; undo with `review undo {}`)\n", name(thing), from, into,
               *merged, *merged);
    return 0;
  }

  int complain_of_no_review() const {
    return complain(
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
  if (!store) return complain(store.error());
  if (const auto migrated = store::migrate(**store); !migrated) return complain(migrated.error());
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
