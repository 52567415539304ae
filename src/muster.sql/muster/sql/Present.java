// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the table has in place of a row. Immutable.
///
/// @param kind how it compares
/// @param values what is there, by column; empty when nothing is
/// @param differing names of the columns that are not as the row has them
/// @param text why the database cannot be asked for it, or null
public record Present(Kind kind, Map<String, String> values, List<String> differing, String text) {

    /// How it compares.
    public enum Kind {
        /// No row has its key.
        NONE,
        /// The row is there as it is.
        SAME,
        /// A row has its key and says otherwise.
        DIFFERENT,
        /// The database does not even take its key.
        REFUSED
    }

    /// Copies, so that the record stays immutable.
    public Present {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        differing = List.copyOf(differing);
    }
}
