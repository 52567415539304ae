// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import muster.app.House;
import muster.app.simulate.device.Dialect;
import muster.app.simulate.device.DeviceServer;
import muster.app.simulate.device.Faults;
import muster.app.simulate.device.Fleet;
import muster.app.simulate.device.Flow;
import muster.app.simulate.device.RecordLayout;
import muster.app.simulate.device.UserLayout;
import muster.app.terminal.Refusal;
import muster.model.BranchSettings;
import muster.model.Entry;
import muster.model.FetchReport;
import muster.model.FetchRequest;
import muster.model.Fetched;
import muster.model.LocalTimes;
import muster.model.Notice;
import muster.model.PullSettings;
import muster.model.Punch;
import muster.model.Source;
import muster.model.TerminalSettings;
import muster.model.ZoneFrom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class FetchTest {

    @TempDir
    Path directory;

    @Test
    void everythingATerminalHoldsIsInTheJournalOnceHoweverOftenItIsRead() throws Exception {
        try (House house = new House(directory); Fleet devices = Fleet.open(Bench.plan(1000), house.clock)) {
            DeviceServer server = devices.servers().getFirst();
            Bench.add(house, server);
            Fetched first = only(Bench.fetch(house));
            assertTrue(first.complete(), first.detail());
            assertEquals(1000, first.records());
            assertEquals(1000, first.stored());
            assertEquals(1000, first.counter());
            assertTrue(Bench.held(server).equals(Bench.journalled(house, Bench.SERIAL)));
            assertEquals(Source.PULL, house.punches().getFirst().source());
            Fetched second = only(Bench.fetch(house));
            assertEquals(0, second.stored());
            assertEquals(1000, second.duplicates());
            assertEquals(1000, house.punches().size());
        }
    }

    @Test
    void aLogOfSeveralCommitsKeepsItsOrder() throws Exception {
        try (House house = new House(directory); Fleet devices = Fleet.open(Bench.plan(12_000), house.clock)) {
            DeviceServer server = devices.servers().getFirst();
            Bench.add(house, server);
            Fetched fetched = only(Bench.fetch(house));
            assertTrue(fetched.complete(), fetched.detail());
            assertEquals(12_000, fetched.stored());
            List<String> held = server.device().records().stream()
                    .map(record -> record.userId() + " " + record.localTime()).toList();
            List<String> journalled = new ArrayList<>();
            List<Entry> page = house.journal.read(0, 10_000);
            for (; !page.isEmpty(); page = house.journal.read(page.getLast().seq(), 10_000)) {
                for (Entry entry : page) {
                    if (entry.fact() instanceof Punch punch) {
                        journalled.add(punch.pin() + " " + LocalTimes.text(punch.localTime()));
                    }
                }
            }
            assertEquals(held, journalled);
        }
    }

    @Test
    void aReadThatBringsNothingNewWritesNothingButThatItWasAskedFor() throws Exception {
        try (House house = new House(directory); Fleet devices = Fleet.open(Bench.plan(100), house.clock)) {
            Bench.add(house, devices.servers().getFirst());
            Bench.fetch(house);
            long head = house.journal.head();
            Fetched again = only(Bench.fetch(house));
            assertEquals(100, again.duplicates());
            assertEquals(List.of(new Entry(head + 1, again)), house.journal.read(head, 100));
        }
    }

    @ParameterizedTest
    @EnumSource(RecordLayout.class)
    void everyLayoutIsRecognised(RecordLayout layout) throws Exception {
        Dialect dialect = new Dialect(layout, UserLayout.LONG, Flow.USUAL, 4096, 32, 92, null, false);
        try (House house = new House(directory);
                Fleet devices = Fleet.open(Bench.plan(1, 300, dialect, Faults.NONE, 0), house.clock)) {
            // which of two bytes is the state cannot be told from the content
            String given = layout == RecordLayout.EXTENDED_STATE_FIRST ? "16-state-first" : null;
            int port = devices.servers().getFirst().address().getPort();
            house.terminals.add(new TerminalSettings(Bench.SERIAL, null, null, null, null, new PullSettings(
                    "127.0.0.1", port, null, null, null, null, given, null, null)), "test");
            Fetched fetched = only(Bench.fetch(house));
            assertTrue(fetched.complete(), fetched.detail());
            assertTrue(Bench.held(devices.servers().getFirst()).equals(Bench.journalled(house, Bench.SERIAL)));
        }
    }

    @Test
    void peopleAreLearntAndTheirPasswordsAreNot() throws Exception {
        try (House house = new House(directory); Fleet devices = Fleet.open(Bench.plan(5), house.clock)) {
            Bench.add(house, devices.servers().getFirst());
            Bench.fetch(house);
            assertEquals(20, house.journal.records().people(null, 100).size());
        }
    }

    @Test
    void aPunchReadAndPushedIsOneRow() throws Exception {
        try (House house = new House(directory); Fleet devices = Fleet.open(Bench.plan(50), house.clock)) {
            Bench.add(house, devices.servers().getFirst());
            StringBuilder lines = new StringBuilder();
            devices.servers().getFirst().device().records().forEach(record -> lines.append(record.userId())
                    .append('\t').append(record.localTime()).append('\t').append(record.state()).append('\t')
                    .append(record.verify()).append("\n"));
            house.ask("POST", "/iclock/cdata?SN=" + Bench.SERIAL + "&table=ATTLOG&Stamp=1", lines.toString());
            Fetched fetched = only(Bench.fetch(house));
            assertEquals(0, fetched.stored());
            assertEquals(50, house.punches().size());
        }
    }

    @Test
    void aVariantIsKeptWithThePunchAndCounted() throws Exception {
        try (House house = new House(directory); Fleet devices = Fleet.open(Bench.plan(1), house.clock)) {
            Bench.add(house, devices.servers().getFirst());
            var record = devices.servers().getFirst().device().records().getFirst();
            house.ask("POST", "/iclock/cdata?SN=" + Bench.SERIAL + "&table=ATTLOG&Stamp=1",
                    record.userId() + "\t" + record.localTime() + "\t" + record.state() + "\t99\n");
            assertEquals(1, only(Bench.fetch(house)).variants());
            assertEquals(1, house.punches().size());
            long seq = house.journal.records().tallies().get(Bench.SERIAL).latestSeq();
            assertEquals(1, house.journal.records().variants(seq).size());
        }
    }

    @Test
    void aTerminalThatCountsMoreThanItGivesIsNotComplete() throws Exception {
        Dialect lying = new Dialect(
                RecordLayout.FULL, UserLayout.LONG, Flow.USUAL, 4096, 32, 92, 17L, false);
        try (House house = new House(directory);
                Fleet devices = Fleet.open(Bench.plan(1, 10, lying, Faults.NONE, 0), house.clock)) {
            Bench.add(house, devices.servers().getFirst());
            FetchReport report = Bench.fetch(house);
            assertFalse(report.complete());
            assertEquals(7, only(report).missing());
            assertEquals(10, house.punches().size(), "what it gave is kept");
            assertEquals(7, house.terminals.status(Bench.SERIAL).orElseThrow().lastFetch().missing());
            Bench.fetch(house);
            assertEquals(1, house.entries().stream().filter(entry -> entry.fact() instanceof Notice).count(),
                    "told once, not at every read");
        }
    }

    @Test
    void accessControlModeIsNamed() throws Exception {
        Dialect access = new Dialect(RecordLayout.FULL, UserLayout.LONG, Flow.USUAL, 4096, 32, 92, null, true);
        try (House house = new House(directory);
                Fleet devices = Fleet.open(Bench.plan(1, 10, access, Faults.NONE, 0), house.clock)) {
            Bench.add(house, devices.servers().getFirst());
            Fetched fetched = only(Bench.fetch(house));
            assertFalse(fetched.complete());
            assertTrue(fetched.detail().contains("access-control mode"), fetched.detail());
        }
    }

    @Test
    void anotherTerminalAtTheAddressIsNotFiledUnderAWrongSerial() throws Exception {
        try (House house = new House(directory); Fleet devices = Fleet.open(Bench.plan(10), house.clock)) {
            int port = devices.servers().getFirst().address().getPort();
            house.terminals.add(new TerminalSettings("TSTPUL000099", null, null, null, null,
                    PullSettings.at("127.0.0.1", port)), "test");
            Fetched fetched = only(Bench.fetch(house));
            assertFalse(fetched.complete());
            assertTrue(fetched.detail().contains(Bench.SERIAL + " answers"), fetched.detail());
            assertEquals(0, house.punches().size());
        }
    }

    @Test
    void aTerminalThatIsNotThereIsSaidToBe() throws Exception {
        try (House house = new House(directory)) {
            house.terminals.add(new TerminalSettings(Bench.SERIAL, null, null, null, null,
                    PullSettings.at("127.0.0.1", 1)), "test");
            Fetched fetched = only(Bench.fetch(house));
            assertFalse(fetched.complete());
            assertTrue(fetched.detail().contains("127.0.0.1:1"), fetched.detail());
        }
    }

    @Test
    void aCommKeyFileThatHoldsNoNumberIsNamed() throws Exception {
        Path key = Files.writeString(directory.resolve("key"), "secret\n");
        try (House house = new House(directory.resolve("data"));
                Fleet devices = Fleet.open(Bench.plan(1), house.clock)) {
            int port = devices.servers().getFirst().address().getPort();
            house.terminals.add(new TerminalSettings(Bench.SERIAL, null, null, null, null, new PullSettings(
                    "127.0.0.1", port, null, key.toString(), null, null, null, null, null)), "test");
            Fetched fetched = only(Bench.fetch(house));
            assertTrue(fetched.detail().contains(key.toString()), fetched.detail());
            assertFalse(fetched.detail().contains("secret"));
        }
    }

    @Test
    void theBranchGivesTheZoneToTerminalsWithoutOne() throws Exception {
        try (House house = new House(directory); Fleet devices = Fleet.open(Bench.plan(3), house.clock)) {
            house.branches.add(new BranchSettings("north", "Branch North", "Asia/Tokyo"), "test");
            int port = devices.servers().getFirst().address().getPort();
            house.terminals.add(new TerminalSettings(Bench.SERIAL, null, null, null, "north",
                    PullSettings.at("127.0.0.1", port)), "test");
            Bench.fetch(house);
            assertEquals(ZoneFrom.BRANCH, house.punches().getFirst().zoneFrom());
            assertEquals("Asia/Tokyo", house.punches().getFirst().zone());
            assertEquals(1, house.branchView.status("north").orElseThrow().terminals());
        }
    }

    @Test
    void aReadSinceADateLeavesTheOlderOnesAndDoesNotClaimToBeComplete() throws Exception {
        try (House house = new House(directory); Fleet devices = Fleet.open(Bench.plan(500), house.clock)) {
            Bench.add(house, devices.servers().getFirst());
            LocalDateTime since = LocalDateTime.parse(
                    devices.servers().getFirst().device().records().get(250).localTime().replace(' ', 'T'));
            long id = house.fetchOrders.order(new FetchRequest(List.of(Bench.SERIAL), null, null, since), "test").id();
            FetchReport report =
                    Bench.await(() -> house.fetchOrders.find(id).filter(FetchReport::ended).orElse(null));
            assertTrue(only(report).records() < 500);
            assertFalse(report.complete());
            assertTrue(house.punches().stream().noneMatch(punch -> punch.localTime().isBefore(since)));
        }
    }

    @Test
    void anOrderThatNamesNobodyOrTooMuchIsRefused() throws Exception {
        try (House house = new House(directory)) {
            house.approve("TSTATT000001");
            assertEquals(Refusal.Kind.INVALID, refused(house, new FetchRequest(null, null, null, null)));
            assertEquals(Refusal.Kind.INVALID, refused(house, new FetchRequest(List.of("A"), "b", null, null)));
            assertEquals(Refusal.Kind.NOT_FOUND, refused(house, new FetchRequest(List.of("A"), null, null, null)));
            assertEquals(Refusal.Kind.NOT_FOUND, refused(house, new FetchRequest(null, "b", null, null)));
            assertEquals(Refusal.Kind.CONFLICT,
                    refused(house, new FetchRequest(List.of("TSTATT000001"), null, null, null)));
            assertEquals(Refusal.Kind.CONFLICT, refused(house, new FetchRequest(null, null, true, null)));
        }
    }

    private static Refusal.Kind refused(House house, FetchRequest request) {
        return assertThrows(Refusal.class, () -> house.fetchOrders.order(request, "test")).kind();
    }

    private static Fetched only(FetchReport report) {
        assertEquals(1, report.rows().size());
        return report.rows().getFirst().result();
    }
}
