// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.model.Json;

/// A table as JSON, an object on each line; what is not known is left out.
final class JsonTable implements TableOut {

    private final Writer out;
    private List<String> columns = List.of();

    JsonTable(Writer out) {
        this.out = out;
    }

    @Override
    public void begin(List<String> names) {
        columns = List.copyOf(names);
    }

    @Override
    public void row(List<Object> cells) throws IOException {
        if (columns.isEmpty()) {
            out.write(Json.text(cells.getFirst()));
        } else {
            Map<String, Object> members = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                if (cells.get(i) != null) {
                    Object cell = cells.get(i);
                    members.put(columns.get(i), cell instanceof Number ? cell : Cells.text(cell));
                }
            }
            out.write(Json.text(members));
        }
        out.write('\n');
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
