// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// What delivering records to a sink would change. Immutable.
///
/// @param differences one for each record, in their order
public record SinkDifferences(List<Line> differences) {

    /// One record.
    ///
    /// @param seq its place in the journal
    /// @param kind `new`, `known`, `different`, `refused`, `skipped` or `unknown` when the target cannot be asked
    /// @param sent the record as it would be sent, one line
    /// @param found what the target has in its place, one line, or null
    public record Line(long seq, String kind, String sent, String found) {}
}
