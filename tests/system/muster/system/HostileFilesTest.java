// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files made to break whoever reads them, in the memory that the launcher gives: a sentence, and nothing changed.
@Tag("system")
class HostileFilesTest {

    @TempDir
    Path data;

    @TempDir
    Path folder;

    @Test
    void a_workbook_that_unpacks_to_a_mountain_is_refused_with_a_sentence() throws Exception {
        try (Muster muster = Muster.start(data)) {
            OpenEvent.begin(muster, "demo");
            for (Map.Entry<String, String> bomb : Map.of(
                    "zeros", "<row><c t='inlineStr'><is><t>" + "0".repeat(40 << 20) + "</t></is></c></row>",
                    "wide", "<row><c r='GR1'><v>1</v></c></row>".repeat(900_000),
                    "rows", "<row><c><v>1</v></c></row>".repeat(1_200_000),
                    "number", "<row><c><v>pin</v></c></row><row><c><v>1E2147483647</v></c></row>",
                    "deep", "<a>".repeat(5 << 20)).entrySet()) {
                Path file = workbook(bomb.getKey(), bomb.getValue());
                assertRefused(muster.run("import", "branches", file.toString()));
                assertRefused(muster.run("events", "roster", "demo", file.toString()));
            }
            assertEquals(0, muster.get("/api/branches").getAsJsonObject().getAsJsonArray("branches").size());
            assertEquals(0, muster.get("/api/gatherings/demo/roster").getAsJsonObject()
                    .getAsJsonArray("people").size());
        }
    }

    /// The exit code for bad data (sysexits.h), and words.
    private static void assertRefused(Program.Outcome outcome) {
        assertEquals(65, outcome.code(), outcome::err);
        assertTrue(!outcome.err().contains("\tat ") && !outcome.err().contains("java."), outcome::err);
    }

    private Path workbook(String name, String rows) throws IOException {
        String kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        Path file = folder.resolve(name + ".xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            part(zip, "_rels/.rels", "<Relationships><Relationship Id='a' Type='" + kind
                    + "officeDocument' Target='xl/workbook.xml'/></Relationships>");
            part(zip, "xl/workbook.xml", "<workbook xmlns:r='r'><sheets>"
                    + "<sheet name='S' r:id='b'/></sheets></workbook>");
            part(zip, "xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='b' Type='" + kind
                    + "worksheet' Target='sheet.xml'/></Relationships>");
            part(zip, "xl/sheet.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
        }
        return file;
    }

    private static void part(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void settings_made_to_break_their_reader_are_refused_with_a_sentence() throws Exception {
        Path file = folder.resolve("muster.toml");
        for (String toml : List.of(
                "x = " + "[".repeat(100_000), "x = " + "{a=".repeat(100_000),
                "a" + ".a".repeat(200_000) + " = 1\n", "[a" + ".a".repeat(200_000) + "]\n",
                "data = \"" + "x".repeat(64 << 20) + "\"\n", "x = 1\n".repeat(1000),
                "data = \"\0\"\n", "x = " + "9".repeat(500_000) + "\n", "\"\"\"".repeat(10_000))) {
            Files.writeString(file, toml);
            Program.Outcome outcome = Program.run(Program.serve(data, "--config", file.toString()));
            String told = outcome.err() + outcome.out();
            String begin = toml.substring(0, Math.min(20, toml.length()));
            assertEquals(78, outcome.code(), () -> begin + ": " + told.substring(0, Math.min(2000, told.length())));
            assertTrue(!told.contains("\tat ") && told.contains("muster.toml") && told.length() < 200_000, begin);
        }
        assertTrue(Files.notExists(data.resolve("muster.db")));
    }
}
