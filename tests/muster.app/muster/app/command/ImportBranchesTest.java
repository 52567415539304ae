// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import muster.app.command.Shell.Run;
import muster.app.command.TinyApi.Answer;
import muster.app.file.Workbook;
import muster.model.Branch;
import muster.model.Pull;
import muster.model.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportBranchesTest {

    private static final String TABLE = """
            branch,branch_name,branch_zone,serial,terminal_name,host,port,live
            B1,Main Street,Asia/Kolkata,TSTATT000001,Gate,192.0.2.7,,
            B1,,,TSTATT000002,Yard,192.0.2.8,4371,no
            B2,High Street,,,,,,
            """;

    @TempDir
    private Path directory;

    private Muster muster;
    private Shell shell;

    @BeforeEach
    void open() throws Exception {
        muster = new Muster(Files.createDirectory(directory.resolve("data")));
        shell = new Shell().with("MUSTER_URL", muster.url());
    }

    @AfterEach
    void close() {
        muster.close();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private Terminal terminal(String serial) {
        return muster.house.terminals.find(serial).orElseThrow();
    }

    @Test
    void branchesAndTheirTerminalsGoIn() throws Exception {
        String file = file("branches.csv", TABLE);
        assertEquals(new Run(0, file + ": added 2 branches and 2 terminals\n", ""),
                shell.run("import", "branches", file));
        assertEquals(new Branch("B1", "Main Street", "Asia/Kolkata", false),
                muster.house.branches.find("B1").orElseThrow());
        assertEquals("High Street", muster.house.branches.find("B2").orElseThrow().name());
        Terminal gate = terminal("TSTATT000001");
        assertEquals("Gate B1", gate.name() + " " + gate.branch());
        assertEquals(Pull.at("192.0.2.7"), gate.pull());
        assertEquals(new Pull("192.0.2.8", 4371, Pull.Transport.AUTO, null, 0, false, null, null, false),
                terminal("TSTATT000002").pull());
    }

    @Test
    void aSecondImportChangesNothingAndSaysSo() throws Exception {
        String file = file("branches.csv", TABLE);
        shell.run("import", "branches", file);
        long head = muster.house.journal.head();
        assertEquals(
                new Run(0, file + ": nothing to change: 4 branches and terminals are there already just so\n", ""),
                shell.run("import", "branches", file));
        assertEquals(head, muster.house.journal.head());
    }

    @Test
    void whatDiffersIsChangedAndTheRestStays() throws Exception {
        shell.run("import", "branches", file("branches.csv", TABLE));
        shell.run("terminals", "change", "TSTATT000001", "--poll", "60", "--address", "192.0.2.0/24");
        String file = file("new.csv", """
                branch,branch_name,branch_zone,serial,host
                B1,Main Street,Asia/Kolkata,TSTATT000001,192.0.2.9
                B2,Low Street,,,
                B2,,,TSTATT000002,
                """);
        assertEquals(new Run(0, file + ": changed 1 branch and 2 terminals; 1 is there already just so\n", ""),
                shell.run("import", "branches", file));
        assertEquals("Low Street", muster.house.branches.find("B2").orElseThrow().name());
        assertEquals("192.0.2.9 60", terminal("TSTATT000001").pull().host() + " "
                + terminal("TSTATT000001").pull().pollSeconds());
        assertEquals("192.0.2.0/24", terminal("TSTATT000001").addresses().getFirst());
        assertEquals("B2 Yard", terminal("TSTATT000002").branch() + " " + terminal("TSTATT000002").name());
    }

    @Test
    void aDryRunShowsWhatWouldBeDoneAndDoesNothing() throws Exception {
        shell.run("branches", "add", "B1", "--name", "Old Street");
        shell.run("terminals", "add", "TSTATT000002", "--name", "Yard", "--host", "192.0.2.8", "--port", "4371");
        long head = muster.house.journal.head();
        String file = file("branches.csv", TABLE);
        Run run = shell.run("import", "branches", "--dry-run", file);
        assertEquals(new Run(0, file + """
                : CSV with ",", columns read as branch, branch_name, branch_zone, serial, terminal_name, host, port, live
                ROW  WHAT      ID            WOULD BE  WITH
                2    branch    B1            changed   name Main Street instead of Old Street, zone Asia/Kolkata
                4    branch    B2            added     name High Street
                2    terminal  TSTATT000001  added     name Gate, branch B1, host 192.0.2.7
                3    terminal  TSTATT000002  changed   branch B1, live no instead of yes
                would add 1 branch and 1 terminal; would change 1 branch and 1 terminal
                """, ""), run);
        assertEquals(head, muster.house.journal.head());
        assertEquals(run, shell.run("import", "branches", "-n", file));
    }

    @Test
    void badRowsAreNamedAndTheGoodOnesGoIn() throws Exception {
        String file = file("branches.csv", """
                branch,branch_name,serial,host,port
                Main Street,,,,
                B1,Main Street,TSTATT000001,192.0.2.7,
                B1,High Street,TSTATT000002,192.0.2.8,
                B1,,TSTATT000001,192.0.2.9,
                B1,,TSTATT000003,192.0.2.7,
                B1,,TSTATT000004,,4370
                B1,,not a serial,192.0.2.10,
                B1,,TSTATT000005,192.0.2.7,4371
                """);
        Run run = shell.run("import", "branches", file);
        assertEquals(65, run.code());
        assertEquals(file + ": added 1 branch and 2 terminals\nleft out 6 rows\n", run.out());
        assertEquals("""
                muster: FILE:2: branch is "Main Street" and must be 1 to 64 letters, digits, -, _ or .
                muster: FILE:4: branch B1 is named "High Street" here and "Main Street" in row 3
                muster: FILE:5: terminal TSTATT000001 stands in row 3 already
                muster: FILE:6: host 192.0.2.7 is that of terminal TSTATT000001 in row 3 already
                muster: FILE:7: terminal TSTATT000004 needs a host to be read at
                muster: FILE:8: terminal not a serial: serial: a terminal's serial is 1 to 64 letters, digits, - or _; \
                it stands on its label
                """.replace("FILE", file), run.err());
        Run dry = shell.run("import", "branches", "--dry-run", file);
        assertEquals(65, dry.code());
        assertTrue(dry.out().endsWith("would leave out 5 rows\n"), dry.out());
    }

    @Test
    void anExcelWorkbookIsReadAsWell() throws Exception {
        Path file = directory.resolve("branches.xlsx");
        Files.write(file, Workbook.of(
                new String[] {"Branch", "Branch Name", "Serial No.", "IP Address", "Remark"},
                new String[] {"B1", "Main Street", "TSTATT000001", "192.0.2.7", "by the door"},
                new String[] {"B1", null, "TSTATT000002", "192.0.2.8", null}).bytes());
        Run run = shell.run("import", "branches", file.toString());
        assertEquals(new Run(0, file + ": added 1 branch and 2 terminals\n",
                "muster: " + file + ": passed over the columns Remark\n"), run);
        assertEquals("192.0.2.8", terminal("TSTATT000002").pull().host());
        assertTrue(shell.run("import", "branches", "-n", file.toString()).out()
                .startsWith(file + ": the sheet \"Branches\", columns read as branch, branch_name, serial, host, -\n"));
    }

    @Test
    void aListOfAThousandTerminalsGoesIn() throws Exception {
        StringBuilder text = new StringBuilder("branch;sn;ip\n");
        for (int i = 0; i < 1000; i++) {
            text.append("B").append(i / 8).append(";TST").append(i).append(";10.1.").append(i / 250).append('.')
                    .append(i % 250 + 1).append('\n');
        }
        Run run = shell.run("import", "branches", file("big.csv", text.toString()));
        assertTrue(run.out().endsWith(": added 125 branches and 1,000 terminals\n"), run.out() + run.err());
    }

    @Test
    void standardInputIsAFileToo() {
        shell.typing(TABLE);
        assertEquals("standard input: added 2 branches and 2 terminals\n",
                shell.run("import", "branches", "-").out());
    }

    @Test
    void optionsBeforeTheWordBranchesAreNotTakenForItsOwn() throws Exception {
        Run run = shell.run("import", "--dry-run", "branches", file("branches.csv", TABLE));
        assertEquals(64, run.code());
        assertTrue(run.err().contains("muster import branches --dry-run FILE"), run.err());
        assertTrue(muster.house.branches.all().isEmpty());
    }

    @Test
    void aFileOfPunchesThatIsCalledBranchesCanStillBeImported() throws Exception {
        String punches = file("branches", "terminal,pin,time\nTSTATT000001,7,2026-11-19 08:00:00\n");
        assertEquals(0, shell.run("import", punches).code());
        assertEquals(1, muster.house.punches().size());
    }

    @Test
    void aMusterThatGoesAwayIsToldWithWhatIsIn() throws Exception {
        try (TinyApi api = new TinyApi(new Answer(200, "{\"branches\":[]}"),
                new Answer(200, "{\"terminals\":[],\"pending\":[]}"),
                new Answer(201, "{\"id\":\"B1\",\"name\":\"Main Street\"}"), new Answer(0, ""))) {
            String file = file("branches.csv", TABLE);
            Run run = new Shell().run("import", "branches", "--url", api.url(), file);
            assertEquals(69, run.code());
            assertEquals("", run.out());
            assertTrue(run.err().startsWith("muster: " + file + ": added 1 branch before that; import it again later,"
                    + " what is so already will be recognised\n"), run.err());
        }
    }

    @Test
    void whatCannotBeOpenedReadOrReachedIsToldWithItsExitCode() throws Exception {
        assertEquals(64, shell.run("import", "branches").code());
        assertEquals(66, shell.run("import", "branches", directory.resolve("none").toString()).code());
        assertEquals(66, shell.run("import", "branches", directory.toString()).code());
        Run binary = shell.run("import", "branches",
                Files.write(directory.resolve("old.xls"), new byte[] {1, 0, 2}).toString());
        assertEquals(65, binary.code());
        assertTrue(binary.err().contains(" cannot be imported: it is binary"), binary.err());
        assertEquals(69, new Shell().run(
                "import", "branches", "--url", "http://127.0.0.1:1", file("branches.csv", TABLE)).code());
    }
}
