// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Option;

/// Which dead letters.
final class LetterOptions {

    @Option(names = "--sink", paramLabel = "NAME", description = "Of this sink only.")
    private String sink;

    @Option(
            names = "--reason",
            paramLabel = "WORD",
            description = "Of this class only, such as unknown_person or refused.")
    private String reason;

    /// The sink, or null.
    String sink() {
        return sink;
    }

    /// The class, or null.
    String reason() {
        return reason;
    }

    /// Whether one of them was given.
    boolean given() {
        return sink != null || reason != null;
    }
}
