// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

/// Is told how far the read of a table is, on the reading thread.
@FunctionalInterface
public interface TableProgress {

    /// Tells nobody.
    TableProgress NONE = (read, total) -> { };

    /// Called after each part.
    ///
    /// @param read bytes of the table read so far; starts again when a read is tried again
    /// @param total bytes of the whole table, or of what is known of it
    void read(long read, long total);
}
