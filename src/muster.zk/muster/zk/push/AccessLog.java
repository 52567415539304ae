// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Reads the log of access terminals: table `rtlog` (zk-push.md section 14.2). The same record comes
/// again as a row of the table `transaction`, under other names:
///
/// ```
/// rtlog         transaction
/// time          time_second   text or packed, the terminal's local time
/// pin           pin           0 = nobody
/// event         eventtype     below 20 with a PIN = somebody was let through
/// inoutstatus   inoutstate    0 in, 1 out, 2 neither
/// verifytype    verified      number, or 16 bits
/// eventaddr     doorid
/// cardno        cardno
/// index         index
/// ```
public final class AccessLog {

    private static final int FIRST_REFUSAL = 20;
    private static final int OUT = 1;

    private AccessLog() {}

    /// One element per line that is not empty, in order. Never throws; linear in the size.
    public static List<AccessLine> read(byte[] body) {
        List<AccessLine> lines = new ArrayList<>();
        Lines.each(body, (from, to) -> {
            byte[] raw = Arrays.copyOfRange(body, from, to);
            lines.add(line(OperLog.fields(raw, 0, TextDecoding.UNKNOWN), raw));
        });
        return Collections.unmodifiableList(lines);
    }

    /// One record under either set of names.
    static AccessLine line(Fields fields, byte[] raw) {
        int event = fields.number("event", "eventtype");
        String pin = fields.text("pin");
        if (event < 0) {
            return new Unreadable(Redaction.of(raw), "it names no event");
        }
        LocalDateTime time = time(fields);
        if (event >= FIRST_REFUSAL || Pins.nobody(pin)) {
            return record(event, pin, time, fields, raw);
        }
        if (time == null) {
            return new Unreadable(Redaction.of(raw), "it holds no valid date and time");
        }
        if (!Pins.valid(pin)) {
            return new Unreadable(Redaction.of(raw), "its PIN is longer than 64 bytes or no plain text");
        }
        return new AccessPunch(
                punch(pin, time, fields, raw), event, door(fields), fields.text("cardno"), fields.text("index"));
    }

    /// "Neither in nor out" is 2 here, which attendance terminals use for a break: it is not passed on.
    private static AttPunch punch(String pin, LocalDateTime time, Fields fields, byte[] raw) {
        int state = fields.number("inoutstatus", "inoutstate");
        return new AttPunch(
                pin,
                time,
                state > OUT ? AttPunch.NOT_GIVEN : state,
                fields.number("verifytype", "verified"),
                "",
                null,
                Redaction.of(raw));
    }

    private static AccessRecord record(int event, String pin, LocalDateTime time, Fields fields, byte[] raw) {
        return new AccessRecord(
                event,
                Pins.nobody(pin) || !Pins.valid(pin) ? "" : pin,
                time == null ? fields.text("time", "time_second") : TimeText.write(time),
                door(fields),
                fields.text("cardno"),
                fields.open(),
                Redaction.of(raw));
    }

    private static LocalDateTime time(Fields fields) {
        LocalDateTime text = TimeText.read(fields.text("time"));
        return text != null ? text : PackedTime.decode(fields.text("time_second", "time")).orElse(null);
    }

    private static String door(Fields fields) {
        return fields.text("eventaddr", "doorid");
    }
}
