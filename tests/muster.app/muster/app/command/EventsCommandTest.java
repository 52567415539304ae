// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import muster.app.command.Shell.Run;
import muster.model.Attendee;
import muster.model.AttendeePage;
import muster.model.Gathering;
import muster.model.GatheringList;
import muster.model.GatheringStatus;
import muster.model.Json;
import muster.model.RosterList;
import muster.model.RosterResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events from the first to the last command, the kiosk and simulated phones, asked of a real muster.
final class EventsCommandTest {

    @TempDir
    private Path directory;

    private Muster muster;
    private Shell shell;

    @BeforeEach
    void open() throws Exception {
        muster = new Muster(directory);
        shell = new Shell().with("MUSTER_URL", muster.url());
    }

    @AfterEach
    void close() {
        muster.close();
    }

    private Gathering event(String id) {
        return muster.house.gatherings.find(id).orElseThrow();
    }

    private GatheringStatus status(String id) {
        return Json.parse(shell.run("events", "status", id, "--json").out(), GatheringStatus.class);
    }

    @Test
    void anEventIsMadeStartedStoppedAndEnded() {
        assertEquals(new Run(0, "", "no events; muster events add NAME makes one\n"), shell.run("events", "list"));
        Run add = shell.run("events", "add", "Open day", "--start", "2026-11-20T09:00+05:30", "--capacity", "2");
        assertEquals(new Run(0, "event open-day is added; muster events start open-day begins to check people in\n",
                ""), add);
        assertEquals(Instant.parse("2026-11-20T03:30:00Z"), event("open-day").start());
        assertEquals(2, event("open-day").capacity());
        assertEquals("event open-day is selected; muster events start begins to check people in\n",
                shell.run("events", "select", "open-day").out());
        assertEquals("event open-day is started: people are checked in\n", shell.run("events", "start").out());
        assertEquals(Gathering.State.SCANNING, event("open-day").state());
        assertEquals(0, shell.run("events", "stop").code());
        assertEquals(Gathering.State.PAUSED, event("open-day").state());
        assertEquals("event open-day is ended\n", shell.run("events", "end").out());
        assertEquals(66, shell.run("events", "end").code());
    }

    @Test
    void whatWasNotGivenStaysAsItIs() {
        shell.run("events", "add", "Open day", "--id", "od", "--capacity", "5", "--automatic",
                "--end", "2027-01-01T09:00");
        assertEquals(0, shell.run("events", "change", "od", "--name", "Open evening").code());
        assertEquals("Open evening", event("od").name());
        assertEquals(5, event("od").capacity());
        assertTrue(event("od").automatic());
        assertEquals(0, shell.run("events", "change", "od", "--no-automatic").code());
        assertFalse(event("od").automatic());
        assertEquals(64, shell.run("events", "change", "od").code());
        assertEquals(64, shell.run("events", "add", "x", "--start", "tomorrow").code());
        assertEquals(66, shell.run("events", "start", "nowhere").code());
        assertEquals(0, shell.run("events", "remove", "od").code());
        assertEquals(List.of(), muster.house.gatherings.all());
    }

    @Test
    void whoeverIsReadAtTheKioskIsCheckedInOnceAndToldSo() {
        shell.run("events", "add", "Open day");
        shell.run("events", "start", "open-day");
        Run first = shell.typing("P-17\n\n  P-18 \n").run("kiosk", "--method", "qr");
        assertEquals(List.of("welcome\tP-17\tWelcome, P-17.", "welcome\tP-18\tWelcome, P-18."),
                first.out().lines().toList());
        Run again = shell.typing("P-17\n").run("kiosk");
        assertTrue(again.out().startsWith("known\tP-17\tP-17 is checked in already"), again.out());
        assertEquals(2, status("open-day").checkedIn());
        AttendeePage page =
                Json.parse(shell.run("events", "attendance", "--json").out(), AttendeePage.class);
        assertEquals(List.of("P-17", "P-18"), page.attendees().stream().map(Attendee::pin).toList());
    }

