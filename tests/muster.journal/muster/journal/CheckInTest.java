// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.DOOR;
import static muster.journal.Samples.FAIR;
import static muster.journal.Samples.checkIn;
import static muster.journal.Samples.punch;
import static muster.journal.Samples.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import muster.journal.Receipt.Kind;
import muster.journal.Receipt.Outcome;
import muster.model.CheckIn;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Punch;
import muster.model.PunchQuery;
import muster.model.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A check-in is a punch for an event; neither another event's nor a terminal's is the same one.
class CheckInTest {

    private static final String DINNER = "dinner";

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

    private static Punch keyed(String pin, long second, String key) {
        return checkIn(Source.MANUAL, FAIR, pin, second, key);
    }

    @Test
    void itComesBackFromMemoryAndFromDiskWithAllThatIsKnownOfIt() throws Exception {
        Punch checkIn = keyed("7", 5, "key-1");
        append(checkIn);

        assertEquals(List.of(checkIn), Samples.facts(journal.read(0, 9)));
        reopen();

        assertEquals(List.of(checkIn), Samples.facts(journal.records().entries(0, 9)));
        assertEquals(List.of(checkIn), Samples.facts(journal.records().punches(PunchQuery.all(9))));
        assertEquals(1, journal.records().tallies().get(DOOR).punches());
    }

    @Test
    void theSamePersonInTheSameSecondAtTheSameDoorForTheSameEventIsADuplicate() throws Exception {
        append(checkIn(FAIR, "7", 5));

        assertEquals(new Outcome(1, Kind.DUPLICATE), append(checkIn(FAIR, "7", 5)));
        assertEquals(new Outcome(1, Kind.DUPLICATE), append(keyed("7", 5, "key-1")));
        assertEquals(new Outcome(2, Kind.STORED), append(checkIn(FAIR, "7", 6)));
        assertEquals(2, journal.records().tallies().get(DOOR).duplicates());
    }

    /// A program that lets somebody in for the fair and for the dinner sends both in the same second.
    @Test
    void anotherEventInTheSameSecondIsAnotherCheckIn() throws Exception {
        List<Punch> all = List.of(
                checkIn(FAIR, "7", 5), checkIn(DINNER, "7", 5), checkIn("", "7", 5),
                checkIn(Source.MANUAL, "x", "7", 5, "k"));

        Receipt receipt = journal.append(all);
        reopen();

        assertEquals(4, receipt.stored());
        assertEquals(all, Samples.facts(Samples.everything(journal.records())));
        for (int i = 0; i < all.size(); i++) {
            assertEquals(new Outcome(i + 1, Kind.DUPLICATE), append(all.get(i)));
            assertEquals(all.get(i), checkIns().last(all.get(i).checkIn().event(), "7").orElseThrow().fact());
        }
        assertEquals("4", Samples.ask(directory.resolve("muster.db"),
                "SELECT count(*) FROM punches WHERE state IS NULL AND verify_mode IS NULL"));
    }

    @Test
    void anyVerifyModeSurvivesThat() throws Exception {
        for (int verifyMode : List.of(0, 15, Integer.MAX_VALUE, Integer.MIN_VALUE, -1, -2)) {
            Punch punch = punch(Source.BLE, DOOR, "7", 5, 0, verifyMode);
            List<Punch> both = List.of(
                    with(punch, checkIn(FAIR, "7", 5).checkIn()), with(punch, checkIn(DINNER, "7", 5).checkIn()));
            long head = journal.head();

            assertEquals(2, journal.append(both).stored());

            journal.records().entries(head, 2).forEach(entry ->
                    assertEquals(verifyMode, ((Punch) entry.fact()).verifyMode()));
        }
    }

    @Test
    void itIsNoVariantOfWhatATerminalTellsOfThatSecond() throws Exception {
        append(punch(Source.PUSH, DOOR, "7", 5, 0, 1));

        assertEquals(new Outcome(2, Kind.STORED), append(checkIn(FAIR, "7", 5)));
        assertEquals(0, journal.records().tallies().get(DOOR).variants());
    }

    @Test
    void whatATerminalTellsOfThatSecondIsNoVariantOfIt() throws Exception {
        append(checkIn(FAIR, "7", 5));

        assertEquals(new Outcome(2, Kind.STORED), append(punch(Source.PUSH, DOOR, "7", 5, 0, 1)));
        assertEquals(new Outcome(2, Kind.VARIANT), append(punch(Source.PULL, DOOR, "7", 5, 0, 15)));
        assertEquals(List.of(), journal.records().variants(1));
        assertEquals(Optional.of(1L), checkIns().last(FAIR, "7").map(Entry::seq));
    }

    @Test
    void thePunchItWouldBeWithoutItsEventTellsNothingNew() throws Exception {
        append(checkIn(FAIR, "7", 5));

        assertEquals(new Outcome(1, Kind.DUPLICATE), append(with(checkIn(FAIR, "7", 5), null)));
        assertEquals(new Outcome(1, Kind.DUPLICATE), append(with(checkIn(Source.IMPORT, FAIR, "7", 5, null), null)));
    }

