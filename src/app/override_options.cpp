#include "app/override_options.hpp"

#include <CLI/CLI.hpp>

namespace cs2::app {

void add_override(CLI::App& app, OverrideOptions& options, const std::function<void()>& act) {
  auto* top = app.add_subcommand("override", "Set facts by hand, until they are withdrawn");
  top->require_subcommand(0, 1);
  top->add_flag("--all", options.all, "List withdrawn ones too");
  top->callback([top, act] {
    if (top->get_subcommands().empty()) act();
  });
  const auto is_signed = [&options](CLI::App* word) {
    word->add_option("--by", options.by, "Who decides; the user of the terminal otherwise")
        ->type_name("NAME");
  };

  auto* set = top->add_subcommand("set", "Set facts of a match, team, player or tournament");
  set->footer(
      "Facts: of a match status, winner, score, start, best_of; of a team name, acronym, country, region;\n"
      "of a player name, first_name, last_name, country; of a tournament name, tier, country, region.\n"
      "The value none takes one away.");
  set->add_option("kind", options.entity, "What it is")
      ->required()
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, EntityKind>{{"match", EntityKind::match},
                                                                    {"team", EntityKind::team},
                                                                    {"player", EntityKind::player},
                                                                    {"tournament", EntityKind::tournament}},
                                  CLI::ignore_case)
              .description(""))
      ->type_name("match|team|player|tournament");
  set->add_option("ours", options.ours, "Our number of it, as `issues` prints that of a match, or its name")
      ->required()
      ->type_name("NUMBER|NAME");
  set->add_option("facts", options.facts, "For example winner=Spirit score=2:1 status=finished")
      ->required()
      ->type_name("FACT=VALUE");
  set->add_option("--reason", options.reason, "Why, for the record")->type_name("TEXT");
  is_signed(set);
  set->callback([&options, act] {
    options.act = OverrideOptions::Act::set;
    act();
  });

  auto* withdraw = top->add_subcommand("withdraw", "Let the sources speak again");
  withdraw->add_option("id", options.id, "Of the override, as the list prints it")
      ->required()
      ->type_name("ID");
  is_signed(withdraw);
  withdraw->callback([&options, act] {
    options.act = OverrideOptions::Act::withdraw;
    act();
  });
}

}  // namespace cs2::app
