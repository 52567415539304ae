// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.app.House;
import muster.journal.Progress;
import muster.model.Branch;
import muster.model.AccessChange;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.BranchChange;
import muster.model.Bytes;
import muster.model.ClockReading;
import muster.model.Command;
import muster.model.CommandChange;
import muster.model.Component;
import muster.model.ComponentChange;
import muster.model.Contact;
import muster.model.DeadLetter;
import muster.model.DeadLetterChange;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Fetched;
import muster.model.Forgotten;
import muster.model.Gathering;
import muster.model.GatheringChange;
import muster.model.Notice;
import muster.model.Operation;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.PersonErased;
import muster.model.Presence;
import muster.model.Pull;
import muster.model.Quarantined;
import muster.model.Registration;
import muster.model.Role;
import muster.model.ScannerChange;
import muster.model.Silence;
import muster.model.SilenceChange;
import muster.model.SinkChange;
import muster.model.SinkState;
import muster.model.Source;
import muster.model.Terminal;
import muster.model.TerminalChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FramesTest {

    private static final String SERIAL = "TSTATT000001";
    private static final Gathering EVENT = new Gathering("fair", "Book fair", House.MORNING, null,
            Gathering.From.BACKEND, true, Gathering.State.SCANNING, 50, false, false);

    @TempDir
    Path directory;

    private static final AlertStatus ALERT = new AlertStatus("queue_long", "queue_long", "", null, null,
            Notice.Level.WARNING, AlertStatus.State.FIRING, "51 records wait", 51, House.MORNING, House.MORNING,
            House.MORNING, null, null, null, null);

    @Test
    void everyKindOfFactComesUnderItsNameAsDescribed() throws Exception {
        Terminal terminal = new Terminal(SERIAL, "Main door", Terminal.State.APPROVED, null, null, "att2", "2.4.1",
                "69", Map.of("FWVersion", "1"), House.MORNING, "north", Pull.at("192.0.2.7"));
        Command command = new Command(SERIAL, 1, "CHECK", Command.State.QUEUED, 0, null, "", "api", House.MORNING,
                null, null, House.MORNING);
        DeadLetter letter = letter(1, DeadLetter.State.DISCARDED, "api");
        List<Fact> facts = List.of(
                OpenHouse.punch(SERIAL, "7", 0),
                new Quarantined(Source.PUSH, SERIAL, "ATTLOG", Quarantined.Reason.UNPARSABLE, "no PIN", House.MORNING,
                        Bytes.of(new byte[] {(byte) 0xff})),
                new Contact(SERIAL, true, "192.0.2.7", "heard again", House.MORNING),
                new TerminalChange(terminal, "added", "api", House.MORNING),
                new BranchChange(new Branch("north", "North gate", "Asia/Tokyo", false), "added", "api", House.MORNING),
                new PersonChange(new Person("7", "", "", 0), false, SERIAL, "terminal", House.MORNING),
                new CommandChange(command, House.MORNING),
                new Operation(SERIAL, "OPERLOG", 4, "", "2026-11-20 08:00:00", Map.of(), House.MORNING, Bytes.EMPTY),
                new Fetched(SERIAL, true, 7, 5, 2, 0, 0, 7L, 0, 120, "everything is here", "poll", House.MORNING),
                new ClockReading(SERIAL, -1500, 600, false, House.MORNING),
                new GatheringChange(EVENT, "started", "time", House.MORNING),
                new Registration(EVENT.id(), "7", false, "backend", House.MORNING),
                new Presence(EVENT.id(), "7", "Scanner-01", Presence.Act.ENTERED, House.MORNING, House.MORNING, 1, -50,
                        -50, true, House.MORNING),
                new ScannerChange("Scanner-01", "hci0", ScannerChange.State.OFF, "switched off", "switch it on",
                        House.MORNING),
                new SinkChange("cloud", SinkState.STOPPED, "stopped", "the key is wrong", "give it the right one",
                        "sink", House.MORNING),
                new DeadLetterChange(letter, "discarded", "api", House.MORNING),
                new AlertChange(ALERT, "fired", null, House.MORNING),
                new SilenceChange(new Silence(1, Silence.Kind.SNOOZE, "queue_long", null, null, House.MORNING,
                        House.MORNING.plusSeconds(60), null, "the line is down", "anna", null), "added", "anna",
                        House.MORNING),
                new ComponentChange(new Component("camera", Component.State.ERROR, "no picture", House.MORNING,
                        House.MORNING, 300L, true), "reported", House.MORNING),
                new AccessChange("desk", Role.OPERATOR, "created", "root", House.MORNING),
                new PersonErased("erased-0123456789ab", Map.of("punch", 2L), "asked for it", "api", House.MORNING),
                new Forgotten("contact", House.MORNING),
                OpenHouse.notice("look\nhere"));
        try (OpenHouse open = new OpenHouse(directory);
                Wire wire = Wire.stream(open.port(), "/api/stream")) {
            open.house.journal.advance(new Progress(
                    letter.sink(), 0, List.of(), List.of(letter(0, DeadLetter.State.OPEN, null))));
            open.house.journal.append(facts);
            Set<String> kinds = new HashSet<>();
            for (Fact fact : facts) {
                Wire.Message message = wire.message();
                OpenHouse.CONTRACT.checkMessage("/api/stream", message.data());
                JsonObject json = JsonParser.parseString(message.data()).getAsJsonObject();
                assertEquals(fact.kind(), json.get("kind").getAsString());
                assertTrue(json.get(StreamForms.member(fact.kind())).isJsonObject(), message.data());
                assertEquals(fact.terminal() == null, !json.has("terminal"));
                kinds.add(fact.kind());
            }
            assertEquals(Set.copyOf(StreamResource.KINDS), kinds);
            assertEquals(Fact.class.getPermittedSubclasses().length, kinds.size(), "a kind is missing in this test");
        }
    }

    private static DeadLetter letter(long id, DeadLetter.State state, String by) {
        return new DeadLetter(id, "cloud", 1, "7", "unknown_person", "nobody has this number", state, 3,
                House.MORNING, House.MORNING, null, by);
    }

    @Test
    void framesAreRenderedOnceForAllAndOldOnesForTheirReaderAlone() throws Exception {
        try (House house = new House(directory)) {
            house.journal.append(List.of(OpenHouse.notice("a"), OpenHouse.notice("b"), OpenHouse.notice("c")));
            int[] rendered = {0};
            Frames frames = new Frames(house.journal, entries -> entries.stream()
                    .map(entry -> frame(entry, rendered))
                    .toList());
            assertEquals(List.of(1L, 2L, 3L), seqs(frames.behind(0, 3)));
            assertEquals(List.of(2L, 3L), seqs(frames.behind(1, 3)));
            assertEquals(List.of(3L), seqs(frames.behind(2, 3)));
            assertEquals(3, rendered[0]);

            house.journal.append(Collections.nCopies(Frames.KEPT, OpenHouse.notice("more")));
            long head = house.journal.head();
            for (long at = 3; at < head; at = frames.behind(at, head).getLast().seq()) {
                assertTrue(at < head);
            }
            int before = rendered[0];
            assertEquals(1, frames.behind(0, head).getFirst().seq());
            int behind = rendered[0] - before;
            assertTrue(behind > 0, "what is far behind is not kept");
            assertEquals(1, frames.behind(0, head).getFirst().seq());
            assertEquals(before + 2 * behind, rendered[0]);
            assertEquals(head, frames.behind(head - 1, head).getFirst().seq());
            assertEquals(before + 2 * behind, rendered[0], "and takes nothing from the newest");
        }
    }

    private static Frame frame(Entry entry, int[] rendered) {
        rendered[0]++;
        return new Frame(entry.seq(), entry.fact().kind(), null, new byte[1], null);
    }

    private static List<Long> seqs(List<Frame> frames) {
        return frames.stream().map(Frame::seq).toList();
    }
}
