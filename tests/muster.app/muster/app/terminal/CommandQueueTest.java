// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import muster.app.House;
import muster.model.Command;
import muster.model.Command.State;
import muster.model.CommandRequest;
import muster.model.TerminalSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandQueueTest {

    private static final String SERIAL = "TSTATT000001";

    @TempDir
    Path directory;

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House(directory);
        house.approve(SERIAL);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aCommandIsHandedOutOnceAndEndsWithItsResult() throws Exception {
        Command queued = house.queue.queue(SERIAL, CommandRequest.named("check"), "api");
        assertEquals(1, queued.id());
        assertEquals(List.of("CHECK"), texts(house.queue.take(SERIAL)));
        assertEquals(List.of(), house.queue.take(SERIAL));
        assertEquals(State.DONE, house.queue.answered(SERIAL, 1, 0, true, "done").orElseThrow().state());
        assertEquals(State.DONE, only().state());
    }

    @Test
    void idsGoOnAfterARestartAndWhatWaitsStillWaits() throws Exception {
        house.queue.queue(SERIAL, CommandRequest.named("check"), "api");
        house.close();
        house = new House(directory);
        assertEquals(2, house.queue.queue(SERIAL, CommandRequest.named("check"), "api").id());
        assertEquals(2, house.queue.take(SERIAL).size());
    }

    @Test
    void anUnansweredCommandThatDoesNoHarmIsHandedOutThreeTimes() throws Exception {
        house.queue.queue(SERIAL, CommandRequest.named("check"), "api");
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertEquals(attempt, house.queue.take(SERIAL).getFirst().attempts());
            house.pass(Duration.ofMinutes(2));
            house.queue.sweep();
        }
        assertEquals(List.of(), house.queue.take(SERIAL));
        assertEquals(State.UNCONFIRMED, only().state());
    }

    @Test
    void aRestartIsNeverRepeatedAndNothingIsHandedOutBehindIt() throws Exception {
        house.queue.queue(SERIAL, CommandRequest.named("reboot"), "api");
        house.queue.queue(SERIAL, CommandRequest.named("check"), "api");
        assertEquals(List.of("REBOOT"), texts(house.queue.take(SERIAL)));
        assertEquals(List.of("CHECK"), texts(house.queue.take(SERIAL)));
        house.pass(Duration.ofMinutes(2));
        house.queue.sweep();
        assertEquals(List.of("CHECK"), texts(house.queue.take(SERIAL)));
    }

    @Test
    void aResultThatComesLateStillCounts() throws Exception {
        house.queue.queue(SERIAL, CommandRequest.named("reboot"), "api");
        house.queue.take(SERIAL);
        house.pass(Duration.ofMinutes(2));
        house.queue.sweep();
        assertEquals(State.UNCONFIRMED, only().state());
        assertEquals(State.DONE, house.queue.answered(SERIAL, 1, 0, true, "").orElseThrow().state());
    }

    @Test
    void anAnswerToACommandNobodyGaveIsNotBelieved() throws Exception {
        house.approve("TSTATT000002");
        house.queue.queue(SERIAL, CommandRequest.named("check"), "api");
        assertTrue(house.queue.answered(SERIAL, 1, 0, true, "").isEmpty(), "not handed out yet");
        house.queue.take(SERIAL);
        assertTrue(house.queue.answered("TSTATT000002", 1, 0, true, "").isEmpty(), "another terminal's");
        assertTrue(house.queue.answered(SERIAL, 7, 0, true, "").isEmpty());
    }

    @Test
    void aCommandCanBeTakenBackUntilItIsHandedOut() throws Exception {
        house.queue.queue(SERIAL, CommandRequest.named("check"), "api");
        assertEquals(State.CANCELLED, house.queue.cancel(SERIAL, 1, "api").state());
        assertEquals(List.of(), house.queue.take(SERIAL));
        house.queue.queue(SERIAL, CommandRequest.named("check"), "api");
        house.queue.take(SERIAL);
        Refusal refusal = assertThrows(Refusal.class, () -> house.queue.cancel(SERIAL, 2, "api"));
        assertEquals(Refusal.Kind.CONFLICT, refusal.kind());
    }

    @Test
    void aCommandNobodyFetchesExpires() throws Exception {
        house.queue.queue(SERIAL, CommandRequest.named("check"), "api");
        house.pass(Duration.ofHours(24));
        house.queue.sweep();
        assertEquals(State.EXPIRED, only().state());
        assertEquals(List.of(), house.queue.take(SERIAL));
    }

    @Test
    void noMoreThanTwentyAreHandedOutAtOnceInTheirOrder() throws Exception {
        for (int i = 0; i < 45; i++) {
            house.queue.queue(SERIAL, CommandRequest.named("check"), "api");
        }
        assertEquals(20, house.queue.take(SERIAL).size());
        assertEquals(21, house.queue.take(SERIAL).getFirst().id());
        assertEquals(5, house.queue.take(SERIAL).size());
    }

    @Test
    void theMemoryOfATerminalIsClearedOnlyWhenTheJournalHasItAll() throws Exception {
        CommandRequest clear = clearLog(SERIAL);
        house.contacts.heard(SERIAL, InetAddress.getByName("192.0.2.9"));
        assertTrue(refused(clearLog(null)).contains("repeat its serial"));
        assertTrue(refused(clear).contains("has not said"));
        house.contacts.counted(SERIAL, 3, 1);
        assertTrue(refused(clear).contains("the journal has 0"));
        house.ask("POST", "/iclock/cdata?SN=" + SERIAL + "&table=ATTLOG&Stamp=1", "7\t2026-11-20 08:00:00\t0\t1\n");
        assertEquals("CLEAR LOG", house.queue.queue(SERIAL, clear, "api").text());
        house.pass(Duration.ofMinutes(61));
        assertTrue(refused(clear).contains("has not said"));
    }

    @Test
    void theClockIsSetByZoneAndAgainWhenDaylightSavingEnds() throws Exception {
        house.terminals.change(SERIAL, new TerminalSettings(null, null, "Europe/Berlin", null), "api");
        house.setClock(java.time.Instant.parse("2026-10-24T12:00:00Z"));
        house.ask("GET", "/iclock/cdata?SN=" + SERIAL + "&options=all&pushver=2.4.1", "");
        house.offsets.sweep(house.terminals, house.queue, house.clock);
        assertEquals(List.of(), house.queue.take(SERIAL));
        house.setClock(java.time.Instant.parse("2026-10-25T01:00:00Z"));
        house.offsets.sweep(house.terminals, house.queue, house.clock);
        house.offsets.sweep(house.terminals, house.queue, house.clock);
        List<String> texts = texts(house.queue.take(SERIAL));
        assertEquals(2, texts.size());
        assertEquals("SET OPTION TimeZone=1", texts.getFirst());
    }

    @Test
    void aWishThatMakesNoSenseIsRefusedWithTheReason() {
        assertTrue(refused(CommandRequest.named("shell")).contains("unknown"));
        assertTrue(refused(CommandRequest.named("query-punches")).contains("from, to"));
        assertTrue(refused(CommandRequest.named("delete-person")).contains("pin"));
    }

    private String refused(CommandRequest request) {
        return assertThrows(Refusal.class, () -> house.queue.queue(SERIAL, request, "api")).getMessage();
    }

    private Command only() throws Exception {
        List<Command> all = house.queue.commands(SERIAL, false);
        assertEquals(1, all.size());
        return all.getFirst();
    }

    private static CommandRequest clearLog(String confirm) {
        return new CommandRequest(
                "clear-log", null, null, null, null, null, null, null, null, null, null, confirm, null);
    }

    private static List<String> texts(List<Command> commands) {
        return commands.stream().map(Command::text).toList();
    }
}
