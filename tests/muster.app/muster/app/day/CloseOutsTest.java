// SPDX-License-Identifier: Apache-2.0
package muster.app.day;

import static muster.app.day.DayHouse.AFTER;
import static muster.app.day.DayHouse.DAY;
import static muster.app.day.DayHouse.PULLED;
import static muster.app.day.DayHouse.PUSHED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import muster.app.terminal.Refusal;
import muster.model.Bytes;
import muster.model.CloseOut;
import muster.model.CloseOut.OfBranch;
import muster.model.DayState;
import muster.model.Entry;
import muster.model.Notice;
import muster.model.Quarantined;
import muster.model.Source;
import muster.model.TerminalSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// When a day is complete, and who is told.
@Timeout(60)
final class CloseOutsTest {

    @TempDir
    private Path directory;

    private DayHouse days;

    @BeforeEach
    void open() throws Exception {
        days = new DayHouse(directory);
    }

    @AfterEach
    void close() {
        days.close();
    }

    private OfBranch only() throws Exception {
        List<OfBranch> branches = days.closeOuts.of(DAY, null).branches();
        assertEquals(1, branches.size(), branches.toString());
        return branches.getFirst();
    }

    private void is(DayState state, String reason) throws Exception {
        OfBranch branch = only();
        assertEquals(state, branch.state(), branch.toString());
        assertTrue(branch.waitingFor().getFirst().reason().contains(reason), branch.toString());
    }

    @Test
    void aTerminalThatPushesIsCompleteWhenItWasHeardAfterTheDaysEndInItsOwnZone() throws Exception {
        days.branch("B1");
        days.pushed(PUSHED, "B1");
        days.house.terminals.change(PUSHED, new TerminalSettings(null, null, "America/New_York", null), "test");
        days.house.setClock(AFTER);
        days.heard(PUSHED);
        is(DayState.WAITING, "the day is not over there before 2026-11-21T05:00:00Z");
        days.house.pass(Duration.ofHours(5));
        is(DayState.WAITING, "it was last heard at 2026-11-21T00:30:00Z, before the day was over");
        days.heard(PUSHED);
        assertEquals(DayState.COMPLETE, only().state());
    }

    @Test
    void anUploadThatIsHeldUnreadAfterTheDayKeepsItOpenAndOneFromLongAfterDoesNot() throws Exception {
        days.branch("B1");
        days.pushed(PUSHED, "B1");
        days.house.setClock(AFTER.plus(Duration.ofDays(10)));
        days.heard(PUSHED);
        held(Duration.ofDays(9), "late", "ATTLOG");
        held(Duration.ofHours(1), "a photo", "ATTPHOTO");
        assertEquals(DayState.COMPLETE, only().state());
        held(Duration.ofHours(1), "garbage", "ATTLOG");
        is(DayState.FAILED, "held unread: 1; muster quarantine list --terminal TSTATT000001");
    }

    private void held(Duration after, String raw, String table) throws Exception {
        days.house.journal.append(List.of(new Quarantined(Source.PUSH, PUSHED, table,
                Quarantined.Reason.UNPARSABLE, "no punch", AFTER.plus(after), Bytes.of(raw))));
    }

    @Test
    void aTerminalThatIsReadIsCompleteWhenAWholeReadBeganAfterTheDay() throws Exception {
        days.branch("B1");
        days.pulled(PULLED, "B1");
        days.house.setClock(AFTER);
        days.heard(PULLED);
        is(DayState.WAITING, "it was never read completely");
        days.house.setClock(AFTER.minus(Duration.ofHours(6)));
        days.read(PULLED, 5, 5L, true, "all");
        days.house.setClock(AFTER);
        is(DayState.WAITING, "its last complete read began at 2026-11-20T18:29:59Z, before the day was over");
        days.read(PULLED, 5, 5L, true, "all");
        assertEquals(DayState.COMPLETE, only().state());
    }

    @Test
    void aCountThatDidNotMoveSinceTheLastReadIsAsGoodAsAnotherRead() throws Exception {
        days.pulled(PULLED, null);
        days.house.setClock(AFTER.minus(Duration.ofHours(9)));
        days.heard(PULLED);
        days.read(PULLED, 5, 5L, true, "all");
        days.house.contacts.counted(PULLED, 1, 5);
        days.house.setClock(AFTER);
        is(DayState.WAITING, "before the day was over");
        days.house.contacts.counted(PULLED, 1, 6);
        is(DayState.WAITING, "before the day was over");
        days.house.contacts.counted(PULLED, 1, 5);
        assertEquals(DayState.COMPLETE, only().state());
    }

    @Test
    void aReadThatFailsAgainAndAgainFailsTheDayAndTheFirstFailureIsWaitedFor() throws Exception {
        days.branch("B1");
        days.pulled(PULLED, "B1");
        days.house.setClock(AFTER);
        days.read(PULLED, 0, null, false, "nobody answers");
        is(DayState.WAITING, "is tried again: nobody answers");
        days.house.pass(Duration.ofMinutes(6));
        is(DayState.FAILED, "its last read failed: nobody answers");
        assertEquals(DayState.FAILED, days.closeOuts.of(DAY, null).state());
        days.heard(PULLED);
        is(DayState.WAITING, "is tried again: nobody answers");
    }

    @Test
    void aTerminalThatGivesLessThanItHoldsFailsTheDay() throws Exception {
        days.pulled(PULLED, null);
        days.house.setClock(AFTER);
        days.read(PULLED, 10, 17L, false, "the terminal says it holds 17 records and gave 10");
        is(DayState.FAILED, "holds 17 records");
    }

