// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import muster.app.file.PunchFields.Marks;
import muster.app.file.PunchFields.WrongField;
import muster.model.Bytes;
import muster.model.ImportedPunch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PunchFieldsTest {

    private static final PunchFields FIELDS = new PunchFields("TSTATT000001", null);

    private static ImportedPunch punch(PunchFields fields, String time) throws WrongField {
        return fields.punch(null, "7", time, Marks.NONE, Bytes.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20 08:00:05, 2026-11-20 08:00:05",
        "2026-11-20T08:00:05, 2026-11-20 08:00:05",
        "2026/11/20 08:00, 2026-11-20 08:00:00",
        "2026.11.20 08:00:05, 2026-11-20 08:00:05",
        "2026-11-20T08:00:05.987654, 2026-11-20 08:00:05"
    })
    void aLocalTimeStaysLocal(String text, String local) throws WrongField {
        assertEquals(local, punch(FIELDS, text).localTime());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "2026-11-20T02:30:05Z", "2026-11-20T08:00:05+05:30", "2026-11-20 08:00:05+0530", "2026-11-19T21:30:05-05:00",
        "2026-11-20T02:30:05.000Z"
    })
    void aTimeWithAnOffsetIsAnInstant(String text) throws WrongField {
        assertEquals(Instant.parse("2026-11-20T02:30:05Z"), punch(FIELDS, text).instant());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "2026-02-30 08:00:00", "2026-11-20 24:00:00", "2026-13-01 08:00:00", "20/11/2026 08:00", "2026-11-20", "soon",
        "2026-11-20  08:00:00", "2026-02-30T08:00:00Z", "-1-01-01 00:00:00", "2026-11-20 08:00:60"
    })
    void whatIsNoTimeIsSaidSo(String text) {
        assertThrows(WrongField.class, () -> punch(FIELDS, text));
    }

    @Test
    void aGivenZoneMakesLocalTimesInstants() throws WrongField {
        PunchFields berlin = new PunchFields("T", ZoneId.of("Europe/Berlin"));
        assertEquals(Instant.parse("2026-07-01T06:00:00Z"), punch(berlin, "2026-07-01 08:00:00").instant());
        assertEquals(Instant.parse("2026-11-20T02:30:05Z"), punch(berlin, "2026-11-20T02:30:05Z").instant());
    }

    private static ImportedPunch both(String local, String time) throws WrongField {
        return FIELDS.punch(null, "7", local, time, Marks.NONE, Bytes.EMPTY);
    }

    @Test
    void aLocalTimeAndAnInstantAreBothKept() throws WrongField {
        ImportedPunch punch = both("2026-11-20 08:00:05", "2026-11-20T08:00:05+05:30");
        assertEquals("2026-11-20 08:00:05", punch.localTime());
        assertEquals(Instant.parse("2026-11-20T02:30:05Z"), punch.instant());
    }

    @Test
    void aSecondTimeWithoutAnOffsetSaysNothing() throws WrongField {
        for (String time : new String[] {null, "", "2026-11-20 09:00:00", "whatever"}) {
            assertEquals(null, both("2026-11-20 08:00:05", time).instant());
        }
        assertEquals(Instant.parse("2026-11-20T02:30:05Z"), both(null, "2026-11-20T02:30:05Z").instant());
    }

    @Test
    void twoTimesThatAreNotTheSameMomentAreWrong() {
        assertThrows(WrongField.class, () -> both("2026-11-20 08:00:05", "2026-11-21T08:00:05Z"));
    }

    @Test
    void theRowsOwnTerminalWins() throws WrongField {
        assertEquals("OWN", FIELDS.punch("OWN", "7", "2026-11-20 08:00:00", Marks.NONE, Bytes.EMPTY).terminal());
        assertEquals("TSTATT000001",
                FIELDS.punch(" ", "7", "2026-11-20 08:00:00", Marks.NONE, Bytes.EMPTY).terminal());
        PunchFields none = new PunchFields(null, null);
        assertThrows(WrongField.class, () -> punch(none, "2026-11-20 08:00:00"));
    }

    @Test
    void aPinIsTextAndNeverEmpty() throws WrongField {
        assertEquals("00 7", FIELDS.punch(null, "00 7", "2026-11-20 08:00", Marks.NONE, Bytes.EMPTY).pin());
        for (String pin : new String[] {null, "", "  ", "a\0b", "a\nb", "x".repeat(300)}) {
            assertThrows(WrongField.class,
                    () -> FIELDS.punch(null, pin, "2026-11-20 08:00", Marks.NONE, Bytes.EMPTY), pin);
        }
    }

    @Test
    void numbersMayBeMissingButNotWrong() throws WrongField {
        assertEquals(new Marks(255, null, null), Marks.of(" 255 ", "", " "));
        assertEquals(new Marks(null, 15, "12"), Marks.of(null, "15", "12"));
        assertThrows(WrongField.class, () -> Marks.of("-1", null, null));
        assertThrows(WrongField.class, () -> Marks.of("in", null, null));
        assertThrows(WrongField.class, () -> Marks.of("99999999999", null, null));
    }
}
