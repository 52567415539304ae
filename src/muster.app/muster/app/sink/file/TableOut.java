// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import java.io.IOException;
import java.util.List;

/// Writes one file as a table. A cell is a text, a whole number, a decimal number, a date, a time of day, both, or
/// null. For one thread; the stream below is the giver's.
interface TableOut {

    /// The names of the columns; none if each row is one value as it is.
    void begin(List<String> columns) throws IOException;

    /// One row.
    void row(List<Object> cells) throws IOException;

    /// Nothing follows.
    void end() throws IOException;
}
