// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import muster.app.command.Shell.Run;
import muster.app.config.SinkConfig.Mode;
import muster.app.sink.MemoryTarget;
import muster.app.sink.MemoryTarget.Call;
import muster.app.sink.SinkSet;
import muster.model.Explanation;
import muster.model.Json;
import muster.model.SinkDifferences;
import muster.model.SinkList;
import muster.model.SinkState;
import muster.model.SinkStatus;
import muster.model.SinkTrial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sinks on the command line: `pay` writes real files, `hr` waits to be told and fails as it is told.
final class SinksCommandTest {

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

    @Test
    void sinksAreListedWithWhatWaitsAndWhyNot() throws Exception {
        punches("7", 0, 3);
        run("sinks", "pause", "hr");
        List<String> lines = run("sinks", "list").out().lines().toList();
        assertEquals(List.of("NAME", "TYPE", "STATE", "WAITING", "OLDEST", "DEAD", "DELIVERED", "LAST SUCCESS"),
                columns(lines.getFirst()));
        assertEquals(List.of("hr", "file", "paused", "3", "10 s ago", "0", "0", "-"), columns(lines.get(1)));
        assertEquals(List.of("pay", "file", "running", "0", "-", "0", "3", "0 s ago"), columns(lines.get(2)));
        assertEquals("hr: paused by api. muster sinks resume hr", lines.get(3));
        SinkList list = Json.parse(run("sinks", "list", "--json").out(), SinkList.class);
        assertEquals(List.of(SinkState.PAUSED, SinkState.RUNNING),
                list.sinks().stream().map(SinkStatus::state).toList());
    }

    @Test
    void withoutSinksItIsSaidHowToHaveOne() throws Exception {
        try (Muster bare = new Muster(directory.resolve("bare"))) {
            Shell other = new Shell().with("MUSTER_URL", bare.url());
            String hint = "add a [sinks.NAME] to the configuration, see muster-sinks(5)";
            assertEquals(new Run(0, "", "no sinks; " + hint + "\n"), other.run("sinks", "list"));
            Run sync = other.run("sync", "now");
            assertEquals(66, sync.code());
            assertTrue(sync.err().contains("there are no sinks") && sync.err().contains(hint), sync.err());
        }
    }

    @Test
    void aSinkIsShownWhole() throws Exception {
        punches("7", 0, 3);
        List<String> pay = run("sinks", "show", "pay").out().lines().toList();
        assertEquals("sink        pay, file, mode live", pay.get(0));
        assertEquals("target      " + directory.resolve("pay") + "/punches-*.csv", pay.get(1));
        assertEquals("state       running", pay.get(2));
        assertEquals("cursor      3 of 3; 0 records wait", pay.get(3));
        assertEquals("delivered   3 taken, 0 there already, 0 left out", pay.get(4));
        assertEquals("set aside   0 dead letters", pay.get(5));
        assertEquals("success     0 s ago", pay.get(6));
        List<String> before = run("sinks", "show", "hr").out().lines().toList();
        assertEquals("cursor      0 of 3; 3 records wait, the oldest since 10 s ago", before.get(3));
        assertEquals("success     never", before.getLast());
        assertEquals("pay", Json.parse(run("sinks", "show", "pay", "--json").out(), SinkStatus.class).name());
    }

    @Test
    void aSinkThatFailsTellsWhyHowOftenAndWhenItTriesAgain() throws Exception {
        hr.plan(call -> Call.IS_AWAY);
        punches("7", 0, 1);
        run("sync", "now", "--sink", "hr");
        String shown = run("sinks", "show", "hr").out();
        assertTrue(shown.contains("state       retrying: it is away\n"), shown);
        assertTrue(shown.matches("(?s).*\nfailure {5}0 s ago, [0-9]+ in a row\nnext try {4}in [0-9]+ .*"), shown);
    }

    @Test
    void aTargetIsTried() {
        assertEquals(new Run(0, "ok: it is there\n", ""), run("sinks", "test", "hr"));
        Run pay = run("sinks", "test", "pay");
        assertTrue(pay.out().startsWith("ok: " + directory.resolve("pay") + " can be written"), pay.out());
        assertEquals(new SinkTrial(true, "it is there", null),
                Json.parse(run("sinks", "test", "hr", "--json").out(), SinkTrial.class));
    }

    @Test
    void aTargetThatFailsTellsWhatToDo() throws Exception {
        Path blocked = Files.writeString(directory.resolve("blocked"), "a file");
        try (Muster other = new Muster(directory.resolve("j2"), SinkSet.of(SinkSet.files("pay", blocked, "day")))) {
            Shell there = new Shell().with("MUSTER_URL", other.url());
            Run test = there.run("sinks", "test", "pay");
            assertEquals(75, test.code());
            assertTrue(test.out().startsWith("FAILS: muster cannot write into " + blocked), test.out());
            assertTrue(test.out().contains("\n  let muster's user write the folder"), test.out());
            other.punches(Muster.SERIAL, "7", 0, 1);
            Run sync = there.run("sync", "now");
            assertEquals(75, sync.code());
            assertTrue(sync.out().startsWith("pay: stopped, 1 record waits: muster cannot write into"), sync.out());
        }
    }

