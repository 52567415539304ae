// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import muster.app.command.doctor.Finding.Level;
import muster.app.config.Config;
import muster.app.config.ConfigReader;
import muster.app.key.KeyBook;
import muster.journal.Journal;
import muster.journal.JournalSettings;
import muster.model.BackendStatus;
import muster.model.Bytes;
import muster.model.Fetched;
import muster.model.PendingTerminal;
import muster.model.Pull;
import muster.model.Quarantined;
import muster.model.QuarantinePage;
import muster.model.QuarantineRow;
import muster.model.Role;
import muster.model.ScannerChange;
import muster.model.ScannerStatus;
import muster.model.SinkList;
import muster.model.SinkState;
import muster.model.SinkStatus;
import muster.model.Terminal;
import muster.model.TerminalList;
import muster.model.TerminalStatus;
import muster.model.TerminalStatus.Presence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `muster doctor` makes of what it sees, check by check.
final class ChecksTest {

    private static final Instant NOW = Instant.parse("2026-11-20T02:30:10Z");
    private static final URI URL = URI.create("http://127.0.0.1:8888");

    @TempDir
    private Path directory;

    /// A terminal of which everything is right, to be spoilt.
    private record Gate(Presence presence, Instant contact, Long offset, Integer records, Integer capacity, Pull pull,
            Fetched last) {

        static final Gate GOOD = new Gate(Presence.ONLINE, NOW, 0L, 10, 100_000, null, null);

        TerminalStatus status(String serial) {
            return new TerminalStatus(serial, null, Terminal.State.APPROVED, null, List.of(), "att", null, Map.of(),
                    NOW.minus(Duration.ofDays(3)), presence, contact, "192.0.2.1", contact, offset, 5, records, 10, 0,
                    0, 0, null, 0, null, pull, last, capacity, null);
        }
    }

    private static Answers answers(TerminalList terminals, SinkList sinks, ScannerStatus scanner, BackendStatus backend,
            QuarantinePage quarantine) {
        return new Answers(Optional.empty(), Optional.empty(), Optional.ofNullable(terminals),
                Optional.ofNullable(sinks), Optional.ofNullable(scanner), Optional.ofNullable(backend),
                Optional.ofNullable(quarantine));
    }

    private Patient patient(Answers answers, List<String> settings) throws Exception {
        List<String> flags = new ArrayList<>(settings);
        flags.add("data=" + directory);
        Config config = new ConfigReader(null, Map.of(), flags).read();
        return new Patient(Optional.empty(), List.of(), Optional.of(config), false, Map.of(),
                Clock.fixed(NOW, ZoneOffset.UTC), directory, true, false, URL, Optional.empty(), "9.9.9", answers);
    }

    private List<Finding> found(Check check, TerminalStatus... terminals) throws Exception {
        TerminalList list = new TerminalList(List.of(terminals), List.of(), null);
        return check.run(patient(answers(list, null, null, null, null), List.of()));
    }

    private static void only(Level level, String seen, String cure, List<Finding> found) {
        assertEquals(1, found.size(), found.toString());
        assertEquals(level, found.getFirst().level(), found.toString());
        assertTrue(found.getFirst().seen().contains(seen), found.toString());
        assertTrue(cure == null || found.getFirst().cure().contains(cure), found.toString());
    }

    private static Fetched fetched(long records, Long counter, long missing, String detail) {
        return new Fetched("TSTATT000001", false, records, 0, 0, 0, 0, counter, missing, 5, detail, "poll", NOW);
    }

    @Test
    void aTerminalInAccessControlModeIsTold() throws Exception {
        Gate gate = new Gate(Presence.ONLINE, NOW, 0L, 500, null, Pull.at("192.0.2.1"),
                fetched(0, 500L, 500, "the terminal says it holds 500 records and gives none"));
        only(Level.ERROR, "counts 500 records and gives none: it is set to access control", "T&A",
                found(new TerminalReadingCheck(), gate.status("TSTATT000001")));
    }

    @Test
    void aWrongCommKeyIsTold() throws Exception {
        Gate gate = new Gate(Presence.NOT_SEEN, null, null, null, null, Pull.at("192.0.2.1"),
                fetched(0, null, 0, "The terminal at 192.0.2.1:4370 does not take this comm key."));
        only(Level.ERROR, "comm key", "muster terminals change TSTATT000001 --comm-key-file FILE",
                found(new TerminalReadingCheck(), gate.status("TSTATT000001")));
    }

