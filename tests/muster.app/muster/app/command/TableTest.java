// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {

    private static String printed(Table table) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void columnsAreInLineWhateverTheWidthOfTheirCharacters() {
        Table table = new Table("PIN", "NAME", "CARD").row("1", "王小明", 77).row("1002", "Zoe\u0308", "");
        assertEquals("""
                PIN   NAME    CARD
                1     王小明  77
                1002  Zoe\u0308     -
                """, printed(table));
    }

    @Test
    void whatHasNoValueIsADash() {
        assertEquals("A  B\n-  -\n", printed(new Table("A", "B").row(null, "")));
    }

    @Test
    void aNameCannotBreakOutOfItsRow() {
        assertEquals("A        B\nx\uFFFDy\uFFFD[2J  1\n", printed(new Table("A", "B").row("x\ny\033[2J", 1)));
    }

    @Test
    void rowsThatComeLaterStayInLine() {
        Table table = new Table("A", "B").atLeast(5, 1).row("1", "2");
        assertEquals("A      B\n1      2\n", printed(table));
        assertEquals("12345  6\n", printed(table.row("12345", "6")));
    }

    private static String printed(Table table, int room) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> left = table.print(new PrintStream(out, true, StandardCharsets.UTF_8), room, true);
        return out.toString(StandardCharsets.UTF_8) + left;
    }

    private static Table wide() {
        return new Table("SERIAL", "NAME", "PUNCHES", "DETAIL")
                .spare("PUNCHES")
                .row("TSTATT000001", "Gate of the northern yard", 1234567, "the clock was set");
    }

    @Test
    void whatIdentifiesOrCountsIsNeverCut() {
        assertEquals("""
                SERIAL        NAME                PUNCHES  DETAIL
                TSTATT000001  Gate of the north…  1234567  the clock was set
                []""", printed(wide(), 60));
    }

    @Test
    void whereCuttingIsNotEnoughColumnsAreLeftOutAndNamed() {
        assertEquals("""
                SERIAL        NAME          DETAIL
                TSTATT000001  Gate of the…  the clock wa…
                [PUNCHES]""", printed(wide(), 41));
    }

    @Test
    void whereEvenThatIsNotEnoughTheRestStaysWhole() {
        assertTrue(printed(wide(), 10).startsWith("SERIAL        NAME"));
    }

    @Test
    void theHeadCanBeLeftOut() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Table("A").row("1").print(new PrintStream(out, true, StandardCharsets.UTF_8), 80, false);
        assertEquals("1\n", out.toString(StandardCharsets.UTF_8));
    }
}