    @Test
    void aSinkIsPausedAndGoesOn() throws Exception {
        assertEquals(new Run(0, "sink pay is paused; everything is kept\n", ""), run("sinks", "pause", "pay"));
        muster.punches(Muster.SERIAL, "7", 0, 2);
        Run sync = run("sync", "now");
        assertEquals(75, sync.code());
        assertEquals(List.of("hr: complete: 2 delivered in all", "pay: paused, 2 records wait: paused by api"),
                sync.out().lines().toList());
        Run one = run("sync", "now", "--sink", "pay");
        assertEquals(65, one.code());
        assertTrue(one.err().contains("sink pay is paused"), one.err());
        assertEquals(new Run(0, "sink pay goes on\n", ""), run("sinks", "resume", "pay"));
        await(() -> sink("pay").waiting() == 0);
        assertEquals(3, Files.readAllLines(directory.resolve("pay/punches-2026-11-20.csv")).size());
    }

    @Test
    void everythingIsDeliveredNowAndItIsToldWhatCameOfIt() throws Exception {
        punches("7", 0, 3);
        assertEquals(new Run(0, "hr: complete: 3 delivered in all\npay: complete: 3 delivered in all\n", ""),
                run("sync", "now"));
        assertEquals(3, hr.taken().size());
        punches("7", 10, 1);
        assertEquals(new Run(0, "hr: complete: 4 delivered in all\n", ""), run("sync", "now", "--sink", "hr"));
        SinkList list = Json.parse(run("sync", "now", "--json").out(), SinkList.class);
        assertEquals(List.of(0L, 0L), list.sinks().stream().map(SinkStatus::waiting).toList());
    }

    @Test
    void aTargetThatIsAwayForAMomentIsWaitedFor() throws Exception {
        hr.plan(call -> call < 2 ? Call.IS_AWAY : Call.TAKES);
        punches("7", 0, 2);
        assertEquals(new Run(0, "hr: complete: 2 delivered in all\n", ""), run("sync", "now", "--sink", "hr"));
    }

    @Test
    void aTargetThatStaysAwayEndsItAndLaterItMayWork() throws Exception {
        hr.plan(call -> Call.IS_AWAY);
        punches("7", 0, 2);
        Run sync = run("sync", "now", "--sink", "hr");
        assertEquals(new Run(75, "hr: retrying, 2 records wait: it is away\n", ""), sync);
        hr.plan(call -> Call.TAKES);
        assertEquals(0, run("sync", "now", "--sink", "hr").code(), "one that was failing gets its chance");
    }

    @Test
    void aWrongKeyEndsItAtOnce() throws Exception {
        hr.plan(call -> Call.REFUSES_KEY);
        punches("7", 0, 1);
        assertEquals(new Run(75, "hr: stopped, 1 record waits: the key is refused\n", ""),
                run("sync", "now", "--sink", "hr"));
        String list = run("sinks", "list").out();
        assertTrue(list.contains("\nhr: the key is refused. put the right key into the file\n"), list);
    }

