// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// How far the read of one terminal's log is. Immutable.
///
/// @param terminal its serial
/// @param name what people call it
/// @param state where it is
/// @param bytesRead how many bytes of its log have come
/// @param bytesTotal how many there are; 0 until known
/// @param result what came of it, or null before it ended
public record FetchRow(
        String terminal, String name, State state, long bytesRead, long bytesTotal, Fetched result) {

    /// Where a read is.
    public enum State {
        /// It waits for its turn.
        WAITING,
        /// It is under way.
        READING,
        /// It ended, well or not.
        ENDED
    }
}
