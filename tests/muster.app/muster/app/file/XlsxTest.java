// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import muster.app.file.Grid.GridRow;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// Excel workbooks, in the ways that programs write them.
final class XlsxTest {

    private static XlsxGrid open(byte[] file) throws IOException, UnreadableFile {
        return XlsxGrid.open(new ByteArrayInputStream(file));
    }

    private static List<GridRow> rows(Workbook workbook) throws IOException, UnreadableFile {
        XlsxGrid grid = open(workbook.bytes());
        List<GridRow> rows = new ArrayList<>();
        for (GridRow row = grid.next(); row != null; row = grid.next()) {
            rows.add(row);
        }
        return rows;
    }

    private static GridRow row(String cells) throws IOException, UnreadableFile {
        return rows(new Workbook("<row r='1'>" + cells + "</row>")).getFirst();
    }

    @Test
    void theFirstSheetThatIsNotHiddenIsRead() throws Exception {
        XlsxGrid grid = open(Workbook.of(new String[] {"branch", "serial"}, new String[] {"B1", "S1"}).bytes());
        assertEquals("the sheet \"Branches\"", grid.kind());
        assertEquals(new GridRow(1, List.of("branch", "serial"), Map.of()), grid.next());
        assertEquals(new GridRow(2, List.of("B1", "S1"), Map.of()), grid.next());
        assertEquals(null, grid.next());
    }

    @Test
    void sharedTextsAreFoundWhateverFontsTheyAreSetIn() throws Exception {
        Workbook workbook = new Workbook("<row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1' t='s'><v>0</v></c></row>")
                .texts("<t xml:space='preserve'> Main </t>",
                        "<r><rPr><b/></rPr><t>Hü</t></r><r><t>gel</t></r><rPh sb='0' eb='1'><t>spoken</t></rPh>");
        assertEquals(List.of("Hügel", "Main"), rows(workbook).getFirst().cells());
    }

    @Test
    void numbersAreWrittenOut() throws Exception {
        assertEquals(
                List.of("4370", "4370", "3456789012345", "0.5", "100000", "-7"),
                row("<c><v>4370</v></c><c t='n'><v>4370.0</v></c><c><v>3456789012345</v></c><c><v>0.5</v></c>"
                        + "<c><v>1E5</v></c><c><v>-7</v></c>").cells());
    }

    @Test
    void aNumberThatTheSpreadsheetRoundedIsNotBelieved() throws Exception {
        GridRow row = row("<c><v>3456789012345670</v></c><c><v>1E400</v></c><c><v>1</v></c>");
        assertEquals(List.of("", "", "1"), row.cells());
        assertTrue(row.wrong().get(0).startsWith("a number of more than 15 digits"), row.wrong().toString());
        assertTrue(row.wrong().containsKey(1));
    }

    @Test
    void yesAndNoFormulasAndErrorsAreTold() throws Exception {
        GridRow row = row("<c t='b'><v>1</v></c><c t='b'><v>0</v></c>"
                + "<c t='str'><f>CONCATENATE(\"B\",\"1\")</f><v>B1</v></c><c t='e'><f>NA()</f><v>#N/A</v></c>");
        assertEquals(List.of("true", "false", "B1", ""), row.cells());
        assertEquals(Map.of(3, "the cell has the error #N/A"), row.wrong());
    }

    @Test
    void cellsAndRowsThatAreLeftOutKeepTheOthersInPlace() throws Exception {
        List<GridRow> rows = rows(new Workbook("<row r='2'><c r='B2'><v>1</v></c><c r='AB2'><v>2</v></c></row>"
                + "<row r='5'><c r='A5' s='1'/></row><row r='9'><c><v>3</v></c></row>"));
        assertEquals(List.of(2L, 9L), rows.stream().map(GridRow::line).toList());
        assertEquals(28, rows.getFirst().cells().size());
        assertEquals(List.of("", "1"), rows.getFirst().cells().subList(0, 2));
        assertEquals("2", rows.getFirst().cells().getLast());
    }

    @Test
    void cellsFarToTheRightAreNobodysBusiness() throws Exception {
        assertEquals(1, row("<c r='A1'><v>1</v></c><c r='XFD1'><v>2</v></c>").cells().size());
    }

