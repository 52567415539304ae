// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import muster.journal.JournalException;

/// Lets held check-ins count that can count now; what knows of check-ins stands behind it.
@FunctionalInterface
public interface Replay {

    /// Looks at the held check-ins again.
    ///
    /// @return how many count now that did not before
    int replay() throws JournalException, InterruptedException;
}
