// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Command;

/// The commands that wait for a terminal or for its answer, in memory, so that a poll without commands
/// reads nothing. What is here is always what the journal says. Thread-safe.
public final class OpenCommands {

    private final Map<String, NavigableMap<Long, Command>> bySerial = new ConcurrentHashMap<>();

    /// Reads the open commands from the journal.
    public OpenCommands(Records records) throws JournalException {
        records.openCommands().forEach(this::put);
    }

    /// Takes what the journal has just been told; a command that ended goes.
    void put(Command command) {
        bySerial.compute(command.terminal(), (_, before) -> {
            NavigableMap<Long, Command> open = before == null ? new ConcurrentSkipListMap<>() : before;
            if (command.state().ended()) {
                open.remove(command.id());
            } else {
                open.put(command.id(), command);
            }
            return open.isEmpty() ? null : open;
        });
    }

    /// The open commands of a terminal, oldest first.
    List<Command> of(String serial) {
        NavigableMap<Long, Command> open = bySerial.get(serial);
        return open == null ? List.of() : List.copyOf(open.values());
    }

    Optional<Command> find(String serial, long id) {
        NavigableMap<Long, Command> open = bySerial.get(serial);
        return open == null ? Optional.empty() : Optional.ofNullable(open.get(id));
    }

    /// Every open command.
    List<Command> all() {
        return bySerial.values().stream()
                .flatMap(open -> open.values().stream())
                .sorted(Comparator.comparing(Command::queuedAt))
                .toList();
    }

    int count(String serial) {
        return of(serial).size();
    }
}
