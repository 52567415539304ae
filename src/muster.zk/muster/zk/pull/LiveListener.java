// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

/// Is told what happens at a terminal, one event at a time, on a thread of its own.
@FunctionalInterface
public interface LiveListener {

    /// Called for each event, which is acknowledged to the terminal already. While it runs, others wait;
    /// the attendance table has what is dropped then.
    ///
    /// @throws InterruptedException when told to stop; no event follows
    void happened(LiveEvent event) throws InterruptedException;
}
