// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static muster.zk.pull.Vectors.bytes;
import static muster.zk.pull.Vectors.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LiveEventTest {

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 20, 8, 5, 9);

    static List<List<String>> examples() {
        return Vectors.rows("live-events.txt");
    }

    @Test
    void thereAreExamples() {
        assertEquals(13, examples().size());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isReadAsInTheExample(List<String> row) throws ProtocolException {
        byte[] frame = bytes(row.get(0));
        Packet packet = Packet.read(frame, 8, frame.length);
        assertEquals(Commands.CMD_REG_EVENT, packet.command());
        String read = LiveEvent.read(packet.session(), packet.data()).stream()
                .map(LiveEventTest::written)
                .collect(Collectors.joining("; "));
        assertEquals(row.get(2), read);
        assertEquals(row.get(1), hex(new Packet(Replies.CMD_ACK_OK, 7982, 0).frame()));
    }

    private static String written(LiveEvent event) {
        return switch (event.detail()) {
            case LiveDetail.Punch punch -> {
                assertEquals(TIME, punch.time());
                yield (punch.isNumber() ? "number " : "id ") + punch.user() + "," + punch.verify() + ","
                        + punch.state() + "," + punch.workCode();
            }
            case LiveDetail.Card card -> "card " + card.number();
            case LiveDetail.Other other -> event.unknown() ? "unknown" : "known";
            default -> event.toString();
        };
    }

    private static LiveDetail detail(int code, String data) {
        List<LiveEvent> events = LiveEvent.read(code, bytes(data));
        assertEquals(1, events.size());
        assertEquals(code, events.getFirst().code());
        assertEquals(data, hex(events.getFirst().data()));
        return events.getFirst().detail();
    }

    @Test
    void otherKindsAreReadByTheirCode() {
        assertEquals(new LiveDetail.Verification(14), detail(LiveEvent.EF_VERIFY, "0e00000001"));
        assertEquals(new LiveDetail.Verification(LiveDetail.Verification.NOBODY),
                detail(LiveEvent.EF_VERIFY, "ffffffff01"));
        assertEquals(new LiveDetail.FingerScore(100), detail(LiveEvent.EF_FPFTR, "64"));
        assertEquals(new LiveDetail.FingerEnrolled(0, "100", 6),
                detail(LiveEvent.EF_ENROLLFINGER, "00000e0431303000000000000006"));
        assertEquals(new LiveDetail.Alarm(55, LiveDetail.Alarm.NOBODY), detail(LiveEvent.EF_ALARM, "37000000"));
        assertEquals(new LiveDetail.Alarm(54, LiveDetail.Alarm.NOBODY),
                detail(LiveEvent.EF_ALARM, "3600000000000000"));
        assertEquals(new LiveDetail.Alarm(32, 7), detail(LiveEvent.EF_ALARM, "ffffffff2000070001000000"));
    }

    @Test
    void whatSaysNothingMoreIsKnownAndWhatNobodyKnowsIsUnknown() {
        for (int code : new int[] {2, 4, 16, 32}) {
            assertFalse(LiveEvent.read(code, bytes("01")).getFirst().unknown());
        }
        for (int code : new int[] {0, 3, 64, 2048, 65_535}) {
            assertTrue(LiveEvent.read(code, bytes("01")).getFirst().unknown());
        }
        assertTrue(LiveEvent.read(LiveEvent.EF_HIDNUM, bytes("59d77d")).getFirst().unknown());
        assertTrue(LiveEvent.read(LiveEvent.EF_FPFTR, new byte[0]).getFirst().unknown());
    }

    @Test
    void everyLengthOfAPunchHasAReading() {
        for (int length = 0; length <= 300; length++) {
            byte[] data = new byte[length];
            boolean known = length == 10 || length == 12 || length == 14 || length >= 32;
            LiveEvent event = LiveEvent.read(LiveEvent.EF_ATTLOG, data).getFirst();
            assertEquals(known, event.detail() instanceof LiveDetail.Punch, "length " + length);
            assertEquals(!known, event.unknown());
        }
    }

    @Test
    void anImpossibleTimeIsNoTime() {
        String wrong = "3130300000000000000000000000000000000000000000000100" + "1a021e080509";
        assertNull(((LiveDetail.Punch) detail(LiveEvent.EF_ATTLOG, wrong)).time());
    }

    @Test
    void theOldestTerminalsHaveAFlagInTheState() {
        assertEquals(1, ((LiveDetail.Punch) detail(1, "07000111" + "1a0b14080509")).state());
        assertEquals(255, ((LiveDetail.Punch) detail(1, "070001ff" + "1a0b14080509")).state());
    }

    @Test
    void aTailThatIsNoPunchMakesNoSecondEvent() {
        byte[] two = Arrays.copyOf(LiveEvent.punch("100", TIME, 1, 0).data(), 64);
        assertEquals(1, LiveEvent.read(LiveEvent.EF_ATTLOG, two).size());
    }

    @Test
    void aPunchCanBeMade() {
        LiveEvent made = LiveEvent.punch("A1B2C3D4E5F6G7H8I9J0K1L2", TIME, 15, 255);
        assertEquals(List.of(made), LiveEvent.read(made.code(), made.data()));
        assertEquals(new LiveDetail.Punch("A1B2C3D4E5F6G7H8I9J0K1L2", false, TIME, 15, 255, ""), made.detail());
        assertThrows(IllegalArgumentException.class, () -> LiveEvent.punch("x".repeat(25), TIME, 1, 0));
    }
}