    @Test
    void itIsNotWaitedForLongerThanWasSaid() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        hr.plan(call -> {
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Call.TAKES;
        });
        punches("7", 0, 2);
        assertEquals(new Run(75, "hr: running, 2 records wait\n", ""),
                run("sync", "now", "--sink", "hr", "--wait", "100ms"));
        answer.countDown();
        await(() -> sink("hr").waiting() == 0);
        assertEquals(64, run("sync", "now", "--wait", "soon").code());
    }

    @Test
    void whatWasSetAsideIsToldWithTheResult() throws Exception {
        hr.unknown("8");
        punches("7", 0, 1);
        punches("8", 10, 1);
        assertEquals(new Run(0, "hr: complete: 1 delivered in all; 1 dead letter, see muster deadletters list\n", ""),
                run("sync", "now", "--sink", "hr"));
    }

    @Test
    void aRangeIsDeliveredOnceMore() throws Exception {
        punches("7", 0, 3);
        run("sync", "now");
        assertEquals("the cursor of sink pay was moved to 3; 0 records wait\n",
                run("sinks", "replay", "pay", "--after", "3").out());
        assertEquals(0, run("sinks", "replay", "hr", "--after", "1").code());
        await(() -> sink("hr").duplicates() == 2);
        Run beyond = run("sinks", "replay", "hr", "--after", "4000");
        assertEquals(65, beyond.code());
        assertTrue(beyond.err().contains("position: it must be 0 to "), beyond.err());
        assertEquals(65, run("sinks", "replay", "hr", "--after", "-1").code());
        assertEquals(64, run("sinks", "replay", "hr").code());
        assertEquals(64, run("sinks", "replay", "hr", "--after", "x").code());
    }

    @Test
    void recordsAreLeftOutOnlyWhenThatIsSaid() throws Exception {
        punches("7", 0, 3);
        Run refused = run("sinks", "replay", "hr", "--after", "2");
        assertEquals(65, refused.code());
        assertTrue(refused.err().contains("leaves out records that were not delivered"), refused.err());
        assertEquals("the cursor of sink hr was moved to 2; 1 record waits\n",
                run("sinks", "replay", "hr", "--after", "2", "--forward").out());
    }

    @Test
    void differencesAreShownBeforeAnythingIsSent() throws Exception {
        punches("7", 0, 2);
        run("sync", "now");
        punches("1042", 10, 1);
        assertEquals(new Run(0, "new       3  1042\n", "1 new\n"), run("sinks", "diff", "hr"));
        Run all = run("sinks", "diff", "hr", "--after", "0", "--all");
        assertEquals(List.of("known     1  7", "known     2  7", "new       3  1042"), all.out().lines().toList());
        assertEquals("2 known, 1 new\n", all.err());
        assertEquals("known     1  7\n", run("sinks", "diff", "hr", "--after", "0", "--all", "--limit", "1").out());
        String pay = run("sinks", "diff", "pay", "--after", "2", "--all").out();
        assertTrue(pay.startsWith("known     3  punches-2026-11-20.csv: 1042 ") && pay.contains("\n  there:  "), pay);
        assertEquals(new Run(0, "", "nothing to compare\n"), run("sinks", "diff", "pay"));
        assertEquals(65, run("sinks", "diff", "hr", "--limit", "0").code());
        SinkDifferences json = Json.parse(run("sinks", "diff", "hr", "--json").out(), SinkDifferences.class);
        assertEquals(List.of(new SinkDifferences.Line(3, "new", "1042", null)), json.differences());
        assertEquals(2, hr.taken().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sinks show no", "sinks test no", "sinks pause no", "sinks resume no",
        "sinks replay no --after 0", "sinks diff no", "sync now --sink no", "deadletters show 99",
        "deadletters edit 99 --pin 7", "deadletters retry 99", "deadletters discard 99", "explain 99"})
    void whatIsNotThereIsNamed(String line) {
        Run run = run(line.split(" "));
        assertEquals(66, run.code(), run.err());
        assertTrue(run.err().contains("no sink no") || run.err().contains("99"), run.err());
        assertEquals("", run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sinks show", "sinks test", "deadletters show", "deadletters show x", "deadletters edit 1",
        "deadletters retry", "deadletters discard", "deadletters retry 1 --all", "deadletters discard 1 --sink hr",
        "explain", "explain x", "doctor ble --listen 0", "doctor ble --listen 301"})
    void aLineThatCannotBeMeantIsAMistakeOfUsage(String line) {
        assertEquals(64, run(line.split(" ")).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sinks list", "sinks show hr", "sync now", "deadletters list", "explain 1"})
    void withoutADaemonItIsSaidThatNobodyAnswers(String line) {
        muster.close();
        Run run = run(line.split(" "));
        assertEquals(69, run.code());
        assertTrue(run.err().contains("nobody answers at"), run.err());
    }

    @Test
    void aPunchIsExplainedLineByLine() throws Exception {
        punches("7", 0, 1);
        List<String> lines = run("explain", "1").out().lines().toList();
        assertEquals("punch       1: 7 at TSTATT000001, 2026-11-20 08:00:00", lines.get(0));
        assertEquals("raw         7\\t2026-11-20 08:00\\t0\\t1", lines.get(1));
        assertTrue(lines.get(2).startsWith("made        2026-11-20T02:30:00Z  the clock of terminal"), lines.get(2));
        assertTrue(lines.get(3).startsWith("received    2026-11-20T02:30:00Z  it came by push, 0 s after"),
                lines.get(3));
        assertEquals("-> hr       waiting: its turn has not come; the sink is at 0", lines.get(4));
        assertTrue(lines.get(5).matches("-> pay {6}delivered 20.*Z: written to .*"), lines.get(5));
        Explanation json = Json.parse(run("explain", "1", "--json").out(), Explanation.class);
        assertEquals("7", json.punch().pin());
        assertEquals(2, json.deliveries().size());
    }

    @Test
    void theStatusTellsOfSinksAndNamesTheOneThatFails() throws Exception {
        hr.plan(call -> Call.REFUSES_KEY);
        muster.house.approve(Muster.SERIAL);
        punches("7", 0, 2);
        run("sync", "now");
        List<String> lines = run("status").out().lines().toList();
        assertEquals("sink hr does not deliver: the key is refused. Look: muster sinks list", lines.getFirst());
        assertTrue(lines.contains("sinks       1 of 2 running, 2 records waiting, 0 dead letters"), lines.toString());
    }
}
