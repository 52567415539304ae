// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import muster.app.House;
import muster.app.terminal.TerminalRules;
import muster.model.Command;
import muster.model.CommandRequest;
import muster.model.Notice;
import muster.model.Person;
import muster.zk.http.Headers;
import muster.zk.http.Reply;
import muster.zk.http.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushSourceTest {

    private static final String SERIAL = "TSTATT000001";
    private static final String CDATA = "/iclock/cdata?SN=" + SERIAL;

    @TempDir
    Path directory;

    @Test
    void okIsSaidWithTheNumberOfLinesReceivedAndTheRowsAreThere() throws Exception {
        try (House house = new House(directory)) {
            Reply reply = house.ask("POST", CDATA + "&table=ATTLOG&Stamp=9999",
                    "1\t2026-11-20 08:00:05\t0\t1\nnoise\n1\t2026-11-20 08:00:05\t0\t1\n");
            assertEquals(200, reply.status());
            assertEquals("OK: 3", House.text(reply));
            assertEquals(1, house.punches().size());
        }
    }

    @Test
    void nothingIsAcknowledgedWhenTheJournalIsClosed() throws Exception {
        House house = new House(directory);
        house.approve(SERIAL);
        house.ask("GET", "/iclock/ping?SN=" + SERIAL, "");
        house.close();
        Reply reply = house.ask("POST", CDATA + "&table=ATTLOG&Stamp=9999", "1\t2026-11-20 08:00:05\t0\t1\n");
        assertEquals(503, reply.status());
        assertFalse(House.text(reply).startsWith("OK"));
    }

    @Test
    void anUnknownTerminalIsToldToComeAgainAndNothingOfItIsKept() throws Exception {
        TerminalRules hold = new TerminalRules(TerminalRules.Unknown.HOLD, Duration.ZERO, List.of(), House.KOLKATA);
        try (House house = new House(directory, hold, null)) {
            for (String target : List.of("&options=all&pushver=2.4.1", "&table=ATTLOG&Stamp=1")) {
                Reply reply = house.ask(target.contains("table") ? "POST" : "GET", CDATA + target,
                        "1\t2026-11-20 08:00:05\t0\t1\n");
                assertEquals(503, reply.status());
                assertEquals("60", reply.headers().getFirst().getValue());
            }
            assertEquals(0, house.journal.head());
        }
    }

    @Test
    void theLastStampThatIsOnDiskIsGivenBackAtInit() throws Exception {
        try (House house = new House(directory)) {
            assertTrue(init(house).contains("\nATTLOGStamp=0\n"));
            house.ask("POST", CDATA + "&table=ATTLOG&Stamp=289515406", "21\t2026-11-20 08:00:05\t0\t1\n");
            house.ask("POST", CDATA + "&table=OPERLOG&OpStamp=77", "OPLOG 4\t14\t2026-11-20 08:22:00\t0\t0\t0\t0\n");
            assertTrue(init(house).contains("\nATTLOGStamp=289515406\n"));
            assertTrue(init(house).contains("\nOPERLOGStamp=77\n"));
        }
        try (House house = new House(directory)) {
            assertTrue(init(house).contains("\nATTLOGStamp=289515406\n"), "after a restart too");
        }
    }

    @Test
    void theOptionBlockTellsTheOffsetOfTheTerminalsZone() throws Exception {
        try (House house = new House(directory)) {
            assertTrue(init(house).contains("\nTimeZone=330\n"));
            house.terminals.change(SERIAL,
                    new muster.model.TerminalSettings(null, null, "Europe/Berlin", null), "test");
            assertTrue(init(house).contains("\nTimeZone=1\n"));
        }
    }

    @Test
    void peopleAreLearntWithoutTheirPasswords() throws Exception {
        try (House house = new House(directory)) {
            String user = "USER PIN=1020\tName=Test Person\tPri=14\tPasswd=4711\tCard=[0012AB34]\tGrp=1\n"
                    + "FP PIN=1020\tFID=6\tSize=12\tValid=1\tTMP=U0FNUExFRlA=\n";
            Reply reply = house.ask("POST", CDATA + "&table=OPERLOG&Stamp=9999", user);
            assertEquals("OK: 2", House.text(reply));
            Person person = house.journal.records().person("1020").orElseThrow();
            assertEquals("Test Person", person.name());
            assertEquals(14, person.privilege());
            house.ask("POST", CDATA + "&table=OPERLOG&Stamp=9999", user);
            assertEquals(1, house.entries().stream().filter(e -> e.fact().kind().equals("person")).count());
        }
        for (Path file : Files.list(directory).toList()) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertFalse(bytes.contains("4711"), "a password in " + file);
            assertFalse(bytes.contains("U0FNUExFRlA"), "a template in " + file);
        }
    }

    @Test
    void namesAreReadInTheLanguageOfTheFirmware() throws Exception {
        try (House house = new House(directory)) {
            house.ask("GET", CDATA + "&options=all&pushver=2.4.1&language=83", "");
            byte[] body = "USER PIN=7\tName=张三\tPri=0\n".getBytes("GB18030");
            house.ask(Request.of("POST", CDATA + "&table=OPERLOG&Stamp=9999", Headers.of(Map.of()), body));
            assertEquals("张三", house.journal.records().person("7").orElseThrow().name());
        }
    }

    @Test
    void aClockSetAtTheTerminalIsToldToTheOperatorOnce() throws Exception {
        try (House house = new House(directory)) {
            String line = "OPLOG 21\t14\t2026-11-20 08:22:00\t0\t0\t0\t0\n";
            house.ask("POST", CDATA + "&table=OPERLOG&Stamp=9999", line);
            house.ask("POST", CDATA + "&table=OPERLOG&Stamp=9999", line);
            assertEquals(1, notices(house).size());
            assertTrue(notices(house).getFirst().message().contains("its clock was set"));
        }
    }

    @Test
    void anotherBindingKeyIsToldOnceAndTheFirstIsRememberedOverARestart() throws Exception {
        String init = CDATA + "&options=all&pushver=2.4.1&pushcommkey=";
        try (House house = new House(directory)) {
            house.ask("GET", init + "first", "");
            house.ask("GET", init + "first", "");
            assertEquals(0, notices(house).size());
        }
        try (House house = new House(directory)) {
            house.ask("GET", init + "second", "");
            house.ask("GET", init + "second", "");
            assertEquals(1, notices(house).size());
            assertTrue(notices(house).getFirst().message().contains("another binding key"));
            house.ask("GET", init + "first", "");
            assertEquals(1, notices(house).size());
        }
    }

    @Test
    void aCommandGoesOutWithThePollAndItsResultComesBack() throws Exception {
        try (House house = new House(directory)) {
            house.approve(SERIAL);
            house.queue.queue(SERIAL, CommandRequest.named("info"), "api");
            assertEquals("C:1:INFO\n", House.text(house.ask("GET", "/iclock/getrequest?SN=" + SERIAL, "")));
            assertEquals("OK", House.text(house.ask("GET", "/iclock/getrequest?SN=" + SERIAL, "")));
            house.ask("POST", "/iclock/devicecmd?SN=" + SERIAL,
                    "ID=1&Return=0&CMD=INFO\n~SerialNumber=" + SERIAL + "\nFWVersion=Ver 9\nUserCount=3\n"
                            + "TransactionCount=41\n");
            assertEquals(Command.State.DONE, house.queue.commands(SERIAL, false).getFirst().state());
            var status = house.terminals.status(SERIAL).orElseThrow();
            assertEquals(41, status.records());
            assertEquals(3, status.users());
            assertEquals("Ver 9", status.reported().get("FWVersion"));
        }
    }

    @Test
    void aTerminalThatCountsMorePunchesThanTheJournalIsAskedForThemAgain() throws Exception {
        try (House house = new House(directory)) {
            house.ask("POST", CDATA + "&table=ATTLOG&Stamp=1", "1\t2026-11-20 07:00:00\t0\t1\n");
            for (int sum : new int[] {1, 2}) {
                Command command = house.queue.queue(SERIAL, verifyCount(), "api");
                house.ask("GET", "/iclock/getrequest?SN=" + SERIAL, "");
                house.ask("POST", "/iclock/devicecmd?SN=" + SERIAL, "ID=" + command.id()
                        + "&Return=0&CMD=VERIFY SUM&StartTime=2026-11-20 00:00:00&EndTime=2026-11-20 07:00:00"
                        + "&AttlogSum=" + sum + "\n");
            }
            List<Command> commands = house.queue.commands(SERIAL, false);
            assertEquals(3, commands.size());
            assertTrue(commands.get(0).text().startsWith("DATA QUERY ATTLOG StartTime=2026-11-20 00:00:00"));
            assertEquals("the terminal counts 2 punches, the journal 1; it was asked for them again",
                    commands.get(1).detail());
            assertEquals("the terminal counts 1 punches, the journal 1", commands.get(2).detail());
        }
    }

    @Test
    void anAccessTerminalRegistersAndItsPunchIsOneRowByBothWays() throws Exception {
        try (House house = new House(directory)) {
            String sn = "TSTACC000001";
            assertEquals("OK", House.text(house.ask("GET",
                    "/iclock/cdata?SN=" + sn + "&options=all&pushver=3.1.2&DeviceType=acc", "")));
            String code = House.text(house.ask("POST", "/iclock/registry?SN=" + sn,
                    "DeviceType=acc,~DeviceName=TEST,FirmVer=1,LockCount=1"));
            assertTrue(code.startsWith("RegistryCode="), code);
            String again = House.text(house.ask("GET",
                    "/iclock/cdata?SN=" + sn + "&options=all&pushver=3.1.2&DeviceType=acc", ""));
            assertTrue(again.startsWith("registry=ok\n" + code), again);
            house.ask("POST", "/iclock/cdata?SN=" + sn + "&table=rtlog",
                    "time=2026-11-20 08:30:00\tpin=1001\tcardno=0\teventaddr=1\tevent=0\tinoutstatus=0\tverifytype=1"
                            + "\tindex=57\n");
            assertEquals("transaction=1", House.text(house.ask("POST",
                    "/iclock/querydata?SN=" + sn + "&type=tabledata&cmdid=1&tablename=transaction&count=1"
                            + "&packcnt=1&packidx=1",
                    "transaction cardno=0\tpin=1001\tverified=1\tdoorid=1\teventtype=0\tinoutstate=0"
                            + "\ttime_second=864117000\tindex=57\n")));
            assertEquals(1, house.punches().size());
        }
    }

    @Test
    void photosAreKeptOnlyWhenWantedAndCannotLeaveTheirFolder() throws Exception {
        byte[] photo = "PIN=../../20261120082600-21.jpg\nSN=x\nsize=3\nCMD=uploadphoto\0JPG"
                .getBytes(StandardCharsets.ISO_8859_1);
        Request request = Request.of("POST", CDATA + "&table=ATTPHOTO&Stamp=9999", Headers.of(Map.of()), photo);
        TerminalRules accept = new TerminalRules(TerminalRules.Unknown.ACCEPT, Duration.ZERO, List.of(), House.KOLKATA);
        Path photos = directory.resolve("photos");
        try (House house = new House(directory, accept, null)) {
            assertEquals("OK", House.text(house.ask(request)));
            assertFalse(Files.exists(photos));
        }
        try (House house = new House(directory, accept, photos)) {
            assertEquals("OK", House.text(house.ask(request)));
            List<Path> kept = Files.walk(photos).filter(Files::isRegularFile).toList();
            assertEquals(1, kept.size());
            assertEquals(photos.resolve(SERIAL), kept.getFirst().getParent());
            assertEquals("JPG", Files.readString(kept.getFirst()));
        }
    }

    @Test
    void whatIsNotServedIsSaidAndAWrongSerialIsRefused() throws Exception {
        try (House house = new House(directory)) {
            assertEquals(404, house.ask("GET", "/", "").status());
            assertEquals(404, house.ask("GET", "/iclock/exchange?SN=" + SERIAL + "&type=publickey", "").status());
            assertEquals(400, house.ask("GET", "/iclock/cdata?options=all", "").status());
            assertEquals(400, house.ask("GET", "/iclock/cdata?SN=..%2F..&options=all", "").status());
        }
    }

    private static CommandRequest verifyCount() {
        LocalDateTime midnight = LocalDateTime.parse("2026-11-20T00:00:00");
        return new CommandRequest("verify-count", midnight, midnight.plusHours(7), null, null, null, null, null, null,
                null, null, null, null);
    }

    private static List<Notice> notices(House house) throws Exception {
        return house.entries().stream()
                .map(entry -> entry.fact())
                .filter(Notice.class::isInstance)
                .map(Notice.class::cast)
                .toList();
    }

    private static String init(House house) throws Exception {
        return House.text(house.ask("GET", CDATA + "&options=all&pushver=2.4.1&language=69", ""));
    }
}
