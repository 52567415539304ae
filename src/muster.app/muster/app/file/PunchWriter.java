// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.IOException;
import muster.model.PunchRow;

/// Writes punches to a file, one after the other. For one thread.
public interface PunchWriter {

    /// What stands before the first punch.
    void begin() throws IOException;

    /// One punch.
    void write(PunchRow punch) throws IOException;
}
