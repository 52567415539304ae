// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import muster.journal.JournalException.Kind;
import muster.model.Entry;
import muster.model.Punch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Copies of the journal, the chain of hashes, and what `muster verify` finds.
class KeepTest {

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("muster.db");
    }

    private static List<Punch> punches(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> Samples.punch(Samples.T1, "" + i % 50, i)).toList();
    }

    private void fill(int punches) throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(Samples.oneOfEach());
            journal.append(punches(10_000, 10_000 + punches));
            journal.chain().seal(true);
        }
    }

    private Verification verified(Path of) throws Exception {
        return Verification.of(of, (_, _, _) -> {});
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = Sqlite.maker(file())) {
            Sqlite.run(connection, statement);
        }
    }

    @Test
    void nothingIsWrongWithAJournalOfEveryKindOfFact() throws Exception {
        fill(2_500);
        Verification found = verified(file());
        assertEquals(List.of(), found.faults());
        assertEquals(found.head(), found.sealed().last());
        assertEquals(Samples.oneOfEach().size() + 2_500, found.head());
        assertEquals(0, found.erased());
        assertEquals(4, found.sound().size(), found.sound()::toString);
    }

    @Test
    void aBlockIsSealedWhenItIsFullAndTheRestWhenAsked() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            assertEquals(new Seal(0, "0".repeat(64), null), journal.chain().seal(true));
            journal.append(punches(0, 1_999));
            assertEquals(1_000, journal.chain().seal(false).last());
            assertEquals(1_000, journal.chain().last().last());
            assertEquals(1_999, journal.chain().seal(true).last());
            assertEquals(1_999, journal.chain().seal(true).last());
            journal.append(punches(1_999, 3_000));
            assertEquals(2_999, journal.chain().seal(false).last());
        }
        assertEquals("3", Samples.ask(file(), "SELECT count(*) FROM chain"));
        assertEquals(List.of(), verified(file()).faults());
    }

    /// Pinned: a change of a record's JSON would break the chain of every journal there is.
    @Test
    void theLeafOfAPunchIsTheHashOfItsSaltAndItsCanonicalJson() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(Samples.punch(Samples.T1, "7", 0)));
            String text = "{\"fact\":{\"fit\":\"exact\",\"local_time\":\"2026-11-20 08:00:00\",\"offset\":\"+05:30\","
                    + "\"pin\":\"7\",\"raw\":\"7\\t2026-11-20 08:00:00\\t0\\t1\","
                    + "\"received_at\":\"2026-11-20T02:30:06.123Z\",\"source\":\"push\",\"state\":0,"
                    + "\"terminal\":\"TSTATT000001\",\"verify_mode\":1,\"work_code\":\"\",\"zone\":\"Asia/Kolkata\","
                    + "\"zone_from\":\"terminal\"},\"kind\":\"punch\",\"seq\":1}";
            String hash = journal.chain().seal(true).hash();
            byte[] seed = HexFormat.of().parseHex(Samples.ask(file(), "SELECT hex(seed) FROM chain"));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            MessageDigest leaf = Leaves.sha256();
            leaf.update(Arrays.copyOf(mac.doFinal(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}), 16));
            MessageDigest block = Leaves.sha256();
            block.update(new byte[32]);
            block.update(leaf.digest(text.getBytes(StandardCharsets.UTF_8)));
            assertEquals(HexFormat.of().formatHex(block.digest()), hash);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "UPDATE punch SET raw = x'00' WHERE seq = 1234                                        | entry 1234 was changed",
        "UPDATE punch SET received_at = received_at + 1 WHERE seq = 1234                      | entry 1234 was changed",
        "UPDATE punch SET local_time = '2026-11-20 09:59:59' WHERE seq = 1234                 | punch 1234: its local",
        "UPDATE punch SET pin = '999' WHERE seq = 2222                                        | entry 2222 was changed",
        "UPDATE fact SET body = replace(body, 'a', 'b') WHERE seq = (SELECT max(seq) FROM fact) | was changed after",
        "UPDATE quarantine SET detail = 'x' WHERE seq = (SELECT min(seq) FROM quarantine)     | was changed after",
        "DELETE FROM punch WHERE seq = 1234                                                   | entry 1234 is missing",
        "DELETE FROM punch WHERE seq = 1234                                                   | entry 1234 was deleted",
        "DELETE FROM punch WHERE seq > 2400                                                   | entry 2401 was deleted",
        "UPDATE chain SET hash = zeroblob(32) WHERE last = 1000                               | the seal over",
        "UPDATE chain SET marks = zeroblob(4000) WHERE last = 1000                            | marks of the seal",
        "DELETE FROM chain WHERE last = 1000                                                  | no seal between 0 and",
        "UPDATE check_in SET pin = 'other'                                                    | does not fit its punch",
        "DELETE FROM terminal WHERE serial = 'TSTATT000001'                                   | terminal",
        "UPDATE tally SET punches = punches + 1                                               | the counters tell",
        "INSERT INTO channel VALUES ('far', 99999, 0)                                         | channel far is beyond",
        "UPDATE punch SET reading = 99 WHERE seq = 1234                                       | cannot be read"
    })
    void whatWasChangedIsNamed(String change, String named) throws Exception {
        fill(2_500);
        sql(change);
        List<String> faults = verified(file()).faults();
        assertTrue(faults.stream().anyMatch(fault -> fault.contains(named)), faults::toString);
    }

    @Test
    void oneChangedEntryIsOneFaultAlthoughEverySealBehindItDependsOnIt() throws Exception {
        fill(5_000);
        sql("UPDATE punch SET raw = x'00' WHERE seq = 1234");
        assertEquals(List.of("entry 1234 was changed after it was sealed at " + Samples.NOW), verified(file()).faults());
    }

    @Test
    void blocksThatWereSealedBeforeThereWereSaltsHoldStill() throws Exception {
        JournalSettings settings = JournalSettings.at(directory);
        new Schema(Schema.STEPS.subList(0, 7)).prepare(settings, Samples.NOW);
        try (Journal journal = Samples.open(directory)) {
            journal.append(punches(0, 1_500));
        }
        Reader reader = new Reader(file());
        Chain.Block plain = Chain.Block.NONE.next(reader.ask(each -> Leaves.between(
                each, 1, 1_000, new Salts(1_000, null, null))), new Salts(1_000, null, null), Samples.NOW);
        reader.close();
        try (Connection connection = Sqlite.maker(file())) {
            plain.store(connection);
        }
        try (Journal journal = Samples.open(directory)) {
            assertEquals(1_500, journal.chain().seal(true).last());
            journal.erasures().erase("7", "asked for it", "tester");
        }
        assertEquals(List.of(), verified(file()).faults());
        assertEquals("1000:", Samples.ask(file(),
                "SELECT group_concat(last || ':', ' ') FROM chain WHERE seed IS NULL AND salts IS NULL"));
        sql("UPDATE punch SET raw = x'00' WHERE seq = 123");
        assertEquals(List.of("entry 123 was changed after it was sealed at " + Samples.NOW), verified(file()).faults());
    }

    @Test
    void aFileOfTheVersionBeforeGetsAChainOverWhatItHas() throws Exception {
        JournalSettings settings = JournalSettings.at(directory);
        new Schema(Schema.STEPS.subList(0, 5)).prepare(settings, Samples.NOW);
        try (Journal journal = Samples.open(directory)) {
            journal.append(punches(0, 5));
            assertEquals(5, journal.chain().seal(true).last());
        }
        assertTrue(Files.exists(settings.backups().resolve("muster-v5-20261120T023006Z.db")));
    }

    @Test
    void aCopyMadeUnderLoadHasEverythingThatWasAcknowledgedBeforeItWasBegun() throws Exception {
        Path copy = directory.resolve("copy.db");
        AtomicLong acknowledged = new AtomicLong();
        List<Entry> before;
        long head;
        try (Journal journal = Samples.open(directory)) {
            journal.append(punches(0, 20_000));
            Thread load = Thread.ofVirtual().start(() -> load(journal, acknowledged));
            long least = journal.head();
            while (acknowledged.get() == 0) {
                Thread.onSpinWait();
            }
            least = journal.head();
            head = JournalCopy.make(file(), copy);
            load.interrupt();
            load.join();
            assertTrue(head >= least, head + " of " + least);
            before = journal.records().entries(0, 10_000);
        }
        assertEquals(List.of(), verified(copy).faults());
        try (Records records = Records.open(copy)) {
            assertEquals(head, records.head());
            assertEquals(before, records.entries(0, 10_000));
        }
    }

    private static void load(Journal journal, AtomicLong acknowledged) {
        try {
            for (int i = 20_000; ; i += 5) {
                acknowledged.set(journal.append(punches(i, i + 5)).head());
            }
        } catch (InterruptedException | JournalException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aCopyIsGivenUpBeforeTheWriterWouldHaveToWaitForIt() throws Exception {
        Path copy = directory.resolve("copy.db");
        AtomicLong acknowledged = new AtomicLong();
        try (Journal journal = Samples.open(directory)) {
            journal.append(punches(0, 20_000));
            Thread load = Thread.ofVirtual().start(() -> load(journal, acknowledged));
            JournalException refused = null;
            // a copy that is made between two looks at the log is none that has to be given up
            while (refused == null) {
                Files.deleteIfExists(copy);
                try {
                    JournalCopy.make(file(), copy, 0);
                    journal.append(punches(1_000_000 + (int) journal.head(), 1_020_000 + (int) journal.head()));
                } catch (JournalException e) {
                    refused = e;
                }
            }
            load.interrupt();
            load.join();
            assertEquals(Kind.BUSY_ELSEWHERE, refused.kind());
        }
        assertFalse(Files.exists(copy));
    }

    @Test
    void aCopyNeverTakesThePlaceOfAFile() throws Exception {
        fill(10);
        Path there = Files.writeString(directory.resolve("there"), "mine");
        assertThrows(JournalException.class, () -> JournalCopy.make(file(), there));
        assertEquals("mine", Files.readString(there));
    }

    @Test
    void aDamagedJournalIsNotCopiedAsIfItWereSound() throws Exception {
        fill(2_500);
        sql("DELETE FROM punch WHERE seq = 1234");
        Path copy = directory.resolve("copy.db");
        JournalException refused = assertThrows(JournalException.class, () -> JournalCopy.make(file(), copy));
        assertTrue(refused.getMessage().contains("entry 1234 is missing"), refused.getMessage());
        assertFalse(Files.exists(copy));
    }

    @Test
    void aCopyIsPutBackAndTheOldJournalIsMovedAside() throws Exception {
        fill(100);
        Path copy = directory.resolve("copy.db");
        long head = JournalCopy.make(file(), copy);
        try (Journal journal = Samples.open(directory)) {
            journal.append(punches(50_000, 50_010));
            JournalException busy = assertThrows(JournalException.class,
                    () -> JournalRestore.put(copy, file(), directory.resolve("aside")));
            assertEquals(Kind.BUSY_ELSEWHERE, busy.kind());
        }
        assertThrows(JournalException.class, () -> JournalRestore.put(copy, file(), null));
        try (Connection connection = Sqlite.maker(copy)) {
            Sqlite.run(connection, "INSERT INTO channel VALUES ('far', 99999, 0)");
        }
        assertTrue(JournalRestore.put(copy, file(), directory.resolve("aside")));
        assertFalse(Files.exists(copy));
        try (Journal journal = Samples.open(directory)) {
            assertEquals(head, journal.head());
            assertEquals(head, journal.records().watching().channel("far").orElseThrow());
        }
        try (Records old = Records.open(directory.resolve("aside/muster.db"))) {
            assertNotEquals(head, old.head());
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(), new ArrayList<>(left.map(each -> each.getFileName().toString())
                    .filter(name -> name.startsWith("copy")).toList()));
        }
    }
}
