// SPDX-License-Identifier: Apache-2.0
package muster.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From a terminal's local time to an instant, on the days the clocks change and on all others.
final class LocalTimesTest {

    private static final long YEAR_2005 = 1_104_537_600L;
    private static final long YEAR_2060 = 2_840_140_800L;

    private static LocalTimes.Reading read(String local, String zone, Instant arrival) {
        return LocalTimes.read(LocalDateTime.parse(local), ZoneId.of(zone), arrival);
    }

    /// Berlin changes by an hour at 01:00 UTC, New York at 02:00 of its own clock, Lord Howe by half an
    /// hour and in the other half of the year, Kolkata never.
    @ParameterizedTest
    @CsvSource({
        "2026-01-15T08:00:05, Europe/Berlin,       +01:00, EXACT",
        "2026-07-15T08:00:05, Europe/Berlin,       +02:00, EXACT",
        "2026-03-29T01:59:59, Europe/Berlin,       +01:00, EXACT",
        "2026-03-29T02:00:00, Europe/Berlin,       +01:00, GAP",
        "2026-03-29T02:59:59, Europe/Berlin,       +01:00, GAP",
        "2026-03-29T03:00:00, Europe/Berlin,       +02:00, EXACT",
        "2026-10-25T01:59:59, Europe/Berlin,       +02:00, EXACT",
        "2026-10-25T02:00:00, Europe/Berlin,       +02:00, OVERLAP_FIRST",
        "2026-10-25T02:59:59, Europe/Berlin,       +02:00, OVERLAP_FIRST",
        "2026-10-25T03:00:00, Europe/Berlin,       +01:00, EXACT",
        "2026-03-08T01:59:59, America/New_York,    -05:00, EXACT",
        "2026-03-08T02:30:00, America/New_York,    -05:00, GAP",
        "2026-03-08T03:00:00, America/New_York,    -04:00, EXACT",
        "2026-11-01T00:59:59, America/New_York,    -04:00, EXACT",
        "2026-11-01T01:00:00, America/New_York,    -04:00, OVERLAP_FIRST",
        "2026-11-01T01:59:59, America/New_York,    -04:00, OVERLAP_FIRST",
        "2026-11-01T02:00:00, America/New_York,    -05:00, EXACT",
        "2026-10-04T01:59:59, Australia/Lord_Howe, +10:30, EXACT",
        "2026-10-04T02:00:00, Australia/Lord_Howe, +10:30, GAP",
        "2026-10-04T02:29:59, Australia/Lord_Howe, +10:30, GAP",
        "2026-10-04T02:30:00, Australia/Lord_Howe, +11:00, EXACT",
        "2026-04-05T01:29:59, Australia/Lord_Howe, +11:00, EXACT",
        "2026-04-05T01:30:00, Australia/Lord_Howe, +11:00, OVERLAP_FIRST",
        "2026-04-05T01:59:59, Australia/Lord_Howe, +11:00, OVERLAP_FIRST",
        "2026-04-05T02:00:00, Australia/Lord_Howe, +10:30, EXACT",
        "2026-03-29T02:30:00, Asia/Kolkata,        +05:30, EXACT",
        "2026-10-25T02:30:00, Asia/Kolkata,        +05:30, EXACT",
        "2026-10-25T02:30:00, +02:00,              +02:00, EXACT",
        "2026-03-29T02:30:00, Z,                   Z,      EXACT"
    })
    void aBacklogIsReadByTheZoneAloneAndTheFirstRunOfTwo(String local, String zone, String offset, LocalTimeFit fit) {
        assertEquals(new LocalTimes.Reading(ZoneOffset.of(offset), fit), read(local, zone, null));
    }

    @Test
    void aTimeTheClocksJumpedOverLandsAsFarBehindTheJumpAsItWasPastItsBegin() {
        LocalDateTime gap = LocalDateTime.parse("2026-03-29T02:20:00");
        Instant instant = gap.toInstant(read("2026-03-29T02:20:00", "Europe/Berlin", null).offset());
        assertEquals(
                LocalDateTime.parse("2026-03-29T03:20:00"),
                LocalDateTime.ofInstant(instant, ZoneId.of("Europe/Berlin")));
    }

