// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.util.List;

/// A place that records are delivered to: one class for each kind of target. For one thread.
///
/// Delivering is at least once: after a crash the same records come again, so every sink makes them once in effect
/// by [Outgoing#id()] or by the target's own key.
public interface Sink extends AutoCloseable {

    /// Where it delivers to, for people; no secret in it.
    String target();

    /// How many records it takes at once.
    int batch();

    /// Delivers records in their order. What the target refuses, is slow to answer or cannot be reached for is in the
    /// answers; nothing of it is thrown.
    ///
    /// @param records 1 to [#batch()]
    /// @throws InterruptedException if interrupted while waiting; then nothing is known of what the target took
    Answers deliver(List<Outgoing> records) throws InterruptedException;

    /// Tries the target without delivering a record: is it there, is the key right, does the table exist.
    ///
    /// @return no trouble, or what is wrong
    Trial test() throws InterruptedException;

    /// Tells of records what delivering them would change, and changes nothing.
    ///
    /// @return one line for each record, in their order
    List<Difference> compare(List<Outgoing> records) throws InterruptedException;

    /// Is called now and then while there is nothing to deliver.
    default void rest() throws InterruptedException {
        // most have nothing to do then
    }

    /// Lets go of connections and files.
    @Override
    void close();
}