    @Test
    void aFileThatUnpacksToTooMuchIsRefused() {
        Workbook workbook = Workbook.of(new String[] {"x".repeat(40_000_000)});
        UnreadableFile e = assertThrows(UnreadableFile.class, () -> open(workbook.bytes()));
        assertEquals("it unpacks to more than 32 MB", e.getMessage());
    }

    @Test
    void aSmallFileThatStandsForMoreThanTheMemoryHoldsIsRefused() {
        for (String sheet : List.of(
                "<row><c r='GR1'><v>1</v></c></row>".repeat(6_000),
                "<row><c><v>1</v></c></row>".repeat(100_001))) {
            assertEquals("its sheet has more than 100000 rows or 1000000 cells",
                    assertThrows(UnreadableFile.class, () -> open(new Workbook(sheet).bytes())).getMessage());
        }
        Workbook parts = new Workbook("");
        IntStream.range(0, 10_000).forEach(number -> parts.part("x" + number, ""));
        assertEquals("it has more than 10000 parts",
                assertThrows(UnreadableFile.class, () -> open(parts.bytes())).getMessage());
        assertThrows(UnreadableFile.class, () -> open(new Workbook("<a>".repeat(200) + "</a>".repeat(200)).bytes()));
    }

    @Test
    void aNumberMadeToTakeForEverIsNotWorkedOut() throws Exception {
        GridRow row = row("<c><v>1E2147483647</v></c><c><v>10E2147483647</v></c><c><v>1E-2147483647</v></c><c><v>"
                + "9".repeat(1_000_000) + "</v></c><c><v>7</v></c>");
        assertEquals(List.of("", "", "", "", "7"), row.cells());
    }

    @Test
    void anotherFileThatItNamesIsNotRead() {
        Workbook workbook = new Workbook("").part("xl/worksheets/sheet2.xml",
                "<!DOCTYPE x [<!ENTITY secret SYSTEM 'file:///etc/hostname'>]><worksheet><sheetData><row><c t='str'>"
                        + "<v>&secret;</v></c></row></sheetData></worksheet>");
        assertThrows(UnreadableFile.class, () -> rows(workbook));
    }

    @Test
    void whatIsMissingOrDamagedIsTold() throws Exception {
        byte[] whole = Workbook.of(new String[] {"branch"}).bytes();
        for (byte[] file : List.of(
                new Workbook("").without("_rels/.rels").bytes(),
                new Workbook("").without("xl/worksheets/sheet2.xml").bytes(),
                new Workbook("").part("xl/workbook.xml", "<workbook><sheets/></workbook>").bytes(),
                new Workbook("<row><c t='s'><v>7</v></c></row>").bytes(),
                new Workbook("<row><c><v>seven</v></c></row>").bytes(),
                new Workbook("<row><c>").bytes(),
                Arrays.copyOf(whole, whole.length / 2))) {
            UnreadableFile e = assertThrows(UnreadableFile.class, () -> open(file));
            assertEquals("it is no Excel workbook (.xlsx), or it is damaged", e.getMessage());
        }
    }

    /// Whatever happens to a file, it is read or refused; nothing else.
    @Property(tries = 300)
    void bytesThatFlippedDoNoHarm(@ForAll @Size(max = 5) List<@IntRange(max = 3_000) Integer> places, @ForAll byte by)
            throws IOException {
        byte[] file = Workbook.of(new String[] {"branch", "serial"}, new String[] {"B1", "S1"}).bytes();
        places.forEach(place -> file[place % file.length] ^= by);
        try {
            open(file);
        } catch (UnreadableFile e) {
            assertTrue(!e.getMessage().isEmpty());
        }
    }

    /// The same for the XML within.
    @Property(tries = 1000)
    void charactersThatChangedDoNoHarm(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 400) Integer> places,
            @ForAll @CharRange(from = ' ', to = '~') char by) throws IOException {
        StringBuilder sheet = new StringBuilder("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1'><v>1E3</v></c>"
                + "<c t='inlineStr'><is><r><t>x</t></r><rPh><t>y</t></rPh></is></c><c t='b'><f>1</f><v>1</v></c></row>");
        places.forEach(place -> sheet.setCharAt(place % sheet.length(), by));
        try {
            open(new Workbook(sheet.toString()).texts("<t>branch</t>").bytes());
        } catch (UnreadableFile e) {
            assertTrue(!e.getMessage().isEmpty());
        }
    }
}
