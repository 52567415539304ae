// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.T1;
import static muster.journal.Samples.T2;
import static muster.journal.Samples.command;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import muster.journal.Receipt.Kind;
import muster.model.Command;
import muster.model.Command.State;
import muster.model.CommandChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    @TempDir
    Path directory;

    private static List<Long> ids(List<Command> commands) {
        return commands.stream().map(Command::id).toList();
    }

    @Test
    void aCommandIsListedAsItStandsNowAndItsHistoryStaysInTheJournal() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            for (State state : List.of(State.QUEUED, State.SENT, State.DONE)) {
                journal.append(List.of(new CommandChange(command(T1, 1, state), Samples.NOW)));
            }
            assertEquals(List.of(command(T1, 1, State.DONE)), journal.records().commands(T1, false, 10));
            assertEquals(3, journal.head());
        }
    }

    @Test
    void onlyThoseNotEndedAreOpen() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            for (State state : State.values()) {
                journal.append(List.of(
                        new CommandChange(command(T2, state.ordinal() + 1, state), Samples.NOW),
                        new CommandChange(command(T1, state.ordinal() + 1, state), Samples.NOW)));
            }
            Records records = journal.records();

            assertEquals(List.of(1L, 2L), ids(records.commands(T1, true, 10)));
            assertEquals(List.of(1L), ids(records.commands(T1, true, 1)));
            assertEquals(List.of(7L, 6L, 5L), ids(records.commands(T1, false, 3)));
            assertEquals(
                    List.of(command(T1, 1, State.QUEUED), command(T1, 2, State.SENT), command(T2, 1, State.QUEUED),
                            command(T2, 2, State.SENT)),
                    records.openCommands());
            assertEquals(7, records.lastCommandId(T1));
            assertEquals(0, records.lastCommandId("TSTATT000009"));
        }
    }

    @Test
    void aChangeThatChangesNothingIsNotWritten() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(Samples.queued(T1, 1)));

            assertEquals(Kind.UNCHANGED, journal.append(List.of(Samples.queued(T1, 1))).outcomes().getFirst().kind());
            assertEquals(1, journal.head());
        }
    }
}
