// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import muster.model.PersonPage;
import muster.model.PunchPage;
import muster.model.QuarantinePage;
import muster.model.TerminalStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one run left behind is there in the next.
class UpgradeTest {

    private static final String SERIAL = "TSTATT000001";
    private static final String INTRODUCTION =
            "/iclock/cdata?SN=" + SERIAL + "&options=all&pushver=2.4.1&language=83";

    @TempDir
    Path data;

    @Test
    void a_second_start_knows_all_that_the_first_knew() throws Exception {
        String punches;
        try (Muster muster = Muster.accepting(data)) {
            firstDay(muster);
            punches = muster.get("/api/punches").toString();
        }
        try (Muster muster = Muster.start(data)) {
            assertEquals(punches, muster.get("/api/punches").toString());
            TerminalStatus terminal = muster.get("/api/terminals/" + SERIAL, TerminalStatus.class);
            assertEquals("Main door", terminal.name());
            assertEquals("Asia/Kolkata", terminal.zone());
            assertEquals("att2", terminal.dialect());
            assertEquals("Ver 1.2.3", terminal.reported().get("FWVersion"));
            assertEquals(5, terminal.punches());
            assertEquals(2, terminal.duplicates());
            assertEquals(1, terminal.quarantined());
            assertEquals(1, terminal.openCommands());
            assertEquals(1, muster.get("/api/quarantine", QuarantinePage.class).quarantine().size());
            assertEquals("Ada Test", muster.get("/api/people", PersonPage.class).people().getFirst().name());
        }
    }

    private static void firstDay(Muster muster) throws Exception {
        muster.terminal("GET", INTRODUCTION, "");
        muster.ask("PATCH", "/api/terminals/" + SERIAL, "{\"name\":\"Main door\",\"zone\":\"Asia/Kolkata\"}");
        muster.upload(SERIAL, Punches.lines(0, 5));
        muster.upload(SERIAL, Punches.lines(0, 2));
        muster.upload(SERIAL, "rubbish\n");
        muster.terminal("POST", "/iclock/cdata?SN=" + SERIAL + "&table=OPERLOG&OpStamp=1",
                "USER PIN=1001\tName=Ada Test\tPri=0\tPasswd=\tCard=\tGrp=1\tTZ=\n");
        muster.terminal("GET", "/iclock/getrequest?SN=" + SERIAL + "&INFO=Ver%201.2.3,1,0,5,192.0.2.50", "");
        assertEquals(201, muster.post("/api/terminals/" + SERIAL + "/commands", "{\"command\":\"info\"}").statusCode());
    }

    @Test
    void stamps_are_given_back_as_the_terminal_wrote_them() throws Exception {
        String upload = "/iclock/cdata?SN=" + SERIAL + "&table=";
        String operation = "OPLOG 4\t0\t2026-11-20 08:00:00\t0\t0\t0\t0\n";
        try (Muster muster = Muster.accepting(data)) {
            String block = muster.terminal("GET", INTRODUCTION, "").body();
            assertTrue(block.contains("ATTLOGStamp=0\n") && block.contains("OPERLOGStamp=0\n"), block);
            muster.terminal("POST", upload + "ATTLOG&Stamp=289515406", Punches.lines(0, 1));
            muster.terminal("POST", upload + "OPERLOG&OpStamp=731234567", operation);
            muster.kill();
        }
        try (Muster muster = Muster.start(data)) {
            String block = muster.terminal("GET", INTRODUCTION, "").body();
            assertTrue(block.contains("ATTLOGStamp=289515406\n"), block);
            assertTrue(block.contains("OPERLOGStamp=731234567\n"), block);
        }
    }

    @Test
    void commands_keep_their_numbers_and_none_is_used_again() throws Exception {
        String commands = "/api/terminals/" + SERIAL + "/commands";
        String poll = "/iclock/getrequest?SN=" + SERIAL;
        try (Muster muster = Muster.accepting(data)) {
            muster.upload(SERIAL, Punches.lines(0, 1));
            assertEquals(201, muster.post(commands, "{\"command\":\"info\"}").statusCode());
            assertTrue(muster.terminal("GET", poll, "").body().startsWith("C:1:INFO"));
            muster.terminal("POST", "/iclock/devicecmd?SN=" + SERIAL, "ID=1&Return=0&CMD=INFO\n");
            assertEquals(201, muster.post(commands, "{\"command\":\"check\"}").statusCode());
        }
        try (Muster muster = Muster.start(data)) {
            assertEquals(201, muster.post(commands, "{\"command\":\"reboot\"}").statusCode());
            String handedOut = muster.terminal("GET", poll, "").body();
            assertEquals(List.of("C:2:CHECK", "C:3:REBOOT"), handedOut.lines().toList());
            muster.terminal("POST", "/iclock/devicecmd?SN=" + SERIAL,
                    "ID=2&Return=0&CMD=CHECK\nID=3&Return=0&CMD=REBOOT\n");
            List<String> states = muster.get(commands).getAsJsonObject().getAsJsonArray("commands").asList().stream()
                    .map(command -> command.getAsJsonObject().get("state").getAsString())
                    .toList();
            assertEquals(List.of("done", "done", "done"), states);
        }
    }

    @Test
    void a_journal_of_a_newer_muster_is_refused_and_left_as_it_is() throws Exception {
        Path file;
        try (Muster muster = Muster.accepting(data)) {
            muster.upload(SERIAL, Punches.lines(0, 1));
            file = muster.journal();
        }
        JournalFile.change(file, "PRAGMA user_version = 99");
        byte[] before = Files.readAllBytes(file);
        for (Program.Outcome start : List.of(
                Program.run(Program.serve(data)), Program.run("punches", "--data", data.toString()))) {
            assertEquals(65, start.code(), start.err());
            assertTrue(start.err().contains("99"), start.err());
            assertTrue(!start.err().contains("\tat "), start.err());
        }
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void a_clean_end_leaves_everything_in_the_one_file() throws Exception {
        try (Muster muster = Muster.accepting(data)) {
            muster.upload(SERIAL, Punches.lines(0, 500));
            assertEquals(0, muster.stop());
            Path copy = Files.createDirectory(data.resolve("copied")).resolve("muster.db");
            Files.copy(muster.journal(), copy);
            try (JournalFile journal = JournalFile.read(copy)) {
                journal.assertSound();
                assertEquals(500, journal.punches().size());
            }
        }
    }

    @Test
    void a_terminal_that_was_held_is_no_longer_known_but_its_neighbours_are() throws Exception {
        try (Muster muster = Muster.start(data)) {
            assertEquals(503, muster.upload(SERIAL, Punches.lines(0, 1)).status());
            assertEquals(201, muster.post("/api/terminals", "{\"serial\":\"TSTATT000002\"}").statusCode());
        }
        try (Muster muster = Muster.start(data)) {
            assertEquals("OK: 1", muster.upload("TSTATT000002", Punches.lines(0, 1)).body());
            assertEquals(1, muster.get("/api/punches", PunchPage.class).punches().size());
            assertEquals(0, muster.get("/api/terminals").getAsJsonObject().getAsJsonArray("pending").size());
        }
    }
}
