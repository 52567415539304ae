// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.CheckIn.Timing;
import muster.model.HeldCheckIn;
import muster.model.Json;
import muster.model.LocalTimeFit;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.Quarantined.Reason;
import muster.model.Source;
import muster.model.ZoneFrom;

/// From a check-in to the fact that is journalled. Thread-safe.
///
/// @param zone the zone of check-ins
record DoorFacts(ZoneId zone) {

    /// A check-in that counts. Its local time is exact: the offset is the one the zone has at that instant.
    Punch punch(
            Source source, String scanner, String pin, Instant at, Instant receivedAt, CheckIn checkIn, Bytes raw) {
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        ZoneOffset offset = zone.getRules().getOffset(second);
        LocalDateTime local = LocalDateTime.ofEpochSecond(second.getEpochSecond(), 0, offset);
        return new Punch(
                source,
                scanner,
                pin,
                local,
                offset,
                zone instanceof ZoneOffset fixed ? fixed.getId() : zone.getId(),
                ZoneFrom.CONFIG,
                fit(local, offset),
                receivedAt,
                Punch.NOT_GIVEN,
                Punch.NOT_GIVEN,
                "",
                raw,
                checkIn);
    }

    private LocalTimeFit fit(LocalDateTime local, ZoneOffset offset) {
        List<ZoneOffset> valid = zone.getRules().getValidOffsets(local);
        if (valid.size() == 1) {
            return LocalTimeFit.EXACT;
        }
        return valid.getFirst().equals(offset) ? LocalTimeFit.OVERLAP_FIRST : LocalTimeFit.OVERLAP_SECOND;
    }

    /// A check-in that cannot count yet.
    Quarantined held(
            Source source, String scanner, Reason reason, String detail, Instant receivedAt, HeldCheckIn held) {
        return new Quarantined(
                source, scanner, HeldCheckIn.TABLE, reason, detail, receivedAt, Bytes.of(Json.text(held)));
    }

    /// The same check-in with its time from elsewhere, and another proof.
    static CheckIn with(CheckIn c, Timing timing, CheckIn.Proof proof) {
        return new CheckIn(
                c.event(), c.method(), c.carrier(), c.rssi(), c.deviceName(), proof, timing, c.photo(), c.key());
    }
}
