// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A held record as the API shows it. Immutable.
///
/// @param seq its place in the journal
/// @param terminal serial of the terminal
/// @param table what it was sent as
/// @param reason why it is held
/// @param detail a sentence for people
/// @param receivedAt when it reached this machine (UTC)
/// @param raw its bytes
public record QuarantineRow(
        long seq,
        String terminal,
        String table,
        Quarantined.Reason reason,
        String detail,
        Instant receivedAt,
        Bytes raw) {

    /// The row of a held record.
    public static QuarantineRow of(long seq, Quarantined held) {
        return new QuarantineRow(
                seq, held.terminal(), held.table(), held.reason(), held.detail(), held.receivedAt(), held.raw());
    }
}
