// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.T1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import muster.model.Json;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.Punch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody is erased from a journal whose entries are sealed.
class ErasedChainTest {

    @TempDir
    Path directory;

    private Verification verified() throws Exception {
        return Verification.of(JournalSettings.at(directory).file(), (_, _, _) -> {});
    }

    @Test
    void theChainHoldsAndTellsHowManyEntriesItVouchesForByTheirLeavesAlone() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(new PersonChange(
                    new Person("1001", "Ada", "", 0), false, T1, "terminal", Samples.NOW)));
            journal.append(IntStream.range(0, 2500)
                    .mapToObj(i -> Samples.punch(T1, i % 2 == 0 ? "1001" : "1002", i)).toList());
            journal.chain().seal(false);
            long sealed = journal.chain().last().last();
            journal.erasures().erase("1001", "asked for it", "tester");

            assertEquals(List.of(), verified().faults());
            assertEquals(sealed / 2 + 1, verified().erased(), "those that were not sealed yet are sealed as they are now");

            journal.chain().seal(true);
            assertEquals(List.of(), verified().faults());
        }
    }

    @Test
    void whatIsChangedBesideAnErasureIsFoundAllTheSame() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(IntStream.range(0, 10)
                    .mapToObj(i -> Samples.punch(T1, i % 2 == 0 ? "1001" : "1002", i)).toList());
            journal.chain().seal(true);
            journal.erasures().erase("1001", "asked for it", "tester");
        }
        try (Connection connection = Sqlite.maker(JournalSettings.at(directory).file())) {
            Sqlite.run(connection, "UPDATE punch SET state = 1 WHERE seq = 2");
        }
        assertTrue(verified().faults().stream().anyMatch(fault -> fault.contains("entry 2 ")), verified()::toString);
    }

    /// Whoever guesses the very entry has a hash of it in every form the file ever had; none of them is the leaf.
    @Test
    void whoeverHasTheFileCannotTellWhetherAGuessOfAnErasedEntryIsRight() throws Exception {
        Punch erased = Samples.punch(T1, "1001", 0);
        Path file = JournalSettings.at(directory).file();
        byte[] seed;
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(erased, Samples.punch(T1, "1002", 1), Samples.punch(T1, "1003", 2)));
            journal.chain().seal(true);
            seed = blob("SELECT hex(seed) FROM chain");
            byte[] salt = new Salts(3, seed, null).of(1);
            journal.erasures().erase("1001", "asked for it", "tester");
            assertTrue(journal.erasures().compact());

            byte[] leaf = blob("SELECT hex(leaf) FROM erased_leaf WHERE seq = 1");
            assertArrayEquals(Leaves.of(salt, 1, "punch", Json.text(erased)), leaf, "the guess is right");
            Salts left = new Salts(3, null, blob("SELECT hex(salts) FROM chain"));
            assertEquals("0", Samples.ask(file, "SELECT count(*) FROM chain WHERE seed IS NOT NULL"));
            for (long seq = 1; seq <= 3; seq++) {
                assertFalse(Arrays.equals(Leaves.of(left.of(seq), 1, "punch", Json.text(erased)), leaf));
            }
            assertFalse(Arrays.equals(Leaves.of(new byte[0], 1, "punch", Json.text(erased)), leaf));
            assertArrayEquals(new Salts(3, seed, null).of(2), left.of(2), "the others are proven as before");
            assertNowhere(file, seed);
            assertNowhere(file, salt);
        }
        assertEquals(List.of(), verified().faults());
    }

    private byte[] blob(String question) throws Exception {
        return HexFormat.of().parseHex(Samples.ask(JournalSettings.at(directory).file(), question));
    }

    private static void assertNowhere(Path file, byte[] secret) throws Exception {
        String text = new String(secret, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(each, StandardCharsets.ISO_8859_1).contains(text), each::toString);
            }
        }
    }

    @Test
    void peopleOfTheSameBlockAreErasedOneAfterAnother() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(IntStream.range(0, 1500).mapToObj(i -> Samples.punch(T1, "" + (1000 + i % 5), i)).toList());
            journal.chain().seal(true);
            for (int pin = 1000; pin < 1004; pin++) {
                journal.erasures().erase("" + pin, "asked for it", "tester");
                assertEquals(List.of(), verified().faults());
            }
            assertEquals(1200, verified().erased());
        }
    }

    /// Otherwise a leaf of what was erased would be sealed, and the chain would not hold.
    @Test
    void aBlockThatWasReadBeforeAnErasureIsReadAgainBeforeItIsSealed() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(IntStream.range(0, 10).mapToObj(i -> Samples.punch(T1, "" + (1000 + i % 2), i)).toList());
            Path file = JournalSettings.at(directory).file();
            Reader reader = new Reader(file);
            long before = reader.ask(each -> each.list(Chain.REWRITTEN, row -> row.getLong(1))).getFirst();
            reader.close();
            journal.erasures().erase("1001", "asked for it", "tester");
            assertNotEquals("" + before, Samples.ask(file, Chain.REWRITTEN));
            try (Connection connection = Sqlite.maker(file)) {
                Pen pen = new Pen(connection, new HashMap<>(), ErasedKey.beside(file), Samples.NOW);
                assertFalse(pen.seal(null, before), "what was read before the erasure is not sealed");
            }
            journal.chain().seal(true);
            assertEquals(List.of(), verified().faults());
        }
    }
}
