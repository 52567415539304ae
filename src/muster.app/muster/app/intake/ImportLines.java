// SPDX-License-Identifier: Apache-2.0
package muster.app.intake;

import com.google.gson.JsonParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import muster.app.terminal.Refusal;
import muster.app.terminal.Terminals;
import muster.model.Bytes;
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
        return fact instanceof Quarantined held
                ? new Quarantined(held.source(), held.terminal(), held.table(), held.reason(), held.detail(),
                        held.receivedAt(), Bytes.of(Json.text(punch)))
                : fact;
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
        LocalDateTime local;
        ZoneOffset offset = null;
        if (punch.instant() != null) {
            Instant second = punch.instant().truncatedTo(ChronoUnit.SECONDS);
            ZoneId zone = terminals.zone(punch.terminal()).zone();
            offset = zone.getRules().getOffset(second);
            local = LocalDateTime.ofInstant(second, offset);
        } else {
            local = local(punch);
        }
        return new PunchLine(
                pin,
                local,
                offset,
                punch.state() == null ? Punch.NOT_GIVEN : punch.state(),
                punch.verifyMode() == null ? Punch.NOT_GIVEN : punch.verifyMode(),
                punch.workCode() == null ? "" : punch.workCode(),
                punch.raw() == null ? Bytes.of(Json.text(punch)) : punch.raw());
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
