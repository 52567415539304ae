// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import muster.model.RosterList.Listed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of people as offices keep them.
final class PeopleFileTest {

    private static final List<Listed> TWO = List.of(new Listed("P-1", "Asha Rao"), new Listed("P-2", null));

    private static List<Listed> read(byte[] file) throws IOException, UnreadableFile {
        return PeopleFile.read(new ByteArrayInputStream(file));
    }

    private static List<Listed> read(String text) throws IOException, UnreadableFile {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /// What is said of a file that is no list.
    private static String refused(String text) {
        return assertThrows(UnreadableFile.class, () -> read(text)).getMessage();
    }

    private static String pins(List<Listed> people) {
        return people.stream().map(Listed::pin).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void whateverStandsBetweenTheColumnsIsFound(String separator) throws Exception {
        assertEquals(TWO, read("PIN,Name\nP-1,Asha Rao\nP-2,\n".replace(",", separator)));
        assertEquals(TWO, read("Full name,Age,Badge number\r\nAsha Rao,7,P-1\r\n,8,P-2\r\n".replace(",", separator)));
    }

    @Test
    void theMarkOfWindowsProgramsIsNoPartOfTheFirstCell() throws Exception {
        assertEquals(TWO, read("\uFEFFpin;name\nP-1;Asha Rao\nP-2;\n"));
        assertEquals("P-1 P-2", pins(read("\uFEFFP-1\nP-2\n")));
    }

    @Test
    void idsAloneNeedNoHead() throws Exception {
        assertEquals(List.of(new Listed("P-1", null), new Listed("P-2", null)), read("P-1\r\n\r\n  P-2  \r\n"));
        assertEquals("007", pins(read("007")), "zeros in front stay");
        assertEquals("P-1", pins(read("id\nP-1\n")));
    }

    @Test
    void quotedNamesKeepWhatIsInThem() throws Exception {
        assertEquals(List.of(new Listed("7", "Rao, \"Asha\"")), read("id,name\n7,\"Rao, \"\"Asha\"\"\"\n"));
        assertEquals(List.of(new Listed("7", "Jörg")),
                read("id;name\n7;Jörg\n".getBytes(Charset.forName("windows-1252"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            No.,PIN,Name            | 2
            No,Employee ID,Name     | 2
            Name,Student-ID         | 2
            UID,User ID,Name        | 2
            Code,Badge,Full Name    | 2
            BLE UUID,Name           | 1
            number,name             | 1
            """)
    void theColumnThatNamesAPersonBestIsTheId(String head, int column) throws Exception {
        assertEquals(String.valueOf(column), pins(read(head + "\n1,2,3\n")), head);
    }

    @Test
    void whoIsListedTwiceIsThereOnceInTheFirstPlaceWithTheNameThatIsKnown() throws Exception {
        assertEquals(List.of(new Listed("1", "Asha Rao"), new Listed("2", "Ben")),
                read("pin,name\n1,Asha\n2,Ben\n1,Asha Rao\n2,\n"));
    }

    @Test
    void aWorkbookIsReadLikeATextFile() throws Exception {
        assertEquals(TWO, read(Workbook.of(
                new String[] {"Name", "PIN"}, new String[] {"Asha Rao", "P-1"}, new String[] {null, "P-2"}).bytes()));
        assertEquals("P-1 P-2", pins(read(Workbook.of(new String[] {"P-1"}, new String[] {"P-2"}).bytes())));
    }

    @Test
    void numbersOfAWorkbookAreIdsAsTheyAreShown() throws Exception {
        Workbook book = new Workbook("<row><c t='inlineStr'><is><t>pin</t></is></c></row><row><c><v>42</v></c></row>"
                + "<row><c><v>1.0E3</v></c></row>");
        assertEquals("42 1000", pins(read(book.bytes())));
    }

    @Test
    void anIdThatTheSheetHasRoundedIsNamedNotGuessed() throws Exception {
        Workbook book = new Workbook("<row><c t='inlineStr'><is><t>pin</t></is></c></row>"
                + "<row><c><v>12345678901234567</v></c></row>");
        UnreadableFile e = assertThrows(UnreadableFile.class, () -> read(book.bytes()));
        assertTrue(e.getMessage().startsWith("line 2: its id is no text: a number of more than 15 digits"),
                e.getMessage());
    }

    @Test
    void aListWithoutAColumnForIdsIsRefused() {
        String wanting = "its first row names no column for the people's ids";
        assertEquals(wanting, refused("colour,size\nred,7\n"));
        assertEquals(wanting, refused("Asha Rao,P-1\nBen,P-2\n"));
        assertEquals(wanting, refused("Name\nAsha Rao\nBen\n"));
        assertEquals(wanting, refused("Name;Seat\nAsha Rao;7\n"));
    }

    @Test
    void aRowWithoutAnIdIsNamedAndNothingIsTaken() {
        assertEquals("line 3 has no id of 1 to 128 characters", refused("pin,name\n1,Asha\n,Ben\n"));
        assertEquals("line 2 has no id of 1 to 128 characters", refused("name,pin\nAsha\n"));
        assertEquals("line 1 has no id of 1 to 128 characters", refused("x".repeat(129) + "\n"));
    }

    @Test
    void aNameThatIsNoNameIsNamedAndNothingIsTaken() {
        assertEquals("line 2 has a name of more than 256 characters", refused("pin,name\n1," + "x".repeat(257) + "\n"));
    }

    @Test
    void whatIsNoTableIsRefused() {
        assertEquals("it is empty", refused(""));
        assertEquals("it is neither CSV nor .xlsx", refused("a\0b"));
        assertThrows(UnreadableFile.class, () -> read("pin".getBytes(StandardCharsets.UTF_16)));
        assertThrows(UnreadableFile.class, () -> read(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1}));
        assertThrows(UnreadableFile.class, () -> read(new byte[] {'P', 'K', 3, 4, 0, 0}));
        assertTrue(refused("pin,name\n1,\"" + "x".repeat(CsvReader.LONGEST + 1)).startsWith("line 2 cannot be read: "));
    }

    @Test
    void aHeadAloneIsAListOfNobody() throws Exception {
        assertEquals(List.of(), read("pin,name\n"));
    }
}
