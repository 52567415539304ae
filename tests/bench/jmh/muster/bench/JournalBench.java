// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import muster.journal.Journal;
import muster.journal.JournalSettings;
import muster.journal.Receipt;
import muster.model.Punch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// One append by one caller, durable; against C it is P2 that measures.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JournalBench {

    @Param({"1", "30", "1000", "10000"})
    private int batch;

    private Path folder;
    private Journal journal;
    private List<Punch> punches;

    @Setup
    public void open() throws Exception {
        // beside the classes, because /tmp may be memory
        folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "journal");
        journal = Journal.open(JournalSettings.at(folder), InstantSource.system());
    }

    @Setup(Level.Invocation)
    public void make() {
        punches = Append.punches(journal.head() + 1, batch);
    }

    @Benchmark
    public Receipt append() throws Exception {
        return journal.append(punches);
    }

    @TearDown
    public void close() throws Exception {
        journal.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
