// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.DOOR;
import static muster.journal.Samples.FAIR;
import static muster.journal.Samples.changed;
import static muster.journal.Samples.checkIn;
import static muster.journal.Samples.gathering;
import static muster.journal.Samples.held;
import static muster.journal.Samples.presence;
import static muster.journal.Samples.registered;
import static muster.journal.Samples.unregistered;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import muster.journal.Receipt.Kind;
import muster.journal.Receipt.Outcome;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.Fact;
import muster.model.Gathering.State;
import muster.model.HeldCheckIn;
import muster.model.Json;
import muster.model.Presence.Act;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.Quarantined.Reason;
import muster.model.Registration;
import muster.model.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events, their lists, who is inside, and the check-ins that cannot count yet.
class DoorTest {

    @TempDir
    Path directory;

    private Journal journal;

    @BeforeEach
    void open() throws Exception {
        journal = Samples.open(directory);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void reopen() throws Exception {
        journal.close();
        journal = Samples.open(directory);
    }

    private Outcome append(Fact fact) throws Exception {
        return journal.append(List.of(fact)).outcomes().getFirst();
    }

    private CheckIns checkIns() {
        return journal.records().checkIns();
    }

    @Test
    void anEventIsAsTheLastChangeLeftIt() throws Exception {
        journal.append(List.of(changed(gathering("b", State.LISTED)), changed(gathering("a", State.LISTED))));

        assertEquals(new Outcome(0, Kind.UNCHANGED), append(changed(gathering("a", State.LISTED))));
        assertEquals(new Outcome(3, Kind.STORED), append(changed(gathering("a", State.SCANNING))));
        reopen();
        assertEquals(
                List.of(gathering("a", State.SCANNING), gathering("b", State.LISTED)), journal.records().gatherings());
    }

    @Test
    void aListHasWhoWasPutOnItAndNotTakenOff() throws Exception {
        journal.append(List.of(registered(FAIR, "9"), registered(FAIR, "10"), registered("dinner", "9")));

        Registration again = new Registration(FAIR, "9", false, "backend", Samples.NOW.plusSeconds(9));
        assertEquals(Kind.UNCHANGED, append(again).kind());
        assertEquals(Kind.UNCHANGED, append(unregistered(FAIR, "11")).kind());
        assertEquals(new Outcome(4, Kind.STORED), append(unregistered("dinner", "9")));
        reopen();
        Records records = journal.records();
        assertEquals(List.of("10", "9"), records.registrations(FAIR));
        assertEquals(List.of(), records.registrations("dinner"));
        assertEquals(Map.of(FAIR, 2), records.registrationCounts());
        assertEquals(true, records.isRegistered(FAIR, "9"));
        assertEquals(false, records.isRegistered(FAIR, "09"));
        assertEquals(false, records.isRegistered("dinner", "9"));
        assertEquals(4, journal.head());
    }

    @Test
    void thePresencesAreTheNewestOfEachPersonAndAllAreCounted() throws Exception {
        journal.append(List.of(
                presence(FAIR, "9", Act.ENTERED, 0), presence(FAIR, "10", Act.ENTERED, 1),
                presence(FAIR, "9", Act.INSIDE, 300), presence("dinner", "9", Act.ENTERED, 301)));
        journal.append(List.of(presence(FAIR, "9", Act.LEFT, 600), presence(FAIR, "9", Act.ENTERED, 900)));
        reopen();
        append(presence(FAIR, "10", Act.LEFT, 901));

        assertEquals(
                List.of(presence(FAIR, "10", Act.LEFT, 901), presence(FAIR, "9", Act.ENTERED, 900)),
                Samples.facts(checkIns().presences(FAIR)));
        assertEquals(List.of(7L, 6L), Samples.seqs(checkIns().presences(FAIR)));
        assertEquals(new PresenceTally(3, 2), checkIns().presenceTally(FAIR));
        assertEquals(new PresenceTally(1, 0), checkIns().presenceTally("dinner"));
        assertEquals(new PresenceTally(0, 0), checkIns().presenceTally("none"));
        assertEquals(List.of(), checkIns().presences("none"));
    }

    /// After a failure nobody knows whether an append is on disk, so it is made again.
    @Test
    void aPresenceThatIsBroughtAgainCountsOnce() throws Exception {
        List<Fact> arrival = List.of(checkIn(FAIR, "9", 0), presence(FAIR, "9", Act.ENTERED, 0));
        journal.append(arrival);

        assertEquals(List.of(new Outcome(1, Kind.DUPLICATE), new Outcome(0, Kind.UNCHANGED)),
                journal.append(arrival).outcomes());
        assertEquals(new PresenceTally(1, 0), checkIns().presenceTally(FAIR));
        assertEquals(2, journal.head());
    }

    @Test
    void heldCheckInsAreListedByReasonOldestFirstAndPaged() throws Exception {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            facts.add(held(i % 2 == 0 ? Reason.NOT_ON_LIST : Reason.CLOCK_UNSET, checkIn(FAIR, "" + i, i)));
        }
        facts.add(new Quarantined(
                Source.PUSH, DOOR, "ATTLOG", Reason.NOT_ON_LIST, "", Samples.NOW, Bytes.of("of another table")));
        journal.append(facts);

        assertEquals(List.of(1L, 3L), Samples.seqs(checkIns().held(Reason.NOT_ON_LIST, 0, 2)));
        assertEquals(List.of(5L), Samples.seqs(checkIns().held(Reason.NOT_ON_LIST, 3, 2)));
        assertEquals(List.of(2L, 4L, 6L), Samples.seqs(checkIns().held(Reason.CLOCK_UNSET, 0, 100)));
        assertEquals(facts.get(1), checkIns().held(Reason.CLOCK_UNSET, 0, 1).getFirst().fact());
    }

