// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.nio.file.Path;

/// Where the journal is and how it is kept. Immutable.
///
/// @param file the SQLite file; missing directories are made
/// @param synchronous how hard it presses on the disk
/// @param backups the directory for the copy that is made before a file gets a newer schema
/// @param readers how many readers may ask at the same time, 1 to 64
/// @param tail how many of the newest entries stay in memory, 0 to 1,000,000
public record JournalSettings(Path file, Synchronous synchronous, Path backups, int readers, int tail) {

    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException if readers or tail are out of range
    public JournalSettings {
        if (readers < 1 || readers > 64) {
            throw new IllegalArgumentException("readers must be 1 to 64, not " + readers);
        }
        if (tail < 0 || tail > 1_000_000) {
            throw new IllegalArgumentException("tail must be 0 to 1000000, not " + tail);
        }
    }

    /// The usual settings for a data directory: `muster.db` and `backups` in it, [Synchronous#FULL],
    /// 2 readers, a tail of 1,024 entries.
    public static JournalSettings at(Path directory) {
        return new JournalSettings(
                directory.resolve("muster.db"), Synchronous.FULL, directory.resolve("backups"), 2, 1024);
    }
}
