// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How times are written: what a key is made of must be the same text for ever.
final class FormTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T08:00:05, 2026-11-20 08:00:05",
        "2026-11-20T08:00:00, 2026-11-20 08:00:00",
        "2026-11-20T08:00:05.123, 2026-11-20 08:00:05.123",
        "2026-11-20T08:00:05.120, 2026-11-20 08:00:05.12",
        "2026-11-20T08:00:05.123456789, 2026-11-20 08:00:05.123456",
        "2026-11-20T08:00:05.000000789, 2026-11-20 08:00:05.000000",
        "0007-01-01T08:00:05, 0007-01-01 08:00:05",
    })
    void aFractionHasNoMoreDigitsThanItNeeds(String time, String text) {
        assertEquals(text, Form.LOCAL.text(LocalDateTime.parse(time)));
        assertEquals(text, Form.MOMENT.text(OffsetDateTime.parse(time + "+05:30").plusHours(5).plusMinutes(30)));
    }

    @ParameterizedTest
    @CsvSource({"DATE, 2026-11-20", "TIME, 08:00:05", "LOCAL, 2026-11-20 08:00:05", "TEXT, 2026-11-20 08:00:05"})
    void aLocalTimeIsWrittenAsItsColumnWantsIt(Form form, String text) {
        assertEquals(text, form.text(LocalDateTime.of(2026, 11, 20, 8, 0, 5)));
    }
}
