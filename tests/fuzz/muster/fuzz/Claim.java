// SPDX-License-Identifier: Apache-2.0
package muster.fuzz;

import java.util.Objects;

/// What a target claims of every input; whatever breaks a claim is a finding.
public final class Claim {

    private Claim() {}

    /// It holds.
    ///
    /// @param otherwise what is wrong when it does not
    public static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /// Two ways to the same thing come to the same.
    public static void same(Object expected, Object found, String what) {
        if (!Objects.equals(expected, found)) {
            throw new AssertionError(what + ": " + expected + " and " + found);
        }
    }

    /// A failure told to people says something.
    public static void told(Throwable failure) {
        String message = failure.getMessage();
        that(message != null && !message.isBlank(), "a failure without a word: " + failure);
    }
}
