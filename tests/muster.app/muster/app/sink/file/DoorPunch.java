// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import muster.app.sink.Outgoing;
import muster.app.sink.Outgoing.Direction;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.Entry;
import muster.model.LocalTimeFit;
import muster.model.LocalTimes;
import muster.model.Punch;
import muster.model.PunchRow;
import muster.model.Source;
import muster.model.ZoneFrom;

/// Punches on their way to a sink.
final class DoorPunch {

    private static final ZoneOffset OFFSET = ZoneOffset.ofHours(6);
    private static final Instant NOW = Instant.parse("2026-03-09T20:00:00Z");

    private DoorPunch() {}

    /// @param local `YYYY-MM-DD hh:mm:ss`
    static Outgoing of(long seq, String pin, String name, String local, Direction direction) {
        return of(seq, pin, name, local, direction, null);
    }

    /// @param event id of the event, or null for a terminal's punch
    static Outgoing of(long seq, String pin, String name, String local, Direction direction, String event) {
        LocalDateTime time = LocalDateTime.parse(local, LocalTimes.TEXT);
        CheckIn checkIn = event == null ? null
                : new CheckIn(event, "qr", null, -60, null, CheckIn.Proof.CLAIMED, CheckIn.Timing.CLOCK, null, null);
        int state = direction == Direction.OUT ? 1 : 0;
        Punch punch = new Punch(Source.PUSH, "TSTATT000001", pin, time, OFFSET, "+06:00", ZoneFrom.TERMINAL,
                LocalTimeFit.EXACT, NOW, state, 15, "", Bytes.of(pin + "\t" + local), checkIn);
        return new Outgoing(new Entry(seq, punch), "id" + seq, PunchRow.of(seq, punch, null, name), pin, time,
                time.atOffset(OFFSET), direction, "north");
    }
}
