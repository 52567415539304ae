// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The commands that do what the dashboard does, as a person would type them.
final class CommandLine {

    private CommandLine() {}

    /// `muster` and some words, quoted for a shell where they need it.
    static String of(String... words) {
        return "muster " + Arrays.stream(words).map(CommandLine::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        boolean plain = !word.isEmpty() && word.chars().allMatch(c -> c < 0x7F && (Character.isLetterOrDigit(c)
                || "-_./:@%+=,".indexOf(c) >= 0));
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