    /// The second run begins when the clocks were set back; its 02:30 is 01:30 UTC in Berlin.
    @ParameterizedTest
    @CsvSource({
        "2026-10-25T02:30:00, Europe/Berlin,       2026-10-25T00:30:00Z, +02:00, OVERLAP_FIRST",
        "2026-10-25T02:30:00, Europe/Berlin,       2026-10-25T01:14:59Z, +02:00, OVERLAP_FIRST",
        "2026-10-25T02:30:00, Europe/Berlin,       2026-10-25T01:15:00Z, +01:00, OVERLAP_SECOND",
        "2026-10-25T02:30:00, Europe/Berlin,       2026-10-25T01:30:02Z, +01:00, OVERLAP_SECOND",
        "2026-10-25T02:30:00, Europe/Berlin,       2026-10-25T01:44:59Z, +01:00, OVERLAP_SECOND",
        "2026-10-25T02:30:00, Europe/Berlin,       2026-10-25T01:45:00Z, +02:00, OVERLAP_FIRST",
        "2026-10-25T02:30:00, Europe/Berlin,       2026-10-26T01:30:00Z, +02:00, OVERLAP_FIRST",
        "2026-11-01T01:05:00, America/New_York,    2026-11-01T05:05:01Z, -04:00, OVERLAP_FIRST",
        "2026-11-01T01:05:00, America/New_York,    2026-11-01T06:05:01Z, -05:00, OVERLAP_SECOND",
        "2026-04-05T01:45:00, Australia/Lord_Howe, 2026-04-04T14:45:03Z, +11:00, OVERLAP_FIRST",
        "2026-04-05T01:45:00, Australia/Lord_Howe, 2026-04-04T15:15:03Z, +10:30, OVERLAP_SECOND"
    })
    void aLivePunchTellsByItsArrivalWhichOfTwoRunsItBelongsTo(
            String local, String zone, Instant arrival, String offset, LocalTimeFit fit) {
        assertEquals(new LocalTimes.Reading(ZoneOffset.of(offset), fit), read(local, zone, arrival));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29T02:30:00, GAP", "2026-03-29T03:30:00, EXACT", "2026-07-15T08:00:00, EXACT"})
    void arrivalChangesNothingElse(String local, LocalTimeFit fit) {
        for (Instant arrival : new Instant[] {Instant.parse("2026-03-29T01:30:00Z"), Instant.EPOCH}) {
            assertEquals(read(local, "Europe/Berlin", null), read(local, "Europe/Berlin", arrival));
            assertEquals(fit, read(local, "Europe/Berlin", arrival).fit());
        }
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe",
                "America/Caracas", "Asia/Pyongyang", "Africa/Casablanca", "America/St_Johns", "Pacific/Apia",
                "Antarctica/Troll", "Asia/Kathmandu", "America/Sao_Paulo", "+05:45");
    }

    @Property(tries = 2000)
    void aPunchThatArrivesAtOnceIsTheInstantItWasMade(
            @ForAll @LongRange(min = YEAR_2005, max = YEAR_2060) long second, @ForAll @From("zones") String zone) {
        Instant made = Instant.ofEpochSecond(second);
        LocalDateTime shown = LocalDateTime.ofInstant(made, ZoneId.of(zone));
        LocalTimes.Reading reading = LocalTimes.read(shown, ZoneId.of(zone), made);
        assertEquals(made, shown.toInstant(reading.offset()), shown + " " + zone);
        assertTrue(reading.fit() != LocalTimeFit.GAP);
    }

