#include "app/override_options.hpp"

#include <map>

#include <CLI/CLI.hpp>

namespace cs2::app {

void add_override(CLI::App& app, OverrideOptions& options, const std::function<void()>& act) {
  auto* top = app.add_subcommand("override", "Override facts by hand");
  top->require_subcommand(0, 1);
  top->add_flag("--all", options.all, "Include withdrawn overrides");
  top->callback([top, act] {
    if (top->get_subcommands().empty()) act();
  });
  const auto is_signed = [&options](CLI::App* word) {
    word->add_option("--by", options.by, "Your name, for the record (default: current user)")
        ->type_name("NAME");
  };

  auto* set = top->add_subcommand("set", "Override facts of a match, team, player or tournament");
  set->footer(
      "Facts:\n"
      "  match       status, winner, score, start, best_of\n"
      "  team        name, acronym, country, region\n"
      "  player      name, first_name, last_name, country\n"
      "  tournament  name, tier, country, region\n"
      "The value none clears a fact.");
  set->add_option("kind", options.entity, "Kind of entity")
      ->required()
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, EntityKind>{{"match", EntityKind::match},
                                                                    {"team", EntityKind::team},
                                                                    {"player", EntityKind::player},
                                                                    {"tournament", EntityKind::tournament}},
                                  CLI::ignore_case)
              .description(""))
      ->type_name("match|team|player|tournament");
  set->add_option("entity", options.ours, "Id or name; `issues` prints the ids of matches")
      ->required()
      ->type_name("NUMBER|NAME");
  set->add_option("facts", options.facts, "Facts, for example winner=Spirit score=2:1 status=finished")
      ->required()
      ->type_name("FACT=VALUE");
  set->add_option("--reason", options.reason, "Reason, for the record")->type_name("TEXT");
  is_signed(set);
  set->callback([&options, act] {
    options.act = OverrideOptions::Act::set;
    act();
  });

  auto* withdraw = top->add_subcommand("withdraw", "Remove an override");
  withdraw->add_option("id", options.id, "Override, as listed by `override`")->required()->type_name("ID");
  is_signed(withdraw);
  withdraw->callback([&options, act] {
    options.act = OverrideOptions::Act::withdraw;
    act();
  });
}

}  // namespace cs2::app
