// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.time.Duration;

/// Who is told what a [Stream] brings, all on the thread that follows.
public interface Follower {

    /// An entry, each once and in order. It counts as taken when this returns.
    ///
    /// @return false to stop following
    boolean entry(StreamEntry entry);

    /// The connection is gone; the stream goes on by itself where it stopped.
    ///
    /// @param why a sentence for people
    /// @param pause how long until the next try
    default void lost(String why, Duration pause) {}

    /// A message could not be read and is passed over: a newer muster may know kinds that we do not.
    ///
    /// @param seq its place in the journal
    default void unreadable(long seq) {}
}
