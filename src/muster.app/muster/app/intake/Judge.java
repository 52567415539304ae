// SPDX-License-Identifier: Apache-2.0
package muster.app.intake;

import java.time.Instant;
import java.time.InstantSource;
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

    /// Begins with what came together: the terminal's zone and our clock are looked at once for all of it.
    Session session(Arrival where) {
        return new Session(where, terminals.zone(where.terminal()), clock.instant());
    }

    /// The verdict of a record that came alone, or with some of another terminal.
    ///
    /// @param live as in [Session#verdict]
    Fact verdict(Arrival where, PunchLine line, boolean live) {
        return session(where).verdict(line, live);
    }

    /// A record nobody can read.
    Quarantined unreadable(Arrival where, String why, Bytes raw) {
        return held(where, Reason.UNPARSABLE, why, raw);
    }

    private static Quarantined held(Arrival where, Reason reason, String detail, Bytes raw) {
        return new Quarantined(
                where.source(), where.terminal(), where.table(), reason, detail, where.receivedAt(), raw);
    }

    /// The verdicts of what came together. Thread-safe.
    final class Session {

        private final Arrival where;
        private final Zoned usual;
        private final Instant now;

        private Session(Arrival where, Zoned usual, Instant now) {
            this.where = where;
            this.usual = usual;
            this.now = now;
        }

        /// A record's verdict.
        ///
        /// @param live whether it came alone, so that its arrival tells something about its time
        Fact verdict(PunchLine line, boolean live) {
            Zoned zoned = line.offset() == null ? usual : new Zoned(line.offset(), ZoneFrom.RECORD);
            LocalTimes.Reading reading =
                    LocalTimes.read(line.localTime(), zoned.zone(), live ? where.receivedAt() : null);
            Instant instant = line.localTime().toInstant(reading.offset());
            Optional<Reason> objection = rules.objection(line.localTime(), instant, now);
            if (objection.isPresent()) {
                return held(where, objection.get(), sentence(objection.get(), line), line.raw());
            }
            return new Punch(
                    where.source(),
                    where.terminal(),
                    line.pin(),
                    line.localTime(),
                    reading.offset(),
                    zoned.zone().getId(),
                    zoned.from(),
                    reading.fit(),
                    where.receivedAt(),
                    line.state(),
                    line.verifyMode(),
                    line.workCode(),
                    line.raw());
        }

        /// A record nobody can read.
        Quarantined unreadable(String why, Bytes raw) {
            return Judge.this.unreadable(where, why, raw);
        }
    }

    private String sentence(Reason reason, PunchLine line) {
        String time = LocalTimes.TEXT.format(line.localTime());
        return reason == Reason.TOO_OLD
                ? "the terminal's clock showed " + time + ", before " + rules.earliest() + ": it was reset"
                : "the terminal's clock showed " + time + ", too far ahead of this machine's";
    }
}
