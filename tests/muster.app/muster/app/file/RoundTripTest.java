// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.ImportedPunch;
import muster.model.LocalTimeFit;
import muster.model.LocalTimes;
import muster.model.Punch;
import muster.model.PunchRow;
import muster.model.Source;
import muster.model.ZoneFrom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What is exported can be imported, and is the same punches with the same raw lines.
final class RoundTripTest {

    private static List<ImportedPunch> imported(String text) throws Exception {
        ImportFile file = ImportFile.open(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "export",
                new ImportFile.Wishes(null, null, new PunchFields(null, null)));
        List<ImportedPunch> punches = new ArrayList<>();
        for (Row row = file.rows().next(); row != null; row = file.rows().next()) {
            punches.add(switch (row) {
                case Row.Good good -> good.punch();
                case Row.Bad bad -> throw new AssertionError(bad + " in " + text);
            });
        }
        return punches;
    }

    private static String written(Function<StringWriter, PunchWriter> format, List<PunchRow> rows) throws IOException {
        StringWriter out = new StringWriter();
        PunchWriter writer = format.apply(out);
        writer.begin();
        for (PunchRow row : rows) {
            writer.write(row);
        }
        return out.toString();
    }

    private static List<ImportedPunch> expected(List<PunchRow> rows) {
        return rows.stream()
                .map(row -> new ImportedPunch(row.terminal(), row.pin(), row.localTime(), row.time().toInstant(),
                        row.state(), row.verifyMode(), row.workCode().isEmpty() ? null : row.workCode(), row.raw(),
                        row.checkIn()))
                .toList();
    }

    @Property(tries = 300)
    void asJsonLines(@ForAll("punches") List<PunchRow> rows) throws Exception {
        if (!rows.isEmpty()) {
            assertEquals(expected(rows), imported(written(JsonPunches::new, rows)));
        }
    }

    @Property(tries = 300)
    void asCsv(@ForAll("punches") List<PunchRow> rows, @ForAll boolean byteOrderMark) throws Exception {
        assertEquals(expected(rows), imported(written(out -> new CsvPunches(out, byteOrderMark), rows)));
    }

    @Provide
    Arbitrary<List<PunchRow>> punches() {
        Arbitrary<String> pin = Arbitraries.strings().withChars("0179aZ=+-@',;\"\u4e2d\u00e9")
                .ofMinLength(1).ofMaxLength(12);
        Arbitrary<String> terminal = Arbitraries.strings().withChars("AZ09-_").ofMinLength(1).ofMaxLength(20);
        Arbitrary<LocalDateTime> time = Arbitraries.longs().between(1_000_000_000L, 2_000_000_000L)
                .map(second -> LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
        Arbitrary<Integer> number = Arbitraries.of(Punch.NOT_GIVEN, 0, 1, 15, 255);
        Arbitrary<String> workCode = Arbitraries.of("", "0", "12", "=A1");
        Arbitrary<Bytes> raw = Arbitraries.oneOf(
                Arbitraries.strings().withChars("a1\t =+\"',;\n\r\u4e2d'").ofMinLength(1).ofMaxLength(30)
                        .map(Bytes::of),
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(30).map(Bytes::of));
        return Combinators.combine(terminal, pin, time, number, number, workCode, raw, checkIns())
                .as((t, p, local, state, mode, code, line, at) -> row(t, p, local, state, mode, code, line, at))
                .list().ofMaxSize(6);
    }

    private static Arbitrary<CheckIn> checkIns() {
        Arbitrary<String> word = Arbitraries.strings().withChars("az09-_=,;\"\u4e2d").ofMinLength(1).ofMaxLength(9);
        return Combinators.combine(
                        Arbitraries.oneOf(word, Arbitraries.just("")),
                        word,
                        word.injectNull(0.3),
                        Arbitraries.integers().between(-127, 20).injectNull(0.3),
                        word.injectNull(0.3),
                        Arbitraries.of(CheckIn.Proof.class),
                        Arbitraries.of(CheckIn.Timing.class),
                        word.injectNull(0.5))
                .as((event, method, carrier, rssi, name, proof, timing, key) ->
                        new CheckIn(event, method, carrier, rssi, name, proof, timing, key, key))
                .injectNull(0.5);
    }

    private static PunchRow row(
            String terminal,
            String pin,
            LocalDateTime local,
            int state,
            int mode,
            String code,
            Bytes raw,
            CheckIn checkIn) {
        Punch punch = new Punch(Source.PUSH, terminal, pin, local, ZoneOffset.ofHours(2), "+02:00", ZoneFrom.TERMINAL,
                LocalTimeFit.EXACT, Instant.EPOCH, state, mode, code, raw, checkIn);
        assertEquals(LocalTimes.TEXT.format(local), PunchRow.of(1, punch, null, "=name").localTime());
        return PunchRow.of(1, punch, null, "=na\"me,;\r\n");
    }
}
