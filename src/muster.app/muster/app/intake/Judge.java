// SPDX-License-Identifier: Apache-2.0
package muster.app.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import muster.app.terminal.Terminals;
import muster.app.terminal.Zoned;
import muster.model.Bytes;
import muster.model.Fact;
import muster.model.LocalTimes;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.Quarantined.Reason;
import muster.model.Source;
import muster.model.ZoneFrom;

/// Turns a record that was read into a punch, or into a quarantined one when its time is impossible.
/// Thread-safe.
final class Judge {

    private final Terminals terminals;
    private final TimeRules rules;
    private final InstantSource clock;

    Judge(Terminals terminals, TimeRules rules, InstantSource clock) {
        this.terminals = terminals;
        this.rules = rules;
        this.clock = clock;
    }

    /// A record's verdict.
    ///
    /// @param where the way it came, and when
    /// @param live whether it came alone, so that its arrival tells something about its time
    Fact verdict(Arrival where, PunchLine line, boolean live) {
        Zoned zoned = line.offset() == null
                ? terminals.zone(where.terminal())
                : new Zoned(line.offset(), ZoneFrom.RECORD);
        LocalTimes.Reading reading =
                LocalTimes.read(line.localTime(), zoned.zone(), live ? where.receivedAt() : null);
        Instant instant = line.localTime().toInstant(reading.offset());
        Optional<Reason> objection = rules.objection(line.localTime(), instant, clock.instant());
        if (objection.isPresent()) {
            return held(where, objection.get(), sentence(objection.get(), line), line.raw());
        }
        return new Punch(
                where.source(),
                where.terminal(),
                line.pin(),
                line.localTime(),
                reading.offset(),
                name(zoned.zone()),
                zoned.from(),
                reading.fit(),
                where.receivedAt(),
                line.state(),
                line.verifyMode(),
                line.workCode(),
                line.raw());
    }

    /// A record nobody can read.
    Quarantined unreadable(Arrival where, String why, Bytes raw) {
        return held(where, Reason.UNPARSABLE, why, raw);
    }

    private static Quarantined held(Arrival where, Reason reason, String detail, Bytes raw) {
        return new Quarantined(
                where.source(), where.terminal(), where.table(), reason, detail, where.receivedAt(), raw);
    }

    private String sentence(Reason reason, PunchLine line) {
        String time = LocalTimes.TEXT.format(line.localTime());
        return reason == Reason.TOO_OLD
                ? "the terminal's clock showed " + time + ", before " + rules.earliest() + ": it was reset"
                : "the terminal's clock showed " + time + ", too far ahead of this machine's";
    }

    private static String name(ZoneId zone) {
        return zone instanceof ZoneOffset offset ? offset.getId() : zone.getId();
    }
}
