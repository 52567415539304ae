// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

/// Tells what people call a subject, and where it belongs. Thread-safe.
public interface Subjects {

    /// What people call it; the subject itself when it has no other name.
    ///
    /// @param family as in [Measure#family()]
    String name(String family, String subject);

    /// The branch it belongs to, or null.
    ///
    /// @param family as in [Measure#family()]
    String branch(String family, String subject);
}