    /// Years chosen by chance seldom meet the few hours that matter.
    @Property(tries = 1000)
    void soItIsInTheHoursAroundAChangeOfTheClocks(
            @ForAll @LongRange(min = YEAR_2005, max = YEAR_2060) long second,
            @ForAll @LongRange(min = -7200, max = 7200) long away,
            @ForAll @From("zones") String zone) {
        ZoneOffsetTransition change = ZoneId.of(zone).getRules().nextTransition(Instant.ofEpochSecond(second));
        Instant made = change == null ? Instant.ofEpochSecond(second) : change.getInstant().plusSeconds(away);
        aPunchThatArrivesAtOnceIsTheInstantItWasMade(made.getEpochSecond(), zone);
    }

    @Test
    void aLocalTimeIsSpeltAsTerminalsSpellIt() {
        assertEquals("2026-11-20 08:00:05", LocalTimes.TEXT.format(LocalDateTime.of(2026, 11, 20, 8, 0, 5)));
        assertEquals(LocalDateTime.of(2024, 2, 29, 23, 59, 59),
                LocalDateTime.parse("2024-02-29 23:59:59", LocalTimes.TEXT));
    }

    @Property
    void everyTimeIsReadAsTheFormatReadsIt(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        assertEquals(time, LocalTimes.parse(LocalTimes.TEXT.format(time)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "2026-11-20", "2026-02-30 08:00:05", "2026-13-01 08:00:05", "2026-11-20 24:00:00", "2026-11-20 08:60:05",
        "2026-11-20 08:00:60", "2026-11-20T08:00:05", "2026/11/20 08:00:05", "-026-11-20 08:00:05",
        "+026-11-20 08:00:05", "2026-11-2x 08:00:05", "2026-11-20 08:00:05.5", "\u0662026-11-20 08:00:05"
    })
    void whatTheFormatRefusesIsRefusedWithTheSameWords(String text) {
        DateTimeException refused =
                assertThrows(DateTimeException.class, () -> LocalDateTime.parse(text, LocalTimes.TEXT));
        assertEquals(refused.getMessage(),
                assertThrows(refused.getClass(), () -> LocalTimes.parse(text)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T08:00:05", "2026-11-20T00:00:00", "2026-11-20T08:30:00", "0007-01-01T08:00:00",
            "2026-11-20T08:00:05.999999999", "2026-11-20T08:00:00.5", "-0007-01-01T08:00:05", "+12026-11-20T08:00:05"})
    void theQuickSpellingIsTheSame(String time) {
        LocalDateTime local = LocalDateTime.parse(time);
        assertEquals(LocalTimes.TEXT.format(local), LocalTimes.text(local));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T08:00:05+05:30", "2026-11-20T08:00:00Z", "2026-11-20T00:00:00-09:30",
            "2026-11-20T08:00:00.250+01:00", "0007-01-01T08:00:00+00:53:28", "-0007-01-01T08:00:00Z",
            "+12026-11-20T08:00:00Z", "2026-11-20T08:00:00.000000001Z"})
    void theQuickSpellingOfAMomentIsTheSame(String time) {
        OffsetDateTime moment = OffsetDateTime.parse(time);
        assertEquals(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment), LocalTimes.text(moment));
        assertEquals(moment.toInstant().toString(), LocalTimes.text(moment.toInstant()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30 08:00:00", "2026-11-20 24:00:00", "2026-11-20T08:00:00", "2026-11-20 8:00:00"})
    void aTimeThatDoesNotExistIsNotBent(String text) {
        assertThrows(DateTimeException.class, () -> LocalDateTime.parse(text, LocalTimes.TEXT));
    }

    @Test
    void aMomentIsSpeltAsTheJdkSpellsItHoweverFarAwayItIs() {
        for (Instant moment : new Instant[] {Instant.MIN, Instant.MAX, Instant.EPOCH,
                Instant.parse("2026-11-20T08:00:00Z"), Instant.parse("2026-11-20T08:00:05.120Z"),
                Instant.parse("0000-01-01T00:00:00Z"),
                Instant.parse("0000-01-01T00:00:00Z").minusNanos(1), Instant.parse("9999-12-31T23:59:59.999999999Z"),
                Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1)}) {
            assertEquals(moment.toString(), LocalTimes.text(moment));
        }
    }
}
