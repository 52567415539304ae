// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A row's values, in the order of the table's columns. Immutable.
///
/// @param values each a `String`, a number, a `LocalDate`, `LocalTime`, `LocalDateTime`, `OffsetDateTime` or null; it
///     is written as the type of its column wants it
public record Row(List<Object> values) {

    /// Copies the list, so that the record stays immutable.
    public Row {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
