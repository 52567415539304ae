// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

/// Keeps an attendance table for good before the terminal is told to forget it.
@FunctionalInterface
public interface DurableStore {

    /// Stores the records.
    ///
    /// @return true only if every record is on disk and a power cut would not take it away
    /// @throws InterruptedException when told to stop; the terminal keeps its records
    boolean store(AttendanceTable table) throws InterruptedException;
}
