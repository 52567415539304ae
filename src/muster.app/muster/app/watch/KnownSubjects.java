// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.util.Optional;
import java.util.function.Function;
import muster.app.terminal.Branches;
import muster.app.terminal.Terminals;
import muster.model.Branch;
import muster.model.Terminal;

/// The names of what this muster knows. Thread-safe.
public final class KnownSubjects implements Subjects {

    private final Terminals terminals;
    private final Branches branches;
    private final Function<String, Optional<String>> events;

    /// @param events from an event's id to its name
    public KnownSubjects(Terminals terminals, Branches branches, Function<String, Optional<String>> events) {
        this.terminals = terminals;
        this.branches = branches;
        this.events = events;
    }

    @Override
    public String name(String family, String subject) {
        Optional<String> name = switch (family) {
            case "terminal" -> terminals.find(subject).map(Terminal::name);
            case "branch" -> branches.find(subject).map(Branch::name);
            case "event" -> events.apply(subject);
            default -> Optional.empty();
        };
        return name.orElse(subject);
    }

    @Override
    public String branch(String family, String subject) {
        return switch (family) {
            case "terminal" -> terminals.find(subject).map(Terminal::branch).orElse(null);
            case "branch" -> subject;
            default -> null;
        };
    }
}