    @Test
    void aPunchWithoutAnEventDoesNotTakeThePlaceOfACheckIn() throws Exception {
        append(with(checkIn(FAIR, "7", 5), null));

        assertEquals(new Outcome(2, Kind.STORED), append(checkIn(FAIR, "7", 5)));
        assertEquals(1, checkIns().count(FAIR));
    }

    @Test
    void aRepeatedKeyIsADuplicateOfTheFirstWhateverElseItSays() throws Exception {
        append(checkIn(FAIR, "1", 0));
        append(keyed("7", 5, "key-1"));
        Punch later = with(checkIn(DINNER, "8", 900), keyed("8", 900, "key-1").checkIn());

        assertEquals(new Outcome(2, Kind.DUPLICATE), append(later));
        reopen();
        assertEquals(new Outcome(2, Kind.DUPLICATE), append(keyed("7", 60, "key-1")));
        assertEquals(Optional.of(new Entry(2, keyed("7", 5, "key-1"))), checkIns().byKey("key-1"));
        assertEquals(Optional.empty(), checkIns().byKey("key-2"));
        assertEquals(2, journal.head());
    }

    @Test
    void theSameKeyTwiceInOneAppendIsOneCheckIn() throws Exception {
        Receipt receipt = journal.append(List.of(
                keyed("7", 5, "a"), keyed("8", 6, "a"), keyed("9", 7, "b"), keyed("9", 8, "b")));

        assertEquals(
                List.of(new Outcome(1, Kind.STORED), new Outcome(1, Kind.DUPLICATE), new Outcome(2, Kind.STORED),
                        new Outcome(2, Kind.DUPLICATE)),
                receipt.outcomes());
    }

    @Test
    void noKeyAndAnEmptyOneAreNoKeys() throws Exception {
        assertEquals(4, journal.append(List.of(
                keyed("7", 5, null), keyed("8", 6, null), keyed("7", 7, ""), keyed("8", 8, ""))).stored());
    }

    @Test
    void aCheckInOfATerminalOrWithoutWhatItMustHaveIsRefusedAlone() throws Exception {
        CheckIn good = checkIn(FAIR, "7", 5).checkIn();
        CheckIn noEvent = new CheckIn(null, "qr", null, null, null, null, CheckIn.Timing.CLOCK, null, null);

        assertThrows(IllegalArgumentException.class, () -> append(with(punch(Samples.T1, "7", 5), good)));
        assertThrows(NullPointerException.class, () -> append(with(checkIn(FAIR, "7", 5), noEvent)));
        assertEquals(1, append(checkIn(FAIR, "7", 5)).seq());
    }

    @Test
    void firstAndLastGoByTheTimeTheyWereMadeAndNotByTheOrderTheyCame() throws Exception {
        journal.append(List.of(
                checkIn(FAIR, "7", 600), checkIn(FAIR, "7", 0), checkIn(FAIR, "7", 300), checkIn(DINNER, "7", 900),
                checkIn(FAIR, "10", 30), checkIn(FAIR, "9", 40), checkIn(FAIR, "9", 10)));

        assertEquals(Optional.of(1L), checkIns().last(FAIR, "7").map(Entry::seq));
        assertEquals(Optional.of(4L), checkIns().last(DINNER, "7").map(Entry::seq));
        assertEquals(Optional.empty(), checkIns().last("", "7"));
        assertEquals(Optional.empty(), checkIns().last(FAIR, "8"));
        assertEquals(List.of(5L, 2L, 7L), Samples.seqs(checkIns().first(FAIR, null, 10)));
        assertEquals(List.of(5L, 2L), Samples.seqs(checkIns().first(FAIR, "", 2)));
        assertEquals(List.of(7L), Samples.seqs(checkIns().first(FAIR, "7", 2)));
        assertEquals(3, checkIns().people(FAIR));
        assertEquals(6, checkIns().count(FAIR));
        assertEquals(0, checkIns().people("none") + checkIns().count("none"));
    }

    @Test
    void twoDoorsInTheSameSecondAreTwoCheckInsOfOnePerson() throws Exception {
        Punch other = with(punch(Source.BLE, "door-2", "7", 5, -1, -1), checkIn(FAIR, "7", 5).checkIn());

        assertEquals(2, journal.append(List.of(checkIn(FAIR, "7", 5), other)).stored());
        assertEquals(List.of(1L), Samples.seqs(checkIns().first(FAIR, null, 10)));
        assertEquals(Optional.of(2L), checkIns().last(FAIR, "7").map(Entry::seq));
    }

    @Test
    void peopleWithTheShellSeeEventAndMethod() throws Exception {
        journal.append(List.of(checkIn(FAIR, "7", 5), checkIn(Source.MANUAL, "", "8", 5, null), punch(DOOR, "9", 5)));

        assertEquals("7 fair ble,8 - qr,9 - -", Samples.ask(directory.resolve("muster.db"), """
                SELECT group_concat(pin || ' ' || coalesce(event, '-') || ' ' || coalesce(method, '-'))
                FROM (SELECT * FROM punches ORDER BY seq)"""));
    }
}
