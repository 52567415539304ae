// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import muster.fuzz.Claim;
import muster.fuzz.Input;
import muster.model.ImportedPunch;
import muster.model.LocalTimeFit;
import muster.model.LocalTimes;
import muster.model.PunchRow;
import muster.model.Source;
import muster.model.ZoneFrom;

/// Files of punches: the first byte chooses name and format, the others are the file. Every row is a punch or is told
/// with its line; a punch that is exported, as CSV or as JSON, is the same punch when it is imported again.
public final class ImportsFuzz {

    private static final String[] NAMES = {"punches.csv", "TSTATT000001_attlog.dat", "punches.jsonl", "1_attlog.dat"};
    private static final Instant RECEIVED = Instant.parse("2026-11-20T02:30:10Z");

    private ImportsFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        Input input = new Input(bytes);
        int choice = input.next();
        Format[] formats = {null, null, Format.CSV, Format.ATTLOG, Format.JSONL};
        String terminal = choice % 3 == 0 ? null : "TSTATT000001";
        ZoneOffset zone = choice % 7 == 0 ? ZoneOffset.ofHours(2) : null;
        try {
            Rows rows = ImportFile.open(new ByteArrayInputStream(input.rest()), NAMES[choice % NAMES.length],
                    new ImportFile.Wishes(formats[choice % formats.length], null, new PunchFields(terminal, zone)))
                    .rows();
            Claim.that(!rows.reading().isEmpty(), "nothing to show");
            long line = 0;
            for (Row row = rows.next(); row != null; row = rows.next()) {
                Claim.that(row.line() > line || row.line() == line && line > 0, "lines out of order");
                line = row.line();
                if (row instanceof Row.Good good) {
                    again(good.punch());
                }
            }
        } catch (UnreadableFile expected) {
            Claim.told(expected);
        }
    }

    private static void again(ImportedPunch punch) throws IOException {
        LocalDateTime local = punch.localTime() == null
                ? LocalDateTime.ofInstant(punch.instant(), ZoneOffset.UTC).withNano(0)
                : LocalDateTime.parse(punch.localTime(), LocalTimes.TEXT);
        if (local.getYear() < 1 || local.getYear() > 9999 || punch.checkIn() != null) {
            return;
        }
        PunchRow row = new PunchRow(1, Source.IMPORT, punch.terminal(), punch.terminal(), punch.pin(), null,
                LocalTimes.TEXT.format(local), OffsetDateTime.of(local, ZoneOffset.UTC), "UTC", ZoneFrom.TERMINAL,
                LocalTimeFit.EXACT, RECEIVED, punch.state(), null, punch.verifyMode(), null,
                punch.workCode() == null ? "" : punch.workCode(), punch.raw(), null);
        StringWriter json = new StringWriter();
        StringWriter csv = new StringWriter();
        PunchWriter asJson = new JsonPunches(json);
        PunchWriter asCsv = new CsvPunches(csv, false);
        asJson.begin();
        asCsv.begin();
        asJson.write(row);
        asCsv.write(row);
        same(punch, local, json.toString(), Format.JSONL);
        same(punch, local, csv.toString(), Format.CSV);
    }

    private static void same(ImportedPunch punch, LocalDateTime local, String file, Format format) throws IOException {
        try {
            Row row = ImportFile.open(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), "export",
                    new ImportFile.Wishes(format, null, new PunchFields(null, null))).rows().next();
            Claim.that(row instanceof Row.Good, "an export that cannot be imported: " + row);
            ImportedPunch again = ((Row.Good) row).punch();
            Claim.same(punch.terminal(), again.terminal(), format + " terminal");
            Claim.same(punch.pin(), again.pin(), format + " pin");
            Claim.same(LocalTimes.TEXT.format(local), again.localTime(), format + " time");
            Claim.same(punch.state(), again.state(), format + " state");
            Claim.same(punch.verifyMode(), again.verifyMode(), format + " verify mode");
            Claim.same(punch.workCode(), again.workCode(), format + " work code");
            Claim.same(punch.raw(), again.raw(), format + " raw");
        } catch (UnreadableFile e) {
            throw new AssertionError("an export that cannot be imported", e);
        }
    }
}
