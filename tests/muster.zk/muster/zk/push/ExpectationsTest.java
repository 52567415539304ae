// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What tests/samples/push/EXPECT.tsv promises of each request, as far as it is decided in this package.
class ExpectationsTest {

    private record Counts(long punches, long quarantined, long people, long operations) {

        static Counts none() {
            return new Counts(0, 0, 0, 0);
        }
    }

    static List<List<String>> expectations() {
        return Sample.expectations().map(line -> Arrays.asList(line.split("\t", -1))).toList();
    }

    @Test
    void namesEveryRequestOnceAndInOrder() {
        assertEquals(Sample.requests().toList(), expectations().stream().map(List::getFirst).toList());
        expectations().forEach(row -> assertEquals(9, row.size(), row.getFirst()));
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void holdsForTheRequest(List<String> row) {
        String name = row.getFirst().replace(".req", "");
        if (name.startsWith("125")) {
            return;
        }
        Sample sample = Sample.request(name);
        Dialect dialect = Dialect.of(sample.endpoint(), sample.query());
        assertEquals(row.get(1), dialect.word());
        if (!name.startsWith("092")) {
            assertEquals(counts(row), counts(sample, dialect));
        }
        if (sample.method().equals("POST") && sample.endpoint().equals("cdata") && row.get(3).contains("OK: ")) {
            String reply = UploadReply.of(TableName.of(sample.query()), Lines.count(sample.body()));
            assertEquals(row.get(3), row.get(3).startsWith("- / ") ? "- / " + reply : reply);
        }
    }

    private static Counts counts(List<String> row) {
        return new Counts(number(row, 4), number(row, 5), number(row, 6), number(row, 7));
    }

    private static long number(List<String> row, int column) {
        return Long.parseLong(row.get(column));
    }

    private static Counts counts(Sample sample, Dialect dialect) {
        Function<String, String> query = sample.query();
        String table = TableName.of(query);
        if (sample.endpoint().equals("querydata") || table.equals("TABLEDATA")) {
            return sorted(TableRows.read(query.apply("tablename"), sample.body(), TextDecoding.UNKNOWN));
        }
        return !sample.method().equals("POST") ? Counts.none() : switch (table) {
            case "ATTLOG" -> sorted(AttLog.read(sample.body(), dialect));
            case "RTLOG" -> sorted(AccessLog.read(sample.body()));
            case "OPERLOG", "BIODATA", "ERRORLOG" ->
                sorted(OperLog.read(table, sample.body(), TextDecoding.UNKNOWN));
            default -> Counts.none();
        };
    }

    private static Counts sorted(List<?> lines) {
        Map<Class<?>, Long> kinds =
                lines.stream().collect(Collectors.groupingBy(Object::getClass, Collectors.counting()));
        return new Counts(
                count(kinds, AttPunch.class, AccessPunch.class),
                count(kinds, Unreadable.class, UnknownLine.class),
                count(kinds, UserLine.class),
                count(kinds, OpEntry.class, AccessRecord.class, ErrorLine.class));
    }

    private static long count(Map<Class<?>, Long> kinds, Class<?>... wanted) {
        return Arrays.stream(wanted).mapToLong(kind -> kinds.getOrDefault(kind, 0L)).sum();
    }
}
