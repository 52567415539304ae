// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.nio.charset.StandardCharsets;
import java.util.List;
import muster.fuzz.Claim;

/// Attendance uploads: the input is the body. Every line that is not blank is a punch or is kept as unreadable; what
/// was kept reads the same again; no line takes its neighbours with it.
public final class AttLogsFuzz {

    private static final byte[] GOOD = "\n4711\t2026-11-20 08:00:05\t0\t1".getBytes(StandardCharsets.US_ASCII);

    private AttLogsFuzz() {}

    public static void fuzzerTestOneInput(byte[] body) {
        Dialect dialect = body.length % 3 == 0 ? Dialect.OEM : Dialect.ATT2;
        List<AttLine> lines = AttLog.read(body, dialect);
        Claim.same(AttLog.lines(body), lines.size(), "lines acknowledged and kept");
        for (AttLine line : lines) {
            List<AttLine> again = AttLog.read(line.raw(), dialect);
            Claim.same(1, again.size(), "a kept line is one line");
            if (line instanceof AttPunch) {
                Claim.same(line, again.getFirst(), "a kept punch read again");
                punch((AttPunch) line);
            } else {
                Claim.that(again.getFirst() instanceof Unreadable, "what was held becomes a punch");
            }
        }
        byte[] more = java.util.Arrays.copyOf(body, body.length + GOOD.length);
        System.arraycopy(GOOD, 0, more, body.length, GOOD.length);
        AttLine last = AttLog.read(more, dialect).getLast();
        Claim.that(last instanceof AttPunch punch && punch.pin().equals("4711"), "a good line lost behind others");
    }

    private static void punch(AttPunch punch) {
        Claim.that(Pins.valid(punch.pin()), "a PIN that is none");
        Claim.that(punch.state() >= -1 && punch.verifyMode() >= -1, "marks");
        Claim.that(punch.workCode().length() <= 64, "work code");
        Claim.that(!punch.toString().isEmpty(), "nothing to show");
    }
}