    @Test
    void aTerminalThatGivesLessThanItCountsIsTold() throws Exception {
        Gate gate = new Gate(Presence.ONLINE, NOW, 0L, 17, null, Pull.at("192.0.2.1"), fetched(10, 17L, 7, "less"));
        only(Level.WARNING, "gave 10 of 17 records", "muster fetch",
                found(new TerminalReadingCheck(), gate.status("TSTATT000001")));
    }

    @Test
    void aTerminalThatCannotBeReachedIsTold() throws Exception {
        Gate gate = new Gate(Presence.NOT_SEEN, null, null, null, null, Pull.at("192.0.2.1"),
                fetched(0, null, 0, "nobody answers there."));
        only(Level.WARNING, "cannot be read: nobody answers there", "--transport udp",
                found(new TerminalReadingCheck(), gate.status("TSTATT000001")));
    }

    @Test
    void clocksThatAreOffAreToldAndWrongZonesAreToldApart() throws Exception {
        TerminalStatus drifted = new Gate(Presence.ONLINE, NOW, -75L, 0, null, null, null).status("TSTATT000001");
        TerminalStatus zone = new Gate(Presence.ONLINE, NOW, 19_803L, 0, null, null, null).status("TSTATT000002");
        TerminalStatus right = new Gate(Presence.ONLINE, NOW, 60L, 0, null, null, null).status("TSTATT000003");
        List<Finding> found = found(new TerminalClockCheck(), drifted, zone, right);
        assertEquals(List.of("terminal TSTATT000001's clock is 75 s behind",
                        "terminal TSTATT000002's clock is 5.5 h ahead, which looks like a wrong zone"),
                found.stream().map(Finding::seen).toList());
        assertEquals(Level.OK, found(new TerminalClockCheck(), right).getFirst().level());
    }

    @Test
    void aNearlyFullMemoryIsTold() throws Exception {
        Gate gate = new Gate(Presence.ONLINE, NOW, 0L, 90_000, 100_000, null, null);
        only(Level.WARNING, "is 90 % full", "clear-log", found(new TerminalMemoryCheck(), gate.status("TSTATT000001")));
        assertEquals(List.of(), found(new TerminalMemoryCheck(), Gate.GOOD.status("TSTATT000001")));
    }

    @Test
    void aTerminalThatNeverCalledIsToldWithWhatToLookAt() throws Exception {
        Gate gate = new Gate(Presence.NOT_SEEN, null, null, null, null, null, null);
        only(Level.WARNING, "has not been heard", "no path behind it",
                found(new TerminalContactCheck(), gate.status("TSTATT000001")));
    }

    @Test
    void aSilentTerminalIsToldAndManySilentOnesPointAtTheNetwork() throws Exception {
        Gate gone = new Gate(Presence.OFFLINE, NOW.minus(Duration.ofHours(3)), null, null, null, null, null);
        only(Level.WARNING, "is silent for 3 h", "ping 192.0.2.1",
                found(new TerminalContactCheck(), gone.status("TSTATT000001")));
        TerminalStatus[] all = IntStream.range(0, 4)
                .mapToObj(i -> (i == 0 ? Gate.GOOD : gone).status("TSTATT00000" + i)).toArray(TerminalStatus[]::new);
        Finding first = found(new TerminalContactCheck(), all).getFirst();
        assertEquals(Level.ERROR, first.level());
        assertTrue(first.seen().startsWith("3 of 4 terminals are silent"), first.seen());
    }

    @Test
    void aTerminalThatWaitsIsToldWithTheCommandThatTakesIt() throws Exception {
        TerminalList list = new TerminalList(List.of(), List.of(new PendingTerminal("TSTATT000009", "192.0.2.9", "att",
                null, NOW.minusSeconds(30), NOW, 4)), null);
        only(Level.WARNING, "waits for approval for 30 s", "muster terminals approve TSTATT000009",
                new TerminalContactCheck().run(patient(answers(list, null, null, null, null), List.of())));
    }

