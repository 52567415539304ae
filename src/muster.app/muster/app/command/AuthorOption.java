// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// Who does something, as the journal keeps it.
final class AuthorOption {

    @Option(names = "--by", paramLabel = "NAME", description = "Who does it; else your user name.")
    private String by;

    /// The name that was given, or that of the user; with sudo of the one who called it.
    String name(Surroundings surroundings) {
        if (by != null) {
            return by;
        }
        return Stream.of("SUDO_USER", "USER", "LOGNAME")
                .map(surroundings::variable)
                .filter(name -> name != null)
                .findFirst()
                .orElseGet(() -> System.getProperty("user.name"));
    }
}
