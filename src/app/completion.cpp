#include "app/completion.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/text.hpp"

namespace cs2::app {
namespace {

// "FILE" leads to files, "match|team" and CLI11's "TEXT:{bash,zsh}" to one of these words.
void add_values(const CLI::Option& option, Completion& completion) {
  const auto type = option.get_type_name();
  if (type.contains("FILE")) completion.files = true;
  const auto open = type.find('{');
  const auto close = type.rfind('}');
  const bool is_set = open != std::string::npos && close != std::string::npos;
  const auto list = is_set ? type.substr(open + 1, close - open - 1) : type;
  const char between = is_set ? ',' : '|';
  // Words in capitals stand for a value, not for themselves.
  const bool is_choice = list.contains(between) &&
                         std::ranges::none_of(list, [](char each) { return each >= 'A' && each <= 'Z'; });
  if (!is_set && !is_choice) return;
  for (const auto& word : split(list, between)) completion.words.push_back({std::string{word}, {}});
}

std::vector<const CLI::App*> subcommands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

const CLI::App* find_subcommand(const CLI::App& app, const std::string& word) {
  const auto all = subcommands_of(app);
  const auto found = std::ranges::find(all, word, &CLI::App::get_name);
  return found == all.end() ? nullptr : *found;
}

bool takes_value(const CLI::Option* option) {
  return option != nullptr && option->get_items_expected_max() > 0 && option->get_type_size_max() > 0;
}

}  // namespace

Completion complete(const CLI::App& top, const std::vector<std::string>& words) {
  const auto* app = &top;
  const CLI::Option* waiting = nullptr;  // for its value
  std::size_t given = 0;                 // values without a name
  for (std::size_t place = 0; place + 1 < words.size(); ++place) {
    const auto& word = words[place];
    if (waiting != nullptr) {
      waiting = nullptr;
    } else if (word.starts_with('-')) {
      const auto* option = app->get_option_no_throw(word);
      waiting = takes_value(option) ? option : nullptr;
    } else if (const auto* subcommand = find_subcommand(*app, word)) {
      app = subcommand;
      given = 0;
    } else {
      ++given;
    }
  }

  const auto begun = words.empty() ? std::string{} : words.back();
  Completion all;
  if (waiting != nullptr) {
    add_values(*waiting, all);
  } else if (begun.starts_with('-')) {
    for (const auto* option : app->get_options()) {
      if (!option->get_lnames().empty())
        all.words.push_back({"--" + option->get_lnames().front(), option->get_description()});
    }
  } else {
    for (const auto* each : subcommands_of(*app)) {
      if (!each->get_group().empty()) all.words.push_back({each->get_name(), each->get_description()});
    }
    std::vector<const CLI::Option*> positionals;
    for (const auto* option : app->get_options()) {
      if (option->get_positional()) positionals.push_back(option);
    }
    // The last of them may take any number.
    if (!positionals.empty()) add_values(*positionals[std::min(given, positionals.size() - 1)], all);
  }
  std::erase_if(all.words, [&](const CompletionWord& each) { return !each.word.starts_with(begun); });
  return all;
}

std::string to_lines(const Completion& completion) {
  std::string lines;
  for (const auto& [word, meaning] : completion.words)
    lines += fmt::format("{}{}{}\n", word, meaning.empty() ? "" : "\t", meaning);
  if (completion.files) lines += ":files\n";
  return lines;
}

std::string completion_script(std::string_view shell) {
  if (shell == "bash")
    return R"sh(_cs2results() {
  local lines
  lines=$("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null) || return
  local IFS=$'\n'
  COMPREPLY=($(grep -v '^:' <<<"$lines" | cut -f1))
  if grep -q '^:files$' <<<"$lines"; then
    compopt -o filenames
    COMPREPLY+=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
  fi
}
complete -F _cs2results cs2results
)sh";
  if (shell == "zsh")
    return R"sh(#compdef cs2results
local -a found
local line
for line in ${(f)"$(${words[1]} complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)"}; do
  if [[ $line == :files ]]; then _files; else found+=("${line/$'\t'/:}"); fi
done
(( $#found )) && _describe cs2results found
)sh";
  return R"sh(function __cs2results_complete
  set -l words (commandline -opc) (commandline -ct)
  for line in ($words[1] complete -- $words[2..] 2>/dev/null)
    if test "$line" = ":files"; __fish_complete_path (commandline -ct); else; echo $line; end
  end
end
complete -c cs2results -f -a '(__cs2results_complete)'
)sh";
}

}  // namespace cs2::app
