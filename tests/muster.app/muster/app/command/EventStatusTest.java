// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import muster.app.command.Shell.Run;
import muster.model.GatheringStatus;
import muster.model.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How an event goes, for people and for programs.
final class EventStatusTest {

    @TempDir
    private Path directory;

    private Muster muster;
    private Shell shell;

    @BeforeEach
    void open() throws Exception {
        muster = new Muster(directory);
        shell = new Shell().with("MUSTER_URL", muster.url()).with("TZ", "Asia/Kolkata");
    }

    @AfterEach
    void close() {
        muster.close();
    }

    @Test
    void withoutAnEventPeopleSeeTheDoorAndProgramsGetNoHalfAnAnswer() {
        Run people = shell.run("events", "status");
        assertEquals(0, people.code());
        assertEquals("this door is set to no event; muster events list shows them\n", people.err());
        assertTrue(people.out().startsWith("door        idle, scanner Scanner-01"), people.out());
        Run program = shell.run("events", "status", "--json");
        assertEquals(66, program.code());
        assertEquals("", program.out());
        assertEquals(66, shell.run("events", "status", "nowhere").code());
        assertEquals(66, shell.run("events", "attendance").code());
    }

    @Test
    void anEventIsShownWithItsTimesInTheZoneOfWhoeverLooks() {
        shell.run("events", "add", "Open day", "--start", "2026-11-20T03:30:00Z", "--end", "2026-11-20T12:30:00Z",
                "--capacity", "1");
        shell.run("events", "start", "open-day");
        shell.typing("P-1\n").run("kiosk");
        String shown = shell.run("events", "status").out();
        assertTrue(shown.startsWith("event       Open day (open-day), scanning\n"
                + "time        from 2026-11-20 09:00 to 2026-11-20 18:00\n"
                + "checked in  1; there is no list\n"), shown);
        GatheringStatus status = Json.parse(shell.run("events", "status", "--json").out(), GatheringStatus.class);
        assertEquals(1, status.checkedIn());
        assertEquals(new Run(0, "", "nobody is inside\n"), shell.run("events", "attendance", "--inside"));
    }
}
