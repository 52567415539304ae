// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.IOException;

/// The rows of a file, one after the other, in bounded memory. For one thread.
public interface Rows {

    /// The next row, or null behind the last.
    ///
    /// @throws IOException if the file cannot be read any further
    Row next() throws IOException;

    /// How the columns are read, a sentence for people.
    String reading();
}
