#include "app/completion.hpp"

#include <fmt/format.h>

namespace cs2::app {

std::string completion_script(std::string_view shell, const std::vector<CompletionWord>& words) {
  std::string list;
  for (const auto& [word, meaning] : words) {
    if (shell == "bash") list += word + " ";
    if (shell == "zsh") list += fmt::format("  '{}:{}'\n", word, meaning);
    if (shell == "fish")
      list +=
          fmt::format("complete -c cs2results -f -n __fish_use_subcommand -a {} -d '{}'\n", word, meaning);
  }
  if (shell == "bash") {
    return fmt::format(
        "_cs2results() {{\n"
        "  local word=${{COMP_WORDS[COMP_CWORD]}}\n"
        "  case ${{COMP_WORDS[COMP_CWORD-1]}} in\n"
        "    --config|--script|--rejects) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n"
        "  esac\n"
        "  if [[ ${{COMP_WORDS[1]}} == import && $COMP_CWORD -gt 1 ]]; then\n"
        "    if [[ $word == -* ]]; then\n"
        "      COMPREPLY=($(compgen -W '--help --source --rejects --dry-run --again' -- \"$word\"))\n"
        "    else\n"
        "      COMPREPLY=($(compgen -f -- \"$word\"))\n"
        "    fi\n"
        "    return\n"
        "  fi\n"
        "  if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '--help --config --version' -- \"$word\")); "
        "return; fi\n"
        "  COMPREPLY=($(compgen -W '{}' -- \"$word\"))\n"
        "}}\n"
        "complete -F _cs2results cs2results\n",
        list);
  }
  if (shell == "zsh") {
    return fmt::format(
        "#compdef cs2results\n"
        "local -a subcommands=(\n{})\n"
        "_arguments '--config[settings file]:file:_files' '--help' '--version' '1:subcommand:->subcommand' "
        "'*::argument:_files'\n"
        "[[ $state == subcommand ]] && _describe subcommand subcommands\n",
        list);
  }
  return list +
         "complete -c cs2results -l config -r -d 'Settings file'\n"
         "complete -c cs2results -n '__fish_seen_subcommand_from import' -F\n"
         "complete -c cs2results -n '__fish_seen_subcommand_from import' -l source -x -d 'What rows are kept "
         "under'\n"
         "complete -c cs2results -n '__fish_seen_subcommand_from import' -l rejects -r -d 'List of rejects'\n"
         "complete -c cs2results -n '__fish_seen_subcommand_from import' -l dry-run -d 'Read and check "
         "only'\n"
         "complete -c cs2results -n '__fish_seen_subcommand_from import' -l again -d 'Also finished files'\n";
}

}  // namespace cs2::app
