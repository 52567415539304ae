// SPDX-License-Identifier: Apache-2.0
package muster.app.intake;

import com.google.gson.JsonParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import muster.app.terminal.Refusal;
import muster.app.terminal.Terminals;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.Fact;
import muster.model.ImportedPunch;
import muster.model.Json;
import muster.model.LocalTimes;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.Source;

/// Facts from punches that come from a file. Thread-safe.
final class ImportLines {

    /// What a held record of an import is filed under.
    static final String TABLE = "import";

    private final Judge judge;
    private final Terminals terminals;

    ImportLines(Judge judge, Terminals terminals) {
        this.judge = judge;
        this.terminals = terminals;
    }

    /// One record's fact. When it is held, all that was known of it is kept with it, so that it can be
    /// looked at again.
    Fact fact(ImportedPunch punch, Instant receivedAt) throws Refusal {
        Arrival where = new Arrival(Source.IMPORT, need("terminal", punch.terminal(), punch), TABLE, receivedAt);
        Fact fact = judge.verdict(where, line(punch), false);
        return switch (fact) {
            case Quarantined held -> new Quarantined(held.source(), held.terminal(), held.table(), held.reason(),
                    held.detail(), held.receivedAt(), Bytes.of(Json.text(punch)));
            case Punch plain when punch.checkIn() != null -> atDoor(plain, checkIn(punch));
            default -> fact;
        };
    }

    /// Without what is known of it, no event would know of a check-in that is imported elsewhere.
    private static Punch atDoor(Punch p, CheckIn checkIn) {
        return new Punch(p.source(), p.terminal(), p.pin(), p.localTime(), p.offset(), p.zone(), p.zoneFrom(), p.fit(),
                p.receivedAt(), p.state(), p.verifyMode(), p.workCode(), p.raw(), checkIn);
    }

    private static CheckIn checkIn(ImportedPunch punch) throws Refusal {
        CheckIn checkIn = punch.checkIn();
        if (checkIn.event() == null || checkIn.method() == null || checkIn.proof() == null
                || checkIn.timing() == null) {
            throw new Refusal(Refusal.Kind.INVALID, "check_in: event, method, proof or timing is missing in "
                    + Json.text(punch) + "; nothing was journalled");
        }
        return checkIn;
    }

    /// A held record's fact today.
    Fact again(Quarantined held) {
        try {
            return fact(Json.parse(held.raw().toString(), ImportedPunch.class), held.receivedAt());
        } catch (Refusal | JsonParseException e) {
            return held;
        }
    }

    private PunchLine line(ImportedPunch punch) throws Refusal {
        String pin = need("pin", punch.pin(), punch);
        ZoneOffset offset = offset(punch);
        LocalDateTime local = punch.localTime() == null
                ? LocalDateTime.ofInstant(punch.instant().truncatedTo(ChronoUnit.SECONDS), offset)
                : local(punch);
        return new PunchLine(
                pin,
                local,
                offset,
                punch.state() == null ? Punch.NOT_GIVEN : punch.state(),
                punch.verifyMode() == null ? Punch.NOT_GIVEN : punch.verifyMode(),
                punch.workCode() == null ? "" : punch.workCode(),
                punch.raw() == null ? Bytes.of(Json.text(punch)) : punch.raw());
    }

    /// The offset a record carries: what lies between its local time and its instant; with the instant
    /// alone, the offset of the terminal's zone then; null with the local time alone.
    private ZoneOffset offset(ImportedPunch punch) throws Refusal {
        if (punch.instant() == null) {
            return null;
        }
        Instant second = punch.instant().truncatedTo(ChronoUnit.SECONDS);
        if (punch.localTime() == null) {
            return terminals.zone(punch.terminal()).zone().getRules().getOffset(second);
        }
        long seconds = local(punch).toEpochSecond(ZoneOffset.UTC) - second.getEpochSecond();
        if (Math.abs(seconds) > ZoneOffset.MAX.getTotalSeconds()) {
            throw new Refusal(Refusal.Kind.INVALID, "local_time and instant: " + punch.localTime() + " and "
                    + punch.instant() + " lie more than 18 hours apart; nothing was journalled");
        }
        return ZoneOffset.ofTotalSeconds((int) seconds);
    }

    private static LocalDateTime local(ImportedPunch punch) throws Refusal {
        String text = need("local_time", punch.localTime(), punch);
        try {
            return LocalDateTime.parse(text, LocalTimes.TEXT);
        } catch (DateTimeException e) {
            throw new Refusal(Refusal.Kind.INVALID,
                    "local_time: \"" + text + "\" is no time such as 2026-11-20 08:00:05; nothing was journalled");
        }
    }

    private static String need(String member, String value, ImportedPunch punch) throws Refusal {
        if (value == null || value.isBlank()) {
            throw new Refusal(Refusal.Kind.INVALID,
                    member + ": missing in " + Json.text(punch) + "; nothing was journalled");
        }
        return value;
    }
}
