// SPDX-License-Identifier: Apache-2.0
package muster.app.intake;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import muster.model.Bytes;

/// A record as one of the readers understood it, before anybody judged its time. Immutable.
///
/// @param pin the person's number
/// @param localTime what the terminal's clock showed
/// @param offset the offset from UTC the record itself carried, or null
/// @param state raw number, or [muster.model.Punch#NOT_GIVEN]
/// @param verifyMode raw number, or [muster.model.Punch#NOT_GIVEN]
/// @param workCode as sent; empty when none
/// @param raw the record's bytes
record PunchLine(
        String pin,
        LocalDateTime localTime,
        ZoneOffset offset,
        int state,
        int verifyMode,
        String workCode,
        Bytes raw) {}
