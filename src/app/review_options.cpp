#include "app/review_options.hpp"

#include <map>

#include <CLI/CLI.hpp>

namespace cs2::app {
namespace {

const std::map<std::string, EntityKind> splittable{
    {"team", EntityKind::team}, {"player", EntityKind::player}, {"tournament", EntityKind::tournament}};
const std::map<std::string, EntityKind> entities{{"team", EntityKind::team},
                                                 {"player", EntityKind::player},
                                                 {"tournament", EntityKind::tournament},
                                                 {"match", EntityKind::match}};

// "player|team|tournament"
std::string words_of(const std::map<std::string, EntityKind>& allowed) {
  std::string words;
  for (const auto& [word, entity] : allowed) words += (words.empty() ? "" : "|") + word;
  return words;
}

class Words {
 public:
  Words(CLI::App& review, ReviewOptions& options, const std::function<void()>& act)
      : review_(review), options_(options), act_(act) {}

  CLI::App* add(const char* word, const char* meaning, ReviewAct act) {
    auto* added = review_.add_subcommand(word, meaning);
    added->callback([this_options = &options_, run = act_, act] {
      this_options->act = act;
      run();
    });
    return added;
  }

  void takes_id(CLI::App* app, const char* meaning) {
    app->add_option("id", options_.id, meaning)->required()->type_name("ID");
  }
  void takes_entity(CLI::App* app, const std::map<std::string, EntityKind>& allowed, const char* meaning) {
    app->add_option("kind", options_.entity, "Kind of entity")
        ->required()
        ->transform(CLI::CheckedTransformer(allowed, CLI::ignore_case).description(""))
        ->type_name(words_of(allowed));
    app->add_option("entity", options_.ours, meaning)->required()->type_name("NUMBER|NAME");
  }
  void is_signed(CLI::App* app) {
    app->add_option("--by", options_.by, "Your name, for the record (default: current user)")
        ->type_name("NAME");
  }
  void has_reason(CLI::App* app) {
    app->add_option("--reason", options_.reason, "Reason, for the record")->type_name("TEXT");
  }
  void speaks_json(CLI::App* app) { app->add_flag("--json", options_.json, "Print JSON"); }

 private:
  CLI::App& review_;
  ReviewOptions& options_;
  const std::function<void()>& act_;
};

}  // namespace

void add_review(CLI::App& app, ReviewOptions& options, const std::function<void()>& act) {
  auto* review = app.add_subcommand("review", "Review duplicate entities: merge, split, retire, undo");
  review->require_subcommand(0, 1);
  Words words{*review, options, act};

  // Alone it lists the pairs that wait.
  words.speaks_json(review);
  review->callback([review, &options, act] {
    if (!review->get_subcommands().empty()) return;
    options.act = ReviewAct::list;
    act();
  });
  auto* show = words.add("show", "Show a review with its evidence", ReviewAct::show);
  words.takes_id(show, "Review");
  words.speaks_json(show);
  words.speaks_json(words.add("log", "List merges, splits and retirements", ReviewAct::log));

  auto* merge = words.add("merge", "Merge the two entities of a review", ReviewAct::merge);
  words.takes_id(merge, "Review");
  merge->add_option("--into", options.into, "Id of the entity to keep (default: the older one)")
      ->type_name("ID");
  words.has_reason(merge);
  words.is_signed(merge);

  auto* apart = words.add("apart", "Keep the two entities of a review apart for good", ReviewAct::apart);
  words.takes_id(apart, "Review");
  words.has_reason(apart);
  words.is_signed(apart);

  auto* unite = words.add("unite", "Merge two entities that have no review", ReviewAct::unite);
  words.takes_entity(unite, entities, "Entity to merge");
  unite->add_option("into", options.other, "Entity to keep")->required()->type_name("NUMBER|NAME");
  words.has_reason(unite);
  words.is_signed(unite);

  auto* split = words.add("split", "Split external ids off into a new entity", ReviewAct::split);
  words.takes_entity(split, splittable, "Entity to split");
  split->add_option("ids", options.ids, "External ids to split off")->required()->type_name("PROVIDER:ID");
  split->add_option("--name", options.name, "Name of the new entity")->required()->type_name("NAME");
  words.has_reason(split);
  words.is_signed(split);

  auto* retire = words.add("retire", "Hide an entity everywhere", ReviewAct::retire);
  words.takes_entity(retire, entities, "Entity to hide");
  words.has_reason(retire);
  words.is_signed(retire);

  auto* undo = words.add("undo", "Undo a merge, split or retirement", ReviewAct::undo);
  words.takes_id(undo, "Operation, as listed by `review log`");
  words.is_signed(undo);
}

}  // namespace cs2::app
