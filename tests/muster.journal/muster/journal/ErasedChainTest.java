// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.T1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import muster.model.Person;
import muster.model.PersonChange;
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
        try (java.sql.Connection connection = Sqlite.maker(JournalSettings.at(directory).file())) {
            Sqlite.run(connection, "UPDATE punch SET state = 1 WHERE seq = 2");
        }
        assertTrue(verified().faults().stream().anyMatch(fault -> fault.contains("entry 2 ")), verified()::toString);
    }
}
