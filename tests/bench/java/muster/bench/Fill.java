// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import muster.journal.Journal;
import muster.journal.JournalSettings;
import muster.journal.Synchronous;
import muster.model.Punch;

/// Makes the large store of P10 and P12 with the journal's own append: so many punches, 119 terminals, 5,000 people,
/// over the two years up to now.
final class Fill {

    private static final int BATCH = 10_000;
    private static final int SECONDS = 2 * 365 * 86_400;

    public static void main(String[] words) throws Exception {
        Path folder = Path.of(words[0]);
        long size = Long.parseLong(words[1]);
        long end = Instant.now().getEpochSecond();
        // The cache can be made anew; only what is measured has to survive a power cut.
        JournalSettings settings = new JournalSettings(
                folder.resolve("muster.db"), Synchronous.NORMAL, folder.resolve("backups"), 2, 0);
        try (Journal journal = Journal.open(settings, InstantSource.system())) {
            for (long done = 0; done < size; done += BATCH) {
                List<Punch> punches = new ArrayList<>(BATCH);
                for (long number = done; number < Math.min(size, done + BATCH); number++) {
                    long moment = end - SECONDS + number * SECONDS / size;
                    punches.add(Append.punch(number, moment, 5_000, 119));
                }
                journal.append(punches);
            }
            System.out.println(journal.head());
        }
    }
}
