// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

/// What has happened so far, over all terminals. Immutable.
///
/// @param made punches that people made
/// @param sent punches sent, each sending counted
/// @param acknowledged punches that were acknowledged, each counted once
/// @param resent punches sent once more than the first time
/// @param refused requests that were answered with something else than success
/// @param unanswered requests without an answer
/// @param commands commands that were carried out
public record Counts(
        long made, long sent, long acknowledged, long resent, long refused, long unanswered, long commands) {

    /// Whether everything that was made has been acknowledged.
    public boolean complete() {
        return acknowledged == made;
    }

    /// How many punches are still in the terminals.
    public long waiting() {
        return made - acknowledged;
    }
}
