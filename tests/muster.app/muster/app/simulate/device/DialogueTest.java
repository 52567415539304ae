// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import muster.app.simulate.device.Counters.Count;
import org.junit.jupiter.api.Test;

/// What a terminal answers, packet for packet.
final class DialogueTest {

    private final Rig rig = new Rig();

    /// The lines of one of the recorded exchanges.
    private static List<String> sequence(String name) {
        return Vectors.lines("sequences.txt").stream()
                .dropWhile(line -> !line.startsWith("= " + name))
                .skip(1)
                .takeWhile(line -> !line.startsWith("="))
                .toList();
    }

    private static List<String> frames(List<String> sequence, char direction) {
        return sequence.stream()
                .filter(line -> line.charAt(0) == direction)
                .map(line -> line.substring(2))
                .toList();
    }

    private static List<String> answers(Talk talk, List<String> frames) {
        List<String> answers = new ArrayList<>();
        for (String frame : frames) {
            byte[] bytes = Vectors.bytes(frame);
            Packet request = Packet.read(Arrays.copyOfRange(bytes, 8, bytes.length));
            talk.dialogue.answer(request).packets().forEach(packet -> answers.add(Vectors.hex(packet.frame())));
        }
        return answers;
    }

    private Talk twoRecords() {
        rig.records = 0;
        rig.flow = Flow.BUFFERED;
        Talk talk = Talk.connected(rig);
        talk.device.add(new LogRecord(7, "100", WallTime.packed(2026, 11, 20, 29_109), 1, 15));
        talk.device.add(new LogRecord(13, "999111333", WallTime.packed(2018, 6, 25, 64_235), 0, 1));
        return talk;
    }

    @Test
    void aBufferedReadIsTheVectorByteForByte() {
        rig.unit = 4096;
        Talk talk = twoRecords();
        List<String> sequence = sequence("buffered attendance read");
        assertEquals(3, frames(sequence, '>').size());
        assertEquals(frames(sequence, '<'), answers(talk, frames(sequence, '>')));
    }

    @Test
    void aBufferedReadInSmallPacketsIsTheVectorByteForByte() {
        rig.unit = 32;
        Talk talk = twoRecords();
        List<String> requests = frames(sequence("buffered attendance read"), '>');
        answers(talk, requests.subList(0, 1));
        assertEquals(frames(sequence("same, data split"), '<'), answers(talk, requests.subList(1, 2)));
    }

    @Test
    void nothingIsAnsweredOutsideASession() {
        Talk talk = Talk.with(rig);
        assertEquals(2005, talk.ask(201).command());
        talk.ask(1000);
        Packet foreign = new Packet(201, Talk.SESSION + 1, 1, new byte[0]);
        assertEquals(2005, talk.dialogue.answer(foreign).packets().getFirst().command());
        assertEquals(2000, talk.ask(201).command());
        talk.ask(1001);
        assertEquals(2005, talk.ask(201).command());
        assertEquals(3, talk.device.counters().of(Count.OUTSIDE));
    }

    @Test
    void aKeyIsAskedForAndMustBeRight() {
        rig.key = 1234;
        Talk talk = Talk.with(rig);
        Packet welcome = talk.ask(1000);
        assertEquals(2005, welcome.command());
        assertEquals(Talk.SESSION, welcome.session());
        assertEquals(2005, talk.ask(201).command());
        assertEquals(2005, talk.ask(1102, 0x41, 0x36, 0x32, 0x67).command());
        assertEquals(2005, talk.ask(201).command());
        assertEquals(2000, talk.ask(1102, 0x41, 0x36, 0x32, 0x66).command());
        assertEquals(2000, talk.ask(201).command());
        assertEquals(1, talk.device.counters().of(Count.WRONG_KEYS));
    }

    @Test
    void theSessionStaysTheSameWhenAClientConnectsAgain() {
        Talk talk = Talk.connected(rig);
        assertEquals(Talk.SESSION, talk.ask(1000).session());
        assertEquals(1, talk.device.counters().of(Count.SESSIONS));
    }

    @Test
    void newFirmwareSaysSixThousandAndOne() {
        rig.welcome = Manners.Welcome.NEW_FIRMWARE;
        Talk talk = Talk.with(rig);
        assertEquals(6001, talk.ask(1000).command());
        assertEquals(2005, talk.ask(201).command());
    }

    @Test
    void restartIsAcknowledgedAndThenItLeaves() {
        Talk talk = Talk.connected(rig);
        Answer answer = talk.dialogue.answer(new Packet(1004, Talk.SESSION, 9, new byte[0]));
        assertTrue(answer.leaves());
        assertEquals(2000, answer.packets().getFirst().command());
    }

    @Test
    void itRemembersWhoLeftItDisabled() {
        Talk talk = Talk.connected(rig);
        talk.ask(1003);
        assertFalse(talk.device.enabled());
        talk.dialogue.lost();
        assertFalse(talk.device.enabled());
        assertEquals(1, talk.device.counters().of(Count.LEFT_DISABLED));
        assertEquals(1, talk.device.counters().of(Count.LEFT_OPEN));
        talk.ask(1000);
        talk.ask(1003);
        talk.ask(1001);
        assertTrue(talk.device.enabled(), "leaving lets people in again");
        assertEquals(2, talk.device.counters().of(Count.LEFT_DISABLED));
        talk.ask(1000);
        talk.ask(1003);
        talk.ask(1002);
        talk.ask(1001);
        assertEquals(2, talk.device.counters().of(Count.LEFT_DISABLED));
        assertEquals(1, talk.device.counters().of(Count.LEFT_OPEN));
    }

    @Test
    void disablingWithATimeEndsByItself() {
        AtomicReference<Instant> now = new AtomicReference<>(Rig.MORNING);
        rig.clock = now::get;
        Talk talk = Talk.connected(rig);
        talk.ask(1003, 60, 0, 0, 0);
        now.set(Rig.MORNING.plus(Duration.ofSeconds(59)));
        assertFalse(talk.device.enabled());
        now.set(Rig.MORNING.plus(Duration.ofSeconds(60)));
        assertTrue(talk.device.enabled());
    }

    @Test
    void eventsAreForThoseWhoAskedForThem() {
        Talk talk = Talk.connected(rig);
        LogRecord punch = talk.device.punch().orElseThrow();
        assertEquals(List.of(), talk.dialogue.events(punch));
        talk.ask(500, 1, 0, 0, 0);
        assertEquals(1, talk.dialogue.events(punch).size());
        talk.ask(1003);
        assertEquals(List.of(), talk.dialogue.events(punch), "not while it is disabled");
        talk.ask(1002);
        talk.ask(500, 0, 0, 0, 0);
        assertEquals(List.of(), talk.dialogue.events(punch));
    }

    @Test
    void aCardIsToldBeforeItsPunch() {
        Talk talk = Talk.connected(rig);
        talk.ask(500, 1, 4, 0, 0);
        LogRecord byCard = new LogRecord(3, "1003", 0, 0, 4);
        LogRecord byFinger = new LogRecord(1, "1001", 0, 0, 1);
        assertEquals(List.of(0x400, 1), talk.dialogue.events(byCard).stream().map(Packet::session).toList());
        assertEquals(List.of(1), talk.dialogue.events(byFinger).stream().map(Packet::session).toList());
    }
}
