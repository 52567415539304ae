// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

/// What a terminal is asked to send. Only patterns that mean the same in every version of the manuals,
/// which disagree on the order of the bits (zk-push.md section 5.3).
public enum TransFlag {
    /// Everything.
    ALL("1111111111"),
    /// Punches and operations; operations bring the people.
    PUNCHES_AND_OPERATIONS("1100000000"),
    /// Punches, operations and the pictures taken at punches.
    PUNCHES_OPERATIONS_AND_PHOTOS("1110000000");

    private final String bits;

    TransFlag(String bits) {
        this.bits = bits;
    }

    /// The bits as sent, first item first.
    public String bits() {
        return bits;
    }
}