    @Test
    void heldRecordsAreToldByReason() throws Exception {
        List<QuarantineRow> rows = IntStream.range(0, 3)
                .mapToObj(i -> new QuarantineRow(i, "TSTATT000001", "ATTLOG",
                        i == 0 ? Quarantined.Reason.TOO_OLD : Quarantined.Reason.IN_FUTURE, "", NOW, Bytes.of("x")))
                .toList();
        List<Finding> found = new QuarantineCheck().run(
                patient(answers(null, null, null, null, new QuarantinePage(rows, null)), List.of()));
        assertEquals(List.of(
                        "1 record is held: their time is before time.earliest; the terminal's clock was reset"
                                + " (TSTATT000001)",
                        "2 records are held: their time is in the future; the terminal's clock is ahead"
                                + " (TSTATT000001)"),
                found.stream().map(Finding::seen).toList());
    }

    private static SinkStatus sink(SinkState state, String reason, String cure, long dead) {
        return new SinkStatus("hr", "webhook", "x", "live", state, reason, cure, 0, 9, 9, NOW.minusSeconds(7200), dead,
                0, 0, 0, 3, null, null, null);
    }

    private List<Finding> sinks(SinkStatus sink) throws Exception {
        return new SinksCheck().run(patient(answers(null, new SinkList(List.of(sink)), null, null, null), List.of()));
    }

    @Test
    void sinksThatDoNotDeliverAreTold() throws Exception {
        only(Level.ERROR, "has stopped: wrong key; 9 records wait, none is lost",
                "write the right one, then: muster sinks resume hr",
                sinks(sink(SinkState.STOPPED, "wrong key", "write the right one", 0)));
        only(Level.WARNING, "sink hr fails: no answer", "muster sinks test hr",
                sinks(sink(SinkState.RETRYING, "no answer", null, 0)));
        only(Level.NOTE, "was paused", "muster sinks resume hr", sinks(sink(SinkState.PAUSED, null, null, 0)));
        only(Level.WARNING, "the oldest record waits", "muster sinks show hr",
                sinks(sink(SinkState.RUNNING, null, null, 0)));
        assertTrue(sinks(sink(SinkState.PAUSED, null, null, 2)).getLast().cure()
                .contains("muster deadletters list --sink hr"));
    }

    private List<Finding> scanner(ScannerStatus.Mode mode, ScannerChange.State state, long matched) throws Exception {
        ScannerStatus scanner = new ScannerStatus("Scanner-01", mode, "ATT-",
                List.of(new ScannerStatus.Adapter("hci0", null, state, null, null)), 500, 20, matched, 0, 0, true);
        return new ScannerCheck().run(patient(answers(null, null, scanner, null, null), List.of()));
    }

    @Test
    void anAdapterThatIsAsleepAndAPrefixThatFitsNothingAreTold() throws Exception {
        only(Level.ERROR, "hci0 is asleep", "muster doctor ble",
                scanner(ScannerStatus.Mode.SCANNING, ScannerChange.State.STALLED, 3));
        only(Level.WARNING, "none bears an id that begins with ATT-", "ble.prefix",
                scanner(ScannerStatus.Mode.SCANNING, ScannerChange.State.SCANNING, 0));
        only(Level.ERROR, "hears no phones", "muster doctor ble",
                scanner(ScannerStatus.Mode.SCANNING, ScannerChange.State.OFF, 3));
        assertEquals(List.of(), scanner(ScannerStatus.Mode.IDLE, ScannerChange.State.NO_BUS, 3));
    }

    @Test
    void anAddressOfConvexClientsIsToldWithTheRightOne() throws Exception {
        List<Finding> found = new BackendCheck().run(patient(answers(null, null, null, null, null),
                List.of("backend.url=https://quick-fox-1.convex.cloud", "backend.key_file=/nowhere")));
        only(Level.WARNING, ".convex.cloud", "backend.url = \"https://quick-fox-1.convex.site\"", found);
    }

    @Test
    void aBackendThatDoesNotAnswerIsTold() throws Exception {
        BackendStatus gone = new BackendStatus(true, false, null, "no network");
        only(Level.ERROR, "no network", "curl",
                new BackendCheck().run(patient(answers(null, null, null, gone, null), List.of())));
    }

    @Test
    void networkFileSystemsAndMemoryAndFullDisksAreTold() {
        List<Finding> found = new ArrayList<>();
        DataFolderCheck.kind(directory, "nfs4", found);
        DataFolderCheck.kind(directory, "tmpfs", found);
        DataFolderCheck.kind(directory, "ext4", found);
        DataFolderCheck.room(directory, 400_000_000, 1_000_000_000, found);
        DataFolderCheck.room(directory, 9_000_000_000L, 100_000_000_000L, found);
        DataFolderCheck.room(directory, 50_000_000_000L, 100_000_000_000L, found);
        assertEquals(List.of(Level.ERROR, Level.WARNING, Level.ERROR, Level.WARNING),
                found.stream().map(Finding::level).toList());
    }

