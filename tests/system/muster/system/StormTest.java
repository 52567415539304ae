// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import muster.model.TerminalStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The network is back after days, and every terminal brings its whole log in one upload, all at once.
@Tag("system")
class StormTest {

    private static final int TERMINALS = 14;

    /// As many lines as the largest upload holds, nearly.
    private static final int LINES = 110_000;

    @TempDir
    Path data;

    /// The records of all of them did not fit into the memory: the daemon ended, and again when they came again.
    @Test
    void every_log_is_taken_within_the_memory_there_is() throws Exception {
        String log = Punches.lines(0, LINES);
        try (Muster muster = Muster.accepting(data);
                ExecutorService network = Executors.newFixedThreadPool(TERMINALS)) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < TERMINALS; i++) {
                String serial = serial(i);
                answers.add(network.submit(() -> muster.upload(serial, log).body()));
            }
            for (Future<String> answer : answers) {
                assertEquals("OK: " + LINES, answer.get());
            }
            for (int i = 0; i < TERMINALS; i++) {
                assertEquals(LINES, muster.get("/api/terminals/" + serial(i), TerminalStatus.class).punches());
            }
        }
    }

    private static String serial(int number) {
        return "TSTATT%06d".formatted(number);
    }
}
