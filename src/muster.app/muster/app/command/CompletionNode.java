// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A command as shells complete it. Immutable.
///
/// @param path the words that lead to it, with blanks between; empty for `muster` itself
/// @param below the commands below it
/// @param options its options
/// @param value what its parameters are
record CompletionNode(String path, List<Word> below, List<Choice> options, Value value) {

    /// A command's name and what it does.
    record Word(String name, String meaning) {}

    /// An option.
    ///
    /// @param names with their dashes
    /// @param value what follows it; null when nothing does
    record Choice(List<String> names, String meaning, Value value) {}

    /// What can stand somewhere.
    ///
    /// @param label what it is, for people
    /// @param words the only words that can; empty = others can
    /// @param file whether it names a file
    record Value(String label, List<String> words, boolean file) {}

    /// Every command there is, `muster` itself first.
    static List<CompletionNode> all(CommandLine root) {
        List<CompletionNode> nodes = new ArrayList<>();
        add(root, "", nodes);
        return nodes;
    }

    private static void add(CommandLine line, String path, List<CompletionNode> nodes) {
        List<Word> below = line.getSubcommands().entrySet().stream()
                .map(entry -> new Word(entry.getKey(), sentence(
                        entry.getValue().getCommandSpec().usageMessage().description())))
                .toList();
        List<Choice> options = line.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .map(option -> choice(line, option))
                .toList();
        List<PositionalParamSpec> parameters = line.getCommandSpec().positionalParameters();
        nodes.add(new CompletionNode(path, below, options,
                parameters.isEmpty() ? null : value(parameters.getLast())));
        line.getSubcommands().forEach((name, command) ->
                add(command, path.isEmpty() ? name : path + " " + name, nodes));
    }

    private static Choice choice(CommandLine line, OptionSpec option) {
        CommandSpec spec = line.getCommandSpec();
        List<String> names = Stream.of(option.names())
                .flatMap(name -> option.negatable()
                        ? Stream.of(name, line.getNegatableOptionTransformer().makeNegative(name, spec))
                        : Stream.of(name))
                .toList();
        return new Choice(names, sentence(option.description()), option.arity().max() == 0 ? null : value(option));
    }

    private static Value value(ArgSpec spec) {
        boolean many = spec.isMultiValue() && spec.auxiliaryTypes().length > 0;
        Class<?> type = many ? spec.auxiliaryTypes()[0] : spec.type();
        List<String> words = new ArrayList<>();
        if (spec.completionCandidates() != null) {
            spec.completionCandidates().forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
        }
        return new Value(spec.paramLabel(), words, type == Path.class || type == File.class);
    }

    /// The first clause of a description: a line of a menu has room for no more.
    private static String sentence(String[] description) {
        String first = description.length == 0 ? "" : description[0].replace("%%", "%").replace("%n", " ");
        int end = first.indexOf(". ") >= 0 ? first.indexOf(". ") : first.length();
        String sentence = first.substring(0, end).split("; ")[0];
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