    @Test
    void aWholeReadIsStillKnownFromTheJournalAfterAFailedOne() throws Exception {
        days.pulled(PULLED, null);
        days.house.setClock(AFTER);
        days.read(PULLED, 5, 5L, true, "all");
        days.house.journal.append(List.of(days.house.fetches.last(PULLED).orElseThrow()));
        days.house.pass(Duration.ofMinutes(10));
        days.read(PULLED, 0, null, false, "nobody answers");
        assertEquals(DayState.COMPLETE, only().state());
    }

    @Test
    void branchesStandForThemselvesAndWhatBelongsToNoneIsAGroupOfItsOwn() throws Exception {
        days.branch("B1");
        days.branch("B2");
        days.pushed(PUSHED, "B1");
        days.pushed("TSTATT000002", "B2");
        days.pushed("TSTATT000003", null);
        days.punches(PUSHED, "1", 3);
        days.punches("TSTATT000003", "2", 2);
        days.punches("Scanner-01", "3", 4);
        days.delivered();
        days.house.setClock(AFTER);
        days.heard(PUSHED);
        days.heard("TSTATT000003");
        CloseOut closeOut = days.closeOuts.of(DAY, null);
        assertEquals(DayState.WAITING, closeOut.state());
        OfBranch first = closeOut.branches().get(0);
        OfBranch second = closeOut.branches().get(1);
        OfBranch none = closeOut.branches().get(2);
        assertEquals(new OfBranch("B1", "Branch B1", DayState.COMPLETE, 1, List.of(), 3, 0), first);
        assertEquals(List.of("TSTATT000002"), second.waitingFor().stream().map(w -> w.terminal()).toList());
        assertEquals(new OfBranch(null, null, DayState.COMPLETE, 1, List.of(), 6, 0), none);
        assertEquals(List.of(first), days.closeOuts.of(DAY, "B1").branches());
        assertEquals(DayState.COMPLETE, days.closeOuts.of(DAY, "B1").state());
        assertThrows(Refusal.class, () -> days.closeOuts.of(DAY, "B404"));
    }

    @Test
    void aSinkIsCompleteWhenNothingOfTheDayWaitsOrIsSetAside() throws Exception {
        days.pushed(PUSHED, null);
        days.shelf.strangers.add("9");
        days.sinks.pause("hr", "test");
        days.punches(PUSHED, "1", 3);
        days.punches("Scanner-01", "9", 1);
        days.house.setClock(AFTER);
        days.heard(PUSHED);
        CloseOut.OfSink paused = days.closeOuts.of(DAY, null).sinks().getFirst();
        assertEquals(new CloseOut.OfSink("hr", DayState.WAITING, 4, 0, "it is paused, muster sinks resume hr"), paused);
        days.sinks.resume("hr", "test");
        days.delivered();
        CloseOut.OfSink apart = days.closeOuts.of(DAY, null).sinks().getFirst();
        assertEquals(new CloseOut.OfSink("hr", DayState.WAITING, 0, 1,
                "dead letters are open, muster deadletters list --sink hr"), apart);
        days.sinks.letters().discardAll("hr", null, "test");
        assertEquals(DayState.COMPLETE, days.closeOuts.of(DAY, null).state());
        assertNull(days.closeOuts.of(DAY, null).sinks().getFirst().reason());
    }

    @Test
    void theEndOfADayIsToldOncePerBranchHoweverOftenSomebodyAsks() throws Exception {
        days.branch("B1");
        days.branch("B2");
        days.pushed(PUSHED, "B1");
        days.pushed("TSTATT000002", "B2");
        days.house.setClock(AFTER);
        days.heard(PUSHED);
        days.closeOuts.of(DAY, null);
        assertEquals(List.of(), closed());
        days.closeOuts.close(DAY, null, "test");
        days.closeOuts.close(DAY, null, "test");
        assertEquals(List.of("B1"), closed());
        days.heard("TSTATT000002");
        days.closeOuts.close(DAY, "B2", "test");
        days.closeOuts.close(null, null, "test");
        assertEquals(List.of("B1", "B2"), closed());
        days.closeOuts.close(DAY.minusDays(1), "B1", "test");
        assertEquals(List.of("B1", "B2", "B1"), closed());
    }

    private List<String> closed() throws Exception {
        return days.house.journal.records().facts(Set.of("notice"), null, 100).reversed().stream()
                .map(Entry::fact)
                .map(Notice.class::cast)
                .filter(notice -> notice.topic().equals("day.closed") && notice.level() == Notice.Level.INFO)
                .map(notice -> notice.context().get("branch"))
                .toList();
    }

    @Test
    void aHundredAndTwentyBranchesAreToldTogether() throws Exception {
        for (int b = 0; b < 120; b++) {
            days.branch("B" + (100 + b));
            for (int t = 0; t < 3; t++) {
                String serial = String.format("TSTATT%06d", b * 10 + t);
                days.pushed(serial, "B" + (100 + b));
                days.punches(serial, Integer.toString(b), 100);
            }
        }
        days.delivered();
        days.house.setClock(AFTER);
        long begin = System.nanoTime();
        CloseOut closeOut = days.closeOuts.of(DAY, null);
        long closed = System.nanoTime();
        assertEquals(36_000, days.reconciler.of(DAY, null, false).rows().stream().mapToLong(r -> r.punches()).sum());
        System.getLogger("muster.day").log(System.Logger.Level.INFO, "120 branches, 36,000 punches: close-out {0} ms,"
                + " reconcile {1} ms", (closed - begin) / 1_000_000, (System.nanoTime() - closed) / 1_000_000);
        assertEquals(120, closeOut.branches().size());
        assertEquals(36_000, closeOut.branches().stream().mapToLong(OfBranch::punches).sum());
        assertEquals(DayState.COMPLETE, closeOut.sinks().getFirst().state());
    }
}
