// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import java.io.IOException;

/// What a file holds, from the punches of its days or its event. Thread-safe.
interface Layout {

    /// The punches of a file, part by part: a part is a day or an event.
    interface Parts {
        /// All parts, in order.
        void each(PartUse use) throws IOException;
    }

    /// What is done with the punches of one part.
    interface PartUse {
        void take(Punches punches) throws IOException;
    }

    /// The punches of one part.
    interface Punches {
        void each(KeptPunches.Use use) throws IOException;
    }

    /// Writes all of a file; may go through the parts more than once.
    void write(Parts parts, TableOut out) throws IOException;

    /// Whether days make a file of their month together.
    default boolean isMonthly() {
        return false;
    }
}
