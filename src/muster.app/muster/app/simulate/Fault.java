// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

/// What goes wrong with an upload on its way.
public enum Fault {
    /// The line breaks before the answer is read.
    DROP_REPLY,
    /// The line breaks in the middle of the request.
    CUT,
    /// The request trickles in.
    SLOW,
    /// A line that is no punch is among the others.
    GARBAGE,
    /// The declared length is wrong: more than comes, or a little less (zk-push.md section 3.2).
    WRONG_LENGTH
}
