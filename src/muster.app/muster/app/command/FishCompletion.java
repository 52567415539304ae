// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import java.util.stream.Collectors;
import muster.app.command.CompletionNode.Choice;
import muster.app.command.CompletionNode.Value;
import muster.app.command.CompletionNode.Word;

/// The completion of fish: one `complete` for each command and option, each where the typed words lead to it
/// (fish's documentation, "complete").
final class FishCompletion {

    private final List<CompletionNode> nodes;

    FishCompletion(List<CompletionNode> nodes) {
        this.nodes = nodes;
    }

    /// The script: to be found as `muster.fish` in a folder for completions, or sourced.
    String script() {
        StringBuilder script = new StringBuilder("""
                # SPDX-License-Identifier: Apache-2.0
                # made by: muster completion fish

                function __muster_at
                    set -l at
                    for word in (commandline -opc)[2..]
                        string match -q -- '-*' $word; and continue
                        contains -- (string join -- ' ' $at $word) $__muster_paths; and set -a at $word
                    end
                    test "$at" = "$argv[1]"
                end

                """);
        script.append("set -g __muster_paths ").append(nodes.stream()
                .filter(node -> !node.path().isEmpty())
                .map(node -> quoted(node.path()))
                .collect(Collectors.joining(" "))).append("\n\n");
        script.append("complete -c muster -f\n");
        nodes.forEach(node -> add(node, script));
        return script.toString();
    }

    private static void add(CompletionNode node, StringBuilder script) {
        String begin = "complete -c muster -n " + quoted("__muster_at " + quoted(node.path()));
        for (Word word : node.below()) {
            script.append(begin).append(" -a ").append(word.name())
                    .append(" -d ").append(quoted(word.meaning())).append('\n');
        }
        if (node.value() != null) {
            String values = values(node.value());
            script.append(values.isEmpty() ? "" : begin + values + "\n");
        }
        for (Choice option : node.options()) {
            script.append(begin);
            option.names().forEach(name -> script.append(name.startsWith("--")
                    ? " -l " + name.substring(2)
                    : " -s " + name.substring(1)));
            script.append(option.value() == null ? "" : " -r" + values(option.value()))
                    .append(" -d ").append(quoted(option.meaning())).append('\n');
        }
    }

    private static String values(Value value) {
        if (!value.words().isEmpty()) {
            return " -f -a " + quoted(String.join(" ", value.words()));
        }
        return value.file() ? " -F" : "";
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
