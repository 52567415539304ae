// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class CsvReaderTest {

    private static List<CsvReader.Record> records(String text, char separator) throws IOException {
        CsvReader reader = new CsvReader(new StringReader(text), separator);
        List<CsvReader.Record> all = new ArrayList<>();
        for (CsvReader.Record record = reader.next(); record != null; record = reader.next()) {
            all.add(record);
        }
        return all;
    }

    private static List<List<String>> cells(String text) throws IOException {
        return records(text, ',').stream().map(CsvReader.Record::cells).toList();
    }

    @Test
    void cellsStandBetweenSeparators() throws IOException {
        assertEquals(List.of(List.of("a", "", "c"), List.of("1", "2", "")), cells("a,,c\r\n1,2,"));
    }

    @Test
    void quotesHoldSeparatorsLineEndsAndQuotes() throws IOException {
        assertEquals(List.of(List.of("a,b", "c\r\nd", "e\"f")), cells("\"a,b\",\"c\r\nd\",\"e\"\"f\"\n"));
    }

    @Test
    void emptyLinesAreNoRecords() throws IOException {
        assertEquals(List.of(List.of("a"), List.of("b")), cells("\n\na\n\r\n  \nb\n\n"));
    }

    @Test
    void aByteOrderMarkIsNotTextEvenBeforeAQuote() throws IOException {
        assertEquals(List.of(List.of("a", "b")), cells("\uFEFF\"a\",b\n"));
    }

    @Test
    void aRecordKnowsItsLineAndItsText() throws IOException {
        List<CsvReader.Record> records = records("a,b\r\n\"x\ny\",1\rlast\n\nend", ',');
        assertEquals(List.of(1L, 2L, 4L, 6L), records.stream().map(CsvReader.Record::line).toList());
        assertEquals("\"x\ny\",1", records.get(1).text());
        assertEquals("end", records.get(3).text());
    }

    @Test
    void aQuoteThatIsNeverClosedCostsABoundedPiece() throws IOException {
        String text = "a,b\n1,\"open\n" + "2,x\n".repeat(30_000) + "3,y\n";
        List<CsvReader.Record> records = records(text, ',');
        assertTrue(records.get(1).broken());
        assertEquals(2, records.get(1).line());
        assertEquals(List.of("3", "y"), records.getLast().cells());
        assertTrue(records.size() > 10_000);
    }

    @Test
    void nothingHoldsNoRecord() throws IOException {
        assertNull(new CsvReader(new StringReader(""), ',').next());
        assertNull(new CsvReader(new StringReader("\uFEFF"), ',').next());
    }

    @Property
    void whateverIsWrittenIsReadAgain(@ForAll("tables") List<List<String>> table) throws IOException {
        String text = table.stream()
                .map(row -> row.stream().map(CsvPunches::cell).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
        List<List<String>> read = cells(text).stream()
                .map(row -> row.stream().map(Formulas::original).toList())
                .toList();
        assertEquals(table, read);
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> cell = Arbitraries.strings().withChars("ab,;\"\n\r\t =+-@'\u00e9\u4e2d").ofMaxLength(8);
        // a row of blanks alone is an empty line; the first cell of each is not
        Arbitrary<List<String>> row = cell.list().ofMinSize(1).ofMaxSize(4).map(cells -> {
            List<String> whole = new ArrayList<>(cells);
            whole.addFirst("x");
            return whole;
        });
        return row.list().ofMaxSize(5);
    }
}
