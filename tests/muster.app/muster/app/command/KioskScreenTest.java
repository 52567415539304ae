// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The page of a kiosk as a person sees it. Its input is no terminal, so no terminal's echo is touched.
final class KioskScreenTest {

    private static final String BEGIN = "\033[?1049h\033[?25l";
    private static final String END = "\033[?25h\033[?1049l";
    private static final String CLEAR = "\033[H\033[2J";

    @TempDir
    private Path directory;

    private Muster muster;
    private final ByteArrayOutputStream window = new ByteArrayOutputStream();
    private PipedOutputStream reader;
    private Thread kiosk;
    private int code = -1;

    @BeforeEach
    void open() throws Exception {
        muster = new Muster(directory);
    }

    @AfterEach
    void close() throws Exception {
        if (kiosk != null) {
            end();
        }
        muster.close();
    }

    private void start(Map<String, String> environment) throws IOException {
        reader = new PipedOutputStream();
        InputStream in = new PipedInputStream(reader);
        Surroundings surroundings = new Surroundings(new PrintStream(window, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), environment, in,
                Shell.CLOCK, true);
        kiosk = Thread.ofPlatform().start(() ->
                code = new CommandLine(new KioskCommand(surroundings)).execute("--url", muster.url()));
    }

    private void type(String badge) throws IOException {
        reader.write((badge + "\n").getBytes(StandardCharsets.UTF_8));
        reader.flush();
    }

    private void end() throws Exception {
        reader.close();
        kiosk.join(Duration.ofSeconds(30));
        assertFalse(kiosk.isAlive());
    }

    private String seen() {
        return window.toString(StandardCharsets.UTF_8);
    }

    /// What the window shows now: what was drawn since it was cleared last.
    private String page() {
        return seen().substring(Math.max(0, seen().lastIndexOf(CLEAR)));
    }

    private void await(Predicate<String> shown) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!shown.test(page())) {
            assertTrue(System.nanoTime() < end, () -> "never shown: " + page());
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void event() throws Exception {
        Shell shell = new Shell().with("MUSTER_URL", muster.url());
        shell.run("events", "add", "Open day");
        shell.run("events", "start", "open-day");
    }

    @Test
    void itTakesTheWindowOverAndGivesItBack() throws Exception {
        event();
        start(Map.of());
        await(page -> page.contains("0 checked in, 0 inside"));
        assertTrue(seen().startsWith(BEGIN), seen());
        end();
        assertEquals(0, code);
        assertTrue(seen().endsWith(END), "what is drawn behind the end stands on the person's own page");
        assertEquals(seen().indexOf(END), seen().lastIndexOf(END));
    }

    @Test
    void untilABadgeIsReadItShowsTheEventInTheMiddle() throws Exception {
        event();
        start(Map.of("COLUMNS", "40", "LINES", "10"));
        await(page -> page.contains("Open day"));
        String page = page().substring(CLEAR.length());
        assertEquals(" ".repeat(16) + "Open day", page.lines().filter(line -> line.contains("Open day")).findFirst()
                .orElseThrow());
        assertTrue(page.contains("Please hold your badge or co"), page);
        assertTrue(page.lines().allMatch(line -> Display.width(line) <= 40), page);
    }

    @Test
    void whoeverIsReadSeesTheirNameInTheColourOfTheAnswer() throws Exception {
        event();
        start(Map.of());
        await(page -> page.contains("Open day"));
        type("P-17");
        await(page -> page.contains("Welcome, P-17."));
        assertTrue(seen().contains("\007") && seen().contains("\033[42;30m" + CLEAR), seen());
        assertTrue(page().endsWith("\033[0m"), page());
        type("P-17");
        await(page -> page.contains("is checked in already"));
        assertTrue(seen().contains("\033[44;97m" + CLEAR));
        end();
        assertTrue(seen().endsWith(END));
    }

    @Test
    void whoIsRefusedSeesWhy() throws Exception {
        start(Map.of());
        await(page -> page.contains("No event is selected"));
        type("P-17");
        await(page -> page.contains("Not checked in"));
        assertTrue(seen().contains("\007\007") && seen().contains("\033[41;97m" + CLEAR), seen());
    }

    @Test
    void withoutColourThereIsNone() throws Exception {
        event();
        start(Map.of("NO_COLOR", "1"));
        type("P-17");
        await(page -> page.contains("Welcome, P-17."));
        end();
        assertFalse(seen().contains("m" + CLEAR), seen());
    }

    @Test
    void aBadgeCannotTakeTheWindowOver() throws Exception {
        event();
        start(Map.of());
        type("P\u001b[2K17");
        await(page -> page.contains("cannot be printed"));
        assertFalse(seen().contains("\u001b[2K"), seen());
    }

    @Test
    void thatMusterIsAwayIsSaid() throws Exception {
        event();
        start(Map.of());
        await(page -> page.contains("Open day"));
        muster.close();
        await(page -> page.contains("muster does not answer"));
    }
}
