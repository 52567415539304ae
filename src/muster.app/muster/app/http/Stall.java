// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

/// For how long a client has been writing without getting anything written, counted in looks taken at
/// regular intervals. For one thread.
final class Stall {

    private long writesSeen = -1;
    private int looks;

    /// Takes a look.
    ///
    /// @param writing whether it is writing now
    /// @param writes how many writes it has ended so far
    /// @return how many looks in a row found it writing and no further; 0 when it waits for something to write
    int look(boolean writing, long writes) {
        looks = writing && writes == writesSeen ? looks + 1 : 0;
        writesSeen = writes;
        return looks;
    }
}
