// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import java.util.stream.Collectors;
import muster.app.command.CompletionNode.Choice;
import muster.app.command.CompletionNode.Value;
import muster.app.command.CompletionNode.Word;

/// The completion of bash: a function that finds the command that is being typed and offers what it has (bash's
/// manual, "Programmable Completion").
final class BashCompletion {

    private final List<CompletionNode> nodes;

    BashCompletion(List<CompletionNode> nodes) {
        this.nodes = nodes;
    }

    /// The script, to be sourced.
    String script() {
        StringBuilder script = new StringBuilder("""
                #!/usr/bin/env bash
                # SPDX-License-Identifier: Apache-2.0
                # made by: muster completion bash

                # what is below a command and its options, into the caller's variables
                _muster_at() {
                  below="" options="" words="" files=""
                  case "$1" in
                """);
        nodes.forEach(node -> script.append("    ").append(quoted(node.path())).append(") ")
                .append("below=").append(quoted(below(node)))
                .append(" options=").append(quoted(options(node)))
                .append(value(node.value())).append(" ;;\n"));
        script.append("""
                  esac
                }

                # what can follow an option, into the caller's variables; false when nothing does
                _muster_after() {
                  words="" files=""
                  case "$1" in
                """);
        nodes.forEach(node -> node.options().stream().filter(option -> option.value() != null).forEach(option ->
                script.append("    ").append(after(node, option)).append(value(option.value())).append(" ;;\n")));
        return script.append("""
                    *) return 1 ;;
                  esac
                }

                _muster() {
                  local at="" below options words files place
                  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
                  # --name=value comes as three words
                  if [[ $word == "=" ]]; then
                    word=""
                  elif [[ $before == "=" ]]; then
                    before=${COMP_WORDS[COMP_CWORD-2]}
                  fi
                  _muster_at ""
                  for (( place = 1; place < COMP_CWORD; place++ )); do
                    if [[ " $below " == *" ${COMP_WORDS[place]} "* ]]; then
                      at=${at:+$at }${COMP_WORDS[place]}
                      _muster_at "$at"
                    fi
                  done
                  if ! _muster_after "$at $before"; then
                    _muster_at "$at"
                    if [[ $word == -* ]]; then
                      words=$options files=""
                    else
                      words="$below $words"
                    fi
                  fi
                  COMPREPLY=()
                  while IFS= read -r place; do
                    COMPREPLY+=("$place")
                  done < <(compgen -W "$words" -- "$word")
                  if [[ $files ]]; then
                    compopt -o filenames 2> /dev/null
                    while IFS= read -r place; do
                      COMPREPLY+=("$place")
                    done < <(compgen -f -- "$word")
                  fi
                }

                complete -F _muster muster
                """).toString();
    }

    private static String below(CompletionNode node) {
        return node.below().stream().map(Word::name).collect(Collectors.joining(" "));
    }

    private static String options(CompletionNode node) {
        return node.options().stream().flatMap(option -> option.names().stream()).collect(Collectors.joining(" "));
    }

    /// The pattern of a case: the command and the option, by each of its names.
    private static String after(CompletionNode node, Choice option) {
        return option.names().stream()
                .map(name -> quoted(node.path() + " " + name))
                .collect(Collectors.joining(" | ")) + ")";
    }

    private static String value(Value value) {
        if (value == null) {
            return "";
        }
        String words = value.words().isEmpty() ? "" : " words=" + quoted(String.join(" ", value.words()));
        return words + (value.file() ? " files=1" : "");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
