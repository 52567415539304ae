// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import muster.app.command.Shell.Run;
import muster.app.config.SinkConfig.Mode;
import muster.app.sink.MemoryTarget;
import muster.app.sink.SinkSet;
import muster.model.DeadLetter;
import muster.model.DeadLetterPage;
import muster.model.Json;
import muster.model.SinkStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dead letters on the command line.
final class DeadLettersCommandTest {

    @TempDir
    private Path directory;

    private final MemoryTarget hr = new MemoryTarget(100);
    private Muster muster;
    private Shell shell;

    @BeforeEach
    void open() throws Exception {
        muster = new Muster(directory.resolve("journal"), SinkSet.of(SinkSet.memory("hr", Mode.MANUAL, null, hr),
                SinkSet.files("pay", directory.resolve("pay"), "day")));
        shell = new Shell().with("MUSTER_URL", muster.url());
    }

    @AfterEach
    void close() {
        muster.close();
    }

    private void punches(String pin, int from, int count) throws Exception {
        muster.punches(Muster.SERIAL, pin, from, count);
        await(() -> sink("pay").waiting() == 0);
    }

    private SinkStatus sink(String name) {
        try {
            return muster.sinks.one(name);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 30 s");
            Thread.onSpinWait();
        }
    }

    private Run run(String... args) {
        return shell.run(args);
    }

    private static List<String> columns(String line) {
        return List.of(line.split(" {2,}"));
    }

    /// Three letters of `hr`: 8 and 9 are unknown, P is refused.
    private Map<String, Long> setAside() throws Exception {
        hr.unknown("8", "9");
        hr.poison("P");
        for (String pin : List.of("8", "9", "P")) {
            punches(pin, pin.charAt(0), 1);
        }
        run("sync", "now");
        return page("deadletters", "list", "--json").letters().stream()
                .collect(Collectors.toMap(DeadLetter::pin, DeadLetter::id));
    }

    private DeadLetterPage page(String... args) {
        return Json.parse(run(args).out(), DeadLetterPage.class);
    }

    private DeadLetter letter(long id) {
        return Json.parse(run("deadletters", "show", "" + id, "--json").out(), DeadLetter.class);
    }

    @Test
    void withoutDeadLettersItIsSaidSo() {
        assertEquals(new Run(0, "", "no dead letters\n"), run("deadletters", "list"));
        assertEquals(List.of(), page("deadletters", "list", "--json").letters());
        assertEquals("0 dead letters are tried again now\n", run("deadletters", "retry", "--all").out());
        assertEquals("0 dead letters are given up\n", run("deadletters", "discard", "--all").out());
    }

    @Test
    void deadLettersAreListedByWhatIsAskedFor() throws Exception {
        Map<String, Long> ids = setAside();
        List<String> lines = run("deadletters", "list").out().lines().toList();
        assertEquals(List.of("ID", "SINK", "PUNCH", "PIN", "REASON", "STATE", "TRIES", "SINCE", "DETAIL"),
                columns(lines.getFirst()));
        assertEquals(4, lines.size());
        List<String> refused = run("deadletters", "list", "--reason", "refused").out().lines().toList();
        assertEquals(2, refused.size());
        assertEquals(List.of("" + ids.get("P"), "hr", "3", "P", "refused", "open", "1", "0 s ago",
                "something in it is wrong"), columns(refused.getLast()));
        assertEquals(new Run(0, "", "no dead letters\n"), run("deadletters", "list", "--sink", "pay"));
        Run one = run("deadletters", "list", "--limit", "1");
        assertEquals(2, one.out().lines().count());
        assertTrue(one.err().startsWith("there are more; "), one.err());
    }

    @Test
    void aDeadLetterIsShownAndDeliveredUnderAnotherNumber() throws Exception {
        long id = setAside().get("8");
        assertEquals(List.of("letter   " + id + ", open, sink hr", "punch    1 of 8", "reason   unknown_person",
                        "detail   nobody is called 8", "tried    1 time, first 0 s ago, last 0 s ago"),
                run("deadletters", "show", "" + id).out().lines().toList());
        assertEquals("dead letter " + id + " goes out under 1042 and is tried now; muster deadletters show " + id
                + " tells what came of it\n", run("deadletters", "edit", "" + id, "--pin", "1042").out());
        await(() -> letter(id).state() == DeadLetter.State.DELIVERED);
        String shown = run("deadletters", "show", "" + id).out();
        assertTrue(shown.contains("punch    1 of 8, to be delivered under 1042\n"), shown);
        assertTrue(shown.contains("tried    2 times") && shown.endsWith("by       api\n"), shown);
        assertTrue(run("deadletters", "list", "--all").out().contains("8 -> 1042"));
        Run again = run("deadletters", "edit", "" + id, "--pin", "7");
        assertEquals(65, again.code());
        assertTrue(again.err().contains("is not open any more"), again.err());
        long other = page("deadletters", "list", "--json").letters().getFirst().id();
        assertEquals(65, run("deadletters", "edit", "" + other, "--pin", " ").code());
    }

    @Test
    void deadLettersAreTriedAgainOneByOneOrByClass() throws Exception {
        Map<String, Long> ids = setAside();
        hr.unknown();
        assertEquals("1 dead letter is tried again now\n", run("deadletters", "retry", "" + ids.get("8")).out());
        await(() -> letter(ids.get("8")).state() == DeadLetter.State.DELIVERED);
        assertEquals("1 dead letter is tried again now\n",
                run("deadletters", "retry", "--reason", "unknown_person").out());
        await(() -> letter(ids.get("9")).state() == DeadLetter.State.DELIVERED);
        assertEquals(DeadLetter.State.OPEN, letter(ids.get("P")).state());
    }

    @Test
    void deadLettersAreGivenUpAndStay() throws Exception {
        Map<String, Long> ids = setAside();
        assertEquals("1 dead letter is given up\n", run("deadletters", "discard", "" + ids.get("P")).out());
        assertEquals("2 dead letters are given up\n", run("deadletters", "discard", "--sink", "hr").out());
        assertEquals(new Run(0, "", "no dead letters\n"), run("deadletters", "list"));
        assertEquals(3, page("deadletters", "list", "--all", "--json").letters().size());
        assertEquals("api", letter(ids.get("P")).by());
    }
}
