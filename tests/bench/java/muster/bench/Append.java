// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import muster.journal.Journal;
import muster.journal.JournalSettings;
import muster.model.Bytes;
import muster.model.LocalTimeFit;
import muster.model.Punch;
import muster.model.Source;
import muster.model.ZoneFrom;

/// Appends punches to a journal, as one caller, in batches. `c/append.c` appends the same ones.
///
/// Takes the folder, and then an order a line, `BATCH ROWS`; answers each with a line of JSON.
final class Append {

    private static final long BEGIN = 1_767_225_600L;
    private static final int A_SECOND = 50;
    private static final int TERMINALS = 16;

    public static void main(String[] words) throws Exception {
        try (Journal journal = Journal.open(JournalSettings.at(Path.of(words[0])), InstantSource.system())) {
            System.out.println("ready");
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                String[] order = line.split(" ");
                System.out.println(append(journal, Integer.parseInt(order[0]), Long.parseLong(order[1])));
                System.out.flush();
            }
        }
    }

    private static String append(Journal journal, int batch, long rows) throws Exception {
        long nanos = 0;
        long before = written();
        long head = journal.head();
        for (long done = 0; done < rows; done += batch) {
            List<Punch> punches = punches(head + 1 + done, (int) Math.min(batch, rows - done));
            long begin = System.nanoTime();
            journal.append(punches);
            nanos += System.nanoTime() - begin;
        }
        return "{\"seconds\": %.6f, \"punches\": %d, \"written\": %d}".formatted(nanos / 1e9, rows, written() - before);
    }

    /// So many punches from a number on.
    static List<Punch> punches(long first, int count) {
        List<Punch> punches = new ArrayList<>(count);
        for (long number = first; number < first + count; number++) {
            punches.add(punch(number, 2000, TERMINALS));
        }
        return punches;
    }

    /// The punch of a number; fifty a second, in order of time.
    static Punch punch(long number, int people, int terminals) {
        return punch(number, BEGIN + number / A_SECOND, people, terminals);
    }

    /// The punch of a number at a moment, in seconds since 1970.
    static Punch punch(long number, long moment, int people, int terminals) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(moment, 0, ZoneOffset.UTC);
        String pin = Long.toString(1000 + number % people);
        String clock = time.toLocalDate() + " " + time.toLocalTime();
        return new Punch(Source.PUSH, "TSTAPP%05d".formatted(number % terminals), pin, time, ZoneOffset.UTC, "UTC",
                ZoneFrom.CONFIG, LocalTimeFit.EXACT, Instant.ofEpochSecond(moment).plusMillis(500), 0, 1, "",
                Bytes.of(pin + "\t" + clock + "\t0\t1\t0\t0\t0"));
    }

    private static long written() throws Exception {
        for (String line : Files.readAllLines(Path.of("/proc/self/io"))) {
            if (line.startsWith("write_bytes: ")) {
                return Long.parseLong(line.substring(13));
            }
        }
        return 0;
    }
}
