// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import muster.journal.Health;

/// The journal and the disk it is on. Asks no question that the journal's file is needed for. Immutable.
public final class JournalGauge implements Gauge {

    private final Supplier<Health> health;
    private final LongSupplier fileBytes;
    private final LongSupplier diskBytes;

    /// @param health how the journal is
    /// @param fileBytes size of its file
    /// @param diskBytes size of the disk it is on; 0 or less when it cannot be told
    public JournalGauge(Supplier<Health> health, LongSupplier fileBytes, LongSupplier diskBytes) {
        this.health = health;
        this.fileBytes = fileBytes;
        this.diskBytes = diskBytes;
    }

    /// Size of the disk a folder is on.
    ///
    /// @return 0 when it cannot be told
    public static LongSupplier diskOf(Path folder) {
        return () -> {
            try {
                return Files.getFileStore(folder).getTotalSpace();
            } catch (IOException unknown) {
                return 0;
            }
        };
    }

    @Override
    public void read(Snapshot.Builder into) {
        Health now = health.get();
        into.put(Measures.JOURNAL_FAILING, now.ok() ? 0 : 1);
        into.put(Measures.WAL, now.walBytes());
        into.put(Measures.JOURNAL, fileBytes.getAsLong());
        // nothing is acknowledged before it is on disk, so nothing that was taken can be lost
        into.put(Measures.DROPPED_RECORDS, 0);
        into.put(new Snapshot.Labelled(PrometheusText.DROPPED, Map.of("reason", "any"), 0));
        if (now.freeBytes() >= 0) {
            into.put(Measures.DISK_FREE, now.freeBytes());
            long all = diskBytes.getAsLong();
            if (all > 0) {
                into.put(Measures.DISK_FREE_PERCENT, Math.round(1000.0 * now.freeBytes() / all) / 10.0);
            }
        }
    }
}
