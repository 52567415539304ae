// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;

/// Whatever a terminal answers: a call ends in time, with a value or a ProtocolException, and nothing stays
/// behind.
class AnyTerminalProperties {

    private static final Duration WAIT = Duration.ofMillis(5);
    private static final PullTimes TIMES = new PullTimes(Duration.ofSeconds(20), Duration.ofMillis(20),
            Duration.ofMillis(20), WAIT, WAIT, WAIT, Duration.ofMillis(100), Duration.ofSeconds(20));
    private static final int[] CODES = {
        500, 1500, 1501, 1502, 2000, 2000, 2000, 2001, 2002, 2005, 6001, 65_535, 0, 4711
    };

    private interface Call {
        void on(PullSession session) throws ProtocolException, InterruptedException;
    }

    private static final Call[] CALLS = {
        PullSession::identity, PullSession::freeSizes, PullSession::time, PullSession::users,
        session -> session.attendance(TableProgress.NONE), PullSession::operationLog,
        session -> session.live(0xffff, event -> { }), session -> session.setTime(FakeTerminal.CLOCK),
        session -> session.deleteUser(7), session -> session.clearAttendance(table -> true),
        session -> session.unlock(Duration.ofSeconds(3)), PullSession::heartbeat, PullSession::restart
    };

    @Property(tries = 60)
    void endsEveryCallOfEverySession(@ForAll long seed, @ForAll boolean udp, @ForAll boolean lenient)
            throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Quirks quirks = new Quirks(
                TerminalText.UTF_8, null, false, lenient, random.nextBoolean(), random.nextBoolean(),
                UnlockUnit.TENTHS);
        try (FakeTerminal terminal = udp ? FakeTerminal.udp() : FakeTerminal.tcp()) {
            for (int command = 0; command < 1600; command++) {
                terminal.on(command, (request, line) -> answer(request, line, random));
            }
            if (random.nextInt(4) > 0) {
                terminal.replies(Commands.CMD_CONNECT, Replies.CMD_ACK_OK);
            }
            PullSettings settings = Sessions.settings(terminal, Transport.AUTO, TIMES, PullSizes.STANDARD, quirks);
            Assertions.assertTimeoutPreemptively(Duration.ofMinutes(1), () ->
                    exercise(settings, random));
            Await.until("no connection is left", () -> terminal.connections() == 0);
        }
    }

    private static void exercise(PullSettings settings, SplittableRandom random) throws InterruptedException {
        try (PullSession session = Sessions.open(settings)) {
            for (int i = 0; i < 6; i++) {
                try {
                    CALLS[random.nextInt(CALLS.length)].on(session);
                } catch (ProtocolException expected) {
                    assertTrue(expected.getMessage().startsWith("The terminal at "), expected.getMessage());
                    assertNotEquals(ProtocolException.Kind.FAILED, expected.kind(), expected.getMessage());
                }
            }
        } catch (ProtocolException refused) {
            assertTrue(refused.getMessage().startsWith("The terminal at "), refused.getMessage());
        }
    }

    private static void answer(Packet request, FakeTerminal.Line line, SplittableRandom random) throws IOException {
        for (int i = random.nextInt(4); i >= 0; i--) {
            byte[] data = new byte[random.nextInt(3) * random.nextInt(40)];
            random.nextBytes(data);
            if (data.length >= 4 && random.nextBoolean()) {
                LittleEndian.putU32(data, 0, random.nextInt(100));
            }
            int replyId = random.nextInt(5) > 0 ? request.replyId() : random.nextInt(10);
            int code = CODES[random.nextInt(CODES.length)];
            line.send(new Packet(code, random.nextInt(65_536), replyId, data));
        }
        if (random.nextInt(100) == 0) {
            line.raw(new byte[] {1, 2, 3});
        }
    }
}