    @Test
    void aReleasedOneIsAPunchWithAllThatIsKnownOfItAndIsNoLongerHeld() throws Exception {
        Punch given = checkIn(Source.MANUAL, FAIR, "7", 5, "key-1");
        journal.append(List.of(held(Reason.CLOCK_UNSET, given), held(Reason.NOT_ON_LIST, checkIn(FAIR, "8", 6))));
        Quarantined record = (Quarantined) checkIns().held(Reason.CLOCK_UNSET, 0, 1).getFirst().fact();
        CheckIn kept = Json.parse(record.raw().toString(), HeldCheckIn.class).checkIn();
        Punch released = Samples.with(given, new CheckIn(
                kept.event(), kept.method(), null, null, null, kept.proof(), CheckIn.Timing.RETIMED, null, kept.key()));

        assertEquals(List.of(new Outcome(3, Kind.STORED)), journal.release(1, released).outcomes());
        reopen();

        assertEquals(OptionalLong.of(3), journal.records().releasedAs(1));
        assertEquals(Optional.of(released), checkIns().byKey("key-1").map(entry -> (Punch) entry.fact()));
        assertEquals(List.of(), checkIns().held(Reason.CLOCK_UNSET, 0, 10));
        assertEquals(List.of(2L), Samples.seqs(checkIns().held(Reason.NOT_ON_LIST, 0, 10)));
        assertEquals(
                new Tally(DOOR, 1, 0, 0, 1, Samples.EIGHT.plusSeconds(5), 3), journal.records().tallies().get(DOOR));
    }

    @Test
    void aReleasedOneWhoseKeyIsKnownIsThatCheckIn() throws Exception {
        journal.append(List.of(
                held(Reason.NOT_ON_LIST, checkIn(Source.MANUAL, FAIR, "7", 5, "key-1")),
                checkIn(Source.MANUAL, FAIR, "7", 60, "key-1")));

        assertEquals(List.of(new Outcome(2, Kind.DUPLICATE)),
                journal.release(1, checkIn(Source.MANUAL, FAIR, "7", 5, "key-1")).outcomes());
        assertEquals(OptionalLong.of(2), journal.records().releasedAs(1));
        assertEquals(1, checkIns().count(FAIR));
    }
}
