// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static muster.zk.pull.Commands.CMD_CLEAR_ATTLOG;
import static muster.zk.pull.Commands.CMD_DISABLEDEVICE;
import static muster.zk.pull.Commands.CMD_ENABLEDEVICE;
import static muster.zk.pull.Commands.CMD_PREPARE_BUFFER;
import static muster.zk.pull.Vectors.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import muster.zk.pull.FakeTerminal.Script;
import muster.zk.pull.ProtocolException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever disables a terminal enables it again, whatever happens; and its records are not cleared before they
/// are safe.
class DisablingTest {

    private static final byte[] TABLE = TableServing.attendance("40", 3);
    private static final Quirks DISABLING =
            new Quirks(TerminalText.UTF_8, null, false, false, true, false, UnlockUnit.TENTHS);

    private static PullSession disabling(FakeTerminal terminal) throws Exception {
        return Sessions.open(Sessions.settings(
                terminal, Transport.AUTO, Sessions.PATIENT, PullSizes.STANDARD, DISABLING));
    }

    @Test
    void aReadDoesNotDisableByItself() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp().on(CMD_PREPARE_BUFFER, TableServing.inline(TABLE));
                PullSession session = Sessions.open(terminal)) {
            session.attendance(TableProgress.NONE);
            assertEquals(0, terminal.count(CMD_DISABLEDEVICE));
        }
    }

    @Test
    void aReadThatDisablesSaysForHowLongAndEnables() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp().on(CMD_PREPARE_BUFFER, TableServing.inline(TABLE));
                PullSession session = disabling(terminal)) {
            session.attendance(TableProgress.NONE);
            assertEquals(List.of(1000, 1003, 50, 1503, 1502, 50, 1002), terminal.commands());
            assertEquals("14000000", hex(terminal.requests().get(1).data()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2001, 4711})
    void aReadThatFailsEnables(int reply) throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp()
                        .replies(CMD_PREPARE_BUFFER, reply)
                        .replies(Commands.CMD_ATTLOG_RRQ, reply);
                PullSession session = disabling(terminal)) {
            assertThrows(ProtocolException.class, () -> session.attendance(TableProgress.NONE));
            assertEquals(CMD_ENABLEDEVICE, terminal.commands().getLast());
        }
    }

    /// It may be disabled all the same.
    @Test
    void aDisablingThatIsDeclinedOrLostEnables() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp().replies(CMD_DISABLEDEVICE, 2001);
                PullSession session = disabling(terminal)) {
            assertEquals(Kind.REFUSED, assertThrows(ProtocolException.class, session::users).kind());
            assertEquals(List.of(1000, 1003, 1002), terminal.commands());
        }
        try (FakeTerminal terminal = FakeTerminal.tcp().silent(CMD_DISABLEDEVICE);
                PullSession session = Sessions.open(Sessions.settings(
                        terminal, Transport.TCP, Sessions.HASTY, PullSizes.STANDARD, DISABLING))) {
            assertEquals(Kind.TIMEOUT, assertThrows(ProtocolException.class, session::users).kind());
            assertEquals(List.of(1000, 1003, 1002), terminal.commands());
        }
    }

    @Test
    void aReadThatIsInterruptedFreesTheBufferAndEnables() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch asked = new CountDownLatch(1);
        try (FakeTerminal terminal = FakeTerminal.tcp()
                        .on(CMD_PREPARE_BUFFER, (request, line) -> asked.countDown());
                PullSession session = disabling(terminal)) {
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    session.attendance(TableProgress.NONE);
                } catch (ProtocolException | InterruptedException stop) {
                    thrown.set(stop);
                }
            });
            asked.await();
            reader.interrupt();
            reader.join();
            assertTrue(thrown.get() instanceof InterruptedException, "" + thrown.get());
            assertEquals(List.of(1000, 1003, 50, 1503, 1502, 1002), terminal.commands());
            assertTrue(session.isOpen());
        }
    }

    @Test
    void aSessionClosedDuringAReadFreesTheBufferEnablesAndLeaves() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch asked = new CountDownLatch(1);
        try (FakeTerminal terminal = FakeTerminal.tcp()
                .on(CMD_PREPARE_BUFFER, (request, line) -> asked.countDown())) {
            PullSession session = disabling(terminal);
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    session.attendance(TableProgress.NONE);
                } catch (ProtocolException | InterruptedException stop) {
                    thrown.set(stop);
                }
            });
            asked.await();
            session.close();
            reader.join();
            assertEquals(Kind.CLOSED, ((ProtocolException) thrown.get()).kind());
            assertEquals(List.of(1000, 1003, 50, 1503, 1502, 1002, 1001), terminal.commands());
            Await.until("the connection is over", () -> terminal.connections() == 0);
        }
    }

    /// The one who reads hangs in its own progress and cannot be waited for.
    @Test
    void aSessionClosedOverAHangingReaderEnablesAllTheSame() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch on = new CountDownLatch(1);
        Quirks quirks = DISABLING;
        try (FakeTerminal terminal = FakeTerminal.tcp().on(CMD_PREPARE_BUFFER, TableServing.inline(TABLE))) {
            PullSession session = Sessions.open(Sessions.settings(
                    terminal, Transport.TCP, Sessions.HASTY, PullSizes.STANDARD, quirks));
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    session.attendance((read, total) -> {
                        inside.countDown();
                        try {
                            on.await();
                        } catch (InterruptedException stop) {
                            Thread.currentThread().interrupt();
                        }
                    });
                } catch (ProtocolException | InterruptedException stop) {
                    // as told
                }
            });
            inside.await();
            session.close();
            assertEquals(List.of(1000, 1003, 50, 1503, 1002, 1001), terminal.commands());
            on.countDown();
            reader.join();
        }
    }

    @Test
    void anEnablingThatGotLostIsDoneAgainAtTheEnd() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp()
                .on(CMD_PREPARE_BUFFER, TableServing.inline(TABLE))
                .onceThen(CMD_ENABLEDEVICE, (request, line) -> { }, (request, line) -> line.reply(request, 2000))) {
            try (PullSession session = Sessions.open(Sessions.settings(
                    terminal, Transport.TCP, Sessions.HASTY, PullSizes.STANDARD, DISABLING))) {
                session.attendance(TableProgress.NONE);
            }
            assertEquals(List.of(1000, 1003, 50, 1503, 1502, 50, 1002, 1002, 1001), terminal.commands());
        }
    }

    private static FakeTerminal clearable(long... counts) throws Exception {
        AtomicLong asked = new AtomicLong();
        Script counting = (request, line) -> {
            long count = counts[(int) Math.min(asked.getAndIncrement(), counts.length - 1)];
            line.reply(request, 2000, LittleEndian.u32(0, 0, 0, 0, 0, 0, 0, 0, count));
        };
        return FakeTerminal.tcp()
                .on(CMD_PREPARE_BUFFER, TableServing.inline(TABLE))
                .on(Commands.CMD_GET_FREE_SIZES, counting);
    }

    private static ClearOutcome clear(FakeTerminal terminal, boolean stored) throws Exception {
        try (PullSession session = Sessions.open(terminal)) {
            return session.clearAttendance(table -> {
                assertEquals(0, terminal.count(CMD_CLEAR_ATTLOG));
                assertEquals(3, table.size());
                return stored;
            });
        }
    }

    @Test
    void recordsAreClearedWhenTheyAreStoredAndNothingMoved() throws Exception {
        try (FakeTerminal terminal = clearable(3)) {
            assertEquals(ClearOutcome.CLEARED, clear(terminal, true));
            assertEquals(List.of(1000, 1003, 50, 1503, 1502, 50, 50, 15, 1013, 1002, 1001), terminal.commands());
        }
    }

    @Test
    void recordsAreKeptWhenTheyAreNotStored() throws Exception {
        try (FakeTerminal terminal = clearable(3)) {
            assertEquals(ClearOutcome.NOT_STORED, clear(terminal, false));
            assertEquals(0, terminal.count(CMD_CLEAR_ATTLOG));
            assertEquals(1, terminal.count(CMD_ENABLEDEVICE));
        }
    }

    @Test
    void recordsAreKeptWhenOneCameMeanwhile() throws Exception {
        for (long[] counts : new long[][] {{3, 3, 4}, {3, 4, 4}, {2, 3, 3}}) {
            try (FakeTerminal terminal = clearable(counts)) {
                assertEquals(ClearOutcome.MOVED, clear(terminal, true));
                assertEquals(0, terminal.count(CMD_CLEAR_ATTLOG));
            }
        }
    }

    /// A terminal that always counts 0 could not tell of a punch that comes meanwhile.
    @Test
    void recordsAreKeptWhenTheTerminalMiscounts() throws Exception {
        for (long wrong : new long[] {0, 2, 4}) {
            try (FakeTerminal terminal = clearable(wrong)) {
                assertEquals(ClearOutcome.COUNT_WRONG, clear(terminal, true));
                assertEquals(0, terminal.count(CMD_CLEAR_ATTLOG));
            }
        }
        try (FakeTerminal terminal = clearable(3).replies(Commands.CMD_GET_FREE_SIZES, 2001)) {
            assertEquals(ClearOutcome.COUNT_WRONG, clear(terminal, true));
        }
    }

    @Test
    void nothingIsClearedWhereNothingIs() throws Exception {
        try (FakeTerminal terminal = clearable(0).on(CMD_PREPARE_BUFFER, TableServing.inline(new byte[4]));
                PullSession session = Sessions.open(terminal)) {
            assertEquals(ClearOutcome.EMPTY, session.clearAttendance(table -> true));
            assertEquals(0, terminal.count(CMD_CLEAR_ATTLOG));
        }
    }

    @Test
    void aClearingIsNeverRepeatedByItself() throws Exception {
        try (FakeTerminal terminal = clearable(3).silent(CMD_CLEAR_ATTLOG);
                PullSession session = Sessions.hasty(terminal)) {
            assertThrows(ProtocolException.class, () -> session.clearAttendance(table -> true));
            assertEquals(1, terminal.count(CMD_CLEAR_ATTLOG));
            assertEquals(CMD_ENABLEDEVICE, terminal.commands().getLast());
        }
    }

    @Test
    void aStoreThatFailsLeavesTheTerminalEnabled() throws Exception {
        try (FakeTerminal terminal = clearable(3); PullSession session = Sessions.open(terminal)) {
            assertThrows(IllegalStateException.class, () -> session.clearAttendance(table -> {
                throw new IllegalStateException("meant to fail in this test");
            }));
            assertEquals(CMD_ENABLEDEVICE, terminal.commands().getLast());
            assertFalse(terminal.commands().contains(CMD_CLEAR_ATTLOG));
        }
    }
}
