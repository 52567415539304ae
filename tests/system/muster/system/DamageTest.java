// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A journal that cannot be trusted is neither used nor touched.
class DamageTest {

    @TempDir
    Path data;

    static Stream<Named<UnaryOperator<byte[]>>> damages() {
        return Stream.of(
                Named.of("a text", whole -> "these are no punches\n".repeat(500).getBytes()),
                Named.of("the schema overwritten", whole -> overwritten(whole, 100, 4096)),
                Named.of("all but the header overwritten", whole -> overwritten(whole, 100, whole.length)),
                Named.of("cut off within the first page", whole -> Arrays.copyOf(whole, 3000)));
    }

    private static byte[] overwritten(byte[] whole, int from, int to) {
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, from, to, (byte) 0xA5);
        return damaged;
    }

    @ParameterizedTest
    @MethodSource("damages")
    void a_damaged_journal_is_refused_in_a_sentence_and_left_as_it_is(UnaryOperator<byte[]> damage) throws Exception {
        Path file;
        try (Muster muster = Muster.accepting(data)) {
            file = muster.journal();
            assertEquals("OK: 1", muster.upload("TSTATT000001", "1001\t2026-11-20 08:00:05\t0\t1\t0\n").body());
        }
        Files.deleteIfExists(file.resolveSibling("muster.db-wal"));
        Files.deleteIfExists(file.resolveSibling("muster.db-shm"));
        byte[] damaged = damage.apply(Files.readAllBytes(file));
        Files.write(file, damaged);

        Program.Outcome start = Program.run(Program.serve(data));
        assertEquals(65, start.code(), start.err());
        assertEquals("", start.out());
        assertTrue(start.err().contains(file.toString()), start.err());
        assertTrue(List.of("damaged", "no journal").stream().anyMatch(start.err()::contains), start.err());
        assertTrue(!start.err().contains("\tat "), start.err());
        assertArrayEquals(damaged, Files.readAllBytes(file));
    }
}
