// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import java.util.stream.Collectors;
import muster.app.command.CompletionNode.Choice;
import muster.app.command.CompletionNode.Value;
import muster.app.command.CompletionNode.Word;

/// The completion of zsh: a function that finds the command that is being typed and offers what it has, by zsh's own
/// `_describe` and `_arguments` (zshcompsys(1)).
final class ZshCompletion {

    private final List<CompletionNode> nodes;

    ZshCompletion(List<CompletionNode> nodes) {
        this.nodes = nodes;
    }

    /// The script: to be found as `_muster` on `fpath`, or sourced.
    String script() {
        StringBuilder script = new StringBuilder("""
                #compdef muster
                # SPDX-License-Identifier: Apache-2.0
                # made by: muster completion zsh

                _muster_below() {
                  case "$1" in
                """);
        nodes.stream().filter(node -> !node.below().isEmpty()).forEach(node -> script.append("    ")
                .append(quoted(node.path())).append(") reply=(")
                .append(node.below().stream().map(ZshCompletion::described).collect(Collectors.joining(" ")))
                .append(") ;;\n"));
        script.append("""
                    *) reply=() ;;
                  esac
                }

                _muster() {
                  local -a reply names
                  local at="" word
                  local -i place=2 last=1
                  while (( place < CURRENT )); do
                    word=${words[place]}
                    _muster_below "$at"
                    names=("${(@)reply%%:*}")
                    if [[ $word != -* ]] && (( ${names[(Ie)$word]} )); then
                      at=${at:+$at }$word
                      last=place
                    fi
                    (( place++ ))
                  done
                  _muster_below "$at"
                  if (( ${#reply} && last == CURRENT - 1 )) && [[ $PREFIX != -* ]]; then
                    _describe -t commands command reply
                    [[ $at == import ]] && _files
                    return
                  fi
                  # what _arguments sees begins with the command's own last word
                  shift $(( last - 1 )) words
                  (( CURRENT -= last - 1 ))
                  case "$at" in
                """);
        nodes.forEach(node -> script.append("    ").append(quoted(node.path())).append(") _arguments -S")
                .append(arguments(node)).append(" ;;\n"));
        return script.append("""
                  esac
                }

                # autoloaded as _muster, or sourced
                if [[ $funcstack[1] == _muster ]]; then
                  _muster "$@"
                else
                  compdef _muster muster
                fi
                """).toString();
    }

    private static String described(Word word) {
        return quoted(word.name() + ":" + word.meaning());
    }

    private static String arguments(CompletionNode node) {
        StringBuilder arguments = new StringBuilder();
        for (Choice option : node.options()) {
            for (String name : option.names()) {
                arguments.append(" \\\n      ").append(quoted("*" + name
                        + (option.value() == null ? "" : name.startsWith("--") ? "=" : "+")
                        + "[" + bracketed(option.meaning()) + "]" + action(option.value())));
            }
        }
        if (node.value() != null) {
            arguments.append(" \\\n      ").append(quoted("*" + action(node.value())));
        }
        return arguments.toString();
    }

    private static String action(Value value) {
        if (value == null) {
            return "";
        }
        String label = ":" + value.label().replace(":", "\\:");
        if (!value.words().isEmpty()) {
            return label + ":(" + String.join(" ", value.words()) + ")";
        }
        return label + ":" + (value.file() ? "_files" : " ");
    }

    private static String bracketed(String text) {
        return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
