// SPDX-License-Identifier: Apache-2.0
package muster.app.intake;

import java.time.LocalDateTime;
import muster.model.Bytes;
import muster.model.Fact;
import muster.model.LocalTimes;
import muster.model.Quarantined;

/// The records a terminal was asked for, as facts: punches, or quarantined ones when their time is impossible.
/// Immutable.
public final class PulledRecords {

    private final Judge.Session session;

    PulledRecords(Judge.Session session) {
        this.session = session;
    }

    /// A record of a log, or a live event, as a fact.
    ///
    /// @param pin the person's number; empty = the record is held
    /// @param local what the terminal's clock showed; null for a time that does not exist
    /// @param live whether it was told the moment it happened
    public Fact fact(
            String pin, LocalDateTime local, int state, int verifyMode, String workCode, byte[] raw, boolean live) {
        Bytes bytes = Bytes.of(raw);
        if (pin.isEmpty()) {
            return session.unreadable("the record names nobody", bytes);
        }
        if (local == null) {
            return session.unreadable("its time does not exist", bytes);
        }
        Fact fact = session.verdict(new PunchLine(pin, local, null, state, verifyMode, workCode, bytes), live);
        return fact instanceof Quarantined held ? asLine(held, pin, local, state, verifyMode, workCode) : fact;
    }

    /// A held record is kept as the line a terminal would have pushed, so that it can be looked at again
    /// without knowing how it was laid out.
    private static Fact asLine(
            Quarantined held, String pin, LocalDateTime local, int state, int verifyMode, String workCode) {
        String line = String.join("\t", pin, LocalTimes.TEXT.format(local),
                Integer.toString(state), Integer.toString(verifyMode), workCode);
        return new Quarantined(held.source(), held.terminal(), held.table(), held.reason(), held.detail(),
                held.receivedAt(), Bytes.of(line));
    }
}
