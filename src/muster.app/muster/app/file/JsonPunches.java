// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.IOException;
import java.io.Writer;
import muster.model.Json;
import muster.model.PunchRow;

/// Punches as JSON, an object on each line, as the API shows them. For one thread.
public final class JsonPunches implements PunchWriter {

    private final Writer out;

    /// Writes to this; flushing and closing is the giver's business.
    public JsonPunches(Writer out) {
        this.out = out;
    }

    @Override
    public void begin() {
        // nothing stands before the first line
    }

    @Override
    public void write(PunchRow punch) throws IOException {
        out.write(Json.text(punch));
        out.write('\n');
    }
}
