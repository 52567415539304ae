// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.http;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import muster.app.sink.Outgoing;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.LocalTimeFit;
import muster.model.Punch;
import muster.model.PunchRow;
import muster.model.Source;
import muster.model.ZoneFrom;

/// Records on their way, for tests.
public final class Outgoings {

    /// When all of them happened; local time 09:30:00 at +05:30.
    public static final Instant TIME = Instant.parse("2026-03-02T04:00:00Z");

    private Outgoings() {}

    /// A phone's check-in for an event.
    public static Outgoing phone(long seq, String pin, String event) {
        return punch(seq, pin, Source.BLE, new CheckIn(event, "ble", "manufacturer_data", -61, "Phone of " + pin,
                CheckIn.Proof.CLAIMED, CheckIn.Timing.CLOCK, null, null));
    }

    /// A check-in by a code that was shown: no signal, no device.
    public static Outgoing code(long seq, String pin, String event) {
        return punch(seq, pin, Source.MANUAL, new CheckIn(event, "qr", null, null, null,
                CheckIn.Proof.CLAIMED, CheckIn.Timing.CLOCK, null, null));
    }

    /// A terminal's punch.
    public static Outgoing terminal(long seq, String pin) {
        return punch(seq, pin, Source.PUSH, null);
    }

    private static Outgoing punch(long seq, String pin, Source source, CheckIn checkIn) {
        LocalDateTime local = LocalDateTime.parse("2026-03-02T09:30:00");
        ZoneOffset offset = ZoneOffset.ofHoursMinutes(5, 30);
        Punch punch = new Punch(source, "TSTATT000001", pin, local, offset, "+05:30", ZoneFrom.TERMINAL,
                LocalTimeFit.EXACT, TIME.plusSeconds(3), 0, 1, "", Bytes.of(new byte[] {1}), checkIn);
        return new Outgoing(new Entry(seq, punch), "id" + seq, PunchRow.of(seq, punch, null, null), pin, local,
                local.atOffset(offset), Outgoing.Direction.IN, null);
    }

    /// Any other record.
    public static Outgoing fact(long seq, Fact fact) {
        return new Outgoing(new Entry(seq, fact), "id" + seq, null, null, null, null, Outgoing.Direction.NONE, null);
    }
}