    @Test
    void aJournalIsReadPageByPageAndDamageIsTold() throws Exception {
        Patient patient = patient(answers(null, null, null, null, null), List.of());
        only(Level.NOTE, "no journal", null, new JournalCheck().run(patient));
        Journal.open(JournalSettings.at(directory), patient.clock()).close();
        only(Level.OK, "is sound and has 0 entries", null, new JournalCheck().run(patient));
        Path file = JournalSettings.at(directory).file();
        byte[] bytes = Files.readAllBytes(file);
        // everything behind the first pages, which hold the schema
        java.util.Arrays.fill(bytes, 3 * 4096, bytes.length, (byte) 0x5A);
        Files.write(file, bytes);
        assertEquals(Level.ERROR, new JournalCheck().run(patient).getLast().level());
        Files.writeString(file, "no journal, but a text that is longer than the header of one. ".repeat(9));
        assertEquals(Level.ERROR, new JournalCheck().run(patient).getLast().level());
    }

    @Test
    void aKeyThatEverybodyCanReadIsTold() throws Exception {
        Path key = Files.writeString(directory.resolve("key"), "0123456789abcdefgh\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        List<String> named = List.of("api.key_file=" + key);
        Answers nothing = answers(null, null, null, null, null);
        only(Level.WARNING, "everybody on this machine can read", "chmod o= " + key,
                new SecretFilesCheck().run(patient(nothing, named)));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        only(Level.OK, "1 file with a key", null, new SecretFilesCheck().run(patient(nothing, named)));
        only(Level.ERROR, "there is no file", "one line", new SecretFilesCheck().run(
                patient(nothing, List.of("backend.key_file=" + directory.resolve("gone")))));
    }

    @Test
    void keysAreMissedAndThoseThatEndOrCanBeReadByOthersAreTold() throws Exception {
        Answers nothing = answers(null, null, null, null, null);
        KeysCheck check = new KeysCheck();
        only(Level.NOTE, "there is no key", "muster keys create", check.run(patient(nothing, List.of())));
        only(Level.WARNING, "lets nobody in", "muster keys create",
                check.run(patient(nothing, List.of("api.open=nobody"))));
        Patient patient = patient(nothing, List.of());
        KeyBook book = new KeyBook(patient.config().orElseThrow().data());
        book.create("desk", Role.VIEWER, null, "root", NOW);
        only(Level.OK, "1 key is good", null, check.run(patient));
        Files.setPosixFilePermissions(book.file(), PosixFilePermissions.fromString("rw-r--r--"));
        only(Level.WARNING, "others than muster can read", "chmod 600", check.run(patient));
        Files.setPosixFilePermissions(book.file(), PosixFilePermissions.fromString("rw-------"));
        book.create("old", Role.VIEWER, Duration.ofDays(1), "root", NOW.minus(Duration.ofDays(2)));
        only(Level.WARNING, "the time of key old is over", "muster keys revoke old", check.run(patient));
        Files.writeString(book.file(), "nonsense");
        only(Level.ERROR, "is damaged", "backup", check.run(patient));
    }

    @Test
    void aClockThatCannotBeRightIsTold() throws Exception {
        Patient good = patient(answers(null, null, null, null, null), List.of());
        Patient lost = new Patient(good.file(), good.mistakes(), good.config(), false, Map.of(),
                Clock.fixed(Instant.EPOCH.plusSeconds(60), ZoneOffset.UTC), directory, true, false, URL,
                Optional.empty(), "", good.answers());
        only(Level.ERROR, "shows 1970-01-01", "timedatectl", new OwnClockCheck().run(lost));
        only(Level.NOTE, "no time service", "timedatectl", new OwnClockCheck().run(good));
        Path sign = Files.createDirectories(directory.resolve("run/systemd/timesync")).resolve("synchronized");
        Files.createFile(sign);
        Files.setLastModifiedTime(sign, java.nio.file.attribute.FileTime.from(NOW));
        only(Level.OK, "is set", null, new OwnClockCheck().run(good));
    }

    @Test
    void aLocaleThatIsNotUtf8IsTold() throws Exception {
        Patient patient = patient(answers(null, null, null, null, null), List.of());
        only(Level.WARNING, "is not set (ANSI_X3.4-1968)", "LANG=C.UTF-8",
                new LocaleCheck("ANSI_X3.4-1968").run(patient));
        only(Level.OK, "UTF-8", null, new LocaleCheck("UTF-8").run(patient));
    }

    @Test
    void theServiceIsLookedAtWhereSystemdRuns() throws Exception {
        Patient patient = patient(answers(null, null, null, null, null), List.of());
        Map<String, String> systemd = Map.of("is-enabled", "disabled", "is-active", "failed");
        Check check = new ServiceCheck(words -> Optional.of(systemd.get(words.get(1))));
        assertEquals(List.of(), check.run(patient));
        Files.createDirectories(directory.resolve("run/systemd/system"));
        only(Level.WARNING, "the service is disabled", "systemctl enable --now muster", check.run(patient));
        only(Level.ERROR, "the service is failed", "journalctl -u muster", new ServiceCheck(words ->
                Optional.of(words.get(1).equals("is-enabled") ? "enabled" : "failed")).run(patient));
        only(Level.NOTE, "not installed as a service", "make install",
                new ServiceCheck(words -> Optional.of("not-found")).run(patient));
        assertEquals(List.of(), new ServiceCheck(words -> Optional.empty()).run(patient));
    }

    @Test
    void whoHasThePortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String text = new PortOwner(Path.of("/")).text(taken.getLocalPort());
            assertEquals(" by java (process " + ProcessHandle.current().pid() + ")", text);
        }
        assertEquals("", new PortOwner(directory).text(8888));
    }

    /// Answers with the head of a stream, and what else is given; holds the connection open.
    private static void answer(ServerSocket server, String text) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream();
                in.read(new byte[4096]);
                out.write(text.getBytes(StandardCharsets.US_ASCII));
                out.flush();
                // until the other side goes
                in.read();
            } catch (IOException e) {
                // it went
            }
        });
    }

    private Finding stream(String text) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            answer(server, text);
            Patient good = patient(answers(null, null, null, null, null), List.of());
            Patient here = new Patient(good.file(), good.mistakes(), good.config(), false, Map.of(), good.clock(),
                    directory, true, false, URI.create("http://127.0.0.1:" + server.getLocalPort()), Optional.empty(),
                    "", good.answers());
            return new StreamCheck(Duration.ofSeconds(2)).run(here).getFirst();
        }
    }

    @Test
    void aProxyThatGathersTheStreamIsTold() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
        Finding gathered = stream(head);
        assertEquals(Level.WARNING, gathered.level());
        assertTrue(gathered.cure().contains("proxy_buffering off"), gathered.cure());
        assertEquals(Level.OK, stream(head + "5\r\n: hi\n\r\n").level());
        assertTrue(stream("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi").seen()
                .contains("status 200, text/html"));
    }

    @Test
    void ofAnotherMachineOnlyTheDaemonIsLookedAt() throws Exception {
        Patient good = patient(answers(null, null, null, null, null), List.of());
        Patient far = new Patient(good.file(), good.mistakes(), good.config(), false, Map.of(), good.clock(), directory,
                false, false, URI.create("http://192.0.2.1:8888"), Optional.empty(), "", good.answers());
        for (Check check : List.of(new DataFolderCheck(), new JournalCheck(), new SecretFilesCheck(), new KeysCheck(),
                new ZoneCheck(),
                new PortsCheck(), new ServiceCheck(words -> Optional.of("disabled")))) {
            assertEquals(List.of(), check.run(far));
        }
        only(Level.NOTE, "another machine's", null, new SettingsCheck().run(far));
    }

    @Test
    void aDayCloseToFullIsTold() throws Exception {
        TerminalStatus soon = Gate.GOOD.status("TSTATT000001");
        TerminalStatus full = new TerminalStatus(soon.serial(), null, soon.state(), null, List.of(), "att", null,
                Map.of(), NOW, Presence.ONLINE, NOW, null, null, 0L, 5, 10, 10, 0, 0, 0, null, 0, null, null, null,
                100_000, LocalDate.of(2026, 11, 23));
        only(Level.WARNING, "will be full on 2026-11-23", "muster fetch", found(new TerminalMemoryCheck(), full));
    }
}