    @Test
    void theKioskTellsWhyNotAndGoesOn() {
        Run none = shell.typing("P-17\n").run("kiosk");
        assertEquals(0, none.code());
        assertTrue(none.out().startsWith("refused\tNot checked in\t"), none.out());
        muster.close();
        Run away = shell.typing("P-17\n").run("kiosk");
        assertTrue(away.out().startsWith("refused\tNot checked in, please try again\t"), away.out());
    }

    @Test
    void aFileOfPeopleBecomesTheListAndHeldCheckInsCount() throws Exception {
        shell.run("events", "add", "Open day");
        shell.run("events", "start", "open-day");
        assertEquals(new Run(0, "", "the event has no list: everybody counts\n"),
                shell.run("events", "roster", "open-day"));
        Path people = directory.resolve("people.csv");
        Files.writeString(people, "Name;PIN\nAsha Rao;P-1\nBen;P-2\n");
        RosterResult result = Json.parse(
                shell.run("events", "roster", "open-day", people.toString(), "--json").out(), RosterResult.class);
        assertEquals(new RosterResult("open-day", 2, 2, 0, 0), result);
        Run held = shell.typing("P-3\n").run("kiosk");
        assertTrue(held.out().startsWith("refused\tP-3\t"), held.out());
        assertEquals(1, status("open-day").notOnList());
        Run more = shell.typing("P-3\n").run("events", "roster", "open-day", "-", "--add");
        assertEquals("the list of event open-day has 3 people; 1 put on, 0 taken off, 1 held check-in now counted\n",
                more.out());
        assertEquals(1, status("open-day").checkedIn());
        RosterList list = Json.parse(shell.run("events", "roster", "open-day", "--json").out(), RosterList.class);
        assertEquals(List.of(new RosterList.Listed("P-1", "Asha Rao"), new RosterList.Listed("P-2", "Ben"),
                new RosterList.Listed("P-3", null)), list.people());
    }

    @Test
    void aFileThatIsNoListChangesNothing() throws Exception {
        shell.run("events", "add", "Open day");
        Path people = directory.resolve("people.csv");
        Files.writeString(people, "colour,size\nred,7\n");
        Run wrong = shell.run("events", "roster", "open-day", people.toString());
        assertEquals(65, wrong.code());
        assertTrue(wrong.err().contains("pin, name"), wrong.err());
        assertEquals(66, shell.run("events", "roster", "open-day", directory.resolve("no.csv").toString()).code());
        Files.writeString(people, "pin,name\nP-1,Asha\n,Ben\n");
        assertEquals(65, shell.run("events", "roster", "open-day", people.toString()).code());
        assertEquals(0, muster.house.roster.size("open-day"));
    }

    @Test
    void simulatedPhonesComeToTheDoor() {
        Run run = shell.run("simulate", "phones", "--start", "--phones", "8", "--foreign", "20", "--arrival", "1s",
                "--rate", "10", "--duration", "2s");
        assertEquals(0, run.code(), run.err());
        GatheringList list = Json.parse(shell.run("events", "list", "--json").out(), GatheringList.class);
        assertEquals("demo", list.current());
        assertEquals(8, list.gatherings().getFirst().checkedIn());
    }

    @Test
    void aRecordingCanBeMadeAndPlayed() throws Exception {
        Run print = shell.run("simulate", "phones", "--phones", "3", "--foreign", "2", "--arrival", "0s", "--duration",
                "3s", "--print");
        Path file = directory.resolve("crowd.jsonl");
        Files.writeString(file, print.out());
        Run play = shell.run("simulate", "phones", "--file", file.toString(), "--speed", "20", "--start");
        assertEquals(0, play.code(), play.err());
        assertEquals(3, status("demo").checkedIn());
        Files.writeString(file, "{\"address\":\"C2:00:00:00:00:01\"}\n");
        assertEquals(74, shell.run("simulate", "phones", "--file", file.toString()).code());
        assertEquals(64, shell.run("simulate", "phones", "--print").code());
    }
}
